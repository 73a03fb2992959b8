/* SPDX-License-Identifier: Apache-2.0 */
/* A bound query as text again: canonical for machines, in words for people. */
#include <stdlib.h>
#include <string.h>

#include "fields/field_type.h"
#include "query/query_internal.h"
#include "query/query_names.h"
#include "store/id.h"

enum { WORDS_MAX = 64 << 10 };

/* --- canonical --------------------------------------------------------------------------------------------------- */

static const char *print_value(struct arena *mem, const struct query_condition *condition, const struct value *value)
{
    enum query_kind kind = query_kind_of(condition);
    if (condition->field && kind != KIND_INSTANT)
        return value_print(mem, condition->field, value);
    if (kind == KIND_ID) {
        char id[ID_SIZE];
        id_print(value->integer, id);
        return arena_strdup(mem, id);
    }
    return value->text;
}

/* Quoted where it would be read as something else. */
static void put_value(struct text *out, const char *value, bool is_word)
{
    bool plain = value[0] && value[0] != '@' && value[0] != '!' && value[0] != ' ' && !strpbrk(value, ",&\"") &&
                 !strstr(value, "..") && !text_ends(value, " ") && !text_ends(value, ".") && value[0] != '.';
    if (plain && (is_word || (!text_equal(value, "any") && !text_equal(value, "none")))) {
        text_add(out, value);
        return;
    }
    text_raw(out, "\"");
    for (const char *at = value; *at; at++) {
        if (*at == '"')
            text_raw(out, "\"");
        text_char(out, *at);
    }
    text_raw(out, "\"");
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void print_values(struct arena *mem, struct text *out, const struct query_condition *condition)
{
    const char **texts = ARENA_ARRAY(mem, const char *, condition->count + 1);
    for (size_t i = 0; i < condition->count; i++)
        texts[i] = print_value(mem, condition, &condition->values[i]);
    qsort(texts, condition->count, sizeof *texts, compare_texts);
    for (size_t i = 0; i < condition->count; i++) {
        text_add(out, i ? "," : "");
        put_value(out, texts[i], condition->ask == ASK_VERDICT);
    }
}

static const char *print_condition(struct arena *mem, const struct query_condition *condition)
{
    struct text out;
    text_init(&out, mem, WORDS_MAX);
    text_add(&out, condition->field ? condition->field->name : query_subjects[condition->ask].name);
    text_add(&out, condition->name ? condition->name : "");
    text_add(&out, condition->negated ? "=!" : "=");
    if (condition->ask == ASK_SEARCH) {
        const char *words = condition->values[0].text;
        const char *quote = strchr(words, '&') ? "\"" : "";
        text_printf(&out, "%s%s%s", quote, words, quote);
    } else if (condition->shape == SHAPE_ANY || condition->shape == SHAPE_NONE) {
        text_add(&out, condition->shape == SHAPE_ANY ? "any" : "none");
    } else if (condition->shape == SHAPE_RANGE) {
        for (size_t i = 0; i < 2; i++) {
            text_add(&out, i ? ".." : "");
            if (condition->values[i].is_set)
                put_value(&out, print_value(mem, condition, &condition->values[i]), false);
        }
    } else {
        print_values(mem, &out, condition);
    }
    return out.data;
}

struct printed {
    size_t order;
    const char *text;
};

static int compare_printed(const void *a, const void *b)
{
    const struct printed *x = a, *y = b;
    return x->order != y->order ? (x->order < y->order ? -1 : 1) : strcmp(x->text, y->text);
}

/* Fields in the order of the register, then the engine's conditions in the order of the subjects. */
static size_t order_of(const struct query *query, const struct query_condition *condition)
{
    if (condition->field)
        return (size_t)(condition->field - query->reg->fields.items);
    return query->reg->fields.count + condition->ask;
}

static void put_pair(struct text *out, const char *key, const char *value)
{
    if (!value)
        return;
    text_printf(out, "%s%s=", out->length ? "&" : "", key);
    put_value(out, value, true);
}

static const char *print_id(struct arena *mem, int64_t id)
{
    char printed[ID_SIZE];
    if (!id)
        return NULL;
    id_print(id, printed);
    return arena_strdup(mem, printed);
}

const char *query_print(struct arena *mem, const struct query *query)
{
    size_t count = query->conditions.count;
    struct printed *all = ARENA_ARRAY(mem, struct printed, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        all[i] = (struct printed){ order_of(query, condition), print_condition(mem, condition) };
    }
    qsort(all, count, sizeof *all, compare_printed);
    struct text out;
    text_init(&out, mem, WORDS_MAX);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !text_equal(all[i].text, all[i - 1].text))
            text_printf(&out, "%s%s", out.length ? "&" : "", all[i].text);
    static const char *const cancelled[] = { NULL, "yes", "any" };
    put_pair(&out, "cancelled", cancelled[query->cancelled]);
    put_pair(&out, "by", query->by);
    if (query->sort.given)
        put_pair(&out, "sort", query->sort.descending ? arena_printf(mem, "-%s", query->sort.name) : query->sort.name);
    put_pair(&out, "after", print_id(mem, query->after));
    put_pair(&out, "before", print_id(mem, query->before));
    put_pair(&out, "page_size", query->page_size ? arena_printf(mem, "%d", query->page_size) : NULL);
    put_pair(&out, "density", query->density);
    if (query->as_of_given || (query->period && !query_is_timeless(query)))
        put_pair(&out, "as_of", query->as_of);
    return out.data;
}

/* --- in words ---------------------------------------------------------------------------------------------------- */

static const char *day_words(struct arena *mem, const char *text)
{
    day_t day;
    int minute;
    char out[DATE_SIZE];
    if (!minute_parse(text, &day, &minute))
        return text;
    day_print_people(day, out);
    return minute < 0 ? arena_strdup(mem, out) : arena_printf(mem, "%02d:%02d ngày %s", minute / 60, minute % 60, out);
}

static const char *group_words(const char *group)
{
    return text_equal(group, "open")       ? "đang giải quyết"
           : text_equal(group, "resolved") ? "đã giải quyết"
                                           : "không tính";
}

static const char *verdict_words(const char *name)
{
    for (int i = 0; i < QUERY_VERDICTS; i++)
        if (text_equal(query_verdicts[i].name, name))
            return query_verdicts[i].label;
    return name;
}

static const char *value_words(struct arena *mem, const struct query *query, const struct query_condition *condition,
                               const struct value *value)
{
    enum query_kind kind = query_kind_of(condition);
    if (kind == KIND_DAY || kind == KIND_MINUTE || kind == KIND_INSTANT)
        return day_words(mem, value->text);
    if (condition->field)
        return value_people(mem, query->definitions, condition->field, value);
    const struct state *state;
    const struct unit *unit;
    const struct issuer *issuer;
    switch (kind) {
    case KIND_STATE:
        state = register_state(query->reg, value->text);
        return state ? state->label : value->text;
    case KIND_GROUP:
        return group_words(value->text);
    case KIND_VERDICT:
        return verdict_words(value->text);
    case KIND_UNIT:
        unit = definitions_unit(query->definitions, value->text);
        return unit ? unit_name_on(unit, query->as_of) : value->text;
    case KIND_ISSUER:
        issuer = definitions_issuer(query->definitions, value->text);
        return issuer ? issuer->name : value->text;
    case KIND_WORDS:
        return arena_printf(mem, "“%s”", value->text);
    default:
        return print_value(mem, condition, value);
    }
}

static const char *label_of(struct arena *mem, const struct query *query, const struct query_condition *condition)
{
    const struct query_subject *subject = &query_subjects[condition->ask];
    const struct state *state;
    switch (condition->ask) {
    case ASK_FIELD:
        return condition->field->label;
    case ASK_ENTERED_GROUP:
        if (text_equal(condition->name, "resolved"))
            return "Giải quyết xong";
        return text_equal(condition->name, "open") ? "Bắt đầu giải quyết" : "Thôi tính";
    case ASK_ENTERED_STATE:
        state = register_state(query->reg, condition->name);
        return arena_printf(mem, "Chuyển sang “%s”", state ? state->label : condition->name);
    case ASK_LINK:
        return arena_printf(mem, "%s %s", subject->label, condition->name);
    default:
        return subject->label;
    }
}

static void put_range_words(struct arena *mem, struct text *out, const struct query *query,
                            const struct query_condition *condition)
{
    const struct value *from = &condition->values[0], *until = &condition->values[1];
    if (from->is_set && until->is_set && text_equal(from->text, until->text) && from->text) {
        text_add(out, value_words(mem, query, condition, from));
        return;
    }
    if (from->is_set)
        text_printf(out, "từ %s", value_words(mem, query, condition, from));
    if (until->is_set)
        text_printf(out, "%sđến %s", from->is_set ? " " : "", value_words(mem, query, condition, until));
    else
        text_raw(out, " trở đi");
}

static void put_condition_words(struct arena *mem, struct text *out, const struct query *query,
                                const struct query_condition *condition)
{
    text_printf(out, "%s%s: ", out->length ? "; " : "", label_of(mem, query, condition));
    if (condition->shape == SHAPE_ANY) {
        text_raw(out, "có giá trị");
        return;
    }
    if (condition->shape == SHAPE_NONE) {
        text_raw(out, "không có giá trị");
        return;
    }
    text_add(out, condition->negated ? "không phải " : "");
    if (condition->shape == SHAPE_RANGE) {
        put_range_words(mem, out, query, condition);
        return;
    }
    for (size_t i = 0; i < condition->count; i++) {
        const char *join = i == 0 ? "" : i + 1 == condition->count ? " hoặc " : ", ";
        text_printf(out, "%s%s", join, value_words(mem, query, condition, &condition->values[i]));
    }
}

/* The label of a name a list is ordered or grouped by. */
static const char *name_words(const struct query *query, const char *name)
{
    static const struct {
        const char *name, *label;
    } others[] = { { "title", "tên hồ sơ" },
                   { "due_on", "hạn" },
                   { "original_due", "hạn ban đầu" },
                   { "created_at", "lúc vào sổ" },
                   { "id", "lúc vào sổ" } };
    const struct field *field = register_field(query->reg, name);
    if (field)
        return field->label;
    for (size_t i = 1; i < COUNT_OF(query_subjects); i++)
        if (text_equal(query_subjects[i].name, name))
            return query_subjects[i].label;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (text_equal(others[i].name, name))
            return others[i].label;
    return name;
}

const char *query_words(struct arena *mem, const struct query *query)
{
    struct text out;
    text_init(&out, mem, WORDS_MAX);
    for (size_t i = 0; i < query->conditions.count; i++)
        put_condition_words(mem, &out, query, &query->conditions.items[i]);
    if (query->cancelled == CANCELLED_YES)
        text_printf(&out, "%schỉ hồ sơ đã hủy", out.length ? "; " : "");
    if (query->cancelled == CANCELLED_ANY)
        text_printf(&out, "%skể cả hồ sơ đã hủy", out.length ? "; " : "");
    if (!out.length)
        text_raw(&out, "Tất cả hồ sơ");
    if (query->by)
        text_printf(&out, "; gộp theo: %s", name_words(query, query->by));
    if (query->sort.given)
        text_printf(&out, "; xếp theo: %s%s", name_words(query, query->sort.name),
                    query->sort.descending ? " (giảm dần)" : "");
    if (query->as_of_given || (query->period && !query_is_timeless(query)))
        text_printf(&out, "; tính đến ngày %s", day_words(mem, query->as_of));
    return out.data;
}
