/* SPDX-License-Identifier: Apache-2.0 */
#include "template/template_internal.h"

#include <string.h>

struct run {
    const struct template_render *how;
    struct text *out;
    const struct template_value *stack[TEMPLATE_DEPTH_MAX + 1]; /* the context, the root first */
    size_t values;
    int depth; /* open sections and partials */
    long steps;
    struct err *err;
};

static bool render_nodes(struct run *run, const struct template *template, size_t from, size_t to, const char *indent);

static const char too_deep[] = "mẫu có các phần lồng nhau quá %d tầng (một mẫu con gọi lại chính nó?)";
static const char too_many_steps[] = "mẫu có quá %d thẻ phải điền";
static const char too_long[] = "kết quả dài quá %zu byte";

#define REFUSE(run, ...) err_set((run)->err, ERR_INVALID, "template", NULL, __VA_ARGS__)

bool template_render(const struct template *template, const struct template_value *root,
                     const struct template_render *how, struct text *out, struct err *err)
{
    struct run run = { .how = how, .out = out, .stack = { root }, .values = 1, .err = err };
    return render_nodes(&run, template, 0, template->nodes.count, "");
}

/* The value of a name: the first part anywhere in the context, the others inside it. NULL where there is none. */
static const struct template_value *find_value(const struct run *run, const struct node *node)
{
    if (node->parts == 0)
        return run->stack[run->values - 1];
    const struct template_value *value = NULL;
    for (size_t i = run->values; i-- > 0 && !value;)
        value = value_member(run->stack[i], &node->path[0]);
    for (size_t i = 1; i < node->parts && value; i++)
        value = value_member(value, &node->path[i]);
    return value;
}

static void put_json(struct text *out, const char *string)
{
    size_t at = out->length;
    text_json(out, string);
    if (text_is_full(out))
        return;
    memmove(out->data + at, out->data + at + 1, out->length - at - 2);
    out->length -= 2;
    out->data[out->length] = '\0';
}

static void put_value(struct run *run, const struct node *node)
{
    const struct template_value *value = find_value(run, node);
    if (!value || value->kind != VALUE_TEXT)
        return;
    switch (node->kind == NODE_RAW ? TEMPLATE_PLAIN : run->how->escape) {
    case TEMPLATE_HTML:
        text_attr(run->out, value->text);
        break;
    case TEMPLATE_XML:
        text_xml(run->out, value->text);
        break;
    case TEMPLATE_JSON:
        put_json(run->out, value->text);
        break;
    case TEMPLATE_PLAIN:
        text_add(run->out, value->text);
        break;
    }
}

/* Literal text; with an indentation, before each line that begins in it. */
static void put_text(struct run *run, const struct node *node, const char *indent)
{
    if (!*indent) {
        text_add_bytes(run->out, node->text, node->length);
        return;
    }
    const char *at = node->text, *end = at + node->length;
    bool begins_line = node->begins_line;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *next = newline ? newline + 1 : end;
        if (begins_line)
            text_add(run->out, indent);
        text_add_bytes(run->out, at, (size_t)(next - at));
        begins_line = true;
        at = next;
    }
}

/* Renders with VALUE on the context, or with the context as it is where VALUE is NULL. */
static bool render_inside(struct run *run, const struct template *template, size_t from, size_t to, const char *indent,
                          const struct template_value *value)
{
    if (run->depth == TEMPLATE_DEPTH_MAX)
        return REFUSE(run, too_deep, TEMPLATE_DEPTH_MAX);
    run->depth++;
    if (value)
        run->stack[run->values++] = value;
    bool done = render_nodes(run, template, from, to, indent);
    run->values -= value != NULL;
    run->depth--;
    return done;
}

static bool render_section(struct run *run, const struct template *template, size_t at, const char *indent)
{
    const struct node *node = &template->nodes.items[at];
    const struct template_value *value = find_value(run, node);
    bool truth = value && value_is_true(value);
    if (node->kind == NODE_INVERTED)
        return truth || render_inside(run, template, at + 1, node->end, indent, NULL);
    if (!truth)
        return true;
    if (value->kind != VALUE_LIST)
        return render_inside(run, template, at + 1, node->end, indent, value->kind == VALUE_BOOL ? NULL : value);
    for (size_t i = 0; i < value->body->items.count; i++) {
        if (++run->steps > TEMPLATE_STEPS_MAX)
            return REFUSE(run, too_many_steps, TEMPLATE_STEPS_MAX);
        if (!render_inside(run, template, at + 1, node->end, indent, &value->body->items.items[i]))
            return false;
    }
    return true;
}

static bool render_partial(struct run *run, const struct node *node, const char *indent)
{
    const struct template *partial = run->how->partial ? run->how->partial(run->how->arg, node->partial) : NULL;
    if (!partial)
        return true;
    if (!node->text)
        indent = "";
    else if (*node->text)
        indent = arena_printf(run->out->mem, "%s%s", indent, node->text);
    return render_inside(run, partial, 0, partial->nodes.count, indent, NULL);
}

static bool render_nodes(struct run *run, const struct template *template, size_t from, size_t to, const char *indent)
{
    for (size_t i = from; i < to; i++) {
        const struct node *node = &template->nodes.items[i];
        if (++run->steps > TEMPLATE_STEPS_MAX)
            return REFUSE(run, too_many_steps, TEMPLATE_STEPS_MAX);
        switch (node->kind) {
        case NODE_TEXT:
            put_text(run, node, indent);
            break;
        case NODE_LINE:
            text_add(run->out, indent);
            break;
        case NODE_VALUE:
        case NODE_RAW:
            put_value(run, node);
            break;
        case NODE_SECTION:
        case NODE_INVERTED:
            if (!render_section(run, template, i, indent))
                return false;
            i = node->end - 1;
            break;
        case NODE_PARTIAL:
            if (!render_partial(run, node, indent))
                return false;
            break;
        }
        if (text_is_full(run->out))
            return REFUSE(run, too_long, run->out->max);
    }
    return true;
}
