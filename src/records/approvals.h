/* src/records/approvals.h
 * Who must approve the draft of a record, in which order, and who has: nothing leaves the office without its chain of
 * approvals. For acts on drafts (handling/approval.h) and for steps that need approvals or are one.
 *
 * A draft has versions 1, 2, … (files, handling/attachment.h). Each version has its own lines, made of the route that
 * fits the record when it is given in (office/approval-routes.yaml); a line is one approval: stage, kind, by whom, and
 * the SHA-256 of the version. `drafted` is agreed by who gives it in. Lines of one stage stand side by side; those of
 * the next have their turn when all before have agreed. A newer version voids the lines of the older ones: they stay,
 * and count no more. Who returns a version ends its round: only a newer one goes on.
 *
 * A step with `needs_approved` is taken when every line of these kinds of the newest version has agreed; one with
 * `approves` is its taker's approval. A record without a version goes the old way, on paper, unless its route is
 * `required`; so does one that no route fits.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/writing.h"

enum approval_decision {
    DECISION_NONE,
    DECISION_AGREED,
    DECISION_OPINION, /* agreed, with an opinion */
    DECISION_RETURNED,
};

/* "", "agreed", "opinion", "returned" and back; "", "Đồng ý", "Đồng ý, có ý kiến", "Trả lại". */
const char *approval_decision_name(enum approval_decision decision);
const char *approval_decision_label(enum approval_decision decision);
bool approval_decision_find(const char *name, enum approval_decision *decision);

struct approval {
    int64_t id, record;
    int64_t draft;    /* the version */
    const char *blob; /* its SHA-256 */
    const char *route, *kind;
    int64_t stage;
    const char *to;                /* login, "position:CODE", "unit:CODE", "role:NAME", "role:NAME@UNIT" */
    bool waits;                    /* it is its turn */
    instant_t turn_at, decided_at; /* 0: not yet */
    enum approval_decision decision;
    const char *note, *decided_by; /* "" */
};

/* The columns of `approval a`, and the present row of them. */
#define APPROVAL_COLUMNS                                                                                               \
    "a.id, a.record, a.draft, a.blob, a.route, a.kind, a.stage, a.to_whom, a.waits, a.turn_at, a.decided_at, "         \
    "a.decision, a.note, a.decided_by"
enum { APPROVAL_COLUMN_COUNT = 14 };
struct approval approval_from_row(struct arena *mem, const struct rows *rows);

/* All of a record, by version, stage and id. The caller read the record. One statement. */
bool approval_list(struct db *db, struct arena *mem, int64_t record, struct approval **list, size_t *count,
                   struct err *err) MUST_CHECK;

/* Is it SCOPE's to decide? The local administrator's only where it is named so. Who stands in for somebody who is away
 * sees that it waits, and does not decide it: signing in another's place needs a delegation in writing (Decree
 * 30/2020/NĐ-CP, Article 13), and an absence that an administrator entered is none. What waits for a unit, or for a
 * role of one, that is no more waits for the units that took over from it (`successors`), from the day after its last.
 */
bool approval_is_mine(const struct definitions *definitions, const struct scope *scope, const char *to);

/* What SCOPE is called in `to_whom`: its whoms, each of its roles, alone and in its unit, and the same of the units
 * that its own took over from. Lives in MEM. */
struct text_list approval_whoms(struct arena *mem, const struct definitions *definitions, const struct scope *scope);

/* The route of RECORD; NULL: none fits. */
const struct approval_route *approval_route_of(const struct definitions *definitions, struct arena *mem,
                                               const struct record *record);

/* The value `approval.ID` of a line of the history: the row as that line leaves it. Lives in MEM. */
const char *approval_note_print(struct arena *mem, const struct approval *approval);

/* The value again; false where it is not of that form. The id, the record and what is said of times are not in it. */
bool approval_note_parse(struct arena *mem, const char *text, struct approval *approval) MUST_CHECK;

/* --- a change of them --------------------------------------------------------------------------------------------- */

/* The draft as it stands. */
struct approvals {
    struct approval *list; /* of all versions */
    size_t count;
    int64_t draft; /* the newest version; 0: none */
    const char *blob;
    bool withdrawn; /* its file was taken out of sight */
};
bool approvals_read(struct db *db, struct arena *mem, int64_t record, struct approvals *approvals,
                    struct err *err) MUST_CHECK;

/* Of the newest version: the line that was returned; NULL. */
const struct approval *approvals_returned(const struct approvals *approvals);

struct approval_change {
    struct approval approval;
    bool is_new, opened, decided; /* opened, decided: now */
};
struct approval_changes {
    ARRAY(struct approval_change) list;
};

/* The lines that version DRAFT with BLOB begins with; what waited of the version before waits no more. */
void approvals_plan_version(struct write *write, const struct approvals *approvals, const struct approval_route *route,
                            int64_t draft, const char *blob, struct approval_changes *changes);

/* The line AT is decided, and what follows from it. */
void approvals_plan_decision(struct write *write, struct approvals *approvals, size_t at,
                             enum approval_decision decision, const char *note, struct approval_changes *changes);

/* Their values in the history line of the act. Live in MEM. */
struct write_note *approval_notes(struct arena *mem, const struct approval_changes *changes, size_t *count);

bool approvals_apply(struct change *change, const struct write *write, const struct approval_changes *changes,
                     struct err *err) MUST_CHECK;

/* Whom a line waits for, in words: "Văn thư", "Trưởng phòng, Phòng Kinh tế", a name. Lives in MEM. */
bool approval_who(struct db *db, struct arena *mem, const struct definitions *definitions, const char *to,
                  const char **words, struct err *err) MUST_CHECK;

/* --- steps -------------------------------------------------------------------------------------------------------- */

/* After write_plan_step planned STEP: what the approvals have against it goes to the faults; where it is an approval,
 * or returns the draft, CHANGES has it. REASON may be NULL. LINE: the one that is returned; 0: an open one of who takes
 * the step. False where the database failed. */
bool approvals_judge_step(struct write *write, struct db *db, const struct step *step, const char *reason, int64_t line,
                          struct approval_changes *changes, struct err *err) MUST_CHECK;

/* The history line of what a step approved or returned; nothing where CHANGES is empty. After write_finish. */
void approvals_plan_step(struct write *write, const struct approval_changes *changes);
