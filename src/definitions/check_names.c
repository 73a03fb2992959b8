/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

enum { IDENTIFIER_MAX = 41, CODE_MAX = 60 };

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_identifier(const char *name)
{
    size_t length = strlen(name);
    if (length == 0 || length > IDENTIFIER_MAX || !is_lower(name[0]))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_lower(name[i]) && !is_digit(name[i]) && name[i] != '_')
            return false;
    return true;
}

bool is_code(const char *code)
{
    size_t length = strlen(code);
    if (length == 0 || length > CODE_MAX || (!is_lower(code[0]) && !is_digit(code[0])))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_lower(code[i]) && !is_digit(code[i]) && code[i] != '-' && code[i] != '_')
            return false;
    return true;
}

bool is_query(const char *text)
{
    return strchr(text, '=') != NULL;
}

bool names_has(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->list.count; i++)
        if (text_equal(names->list.items[i], name))
            return true;
    return false;
}

void names_add(struct loader *loader, struct names *names, const char *name)
{
    if (name)
        *ARRAY_ADD(loader->mem, &names->list) = name;
}

static void fault_unknown(struct loader *loader, const struct names *names, const char *name, struct place place,
                          bool mild)
{
    if (names->elsewhere && loader->unread)
        return;
    const char *nearest = nearest_word(name, names->list.items, names->list.count);
    const char *text = nearest ? arena_printf(loader->mem, TEXT_NO_SUCH_NEAREST, names->what, name, nearest)
                               : arena_printf(loader->mem, TEXT_NO_SUCH, names->what, name);
    if (mild)
        fault_name(loader, place, "%s", text);
    else
        fault_error(loader, place, "%s", text);
}

bool check_one(struct loader *loader, const struct names *names, const char *name, struct place owner)
{
    if (!name || names_has(names, name))
        return true;
    fault_unknown(loader, names, name, bind_place(&loader->binder, name, owner), false);
    return false;
}

void check_kind(struct loader *loader, const struct kind_members *held)
{
    for (size_t i = 0; i < held->count; i++) {
        unsigned member = 1u << i;
        if ((held->needs & member) && !(held->has & member))
            fault_error(loader, held->place, TEXT_KIND_NEEDS, held->what, held->name, held->kind, held->members[i]);
        if ((held->has & member) && !((held->needs | held->may) & member))
            fault_error(loader, held->place, TEXT_KIND_NO, held->what, held->name, held->kind, held->members[i]);
    }
}

void check_each(struct loader *loader, const struct names *names, struct text_list *list, struct place owner)
{
    size_t kept = 0, known = 0;
    for (size_t i = 0; i < list->count; i++)
        known += names_has(names, list->items[i]);
    for (size_t i = 0; i < list->count; i++) {
        const char *name = list->items[i];
        if (names_has(names, name))
            list->items[kept++] = name;
        else
            fault_unknown(loader, names, name, bind_place(&loader->binder, name, owner), known > 0);
    }
    list->count = kept;
}

struct place place_of(const struct loader *loader, const char *text, struct place owner)
{
    return bind_place(&loader->binder, text, owner);
}

void fault_twice(struct loader *loader, const char *name, const char *before, const char *what, struct place owner)
{
    struct place first = place_of(loader, before, owner);
    fault_error(loader, place_of(loader, name, owner), TEXT_TWICE, what, name, first.file, first.line);
}

void query_keys(struct loader *loader, const char *query, struct names *keys)
{
    const char *start = query;
    bool quoted = false, value = false;
    for (const char *at = query; *at; at++) {
        if (*at == '"') {
            quoted = !quoted;
        } else if (*at == '=' && !quoted && !value) {
            names_add(loader, keys, arena_strndup(loader->mem, start, (size_t)(at - start)));
            value = true;
        } else if (*at == '&' && !quoted) {
            start = at + 1;
            value = false;
        }
    }
}
