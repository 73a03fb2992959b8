/* src/documents/csv.h
 * Comma-separated values, read strictly and written so that a spreadsheet cannot run them.
 *
 * Reading (RFC 4180): UTF-8 with or without a byte-order mark; comma, semicolon or tab, whichever the first row has
 * most of outside quotes, or the one that a line "sep=;" before it names; fields in quotes may hold separators, line
 * breaks and doubled quotes; lines end with CRLF, LF or CR; blank lines are skipped; every row has as many fields as
 * the first. Refused with the line and column: NUL and ill-formed UTF-8, a quote inside a field that is not quoted,
 * text after a closing quote, a quote never closed, a row of another width, anything beyond the limits below.
 *
 * Protection: a spreadsheet takes a cell that begins with = + - @, tab or CR for a formula. Such a cell is written with
 * an apostrophe before it, also when apostrophes already stand there ("'=1" → "''=1"); plain negative numbers ("-5",
 * "-1.234,5") need none. Reading takes one apostrophe away from a cell that has apostrophes followed by one of these
 * characters. So each value that is written is read back as it was.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"

enum {
    CSV_BYTES_MAX = 128 << 20,
    CSV_COLUMNS_MAX = 512,
    CSV_FIELD_MAX = 64 << 10, /* bytes of one field, without the apostrophe that protects it */
};

struct csv_reader;

struct csv_row {
    size_t line;   /* where it begins in the file, from 1: a quoted field may span lines */
    size_t number; /* rows counted from 1; the header is row 1 */
    size_t count;
    const char *const *fields; /* terminated; "" where empty */
};

/* Looks over the bytes, which stay the caller's and must outlive the reader; the reader lives in MEM. What was read of
 * a mapped file leaves the memory of the process (file_let_go), so that it need not fit. Fails with ERR_INVALID for a
 * file that is too large, UTF-16 or without any row. */
struct csv_reader *csv_read(struct arena *mem, const char *bytes, size_t length, struct err *err) MUST_CHECK;

/* The next row, borrowed until the next call; *ROW is NULL after the last one. After a failure every call fails. */
bool csv_next(struct csv_reader *reader, const struct csv_row **row, struct err *err) MUST_CHECK;

/* ',', ';' or a tab */
char csv_separator(const struct csv_reader *reader);

struct csv_writer {
    struct text *out;
};

/* Writes to OUT with comma and CRLF; BOM puts the byte-order mark first, which Excel needs to see Vietnamese. */
void csv_writer_init(struct csv_writer *writer, struct text *out, bool bom);

/* One row; a NULL field is empty. Whether it fitted: text_is_full(out). */
void csv_write_row(struct csv_writer *writer, const char *const *fields, size_t count);
