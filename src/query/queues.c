/* SPDX-License-Identifier: Apache-2.0 */
#include "query/queues.h"

#include <string.h>

#include "people/may.h"
#include "query/query_internal.h"

/* --- the query of a queue ----------------------------------------------------------------------------------------- */

/* The parts of a condition that the record answers before the step is taken. */
static void put_condition(struct arena *mem, struct text *out, const struct register_definition *reg,
                          const struct step *step, const char *condition)
{
    size_t count;
    char **parts = text_split(mem, condition, '&', &count);
    for (size_t i = 0; i < count; i++) {
        const struct field *field = register_field(reg, arena_strndup(mem, parts[i], strcspn(parts[i], "=")));
        if (!field || !step_writes(step, field))
            text_printf(out, "&%s", parts[i]);
    }
}

static const struct state_wait *wait_for(const struct state *state, const struct step *step)
{
    for (size_t i = 0; i < state->awaits.count; i++)
        if (text_equal(state->awaits.items[i].step, step->name))
            return &state->awaits.items[i];
    return NULL;
}

static void put_whom(struct text *out, const char *code, const char **between)
{
    text_printf(out, "%s%s", *between, code);
    *between = ",";
}

/* What names UNIT today, as record_named (fields/record.h) reads it: itself, where its work went to no other unit, and
 * those that were merged into it. */
static void put_units(struct text *out, const struct definitions *definitions, const char *unit, const char *today,
                      const char **between)
{
    if (text_equal(definitions_unit_on(definitions, unit, today), unit))
        put_whom(out, unit, between);
    for (size_t i = 0; i < definitions->units.count; i++) {
        const char *code = definitions->units.items[i].code;
        if (!text_equal(code, unit) && text_equal(definitions_unit_on(definitions, code, today), unit))
            put_whom(out, code, between);
    }
}

/* "&leader=lan.nt,binh.tv": who reads the queue is named, or who they stand in for. False: nobody of these can be. */
static bool put_named(struct text *out, const struct definitions *definitions, const struct register_definition *reg,
                      const struct step *step, const struct scope *scope, const char *today)
{
    const struct field *by = step->by ? register_field(reg, step->by) : NULL;
    const char *between = "";
    if (!by || scope->everything)
        return true;
    text_printf(out, "&%s=", by->name);
    for (size_t i = 0; i < scope->whoms.count; i++) {
        const char *whom = scope->whoms.items[i];
        bool unit = text_starts(whom, "unit:");
        if (!scope_is_own_name(scope, whom) && !scope_stands_for(scope, reg->name, whom))
            continue; /* away, and not lent here */
        if (by->type == FIELD_UNIT ? !unit : strchr(whom, ':') != NULL)
            continue;
        if (unit)
            put_units(out, definitions, whom + strlen("unit:"), today, &between);
        else
            put_whom(out, whom, &between);
    }
    return *between != '\0';
}

/* "state=a,b&kind=khieu-nai"; NULL where no state waits for STEP. */
static const char *text_of(struct arena *mem, const struct definitions *definitions,
                           const struct register_definition *reg, const struct step *step, const struct scope *scope,
                           const char *today)
{
    struct text out;
    const char *between = "state=";
    text_init(&out, mem, QUERY_TEXT_MAX);
    const struct state_wait *wait = NULL;
    for (size_t i = 0; i < reg->states.count; i++) {
        const struct state_wait *found = wait_for(&reg->states.items[i], step);
        if (!found)
            continue;
        wait = found;
        text_printf(&out, "%s%s", between, reg->states.items[i].name);
        between = ",";
    }
    if (!wait)
        return NULL;
    if (wait->only_if)
        text_printf(&out, "&%s", wait->only_if);
    if (!put_named(&out, definitions, reg, step, scope, today))
        return NULL;
    for (size_t i = 0; i < step->only_if.count; i++)
        put_condition(mem, &out, reg, step, step->only_if.items[i].query);
    return out.data;
}

/* May what waits be overdue? Not where it is resolved: to find nothing all that was ever resolved would be read. */
static bool has_late(const struct register_definition *reg, const struct step *step)
{
    bool open = false;
    for (size_t i = 0; i < reg->states.count; i++)
        open |= reg->states.items[i].group == GROUP_OPEN && wait_for(&reg->states.items[i], step);
    return open && reg->deadlines.count > 0;
}

static bool make_queue(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                       const char *text, const char *today, struct work_queue *queue, struct err *err)
{
    const struct query_tokens tokens = { .today = today, .me = scope->user, .my_unit = scope->unit };
    queue->query = query_parse(mem, definitions, queue->reg, arena_printf(mem, "%s&sort=due", text), &tokens, err);
    bool late = has_late(queue->reg, queue->step);
    if (queue->query && late)
        queue->late =
            query_parse(mem, definitions, queue->reg, arena_printf(mem, "%s&verdict=overdue", text), &tokens, err);
    return queue->query && (queue->late || !late);
}

/* --- how many ----------------------------------------------------------------------------------------------------- */

static bool count_queues(struct store *store, struct arena *mem, struct work_queues *queues,
                         struct count_beside *beside, struct err *err)
{
    enum { AT_ONCE = RECORD_COUNT_QUERIES_MAX };
    size_t count = 0;
    struct count_asked *asked = ARENA_ARRAY(mem, struct count_asked, 2 * queues->count + 1);
    struct record_total **into = ARENA_ARRAY(mem, struct record_total *, 2 * queues->count + 1);
    for (size_t i = 0; i < queues->count; i++) {
        struct work_queue *queue = &queues->items[i];
        asked[count] = (struct count_asked){ queue->query, &queue->scope };
        into[count++] = &queue->total;
        if (!queue->late)
            continue;
        asked[count] = (struct count_asked){ queue->late, &queue->scope };
        into[count++] = &queue->overdue;
    }
    for (size_t from = 0; from < count || (from == 0 && beside); from += AT_ONCE) {
        struct record_total totals[AT_ONCE];
        size_t some = count - from < AT_ONCE ? count - from : AT_ONCE;
        if (!record_counts_of(store, mem, asked + from, some, totals, from == 0 ? beside : NULL, err))
            return false;
        for (size_t i = 0; i < some; i++)
            *into[from + i] = totals[i];
    }
    return true;
}

bool work_queues_find(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                      const char *today, struct work_queues *queues, struct err *err)
{
    ARRAY(struct work_queue) list = { 0 };
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        for (size_t k = 0; !reg->mirror && k < reg->steps.count; k++) {
            struct work_queue queue = { .reg = reg, .step = &reg->steps.items[k] };
            const char *text = text_of(mem, definitions, reg, queue.step, scope, today);
            if (!text)
                continue;
            queue.scope = scope_of_step(mem, scope, reg, queue.step);
            if (!scope_reach(&queue.scope, reg)->reads)
                continue;
            if (!make_queue(mem, definitions, scope, text, today, &queue, err))
                return false;
            *ARRAY_ADD(mem, &list) = queue;
        }
    }
    *queues = (struct work_queues){ list.items, list.count };
    return true;
}

bool work_queues_read(struct store *store, struct arena *mem, const struct definitions *definitions,
                      const struct scope *scope, const char *today, struct count_beside *beside,
                      struct work_queues *queues, struct err *err)
{
    struct work_queues made;
    if (!work_queues_find(mem, definitions, scope, today, &made, err) || !count_queues(store, mem, &made, beside, err))
        return false;
    *queues = made;
    return true;
}

const struct work_queue *work_queue_find(const struct work_queues *queues, const char *reg, const char *step)
{
    for (size_t i = 0; i < queues->count; i++)
        if (text_equal(queues->items[i].reg->name, reg) && text_equal(queues->items[i].step->name, step))
            return &queues->items[i];
    return NULL;
}

/* --- the records -------------------------------------------------------------------------------------------------- */

static bool is_read(const struct work_queue *queue, const struct register_definition *reg)
{
    return queue->total.count > 0 && (!reg || queue->reg == reg);
}

static struct query_sql work_lines_sql(struct arena *mem, enum store_kind kind, const struct work_queues *queues,
                                       const struct register_definition *reg, size_t each)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, kind);
    to.plan = PLAN_FOR_ALL_VALUES; /* as long as each of its pages says so */
    for (size_t i = 0; i < queues->count; i++) {
        const struct work_queue *queue = &queues->items[i];
        struct query query = *queue->query;
        if (!is_read(queue, reg))
            continue;
        query.page_size = (int)each - 1; /* a page reads a row more than it shows */
        struct query_sql page = query_sql(mem, &query, &queue->scope, kind, QUERY_PAGE,
                                          "r.id, r.version, r.number, r.title, r.state, r.due, r.unit, r.happened_on");
        if (page.statement->plan != PLAN_FOR_ALL_VALUES)
            to.plan = PLAN_ANY;
        text_printf(&to.text, "%sselect %zu as place, q%zu.* from (", to.text.length ? " union all " : "", i, i);
        query_put_moved(&to.text, page.statement->text, to.values.count);
        text_printf(&to.text, ") as q%zu", i);
        for (size_t k = 0; k < page.count; k++)
            *ARRAY_ADD(mem, &to.values) = page.values[k];
    }
    text_raw(&to.text, " order by 1, 7, 2");
    return query_finish(&to);
}

static const char *keep(struct arena *mem, const struct rows *rows, int column)
{
    return rows_is_null(rows, column) ? NULL : arena_strdup(mem, rows_text(rows, column));
}

bool work_lines_read(struct store *store, struct arena *mem, const struct work_queues *queues,
                     const struct register_definition *reg, size_t each, struct work_line **lines, size_t *count,
                     struct err *err)
{
    ARRAY(struct work_line) list = { 0 };
    bool any = false;
    for (size_t i = 0; i < queues->count; i++)
        any |= is_read(&queues->items[i], reg);
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    if (any) {
        struct query_sql sql = work_lines_sql(mem, store_kind(store), queues, reg, each);
        struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
        if (!rows)
            return false;
        while (rows_next(rows))
            *ARRAY_ADD(mem, &list) = (struct work_line){ .at = (size_t)rows_int(rows, 0),
                                                         .id = rows_int(rows, 1),
                                                         .version = rows_int(rows, 2),
                                                         .number = keep(mem, rows, 3),
                                                         .title = keep(mem, rows, 4),
                                                         .state = keep(mem, rows, 5),
                                                         .due = keep(mem, rows, 6),
                                                         .unit = keep(mem, rows, 7),
                                                         .happened_on = keep(mem, rows, 8) };
        if (!rows_end(rows, err))
            return false;
    }
    *lines = list.items;
    *count = list.count;
    return true;
}

bool work_queue_page(struct store *store, struct arena *mem, const struct work_queue *queue, int64_t after, size_t most,
                     struct record_rows *rows, struct err *err)
{
    struct query query = *queue->query;
    query.after = after;
    return record_rows(store, mem, &queue->scope, &query, most, rows, err);
}
