/* SPDX-License-Identifier: Apache-2.0 */
#include "http/response.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena *mem;
static struct response response;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    response_init(&response, mem);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static void test_a_later_header_replaces_and_cookies_add_up(void **state)
{
    (void)state;
    response_header(&response, "Cache-Control", "no-store");
    response_header(&response, "cache-control", "private");
    response_cookie(&response, "a", "1", 0, false);
    response_cookie(&response, "__Host-s", "xyz", 3600, true);
    response_cookie(&response, "b", "", -1, false);
    assert_int_equal(response.headers.list.count, 4);
    assert_string_equal(pairs_get(&response.headers, "Cache-Control"), "private");
    assert_string_equal(response.headers.list.items[1].value, "a=1; Path=/; HttpOnly; SameSite=Lax");
    assert_string_equal(response.headers.list.items[2].value,
                        "__Host-s=xyz; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure");
    assert_string_equal(response.headers.list.items[3].value, "b=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

static const char *go(const char *path)
{
    response_go(&response, path);
    assert_int_equal(response.status, 303);
    return pairs_get(&response.headers, "Location");
}

static void test_going_leads_to_this_server_only(void **state)
{
    (void)state;
    assert_string_equal(go("/ho-so/12?trang=2&q=%C4%91"), "/ho-so/12?trang=2&q=%C4%91");
    assert_string_equal(go("/đơn thư"), "/%C4%91%C6%A1n%20th%C6%B0");
    const char *away[] = { "//evil.example", "https://evil.example",  "/\\evil.example",  "",
                           "evil",           "/a\r\nSet-Cookie: b=1", "/\t/evil.example", "javascript:alert(1)" };
    for (size_t i = 0; i < COUNT_OF(away); i++)
        assert_string_equal(go(away[i]), "/");
}

static void test_a_download_carries_its_name_in_utf8(void **state)
{
    (void)state;
    response_download(&response, "Báo cáo 7.docx", "application/octet-stream");
    assert_string_equal(pairs_get(&response.headers, "Content-Disposition"),
                        "attachment; filename=\"B_o c_o 7.docx\"; filename*=UTF-8''B%C3%A1o%20c%C3%A1o%207.docx");
    assert_string_equal(pairs_get(&response.headers, "X-Content-Type-Options"), "nosniff");
    assert_string_equal(pairs_get(&response.headers, "Content-Security-Policy"), "sandbox; default-src 'none'");
    assert_string_equal(response.media_type, "application/octet-stream");
}

static void test_hostile_download_names_are_tamed(void **state)
{
    (void)state;
    const char *names[] = {
        "../../x\r\nA: b", "\"; filename=\"evil.exe", "a\\b\\c%41.txt", "\xE2\x80\xAEgpj.exe", "\x01\x7f", "", "..",
        "a;b=c.txt"
    };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        response_download(&response, names[i], "text/plain");
        const char *value = pairs_get(&response.headers, "Content-Disposition");
        int quotes = 0;
        for (const char *at = value; *at; at++) {
            quotes += *at == '"';
            assert_true((unsigned char)*at >= 0x20 && (unsigned char)*at < 0x7f && *at != '\\');
        }
        assert_int_equal(quotes, 2);
        assert_null(strchr(strstr(value, "UTF-8''"), '/'));
    }
}

static void test_an_unnamed_download_gets_a_name(void **state)
{
    (void)state;
    response_download(&response, "/", "text/plain");
    assert_non_null(strstr(pairs_get(&response.headers, "Content-Disposition"), "filename=\"tai-lieu\""));
}

static void test_a_file_is_closed_with_the_memory(void **state)
{
    (void)state;
    int first = open("/dev/null", O_RDONLY | O_CLOEXEC), second = open("/dev/null", O_RDONLY | O_CLOEXEC);
    response_file(&response, first, 0);
    response_file(&response, second, 5);
    assert_int_equal(response.file, second);
    assert_int_equal(response.file_length, 5);
    assert_int_equal(fcntl(first, F_GETFD), -1);
    arena_reset(mem);
    assert_int_equal(fcntl(second, F_GETFD), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_later_header_replaces_and_cookies_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_going_leads_to_this_server_only, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_download_carries_its_name_in_utf8, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hostile_download_names_are_tamed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_unnamed_download_gets_a_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_is_closed_with_the_memory, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
