/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/csv.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "documents/texts.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

enum {
    FIELD_READ_MAX = CSV_FIELD_MAX + 1, /* with the apostrophe that protects it */
    LET_GO_EVERY = 1 << 20,             /* bytes */
};

struct csv_reader {
    const char *at, *end;
    const char *let_go; /* up to here */
    char separator;
    bool failed;
    struct err err;    /* repeated by every call after the first failure */
    size_t line;       /* of AT, from 1 */
    size_t field_line; /* where the field being read begins */
    size_t width;      /* fields of the header; 0 before it is read */
    struct csv_row row;
    size_t offsets[CSV_COLUMNS_MAX]; /* of the fields in BUFFER */
    const char *fields[CSV_COLUMNS_MAX];
    struct text buffer; /* the fields of the row, each followed by NUL */
    size_t start;       /* in BUFFER, of the field being read */
};

static bool take_separator_line(struct csv_reader *reader);
static char find_separator(const char *at, const char *end);
static void skip_blank_lines(struct csv_reader *reader);
static bool read_row(struct csv_reader *reader, struct err *err);
static bool read_field(struct csv_reader *reader, struct err *err);
static bool read_quoted(struct csv_reader *reader, struct err *err);
static bool read_plain(struct csv_reader *reader, struct err *err);
static bool end_field(struct csv_reader *reader, struct err *err);
static void take_line_end(struct csv_reader *reader);
static size_t count_lines(const char *at, size_t length);
static void write_quoted(struct text *out, const char *value);
static bool is_formula(const char *value);
static bool is_number(const char *value);

/* Names the field being read: the line where it begins, and its column. */
#define REFUSE(reader, err, subject, format, ...)                                                                      \
    err_set((err), ERR_INVALID, (subject), NULL, format, (reader)->field_line, (reader)->row.count + 1, ##__VA_ARGS__)

struct csv_reader *csv_read(struct arena *mem, const char *bytes, size_t length, struct err *err)
{
    if (length > CSV_BYTES_MAX) {
        err_set(err, ERR_INVALID, "csv-size", NULL, TEXT_CSV_TOO_LARGE, CSV_BYTES_MAX >> 20);
        return NULL;
    }
    if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)) {
        err_set(err, ERR_INVALID, "csv-encoding", NULL, TEXT_CSV_UTF16);
        return NULL;
    }
    size_t mark = length >= 3 && memcmp(bytes, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
    struct csv_reader *reader = ARENA_NEW(mem, struct csv_reader);
    reader->at = bytes + mark;
    reader->let_go = bytes;
    reader->end = bytes + length;
    reader->line = 1;
    text_init(&reader->buffer, mem, CSV_BYTES_MAX + CSV_COLUMNS_MAX + 1);
    skip_blank_lines(reader);
    if (reader->at == reader->end) {
        err_set(err, ERR_INVALID, "csv-empty", NULL, TEXT_CSV_EMPTY);
        return NULL;
    }
    if (!take_separator_line(reader))
        reader->separator = find_separator(reader->at, reader->end);
    skip_blank_lines(reader);
    if (reader->at == reader->end) {
        err_set(err, ERR_INVALID, "csv-empty", NULL, TEXT_CSV_EMPTY);
        return NULL;
    }
    return reader;
}

bool csv_next(struct csv_reader *reader, const struct csv_row **row, struct err *err)
{
    if (reader->failed) {
        *err = reader->err;
        return false;
    }
    skip_blank_lines(reader);
    if (reader->at - reader->let_go >= LET_GO_EVERY)
        file_let_go(reader->let_go = reader->at);
    if (reader->at == reader->end) {
        *row = NULL;
        return true;
    }
    if (!read_row(reader, err)) {
        reader->failed = true;
        reader->err = *err;
        return false;
    }
    *row = &reader->row;
    return true;
}

char csv_separator(const struct csv_reader *reader)
{
    return reader->separator;
}

void csv_writer_init(struct csv_writer *writer, struct text *out, bool bom)
{
    writer->out = out;
    if (bom)
        text_raw(out, BYTE_ORDER_MARK);
}

void csv_write_row(struct csv_writer *writer, const char *const *fields, size_t count)
{
    struct text *out = writer->out;
    for (size_t i = 0; i < count; i++) {
        const char *field = fields[i] ? fields[i] : "";
        if (i > 0)
            text_char(out, ',');
        if (is_formula(field) && !is_number(field))
            text_csv(out, arena_printf(out->mem, "'%s", field));
        else if ((count == 1 && !field[0]) || text_starts(field, BYTE_ORDER_MARK))
            write_quoted(out, field); /* or the row would be a blank line, the value begin a file */
        else
            text_csv(out, field);
    }
    text_raw(out, "\r\n");
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/* A first line "sep=;", as a spreadsheet writes it, says which and is no row. */
static bool take_separator_line(struct csv_reader *reader)
{
    const char *at = reader->at;
    size_t left = (size_t)(reader->end - at);
    bool is = left >= 5 && strncasecmp(at, "sep=", 4) == 0 && strchr(",;\t", at[4]) &&
              (left == 5 || at[5] == '\r' || at[5] == '\n');
    if (!is)
        return false;
    reader->separator = at[4];
    reader->at += 5;
    take_line_end(reader);
    return true;
}

/* Comma, semicolon or tab, whichever the first row has most of outside quotes; the comma when none. */
static char find_separator(const char *at, const char *end)
{
    size_t commas = 0, semicolons = 0, tabs = 0;
    bool quoted = false;
    for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++) {
        quoted ^= *at == '"';
        commas += !quoted && *at == ',';
        semicolons += !quoted && *at == ';';
        tabs += !quoted && *at == '\t';
    }
    if (tabs > commas && tabs > semicolons)
        return '\t';
    return semicolons > commas ? ';' : ',';
}

static void skip_blank_lines(struct csv_reader *reader)
{
    while (reader->at < reader->end && (*reader->at == '\n' || *reader->at == '\r'))
        take_line_end(reader);
}

static bool read_row(struct csv_reader *reader, struct err *err)
{
    struct csv_row *row = &reader->row;
    text_clear(&reader->buffer);
    row->line = reader->line;
    row->number++;
    row->count = 0;
    while (read_field(reader, err)) {
        if (reader->at < reader->end && *reader->at == reader->separator) {
            reader->at++;
            continue;
        }
        take_line_end(reader);
        if (reader->width == 0)
            reader->width = row->count;
        if (row->count != reader->width)
            return err_set(err, ERR_INVALID, "csv-width", NULL, TEXT_CSV_WIDTH, row->line, row->count, reader->width,
                           reader->separator);
        for (size_t i = 0; i < row->count; i++)
            reader->fields[i] = reader->buffer.data + reader->offsets[i];
        row->fields = reader->fields;
        return true;
    }
    return false;
}

static bool read_field(struct csv_reader *reader, struct err *err)
{
    if (reader->row.count == CSV_COLUMNS_MAX)
        return err_set(err, ERR_INVALID, "csv-columns", NULL, TEXT_CSV_COLUMNS, reader->row.line, CSV_COLUMNS_MAX);
    reader->field_line = reader->line;
    reader->start = reader->buffer.length;
    bool quoted = reader->at < reader->end && *reader->at == '"';
    return (quoted ? read_quoted(reader, err) : read_plain(reader, err)) && end_field(reader, err);
}

static bool read_quoted(struct csv_reader *reader, struct err *err)
{
    reader->at++;
    for (;;) {
        const char *quote = memchr(reader->at, '"', (size_t)(reader->end - reader->at));
        if (!quote)
            return REFUSE(reader, err, "csv-quote", TEXT_CSV_QUOTE_OPEN);
        size_t length = (size_t)(quote - reader->at);
        if (reader->buffer.length - reader->start + length > FIELD_READ_MAX)
            return REFUSE(reader, err, "csv-field", TEXT_CSV_FIELD_LONG, CSV_FIELD_MAX >> 10);
        text_add_bytes(&reader->buffer, reader->at, length);
        reader->line += count_lines(reader->at, length);
        reader->at = quote + 1;
        if (reader->at == reader->end || *reader->at != '"')
            break;
        text_char(&reader->buffer, '"');
        reader->at++;
    }
    if (reader->at < reader->end && *reader->at != reader->separator && *reader->at != '\n' && *reader->at != '\r')
        return REFUSE(reader, err, "csv-quote", TEXT_CSV_AFTER_QUOTE);
    return true;
}

static bool read_plain(struct csv_reader *reader, struct err *err)
{
    const char *from = reader->at;
    while (reader->at < reader->end && *reader->at != reader->separator && *reader->at != '\n' && *reader->at != '\r') {
        if (*reader->at == '"')
            return REFUSE(reader, err, "csv-quote", TEXT_CSV_QUOTE_INSIDE);
        reader->at++;
    }
    size_t length = (size_t)(reader->at - from);
    if (length > FIELD_READ_MAX)
        return REFUSE(reader, err, "csv-field", TEXT_CSV_FIELD_LONG, CSV_FIELD_MAX >> 10);
    text_add_bytes(&reader->buffer, from, length);
    return true;
}

static bool end_field(struct csv_reader *reader, struct err *err)
{
    const char *value = reader->buffer.data + reader->start;
    size_t length = reader->buffer.length - reader->start;
    bool is_protected = value[0] == '\'' && is_formula(value);
    if (length - is_protected > CSV_FIELD_MAX)
        return REFUSE(reader, err, "csv-field", TEXT_CSV_FIELD_LONG, CSV_FIELD_MAX >> 10);
    if (memchr(value, '\0', length))
        return REFUSE(reader, err, "csv-encoding", TEXT_CSV_NUL);
    if (!utf8_is_valid(value, length))
        return REFUSE(reader, err, "csv-encoding", TEXT_CSV_ENCODING);
    reader->offsets[reader->row.count++] = reader->start + is_protected;
    text_char(&reader->buffer, '\0');
    return true;
}

static void take_line_end(struct csv_reader *reader)
{
    if (reader->at == reader->end)
        return;
    char c = *reader->at++;
    if (c == '\r' && reader->at < reader->end && *reader->at == '\n')
        reader->at++;
    reader->line++;
}

/* CRLF, LF and CR each end one line. */
static size_t count_lines(const char *at, size_t length)
{
    size_t lines = 0;
    for (size_t i = 0; i < length; i++)
        lines += at[i] == '\n' ? (i == 0 || at[i - 1] != '\r') : at[i] == '\r';
    return lines;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

static void write_quoted(struct text *out, const char *value)
{
    text_char(out, '"');
    for (; *value; value++) {
        if (*value == '"')
            text_char(out, '"');
        text_char(out, *value);
    }
    text_char(out, '"');
}

/* --- protection -------------------------------------------------------------------------------------------------- */

/* Apostrophes, if any, and then a character that makes a spreadsheet compute. */
static bool is_formula(const char *value)
{
    value += strspn(value, "'");
    return *value && strchr("=+-@\t\r", *value);
}

/* "-5", "-1.234,5": begins with the minus of a number, so nothing is run. */
static bool is_number(const char *value)
{
    return value[0] == '-' && isdigit((unsigned char)value[1]) && value[1 + strspn(value + 1, "0123456789.,")] == '\0';
}
