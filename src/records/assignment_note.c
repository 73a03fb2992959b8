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

const char *assignment_note_print(struct arena *mem, const struct assignment_note *note)
{
    char parent[ID_SIZE] = "";
    if (note->parent)
        id_print(note->parent, parent);
    return arena_printf(mem, "%s\n%s\n%s\n%s\n%s", roles[note->role].name, note->to, note->due, parent, note->words);
}

enum { NOTE_LINES = 4 }; /* before the words */

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
    if (!assignment_role_find(lines[0], &read.role) || (lines[3][0] && !id_parse(lines[3], &read.parent)))
        return false;
    read.to = lines[1];
    read.due = lines[2];
    read.words = arena_strdup(mem, text);
    *note = read;
    return true;
}
