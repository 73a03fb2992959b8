/* src/sample/sample.h
 * Fills an empty office with June and July 2021: what the month's report names, from the import files in sample/, and
 * the registers with volume, made here.
 *
 * The same seed gives the same office on every machine: ids derive from the minute a record was entered, which is
 * unique, in office hours and on working days (the hotline and the editors work every day). The named rows are counted
 * first and the rest is filled up to the figures of July, so a row may be added to sample/ without touching this code.
 * Nothing happens after 31 July 2021. At SCALE 1 the figures are those of the contract; SCALE N multiplies incoming,
 * outgoing, dossiers, feedback and publications, and promises no figure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/office.h"

enum { SAMPLE_SCALE_MAX = 200 };

struct sample_request {
    const char *month; /* "2021-07"; NULL means the same */
    int scale;         /* 1 … SAMPLE_SCALE_MAX */
};

/* Hears how many records are written. */
typedef void sample_progress(size_t done, size_t of, void *arg);

/* Behind sample_people: records name some of them. The office must be migrated and its clock stand at 31 July 2021 or
 * later. Refused: an office that has records (conflict.office), another month or a scale out of bounds (invalid.month,
 * invalid.scale). Writes in chunks: what failed half-way is begun again in a new folder. PROGRESS may be NULL. MEM
 * holds what is passing, some 60 bytes a record. */
bool sample_fill(struct office *office, struct arena *mem, const struct sample_request *request,
                 sample_progress *progress, void *arg, struct err *err) MUST_CHECK;

/* An account to try the office with. */
struct sample_account {
    const char *login, *password, *role, *name; /* ROLE is the label */
};

/* Makes the people: one account a role, with a random password each, and colleagues and positions, who have no password
 * yet. Names, logins and ids are the same on every machine. */
bool sample_people(struct office *office, struct arena *mem, struct sample_account **accounts, size_t *count,
                   struct err *err) MUST_CHECK;

/* Hands open records to the people of the sample, so that inboxes are not empty. GIVEN: how many. */
bool sample_work(struct office *office, struct arena *mem, size_t *given, struct err *err) MUST_CHECK;
