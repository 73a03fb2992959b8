/* src/main/run.h
 * One command as it runs: what it opened, its arguments, and how it prints, refuses and asks.
 *
 * Results go to stdout through run->out, which run_flush empties; messages go to stderr.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>
#include <stdio.h>

#include "base/json.h"
#include "main/command.h"
#include "records/draft.h"
#include "records/office.h"
#include "query/query.h"

struct remote;

struct run {
    struct arena *mem;
    const struct options *options;
    const struct command *command;
    const char *const *arguments; /* after the command's name */
    size_t argument_count;
    const struct definitions *definitions;
    struct faults faults; /* of the definitions; warnings too */
    struct store *store;
    struct office office;
    struct remote *remote; /* the server to write through; NULL: write here */
    struct text out;
    FILE *held; /* what run_flush writes, until it may be shown (main/reading.h); NULL: stdout */
};

/* --- opening ------------------------------------------------------------------------------------------------------ */

/* Where the options say that the office is. */
struct store_place run_place(const struct run *run);

/* Loads the definitions with the overlay. False with what to return as exit status; the faults were printed. */
bool run_load_definitions(struct run *run, int *status) MUST_CHECK;

/* Opens the store and fills run->office. False with the status; the message was printed. */
bool run_open(struct run *run, enum store_mode mode, int *status) MUST_CHECK;

/* Loads and opens what the command's row says. run->store is NULL where the command can wait for the database, and has
 * to: called again when store_is_away says no longer. */
bool run_prepare(struct run *run, int *status) MUST_CHECK;

/* Seals what a writing command wrote, closes the store, empties run->out. Gives the final status. */
int run_finish(struct run *run, int status);

/* --- printing ----------------------------------------------------------------------------------------------------- */

/* Writes what stands in run->out to stdout. */
void run_flush(struct run *run);
/* The same when it has grown large: for long results, after each record. */
void run_flush_large(struct run *run);

/* A line on stderr. */
void run_say(const char *format, ...) PRINTF_LIKE(1, 2);

/* Prints the err; its exit status. */
int run_refuse(const struct err *err);

/* Everything the values were to blame for, a line each; ERR alone where it is not the values. */
struct draft_faults;
int run_refuse_values(const struct draft_faults *faults, const struct err *err);

/* The same for what the user wrote on the command line: a malformed argument or query is 2. */
int run_misused(const struct err *err);

/* Prints FORMAT and how the command is used; 2. */
int run_usage(const struct run *run, const char *format, ...) PRINTF_LIKE(2, 3);

/* "chưa có"; 3. */
int run_later(const char *what);

/* Shows DONE of OF on a terminal; ARG is a `const char *` with what is counted. */
void run_progress(size_t done, size_t of, void *arg);

bool run_wants_json(const struct run *run);

/* One JSON value, pretty, with a line end: run_json_begin, the writer's calls, run_json_end. */
void run_json_begin(struct run *run, struct json *json);
void run_json_end(struct run *run);

/* --- arguments ---------------------------------------------------------------------------------------------------- */

/* The register by name or path; NULL after the message with the nearest name: return 2. */
const struct register_definition *run_register(struct run *run, const char *name);

/* The query of argument AT, "" where there is none. NULL with the status. Its `q` also finds what the command's scope
 * reads of personal data; NOTE says so, for the line of who shows what was found (main/reading.h). */
struct personal_note;
const struct query *run_query(struct run *run, const struct register_definition *reg, size_t at,
                              struct personal_note *note, int *status);

/* Does the text of a query ask for one page: page_size, after or before? */
bool run_query_is_page(const char *query);

/* Splits "field=value" arguments from AT on. False with the status, every one named: no "=", or a name twice. */
struct assignments {
    ARRAY(struct draft_value) list;
};
bool run_assignments(struct run *run, size_t at, struct assignments *assignments, int *status) MUST_CHECK;

/* The same into what is KNOWN; what is not given stays as it is. UNKNOWN is the name that is none of them, of which the
 * caller says what is taken instead; NULL where STATUS tells. */
struct run_name {
    const char *name, **value;
};
bool run_names(struct run *run, size_t at, const struct run_name *known, size_t count, const char **unknown,
               int *status) MUST_CHECK;

/* The records with this id or official number that the scope reads. False with the status; none is a refusal. */
bool run_find(struct run *run, const char *id_or_number, const int64_t **ids, size_t *count, int *status) MUST_CHECK;

/* The same where exactly one is meant: several are listed on stderr. */
bool run_find_one(struct run *run, const char *id_or_number, int64_t *id, int *status) MUST_CHECK;
