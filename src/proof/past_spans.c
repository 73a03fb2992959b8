/* SPDX-License-Identifier: Apache-2.0 */
/* The spans and due dates of a record are made again from its history lines and compared. */
#include "proof/verify_internal.h"

#include <string.h>

#include "base/text.h"

bool past_same_state(const struct register_definition *reg, const char *one, const char *other)
{
    const struct state *a = register_state(reg, one), *b = register_state(reg, other);
    return text_equal(one, other) || (a && text_equal(a->was, other)) || (b && text_equal(b->was, one));
}

/* --- spans -------------------------------------------------------------------------------------------------------- */

static bool made_by(const struct past_span *span, const struct past_line *line, const struct register_definition *reg)
{
    return text_equal(span->step, line->step) && text_equal(span->from_on, line->on) &&
           text_equal(span->unit, line->unit) && span->recorded_at == line->recorded_at &&
           past_same_state(reg, span->state, line->state);
}

/* The line from *AT on that made SPAN; a line passed over must have left the state as it was. */
static bool find_line(const struct past *past, const struct past_span *span, const struct register_definition *reg,
                      size_t *at)
{
    for (; *at < past->life.count; ++*at) {
        const struct past_line *line = &past->life.items[*at];
        if (made_by(span, line, reg)) {
            ++*at;
            return true;
        }
        if (*at == 0 || !past_same_state(reg, line->state, line[-1].state))
            return false;
    }
    return false;
}

static bool follows(const struct past_span *span, const struct past_span *before, const struct register_definition *reg)
{
    const struct state *state = register_state(reg, span->state);
    bool same_group = before && text_equal(before->group, span->group);
    return text_equal(span->reg, reg->name) && (!before || text_equal(before->until_on, span->from_on)) &&
           text_equal(span->since_on, same_group ? before->since_on : span->from_on) &&
           (!state || text_equal(span->group, state_group_name(state->group)));
}

const char *past_check_spans(const struct past *past, const struct record *record)
{
    const struct register_definition *reg = record->reg;
    const struct past_span *before = NULL;
    size_t at = 0;
    for (size_t i = 0; i < past->spans.count; i++) {
        const struct past_span *span = &past->spans.items[i];
        if (span->part != (int64_t)i || !follows(span, before, reg))
            return "Các khoảng trạng thái của hồ sơ không nối tiếp nhau";
        if (!find_line(past, span, reg, &at))
            return "Một khoảng trạng thái của hồ sơ khác với lịch sử";
        before = span;
    }
    for (; at > 0 && at < past->life.count; at++)
        if (!past_same_state(reg, past->life.items[at].state, past->life.items[at - 1].state))
            return "Lịch sử có một trạng thái mà hồ sơ không có khoảng nào";
    if (!before || !text_equal(before->until_on, DATE_OPEN) || !text_equal(before->state, record->state))
        return "Khoảng trạng thái cuối của hồ sơ khác với trạng thái đang ghi";
    return NULL;
}

/* --- due dates ---------------------------------------------------------------------------------------------------- */

/* Is DAY the one from which LINE's due date holds? Of what was resolved before and corrected, the day of its verdict.
 */
static bool is_day_of(const struct past_line *line, const char *day)
{
    return text_equal(line->on, day) || (text_equal(line->step, STEP_SET) && text_equal(line->finished, day));
}

/* Does the list that begins at *TOLD begin with ROW? Then *TOLD is what follows. */
static bool takes(const char **told, const struct past_due *row)
{
    const char *at = *told;
    const char *const parts[] = { row->clock, row->due, row->from_on };
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        size_t length = strlen(parts[i]);
        if (strncmp(at, parts[i], length) != 0 || !strchr(i < 2 ? "," : ";", at[length]) || (i < 2 && !at[length]))
            return false;
        at += length + (at[length] != '\0');
    }
    *told = at;
    return true;
}

/* The rows are those that the lines put in force, one after the other. */
static bool are_told(const struct past *past)
{
    size_t row = 0;
    for (size_t i = 0; i < past->life.count; i++)
        for (const char *told = past->life.items[i].clocks; told && *told; row++)
            if (row == past->dues.count || !takes(&told, &past->dues.items[row]))
                return false;
    return row == past->dues.count;
}

/* Lines that were written before clocks were told moved a due date. */
static bool is_older(const struct past *past)
{
    const char *due = DUE_OPEN;
    for (size_t i = 0; i < past->life.count; i++) {
        if (!past->life.items[i].clocks && !text_equal(past->life.items[i].due, due))
            return true;
        due = past->life.items[i].due;
    }
    return false;
}

/* Some line of that day left DUE; a span of no day (a second clock on the same day) only needs the day. */
static bool due_is_known(const struct past *past, const struct past_due *row)
{
    bool empty = text_equal(row->from_on, row->until_on);
    for (size_t i = 0; i < past->life.count; i++)
        if (is_day_of(&past->life.items[i], row->from_on) && (empty || text_equal(past->life.items[i].due, row->due)))
            return true;
    return false;
}

static bool due_is_kept(const struct past *past, const struct past_line *line)
{
    for (size_t i = 0; i < past->dues.count; i++)
        if (is_day_of(line, past->dues.items[i].from_on) && text_equal(past->dues.items[i].due, line->due))
            return true;
    return false;
}

static const char *check_older(const struct past *past, const struct register_definition *reg)
{
    for (size_t i = 0; i < past->dues.count; i++)
        if (!due_is_known(past, &past->dues.items[i]) || !register_deadline(reg, past->dues.items[i].clock))
            return "Một khoảng thời hạn của hồ sơ khác với lịch sử";
    const char *due = DUE_OPEN;
    for (size_t i = 0; i < past->life.count; i++) {
        const struct past_line *line = &past->life.items[i];
        if (!text_equal(line->due, due) && !due_is_kept(past, line))
            return "Lịch sử có một thời hạn mà hồ sơ không có khoảng nào";
        due = line->due;
    }
    return NULL;
}

const char *past_check_dues(const struct past *past, const struct record *record)
{
    const struct past_due *before = NULL;
    for (size_t i = 0; i < past->dues.count; i++) {
        const struct past_due *row = &past->dues.items[i];
        if (row->part != (int64_t)i || (before && !text_equal(before->until_on, row->from_on)))
            return "Các khoảng thời hạn của hồ sơ không nối tiếp nhau";
        before = row;
    }
    if (before ? !text_equal(before->until_on, DATE_OPEN) || !text_equal(before->due, record->due)
               : !text_equal(record->due, DUE_OPEN))
        return "Khoảng thời hạn cuối của hồ sơ khác với thời hạn đang ghi";
    if (is_older(past))
        return check_older(past, record->reg);
    return are_told(past) ? NULL : "Các khoảng thời hạn của hồ sơ khác với lịch sử";
}
