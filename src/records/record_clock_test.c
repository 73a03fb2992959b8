/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: a restart that begins another life (life_of always −1); what is opened again stays
 * stopped; a second pause accepted. */
#include "records/testing_office.h"

#include "records/record_clock.h"

static struct arena *mem;
static const struct register_definition *reg;

static int begin(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    reg =
        definitions_register(testing_definitions(mem, SOURCE_FOLDER "/src/records/testdata/office", NULL), "case_work");
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

/* The history lines "STEP DAY", one after the other. */
static struct clock_walk walk_of(const char *const *lines, size_t count)
{
    struct clock_walk walk;
    clock_walk_init(&walk, mem, reg);
    for (size_t i = 0; i < count; i++) {
        const char *blank = strchr(lines[i], ' ');
        clock_walk_line(&walk, arena_strndup(mem, lines[i], (size_t)(blank - lines[i])), blank + 1, (int64_t)i + 1);
    }
    return walk;
}

#define WALK(...)                                                                                                      \
    walk_of((const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static void test_steps_tell_the_life_of_a_clock(void **state)
{
    (void)state;
    struct clock_walk walk = WALK("create 2021-07-05", "process 2021-07-06");
    struct record_clock *clock = clock_walk_now(&walk);
    assert_string_equal(clock->definition->name, "handling");
    assert_string_equal(record_clock_on(clock), "2021-07-06");
    assert_null(record_clock_paused(clock));
    walk = WALK("create 2021-07-05", "process 2021-07-06", "wait 2021-07-08", "prolong 2021-07-09");
    assert_string_equal(record_clock_paused(clock_walk_now(&walk)), "2021-07-08");
    walk = WALK("create 2021-07-05", "process 2021-07-06", "wait 2021-07-08", "go-on 2021-07-09");
    assert_null(record_clock_paused(clock_walk_now(&walk)));
    assert_int_equal(clock_walk_now(&walk)->events.count, 3);
    assert_int_equal(clock_walk_now(&walk)->events.items[2].version, 4);
}

static void test_a_restart_goes_on_with_the_same_clock(void **state)
{
    (void)state;
    struct clock_walk walk = WALK("create 2021-07-05", "process 2021-07-06", "wait 2021-07-08", "again 2021-07-12");
    assert_int_equal(walk.lives.count, 1);
    assert_string_equal(record_clock_on(clock_walk_now(&walk)), "2021-07-12");
    assert_null(record_clock_paused(clock_walk_now(&walk)));
    assert_false(clock_walk_now(&walk)->again);
    walk = WALK("create 2021-07-05", "accept 2021-07-06", "again 2021-07-12"); /* another clock ran until then */
    assert_int_equal(walk.lives.count, 2);
    assert_string_equal(record_clock_stopped(&walk.lives.items[0]), "2021-07-12");
    assert_true(clock_walk_now(&walk)->again);
}

static void test_what_is_resolved_keeps_its_clock_and_stops_it(void **state)
{
    (void)state;
    struct clock_walk walk = WALK("create 2021-07-05", "accept 2021-07-06", "settle 2021-07-20");
    assert_string_equal(record_clock_stopped(clock_walk_now(&walk)), "2021-07-20");
    struct step reopen = { .name = "reopen", .label = "Mở lại" };
    struct err err = { 0 };
    assert_true(clock_walk_step(&walk, &reopen, GROUP_RESOLVED, GROUP_OPEN, "2021-07-21", 4, &err));
    assert_null(record_clock_stopped(clock_walk_now(&walk)));
    assert_true(clock_walk_step(&walk, &reopen, GROUP_OPEN, GROUP_UNCOUNTED, "2021-07-22", 5, &err));
    assert_null(clock_walk_now(&walk));
}

static void test_what_does_not_fit_is_refused_by_the_writer_and_left_out_of_the_history(void **state)
{
    (void)state;
    struct clock_walk walk = WALK("create 2021-07-05", "process 2021-07-06", "wait 2021-07-08", "wait 2021-07-09");
    assert_int_equal(clock_walk_now(&walk)->events.count, 2);
    assert_string_equal(record_clock_paused(clock_walk_now(&walk)), "2021-07-08");
    struct err err = { 0 };
    assert_false(clock_walk_step(&walk, register_step(reg, "wait"), GROUP_OPEN, GROUP_OPEN, "2021-07-09", 5, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_string_equal(err.field, "on");
    assert_string_equal(err.text,
                        "Bước “Tạm dừng” không làm được với “Hạn xử lý”: thời hạn đang tạm dừng từ 08/07/2021");
    walk = WALK("create 2021-07-05", "wait 2021-07-06");
    assert_null(clock_walk_now(&walk));
}

static void test_the_due_date_in_force_wins_over_what_the_steps_say(void **state)
{
    (void)state;
    struct clock_walk walk = WALK("create 2021-07-05", "gone 2021-07-06");
    clock_walk_end(&walk, "handling", "2021-07-12T08:00", "2021-07-06");
    assert_string_equal(clock_walk_now(&walk)->definition->name, "handling");
    assert_string_equal(record_clock_on(clock_walk_now(&walk)), "2021-07-06");
    clock_walk_end(&walk, "unknown", "2021-07-12T08:00", "2021-07-06");
    assert_null(clock_walk_now(&walk));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps_tell_the_life_of_a_clock),
        cmocka_unit_test(test_a_restart_goes_on_with_the_same_clock),
        cmocka_unit_test(test_what_is_resolved_keeps_its_clock_and_stops_it),
        cmocka_unit_test(test_what_does_not_fit_is_refused_by_the_writer_and_left_out_of_the_history),
        cmocka_unit_test(test_the_due_date_in_force_wins_over_what_the_steps_say),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
