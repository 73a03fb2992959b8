/* SPDX-License-Identifier: Apache-2.0 */
/* The conditions that read record_span and due_span: what was true on a day, and what happened in a period. */
#include <string.h>

#include "records/query_internal.h"
#include "records/query_names.h"

#define NO_DUE "'" DUE_OPEN "'"

/* "r.id in (select s.record from record_span s where s.register = $n", for conditions that a span index narrows. */
static void put_spans(struct query_builder *to, const struct query_condition *condition)
{
    text_add(&to->text, condition->negated ? "r.id not in (" : "r.id in (");
    text_raw(&to->text, "select s.record from record_span s where s.register = ");
    query_put_text(to, to->query->reg->name);
}

/* s holds DAY. */
static void put_holds(struct query_builder *to, const char *day)
{
    text_raw(&to->text, " and s.from_on <= ");
    query_put_text(to, day);
    text_raw(&to->text, " and s.until_on > ");
    query_put_text(to, day);
}

static void put_in(struct query_builder *to, const char *column, const struct query_condition *condition)
{
    text_printf(&to->text, " and %s in (", column);
    for (size_t i = 0; i < condition->count; i++) {
        text_add(&to->text, i ? ", " : "");
        query_put_text(to, condition->values[i].text);
    }
    text_raw(&to->text, ")");
}

/* The state, or the group of states, as of the day. */
static void put_state(struct query_builder *to, const struct query_condition *condition)
{
    put_spans(to, condition);
    put_in(to, condition->ask == ASK_STATE ? "s.state" : "s.state_group", condition);
    put_holds(to, to->query->as_of);
    text_raw(&to->text, ")");
}

/* Today's group by its states: they have an index. */
static void put_group_of_today(struct query_builder *to, const struct query_condition *condition)
{
    const struct register_definition *reg = to->query->reg;
    size_t put = 0;
    text_add(&to->text, condition->negated ? "not (" : "(");
    for (size_t i = 0; i < reg->states.count; i++) {
        bool asked = false;
        for (size_t j = 0; j < condition->count; j++)
            asked |= text_equal(condition->values[j].text, state_group_name(reg->states.items[i].group));
        if (!asked)
            continue;
        text_add(&to->text, put++ ? ", " : "r.state in (");
        query_put_text(to, reg->states.items[i].name);
    }
    text_add(&to->text, put ? "))" : "1 = 0)");
}

static void put_open_at(struct query_builder *to, const struct query_condition *condition)
{
    put_spans(to, condition);
    text_raw(&to->text, " and s.state_group = 'open'");
    put_holds(to, condition->values[0].text);
    text_raw(&to->text, ")");
}

/* Came before the end of the range and not closed before its start. */
static void put_present(struct query_builder *to, const struct query_condition *condition)
{
    const struct value *from = &condition->values[0], *until = &condition->values[1];
    put_spans(to, condition);
    text_raw(&to->text, " and s.state_group = 'open'");
    if (until->is_set) {
        text_raw(&to->text, " and s.from_on <= ");
        query_put_text(to, until->text);
    }
    if (from->is_set) {
        text_raw(&to->text, " and s.until_on >= ");
        query_put_text(to, from->text);
    }
    text_raw(&to->text, ")");
}

static void put_between(struct query_builder *to, const char *column, const struct query_condition *condition)
{
    bool one_day = condition->shape == SHAPE_VALUES;
    const struct value *from = &condition->values[0], *until = &condition->values[one_day ? 0 : 1];
    if (from->is_set) {
        text_printf(&to->text, " and %s >= ", column);
        query_put_text(to, from->text);
    }
    if (until->is_set) {
        text_printf(&to->text, " and %s <= ", column);
        query_put_text(to, until->text);
    }
}

/* The end of what was entered: the range's, or the day asked, whichever comes first. */
static const char *end_of(const struct query *query, const struct query_condition *condition)
{
    const struct value *end = &condition->values[condition->shape == SHAPE_VALUES ? 0 : 1];
    return end->is_set && strcmp(end->text, query->as_of) < 0 ? end->text : query->as_of;
}

static void put_entered(struct query_builder *to, const struct query_condition *condition)
{
    put_spans(to, condition);
    if (condition->ask == ASK_ENTERED_STATE) {
        text_raw(&to->text, " and s.state = ");
        query_put_text(to, condition->name);
        put_between(to, "s.from_on", condition);
    } else {
        text_raw(&to->text, " and s.state_group = ");
        query_put_text(to, condition->name);
        put_between(to, "s.since_on", condition);
    }
    if (condition->ask == ASK_ENTERED_GROUP && text_equal(condition->name, "resolved"))
        put_holds(to, end_of(to->query, condition)); /* what was opened again is not resolved */
    text_raw(&to->text, ")");
}

/* --- verdicts ---------------------------------------------------------------------------------------------------- */

static bool is_entered_resolved(const struct query_condition *condition)
{
    return condition->ask == ASK_ENTERED_GROUP && !condition->negated && text_equal(condition->name, "resolved");
}

const char *query_verdict_day(const struct query *query)
{
    const char *day = NULL;
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        const char *end = NULL;
        if (condition->negated)
            continue;
        if (condition->ask == ASK_OPEN_AT)
            end = condition->values[0].text;
        else if (is_entered_resolved(condition) || condition->ask == ASK_PRESENT)
            end = end_of(query, condition);
        if (end && (!day || strcmp(end, day) < 0))
            day = end;
    }
    return day && strcmp(day, query->as_of) < 0 ? day : query->as_of;
}

static bool is_verdict_timeless(const struct query *query)
{
    return strcmp(query_verdict_day(query), query->as_of) < 0;
}

bool query_is_timeless(const struct query *query)
{
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        bool judged = condition->ask == ASK_VERDICT && !is_verdict_timeless(query);
        bool resolved = condition->ask == ASK_ENTERED_GROUP && text_equal(condition->name, "resolved") &&
                        end_of(query, condition) == query->as_of;
        if (condition->ask == ASK_STATE || condition->ask == ASK_GROUP || judged || resolved)
            return false;
    }
    return true;
}

static bool asks(const struct query_condition *condition, const char *verdict)
{
    for (size_t i = 0; i < condition->count; i++)
        if (text_equal(condition->values[i].text, verdict))
            return true;
    return false;
}

/* The due date in force; s and d are joined. */
#define DUE_ON "substr(d.due, 1, 10)"

/* Spans of GROUP that hold DAY, with the due date in force on the day of judgement, as EXISTS or, where nothing else
 * narrows the list, as a set that the span index gives. */
static void put_judged(struct query_builder *to, const char *group, const char *day, bool as_set)
{
    text_add(&to->text, as_set ? "r.id in (select s.record" : "exists (select 1");
    text_raw(&to->text, " from record_span s left join due_span d on d.record = s.record and d.due <> " NO_DUE);
    if (text_equal(group, "resolved")) {
        text_raw(&to->text, " and d.from_on <= s.since_on and d.until_on > s.since_on");
    } else {
        text_raw(&to->text, " and d.from_on <= ");
        query_put_text(to, day);
        text_raw(&to->text, " and d.until_on > ");
        query_put_text(to, day);
    }
    text_raw(&to->text, " where s.register = ");
    query_put_text(to, to->query->reg->name);
    text_raw(&to->text, " and s.state_group = ");
    query_put_text(to, group);
    if (!as_set)
        text_raw(&to->text, " and s.record = r.id");
    put_holds(to, day);
}

static void put_either(struct query_builder *to, size_t *count, const char *term)
{
    text_add(&to->text, (*count)++ ? " or " : " and (");
    text_add(&to->text, term);
}

static void put_resolved_verdicts(struct query_builder *to, const struct query_condition *condition, const char *day)
{
    bool early = asks(condition, "early"), on_time = asks(condition, "on-time"), late = asks(condition, "late");
    size_t count = 0;
    put_judged(to, "resolved", day, false);
    if (!(early && on_time && late)) {
        if (early)
            put_either(to, &count, "d.due is not null and s.since_on < " DUE_ON);
        if (on_time)
            put_either(to, &count, "d.due is null or s.since_on = " DUE_ON);
        if (late)
            put_either(to, &count, "d.due is not null and s.since_on > " DUE_ON);
        text_raw(&to->text, ")");
    }
    text_raw(&to->text, ")");
}

static void put_open_verdicts(struct query_builder *to, const struct query_condition *condition, const char *day,
                              bool as_set)
{
    bool in_time = asks(condition, "in-time"), overdue = asks(condition, "overdue"), none = asks(condition, "none");
    bool dossier = to->query->reg->in_time_without_due;
    size_t count = 0;
    put_judged(to, "open", day, as_set);
    if (in_time) {
        put_either(to, &count, "d.due is not null and " DUE_ON " >= ");
        query_put_text(to, day);
    }
    if (overdue) {
        put_either(to, &count, "d.due is not null and " DUE_ON " < ");
        query_put_text(to, day);
    }
    if ((in_time && dossier) || (none && !dossier))
        put_either(to, &count, "d.due is null");
    if (count == 0)
        put_either(to, &count, "1 = 0"); /* a dossier is never without a deadline */
    text_raw(&to->text, "))");
}

/* True when another condition already reads the spans. */
static bool is_narrowed(const struct query *query)
{
    for (size_t i = 0; i < query->conditions.count; i++) {
        enum query_ask ask = query->conditions.items[i].ask;
        if (ask == ASK_OPEN_AT || ask == ASK_PRESENT || ask == ASK_ENTERED_STATE || ask == ASK_ENTERED_GROUP)
            return true;
    }
    return false;
}

static void put_verdict(struct query_builder *to, const struct query_condition *condition)
{
    const char *day = query_verdict_day(to->query);
    bool resolved = false, open = false;
    for (int i = 0; i < QUERY_VERDICTS; i++)
        if (asks(condition, query_verdicts[i].name)) {
            resolved |= query_verdicts[i].resolved;
            open |= !query_verdicts[i].resolved;
        }
    text_add(&to->text, condition->negated ? "not (" : "(");
    if (resolved)
        put_resolved_verdicts(to, condition, day);
    if (resolved && open)
        text_raw(&to->text, " or ");
    if (open)
        put_open_verdicts(to, condition, day, !resolved && !is_narrowed(to->query));
    text_raw(&to->text, ")");
}

void query_put_span_condition(struct query_builder *to, const struct query_condition *condition)
{
    switch (condition->ask) {
    case ASK_OPEN_AT:
        put_open_at(to, condition);
        break;
    case ASK_PRESENT:
        put_present(to, condition);
        break;
    case ASK_VERDICT:
        put_verdict(to, condition);
        break;
    case ASK_ENTERED_STATE:
    case ASK_ENTERED_GROUP:
        put_entered(to, condition);
        break;
    case ASK_STATE:
        put_state(to, condition);
        break;
    default: /* ASK_GROUP */
        if (to->query->past)
            put_state(to, condition);
        else
            put_group_of_today(to, condition);
    }
}
