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
    int64_t files;                /* whose contents were read */
    struct history_fault *faults; /* at most HISTORY_FAULTS_MAX */
    size_t fault_count;           /* listed; there may be more where it is HISTORY_FAULTS_MAX */
    char head[HASH_HEX_SIZE];     /* of the chain, at the newest seal: keep it elsewhere to find a cut tail */
};

enum { HISTORY_FAULTS_MAX = 100 };

/* What else is asked. */
struct history_asked {
    const char *head; /* noted at an earlier verification: the chain must have stood there; NULL: none */
    bool files;       /* read every attached file */
    void (*progress)(int64_t done, int64_t of, void *arg);
    void *arg;
};

/* Recomputes every commitment and the chain, and compares each record as it stands with what its history says, each
 * number with its book and record, and accounts, roles, positions, units, definitions and reserved numbers with what
 * the lines of account_history say was left. docs/history.md lists every column and how it is proved. First SQLite
 * looks at its own file. A value erased from the history must be gone from the record too. Not compared: the tally
 * (tally_check). Lines not yet sealed prove themselves only; whoever cuts the sealed tail off, with all that belongs to
 * it, is found by a head kept elsewhere. */
bool history_verify_asked(struct office *office, struct arena *mem, const struct history_asked *asked,
                          struct history_report *report, struct err *err) MUST_CHECK;

/* The same without a head and without the files' contents. */
bool history_verify(struct office *office, struct arena *mem, struct history_report *report,
                    void (*progress)(int64_t done, int64_t of, void *arg), void *arg, struct err *err) MUST_CHECK;
