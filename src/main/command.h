/* src/main/command.h
 * The commands of the program, one row each: name, arguments, help, what it opens, and the function that does it.
 *
 * A handler prints results with run_out and returns the exit status: 0 done, 1 the answer is no or something was
 * refused, 2 usage, 3 failed.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "main/options.h"

struct run;

enum opens {
    OPENS_NOTHING,
    OPENS_DEFINITIONS,
    OPENS_READING,  /* the definitions and the office */
    OPENS_WRITING,  /* the same, for writing: sealed at the end */
    OPENS_CHANGING, /* the same; where a server runs on the office, the writing goes through it (run->remote) */
};

enum { EXIT_DONE = 0, EXIT_NO = 1, EXIT_USAGE = 2, EXIT_FAILED = 3 };

struct command {
    const char *name;      /* one word or two */
    const char *arguments; /* as help prints them */
    const char *help;      /* one line */
    const char *more;      /* further lines of `congvu help COMMAND`; NULL */
    enum opens opens;
    size_t least, most; /* how many arguments */
    int (*act)(struct run *run);
    bool waits;  /* it can run before the database answers (run_prepare) */
    bool judges; /* it makes, changes or serves an office: the queries of the definitions must be right, as for `check`
                  */
};

extern const struct command commands[];
extern const size_t command_count;

/* The command that WORDS begin with; USED says how many of them are its name. Fails with ERR_INVALID and the nearest
 * name. */
const struct command *command_find(struct arena *mem, const char *const *words, size_t count, size_t *used,
                                   struct err *err) MUST_CHECK;

/* All commands, a line each. */
void commands_explain(struct text *out);

/* One command with its options. */
void command_explain(struct text *out, const struct command *command);

/* The commands of two words that begin with NAME: "user add", "user token"; false where there are none. */
bool commands_explain_family(struct text *out, const char *name);

/* "congvu list SỔ [TRUY-VẤN]"; lives in MEM. */
const char *command_usage(struct arena *mem, const struct command *command);
