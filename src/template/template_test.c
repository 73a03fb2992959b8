/* SPDX-License-Identifier: Apache-2.0 */
#include "template/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct arena *mem;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const struct template *parsed(const char *text)
{
    struct err err;
    const struct template *template = template_parse(mem, text, &err);
    if (!template)
        fail_msg("%s: %s", text, err.text);
    return template;
}

static const char *rendered_as(enum template_escape escape, const char *text, const struct template_value *root)
{
    struct err err;
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    if (!template_render(parsed(text), root, &(struct template_render){ .escape = escape }, &out, &err))
        fail_msg("%s: %s", text, err.text);
    return out.data;
}

static const char *rendered(const char *text, const struct template_value *root)
{
    return rendered_as(TEMPLATE_PLAIN, text, root);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static void test_false_is_nothing_false_empty_text_and_empty_list(void **state)
{
    (void)state;
    struct template_value *root = template_object(mem), *list = template_list(mem);
    template_put(root, "nothing", NULL);
    template_put_bool(root, "false", false);
    template_put_text(root, "empty", NULL);
    template_put(root, "list", template_list(mem));
    template_add(list, NULL);
    template_put(root, "items", list);
    template_put_bool(root, "true", true);
    template_put_int(root, "zero", 0);
    template_put_text(root, "text", "x");
    template_put(root, "object", template_object(mem));
    static const char *const falses[] = { "nothing", "false", "empty", "list", "missing" };
    static const char *const trues[] = { "items", "true", "zero", "text", "object" };
    for (size_t i = 0; i < COUNT_OF(falses); i++)
        assert_string_equal(rendered(arena_printf(mem, "{{#%1$s}}yes{{/%1$s}}{{^%1$s}}no{{/%1$s}}", falses[i]), root),
                            "no");
    for (size_t i = 0; i < COUNT_OF(trues); i++)
        assert_string_equal(rendered(arena_printf(mem, "{{#%1$s}}yes{{/%1$s}}{{^%1$s}}no{{/%1$s}}", trues[i]), root),
                            "yes");
}

static void test_bool_list_and_object_print_nothing(void **state)
{
    (void)state;
    struct template_value *root = template_object(mem);
    template_put_bool(root, "bool", true);
    template_put(root, "list", template_list(mem));
    template_put_int(root, "int", -5);
    assert_string_equal(rendered("[{{bool}}{{list}}{{.}}{{missing}}{{int.x}}{{int}}]", root), "[-5]");
}

static void test_a_text_may_have_forms_beside_itself(void **state)
{
    (void)state;
    struct template_value *root = template_object(mem), *n = template_text(mem, "02");
    template_put_text(n, "words", "hai");
    template_put_bool(n, "some", true);
    template_put(root, "n", n);
    assert_string_equal(rendered("{{n}} {{n.words}}{{#n.some}}!{{/n.some}}{{n.other}}", root), "02 hai!");
}

static void test_later_put_counts(void **state)
{
    (void)state;
    struct template_value *root = template_object(mem);
    template_put_text(root, "a", "1");
    template_put_text(root, "a", "2");
    assert_string_equal(rendered("{{a}}", root), "2");
}

static const struct template_value *figure_part(void *arg, const char *key)
{
    if (strcmp(key, "over") == 0)
        return template_text(mem, arena_printf(mem, "trên %s", (const char *)arg));
    return strcmp(key, "exact") == 0 ? template_text(mem, arg) : NULL;
}

static const struct template_value *figure(void *arg, const char *key)
{
    *(int *)arg += 1;
    return strcmp(key, "petitions") == 0 ? template_lookup(mem, figure_part, arena_strdup(mem, "6.800")) : NULL;
}

static void test_lookup_makes_members_when_asked(void **state)
{
    (void)state;
    int asked = 0;
    struct template_value *root = template_object(mem);
    template_put_text(root, "month", "7");
    struct template_value *figures = template_lookup(mem, figure, &asked);
    template_put(root, "figures", figures);
    assert_string_equal(rendered("{{month}}", root), "7");
    assert_int_equal(asked, 0);
    assert_string_equal(rendered("{{#figures}}{{petitions.over}} {{petitions.exact}} {{month}}{{/figures}}", root),
                        "trên 6.800 6.800 7");
    assert_int_equal(asked, 3);
}

/* --- escapes ------------------------------------------------------------------------------------------------------ */

static void test_escape_is_as_the_render_asks(void **state)
{
    (void)state;
    struct template_value *root = template_object(mem);
    template_put_text(root, "x", "<a b='\"&\"'>\x01\t\\ Đ");
    assert_string_equal(rendered_as(TEMPLATE_HTML, "{{x}}", root), "&lt;a b=&#39;&quot;&amp;&quot;&#39;&gt;\x01\t\\ Đ");
    assert_string_equal(rendered_as(TEMPLATE_XML, "{{x}}", root), "&lt;a b='&quot;&amp;&quot;'&gt;&#9;\\ Đ");
    assert_string_equal(rendered_as(TEMPLATE_JSON, "\"{{x}}\"", root), "\"<a b='\\\"&\\\"'>\\u0001\\t\\\\ Đ\"");
    assert_string_equal(rendered_as(TEMPLATE_PLAIN, "{{x}}", root), "<a b='\"&\"'>\x01\t\\ Đ");
    static const enum template_escape all[] = { TEMPLATE_HTML, TEMPLATE_XML, TEMPLATE_JSON, TEMPLATE_PLAIN };
    for (size_t i = 0; i < COUNT_OF(all); i++)
        assert_string_equal(rendered_as(all[i], "{{{x}}}{{& x}}", root),
                            "<a b='\"&\"'>\x01\t\\ Đ<a b='\"&\"'>\x01\t\\ Đ");
    template_put_text(root, "x", "");
    assert_string_equal(rendered_as(TEMPLATE_JSON, "[{{x}}]", root), "[]");
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static void test_names_tell_what_a_template_asks_for(void **state)
{
    (void)state;
    size_t count;
    const struct template_name *names = template_names(
        parsed("Số {{a.b}}\n{{#list}}{{.}}{{^c}}{{{d}}}{{/c}}{{/list}}\n  {{>đầu-trang}}{{!x}}"), &count);
    static const struct template_name expected[] = {
        { "a.b", TEMPLATE_USE_VALUE, 0, 1, 4 }, { "list", TEMPLATE_USE_SECTION, 0, 2, 1 },
        { ".", TEMPLATE_USE_VALUE, 1, 2, 10 },  { "c", TEMPLATE_USE_SECTION, 1, 2, 15 },
        { "d", TEMPLATE_USE_VALUE, 2, 2, 21 },  { "đầu-trang", TEMPLATE_USE_PARTIAL, 0, 3, 3 },
    };
    assert_int_equal(count, COUNT_OF(expected));
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(names[i].name, expected[i].name);
        assert_int_equal(names[i].use, expected[i].use);
        assert_int_equal(names[i].depth, expected[i].depth);
        assert_int_equal(names[i].line, expected[i].line);
        assert_int_equal(names[i].column, expected[i].column);
    }
}

/* --- errors ------------------------------------------------------------------------------------------------------- */

static void test_parse_errors_name_the_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } rows[] = {
        { "a\nĐỗ {{x", "dòng 2, cột 4: thẻ mở bằng {{ mà không có }} đóng lại" },
        { "{{{x}}", "dòng 1, cột 1: thẻ mở bằng {{ mà không có }}} đóng lại" },
        { "{{! x", "dòng 1, cột 1: thẻ mở" },
        { "{{#a}}x", "dòng 1, cột 1: phần {{#a}} chưa được đóng" },
        { "{{#a}}\n{{^b}}{{/b}}\n{{^c}}", "dòng 3, cột 1: phần {{^c}} chưa được đóng" },
        { "{{#a}}\n  {{/b}}", "dòng 2, cột 3: thẻ đóng {{/b}} không khớp với {{#a}} ở dòng 1, cột 1" },
        { "x{{/a}}", "dòng 1, cột 2: thẻ đóng {{/a}} không có thẻ mở" },
        { "{{}}", "dòng 1, cột 1: tên trong thẻ" },
        { "{{a b}}", "dòng 1, cột 1: tên trong thẻ" },
        { "{{a..b}}", "dòng 1, cột 1: tên trong thẻ" },
        { "{{.a}}", "dòng 1, cột 1: tên trong thẻ" },
        { "{{a.}}", "dòng 1, cột 1: tên trong thẻ" },
        { "{{$block}}{{/block}}", "dòng 1, cột 1: tên trong thẻ" },
        { "{{=<%=}}", "dòng 1, cột 1: đổi dấu thẻ" },
        { "{{=<% %> x=}}", "dòng 1, cột 1: đổi dấu thẻ" },
        { "{{== ==}}", "dòng 1, cột 1: đổi dấu thẻ" },
        { "{{=12345678901234567 %>=}}", "dòng 1, cột 1: đổi dấu thẻ" },
        { "{{a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q}}", "dòng 1, cột 1: tên có quá 16 phần" },
        { "a\xFF", "không phải là UTF-8" },
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct err err;
        if (template_parse(mem, rows[i].text, &err))
            fail_msg("%s is taken", rows[i].text);
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, "template");
        if (!strstr(err.text, rows[i].says))
            fail_msg("%s: %s", rows[i].text, err.text);
    }
}

static char *repeated(const char *part, size_t times)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < times; i++)
        text_add(&out, part);
    return out.data;
}

static void test_text_beyond_the_size_is_refused(void **state)
{
    (void)state;
    struct err err;
    char *text = malloc(TEMPLATE_SIZE_MAX + 2);
    assert_non_null(text);
    memset(text, 'x', TEMPLATE_SIZE_MAX + 1);
    text[TEMPLATE_SIZE_MAX + 1] = '\0';
    assert_null(template_parse(mem, text, &err));
    assert_non_null(strstr(err.text, "dài quá"));
    text[TEMPLATE_SIZE_MAX] = '\0';
    assert_non_null(template_parse(mem, text, &err));
    free(text);
}

/* --- limits of rendering ------------------------------------------------------------------------------------------ */

static const struct template *same_partial(void *arg, const char *name)
{
    return strcmp(name, "self") == 0 ? *(const struct template **)arg : NULL;
}

static bool renders(const struct template *template, const struct template_value *root, size_t max, struct err *err)
{
    struct text out;
    text_init(&out, mem, max);
    struct template_render how = { .escape = TEMPLATE_PLAIN, .partial = same_partial, .arg = &template };
    return template_render(template, root, &how, &out, err);
}

static void test_depth_is_limited(void **state)
{
    (void)state;
    struct err err;
    struct template_value *root = template_object(mem);
    template_put_bool(root, "a", true);
    char *open = repeated("{{#a}}", TEMPLATE_DEPTH_MAX), *close = repeated("{{/a}}", TEMPLATE_DEPTH_MAX);
    assert_string_equal(rendered(arena_printf(mem, "%sx%s", open, close), root), "x");
    assert_null(template_parse(mem, arena_printf(mem, "%s{{#a}}{{/a}}%s", open, close), &err));
    assert_non_null(strstr(err.text, "lồng nhau quá 64 tầng"));
    assert_false(renders(parsed("x{{>self}}"), root, TEXT_MAX_PAGE, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_non_null(strstr(err.text, "lồng nhau quá 64 tầng"));
}

static void test_steps_are_limited(void **state)
{
    (void)state;
    struct err err;
    struct template_value *root = template_object(mem), *list = template_list(mem);
    for (int i = 0; i < 2000; i++)
        template_add(list, template_bool(mem, true));
    template_put(root, "l", list);
    assert_true(renders(parsed("{{#l}}{{#l}}{{/l}}{{/l}}"), root, 100, &err) == false);
    assert_non_null(strstr(err.text, "quá 4000000 thẻ"));
    assert_true(renders(parsed("{{#l}}{{#l2}}{{/l2}}{{/l}}"), root, 100, &err));
}

static void test_result_is_limited(void **state)
{
    (void)state;
    struct err err;
    struct template_value *root = template_object(mem);
    template_put_text(root, "x", "0123456789");
    assert_true(renders(parsed("{{x}}{{x}}"), root, 20, &err));
    assert_false(renders(parsed("{{x}}{{x}}."), root, 20, &err));
    assert_non_null(strstr(err.text, "kết quả dài quá 20 byte"));
}

/* --- partials beyond the specification ---------------------------------------------------------------------------- */

static const struct template *listed_partial(void *arg, const char *name)
{
    (void)arg;
    if (strcmp(name, "outer") == 0)
        return parsed("a\n  {{>inner}}\nb {{>inner}}\n{{#on}}\n{{x}}\n{{/on}}\n\nc");
    return strcmp(name, "inner") == 0 ? parsed("1\n2\n") : NULL;
}

static void test_standalone_partials_indent_each_of_their_lines(void **state)
{
    (void)state;
    struct err err;
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    struct template_value *root = template_object(mem);
    template_put_bool(root, "on", true);
    template_put_text(root, "x", "p\nq");
    struct template_render how = { .escape = TEMPLATE_PLAIN, .partial = listed_partial };
    assert_true(template_render(parsed("<\n\t{{>outer}}\n>"), root, &how, &out, &err));
    assert_string_equal(out.data, "<\n\ta\n\t  1\n\t  2\n\tb 1\n2\n\n\tp\nq\n\t\n\tc>");
}

static void test_a_template_is_rendered_often(void **state)
{
    (void)state;
    const struct template *template = parsed("{{#l}}{{.}};{{/l}}");
    for (int i = 0; i < 3; i++) {
        struct err err;
        struct text out;
        text_init(&out, mem, TEXT_MAX_LINE);
        struct template_value *root = template_object(mem), *list = template_list(mem);
        for (int k = 0; k < i; k++)
            template_add(list, template_int(mem, k));
        template_put(root, "l", list);
        assert_true(template_render(template, root, &(struct template_render){ 0 }, &out, &err));
        static const char *const expected[] = { "", "0;", "0;1;" };
        assert_string_equal(out.data, expected[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_false_is_nothing_false_empty_text_and_empty_list),
        cmocka_unit_test(test_bool_list_and_object_print_nothing),
        cmocka_unit_test(test_a_text_may_have_forms_beside_itself),
        cmocka_unit_test(test_later_put_counts),
        cmocka_unit_test(test_lookup_makes_members_when_asked),
        cmocka_unit_test(test_escape_is_as_the_render_asks),
        cmocka_unit_test(test_names_tell_what_a_template_asks_for),
        cmocka_unit_test(test_parse_errors_name_the_place),
        cmocka_unit_test(test_text_beyond_the_size_is_refused),
        cmocka_unit_test(test_depth_is_limited),
        cmocka_unit_test(test_steps_are_limited),
        cmocka_unit_test(test_result_is_limited),
        cmocka_unit_test(test_standalone_partials_indent_each_of_their_lines),
        cmocka_unit_test(test_a_template_is_rendered_often),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
