/* SPDX-License-Identifier: Apache-2.0 */
#include "http/router.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena *mem;
static struct router *router;
static struct router_match match;

static const struct {
    enum http_method method;
    const char *pattern, *target;
} routes[] = {
    { HTTP_GET, "/", "home" },
    { HTTP_GET, "/lich", "list" },
    { HTTP_GET, "/lich/cong-tac", "week" },
    { HTTP_GET, "/lich/{id}", "record" },
    { HTTP_POST, "/lich/{id}", "edit" },
    { HTTP_POST, "/lich/{so}/buoc/{buoc}", "step" },
    { HTTP_GET, "/lich/cong-tac/in/to", "print" },
    { HTTP_GET, "/lich/{id}/in", "print-one" },
    { HTTP_DELETE, "/api/v1/{x}", "delete" },
};

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    router = router_new(mem);
    for (size_t i = 0; i < COUNT_OF(routes); i++)
        router_add(router, routes[i].method, routes[i].pattern, routes[i].target, routes[i].pattern);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static void finds(enum http_method method, const char *path, const char *target)
{
    assert_int_equal(router_find(router, mem, method, path, &match), ROUTER_FOUND);
    assert_string_equal(match.target, target);
}

static void test_a_literal_segment_goes_before_a_name(void **state)
{
    (void)state;
    finds(HTTP_GET, "/", "home");
    finds(HTTP_GET, "/lich", "list");
    finds(HTTP_GET, "/lich/cong-tac", "week");
    assert_int_equal(match.segments.list.count, 0);
    finds(HTTP_GET, "/lich/17", "record");
    assert_string_equal(pairs_get(&match.segments, "id"), "17");
    assert_string_equal(match.subject, "/lich/{id}");
}

static void test_names_are_those_of_the_route(void **state)
{
    (void)state;
    finds(HTTP_POST, "/lich/17/buoc/giao", "step");
    assert_string_equal(pairs_get(&match.segments, "so"), "17");
    assert_string_equal(pairs_get(&match.segments, "buoc"), "giao");
    assert_null(pairs_get(&match.segments, "id"));
}

static void test_where_a_literal_leads_nowhere_the_name_is_tried(void **state)
{
    (void)state;
    finds(HTTP_GET, "/lich/cong-tac/in", "print-one");
    assert_int_equal(match.segments.list.count, 1);
    assert_string_equal(pairs_get(&match.segments, "id"), "cong-tac");
}

static void test_head_finds_what_get_finds(void **state)
{
    (void)state;
    finds(HTTP_HEAD, "/lich/17", "record");
}

static void test_an_unknown_path_is_not_found(void **state)
{
    (void)state;
    const char *unknown[] = { "/khac", "/lich/1/2", "/lich/", "", "/api", "/api/v1", "/lic", "/lichx", "/%" };
    for (size_t i = 0; i < COUNT_OF(unknown); i++)
        assert_int_equal(router_find(router, mem, HTTP_GET, unknown[i], &match), ROUTER_NO_PATH);
}

static void test_a_wrong_method_is_told_the_right_ones(void **state)
{
    (void)state;
    assert_int_equal(router_find(router, mem, HTTP_DELETE, "/lich/17", &match), ROUTER_NO_METHOD);
    assert_string_equal(match.allowed, "GET, HEAD, POST");
    assert_int_equal(router_find(router, mem, HTTP_OTHER, "/api/v1/x", &match), ROUTER_NO_METHOD);
    assert_string_equal(match.allowed, "DELETE");
    assert_int_equal(router_find(router, mem, HTTP_HEAD, "/api/v1/x", &match), ROUTER_NO_METHOD);
    assert_int_equal(router_find(router, mem, HTTP_POST, "/lich/cong-tac", &match), ROUTER_NO_METHOD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_literal_segment_goes_before_a_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_are_those_of_the_route, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_where_a_literal_leads_nowhere_the_name_is_tried, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_head_finds_what_get_finds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_unknown_path_is_not_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_wrong_method_is_told_the_right_ones, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
