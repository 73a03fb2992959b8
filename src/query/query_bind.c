/* SPDX-License-Identifier: Apache-2.0 */
/* Parts into conditions: names are found in the register, tokens become values, values are checked. */
#include <string.h>

#include "fields/field_type.h"
#include "query/query_internal.h"
#include "query/query_names.h"
#include "query/query_texts.h"
#include "store/id.h"
#include "viet/tokens.h"

enum { CODE_MAX = 64 };

static bool bind_part(struct query_binder *in);
static bool bind_condition(struct query_binder *in, const struct query_name *name);
static bool bind_range(struct query_binder *in, struct query_condition *condition);
static bool bind_list(struct query_binder *in, struct query_condition *condition);
static bool bind_value(struct query_binder *in, struct query_condition *condition, const struct query_item *item);

bool query_bind(struct arena *mem, struct query *query, const struct query_parts *parts,
                const struct query_tokens *tokens, int flags, struct err *err)
{
    struct query_binder in = { .mem = mem, .query = query, .tokens = tokens, .flags = flags, .err = err };
    for (size_t i = 0; i < parts->list.count; i++) {
        in.part = &parts->list.items[i];
        for (size_t j = 0; j < i; j++)
            in.again |= text_equal(parts->list.items[j].key, in.part->key);
        if (!bind_part(&in))
            return false;
        in.again = false;
    }
    if (query->after && query->before)
        return QUERY_REFUSE(&in, in.part->key_at, TEXT_QUERY_BOTH_PAGES);
    return true;
}

static bool bind_part(struct query_binder *in)
{
    struct query_name name;
    if (!query_name_find(in, &name))
        return false;
    if (name.field && name.field->personal && (in->flags & QUERY_USE_NO_PERSONAL))
        return QUERY_REFUSE(in, in->part->key_at, TEXT_QUERY_PERSONAL, name.field->label);
    bool own = name.ask == ASK_FIELD || name.ask == ASK_STATE || name.ask == ASK_UNIT || name.ask == ASK_ISSUER ||
               name.ask == ASK_SECRECY;
    if (!own && (in->flags & QUERY_USE_PLAIN))
        return QUERY_REFUSE(in, in->part->key_at, TEXT_QUERY_PLAIN, in->part->key);
    if (query_subjects[name.ask].kind == KIND_CONTROL)
        return query_bind_control(in, name.ask);
    return bind_condition(in, &name);
}

static bool is_ordered(const struct query_condition *condition)
{
    if (condition->field && condition->field->type == FIELD_PERIOD)
        return true;
    enum query_kind kind = query_kind_of(condition);
    return kind == KIND_DAY || kind == KIND_MINUTE || kind == KIND_INSTANT ||
           (kind == KIND_INT && condition->field->type != FIELD_YES_NO);
}

static bool is_dated(const struct query_condition *condition)
{
    enum query_kind kind = query_kind_of(condition);
    return kind == KIND_DAY || kind == KIND_MINUTE || kind == KIND_INSTANT;
}

/* @period alone stands for the whole period. */
static bool is_period(const struct query_part *part, const struct query_condition *condition)
{
    return part->shape == SHAPE_VALUES && part->count == 1 && !part->items[0].quoted && is_dated(condition) &&
           text_equal(part->items[0].text, "@period");
}

static bool refuse_shape(struct query_binder *in, enum query_ask ask)
{
    const struct query_part *part = in->part;
    if (part->shape == SHAPE_RANGE)
        return QUERY_REFUSE(in, part->raw_at, TEXT_QUERY_NO_RANGE, part->key);
    if (ask == ASK_PRESENT || ask == ASK_ENTERED_STATE || ask == ASK_ENTERED_GROUP)
        return QUERY_REFUSE(in, part->raw_at, TEXT_QUERY_NEEDS_DAYS, part->key);
    return QUERY_REFUSE(in, part->raw_at, TEXT_QUERY_NO_NONE, part->key);
}

static bool bind_condition(struct query_binder *in, const struct query_name *name)
{
    const struct query_part *part = in->part;
    const struct query_subject *subject = &query_subjects[name->ask];
    struct query_condition bound = {
        .ask = name->ask, .field = name->field, .name = name->rest, .negated = part->negated, .shape = part->shape
    };
    if (subject->kind == KIND_VERDICT && (part->shape == SHAPE_ANY || part->shape == SHAPE_NONE)) {
        bound.negated = part->shape == SHAPE_ANY; /* `none` is a verdict */
        bound.shape = SHAPE_VALUES;
        bound.values = ARENA_NEW(in->mem, struct value);
        bound.values[0] = (struct value){ .is_set = true, .text = "none" };
        bound.count = 1;
        *ARRAY_ADD(in->mem, &in->query->conditions) = bound;
        return true;
    }
    bool fits = (subject->shapes & part->shape) && (part->shape != SHAPE_RANGE || is_ordered(&bound));
    if (!fits && !is_period(part, &bound))
        return refuse_shape(in, name->ask);
    bool entered = name->ask == ASK_ENTERED_STATE || name->ask == ASK_ENTERED_GROUP;
    bool single = (entered && part->shape == SHAPE_VALUES) || name->ask == ASK_OPEN_AT;
    bool many = part->count != 1 || (name->ask == ASK_OPEN_AT && is_period(part, &bound));
    if ((part->negated && !subject->may_negate) || (single && many))
        return QUERY_REFUSE(in, part->raw_at, TEXT_QUERY_ONE, part->key);
    if (part->shape == SHAPE_RANGE && (in->flags & QUERY_USE_PLAIN))
        return QUERY_REFUSE(in, part->raw_at, TEXT_QUERY_PLAIN_VALUE, part->raw);
    bool done = true;
    if (part->shape == SHAPE_RANGE || is_period(part, &bound))
        done = bind_range(in, &bound);
    else if (part->shape == SHAPE_VALUES)
        done = bind_list(in, &bound);
    if (done)
        *ARRAY_ADD(in->mem, &in->query->conditions) = bound;
    return done;
}

static bool add_value(struct query_binder *in, struct query_condition *condition, struct value value)
{
    for (size_t i = 0; i < condition->count; i++)
        if (condition->values[i].integer == value.integer && text_equal(condition->values[i].text, value.text))
            return true;
    if (condition->count == QUERY_VALUES_MAX)
        return QUERY_REFUSE(in, in->part->raw_at, TEXT_QUERY_VALUES, in->part->key, QUERY_VALUES_MAX);
    condition->values[condition->count++] = value;
    return true;
}

static bool bind_range(struct query_binder *in, struct query_condition *condition)
{
    const struct query_part *part = in->part;
    condition->values = ARENA_ARRAY(in->mem, struct value, 2);
    condition->shape = SHAPE_RANGE;
    if (part->shape != SHAPE_RANGE) { /* @period */
        const char *from = in->tokens ? in->tokens->period_from : NULL, *to = in->tokens ? in->tokens->period_to : NULL;
        if ((in->flags & QUERY_USE_NO_TOKENS) || !from || !to)
            return QUERY_REFUSE(in, part->items[0].at, TEXT_TOKEN_UNBOUND, "@period");
        condition->values[0] = (struct value){ .is_set = true, .text = from };
        condition->values[1] = (struct value){ .is_set = true, .text = to };
        condition->count = 2;
        return true;
    }
    for (size_t i = 0; i < 2; i++) {
        condition->count = 0;
        if (!part->items[i].text)
            continue;
        struct query_condition end = *condition;
        end.values = &condition->values[i];
        if (!bind_value(in, &end, &part->items[i]))
            return false;
    }
    condition->count = 2;
    const struct value *from = &condition->values[0], *to = &condition->values[1];
    bool typed =
        part->items[0].text && part->items[1].text && part->items[0].text[0] != '@' && part->items[1].text[0] != '@';
    bool whole = typed && from->text && to->text && strlen(from->text) == strlen(to->text);
    if (typed && (from->text ? whole && strcmp(from->text, to->text) > 0 : from->integer > to->integer))
        return QUERY_REFUSE(in, part->raw_at, TEXT_QUERY_REVERSED, part->key);
    return true;
}

static bool bind_list(struct query_binder *in, struct query_condition *condition)
{
    const struct query_part *part = in->part;
    condition->values = ARENA_ARRAY(in->mem, struct value, QUERY_VALUES_MAX);
    for (size_t i = 0; i < part->count; i++) {
        const struct query_item *item = &part->items[i];
        bool keyword = text_equal(item->text, "any") || text_equal(item->text, "none");
        if (keyword && !item->quoted && condition->ask != ASK_VERDICT)
            return QUERY_REFUSE(in, item->at, TEXT_QUERY_KEYWORD, item->text);
        if (!bind_value(in, condition, item))
            return false;
    }
    return true;
}

/* --- one value --------------------------------------------------------------------------------------------------- */

static bool bind_day(struct query_binder *in, const struct query_item *item, const char **text)
{
    day_t day;
    int year = day_parse_people(item->text, &day) ? civil_from_day(day).year : 0;
    if (year < FIELD_YEAR_MIN || year > FIELD_YEAR_MAX)
        return QUERY_REFUSE(in, item->at, TEXT_QUERY_DAY, item->text);
    char out[DATE_SIZE];
    day_print(day, out);
    *text = arena_strdup(in->mem, out);
    return true;
}

/* A day, or a local minute of it. */
static bool bind_instant(struct query_binder *in, const struct query_item *item, const char **text)
{
    day_t day;
    int minute;
    if (!minute_parse(item->text, &day, &minute) || minute < 0)
        return bind_day(in, item, text);
    char out[MINUTE_SIZE];
    minute_print(day, minute, out);
    *text = arena_strdup(in->mem, out);
    return true;
}

static bool bind_field_value(struct query_binder *in, const struct field *field, const struct query_item *item,
                             struct value *value)
{
    if (!value_read(in->mem, in->query->definitions, field, item->text, value, in->err)) {
        if (field->type == FIELD_CHOICE || field->type == FIELD_CHOICES) {
            const char **codes = ARENA_ARRAY(in->mem, const char *, field->choices.count + 1);
            for (size_t i = 0; i < field->choices.count; i++)
                codes[i] = field->choices.items[i].code;
            return QUERY_REFUSE_NEAR(in, item->at, item->text, codes, field->choices.count, TEXT_QUERY_CHOICE,
                                     item->text, field->label);
        }
        return err_prefix(in->err, "Ký tự %zu", item->at);
    }
    if (!value->is_set)
        return QUERY_REFUSE(in, item->at, TEXT_QUERY_NO_VALUE, in->part->key);
    return true;
}

static bool bind_state(struct query_binder *in, const struct query_item *item, struct value *value)
{
    const struct register_definition *reg = in->query->reg;
    const char **names = ARENA_ARRAY(in->mem, const char *, reg->states.count + 1);
    for (size_t i = 0; i < reg->states.count; i++) {
        names[i] = reg->states.items[i].name;
        if (text_equal(names[i], item->text) ||
            (reg->states.items[i].was && text_equal(reg->states.items[i].was, item->text)))
            value->text = names[i];
    }
    return value->text || QUERY_REFUSE_NEAR(in, item->at, item->text, names, reg->states.count, TEXT_QUERY_STATE,
                                            item->text, reg->label);
}

static bool bind_unit(struct query_binder *in, const struct query_item *item, struct value *value)
{
    const struct definitions *definitions = in->query->definitions;
    const struct unit *unit = definitions_unit(definitions, item->text);
    if (unit) {
        value->text = unit->code;
        return true;
    }
    const char **codes = ARENA_ARRAY(in->mem, const char *, definitions->units.count + 1);
    for (size_t i = 0; i < definitions->units.count; i++)
        codes[i] = definitions->units.items[i].code;
    return QUERY_REFUSE_NEAR(in, item->at, item->text, codes, definitions->units.count, TEXT_QUERY_UNIT, item->text);
}

static bool bind_words(struct query_binder *in, const struct query_item *item, struct value *value)
{
    char **tokens;
    size_t count;
    viet_query_tokens(in->mem, item->text, &tokens, &count);
    value->text = item->text;
    return count > 0 || QUERY_REFUSE(in, item->at, TEXT_QUERY_NO_WORDS);
}

static bool bind_plain(struct query_binder *in, struct query_condition *condition, const struct query_item *item,
                       struct value *value)
{
    value->text = item->text;
    switch (query_subjects[condition->ask].kind) {
    case KIND_STATE:
        value->text = NULL;
        return bind_state(in, item, value);
    case KIND_GROUP:
        return text_equal(item->text, "open") || text_equal(item->text, "resolved") ||
               text_equal(item->text, "uncounted") || QUERY_REFUSE(in, item->at, TEXT_QUERY_GROUP, item->text);
    case KIND_VERDICT:
        for (int i = 0; i < QUERY_VERDICTS; i++)
            if (text_equal(item->text, query_verdicts[i].name))
                return true;
        return QUERY_REFUSE(in, item->at, TEXT_QUERY_VERDICT, item->text);
    case KIND_UNIT:
        return bind_unit(in, item, value);
    case KIND_ISSUER:
        return definitions_issuer(in->query->definitions, item->text) ||
               QUERY_REFUSE(in, item->at, TEXT_QUERY_ISSUER, item->text);
    case KIND_ID:
        value->text = NULL;
        return id_parse(item->text, &value->integer) || QUERY_REFUSE(in, item->at, TEXT_QUERY_ID, item->text);
    case KIND_CODE:
    case KIND_USER:
        return query_is_code(item->text) || QUERY_REFUSE(in, item->at, TEXT_QUERY_CODE, item->text);
    case KIND_WORDS:
        return bind_words(in, item, value);
    default:
        return true;
    }
}

/* What condition_holds judges by comparing texts: the value as it is printed, one to a record. */
static bool is_comparable(struct query_binder *in, const struct query_condition *condition,
                          const struct query_item *item, const struct value *value)
{
    if (item->quoted || (condition->field && condition->field->type == FIELD_CHOICES))
        return false;
    const char *printed = condition->field ? value_print(in->mem, condition->field, value) : value->text;
    return text_equal(printed, item->text);
}

static bool bind_value(struct query_binder *in, struct query_condition *condition, const struct query_item *item)
{
    struct query_item bound = *item;
    if (!item->quoted && item->text[0] == '@') {
        if (text_equal(item->text, "@my-unit") && query_kind_of(condition) == KIND_UNIT) {
            const struct text_list units = query_own_units(in, item);
            for (size_t i = 0; i < units.count; i++)
                if (!add_value(in, condition, (struct value){ .is_set = true, .text = units.items[i] }))
                    return false;
            return units.count > 0;
        }
        bound.text = query_token(in, condition, item);
        if (!bound.text)
            return false;
    }
    struct value value = { 0 };
    enum query_kind kind = query_kind_of(condition);
    bool done;
    if (kind == KIND_DAY || kind == KIND_MINUTE)
        done = bind_day(in, &bound, &value.text);
    else if (kind == KIND_INSTANT)
        done = bind_instant(in, &bound, &value.text);
    else if (condition->field)
        done = bind_field_value(in, condition->field, &bound, &value);
    else
        done = bind_plain(in, condition, &bound, &value);
    value.is_set = true;
    if (done && (in->flags & QUERY_USE_PLAIN) && !is_comparable(in, condition, item, &value))
        return QUERY_REFUSE(in, item->at, TEXT_QUERY_PLAIN_VALUE, item->text);
    return done && add_value(in, condition, value);
}

bool query_is_code(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && length <= CODE_MAX && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == length;
}
