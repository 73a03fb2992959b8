/* SPDX-License-Identifier: Apache-2.0 */
#include "query/kept_count.h"

#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "fields/tally.h"
#include "query/counts.h"
#include "query/query_names.h"

/* What the tally is asked for in place of QUERY. */
struct kept {
    const char *facet;         /* "" where the state is enough */
    const struct field *field; /* of the facet; NULL for "" and the due day */
    bool open;                 /* a verdict that only open records have */
    bool states_asked;         /* by state, group or verdict; then only STATES */
    struct text_list states;
};

/* --- which queries ------------------------------------------------------------------------------------------------ */

/* One facet stands in a row; a second one is not kept with it. */
static bool take_facet(struct kept *kept, const char *name, const struct field *field)
{
    if (*kept->facet && !text_equal(kept->facet, name))
        return false;
    kept->facet = name;
    kept->field = field;
    return true;
}

static bool is_day(const struct value *value)
{
    return !value->is_set || strlen(value->text) == strlen(DATE_OPEN);
}

static bool take_due(struct kept *kept, const struct query_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++)
        if (!is_day(&condition->values[i]))
            return false;
    return !condition->negated && take_facet(kept, TALLY_DUE, NULL);
}

/* Verdicts of open records are those of the due day; the others are told by spans. */
static bool take_verdict(struct kept *kept, const struct query_condition *condition)
{
    for (size_t i = 0; i < condition->count; i++)
        for (int k = 0; k < QUERY_VERDICTS; k++)
            if (query_verdicts[k].resolved && text_equal(condition->values[i].text, query_verdicts[k].name))
                return false;
    kept->open = true;
    return !condition->negated && condition->shape == SHAPE_VALUES && take_facet(kept, TALLY_DUE, NULL);
}

/* Of a day or a number is kept whether there is one, not which. */
static bool is_kept(const struct field *field, enum query_shape shape)
{
    bool whether = shape == SHAPE_ANY || shape == SHAPE_NONE;
    return field->counted && shape != SHAPE_RANGE && (whether || field_is_counted_whole(field));
}

static bool take_condition(struct kept *kept, const struct query_condition *condition)
{
    switch (condition->ask) {
    case ASK_STATE:
    case ASK_GROUP:
        kept->states_asked = true;
        return true;
    case ASK_UNIT:
    case ASK_ISSUER:
    case ASK_SECRECY:
        return true;
    case ASK_VERDICT:
        return take_verdict(kept, condition);
    case ASK_DUE:
        return take_due(kept, condition);
    case ASK_FIELD:
        return is_kept(condition->field, condition->shape) &&
               take_facet(kept, condition->field->name, condition->field);
    default:
        return false;
    }
}

/* Does STATE satisfy every condition on states? */
static bool fits(const struct query *query, const struct kept *kept, const struct state *state)
{
    if (kept->open && state->group != GROUP_OPEN)
        return false;
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        if (condition->ask != ASK_STATE && condition->ask != ASK_GROUP)
            continue;
        const char *name = condition->ask == ASK_STATE ? state->name : state_group_name(state->group);
        bool asked = false;
        for (size_t j = 0; j < condition->count; j++)
            asked |= text_equal(condition->values[j].text, name);
        if (asked == condition->negated)
            return false;
    }
    return true;
}

/* Of open records alone the due day is kept. */
static bool are_open(const struct query *query, const struct kept *kept)
{
    for (size_t i = 0; i < kept->states.count; i++)
        if (register_state(query->reg, kept->states.items[i])->group != GROUP_OPEN)
            return false;
    return kept->states_asked;
}

static bool find_kept(struct arena *mem, const struct query *query, struct kept *kept)
{
    *kept = (struct kept){ .facet = "" };
    if (query->past || (query->by_field && is_kept(query->by_field, SHAPE_VALUES) &&
                        !take_facet(kept, query->by_field->name, query->by_field)))
        return false;
    for (size_t i = 0; i < query->conditions.count; i++)
        if (!take_condition(kept, &query->conditions.items[i]))
            return false;
    kept->states_asked |= kept->open;
    if (kept->states_asked && query->cancelled != CANCELLED_NO)
        return false; /* the tally does not know the state of a cancelled record */
    const char **states = ARENA_ARRAY(mem, const char *, query->reg->states.count + 1);
    for (size_t i = 0; kept->states_asked && i < query->reg->states.count; i++)
        if (fits(query, kept, &query->reg->states.items[i]))
            states[kept->states.count++] = query->reg->states.items[i].name;
    kept->states.items = states;
    return !text_equal(kept->facet, TALLY_DUE) || (query->reg->deadlines.count > 0 && are_open(query, kept));
}

bool kept_by_facet(struct arena *mem, const struct query *query)
{
    struct kept kept;
    return find_kept(mem, query, &kept);
}

/* --- terms -------------------------------------------------------------------------------------------------------- */

static void put_states(struct query_builder *to, const struct query *query, const struct kept *kept)
{
    if (kept->states_asked) {
        text_raw(&to->text, " and ");
        query_put_text_set(to, "r.state", &kept->states);
    } else if (query->cancelled == CANCELLED_NO) {
        text_raw(&to->text, " and r.state > ''");
    } else if (query->cancelled == CANCELLED_YES) {
        text_raw(&to->text, " and r.state = ''");
    }
}

static void put_field(struct query_builder *to, const char *column, const struct query_condition *condition)
{
    bool integer = field_is_integer(condition->field), negated = condition->negated;
    if (condition->shape != SHAPE_VALUES) {
        text_printf(&to->text, " and %s %s ''", column, (condition->shape == SHAPE_ANY) != negated ? ">" : "=");
        return;
    }
    text_printf(&to->text, " and %s %s (", column, negated ? "not in" : "in");
    for (size_t i = 0; i < condition->count; i++) {
        text_add(&to->text, i ? ", " : "");
        query_put_text(to, integer ? (condition->values[i].integer ? "1" : "0") : condition->values[i].text);
    }
    text_raw(&to->text, ")");
}

static void put_due(struct query_builder *to, const char *column, const struct query_condition *condition)
{
    const struct value *values = condition->values;
    struct text *text = &to->text;
    if (condition->shape == SHAPE_ANY || condition->shape == SHAPE_NONE) {
        text_printf(text, " and %s %s '" DATE_OPEN "'", column, condition->shape == SHAPE_ANY ? "<" : "=");
    } else if (condition->shape == SHAPE_VALUES) {
        text_printf(text, " and %s in (", column);
        for (size_t i = 0; i < condition->count; i++) {
            text_add(text, i ? ", " : "");
            query_put_text(to, values[i].text);
        }
        text_raw(text, ")");
    } else {
        if (values[0].is_set) {
            text_printf(text, " and %s >= ", column);
            query_put_text(to, values[0].text);
        }
        text_printf(text, values[1].is_set ? " and %s <= " : " and %s < '" DATE_OPEN "'", column);
        if (values[1].is_set)
            query_put_text(to, values[1].text);
    }
}

/* A range of due days for each verdict; one range alone is found by the key. */
static void put_verdict(struct query_builder *to, const char *column, const struct query_condition *condition)
{
    bool dossier = to->query->reg->in_time_without_due;
    const char *day = query_verdict_day(to->query), *between = " and (";
    if (query_asks(condition, "overdue")) {
        text_printf(&to->text, "%s%s < ", between, column);
        query_put_text(to, day);
        between = " or ";
    }
    if (query_asks(condition, "in-time")) {
        text_printf(&to->text, "%s(%s >= ", between, column);
        query_put_text(to, day);
        if (!dossier)
            text_printf(&to->text, " and %s < '" DATE_OPEN "'", column);
        text_raw(&to->text, ")");
        between = " or ";
    }
    if (query_asks(condition, "none") && !dossier) {
        text_printf(&to->text, "%s%s = '" DATE_OPEN "'", between, column);
        between = " or ";
    }
    text_add(&to->text, text_equal(between, " or ") ? ")" : " and 1 = 0");
}

/* Of a counted field among the records beyond the reach. */
static const char *value_column(struct arena *mem, const struct field *field)
{
    return arena_printf(mem, "r.%s", db_name(mem, arena_printf(mem, "value_%s", field->name)));
}

/* COLUMN holds the value of the facet. */
static void put_terms(struct query_builder *to, const struct query *query, const struct kept *kept, const char *column)
{
    to->query = query;
    put_states(to, query, kept);
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        if (condition->ask == ASK_VERDICT) {
            put_verdict(to, column, condition);
        } else if (condition->ask == ASK_DUE) {
            put_due(to, column, condition);
        } else if (condition->ask == ASK_FIELD) {
            put_field(to, column, condition);
        } else if (condition->ask != ASK_STATE && condition->ask != ASK_GROUP) {
            text_raw(&to->text, " and ");
            query_put_condition(to, condition); /* unit, issuer, secrecy: columns of r */
        }
    }
}

const char *kept_group_column(struct arena *mem, const struct query *query, bool beyond)
{
    static const char *const columns[] = { "state", "unit", "issuer", "secrecy" };
    if (query->by_field && is_kept(query->by_field, SHAPE_VALUES))
        return beyond ? value_column(mem, query->by_field) : "r.value";
    if (query->by_field)
        return NULL;
    if (text_equal(query->by, "group"))
        return "r.state";
    for (size_t i = 0; i < COUNT_OF(columns); i++)
        if (text_equal(query->by, columns[i]))
            return arena_printf(mem, "r.%s", columns[i]);
    return NULL;
}

/* --- what the reach covers ---------------------------------------------------------------------------------------- */

void kept_put_reach(struct query_builder *to, const struct scope *scope, const struct register_definition *reg)
{
    struct scope alone = *scope;
    alone.whoms = (struct text_list){ 0 };
    query_put_scope(to, &alone, reg);
}

void kept_put_rows(struct query_builder *to, const struct query *query, const struct scope *scope)
{
    struct kept kept;
    bool found = find_kept(to->mem, query, &kept);
    (void)found; /* it was asked before */
    text_raw(&to->text, " from tally r where r.register = ");
    query_put_text(to, query->reg->name);
    text_raw(&to->text, " and r.facet = ");
    query_put_text(to, kept.facet);
    if (!*kept.facet)
        text_raw(&to->text, " and r.value = ''");
    put_terms(to, query, &kept, "r.value");
    kept_put_reach(to, scope, query->reg);
}

/* --- what is assigned beyond it ----------------------------------------------------------------------------------- */

bool kept_has_beyond(const struct scope *scope, const struct register_definition *reg)
{
    return scope->whoms.count > 0 && scope_reach(scope, reg)->reads && !query_sees_all(scope, reg);
}

void kept_put_mine(struct query_builder *to, const struct scope *scope, const struct register_definition *reg,
                   int64_t most, size_t at)
{
    text_printf(&to->text, "mine%zu as (select distinct a.record from assignment a where ", at);
    query_put_given(to, scope, "a", "a.to_whom");
    query_put_line_register(to, "a", reg);
    text_raw(&to->text, " and " ASSIGNMENT_SHOWS("a"));
    if (most) {
        text_raw(&to->text, " limit ");
        query_put(to, db_int(most + 1));
    }
    text_raw(&to->text, ")");
}

void kept_put_beyond(struct query_builder *to, const struct scope *scope, const struct register_definition *reg,
                     size_t mine, size_t at)
{
    struct text *text = &to->text;
    bool joins = false;
    text_printf(text,
                "beyond%zu as (select case when r.cancelled = 1 then '' else r.state end as state, r.issuer, "
                "r.unit, r.secrecy, substr(r.due, 1, 10) as due",
                at);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].counted) {
            text_printf(text, ", %s as %s", tally_value_sql(to->mem, &reg->fields.items[i]),
                        db_name(to->mem, arena_printf(to->mem, "value_%s", reg->fields.items[i].name)));
            joins = true;
        }
    text_printf(text, " from mine%zu m cross join record r", mine);
    if (joins)
        text_printf(text, " cross join %s f", db_name(to->mem, reg->name));
    text_add(text, joins ? " where r.id = m.record and f.id = r.id and r.register = "
                         : " where r.id = m.record and r.register = ");
    query_put_text(to, reg->name);
    text_raw(text, " and not (1 = 1");
    kept_put_reach(to, scope, reg);
    text_raw(text, "))");
}

void kept_put_beyond_rows(struct query_builder *to, const struct query *query, size_t at)
{
    struct kept kept;
    bool found = find_kept(to->mem, query, &kept);
    (void)found; /* it was asked before */
    const char *column = kept.field ? value_column(to->mem, kept.field) : "r.due";
    text_printf(&to->text, " from beyond%zu r where 1 = 1", at);
    put_terms(to, query, &kept, column);
}
