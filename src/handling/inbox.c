/* SPDX-License-Identifier: Apache-2.0 */
/* What waits for somebody: the open assignments that are theirs, in the order of their dates. */
#include "handling/assignment_note.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "query/builder.h"

/* " from … where …": the open assignments of SCOPE on records that are not cancelled, of REG or of every register that
 * it reads at all. */
static void put_mine(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                     const struct register_definition *reg)
{
    const struct text_list whoms = scope->whoms;
    text_raw(&to->text, " from assignment a join record r on r.id = a.record where a.finished_at = 0 and r.cancelled = "
                        "0 and a.to_whom in (");
    for (size_t i = 0; i < whoms.count; i++) {
        text_add(&to->text, i ? ", " : "");
        query_put_text(to, whoms.items[i]);
    }
    text_add(&to->text, whoms.count ? ") and r.register in (" : "'') and r.register in (");
    const char *between = "";
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

struct query_sql inbox_sql(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                           const struct register_definition *reg, const char *after_due, int64_t after_id, size_t limit)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "select " ASSIGNMENT_COLUMNS ", r.register, r.number, r.title, r.state, r.version, r.due");
    put_mine(&to, definitions, scope, reg);
    if (after_due) { /* the first half lets the index start there */
        text_raw(&to.text, " and a.due >= ");
        query_put_text(&to, after_due);
        text_raw(&to.text, " and (a.due > ");
        query_put_text(&to, after_due);
        text_raw(&to.text, " or a.id > ");
        query_put(&to, db_int(after_id));
        text_raw(&to.text, ")");
    }
    text_raw(&to.text, " order by a.due, a.id limit ");
    query_put(&to, db_int((int64_t)limit));
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
                                   .record_due = keep(mem, rows, ASSIGNMENT_COLUMN_COUNT + 5) };
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
 * the day of NOW is in time until it ends. */
static struct query_sql counts_sql(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                                   const struct register_definition *reg, const char *column, const char *now,
                                   const char *rest)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_printf(&to.text, "select %s, count(*), cast(sum(case when a.due < ", column);
    query_put_text(&to, arena_strndup(mem, now, DATE_SIZE - 1));
    text_raw(&to.text, " then 1 else 0 end) as bigint)");
    put_mine(&to, definitions, scope, reg);
    text_add(&to.text, rest);
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
    struct query_sql totals = counts_sql(mem, definitions, scope, reg, "a.role", now, " group by a.role");
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
    struct count_beside beside = { .sql = counts_sql(mem, definitions, scope, NULL, "a.role || ' ' || r.register", now,
                                                     " group by r.register, a.role") };
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
