/* src/base/err.h
 * What went wrong, in words a clerk can act on.
 *
 * Every function that can fail returns bool or a pointer and takes a last `struct err *`. It writes the err only when
 * it fails, and its other out parameters only when it succeeds. A code is `kind.subject` (`invalid.date`,
 * `conflict.version`). The text is Vietnamese, at most ERR_TEXT_MAX bytes, cut on a whole character.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/attributes.h"

enum {
    ERR_SUBJECT_MAX = 40,
    ERR_FIELD_MAX = 64,
    ERR_TEXT_MAX = 400,
};

enum err_kind {
    ERR_NONE = 0,
    ERR_INVALID,   /* the value, file or argument was refused */
    ERR_NOT_FOUND, /* no such record, register, file */
    ERR_FORBIDDEN, /* this user may not */
    ERR_CONFLICT,  /* someone else changed it first */
    ERR_BUSY,      /* try again in a moment */
    ERR_FULL,      /* the disk is full; reading goes on */
    ERR_INTERNAL,  /* a defect or a broken database */
};

struct err {
    enum err_kind kind;
    char subject[ERR_SUBJECT_MAX + 1]; /* "version" of conflict.version */
    char field[ERR_FIELD_MAX + 1];     /* the field, column or argument; "" where none */
    char text[ERR_TEXT_MAX + 1];
    int seconds; /* busy: when to try again; 0: nobody can tell */
};

/* Fills ERR and returns false, so that `return err_set(…)` reads well. FIELD may be NULL. */
bool err_set(struct err *err, enum err_kind kind, const char *subject, const char *field, const char *format, ...)
    PRINTF_LIKE(5, 6);

/* Puts "PREFIX: " before the text that is there: a file and line, a row, a register. Returns false. */
bool err_prefix(struct err *err, const char *format, ...) PRINTF_LIKE(2, 3);

/* busy.memory: the system, or the limit of the work, has no more. Returns false. */
bool err_no_memory(struct err *err);

/* Whether it is the value or the act that was refused, and not the database, the disk or the memory that failed. */
bool err_is_refusal(const struct err *err);

/* "invalid", "not-found", … : the first half of a code. */
const char *err_kind_name(enum err_kind kind);

/* The HTTP status of a kind (conventions: invalid 422, not-found 404, …). */
int err_http_status(enum err_kind kind);

/* The exit status of a command that ends with this kind: 1 refused, 3 failed. */
int err_exit_status(enum err_kind kind);
