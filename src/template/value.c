/* SPDX-License-Identifier: Apache-2.0 */
#include "template/template_internal.h"

#include <assert.h>
#include <string.h>

static const struct template_value nothing = { .kind = VALUE_NOTHING };

static struct template_value *new_value(struct arena *mem, enum value_kind kind)
{
    struct template_value *value = ARENA_NEW(mem, struct template_value);
    value->kind = kind;
    value->mem = mem;
    return value;
}

struct template_value *template_text(struct arena *mem, const char *text)
{
    struct template_value *value = new_value(mem, VALUE_TEXT);
    value->text = text ? text : "";
    return value;
}

struct template_value *template_int(struct arena *mem, int64_t number)
{
    return template_text(mem, arena_printf(mem, "%lld", (long long)number));
}

struct template_value *template_bool(struct arena *mem, bool truth)
{
    struct template_value *value = new_value(mem, VALUE_BOOL);
    value->truth = truth;
    return value;
}

struct template_value *template_list(struct arena *mem)
{
    return new_value(mem, VALUE_LIST);
}

struct template_value *template_object(struct arena *mem)
{
    return new_value(mem, VALUE_OBJECT);
}

struct template_value *template_lookup(struct arena *mem,
                                       const struct template_value *(*find)(void *arg, const char *key), void *arg)
{
    struct template_value *value = new_value(mem, VALUE_LOOKUP);
    value->find = find;
    value->arg = arg;
    return value;
}

void template_add(struct template_value *list, const struct template_value *item)
{
    assert(list->kind == VALUE_LIST);
    *ARRAY_ADD(list->mem, &list->items) = item ? item : &nothing;
}

void template_put(struct template_value *object, const char *key, const struct template_value *value)
{
    assert(object->kind == VALUE_OBJECT || object->kind == VALUE_TEXT);
    *ARRAY_ADD(object->mem, &object->members) = (struct member){ key, value ? value : &nothing };
}

void template_put_text(struct template_value *object, const char *key, const char *text)
{
    template_put(object, key, template_text(object->mem, text));
}

void template_put_int(struct template_value *object, const char *key, int64_t value)
{
    template_put(object, key, template_int(object->mem, value));
}

void template_put_bool(struct template_value *object, const char *key, bool value)
{
    template_put(object, key, template_bool(object->mem, value));
}

const struct template_value *value_member(const struct template_value *value, const char *key)
{
    if (value->kind == VALUE_LOOKUP)
        return value->find(value->arg, key);
    /* From the end, so that the later of two counts. A list has no members. */
    for (size_t i = value->members.count; i-- > 0;)
        if (strcmp(value->members.items[i].key, key) == 0)
            return value->members.items[i].value;
    return NULL;
}

bool value_is_true(const struct template_value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        return *value->text != '\0';
    case VALUE_BOOL:
        return value->truth;
    case VALUE_LIST:
        return value->items.count > 0;
    case VALUE_OBJECT:
    case VALUE_LOOKUP:
        return true;
    case VALUE_NOTHING:
        break;
    }
    return false;
}
