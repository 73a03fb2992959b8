/* SPDX-License-Identifier: Apache-2.0 */
#include "records/assignment_line.h"

#include "store/id.h"

struct write_note assignment_line_note(struct arena *mem, int64_t id, const struct assignment_note *note)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    return (struct write_note){ .name = arena_printf(mem, HISTORY_ASSIGNMENT "%s", printed),
                                .new = assignment_note_print(mem, note) };
}

bool assignment_line_insert(struct change *change, const struct assignment_line *line, struct err *err)
{
    const struct assignment_note *note = &line->note;
    return change_run(
        change,
        SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, given_at, read_at, "
            "finished_at, own_due, back_of, on_path, register) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, "
            "$11, $12, $13)"),
        DB(db_int(line->id), db_int(line->record), db_int(note->parent), db_text(line->from), db_text(note->to),
           db_text(assignment_role_name(note->role)), db_text(note->words), db_text(note->due),
           db_int(change_time(change)), db_int(note->own_due), db_int(note->back_of), db_int(line->on_path),
           db_text(line->register_name)),
        err);
}

bool assignment_line_end(struct change *change, int64_t id, enum assignment_outcome outcome, const char *by,
                         const char *words, struct err *err)
{
    instant_t now = change_time(change);
    return change_expect(change, 1,
                         SQL("update assignment set finished_at = $1, read_at = case when read_at = 0 then $2 else "
                             "read_at end, outcome = $3, result = $4, ended_by = $5 where id = $6 and finished_at = 0"),
                         DB(db_int(now), db_int(now), db_text(assignment_outcome_name(outcome)), db_text(words),
                            db_text(by), db_int(id)),
                         err);
}
