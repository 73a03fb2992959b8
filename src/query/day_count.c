/* SPDX-License-Identifier: Apache-2.0 */
#include "query/day_count.h"

#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "fields/tally.h"
#include "query/counts.h"
#include "query/kept_count.h"
#include "query/query_names.h"

enum { CONDITION_MAX = 4000 };

#define DAY_AFTER_ALL "9999-12-30" /* before DATE_OPEN */

/* --- which queries ------------------------------------------------------------------------------------------------ */

/* A query on its way to a day_count. */
struct finding {
    struct arena *mem;
    const struct query *query;
    struct day_count found;
    struct text condition;     /* the single choices, as counted_day has them */
    const struct field *field; /* whose days are asked */
    bool finished, stays;
    int asked; /* conditions on days */
};

static bool is_day(const struct value *value)
{
    return !value->is_set || strlen(value->text) == strlen(DATE_OPEN);
}

/* A range, or one day. */
static bool read_days(const struct query_condition *condition, const char **from, const char **until)
{
    bool one = condition->shape == SHAPE_VALUES && condition->count == 1;
    if (condition->negated || (!one && condition->shape != SHAPE_RANGE))
        return false;
    const struct value *first = &condition->values[0], *last = &condition->values[one ? 0 : 1];
    if (!is_day(first) || !is_day(last))
        return false;
    *from = first->is_set ? first->text : "";
    *until = last->is_set ? last->text : DAY_AFTER_ALL;
    return strcmp(*from, *until) <= 0;
}

static bool take_days_of(struct finding *finding, const struct query_condition *condition, const struct field *field)
{
    finding->field = field;
    finding->asked++;
    return field && read_days(condition, &finding->found.from, &finding->found.until);
}

static bool take_field(struct finding *finding, const struct query_condition *condition)
{
    const struct field *field = condition->field;
    struct text *text = &finding->condition;
    if (text_equal(field->name, finding->query->reg->date) || field->type == FIELD_DATE)
        return take_days_of(finding, condition, field);
    bool single = field->type == FIELD_CHOICE || field->type == FIELD_YES_NO;
    if (!single || condition->shape == SHAPE_RANGE)
        return false;
    text_printf(text, "%s%s=%s", text->length ? "&" : "", field->name, condition->negated ? "!" : "");
    if (condition->shape != SHAPE_VALUES)
        text_add(text, condition->shape == SHAPE_ANY ? "any" : "none");
    for (size_t i = 0; condition->shape == SHAPE_VALUES && i < condition->count; i++)
        text_printf(text, "%s%s", i ? "," : "", value_print(finding->mem, field, &condition->values[i]));
    return true;
}

static bool take_resolved(struct finding *finding, const struct query_condition *condition)
{
    const char *from, *until;
    if (!text_equal(condition->name, "resolved") || !read_days(condition, &from, &until))
        return false;
    until = query_end_of(finding->query, condition);
    finding->finished = true;
    if (!*from) {
        finding->found.finish_by = until;
        return true;
    }
    finding->asked++;
    finding->found.from = from;
    finding->found.until = until;
    return true;
}

static bool take_stay(struct finding *finding, const struct query_condition *condition)
{
    const char *from, *until;
    finding->stays = true;
    finding->asked++;
    if (!read_days(condition, &from, &until))
        return false;
    finding->found.opened_by = until;
    finding->found.left_from = from;
    if (condition->ask == ASK_OPEN_AT) {
        char next[DATE_SIZE];
        day_t day = 0;
        if (!day_parse(from, &day))
            return false;
        day_print(day + 1, next);
        finding->found.left_from = arena_strdup(finding->mem, next);
    }
    return true;
}

static bool take_verdict(struct finding *finding, const struct query_condition *condition)
{
    bool resolved, open;
    query_verdict_groups(condition, &resolved, &open);
    finding->found.verdict = condition;
    return resolved && !open && !condition->negated && condition->shape == SHAPE_VALUES;
}

static bool take_condition(struct finding *finding, const struct query_condition *condition)
{
    switch (condition->ask) {
    case ASK_FIELD:
        return take_field(finding, condition);
    case ASK_HAPPENED_ON:
        return take_days_of(finding, condition, register_field(finding->query->reg, finding->query->reg->date));
    case ASK_ENTERED_GROUP:
        return take_resolved(finding, condition);
    case ASK_OPEN_AT:
    case ASK_PRESENT:
        return take_stay(finding, condition);
    case ASK_VERDICT:
        return take_verdict(finding, condition);
    case ASK_UNIT:
    case ASK_ISSUER:
    case ASK_SECRECY:
        return true;
    default:
        return false;
    }
}

static const struct counted_day *find_day(const struct register_definition *reg, enum counted_day_kind kind,
                                          const struct field *field, const char *condition, bool with_finish)
{
    for (size_t i = 0; i < reg->counted_days.count; i++) {
        const struct counted_day *day = &reg->counted_days.items[i];
        if (day->kind == kind && day->field == field && day->with_finish == with_finish &&
            text_equal(day->condition, condition))
            return day;
    }
    return NULL;
}

bool day_count_find(struct arena *mem, const struct query *query, struct day_count *found)
{
    struct finding finding = { .mem = mem, .query = query };
    const struct register_definition *reg = query->reg;
    text_init(&finding.condition, mem, CONDITION_MAX);
    if (query->cancelled != CANCELLED_NO || reg->counted_days.count == 0)
        return false;
    for (size_t i = 0; i < query->conditions.count; i++)
        if (!take_condition(&finding, &query->conditions.items[i]))
            return false;
    *found = finding.found;
    const char *condition = finding.condition.data;
    bool by = finding.found.finish_by != NULL;
    if (finding.asked != 1 || (found->verdict && (!finding.finished || by)) || (by && !finding.field))
        return false;
    if (finding.stays)
        return !finding.finished && find_day(reg, DAY_OPENED, NULL, condition, false);
    found->day = find_day(reg, finding.field ? DAY_OF_FIELD : DAY_FINISHED, finding.field, condition, by);
    return found->day != NULL;
}

/* --- sums --------------------------------------------------------------------------------------------------------- */

/* unit, issuer, secrecy: columns of r. */
static void put_places(struct query_builder *to, const struct query *query)
{
    to->query = query;
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        if (condition->ask != ASK_UNIT && condition->ask != ASK_ISSUER && condition->ask != ASK_SECRECY)
            continue;
        text_raw(&to->text, " and ");
        query_put_condition(to, condition);
    }
}

/* " from tally r where …" without an end. */
static void put_facet(struct query_builder *to, const struct query *query, const struct scope *scope, const char *facet)
{
    text_raw(&to->text, " from tally r where r.register = ");
    query_put_text(to, query->reg->name);
    text_raw(&to->text, " and r.facet = ");
    query_put_text(to, facet);
    put_places(to, query);
    kept_put_reach(to, scope, query->reg);
}

static void put_bound(struct query_builder *to, const char *terms, const char *day)
{
    text_add(&to->text, terms);
    query_put_text(to, day);
}

/* What a day is followed by begins with "/", which is before "0". */
static void put_range(struct query_builder *to, const struct day_count *found)
{
    put_bound(to, " and r.value >= ", found->from);
    put_bound(to, " and r.value < ", arena_printf(to->mem, "%s0", found->until));
    if (found->finish_by)
        put_bound(to, " and substr(r.value, 12) <= ", found->finish_by);
    for (size_t i = 0; found->verdict && i < found->verdict->count; i++)
        put_bound(to, i ? ", " : " and substr(r.value, 12) in (", found->verdict->values[i].text);
    text_add(&to->text, found->verdict ? ")" : "");
}

#define SUM "(select cast(coalesce(sum(r.count), 0) as bigint)"

static void put_open_states(struct query_builder *to, const struct register_definition *reg)
{
    struct text_list open = { ARENA_ARRAY(to->mem, const char *, reg->states.count + 1), 0 };
    for (size_t i = 0; i < reg->states.count; i++)
        if (reg->states.items[i].group == GROUP_OPEN)
            open.items[open.count++] = reg->states.items[i].name;
    text_raw(&to->text, " and ");
    query_put_text_set(to, "r.state", &open);
}

/* a: the records that their row does not tell; SQLite starts from them where it is written so. */
static void put_apart_terms(struct query_builder *to, const struct query *query)
{
    text_raw(&to->text, " and a.told = 0 and a.register = ");
    query_put_text(to, query->reg->name);
}

/* Of those that their row does not tell, what is open now: the tally has it among the open ones. */
static void put_apart_now(struct query_builder *to, const struct query *query, const struct scope *scope)
{
    text_raw(&to->text, " - (select count(*) from record a cross join record r where r.id = a.id and r.cancelled = 0");
    put_apart_terms(to, query);
    put_open_states(to, query->reg);
    put_places(to, query);
    kept_put_reach(to, scope, query->reg);
    text_raw(&to->text, ")");
}

/* Open now, without what was opened after the last day, with what left since the first one. */
static void put_stay(struct query_builder *to, const struct query *query, const struct scope *scope,
                     const struct day_count *found)
{
    text_raw(&to->text, SUM);
    put_facet(to, query, scope, "");
    text_raw(&to->text, " and r.value = ''");
    put_open_states(to, query->reg);
    text_raw(&to->text, ") - " SUM);
    put_facet(to, query, scope, "@opened");
    put_bound(to, " and r.value > ", found->opened_by);
    text_raw(&to->text, ") + " SUM);
    put_facet(to, query, scope, "@left");
    put_bound(to, " and r.value >= ", found->left_from);
    text_raw(&to->text, ")");
    put_apart_now(to, query, scope);
}

/* The records themselves: the terms of QUERY, whoever looks, in a builder of their own. */
static struct query_builder records_of(struct query_builder *to, const struct query *query)
{
    struct query_builder own;
    query_builder_init(&own, to->mem, query, to->kind);
    own.by_ids = true;
    text_raw(&own.text, "r.register = ");
    query_put_text(&own, query->reg->name);
    query_put_conditions(&own);
    return own;
}

/* "(select count(*) from TABLE …": TABLE has the ids, which the statement starts from. */
static void put_records(struct query_builder *to, struct query_builder *own, const char *select, const char *table,
                        const char *id)
{
    text_printf(&to->text, "%s from %s cross join record r", select, table);
    if (own->uses_fields)
        text_printf(&to->text, " cross join %s f", db_name(to->mem, own->query->reg->name));
    text_printf(&to->text, " where r.id = %s and ", id);
    if (own->uses_fields)
        text_raw(&to->text, "f.id = r.id and ");
    query_put_moved(&to->text, own->text.data, to->values.count);
    for (size_t i = 0; i < own->values.count; i++)
        *ARRAY_ADD(to->mem, &to->values) = own->values.items[i];
}

static void put_apart(struct query_builder *to, const struct query *query, const struct scope *scope)
{
    struct query_builder own = records_of(to, query);
    put_records(to, &own, " + (select count(*)", "record a", "a.id");
    put_apart_terms(to, query);
    kept_put_reach(to, scope, query->reg);
    text_raw(&to->text, ")");
}

void day_count_put(struct query_builder *to, const struct query *query, const struct scope *scope,
                   const struct day_count *found)
{
    if (found->day) {
        text_raw(&to->text, SUM);
        put_facet(to, query, scope, found->day->facet);
        put_range(to, found);
        text_raw(&to->text, ")");
    } else {
        put_stay(to, query, scope, found);
    }
    if (!found->day || found->day->kind != DAY_OF_FIELD || found->day->with_finish)
        put_apart(to, query, scope);
}

static void put_mine(struct query_builder *to, const struct query *query, const struct scope *scope, size_t mine,
                     const char *select)
{
    struct query_builder own = records_of(to, query);
    put_records(to, &own, select, arena_printf(to->mem, "mine%zu m", mine), "m.record");
    text_raw(&to->text, " and not (1 = 1");
    kept_put_reach(to, scope, query->reg);
    text_raw(&to->text, ")");
}

void day_count_put_beyond(struct query_builder *to, const struct query *query, const struct scope *scope, size_t mine)
{
    put_mine(to, query, scope, mine, "(select count(*)");
    text_raw(&to->text, ")");
}

void day_count_put_groups(struct query_builder *to, const struct query *query, const struct scope *scope,
                          const struct day_count *found, bool beyond)
{
    text_raw(&to->text, "select substr(r.value, 1, 10) as k, r.count as n");
    put_facet(to, query, scope, found->day->facet);
    put_range(to, found);
    if (beyond)
        put_mine(to, query, scope, 0, " union all select r.happened_on, 1");
}
