/* src/query/list_testing.h
 * Rows for the tests of lists and spans, written past the engine so that each test says exactly what is there.
 * For *_test.c only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/field_type.h"
#include "query/finder.h"
#include "query/list.h"
#include "query/query_testing.h"
#include "fields/schema.h"
#include "fields/tally.h"
#include "store/testing.h"
#include "viet/sort_key.h"

enum { TESTING_FIELDS = 64 };

struct testing_record {
    int64_t id;
    const char *reg, *number, *number_key, *state, *group, *unit, *issuer, *secrecy, *happened_on, *due, *title;
    const char *tokens; /* of the search; NULL: not indexed */
    bool cancelled;
    struct value values[TESTING_FIELDS];
};

struct testing_span {
    int64_t record;
    const char *reg, *state, *group, *since, *from, *until;
    int part;
};

struct testing_due {
    int64_t record;
    const char *due, *from, *until;
    int part;
};

struct testing_rows {
    struct arena *mem;
    const struct definitions *definitions;
    ARRAY(struct testing_record) records;
    ARRAY(struct testing_span) spans;
    ARRAY(struct testing_due) dues;
};

static inline const char *testing_or(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

static inline bool testing_insert_fields(struct change *change, const struct testing_rows *all,
                                         const struct testing_record *r, struct err *err)
{
    const struct register_definition *reg = definitions_register(all->definitions, r->reg);
    struct db_value values[TESTING_FIELDS + 1] = { db_int(r->id) };
    struct text sql;
    text_init(&sql, all->mem, TEXT_MAX_PAGE);
    text_printf(&sql, "insert into %s (id", db_name(all->mem, reg->name));
    for (size_t i = 0; i < reg->fields.count; i++) {
        text_printf(&sql, ", %s", db_name(all->mem, reg->fields.items[i].name));
        values[i + 1] = value_db(&r->values[i]);
    }
    text_raw(&sql, ") values ($1");
    for (size_t i = 0; i < reg->fields.count; i++)
        text_printf(&sql, ", $%zu", i + 2);
    text_raw(&sql, ")");
    return change_run(change, statement_build(all->mem, sql.data), values, reg->fields.count + 1, err);
}

static inline bool testing_insert_search(struct change *change, enum store_kind kind, const struct testing_record *r,
                                         struct err *err)
{
    if (!r->tokens)
        return true;
    return change_run(change, SQL("insert into search_text (record, tokens, fold_version) values ($1, $2, 1)"),
                      DB(db_int(r->id), db_text(r->tokens)), err) &&
           (kind == STORE_POSTGRES ||
            change_run(change, SQL_SQLITE("insert into search (rowid, tokens) values ($1, $2)"),
                       DB(db_int(r->id), db_text(r->tokens)), err));
}

static inline bool testing_insert(struct change *change, const struct testing_rows *all, enum store_kind kind,
                                  const struct testing_record *r, struct err *err)
{
    const char *due = testing_or(r->due, DUE_OPEN);
    return change_run(
               change,
               SQL("insert into record (id, register, number, number_key, title, state, state_group, unit, issuer, "
                   "secrecy, urgency, happened_on, due, original_due, finished_on, cancelled, source, source_code, "
                   "created_at, created_by, changed_at, changed_by, changed_on, version, title_key) values ($1, $2, "
                   "$3, "
                   "$4, $5, $6, $7, $8, $9, $10, 'thuong', $11, $12, $13, '9999-12-31', $14, '', '', $15, 'a', "
                   "$16, 'a', '2021-08-01', 1, $17)"),
               DB(db_int(r->id), db_text(r->reg), db_text(r->number), db_text(testing_or(r->number_key, "")),
                  db_text(testing_or(r->title, "")), db_text(r->state), db_text(r->group),
                  db_text(testing_or(r->unit, "")), db_text(testing_or(r->issuer, "ubnd")),
                  db_text(testing_or(r->secrecy, "thuong")), db_text(r->happened_on), db_text(due), db_text(due),
                  db_int(r->cancelled), db_int(r->id), db_int(r->id),
                  db_text(viet_sort_key(all->mem, testing_or(r->title, "")))),
               err) &&
           testing_insert_fields(change, all, r, err) && testing_insert_search(change, kind, r, err);
}

static inline bool testing_insert_spans(struct change *change, const struct testing_rows *all, struct err *err)
{
    for (size_t i = 0; i < all->spans.count; i++) {
        const struct testing_span *s = &all->spans.items[i];
        if (!change_run(
                change,
                SQL("insert into record_span (record, register, state, state_group, since_on, from_on, "
                    "until_on, part, unit, step, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'vp', '', "
                    "0)"),
                DB(db_int(s->record), db_text(s->reg), db_text(s->state), db_text(s->group), db_text(s->since),
                   db_text(s->from), db_text(s->until), db_int(s->part)),
                err))
            return false;
    }
    for (size_t i = 0; i < all->dues.count; i++) {
        const struct testing_due *d = &all->dues.items[i];
        if (!change_run(change,
                        SQL("insert into due_span (record, clock, due, from_on, until_on, part) values ($1, 'settle', "
                            "$2, $3, $4, $5)"),
                        DB(db_int(d->record), db_text(d->due), db_text(d->from), db_text(d->until), db_int(d->part)),
                        err))
            return false;
    }
    return change_run(
        change,
        SQL("update record set finished_on = coalesce((select max(s.since_on) from record_span s where s.record = "
            "record.id and s.state_group = 'resolved' and s.until_on = '9999-12-31'), '9999-12-31'), "
            "due_since = coalesce((select d.from_on from due_span d where d.record = record.id and d.until_on = "
            "'9999-12-31'), (select max(d.until_on) from due_span d where d.record = record.id), '9999-12-31'), "
            "due = coalesce((select d.due from due_span d where d.record = record.id and d.until_on = '9999-12-31'), "
            "(select min('9999-12-31T23:59') from due_span d where d.record = record.id), due), "
            "opened_on = coalesce((select min(s.from_on) from record_span s where s.record = record.id and "
            "s.state_group = 'open'), '9999-12-31'), left_on = coalesce((select max(s.until_on) from record_span s "
            "where s.record = record.id and s.state_group = 'open'), ''), "
            "told = case when exists (select 1 from record_span a join record_span b on b.record = a.record and "
            "b.part > a.part where a.record = record.id and b.state_group <> a.state_group and (a.state_group = "
            "'resolved' or (b.state_group = 'open' and exists (select 1 from record_span c where c.record = a.record "
            "and c.part < a.part and c.state_group = 'open')))) then 0 else 1 end"),
        DB_NONE, err);
}

struct testing_writing {
    const struct testing_rows *rows;
    enum store_kind kind;
};

static inline bool testing_apply(struct change *change, void *arg, struct err *err)
{
    const struct testing_writing *writing = arg;
    for (size_t i = 0; i < writing->rows->records.count; i++)
        if (!testing_insert(change, writing->rows, writing->kind, &writing->rows->records.items[i], err))
            return false;
    return testing_insert_spans(change, writing->rows, err);
}

/* Makes the tables and writes all rows in one change. */
static inline void testing_fill(struct testing *t, struct testing_rows *rows)
{
    struct err err = { 0 };
    struct text_list changes;
    size_t made;
    struct testing_writing writing = { rows, t->kind };
    assert_true(testing_ok(schema_migrate(t->store, t->mem, rows->definitions, &changes, &err), &err));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, testing_apply, &writing, &err), &err));
    assert_true(testing_ok(tally_make(t->store, t->mem, rows->definitions, true, &made, &err), &err));
}
