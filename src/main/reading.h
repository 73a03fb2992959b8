/* src/main/reading.h
 * A command that reads personal data leaves the line that pages and the API leave (query/reading.h, Luật Bảo vệ dữ liệu
 * cá nhân): in the history of the account that acts, before anything of it is printed; where it cannot be noted, it is
 * not shown.
 *
 * Where a server runs on the office, it alone writes: it is asked for the same, and what it answers is noted there as
 * any reading over the API, a line for each of its pages.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "main/run.h"
#include "query/personal_search.h"

struct record;

/* That a search found by personal data; nothing where NOTE has no text. */
bool reading_of_search(struct run *run, const struct personal_note *note, struct err *err) MUST_CHECK;

/* What a command shows of QUERY, which is its argument 1. */
struct reading {
    const char *how; /* the line's first word */
    const struct query *query;
    bool whole;                    /* all records of the query, also where it asks for a page */
    size_t shown;                  /* records with personal data */
    struct personal_note searched; /* how personal data was searched (run_query) */
};

/* That personal data of these was shown, or searched; nothing where none was. */
bool reading_of_list(struct run *run, const struct reading *reading, struct err *err) MUST_CHECK;

/* That a record was shown; nothing where the scope reads no personal data of it. */
bool reading_of_record(struct run *run, const struct record *record, struct err *err) MUST_CHECK;

/* Holds back what run_flush writes from now on, where REG has personal fields, until reading_release: for results too
 * long for memory. What is not released is never printed. */
bool reading_hold(struct run *run, const struct register_definition *reg, struct err *err) MUST_CHECK;
bool reading_release(struct run *run, struct err *err) MUST_CHECK;
