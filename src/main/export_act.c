/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "main/csv_rows.h"
#include "main/reading.h"
#include "main/run.h"
#include "main/texts.h"
#include "people/may.h"
#include "query/list.h"
#include "query/reading.h"
#include "query/secret_lines.h"
#include "reports/source.h"

enum { EXPORT_CHUNK = 256 << 10 };

struct export
{
    struct run *run;
    struct csv_rows *rows;
    struct text text;
    FILE *file;
    const char *path, *part; /* written beside, renamed at the end */
    int64_t count;
    struct reading reading;
    struct secret_lines lines; /* said, not written: a line is no record that an import could read again */
};

static bool file_failed(const struct export *export, struct err *err)
{
    enum err_kind kind = errno == ENOSPC ? ERR_FULL : errno == ENOENT ? ERR_NOT_FOUND : ERR_INTERNAL;
    return err_set(err, kind, "file", "-o", "%s: %s", export->path, strerror(errno));
}

static bool empty_text(struct export *export, struct err *err)
{
    bool written = fwrite(export->text.data, 1, export->text.length, export->file) == export->text.length;
    text_clear(&export->text);
    return written || file_failed(export, err);
}

static bool visit(const struct record *record, void *arg, struct err *err)
{
    struct export *export = arg;
    if (!csv_rows_record(export->rows, &export->text, record, err))
        return false;
    export->count++;
    struct record *one = (struct record *)record;
    export->reading.shown += reading_count(&one, 1, &export->run->office.scope, NULL);
    return export->text.length < EXPORT_CHUNK || empty_text(export, err);
}

static bool write_rows(struct export *export, const struct query *query, struct err *err)
{
    struct run *run = export->run;
    csv_rows_header(export->rows, &export->text, true);
    struct scope scope = scope_where(run->mem, run->definitions, &run->office.scope, ACT_EXPORT);
    return record_each(run->store, run->mem, &scope, query, visit, export, err) && empty_text(export, err);
}

static bool write_file(struct export *export, const struct query *query, struct err *err)
{
    export->file = fopen(export->part, "wb");
    if (!export->file)
        return file_failed(export, err);
    bool written = write_rows(export, query, err);
    if (written && (fflush(export->file) != 0 || fsync(fileno(export->file)) != 0))
        written = file_failed(export, err);
    if (fclose(export->file) != 0 && written)
        written = file_failed(export, err);
    written = written && reading_of_list(export->run, &export->reading, err);
    if (written && rename(export->part, export->path) != 0)
        written = file_failed(export, err);
    if (!written)
        unlink(export->part);
    return written;
}

/* In the order of numbers where the query says none, so that an import gives the same numbers again. */
static void order_rows(struct run *run, const struct register_definition *reg)
{
    const char *text = run->argument_count > 1 ? run->arguments[1] : "";
    if (query_text_asks(text, "sort"))
        return;
    const char **arguments = ARENA_ARRAY(run->mem, const char *, 2);
    arguments[0] = run->arguments[0];
    arguments[1] = arena_printf(run->mem, "%s%ssort=%s", text, text[0] ? "&" : "", reg->number ? "number" : "id");
    run->arguments = arguments;
    run->argument_count = 2;
}

/* What asks for one page of a list; NULL: nothing. */
static const char *page_asked(const struct run *run)
{
    static const char *const keys[] = { "page_size", "after", "before" };
    for (size_t i = 0; run->argument_count > 1 && i < COUNT_OF(keys); i++)
        if (query_text_asks(run->arguments[1], keys[i]))
            return keys[i];
    return NULL;
}

int act_export(struct run *run)
{
    struct err err = { 0 };
    int status = EXIT_USAGE;
    const struct register_definition *reg = run_register(run, run->arguments[0]);
    const char *path = run->options->output;
    if (!reg)
        return EXIT_USAGE;
    if (!path)
        return run_usage(run, SAY_NEEDS_OUTPUT);
    if (text_ends(path, ".xlsx"))
        return run_later("Xuất ra .xlsx");
    if (!text_ends(path, ".csv"))
        return run_usage(run, SAY_EXPORT_ENDING);
    if (page_asked(run))
        return run_usage(run, SAY_EXPORT_WHOLE, page_asked(run));
    if (!may(&run->office.scope, ACT_EXPORT, &(struct may_what){ .reg = reg }, &err))
        return run_refuse(&err);
    order_rows(run, reg);
    struct export export = { .run = run, .rows = csv_rows_new(run, reg), .path = path };
    const struct query *query = run_query(run, reg, 1, &export.reading.searched, &status);
    if (!query)
        return status;
    export.reading.how = SAY_READ_BY_EXPORT;
    export.reading.query = query;
    export.reading.whole = true;
    export.part = arena_printf(run->mem, "%s.part", path);
    text_init(&export.text, run->mem, TEXT_MAX_DOCUMENT);
    if (!secret_lines_of_list(run->store, run->mem, &run->office.scope, query, &export.lines, &err) ||
        !write_file(&export, query, &err))
        return run_refuse(&err);
    run_say(SAY_EXPORTED, export.count, path);
    for (size_t i = 0; i < export.lines.count; i++)
        run_say("%s", export.lines.texts[i]);
    return EXIT_DONE;
}
