/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/sendings.h"

#include <string.h>

#include "base/text.h"

#define OF_UNIT "unit:"

static instant_t read_at(const struct assignment *assignments, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (text_starts(assignments[i].to, OF_UNIT) && text_equal(assignments[i].to + strlen(OF_UNIT), code) &&
            assignments[i].read_at)
            return assignments[i].read_at;
    return 0;
}

void sendings_of(struct arena *mem, const struct definitions *definitions, const struct field *field,
                 const struct value *value, const struct assignment *assignments, size_t count,
                 struct sendings *sendings)
{
    struct recipients recipients;
    const struct unit **units = ARENA_ARRAY(mem, const struct unit *, definitions->units.count + 1);
    recipients_parse(mem, field, value->is_set ? value->text : "", &recipients);
    const struct recipient_counts counts = recipients_count(&recipients);
    *sendings = (struct sendings){ .list = ARENA_ARRAY(mem, struct sending, recipients.list.count + 1),
                                   .count = recipients.list.count,
                                   .all = counts.all,
                                   .sent = counts.sent };
    for (size_t i = 0; i < sendings->count; i++) {
        struct sending *one = &sendings->list[i];
        *one = (struct sending){ .recipient = recipients.list.items[i] };
        one->group = definitions_group(mem, definitions, one->recipient.name);
        if (*one->recipient.sent_on)
            one->unit_count = recipient_units(mem, definitions, &one->recipient, one->recipient.sent_on, units);
        one->units = ARENA_ARRAY(mem, struct sent_unit, one->unit_count + 1);
        for (size_t k = 0; k < one->unit_count; k++) {
            one->units[k] = (struct sent_unit){ units[k], read_at(assignments, count, units[k]->code) };
            one->opened += one->units[k].read_at != 0;
        }
        one->seen = *one->recipient.received_on || (one->unit_count > 0 && one->opened == one->unit_count);
        sendings->seen += one->seen;
    }
}
