/* SPDX-License-Identifier: Apache-2.0 */
#include "main/run.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "definitions/binder.h"
#include "handling/attachment_box.h"
#include "main/acting.h"
#include "main/remote.h"
#include "main/texts.h"
#include "query/finder.h"
#include "query/personal_search.h"
#include "query/query.h"
#include "records/calendar_days.h"
#include "records/history.h"
#include "fields/record.h"
#include "fields/schema.h"
#include "store/id.h"

enum { LARGE = 64 << 10 };

/* --- opening ------------------------------------------------------------------------------------------------------ */

struct store_place run_place(const struct run *run)
{
    const struct options *options = run->options;
    const char *data = options->data ? options->data : options->db ? NULL : "data";
    return (struct store_place){ .folder = data, .url = options->db, .blobs = options->blobs };
}

bool run_load_definitions(struct run *run, int *status)
{
    struct err err = { 0 };
    run->definitions = definitions_load(run->mem, NULL, run->options->office, &run->faults, &err);
    if (run->definitions && run->command->judges)
        query_check_all(run->mem, run->definitions, &run->faults);
    if (run->definitions && run->faults.errors == 0)
        return true;
    for (size_t i = 0; i < run->faults.list.count; i++) {
        const struct fault *fault = &run->faults.list.items[i];
        run_say("%s:%d:%d: %s%s", fault->place.file, fault->place.line, fault->place.column,
                fault->warning ? SAY_WARNING : "", fault->text);
    }
    if (run->faults.errors > 0)
        err_set(&err, ERR_INVALID, "definitions", NULL, SAY_DEFINITION_FAULTS);
    *status = run_refuse(&err);
    return false;
}

bool run_open(struct run *run, enum store_mode mode, int *status)
{
    struct err err = { 0 };
    struct scope scope;
    struct store_place place = run_place(run);
    run->store = store_open(&place, mode, &err);
    if (!run->store) {
        *status = run_refuse(&err);
        return false;
    }
    if (!acting_scope(run->mem, run->store, run->definitions, run->options->as, &scope, &err)) {
        struct err hint = { 0 }; /* where a table of the program is not there yet that is what is to be said */
        if (err.kind == ERR_INTERNAL && !schema_may_write(run->store, run->mem, run->definitions, &hint) &&
            hint.kind == ERR_CONFLICT)
            err = hint;
        *status = err.kind == ERR_INVALID ? run_misused(&err) : run_refuse(&err);
        return false;
    }
    office_init(&run->office, run->mem, run->store, run->definitions, scope);
    return true;
}

/* A command that asks the definitions alone is told, too, when the office beside it has others. A place without an
 * office, or one that cannot be reached, does not hinder it. */
static bool check_office_beside(struct run *run, int *status)
{
    struct err err = { 0 }, older = { 0 };
    struct store_place place = run_place(run);
    struct store *store = run->options->office ? NULL : store_open(&place, STORE_READ, &err);
    bool fits =
        !store || schema_has_overlay(store, run->mem, run->definitions, &err) || !text_equal(err.subject, "office");
    struct db *db = store && fits ? db_for_read(store, &older) : NULL;
    if (db && !office_days_load(db, run->mem, run->definitions, &older))
        log_line(LOG_DEBUG, "calendar", "%s", older.text); /* an older office has no days of its own yet */
    store_close(store);
    *status = fits ? EXIT_DONE : run_refuse(&err);
    return fits;
}

/* The hint to migrate was printed and the office is read all the same: what its tables lack is said by the hint. */
static bool told_to_migrate;

bool run_prepare(struct run *run, int *status)
{
    if (run->command->opens == OPENS_NOTHING)
        return true;
    if (!run->definitions && !run_load_definitions(run, status))
        return false;
    if (run->command->opens == OPENS_DEFINITIONS)
        return check_office_beside(run, status);
    bool writes = run->command->opens >= OPENS_WRITING && !run->options->dry_run;
    if (writes && run->command->opens == OPENS_CHANGING && !run->options->db)
        run->remote = remote_find(run->mem, run_place(run).folder, run->options->as);
    writes = writes && !run->remote;
    struct store_place place = run_place(run);
    if (run->command->waits)
        attachment_box_open(); /* a server: while it has no threads */
    if (run->command->waits && store_is_away(&place))
        return true;
    if (!run_open(run, writes ? STORE_WRITE : STORE_READ, status))
        return false;
    struct err err = { 0 };
    if (!schema_has_overlay(run->store, run->mem, run->definitions, &err)) {
        *status = run_refuse(&err);
        return false;
    }
    if (schema_may_write(run->store, run->mem, run->definitions, &err)) {
        struct db *db = db_for_read(run->store, &err);
        if (db && office_days_load(db, run->mem, run->definitions, &err))
            return true;
        *status = run_refuse(&err);
        return false;
    }
    *status = run_refuse(&err);
    told_to_migrate = !writes && err.kind == ERR_CONFLICT;
    return told_to_migrate; /* what can be read is read */
}

int run_finish(struct run *run, int status)
{
    bool wrote = run->store && run->office.store && run->command->opens != OPENS_READING && !run->options->dry_run &&
                 !run->remote;
    struct err err = { 0 };
    if (wrote && status == EXIT_DONE && !history_seal(&run->office, &err)) {
        run_say(SAY_NOT_SEALED, err.text);
        status = EXIT_FAILED;
    }
    store_close(run->store);
    run->store = NULL;
    run_flush(run);
    if (run->held)
        fclose(run->held);
    run->held = NULL;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        run_say(SAY_NO_OUTPUT, strerror(errno));
        status = EXIT_FAILED;
    }
    return status;
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

void run_flush(struct run *run)
{
    fwrite(run->out.data, 1, run->out.length, run->held ? run->held : stdout);
    text_clear(&run->out);
}

void run_flush_large(struct run *run)
{
    if (run->out.length > LARGE)
        run_flush(run);
}

void run_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("congvu: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

int run_refuse(const struct err *err)
{
    if (told_to_migrate && err->kind == ERR_INTERNAL && text_equal(err->subject, "database")) {
        log_line(LOG_DEBUG, "main", "%s", err->text);
        return err_exit_status(ERR_CONFLICT);
    }
    run_say("%s", err->text);
    return err_exit_status(err->kind);
}

int run_refuse_values(const struct draft_faults *faults, const struct err *err)
{
    for (size_t i = 0; i + 1 < faults->list.count; i++)
        run_refuse(&faults->list.items[i]);
    return run_refuse(faults->list.count > 1 ? &faults->list.items[faults->list.count - 1] : err);
}

int run_misused(const struct err *err)
{
    int status = run_refuse(err);
    return err->kind == ERR_INVALID ? EXIT_USAGE : status;
}

int run_usage(const struct run *run, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    run_say("%s", arena_vprintf(run->mem, format, args));
    va_end(args);
    run_say(SAY_USAGE, command_usage(run->mem, run->command));
    return EXIT_USAGE;
}

int run_later(const char *what)
{
    run_say(SAY_LATER, what);
    return EXIT_FAILED;
}

void run_progress(size_t done, size_t of, void *arg)
{
    if (!isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r%s: %zu/%zu%s", (const char *)arg, done, of, done >= of ? "\n" : "");
    fflush(stderr);
}

bool run_wants_json(const struct run *run)
{
    return run->options->json || text_equal(run->options->format, "json");
}

void run_json_begin(struct run *run, struct json *json)
{
    json_init(json, &run->out, true);
}

void run_json_end(struct run *run)
{
    text_char(&run->out, '\n');
}

/* --- arguments ---------------------------------------------------------------------------------------------------- */

const struct register_definition *run_register(struct run *run, const char *name)
{
    const struct register_definition *reg = definitions_register(run->definitions, name);
    size_t count = run->definitions->registers.count;
    const char **names = ARENA_ARRAY(run->mem, const char *, count + 1);
    for (size_t i = 0; i < count && !reg; i++) {
        const struct register_definition *other = &run->definitions->registers.items[i];
        names[i] = other->name;
        if (text_equal(other->slug, name))
            reg = other;
    }
    if (reg)
        return reg;
    const char *nearest = nearest_word(name, names, count);
    if (nearest)
        run_usage(run, SAY_NO_REGISTER_NEAREST, name, nearest);
    else
        run_usage(run, SAY_NO_REGISTER, name, join_words(run->mem, names, count));
    return NULL;
}

const struct query *run_query(struct run *run, const struct register_definition *reg, size_t at,
                              struct personal_note *note, int *status)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    struct query_tokens tokens = { .today = arena_strdup(run->mem, today),
                                   .me = run->office.scope.user,
                                   .my_unit = run->office.scope.unit };
    struct err err = { 0 };
    const char *text = at < run->argument_count ? run->arguments[at] : "";
    const struct query *query = query_parse(run->mem, run->definitions, reg, text, &tokens, &err);
    if (!query) {
        *status = run_misused(&err);
        return NULL;
    }
    if (query_with_personal(run->store, run->mem, &run->office.scope, &query, note, &err))
        return query;
    *status = run_refuse(&err);
    return NULL;
}

bool run_query_is_page(const char *query)
{
    static const char *const keys[] = { "page_size=", "after=", "before=" };
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        for (const char *at = strstr(query, keys[i]); at; at = strstr(at + 1, keys[i]))
            if (at == query || at[-1] == '&')
                return true;
    return false;
}

bool run_assignments(struct run *run, size_t at, struct assignments *assignments, int *status)
{
    struct assignments read = { 0 };
    ARRAY(const char *) wrong = { 0 };
    for (; at < run->argument_count; at++) {
        const char *argument = run->arguments[at];
        const char *equals = strchr(argument, '=');
        if (!equals || equals == argument) {
            *ARRAY_ADD(run->mem, &wrong) = arena_printf(run->mem, SAY_NOT_AN_ASSIGNMENT, argument);
            continue;
        }
        struct draft_value value = { .name = arena_strndup(run->mem, argument, (size_t)(equals - argument)),
                                     .text = equals + 1 };
        for (size_t i = 0; i < read.list.count; i++)
            if (text_equal(read.list.items[i].name, value.name))
                *ARRAY_ADD(run->mem, &wrong) = arena_printf(run->mem, SAY_ASSIGNED_TWICE, value.name);
        *ARRAY_ADD(run->mem, &read.list) = value;
    }
    for (size_t i = 0; i + 1 < wrong.count; i++)
        run_say("%s", wrong.items[i]);
    if (wrong.count > 0) {
        *status = run_usage(run, "%s", wrong.items[wrong.count - 1]);
        return false;
    }
    *assignments = read;
    return true;
}

bool run_names(struct run *run, size_t at, const struct run_name *known, size_t count, const char **unknown,
               int *status)
{
    struct assignments given;
    *unknown = NULL;
    if (!run_assignments(run, at, &given, status))
        return false;
    for (size_t i = 0; i < given.list.count; i++) {
        size_t k = 0;
        while (k < count && !text_equal(known[k].name, given.list.items[i].name))
            k++;
        if (k == count) {
            *unknown = given.list.items[i].name;
            return false;
        }
        *known[k].value = given.list.items[i].text;
    }
    return true;
}

bool run_find(struct run *run, const char *id_or_number, const int64_t **ids, size_t *count, int *status)
{
    struct err err = { 0 };
    struct db *db = db_for_read(run->store, &err);
    const struct scope *scope = &run->office.scope;
    int64_t id;
    const int64_t *found = NULL;
    size_t found_count = 0;
    bool asked =
        db && record_find_number(db, run->mem, run->definitions, scope, NULL, id_or_number, &found, &found_count, &err);
    if (asked && found_count == 0 && id_parse(id_or_number, &id)) {
        if (record_read(db, run->mem, run->definitions, scope, id, &err)) {
            int64_t *one = ARENA_NEW(run->mem, int64_t);
            *one = id;
            found = one;
            found_count = 1;
        } else {
            asked = err.kind == ERR_NOT_FOUND;
        }
    }
    if (asked && found_count == 0)
        err_set(&err, ERR_NOT_FOUND, "record", NULL, SAY_NO_RECORD, id_or_number);
    if (!asked || found_count == 0) {
        *status = run_refuse(&err);
        return false;
    }
    *ids = found;
    *count = found_count;
    return true;
}

bool run_find_one(struct run *run, const char *id_or_number, int64_t *id, int *status)
{
    const int64_t *ids;
    size_t count;
    if (!run_find(run, id_or_number, &ids, &count, status))
        return false;
    if (count == 1) {
        *id = ids[0];
        return true;
    }
    struct err err = { 0 };
    struct db *db = db_for_read(run->store, &err);
    run_say(SAY_SEVERAL_RECORDS, count, id_or_number);
    for (size_t i = 0; i < count && db; i++) {
        char printed[ID_SIZE];
        id_print(ids[i], printed);
        struct record *record = record_read(db, run->mem, run->definitions, &run->office.scope, ids[i], &err);
        if (record)
            run_say("  %s  %s: %s", printed, record->reg->label, record->title);
    }
    *status = EXIT_NO;
    return false;
}
