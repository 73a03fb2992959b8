/* SPDX-License-Identifier: Apache-2.0 */
/* The links of a record, its number and the words it is found by, against its history lines and its values. */
#include "proof/verify_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "fields/number_text.h"
#include "query/search.h"

/* --- links -------------------------------------------------------------------------------------------------------- */

const char *past_check_links(const struct past *past)
{
    size_t known = 0;
    for (size_t i = 0; i < past->links_kept.count; i++) {
        const struct past_link *kept = &past->links_kept.items[i];
        for (size_t j = 0; j < past->links_told.count; j++) {
            const struct past_link *told = &past->links_told.items[j];
            known += text_equal(told->name, kept->name) && text_equal(told->by, kept->by) && told->at == kept->at;
        }
    }
    bool same = known == past->links_kept.count && known == past->links_told.count;
    return same ? NULL : "Các liên kết của hồ sơ khác với lịch sử";
}

/* --- the number --------------------------------------------------------------------------------------------------- */

/* The line that gave the number, and the one that cancelled the record; NULL where there is none. */
static const struct past_line *first_line(const struct past *past, bool cancelled)
{
    for (size_t i = 0; i < past->lines.count; i++)
        if (cancelled ? past->lines.items[i].cancelled : past->lines.items[i].numbered)
            return &past->lines.items[i];
    return NULL;
}

const char *past_check_numbers(struct arena *mem, const struct past *past, const struct record *record,
                               const struct definitions *definitions)
{
    bool drawn = record->number && record->number_key[0] != '=';
    if (past->numbers.count != (drawn ? 1 : 0))
        return drawn ? "Số của hồ sơ không có trong sổ số, hoặc có hai lần" : "Hồ sơ không mang số mà sổ số ghi là có";
    if (!drawn)
        return NULL;
    const struct past_number *number = &past->numbers.items[0];
    const struct past_line *given = first_line(past, false), *cancelled = first_line(past, true);
    const struct past_line *newest = cancelled ? cancelled : given;
    if (definitions_book(definitions, number->book) && !text_equal(number->book, record->reg->number))
        return "Số của hồ sơ đứng trong sổ số của một sổ khác";
    if (!text_equal(number->printed, record->number) ||
        !text_equal(number_key(mem, number->series, number->seq), record->number_key))
        return "Số của hồ sơ khác với sổ số";
    if (!text_equal(number->state, cancelled ? "cancelled" : "used") ||
        !text_equal(number->reason, cancelled ? cancelled->reason : ""))
        return "Sổ số ghi tình trạng hoặc lý do khác với lịch sử hồ sơ";
    if (!newest || number->changed_at != newest->recorded_at)
        return "Sổ số ghi lúc cấp hoặc lúc hủy số khác với lịch sử hồ sơ";
    return NULL;
}

/* --- search ------------------------------------------------------------------------------------------------------- */

/* A field that shows a label is found by the label it had when the record was written. */
static bool shows_labels(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->search.count; i++) {
        const char *name = text_equal(reg->search.items[i], "title") ? reg->title : reg->search.items[i];
        const struct field *field = register_field(reg, name);
        if (field && !field_shows_itself(field))
            return true;
    }
    return false;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The tokens in their order, each once; their number. */
static size_t sort_tokens(char **tokens, size_t count)
{
    size_t kept = 0;
    if (count > 1)
        qsort(tokens, count, sizeof tokens[0], compare);
    for (size_t i = 0; i < count; i++)
        if (tokens[i][0] && (kept == 0 || strcmp(tokens[kept - 1], tokens[i]) != 0))
            tokens[kept++] = tokens[i];
    return kept;
}

bool past_search_is_true(struct arena *mem, const struct definitions *definitions, const struct record *record,
                         const char *tokens)
{
    bool numbered;
    if (!tokens)
        return false;
    const char *made = search_tokens(mem, definitions, record, &numbered);
    if (text_equal(made, tokens))
        return true;
    if (shows_labels(record->reg))
        return true;
    size_t there, wanted;
    char **is = text_split(mem, arena_strdup(mem, tokens), ' ', &there);
    char **should = text_split(mem, arena_strdup(mem, made), ' ', &wanted);
    there = sort_tokens(is, there);
    wanted = sort_tokens(should, wanted);
    for (size_t i = 0; there == wanted && i < there; i++)
        if (strcmp(is[i], should[i]) != 0)
            return false;
    return there == wanted;
}
