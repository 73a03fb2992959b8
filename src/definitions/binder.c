/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/binder.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

enum { WORD_MAX = 48 }; /* longer words have no nearest one */

/* LIST_OF(anything) and struct text_list seen alike. */
struct any_list {
    void *items;
    size_t count;
};

static const char *kind_text(const struct node *node)
{
    switch (node->kind) {
    case NODE_LIST:
        return "một danh sách";
    case NODE_MAP:
        return "các mục “tên: giá trị”";
    case NODE_TEXT:
        break;
    }
    return node->text[0] || node->quoted ? "một dòng chữ" : "chỗ trống";
}

static bool is_nothing(const struct node *node)
{
    return node->kind == NODE_TEXT && !node->quoted &&
           (!node->text[0] || text_equal(node->text, "~") || text_equal(node->text, "null"));
}

/* --- words that look alike ---------------------------------------------------------------------------------------- */

/* Edits that turn A into B: insert, delete, change, swap of neighbours. */
static size_t distance(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    size_t rows[3][WORD_MAX + 1] = { 0 };
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[n % 3][m];
}

const char *nearest_word(const char *text, const char *const *words, size_t count)
{
    size_t length = strlen(text);
    size_t best = length < 4 ? 2 : 3; /* one below is allowed: 1 edit in a short word, 2 in a longer one */
    const char *nearest = NULL;
    for (size_t i = 0; length <= WORD_MAX && i < count; i++) {
        if (strlen(words[i]) > WORD_MAX || text_equal(words[i], text))
            continue; /* what was typed is no suggestion */
        size_t edits = distance(text, words[i]);
        if (edits < best) {
            best = edits;
            nearest = words[i];
        }
    }
    return nearest;
}

const char *join_words(struct arena *mem, const char *const *words, size_t count)
{
    struct text all;
    text_init(&all, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_raw(&all, ", ");
        text_add(&all, words[i]);
    }
    return all.data;
}

static void bind_value(struct binder *binder, const struct bind_key *key, const struct node *node, char *out);

/* --- values ------------------------------------------------------------------------------------------------------- */

static const char *bind_text(struct binder *binder, const char *key, const struct node *node)
{
    if (is_nothing(node)) {
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_VALUE, key);
        return NULL;
    }
    if (node->kind != NODE_TEXT) {
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_TEXT, key, kind_text(node));
        return NULL;
    }
    *ARRAY_ADD(binder->mem, &binder->texts) = (struct bound_text){ node->text, node->place };
    return node->text;
}

static void refuse_word(struct binder *binder, const struct bind_key *key, const struct node *node, size_t count)
{
    const char *nearest = nearest_word(node->text, key->words, count);
    if (nearest)
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WORD_NEAREST, key->key, node->text, nearest);
    else
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_WORD, key->key, node->text,
                   join_words(binder->mem, key->words, count));
}

/* The position of the value in the words; −1 after a fault. */
static int bind_word(struct binder *binder, const struct bind_key *key, const struct node *node)
{
    const char *text = bind_text(binder, key->key, node);
    size_t count = 0;
    for (; key->words[count]; count++)
        if (text_equal(text, key->words[count]))
            return (int)count;
    if (text)
        refuse_word(binder, key, node, count);
    return -1;
}

static void bind_choice(struct binder *binder, const struct bind_key *key, const struct node *node, char *member)
{
    int position = bind_word(binder, key, node);
    if (position < 0)
        return;
    if (key->size == sizeof(bool))
        *(bool *)member = position != 0;
    else
        *(int *)member = position;
}

static void bind_date(struct binder *binder, const char *key, const struct node *node, const char **member)
{
    day_t day;
    const char *text = bind_text(binder, key, node);
    if (text && !day_parse(text, &day))
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_DATE, key, text);
    else if (text)
        *member = text;
}

static void bind_int(struct binder *binder, const char *key, const struct node *node, int64_t *member)
{
    int64_t value;
    const char *text = bind_text(binder, key, node);
    if (!text)
        return;
    if (node->quoted || !text_to_int(text, INT64_MIN + 1, INT64_MAX - 1, &value))
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_INT, key, text);
    else
        *member = value;
}

static void bind_yes_no(struct binder *binder, const char *key, const struct node *node, bool *member)
{
    const char *text = bind_text(binder, key, node);
    if (!text)
        return;
    bool yes = text_equal(text, "true");
    if (node->quoted || (!yes && !text_equal(text, "false")))
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_YES_NO, key, text);
    else
        *member = yes;
}

static void bind_texts(struct binder *binder, const char *key, const struct node *node, struct text_list *member)
{
    if (node->kind != NODE_LIST) {
        if (node->kind == NODE_TEXT && !is_nothing(node))
            faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_LIST_OF, key, node->text);
        else
            faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_LIST, key, kind_text(node));
        return;
    }
    const char **items = ARENA_ARRAY(binder->mem, const char *, node->count);
    size_t count = 0;
    for (const struct node *item = node->first; item; item = item->next) {
        const char *text = bind_text(binder, key, item);
        bool twice = false;
        for (size_t i = 0; text && i < count; i++)
            twice |= text_equal(items[i], text);
        if (twice)
            faults_add(binder->mem, binder->faults, item->place, false, TEXT_ITEM_TWICE, text, key);
        else if (text)
            items[count++] = text;
    }
    *member = (struct text_list){ items, count };
}

static void bind_item(struct binder *binder, const struct bind_key *key, const struct node *node, char *out)
{
    if (!key->short_form || node->kind != NODE_TEXT) {
        bind_struct(binder, key->shape, node, out);
        return;
    }
    struct bind_key first = key->shape->keys[0];
    first.key = key->key;
    if (key->shape->blank)
        memcpy(out, key->shape->blank, key->shape->size);
    if (key->shape->place != BIND_NO_PLACE)
        *(struct place *)(out + key->shape->place) = node->place;
    bind_value(binder, &first, node, out);
}

static void bind_list(struct binder *binder, const struct bind_key *key, const struct node *node, struct any_list *list)
{
    if (key->short_form && node->kind != NODE_LIST) {
        char *item = arena_alloc(binder->mem, key->shape->size);
        bind_item(binder, key, node, item);
        *list = (struct any_list){ item, 1 };
        return;
    }
    if (node->kind != NODE_LIST) {
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_LIST, key->key, kind_text(node));
        return;
    }
    char *items = arena_array(binder->mem, node->count, key->shape->size);
    size_t count = 0;
    for (const struct node *item = node->first; item; item = item->next)
        bind_item(binder, key, item, items + key->shape->size * count++);
    *list = (struct any_list){ items, count };
}

static void bind_value(struct binder *binder, const struct bind_key *key, const struct node *node, char *out)
{
    char *member = out + key->offset;
    switch (key->kind) {
    case BIND_TEXT:
        if (bind_text(binder, key->key, node))
            *(const char **)member = node->text;
        break;
    case BIND_WORD:
        if (bind_word(binder, key, node) >= 0)
            *(const char **)member = node->text;
        break;
    case BIND_DATE:
        bind_date(binder, key->key, node, (const char **)member);
        break;
    case BIND_TEXTS:
        bind_texts(binder, key->key, node, (struct text_list *)member);
        break;
    case BIND_INT:
        bind_int(binder, key->key, node, (int64_t *)member);
        break;
    case BIND_YES_NO:
        bind_yes_no(binder, key->key, node, (bool *)member);
        break;
    case BIND_CHOICE:
        bind_choice(binder, key, node, member);
        break;
    case BIND_STRUCT:
        bind_struct(binder, key->shape, node, member);
        break;
    case BIND_NEW:
        *(void **)member = arena_alloc(binder->mem, key->shape->size);
        bind_struct(binder, key->shape, node, *(void **)member);
        break;
    case BIND_LIST:
        bind_list(binder, key, node, (struct any_list *)member);
        break;
    }
}

/* --- structs ------------------------------------------------------------------------------------------------------ */

static void refuse_key(struct binder *binder, const struct bind_shape *shape, const struct node *member)
{
    const char **words = ARENA_ARRAY(binder->mem, const char *, shape->key_count);
    for (size_t i = 0; i < shape->key_count; i++)
        words[i] = shape->keys[i].key;
    const char *nearest = nearest_word(member->key, words, shape->key_count);
    if (nearest)
        faults_add(binder->mem, binder->faults, member->key_place, false, TEXT_KEY_NEAREST, member->key, shape->what,
                   nearest);
    else
        faults_add(binder->mem, binder->faults, member->key_place, false, TEXT_KEY_UNKNOWN, member->key, shape->what,
                   join_words(binder->mem, words, shape->key_count));
}

static const struct bind_key *find_key(const struct bind_shape *shape, const char *name)
{
    for (size_t i = 0; i < shape->key_count; i++)
        if (text_equal(shape->keys[i].key, name))
            return &shape->keys[i];
    return NULL;
}

void bind_struct(struct binder *binder, const struct bind_shape *shape, const struct node *node, void *out)
{
    if (shape->blank)
        memcpy(out, shape->blank, shape->size);
    if (shape->place != BIND_NO_PLACE)
        *(struct place *)((char *)out + shape->place) = node->place;
    if (node->kind != NODE_MAP) {
        faults_add(binder->mem, binder->faults, node->place, false, TEXT_WANT_MAP, shape->what, kind_text(node));
        return;
    }
    for (const struct node *member = node->first; member; member = member->next) {
        const struct bind_key *key = find_key(shape, member->key);
        if (key)
            bind_value(binder, key, member, out);
        else
            refuse_key(binder, shape, member);
    }
    for (size_t i = 0; i < shape->key_count; i++)
        if (shape->keys[i].required && !node_member(node, shape->keys[i].key))
            faults_add(binder->mem, binder->faults, node->place, false, TEXT_KEY_MISSING, shape->what,
                       shape->keys[i].key);
}

/* Is the member of KEY there, and whole? */
static bool has_member(const struct bind_key *key, const char *member)
{
    const struct any_list *list = (const struct any_list *)member;
    switch (key->kind) {
    case BIND_TEXT:
    case BIND_WORD:
    case BIND_DATE:
        return !key->required || *(const char *const *)member;
    case BIND_STRUCT:
        return bind_is_whole(key->shape, member);
    case BIND_NEW:
        return !*(const void *const *)member || bind_is_whole(key->shape, *(const void *const *)member);
    case BIND_LIST:
        for (size_t i = 0; i < list->count; i++)
            if (!bind_is_whole(key->shape, (const char *)list->items + i * key->shape->size))
                return false;
        return true;
    default:
        return true;
    }
}

bool bind_is_whole(const struct bind_shape *shape, const void *out)
{
    for (size_t i = 0; i < shape->key_count; i++)
        if (!has_member(&shape->keys[i], (const char *)out + shape->keys[i].offset))
            return false;
    return true;
}

struct place bind_place(const struct binder *binder, const char *text, struct place otherwise)
{
    for (size_t i = 0; text && i < binder->texts.count; i++)
        if (binder->texts.items[i].text == text)
            return binder->texts.items[i].place;
    return otherwise;
}
