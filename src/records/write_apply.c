/* SPDX-License-Identifier: Apache-2.0 */
#include "records/writing.h"

#include <string.h>

#include "base/text.h"
#include "fields/claims.h"
#include "fields/field_type.h"
#include "records/history.h"
#include "records/numbers.h"
#include "records/step_work.h"
#include "fields/register_sql.h"
#include "query/search.h"
#include "records/texts.h"
#include "viet/sort_key.h"

void write_want_number(struct write *write, struct change *change)
{
    bool draws = write->book && !write->reserved && !write->old;
    if (!draws && !write->ordered)
        return;
    /* a day that moves draws none, but nobody else may move one beside it meanwhile */
    const struct book *book = definitions_book(write->office->definitions, write->after.reg->number);
    write->slot =
        change_want_numbers(change, book->name, write->series, number_start(book, write->series, NULL), draws ? 1 : 0);
}

/* --- rows of many records ----------------------------------------------------------------------------------------- */

enum table {
    TABLE_NUMBER,
    TABLE_RECORD,
    TABLE_SPANS,
    TABLE_DUES,
    TABLE_HISTORY,
    TABLE_SEARCH_TEXT,
    TABLE_SEARCH,
    TABLE_PERSONAL,
    TABLE_CLAIMS,
    TABLES
};

typedef ARRAY(struct db_value) value_array;

/* Of a register's own table. */
struct field_rows {
    const struct register_sql *sql;
    value_array values;
};

struct write_rows {
    struct arena *mem;
    value_array tables[TABLES];
    ARRAY(struct field_rows) registers;
};

struct write_rows *write_rows_new(struct arena *mem)
{
    struct write_rows *rows = ARENA_NEW(mem, struct write_rows);
    rows->mem = mem;
    return rows;
}

static void put_values(struct arena *mem, value_array *to, const struct db_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        *ARRAY_ADD(mem, to) = values[i];
}

static void put_row(struct write_rows *rows, enum table table, const struct db_value *values, size_t count)
{
    put_values(rows->mem, &rows->tables[table], values, count);
}

static value_array *rows_of_register(struct write_rows *rows, const struct register_sql *sql)
{
    for (size_t i = 0; i < rows->registers.count; i++)
        if (rows->registers.items[i].sql == sql)
            return &rows->registers.items[i].values;
    struct field_rows *added = ARRAY_ADD(rows->mem, &rows->registers);
    *added = (struct field_rows){ .sql = sql };
    return &added->values;
}

static bool run_registers(struct change *change, struct write_rows *rows, struct err *err)
{
    for (size_t i = 0; i < rows->registers.count; i++) {
        struct field_rows *of = &rows->registers.items[i];
        size_t columns = of->sql->count, count = of->values.count / columns;
        of->values.count = 0;
        if (!change_run_all(change, of->sql->insert, of->values.items, columns, count, err))
            return false;
    }
    return true;
}

bool write_rows_run(struct change *change, struct write_rows *rows, struct err *err)
{
    const struct {
        const struct statement *insert;
        size_t columns;
    } tables[TABLES] = {
        [TABLE_NUMBER] = { SQL("insert into number (book, series, seq, printed, state, record, reason, reserved_for, "
                               "reserved_until, changed_at) values ($1, $2, $3, $4, 'used', $5, '', '', '', $6)"),
                           6 },
        [TABLE_RECORD] = { SQL("insert into record (id, register, number, number_key, title, title_key, state, "
                               "state_group, unit, issuer, secrecy, urgency, happened_on, due, original_due, "
                               "finished_on, cancelled, source, source_code, created_at, created_by, changed_at, "
                               "changed_by, changed_on, version, opened_on, left_on, due_since, told) values ($1, $2, "
                               "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, '', '', $18, $19, "
                               "$20, $21, $22, $23, $24, $25, $26, $27)"),
                           27 },
        [TABLE_SPANS] = { SQL("insert into record_span (record, register, state, state_group, since_on, from_on, "
                              "until_on, part, unit, step, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
                              "$10, $11)"),
                          11 },
        [TABLE_DUES] = { SQL("insert into due_span (record, clock, due, from_on, until_on, part) values ($1, $2, $3, "
                             "$4, $5, $6)"),
                         6 },
        [TABLE_HISTORY] = { SQL("insert into history (record, version, step, \"on\", recorded_at, \"by\", for_whom, "
                                "reason, definitions, after, commitment, changes) values ($1, $2, $3, $4, $5, $6, $7, "
                                "$8, $9, $10, $11, $12)"),
                            12 },
        [TABLE_SEARCH_TEXT] = { SQL("insert into search_text (record, tokens, fold_version) values ($1, $2, $3)"), 3 },
        [TABLE_SEARCH] = { SQL_SQLITE("insert into search (rowid, tokens) values ($1, $2)"), 2 },
        [TABLE_PERSONAL] = { SQL("insert into personal_key (key, record, field, marks) values ($1, $2, $3, $4)"), 4 },
        [TABLE_CLAIMS] = { SQL("insert into claim (register, rule, key, record, hint) values ($1, $2, $3, $4, $5)"),
                           5 },
    };
    for (int i = 0; i < TABLES; i++) {
        size_t count = rows->tables[i].count;
        rows->tables[i].count = 0;
        if (!change_run_all(change, tables[i].insert, rows->tables[i].items, tables[i].columns,
                            count / tables[i].columns, err))
            return false;
    }
    return run_registers(change, rows, err);
}

/* --- the number --------------------------------------------------------------------------------------------------- */

static instant_t recorded_or_now(struct change *change, instant_t recorded)
{
    return recorded ? recorded : change_time(change);
}

/* When the line is recorded that says the number. */
static instant_t numbered_at(struct change *change, const struct write *write)
{
    size_t at = 0;
    while (at + 1 < write->history.count && !write->history.items[at].numbered)
        at++;
    return recorded_or_now(change, write->history.items[at].recorded_at);
}

static bool apply_number(struct change *change, struct write *write, struct write_rows *rows, struct err *err)
{
    if (!write->book)
        return true;
    struct record *after = &write->after;
    int64_t seq = write->reserved ? write->reserved
                  : write->old    ? write->old
                                  : change_number(change, write->slot) + write->offset;
    write->seq = seq;
    after->number = number_print(write->mem, write->office->definitions, write->book, after, write->number_on, seq);
    after->number_key = number_key(write->mem, write->series, seq);
    if (record_is_line(after))
        after->title = write_title(write->mem, write->office->definitions, after);
    if (write->reserved)
        return change_expect(change, 1,
                             SQL("update number set state = 'used', printed = $1, record = $2, changed_at = $3 "
                                 "where book = $4 and series = $5 and seq = $6 and state = 'reserved'"),
                             DB(db_text(after->number), db_int(after->id), db_int(numbered_at(change, write)),
                                db_text(write->book->name), db_text(write->series), db_int(seq)),
                             err);
    put_row(rows, TABLE_NUMBER,
            DB(db_text(write->book->name), db_text(write->series), db_int(seq), db_text(after->number),
               db_int(after->id), db_int(numbered_at(change, write))));
    return true;
}

/* Nobody wrote a number beside it meanwhile whose day makes its own wrong: the write would be planned otherwise now. */
static bool keep_order(struct change *change, const struct write *write, struct err *err)
{
    const struct register_sql *sql = register_sql_of(write->office->sql, write->after.reg);
    return !write->ordered || change_expect(change, 1, sql->in_order,
                                            DB(db_text(sql->reg->number), db_text(write->series), db_int(write->seq),
                                               write->day_end, write->day_begin),
                                            err);
}

/* A cancelled record's number stays in its book with the reason. */
static bool cancel_number(struct change *change, struct write *write, struct err *err)
{
    if (!write->after.cancelled || write->old_cancelled)
        return true;
    const struct history_row *last = &write->history.items[write->history.count - 1];
    return change_run(
        change, SQL("update number set state = 'cancelled', reason = $1, changed_at = $2 where record = $3"),
        DB(db_text(last->reason), db_int(recorded_or_now(change, last->recorded_at)), db_int(write->after.id)), err);
}

/* --- the record --------------------------------------------------------------------------------------------------- */

/* The day since when the due date is in force; "" where it never had one. */
static const char *due_since(const struct write *write)
{
    return write->last_due.due ? write->last_due.from_on : "";
}

/* A due date that moved after the record was resolved is not that of its verdict: the spans know the one that was. Nor
 * is a day of the verdict before the one on which it was resolved that of the span. */
static bool is_told(const struct write *write)
{
    const char *finished = write->after.finished_on;
    bool same_day = text_equal(finished, DATE_OPEN) || text_equal(finished, write->last_span.since_on);
    return write->row_days.told && same_day && strcmp(due_since(write), finished) <= 0;
}

struct counted_record write_counted(const struct write *write)
{
    return (struct counted_record){ .record = &write->after,
                                    .opened_on = write->row_days.opened_on,
                                    .left_on = write->row_days.left_on,
                                    .told = is_told(write) };
}

static void put_record(struct change *change, const struct write *write, struct write_rows *rows)
{
    const struct record *r = &write->after;
    const struct history_row *last = &write->history.items[write->history.count - 1];
    put_row(rows, TABLE_RECORD,
            DB(db_int(r->id), db_text(r->reg->name), db_text(r->number), db_text(r->number_key), db_text(r->title),
               db_text(viet_sort_key(write->mem, r->title)), db_text(r->state),
               db_text(state_group_name(register_state(r->reg, r->state)->group)), db_text(r->unit), db_text(r->issuer),
               db_text(r->secrecy), db_text(r->urgency), db_text(r->happened_on), db_text(r->due),
               db_text(r->original_due), db_text(r->finished_on), db_int(r->cancelled),
               db_int(recorded_or_now(change, write->at)), db_text(write->by),
               db_int(recorded_or_now(change, last->recorded_at)), db_text(write->by), db_text(last->on),
               db_int(r->version), db_text(write->row_days.opened_on), db_text(write->row_days.left_on),
               db_text(due_since(write)), db_int(is_told(write))));
}

static bool update_record(struct change *change, struct write *write, struct err *err)
{
    const struct record *r = &write->after;
    const struct history_row *last = &write->history.items[write->history.count - 1];
    return change_expect(
        change, 1,
        SQL("update record set number = $1, number_key = $2, title = $3, state = $4, state_group = $5, unit = $6, "
            "issuer = $7, secrecy = $8, urgency = $9, happened_on = $10, due = $11, original_due = $12, finished_on = "
            "$13, cancelled = $14, changed_at = $15, changed_by = $16, changed_on = $17, version = $18, opened_on = "
            "$19, left_on = $20, due_since = $21, told = $22, title_key = $23 where id = $24 and version = $25"),
        DB(db_text(r->number), db_text(r->number_key), db_text(r->title), db_text(r->state),
           db_text(state_group_name(register_state(r->reg, r->state)->group)), db_text(r->unit), db_text(r->issuer),
           db_text(r->secrecy), db_text(r->urgency), db_text(r->happened_on), db_text(r->due), db_text(r->original_due),
           db_text(r->finished_on), db_int(r->cancelled), db_int(change_time(change)), db_text(write->by),
           db_text(last->on), db_int(r->version), db_text(write->row_days.opened_on), db_text(write->row_days.left_on),
           db_text(due_since(write)), db_int(is_told(write)), db_text(viet_sort_key(write->mem, r->title)),
           db_int(r->id), db_int(write->old_version)),
        err);
}

static bool apply_fields(struct change *change, struct write *write, struct write_rows *rows, struct err *err)
{
    const struct register_definition *reg = write->after.reg;
    const struct register_sql *sql = register_sql_of(write->office->sql, reg);
    struct db_value *values = register_values(write->mem, sql, &write->after);
    if (!write->is_new)
        return change_run(change, sql->update, values, sql->count, err);
    put_values(rows->mem, rows_of_register(rows, sql), values, sql->count);
    return true;
}

/* --- spans and due dates ------------------------------------------------------------------------------------------ */

static bool apply_spans(struct change *change, const struct write *write, struct write_rows *rows, struct err *err)
{
    const struct record *r = &write->after;
    if (write->span_until &&
        !change_run(change, SQL("update record_span set until_on = $1 where record = $2 and part = $3"),
                    DB(db_text(write->span_until), db_int(r->id), db_int(write->open_span)), err))
        return false;
    for (size_t i = 0; i < write->spans.count; i++) {
        const struct span_row *span = &write->spans.items[i];
        put_row(rows, TABLE_SPANS,
                DB(db_int(r->id), db_text(r->reg->name), db_text(span->state->name),
                   db_text(state_group_name(span->state->group)), db_text(span->since_on), db_text(span->from_on),
                   db_text(span->until_on), db_int(span->part), db_text(span->unit), db_text(span->step),
                   db_int(recorded_or_now(change, span->recorded_at))));
    }
    return true;
}

static bool apply_dues(struct change *change, const struct write *write, struct write_rows *rows, struct err *err)
{
    int64_t id = write->after.id;
    if (write->due_until &&
        !change_run(change, SQL("update due_span set until_on = $1 where record = $2 and part = $3"),
                    DB(db_text(write->due_until), db_int(id), db_int(write->open_due)), err))
        return false;
    for (size_t i = 0; i < write->dues.count; i++) {
        const struct due_row *due = &write->dues.items[i];
        put_row(rows, TABLE_DUES,
                DB(db_int(id), db_text(due->clock), db_text(due->due), db_text(due->from_on), db_text(due->until_on),
                   db_int(due->part)));
    }
    return true;
}

/* --- history ------------------------------------------------------------------------------------------------------ */

/* The engine's columns after the row AT, its number, and the due dates it put in force. */
static const char *after_of(const struct write *write, size_t at)
{
    const struct history_row *row = &write->history.items[at];
    const char *after = history_after_number(write->mem, row->after, row->numbered ? write->after.number : NULL);
    for (size_t i = 0; i < write->dues.count; i++)
        if (write->dues.items[i].line == at)
            after = history_after_clock(write->mem, after, &write->dues.items[i]);
    return after;
}

static void put_history_line(struct change *change, const struct write *write, size_t at, const char *definitions,
                             struct write_rows *rows)
{
    const struct history_row *row = &write->history.items[at];
    struct history_columns line = {
        .record = write->after.id,
        .version = row->version,
        .step = row->step,
        .on = row->on,
        .recorded_at = recorded_or_now(change, row->recorded_at),
        .by = write->by,
        .for_whom = "",
        .reason = row->reason,
        .definitions = definitions,
        .after = after_of(write, at),
    };
    uint8_t *commitment = arena_alloc(write->mem, HASH_SIZE);
    history_commit_line(&line, row->values.items, row->values.count, commitment);
    put_row(rows, TABLE_HISTORY,
            DB(db_int(line.record), db_int(line.version), db_text(line.step), db_text(line.on),
               db_int(line.recorded_at), db_text(line.by), db_text(line.for_whom), db_text(line.reason),
               db_text(line.definitions), db_text(line.after), db_blob(commitment, HASH_SIZE), row->changes));
}

static void put_history(struct change *change, const struct write *write, struct write_rows *rows)
{
    const char *definitions = arena_strndup(write->mem, write->office->definitions->hash, HISTORY_DEFINITIONS_SIZE);
    for (size_t i = 0; i < write->history.count; i++)
        put_history_line(change, write, i, definitions, rows);
}

/* --- search ------------------------------------------------------------------------------------------------------- */

static void put_search(const struct write *write, const char *tokens, struct write_rows *rows)
{
    struct db_value id = db_int(write->after.id);
    struct store *store = write->office->store;
    put_row(rows, TABLE_SEARCH_TEXT, DB(id, db_text(tokens), db_int(SEARCH_FOLD_VERSION)));
    if (store_kind(store) == STORE_SQLITE && !store_search_waits(store))
        put_row(rows, TABLE_SEARCH, DB(id, db_text(tokens)));
}

/* FTS5 without content forgets a row only when it is told the row's old text. */
static bool apply_search(struct change *change, struct write *write, struct write_rows *rows, struct err *err)
{
    struct db_value id = db_int(write->after.id);
    bool drawn_now = write->number_in_search && write->book;
    const char *tokens = drawn_now ? search_add_number(write->mem, write->tokens, write->after.number) : write->tokens;
    bool fts = store_kind(write->office->store) == STORE_SQLITE;
    if (write->is_new) {
        put_search(write, tokens, rows);
        return true;
    }
    if (text_equal(tokens, write->old_tokens))
        return true;
    if (write->old_tokens && fts &&
        !change_run(change, SQL_SQLITE("insert into search (search, rowid, tokens) values ('delete', $1, $2)"),
                    DB(id, db_text(write->old_tokens)), err))
        return false;
    if (fts && !change_run(change, SQL_SQLITE("insert into search (rowid, tokens) values ($1, $2)"),
                           DB(id, db_text(tokens)), err))
        return false;
    return change_run(
        change,
        SQL("insert into search_text (record, tokens, fold_version) values ($1, $2, $3) on conflict (record) "
            "do update set tokens = excluded.tokens, fold_version = excluded.fold_version"),
        DB(id, db_text(tokens), db_int(SEARCH_FOLD_VERSION)), err);
}

static bool apply_personal(struct change *change, const struct write *write, struct write_rows *rows, struct err *err)
{
    int64_t id = write->after.id;
    if (!write->is_new)
        return personal_keys_move(change, id, &write->old_personal, &write->personal, err);
    for (size_t i = 0; i < write->personal.list.count; i++) {
        const struct personal_key *key = &write->personal.list.items[i];
        put_row(rows, TABLE_PERSONAL, DB(db_text(key->key), db_int(id), db_text(key->field), db_text(key->marks)));
    }
    return true;
}

/* With the rows of all records that come together: one that is written alone in between has SQLite write what its
 * search index holds. */
static bool apply_claims(struct change *change, const struct write *write, struct write_rows *rows, struct err *err)
{
    if (!write->is_new)
        return claims_move(change, write->mem, &write->before, &write->after, err);
    const struct claims claims = claims_of(write->mem, &write->after);
    for (size_t i = 0; i < claims.list.count; i++) {
        const struct claim *claim = &claims.list.items[i];
        put_row(rows, TABLE_CLAIMS,
                DB(db_text(write->after.reg->name), db_text(claim->rule), db_text(claim->key), db_int(write->after.id),
                   db_int(claim->unique->hint)));
    }
    return true;
}

bool write_apply(struct change *change, struct write *write, struct write_rows *rows, struct err *err)
{
    if (!apply_number(change, write, rows, err) || !keep_order(change, write, err) ||
        !cancel_number(change, write, err))
        return false;
    if (write->is_new)
        put_record(change, write, rows);
    else if (!update_record(change, write, err))
        return false;
    if (!apply_fields(change, write, rows, err) || !apply_spans(change, write, rows, err) ||
        !apply_dues(change, write, rows, err))
        return false;
    if (!apply_claims(change, write, rows, err))
        return false;
    put_history(change, write, rows);
    if (write->work && !step_work_apply(change, write, write->work, err))
        return false;
    return apply_personal(change, write, rows, err) && apply_search(change, write, rows, err);
}
