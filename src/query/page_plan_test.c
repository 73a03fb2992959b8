/* SPDX-License-Identifier: Apache-2.0 */
/* How both databases read the pages of lists: every register, tab and order, and the queues of the inbox. No table is
 * read as a whole, and nothing is sorted but keys that were cut at a thousand.
 *
 * SQLite plans without looking at the rows, so an empty office shows its plans. PostgreSQL is told to avoid sorts and
 * whole tables (`enable_seqscan` and `enable_sort` off): where one is left in a plan, no index could have served. Pages
 * that it plans once for all values are explained so. The empty office is walked by who sees everything, on SQLite also
 * by who sees a unit and what is assigned. CONGVU_PLAN_OFFICE=DIR or postgresql://… walks an office that is there by
 * every role, with its own statistics and no such help, or of it the register CONGVU_PLAN_REGISTER;
 * tests/plans.test.mjs does so with a large one.
 *
 * Planted and seen red on both databases: the streams of the states as one walk with `state in (…)`; what is assigned
 * as `or exists` in place of its own stream. Six indexes are dropped in the test itself.
 */
#include "base/clock.h"
#include "fields/personal_index.h"
#include "fields/schema.h"
#include "fields/text_order.h"
#include "people/scope.h"
#include "query/list.h"
#include "query/query_internal.h"
#include "query/queues.h"
#include "store/testing.h"

enum { SEEN_MAX = 16384, ROWS_SORTED_MAX = 1001 };

struct walk {
    struct testing *t;
    struct arena *mem; /* of one page */
    const struct definitions *definitions;
    bool real;                  /* an office that is there */
    const char *only;           /* of it this register; "" is each */
    const char *seen[SEEN_MAX]; /* statements differ in their values only: each is explained once */
    size_t asked, explained, faults, known, queues;
};

static const struct query_tokens tokens = {
    .today = "2021-08-02",
    .me = "van-thu",
    .my_unit = "vp",
    .period = "2021-07",
    .period_from = "2021-07-01",
    .period_to = "2021-07-31",
    .before = "2021-06-30",
    .cutoff = "2021-08-02",
};

static const struct definitions *load(struct testing *t)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const struct definitions *definitions = definitions_load(t->mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    if (!definitions)
        fail_msg("%s", faults.list.count ? faults.list.items[0].text : err.text);
    return definitions;
}

/* --- what a plan may not hold ------------------------------------------------------------------------------------- */

static bool is_of_cte(const char *line)
{
    return line && (strstr(line, "few") || strstr(line, "mine"));
}

/* "SCAN m" are the records assigned. */
static const char *fault_of_sqlite(char **lines, size_t count)
{
    static const char *const small[] = { "SCAN page", "SCAN m", "SCAN few", "SCAN mine", "SCAN CONSTANT ROW" };
    const char *read = NULL;
    for (size_t i = 0; i < count; i++) {
        bool sorts = text_starts(lines[i], "USE TEMP B-TREE FOR ORDER BY") ||
                     text_starts(lines[i], "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY");
        if (sorts && !is_of_cte(read))
            return lines[i];
        if (!text_starts(lines[i], "SCAN ") && !text_starts(lines[i], "SEARCH "))
            continue;
        read = lines[i];
        bool known = !text_starts(read, "SCAN ") || strstr(read, " USING INDEX ") || strstr(read, " COVERING INDEX ");
        for (size_t j = 0; !known && j < COUNT_OF(small); j++)
            known = text_equal(read, small[j]);
        known |= text_equal(read, "SCAN f"); /* the register's own table, in the order of its ids */
        if (!known)
            return read;
    }
    return NULL;
}

static int64_t rows_of(const char *line)
{
    const char *rows = strstr(line, "rows=");
    return rows ? strtoll(rows + 5, NULL, 10) : 0;
}

/* Does what the line AT sorts read a table? Not where it sorts nothing: a stream that is closed from the beginning. */
static bool reads_rows(char **lines, size_t count, size_t at)
{
    size_t depth = strspn(lines[at], " ");
    for (size_t i = at + 1; i < count && strspn(lines[i], " ") > depth; i++)
        if (strstr(lines[i], " Scan ") && !strstr(lines[i], "CTE Scan") && !strstr(lines[i], "InitPlan"))
            return true;
    return false;
}

static const char *fault_of_postgres(const struct walk *walk, char **lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool sorts = strstr(lines[i], "Sort  (") != NULL;
        const char *below = NULL;
        for (size_t j = i + 1; sorts && !below && j < count; j++)
            if (strstr(lines[j], "->") || strstr(lines[j], "CTE Scan"))
                below = lines[j];
        bool few = below && (is_of_cte(below) || strstr(below, "assignment") || strstr(below, "Append") ||
                             strstr(below, "->  Limit"));
        if (sorts && !few && reads_rows(lines, count, i) && (!walk->real || rows_of(lines[i]) > ROWS_SORTED_MAX))
            return lines[i];
        bool whole = strstr(lines[i], "Seq Scan on ") && !strstr(lines[i], "Seq Scan on assignment");
        if (whole && (!walk->real || rows_of(lines[i]) > ROWS_SORTED_MAX))
            return lines[i];
    }
    return NULL;
}

/* What PostgreSQL still does at 570,000 records for roles that reach few of them, by the list and the line of the plan:
 * a column of the register's table is looked for from that table, ids and what is overdue are sorted, 7,500 rows are
 * read as a whole. */
static bool is_known(const char *reg, const char *text, const char *line)
{
    static const char *const known[][3] = { { "incoming", "handling=", "Seq Scan on incoming" },
                                            { "outgoing", "in_report=", "Seq Scan on outgoing" },
                                            { "publication", "", "Seq Scan on publication" },
                                            { "dossier", "sort=title", "Seq Scan on record" },
                                            { "dossier", "sort=-title", "Seq Scan on record" },
                                            { "", "verdict=overdue", "Sort " },
                                            { "", "sort=id", "Sort " },
                                            { "", "sort=-id", "Sort " } };
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if ((!*known[i][0] || text_equal(reg, known[i][0])) && strstr(text, known[i][1]) && strstr(line, known[i][2]))
            return true;
    return false;
}

/* --- the walk ----------------------------------------------------------------------------------------------------- */

static bool was_seen(struct walk *walk, const char *text)
{
    size_t at = 0;
    for (const char *c = text; *c; c++)
        at = (at * 31 + (unsigned char)*c) % SEEN_MAX;
    for (; walk->seen[at]; at = (at + 1) % SEEN_MAX)
        if (text_equal(walk->seen[at], text))
            return true;
    walk->seen[at] = arena_strdup(walk->t->mem, text);
    assert_true(++walk->explained < SEEN_MAX);
    return false;
}

static void check_query(struct walk *walk, const struct scope *scope, const struct query *query)
{
    struct err err = { 0 };
    const char *reg = query_register(query)->name, *text = query_print(walk->mem, query);
    struct query_sql sql = query_sql(walk->mem, query, scope, walk->t->kind, QUERY_PAGE, "r.id");
    walk->asked++;
    if (was_seen(walk, sql.statement->text))
        return;
    const char *plan = record_plan(walk->t->store, walk->mem, scope, query, QUERY_PAGE, &err);
    if (!plan)
        fail_msg("%s?%s: %s", reg, text, err.text);
    size_t count;
    char **lines = text_split(walk->mem, plan, '\n', &count);
    const char *fault =
        walk->t->kind == STORE_SQLITE ? fault_of_sqlite(lines, count) : fault_of_postgres(walk, lines, count);
    if (fault && walk->real && is_known(reg, text, fault))
        walk->known++;
    else if (fault && walk->faults++ < 5)
        print_error("%s?%s\n%s\n%s\n%s\n", reg, text, fault, plan, sql.statement->text);
}

static void check(struct walk *walk, const struct register_definition *reg, const struct scope *scope, const char *text)
{
    struct err err = { 0 };
    const struct query *query = query_parse(walk->mem, walk->definitions, reg, text, &tokens, &err);
    if (!query)
        fail_msg("%s?%s: %s", reg->name, text, err.text);
    check_query(walk, scope, query);
}

/* The queues of the inbox that are those of REG. */
static void check_queues(struct walk *walk, const struct register_definition *reg, const struct scope *scope)
{
    struct err err = { 0 };
    struct work_queues queues;
    if (!work_queues_find(walk->mem, walk->definitions, scope, tokens.today, &queues, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < queues.count; i++)
        if (queues.items[i].reg == reg) {
            walk->queues++;
            check_query(walk, &queues.items[i].scope, queues.items[i].query);
        }
    arena_reset(walk->mem);
}

/* The orders a list names: its own, and those of the columns that people may press, of tabs from one end: an index is
 * read from either alike. */
static void check_orders(struct walk *walk, const struct register_definition *reg, const struct scope *scope,
                         const char *conditions)
{
    static const char *const orders[] = { "number", "happened_on", "due", "state", "id", "title" };
    struct arena *mem = walk->mem;
    check(walk, reg, scope, conditions);
    for (size_t i = 0; i < COUNT_OF(orders); i++)
        for (int down = 0; down < (*conditions ? 1 : 2); down++)
            check(walk, reg, scope,
                  arena_printf(mem, "%s%ssort=%s%s", conditions, *conditions ? "&" : "", down ? "-" : "", orders[i]));
    arena_reset(mem);
}

/* The texts that are listed have an order of their own in the register's table. */
static void check_text_orders(struct walk *walk, const struct register_definition *reg, const struct scope *scope)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        for (int down = 0; down < 2; down++)
            if (field_has_key(reg, &reg->fields.items[i]))
                check(walk, reg, scope,
                      arena_printf(walk->mem, "sort=%s%s", down ? "-" : "", reg->fields.items[i].name));
}

static void check_register(struct walk *walk, const struct register_definition *reg, const struct scope *scope)
{
    if (walk->only && *walk->only && !text_equal(reg->name, walk->only))
        return;
    check_text_orders(walk, reg, scope);
    check_orders(walk, reg, scope, "");
    for (size_t i = 0; i < reg->list.tabs.count; i++)
        check_orders(walk, reg, scope, reg->list.tabs.items[i].query);
    check_queues(walk, reg, scope);
}

static void check_everything(struct walk *walk)
{
    struct scope everything = scope_local_administrator(walk->t->mem, walk->definitions);
    for (size_t j = 0; j < walk->definitions->registers.count; j++)
        check_register(walk, &walk->definitions->registers.items[j], &everything);
}

/* Each role with what is assigned to its holder, once as it sees by issuer, once by unit. ROLE: this one only. */
static void check_roles(struct walk *walk, const char *role)
{
    static const char *whoms[] = { "chuyen-vien", "position:chuyen-vien-nc", "unit:nc" };
    static const char *units[] = { "nc", "stnmt", "sxd" };
    const struct definitions *definitions = walk->definitions;
    for (size_t i = 0; i < definitions->roles.count; i++)
        for (size_t j = 0; j < definitions->registers.count; j++) {
            const struct register_definition *reg = &definitions->registers.items[j];
            if (role && !text_equal(definitions->roles.items[i].name, role))
                continue;
            struct scope scope = scope_role(walk->t->mem, definitions, &definitions->roles.items[i]);
            struct reach reach = *scope_reach(&scope, reg);
            scope.by_register = NULL;
            scope.common = reach;
            check_register(walk, reg, &scope);
            scope.whoms = (struct text_list){ whoms, COUNT_OF(whoms) };
            check_register(walk, reg, &scope);
            if (!reach.reads || reach.part_count > 0)
                continue;
            scope.common.every_unit = false;
            scope.common.units = (struct text_list){ units, COUNT_OF(units) };
            check_register(walk, reg, &scope);
        }
}

/* PostgreSQL connections of the test avoid whole tables and sorts. */
static void set_avoiding(struct testing *t)
{
    struct err err = { 0 };
    struct text url;
    text_init(&url, t->mem, TEXT_MAX_LINE);
    const char *options = strstr(t->url, "options=-c");
    if (t->kind != STORE_POSTGRES)
        return;
    assert_non_null(options);
    text_add_bytes(&url, t->url, (size_t)(options - t->url));
    text_printf(&url, "options=-cenable_seqscan%%3Doff%%20-cenable_sort%%3Doff%%20-cenable_bitmapscan%%3Doff%%20%s",
                options + strlen("options="));
    assert_true(url.length < sizeof t->url);
    memcpy(t->url, url.data, url.length + 1);
    testing_reopen(t, STORE_READ);
    (void)err;
}

static struct walk *walk_new(struct testing *t)
{
    struct walk *walk = ARENA_NEW(t->mem, struct walk);
    walk->t = t;
    walk->mem = arena_new(ARENA_JOB_MAX);
    walk->definitions = load(t);
    return walk;
}

static struct walk *make_office(struct testing *t)
{
    struct err err = { 0 };
    struct text_list changes;
    struct walk *walk = walk_new(t);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, walk->definitions, &changes, &err), &err));
    return walk;
}

static void test_no_page_scans_or_sorts(struct testing *t)
{
    struct walk *walk = make_office(t);
    set_avoiding(t);
    check_everything(walk);
    if (t->kind == STORE_SQLITE)
        check_roles(walk, "specialist");
    print_message("%zu pages, %zu of them queues, %zu statements\n", walk->asked, walk->queues, walk->explained);
    assert_true(walk->asked > 1000);
    assert_int_equal(walk->faults, 0);
    arena_free(walk->mem);
}
ON_BOTH(test_no_page_scans_or_sorts)

/* Without an index of the lists the walk finds something to say. */
static void test_a_missing_index_is_seen(struct testing *t)
{
    static const char *const orders[][2] = { { "record_by_date", "sort=-happened_on" },
                                             { "record_by_due", "sort=due" },
                                             { "record_by_number_key", "sort=number" },
                                             { "record_by_title_key", "sort=-title" },
                                             { "record_by_state_and_date", "state=new&sort=-happened_on" },
                                             { "record_by_state_and_due", "state=new&sort=due" } };
    struct walk *walk = make_office(t);
    struct err err = { 0 };
    const struct register_definition *reg = definitions_register(walk->definitions, "dossier");
    struct scope everything = scope_local_administrator(t->mem, walk->definitions);
    for (size_t i = 0; i < COUNT_OF(orders); i++)
        assert_true(
            testing_ok(store_define(t->store, arena_printf(t->mem, "drop index %s\n;\n", orders[i][0]), &err), &err));
    testing_reopen(t, STORE_READ); /* `explain` alone does not make SQLite look at the schema again */
    set_avoiding(t);
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        size_t before = walk->faults;
        walk->faults += 5; /* said, not printed */
        check(walk, reg, &everything, orders[i][1]);
        walk->faults -= 5;
        if (walk->faults != before + 1)
            fail_msg("%s is not missed:\n%s", orders[i][0],
                     record_plan(t->store, t->mem, &everything,
                                 query_parse(t->mem, walk->definitions, reg, orders[i][1], &tokens, &err), QUERY_PAGE,
                                 &err));
    }
    arena_free(walk->mem);
}
ON_BOTH(test_a_missing_index_is_seen)

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        count++;
    return count;
}

static const char *plan_of(struct walk *walk, const struct scope *scope, const char *text)
{
    struct err err = { 0 };
    const struct register_definition *reg = definitions_register(walk->definitions, "dossier");
    const struct query *query = query_parse(walk->mem, walk->definitions, reg, text, &tokens, &err);
    const char *plan = query ? record_plan(walk->t->store, walk->mem, scope, query, QUERY_PAGE, &err) : NULL;
    if (!plan)
        fail_msg("%s: %s", text, err.text);
    return plan;
}

/* One walk over all states would go through the older part of the register to find what is open. */
static void test_each_state_asked_is_walked_by_itself(struct testing *t)
{
    static const char *const orders[] = { "state=accepted,processing&sort=-happened_on",
                                          "state=accepted,processing&sort=due" };
    static const char *const walks[][2] = {
        { "record_by_state_and_date (register=? AND cancelled=? AND state=?",
          "record_by_state_and_due (register=? AND cancelled=? AND state=?" },
        { "(state = 'accepted'::text)", "(state = 'accepted'::text)" },
    };
    struct walk *walk = make_office(t);
    set_avoiding(t);
    struct scope everything = scope_local_administrator(t->mem, walk->definitions);
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        const char *plan = plan_of(walk, &everything, orders[i]);
        bool sqlite = t->kind == STORE_SQLITE;
        if (count_of(plan, walks[!sqlite][i]) != (sqlite ? 2 : 1))
            fail_msg("%s:\n%s", orders[i], plan);
    }
    arena_free(walk->mem);
}
ON_BOTH(test_each_state_asked_is_walked_by_itself)

/* What is assigned is looked up once, and again only in the walk that takes its place where it is too much to be
 * sorted. `or exists` would ask for it at every row of the list. */
static void test_what_is_assigned_is_read_apart(struct testing *t)
{
    static const char *whoms[] = { "chuyen-vien" };
    struct walk *walk = make_office(t);
    set_avoiding(t);
    struct scope scope = { 0 };
    for (size_t i = 0; i < walk->definitions->roles.count; i++)
        if (text_equal(walk->definitions->roles.items[i].name, "specialist"))
            scope = scope_role(t->mem, walk->definitions, &walk->definitions->roles.items[i]);
    scope.whoms = (struct text_list){ whoms, COUNT_OF(whoms) };
    const char *plan = plan_of(walk, &scope, "sort=-happened_on");
    const char *apart = t->kind == STORE_SQLITE ? "MATERIALIZE mine" : "CTE mine";
    if (!strstr(plan, apart) || count_of(plan, t->kind == STORE_SQLITE ? "assignment_of_whom" : " on assignment ") != 2)
        fail_msg("%s", plan);
    arena_free(walk->mem);
}
ON_BOTH(test_what_is_assigned_is_read_apart)

/* PostgreSQL plans the tabs once a connection, not at every page; where days are asked for the values may tell. Planted
 * and seen red: query_plan that says ANY, and one that says ALL. */
static void test_pages_of_tabs_are_planned_once(struct testing *t)
{
    static const char *const anew[] = { "happened_on=2021-07-01..2021-07-31", "due=..2021-07-31",
                                        "group=open&as_of=2021-07-01", "verdict=late" };
    struct walk *walk = walk_new(t);
    struct err err = { 0 };
    size_t tabs = 0;
    struct scope everything = scope_local_administrator(t->mem, walk->definitions);
    for (size_t i = 0; i < walk->definitions->registers.count; i++) {
        const struct register_definition *reg = &walk->definitions->registers.items[i];
        for (size_t k = 0; k < reg->list.tabs.count; k++) {
            const char *text = reg->list.tabs.items[k].query;
            const struct query *query = query_parse(t->mem, walk->definitions, reg, text, &tokens, &err);
            struct query_sql sql = query_sql(t->mem, query, &everything, t->kind, QUERY_PAGE, "r.id");
            bool by_streams = strstr(sql.statement->text, "as streams"), asks_days = strstr(text, "..") != NULL;
            tabs += by_streams && !asks_days;
            if (by_streams && !asks_days && sql.statement->plan != PLAN_FOR_ALL_VALUES)
                fail_msg("%s?%s is planned for its values", reg->name, text);
        }
    }
    assert_true(tabs > 30);
    const struct register_definition *dossier = definitions_register(walk->definitions, "dossier");
    for (size_t i = 0; i < COUNT_OF(anew); i++) {
        const struct query *query = query_parse(t->mem, walk->definitions, dossier, anew[i], &tokens, &err);
        assert_non_null(query);
        if (query_sql(t->mem, query, &everything, t->kind, QUERY_PAGE, "r.id").statement->plan == PLAN_FOR_ALL_VALUES)
            fail_msg("%s is planned for all values", anew[i]);
    }
    arena_free(walk->mem);
}
ON_BOTH(test_pages_of_tabs_are_planned_once)

/* SQLite: who reads personal data was made to wait for a walk over every register with such data, 26 ms of a search at
 * 29,052 records. Planted and seen red: `join … on` in place of the cross join. */
static void test_personal_data_is_found_by_its_key(void **state)
{
    (void)state;
    struct testing t;
    struct err err = { 0 };
    size_t registers = 0;
    assert_true(testing_make(&t, STORE_SQLITE));
    struct walk *walk = make_office(&t);
    struct scope everything = scope_local_administrator(t.mem, walk->definitions);
    struct personal_keys wanted = { 0 };
    *ARRAY_ADD(t.mem, &wanted.list) = (struct personal_key){ .field = "", .key = "x", .marks = "" };
    for (size_t i = 0; i < walk->definitions->registers.count; i++) {
        const struct register_definition *reg = &walk->definitions->registers.items[i];
        struct query_builder to;
        if (!personal_is_indexed(reg))
            continue;
        registers++;
        query_builder_init(&to, t.mem, NULL, STORE_SQLITE);
        text_raw(&to.text, "explain query plan ");
        query_put_personal(&to, &wanted, &everything, reg);
        struct query_sql sql = query_finish(&to);
        struct rows *rows = db_rows(db_for_read(t.store, &err), t.mem, sql.statement, sql.values, sql.count, &err);
        assert_true(rows && rows_next(rows));
        if (!text_starts(rows_text(rows, 3), "SEARCH k "))
            fail_msg("%s: %s", reg->name, rows_text(rows, 3));
        assert_true(rows_end(rows, &err));
    }
    assert_true(registers > 2);
    arena_free(walk->mem);
    testing_end(&t);
}

static void test_the_office_that_is_named_has_such_plans(void **state)
{
    (void)state;
    const char *name = getenv("CONGVU_PLAN_OFFICE");
    struct err err = { 0 };
    struct testing t = { .mem = arena_new(ARENA_JOB_MAX) };
    bool postgres = text_starts(name, "postgres");
    struct store_place place = { .folder = postgres ? "/nonexistent" : name, .url = postgres ? name : NULL };
    t.kind = postgres ? STORE_POSTGRES : STORE_SQLITE;
    t.store = store_open(&place, STORE_READ, &err);
    if (!t.store)
        fail_msg("%s", err.text);
    struct walk *walk = walk_new(&t);
    walk->real = true;
    walk->only = getenv("CONGVU_PLAN_REGISTER");
    check_everything(walk);
    check_roles(walk, NULL);
    print_message("\n%zu pages, %zu statements, %zu faults, %zu that are known\n", walk->asked, walk->explained,
                  walk->faults, walk->known);
    assert_int_equal(walk->faults, 0);
    store_close(t.store);
    arena_free(walk->mem);
    arena_free(t.mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_no_page_scans_or_sorts),
        BOTH(test_a_missing_index_is_seen),
        BOTH(test_each_state_asked_is_walked_by_itself),
        BOTH(test_what_is_assigned_is_read_apart),
        BOTH(test_pages_of_tabs_are_planned_once),
        cmocka_unit_test(test_personal_data_is_found_by_its_key),
    };
    const struct CMUnitTest named[] = { cmocka_unit_test(test_the_office_that_is_named_has_such_plans) };
    if (getenv("CONGVU_PLAN_OFFICE"))
        return cmocka_run_group_tests(named, NULL, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
