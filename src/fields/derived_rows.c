/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/derived_rows.h"

#include <string.h>

struct making {
    struct arena *mem; /* of the part that is being made */
    const struct register_definition *reg;
    const struct derived_rows *rows;
    int64_t after; /* the last record that was read */
    size_t read;
    struct derived_values values;
};

static bool clear_register(struct change *change, void *arg, struct err *err)
{
    const struct making *making = arg;
    const char *reg = making->reg->name;
    return change_run(change, making->rows->clear_rows, DB(db_text(reg)), err) &&
           change_run(change, making->rows->clear_note, DB(db_text(reg)), err);
}

static bool read_part(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct making *making = arg;
    (void)change;
    const char *sql = arena_printf(making->mem,
                                   "select %s from %s f join record r on r.id = f.id where f.id > $1 order by f.id "
                                   "limit %d",
                                   record_columns(making->mem, making->reg), db_name(making->mem, making->reg->name),
                                   (int)DERIVED_AT_ONCE);
    struct rows *rows = db_rows(db, making->mem, statement_build(making->mem, sql), DB(db_int(making->after)), err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        const struct record *record = record_from_row(making->mem, rows, making->reg);
        making->rows->add(making->mem, record, making->rows->arg, &making->values);
        making->after = record->id;
        making->read++;
    }
    return rows_end(rows, err);
}

static bool write_part(struct change *change, void *arg, struct err *err)
{
    const struct making *making = arg;
    const struct derived_rows *rows = making->rows;
    return change_run_all(change, rows->insert, making->values.list.items, rows->columns,
                          making->values.list.count / rows->columns, err);
}

static bool note_made(struct change *change, void *arg, struct err *err)
{
    const struct making *making = arg;
    return change_run(change, making->rows->note, DB(db_text(making->reg->name), db_text(making->rows->made_by)), err);
}

bool derived_rows_make(struct store *store, struct arena *mem, const struct register_definition *reg,
                       const struct derived_rows *rows, struct err *err)
{
    struct arena *part CLEANUP(arena_cleanup) = arena_part(mem, ARENA_JOB_MAX);
    struct making making = { .mem = part, .reg = reg, .rows = rows };
    if (!store_change(store, mem, NULL, clear_register, &making, err))
        return false;
    do {
        arena_reset(part);
        memset(&making.values, 0, sizeof making.values);
        making.read = 0;
        if (!store_change(store, part, read_part, write_part, &making, err))
            return false;
    } while (making.read == DERIVED_AT_ONCE);
    return store_change(store, mem, NULL, note_made, &making, err);
}
