/* src/records/judge_internal.h
 * One judging as it goes, shared by the files that judge: values (judge.c), days and rules (judge_days.c), what
 * stands behind it in other registers (judge_backings.c), who signs it (judge_signs.c), who gets it
 * (judge_recipients.c).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/judge.h"

struct court {
    struct arena *mem;
    const struct judging *judging;
    struct judgement *judgement;
    bool *given; /* one a field: a text was given for it, good or not */
};

struct err *court_fault(struct court *court);
bool court_has_fault(const struct court *court, const struct field *field);

/* Has this act another value for the field AT than stood there? */
bool court_changes(const struct court *court, size_t at);

/* What may be right all the same: a fault until CODE is confirmed, then noted for the history. SHORTLY says it there.
 */
void court_ask(struct court *court, const char *code, const char *field, const char *shortly, const char *text);

/* What was chosen must be offered on the day it belongs to: that of the step, or the record's own. */
void court_judge_choices(struct court *court);

/* The days that lie ahead or behind, their order, and the register's `rules:`. */
void court_judge_days(struct court *court);
void court_judge_rules(struct court *court);

/* Does this act change a field that QUERY, a condition, names? */
bool court_changes_any(const struct court *court, const char *query);

/* The lines of fields with `recipients:` in their one form, what a step notes of them, and how many are not sent. */
void court_judge_recipients(struct court *court);

/* The signature block (`signs:`): its lines as they were typed, or as the titles of that day have them. What is wrong
 * with it goes to FAULT and is told by court_judge_signs, when what must stand behind the one who signs is judged: who
 * may not sign at all needs no block. */
void court_sign(struct court *court, struct err *fault);
void court_judge_signs(struct court *court, const struct err *fault);

/* What must stand behind the record in other registers (`backed_by:`). */
void court_judge_backings(struct court *court);
