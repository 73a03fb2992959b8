/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "definitions/binder.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "proof/verify.h"
#include "records/numbers.h"
#include "fields/tally.h"
#include "store/id.h"

/* --- numbers ------------------------------------------------------------------------------------------------------ */

static void numbers_json(struct run *run, const struct number_fault *faults, size_t count, int64_t checked)
{
    struct json json;
    run_json_begin(run, &json);
    json_object(&json);
    json_put_int(&json, "checked", checked);
    json_key(&json, "faults");
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_object(&json);
        json_put_text(&json, "book", faults[i].book);
        json_put_text(&json, "series", faults[i].series);
        json_put_int(&json, "number", faults[i].seq);
        json_put_text(&json, "what", faults[i].what);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    run_json_end(run);
}

int act_numbers_check(struct run *run)
{
    struct err err = { 0 };
    struct number_fault *faults;
    size_t count;
    int64_t checked;
    if (!numbers_check(&run->office, run->mem, &faults, &count, &checked, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        numbers_json(run, faults, count, checked);
        return count > 0 ? EXIT_NO : EXIT_DONE;
    }
    for (size_t i = 0; i < count; i++)
        text_printf(&run->out, "%s %s, số %" PRId64 ": %s\n", faults[i].book, faults[i].series, faults[i].seq,
                    faults[i].what);
    if (count > 0)
        text_printf(&run->out, SAY_NUMBERS_BAD "\n", checked, count);
    else
        text_printf(&run->out, SAY_NUMBERS_GOOD "\n", checked);
    return count > 0 ? EXIT_NO : EXIT_DONE;
}

static const struct book *find_book(struct run *run, const char *name)
{
    const struct definitions *definitions = run->definitions;
    const struct book *book = definitions_book(definitions, name);
    if (book)
        return book;
    const char **names = ARENA_ARRAY(run->mem, const char *, definitions->books.count + 1);
    for (size_t i = 0; i < definitions->books.count; i++)
        names[i] = definitions->books.items[i].name;
    run_usage(run, SAY_NO_BOOK, name, join_words(run->mem, names, definitions->books.count));
    return NULL;
}

/* The series of today where the book has one only; NULL after the message. */
static const char *series_of(struct run *run, const struct book *book)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    const char *series = run->options->series
                             ? run->options->series
                             : number_series_alone(run->mem, run->definitions, book, arena_strdup(run->mem, today));
    if (!series)
        run_usage(run, SAY_NEEDS_SERIES, book->name, number_series_form(run->mem, book, today));
    return series;
}

int act_numbers_reserve(struct run *run)
{
    struct err err = { 0 };
    day_t until;
    char day[DATE_SIZE];
    int64_t seq;
    if (!run->options->whom || !run->options->until)
        return run_usage(run, SAY_RESERVE_NEEDS);
    if (!day_parse_people(run->options->until, &until))
        return run_usage(run, SAY_NOT_A_DAY, run->options->until);
    const struct book *book = find_book(run, run->arguments[0]);
    const char *series = book ? series_of(run, book) : NULL;
    if (!series)
        return EXIT_USAGE;
    day_print(until, day);
    bool done = run->remote ? remote_reserve(run, book->name, series, run->options->whom, day, &seq, &err)
                            : number_reserve(&run->office, run->mem, book->name, series, run->options->whom,
                                             arena_strdup(run->mem, day), &seq, &err);
    if (!done)
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_put_text(&json, "book", book->name);
        json_put_text(&json, "series", series);
        json_put_int(&json, "number", seq);
        json_object_end(&json);
        run_json_end(run);
    } else {
        text_printf(&run->out, "%" PRId64 "\n", seq);
    }
    return EXIT_DONE;
}

/* --- the tally ---------------------------------------------------------------------------------------------------- */

static void tally_json(struct run *run, const struct tally_report *report)
{
    struct json json;
    run_json_begin(run, &json);
    json_object(&json);
    json_put_int(&json, "checked", report->rows);
    json_put_int(&json, "wrong", report->fault_count);
    json_put_text(&json, "unmade", report->unmade);
    json_key(&json, "faults");
    json_array(&json);
    for (size_t i = 0; i < report->shown; i++) {
        const struct tally_fault *fault = &report->faults[i];
        json_object(&json);
        json_put_text(&json, "register", fault->reg);
        json_put_text(&json, "facet", fault->facet);
        json_put_text(&json, "value", fault->value);
        json_put_text(&json, "state", fault->state);
        json_put_text(&json, "issuer", fault->issuer);
        json_put_text(&json, "unit", fault->unit);
        json_put_text(&json, "secrecy", fault->secrecy);
        json_put_int(&json, "kept", fault->kept);
        json_put_int(&json, "counted", fault->counted);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    run_json_end(run);
}

/* "incoming handling=xu-ly, submitted, ubnd, vp, thuong: ghi 12, đếm được 13" */
static void tally_line(struct text *out, const struct tally_fault *fault)
{
    text_raw(out, "Sổ ");
    text_add(out, fault->reg);
    if (*fault->facet)
        text_printf(out, " %s=%s", fault->facet, *fault->value ? fault->value : "none");
    text_printf(out, ", %s", *fault->state ? fault->state : SAY_TALLY_CANCELLED);
    const char *const places[] = { fault->issuer, fault->unit, fault->secrecy };
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (*places[i])
            text_printf(out, ", %s", places[i]);
    text_printf(out, ": " SAY_TALLY_DIFFERS "\n", fault->kept, fault->counted);
}

int act_tally_check(struct run *run)
{
    struct err err = { 0 };
    struct tally_report report;
    struct db *db = db_for_read(run->store, &err);
    if (!db || !tally_check(db, run->mem, run->definitions, &report, &err))
        return run_refuse(&err);
    bool well = report.fault_count == 0 && !report.unmade;
    if (run_wants_json(run)) {
        tally_json(run, &report);
        return well ? EXIT_DONE : EXIT_NO;
    }
    for (size_t i = 0; i < report.shown; i++)
        tally_line(&run->out, &report.faults[i]);
    if (report.unmade)
        text_printf(&run->out, SAY_TALLY_UNMADE "\n", report.unmade);
    if (report.fault_count)
        text_printf(&run->out, SAY_TALLY_CHECKED_BAD "\n", report.rows, report.fault_count);
    else if (well)
        text_printf(&run->out, SAY_TALLY_CHECKED_GOOD "\n", report.rows);
    return well ? EXIT_DONE : EXIT_NO;
}

int act_tally_rebuild(struct run *run)
{
    struct err err = { 0 };
    size_t made;
    if (!tally_make(run->store, run->mem, run->definitions, true, &made, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_put_int(&json, "registers", (int64_t)made);
        json_object_end(&json);
        run_json_end(run);
    } else {
        text_printf(&run->out, SAY_TALLY_MADE "\n", made);
    }
    return EXIT_DONE;
}

/* --- history ------------------------------------------------------------------------------------------------------ */

static void history_progress(int64_t done, int64_t of, void *arg)
{
    run_progress((size_t)done, (size_t)of, arg);
}

static void history_json(struct run *run, const struct history_report *report, int64_t tally_wrong)
{
    struct json json;
    run_json_begin(run, &json);
    json_object(&json);
    json_put_int(&json, "lines", report->lines);
    json_put_int(&json, "records", report->records);
    json_put_int(&json, "unsealed", report->lines - report->sealed);
    json_put_int(&json, "files", report->files);
    json_put_text(&json, "head", report->head);
    json_put_int(&json, "tally_wrong", tally_wrong);
    json_key(&json, "faults");
    json_array(&json);
    for (size_t i = 0; i < report->fault_count; i++) {
        const struct history_fault *fault = &report->faults[i];
        char id[ID_SIZE];
        id_print(fault->record, id);
        json_object(&json);
        json_put_text(&json, "record", fault->record ? id : NULL);
        json_put_int(&json, "line", fault->seq);
        json_put_text(&json, "what", fault->what);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    run_json_end(run);
}

static void history_text(struct run *run, const struct history_report *report, int64_t tally_wrong)
{
    struct text *out = &run->out;
    for (size_t i = 0; i < report->fault_count; i++) {
        const struct history_fault *fault = &report->faults[i];
        char id[ID_SIZE];
        id_print(fault->record, id);
        if (fault->record)
            text_printf(out, "Hồ sơ %s", id);
        if (fault->seq)
            text_printf(out, "%sdòng lịch sử %" PRId64, fault->record ? ", " : "", fault->seq);
        text_printf(out, "%s%s\n", fault->record || fault->seq ? ": " : "", fault->what);
    }
    text_printf(out, SAY_HISTORY_COUNTS "\n", report->lines, report->records);
    if (report->lines > report->sealed)
        text_printf(out, SAY_HISTORY_OPEN "\n", report->lines - report->sealed);
    if (run->options->files)
        text_printf(out, SAY_HISTORY_FILES "\n", report->files);
    text_printf(out, SAY_HISTORY_HEAD "\n", report->head);
    if (!run->options->head)
        text_raw(out, SAY_HISTORY_KEEP "\n");
    if (tally_wrong)
        text_printf(out, SAY_TALLY_BAD "\n", tally_wrong);
    else
        text_raw(out, SAY_TALLY_GOOD "\n");
    if (report->fault_count)
        text_printf(out, SAY_HISTORY_BAD "\n", report->fault_count);
    else
        text_raw(out, SAY_HISTORY_GOOD "\n");
}

int act_history_verify(struct run *run)
{
    static char counted[] = "Kiểm lịch sử";
    struct err err = { 0 };
    struct history_report report;
    struct tally_report tally;
    const char *head = run->options->head;
    if (head && (strlen(head) != HASH_HEX_SIZE - 1 || strspn(head, "0123456789abcdef") != HASH_HEX_SIZE - 1))
        return run_usage(run, SAY_HISTORY_NO_HEAD, head);
    const struct history_asked asked = {
        .head = head, .files = run->options->files, .progress = history_progress, .arg = counted
    };
    struct db *db = db_for_read(run->store, &err);
    if (!db || !history_verify_asked(&run->office, run->mem, &asked, &report, &err) ||
        !tally_check(db, run->mem, run->definitions, &tally, &err))
        return run_refuse(&err);
    int64_t tally_wrong = tally.fault_count;
    if (run_wants_json(run))
        history_json(run, &report, tally_wrong);
    else
        history_text(run, &report, tally_wrong);
    return report.fault_count > 0 || tally_wrong > 0 ? EXIT_NO : EXIT_DONE;
}
