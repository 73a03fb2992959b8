/* SPDX-License-Identifier: Apache-2.0 */
/* The assignments, files and approvals of a record are made again from its history lines and compared. */
#include "proof/verify_internal.h"
#include "records/approvals.h"

#include <string.h>

#include "base/text.h"

static struct past_thing *find(struct past_thing *things, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(things[i].name, name))
            return &things[i];
    return NULL;
}

const char *past_said(struct arena *mem, enum assignment_outcome outcome, const char *by, const char *words)
{
    return arena_printf(mem, "%s\n%s\n%s", assignment_outcome_name(outcome), by, words);
}

/* What a line that ends an assignment says of the end; in lines of before 0016-handing.sql it is done, without words.
 */
static const char *said_by(struct arena *mem, const struct past_line *line, const char *text)
{
    struct assignment_note note;
    if (!text || !assignment_note_parse(mem, text, &note))
        return NULL;
    bool before = note.outcome == OUTCOME_OPEN;
    return past_said(mem, before ? OUTCOME_DONE : note.outcome, line->by, before ? "" : note.words);
}

/* What was said, or the tasks that were made of it in one act: "direction.ID BATCH TASK …" of "batch.BATCH". */
static void tell_direction(struct arena *mem, struct past *past, const struct past_line *line, const char *name,
                           const char *text)
{
    bool batch = text_equal(line->step, STEP_CARRY_OUT);
    const char *end = text ? text + strcspn(text, " ") : NULL;
    *ARRAY_ADD(mem, &past->told) =
        (struct past_thing){ .name = batch && text ? arena_printf(mem, "batch.%.*s", (int)(end - text), text)
                                                   : arena_strdup(mem, name),
                             .text = !text   ? NULL
                                     : batch ? arena_printf(mem, "%s %s", name, text)
                                             : arena_strdup(mem, text),
                             .by = line->by,
                             .at = line->recorded_at,
                             .said = "" };
}

/* An approval is told as each line leaves it; whose turn and whose decision it was follows from what changed. */
static void tell_approval(struct arena *mem, struct past *past, const struct past_line *line, const char *name,
                          const char *text)
{
    struct past_thing *thing = find(past->told.items, past->told.count, name);
    struct approval now, before = { 0 };
    if (!thing) {
        thing = ARRAY_ADD(mem, &past->told);
        *thing = (struct past_thing){ .name = arena_strdup(mem, name), .by = "", .said = "" };
    } else if (thing->text && !approval_note_parse(mem, thing->text, &before)) {
        before = (struct approval){ 0 };
    }
    thing->text = text ? arena_strdup(mem, text) : NULL;
    if (!text || !approval_note_parse(mem, text, &now))
        return;
    if (now.waits && !before.waits)
        thing->at = line->recorded_at;
    if (now.decision && !before.decision) {
        thing->by = line->by;
        thing->ended = line->recorded_at;
    } else if (!now.decision && before.decision) { /* it was taken back */
        thing->by = "";
        thing->ended = 0;
    }
}

bool past_tell(struct arena *mem, struct past *past, const struct past_line *line, const char *name, const char *text)
{
    if (text_starts(name, HISTORY_DIRECTION)) {
        tell_direction(mem, past, line, name, text);
        return true;
    }
    if (text_starts(name, HISTORY_APPROVAL)) {
        tell_approval(mem, past, line, name, text);
        return true;
    }
    if (!text_starts(name, HISTORY_ASSIGNMENT) && !text_starts(name, HISTORY_ATTACHMENT))
        return false;
    struct past_thing *thing = find(past->told.items, past->told.count, name);
    if (text_equal(line->step, STEP_ASSIGN) || text_equal(line->step, STEP_ATTACH) ||
        text_equal(line->step, STEP_DRAFT)) {
        *ARRAY_ADD(mem, &past->told) = (struct past_thing){ .name = arena_strdup(mem, name),
                                                            .text = text ? arena_strdup(mem, text) : NULL,
                                                            .by = line->by,
                                                            .at = line->recorded_at,
                                                            .said = "" };
    } else if (thing && (text_equal(line->step, STEP_MOVE_ASSIGNMENT) || text_equal(line->step, STEP_HAND_OVER))) {
        thing->text = text ? arena_strdup(mem, text) : NULL;
    } else if (thing && text_equal(line->step, STEP_UNDO)) { /* given by the step: out; else as it was before it */
        thing->gone = text && !*text;
        thing->text = text ? arena_strdup(mem, text) : NULL;
        thing->ended = 0;
        thing->said = "";
    } else if (thing) {
        bool file = text_equal(line->step, STEP_WITHDRAW_FILE);
        thing->gone = text_equal(line->step, STEP_WITHDRAW_ASSIGNMENT);
        thing->ended = file ? 1 : line->recorded_at;
        thing->said = file ? "" : said_by(mem, line, text);
    }
    return true;
}

const char *past_check_things(const struct past *past)
{
    size_t known = 0;
    for (size_t i = 0; i < past->told.count; i++) {
        const struct past_thing *told = &past->told.items[i];
        const struct past_thing *kept = find(past->kept.items, past->kept.count, told->name);
        if (told->gone && !kept)
            continue;
        if (told->gone || !kept)
            return "Việc giao, tệp hoặc duyệt dự thảo của hồ sơ khác với lịch sử";
        known++;
        if (!text_equal(told->by, kept->by) || told->at != kept->at || told->ended != kept->ended ||
            (told->text && !text_equal(told->text, kept->text)) || (told->said && !text_equal(told->said, kept->said)))
            return "Một việc giao, một tệp hoặc một lần duyệt của hồ sơ khác với lịch sử";
    }
    return known == past->kept.count ? NULL : "Hồ sơ có việc giao, tệp hoặc lần duyệt mà lịch sử không ghi";
}
