/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/last_handing.h"

#include "base/text.h"
#include "fields/field_type.h"
#include "query/builder.h"
#include "records/assignment_note.h"

/* " and f.author = $n" for each field of `handed_like:`. */
static void put_like(struct query_builder *to, const struct record *record)
{
    const struct register_definition *reg = record->reg;
    for (size_t i = 0; i < reg->handed_like.count; i++) {
        const char *name = reg->handed_like.items[i];
        const struct value *value = record_value(record, name);
        text_printf(&to->text, " and f.%s", db_name(to->mem, name));
        if (value->is_set) {
            text_raw(&to->text, " = ");
            query_put(to, value_db(value));
        } else {
            text_raw(&to->text, " is null");
        }
    }
}

/* The lines of the record that was handed out last, all that the reader ever gave of it. */
static struct query_sql make_sql(struct arena *mem, const struct scope *scope, const struct record *record)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text,
             "select a.to_whom, a.role, a.opinion, a.record, a.given_at from assignment a where a.from_whom = ");
    query_put_text(&to, scope->user);
    text_raw(&to.text,
             " and a.back_of = 0 and a.record = (select x.record from (select g.id, g.record from assignment g "
             "where g.from_whom = ");
    query_put_text(&to, scope->user);
    text_raw(&to.text, " and g.register = ");
    query_put_text(&to, record->reg->name);
    text_printf(&to.text,
                " and g.back_of = 0 order by g.id desc limit %d) x join %s f on f.id = x.record where x.record <> ",
                LAST_HANDING_WITHIN, db_name(mem, record->reg->name));
    query_put(&to, db_int(record->id));
    put_like(&to, record);
    text_raw(&to.text, " order by x.id desc limit 1) order by a.id desc");
    return query_finish(&to);
}

/* Those of the newest act: they were given at one instant. */
static void read_lines(struct arena *mem, struct rows *rows, struct last_handing *last)
{
    last->lines = ARENA_ARRAY(mem, struct handed, HANDED_MAX);
    while (rows_next(rows) && last->count < HANDED_MAX) {
        struct handed line = { .to = arena_strdup(mem, rows_text(rows, 0)),
                               .opinion = arena_strdup(mem, rows_text(rows, 2)) };
        if (!assignment_role_find(rows_text(rows, 1), &line.role) ||
            (last->count > 0 && rows_int(rows, 4) != last->given_at))
            continue;
        last->record = rows_int(rows, 3);
        last->given_at = rows_int(rows, 4);
        last->lines[last->count++] = line;
    }
    for (size_t i = 0; i < last->count / 2; i++) {
        struct handed other = last->lines[i];
        last->lines[i] = last->lines[last->count - 1 - i];
        last->lines[last->count - 1 - i] = other;
    }
}

static bool read_last(struct arena *mem, struct rows *rows, struct last_handing *last, struct err *err)
{
    struct last_handing read = { .count = 0 };
    if (!rows)
        return false;
    read_lines(mem, rows, &read);
    if (!rows_end(rows, err))
        return false;
    *last = read;
    return true;
}

bool last_handing_read(struct db *db, struct arena *mem, const struct scope *scope, const struct record *record,
                       struct last_handing *last, struct err *err)
{
    struct query_sql sql = make_sql(mem, scope, record);
    return read_last(mem, db_rows(db, mem, sql.statement, sql.values, sql.count, err), last, err);
}

bool last_handing_of(struct db *db, struct arena *mem, const struct scope *scope, int64_t record,
                     struct last_handing *last, struct err *err)
{
    return read_last(mem,
                     db_rows(db, mem,
                             SQL("select to_whom, role, opinion, record, given_at from assignment where record = $1 "
                                 "and from_whom = $2 and back_of = 0 order by id desc"),
                             DB(db_int(record), db_text(scope->user)), err),
                     last, err);
}
