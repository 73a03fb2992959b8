/* src/records/undo.h
 * Takes a wrong step back, within UNDO_MS and where nothing depends on it.
 *
 * Whether that may be is judged from what the step did, whatever register it is of: it is the newest act of its record,
 * who asks has taken it, and by the server's clock at most UNDO_MS ago; nobody read an assignment it gave; nothing of
 * it was sent out (the outbox holds its lines back that long); no other record was linked with this one or changed to
 * name it since. A step that drew a number stays: a number nobody can doubt is not given and taken back (NĐ 30/2020
 * Art. 15); so do an entry and a cancellation. Everything that stands in the way is said at once (office->faults).
 *
 * What a step approved or returned goes back with it: its line waits again, from then on. What took its step along with
 * it (step_company.h) goes back with it too, whoever may see it, or neither does: both are judged.
 *
 * State, values, spans, due dates, assignments, approvals, tally, search text, claims and personal keys are as before
 * the step. The history keeps both: the step's line stays, the undo is a line of its own (STEP_UNDO), with the values
 * it put back. Whoever tells the course of a record from its lines passes over what was taken back (history_steps.h).
 * The version, and who changed the record last, are the undo's.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/office.h"

enum { UNDO_MS = 30 * 1000 };

/* The label of the step is in TAKEN, may be NULL; lives in MEM. VERSION as for record_step. conflict.undo,
 * conflict.undo-time, forbidden.undo. */
bool record_undo(struct office *office, struct arena *mem, int64_t id, int64_t version, const char **taken,
                 struct err *err) MUST_CHECK;

/* Of the history lines of a record, the newest first, as far as a page has them: may the newest act be a step that BY
 * takes back now? The rest is asked when it is. */
struct undo_line {
    const char *step, *by;
    instant_t recorded_at;
};
bool undo_is_offered(const struct register_definition *reg, const struct undo_line *lines, size_t count, const char *by,
                     instant_t now, const struct step **step);
