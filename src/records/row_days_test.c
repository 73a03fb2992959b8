/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: an end of "resolved" that is not noticed; a second opening that moves opened_on;
 * left_on kept while it is open again. */
#include "records/row_days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"

static struct row_days days;

/* Goes through the groups, one a day from the 1st on. */
static void go(const char *groups)
{
    static const char *const on[] = { "2021-07-01", "2021-07-02", "2021-07-03", "2021-07-04", "2021-07-05" };
    enum state_group before = GROUP_OPEN;
    days = row_days_new();
    for (size_t i = 0; groups[i]; i++) {
        enum state_group after = groups[i] == 'o' ? GROUP_OPEN : groups[i] == 'r' ? GROUP_RESOLVED : GROUP_UNCOUNTED;
        row_days_enter(&days, i ? &before : NULL, after, on[i]);
        before = after;
    }
}

static void expect(const char *groups, const char *opened_on, const char *left_on, bool told)
{
    go(groups);
    assert_string_equal(days.opened_on, opened_on);
    assert_string_equal(days.left_on, left_on);
    assert_int_equal(days.told, told);
}

static void test_one_opening_and_one_end_are_told(void **state)
{
    (void)state;
    expect("", DATE_OPEN, "", true);
    expect("u", DATE_OPEN, "", true);
    expect("r", DATE_OPEN, "", true);
    expect("o", "2021-07-01", DATE_OPEN, true);
    expect("uoo", "2021-07-02", DATE_OPEN, true);
    expect("uoor", "2021-07-02", "2021-07-04", true);
    expect("orr", "2021-07-01", "2021-07-02", true);
    expect("our", "2021-07-01", "2021-07-02", true);
}

static void test_what_is_opened_again_is_not_told_but_bounded(void **state)
{
    (void)state;
    expect("oro", "2021-07-01", DATE_OPEN, false);
    expect("oror", "2021-07-01", "2021-07-04", false);
    expect("ouo", "2021-07-01", DATE_OPEN, false);
    expect("ouor", "2021-07-01", "2021-07-04", false);
}

static void test_what_is_resolved_no_more_is_not_told(void **state)
{
    (void)state;
    expect("oru", "2021-07-01", "2021-07-02", false);
    expect("ru", DATE_OPEN, "", false);
    expect("ro", "2021-07-02", DATE_OPEN, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_opening_and_one_end_are_told),
        cmocka_unit_test(test_what_is_opened_again_is_not_told_but_bounded),
        cmocka_unit_test(test_what_is_resolved_no_more_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
