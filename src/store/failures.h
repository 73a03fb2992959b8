/* src/store/failures.h
 * What can go wrong in the store, in one table of texts.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

enum failure {
    FAIL_UNIQUE,
    FAIL_VERSION,
    FAIL_REPEATED,
    FAIL_OTHER_REQUEST,
    FAIL_BUSY_DATABASE,
    FAIL_BUSY_OFFICE,
    FAIL_BUSY_QUEUE,
    FAIL_BUSY_CLOSING,
    FAIL_BUSY_MEMORY,
    FAIL_BUSY_NODE,
    FAIL_BUSY_CONNECTION,
    FAIL_UNKNOWN_RESULT,
    FAIL_FULL,
    FAIL_NO_OFFICE,
    FAIL_NOT_WRITABLE,
    FAIL_SCHEMA_CHANGED,
    FAIL_SCHEMA_NEWER,
    FAIL_CORRUPT,
    FAIL_RULE,
    FAIL_STATEMENT,
    FAIL_FILE,
    FAIL_BLOB_MISSING,
    FAIL_BLOB_DAMAGED,
    FAIL_BLOB_LARGE,
    FAIL_NO_BLOBS,
    FAIL_SECRET,
};

/* Fills ERR from the table and returns false. DETAIL completes the text (what, where); NULL where there is none. */
bool store_fail(struct err *err, enum failure failure, const char *detail);

/* The same of a statement that the database refused with MESSAGE: its first line, and the place of STATEMENT where it
 * has one. */
struct statement;
bool store_fail_statement(struct err *err, enum failure failure, const char *message,
                          const struct statement *statement);

/* A failed fsync: what was promised may be lost, so the process ends here and recovers at its next start. */
__attribute__((noreturn)) void store_fatal(const char *what);
