/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of today is answered from the record's own row: `state` is the state it is in, `due` the due date in
 * force. Spans are read where `as_of` is another day, or where a verdict belongs to the end of a period. */
#include <string.h>

#include "query/query_internal.h"
#include "query/query_names.h"

/* What is resolved was judged on another day. */
static bool asks_open_verdicts_only(const struct query_condition *condition)
{
    return !query_asks(condition, "early") && !query_asks(condition, "on-time") && !query_asks(condition, "late");
}

bool query_is_of_today(const struct query *query, const struct query_condition *condition)
{
    if (query->past)
        return false;
    return condition->ask == ASK_STATE || condition->ask == ASK_GROUP ||
           (condition->ask == ASK_VERDICT && text_equal(query_verdict_day(query), query->as_of));
}

static bool fits(const struct query_condition *condition, const struct state *state)
{
    const char *group = state_group_name(state->group);
    if (condition->ask == ASK_VERDICT)
        return !asks_open_verdicts_only(condition) || state->group == GROUP_OPEN;
    return query_asks(condition, condition->ask == ASK_STATE ? state->name : group) != condition->negated;
}

bool query_states_of_today(struct arena *mem, const struct query *query, struct text_list *states)
{
    const struct register_definition *reg = query->reg;
    *states = (struct text_list){ ARENA_ARRAY(mem, const char *, reg->states.count + 1), 0 };
    for (size_t i = 0; i < reg->states.count; i++) {
        const struct state *state = &reg->states.items[i];
        bool asked = true;
        for (size_t j = 0; asked && j < query->conditions.count; j++) {
            const struct query_condition *condition = &query->conditions.items[j];
            bool counts = condition->ask != ASK_VERDICT || !condition->negated;
            asked = !counts || !query_is_of_today(query, condition) || fits(condition, state);
        }
        if (asked)
            states->items[states->count++] = state->name;
    }
    return states->count < reg->states.count;
}

void query_put_text_set(struct query_builder *to, const char *column, const struct text_list *set)
{
    if (set->count == 0) {
        text_raw(&to->text, "1 = 0");
        return;
    }
    text_printf(&to->text, "%s in (", column);
    for (size_t i = 0; i < set->count; i++) {
        text_add(&to->text, i ? ", " : "");
        query_put_text(to, set->items[i]);
    }
    text_raw(&to->text, ")");
}

static void put_or(struct query_builder *to, size_t *count)
{
    text_add(&to->text, (*count)++ ? " or " : "");
}

/* Of open records on DAY. A due minute of the day itself is greater than the day's text. */
static void put_due_terms(struct query_builder *to, const struct query_condition *condition, const char *day)
{
    bool in_time = query_asks(condition, "in-time"), none = query_asks(condition, "none");
    bool dossier = to->query->reg->in_time_without_due;
    const char *due = query_column(to, "r.due");
    size_t count = 0;
    if (query_asks(condition, "overdue")) {
        put_or(to, &count);
        text_printf(&to->text, "%s < ", due);
        query_put_text(to, day);
    }
    if (in_time) {
        put_or(to, &count);
        text_printf(&to->text, "(%s >= ", due);
        query_put_text(to, day);
        if (dossier)
            text_raw(&to->text, ")");
        else
            text_printf(&to->text, " and %s < '" DUE_OPEN "')", due);
    }
    if (none && !dossier) {
        put_or(to, &count);
        text_printf(&to->text, "%s = '" DUE_OPEN "'", due);
    }
    if (count == 0)
        text_raw(&to->text, "1 = 0"); /* a dossier is never without a deadline */
}

static void put_open_verdict(struct query_builder *to, const struct query_condition *condition)
{
    text_raw(&to->text, "(r.state_group = 'open' and (");
    put_due_terms(to, condition, to->query->as_of);
    text_raw(&to->text, "))");
}

static void put_verdict(struct query_builder *to, const struct query_condition *condition)
{
    static const char *const open[] = { "in-time", "overdue", "none" };
    bool asks_open = false;
    for (size_t i = 0; i < COUNT_OF(open); i++)
        asks_open |= query_asks(condition, open[i]);
    text_add(&to->text, condition->negated ? "not (" : "(");
    if (!asks_open_verdicts_only(condition)) {
        query_put_resolved_verdicts(to, condition, to->query->as_of);
        text_add(&to->text, asks_open ? " or " : "");
    }
    if (asks_open)
        put_open_verdict(to, condition);
    text_raw(&to->text, ")");
}

void query_put_condition_of_today(struct query_builder *to, const struct query_condition *condition)
{
    if (condition->ask == ASK_VERDICT) {
        put_verdict(to, condition);
        return;
    }
    const struct register_definition *reg = to->query->reg;
    struct text_list states = { ARENA_ARRAY(to->mem, const char *, reg->states.count + 1), 0 };
    for (size_t i = 0; i < reg->states.count; i++)
        if (fits(condition, &reg->states.items[i]))
            states.items[states.count++] = reg->states.items[i].name;
    query_put_text_set(to, "r.state", &states);
}

void query_put_due_of_today(struct query_builder *to, const struct query_condition *condition)
{
    text_raw(&to->text, "(");
    put_due_terms(to, condition, to->query->as_of);
    text_raw(&to->text, ")");
}

bool query_verdict_is_due(const struct query *query, const struct query_condition *condition)
{
    return condition->ask == ASK_VERDICT && !condition->negated && query_is_of_today(query, condition) &&
           asks_open_verdicts_only(condition);
}
