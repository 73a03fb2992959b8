/* SPDX-License-Identifier: Apache-2.0 */
#include "query/counts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "fields/tally.h"
#include "query/day_count.h"
#include "query/kept_count.h"
#include "query/query_internal.h"

/* --- the statement ------------------------------------------------------------------------------------------------ */

/* What answers a query. */
enum kept { KEPT_NOT, KEPT_BY_FACET, KEPT_BY_DAY };

/* One statement that answers several queries. */
struct counting {
    struct query_builder to;
    int64_t most; /* of the records that are assigned; 0: no limit */
    const struct count_asked *asked;
    size_t count;
    struct count_beside *beside; /* NULL: nothing */
    enum kept kept[RECORD_COUNT_QUERIES_MAX];
    struct day_count days[RECORD_COUNT_QUERIES_MAX]; /* of what is kept by day */
};

void query_put_moved(struct text *out, const char *sql, size_t past)
{
    while (*sql) {
        if (*sql != '$') {
            text_char(out, *sql++);
            continue;
        }
        char *end;
        unsigned long n = strtoul(sql + 1, &end, 10);
        text_printf(out, "$%lu", n + past);
        sql = end;
    }
}

/* Counted in the records, no further than the limit. */
static void put_counted(struct counting *counting, const struct query *query, size_t at)
{
    struct query_builder *to = &counting->to;
    struct query_sql sql = query_sql(to->mem, query, counting->asked[at].scope, to->kind, QUERY_IDS, NULL);
    text_raw(&to->text, "(select count(*) from (");
    query_put_moved(&to->text, sql.statement->text, to->values.count);
    text_printf(&to->text, " limit %d) as c%zu)", RECORD_COUNT_MAX + 1, at);
    for (size_t i = 0; i < sql.count; i++)
        *ARRAY_ADD(to->mem, &to->values) = sql.values[i];
}

/* The first of the queries that a facet answers on the same register for the same scope: it names the common part. */
static size_t first_of_register(const struct counting *counting, size_t at)
{
    const struct count_asked *asked = counting->asked;
    for (size_t i = 0; i < at; i++)
        if (counting->kept[i] == KEPT_BY_FACET && asked[i].query->reg == asked[at].query->reg &&
            asked[i].scope == asked[at].scope)
            return i;
    return at;
}

static bool has_beyond(const struct counting *counting, size_t at)
{
    return counting->kept[at] && kept_has_beyond(counting->asked[at].scope, counting->asked[at].query->reg);
}

/* One person's scopes have the same assigned to them, but for whom they stand in: of that each has what its own reach
 * reads the degree of. */
static bool is_given_alike(const struct scope *one, const struct scope *other)
{
    return one == other || one->stands_for.count + other->stands_for.count == 0;
}

/* The first of the queries that look beyond the reach in the same register: it names what is assigned there. */
static size_t mine_of(const struct counting *counting, size_t at)
{
    const struct count_asked *asked = counting->asked;
    for (size_t i = 0; i < at; i++)
        if (has_beyond(counting, i) && asked[i].query->reg == asked[at].query->reg &&
            is_given_alike(asked[i].scope, asked[at].scope))
            return i;
    return at;
}

/* "with mine0 as (…), beyond0 as (…) ": of each register what is assigned, and what of it the reach does not cover. */
static bool put_beyond(struct counting *counting)
{
    struct query_builder *to = &counting->to;
    const char *between = "with ";
    for (size_t i = 0; i < counting->count; i++) {
        const struct count_asked *asked = &counting->asked[i];
        if (!has_beyond(counting, i))
            continue;
        if (mine_of(counting, i) == i) {
            text_add(&to->text, between);
            kept_put_mine(to, asked->scope, asked->query->reg, counting->most, i);
            between = ", ";
        }
        if (counting->kept[i] == KEPT_BY_FACET && first_of_register(counting, i) == i) {
            text_raw(&to->text, ", ");
            kept_put_beyond(to, asked->scope, asked->query->reg, mine_of(counting, i), i);
        }
    }
    text_add(&to->text, text_equal(between, ", ") ? " " : "");
    return text_equal(between, ", ");
}

/* How many are assigned to the reader, in the register where most are. */
static void put_most_mine(struct counting *counting)
{
    struct text *text = &counting->to.text;
    const char *between = ", (select max(n) from (";
    for (size_t i = 0; i < counting->count; i++) {
        if (!has_beyond(counting, i) || mine_of(counting, i) != i)
            continue;
        text_printf(text, "%sselect count(*) as n from mine%zu", between, i);
        between = " union all ";
    }
    text_raw(text, ") as assigned)");
}

/* No tally of its register was asked before, whatever the scope. */
static bool is_first_tally(const struct counting *counting, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (counting->kept[i] && counting->asked[i].query->reg == counting->asked[at].query->reg)
            return false;
    return counting->kept[at];
}

/* How many of the registers asked have a tally that this program can read. */
static size_t put_made(struct counting *counting)
{
    struct query_builder *to = &counting->to;
    size_t registers = 0;
    text_raw(&to->text, "(select count(*) from tally_kept where ");
    for (size_t i = 0; i < counting->count; i++) {
        if (!is_first_tally(counting, i))
            continue;
        const struct register_definition *reg = counting->asked[i].query->reg;
        text_add(&to->text, registers++ ? " or (register = " : "(register = ");
        query_put_text(to, reg->name);
        text_raw(&to->text, " and facets = ");
        query_put_text(to, tally_facets(to->mem, reg));
        text_raw(&to->text, ")");
    }
    text_add(&to->text, registers ? ")" : "1 = 0)");
    return registers;
}

static void put_by_day(struct counting *counting, size_t at)
{
    struct query_builder *to = &counting->to;
    const struct count_asked *asked = &counting->asked[at];
    day_count_put(to, asked->query, asked->scope, &counting->days[at]);
    if (!has_beyond(counting, at))
        return;
    text_raw(&to->text, " + ");
    day_count_put_beyond(to, asked->query, asked->scope, mine_of(counting, at));
}

static void put_total(struct counting *counting, size_t at)
{
    const struct query *query = counting->asked[at].query;
    if (counting->kept[at] == KEPT_BY_DAY) {
        put_by_day(counting, at);
        return;
    }
    if (!counting->kept[at]) {
        put_counted(counting, query, at);
        return;
    }
    text_raw(&counting->to.text, "(select cast(coalesce(sum(r.count), 0) as bigint)");
    kept_put_rows(&counting->to, query, counting->asked[at].scope);
    text_raw(&counting->to.text, ")");
    if (!has_beyond(counting, at))
        return;
    text_raw(&counting->to.text, " + (select count(*)");
    kept_put_beyond_rows(&counting->to, query, first_of_register(counting, at));
    text_raw(&counting->to.text, ")");
}

/* The rows of another statement stand beside the one row of counts. */
static void put_beside(struct counting *counting)
{
    struct query_builder *to = &counting->to;
    const struct query_sql *sql = &counting->beside->sql;
    text_raw(&to->text, ") as c left join (");
    query_put_moved(&to->text, sql->statement->text, to->values.count);
    text_raw(&to->text, ") as b on 1 = 1");
    for (size_t i = 0; i < sql->count; i++)
        *ARRAY_ADD(to->mem, &to->values) = sql->values[i];
}

static void read_beside(struct counting *counting, struct rows *rows)
{
    struct arena *mem = counting->to.mem;
    struct count_beside *beside = counting->beside;
    int column = (int)counting->count + 2;
    ARRAY(struct count_beside_row) list = { 0 };
    for (bool more = true; more; more = rows_next(rows))
        if (!rows_is_null(rows, column))
            *ARRAY_ADD(mem, &list) =
                (struct count_beside_row){ arena_strdup(mem, rows_text(rows, column)), rows_int(rows, column + 1),
                                           rows_int(rows, column + 2) };
    beside->rows = list.items;
    beside->count = list.count;
}

/* What is kept is read by its key, whatever the values; to plan the many sums takes longer than to read them. */
static enum statement_plan plan_of_counts(const struct counting *counting)
{
    for (size_t i = 0; i < counting->count; i++)
        if (!counting->kept[i] && query_plan(counting->asked[i].query) == PLAN_ANY)
            return PLAN_ANY;
    return PLAN_FOR_ALL_VALUES;
}

/* The statement of all that is asked; REGISTERS: how many registers have a tally it reads. */
static struct query_sql make(struct counting *counting, size_t *registers)
{
    struct query_builder *to = &counting->to;
    bool beyond = put_beyond(counting);
    to->plan = plan_of_counts(counting);
    text_add(&to->text, counting->beside ? "select c.*, b.* from (select " : "select ");
    *registers = put_made(counting);
    if (beyond)
        put_most_mine(counting);
    else
        text_raw(&to->text, ", 0");
    for (size_t i = 0; i < counting->count; i++) {
        text_raw(&to->text, ", ");
        put_total(counting, i);
    }
    if (counting->beside)
        put_beside(counting);
    return query_finish(to);
}

/* Asks it; READABLE says whether every tally it reads was made with the program's facets, LARGE whether it has more
 * values than a statement takes: then nothing was asked. */
static bool ask(struct counting *counting, struct db *db, struct record_total *totals, bool *readable, bool *large,
                struct err *err)
{
    struct arena *mem = counting->to.mem;
    size_t registers;
    struct query_sql sql = make(counting, &registers);
    *large = counting->count > 1 && sql.count > DB_VALUES_MAX;
    struct rows *rows = *large ? NULL : db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    bool found = rows_next(rows);
    *readable = found && rows_int(rows, 0) == (int64_t)registers;
    bool more_mine = found && counting->most && rows_int(rows, 1) > counting->most;
    for (size_t i = 0; found && i < counting->count; i++) {
        int64_t count = rows_int(rows, (int)i + 2);
        bool more = !counting->kept[i] && count > RECORD_COUNT_MAX;
        totals[i] =
            (struct record_total){ more ? RECORD_COUNT_MAX : count, more || (more_mine && has_beyond(counting, i)) };
    }
    if (found && counting->beside)
        read_beside(counting, rows);
    bool failed = !rows_end(rows, err);
    return !failed && found;
}

static void begin(struct counting *counting, struct arena *mem, enum store_kind kind, const struct count_asked *asked,
                  size_t count, int64_t most)
{
    memset(counting, 0, sizeof *counting);
    counting->most = most;
    counting->asked = asked;
    counting->count = count;
    query_builder_init(&counting->to, mem, NULL, kind);
}

static enum kept kept_of(struct arena *mem, const struct query *query, struct day_count *days)
{
    if (kept_by_facet(mem, query))
        return KEPT_BY_FACET;
    return day_count_find(mem, query, days) ? KEPT_BY_DAY : KEPT_NOT;
}

bool record_count_is_kept(struct arena *mem, const struct query *query)
{
    struct day_count days;
    return kept_of(mem, query, &days) != KEPT_NOT;
}

/* What answers each query, where the tally can be read. */
static void find_kept(struct counting *counting)
{
    for (size_t i = 0; i < counting->count; i++)
        counting->kept[i] = kept_of(counting->to.mem, counting->asked[i].query, &counting->days[i]);
}

bool record_counts(struct store *store, struct arena *mem, const struct scope *scope,
                   const struct query *const *queries, size_t count, struct record_total *totals, struct err *err)
{
    struct count_asked *asked = ARENA_ARRAY(mem, struct count_asked, count);
    for (size_t i = 0; i < count; i++)
        asked[i] = (struct count_asked){ queries[i], scope };
    assert(count > 0);
    return record_counts_of(store, mem, asked, count, totals, NULL, err);
}

bool record_counts_of(struct store *store, struct arena *mem, const struct count_asked *asked, size_t count,
                      struct record_total *totals, struct count_beside *beside, struct err *err)
{
    assert(count <= RECORD_COUNT_QUERIES_MAX);
    struct counting counting;
    struct db *db = db_for_read(store, err);
    bool readable, large;
    if (!db)
        return false;
    begin(&counting, mem, store_kind(store), asked, count, RECORD_COUNT_MAX);
    counting.beside = beside;
    find_kept(&counting);
    bool done = ask(&counting, db, totals, &readable, &large, err);
    if (done && !readable) {
        begin(&counting, mem, store_kind(store), asked, count, RECORD_COUNT_MAX);
        counting.beside = beside;
        done = ask(&counting, db, totals, &readable, &large, err);
    }
    size_t half = count / 2;
    return large ? record_counts_of(store, mem, asked, half, totals, beside, err) &&
                       record_counts_of(store, mem, asked + half, count - half, totals + half, NULL, err)
                 : done;
}

bool record_count(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                  int64_t *count, struct err *err)
{
    struct counting counting;
    struct record_total total;
    bool readable, large;
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    begin(&counting, mem, store_kind(store), &(struct count_asked){ query, scope }, 1, 0);
    find_kept(&counting);
    if (counting.kept[0]) {
        if (!ask(&counting, db, &total, &readable, &large, err))
            return false;
        if (readable) {
            *count = total.count;
            return true;
        }
    }
    struct query_sql sql = query_sql(mem, query, scope, store_kind(store), QUERY_COUNT, NULL);
    return db_one_int(db, sql.statement, sql.values, sql.count, 0, count, err);
}

/* --- groups ------------------------------------------------------------------------------------------------------- */

struct groups {
    ARRAY(struct record_group) list;
};

/* The group's value in column AT as queries write it; "" where none. KEPT: as the tally writes it. */
static const char *group_value(struct arena *mem, const struct query *query, const struct rows *rows, int at, bool kept)
{
    const struct field *field = text_equal(query->by, query->reg->date) ? NULL : query->by_field;
    if (rows_is_null(rows, at) || (kept && text_equal(rows_text(rows, at), "")))
        return "";
    if (!field)
        return arena_strdup(mem, rows_text(rows, at));
    struct value value = { .is_set = true };
    if (field_is_integer(field))
        value.integer = kept ? text_equal(rows_text(rows, at), "1") : rows_int(rows, at);
    else
        value.text = arena_strdup(mem, rows_text(rows, at));
    return value_print(mem, field, &value);
}

/* READABLE NULL: of the records. Otherwise of the tally, whose first row says how many registers' tallies there are
 * that this program can read; there is one, or the other rows are not taken. */
static bool read_groups(struct db *db, struct arena *mem, const struct query *query, struct query_sql sql,
                        bool *readable, struct groups *groups, struct err *err)
{
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    if (readable)
        *readable = rows_next(rows) && rows_int(rows, 1) == 1;
    while ((!readable || *readable) && rows_next(rows)) {
        struct record_group group = { group_value(mem, query, rows, 0, readable != NULL), rows_int(rows, 1) };
        *ARRAY_ADD(mem, &groups->list) = group;
    }
    return rows_end(rows, err);
}

static struct query_sql kept_groups_sql(struct counting *counting)
{
    struct query_builder *to = &counting->to;
    const struct query *query = counting->asked[0].query;
    bool beyond = put_beyond(counting);
    text_raw(&to->text, "select u.k, u.c, u.made from (select k, cast(sum(n) as bigint) as c, 0 as made from (");
    if (counting->kept[0] == KEPT_BY_DAY) {
        day_count_put_groups(to, query, counting->asked[0].scope, &counting->days[0], beyond);
    } else {
        text_printf(&to->text, "select %s as k, r.count as n", kept_group_column(to->mem, query, false));
        kept_put_rows(to, query, counting->asked[0].scope);
    }
    if (beyond && counting->kept[0] == KEPT_BY_FACET) {
        text_printf(&to->text, " union all select %s, 1", kept_group_column(to->mem, query, true));
        kept_put_beyond_rows(to, query, 0);
    }
    text_raw(&to->text, ") as g group by k having sum(n) <> 0 union all select '', ");
    size_t registers = put_made(counting);
    assert(registers == 1);
    text_raw(&to->text, ", 1) as u order by u.made desc, ");
    text_add(&to->text, query->by_field ? "case when u.k = '' then 1 else 0 end, u.k" : "u.k");
    return query_finish(to);
}

/* Groups of states by state, put together in the order of their names. */
static void join_states(struct arena *mem, const struct query *query, struct groups *groups)
{
    static const enum state_group order[] = { GROUP_OPEN, GROUP_RESOLVED, GROUP_UNCOUNTED };
    struct groups joined = { 0 };
    for (size_t i = 0; i < COUNT_OF(order); i++) {
        struct record_group one = { state_group_name(order[i]), 0 };
        for (size_t k = 0; k < groups->list.count; k++) {
            const struct state *state = register_state(query->reg, groups->list.items[k].value);
            one.count += state && state->group == order[i] ? groups->list.items[k].count : 0;
        }
        if (one.count > 0)
            *ARRAY_ADD(mem, &joined.list) = one;
    }
    *groups = joined;
}

/* Has the tally what QUERY is grouped by? A day of a field as the register's date has it. */
static bool groups_are_kept(const struct counting *counting, const struct query *query)
{
    if (query->cancelled != CANCELLED_NO)
        return false;
    if (counting->kept[0] == KEPT_BY_FACET)
        return kept_group_column(counting->to.mem, query, false) != NULL;
    const struct counted_day *day = counting->kept[0] == KEPT_BY_DAY ? counting->days[0].day : NULL;
    return day && day->kind == DAY_OF_FIELD && !day->with_finish && query->by_field == day->field &&
           text_equal(query->by, query->reg->date);
}

/* From the tally, where the program can read it (DONE). */
static bool read_kept_groups(struct store *store, struct db *db, struct arena *mem, const struct scope *scope,
                             const struct query *query, struct groups *groups, bool *done, struct err *err)
{
    struct counting counting;
    *done = false;
    begin(&counting, mem, store_kind(store), &(struct count_asked){ query, scope }, 1, 0);
    find_kept(&counting);
    if (!groups_are_kept(&counting, query))
        return true;
    if (!read_groups(db, mem, query, kept_groups_sql(&counting), done, groups, err))
        return false;
    if (text_equal(query->by, "group"))
        join_states(mem, query, groups);
    return true;
}

bool record_groups(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                   struct record_group **groups, size_t *count, struct err *err)
{
    struct groups found = { 0 };
    bool done;
    struct db *db = db_for_read(store, err);
    if (!db || !read_kept_groups(store, db, mem, scope, query, &found, &done, err))
        return false;
    struct query_sql sql = query_sql(mem, query, scope, store_kind(store), QUERY_GROUPS, NULL);
    if (!done && !read_groups(db, mem, query, sql, NULL, &found, err))
        return false;
    *groups = found.list.items;
    *count = found.list.count;
    return true;
}

/* Each query's groups behind the number of the query. */
static struct query_sql all_groups_sql(struct arena *mem, enum store_kind kind, const struct scope *scope,
                                       const struct query *const *queries, size_t count)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, kind);
    text_raw(&to.text, "select u.q, u.k, u.n from (");
    for (size_t i = 0; i < count; i++) {
        struct query_sql sql = query_sql(mem, queries[i], scope, kind, QUERY_GROUPS, NULL);
        text_printf(&to.text, "%sselect %zu as q, g%zu.k, g%zu.n from (", i ? " union all " : "", i, i, i);
        query_put_moved(&to.text, sql.statement->text, to.values.count);
        text_printf(&to.text, ") as g%zu", i);
        for (size_t k = 0; k < sql.count; k++)
            *ARRAY_ADD(mem, &to.values) = sql.values[k];
    }
    text_raw(&to.text, ") as u order by u.q, u.k");
    return query_finish(&to);
}

bool record_groups_all(struct store *store, struct arena *mem, const struct scope *scope,
                       const struct query *const *queries, size_t count, struct record_groups *found, struct err *err)
{
    assert(count > 0 && count <= RECORD_GROUPS_MAX);
    struct groups groups[RECORD_GROUPS_MAX] = { 0 };
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    struct query_sql sql = all_groups_sql(mem, store_kind(store), scope, queries, count);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        size_t at = (size_t)rows_int(rows, 0);
        *ARRAY_ADD(mem, &groups[at].list) =
            (struct record_group){ group_value(mem, queries[at], rows, 1, false), rows_int(rows, 2) };
    }
    for (size_t i = 0; i < count; i++)
        found[i] = (struct record_groups){ groups[i].list.items, groups[i].list.count };
    return rows_end(rows, err);
}
