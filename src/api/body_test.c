/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api/api_internal.h"
#include "base/text.h"

/* "" where it is taken, otherwise the code's second half. */
static const char *refusal(struct arena *mem, const char *text, size_t length)
{
    struct err err = { 0 };
    return body_parse(mem, text, length, &err) ? "" : arena_strdup(mem, err.subject);
}

static void test_only_one_well_formed_object_is_taken(void **state)
{
    (void)state;
    static const struct {
        const char *text, *refusal;
    } cases[] = {
        { "{}", "" },
        { " {\"a\": [1, \"Đồng Tháp\", null, true]} ", "" },
        { "", "json" },
        { "[]", "json" },
        { "1", "json" },
        { "{", "json" },
        { "{} {}", "json" },
        { "{\"a\":1,}", "json" },
        { "{'a':1}", "json" },
        { "{\"a\":01}", "json" },
        { "{\"a\":NaN}", "json" },
        { "{\"a\":1,\"a\":2}", "json" },
        { "{\"a\":99999999999999999999}", "json" },
        { "{\"a\":\"\\u0000\"}", "json" },
        { "{\"a\\u0000b\":1}", "json" },
        { "{\"a\":\"\\ud800\"}", "json" },
        { "{\"a\":\"\xc3\"}", "encoding" },
        { "{\"a\":\"\xed\xa0\x80\"}", "encoding" },
        { "{\"a\":\"\xc0\xaf\"}", "encoding" },
    };
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        if (!text_equal(refusal(mem, cases[i].text, strlen(cases[i].text)), cases[i].refusal))
            fail_msg("%s: %s", cases[i].text, refusal(mem, cases[i].text, strlen(cases[i].text)));
    arena_free(mem);
}

static const char *nested(struct arena *mem, int depth)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (int i = 0; i < depth; i++)
        text_raw(&out, "{\"a\":");
    text_raw(&out, "1");
    for (int i = 0; i < depth; i++)
        text_raw(&out, "}");
    return out.data;
}

static const char *many(struct arena *mem, int count)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_raw(&out, "{\"a\":[");
    for (int i = 1; i < count; i++)
        text_printf(&out, "%s%d", i > 1 ? "," : "", i);
    text_raw(&out, "]}");
    return out.data;
}

static void test_depth_members_and_bytes_have_limits(void **state)
{
    (void)state;
    struct arena *mem = arena_new(4 * ARENA_REQUEST_MAX);
    const char *deepest = nested(mem, API_BODY_DEPTH_MAX), *deeper = nested(mem, API_BODY_DEPTH_MAX + 1);
    const char *abyss = nested(mem, 100000), *most = many(mem, API_BODY_MEMBERS_MAX);
    const char *more = many(mem, API_BODY_MEMBERS_MAX + 1);
    assert_string_equal(refusal(mem, deepest, strlen(deepest)), "");
    assert_string_equal(refusal(mem, deeper, strlen(deeper)), "json");
    assert_string_equal(refusal(mem, abyss, strlen(abyss)), "json");
    assert_string_equal(refusal(mem, most, strlen(most)), "");
    assert_string_equal(refusal(mem, more, strlen(more)), "json");
    char *long_text = arena_alloc(mem, API_BODY_MAX + 1);
    memset(long_text, ' ', API_BODY_MAX + 1);
    memcpy(long_text, "{}", 2);
    assert_string_equal(refusal(mem, long_text, API_BODY_MAX), "");
    assert_string_equal(refusal(mem, long_text, API_BODY_MAX + 1), "size");
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_one_well_formed_object_is_taken),
        cmocka_unit_test(test_depth_members_and_bytes_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
