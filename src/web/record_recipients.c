/* Who gets a document and what became of it, on the page of its record and in print (fields/recipients.h).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "handling/sendings.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"

/* What is noted of it, and which of its units have opened it. */
static const char *state_words(struct arena *mem, const struct sending *one)
{
    const char *words = *one->recipient.sent_on                  ? recipient_state_words(mem, &one->recipient)
                        : one->recipient.purpose == PURPOSE_KEEP ? ""
                                                                 : SAY_RECIPIENT_WAITS;
    if (one->unit_count > 1)
        return arena_printf(mem, SAY_RECIPIENT_UNITS, words, one->opened, one->unit_count);
    return one->opened ? arena_printf(mem, SAY_RECIPIENT_SEEN, words, page_instant(mem, one->units[0].read_at)) : words;
}

static void add_line(struct arena *mem, struct template_value *list, const char *text, const char *note)
{
    struct template_value *line = template_object(mem);
    template_put_text(line, "text", text);
    template_put_text(line, "note", note);
    template_add(list, line);
}

struct template_value *recipients_put(const struct opened *opened, const struct field *field, const struct value *value)
{
    struct arena *mem = opened->visit->mem;
    struct template_value *list = template_list(mem);
    const struct record_context *context = &opened->context;
    struct sendings sendings;
    sendings_of(mem, opened->visit->definitions, field, value, context->assignments, context->assignment_count,
                &sendings);
    add_line(mem, list, arena_printf(mem, SAY_RECIPIENTS_COUNT, sendings.sent, sendings.all, sendings.seen), "");
    for (size_t i = 0; i < sendings.count; i++)
        add_line(mem, list, recipient_words(mem, &sendings.list[i].recipient), state_words(mem, &sendings.list[i]));
    return list;
}

/* --- in print ----------------------------------------------------------------------------------------------------- */

static void add_text(struct arena *mem, struct template_value *items, const char *text)
{
    struct template_value *item = template_object(mem);
    template_put_text(item, "text", text);
    template_add(items, item);
}

void recipients_print_addressees(struct arena *mem, const struct field *field, const struct value *value,
                                 struct template_value *items)
{
    struct recipients recipients;
    recipients_parse(mem, field, value->is_set ? value->text : "", &recipients);
    size_t left = 0;
    for (size_t i = 0; i < recipients.list.count; i++)
        left += recipients.list.items[i].purpose == PURPOSE_ADDRESSED;
    for (size_t i = 0; i < recipients.list.count; i++)
        if (recipients.list.items[i].purpose == PURPOSE_ADDRESSED)
            add_text(mem, items, arena_printf(mem, "- %s%s", recipients.list.items[i].name, --left ? ";" : "."));
}

void recipients_print_copies(struct arena *mem, const struct field *field, const struct value *value,
                             struct template_value *items)
{
    struct recipients recipients;
    const char *as_above = "";
    recipients_parse(mem, field, value->is_set ? value->text : "", &recipients);
    for (size_t i = 0; i < recipients.list.count; i++)
        if (recipients.list.items[i].purpose == PURPOSE_ADDRESSED)
            as_above = SAY_RECIPIENTS_ABOVE;
    if (*as_above)
        add_text(mem, items, arena_printf(mem, "- %s;", as_above));
    for (int kept = 0; kept <= 1; kept++) /* what is kept stands last */
        for (size_t i = 0; i < recipients.list.count; i++) {
            const struct recipient *one = &recipients.list.items[i];
            if (one->purpose != PURPOSE_ADDRESSED && (one->purpose == PURPOSE_KEEP) == kept)
                add_text(mem, items, arena_printf(mem, "- %s%s", recipient_words(mem, one), kept ? "." : ";"));
        }
}
