/* fuzz/template.c
 * Parses any bytes as a template and renders it. What is after the first NUL is the partial "p".
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "template/template.h"

enum { RESULT_MAX = 64 << 10 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool fine)
{
    if (!fine)
        abort();
}

static bool is_clear(const struct err *err)
{
    return err->kind == ERR_INVALID && err->text[0] && utf8_is_valid(err->text, strlen(err->text));
}

static const struct template *partial(void *arg, const char *name)
{
    return strcmp(name, "p") == 0 ? arg : NULL;
}

static const struct template_value *values(struct arena *mem)
{
    struct template_value *root = template_object(mem), *list = template_list(mem), *inner = template_object(mem);
    template_put_text(root, "x", "<&\"' Đ\n");
    template_put_int(root, "n", -7);
    template_put_bool(root, "t", true);
    template_put_bool(root, "f", false);
    template_put_text(inner, "x", "trong");
    template_put(inner, "a", list);
    template_add(list, inner);
    template_add(list, template_text(mem, "hai"));
    template_put(root, "a", list);
    template_put(root, "b", inner);
    return root;
}

static void render(struct arena *mem, const struct template *template, const struct template *other,
                   enum template_escape escape, const char *text)
{
    struct template_render how = { escape, partial, (void *)other };
    struct err err = { 0 };
    struct text once, twice;
    text_init(&once, mem, RESULT_MAX);
    text_init(&twice, mem, RESULT_MAX);
    bool done = template_render(template, values(mem), &how, &once, &err);
    check(done || is_clear(&err));
    check(template_render(template, values(mem), &how, &twice, &err) == done);
    check(strcmp(once.data, twice.data) == 0);
    check(!done || utf8_is_valid(once.data, once.length));
    if (done && !strstr(text, "{{"))
        check(strcmp(once.data, text) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    const char *text = arena_strndup(mem, (const char *)bytes, size);
    size_t length = strlen(text);
    const char *rest = length < size ? arena_strndup(mem, (const char *)bytes + length + 1, size - length - 1) : "";
    const struct template *template = template_parse(mem, text, &err);
    check(template || is_clear(&err));
    const struct template *other = template_parse(mem, rest, &err);
    check(other || is_clear(&err));
    if (template) {
        size_t count;
        const struct template_name *names = template_names(template, &count);
        for (size_t i = 0; i < count; i++)
            check(names[i].name[0] && names[i].line > 0 && names[i].column > 0 && names[i].depth >= 0);
        for (enum template_escape escape = TEMPLATE_HTML; escape <= TEMPLATE_PLAIN; escape++)
            render(mem, template, other, escape, text);
    }
    arena_free(mem);
    return 0;
}
