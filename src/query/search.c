/* SPDX-License-Identifier: Apache-2.0 */
#include "query/search.h"

#include "fields/field_type.h"
#include "viet/tokens.h"

const char *search_tokens(struct arena *mem, const struct definitions *definitions, const struct record *record,
                          bool *numbered)
{
    struct viet_tokens *tokens = viet_tokens_new(mem);
    const struct text_list *names = &record->reg->search;
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
    viet_tokens_add_filter(tokens, "register", record->reg->name);
    if (*numbered) /* last, where search_add_number puts it: the same record has the same text, and is not indexed anew
                    */
        viet_tokens_add(tokens, record->number);
    return viet_tokens_join(mem, tokens);
}

const char *search_add_number(struct arena *mem, const char *tokens, const char *number)
{
    struct viet_tokens *more = viet_tokens_new(mem);
    viet_tokens_add(more, number);
    return arena_printf(mem, "%s %s", tokens, viet_tokens_join(mem, more));
}
