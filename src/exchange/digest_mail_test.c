/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/digest_mail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"

static void test_a_head_is_ascii_and_folded_between_characters(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    assert_string_equal(mail_head_text(mem, "plain words"), "plain words");
    assert_string_equal(mail_head_text(mem, "Bản"), "=?UTF-8?B?QuG6o24=?=");
    const char *head = mail_head_text(mem, "Bản tin 02/08/2021: 12 quá hạn, 3 đến hạn hôm nay, 28 chờ bước tiếp");
    size_t lines = 0;
    for (const char *line = head; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        assert_true(strcspn(line, "\r") <= 76);
        lines++;
    }
    assert_int_equal(lines, 2);
    for (const char *c = head; *c; c++)
        assert_true((*c >= ' ' && *c <= '~') || *c == '\r' || *c == '\n');
    assert_null(strchr(mail_head_text(mem, "a\r\nBcc: x@y.vn"), '\n')); /* a line end is no line end of the mail */
    arena_free(mem);
}

static void test_a_date_is_local_and_says_so(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    assert_string_equal(mail_head_date(mem, instant_from_local(day_from_civil(2021, 8, 2), 7 * 60) + 5000),
                        "Mon, 02 Aug 2021 07:00:05 +0700");
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_head_is_ascii_and_folded_between_characters),
        cmocka_unit_test(test_a_date_is_local_and_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
