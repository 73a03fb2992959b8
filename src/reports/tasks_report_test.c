/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of the report on tasks add up on every day, on random lives, and each is what a second telling of these
 * lives says: total = done on time + done late + open in time + open overdue + open without a limit.
 *
 * Planted and seen red: a total that has the tasks that were called off. */
#include "records/testing_office.h"

enum { TASKS = 60, DAYS = 31, FIGURES = 6 };

static const char *const figures[FIGURES] = { "tasks_total",        "tasks_done_on_time", "tasks_done_late",
                                              "tasks_open_in_time", "tasks_open_overdue", "tasks_open_no_limit" };

/* What a task is on each day of July at its end: 0 not there yet, o open, d done, w called off; and its limit then. */
struct life {
    char at[DAYS];
    int due[DAYS]; /* day of July or beyond; 0: none */
    int done_on;
};

static uint32_t seed = 20210731;

static int chance(int below)
{
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

static const char *day_name(struct testing *t, int day)
{
    char printed[DATE_SIZE];
    day_print(day_from_civil(2021, 7, 1) + day - 1, printed);
    return arena_strdup(t->mem, printed);
}

static void step(struct testing *t, struct testing_office *o, int64_t id, const char *name, int day, const char *field,
                 const char *text)
{
    struct err err = { 0 };
    struct draft_step taken = { .name = name, .on = day ? day_name(t, day) : NULL, .reason = "vì việc khác" };
    if (field)
        draft_step_set(t->mem, &taken, field, text);
    if (text_equal(name, "report"))
        draft_step_set(t->mem, &taken, "result_document", "12/BC-SYT");
    assert_true(testing_ok(record_step(&o->office, t->mem, id, 0, &taken, &err), &err));
}

static void live_from(struct life *life, int day, char state, int due)
{
    for (int d = day; d <= DAYS; d++) {
        life->at[d - 1] = state;
        life->due[d - 1] = due;
    }
}

/* Given on a day, perhaps with a limit; then called off, done or extended, and some done ones are opened again. */
static void live(struct testing *t, struct testing_office *o, struct life *life)
{
    int day = 1 + chance(20), due = chance(4) ? day + chance(20) : 0;
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "task"));
    draft_set(t->mem, draft, "source", "ubnd");
    draft_set(t->mem, draft, "summary", "Việc");
    draft_set(t->mem, draft, "assigned_on", day_name(t, day));
    if (due)
        draft_set(t->mem, draft, "finish_by", day_name(t, due));
    int64_t id = testing_create(t, o, draft);
    live_from(life, day, 'o', due);
    day += chance(3);
    step(t, o, id, "accept", day, NULL, NULL);
    if (due && chance(3) == 0) {
        day += chance(4);
        due = (due > day ? due : day) + 1 + chance(10);
        step(t, o, id, "extend", day, "extended_to", day_name(t, due));
        live_from(life, day, 'o', due);
    }
    day += chance(12);
    if (day > DAYS)
        return;
    if (chance(6) == 0) {
        step(t, o, id, "withdraw", day, "end_reason", "Thôi giao");
        live_from(life, day, 'w', due);
    } else if (chance(3)) {
        step(t, o, id, "report", 0, "result_on", day_name(t, day));
        step(t, o, id, "complete", 0, NULL, NULL);
        live_from(life, day, 'd', due);
        life->done_on = day;
    }
}

static void told(const struct life *life, int day, int64_t counts[FIGURES])
{
    char state = life->at[day - 1];
    int due = life->due[day - 1];
    if (state != 'o' && state != 'd')
        return;
    counts[0]++;
    if (state == 'd')
        counts[!due || life->done_on <= due ? 1 : 2]++;
    else
        counts[!due ? 5 : day <= due ? 3 : 4]++;
}

static int64_t counted(struct testing *t, struct testing_office *o, const char *figure, int day)
{
    struct err err = { 0 };
    const struct definitions *definitions = o->office.definitions;
    const struct figure_definition *definition = definitions_figure(definitions, figure);
    const struct query_tokens tokens = {
        .today = "2021-08-02", .period_from = "2021-07-01", .period_to = day_name(t, day), .cutoff = day_name(t, day)
    };
    const char *text = arena_printf(t->mem, "%s&as_of=%s", definition->query, day_name(t, day));
    const struct query *query =
        query_parse(t->mem, definitions, definitions_register(definitions, "task"), text, &tokens, &err);
    int64_t count = -1;
    assert_true(testing_ok(query && record_count(t->store, t->mem, &o->office.scope, query, &count, &err), &err));
    return count;
}

static void test_the_columns_add_up_on_every_day(struct testing *t)
{
    struct testing_office o;
    static struct life lives[TASKS];
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    memset(lives, 0, sizeof lives);
    for (int i = 0; i < TASKS; i++)
        live(t, &o, &lives[i]);
    for (int day = 1; day <= DAYS; day++) {
        int64_t expected[FIGURES] = { 0 }, found[FIGURES];
        for (int i = 0; i < TASKS; i++)
            told(&lives[i], day, expected);
        for (int i = 0; i < FIGURES; i++) {
            found[i] = counted(t, &o, figures[i], day);
            if (found[i] != expected[i])
                fail_msg("%d July: %s is %lld, lived %lld", day, figures[i], (long long)found[i],
                         (long long)expected[i]);
        }
        assert_int_equal(found[0], found[1] + found[2] + found[3] + found[4] + found[5]);
    }
    print_message("%d tasks on %d days\n", TASKS, DAYS);
}
ON_BOTH(test_the_columns_add_up_on_every_day)

int main(void)
{
    const struct CMUnitTest tests[] = { BOTH(test_the_columns_add_up_on_every_day) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
