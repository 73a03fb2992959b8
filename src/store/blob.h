/* src/store/blob.h
 * Contents of files, kept under the SHA-256 of their bytes: blobs/ab/cdef… (64 hexadecimal digits in all).
 *
 * A blob is on disk before any row names it: write beside, fsync, rename, fsync the folder; then blob_keep in the
 * change that attaches it. The same bytes are kept once. What a change that failed left behind has no row and harms
 * nobody. A failed fsync ends the process. Reading proves the hash.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/hash.h"
#include "store/change.h"

struct blob_writer; /* a blob being written */
struct blob_reader; /* a blob being read */

/* Lives in MEM; what was not finished when it goes is thrown away. MAX bytes at most: beyond it invalid.size. */
struct blob_writer *blob_begin(struct store *store, struct arena *mem, int64_t max, struct err *err) MUST_CHECK;
bool blob_add(struct blob_writer *writer, const void *bytes, size_t length, struct err *err) MUST_CHECK;

/* Puts it in its place, for good. */
bool blob_finish(struct blob_writer *writer, char hash[HASH_HEX_SIZE], int64_t *size, struct err *err) MUST_CHECK;

/* In apply: the row of the blob, once. */
bool blob_keep(struct change *change, const char *hash, int64_t size, struct err *err) MUST_CHECK;

/* Lives in MEM. Fails with not-found.blob. */
struct blob_reader *blob_open(struct store *store, struct arena *mem, const char *hash, struct err *err) MUST_CHECK;

/* The next bytes; GOT 0 at the end, where the hash was proved: a damaged one is internal.blob then, so what was read
 * may be believed only after the end. */
bool blob_read(struct blob_reader *reader, void *bytes, size_t room, size_t *got, struct err *err) MUST_CHECK;

/* The whole of it as an open file that stands at its beginning: read through once, so proved; closed by MEM. −1 with an
 * err. */
int blob_open_proved(struct store *store, struct arena *mem, const char *hash, struct err *err) MUST_CHECK;

/* The whole of it, at most MAX bytes, proved; lives in MEM and is followed by a NUL. */
char *blob_load(struct store *store, struct arena *mem, const char *hash, size_t max, size_t *length,
                struct err *err) MUST_CHECK;

/* Where it lies, read through and proved before: for a library that opens files by itself. NULL with an err. Lives in
 * MEM. */
const char *blob_path_proved(struct store *store, struct arena *mem, const char *hash, struct err *err) MUST_CHECK;
