/* A list as a CSV file for spreadsheets: the whole result of the same query, in its order.
 *
 * It is written to an unlinked temporary file chunk by chunk, so that a hundred thousand rows need the memory of one
 * chunk, and sent from there. Values are as people read them, days whole. A row goes out only where the role that reads
 * it may export it too; personal values are masked as on the page.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "documents/csv.h"
#include "fields/cells.h"
#include "query/finder.h"
#include "query/personal_search.h"
#include "query/reading.h"
#include "query/record_filter.h"
#include "query/secret_lines.h"
#include "web/list_internal.h"
#include "web/list_texts.h"
#include "web/pages.h"

struct export
{
    struct visit *visit;
    const struct register_definition *reg;
    struct text_list columns;
    int file;
    int64_t length;
    size_t shown; /* records whose personal data it holds */
    struct secret_lines lines;
    size_t lines_done;
};

/* --- the file ----------------------------------------------------------------------------------------------------- */

static bool fail(struct err *err)
{
    return err_set(err, errno == ENOSPC ? ERR_FULL : ERR_INTERNAL, "export", NULL, SAY_EXPORT_NO_FILE, strerror(errno));
}

static bool open_file(struct export *to, struct err *err)
{
    const char *folder = getenv("TMPDIR");
    char *path = arena_printf(to->visit->mem, "%s/congvu-export-XXXXXX", folder && *folder ? folder : "/tmp");
    to->file = mkstemp(path);
    if (to->file < 0 || unlink(path) != 0)
        return fail(err);
    return true;
}

static bool put(struct export *to, const struct text *text, struct err *err)
{
    for (size_t done = 0; done < text->length;) {
        ssize_t written = write(to->file, text->data + done, text->length - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return fail(err);
        done += (size_t)written;
    }
    to->length += (int64_t)text->length;
    return true;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static bool put_head(struct export *to, struct err *err)
{
    struct text text;
    struct csv_writer writer;
    const char **labels = ARENA_ARRAY(to->visit->mem, const char *, to->columns.count + 1);
    text_init(&text, to->visit->mem, TEXT_MAX_PAGE);
    csv_writer_init(&writer, &text, true);
    for (size_t i = 0; i < to->columns.count; i++)
        labels[i] = table_column_label(to->reg, to->columns.items[i]);
    csv_write_row(&writer, labels, to->columns.count);
    return put(to, &text, err);
}

/* What one role reads is not exported by the right of another. */
static bool may_export(struct export *to, struct arena *mem, const struct record *record, bool *may_be, struct err *err)
{
    const struct scope *scope = &to->visit->scope;
    struct err refusal = { 0 };
    struct may_what what = {
        .reg = to->reg, .unit = record->unit, .issuer = record->issuer, .secrecy = record->secrecy
    };
    *may_be = may(scope, ACT_EXPORT, &what, &refusal);
    if (*may_be)
        return true;
    struct db *db = visit_db(to->visit, err);
    if (!db || !record_given(db, mem, scope, record, &what.given, err))
        return false;
    *may_be = what.given && may(scope, ACT_EXPORT, &what, &refusal);
    return true;
}

static bool is_who(const struct register_definition *reg, const char *column)
{
    const struct field *field = register_field(reg, column);
    return field ? field->type == FIELD_USER : text_equal(column, "assignee");
}

static const char *cell(struct export *to, struct arena *mem, const struct record *record, const char *lead,
                        const char *column, const struct page_names *names)
{
    if (!is_who(to->reg, column))
        return cell_people(mem, to->visit->definitions, &to->visit->scope, record, column);
    const struct value *value = record_value(record, column);
    return page_name(names, !value ? lead : value->is_set ? value->text : "");
}

/* The next COUNT lines of what may not be read: a number and that it is secret. */
static void put_lines(struct export *to, struct csv_writer *writer, struct arena *mem, size_t count)
{
    const char **cells = ARENA_ARRAY(mem, const char *, to->columns.count + 1);
    for (; count > 0; count--, to->lines_done++) {
        for (size_t k = 0; k < to->columns.count; k++)
            cells[k] = text_equal(to->columns.items[k], "number")         ? to->lines.numbers[to->lines_done]
                       : text_equal(to->columns.items[k], to->reg->title) ? to->lines.texts[to->lines_done]
                                                                          : "";
        csv_write_row(writer, cells, to->columns.count);
    }
}

/* Those that do not stand among the rows. */
static bool put_rest(struct export *to, struct err *err)
{
    struct text text;
    struct csv_writer writer;
    text_init(&text, to->visit->mem, TEXT_MAX_PAGE);
    csv_writer_init(&writer, &text, false);
    put_lines(to, &writer, to->visit->mem, to->lines.count - to->lines_done);
    return put(to, &text, err);
}

static bool put_chunk(const struct record_rows *rows, struct arena *mem, void *arg, struct err *err)
{
    struct export *to = arg;
    struct text text;
    struct csv_writer writer;
    struct visit inner = *to->visit; /* so that the names of a chunk go with it */
    inner.mem = mem;
    struct page page = { .visit = &inner };
    struct table table = { .page = &page, .reg = to->reg, .columns = to->columns };
    struct db *db = visit_db(&inner, err);
    if (!db || !records_hide_links(db, mem, &inner.scope, rows->records, rows->count, err))
        return false;
    struct page_names *names = page_names_new(&inner);
    table_want(&table, names, rows->records, rows->leads, rows->count);
    if (!page_names_read(names, err))
        return false;
    text_init(&text, mem, TEXT_MAX_PAGE);
    csv_writer_init(&writer, &text, false);
    const char **cells = ARENA_ARRAY(mem, const char *, to->columns.count + 1);
    for (size_t i = 0; i < rows->count; i++) {
        bool may_be;
        if (to->lines.placed)
            put_lines(to, &writer, mem, secret_lines_before(&to->lines, to->lines_done, rows->records[i]->number_key));
        if (!may_export(to, mem, rows->records[i], &may_be, err))
            return false;
        for (size_t k = 0; may_be && k < to->columns.count; k++)
            cells[k] = cell(to, mem, rows->records[i], rows->leads[i], to->columns.items[k], names);
        if (!may_be)
            continue;
        csv_write_row(&writer, cells, to->columns.count);
        to->shown += reading_count(&rows->records[i], 1, &to->visit->scope, &to->columns);
    }
    return put(to, &text, err);
}

/* "van-ban-den-2021-08-02.csv" */
static const char *file_name(const struct export *to)
{
    struct arena *mem = to->visit->mem;
    char *slug = arena_strdup(mem, to->reg->slug);
    for (char *at = slug; *at; at++)
        *at = *at == '/' ? '-' : *at;
    return arena_printf(mem, "%s-%s.csv", slug, page_iso_day(mem, clock_now()));
}

static bool write_all(struct export *to, const struct query *query, struct err *err)
{
    return open_file(to, err) && put_head(to, err) &&
           record_walk(to->visit->store, to->visit->mem, &to->visit->scope, query, LIST_EXPORT_CHUNK, put_chunk, to,
                       err);
}

bool export_csv(struct visit *visit, struct err *err)
{
    struct list_url url;
    struct personal_note searched;
    struct export to = { .visit = visit, .reg = visit->reg, .file = -1 };
    list_url_read(&url, visit, page_register_path(visit->mem, visit->reg));
    const struct query *query = list_parse(visit, list_url_text(&url), err);
    if (!query || !query_with_personal(visit->store, visit->mem, &visit->scope, &query, &searched, err))
        return false;
    to.columns = table_all_columns(visit->mem, visit->reg);
    if (!secret_lines_of_rows(visit->store, visit->mem, &visit->scope, query, NULL, SECRET_LINES_FILE_MAX, &to.lines,
                              err))
        return false;
    if (!write_all(&to, query, err) || !put_rest(&to, err)) {
        if (to.file >= 0)
            close(to.file);
        return false;
    }
    if (!page_note_readings(visit, SAY_READ_EXPORT, query, to.shown, &searched, err)) {
        close(to.file);
        return false;
    }
    visit->response->media_type = "text/csv; charset=utf-8";
    response_download(visit->response, file_name(&to), "text/csv; charset=utf-8");
    response_file(visit->response, to.file, to.length);
    return true;
}
