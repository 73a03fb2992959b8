/* src/handling/assignment_note.h
 * Whose an assignment is, its row, its line in the history, and the statement of the inbox: for this room and the tests
 * of its plan.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/inbox.h"
#include "query/query.h"
#include "records/writing.h"

/* Is the line of RECORD SCOPE's, under any of its names (scope_holds)? */
bool assignment_is_mine(const struct scope *scope, const struct record *record, const struct assignment *assignment);

/* The columns of `assignment a`, and the present row of them. */
#define ASSIGNMENT_COLUMNS                                                                                             \
    "a.id, a.record, a.parent, a.from_whom, a.to_whom, a.role, a.opinion, a.due, a.given_at, a.read_at, "              \
    "a.finished_at, a.own_due, a.back_of, a.outcome, a.result, a.ended_by, a.on_path"
enum { ASSIGNMENT_COLUMN_COUNT = 17 };
struct assignment assignment_from_row(struct arena *mem, const struct rows *rows);

/* The assignment ID, whoever may see its record; not-found.assignment. */
struct assignment *assignment_find(struct db *db, struct arena *mem, int64_t id, struct err *err);
bool assignment_refuse_missing(struct err *err);

/* The id of a line that is given beside LIST, all lines of the record: greater than theirs, though another node gave
 * them, whose clock is ahead. So a line stands behind the one above it, and the list is in the order of giving. */
int64_t assignment_next_id(const struct assignment *list, size_t count);

/* What the history line of an act says of it, with OUTCOME and WORDS of the act. */
struct write_note assignment_told(struct arena *mem, const struct assignment *assignment,
                                  enum assignment_outcome outcome, const char *words);

/* What the giver or the finisher says: one text, trimmed; "" for none. Fails with a fault of FIELD. words_clean: of MAX
 * characters. */
bool words_clean(struct arena *mem, const char *given, const char *field, int max, const char **words,
                 struct err *err) MUST_CHECK;
bool assignment_words(struct arena *mem, const char *given, const char *field, const char **words,
                      struct err *err) MUST_CHECK;

/* "Sở Y tế, Phòng Kinh tế": what people call them. Lives in MEM. */
bool assignment_names(struct db *db, struct arena *mem, const struct definitions *definitions, const char *const *whoms,
                      size_t count, const char **names, struct err *err) MUST_CHECK;

/* Hands a new record, planned in WRITE, to all of LINES as it is made; asks may(ACT_ASSIGN) and judges as
 * assignment_hand_out does. Their rows are GIVEN, one for each: insert them with the record's id. */
bool assignment_plan_new(struct write *write, struct db *db, struct handed *lines, size_t count,
                         struct assignment **given, struct err *err) MUST_CHECK;

/* The row of a new line. */
bool assignment_insert(struct change *change, const struct register_definition *reg,
                       const struct assignment *assignment, struct err *err) MUST_CHECK;

/* A unit that is there today, a position (held or vacant: the work waits for who comes), or somebody who signs in. A
 * fault of FIELD says which of these it is not; err's kind is another where the database failed. */
bool assignment_check_to(struct db *db, struct arena *mem, const struct definitions *definitions, const char *to,
                         const char *field, struct err *err) MUST_CHECK;

/* The lines of the inbox; for its plan. */
struct query_sql inbox_sql(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                           const struct register_definition *reg, const char *after_due, int64_t after_id,
                           size_t limit);
