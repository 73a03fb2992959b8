/* SPDX-License-Identifier: Apache-2.0 */
#include "http/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "http/request_internal.h"

static struct arena *mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static void test_a_new_request_has_nothing_that_is_null(void **state)
{
    (void)state;
    struct request *request = request_new(mem, HTTP_GET, "/");
    assert_string_equal(request->query, "");
    assert_string_equal(request->remote, "");
    assert_string_equal(request->body, "");
    assert_int_equal(request->peer_uid, -1);
    assert_null(request_form(request, "a"));
    assert_null(request_upload(request, "a"));
}

static void test_pairs_are_decoded_and_the_first_of_a_name_counts(void **state)
{
    (void)state;
    struct http_pairs pairs = { 0 };
    struct err err = { 0 };
    assert_true(pairs_parse(mem, &pairs, "q=%C4%91%E1%BA%A5t+%C4%91ai&a=1&a=2&&b&c=x%3D%26y", 10, &err));
    assert_string_equal(pairs_get(&pairs, "q"), "đất đai");
    assert_string_equal(pairs_get(&pairs, "a"), "1");
    assert_string_equal(pairs_get(&pairs, "b"), "");
    assert_string_equal(pairs_get(&pairs, "c"), "x=&y");
    assert_null(pairs_get(&pairs, "d"));
    assert_int_equal(pairs.list.count, 5);
}

static void test_pairs_that_cannot_be_are_refused(void **state)
{
    (void)state;
    const char *wrong[] = { "a=%",         "a=%4",   "a=%zz",
                            "%C4=1",       "a=%00",  "a=%C0%AF",
                            "a=%ED%A0%80", "a=\xff", "a=1&b=%F4%90%80%80" };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct http_pairs pairs = { 0 };
        struct err err = { 0 };
        assert_false(pairs_parse(mem, &pairs, wrong[i], 10, &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, "form");
    }
}

static void test_pairs_beyond_the_limit_are_refused(void **state)
{
    (void)state;
    struct http_pairs pairs = { 0 };
    struct err err = { 0 };
    assert_true(pairs_parse(mem, &pairs, "a=1&b=2", 2, &err));
    pairs.list.count = 0;
    assert_false(pairs_parse(mem, &pairs, "a=1&b=2&c", 2, &err));
}

static void test_printed_pairs_are_read_back(void **state)
{
    (void)state;
    struct http_pairs pairs = { 0 }, again = { 0 };
    struct err err = { 0 };
    pairs_add(mem, &pairs, "từ khóa", "a&b=c+d %41\n");
    pairs_add(mem, &pairs, "", "");
    const char *printed = pairs_print(mem, &pairs);
    assert_true(pairs_parse(mem, &again, printed, 10, &err));
    assert_int_equal(again.list.count, 2);
    assert_string_equal(pairs_get(&again, "từ khóa"), "a&b=c+d %41\n");
}

static void test_a_path_is_decoded_once(void **state)
{
    (void)state;
    struct err err = { 0 };
    bool slash;
    assert_string_equal(path_decode(mem, "/", &slash, &err), "/");
    assert_false(slash);
    assert_string_equal(path_decode(mem, "/kh%E1%BA%BFu-n%E1%BA%A1i/12%2541", &slash, &err), "/khếu-nại/12%41");
    assert_string_equal(path_decode(mem, "/a+b/...", &slash, &err), "/a+b/...");
    assert_string_equal(path_decode(mem, "/lich/", &slash, &err), "/lich");
    assert_true(slash);
}

static void test_paths_that_could_lead_astray_are_refused(void **state)
{
    (void)state;
    const char *wrong[] = { "",        "a",        "*",         "//",     "//evil.example", "/a//b",
                            "/a/../b", "/..",      "/a/%2e%2e", "/%2e/b", "/a%2Fb",         "/a%2fb",
                            "/a%00",   "/a%0d%0a", "/a%5cb",    "/a\\b",  "/%ff",           "/a%",
                            "/%C0%AE", "/a/./b",   "/a//",      "/a/%7f", "/%e2%80" };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct err err = { 0 };
        bool slash;
        if (path_decode(mem, wrong[i], &slash, &err))
            fail_msg("%s was taken", wrong[i]);
        assert_string_equal(err.subject, "path");
    }
}

static void test_an_encoded_path_is_decoded_to_itself(void **state)
{
    (void)state;
    struct err err = { 0 };
    bool slash;
    const char *encoded = path_encode(mem, "/đơn thư/a%41?b#c");
    assert_string_equal(encoded, "/%C4%91%C6%A1n%20th%C6%B0/a%2541%3Fb%23c");
    assert_string_equal(path_decode(mem, encoded, &slash, &err), "/đơn thư/a%41?b#c");
}

static void test_cookies_are_read_and_what_is_none_is_left_out(void **state)
{
    (void)state;
    struct http_pairs cookies = { 0 };
    cookies_parse(mem, &cookies, "a=1; b=\"2\";c = 3; =4; d; __Host-s=x=y ;a=5");
    assert_string_equal(pairs_get(&cookies, "a"), "1");
    assert_string_equal(pairs_get(&cookies, "b"), "2");
    assert_string_equal(pairs_get(&cookies, "__Host-s"), "x=y");
    assert_null(pairs_get(&cookies, "d"));
    assert_null(pairs_get(&cookies, ""));
}

static const char *clean(const char *name)
{
    return file_name_clean(mem, name, strlen(name));
}

static void test_a_file_name_loses_what_could_harm(void **state)
{
    (void)state;
    assert_string_equal(clean("Tờ trình số 12.docx"), "Tờ trình số 12.docx");
    assert_string_equal(clean("C:\\Users\\lan\\bao cao.pdf"), "bao cao.pdf");
    assert_string_equal(clean("../../etc/passwd"), "passwd");
    assert_string_equal(clean("a\r\nSet-Cookie: x.txt"), "aSet-Cookie_ x.txt");
    assert_string_equal(clean("a\"b.txt"), "a_b.txt");
    assert_string_equal(clean("anh\xE2\x80\xAEgpj.exe"), "anhgpj.exe");
    assert_string_equal(clean("\xff\xfe.txt"), ".txt");
    assert_string_equal(clean(" . "), "");
    assert_string_equal(clean(".."), "");
    assert_string_equal(clean("x/"), "");
    assert_string_equal(file_name_clean(mem, "a.exe\0.pdf", 10), "a.exe .pdf");
}

static void test_a_long_file_name_is_cut_before_its_ending(void **state)
{
    (void)state;
    struct text name;
    text_init(&name, mem, TEXT_MAX_LINE);
    for (int i = 0; i < 400; i++)
        text_raw(&name, "ế");
    text_raw(&name, ".docx");
    const char *cut = clean(name.data);
    assert_true(strlen(cut) <= FILE_NAME_MAX && strlen(cut) > FILE_NAME_MAX - 4);
    assert_true(utf8_is_valid(cut, strlen(cut)));
    assert_true(text_ends(cut, "ế.docx"));
}

static void test_a_media_type_is_known_with_parameters(void **state)
{
    (void)state;
    assert_true(is_media_type("Text/HTML; charset=utf-8", "text/html"));
    assert_true(is_media_type("text/html", "text/html"));
    assert_false(is_media_type("text/html5", "text/html"));
    assert_false(is_media_type(NULL, "text/html"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_new_request_has_nothing_that_is_null, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pairs_are_decoded_and_the_first_of_a_name_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pairs_that_cannot_be_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pairs_beyond_the_limit_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_printed_pairs_are_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_path_is_decoded_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_paths_that_could_lead_astray_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_encoded_path_is_decoded_to_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cookies_are_read_and_what_is_none_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_name_loses_what_could_harm, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_long_file_name_is_cut_before_its_ending, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_media_type_is_known_with_parameters, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
