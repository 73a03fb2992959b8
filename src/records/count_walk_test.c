/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers and roles: after a few hundred writes by several people every tab of every register says,
 * to everybody, how many rows its list has.
 *
 * Planted and seen red, each alone (on SQLite): a step that moves nothing in the tally; what was before not taken out;
 * a cancelled record counted by its state; a field's value not moved when it is set; the due day of a closed record
 * counted; what is assigned counted though the reach has it; the value of a counted field not asked.
 *
 * And of what is counted by day: every verdict on time; a record opened on the day asked left out, one that left on
 * it too; records that are not told forgotten, or not taken out of what is open now; what is assigned beyond the reach
 * forgotten; the day by which it was resolved not asked; a cancelled record counted; the condition of another figure;
 * open_at as if it were the day before. */
#include "records/testing_chance.h"
#include "records/testing_office.h"

#include "people/account.h"
#include "store/id.h"

enum { WRITES = 500, TRIES_MAX = 6000, CHECK_EVERY = 50, COMPARE_EVERY = 250, ACTORS = 4, OPEN_RECORDS_MAX = WRITES };

struct walk {
    struct testing *t;
    const struct definitions *definitions;
    struct office admin;
    struct office actors[ACTORS];
    struct {
        int64_t id;
        const struct register_definition *reg;
    } records[OPEN_RECORDS_MAX];
    size_t count;
    struct chance chance;
    const char *today; /* the day that is asked: the clock's, or one before it, as a report's cut-off is */
    size_t by_day;     /* figures that the tally answered */
    size_t tabs_kept;  /* tabs of today that the tally answers */
};

static int roll(struct walk *walk, size_t sides)
{
    return chance_roll(&walk->chance, sides);
}

static const char *day(struct walk *walk, int from, int to)
{
    return chance_day(&walk->chance, from, to);
}

static const char *unit(struct walk *walk)
{
    return chance_unit(&walk->chance);
}

static const char *fitting(struct walk *walk, const struct field *field)
{
    return chance_fitting(&walk->chance, field);
}

static struct office *somebody(struct walk *walk)
{
    return roll(walk, 3) ? &walk->admin : &walk->actors[roll(walk, ACTORS)];
}

static bool create(struct walk *walk)
{
    struct arena *mem = walk->t->mem;
    struct err err = { 0 };
    int64_t id;
    static const char *const degrees[] = { "thuong", "thuong", "thuong", "mat" };
    const struct register_definition *reg =
        &walk->definitions->registers.items[roll(walk, walk->definitions->registers.count)];
    struct draft *draft = draft_new(mem, reg);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        const char *text = field->set_by || (!field->required && roll(walk, 2)) ? NULL : fitting(walk, field);
        if (text && !field->until)
            draft_set(mem, draft, field->name, text);
    }
    if (roll(walk, 2))
        draft_set(mem, draft, "unit", unit(walk));
    draft_set(mem, draft, "secrecy", degrees[roll(walk, COUNT_OF(degrees))]);
    if (!record_create(somebody(walk), mem, draft, &id, &err))
        return false;
    walk->records[walk->count].id = id;
    walk->records[walk->count++].reg = reg;
    return true;
}

static bool step(struct walk *walk, size_t at)
{
    const struct register_definition *reg = walk->records[at].reg;
    struct err err = { 0 };
    if (reg->steps.count == 0)
        return false;
    const struct step *step = &reg->steps.items[roll(walk, reg->steps.count)];
    struct draft_step given = { .name = step->name,
                                .on = roll(walk, 2) ? day(walk, 20, 32) : NULL,
                                .reason = "Theo ý kiến" };
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        const char *text = text_list_has(&step->needs, field->name) || text_list_has(&step->sets, field->name)
                               ? fitting(walk, field)
                               : NULL;
        if (text)
            draft_step_set(walk->t->mem, &given, field->name, text);
    }
    return record_step(somebody(walk), walk->t->mem, walk->records[at].id, 0, &given, &err);
}

static bool correct(struct walk *walk, size_t at)
{
    const struct register_definition *reg = walk->records[at].reg;
    struct err err = { 0 };
    const struct field *field = &reg->fields.items[roll(walk, reg->fields.count)];
    const struct draft_value places[] = { { "unit", unit(walk) }, { "secrecy", roll(walk, 2) ? "mat" : "thuong" } };
    const char *text = fitting(walk, field);
    const struct draft_value value =
        text && roll(walk, 2) ? (struct draft_value){ field->name, text } : places[roll(walk, 2)];
    return record_set(somebody(walk), walk->t->mem, walk->records[at].id, 0, &value, 1, &err);
}

static bool cancel(struct walk *walk, size_t at)
{
    struct err err = { 0 };
    const struct draft_step given = { .name = "cancel", .reason = "Nhập nhầm" };
    return record_step(somebody(walk), walk->t->mem, walk->records[at].id, 0, &given, &err);
}

struct assignment_row {
    int64_t id, record;
    const char *whom;
    bool finished;
};

static bool put_assignment(struct change *change, void *arg, struct err *err)
{
    const struct assignment_row *row = arg;
    return change_run(
        change,
        SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, "
            "given_at, read_at, finished_at) values ($1, $2, 0, 'lanh-dao', $3, 'lead', '', '', 1, 0, $4)"),
        DB(db_int(row->id), db_int(row->record), db_text(row->whom), db_int(row->finished)), err);
}

static bool assign(struct walk *walk, size_t at)
{
    struct err err = { 0 };
    const char *const whoms[] = { "ai-do", "chuyen-vien", "lanh-dao",
                                  arena_printf(walk->t->mem, "unit:%s", unit(walk)) };
    struct assignment_row row = { id_next(), walk->records[at].id, whoms[roll(walk, COUNT_OF(whoms))],
                                  roll(walk, 2) == 0 };
    return store_change(walk->t->store, walk->t->mem, NULL, put_assignment, &row, &err);
}

static bool write_one(struct walk *walk)
{
    size_t at = walk->count ? (size_t)roll(walk, walk->count) : 0;
    int act = roll(walk, 20);
    if (walk->count == 0 || act < 7)
        return walk->count < OPEN_RECORDS_MAX && create(walk);
    return act < 13 ? step(walk, at) : act < 16 ? correct(walk, at) : act < 17 ? cancel(walk, at) : assign(walk, at);
}

/* --- what everybody is told --------------------------------------------------------------------------------------- */

static struct scope person(struct walk *walk, const char *login, const char *of, const char *role, const char *other)
{
    struct arena *mem = walk->t->mem;
    struct account *account = ARENA_NEW(mem, struct account);
    const char **roles = ARENA_ARRAY(mem, const char *, 2);
    roles[0] = role;
    roles[1] = other;
    *account = (struct account){ .login = login, .name = login, .unit = of, .roles = { roles, other ? 2 : 1 } };
    return scope_account(mem, walk->definitions, account);
}

static bool add_one(const struct record *record, void *arg, struct err *err)
{
    (void)record, (void)err;
    ++*(int64_t *)arg;
    return true;
}

/* Days of the walk: what it enters lies between 1 and 20 July, its steps between 21 July and 2 August. */
static const char *const always[] = { "",
                                      "cancelled=yes",
                                      "group=open",
                                      "group=resolved",
                                      "verdict=overdue",
                                      "group=open&due=..2021-08-10",
                                      "unit=vp",
                                      "entered.resolved=2021-07-22..2021-07-28",
                                      "entered.resolved=2021-07-22..2021-07-28&unit=vp&verdict=early,on-time",
                                      "entered.resolved=@period&verdict=late",
                                      "open_at=2021-07-24",
                                      "present=2021-07-05..2021-07-24",
                                      "happened_on=2021-07-03..2021-07-09" };

/* Tabs of which a count reads the records, with what keeps those few. */
static const char *const counted_tabs[] = {
    "state=new,registered&received_on=..@next-day-over", /* what is not handed on yet */
    "persons=5..",                                       /* citizens come once a day */
};

static void expect_kept(struct walk *walk, const struct register_definition *reg, const struct query *query,
                        const char *text)
{
    bool may_be_counted = false;
    for (size_t i = 0; i < COUNT_OF(counted_tabs); i++)
        may_be_counted |= text_equal(text, counted_tabs[i]);
    walk->tabs_kept++;
    if (!may_be_counted && !record_count_is_kept(walk->t->mem, query))
        fail_msg("the tab “%s” of %s is counted in the records", text, reg->name);
}

static size_t gather(struct walk *walk, const struct register_definition *reg, const struct query_tokens *tokens,
                     const struct query **queries)
{
    struct err err = { 0 };
    size_t count = 0, tabs = COUNT_OF(always) + reg->list.tabs.count;
    for (size_t i = 0; i < tabs + reg->figures.count; i++) {
        const char *text = i < COUNT_OF(always) ? always[i]
                           : i < tabs           ? reg->list.tabs.items[i - COUNT_OF(always)].query
                                                : reg->figures.items[i - tabs].query;
        queries[count] = text ? query_parse(walk->t->mem, walk->definitions, reg, text, tokens, &err) : NULL;
        if (queries[count] && i >= COUNT_OF(always) && i < tabs &&
            record_count_is_kept(walk->t->mem, queries[0])) /* of today */
            expect_kept(walk, reg, queries[count], text);
        if (queries[count])
            walk->by_day += i >= tabs && record_count_is_kept(walk->t->mem, queries[count]);
        count += queries[count] != NULL;
    }
    return count;
}

/* The bars of a chart: each day of the register's date, once counted and once gone through. */
static void compare_days(struct walk *walk, const struct scope *scope, const struct register_definition *reg,
                         const struct query_tokens *tokens)
{
    struct testing *t = walk->t;
    struct err err = { 0 };
    struct record_group *groups;
    size_t count;
    const char *text = arena_printf(t->mem, "%s=2021-07-02..2021-07-15&by=%s", reg->date, reg->date);
    const struct query *query = query_parse(t->mem, walk->definitions, reg, text, tokens, &err);
    if (!query)
        return;
    assert_true(testing_ok(record_groups(t->store, t->mem, scope, query, &groups, &count, &err), &err));
    int64_t all = 0, grouped = 0;
    query = query_parse(t->mem, walk->definitions, reg, arena_printf(t->mem, "%s=2021-07-02..2021-07-15", reg->date),
                        tokens, &err);
    assert_true(testing_ok(record_each(t->store, t->mem, scope, query, add_one, &all, &err), &err));
    for (size_t i = 0; i < count; i++)
        grouped += groups[i].count;
    if (grouped != all)
        fail_msg("%s: %s?%s: %lld grouped, %lld listed", scope->user, reg->name, text, (long long)grouped,
                 (long long)all);
    for (size_t i = 0; i < count; i++) {
        int64_t listed = 0;
        text = arena_printf(t->mem, "%s=%s", reg->date, groups[i].value);
        query = query_parse(t->mem, walk->definitions, reg, text, tokens, &err);
        assert_true(testing_ok(record_each(t->store, t->mem, scope, query, add_one, &listed, &err), &err));
        if (groups[i].count != listed)
            fail_msg("%s: %s?%s: %lld grouped, %lld listed", scope->user, reg->name, text, (long long)groups[i].count,
                     (long long)listed);
    }
}

/* What was open on every day, and present in every three, of the registers whose tally keeps it. */
static void compare_stays(struct walk *walk, const struct register_definition *reg)
{
    struct testing *t = walk->t;
    const struct query_tokens tokens = { .today = "2021-08-02" };
    struct err err = { 0 };
    for (int i = 0; i < 66; i++) {
        char from[DATE_SIZE], until[DATE_SIZE];
        day_t day = day_from_civil(2021, 7, 1) + i / 2;
        int64_t counted, listed = 0;
        day_print(day, from);
        day_print(day + 2, until);
        const char *text =
            i % 2 ? arena_printf(t->mem, "present=%s..%s", from, until) : arena_printf(t->mem, "open_at=%s", from);
        const struct query *query = query_parse(t->mem, walk->definitions, reg, text, &tokens, &err);
        assert_true(record_count_is_kept(t->mem, query));
        assert_true(testing_ok(record_count(t->store, t->mem, &walk->admin.scope, query, &counted, &err), &err));
        assert_true(testing_ok(record_each(t->store, t->mem, &walk->admin.scope, query, add_one, &listed, &err), &err));
        if (counted != listed)
            fail_msg("%s?%s: %lld counted, %lld listed", reg->name, text, (long long)counted, (long long)listed);
    }
}

static void compare(struct walk *walk, const struct scope *scope, const struct register_definition *reg, int64_t *rows)
{
    struct testing *t = walk->t;
    const struct query_tokens tokens = { .today = walk->today,
                                         .me = scope->user,
                                         .my_unit = text_is_empty(scope->unit) ? NULL : scope->unit,
                                         .period = "2021-07",
                                         .period_from = "2021-07-01",
                                         .period_to = "2021-07-31",
                                         .before = "2021-06-30",
                                         .cutoff = "2021-07-26" };
    const struct query *queries[RECORD_COUNT_QUERIES_MAX];
    struct record_total totals[RECORD_COUNT_QUERIES_MAX];
    struct err err = { 0 };
    size_t count = gather(walk, reg, &tokens, queries);
    compare_days(walk, scope, reg, &tokens);
    assert_true(testing_ok(record_counts(t->store, t->mem, scope, queries, count, totals, &err), &err));
    for (size_t i = 0; i < count; i++) {
        int64_t listed = 0;
        assert_true(testing_ok(record_each(t->store, t->mem, scope, queries[i], add_one, &listed, &err), &err));
        if (totals[i].count != listed || totals[i].at_least)
            fail_msg("%s of %s, %s: “%s” counts %lld, lists %lld", scope->user, scope->unit, reg->name,
                     query_print(t->mem, queries[i]), (long long)totals[i].count, (long long)listed);
        *rows += listed;
    }
}

static void compare_everything(struct walk *walk)
{
    const struct definitions *definitions = walk->definitions;
    struct testing *t = walk->t;
    struct arena *mem = t->mem; /* lasts; what one reader asks does not */
    int64_t rows = 0;
    testing_tally(t, definitions);
    for (size_t k = 0; k < definitions->registers.count; k++)
        for (size_t i = 0; i < definitions->registers.items[k].counted_days.count; i++)
            if (definitions->registers.items[k].counted_days.items[i].kind == DAY_LEFT)
                compare_stays(walk, &definitions->registers.items[k]);
    for (size_t i = 0; i <= definitions->roles.count; i++) {
        const char *role = i < definitions->roles.count ? definitions->roles.items[i].name : "clerk";
        const char *login = i < definitions->roles.count ? definitions->roles.items[i].login : "ai-do";
        const char *other = i < definitions->roles.count ? NULL : "inspector"; /* two grants, and work of others */
        struct scope scope = person(walk, login, unit(walk), role, other);
        t->mem = arena_part(mem, ARENA_JOB_MAX);
        for (size_t k = 0; k < definitions->registers.count; k++)
            compare(walk, &scope, &definitions->registers.items[k], &rows);
        arena_free(t->mem);
        t->mem = mem;
    }
    assert_true(rows > 0);
}

static void begin(struct walk *walk, struct testing *t)
{
    struct faults faults = { 0 };
    struct err err = { 0 };
    struct text_list changes;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    *walk = (struct walk){ .t = t };
    walk->definitions = definitions_load(t->mem, NULL, NULL, &faults, &err);
    assert_non_null(walk->definitions);
    walk->chance = (struct chance){ t->mem, walk->definitions, 2021 };
    assert_true(testing_ok(schema_migrate(t->store, t->mem, walk->definitions, &changes, &err), &err));
    struct scope all = scope_local_administrator(t->mem, walk->definitions);
    office_init(&walk->admin, t->mem, t->store, walk->definitions, all);
    static const char *const roles[ACTORS] = { "clerk", "specialist", "leader", "desk" };
    for (int i = 0; i < ACTORS; i++) {
        walk->actors[i] = walk->admin;
        walk->actors[i].scope = person(walk, "ai-do", unit(walk), roles[i], NULL);
    }
}

static bool apply_forgetting(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("update record set told = 0 where version > 2 or happened_on > '2021-07-10'"),
                      DB_NONE, err);
}

/* Many records are told by their spans alone, as if they had been opened again. */
static void forget_rows(struct walk *walk)
{
    struct err err = { 0 };
    size_t made;
    struct testing *t = walk->t;
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_forgetting, NULL, &err), &err));
    assert_true(testing_ok(tally_make(t->store, t->mem, walk->definitions, true, &made, &err), &err));
}

static void test_every_tab_counts_what_its_list_has_for_every_role(struct testing *t)
{
    static struct walk walk;
    int written = 0;
    begin(&walk, t);
    for (int tries = 0; written < WRITES && tries < TRIES_MAX; tries++) {
        if (!write_one(&walk))
            continue;
        if (++written % CHECK_EVERY == 0)
            testing_tally(t, walk.definitions);
        walk.today = written == WRITES ? "2021-08-02" : "2021-07-29";
        if (written % COMPARE_EVERY == 0)
            compare_everything(&walk);
    }
    forget_rows(&walk);
    compare_everything(&walk);
    print_message("%zu counts of figures, answered by the tally's days\n", walk.by_day);
    assert_true(walk.by_day > 500);
    assert_true(walk.tabs_kept > 100);
    assert_int_equal(written, WRITES);
    struct err err = { 0 };
    assert_true(testing_ok(tally_fold(t->store, t->mem, &err), &err));
    testing_tally(t, walk.definitions);
    const char *const all[] = { "incoming", "petition", "task", "dossier" };
    for (size_t i = 0; i < COUNT_OF(all); i++) { /* a walk that writes nothing shows nothing */
        size_t found = 0;
        for (size_t k = 0; k < walk.count; k++)
            found += text_equal(walk.records[k].reg->name, all[i]);
        if (found == 0)
            fail_msg("no record of %s was made", all[i]);
    }
}
ON_BOTH(test_every_tab_counts_what_its_list_has_for_every_role)

int main(void)
{
    const struct CMUnitTest tests[] = { BOTH(test_every_tab_counts_what_its_list_has_for_every_role) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
