/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/office_history.h"

#include "base/text.h"
#include "people/may.h"
#include "query/builder.h"
#include "records/history_steps.h"

/* "login|", or of who is away in some registers alone "register/login|" for each. */
static void put_name(struct text *out, const struct scope *scope, const char *whom)
{
    const struct text_list *lent = NULL;
    for (size_t i = 0; scope->lent && i < scope->stands_for.count; i++)
        if (text_equal(scope->stands_for.items[i], whom))
            lent = &scope->lent[i];
    if (!lent || lent->count == 0)
        text_printf(out, "%s|", whom);
    for (size_t i = 0; lent && i < lent->count; i++)
        text_printf(out, "%s/%s|", lent->items[i], whom);
}

/* SCOPE's own names, or those of who is away, as "|login|unit:nc|": a whom of an assignment is among them where taking
 * it out changes the text. */
static const char *names_text(struct arena *mem, const struct scope *scope, bool own)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_raw(&out, "|");
    for (size_t i = 0; i < scope->whoms.count; i++)
        if (scope_is_own_name(scope, scope->whoms.items[i]) == own)
            put_name(&out, scope, scope->whoms.items[i]);
    return out.data;
}

#define GIVEN_TO(names)                                                                                                \
    "case when exists (select 1 from assignment a where a.record = h.record and " ASSIGNMENT_SHOWS(                    \
        "a") " and (replace(" names ", '|' || a.to_whom || '|', '') <> " names " or replace(" names                    \
             ", '|' || a.register || '/' || a.to_whom || '|', '') <> " names ")) then 1 else 0 end"

static const char *keep(struct arena *mem, const struct rows *rows, int column)
{
    const char *text = rows_text(rows, column);
    return arena_strdup(mem, text ? text : "");
}

static bool may_read(const struct scope *scope, const struct register_definition *reg, const struct rows *rows)
{
    struct err ignored = { 0 };
    if (!reg)
        return false;
    const char *secrecy = rows_text(rows, 14);
    /* the rule of scope_holds: of who is away only a degree that the own roles read */
    bool given =
        rows_int(rows, 15) != 0 || (rows_int(rows, 16) != 0 && reach_reads_degree(scope_reach(scope, reg), secrecy));
    struct may_what what = { .reg = reg,
                             .unit = rows_text(rows, 12),
                             .issuer = rows_text(rows, 13),
                             .secrecy = secrecy,
                             .given = given ? GIVEN_READ : GIVEN_NOT };
    return may(scope, ACT_READ, &what, &ignored);
}

static struct office_line read_line(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                                    const struct rows *rows)
{
    struct office_line line = { .place = { rows_int(rows, 1), rows_int(rows, 0) },
                                .record = rows_int(rows, 2),
                                .version = rows_int(rows, 3),
                                .step = keep(mem, rows, 4),
                                .on = keep(mem, rows, 5),
                                .by = keep(mem, rows, 6),
                                .for_whom = keep(mem, rows, 7),
                                .number = "",
                                .title = "",
                                .reason = "" };
    line.reg = definitions_register(definitions, rows_text(rows, 9));
    line.label = line.reg ? history_step_label(line.reg, line.step) : line.step;
    line.readable = may_read(scope, line.reg, rows);
    if (line.readable) {
        line.reason = keep(mem, rows, 8);
        line.number = keep(mem, rows, 10);
        line.title = keep(mem, rows, 11);
    }
    return line;
}

/* What bounds the search: lines before this place, not older than FROM. */
static struct history_place begin_at(const struct history_filter *filter)
{
    if (filter->before.seq)
        return filter->before;
    return (struct history_place){ filter->until ? filter->until : INT64_MAX, INT64_MAX };
}

static bool is_filtered(const struct history_filter *filter)
{
    return filter->by || filter->reg || filter->step;
}

static struct rows *ask(struct db *db, struct arena *mem, const struct scope *scope,
                        const struct history_filter *filter, struct err *err)
{
    struct history_place begin = begin_at(filter);
    int64_t limit = (int64_t)filter->limit + 1;
    return db_rows(
        db, mem,
        SQL("select h.seq, h.recorded_at, h.record, h.version, h.step, h.\"on\", h.\"by\", h.for_whom, h.reason, "
            "r.register, r.number, r.title, r.unit, r.issuer, r.secrecy, " GIVEN_TO("$9") ", " GIVEN_TO(
                "$10") " from (select * from history where (recorded_at, seq) < ($1, $2) and recorded_at >= $3 order "
                       "by "
                       "recorded_at desc, seq desc limit $4) h join record r on r.id = h.record where ($5 = '' or "
                       "h.\"by\" = $5) and ($6 = '' or r.register = $6) and ($7 = '' or h.step = $7) order by "
                       "h.recorded_at desc, h.seq desc limit $8"),
        DB(db_int(begin.at), db_int(begin.seq), db_int(filter->from),
           db_int(is_filtered(filter) ? HISTORY_SCAN_MAX : limit), db_text(filter->by ? filter->by : ""),
           db_text(filter->reg ? filter->reg->name : ""), db_text(filter->step ? filter->step : ""), db_int(limit),
           db_text(names_text(mem, scope, true)), db_text(names_text(mem, scope, false))),
        err);
}

/* The last line that was looked at, where there are more than were. */
static bool find_stop(struct db *db, struct arena *mem, const struct history_filter *filter, struct history_place *stop,
                      struct err *err)
{
    static const struct db_column columns[] = { DB_COLUMN_INT(struct history_place, at),
                                                DB_COLUMN_INT(struct history_place, seq) };
    struct history_place begin = begin_at(filter);
    bool found;
    *stop = (struct history_place){ 0 };
    return db_one(
        db, mem,
        SQL("select recorded_at, seq from history where (recorded_at, seq) < ($1, $2) and recorded_at >= $3 order "
            "by recorded_at desc, seq desc limit 1 offset $4"),
        DB(db_int(begin.at), db_int(begin.seq), db_int(filter->from), db_int(HISTORY_SCAN_MAX - 1)), columns,
        COUNT_OF(columns), stop, &found, err);
}

bool history_lines(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                   const struct history_filter *filter, struct office_lines *found, struct err *err)
{
    ARRAY(struct office_line) lines = { 0 };
    struct office_lines made = { 0 };
    struct rows *rows = ask(db, mem, scope, filter, err);
    if (!rows)
        return false;
    while (rows_next(rows) && lines.count <= filter->limit)
        *ARRAY_ADD(mem, &lines) = read_line(mem, definitions, scope, rows);
    if (!rows_end(rows, err))
        return false;
    bool full = lines.count > filter->limit;
    made.lines = lines.items;
    made.count = full ? filter->limit : lines.count;
    if (full)
        made.next = lines.items[filter->limit - 1].place;
    else if (is_filtered(filter) && !find_stop(db, mem, filter, &made.next, err))
        return false;
    made.stopped = !full && made.next.seq;
    *found = made;
    return true;
}

bool history_state(struct db *db, struct arena *mem, struct history_state *state, struct err *err)
{
    static const struct db_column columns[] = { DB_COLUMN_INT(struct history_state, sealed),
                                                DB_COLUMN_INT(struct history_state, last),
                                                DB_COLUMN_INT(struct history_state, unsealed) };
    bool found;
    return db_one(
        db, mem,
        SQL("select s.seal, s.seq, (select count(*) from (select 1 from history h where h.seq > s.seq limit $1) n) "
            "from (select seal, seq from history_seal order by no desc limit 1) s"),
        DB(db_int(HISTORY_SCAN_MAX)), columns, COUNT_OF(columns), state, &found, err);
}
