/* src/main/options.h
 * The options of the command line, one row each, and the words that are left: the command and its arguments.
 *
 * Options may stand anywhere; `--name VALUE`, `--name=VALUE` and `-o VALUE` are read, what follows `--` are words, and
 * the last of several counts. Where an option is not given, its environment variable stands in.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/text.h"

enum { WORDS_MAX = 512, WORD_MAX = 64 << 10, OPTIONS_MAX = 32 };

struct options {
    const char *data, *db, *blobs, *office, *as, *now;
    const char *json, *help; /* flags: not NULL when given */
    const char *format, *output, *dry_run, *month, *scale, *dot, *issue, *on, *restatement, *whom, *until, *series;
    const char *province, *name;
    const char *head, *files;
    const char *listen, *public_url, *proxy, *static_folder;
    const char *origins[OPTIONS_MAX]; /* "--data" or "CONGVU_DATA", by row of the table; NULL: not given */
    const char *words[WORDS_MAX];
    size_t word_count;
};

/* Reads the arguments after the program's name; the texts stay theirs. Fails with ERR_INVALID and the nearest name. */
bool options_read(struct options *options, struct arena *mem, int count, char *const *arguments,
                  struct err *err) MUST_CHECK;

/* Fails when an option was given on the command line that COMMAND does not have. */
bool options_fit(const struct options *options, const char *command, struct err *err) MUST_CHECK;

/* Where the value of an option came from: "--data", "CONGVU_DATA"; NULL where it was not given. */
const char *options_origin(const struct options *options, const char *name);

/* The lines of help about the options of COMMAND; NULL: those that every command has. */
void options_explain(struct text *out, const char *command);
