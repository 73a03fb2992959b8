/* SPDX-License-Identifier: Apache-2.0 */
#include "template/template_internal.h"

#include <assert.h>
#include <string.h>

/* A value and its body in one piece. */
struct whole {
    struct template_value value;
    struct body body;
};

static struct template_value *new_value(struct arena *mem, enum value_kind kind)
{
    struct whole *whole = ARENA_NEW(mem, struct whole);
    whole->value.kind = kind;
    whole->value.body = &whole->body;
    whole->body.mem = mem;
    return &whole->value;
}

struct template_value *template_text(struct arena *mem, const char *text)
{
    struct template_value *value = new_value(mem, VALUE_TEXT);
    value->text = text ? text : "";
    return value;
}

static const char *int_text(struct arena *mem, int64_t number)
{
    return arena_printf(mem, "%lld", (long long)number);
}

struct template_value *template_int(struct arena *mem, int64_t number)
{
    return template_text(mem, int_text(mem, number));
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
    value->body->find = find;
    value->body->arg = arg;
    return value;
}

void template_add(struct template_value *list, const struct template_value *item)
{
    assert(list->kind == VALUE_LIST);
    *ARRAY_ADD(list->body->mem, &list->body->items) = item ? *item : (struct template_value){ .kind = VALUE_NOTHING };
}

static void put(struct template_value *object, const char *key, struct template_value value)
{
    assert(object->kind == VALUE_OBJECT || object->kind == VALUE_TEXT);
    *ARRAY_ADD(object->body->mem, &object->body->members) = (struct member){ name_of(key), value };
}

void template_put(struct template_value *object, const char *key, const struct template_value *value)
{
    put(object, key, value ? *value : (struct template_value){ .kind = VALUE_NOTHING });
}

void template_put_text(struct template_value *object, const char *key, const char *text)
{
    put(object, key, (struct template_value){ .kind = VALUE_TEXT, .text = text ? text : "" });
}

void template_put_int(struct template_value *object, const char *key, int64_t value)
{
    template_put_text(object, key, int_text(object->body->mem, value));
}

void template_put_bool(struct template_value *object, const char *key, bool value)
{
    put(object, key, (struct template_value){ .kind = VALUE_BOOL, .truth = value });
}

const struct template_value *value_member(const struct template_value *value, const struct name *name)
{
    const struct body *body = value->body;
    if (!body)
        return NULL;
    if (value->kind == VALUE_LOOKUP)
        return body->find(body->arg, name->text);
    /* From the end, so that the later of two counts. A list has no members. */
    for (const struct member *member = body->members.items + body->members.count; member-- > body->members.items;)
        if (member->name.hash == name->hash && strcmp(member->name.text, name->text) == 0)
            return &member->value;
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
        return value->body->items.count > 0;
    case VALUE_OBJECT:
    case VALUE_LOOKUP:
        return true;
    case VALUE_NOTHING:
        break;
    }
    return false;
}
