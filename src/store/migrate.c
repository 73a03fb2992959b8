/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/embedded.h"
#include "base/hash.h"
#include "base/text.h"
#include "store/id.h"
#include "store/store_internal.h"

extern const struct embedded_file database_files[]; /* database/NNNN-name.sql, in order; made by tools/embed */
extern const size_t database_files_count;

enum { DDL_MAX = 4 << 20 };

/* --- portable text ------------------------------------------------------------------------------------------------ */

/* TEXT with {int} and the like replaced. */
static void add_with_types(struct text *out, const char *line, size_t length, const struct type_name *types)
{
    const char *end = line + length;
    while (line < end) {
        const struct type_name *type = types;
        while (type->mark && strncmp(line, type->mark, strlen(type->mark)) != 0)
            type++;
        if (*line == '{' && type->mark) {
            text_add(out, type->text);
            line += strlen(type->mark);
        } else {
            text_char(out, *line++);
        }
    }
    text_char(out, '\n');
}

static bool line_is(const char *line, size_t length, const char *what)
{
    return length == strlen(what) && memcmp(line, what, length) == 0;
}

/* Runs the statements of TEXT one by one. */
static bool run_ddl(struct db *db, struct arena *mem, const char *ddl, struct err *err)
{
    static const char only[] = "-- only ";
    const struct driver *driver = db->driver;
    struct text statement;
    text_init(&statement, mem, DDL_MAX);
    bool ours = true;
    for (const char *line = ddl; *line;) {
        size_t length = strcspn(line, "\n");
        if (length > strlen(only) && memcmp(line, only, strlen(only)) == 0)
            ours = line_is(line + strlen(only), length - strlen(only), driver->own_name);
        else if (line_is(line, length, "-- end"))
            ours = true;
        else if (ours && line_is(line, length, ";")) {
            if (!driver->execute(db, statement.data, err))
                return false;
            text_clear(&statement);
        } else if (ours && !(length >= 2 && line[0] == '-' && line[1] == '-'))
            add_with_types(&statement, line, length, driver->types);
        line += length + (line[length] == '\n');
    }
    if (text_is_full(&statement))
        return store_fail(err, FAIL_STATEMENT, "DDL");
    return text_is_empty(statement.data) || driver->execute(db, statement.data, err);
}

bool store_define(struct store *store, const char *ddl, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    struct db *db = store->driver->structure_begin(store, err);
    if (!db)
        return false;
    bool done = run_ddl(db, mem, ddl, err) && store->driver->execute(db, "commit", err);
    store->driver->structure_end(store, db);
    return done;
}

static bool read_columns(struct db *db, struct arena *mem, const char *table, const char ***columns, size_t *count,
                         struct err *err)
{
    static const struct db_column map[] = { { DB_TEXT, 0 } };
    const struct statement ask = { .text = db->driver->columns_query };
    return db_all(db, mem, &ask, DB(db_text(table)), map, 1, sizeof(char *), columns, count, err);
}

bool store_columns(struct store *store, struct arena *mem, const char *table, const char ***columns, size_t *count,
                   struct err *err)
{
    struct db *db = db_for_read(store, err);
    return db && read_columns(db, mem, table, columns, count, err);
}

/* --- migrations --------------------------------------------------------------------------------------------------- */

struct applied {
    int64_t number;
    const char *checksum;
};

static const struct db_column applied_columns[] = {
    DB_COLUMN_INT(struct applied, number),
    DB_COLUMN_TEXT(struct applied, checksum),
};

static void checksum_of(const struct embedded_file *file, char hex[HASH_HEX_SIZE])
{
    uint8_t hash[HASH_SIZE];
    hash_bytes(file->bytes, file->length, hash);
    hash_hex(hash, hex);
}

/* "database/0001-core.sql" is 1. */
static int64_t number_of(const struct embedded_file *file)
{
    const char *name = strrchr(file->path, '/');
    return strtol(name ? name + 1 : file->path, NULL, 10);
}

/* What was applied must be what the program holds, and nothing that it does not hold. MISSING: the first file that was
 * not applied. */
static bool compare_applied(struct db *db, struct arena *mem, size_t *missing, struct err *err)
{
    struct applied *applied;
    size_t count;
    if (!db_all(db, mem, SQL("select number, checksum from migration order by number"), DB_NONE, applied_columns,
                COUNT_OF(applied_columns), sizeof *applied, &applied, &count, err))
        return false;
    if (count > database_files_count)
        return store_fail(err, FAIL_SCHEMA_NEWER, NULL);
    for (size_t i = 0; i < count; i++) {
        char checksum[HASH_HEX_SIZE];
        checksum_of(&database_files[i], checksum);
        if (applied[i].number != number_of(&database_files[i]) || strcmp(applied[i].checksum, checksum) != 0)
            return store_fail(err, FAIL_SCHEMA_CHANGED, database_files[i].path);
    }
    *missing = count;
    return true;
}

int64_t store_migration_count(void)
{
    return (int64_t)database_files_count;
}

bool migrations_check(struct store *store, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    const char **columns;
    size_t count, missing;
    struct db *db = db_for_read(store, err);
    if (!db || !read_columns(db, mem, "migration", &columns, &count, err))
        return false;
    if (count == 0)
        return store_fail(err, FAIL_NO_OFFICE, NULL);
    return compare_applied(db, mem, &missing, err);
}

static const char migration_table[] = "create table if not exists migration (\n"
                                      "    number {int} not null primary key,\n"
                                      "    name {text} not null,\n"
                                      "    checksum {text} not null,\n"
                                      "    applied_at {int} not null\n"
                                      "){strict}\n";

/* Writes down that FILE was applied; DDL connections take no values, and these need no quoting. */
static bool note(struct db *db, struct arena *mem, const struct embedded_file *file, struct err *err)
{
    char checksum[HASH_HEX_SIZE];
    checksum_of(file, checksum);
    return db->driver->execute(db,
                               arena_printf(mem,
                                            "insert into migration (number, name, checksum, applied_at) "
                                            "values (%lld, '%s', '%s', %lld)",
                                            (long long)number_of(file), file->path, checksum, (long long)clock_now()),
                               err);
}

/* The first missing one in a transaction of its own; LEFT says whether there was one. */
static bool migrate_one(struct store *store, struct arena *mem, bool *left, struct err *err)
{
    struct db *db = store->driver->structure_begin(store, err);
    if (!db)
        return false;
    size_t missing = 0;
    bool done = run_ddl(db, mem, migration_table, err) && compare_applied(db, mem, &missing, err);
    *left = done && missing < database_files_count;
    if (*left) {
        const struct embedded_file *file = &database_files[missing];
        done = run_ddl(db, mem, (const char *)file->bytes, err);
        if (!done)
            err_prefix(err, "%s", file->path);
        done = done && note(db, mem, file, err);
    }
    done = done && store->driver->execute(db, "commit", err);
    store->driver->structure_end(store, db);
    return done;
}

bool store_migrate(struct store *store, struct err *err)
{
    bool left = true;
    while (left) {
        struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
        if (!migrate_one(store, mem, &left, err))
            return false;
    }
    return true;
}

bool ids_continue(struct store *store, struct err *err)
{
    const struct statement *const greatest[] = {
        SQL("select max(id) from record"),
        SQL("select max(id) from assignment"),
        SQL("select max(id) from outbox"),
        SQL("select max(id) from attachment"),
    };
    struct db *db = db_for_read(store, err);
    for (size_t i = 0; db && i < COUNT_OF(greatest); i++) {
        int64_t id;
        if (!db_one_int(db, greatest[i], DB_NONE, 0, &id, err))
            return false;
        id_set_floor(id);
    }
    return db;
}
