/* src/proof/verify.h
 * Is the history what was written, and is every record what its history says?
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/history.h"

struct history_fault {
    int64_t record; /* 0: the chain itself */
    int64_t seq;    /* of the history line; 0 where it is about the record as it stands */
    const char *what;
};

struct history_report {
    int64_t lines, records;
    int64_t sealed;               /* of the lines; the others were written since the last seal */
    int64_t erased;               /* values taken out by order */
    struct history_fault *faults; /* at most HISTORY_FAULTS_MAX */
    size_t fault_count;
    char head[HASH_HEX_SIZE]; /* of the chain: keep it elsewhere to find a cut tail */
};

enum { HISTORY_FAULTS_MAX = 100 };

/* Recomputes every commitment and the chain, and compares each record as it stands with what its history says: its
 * columns (title, number, state, group, unit, issuer, secrecy, due …, who made and changed it and when), its fields,
 * its spans, its due dates, its links. A value erased from the history must be gone from the record too. Not compared:
 * the order of a number drawn from a book (numbers_check), the tally (tally_check), and the search text, which no
 * figure rests on. Lines not yet sealed prove themselves only; whoever cuts the sealed tail is found by a head kept
 * elsewhere. */
bool history_verify(struct office *office, struct arena *mem, struct history_report *report,
                    void (*progress)(int64_t done, int64_t of, void *arg), void *arg, struct err *err) MUST_CHECK;
