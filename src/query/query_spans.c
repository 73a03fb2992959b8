/* SPDX-License-Identifier: Apache-2.0 */
/* The conditions that read record_span and due_span: what was true on a day, and what happened in a period. */
#include <string.h>

#include "query/query_internal.h"
#include "query/query_names.h"

#define NO_DUE "'" DUE_OPEN "'"

/* How a condition on spans stands in the statement. */
enum form {
    FORM_SET,    /* select distinct s.record …: what the statement starts from */
    FORM_IN,     /* r.id in (…) */
    FORM_EXISTS, /* exists (… s.record = r.id …): something else narrows the list */
};

static enum form form_of(const struct query_builder *to, const struct query_condition *condition)
{
    return condition == to->driver ? FORM_SET : to->driven ? FORM_EXISTS : FORM_IN;
}

/* The head, up to the register; JOINED stands between the tables and WHERE. */
static void put_spans(struct query_builder *to, enum form form, bool negated)
{
    static const char *const heads[] = { [FORM_SET] = "select distinct s.record",
                                         [FORM_IN] = "r.id in (select s.record",
                                         [FORM_EXISTS] = "exists (select 1" };
    static const char *const negated_heads[] = {
        [FORM_SET] = "", [FORM_IN] = "r.id not in (select s.record", [FORM_EXISTS] = "not exists (select 1"
    };
    text_printf(&to->text, "%s from record_span s", negated ? negated_heads[form] : heads[form]);
}

/* A record's own spans are few: without the register SQLite takes them by their key, not the whole register by an
 * index. */
static void put_register(struct query_builder *to, enum form form)
{
    if (form == FORM_EXISTS) {
        text_raw(&to->text, " where s.record = r.id");
        return;
    }
    text_raw(&to->text, " where s.register = ");
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

/* Came before the end of the range and not closed before its start. */
static void put_present(struct query_builder *to, const struct query_condition *condition)
{
    const struct value *from = &condition->values[0], *until = &condition->values[1];
    text_raw(&to->text, " and s.state_group = 'open'");
    if (until->is_set) {
        text_raw(&to->text, " and s.from_on <= ");
        query_put_text(to, until->text);
    }
    if (from->is_set) {
        text_raw(&to->text, " and s.until_on >= ");
        query_put_text(to, from->text);
    }
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
const char *query_end_of(const struct query *query, const struct query_condition *condition)
{
    const struct value *end = &condition->values[condition->shape == SHAPE_VALUES ? 0 : 1];
    return end->is_set && strcmp(end->text, query->as_of) < 0 ? end->text : query->as_of;
}

static void put_entered_group(struct query_builder *to, const struct query_condition *condition)
{
    text_raw(&to->text, " and s.state_group = ");
    query_put_text(to, condition->name);
    put_between(to, "s.since_on", condition);
    if (text_equal(condition->name, "resolved"))
        put_holds(to, query_end_of(to->query, condition)); /* what was opened again is not resolved */
}

/* What the spans must be, after the register. */
static void put_span_terms(struct query_builder *to, const struct query_condition *condition)
{
    switch (condition->ask) {
    case ASK_OPEN_AT:
        text_raw(&to->text, " and s.state_group = 'open'");
        put_holds(to, condition->values[0].text);
        break;
    case ASK_PRESENT:
        put_present(to, condition);
        break;
    case ASK_ENTERED_STATE:
        text_raw(&to->text, " and s.state = ");
        query_put_text(to, condition->name);
        put_between(to, "s.from_on", condition);
        break;
    case ASK_ENTERED_GROUP:
        put_entered_group(to, condition);
        break;
    default: /* state and group, as of the day */
        put_in(to, condition->ask == ASK_STATE ? "s.state" : "s.state_group", condition);
        put_holds(to, to->query->as_of);
    }
}

static void put_span_form(struct query_builder *to, const struct query_condition *condition, enum form form,
                          bool negated)
{
    put_spans(to, form, negated);
    put_register(to, form);
    put_span_terms(to, condition);
    text_add(&to->text, form == FORM_SET ? "" : ")");
}

void query_put_span_exists(struct query_builder *to, const struct query_condition *condition)
{
    put_span_form(to, condition, FORM_EXISTS, false);
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
            end = query_end_of(query, condition);
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
                        query_end_of(query, condition) == query->as_of;
        if (condition->ask == ASK_STATE || condition->ask == ASK_GROUP || judged || resolved)
            return false;
    }
    return true;
}

bool query_asks(const struct query_condition *condition, const char *verdict)
{
    for (size_t i = 0; i < condition->count; i++)
        if (text_equal(condition->values[i].text, verdict))
            return true;
    return false;
}

/* The due date in force; s and d are joined. */
#define DUE_ON "substr(d.due, 1, 10)"

/* The day by which what is resolved is judged: the row's, which may lie before the span (`earlier_day:`); of what was
 * opened again the span's. */
#define DONE_ON "case when s.until_on = '" DATE_OPEN "' then r.finished_on else s.since_on end"

/* Spans of GROUP that hold DAY, with the due date in force on the day of judgement. */
static void put_judged(struct query_builder *to, const char *group, const char *day)
{
    put_spans(to, FORM_EXISTS, false);
    text_raw(&to->text, " left join due_span d on d.record = s.record and d.due <> " NO_DUE);
    if (text_equal(group, "resolved")) {
        text_raw(&to->text, " and d.from_on <= s.since_on and d.until_on > s.since_on");
    } else {
        text_raw(&to->text, " and d.from_on <= ");
        query_put_text(to, day);
        text_raw(&to->text, " and d.until_on > ");
        query_put_text(to, day);
    }
    put_register(to, FORM_EXISTS);
    text_raw(&to->text, " and s.state_group = ");
    query_put_text(to, group);
    put_holds(to, day);
}

static void put_either(struct query_builder *to, size_t *count, const char *term)
{
    text_add(&to->text, (*count)++ ? " or " : " and (");
    text_add(&to->text, term);
}

void query_put_resolved_verdicts(struct query_builder *to, const struct query_condition *condition, const char *day)
{
    bool early = query_asks(condition, "early"), on_time = query_asks(condition, "on-time"),
         late = query_asks(condition, "late");
    size_t count = 0;
    put_judged(to, "resolved", day);
    if (!(early && on_time && late)) {
        if (early)
            put_either(to, &count, "d.due is not null and " DONE_ON " < " DUE_ON);
        if (on_time)
            put_either(to, &count, "d.due is null or " DONE_ON " = " DUE_ON);
        if (late)
            put_either(to, &count, "d.due is not null and " DONE_ON " > " DUE_ON);
        text_raw(&to->text, ")");
    }
    text_raw(&to->text, ")");
}

/* DAY; of what a result of before it ended (`earlier_day:`) the day of that. */
static void put_open_day(struct query_builder *to, const char *day)
{
    text_raw(&to->text, "case when r.finished_on < ");
    query_put_text(to, day);
    text_raw(&to->text, " then r.finished_on else ");
    query_put_text(to, day);
    text_raw(&to->text, " end");
}

void query_put_open_verdicts(struct query_builder *to, const struct query_condition *condition, const char *day)
{
    bool in_time = query_asks(condition, "in-time"), overdue = query_asks(condition, "overdue"),
         none = query_asks(condition, "none");
    bool dossier = to->query->reg->in_time_without_due;
    size_t count = 0;
    put_judged(to, "open", day);
    if (in_time) {
        put_either(to, &count, "d.due is not null and " DUE_ON " >= ");
        put_open_day(to, day);
    }
    if (overdue) {
        put_either(to, &count, "d.due is not null and " DUE_ON " < ");
        put_open_day(to, day);
    }
    if ((in_time && dossier) || (none && !dossier))
        put_either(to, &count, "d.due is null");
    if (count == 0)
        put_either(to, &count, "1 = 0"); /* a dossier is never without a deadline */
    text_raw(&to->text, "))");
}

void query_verdict_groups(const struct query_condition *condition, bool *resolved, bool *open)
{
    *resolved = *open = false;
    for (int i = 0; i < QUERY_VERDICTS; i++)
        if (query_asks(condition, query_verdicts[i].name)) {
            *resolved |= query_verdicts[i].resolved;
            *open |= !query_verdicts[i].resolved;
        }
}

static bool is_open_state(const struct query *query, const char *name)
{
    const struct state *state = register_state(query->reg, name);
    return state && state->group == GROUP_OPEN;
}

bool query_spans_are_few(const struct query *query, const struct query_condition *condition)
{
    if (condition->negated || query_is_of_today(query, condition) || query_is_told_by_row(query, condition))
        return false;
    switch (condition->ask) {
    case ASK_ENTERED_STATE:
    case ASK_ENTERED_GROUP:
        return condition->values[0].is_set;
    case ASK_GROUP:
        return condition->count == 1 && text_equal(condition->values[0].text, "open");
    case ASK_STATE:
        return condition->count == 1 && is_open_state(query, condition->values[0].text);
    default:
        return false;
    }
}

void query_put_span_condition(struct query_builder *to, const struct query_condition *condition)
{
    if (query_is_of_today(to->query, condition))
        query_put_condition_of_today(to, condition);
    else if (query_is_told_by_row(to->query, condition))
        query_put_told_condition(to, condition);
    else
        put_span_form(to, condition, form_of(to, condition), condition->negated);
}
