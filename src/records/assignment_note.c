/* SPDX-License-Identifier: Apache-2.0 */
#include "records/assignment_note.h"

#include <string.h>

#include "base/text.h"
#include "store/id.h"

static const struct {
    const char *name, *label;
} roles[] = {
    [ASSIGN_LEAD] = { "lead", "chủ trì" },
    [ASSIGN_SUPPORT] = { "support", "phối hợp" },
    [ASSIGN_INFORM] = { "inform", "nhận để biết" },
};

const char *assignment_role_name(enum assignment_role role)
{
    return roles[role].name;
}

const char *assignment_role_label(enum assignment_role role)
{
    return roles[role].label;
}

bool assignment_role_find(const char *name, enum assignment_role *role)
{
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (text_equal(roles[i].name, name)) {
            *role = (enum assignment_role)i;
            return true;
        }
    return false;
}

static const struct {
    const char *name, *label;
} outcomes[] = {
    [OUTCOME_OPEN] = { "", "" },
    [OUTCOME_DONE] = { "done", "đã xong" },
    [OUTCOME_PASSED_BACK] = { "passed-back", "chuyển trả" },
    [OUTCOME_RETURNED] = { "returned", "trả lại nơi gửi" },
    [OUTCOME_REPLACED] = { "replaced", "đã giao nơi khác" },
    [OUTCOME_CLOSED] = { "closed", "kết thúc cùng hồ sơ" },
};

const char *assignment_outcome_name(enum assignment_outcome outcome)
{
    return outcomes[outcome].name;
}

const char *assignment_outcome_label(enum assignment_outcome outcome)
{
    return outcomes[outcome].label;
}

bool assignment_outcome_find(const char *name, enum assignment_outcome *outcome)
{
    for (size_t i = 0; i < COUNT_OF(outcomes); i++)
        if (text_equal(outcomes[i].name, name)) {
            *outcome = (enum assignment_outcome)i;
            return true;
        }
    return false;
}

/* --- what the history keeps --------------------------------------------------------------------------------------- */

#define OWN_DUE "own"
#define BACK_OF "back:" /* before the id */

const char *assignment_note_print(struct arena *mem, const struct assignment_note *note)
{
    char parent[ID_SIZE] = "", back[ID_SIZE] = "";
    if (note->parent)
        id_print(note->parent, parent);
    if (note->back_of)
        id_print(note->back_of, back);
    const char *outcome = assignment_outcome_name(note->outcome);
    return arena_printf(mem, "%s%s%s%s%s%s\n%s\n%s\n%s\n%s", roles[note->role].name, note->own_due ? " " OWN_DUE : "",
                        *back ? " " BACK_OF : "", back, *outcome ? " " : "", outcome, note->to, note->due, parent,
                        note->words);
}

enum { NOTE_LINES = 4 /* before the words */, NOTE_MARKS_MAX = 4 };

/* "lead own done" */
static bool read_marks(struct arena *mem, const char *line, struct assignment_note *note)
{
    size_t count;
    char **marks = text_split(mem, line, ' ', &count);
    if (count == 0 || count > NOTE_MARKS_MAX || !assignment_role_find(marks[0], &note->role))
        return false;
    for (size_t i = 1; i < count; i++) {
        if (text_equal(marks[i], OWN_DUE))
            note->own_due = true;
        else if (text_starts(marks[i], BACK_OF) ? !id_parse(marks[i] + strlen(BACK_OF), &note->back_of)
                                                : !*marks[i] || !assignment_outcome_find(marks[i], &note->outcome))
            return false;
    }
    return true;
}

bool assignment_note_parse(struct arena *mem, const char *text, struct assignment_note *note)
{
    const char *lines[NOTE_LINES];
    struct assignment_note read = { .parent = 0 };
    for (int i = 0; i < NOTE_LINES; i++) {
        const char *end = strchr(text, '\n');
        if (!end)
            return false;
        lines[i] = arena_strndup(mem, text, (size_t)(end - text));
        text = end + 1;
    }
    if (!read_marks(mem, lines[0], &read) || (lines[3][0] && !id_parse(lines[3], &read.parent)))
        return false;
    read.to = lines[1];
    read.due = lines[2];
    read.words = arena_strdup(mem, text);
    *note = read;
    return true;
}
