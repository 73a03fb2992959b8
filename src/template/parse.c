/* SPDX-License-Identifier: Apache-2.0 */
#include "template/template_internal.h"

#include <ctype.h>
#include <string.h>

enum { DELIMITER_MAX = 16 };

/* A place in the text, counted in lines and characters. */
struct place {
    const char *at;
    int line, column;
};

struct tag {
    struct place place;
    char sigil;          /* # ^ / > { & = ! or '\0' for a plain name */
    const char *content; /* inside the delimiters, after the sigil */
    size_t length;
    const char *end; /* after the closing delimiter */
};

struct parser {
    struct arena *mem;
    struct template *template;
    struct place place; /* as far as lines are counted */
    const char *text;   /* the beginning */
    const char *at;     /* what is not read yet */
    char open[DELIMITER_MAX + 1], close[DELIMITER_MAX + 1];
    bool at_line_start;
    size_t stack[TEMPLATE_DEPTH_MAX]; /* the open sections, by node */
    size_t depth;
    struct err *err;
};

static bool parse_text(struct parser *parser);

static const char too_large[] = "mẫu dài quá %d byte";
static const char not_utf8[] = "mẫu không phải là UTF-8";
static const char not_closed_tag[] = "dòng %d, cột %d: thẻ mở bằng %s mà không có %s%s đóng lại";
static const char bad_name[] = "dòng %d, cột %d: tên trong thẻ chỉ gồm chữ, số, _ - / : @ và dấu chấm giữa các phần";
static const char too_many_parts[] = "dòng %d, cột %d: tên có quá %d phần";
static const char bad_delimiters[] = "dòng %d, cột %d: đổi dấu thẻ phải viết như {{=<%% %%>=}}";
static const char wrong_end[] = "dòng %d, cột %d: thẻ đóng {{/%s}} không khớp với {{%c%s}} ở dòng %d, cột %d";
static const char stray_end[] = "dòng %d, cột %d: thẻ đóng {{/%s}} không có thẻ mở";
static const char not_closed_section[] = "dòng %d, cột %d: phần {{%c%s}} chưa được đóng";
static const char too_deep[] = "dòng %d, cột %d: các phần lồng nhau quá %d tầng";

#define REFUSE(parser, ...) err_set((parser)->err, ERR_INVALID, "template", NULL, __VA_ARGS__)

const struct template *template_parse(struct arena *mem, const char *text, struct err *err)
{
    size_t length = strlen(text);
    struct parser parser = { .mem = mem,
                             .err = err,
                             .text = text,
                             .at = text,
                             .open = "{{",
                             .close = "}}",
                             .at_line_start = true,
                             .place = { text, 1, 1 } };
    if (length > TEMPLATE_SIZE_MAX) {
        REFUSE(&parser, too_large, TEMPLATE_SIZE_MAX);
        return NULL;
    }
    if (!utf8_is_valid(text, length)) {
        REFUSE(&parser, not_utf8);
        return NULL;
    }
    parser.template = ARENA_NEW(mem, struct template);
    return parse_text(&parser) ? parser.template : NULL;
}

const struct template_name *template_names(const struct template *template, size_t *count)
{
    *count = template->names.count;
    return template->names.items;
}

static struct place place_of(struct parser *parser, const char *at)
{
    struct place *place = &parser->place;
    while (place->at < at) {
        unsigned char c = (unsigned char)*place->at++;
        if (c == '\n') {
            place->line++;
            place->column = 1;
        } else if ((*place->at & 0xC0) != 0x80) {
            place->column++;
        }
    }
    return *place;
}

static struct node *add_node(struct parser *parser, enum node_kind kind, struct place place)
{
    struct node *node = ARRAY_ADD(parser->mem, &parser->template->nodes);
    node->kind = kind;
    node->line = place.line;
    node->column = place.column;
    return node;
}

/* The literal text up to END. */
static void add_text(struct parser *parser, const char *end)
{
    size_t length = (size_t)(end - parser->at);
    if (length == 0)
        return;
    struct node *node = add_node(parser, NODE_TEXT, parser->place);
    node->text = arena_strndup(parser->mem, parser->at, length);
    node->length = length;
    node->begins_line = parser->at_line_start;
    parser->at_line_start = end[-1] == '\n';
}

/* --- tags --------------------------------------------------------------------------------------------------------- */

/* Finds the tag that begins at START with the opening delimiter. */
static bool read_tag(struct parser *parser, const char *start, struct tag *tag)
{
    tag->place = place_of(parser, start);
    tag->content = start + strlen(parser->open);
    tag->sigil = *tag->content && strchr("#^/>{&=!", *tag->content) ? *tag->content : '\0';
    if (tag->sigil)
        tag->content++;
    const char *before = tag->sigil == '{' ? "}" : tag->sigil == '=' ? "=" : "";
    const char *closing = arena_printf(parser->mem, "%s%s", before, parser->close);
    const char *end = strstr(tag->content, closing);
    if (!end)
        return REFUSE(parser, not_closed_tag, tag->place.line, tag->place.column, parser->open, before, parser->close);
    tag->length = (size_t)(end - tag->content);
    tag->end = end + strlen(closing);
    return true;
}

/* True where the tag is alone on its line(s), which then go with it: from the BLANKS before it to the NEXT line. The
 * blanks never reach back into an earlier tag: its delimiter is not blank. */
static bool is_standalone(const struct parser *parser, const struct tag *tag, const char **blanks, const char **next)
{
    if (tag->sigil == '\0' || tag->sigil == '{' || tag->sigil == '&')
        return false;
    const char *start = tag->place.at, *end = tag->end;
    while (start > parser->text && (start[-1] == ' ' || start[-1] == '\t'))
        start--;
    if (start > parser->text && start[-1] != '\n')
        return false;
    while (*end == ' ' || *end == '\t')
        end++;
    if (end[0] == '\r' && end[1] == '\n')
        end++;
    if (*end != '\n' && *end != '\0')
        return false;
    *blanks = start;
    *next = *end ? end + 1 : end;
    return true;
}

static bool is_name(const char *name)
{
    if (strcmp(name, ".") == 0)
        return true;
    char before = '.';
    for (const char *at = name; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (!isalnum(c) && c < 0x80 && !strchr("_-/:@.", c))
            return false;
        if (c == '.' && before == '.')
            return false;
        before = (char)c;
    }
    return before != '.';
}

/* The name in the tag, without blanks around it; NULL and the error where it is none. */
static char *read_name(struct parser *parser, const struct tag *tag)
{
    const char *start = tag->content, *end = start + tag->length;
    while (start < end && isspace((unsigned char)*start))
        start++;
    while (end > start && isspace((unsigned char)end[-1]))
        end--;
    char *name = arena_strndup(parser->mem, start, (size_t)(end - start));
    if (is_name(name))
        return name;
    REFUSE(parser, bad_name, tag->place.line, tag->place.column);
    return NULL;
}

static bool set_path(struct parser *parser, struct node *node, const char *name)
{
    node->text = name;
    if (strcmp(name, ".") == 0)
        return true;
    char **parts = text_split(parser->mem, name, '.', &node->parts);
    struct name *path = ARENA_ARRAY(parser->mem, struct name, node->parts);
    for (size_t i = 0; i < node->parts; i++)
        path[i] = name_of(parts[i]);
    node->path = path;
    return node->parts <= PATH_PARTS_MAX || REFUSE(parser, too_many_parts, node->line, node->column, PATH_PARTS_MAX);
}

static void note_name(struct parser *parser, const struct tag *tag, const char *name, enum template_use use)
{
    *ARRAY_ADD(parser->mem, &parser->template->names) = (struct template_name){
        .name = name, .use = use, .depth = (int)parser->depth, .line = tag->place.line, .column = tag->place.column
    };
}

static bool change_delimiters(struct parser *parser, const struct tag *tag)
{
    char *content = text_trim(parser->mem, arena_strndup(parser->mem, tag->content, tag->length));
    size_t open = strcspn(content, " \t\r\n="), gap = strspn(content + open, " \t\r\n");
    const char *second = content + open + gap;
    size_t close = strcspn(second, " \t\r\n=");
    if (open == 0 || gap == 0 || close == 0 || second[close] || open > DELIMITER_MAX || close > DELIMITER_MAX)
        return REFUSE(parser, bad_delimiters, tag->place.line, tag->place.column);
    memcpy(parser->open, content, open);
    parser->open[open] = '\0';
    memcpy(parser->close, second, close + 1);
    return true;
}

static char section_sigil(const struct node *node)
{
    return node->kind == NODE_SECTION ? '#' : '^';
}

static bool open_section(struct parser *parser, const struct tag *tag, const char *name)
{
    if (parser->depth == TEMPLATE_DEPTH_MAX)
        return REFUSE(parser, too_deep, tag->place.line, tag->place.column, TEMPLATE_DEPTH_MAX);
    note_name(parser, tag, name, TEMPLATE_USE_SECTION);
    parser->stack[parser->depth++] = parser->template->nodes.count;
    return set_path(parser, add_node(parser, tag->sigil == '#' ? NODE_SECTION : NODE_INVERTED, tag->place), name);
}

static bool close_section(struct parser *parser, const struct tag *tag, const char *name)
{
    if (parser->depth == 0)
        return REFUSE(parser, stray_end, tag->place.line, tag->place.column, name);
    struct node *node = &parser->template->nodes.items[parser->stack[parser->depth - 1]];
    if (strcmp(node->text, name) != 0)
        return REFUSE(parser, wrong_end, tag->place.line, tag->place.column, name, section_sigil(node), node->text,
                      node->line, node->column);
    node->end = parser->template->nodes.count;
    parser->depth--;
    return true;
}

/* INDENT: the blanks before a standalone tag, NULL for others. */
static bool add_tag(struct parser *parser, const struct tag *tag, const char *indent)
{
    if (tag->sigil == '!')
        return true;
    if (tag->sigil == '=')
        return change_delimiters(parser, tag);
    const char *name = read_name(parser, tag);
    if (!name)
        return false;
    switch (tag->sigil) {
    case '#':
    case '^':
        return open_section(parser, tag, name);
    case '/':
        return close_section(parser, tag, name);
    case '>': {
        note_name(parser, tag, name, TEMPLATE_USE_PARTIAL);
        struct node *node = add_node(parser, NODE_PARTIAL, tag->place);
        node->partial = name;
        node->text = indent;
        return true;
    }
    default:
        note_name(parser, tag, name, TEMPLATE_USE_VALUE);
        return set_path(parser, add_node(parser, tag->sigil ? NODE_RAW : NODE_VALUE, tag->place), name);
    }
}

static bool parse_text(struct parser *parser)
{
    const char *start;
    while ((start = strstr(parser->at, parser->open))) {
        struct tag tag = { 0 };
        const char *blanks = start, *next;
        if (!read_tag(parser, start, &tag))
            return false;
        bool standalone = is_standalone(parser, &tag, &blanks, &next);
        add_text(parser, blanks);
        if (!standalone && parser->at_line_start) {
            add_node(parser, NODE_LINE, tag.place);
            parser->at_line_start = false;
        }
        if (!add_tag(parser, &tag, standalone ? arena_strndup(parser->mem, blanks, (size_t)(start - blanks)) : NULL))
            return false;
        parser->at = standalone ? next : tag.end;
    }
    add_text(parser, parser->at + strlen(parser->at));
    if (parser->depth == 0)
        return true;
    const struct node *open = &parser->template->nodes.items[parser->stack[parser->depth - 1]];
    return REFUSE(parser, not_closed_section, open->line, open->column, section_sigil(open), open->text);
}
