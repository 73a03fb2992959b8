/* src/handling/assignment.h
 * Work handed down a tree of assignments.
 *
 * A record is handed to a position, a person or a unit, with a role, a date and words; who has it hands it on, and so
 * on. LEAD (chủ trì) is at most one a level; SUPPORT (phối hợp) any number; INFORM (nhận để biết) has no date and is
 * not counted as work. The own due date is not later than that of the line above it, nor than the record's. One act may
 * hand it to several: it is one line of the record's history, with a value for each.
 *
 * A line ends in one of five ways (enum assignment_outcome). Finished, passed back one level (chuyển trả, with a
 * reason), returned to its sender (trả lại nơi gửi: the wrong addressee): each only while nothing that was handed on
 * from it as lead or support is open, which is named. Or by a step of the record (records/step_work.h). What comes back
 * falls to the line above, which is open still; from the first level, where there is none, it comes back as a line of
 * its own to who gave it: as work where it was passed back, to be known where it was returned. Who hands that on hands
 * it out anew at the first level. A line is withdrawn while unread (a withdrawn one stands in the history only).
 *
 * Each act is one change, with its lines in the history. Reading, also by handing on, is noted on the line alone.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "records/assignment_note.h"
#include "records/office.h"

enum { ASSIGNMENT_WORDS_MAX = 2000 /* characters */, HANDED_MAX = 60 /* lines of one act */ };

struct assignment {
    int64_t id, record, parent; /* parent 0: from the record itself */
    const char *from;           /* login */
    const char *to;             /* login, "position:CODE" or "unit:CODE" */
    enum assignment_role role;
    const char *opinion; /* the giver's words; "" */
    const char *due;     /* local minute; DUE_OPEN where none */
    bool own_due;        /* the giver asked for it; otherwise it is that of the line above, or of the record */
    instant_t given_at, read_at, finished_at; /* 0: not yet */
    int64_t back_of;                          /* the line that came back and left this one; 0 */
    bool on_path;                             /* it leads, and so does every line above it */
    enum assignment_outcome outcome;          /* OUTCOME_OPEN until finished_at */
    const char *result;                       /* what was said when it ended; "" */
    const char *ended_by;                     /* login; "" */
};

/* A line to be given. FIELD names the recipient in a fault, DUE_FIELD its date: "to" and "due" where NULL. */
struct handed {
    const char *to;
    enum assignment_role role;
    const char *due;     /* a day or a local minute; "", NULL or DUE_OPEN: the one above */
    const char *opinion; /* may be NULL */
    const char *field, *due_field;
    int64_t id; /* filled */
};

/* Hands RECORD to all of LINES in one act, or to none; asks may(ACT_ASSIGN). VERSION is the record's one the caller
 * saw; 0: whatever it is. PARENT is one of the giver's own open lines; 0: found by itself, the one to lead before
 * others, then the newest; none where the giver has none. Faults, all at once: invalid.to (nobody, a closed account, a
 * unit that is no more), invalid.due, conflict.lead (the level has an open one, or the act two), conflict.assigned
 * (open and given to the same already), conflict.above (who is to get it has handed it down). The ids are filled, also
 * of an act that a repeated request had done. */
bool assignment_hand_out(struct office *office, struct arena *mem, int64_t record, int64_t version, int64_t parent,
                         struct handed *lines, size_t count, struct err *err) MUST_CHECK;

/* The same LINES for several records in one act: all get them or none does. Each record that is refused says why. */
struct handed_record {
    int64_t record, version;
    struct err failure; /* kind ERR_NONE: nothing is wrong with this one */
};
bool assignment_hand_out_all(struct office *office, struct arena *mem, struct handed_record *handings, size_t count,
                             const struct handed *lines, size_t line_count, struct err *err) MUST_CHECK;

/* One line: TO, ROLE, DUE, OPINION and PARENT are read. */
bool assignment_give(struct office *office, struct arena *mem, int64_t record, int64_t version,
                     const struct assignment *assignment, int64_t *id, struct err *err) MUST_CHECK;

/* Done, with a word about the result (may be ""). Only who it was given to, or who gave it. conflict.open-below. */
bool assignment_finish(struct office *office, struct arena *mem, int64_t id, const char *result,
                       struct err *err) MUST_CHECK;

/* Only who it was given to; REASON is needed (invalid.reason). To be known is not passed back. */
bool assignment_pass_back(struct office *office, struct arena *mem, int64_t id, const char *reason,
                          struct err *err) MUST_CHECK;
bool assignment_return(struct office *office, struct arena *mem, int64_t id, const char *reason,
                       struct err *err) MUST_CHECK;

/* Opened by who it was given to: the first time is kept. No history line. */
bool assignment_read(struct office *office, struct arena *mem, int64_t id, struct err *err) MUST_CHECK;

/* While unread, by who gave it; not what came back. */
bool assignment_withdraw(struct office *office, struct arena *mem, int64_t id, struct err *err) MUST_CHECK;

/* All of a record, in the order they were given. The scope must see the record: the caller read it. */
bool assignment_list(struct db *db, struct arena *mem, int64_t record, struct assignment **list, size_t *count,
                     struct err *err) MUST_CHECK;

/* Its members, in an open object: the same for programs and for the command line. */
void assignment_json(struct json *json, const struct assignment *assignment);

/* The line that PARENT names in LIST; NULL. */
const struct assignment *assignment_above(const struct assignment *list, size_t count,
                                          const struct assignment *assignment);

/* Lead and support lines that were handed on from ID and are open. */
size_t assignment_open_below(const struct assignment *list, size_t count, int64_t id);
