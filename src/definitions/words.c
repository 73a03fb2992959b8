/* SPDX-License-Identifier: Apache-2.0 */
/* Words that an office says otherwise than the set that comes with the program (`words:` of its settings): a city has a
 * “Thành ủy” where a province has a “Tỉnh ủy”. They are said so in every text of the built-in files; the office's own
 * files stay as they are written. */
#include "definitions/loader_internal.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

struct said {
    const char *word, *as;
};

struct saying {
    struct loader *loader;
    ARRAY(struct said) words; /* a longer one before those it begins with */
};

static const char *member_text(const struct node *item, const char *key)
{
    const struct node *member = item->kind == NODE_MAP ? node_member(item, key) : NULL;
    return member && member->kind == NODE_TEXT ? member->text : NULL;
}

/* A name of the definitions is never changed: a word has a capital letter, a mark or a blank. */
static bool is_name(const char *word)
{
    return strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_-./") == strlen(word);
}

static void read_words(struct saying *saying, const struct node *list)
{
    struct loader *loader = saying->loader;
    for (const struct node *item = list && list->kind == NODE_LIST ? list->first : NULL; item; item = item->next) {
        struct said said = { member_text(item, "word"), member_text(item, "as") };
        if (!said.word || !said.as)
            continue; /* the binder says what is wrong */
        if (is_name(said.word)) {
            fault_error(loader, item->place, TEXT_WORD_IS_NAME, said.word);
            continue;
        }
        size_t at = saying->words.count;
        (void)ARRAY_ADD(loader->mem, &saying->words);
        for (; at > 0 && strlen(saying->words.items[at - 1].word) < strlen(said.word); at--)
            saying->words.items[at] = saying->words.items[at - 1];
        saying->words.items[at] = said;
    }
}

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The word that stands at AT in TEXT as a whole; NULL: none. */
static const struct said *word_at(const struct saying *saying, const char *text, const char *at)
{
    for (size_t i = 0; i < saying->words.count; i++) {
        const struct said *said = &saying->words.items[i];
        if (text_starts(at, said->word) && (at == text || !is_letter(at[-1])) && !is_letter(at[strlen(said->word)]))
            return said;
    }
    return NULL;
}

static const char *say(const struct saying *saying, const char *text)
{
    struct text out = { 0 };
    const char *rest = text;
    for (const char *at = text; *at; at++) {
        const struct said *said = word_at(saying, text, at);
        if (!said)
            continue;
        if (!out.data)
            text_init(&out, saying->loader->mem, TEXT_MAX_PAGE);
        text_add_bytes(&out, rest, (size_t)(at - rest));
        text_add(&out, said->as);
        rest = at + strlen(said->word);
        at = rest - 1;
    }
    if (!out.data)
        return text;
    text_add(&out, rest);
    return out.data;
}

static bool stands_elsewhere(const struct node *list, const struct node *item)
{
    for (const struct node *other = list->first; other; other = other->next)
        if (other != item && other->kind == NODE_TEXT && text_equal(other->text, item->text))
            return true;
    return false;
}

/* Of two words of a list that are one now (“Thành ủy, Tỉnh ủy”) one is left. */
static void say_all(const struct saying *saying, struct node *node)
{
    struct node *before = NULL, *next;
    if (node->kind == NODE_TEXT && node->text && !is_overlay(saying->loader, node->place))
        node->text = say(saying, node->text);
    for (struct node *inner = node->first; inner; inner = next) {
        const char *text = inner->text;
        next = inner->next;
        say_all(saying, inner);
        if (node->kind != NODE_LIST || inner->text == text || !stands_elsewhere(node, inner)) {
            before = inner;
            continue;
        }
        *(before ? &before->next : &node->first) = next;
        node->last = next ? node->last : before;
        node->count--;
    }
}

void say_words(struct loader *loader)
{
    struct saying saying = { .loader = loader };
    const struct trees *settings = &loader->trees[KIND_SETTINGS];
    if (settings->list.count > 0)
        read_words(&saying, node_member(settings->list.items[0], "words"));
    for (size_t kind = 0; saying.words.count > 0 && kind < COUNT_OF(loader->trees); kind++)
        for (size_t i = 0; i < loader->trees[kind].list.count; i++)
            say_all(&saying, loader->trees[kind].list.items[i]);
}
