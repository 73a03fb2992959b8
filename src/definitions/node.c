/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/node.h"

#include <string.h>
#include <yaml.h>

#include "base/text.h"
#include "definitions/texts.h"
#include "viet/fold.h"

/* A file being read. It hangs on the arena, so that a jump out of an allocation leaves nothing behind. */
struct reader {
    struct arena *mem;
    struct faults *faults;
    const char *file;
    yaml_parser_t parser;
    yaml_event_t event;
    bool open;      /* the parser has to be deleted */
    bool has_event; /* the event has to be deleted */
    bool broken;    /* the rest cannot be read */
    struct node *root;
    struct node *stack[NODE_DEPTH_MAX]; /* the open mappings and lists */
    int depth;
    const char *key; /* of the value to come, in a mapping */
    struct place key_place;
};

/* What libyaml says, in words for who edits the file; the longest match first. */
static const struct {
    const char *english, *vietnamese;
} problems[] = {
    { "mapping values are not allowed in this context",
      "dấu hai chấm ở chỗ không nhận; chữ có “: ” bên trong phải đặt trong ngoặc kép" },
    { "found character that cannot start any token", "ký tự không mở đầu được một giá trị (dấu tab, @, `, %)" },
    { "found a tab character", "thụt lề bằng dấu tab: hãy dùng dấu cách" },
    { "found unexpected end of stream", "thiếu dấu đóng ngoặc kép" },
    { "found unknown escape character", "sau dấu \\ trong ngoặc kép là ký tự không hiểu được" },
    { "did not find expected ',' or '}'", "thiếu dấu phẩy hoặc dấu }" },
    { "did not find expected ',' or ']'", "thiếu dấu phẩy hoặc dấu ]" },
    { "did not find expected key", "thụt lề sai hoặc thiếu tên mục" },
    { "did not find expected '-' indicator", "thụt lề sai trong danh sách" },
    { "could not find expected ':'", "thiếu dấu hai chấm sau tên mục" },
    { "did not find expected <document start>", "nội dung thừa sau phần đầu của tệp" },
    { "block sequence entries are not allowed", "dấu - của danh sách ở chỗ không nhận" },
    { "control characters are not allowed", "có ký tự điều khiển" },
    { "found undefined tag handle", "không dùng thẻ kiểu (!)" },
};

static void release(void *arg)
{
    struct reader *reader = arg;
    if (reader->has_event)
        yaml_event_delete(&reader->event);
    if (reader->open)
        yaml_parser_delete(&reader->parser);
    reader->has_event = reader->open = false;
}

static struct place place_at(const struct reader *reader, yaml_mark_t mark)
{
    return (struct place){ reader->file, (int)mark.line + 1, (int)mark.column + 1 };
}

static const char *problem_text(const yaml_parser_t *parser)
{
    if (parser->error == YAML_READER_ERROR && strcmp(parser->problem, "control characters are not allowed") != 0)
        return TEXT_FILE_NOT_UTF8;
    for (size_t i = 0; i < COUNT_OF(problems); i++)
        if (parser->problem && strstr(parser->problem, problems[i].english))
            return problems[i].vietnamese;
    return "dấu câu hoặc thụt lề sai";
}

/* libyaml gives no mark for what its reader refuses, only the byte. */
static struct place place_of_byte(const struct reader *reader, const char *bytes, size_t offset)
{
    struct place place = { reader->file, 1, 1 };
    for (size_t i = 0; i < offset; i++) {
        if (bytes[i] == '\n')
            place.line++, place.column = 1;
        else if (((unsigned char)bytes[i] & 0xC0) != 0x80)
            place.column++;
    }
    return place;
}

static void syntax_fault(struct reader *reader, const char *bytes, size_t length)
{
    const yaml_parser_t *parser = &reader->parser;
    struct place place = place_at(reader, parser->problem_mark);
    if (parser->error == YAML_READER_ERROR)
        place = place_of_byte(reader, bytes, parser->problem_offset < length ? parser->problem_offset : length);
    faults_add(reader->mem, reader->faults, place, false, TEXT_SYNTAX, problem_text(parser));
    reader->broken = true;
}

/* Control characters: none but the line ends of a block scalar. 0 where there is none. */
static uint32_t control_character(const char *text, bool block)
{
    for (const char *at = text; *at;) {
        uint32_t c = utf8_next(&at);
        if ((c < 0x20 && !(block && c == '\n')) || (c >= 0x7F && c < 0xA0))
            return c;
    }
    return 0;
}

static const char *text_of_event(struct reader *reader)
{
    const char *bytes = (const char *)reader->event.data.scalar.value;
    size_t length = reader->event.data.scalar.length;
    yaml_scalar_style_t style = reader->event.data.scalar.style;
    bool block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    while (block && length > 0 && bytes[length - 1] == '\n')
        length--;
    const char *text = arena_strndup(reader->mem, bytes, length);
    uint32_t control = memchr(bytes, '\0', length) ? 1 : control_character(text, block);
    if (control)
        faults_add(reader->mem, reader->faults, place_at(reader, reader->event.start_mark), false, TEXT_CONTROL,
                   memchr(bytes, '\0', length) ? 0 : (unsigned)control);
    return viet_nfc(reader->mem, text);
}

static void check_anchor_and_tag(struct reader *reader, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct place place = place_at(reader, reader->event.start_mark);
    if (anchor)
        faults_add(reader->mem, reader->faults, place, false, TEXT_ANCHOR);
    if (tag)
        faults_add(reader->mem, reader->faults, place, false, TEXT_TAG, (const char *)tag);
}

struct node *node_member(const struct node *map, const char *key)
{
    for (struct node *child = map->first; child; child = child->next)
        if (text_equal(child->key, key))
            return child;
    return NULL;
}

void node_append(struct node *parent, struct node *child)
{
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

/* Puts a new value under the key that waits for it. A second value for a key is read, but belongs nowhere. */
static void add_value(struct reader *reader, struct node *node)
{
    if (reader->depth == 0) {
        reader->root = node;
        return;
    }
    struct node *parent = reader->stack[reader->depth - 1];
    if (parent->kind == NODE_MAP) {
        node->key = reader->key;
        node->key_place = reader->key_place;
        reader->key = NULL;
        const struct node *before = node_member(parent, node->key);
        if (before) {
            faults_add(reader->mem, reader->faults, node->key_place, false, TEXT_KEY_TWICE, node->key,
                       before->key_place.line);
            return;
        }
    }
    if (parent->count == NODE_ITEMS_MAX) {
        faults_add(reader->mem, reader->faults, node->place, false, TEXT_ITEMS, NODE_ITEMS_MAX);
        reader->broken = true;
        return;
    }
    node_append(parent, node);
}

static bool wants_key(const struct reader *reader)
{
    return reader->depth > 0 && reader->stack[reader->depth - 1]->kind == NODE_MAP && !reader->key;
}

static void read_text(struct reader *reader)
{
    check_anchor_and_tag(reader, reader->event.data.scalar.anchor, reader->event.data.scalar.tag);
    struct place place = place_at(reader, reader->event.start_mark);
    const char *text = text_of_event(reader);
    if (wants_key(reader)) {
        reader->key = text;
        reader->key_place = place;
        return;
    }
    struct node *node = ARENA_NEW(reader->mem, struct node);
    node->kind = NODE_TEXT;
    node->place = place;
    node->text = text;
    node->quoted = reader->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    add_value(reader, node);
}

static void open_node(struct reader *reader, enum node_kind kind)
{
    struct place place = place_at(reader, reader->event.start_mark);
    if (wants_key(reader)) {
        faults_add(reader->mem, reader->faults, place, false, TEXT_KEY_NOT_TEXT);
        reader->broken = true;
        return;
    }
    if (reader->depth == NODE_DEPTH_MAX) {
        faults_add(reader->mem, reader->faults, place, false, TEXT_DEPTH, NODE_DEPTH_MAX);
        reader->broken = true;
        return;
    }
    struct node *node = ARENA_NEW(reader->mem, struct node);
    node->kind = kind;
    node->place = place;
    add_value(reader, node);
    reader->stack[reader->depth++] = node;
}

static void read_event(struct reader *reader)
{
    const yaml_event_t *event = &reader->event;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        read_text(reader);
        break;
    case YAML_SEQUENCE_START_EVENT:
        check_anchor_and_tag(reader, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        open_node(reader, NODE_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        check_anchor_and_tag(reader, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        open_node(reader, NODE_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        reader->depth--;
        break;
    case YAML_ALIAS_EVENT:
        faults_add(reader->mem, reader->faults, place_at(reader, event->start_mark), false, TEXT_ALIAS);
        reader->broken = true;
        break;
    case YAML_DOCUMENT_START_EVENT:
        if (reader->root) {
            faults_add(reader->mem, reader->faults, place_at(reader, event->start_mark), false, TEXT_DOCUMENTS);
            reader->broken = true;
        }
        break;
    default:
        break;
    }
}

static struct node *checked_root(struct reader *reader)
{
    struct node *root = reader->root;
    if (reader->broken)
        return NULL;
    if (!root || (root->kind == NODE_TEXT && !root->text[0] && !root->quoted)) {
        faults_add(reader->mem, reader->faults, (struct place){ reader->file, 1, 1 }, false, TEXT_FILE_EMPTY);
        return NULL;
    }
    if (root->kind != NODE_MAP) {
        faults_add(reader->mem, reader->faults, root->place, false, TEXT_ROOT);
        return NULL;
    }
    return root;
}

struct node *node_read(struct arena *mem, const char *file, const char *bytes, size_t length, struct faults *faults)
{
    struct reader *reader = ARENA_NEW(mem, struct reader);
    *reader = (struct reader){ .mem = mem, .faults = faults, .file = file };
    if (length > NODE_FILE_MAX) {
        faults_add(mem, faults, (struct place){ file, 1, 1 }, false, TEXT_FILE_TOO_LARGE);
        return NULL;
    }
    arena_defer(mem, release, reader);
    reader->open = yaml_parser_initialize(&reader->parser);
    if (!reader->open)
        return NULL;
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)bytes, length);
    for (bool more = true; more && !reader->broken;) {
        reader->has_event = yaml_parser_parse(&reader->parser, &reader->event);
        if (!reader->has_event) {
            syntax_fault(reader, bytes, length);
            break;
        }
        read_event(reader);
        more = reader->event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&reader->event);
        reader->has_event = false;
    }
    release(reader);
    return checked_root(reader);
}

/* --- laying one over the other ------------------------------------------------------------------------------------ */

static const char *text_member(const struct node *item, const char *key)
{
    const struct node *member = node_member(item, key);
    return member && member->kind == NODE_TEXT ? member->text : NULL;
}

/* Time limits and office hours have no name: a row is the one of its variant that holds from its day. */
static bool is_row(const struct node *item)
{
    return node_member(item, "length") || node_member(item, "morning");
}

/* A code is what stays when a name changes, so it comes first. */
static const char *const item_keys[] = { "code", "name", "list", "figure", "label", "title", "series", "date" };

const char *node_item_name(const struct node *item)
{
    for (size_t i = 0; item->kind == NODE_MAP && i < COUNT_OF(item_keys); i++)
        if (text_member(item, item_keys[i]))
            return text_member(item, item_keys[i]);
    return NULL;
}

void node_drop(struct node *parent, const struct node *child)
{
    struct node *before = NULL;
    for (struct node *at = parent->first; at && at != child; at = at->next)
        before = at;
    *(before ? &before->next : &parent->first) = child->next;
    if (parent->last == child)
        parent->last = before;
    parent->count--;
}

/* The names that a unit bears one after the other: each is the one of its first day. */
static bool is_names(const struct node *list)
{
    return text_equal(list->key, "names");
}

static bool is_same_item(const struct node *a, const struct node *b)
{
    if (a->kind != NODE_MAP || b->kind != NODE_MAP)
        return false;
    for (size_t i = 0; i < COUNT_OF(item_keys); i++)
        if (text_member(a, item_keys[i]) || text_member(b, item_keys[i]))
            return text_equal(text_member(a, item_keys[i]), text_member(b, item_keys[i]));
    return is_row(a) && is_row(b) && text_equal(text_member(a, "variant"), text_member(b, "variant")) &&
           text_equal(text_member(a, "from"), text_member(b, "from"));
}

static struct node *same_item(const struct node *list, const struct node *wanted)
{
    for (struct node *item = list->first; item; item = item->next)
        if (is_names(list) ? text_equal(text_member(item, "from"), text_member(wanted, "from"))
                           : is_same_item(item, wanted))
            return item;
    return NULL;
}

static void lay_list(struct node *base, struct node *over)
{
    for (struct node *item = over->first, *next; item; item = next) {
        next = item->next;
        struct node *same = same_item(base, item);
        if (same)
            node_lay_over(same, item);
        else
            node_append(base, item);
    }
}

static bool is_list_of_maps(const struct node *node)
{
    return node->kind == NODE_LIST && node->first && node->first->kind == NODE_MAP;
}

/* Takes the value of OVER, keeps its own place in the parent. */
static void replace_value(struct node *node, const struct node *over)
{
    struct node *next = node->next;
    *node = *over;
    node->next = next;
}

void node_lay_over(struct node *base, struct node *over)
{
    for (struct node *member = over->first, *next; member; member = next) {
        next = member->next;
        struct node *same = node_member(base, member->key);
        if (!same)
            node_append(base, member);
        else if (same->kind == NODE_MAP && member->kind == NODE_MAP)
            node_lay_over(same, member);
        else if (is_list_of_maps(same) && is_list_of_maps(member))
            lay_list(same, member);
        else
            replace_value(same, member);
    }
}
