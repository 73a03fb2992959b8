/* SPDX-License-Identifier: Apache-2.0 */
#include "records/typed.h"

#include "base/text.h"
#include "records/texts.h"
#include "viet/input.h"

static struct err *fault(struct arena *mem, struct draft_faults *faults)
{
    return ARRAY_ADD(mem, &faults->list);
}

const char *typed_day(struct arena *mem, struct draft_faults *faults, const struct typed *typed, day_t *day)
{
    char printed[DATE_SIZE];
    if (text_is_empty(typed->given) || !day_parse_people(typed->given, day)) {
        err_set(fault(mem, faults), ERR_INVALID, "date", typed->field, SAY_NOT_A_DATE,
                typed->given ? typed->given : "");
        return "";
    }
    day_print(*day, printed);
    return arena_strdup(mem, printed);
}

const char *typed_words(struct arena *mem, struct draft_faults *faults, const struct typed *typed)
{
    uint32_t bad;
    size_t length = 0;
    const char *clean = viet_input(mem, typed->given ? typed->given : "", typed->lines, &bad);
    if (!clean) {
        err_set(fault(mem, faults), ERR_INVALID, "text", typed->field, SAY_NOT_TEXT);
        return "";
    }
    clean = text_trim(mem, clean);
    for (const char *at = clean; utf8_next(&at);)
        length++;
    if (length == 0 && typed->missing)
        err_set(fault(mem, faults), ERR_INVALID, "required", typed->field, "%s", typed->missing);
    if (length > typed->max)
        err_set(fault(mem, faults), ERR_INVALID, "length", typed->field, SAY_TYPED_LONG, typed->max);
    return clean;
}
