/* SPDX-License-Identifier: Apache-2.0 */
#include "records/links.h"

struct row {
    const char *kind;
    int64_t other, back;
};

bool record_links(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                  int64_t record, struct record_link_line **links, size_t *count, struct err *err)
{
    static const struct db_column columns[] = { DB_COLUMN_TEXT(struct row, kind), DB_COLUMN_INT(struct row, other),
                                                DB_COLUMN_INT(struct row, back) };
    struct row *rows;
    size_t row_count, seen = 0;
    if (!db_all(db, mem,
                SQL("select kind, to_record, 0, created_at from record_link where from_record = $1 union all "
                    "select kind, from_record, 1, created_at from record_link where to_record = $2 "
                    "order by 3, 4, 2 limit 200"),
                DB(db_int(record), db_int(record)), columns, COUNT_OF(columns), sizeof *rows, &rows, &row_count, err))
        return false;
    struct record_link_line *read = ARENA_ARRAY(mem, struct record_link_line, row_count + 1);
    for (size_t i = 0; i < row_count; i++) {
        struct err unseen = { 0 };
        const struct record *other = record_read(db, mem, definitions, scope, rows[i].other, &unseen);
        if (!other && unseen.kind != ERR_NOT_FOUND) {
            *err = unseen;
            return false;
        }
        if (other)
            read[seen++] = (struct record_link_line){ rows[i].kind, rows[i].back != 0, other };
    }
    *links = read;
    *count = seen;
    return true;
}
