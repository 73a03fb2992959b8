/* SPDX-License-Identifier: Apache-2.0 */
#include "records/clocks.h"

#include "base/text.h"
#include "records/field_type.h"

static bool field_text(struct arena *mem, const struct record *record, const char *name, const char **text)
{
    const struct value *value = name ? record_value(record, name) : NULL;
    if (!value || !value->is_set)
        return false;
    *text = value_print(mem, register_field(record->reg, name), value);
    return true;
}

/* The length in words of law; NULL where the record has none. */
static const char *clock_length(struct arena *mem, const struct definitions *definitions, const struct record *record,
                                const struct deadline_definition *definition, const char *on)
{
    if (definition->length)
        return definition->length;
    const char *text = NULL;
    if (definition->length_field) {
        field_text(mem, record, definition->length_field, &text);
        return text;
    }
    const char *variant = "normal";
    field_text(mem, record, definition->variant, &variant);
    const struct limit_row *row = definitions_limit(definitions, definition->limits, variant, on);
    return row ? row->length : NULL;
}

/* The moment it counts from: FIELD's, to the minute where it has one; otherwise the day of the step. */
static bool clock_from(struct arena *mem, const struct record *record, const char *field, const char *on,
                       struct deadline_moment *from, struct err *err)
{
    const struct value *value = field ? record_value(record, field) : NULL;
    if (value && value->is_set && !value->text) {
        from->day = instant_local_day(value->integer);
        from->minute = instant_local_minute(value->integer);
        return true;
    }
    field_text(mem, record, field, &on);
    return deadline_moment_parse(on, from, err);
}

bool clock_compute(struct arena *mem, const struct definitions *definitions, const struct record *record,
                   const struct deadline_definition *definition, const char *on, bool again, struct deadline *deadline,
                   const char **due, struct err *err)
{
    *deadline = (struct deadline){ 0 };
    *due = DUE_OPEN;
    if (definition->date_field) {
        const char *date;
        if (field_text(mem, record, definition->date_field, &date))
            *due = text_equal(date, "") ? DUE_OPEN : arena_printf(mem, "%.10sT17:00", date);
        return true;
    }
    const char *words = clock_length(mem, definitions, record, definition, on);
    if (text_is_empty(words))
        return true;
    struct length length;
    struct deadline_moment from;
    struct deadline_rules rules = { definitions->calendar, definitions->hours };
    if (!length_parse(mem, words, &length, err) ||
        !clock_from(mem, record, again ? NULL : definition->from_field, on, &from, err) ||
        !deadline_compute(mem, &rules, from, &length, deadline, err))
        return false;
    *due = arena_strdup(mem, deadline->due_text);
    return true;
}
