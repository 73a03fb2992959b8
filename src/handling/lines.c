/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/lines.h"

#include <string.h>

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

void lines_of_history(struct arena *mem, const struct history_line *history, size_t count, struct record_lines *lines)
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
    *lines = (struct record_lines){ .list = found.items, .count = found.count };
}

bool record_has_lines(const struct record *record)
{
    for (size_t i = 0; i < record->reg->fields.count; i++)
        if (record->reg->fields.items[i].lines && record->values[i].is_set)
            return true;
    return false;
}

struct looking {
    struct db *db;
    const struct definitions *definitions;
    const struct record *record;
    const struct scope *scope;
    struct arena *mem;
    ARRAY(struct history_line) found; /* with what is told of lines alone */
    size_t bytes;                     /* of the texts */
};

/* FROM lives shorter. */
static void keep(struct looking *looking, const struct history_line *from)
{
    struct arena *mem = looking->mem;
    struct history_line line = { .version = from->version,
                                 .step = arena_strdup(mem, from->step),
                                 .on = from->on ? arena_strdup(mem, from->on) : NULL,
                                 .recorded_at = from->recorded_at,
                                 .by = arena_strdup(mem, from->by),
                                 .for_whom = from->for_whom ? arena_strdup(mem, from->for_whom) : NULL,
                                 .changes = ARENA_ARRAY(mem, struct history_change, from->change_count + 1) };
    for (size_t i = 0; i < from->change_count; i++) {
        const struct history_change *change = &from->changes[i];
        if (!change->field || !change->field->lines)
            continue;
        looking->bytes += change->new ? strlen(change->new) : 0;
        line.changes[line.change_count++] =
            (struct history_change){ .field = change->field,
                                     .new = change->new ? arena_strdup(mem, change->new) : NULL,
                                     .masked = change->masked,
                                     .erased = change->erased };
    }
    *ARRAY_ADD(mem, &looking->found) = line;
}

/* The next of them; ENDED: there are no more. A line may have been written over: what is looked through is not kept. */
static bool look(struct looking *looking, bool *ended, struct err *err)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_part(looking->mem, ARENA_REQUEST_MAX);
    struct history_line *history;
    size_t count, have = looking->found.count;
    int64_t before = have ? looking->found.items[have - 1].version : 0;
    if (!record_history(looking->db, scratch, looking->definitions, looking->record, looking->scope, before,
                        LINES_CHUNK, &history, &count, err))
        return false;
    *ended = count < LINES_CHUNK;
    for (size_t i = 0; i < count; i++) {
        if (looking->bytes >= LINES_TEXT_MAX) {
            *ended = false;
            return true;
        }
        keep(looking, &history[i]);
    }
    return true;
}

bool record_lines(struct db *db, struct arena *mem, const struct definitions *definitions, const struct record *record,
                  const struct scope *scope, struct record_lines *lines, struct err *err)
{
    struct looking looking = { .db = db, .definitions = definitions, .record = record, .scope = scope, .mem = mem };
    bool ended = false;
    *lines = (struct record_lines){ 0 };
    if (!record_has_lines(record))
        return true;
    while (!ended && looking.found.count < LINES_HISTORY_MAX && looking.bytes < LINES_TEXT_MAX)
        if (!look(&looking, &ended, err))
            return false;
    lines_of_history(mem, looking.found.items, looking.found.count, lines);
    lines->older = !ended;
    return true;
}
