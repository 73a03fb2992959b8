/* SPDX-License-Identifier: Apache-2.0 */
#include "main/csv_rows.h"

#include "documents/csv.h"
#include "fields/cells.h"
#include "handling/comment.h"

static const char *const engine_columns[] = { "unit", "issuer", "secrecy", "urgency" };

struct csv_rows {
    struct run *run;
    const struct register_definition *reg;
    struct arena *row; /* of one record */
    size_t count;
};

struct csv_rows *csv_rows_new(struct run *run, const struct register_definition *reg)
{
    struct csv_rows *rows = ARENA_NEW(run->mem, struct csv_rows);
    rows->run = run;
    rows->reg = reg;
    rows->row = arena_part(run->mem, ARENA_REQUEST_MAX);
    rows->count = reg->fields.count + COUNT_OF(engine_columns) + reg->steps.count;
    return rows;
}

void csv_rows_header(struct csv_rows *rows, struct text *out, bool bom)
{
    struct csv_writer writer;
    csv_writer_init(&writer, out, bom);
    const char **cells = ARENA_ARRAY(rows->row, const char *, rows->count);
    size_t at = 0;
    for (size_t i = 0; i < rows->reg->fields.count; i++)
        cells[at++] = rows->reg->fields.items[i].name;
    for (size_t i = 0; i < COUNT_OF(engine_columns); i++)
        cells[at++] = engine_columns[i];
    for (size_t i = 0; i < rows->reg->steps.count; i++)
        cells[at++] = arena_printf(rows->row, "step.%s", rows->reg->steps.items[i].name);
    csv_write_row(&writer, cells, at);
    arena_reset(rows->row);
}

/* Puts the days of the record's steps in CELLS, one a step of the definition. */
static bool put_steps(struct csv_rows *rows, const struct record *record, const char **cells, struct err *err)
{
    const char **days;
    struct db *db = db_for_read(rows->run->store, err);
    if (!db || !record_step_days(db, rows->row, record, &days, err))
        return false;
    for (size_t i = 0; i < rows->reg->steps.count; i++)
        cells[i] = days[i];
    return true;
}

bool csv_rows_record(struct csv_rows *rows, struct text *out, const struct record *record, struct err *err)
{
    const struct scope *scope = &rows->run->office.scope;
    const char **cells = ARENA_ARRAY(rows->row, const char *, rows->count);
    size_t at = 0;
    for (size_t i = 0; i < rows->reg->fields.count; i++)
        cells[at++] = cell_machine(rows->row, scope, record, rows->reg->fields.items[i].name);
    for (size_t i = 0; i < COUNT_OF(engine_columns); i++)
        cells[at++] = cell_machine(rows->row, scope, record, engine_columns[i]);
    bool done = put_steps(rows, record, cells + at, err);
    struct csv_writer writer;
    csv_writer_init(&writer, out, false);
    if (done)
        csv_write_row(&writer, cells, rows->count);
    arena_reset(rows->row);
    return done;
}
