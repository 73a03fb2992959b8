/* src/fields/tally.h
 * Counts of records, kept in the transaction that changes them, so that pages show them without counting.
 *
 * A row counts the records of one register, issuer, unit, degree of secrecy and state: once under facet "", and once
 * more by value under each facet of the register. Facets are the fields that its tabs and filters ask for
 * (field->counted), and "due" where the register has deadlines: the day on which an open record is due. A cancelled
 * record stands under state "" and not under "due". What any reader may see is a sum of rows (query/counts.h).
 *
 * Besides by day, whatever the state (it is "-"): under each of the register's counted_days the records that are not
 * cancelled, "2021-07-05"; those of DAY_FINISHED with their verdict, "2021-07-05/late", of a day with_finish with the
 * day they were resolved, "2021-07-05/2021-07-09". Of a record that its row does not tell (records/row_days.h)
 * only the days of its fields are counted, without a finish: the others are asked of its spans. There are few, and the
 * index record_apart has them and no others.
 *
 * On SQLite a change adds to the one row of its key. On PostgreSQL it writes rows of its own, so that writers do not
 * wait for one another; tally_fold adds them to the first. A count is therefore always a sum, and exact in every
 * snapshot.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "fields/record.h"
#include "store/change.h"

#define TALLY_DUE   "due" /* the facet; no field that is counted has this name */
#define TALLY_SET   "1"   /* the value of a field of which only is kept whether it has one */
#define TALLY_STATE "-"   /* of what is counted by day */

/* A record as it is counted: itself, and what its row says of its days. */
struct counted_record {
    const struct record *record;
    const char *opened_on, *left_on;
    bool told;
};

/* What a change does to the counts: added up first, then written, a row for each that differs. */
struct tally;

struct tally *tally_new(struct arena *mem);

/* Takes BEFORE out and puts AFTER in; NULL: it was not there, it is gone. Their texts are borrowed. */
void tally_move(struct tally *tally, const struct counted_record *before, const struct counted_record *after);

/* How many rows would be written. */
size_t tally_size(const struct tally *tally);

bool tally_apply(struct change *change, enum store_kind kind, const struct tally *tally, struct err *err) MUST_CHECK;

/* Adds up what changes wrote apart and forgets rows that count nothing. For the jobs, and after a bulk load. */
bool tally_fold(struct store *store, struct arena *mem, struct err *err) MUST_CHECK;

/* The statement that forgets them: its literals are those of the index that has such rows and no others. */
const struct statement *tally_forgetting(void);

/* --- made and proved ---------------------------------------------------------------------------------------------- */

/* The facets of REG in one text as tally_kept remembers them: "handling,type,due 'submitted', 'assigned',@finished",
 * with the states that are open. Lives in MEM. */
const char *tally_facets(struct arena *mem, const struct register_definition *reg);

/* The SQL of a facet's value in a record of its register (r and f): a text, '' where there is none. Lives in MEM. */
const char *tally_value_sql(struct arena *mem, const struct field *field);

/* Counts every register anew whose tally was made with other facets, or all where ALL is set; MADE says how many.
 * Nobody writes records meanwhile. */
bool tally_make(struct store *store, struct arena *mem, const struct definitions *definitions, bool all, size_t *made,
                struct err *err) MUST_CHECK;

/* Where the tally and count(*) differ. FACET "" and VALUE "" for the record itself. */
struct tally_fault {
    const char *reg, *facet, *value, *state, *issuer, *unit, *secrecy;
    int64_t kept, counted;
};

struct tally_report {
    int64_t rows;               /* compared */
    int64_t fault_count;        /* of which FAULTS are the first */
    struct tally_fault *faults; /* at most TALLY_FAULTS_MAX */
    size_t shown;
    const char *unmade; /* the first register whose tally was made with other facets, so that nobody reads it; NULL */
};
enum { TALLY_FAULTS_MAX = 100 };

/* Compares every row, by every dimension, with the records themselves. */
bool tally_check(struct db *db, struct arena *mem, const struct definitions *definitions, struct tally_report *report,
                 struct err *err) MUST_CHECK;
