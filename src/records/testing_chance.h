/* src/records/testing_chance.h
 * What a random walk over an office's registers types: something that fits a field. For *_test.c of this room.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "definitions/definitions.h"

struct chance {
    struct arena *mem;
    const struct definitions *definitions;
    uint32_t seed;
};

static inline int chance_roll(struct chance *chance, size_t sides)
{
    chance->seed = chance->seed * 1664525 + 1013904223;
    return (int)((chance->seed >> 8) % (uint32_t)sides);
}

/* A day of July 2021 and after: FROM days behind the first, before TO. */
static inline const char *chance_day(struct chance *chance, int from, int to)
{
    char out[DATE_SIZE];
    day_print(day_from_civil(2021, 7, 1) + from + chance_roll(chance, (size_t)(to - from)), out);
    return arena_strdup(chance->mem, out);
}

static inline const char *chance_unit(struct chance *chance)
{
    return chance->definitions->units.items[chance_roll(chance, chance->definitions->units.count)].code;
}

/* Something that fits FIELD, NULL where that needs another record. */
static inline const char *chance_fitting(struct chance *chance, const struct field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_PERSON:
    case FIELD_ADDRESS:
        return text_equal(field->name, "time_limit") ? "5 ngày làm việc" : "Việc của phòng";
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_RATING:
        return "3";
    case FIELD_DATE:
        return field->set_by && strstr(field->name, "_by") ? chance_day(chance, 20, 60) : chance_day(chance, 0, 20);
    case FIELD_DATE_TIME:
        return arena_printf(chance->mem, "%sT08:30", chance_day(chance, 0, 20));
    case FIELD_YES_NO:
        return chance_roll(chance, 2) ? "yes" : "no";
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return field->choices.count ? field->choices.items[chance_roll(chance, field->choices.count)].code : NULL;
    case FIELD_UNIT:
        return chance_unit(chance);
    case FIELD_PROCEDURE:
        return "1.004269";
    case FIELD_DOCUMENT_NUMBER:
        return "12/BC-SNV";
    case FIELD_PERIOD:
        return "2021-07";
    default:
        return NULL;
    }
}
