/* SPDX-License-Identifier: Apache-2.0 */
/* Conditions into one statement. The text is made of literals, db_name and sort expressions; values are $n only. */
#include <string.h>

#include "fields/field_type.h"
#include "query/query_internal.h"
#include "viet/tokens.h"

enum { SQL_MAX = 256 << 10 };

/* What a condition compares: a column, and what stands for no value in it. */
struct operand {
    enum query_kind kind;
    const char *column;
    const char *absent; /* NULL: the column may be NULL */
};

static void put_values(struct query_builder *to, const struct query_condition *condition, const struct operand *on);
static void put_range(struct query_builder *to, const struct query_condition *condition, const struct operand *on);

void query_builder_init(struct query_builder *to, struct arena *mem, const struct query *query, enum store_kind kind)
{
    *to = (struct query_builder){ .mem = mem, .query = query, .kind = kind };
    text_init(&to->text, mem, SQL_MAX);
}

void query_put(struct query_builder *to, struct db_value value)
{
    *ARRAY_ADD(to->mem, &to->values) = value;
    text_printf(&to->text, "$%zu", to->values.count);
}

void query_put_text(struct query_builder *to, const char *value)
{
    query_put(to, db_text(value));
}

void query_put_field(struct query_builder *to, const struct field *field)
{
    to->uses_fields = true;
    text_printf(&to->text, "f.%s", db_name(to->mem, field->name));
}

/* "before a day" leaves nearly all: no index would be taken for it. */
static bool is_up_to(const struct query_condition *condition)
{
    return condition->shape == SHAPE_RANGE && !condition->negated && !condition->values[0].is_set;
}

enum statement_plan query_plan(const struct query *query)
{
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        switch (condition->ask) {
        case ASK_STATE:
        case ASK_GROUP:
        case ASK_UNIT:
        case ASK_ISSUER:
        case ASK_SECRECY:
        case ASK_ASSIGNED: /* asked of each record that the state leaves */
            break;
        case ASK_VERDICT:
            if (!query_verdict_is_due(query, condition))
                return PLAN_ANY;
            break;
        case ASK_FIELD:
            if (text_equal(condition->field->name, query->reg->date) && !is_up_to(condition))
                return PLAN_ANY;
            break;
        case ASK_HAPPENED_ON:
            if (!is_up_to(condition))
                return PLAN_ANY;
            break;
        default:
            return PLAN_ANY;
        }
    }
    return query->past ? PLAN_ANY : PLAN_FOR_ALL_VALUES;
}

struct query_sql query_finish(struct query_builder *to)
{
    return (struct query_sql){ .statement = statement_build_planned(to->mem, to->text.data, to->plan),
                               .values = to->values.items,
                               .count = to->values.count };
}

/* --- statements -------------------------------------------------------------------------------------------------- */

/* An equality, or a range with a beginning. */
static bool is_selective(const struct query_condition *condition)
{
    bool range = condition->shape == SHAPE_RANGE && condition->values[0].is_set;
    return !condition->negated && (condition->shape == SHAPE_VALUES || range);
}

/* The register's date first, then an indexed field, then few spans. */
void query_choose_driver(struct query_builder *to)
{
    const struct query *query = to->query;
    const struct query_condition *field = NULL, *spans = NULL;
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        bool of_field = condition->field && is_selective(condition);
        if ((of_field && text_equal(condition->field->name, query->reg->date)) ||
            (condition->ask == ASK_HAPPENED_ON && is_selective(condition))) {
            to->driven = true;
            return;
        }
        if (of_field && !field && field_has_index(query->reg, condition->field))
            field = condition;
        if (!spans && query_spans_are_few(query, condition))
            spans = condition;
    }
    to->driver = field ? field : spans;
    to->driven = to->driver != NULL;
}

/* A yes that a report lists, within days of the register's date: both stand in one index of the register's table. */
static void choose_chosen(struct query_builder *to)
{
    const struct query *query = to->query;
    const struct query_condition *yes = NULL;
    bool dated = false;
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        if (!condition->field || !is_selective(condition))
            continue;
        dated |= text_equal(condition->field->name, query->reg->date);
        if (condition->shape == SHAPE_VALUES && condition->count == 1 && condition->values[0].integer == 1 &&
            field_has_chosen_index(query->reg, condition->field))
            yes = condition;
    }
    if (!yes || !dated)
        return;
    to->driver = yes;
    to->chosen = to->driven = to->uses_fields = true;
}

/* The WHERE of QUERY under SCOPE; the builder knows afterwards whether it names f. */
static void start(struct query_builder *to, struct arena *mem, const struct query *query, const struct scope *scope,
                  enum store_kind kind)
{
    query_builder_init(to, mem, query, kind);
    query_put_where(to, query, scope);
}

void query_put_where(struct query_builder *to, const struct query *query, const struct scope *scope)
{
    to->scope = scope;
    query_choose_driver(to);
    choose_chosen(to);
    text_raw(&to->text, "r.register = ");
    query_put_text(to, query->reg->name);
    if (to->chosen) /* as the index says it */
        text_printf(&to->text, " and f.%s = 1", db_name(to->mem, to->driver->field->name));
    query_put_conditions(to);
    query_put_scope(to, scope, query->reg);
}

/* `cross join` has the tables read in the order written
 * (SQLite); to PostgreSQL it is a join like any other. */
void query_put_select(struct query_builder *to, const char *select)
{
    const char *where = arena_strdup(to->mem, to->text.data);
    const char *table = db_name(to->mem, to->query->reg->name);
    struct text *text = &to->text;
    text_clear(text);
    text_printf(text, "select %s from ", select);
    if (to->by_field || (to->driver && to->driver->field)) {
        text_printf(text, "%s f cross join record r where r.id = f.id and ", table);
    } else if (to->driver) {
        text_raw(text, "(");
        query_put_span_condition(to, to->driver);
        text_raw(text, ") few cross join record r");
        if (to->uses_fields)
            text_printf(text, " cross join %s f where r.id = few.record and f.id = r.id and ", table);
        else
            text_raw(text, " where r.id = few.record and ");
    } else {
        text_raw(text, "record r");
        if (to->uses_fields)
            text_printf(text, " join %s f on f.id = r.id", table);
        text_raw(text, " where ");
    }
    text_add(text, where);
}

void query_put_order(struct query_builder *to, const struct query_sort *sort, bool backwards)
{
    const char *direction = sort->descending != backwards ? "desc" : "asc";
    if (text_equal(sort->expr, "r.id"))
        text_printf(&to->text, " order by r.id %s", direction);
    else if (sort->then)
        text_printf(&to->text, " order by %s %s, %s %s, r.id %s", sort->expr, direction, sort->then, direction,
                    direction);
    else
        text_printf(&to->text, " order by %s %s, r.id %s", sort->expr, direction, direction);
}

/* The `by` field, or the column of the engine. */
static const char *group_expr(struct query_builder *to)
{
    const struct query *query = to->query;
    if (query->by_field && !text_equal(query->by, query->reg->date)) {
        to->uses_fields = true;
        return arena_printf(to->mem, "f.%s", db_name(to->mem, query->by));
    }
    if (query->by_field)
        return "r.happened_on";
    if (text_equal(query->by, "group"))
        return "r.state_group";
    return arena_printf(to->mem, "r.%s", db_name(to->mem, query->by));
}

static void put_groups(struct query_builder *to)
{
    const struct query *query = to->query;
    const char *expr = group_expr(to);
    query_put_select(to, arena_printf(to->mem, "%s as k, count(*) as n", expr));
    text_printf(&to->text, " group by %s order by ", expr);
    if (to->query->by_field)
        text_printf(&to->text, "coalesce(%s, %s)", expr,
                    text_equal(query->by, query->reg->date) ? "''" : field_sort_sentinel(query->by_field));
    else
        text_add(&to->text, expr);
}

struct query_sql query_sql(struct arena *mem, const struct query *query, const struct scope *scope,
                           enum store_kind kind, enum query_want want, const char *columns_or_field)
{
    if (want == QUERY_PAGE)
        return query_page_sql(mem, query, scope, kind, columns_or_field, NULL);
    if (want == QUERY_COUNT)
        return query_count_sql(mem, query, scope, kind);
    if (want == QUERY_VALUES)
        return query_values_sql(mem, query, scope, kind, columns_or_field);
    struct query_builder to;
    start(&to, mem, query, scope, kind);
    if (want == QUERY_WHOLE) {
        to.uses_fields = true;
        query_put_select(&to, columns_or_field);
        query_put_order(&to, &query->sort, false);
    } else if (want == QUERY_IDS) {
        query_put_select(&to, "r.id");
    } else {
        put_groups(&to);
    }
    return query_finish(&to);
}

/* --- conditions -------------------------------------------------------------------------------------------------- */

void query_put_conditions(struct query_builder *to)
{
    const struct query *query = to->query;
    static const char *const cancelled[] = {
        [CANCELLED_NO] = " and r.cancelled = 0",
        [CANCELLED_YES] = " and r.cancelled = 1",
        [CANCELLED_ANY] = " and r.cancelled in (0, 1)", /* so that the indexes still serve */
    };
    text_add(&to->text, cancelled[query->cancelled]);
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        if ((condition == to->driver && !condition->field) || condition == to->apart)
            continue; /* the statement starts from it */
        bool of_states = to->states_apart && query_is_of_today(query, condition);
        if (of_states && condition->ask != ASK_VERDICT)
            continue;
        text_raw(&to->text, " and ");
        if (of_states && query_verdict_is_due(query, condition))
            query_put_due_of_today(to, condition);
        else if (query_put_personal_bounds(to, condition, to->scope))
            query_put_condition(to, condition);
    }
}

/* What the indexes of lists are for. */
static bool is_indexed_text(const char *column)
{
    static const char *const indexed[] = { "r.happened_on", "r.due", "r.state", "r.unit", "r.issuer", "r.finished_on" };
    for (size_t i = 0; i < COUNT_OF(indexed); i++)
        if (text_equal(column, indexed[i]))
            return true;
    return false;
}

const char *query_column(struct query_builder *to, const char *column)
{
    /* PostgreSQL reorders a cross join: it took the index of a month for the sake of ten assigned records */
    if (to->by_ids && to->kind == STORE_POSTGRES && is_indexed_text(column))
        return arena_printf(to->mem, "(%s || '')", column);
    bool other = to->walks && to->kind == STORE_SQLITE && !text_equal(column, to->query->sort.expr);
    return other ? arena_printf(to->mem, "+%s", column) : column;
}

static struct operand operand_of(struct query_builder *to, const struct query_condition *condition)
{
    const struct query_subject *subject = &query_subjects[condition->ask];
    struct operand on = { query_kind_of(condition), subject->column, subject->absent };
    if (condition->ask != ASK_FIELD) {
        on.column = query_column(to, subject->column);
        return on;
    }
    const struct query *query = to->query;
    bool days = on.kind == KIND_DAY || on.kind == KIND_INSTANT;
    for (size_t i = 0; days && i < condition->count; i++)
        days = !condition->values[i].is_set || strlen(condition->values[i].text) == strlen(DATE_OPEN);
    bool keyed = days && condition->count > 0 && text_equal(condition->field->name, query->reg->date);
    if (keyed && !to->chosen) /* the copy in `record` has the index */
        return (struct operand){ KIND_DAY, query_column(to, "r.happened_on"), "'" DATE_OPEN "'" };
    to->uses_fields = true;
    on.column = arena_printf(to->mem, "f.%s", db_name(to->mem, condition->field->name));
    on.absent = NULL;
    return on;
}

static void put_column_condition(struct query_builder *to, const struct query_condition *condition)
{
    struct operand on = operand_of(to, condition);
    struct text *text = &to->text;
    bool any = condition->shape == SHAPE_ANY;
    if (any || condition->shape == SHAPE_NONE) {
        if (on.absent)
            text_printf(text, "%s %s %s", on.column, any ? "<>" : "=", on.absent);
        else
            text_printf(text, "%s is %snull", on.column, any ? "not " : "");
        return;
    }
    if (condition->negated && !on.absent)
        text_printf(text, "(%s is null or ", on.column);
    text_add(text, condition->negated ? "not (" : "(");
    if (condition->shape == SHAPE_RANGE)
        put_range(to, condition, &on);
    else
        put_values(to, condition, &on);
    text_add(text, condition->negated && !on.absent ? "))" : ")");
}

/* The days (local) from AT, "YYYY-MM-DD" or a local minute, as the half-open span of instants it stands for. */
static void query_instants(const char *at, instant_t *from, instant_t *until)
{
    day_t day = 0;
    int minute = -1;
    bool read = minute_parse(at, &day, &minute);
    (void)read; /* it was checked when it was bound */
    *from = instant_from_local(day, minute < 0 ? 0 : minute);
    *until = *from + (minute < 0 ? DAY_MS : 60 * 1000);
}

/* The day after, as text: the open end of a day of minutes. */
static const char *next_day(struct arena *mem, const char *text)
{
    day_t day = 0;
    bool read = day_parse(text, &day);
    (void)read;
    char out[DATE_SIZE];
    day_print(day + 1, out);
    return arena_strdup(mem, out);
}

/* from ≤ column < until, either end may be open. FROM and UNTIL are values of ON's kind. */
static void put_half_open(struct query_builder *to, const struct operand *on, const struct value *from,
                          const struct value *until)
{
    instant_t first, last, ignored;
    struct text *text = &to->text;
    if (from->is_set) {
        text_printf(text, "%s >= ", on->column);
        if (on->kind == KIND_INSTANT) {
            query_instants(from->text, &first, &ignored);
            query_put(to, db_int(first));
        } else {
            query_put_text(to, from->text);
        }
    }
    if (from->is_set && (until->is_set || on->absent))
        text_raw(text, " and ");
    if (until->is_set) {
        text_printf(text, "%s < ", on->column);
        if (on->kind == KIND_INSTANT) {
            query_instants(until->text, &ignored, &last);
            query_put(to, db_int(last));
        } else {
            query_put_text(to, next_day(to->mem, until->text));
        }
    } else if (on->absent) {
        text_printf(text, "%s < %s", on->column, on->absent);
    }
}

static struct db_value comparable(const struct operand *on, const struct value *value)
{
    bool integer = on->kind == KIND_INT || on->kind == KIND_ID;
    return integer ? db_int(value->integer) : db_text(value->text);
}

static void put_range(struct query_builder *to, const struct query_condition *condition, const struct operand *on)
{
    const struct value *from = &condition->values[0], *until = &condition->values[1];
    if (on->kind == KIND_INSTANT || on->kind == KIND_MINUTE) {
        put_half_open(to, on, from, until);
        return;
    }
    if (from->is_set) {
        text_printf(&to->text, "%s >= ", on->column);
        query_put(to, comparable(on, from));
    }
    if (from->is_set && (until->is_set || on->absent))
        text_raw(&to->text, " and ");
    if (until->is_set) {
        text_printf(&to->text, "%s <= ", on->column);
        query_put(to, comparable(on, until));
    } else if (on->absent) {
        text_printf(&to->text, "%s < %s", on->column, on->absent);
    }
}

static void put_values(struct query_builder *to, const struct query_condition *condition, const struct operand *on)
{
    struct text *text = &to->text;
    if (on->kind == KIND_INSTANT || on->kind == KIND_MINUTE || on->kind == KIND_CHOICES) {
        for (size_t i = 0; i < condition->count; i++) {
            const struct value *value = &condition->values[i];
            text_add(text, i ? " or " : "");
            if (on->kind != KIND_CHOICES) {
                text_raw(text, "(");
                put_half_open(to, on, value, value);
                text_raw(text, ")");
                continue;
            }
            text_printf(text, "replace(%s, ", on->column);
            query_put_text(to, value->text);
            text_printf(text, ", '') <> %s", on->column);
        }
        return;
    }
    text_printf(text, "%s %s", on->column, condition->count == 1 ? "= " : "in (");
    for (size_t i = 0; i < condition->count; i++) {
        text_add(text, i ? ", " : "");
        query_put(to, comparable(on, &condition->values[i]));
    }
    text_add(text, condition->count == 1 ? "" : ")");
}

/* --- what other tables know -------------------------------------------------------------------------------------- */

static void put_exists(struct query_builder *to, const struct query_condition *condition, const char *before)
{
    bool none = condition->shape == SHAPE_NONE || (condition->negated && condition->shape == SHAPE_VALUES);
    text_add(&to->text, none ? "not exists (" : "exists (");
    text_add(&to->text, before);
}

/* Whoever asks for work of their own (MINE) means what is given to their positions and unit too. */
static struct query_condition with_my_names(struct query_builder *to, const struct query_condition *condition,
                                            bool *mine)
{
    const struct scope *scope = to->scope;
    struct query_condition wide = *condition;
    *mine = false;
    for (size_t i = 0; scope && i < condition->count; i++) {
        if (text_is_empty(scope->user) || !text_equal(condition->values[i].text, scope->user))
            continue;
        wide.values = ARENA_ARRAY(to->mem, struct value, condition->count + scope->whoms.count);
        memcpy(wide.values, condition->values, condition->count * sizeof wide.values[0]);
        for (size_t j = 0; j < scope->whoms.count; j++)
            if (!text_equal(scope->whoms.items[j], scope->user))
                wide.values[wide.count++] = (struct value){ .is_set = true, .text = scope->whoms.items[j] };
        *mine = true;
        break;
    }
    return wide;
}

static void put_assigned(struct query_builder *to, const struct query_condition *condition)
{
    put_exists(to, condition,
               "select 1 from assignment a where a.record = r.id and a.finished_at = 0 and a.role <> 'inform'");
    if (condition->shape == SHAPE_VALUES) {
        struct operand on = { KIND_USER, "a.to_whom", "''" };
        bool mine;
        struct query_condition wide = with_my_names(to, condition, &mine);
        text_raw(&to->text, " and ");
        put_values(to, &wide, &on);
        if (mine)
            query_put_degree_lent(to, to->scope, "a", "a.to_whom");
    }
    text_raw(&to->text, ")");
}

static void put_link(struct query_builder *to, const struct query_condition *condition)
{
    put_exists(to, condition, "select 1 from record_link l where l.from_record = r.id and l.kind = ");
    query_put_text(to, condition->name);
    if (condition->shape == SHAPE_VALUES) {
        struct operand on = { KIND_ID, "l.to_record", NULL };
        text_raw(&to->text, " and ");
        put_values(to, condition, &on);
    }
    text_raw(&to->text, ")");
}

static void put_search(struct query_builder *to, const struct query_condition *condition)
{
    char **items;
    size_t count;
    to->plan = PLAN_FOR_THESE_VALUES; /* how many have the words decides where to start */
    viet_query_tokens(to->mem, condition->values[0].text, &items, &count);
    if (count > 0) { /* the register is a token too: other registers' matches are not looked at */
        char **with_register = ARENA_ARRAY(to->mem, char *, count + 1);
        with_register[0] = viet_filter_token(to->mem, "register", to->query->reg->name);
        memcpy(with_register + 1, items, count * sizeof items[0]);
        items = with_register;
        count++;
    }
    if (to->kind == STORE_SQLITE) {
        text_raw(&to->text, "r.id in (select rowid from search where search match ");
        query_put_text(to, viet_query_fts5(to->mem, items, count, false));
    } else {
        text_raw(&to->text, "r.id in (select t.record from search_text t where t.vector @@ ");
        query_put_text(to, viet_query_tsquery(to->mem, items, count, false));
        text_raw(&to->text, "::tsquery");
    }
    if (condition->personal && to->scope) {
        text_raw(&to->text, " union ");
        query_put_personal(to, condition->personal, to->scope, to->query->reg);
    }
    text_raw(&to->text, ")");
}

void query_put_condition(struct query_builder *to, const struct query_condition *condition)
{
    switch (condition->ask) {
    case ASK_STATE:
    case ASK_GROUP:
    case ASK_OPEN_AT:
    case ASK_PRESENT:
    case ASK_ENTERED_STATE:
    case ASK_ENTERED_GROUP:
    case ASK_VERDICT:
        query_put_span_condition(to, condition);
        break;
    case ASK_ASSIGNEE:
    case ASK_ASSIGNED:
        put_assigned(to, condition);
        break;
    case ASK_LINK:
        put_link(to, condition);
        break;
    case ASK_SEARCH:
        put_search(to, condition);
        break;
    default:
        put_column_condition(to, condition);
    }
}
