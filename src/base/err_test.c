/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

static void test_set_fills_everything_and_returns_false(void **state)
{
    (void)state;
    struct err err = { 0 };
    assert_false(err_set(&err, ERR_CONFLICT, "version", "title", "Bản ghi %d đã được sửa", 7));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.subject, "version");
    assert_string_equal(err.field, "title");
    assert_string_equal(err.text, "Bản ghi 7 đã được sửa");
}

static void test_a_field_of_null_is_empty(void **state)
{
    (void)state;
    struct err err = { .field = "cũ" };
    err_set(&err, ERR_BUSY, "database", NULL, "Đang bận");
    assert_string_equal(err.field, "");
}

static void test_long_texts_are_cut_on_a_whole_character(void **state)
{
    (void)state;
    for (int ahead = 0; ahead < 4; ahead++) {
        char words[3 * ERR_TEXT_MAX] = "xxx";
        for (int at = ahead; at < 2 * ERR_TEXT_MAX; at += 3)
            memcpy(words + at, "ệ", 4); /* three bytes and the end */
        struct err err;
        err_set(&err, ERR_INVALID, words, words, "%s", words);
        size_t length = strlen(err.text);
        assert_in_range(length, ERR_TEXT_MAX - 2, ERR_TEXT_MAX);
        assert_true(utf8_is_valid(err.text, length));
        assert_true(utf8_is_valid(err.subject, strlen(err.subject)));
        assert_in_range(strlen(err.subject), ERR_SUBJECT_MAX - 2, ERR_SUBJECT_MAX);
        assert_true(utf8_is_valid(err.field, strlen(err.field)));
        assert_in_range(strlen(err.field), ERR_FIELD_MAX - 2, ERR_FIELD_MAX);
    }
}

static void test_a_prefix_stands_before_the_text(void **state)
{
    (void)state;
    struct err err;
    err_set(&err, ERR_INVALID, "date", "received_on", "Ngày không có thật");
    assert_false(err_prefix(&err, "dòng %d", 12));
    assert_string_equal(err.text, "dòng 12: Ngày không có thật");
    assert_int_equal(err.kind, ERR_INVALID);
    assert_string_equal(err.subject, "date");
    assert_string_equal(err.field, "received_on");
}

static void test_a_prefix_does_not_make_the_text_too_long(void **state)
{
    (void)state;
    char prefix[1000];
    memset(prefix, 'p', sizeof prefix - 1);
    prefix[sizeof prefix - 1] = '\0';
    struct err err;
    err_set(&err, ERR_INVALID, "date", NULL, "%.390s", prefix);
    err_prefix(&err, "%s", "tệp");
    assert_int_equal(strlen(err.text), 390 + strlen("tệp: "));
    err_prefix(&err, "%s", prefix);
    assert_int_equal(strlen(err.text), ERR_TEXT_MAX);
    assert_memory_equal(err.text, prefix, ERR_TEXT_MAX);
}

static void test_an_err_may_be_made_from_its_own_parts(void **state)
{
    (void)state;
    struct err err;
    err_set(&err, ERR_INVALID, "date", "received_on", "Ngày sai");
    err_set(&err, ERR_CONFLICT, err.subject, err.field, "Lại: %s", err.text);
    assert_string_equal(err.subject, "date");
    assert_string_equal(err.field, "received_on");
    assert_string_equal(err.text, "Lại: Ngày sai");
}

static void test_each_kind_has_its_name_and_statuses(void **state)
{
    (void)state;
    static const struct {
        enum err_kind kind;
        const char *name;
        int http, exit;
    } kinds[] = {
        { ERR_INVALID, "invalid", 422, 1 },     { ERR_NOT_FOUND, "not-found", 404, 1 },
        { ERR_FORBIDDEN, "forbidden", 403, 1 }, { ERR_CONFLICT, "conflict", 409, 1 },
        { ERR_BUSY, "busy", 503, 3 },           { ERR_FULL, "full", 507, 3 },
        { ERR_INTERNAL, "internal", 500, 3 },   { ERR_NONE, "none", 200, 0 },
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        assert_string_equal(err_kind_name(kinds[i].kind), kinds[i].name);
        assert_int_equal(err_http_status(kinds[i].kind), kinds[i].http);
        assert_int_equal(err_exit_status(kinds[i].kind), kinds[i].exit);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set_fills_everything_and_returns_false),
        cmocka_unit_test(test_a_field_of_null_is_empty),
        cmocka_unit_test(test_long_texts_are_cut_on_a_whole_character),
        cmocka_unit_test(test_a_prefix_stands_before_the_text),
        cmocka_unit_test(test_a_prefix_does_not_make_the_text_too_long),
        cmocka_unit_test(test_an_err_may_be_made_from_its_own_parts),
        cmocka_unit_test(test_each_kind_has_its_name_and_statuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
