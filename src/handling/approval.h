/* src/handling/approval.h
 * Deciding on a version of a draft, and what waits for somebody's decision (records/approvals.h says what a line is).
 *
 * The right to decide is the line's own: who it names and who may read the record decides, whatever the roles may
 * otherwise. Each decision is one change with a line in the history: approve, return-draft; returning takes the
 * register's `returned` step with it, where that can be taken from the record's state.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "query/query.h"
#include "records/approvals.h"

enum { APPROVAL_NOTE_MAX = 2000 }; /* characters */

/* Decides the line ID. SEEN is the SHA-256 of the version that was looked at. Refused: not-found.approval;
 * forbidden.approval (another's); conflict.decided, conflict.draft (a newer version, another file, a withdrawn one),
 * conflict.returned, conflict.turn (the stage before waits, and for whom), conflict.step (this kind is a step of the
 * register), conflict.state, conflict.cancelled; invalid.note (a reason for returning, the opinion), invalid.seen. */
bool approval_decide(struct office *office, struct arena *mem, int64_t id, const char *seen,
                     enum approval_decision decision, const char *note, struct err *err) MUST_CHECK;

/* The step of REG that approves KIND; NULL: it is decided by itself. */
const struct step *approval_step(const struct register_definition *reg, const char *kind);

/* What somebody says of a version or a decision: one text, trimmed, "" for none. Fails with a fault of FIELD. */
bool approval_words(struct arena *mem, const char *given, const char *field, int most, const char **words,
                    struct err *err) MUST_CHECK;

/* Its members, in an open object; NEWEST is the draft's newest version: an older one says that it is void. */
void approval_json(struct json *json, const struct approval *approval, int64_t newest);

struct attachment;

/* All of a record's draft as one object: its versions, the oldest first, among FILES of it, and their approvals. */
void drafts_json(struct json *json, const struct attachment *files, size_t count, const struct approvals *approvals);

/* --- the queue ---------------------------------------------------------------------------------------------------- */

struct approval_line {
    struct approval approval;
    const struct register_definition *reg;
    const char *number, *title, *state, *due; /* of the record; NUMBER may be NULL */
    int64_t version;                          /* of the record */
};

/* The first LIMIT that wait for SCOPE and whose record it sees, the longest waiting first; REG NULL: of every register.
 * One statement; none where no register has drafts. */
bool approvals_waiting(struct db *db, struct arena *mem, const struct definitions *definitions,
                       const struct scope *scope, const struct register_definition *reg, size_t limit,
                       struct approval_line **lines, size_t *count, struct err *err) MUST_CHECK;

/* " union all select 'approve REGISTER', count, 0 …" of what waits, for each register with drafts: to be put behind the
 * count of the inbox. */
struct query_builder;
void approvals_put_counts(struct query_builder *to, const struct definitions *definitions, const struct scope *scope);
