/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include <inttypes.h>

#include "main/office_acts.h"
#include "main/run.h"
#include "main/starter.h"
#include "main/texts.h"
#include "main/words.h"
#include "people/account.h"
#include "fields/schema.h"

/* Is there an office already whose registers were made? A place without one is no error. */
static bool look_for_office(struct run *run, bool *there, struct err *err)
{
    struct store_place place = run_place(run);
    *there = false;
    struct store *store = store_open(&place, STORE_READ, err);
    if (!store)
        return err->kind == ERR_NOT_FOUND;
    int64_t sets = 0;
    struct db *db = db_for_read(store, err);
    bool asked = db && db_one_int(db, SQL("select count(*) from definition_set"), DB_NONE, 0, &sets, err);
    store_close(store);
    *there = sets > 0;
    return asked;
}

bool office_make(struct run *run, bool or_open, struct text_list *changes, int *status)
{
    struct err err = { 0 };
    bool there;
    if (!look_for_office(run, &there, &err)) {
        *status = run_refuse(&err);
        return false;
    }
    if (there && !or_open) {
        err_set(&err, ERR_CONFLICT, "office", NULL, SAY_OFFICE_IS_THERE);
        *status = run_refuse(&err);
        return false;
    }
    if (!run_open(run, there ? STORE_WRITE : STORE_CREATE, status))
        return false;
    if (schema_migrate(run->store, run->mem, run->definitions, changes, &err))
        return true;
    *status = run_refuse(&err);
    return false;
}

/* The first account, in the unit of the office's own issuer. */
static bool make_administrator(struct run *run, struct account *account, const char **password, struct err *err)
{
    const struct definitions *definitions = run->definitions;
    const char *role = NULL;
    for (size_t i = 0; i < definitions->roles.count && !role; i++)
        role = definitions->roles.items[i].administers ? definitions->roles.items[i].name : NULL;
    if (!role)
        return err_set(err, ERR_INVALID, "definitions", NULL, SAY_NO_ADMINISTRATOR);
    const char *code = definitions_setting(definitions, "issuer", definitions->issuers.items[0].code);
    const struct issuer *issuer = definitions_issuer(definitions, code);
    *account = (struct account){ .login = run->office.scope.user,
                                 .name = "Quản trị hệ thống",
                                 .unit = issuer && issuer->unit ? issuer->unit : "",
                                 .title = "",
                                 .roles = { arena_copy(run->mem, &role, sizeof role), 1 },
                                 .must_change = true };
    *password = password_random(run->mem);
    return account_create(run->store, run->mem, definitions, account, *password, run->office.scope.user, err);
}

/* Writes the folder of another province's office where --province asks for it; the definitions are read with it. */
static bool begin_folder(struct run *run, bool *written, int *status)
{
    struct err err = { 0 };
    const struct options *given = run->options;
    *written = given->province != NULL;
    *status = EXIT_USAGE;
    if (!given->province != !given->name)
        return run_usage(run, SAY_STARTER_BOTH) == EXIT_DONE;
    if (!*written)
        return true;
    struct store_place place = run_place(run);
    bool there;
    if (!given->office && (place.url || !place.folder))
        return run_usage(run, SAY_STARTER_FOLDER) == EXIT_DONE;
    struct options *own = ARENA_NEW(run->mem, struct options);
    *own = *given;
    if (!own->office)
        own->office = arena_printf(run->mem, "%s/office", place.folder);
    run->options = own;
    bool fits = look_for_office(run, &there, &err) &&
                (!there || err_set(&err, ERR_CONFLICT, "office", NULL, SAY_OFFICE_IS_THERE)) &&
                starter_write(run->mem, own->office, given->province, given->name, &err);
    if (!fits)
        *status = err.kind == ERR_INVALID ? run_misused(&err) : run_refuse(&err);
    return fits;
}

/* The folder of attachments; NULL where none was named. */
static const char *files_go(const struct run *run)
{
    struct store_place place = run_place(run);
    return place.blobs ? place.blobs : place.folder ? arena_printf(run->mem, "%s/blobs", place.folder) : NULL;
}

int act_init(struct run *run)
{
    struct text_list changes;
    struct account account;
    struct err err = { 0 };
    const char *password;
    bool written;
    int status;
    if (!begin_folder(run, &written, &status) || !run_load_definitions(run, &status))
        return status;
    if (!office_make(run, false, &changes, &status))
        return status;
    if (!make_administrator(run, &account, &password, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_put_int(&json, "registers", (int64_t)run->definitions->registers.count);
        json_put_text(&json, "login", account.login);
        json_put_text(&json, "password", password);
        if (written)
            json_put_text(&json, "office", run->definitions->overlay);
        json_put_text(&json, "blobs", files_go(run));
        json_object_end(&json);
        run_json_end(run);
    } else {
        const char *files = files_go(run);
        if (written)
            text_printf(&run->out, SAY_STARTER_WRITTEN "\n", run->definitions->overlay, run->definitions->overlay);
        text_printf(&run->out, SAY_OFFICE_MADE "\n", run->definitions->registers.count);
        if (files)
            text_printf(&run->out, SAY_FILES_GO "\n", files);
        else
            text_printf(&run->out, SAY_FILES_GO_NOWHERE "\n");
        text_printf(&run->out, SAY_FIRST_ACCOUNT "\n", account.login, password);
    }
    return EXIT_DONE;
}

int act_migrate(struct run *run)
{
    struct err err = { 0 };
    struct text_list changes;
    int status;
    bool as_json = run_wants_json(run);
    if (!run_open(run, run->options->dry_run ? STORE_READ : STORE_WRITE, &status))
        return status;
    if (!schema_plan(run->store, run->mem, run->definitions, &changes, &err))
        return run_refuse(&err);
    size_t planned = changes.count;
    for (size_t i = 0; !as_json && i < planned; i++)
        text_printf(&run->out, "%s\n", changes.items[i]);
    run_flush(run); /* what changes is said before it is done */
    if (!run->options->dry_run && !schema_migrate(run->store, run->mem, run->definitions, &changes, &err))
        return run_refuse(&err);
    if (as_json) {
        struct json json;
        run_json_begin(run, &json);
        json_array(&json);
        for (size_t i = 0; i < changes.count; i++)
            json_text(&json, changes.items[i]);
        json_array_end(&json);
        run_json_end(run);
        return EXIT_DONE;
    }
    for (size_t i = planned; i < changes.count; i++)
        text_printf(&run->out, "%s\n", changes.items[i]);
    if (run->options->dry_run && planned > 0)
        run_say(SAY_MIGRATE_TRIED);
    if (changes.count == 0)
        text_raw(&run->out, SAY_MIGRATED_NOTHING "\n");
    return EXIT_DONE;
}

/* --- settings ----------------------------------------------------------------------------------------------------- */

enum { NAME_COLUMN = 22, VALUE_COLUMN = 46 };

struct setting_line {
    const char *name, *value, *origin;
};

/* The options that are settings of the program, then the office's own. */
static size_t list_settings(struct run *run, struct setting_line **lines)
{
    struct store_place place = run_place(run);
    const struct setting_line own[] = {
        { "data", place.folder, options_origin(run->options, "--data") },
        { "db", place.url, options_origin(run->options, "--db") },
        { "blobs", place.blobs, options_origin(run->options, "--blobs") },
        { "office", run->options->office, options_origin(run->options, "--office") },
        { "now", run->options->now, options_origin(run->options, "--now") },
    };
    size_t count = 0;
    *lines = ARENA_ARRAY(run->mem, struct setting_line, COUNT_OF(own) + run->definitions->settings.count);
    for (size_t i = 0; i < COUNT_OF(own); i++)
        if (own[i].value)
            (*lines)[count++] = own[i];
    for (size_t i = 0; i < run->definitions->settings.count; i++) {
        const struct setting *setting = &run->definitions->settings.items[i];
        (*lines)[count++] = (struct setting_line){ setting->name, setting->value, setting->origin };
    }
    return count;
}

int act_settings(struct run *run)
{
    struct setting_line *lines;
    size_t count = list_settings(run, &lines);
    struct json json;
    bool as_json = run_wants_json(run);
    if (as_json) {
        run_json_begin(run, &json);
        json_array(&json);
    }
    for (size_t i = 0; i < count; i++) {
        const char *origin = lines[i].origin ? lines[i].origin : "mặc định";
        if (as_json) {
            json_object(&json);
            json_put_text(&json, "name", lines[i].name);
            json_put_text(&json, "value", lines[i].value);
            json_put_text(&json, "origin", origin);
            json_object_end(&json);
        } else {
            words_pad(&run->out, lines[i].name, NAME_COLUMN);
            words_pad(&run->out, lines[i].value, VALUE_COLUMN);
            text_printf(&run->out, "%s\n", origin);
        }
    }
    if (as_json) {
        json_array_end(&json);
        run_json_end(run);
    }
    return EXIT_DONE;
}
