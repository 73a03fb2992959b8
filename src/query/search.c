/* SPDX-License-Identifier: Apache-2.0 */
#include "query/search.h"

#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "viet/tokens.h"

/* More units than that are not named: asking for each would cost more than looking at what is found. */
enum { UNITS_NAMED_MAX = 24 };

/* --- what is kept ------------------------------------------------------------------------------------------------- */

const char *search_tokens(struct arena *mem, const struct definitions *definitions, const struct record *record,
                          bool *numbered)
{
    struct viet_tokens *tokens = viet_tokens_new(mem);
    const struct text_list *names = &record->reg->search;
    /* first: of a long text words are cut, never these */
    viet_tokens_add_filter(tokens, "register", record->reg->name);
    viet_tokens_add_filter(tokens, "unit", record->unit ? record->unit : "");
    if (record->cancelled)
        viet_tokens_add_filter(tokens, "cancelled", "1");
    *numbered = false;
    for (size_t i = 0; i < names->count; i++) {
        const struct field *field = register_field(record->reg, names->items[i]);
        if (text_equal(names->items[i], "number"))
            *numbered = true;
        else if (text_equal(names->items[i], "title"))
            viet_tokens_add(tokens, record->title);
        else if (field && !field->personal)
            viet_tokens_add(tokens, value_people(mem, definitions, field, record_value(record, field->name)));
    }
    if (*numbered) /* last, where search_add_number puts it: the same record has the same text, and is not indexed anew
                    */
        viet_tokens_add(tokens, record->number);
    return viet_tokens_join(mem, tokens);
}

const char *search_add_number(struct arena *mem, const char *tokens, const char *number)
{
    struct viet_tokens *more = viet_tokens_new(mem);
    struct text all;
    size_t count;
    viet_tokens_add(more, number);
    char **words = text_split(mem, viet_tokens_join(mem, more), ' ', &count);
    text_init(&all, mem, TEXT_MAX_PAGE);
    text_printf(&all, "%s", tokens);
    for (size_t i = 0; i < count; i++) /* each once, as search_tokens has them */
        if (!strstr(arena_printf(mem, " %s ", tokens), arena_printf(mem, " %s ", words[i])))
            text_printf(&all, " %s", words[i]);
    return all.data;
}

/* --- what is asked ------------------------------------------------------------------------------------------------ */

/* An expression of tokens in the words of one of the databases. */
struct expression {
    struct arena *mem;
    struct text text;
    const char *quote, *all, *any, *none; /* round a token; between what must all be there; any of it; not */
};

static void expression_init(struct expression *to, struct arena *mem, enum store_kind kind)
{
    *to = kind == STORE_SQLITE ? (struct expression){ .quote = "\"", .all = " AND ", .any = " OR ", .none = " NOT " }
                               : (struct expression){ .quote = "'", .all = " & ", .any = " | ", .none = " & !" };
    to->mem = mem;
    text_init(&to->text, mem, TEXT_MAX_PAGE);
}

static void put_token(struct expression *to, const char *token)
{
    text_printf(&to->text, "%s%s%s", to->quote, token, to->quote);
}

static void put_words(struct expression *to, const char *words)
{
    char **items;
    size_t count;
    viet_query_tokens(to->mem, words, &items, &count);
    text_raw(&to->text, "(");
    for (size_t i = 0; i < count; i++) {
        text_add(&to->text, i ? to->all : "");
        put_token(to, items[i]);
    }
    text_printf(&to->text, ")%s", to->none);
    put_token(to, viet_filter_token(to->mem, "cancelled", "1"));
}

const char *search_expression(struct arena *mem, enum store_kind kind, const char *words)
{
    struct expression to;
    expression_init(&to, mem, kind);
    put_words(&to, words);
    return to.text.data;
}

/* The units a reach is bound to; false where it is bound to none, or to too many to name. */
static bool bound_units(struct arena *mem, const struct reach *reach, struct text_list *units)
{
    *units = (struct text_list){ ARENA_ARRAY(mem, const char *, UNITS_NAMED_MAX), 0 };
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        const struct reach *part = reach_part(reach, i);
        if (part->every_unit)
            return false;
        for (size_t j = 0; j < part->units.count; j++) {
            if (text_list_has(units, part->units.items[j]))
                continue;
            if (units->count == UNITS_NAMED_MAX)
                return false;
            units->items[units->count++] = part->units.items[j];
        }
    }
    return true;
}

static bool is_same(const struct text_list *a, const struct text_list *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!text_list_has(b, a->items[i]))
            return false;
    return a->count == b->count;
}

/* Registers that are reached alike. */
struct reached {
    bool reads, bound;
    struct text_list units;
};

static void put_any_of(struct expression *to, const char *name, const struct text_list *values)
{
    text_raw(&to->text, "(");
    for (size_t i = 0; i < values->count; i++) {
        text_add(&to->text, i ? to->any : "");
        put_token(to, viet_filter_token(to->mem, name, values->items[i]));
    }
    text_raw(&to->text, ")");
}

/* The registers from AT on that are reached as it is, with their units; each register is put once. */
static void put_alike(struct expression *to, const struct definitions *definitions, struct reached *all, size_t at)
{
    struct text_list names = { ARENA_ARRAY(to->mem, const char *, definitions->registers.count), 0 };
    const struct reached first = all[at];
    for (size_t i = at; i < definitions->registers.count; i++) {
        if (!all[i].reads || all[i].bound != first.bound || (first.bound && !is_same(&all[i].units, &first.units)))
            continue;
        names.items[names.count++] = definitions->registers.items[i].name;
        all[i].reads = false;
    }
    text_raw(&to->text, "(");
    put_any_of(to, "register", &names);
    if (first.bound) {
        text_add(&to->text, to->all);
        put_any_of(to, "unit", &first.units);
    }
    text_raw(&to->text, ")");
}

const char *search_expression_within(struct arena *mem, enum store_kind kind, const char *words,
                                     const struct definitions *definitions, const struct scope *scope)
{
    struct expression to;
    if (scope->everything)
        return search_expression(mem, kind, words);
    struct reached *all = ARENA_ARRAY(mem, struct reached, definitions->registers.count + 1);
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct reach *reach = scope_reach(scope, &definitions->registers.items[i]);
        all[i].bound = bound_units(mem, reach, &all[i].units);
        all[i].reads = reach->reads && (!all[i].bound || all[i].units.count > 0);
    }
    expression_init(&to, mem, kind);
    text_raw(&to.text, "(");
    put_words(&to, words);
    text_printf(&to.text, ")%s(", to.all);
    size_t begin = to.text.length;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        if (!all[i].reads)
            continue;
        text_add(&to.text, to.text.length > begin ? to.any : "");
        put_alike(&to, definitions, all, i);
    }
    bool any = to.text.length > begin;
    text_raw(&to.text, ")");
    return any ? to.text.data : NULL;
}
