/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/lines.h"

#include "base/text.h"
#include "records/history_steps.h"

/* Marks the lines whose act was taken back, with the undo itself: told oldest first, an undo takes the newest act. */
static bool *find_undone(struct arena *mem, const struct history_line *history, size_t count)
{
    bool *undone = ARENA_ARRAY(mem, bool, count + 1);
    size_t *acts = ARENA_ARRAY(mem, size_t, count + 1), open = 0;
    for (size_t i = count; i-- > 0;) {
        if (text_equal(history[i].step, STEP_UNDO)) {
            undone[i] = true;
            if (open > 0)
                undone[acts[--open]] = true;
        } else if (history_step_dates(history[i].step)) {
            acts[open++] = i;
        }
    }
    return undone;
}

void lines_of_history(struct arena *mem, const struct history_line *history, size_t count, struct record_line **lines,
                      size_t *line_count)
{
    ARRAY(struct record_line) found = { 0 };
    const bool *undone = find_undone(mem, history, count);
    for (size_t i = 0; i < count; i++) {
        const struct history_line *act = &history[i];
        for (size_t k = 0; !undone[i] && k < act->change_count; k++) {
            const struct history_change *change = &act->changes[k];
            if (!change->field || !change->field->lines || change->masked || (!change->new && !change->erased))
                continue;
            *ARRAY_ADD(mem, &found) = (struct record_line){ .field = change->field,
                                                            .version = act->version,
                                                            .on = act->on ? act->on : "",
                                                            .recorded_at = act->recorded_at,
                                                            .by = act->by,
                                                            .for_whom = act->for_whom ? act->for_whom : "",
                                                            .text = change->erased || !change->new ? "" : change->new,
                                                            .erased = change->erased };
        }
    }
    *lines = found.items;
    *line_count = found.count;
}

bool record_has_lines(const struct record *record)
{
    for (size_t i = 0; i < record->reg->fields.count; i++)
        if (record->reg->fields.items[i].lines && record->values[i].is_set)
            return true;
    return false;
}

bool record_lines(struct db *db, struct arena *mem, const struct definitions *definitions, const struct record *record,
                  const struct scope *scope, struct record_line **lines, size_t *count, struct err *err)
{
    struct history_line *history;
    size_t history_count;
    *lines = NULL;
    *count = 0;
    if (!record_has_lines(record))
        return true;
    if (!record_history(db, mem, definitions, record, scope, 0, LINES_HISTORY_MAX, &history, &history_count, err))
        return false;
    lines_of_history(mem, history, history_count, lines, count);
    return true;
}
