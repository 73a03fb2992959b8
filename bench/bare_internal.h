/* bench/bare_internal.h
 * The tables whose rows are copied, and the two ways to write them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "database.h"

enum { BARE_TABLES_MAX = 96 };

/* One table that holds rows of a record. */
struct bare_table {
    const char *name;
    const char *key;     /* the column that names the record; NULL: the table knows none */
    const char *columns; /* quoted, with commas */
    const char *places;  /* as many: ?1, ?2 or $1, $2 */
    int column_count;
    const char *into; /* what is inserted into; usually NAME */
    void *made;       /* the statement that writes, once it is prepared */
};

struct bare {
    struct arena *mem;
    struct database *from, *to;
    struct bare_table tables[BARE_TABLES_MAX];
    size_t table_count;
};

/* Copies the rows of TABLES (the first COUNT) with a key among IDS ("1, 2, 3"), those without a key wholly, in one
 * transaction; the seconds that the writing took. */
double bare_copy_sqlite(struct bare *bare, struct bare_table *tables, size_t count, const char *ids);
double bare_copy_postgres(struct bare *bare, struct bare_table *tables, size_t count, const char *ids);
void bare_end_sqlite(struct bare *bare);

/* The text that reads, and the one that writes. */
const char *bare_read_text(struct arena *mem, const struct bare_table *table, const char *ids);
const char *bare_write_text(struct arena *mem, const struct bare *bare, const struct bare_table *table);
