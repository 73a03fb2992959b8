/* SPDX-License-Identifier: Apache-2.0 */
/* Random histories: what the SQL of the spans says, day by day, against a plain walk over what happened. */
#include "query/list_testing.h"

#include "base/clock.h"
#include "store/id.h"

enum {
    HISTORIES = 150,
    DAYS = 50,
    STEPS_MAX = 7,
    DUES_MAX = 4,
    NEVER = INT32_MAX,
};

enum at_state { NEW, RECEIVED, IN_WORK, DECIDED, ENFORCED };

static const struct {
    const char *state, *group;
} places[] = {
    [NEW] = { "new", "uncounted" },        [RECEIVED] = { "received", "open" },     [IN_WORK] = { "in-work", "open" },
    [DECIDED] = { "decided", "resolved" }, [ENFORCED] = { "enforced", "resolved" },
};

/* What happened to one record; days are counted from FIRST. The last of a day holds. */
struct history {
    int64_t id;
    bool cancelled;
    int steps, dues;
    struct {
        int day;
        enum at_state to;
    } step[STEPS_MAX];
    struct {
        int day;
        int due; /* NEVER: no due date from then on */
    } due[DUES_MAX];
};

static struct history histories[HISTORIES];
static const struct register_definition *reg;
static const struct definitions *definitions;
static uint32_t seed;

static int roll(int sides)
{
    seed = seed * 1664525 + 1013904223;
    return (int)((seed >> 8) % (uint32_t)sides);
}

static const char *day_text(struct arena *mem, int day)
{
    char out[DATE_SIZE];
    day_print(day_from_civil(2021, 6, 1) + day, out);
    return arena_strdup(mem, out);
}

/* --- making ------------------------------------------------------------------------------------------------------ */

static enum at_state next_place(enum at_state from)
{
    switch (from) {
    case NEW:
        return RECEIVED;
    case RECEIVED:
        return roll(2) ? IN_WORK : DECIDED;
    case IN_WORK:
        return roll(3) ? DECIDED : RECEIVED;
    case DECIDED:
        return roll(3) ? ENFORCED : IN_WORK;
    default:
        return roll(2) ? RECEIVED : DECIDED;
    }
}

static void make_history(struct history *history, int64_t id)
{
    *history = (struct history){ .id = id, .cancelled = roll(15) == 0, .steps = 1 + roll(STEPS_MAX) };
    int day = roll(DAYS);
    enum at_state at = roll(3) ? RECEIVED : NEW;
    for (int i = 0; i < history->steps; i++) {
        history->step[i].day = day;
        history->step[i].to = at;
        day += roll(3) ? roll(9) : 0;
        at = next_place(at);
    }
    history->dues = roll(DUES_MAX);
    for (int i = 0; i < history->dues; i++) {
        history->due[i].day = i == 0 ? history->step[0].day : history->due[i - 1].day + roll(6);
        history->due[i].due = roll(4) ? history->due[i].day + roll(12) : NEVER;
    }
}

static void put_spans(struct testing_rows *rows, const struct history *history)
{
    struct arena *mem = rows->mem;
    const char *since = NULL;
    for (int i = 0; i < history->steps; i++) {
        bool last = i + 1 == history->steps;
        const char *from = day_text(mem, history->step[i].day);
        enum at_state to = history->step[i].to;
        if (i == 0 || !text_equal(places[to].group, places[history->step[i - 1].to].group))
            since = from;
        struct testing_span span = {
            history->id,
            reg->name,
            places[to].state,
            places[to].group,
            since,
            from,
            last ? DATE_OPEN : day_text(mem, history->step[i + 1].day),
            i,
        };
        *ARRAY_ADD(mem, &rows->spans) = span;
    }
}

/* No due date is either a row that says so, or no row. */
static void put_dues(struct testing_rows *rows, const struct history *history)
{
    struct arena *mem = rows->mem;
    for (int i = 0; i < history->dues; i++) {
        bool last = i + 1 == history->dues;
        const char *due = DUE_OPEN;
        if (history->due[i].due == NEVER && roll(2))
            continue;
        if (history->due[i].due != NEVER)
            due = arena_printf(mem, "%sT17:00", day_text(mem, history->due[i].due));
        struct testing_due row = { history->id, due, day_text(mem, history->due[i].day),
                                   last ? DATE_OPEN : day_text(mem, history->due[i + 1].day), i };
        *ARRAY_ADD(mem, &rows->dues) = row;
    }
}

/* What the record's own row says: the due date in force. */
static const char *last_due(struct arena *mem, const struct history *history)
{
    int due = history->dues ? history->due[history->dues - 1].due : NEVER;
    return due == NEVER ? DUE_OPEN : arena_printf(mem, "%sT17:00", day_text(mem, due));
}

static void make_office(struct testing *t, const char *name, uint32_t from)
{
    struct testing_rows rows = { .mem = t->mem, .definitions = testing_definitions(t->mem) };
    definitions = rows.definitions;
    reg = definitions_register(definitions, name);
    clock_fix(instant_from_local(day_from_civil(2021, 6, 1) + DAYS * 3, 8 * 60));
    seed = from;
    for (int i = 0; i < HISTORIES; i++) {
        struct history *history = &histories[i];
        make_history(history, id_at(instant_from_local(day_from_civil(2021, 5, 1), 0) + i, 1, 0));
        enum at_state now = history->step[history->steps - 1].to;
        struct testing_record record = { .id = history->id,
                                         .reg = name,
                                         .state = places[now].state,
                                         .group = places[now].group,
                                         .unit = (const char *[]){ "nc", "ubnd", "vp" }[i % 3],
                                         .happened_on = day_text(t->mem, history->step[0].day),
                                         .due = last_due(t->mem, history),
                                         .cancelled = history->cancelled };
        *ARRAY_ADD(t->mem, &rows.records) = record;
        put_spans(&rows, history);
        put_dues(&rows, history);
    }
    testing_fill(t, &rows);
}

/* --- the plain walk ----------------------------------------------------------------------------------------------- */

static const char *group_of(const struct history *history, int step)
{
    return places[history->step[step].to].group;
}

/* The last step taken up to DAY; −1 before the first. */
static int step_at(const struct history *history, int day)
{
    int at = -1;
    for (int i = 0; i < history->steps && history->step[i].day <= day; i++)
        at = i;
    return at;
}

static bool is_in(const struct history *history, int day, const char *group)
{
    int at = step_at(history, day);
    return at >= 0 && text_equal(group_of(history, at), group);
}

/* The day the group that holds on DAY was entered. */
static int since(const struct history *history, int day)
{
    int at = step_at(history, day);
    while (at > 0 && text_equal(group_of(history, at - 1), group_of(history, at)))
        at--;
    return history->step[at].day;
}

static int due_at(const struct history *history, int day)
{
    int due = NEVER;
    for (int i = 0; i < history->dues && history->due[i].day <= day; i++)
        due = history->due[i].due;
    return due;
}

static const char *verdict(const struct history *history, int day)
{
    if (is_in(history, day, "resolved")) {
        int finished = since(history, day), due = due_at(history, finished);
        return due == NEVER || finished == due ? "on-time" : finished < due ? "early" : "late";
    }
    if (!is_in(history, day, "open"))
        return "";
    int due = due_at(history, day);
    if (due == NEVER)
        return reg->in_time_without_due ? "in-time" : "none";
    return day <= due ? "in-time" : "overdue";
}

/* Open at some moment of A … B: before A, or put there by a step of these days. */
static bool was_present(const struct history *history, int a, int b)
{
    bool present = is_in(history, a - 1, "open");
    for (int i = 0; i < history->steps; i++)
        present |= history->step[i].day >= a && history->step[i].day <= b && text_equal(group_of(history, i), "open");
    return present;
}

static bool entered_state(const struct history *history, const char *state, int a, int b)
{
    for (int i = 0; i < history->steps; i++)
        if (history->step[i].day >= a && history->step[i].day <= b &&
            text_equal(places[history->step[i].to].state, state))
            return true;
    return false;
}

static bool entered_open(const struct history *history, int a, int b)
{
    for (int i = 0; i < history->steps; i++)
        if (history->step[i].day >= a && history->step[i].day <= b && text_equal(group_of(history, i), "open") &&
            (i == 0 || !text_equal(group_of(history, i - 1), "open")))
            return true;
    return false;
}

static bool is_resolved_in(const struct history *history, int a, int b)
{
    return is_in(history, b, "resolved") && since(history, b) >= a;
}

/* --- comparing --------------------------------------------------------------------------------------------------- */

static struct record_values ask(struct testing *t, struct arena *mem, int today, const char *text)
{
    struct err err = { 0 };
    struct scope scope = scope_local_administrator(mem, definitions);
    struct query_tokens tokens = { .today = day_text(mem, today) };
    struct record_values values = { 0 };
    const struct query *query = query_parse(mem, definitions, reg, text, &tokens, &err);
    if (!query || !record_values(t->store, mem, &scope, query, NULL, &values, &err))
        fail_msg("%s: %s", text, err.text);
    return values;
}

struct expected {
    int64_t ids[HISTORIES];
    size_t count;
};

static void expect(struct expected *expected, const struct history *history, bool holds)
{
    if (holds && !history->cancelled)
        expected->ids[expected->count++] = history->id;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void assert_same(struct testing *t, struct arena *mem, int today, const struct expected *expected,
                        const char *text)
{
    struct record_values values = ask(t, mem, today, text);
    if (values.count > 0)
        qsort(values.ids, values.count, sizeof *values.ids, compare_ids);
    bool same = values.count == expected->count;
    if (!same || (values.count > 0 && memcmp(values.ids, expected->ids, values.count * sizeof(int64_t)) != 0))
        fail_msg("%s today=%s: %zu records, expected %zu", text, day_text(mem, today), values.count, expected->count);
}

/* FUNCTION(history, …) of each history against the query. */
#define COMPARE(holds, ...)                                                                                            \
    do {                                                                                                               \
        struct expected expected = { .count = 0 };                                                                     \
        for (const struct history *h = histories; h < histories + HISTORIES; h++)                                      \
            expect(&expected, h, (holds));                                                                             \
        assert_same(t, mem, today, &expected, arena_printf(mem, __VA_ARGS__));                                         \
    } while (0)

static void compare_day(struct testing *t, struct arena *mem, int day, int today)
{
    static const char *const verdicts[] = { "early", "on-time", "late", "in-time", "overdue", "none" };
    const char *d = day_text(mem, day);
    COMPARE(is_in(h, day, "open"), "open_at=%s", d);
    COMPARE(!is_in(h, day, "open"), "open_at=!%s", d);
    COMPARE(is_in(h, day, "resolved"), "group=resolved&as_of=%s", d);
    COMPARE(step_at(h, day) >= 0 && h->step[step_at(h, day)].to == DECIDED, "state=decided&as_of=%s", d);
    COMPARE(entered_state(h, "decided", day, day), "entered.decided=%s", d);
    for (size_t i = 0; i < COUNT_OF(verdicts); i++) {
        COMPARE(text_equal(verdict(h, day), verdicts[i]), "verdict=%s&as_of=%s", verdicts[i], d);
        COMPARE(is_in(h, day, "open") && text_equal(verdict(h, day), verdicts[i]), "open_at=%s&verdict=%s", d,
                verdicts[i]);
    }
    COMPARE(text_equal(verdict(h, day), "early") || text_equal(verdict(h, day), "overdue"),
            "verdict=overdue,early&as_of=%s", d);
    COMPARE(!text_equal(verdict(h, day), "late"), "verdict=!late&as_of=%s", d);
}

static void compare_period(struct testing *t, struct arena *mem, int a, int b, int today)
{
    static const char *const verdicts[] = { "early", "on-time", "late" };
    const char *from = day_text(mem, a), *to = day_text(mem, b);
    int end = b < today ? b : today;
    COMPARE(was_present(h, a, b), "present=%s..%s", from, to);
    COMPARE(entered_state(h, "in-work", a, b), "entered.in-work=%s..%s", from, to);
    COMPARE(entered_open(h, a, b), "entered.open=%s..%s", from, to);
    COMPARE(is_resolved_in(h, a, end), "entered.resolved=%s..%s", from, to);
    COMPARE(is_in(h, end, "resolved"), "entered.resolved=..%s", to);
    COMPARE(is_resolved_in(h, a, today), "entered.resolved=%s..", from);
    for (size_t i = 0; i < COUNT_OF(verdicts); i++)
        COMPARE(is_resolved_in(h, a, end) && text_equal(verdict(h, end), verdicts[i]),
                "entered.resolved=%s..%s&verdict=%s", from, to, verdicts[i]);
}

static void walk(struct testing *t, const char *name, uint32_t from)
{
    make_office(t, name, from);
    for (int day = 0; day < DAYS + 12; day += 5) {
        struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
        compare_day(t, mem, day, DAYS * 2);
        compare_day(t, mem, day, day);
        compare_period(t, mem, day - roll(20), day, day + roll(9));
        compare_period(t, mem, day - 7, day + roll(9), day);
    }
}

static void test_what_was_true_on_a_day_is_read_from_the_spans(struct testing *t)
{
    walk(t, "petition", 1);
}
ON_BOTH(test_what_was_true_on_a_day_is_read_from_the_spans)

static void test_a_dossier_without_a_deadline_is_in_time(struct testing *t)
{
    walk(t, "dossier", 2);
}
ON_BOTH(test_a_dossier_without_a_deadline_is_in_time)

/* Form II.06a: (3) = (7) + (11), (7) = (8) + (9) + (10), (11) = (12) + (13), (6) = (11) of the period before. */
static void test_the_columns_of_form_ii_06a_add_up_on_every_day(struct testing *t)
{
    make_office(t, "dossier", 3);
    size_t most = 0;
    for (int b = 0; b < DAYS + 20; b++) {
        struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
        int a = b - roll(31), asked = b + roll(15);
        const char *period = arena_printf(mem, "%s..%s", day_text(mem, a), day_text(mem, b)), *end = day_text(mem, b);
        size_t column[14] = { 0 };
#define COLUMN(number, ...) column[number] = ask(t, mem, asked, arena_printf(mem, __VA_ARGS__)).count
        COLUMN(3, "present=%s", period);
        COLUMN(6, "open_at=%s", day_text(mem, a - 1));
        COLUMN(7, "entered.resolved=%s", period);
        COLUMN(8, "entered.resolved=%s&verdict=early", period);
        COLUMN(9, "entered.resolved=%s&verdict=on-time", period);
        COLUMN(10, "entered.resolved=%s&verdict=late", period);
        COLUMN(11, "open_at=%s", end);
        COLUMN(12, "open_at=%s&verdict=in-time", end);
        COLUMN(13, "open_at=%s&verdict=overdue", end);
        assert_int_equal(column[3], column[7] + column[11]);
        assert_int_equal(column[7], column[8] + column[9] + column[10]);
        assert_int_equal(column[11], column[12] + column[13]);
        assert_true(column[6] <= column[3]);
        most = column[7] > most ? column[7] : most;
    }
    assert_true(most > 20);
}
ON_BOTH(test_the_columns_of_form_ii_06a_add_up_on_every_day)

/* Today's state and verdict are in the record; asked for by its day, they are in the spans. */
static void compare_today(struct testing *t, const char *name, uint32_t from)
{
    static const char *const verdicts[] = { "early", "on-time", "late", "in-time", "overdue", "none" };
    static const char *const groups[] = { "open", "resolved", "uncounted" };
    make_office(t, name, from);
    struct arena *mem = t->mem;
    int today = DAYS * 3;
    const char *spans = arena_printf(mem, "&as_of=%s", day_text(mem, today));
    for (int way = 0; way < 2; way++) {
        const char *as_of = way ? spans : "";
        for (size_t i = 0; i < COUNT_OF(verdicts); i++) {
            COMPARE(text_equal(verdict(h, today), verdicts[i]), "verdict=%s%s", verdicts[i], as_of);
            COMPARE(!text_equal(verdict(h, today), verdicts[i]), "verdict=!%s%s", verdicts[i], as_of);
            COMPARE(text_equal(verdict(h, today), verdicts[i]) || text_equal(verdict(h, today), "overdue"),
                    "verdict=%s,overdue%s", verdicts[i], as_of);
            COMPARE(text_equal(verdict(h, today), verdicts[i]) && is_in(h, today, "open"), "verdict=%s&group=open%s",
                    verdicts[i], as_of);
        }
        for (size_t i = 0; i < COUNT_OF(groups); i++) {
            COMPARE(is_in(h, today, groups[i]), "group=%s%s", groups[i], as_of);
            COMPARE(!is_in(h, today, groups[i]), "group=!%s%s", groups[i], as_of);
        }
        for (size_t i = 0; i < COUNT_OF(places); i++)
            COMPARE(h->step[h->steps - 1].to == (enum at_state)i, "state=%s%s", places[i].state, as_of);
    }
}

static void test_today_is_the_same_from_the_record_and_from_the_spans(struct testing *t)
{
    compare_today(t, "petition", 4);
}
ON_BOTH(test_today_is_the_same_from_the_record_and_from_the_spans)

static void test_a_dossier_of_today_is_the_same_from_the_record_and_from_the_spans(struct testing *t)
{
    compare_today(t, "dossier", 5);
}
ON_BOTH(test_a_dossier_of_today_is_the_same_from_the_record_and_from_the_spans)

/* --- pages -------------------------------------------------------------------------------------------------------- */

static bool assign(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    for (int i = 0; i < HISTORIES; i += 4)
        if (!change_run(change,
                        SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, "
                            "given_at, read_at, finished_at) values ($1, $2, 0, 'a', $3, 'support', '', $4, 0, 0, $5)"),
                        DB(db_int(i + 1), db_int(histories[i].id), db_text(i % 8 ? "van-thu" : "unit:nc"),
                           db_text(DUE_OPEN), db_int(i % 12)),
                        err))
            return false;
    return true;
}

struct walked {
    int64_t ids[HISTORIES + 1];
    size_t count;
};

static bool add_rows(const struct record_rows *rows, struct arena *mem, void *arg, struct err *err)
{
    struct walked *walked = arg;
    (void)mem, (void)err;
    for (size_t i = 0; i < rows->count && walked->count <= HISTORIES; i++)
        walked->ids[walked->count++] = rows->records[i]->id;
    return true;
}

static bool add_record(const struct record *record, void *arg, struct err *err)
{
    struct walked *walked = arg;
    (void)err;
    if (walked->count <= HISTORIES)
        walked->ids[walked->count++] = record->id;
    return true;
}

/* Page by page, and all rows in one statement of one stage: the same rows in the same order. */
static size_t compare_pages(struct testing *t, struct arena *mem, const struct scope *scope, const char *text)
{
    struct err err = { 0 };
    struct walked pages = { .count = 0 }, whole = { .count = 0 };
    struct query_tokens tokens = { .today = day_text(mem, DAYS * 3) };
    const struct query *query = query_parse(mem, definitions, reg, text, &tokens, &err);
    if (!query || !record_walk(t->store, t->mem, scope, query, 7, add_rows, &pages, &err) ||
        !record_each(t->store, t->mem, scope, query, add_record, &whole, &err))
        fail_msg("%s: %s", text, err.text);
    if (pages.count != whole.count || memcmp(pages.ids, whole.ids, pages.count * sizeof pages.ids[0]) != 0)
        fail_msg("%s: %zu rows by pages, %zu at once", text, pages.count, whole.count);
    return pages.count;
}

static void test_pages_have_the_rows_of_the_whole_in_its_order(struct testing *t)
{
    static const char *const conditions[] = { "",
                                              "group=open",
                                              "group=open&verdict=overdue",
                                              "verdict=in-time,none",
                                              "verdict=late",
                                              "state=decided",
                                              "state=!decided",
                                              "group=resolved&unit=ubnd,vp",
                                              "unit=nc",
                                              "cancelled=any",
                                              "due=2021-06-20..",
                                              "received_on=2021-06-10..2021-07-20" };
    static const char *const orders[] = { "due", "happened_on", "state", "id", "number", "persons", "unit" };
    static const char *whoms[] = { "van-thu", "unit:nc" }, *units[] = { "nc", "vp" }, *issuers[] = { "ubnd" };
    static const char *degrees[] = { "thuong" };
    struct err err = { 0 };
    size_t rows = 0;
    make_office(t, "petition", 6);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, assign, NULL, &err), &err));
    struct scope scopes[5] = { scope_local_administrator(t->mem, definitions) };
    struct reach seen = {
        .reads = true, .every_unit = true, .issuers = TEST_LIST(issuers), .secrecy = TEST_LIST(degrees)
    };
    struct reach own = { .reads = true, .every_issuer = true, .units = TEST_LIST(units), .every_secrecy = true };
    struct reach nothing = { .reads = true };
    struct reach parts[] = { own, nothing };
    struct reach several = { .reads = true, .parts = parts, .part_count = 2 };
    scopes[1] = (struct scope){ .user = "van-thu", .whoms = TEST_LIST(whoms), .common = seen };
    scopes[2] = (struct scope){ .user = "van-thu", .whoms = TEST_LIST(whoms), .common = own };
    scopes[3] = (struct scope){ .user = "van-thu", .whoms = TEST_LIST(whoms), .common = nothing };
    scopes[4] = (struct scope){ .user = "van-thu", .whoms = TEST_LIST(whoms), .common = several };
    for (size_t i = 0; i < COUNT_OF(scopes); i++)
        for (size_t j = 0; j < COUNT_OF(conditions); j++)
            for (size_t k = 0; k < COUNT_OF(orders); k++)
                for (int down = 0; down < 2; down++) {
                    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
                    rows += compare_pages(t, mem, &scopes[i],
                                          arena_printf(mem, "%s%ssort=%s%s", conditions[j], *conditions[j] ? "&" : "",
                                                       down ? "-" : "", orders[k]));
                }
    assert_true(rows > 10000);
}
ON_BOTH(test_pages_have_the_rows_of_the_whole_in_its_order)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_what_was_true_on_a_day_is_read_from_the_spans),
        BOTH(test_a_dossier_without_a_deadline_is_in_time),
        BOTH(test_the_columns_of_form_ii_06a_add_up_on_every_day),
        BOTH(test_today_is_the_same_from_the_record_and_from_the_spans),
        BOTH(test_a_dossier_of_today_is_the_same_from_the_record_and_from_the_spans),
        BOTH(test_pages_have_the_rows_of_the_whole_in_its_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
