/* SPDX-License-Identifier: Apache-2.0 */
#include "query/reading.h"

#include "base/text.h"
#include "query/personal_search.h"
#include "query/query.h"
#include "query/query_internal.h"

size_t reading_count(struct record *const *records, size_t count, const struct scope *scope,
                     const struct text_list *columns)
{
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        const struct record *record = records[i];
        bool shows = false;
        for (size_t k = 0; k < record->reg->fields.count && !shows; k++) {
            const struct field *field = &record->reg->fields.items[k];
            shows = field->personal && record->values[k].is_set && (!columns || text_list_has(columns, field->name)) &&
                    record_opens(record, scope, field);
        }
        shown += shows;
    }
    return shown;
}

const char *reading_words(struct arena *mem, const char *how, const struct query *query, size_t count)
{
    struct text out;
    struct query plain = *query;
    plain.conditions.items = ARENA_ARRAY(mem, struct query_condition, query->conditions.count + 1);
    plain.conditions.count = 0;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_printf(&out, "%s %s: %zu hồ sơ", how, query->reg->label, count);
    for (size_t i = 0; i < query->conditions.count; i++) {
        const struct query_condition *condition = &query->conditions.items[i];
        if (condition->ask == ASK_SEARCH)
            text_raw(&out, "; tìm theo từ");
        else if (condition->field && condition->field->personal)
            text_printf(&out, "; tìm theo %s", condition->field->label);
        else
            plain.conditions.items[plain.conditions.count++] = *condition;
    }
    text_printf(&out, "; %s", query_words(mem, &plain));
    return arena_strndup(mem, out.data, utf8_cut(out.data, READING_WORDS_MAX));
}

const char *reading_line(struct arena *mem, const char *how, const struct query *query, size_t count,
                         const struct personal_note *searched)
{
    if (count == 0)
        return searched->text;
    const char *words = reading_words(mem, how, query, count);
    return searched->text ? arena_printf(mem, "%s; %s", words, searched->text) : words;
}
