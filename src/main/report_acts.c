/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include <inttypes.h>

#include "base/file.h"
#include "definitions/binder.h"
#include "documents/paper_docx.h"
#include "documents/paper_html.h"
#include "documents/paper_text.h"
#include "main/run.h"
#include "main/texts.h"
#include "people/may.h"
#include "main/words.h"
#include "reports/draft.h"
#include "reports/draft_json.h"
#include "reports/draft_paper.h"
#include "reports/late.h"
#include "store/id.h"

enum { FILE_MODE = 0644, ID_COLUMN = 28, VALUE_COLUMN = 18, IDS_A_LINE = 6, LATE_IDS = 5 };

/* NULL after the message with the nearest name: return 2. */
static const struct report_definition *find_report(struct run *run, const char *name)
{
    const struct definitions *definitions = run->definitions;
    const struct report_definition *report = definitions_report(definitions, name);
    if (report)
        return report;
    const char **names = ARENA_ARRAY(run->mem, const char *, definitions->reports.count + 1);
    for (size_t i = 0; i < definitions->reports.count; i++)
        names[i] = definitions->reports.items[i]->name;
    run_usage(run, SAY_NO_REPORT, name, join_words(run->mem, names, definitions->reports.count));
    return NULL;
}

/* --- report ------------------------------------------------------------------------------------------------------- */

typedef bool write_draft(struct run *run, struct text *out, const struct report_draft *draft, struct err *err);

static bool write_docx(struct run *run, struct text *out, const struct report_draft *draft, struct err *err)
{
    const char *bytes;
    size_t length;
    if (!paper_docx(run->mem, report_draft_paper(run->mem, draft), &bytes, &length, err))
        return false;
    text_add_bytes(out, bytes, length);
    return true;
}

static bool write_html(struct run *run, struct text *out, const struct report_draft *draft, struct err *err)
{
    return paper_html(out, report_draft_paper(run->mem, draft), err);
}

static bool write_text(struct run *run, struct text *out, const struct report_draft *draft, struct err *err)
{
    return paper_text(out, report_draft_paper(run->mem, draft), err);
}

static bool write_json(struct run *run, struct text *out, const struct report_draft *draft, struct err *err)
{
    (void)run;
    (void)err;
    report_draft_json(out, draft);
    return true;
}

static const struct {
    const char *ending;
    write_draft *write;
} formats[] = { { ".docx", write_docx }, { ".html", write_html }, { ".json", write_json }, { ".txt", write_text } };

static write_draft *format_of(const char *path)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (text_ends(path, formats[i].ending))
            return formats[i].write;
    return NULL;
}

static bool write_report(struct run *run, write_draft *write, const char *path, const struct report_draft *draft,
                         struct err *err)
{
    struct text out;
    text_init(&out, run->mem, TEXT_MAX_DOCUMENT);
    if (!write(run, &out, draft, err))
        return false;
    if (text_is_full(&out))
        return err_set(err, ERR_INVALID, "size", NULL, SAY_REPORT_LARGE);
    if (path)
        return file_write(path, out.data, out.length, FILE_MODE, err);
    text_add_bytes(&run->out, out.data, out.length);
    return true;
}

/* "  FIGURE (label): 3 hồ sơ: id, id, id" */
static void say_figure(struct run *run, const struct figure *figure, const int64_t *records, size_t count)
{
    struct text ids;
    text_init(&ids, run->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count && i < LATE_IDS; i++) {
        char id[ID_SIZE];
        id_print(records[i], id);
        text_printf(&ids, "%s%s", i ? ", " : "", id);
    }
    if (count > 0)
        run_say(SAY_REPORT_LATE_FIGURE, figure->id, figure->label, count, ids.data, count > LATE_IDS ? ", …" : "");
}

/* On stderr, beside the report: whoever printed it at its cut-off did not have these, or had them still. */
static bool say_late(struct run *run, const struct report_draft *draft, struct err *err)
{
    struct report_late late;
    char cutoff[DATE_SIZE];
    if (!report_late_read(run->mem, run->store, draft, &late, err))
        return false;
    day_print_people(draft->cutoff, cutoff);
    if (late.records > 0)
        run_say(SAY_REPORT_LATE, cutoff, late.records);
    for (size_t i = 0; i < late.figures.count; i++)
        say_figure(run, late.figures.items[i].figure, late.figures.items[i].ids, late.figures.items[i].count);
    if (late.gone > 0)
        run_say(SAY_REPORT_GONE, cutoff, late.gone);
    for (size_t i = 0; i < late.figures.count; i++)
        say_figure(run, late.figures.items[i].figure, late.figures.items[i].gone, late.figures.items[i].gone_count);
    return true;
}

int act_report(struct run *run)
{
    struct err err = { 0 };
    const char *path = run->options->output;
    const struct report_definition *report = find_report(run, run->arguments[0]);
    if (!report)
        return EXIT_USAGE;
    if (run->options->issue || run->options->restatement || run->options->on)
        return run_later(run->options->restatement ? "report --restatement" : "report --issue");
    if (!may(&run->office.scope, ACT_REPORT, &(struct may_what){ .report = report->name }, &err))
        return run_refuse(&err);
    if (path && text_ends(path, ".pdf"))
        return run_later("Báo cáo dạng .pdf");
    write_draft *write = path ? format_of(path) : run_wants_json(run) ? write_json : write_text;
    if (!write)
        return run_usage(run, SAY_REPORT_ENDING, path);
    const struct report_draft *draft =
        report_draft_read(run->mem, run->store, run->definitions, report, run->arguments[1], NULL, &err);
    if (!draft)
        return run_misused(&err);
    bool done = write_report(run, write, path, draft, &err) && say_late(run, draft, &err);
    return done ? EXIT_DONE : run_refuse(&err);
}

/* --- figure ------------------------------------------------------------------------------------------------------- */

static void print_figure(struct run *run, const struct figure *figure)
{
    struct text *out = &run->out;
    text_printf(out, "%s = %s%s%s\n%s\n", figure->id, figure->display, figure->known && figure->counts ? " " : "",
                figure->known && figure->counts ? figure->counts : "", figure->label);
    if (figure->words)
        text_printf(out, "Cách tính: %s\n", figure->words);
    if (figure->has_parts)
        text_printf(out, "Tử số/mẫu số: %" PRId64 "/%" PRId64 "\n", figure->numerator, figure->denominator);
    day_t day;
    char as_of[DATE_SIZE] = "";
    if (day_parse(figure->as_of, &day))
        day_print_people(day, as_of);
    text_printf(out, "Chốt ngày: %s\n", as_of);
    if (figure->register_name && figure->query)
        text_printf(out, "Danh sách: congvu list %s \"%s\"\n", figure->register_name, figure->query);
    text_printf(out, "Hồ sơ: %zu\n", figure->count);
    for (size_t i = 0; i < figure->count; i++) {
        char id[ID_SIZE];
        id_print(figure->ids[i], id);
        text_printf(out, "%s%s", id, (i + 1) % IDS_A_LINE && i + 1 < figure->count ? "  " : "\n");
        run_flush_large(run);
    }
}

/* All figures of the report, a line each. */
static void print_figures(struct run *run, const struct report_draft *draft)
{
    for (size_t i = 0; i < draft->figures.list.count; i++) {
        const struct figure *figure = draft->figures.list.items[i];
        words_pad(&run->out, figure->id, ID_COLUMN);
        words_pad(&run->out, figure->display, VALUE_COLUMN);
        text_printf(&run->out, "%s\n", figure->label);
    }
}

static void figures_json(struct run *run, const struct report_draft *draft)
{
    struct json json;
    run_json_begin(run, &json);
    json_array(&json);
    for (size_t i = 0; i < draft->figures.list.count; i++)
        figure_json(&json, draft->figures.list.items[i], false);
    json_array_end(&json);
    run_json_end(run);
}

static int list_figures(struct run *run, const struct report_definition *report)
{
    struct err err = { 0 };
    const struct report_draft *draft =
        report_draft_read(run->mem, run->store, run->definitions, report, run->arguments[1], NULL, &err);
    if (!draft)
        return run_misused(&err);
    if (run_wants_json(run))
        figures_json(run, draft);
    else
        print_figures(run, draft);
    return EXIT_DONE;
}

int act_figure(struct run *run)
{
    struct err err = { 0 };
    const struct report_definition *report = find_report(run, run->arguments[0]);
    if (!report)
        return EXIT_USAGE;
    if (!may(&run->office.scope, ACT_REPORT, &(struct may_what){ .report = report->name }, &err))
        return run_refuse(&err);
    if (run->argument_count < 3)
        return list_figures(run, report);
    const struct figure *figure = report_figure_read(run->mem, run->store, run->definitions, report, run->arguments[1],
                                                     NULL, run->arguments[2], &err);
    if (!figure)
        return run_misused(&err);
    if (run_wants_json(run))
        report_figure_json(&run->out, figure);
    else
        print_figure(run, figure);
    return EXIT_DONE;
}
