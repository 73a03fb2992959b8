/* SPDX-License-Identifier: Apache-2.0 */
/* What lies in a file: `congvu file …`. */
#include "main/acts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "handling/package.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "query/finder.h"
#include "store/id.h"

enum { COPY_BYTES = 64 << 10 };

static struct record *find_file(struct run *run, int *status)
{
    struct err err = { 0 };
    int64_t id;
    if (!run_find_one(run, run->arguments[0], &id, status))
        return NULL;
    struct db *db = db_for_read(run->store, &err);
    struct record *file = db ? record_read(db, run->mem, run->definitions, &run->office.scope, id, &err) : NULL;
    if (!file)
        *status = run_refuse(&err);
    return file;
}

/* "MÃ,MÃ,…" */
static bool read_ids(struct run *run, const char *given, int64_t **ids, size_t *count)
{
    char **names = text_split(run->mem, given, ',', count);
    *ids = ARENA_ARRAY(run->mem, int64_t, *count + 1);
    for (size_t i = 0; i < *count; i++)
        if (!id_parse(text_trim(run->mem, names[i]), &(*ids)[i])) {
            run_say(SAY_NO_RECORD, names[i]);
            return false;
        }
    return true;
}

static int change(struct run *run, bool out, const char *reason)
{
    struct err err = { 0 };
    struct draft_faults faults = { 0 };
    int64_t *ids;
    size_t count;
    int status;
    const struct record *file = find_file(run, &status);
    if (!file)
        return status;
    if (!read_ids(run, run->arguments[1], &ids, &count))
        return EXIT_NO;
    run->office.faults = &faults;
    bool done = run->remote ? remote_hold(run, file->id, ids, count, out, reason, &err)
                : out       ? record_release(&run->office, run->mem, file->id, ids, count, reason, &err)
                            : record_hold(&run->office, run->mem, file->id, ids, count, &err);
    run->office.faults = NULL;
    if (done)
        return EXIT_DONE;
    for (size_t i = 0; i + 1 < faults.list.count; i++)
        run_refuse(&faults.list.items[i]);
    return run_refuse(faults.list.count > 1 ? &faults.list.items[faults.list.count - 1] : &err);
}

int act_hold(struct run *run)
{
    return change(run, false, NULL);
}

int act_hold_out(struct run *run)
{
    struct assignments given;
    int status;
    const char *reason = NULL;
    if (!run_assignments(run, 2, &given, &status))
        return status;
    for (size_t i = 0; i < given.list.count; i++) {
        if (!text_equal(given.list.items[i].name, "reason"))
            return run_usage(run, SAY_HOLD_UNKNOWN, given.list.items[i].name);
        reason = given.list.items[i].text;
    }
    return change(run, true, reason);
}

int act_hold_list(struct run *run)
{
    struct err err = { 0 };
    struct json json;
    struct held_list list;
    int status;
    const struct record *file = find_file(run, &status);
    if (!file)
        return status;
    struct db *db = db_for_read(run->store, &err);
    if (!db || !held_read(db, run->mem, run->definitions, &run->office.scope, file, &list, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        run_json_begin(run, &json);
        held_list_json(&json, &list);
        run_json_end(run);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < list.count; i++) {
        const struct held *held = &list.items[i];
        char id[ID_SIZE];
        id_print(held->record->id, id);
        text_printf(&run->out, "%zu  %s  %s  %s  %s%s\n", i + 1, id, held->day, *held->number ? held->number : "-",
                    held->record->title, held->record->cancelled ? SAY_HELD_CANCELLED : "");
    }
    if (list.count == 0)
        run_say(SAY_HELD_EMPTY, run->arguments[0]);
    return EXIT_DONE;
}

/* --- the package -------------------------------------------------------------------------------------------------- */

static bool copy(struct run *run, int from, const char *path, struct err *err)
{
    char *bytes = arena_alloc(run->mem, COPY_BYTES);
    int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    ssize_t got = 1;
    bool done = to >= 0;
    while (done && got > 0) {
        got = read(from, bytes, COPY_BYTES);
        done = got >= 0 && write(to, bytes, (size_t)got) == got;
    }
    done = done && fsync(to) == 0;
    if (!done)
        err_set(err, errno == ENOSPC ? ERR_FULL : ERR_INVALID, "file", NULL, "%s: %s", path, strerror(errno));
    if (to >= 0)
        close(to);
    if (!done && to >= 0)
        unlink(path);
    return done;
}

int act_hold_package(struct run *run)
{
    struct err err = { 0 };
    int64_t length;
    int status;
    const struct record *file = find_file(run, &status);
    if (!file)
        return status;
    struct may_what what = { .reg = file->reg, .unit = file->unit, .issuer = file->issuer, .secrecy = file->secrecy };
    if (!may(&run->office.scope, ACT_EXPORT, &what, &err))
        return run_refuse(&err);
    int package = package_make(run->store, run->mem, run->definitions, &run->office.scope, file, &length, &err);
    if (package < 0)
        return run_refuse(&err);
    bool done = copy(run, package, run->arguments[1], &err);
    close(package);
    return done ? EXIT_DONE : run_refuse(&err);
}
