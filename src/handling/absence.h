/* src/handling/absence.h
 * Somebody is away, and another sees and does their work meanwhile.
 *
 * From its first to its last day what is given to who is away, by name or to a position of theirs, stands in the inbox
 * of the stand-in too, who reads and does what their own roles let them do to what is given to them; what is done so
 * says for whom (scope.stands_for). An absence may be of some registers alone: nothing else is lent then.
 * Nobody has two stand-ins on one day for one register, and who stands in is there. An absence is
 * ended early or taken back by ending it; its row stays. Who administers enters and ends them; each act is a line of
 * the history of who is away.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "records/draft.h"
#include "records/office.h"

enum { ABSENCE_TEXT_MAX = 300 /* characters */, ABSENCE_PAGE = 200 };

struct absence {
    int64_t no;
    const char *login, *name;             /* who is away */
    const char *stand_in, *stand_in_name; /* login, and what they are called */
    const char *from, *until;             /* days; both belong to it */
    const char *reason, *document;        /* "" */
    const char *registers;                /* names, joined by ","; "": every register */
    instant_t entered_at, ended_at;       /* ended_at 0: it goes to its last day */
    const char *entered_by, *ended_by;    /* logins; ended_by "" */
};

/* Enters ASKED, whose LOGIN, STAND_IN, FROM, UNTIL, REASON, DOCUMENT and REGISTERS are read (NULL as ""); days as
 * people write them. NO is its number. Faults, all at once: of `login` and `stand_in` (nobody; a closed account,
 * oneself; away on one of the days, or standing in for somebody then), `from`, `until` (no day; before the first,
 * before today), `reason`, `document`, `registers` (one that there is not). */
bool absence_enter(struct office *office, struct arena *mem, const struct absence *asked, int64_t *no,
                   struct err *err) MUST_CHECK;

/* From now on it is over. not-found.absence; conflict.absence where it is over already. */
bool absence_end(struct office *office, struct arena *mem, int64_t no, struct err *err) MUST_CHECK;

/* Newest first, at most ABSENCE_PAGE. One statement. */
bool absence_list(struct db *db, struct arena *mem, struct absence **list, size_t *count, struct err *err) MUST_CHECK;

/* Is it over on TODAY? */
bool absence_is_over(const struct absence *absence, const char *today);

/* Its members, as an object. */
void absence_json(struct json *json, const struct absence *absence);
