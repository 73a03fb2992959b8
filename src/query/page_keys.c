/* SPDX-License-Identifier: Apache-2.0 */
/* The statement of a page.
 *
 * Two stages. The inner one reads keys (id and order value) of at most a page and one row from an index that holds
 * whatever is asked: register, cancelled, order, id, state, issuer, unit, secrecy. The outer one joins those few rows
 * with `record` and the register's table. So a row that is not shown costs a step in an index, never a look into a
 * table, and the cost of a page does not grow with the office.
 *
 * The keys come in streams, each a walk along an index that is in the order of the list already, merged by the
 * database as far as the page needs them (SQLite: MERGE over co-routines; PostgreSQL: a page of each, sorted).
 * One stream for each state asked, or for each unit and group that is seen by the deadline: the older, resolved part of
 * the register is not walked over to find what is open. `state in (…)` in one walk would do exactly that.
 *
 * What is assigned to the reader is a stream of its own: `or exists (assignment …)` has the database ask for every row.
 * It leaves out what the reader sees anyway, so nothing comes twice.
 *
 * Where no index has both the condition and the order, the condition may leave few records or many. FEW reads at most
 * SORTED_MAX + 1 keys by the condition: that many are sorted; where there are more, the list is walked in its order
 * instead, for then what is looked for comes soon. The count of FEW opens one stream and closes the other, at run time
 * and in the same statement. So nothing larger than SORTED_MAX is ever sorted, and no plan hangs on a guess.
 *
 * A page that starts from the spans of a period, from an indexed field or from words, or that is in the order of a
 * field, takes one stage, as all rows do.
 */
#include "query/query_internal.h"

#include "base/text.h"
#include "fields/field_type.h"

enum { SQL_MAX = 256 << 10, STREAMS_MAX = 12, SORTED_MAX = 1000 };

struct page_keys {
    struct query_builder *to;
    const struct query_sort *sort;
    const char *direction;
    const char *id;     /* r.id, or f.id where the order is the register's own */
    const char *select; /* "select r.id as id, … as k" */
    const char *tables; /* the FROM of a walk in the order of the list */
    const char *where;  /* what every stream asks */
    bool sees_all;
    const char *behind; /* " and (k, id) > (…)", or "" */
    const char *order;  /* "order by k …, id …" */
    struct text_list states;
    bool states_asked;
    const struct text_list *units; /* asked or seen; NULL: any */
    bool has_few, has_mine;
    size_t streams;
};

/* --- parts -------------------------------------------------------------------------------------------------------- */

/* Text put between begin and end is taken out of the statement; its values keep their numbers. */
static struct text begin(struct query_builder *to)
{
    struct text outer = to->text;
    text_init(&to->text, to->mem, SQL_MAX);
    return outer;
}

static const char *end(struct query_builder *to, struct text outer)
{
    const char *put = to->text.data;
    to->text = outer;
    return put;
}

static bool is_by_id(const struct query_sort *sort)
{
    return text_equal(sort->expr, "r.id");
}

/* The order of a field or of the ids: the index is one of the register's own table. */
static bool is_of_register(const struct query_sort *sort)
{
    return sort->field || is_by_id(sort);
}

static bool has_stream_of_states(const struct page_keys *keys)
{
    const char *expr = keys->sort->expr;
    bool ordered = text_equal(expr, "r.happened_on") || text_equal(expr, "r.due") || text_equal(expr, "r.state");
    return keys->states_asked && ordered && keys->states.count > 0 && keys->states.count <= STREAMS_MAX;
}

static void put_behind(struct page_keys *keys, const struct page_key *key)
{
    struct query_builder *to = keys->to;
    const struct query *query = to->query;
    if (!key)
        return;
    const char *way = keys->direction[0] == 'd' ? "<" : ">";
    int64_t id = query->before ? query->before : query->after;
    if (is_by_id(keys->sort)) {
        text_printf(&to->text, " and %s %s ", keys->id, way);
        query_put(to, db_int(id));
        return;
    }
    text_printf(&to->text, " and (%s%s%s, %s) %s (", keys->sort->expr, keys->sort->then ? ", " : "",
                keys->sort->then ? keys->sort->then : "", keys->id, way);
    query_put(to, keys->sort->integer ? db_int(key->value.integer) : db_text(key->value.text));
    if (keys->sort->then) {
        text_raw(&to->text, ", ");
        query_put_text(to, key->then);
    }
    text_raw(&to->text, ", ");
    query_put(to, db_int(id));
    text_raw(&to->text, ")");
}

/* Names of states and registers are the definitions' own, written out: PostgreSQL then knows how many there are. */
static void put_names(struct query_builder *to, const char *column, const struct text_list *names)
{
    if (names->count == 0) {
        text_raw(&to->text, " and 1 = 0");
        return;
    }
    text_printf(&to->text, " and %s in (", column);
    for (size_t i = 0; i < names->count; i++)
        text_printf(&to->text, "%s'%s'", i ? ", " : "", names->items[i]);
    text_raw(&to->text, ")");
}

static void put_states(struct page_keys *keys)
{
    if (keys->states_asked)
        put_names(keys->to, "r.state", &keys->states);
}

/* The groups of the states asked; true where a group is not asked as a whole. */
static bool groups_asked(const struct page_keys *keys, struct text_list *groups)
{
    const struct register_definition *reg = keys->to->query->reg;
    *groups = (struct text_list){ ARENA_ARRAY(keys->to->mem, const char *, 3), 0 };
    bool partly = false;
    for (int group = GROUP_OPEN; group <= GROUP_UNCOUNTED; group++) {
        bool some = false, all = true;
        for (size_t i = 0; i < reg->states.count; i++) {
            bool asked = text_list_has(&keys->states, reg->states.items[i].name);
            if (reg->states.items[i].group != (enum state_group)group)
                continue;
            some |= asked;
            all &= asked;
        }
        if (some)
            groups->items[groups->count++] = state_group_name((enum state_group)group);
        partly |= some && !all;
    }
    return partly;
}

/* --- streams ------------------------------------------------------------------------------------------------------ */

static void begin_stream(struct page_keys *keys)
{
    text_add(&keys->to->text, keys->streams++ ? " union all " : "");
    text_add(&keys->to->text, keys->to->kind == STORE_POSTGRES ? "(" : "");
}

/* PostgreSQL is told of each stream how far it is read: it would read all of them and sort. SQLite merges them as they
 * are, and knows no such brackets. */
static void end_stream(struct page_keys *keys)
{
    if (keys->to->kind == STORE_POSTGRES)
        text_printf(&keys->to->text, " %s limit %d)", keys->order, query_page_size(keys->to->query) + 1);
}

/* GATE: the CTE whose count, when it is more than can be sorted, opens the stream; NULL: always open. PostgreSQL asks
 * such a condition once before it reads. SQLite would ask at every row: there the register asked is NULL while the
 * stream is closed, and the index has nothing to give. */
static void begin_walk(struct page_keys *keys, const char *gate)
{
    struct text *text = &keys->to->text;
    const char *name = keys->to->query->reg->name;
    begin_stream(keys);
    text_printf(text, "%s from %s where ", keys->select, keys->tables);
    bool by_key = gate && keys->to->kind == STORE_SQLITE;
    if (by_key && is_by_id(keys->sort))
        text_printf(text, "f.id > (select case when (select count(*) from %s) > %d then 0 end) and ", gate, SORTED_MAX);
    if (by_key && !is_by_id(keys->sort))
        text_printf(text, "r.register = (select case when (select count(*) from %s) > %d then '%s' end)", gate,
                    SORTED_MAX, name);
    else
        text_printf(text, "r.register = '%s'", name);
    if (gate && keys->to->kind == STORE_POSTGRES)
        text_printf(text, " and (select count(*) from %s) > %d", gate, SORTED_MAX);
    text_printf(text, "%s%s", keys->where, keys->behind);
}

/* The keys a CTE has read, where they are few. */
static void put_sorted(struct page_keys *keys, const char *cte)
{
    begin_stream(keys);
    text_printf(&keys->to->text, "select id, k%s from %s where (select count(*) from %s) <= %d",
                keys->sort->then ? ", k2" : "", cte, cte, SORTED_MAX);
    end_stream(keys);
}

/* What the grants see; its units have been put. */
static void put_reach(struct page_keys *keys)
{
    if (keys->sees_all)
        return;
    text_raw(&keys->to->text, " and (");
    query_put_own_reach(keys->to, keys->to->scope, keys->to->query->reg, keys->units && !keys->to->apart);
    text_raw(&keys->to->text, ")");
}

static void put_out_of_reach(struct page_keys *keys)
{
    text_raw(&keys->to->text, " and not (");
    query_put_own_reach(keys->to, keys->to->scope, keys->to->query->reg, false);
    text_raw(&keys->to->text, ")");
}

static void put_unit(struct page_keys *keys)
{
    if (!keys->units)
        return;
    text_raw(&keys->to->text, " and ");
    query_put_text_set(keys->to, "r.unit", keys->units);
}

/* In the order of the list, through everything or through the states asked. */
static void put_walk(struct page_keys *keys, const char *gate)
{
    size_t count = has_stream_of_states(keys) ? keys->states.count : 1;
    for (size_t i = 0; i < count; i++) {
        begin_walk(keys, gate);
        if (has_stream_of_states(keys))
            text_printf(&keys->to->text, " and r.state = '%s'", keys->states.items[i]);
        else
            put_states(keys);
        put_unit(keys);
        put_reach(keys);
        end_stream(keys);
    }
}

/* By the deadline, a stream for each unit and group. */
static void put_walk_of_units(struct page_keys *keys, const struct text_list *groups, bool partly)
{
    for (size_t i = 0; i < keys->units->count; i++)
        for (size_t j = 0; j < groups->count; j++) {
            begin_walk(keys, NULL);
            text_raw(&keys->to->text, " and r.unit = ");
            query_put_text(keys->to, keys->units->items[i]);
            text_printf(&keys->to->text, " and r.state_group = '%s'", groups->items[j]);
            if (partly)
                put_states(keys);
            put_reach(keys);
            end_stream(keys);
        }
}

/* What is assigned to the reader and seen by no grant, where it is too much to be sorted. */
static void put_walk_of_mine(struct page_keys *keys)
{
    struct query_builder *to = keys->to;
    begin_walk(keys, "mine");
    put_states(keys);
    if (to->apart)
        put_unit(keys);
    put_out_of_reach(keys);
    text_raw(&to->text, " and exists (select 1 from assignment p where p.record = r.id and ");
    query_put_given(to, to->scope, "p", "p.to_whom");
    text_raw(&to->text, " and " ASSIGNMENT_SHOWS("p") ")");
    end_stream(keys);
}

/* --- the first keys of a condition -------------------------------------------------------------------------------- */

/* Where a walk names the register's own table. */
static void put_join(struct page_keys *keys)
{
    if (is_of_register(keys->sort) || keys->to->uses_fields)
        text_raw(&keys->to->text, " and f.id = r.id");
}

static void put_few(struct page_keys *keys)
{
    struct query_builder *to = keys->to;
    struct text_list groups;
    bool partly = groups_asked(keys, &groups);
    bool by_state = !keys->units && keys->states_asked && keys->states.count > 0 && keys->states.count <= STREAMS_MAX;
    to->walks = false;
    text_raw(&to->text, "few as materialized (select * from (");
    for (size_t i = 0; i < (by_state ? keys->states.count : 1); i++) {
        text_printf(&to->text, "%s%s from %s where r.register = '%s'", i ? " union all " : "", keys->select,
                    keys->tables, to->query->reg->name);
        put_join(keys);
        query_put_conditions(to);
        text_add(&to->text, keys->behind);
        put_unit(keys);
        if (keys->units && keys->states_asked)
            put_names(to, "r.state_group", &groups);
        if (by_state)
            text_printf(&to->text, " and r.state = '%s'", keys->states.items[i]);
        else if (!keys->units || partly)
            put_states(keys);
        put_reach(keys);
    }
    text_printf(&to->text, ") as parts limit %d)", SORTED_MAX + 1);
}

static void put_mine(struct page_keys *keys)
{
    struct query_builder *to = keys->to;
    text_printf(&to->text, "mine as materialized (%s from (select distinct a.record as id from assignment a where ",
                keys->select);
    query_put_given(to, to->scope, "a", "a.to_whom");
    query_put_line_register(to, "a", to->query->reg);
    text_printf(
        &to->text,
        " and " ASSIGNMENT_SHOWS("a") ") m cross join record r cross join %s f where r.id = m.id and f.id = m.id and "
                                      "r.register = '%s'%s%s",
        db_name(to->mem, to->query->reg->name), to->query->reg->name, keys->where, keys->behind);
    put_states(keys);
    if (to->apart)
        put_unit(keys);
    put_out_of_reach(keys);
    text_printf(&to->text, " limit %d)", SORTED_MAX + 1);
}

/* --- the way of a query ------------------------------------------------------------------------------------------- */

/* A due date or a day of the register is asked for: an index finds it, in an order of its own. */
static bool asks_days_of_another_order(const struct query *query, const char *order)
{
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        bool of_due = condition->ask == ASK_DUE || query_verdict_is_due(query, condition);
        bool of_day = condition->ask == ASK_HAPPENED_ON ||
                      (condition->field && text_equal(condition->field->name, query->reg->date));
        if (!condition->negated &&
            ((of_due && !text_equal(order, "r.due")) || (of_day && !text_equal(order, "r.happened_on"))))
            return true;
    }
    return false;
}

static bool needs_few(const struct page_keys *keys)
{
    return keys->units || (keys->states_asked && !has_stream_of_states(keys)) ||
           asks_days_of_another_order(keys->to->query, keys->sort->expr);
}

/* The statement's WITH. WHERE is then the streams. */
static void put_streams(struct page_keys *keys)
{
    struct text_list groups;
    bool partly = groups_asked(keys, &groups);
    bool by_due = text_equal(keys->sort->expr, "r.due");
    bool of_units = keys->units && by_due && keys->units->count * groups.count <= STREAMS_MAX;
    struct query_builder *to = keys->to;
    struct text outer = begin(to);
    keys->has_few = !of_units && needs_few(keys);
    if (of_units) {
        put_walk_of_units(keys, &groups, partly);
    } else if (keys->has_few) {
        put_sorted(keys, "few");
        put_walk(keys, "few");
    } else {
        put_walk(keys, NULL);
    }
    if (keys->has_mine) {
        put_sorted(keys, "mine");
        put_walk_of_mine(keys);
    }
    if (keys->streams == 0) { /* no unit is seen */
        begin_walk(keys, NULL);
        text_raw(&to->text, " and 1 = 0");
        end_stream(keys);
    }
    const char *streams = end(to, outer);
    text_add(&to->text, keys->has_few || keys->has_mine ? "with " : "");
    if (keys->has_few)
        put_few(keys);
    text_add(&to->text, keys->has_few && keys->has_mine ? ", " : "");
    if (keys->has_mine)
        put_mine(keys);
    keys->where = streams;
}

/* One condition on `unit` that names the units, otherwise the units of the scope. */
static void find_units(struct page_keys *keys)
{
    struct query_builder *to = keys->to;
    const struct query *query = to->query;
    for (size_t i = 0; i < query->conditions.count && !to->apart; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        if (condition->ask != ASK_UNIT || condition->negated || condition->shape != SHAPE_VALUES)
            continue;
        struct text_list *units = ARENA_NEW(to->mem, struct text_list);
        units->items = ARENA_ARRAY(to->mem, const char *, condition->count + 1);
        for (size_t j = 0; j < condition->count; j++)
            units->items[units->count++] = condition->values[j].text;
        to->apart = condition;
        keys->units = units;
    }
    if (!to->apart)
        keys->units = query_scope_units(to->scope, query->reg);
}

/* What all streams share. */
static void put_shared(struct page_keys *keys, const struct page_key *key)
{
    struct query_builder *to = keys->to;
    const struct query *query = to->query;
    struct text outer = begin(to);
    to->states_apart = to->walks = true;
    query_put_conditions(to);
    put_join(keys); /* it is known now whether a condition names a field */
    keys->where = end(to, outer);
    outer = begin(to);
    put_behind(keys, key);
    keys->behind = end(to, outer);
    keys->sees_all = query_sees_all(to->scope, query->reg);
    keys->has_mine = !keys->sees_all && to->scope->whoms.count > 0 && scope_reach(to->scope, query->reg)->reads;
}

static void set_tables(struct page_keys *keys)
{
    struct query_builder *to = keys->to;
    const char *table = db_name(to->mem, to->query->reg->name);
    const struct query_sort *sort = keys->sort;
    const char *k = is_by_id(sort) ? "f.id" : sort->expr;
    keys->select = arena_printf(to->mem, "select %s as id, %s as k%s%s%s", keys->id, k, sort->then ? ", " : "",
                                sort->then ? sort->then : "", sort->then ? " as k2" : "");
    keys->tables = "record r";
    if (is_of_register(sort))
        keys->tables = arena_printf(to->mem, "%s f cross join record r", table);
    else if (to->uses_fields)
        keys->tables = arena_printf(to->mem, "record r cross join %s f", table);
}

static struct query_sql page_in_two(struct query_builder *to, const char *columns, const struct page_key *key,
                                    bool backwards)
{
    const struct query *query = to->query;
    const char *direction = query->sort.descending != backwards ? "desc" : "asc";
    struct page_keys keys = { .to = to, .sort = &query->sort, .direction = direction };
    keys.id = is_of_register(keys.sort) ? "f.id" : "r.id";
    keys.states_asked = query_states_of_today(to->mem, query, &keys.states);
    to->plan = query_plan(query);
    find_units(&keys);
    const char *then = keys.sort->then ? arena_printf(to->mem, "k2 %s, ", direction) : "";
    keys.order = arena_printf(to->mem, "order by k %s, %sid %s", direction, then, direction);
    put_shared(&keys, key);
    set_tables(&keys);
    put_streams(&keys);
    const char *table = db_name(to->mem, query->reg->name);
    text_printf(&to->text,
                "%sselect %s from (select * from (%s) as streams %s limit %d) as page cross join record r "
                "cross join %s f where r.id = page.id and f.id = page.id",
                keys.has_few || keys.has_mine ? " " : "", columns, keys.where, keys.order, query_page_size(query) + 1,
                table);
    if (to->kind == STORE_POSTGRES) /* SQLite reads a cross join in the order it is written, keys first */
        text_printf(&to->text, " order by page.k %s, %spage.id %s", direction,
                    keys.sort->then ? arena_printf(to->mem, "page.k2 %s, ", direction) : "", direction);
    return query_finish(to);
}

/* --- one stage ---------------------------------------------------------------------------------------------------- */

static struct query_sql page_in_one(struct query_builder *to, const char *columns, const struct page_key *key,
                                    bool backwards)
{
    const struct query *query = to->query;
    struct page_keys keys = { .to = to,
                              .sort = &query->sort,
                              .id = to->by_field ? "f.id" : "r.id",
                              .direction = query->sort.descending != backwards ? "desc" : "asc" };
    text_raw(&to->text, "r.register = ");
    query_put_text(to, query->reg->name);
    query_put_conditions(to);
    query_put_scope(to, to->scope, query->reg);
    put_behind(&keys, key);
    to->uses_fields = true;
    query_put_select(to, columns);
    if (to->by_field)
        text_printf(&to->text, " order by %s %s, f.id %s", query->sort.expr, keys.direction, keys.direction);
    else
        query_put_order(to, &query->sort, backwards);
    text_raw(&to->text, " limit ");
    query_put(to, db_int(query_page_size(query) + 1));
    return query_finish(to);
}

/* Words are found by the search index, in the order of the results. An order by a field is an index on an expression,
 * which SQLite does not merge with a stream of other columns: the one walk along it asks for each row whether the
 * reader sees it. */
static bool starts_elsewhere(const struct query_builder *to)
{
    if (to->driver || to->query->sort.field)
        return true;
    for (size_t i = 0; i < to->query->conditions.count; i++) {
        enum query_ask ask = to->query->conditions.items[i].ask;
        if (ask == ASK_SEARCH || ask == ASK_ASSIGNED || ask == ASK_ASSIGNEE || ask == ASK_LINK)
            return true;
    }
    return false;
}

struct query_sql query_page_sql(struct arena *mem, const struct query *query, const struct scope *scope,
                                enum store_kind kind, const char *columns, const struct page_key *key)
{
    struct query_builder to;
    bool backwards = query->before != 0;
    query_builder_init(&to, mem, query, kind);
    to.scope = scope;
    query_choose_driver(&to);
    to.by_field = !to.driver && query->sort.field;
    return starts_elsewhere(&to) ? page_in_one(&to, columns, key, backwards)
                                 : page_in_two(&to, columns, key, backwards);
}

struct query_sql query_key_sql(struct arena *mem, const struct query *query, int64_t id)
{
    struct query_builder to;
    query_builder_init(&to, mem, query, STORE_SQLITE);
    to.uses_fields = true;
    text_raw(&to.text, "r.id = ");
    query_put(&to, db_int(id));
    text_raw(&to.text, " and r.register = ");
    query_put_text(&to, query->reg->name);
    query_put_select(&to, query->sort.then ? arena_printf(mem, "%s, %s", query->sort.expr, query->sort.then)
                                           : query->sort.expr);
    return query_finish(&to);
}
