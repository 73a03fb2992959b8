/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/explain.h"

#include <string.h>

#include "base/date.h"

struct phrase {
    const char *code, *text;
};

static const struct phrase keys[] = {
    { "state", "trạng thái" },
    { "group", "nhóm trạng thái" },
    { "open_at", "đang giải quyết vào" },
    { "present", "có mặt" },
    { "verdict", "xét hạn" },
    { "due", "hạn" },
    { "due_on", "ngày đến hạn" },
    { "finished", "ngày xong" },
    { "unit", "đơn vị" },
    { "issuer", "cơ quan ban hành" },
    { "assignee", "người được giao" },
    { "assigned", "giao cho" },
    { "changed_on", "ngày sửa" },
    { "cancelled", "đã hủy" },
    { "number", "số" },
    { "q", "có chữ" },
    { "by", "nhóm theo" },
    { "sort", "sắp theo" },
};

static const struct phrase tokens[] = {
    { "@today", "hôm nay" },
    { "@me", "tôi" },
    { "@my-unit", "đơn vị của tôi" },
    { "@period", "trong kỳ" },
    { "@period.from", "ngày đầu kỳ" },
    { "@period.to", "ngày cuối kỳ" },
    { "@before", "ngày trước kỳ" },
    { "@cutoff", "ngày chốt số liệu" },
    { "@next-day-over", "ngày mà ngày làm việc kế tiếp đã qua" },
    { "any", "có giá trị" },
    { "none", "để trống" },
    { "yes", "có" },
    { "no", "không" },
};

static const struct phrase verdicts[] = {
    { "early", "trước hạn" },   { "on-time", "đúng hạn" },           { "late", "xong sau hạn" },
    { "in-time", "trong hạn" }, { "overdue", "quá hạn, chưa xong" }, { "none", "không có hạn" },
};

static const struct phrase groups[] = {
    { "open", "đang giải quyết" },
    { "resolved", "đã giải quyết" },
    { "uncounted", "không tính" },
};

static const char *find_phrase(const struct phrase *phrases, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(phrases[i].code, code))
            return phrases[i].text;
    return NULL;
}

#define PHRASE(phrases, code) find_phrase((phrases), COUNT_OF(phrases), (code))

/* A state's label or the words of a group; the code where it is neither. */
static const char *state_text(const struct register_definition *reg, const char *code)
{
    const struct state *state = register_state(reg, code);
    const char *group = PHRASE(groups, code);
    return state ? state->label : group ? group : code;
}

static void explain_key(struct text *out, const struct register_definition *reg, const char *key)
{
    const struct field *field = register_field(reg, key);
    const char *text = PHRASE(keys, key);
    if (text_starts(key, "entered."))
        text_printf(out, "chuyển sang “%s”", state_text(reg, key + strlen("entered.")));
    else
        text_add(out, field ? field->label : text ? text : key);
}

static void explain_one(struct text *out, const struct register_definition *reg, const char *key, const char *value)
{
    day_t day;
    char people[DATE_SIZE];
    const struct field *field = register_field(reg, key);
    const struct choice *choice = field ? field_choice(field, value) : NULL;
    const char *text = text_equal(key, "verdict") ? PHRASE(verdicts, value) : NULL;
    if (text_equal(key, "state") || text_equal(key, "group"))
        text = state_text(reg, value);
    if (choice)
        text = choice->label;
    if (!text)
        text = PHRASE(tokens, value);
    if (!text && day_parse(value, &day)) {
        day_print_people(day, people);
        text = people;
    }
    text_add(out, text ? text : value);
}

/* "a..b", "a..", "..b" or one value. */
static void explain_value(struct text *out, const struct register_definition *reg, const char *key, const char *value)
{
    const char *dots = strstr(value, "..");
    if (value[0] == '!') {
        text_raw(out, "không phải ");
        value++;
    }
    if (value[0] == '"') {
        size_t length = strlen(value);
        text_printf(out, "“%.*s”", (int)(length > 2 ? length - 2 : 0), value + 1);
        return;
    }
    if (!dots) {
        explain_one(out, reg, key, value);
        return;
    }
    if (dots > value) {
        text_raw(out, "từ ");
        explain_one(out, reg, key, arena_strndup(out->mem, value, (size_t)(dots - value)));
    }
    if (dots[2]) {
        text_add(out, dots > value ? " đến " : "đến ");
        explain_one(out, reg, key, dots + 2);
    } else {
        text_raw(out, " trở đi");
    }
}

/* The next part of a text up to SEPARATOR outside quotes; moves *AT past it; NULL at the end. */
static char *next_part(struct arena *mem, const char **at, char separator)
{
    const char *start = *at;
    bool quoted = false;
    if (!start)
        return NULL;
    for (; **at && (quoted || **at != separator); (*at)++)
        quoted ^= **at == '"';
    char *part = arena_strndup(mem, start, (size_t)(*at - start));
    *at = **at ? *at + 1 : NULL;
    return part;
}

void explain_query(struct text *out, const struct register_definition *reg, const char *query)
{
    bool first_pair = true;
    for (char *pair; (pair = next_part(out->mem, &query, '&'));) {
        char *equals = strchr(pair, '=');
        text_add(out, first_pair ? "" : "; ");
        first_pair = false;
        if (!equals) {
            text_add(out, pair);
            continue;
        }
        *equals = '\0';
        explain_key(out, reg, pair);
        const char *values = equals + 1;
        bool first_value = true;
        for (const char *value; (value = next_part(out->mem, &values, ','));) {
            bool named = register_field(reg, pair) || text_equal(pair, "verdict") || text_equal(pair, "state");
            text_add(out, !first_value ? " hoặc " : named && value[0] != '@' ? ": " : " ");
            first_value = false;
            explain_value(out, reg, pair, value);
        }
    }
}
