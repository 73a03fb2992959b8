/* SPDX-License-Identifier: Apache-2.0 */
/* The values of fields as people read them. */
#include "fields/field_type_internal.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "fields/field_type.h"
#include "viet/number.h"

const char *people_text(struct arena *mem, const struct definitions *definitions, const struct field *field,
                        const struct value *value)
{
    (void)mem, (void)definitions, (void)field;
    return value->text;
}

const char *people_number(struct arena *mem, const struct definitions *definitions, const struct field *field,
                          const struct value *value)
{
    (void)definitions, (void)field;
    return viet_number(mem, value->integer);
}

const char *people_money(struct arena *mem, const struct definitions *definitions, const struct field *field,
                         const struct value *value)
{
    (void)definitions, (void)field;
    return viet_money(mem, value->integer);
}

const char *people_date(struct arena *mem, const struct definitions *definitions, const struct field *field,
                        const struct value *value)
{
    (void)definitions, (void)field;
    day_t day;
    char out[DATE_SIZE];
    if (!day_parse(value->text, &day))
        return value->text;
    day_print_people(day, out);
    return arena_strdup(mem, out);
}

const char *people_date_time(struct arena *mem, const struct definitions *definitions, const struct field *field,
                             const struct value *value)
{
    (void)definitions, (void)field;
    char out[DATE_SIZE];
    day_print_people(instant_local_day(value->integer), out);
    int minute = instant_local_minute(value->integer);
    return arena_printf(mem, "%s %02d:%02d", out, minute / 60, minute % 60);
}

const char *people_yes_no(struct arena *mem, const struct definitions *definitions, const struct field *field,
                          const struct value *value)
{
    (void)mem, (void)definitions, (void)field;
    return value->integer ? "có" : "không";
}

const char *people_choice(struct arena *mem, const struct definitions *definitions, const struct field *field,
                          const struct value *value)
{
    (void)mem, (void)definitions;
    const struct choice *choice = field_choice(field, value->text);
    return choice ? choice->label : value->text;
}

const char *people_choices(struct arena *mem, const struct definitions *definitions, const struct field *field,
                           const struct value *value)
{
    (void)definitions;
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    size_t count;
    char **codes = text_split(mem, value_print(mem, field, value), ',', &count);
    for (size_t i = 0; i < count; i++) {
        const struct choice *choice = field_choice(field, codes[i]);
        text_printf(&out, "%s%s", i ? ", " : "", choice ? choice->label : codes[i]);
    }
    return out.data;
}

const char *people_unit(struct arena *mem, const struct definitions *definitions, const struct field *field,
                        const struct value *value)
{
    (void)field;
    const struct unit *unit = definitions_unit(definitions, value->text);
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return unit ? unit_name_on(unit, today) : arena_strdup(mem, value->text);
}

const char *people_link(struct arena *mem, const struct definitions *definitions, const struct field *field,
                        const struct value *value)
{
    (void)definitions;
    return value_print(mem, field, value);
}

/* 2021-07 → tháng 7/2021, 2021-Q3 → quý 3/2021, 2021-H1 → 6 tháng đầu năm 2021, 2021 → năm 2021 */
const char *people_period(struct arena *mem, const struct definitions *definitions, const struct field *field,
                          const struct value *value)
{
    (void)definitions, (void)field;
    const char *part = strchr(value->text, '-');
    if (!part)
        return arena_printf(mem, "năm %s", value->text);
    if (part[1] == 'Q')
        return arena_printf(mem, "quý %s/%.4s", part + 2, value->text);
    if (part[1] == 'H')
        return arena_printf(mem, "6 tháng %s năm %.4s", part[2] == '1' ? "đầu" : "cuối", value->text);
    return arena_printf(mem, "tháng %s/%.4s", part[1] == '0' ? part + 2 : part + 1, value->text);
}
