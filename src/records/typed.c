/* SPDX-License-Identifier: Apache-2.0 */
#include "records/typed.h"

#include "base/text.h"
#include "records/texts.h"
#include "viet/input.h"

/* What the acts of every register ask for, as their forms call it. */
static const char *label_of(const char *field)
{
    static const struct {
        const char *field, *label;
    } labels[] = { { "reason", "Lý do" },       { "document", "Văn bản" }, { "decision", "Quyết định" },
                   { "opinion", "Ý kiến" },     { "result", "Kết quả" },   { "from", "Từ ngày" },
                   { "until", "Đến hết ngày" }, { "day", "Ngày" },         { "decided_on", "Ngày ký quyết định" } };
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        if (text_equal(labels[i].field, field))
            return labels[i].label;
    return "Nội dung";
}

bool typed_refuse(const char *field, uint32_t bad, struct err *err)
{
    return err_set(err, ERR_INVALID, "text", field, SAY_TYPED_NOT_TEXT, label_of(field), (unsigned)bad);
}

static struct err *fault(struct arena *mem, struct draft_faults *faults)
{
    return ARRAY_ADD(mem, &faults->list);
}

const char *typed_day(struct arena *mem, struct draft_faults *faults, const struct typed *typed, day_t *day)
{
    char printed[DATE_SIZE];
    const char *label = label_of(typed->field);
    if (text_is_empty(typed->given)) {
        err_set(fault(mem, faults), ERR_INVALID, "date", typed->field, SAY_TYPED_NO_DAY, label);
        return "";
    }
    if (!day_parse_people(typed->given, day)) {
        err_set(fault(mem, faults), ERR_INVALID, "date", typed->field, SAY_TYPED_NOT_A_DATE, label, typed->given);
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
        (void)typed_refuse(typed->field, bad, fault(mem, faults));
        return "";
    }
    clean = text_trim(mem, clean);
    for (const char *at = clean; utf8_next(&at);)
        length++;
    if (length == 0 && typed->missing)
        err_set(fault(mem, faults), ERR_INVALID, "required", typed->field, "%s", typed->missing);
    if (length > typed->max)
        err_set(fault(mem, faults), ERR_INVALID, "length", typed->field, SAY_TYPED_LONG, label_of(typed->field),
                typed->max);
    return clean;
}
