/* SPDX-License-Identifier: Apache-2.0 */
/* What waits for somebody: the open lines that are theirs, a record once, in the order of their dates. */
#include "handling/approval.h"
#include "handling/assignment_note.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "query/builder.h"

/* A line of a unit or position that another of its people handed on to a lead is theirs to follow. LINE is its alias.
 */
static void put_not_followed(struct query_builder *to, const struct scope *scope, const char *line)
{
    text_printf(&to->text, "(%s.to_whom = ", line);
    query_put_text(to, scope->user);
    text_printf(
        &to->text,
        " or not exists (select 1 from assignment c where c.parent = %s.id and c.parent > 0 and c.finished_at = "
        "0 and c.role = 'lead' and c.from_whom <> ",
        line);
    query_put_text(to, scope->user);
    text_raw(&to->text, "))");
}

#define RANK(line) "case " line ".role when 'lead' then 0 when 'support' then 1 else 2 end"

/* Of several lines of one record the first by role, then the newest. */
static void put_once(struct query_builder *to, const struct scope *scope)
{
    text_raw(&to->text, " and ");
    put_not_followed(to, scope, "a");
    text_raw(&to->text, " and not exists (select 1 from assignment b where b.record = a.record and b.finished_at = 0 "
                        "and b.id <> a.id and ");
    query_put_given(to, scope, "b", "b.to_whom || ''"); /* by the record, not by whom */
    text_raw(&to->text, " and (" RANK("b") " < " RANK("a") " or (" RANK("b") " = " RANK("a") " and b.id > a.id)) and ");
    put_not_followed(to, scope, "b");
    text_raw(&to->text, ")");
}

/* " and a.register in (…)": REG, or every register that SCOPE reads at all. A line of a register is open only while its
 * record is not cancelled. */
static void put_registers(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                          const struct register_definition *reg)
{
    const char *between = "";
    bool every = !reg;
    for (size_t i = 0; every && i < definitions->registers.count; i++)
        every = scope->everything || scope_reach(scope, &definitions->registers.items[i])->reads;
    if (every) {
        text_raw(&to->text, " and a.register > ''");
        return;
    }
    text_raw(&to->text, " and a.register in (");
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *one = &definitions->registers.items[i];
        if ((reg && one != reg) || (!scope->everything && !scope_reach(scope, one)->reads))
            continue;
        text_add(&to->text, between);
        query_put_text(to, one->name);
        between = ", ";
    }
    text_add(&to->text, *between ? ")" : "'')");
}

static const char *keep(struct arena *mem, const struct rows *rows, int column)
{
    const char *text = rows_text(rows, column);
    return text ? arena_strdup(mem, text) : NULL;
}

/* Where a page of the inbox begins, and how long it is. */
struct inbox_page {
    const char *after_due;
    int64_t after_id;
    size_t limit;
};

static void put_limit(struct query_builder *to, const char *order, size_t limit)
{
    text_printf(&to->text, " order by %s limit ", order);
    query_put(to, db_int((int64_t)limit));
}

/* The keys of what WHOM has, walked in their order along its index. */
static void put_stream(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                       const struct register_definition *reg, const char *whom, const struct inbox_page *page)
{
    text_raw(&to->text, "select a.due, a.id from assignment a where a.finished_at = 0 and ");
    query_put_given_to(to, scope, "a", whom);
    if (page->after_due) { /* the first half lets the index start there */
        text_raw(&to->text, " and a.due >= ");
        query_put_text(to, page->after_due);
        text_raw(&to->text, " and (a.due > ");
        query_put_text(to, page->after_due);
        text_raw(&to->text, " or a.id > ");
        query_put(to, db_int(page->after_id));
        text_raw(&to->text, ")");
    }
    put_once(to, scope);
    put_registers(to, definitions, scope, reg);
    put_limit(to, "a.due, a.id", page->limit);
}

struct query_sql inbox_sql(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                           const struct register_definition *reg, const char *after_due, int64_t after_id, size_t limit)
{
    struct query_builder to;
    struct inbox_page page = { after_due, after_id, limit };
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(
        &to.text,
        "select " ASSIGNMENT_COLUMNS ", r.register, r.number, r.title, r.state, r.version, r.due, (select count(*) "
        "from assignment c where c.parent = a.id and c.parent > 0 and c.finished_at = 0 and c.role <> 'inform'), "
        "(select c.to_whom || ' ' || c.result from assignment c where c.parent = a.id and c.parent > 0 and "
        "c.finished_at > 0 and c.outcome in ('passed-back', 'returned') order by c.id desc limit 1), r.secrecy from "
        "(");
    for (size_t i = 0; i < scope->whoms.count; i++) {
        text_printf(&to.text, "%sselect * from (", i ? " union all " : "");
        put_stream(&to, definitions, scope, reg, scope->whoms.items[i], &page);
        text_printf(&to.text, ") of%zu", i);
    }
    if (scope->whoms.count == 0)
        text_raw(&to.text, "select a.due, a.id from assignment a where a.id = 0");
    put_limit(&to, "due, id", limit);
    text_raw(&to.text, ") k join assignment a on a.id = k.id join record r on r.id = a.record order by a.due, a.id");
    return query_finish(&to);
}

static bool read_lines(struct arena *mem, struct rows *rows, const struct definitions *definitions, struct inbox *inbox,
                       struct err *err)
{
    ARRAY(struct inbox_line) lines = { 0 };
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct inbox_line line = { .assignment = assignment_from_row(mem, rows),
                                   .reg = definitions_register(definitions, rows_text(rows, ASSIGNMENT_COLUMN_COUNT)),
                                   .number = keep(mem, rows, ASSIGNMENT_COLUMN_COUNT + 1),
                                   .title = keep(mem, rows, ASSIGNMENT_COLUMN_COUNT + 2),
                                   .state = keep(mem, rows, ASSIGNMENT_COLUMN_COUNT + 3),
                                   .version = rows_int(rows, ASSIGNMENT_COLUMN_COUNT + 4),
                                   .record_due = keep(mem, rows, ASSIGNMENT_COLUMN_COUNT + 5),
                                   .below = rows_int(rows, ASSIGNMENT_COLUMN_COUNT + 6),
                                   .secrecy = keep(mem, rows, ASSIGNMENT_COLUMN_COUNT + 8) };
        const char *back = keep(mem, rows, ASSIGNMENT_COLUMN_COUNT + 7);
        const char *why = back ? strchr(back, ' ') : NULL;
        if (why && line.below == 0) {
            line.back_from = arena_strndup(mem, back, (size_t)(why - back));
            line.back_why = why + 1;
        }
        *ARRAY_ADD(mem, &lines) = line;
    }
    bool failed = !rows_end(rows, err);
    inbox->lines = lines.items;
    inbox->count = lines.count;
    return !failed;
}

static bool read_totals(struct rows *rows, struct inbox *inbox, struct err *err)
{
    if (!rows)
        return false;
    while (rows_next(rows)) {
        if (text_equal(rows_text(rows, 0), assignment_role_name(ASSIGN_INFORM))) {
            inbox->informs += rows_int(rows, 1);
        } else {
            inbox->total += rows_int(rows, 1);
            inbox->overdue += rows_int(rows, 2);
        }
    }
    return rows_end(rows, err);
}

/* REST ends the statement: what is counted, and by what. COLUMN, how many, and how many of them overdue: what is due on
 * the day of NOW is in time until it ends. APPROVALS: what waits for those of the reader, too. */
static struct query_sql counts_sql(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                                   const struct register_definition *reg, const char *column, const char *now,
                                   const char *rest, bool approvals)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_printf(&to.text, "select %s, count(*), cast(sum(case when a.due < ", column);
    query_put_text(&to, arena_strndup(mem, now, DATE_SIZE - 1));
    text_raw(&to.text, " then 1 else 0 end) as bigint) from assignment a where a.finished_at = 0 and ");
    query_put_given(&to, scope, "a", "a.to_whom");
    put_once(&to, scope);
    put_registers(&to, definitions, scope, reg);
    text_add(&to.text, rest);
    if (!reg && approvals)
        approvals_put_counts(&to, definitions, scope);
    return query_finish(&to);
}

bool inbox_lines(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                 const struct register_definition *reg, const char *after_due, int64_t after_id, size_t limit,
                 struct inbox *inbox, struct err *err)
{
    struct query_sql sql = inbox_sql(mem, definitions, scope, reg, after_due, after_id, limit);
    return read_lines(mem, db_rows(db, mem, sql.statement, sql.values, sql.count, err), definitions, inbox, err);
}

bool inbox_read(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                const struct register_definition *reg, const char *after_due, int64_t after_id, size_t limit,
                const char *now, struct inbox *inbox, struct err *err)
{
    struct inbox made = { .count = 0 };
    struct query_sql totals = counts_sql(mem, definitions, scope, reg, "a.role", now, " group by a.role", false);
    if (!inbox_lines(db, mem, definitions, scope, reg, after_due, after_id, limit, &made, err) ||
        !read_totals(db_rows(db, mem, totals.statement, totals.values, totals.count, err), &made, err))
        return false;
    *inbox = made;
    return true;
}

/* --- how much work there is --------------------------------------------------------------------------------------- */

/* WHAT is "inform petition". */
static void count_row(const struct definitions *definitions, const struct count_beside_row *row,
                      struct inbox_count *counts)
{
    const char *name = strchr(row->what, ' ');
    const struct register_definition *reg = name ? definitions_register(definitions, name + 1) : NULL;
    if (!reg)
        return;
    struct inbox_count *one = &counts[reg - definitions->registers.items];
    if (text_starts(row->what, "approve ")) {
        one->approvals += row->count;
        one->reg = row->count ? reg : one->reg;
        return;
    }
    one->reg = reg;
    if (text_starts(row->what, assignment_role_name(ASSIGN_INFORM))) {
        one->informs += row->count;
        return;
    }
    one->open += row->count;
    one->overdue += row->late;
}

bool inbox_counts(struct store *store, struct arena *mem, const struct definitions *definitions,
                  const struct scope *scope, const char *now, struct inbox_counts *counts, struct err *err)
{
    size_t registers = definitions->registers.count, count = 0;
    struct count_beside beside = { .sql = counts_sql(mem, definitions, scope, NULL, "a.role || ' ' || a.register", now,
                                                     " group by a.register, a.role", true) };
    struct inbox_counts made = { .items = ARENA_ARRAY(mem, struct inbox_count, registers + 1) };
    const char *today = arena_strndup(mem, now, DATE_SIZE - 1);
    if (!work_queues_read(store, mem, definitions, scope, today, &beside, &made.queues, err))
        return false;
    for (size_t i = 0; i < beside.count; i++)
        count_row(definitions, &beside.rows[i], made.items);
    for (size_t i = 0; i < registers; i++)
        if (made.items[i].reg)
            made.items[count++] = made.items[i];
    made.count = count;
    *counts = made;
    return true;
}
