/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"

static char printed[64 << 10];

/* What ACT wrote to stderr. */
static const char *stderr_of(void (*act)(void))
{
    int ends[2], before = dup(STDERR_FILENO);
    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
    act();
    dup2(before, STDERR_FILENO);
    close(before);
    size_t used = 0;
    ssize_t got;
    while ((got = read(ends[0], printed + used, sizeof printed - 1 - used)) > 0)
        used += (size_t)got;
    close(ends[0]);
    printed[used] = '\0';
    return printed;
}

static void write_two(void)
{
    log_line(LOG_WARNING, "jobs", "việc “%s” lỗi\n%d", "a\"b", 7);
    log_line(LOG_ERROR, "main", "hết");
}

static void test_an_event_is_one_json_line(void **state)
{
    (void)state;
    clock_fix(1627866000000);
    assert_string_equal(
        stderr_of(write_two),
        "{\"t\":\"2021-08-02T08:00:00+07:00\",\"level\":\"warning\",\"room\":\"jobs\","
        "\"msg\":\"việc “a\\\"b” lỗi\\n7\"}\n"
        "{\"t\":\"2021-08-02T08:00:00+07:00\",\"level\":\"error\",\"room\":\"main\",\"msg\":\"hết\"}\n");
    clock_reset();
}

static void write_at_each_level(void)
{
    log_line(LOG_DEBUG, "main", "a");
    log_line(LOG_INFO, "main", "b");
    log_line(LOG_WARNING, "main", "c");
}

static void test_what_is_below_the_level_is_not_written(void **state)
{
    (void)state;
    const char *lines = stderr_of(write_at_each_level);
    assert_null(strstr(lines, "debug"));
    assert_non_null(strstr(lines, "info"));
    assert_non_null(strstr(lines, "warning"));
}

static void write_long(void)
{
    char long_text[5000];
    memset(long_text, 1, sizeof long_text - 1); /* six bytes each in JSON */
    long_text[sizeof long_text - 1] = '\0';
    log_line(LOG_INFO, "main", "%s", long_text);
    log_line(LOG_INFO, "main", "%1015dệệệệệệệ", 7);
}

static void test_a_long_message_is_cut_on_a_character_and_still_a_line(void **state)
{
    (void)state;
    const char *lines = stderr_of(write_long);
    size_t length = strlen(lines);
    assert_true(utf8_is_valid(lines, length));
    assert_true(text_ends(lines, "\"}\n"));
    assert_true(strchr(lines, '\n') < lines + length - 1); /* two lines */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_event_is_one_json_line),
        cmocka_unit_test(test_what_is_below_the_level_is_not_written),
        cmocka_unit_test(test_a_long_message_is_cut_on_a_character_and_still_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
