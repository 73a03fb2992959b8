/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: bytes counted instead of characters; words asked for that need not be there. */
#include "records/typed.h"

#include <string.h>

#include "base/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void test_a_day_is_read_as_people_write_it(void **state)
{
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    struct draft_faults faults = { 0 };
    day_t day = 0;
    assert_string_equal(typed_day(mem, &faults, &(struct typed){ "from", "02/08/2021" }, &day), "2021-08-02");
    assert_int_equal(day, day_from_civil(2021, 8, 2));
    assert_int_equal(faults.list.count, 0);
    const char *const wrong[] = { "31/02/2021", "hôm nay", "", NULL };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_string_equal(typed_day(mem, &faults, &(struct typed){ "from", wrong[i] }, &day), "");
        assert_int_equal(faults.list.count, i + 1);
        assert_string_equal(faults.list.items[i].field, "from");
        assert_string_equal(faults.list.items[i].subject, "date");
        assert_non_null(strstr(faults.list.items[i].text, "Từ ngày"));
        assert_null(strstr(faults.list.items[i].text, "“”"));
    }
}

static void test_words_are_cleaned_and_all_that_is_wrong_is_told(void **state)
{
    static const struct {
        struct typed typed;
        const char *words, *subject; /* NULL: nothing is wrong */
    } cases[] = {
        { { "reason", "  Nghỉ phép ", "Thiếu", 9, false }, "Nghỉ phép", NULL },
        { { "reason", "Nghỉ phép", "Thiếu", 8, false }, "Nghỉ phép", "length" }, /* characters, not bytes */
        { { "reason", " ", "Thiếu", 9, false }, "", "required" },
        { { "document", NULL, NULL, 9, false }, "", NULL },
        { { "reason", "Một\nhai", NULL, 9, true }, "Một\nhai", NULL },
        { { "reason", "Một\x01hai", NULL, 9, true }, "", "text" },
    };
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct draft_faults faults = { 0 };
        assert_string_equal(typed_words(mem, &faults, &cases[i].typed), cases[i].words);
        assert_int_equal(faults.list.count, cases[i].subject ? 1 : 0);
        if (cases[i].subject) {
            assert_string_equal(faults.list.items[0].subject, cases[i].subject);
            assert_string_equal(faults.list.items[0].field, cases[i].typed.field);
            assert_true(cases[i].typed.missing || strstr(faults.list.items[0].text, "Lý do"));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day_is_read_as_people_write_it),
        cmocka_unit_test(test_words_are_cleaned_and_all_that_is_wrong_is_told),
    };
    return cmocka_run_group_tests_name("records: what is typed", tests, NULL, NULL);
}
