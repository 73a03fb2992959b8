/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions on past days, answered from the record's row (0007-figures.sql): r.opened_on, r.left_on, r.finished_on,
 * r.due_since. Only a record that its row does not tell (r.told = 0: opened again, or resolved no more) is asked by its
 * spans. */
#include <string.h>

#include "base/text.h"
#include "query/query_internal.h"
#include "query/query_names.h"

#define NO_DUE   "'" DUE_OPEN "'"
#define DAY_LAST "9999-12-30" /* before DATE_OPEN */

typedef void put_term(struct query_builder *to, const struct query_condition *condition);

/* ROW is true of a told record, SPANS of any other one. */
static void put_either(struct query_builder *to, const struct query_condition *condition, put_term *row,
                       put_term *spans)
{
    if (to->told == TOLD_YES) {
        row(to, condition);
        return;
    }
    if (to->told == TOLD_NO) {
        spans(to, condition);
        return;
    }
    text_raw(&to->text, "(r.told = 1 and ");
    row(to, condition);
    text_raw(&to->text, " or r.told = 0 and ");
    spans(to, condition);
    text_raw(&to->text, ")");
}

/* --- open days ---------------------------------------------------------------------------------------------------- */

/* Bounds hold of every record; of a told one they are the whole answer. */
static void put_bounded(struct query_builder *to, const struct query_condition *condition, put_term *bounds)
{
    text_raw(&to->text, "(");
    bounds(to, condition);
    if (to->told != TOLD_YES) {
        text_add(&to->text, to->told == TOLD_EITHER ? " and (r.told = 1 or " : " and ");
        query_put_span_exists(to, condition);
        text_add(&to->text, to->told == TOLD_EITHER ? ")" : "");
    }
    text_raw(&to->text, ")");
}

static void put_open_on(struct query_builder *to, const char *day)
{
    text_raw(&to->text, "r.opened_on <= ");
    query_put_text(to, day);
    text_raw(&to->text, " and r.left_on > ");
    query_put_text(to, day);
}

static void put_open_at(struct query_builder *to, const struct query_condition *condition)
{
    put_open_on(to, condition->values[0].text);
}

/* The end of a range without one: it was open at some time. */
static void put_present(struct query_builder *to, const struct query_condition *condition)
{
    const struct value *from = &condition->values[0], *until = &condition->values[1];
    text_raw(&to->text, "r.opened_on <= ");
    query_put_text(to, until->is_set ? until->text : DAY_LAST);
    if (from->is_set) {
        text_raw(&to->text, " and r.left_on >= ");
        query_put_text(to, from->text);
    }
}

/* --- resolved ----------------------------------------------------------------------------------------------------- */

static void put_resolved_row(struct query_builder *to, const struct query_condition *condition)
{
    const struct value *from = &condition->values[0];
    text_raw(&to->text, "(r.finished_on <= ");
    query_put_text(to, query_end_of(to->query, condition));
    if (from->is_set) {
        text_raw(&to->text, " and r.finished_on >= ");
        query_put_text(to, from->text);
    }
    text_raw(&to->text, ")");
}

/* --- groups as of a past day -------------------------------------------------------------------------------------- */

static void put_group_row(struct query_builder *to, const struct query_condition *condition)
{
    text_raw(&to->text, "(");
    for (size_t i = 0; i < condition->count; i++) {
        text_add(&to->text, i ? " or (" : "(");
        if (text_equal(condition->values[i].text, "open")) {
            put_open_on(to, to->query->as_of);
        } else {
            text_raw(&to->text, "r.finished_on <= ");
            query_put_text(to, to->query->as_of);
        }
        text_raw(&to->text, ")");
    }
    text_raw(&to->text, ")");
}

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

/* "2021-07-09T17:00" < "2021-07-10", and not < "2021-07-09": a minute is late on the days after its own. */
static void put_resolved_terms(struct query_builder *to, const struct query_condition *condition)
{
    bool early = query_asks(condition, "early"), on_time = query_asks(condition, "on-time");
    const char *between = "(";
    if (early && on_time) {
        text_raw(&to->text, "(r.due >= r.finished_on");
        between = " or ";
    } else if (early) {
        text_raw(&to->text, "(r.due <> " NO_DUE " and substr(r.due, 1, 10) > r.finished_on");
        between = " or ";
    } else if (on_time) {
        text_raw(&to->text, "(r.due = " NO_DUE " or substr(r.due, 1, 10) = r.finished_on");
        between = " or ";
    }
    if (query_asks(condition, "late")) {
        text_add(&to->text, between);
        text_raw(&to->text, "r.due < r.finished_on");
    }
    text_raw(&to->text, ")");
}

/* The row's due date is that of the day of the verdict where it holds since then; otherwise the spans know it. */
static void put_resolved_verdict(struct query_builder *to, const struct query_condition *condition, const char *day)
{
    text_raw(&to->text, "(r.finished_on <= ");
    query_put_text(to, day);
    if (!(query_asks(condition, "early") && query_asks(condition, "on-time") && query_asks(condition, "late"))) {
        text_raw(&to->text, " and case when r.due_since <= r.finished_on then ");
        put_resolved_terms(to, condition);
        text_raw(&to->text, " else ");
        query_put_resolved_verdicts(to, condition, day);
        text_raw(&to->text, " end");
    }
    text_raw(&to->text, ")");
}

static void put_open_terms(struct query_builder *to, const struct query_condition *condition, const char *day)
{
    bool in_time = query_asks(condition, "in-time"), none = query_asks(condition, "none");
    bool dossier = to->query->reg->in_time_without_due;
    text_raw(&to->text, "(1 = 0");
    if (in_time) {
        text_raw(&to->text, " or r.due <> " NO_DUE " and r.due >= ");
        query_put_text(to, day);
    }
    if (query_asks(condition, "overdue")) {
        text_raw(&to->text, " or r.due < ");
        query_put_text(to, day);
    }
    if ((in_time && dossier) || (none && !dossier))
        text_raw(&to->text, " or r.due = " NO_DUE);
    text_raw(&to->text, ")");
}

static void put_open_verdict(struct query_builder *to, const struct query_condition *condition, const char *day)
{
    text_raw(&to->text, "(");
    put_open_on(to, day);
    text_raw(&to->text, " and case when r.due_since <= ");
    query_put_text(to, day);
    text_raw(&to->text, " then ");
    put_open_terms(to, condition, day);
    text_raw(&to->text, " else ");
    query_put_open_verdicts(to, condition, day);
    text_raw(&to->text, " end)");
}

static void put_verdict_row(struct query_builder *to, const struct query_condition *condition)
{
    const char *day = query_verdict_day(to->query);
    bool resolved, open;
    query_verdict_groups(condition, &resolved, &open);
    text_raw(&to->text, "(");
    if (resolved)
        put_resolved_verdict(to, condition, day);
    if (resolved && open)
        text_raw(&to->text, " or ");
    if (open)
        put_open_verdict(to, condition, day);
    text_raw(&to->text, ")");
}

static void put_verdict_spans(struct query_builder *to, const struct query_condition *condition)
{
    const char *day = query_verdict_day(to->query);
    bool resolved, open;
    query_verdict_groups(condition, &resolved, &open);
    text_raw(&to->text, "(");
    if (resolved)
        query_put_resolved_verdicts(to, condition, day);
    if (resolved && open)
        text_raw(&to->text, " or ");
    if (open)
        query_put_open_verdicts(to, condition, day);
    text_raw(&to->text, ")");
}

/* --- which they are ----------------------------------------------------------------------------------------------- */

static bool groups_are_told(const struct query_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++)
        if (!text_equal(condition->values[i].text, "open") && !text_equal(condition->values[i].text, "resolved"))
            return false;
    return true;
}

bool query_is_told_by_row(const struct query *query, const struct query_condition *condition)
{
    switch (condition->ask) {
    case ASK_OPEN_AT:
    case ASK_PRESENT:
    case ASK_VERDICT:
        return true;
    case ASK_ENTERED_GROUP:
        return text_equal(condition->name, "resolved");
    case ASK_GROUP:
        return query->past && groups_are_told(condition);
    default:
        return false;
    }
}

void query_put_told_condition(struct query_builder *to, const struct query_condition *condition)
{
    text_add(&to->text, condition->negated ? "not " : "");
    switch (condition->ask) {
    case ASK_OPEN_AT:
        put_bounded(to, condition, put_open_at);
        break;
    case ASK_PRESENT:
        put_bounded(to, condition, put_present);
        break;
    case ASK_ENTERED_GROUP:
        put_either(to, condition, put_resolved_row, query_put_span_exists);
        break;
    case ASK_GROUP:
        put_either(to, condition, put_group_row, query_put_span_exists);
        break;
    default:
        put_either(to, condition, put_verdict_row, put_verdict_spans);
    }
}
