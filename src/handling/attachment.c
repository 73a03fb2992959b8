/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/approval.h"
#include "handling/attachment_internal.h"
#include "handling/attachment_note.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "definitions/degree.h"
#include "handling/texts.h"
#include "people/account.h"
#include "query/finder.h"
#include "records/history_values.h"
#include "records/texts.h"
#include "records/writing.h"
#include "records/typed.h"
#include "store/blob.h"
#include "store/id.h"
#include "viet/input.h"

enum { COPIED_AT_ONCE = 64 << 10, REASON_MAX = 500 };

const char *attachment_note_print(struct arena *mem, const struct attachment *attachment)
{
    const char *file = arena_printf(mem, "%s\n%s\n%s\n%lld\n%lld", attachment->name, attachment->media_type,
                                    attachment->blob, (long long)attachment->version, (long long)attachment->size);
    return attachment->draft ? arena_printf(mem, "%s\n%lld\n%s", file, (long long)attachment->draft, attachment->note)
                             : file;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool read_files(struct arena *mem, struct rows *rows, struct attachment **list, size_t *count, struct err *err)
{
    ARRAY(struct attachment) found = { 0 };
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct attachment file = { .id = rows_int(rows, 0),
                                   .record = rows_int(rows, 1),
                                   .name = arena_strdup(mem, rows_text(rows, 2)),
                                   .media_type = arena_strdup(mem, rows_text(rows, 3)),
                                   .blob = arena_strdup(mem, rows_text(rows, 4)),
                                   .version = rows_int(rows, 5),
                                   .created_at = rows_int(rows, 6),
                                   .created_by = arena_strdup(mem, rows_text(rows, 7)),
                                   .withdrawn = rows_int(rows, 8) != 0,
                                   .size = rows_int(rows, 9),
                                   .draft = rows_int(rows, 10),
                                   .note = arena_strdup(mem, rows_text(rows, 11)) };
        *ARRAY_ADD(mem, &found) = file;
    }
    if (!rows_end(rows, err))
        return false;
    *list = found.items;
    *count = found.count;
    return true;
}

void attachment_json(struct json *json, const struct attachment *file)
{
    char id[ID_SIZE], instant[INSTANT_SIZE];
    id_print(file->id, id);
    json_put_text(json, "id", id);
    json_put_text(json, "name", file->name);
    json_put_text(json, "media_type", file->media_type);
    json_put_text(json, "sha256", file->blob);
    json_put_int(json, "size", file->size);
    json_put_int(json, "version", file->version);
    instant_print(file->created_at, instant);
    json_put_text(json, "created_at", instant);
    json_put_text(json, "created_by", file->created_by);
    json_put_bool(json, "withdrawn", file->withdrawn);
    json_put_int(json, "draft", file->draft);
    json_put_text(json, "note", file->note);
}

bool attachment_list(struct db *db, struct arena *mem, int64_t record, struct attachment **list, size_t *count,
                     struct err *err)
{
    return read_files(
        mem,
        db_rows(
            db, mem,
            SQL("select t.id, t.record, t.name, t.media_type, t.blob, t.version, t.created_at, "
                "t.created_by, t.withdrawn, b.size, t.draft, t.note from attachment t join blob b on b.hash = t.blob "
                "where t.record = $1 order by t.name, t.version desc"),
            DB(db_int(record)), err),
        list, count, err);
}

static struct attachment *refuse_missing(struct err *err)
{
    err_set(err, ERR_NOT_FOUND, "attachment", NULL, SAY_NO_SUCH_FILE);
    return NULL;
}

/* The file ID, whoever may see its record. */
static struct attachment *find(struct db *db, struct arena *mem, int64_t id, struct err *err)
{
    struct attachment *list;
    size_t count;
    if (!read_files(mem,
                    db_rows(db, mem,
                            SQL("select t.id, t.record, t.name, t.media_type, t.blob, t.version, t.created_at, "
                                "t.created_by, t.withdrawn, b.size, t.draft, t.note from attachment t join blob b on "
                                "b.hash = t.blob "
                                "where t.id = $1"),
                            DB(db_int(id)), err),
                    &list, &count, err))
        return NULL;
    return count ? list : refuse_missing(err);
}

struct attachment *attachment_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                                   const struct scope *scope, int64_t id, struct err *err)
{
    struct attachment *file = find(db, mem, id, err);
    if (!file)
        return NULL;
    file->of = record_read(db, mem, definitions, scope, file->record, err);
    if (!file->of)
        return err->kind == ERR_NOT_FOUND ? refuse_missing(err) : NULL;
    if (!file->withdrawn)
        return file;
    err_set(err, ERR_FORBIDDEN, "withdrawn", NULL, SAY_FILE_WITHDRAWN, file->name);
    return NULL;
}

int attachment_open(struct store *store, struct arena *mem, const struct attachment *attachment, struct err *err)
{
    if (attachment->withdrawn) {
        err_set(err, ERR_FORBIDDEN, "withdrawn", NULL, SAY_FILE_WITHDRAWN, attachment->name);
        return -1;
    }
    return blob_open_proved(store, mem, attachment->blob, err);
}

bool attachment_note_given(struct store *store, struct arena *mem, const struct scope *scope,
                           const struct record *record, const struct attachment *file, struct err *err)
{
    char id[ID_SIZE];
    if (!record_holds_personal(record))
        return true;
    id_print(file->id, id);
    return account_note_reading(store, mem, scope->user,
                                arena_printf(mem, SAY_FILE_READ, id, record_words(mem, record)), err);
}

int attachment_open_noted(struct store *store, struct arena *mem, const struct scope *scope,
                          const struct attachment *attachment, struct err *err)
{
    int file = attachment_open(store, mem, attachment, err);
    return file >= 0 && attachment_note_given(store, mem, scope, attachment->of, attachment, err) ? file : -1;
}

/* --- adding ------------------------------------------------------------------------------------------------------- */

struct adding {
    struct attachment file;
    bool drafts; /* it is to be the next version of the draft */
    struct approval_changes approvals;
};

static bool plan_name(const struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct adding *adding = writing->arg;
    struct attachment *list;
    size_t count;
    if (!attachment_list(db, mem, writing->id, &list, &count, err))
        return false;
    if (count >= ATTACHMENTS_MAX)
        return err_set(err, ERR_INVALID, "count", "file", SAY_FILES_MANY, ATTACHMENTS_MAX);
    adding->file.version = 1;
    for (size_t i = 0; i < count; i++)
        if (text_equal(list[i].name, adding->file.name) && list[i].version >= adding->file.version)
            adding->file.version = list[i].version + 1;
    return true;
}

static bool check_secrecy(struct arena *mem, const struct write *write, const char *name, struct err *err)
{
    const struct record *record = &write->after;
    if (!write_keeps_more(write, "file", SAY_MORE_FILE, err))
        return false;
    return !text_equal(record->secrecy, DEGREE_USUAL) || !attachment_name_is_secret(mem, name) ||
           err_set(err, ERR_INVALID, "secret", "file", SAY_FILE_SECRET, name);
}

/* A position of the route that is not there would wait for ever. */
static bool check_route(struct db *db, const struct approval_route *route, struct err *err)
{
    for (size_t i = 0; route && i < route->stages.count; i++) {
        const char *position = route->stages.items[i].position;
        int64_t there = 1;
        if (position && !db_one_int(db, SQL("select count(*) from position where code = $1"), DB(db_text(position)), 0,
                                    &there, err))
            return false;
        if (!there)
            return err_set(err, ERR_INVALID, "route", "file", SAY_DRAFT_NO_POSITION, route->label, position);
    }
    return true;
}

static bool is_same(const struct approvals *approvals, const struct adding *adding, const struct approval_route *route)
{
    const char *gone = NULL;
    for (size_t i = 0; i < approvals->count; i++)
        if (approvals->list[i].draft == approvals->draft)
            gone = approvals->list[i].route;
    return approvals->draft && !approvals->withdrawn && text_equal(approvals->blob, adding->file.blob) &&
           text_equal(gone, route ? route->name : NULL);
}

/* The number of the version, and the round of approvals that begins with it. */
static bool plan_draft(struct write *write, struct db *db, struct adding *adding, struct err *err)
{
    const struct record *record = &write->after;
    const struct approval_route *route = approval_route_of(write->office->definitions, write->mem, record);
    struct approvals approvals;
    adding->approvals = (struct approval_changes){ 0 };
    if (!check_route(db, route, err) || !approvals_read(db, write->mem, record->id, &approvals, err))
        return false;
    if (is_same(&approvals, adding, route))
        return err_set(err, ERR_CONFLICT, "same", "file", SAY_DRAFT_SAME, (long long)approvals.draft);
    adding->file.draft = approvals.draft + 1;
    approvals_plan_version(write, &approvals, route, adding->file.draft, adding->file.blob, &adding->approvals);
    return true;
}

/* May the record have another version of its draft now? */
static bool check_drafts(const struct write *write, struct err *err)
{
    const struct record *record = &write->after;
    const struct drafts_definition *drafts = record->reg->drafts;
    if (!drafts)
        return err_set(err, ERR_INVALID, "drafts", "file", SAY_DRAFT_NONE, record->reg->label);
    const struct state *state = register_state(record->reg, record->state);
    return text_list_has(&drafts->states, record->state) ||
           err_set(err, ERR_CONFLICT, "state", NULL, SAY_DRAFT_STATE, state ? state->label : record->state);
}

static struct write *plan_add(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct adding *adding = writing->arg;
    char id[ID_SIZE];
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    if (!write || !write_may(write, ACT_ATTACH, NULL, err) || !check_secrecy(mem, write, adding->file.name, err) ||
        !plan_name(writing, mem, db, err) || (adding->drafts && !check_drafts(write, err)))
        return NULL;
    if (write->after.cancelled) {
        err_set(err, ERR_CONFLICT, "cancelled", NULL, SAY_CANCELLED);
        return NULL;
    }
    if (adding->drafts && !plan_draft(write, db, adding, err))
        return NULL;
    id_print(adding->file.id, id);
    size_t count;
    struct write_note *notes = approval_notes(mem, &adding->approvals, &count);
    notes[count++] = (struct write_note){ .name = arena_printf(mem, HISTORY_ATTACHMENT "%s", id),
                                          .new = attachment_note_print(mem, &adding->file) };
    write_plan_act(write, adding->drafts ? STEP_DRAFT : STEP_ATTACH, NULL, notes, count);
    return write;
}

bool attachment_insert(struct change *change, const struct write *write, struct attachment *file,
                       const struct approval_changes *approvals, struct err *err)
{
    file->created_at = change_time(change);
    return blob_keep(change, file->blob, file->size, err) &&
           change_run(change,
                      SQL("insert into attachment (id, record, name, media_type, blob, version, created_at, "
                          "created_by, withdrawn, draft, note) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10)"),
                      DB(db_int(file->id), db_int(file->record), db_text(file->name), db_text(file->media_type),
                         db_text(file->blob), db_int(file->version), db_int(file->created_at),
                         db_text(file->created_by), db_int(file->draft), db_text(file->note)),
                      err) &&
           approvals_apply(change, write, approvals, err);
}

static bool apply_add(struct writing *writing, struct change *change, struct err *err)
{
    struct adding *adding = writing->arg;
    return attachment_insert(change, writing->write, &adding->file, &adding->approvals, err);
}

bool attachment_plan_made(struct write *write, struct db *db, struct attachment *file,
                          struct approval_changes *approvals, struct err *err)
{
    const struct drafts_definition *drafts = write->after.reg->drafts;
    struct adding adding = { .file = *file, .drafts = drafts && text_list_has(&drafts->states, write->after.state) };
    char id[ID_SIZE];
    size_t count;
    adding.file.version = 1;
    if (!write_may(write, ACT_ATTACH, NULL, err) || (adding.drafts && !plan_draft(write, db, &adding, err)))
        return false;
    id_print(file->id, id);
    struct write_note *notes = approval_notes(write->mem, &adding.approvals, &count);
    notes[count++] = (struct write_note){ .name = arena_printf(write->mem, HISTORY_ATTACHMENT "%s", id),
                                          .new = attachment_note_print(write->mem, &adding.file) };
    write_plan_act(write, adding.drafts ? STEP_DRAFT : STEP_ATTACH, NULL, notes, count);
    *file = adding.file;
    *approvals = adding.approvals;
    return true;
}

bool attachment_keep_bytes(struct office *office, struct arena *mem, const char *bytes, size_t length,
                           const char *ending, struct attachment *into, struct err *err)
{
    char *hash = arena_alloc(mem, HASH_HEX_SIZE);
    struct blob_writer *writer = blob_begin(office->store, mem, ATTACHMENT_BYTES_MAX, err);
    if (!writer || !blob_add(writer, bytes, length, err) || !blob_finish(writer, hash, &into->size, err))
        return false;
    into->blob = hash;
    for (size_t i = 0; i < attachment_type_count; i++)
        if (text_equal(attachment_types[i].ending, ending))
            into->media_type = attachment_types[i].media_type;
    return true;
}

/* The bytes of FILE, from its beginning, into a blob. */
static bool copy_bytes(struct office *office, struct arena *mem, int file, struct attachment *into, struct err *err)
{
    char *hash = arena_alloc(mem, HASH_HEX_SIZE), *bytes = arena_alloc(mem, COPIED_AT_ONCE);
    struct blob_writer *writer = blob_begin(office->store, mem, ATTACHMENT_BYTES_MAX, err);
    off_t at = 0;
    if (!writer)
        return false;
    for (;;) {
        ssize_t got = pread(file, bytes, COPIED_AT_ONCE, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_set(err, ERR_INTERNAL, "file", "file", SAY_FILE_UNREADABLE, into->name);
        if (got == 0)
            break;
        at += got;
        if (!blob_add(writer, bytes, (size_t)got, err))
            return false;
    }
    if (!blob_finish(writer, hash, &into->size, err))
        return false;
    into->blob = hash;
    return true;
}

/* Whether it may be added, before its bytes are copied: the plan asks again. */
static bool may_add(struct office *office, struct arena *mem, int64_t record, int64_t version,
                    const struct adding *adding, struct err *err)
{
    const char *name = adding->file.name;
    struct db *db = db_for_read(office->store, err);
    struct write *write = db ? write_open(office, mem, db, record, version, err) : NULL;
    return write && write_may(write, ACT_ATTACH, NULL, err) && check_secrecy(mem, write, name, err) &&
           (!adding->drafts || office->request || check_drafts(write, err));
}

/* Which file a repeated request had added. */
static bool find_added(struct office *office, struct arena *mem, struct attachment *added, struct err *err)
{
    int64_t id;
    struct text_list fields;
    struct db *db = db_for_read(office->store, err);
    if (!db || !history_fields(db, mem, office->written.record, office->written.version, &fields, err))
        return false;
    const char *name = NULL;
    for (size_t i = 0; i < fields.count && !name; i++)
        if (text_starts(fields.items[i], HISTORY_ATTACHMENT))
            name = fields.items[i];
    bool known = name && text_starts(name, HISTORY_ATTACHMENT) && id_parse(name + strlen(HISTORY_ATTACHMENT), &id);
    const struct attachment *found = known ? find(db, mem, id, err) : refuse_missing(err);
    if (found)
        *added = *found;
    return found;
}

static bool add(struct office *office, struct arena *mem, int64_t record, int64_t version, int file,
                struct adding *adding, struct attachment *added, struct err *err)
{
    struct writing writing = {
        .office = office, .id = record, .version = version, .plan = plan_add, .rows = apply_add, .arg = adding
    };
    const struct attachment_type *type;
    bool keyed = office->request != NULL; /* a repeated request names the version from before it */
    adding->file.id = id_next();
    adding->file.record = record;
    adding->file.created_by = office->scope.user;
    if (!may_add(office, mem, record, keyed ? 0 : version, adding, err) ||
        !attachment_kind(mem, file, &adding->file.name, &type, err) ||
        !copy_bytes(office, mem, file, &adding->file, err))
        return false;
    adding->file.media_type = type->media_type;
    if (!write_run(&writing, mem, err))
        return false;
    if (office->written.repeated)
        return find_added(office, mem, added, err);
    *added = adding->file;
    return true;
}

bool attachment_add(struct office *office, struct arena *mem, int64_t record, int64_t version, const char *name,
                    int file, struct attachment *added, struct err *err)
{
    struct adding adding = { .file = { .note = "" } };
    return attachment_name_clean(mem, name, &adding.file.name, err) &&
           add(office, mem, record, version, file, &adding, added, err);
}

bool attachment_add_draft(struct office *office, struct arena *mem, int64_t record, int64_t version, const char *name,
                          int file, const char *note, struct attachment *added, struct err *err)
{
    struct adding adding = { .drafts = true };
    return approval_words(mem, note, "note", DRAFT_NOTE_MAX, &adding.file.note, err) &&
           attachment_name_clean(mem, name, &adding.file.name, err) &&
           add(office, mem, record, version, file, &adding, added, err);
}

/* --- withdrawing -------------------------------------------------------------------------------------------------- */

struct withdrawing {
    int64_t id;
    const char *reason;
};

static struct write *plan_withdraw(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    const struct withdrawing *withdrawing = writing->arg;
    char id[ID_SIZE];
    const struct attachment *file = find(db, mem, withdrawing->id, err);
    struct write *write = file ? write_open(writing->office, mem, db, file->record, 0, err) : NULL;
    if (file && !write && err->kind == ERR_NOT_FOUND)
        (void)refuse_missing(err);
    if (!write || !write_may(write, ACT_WITHDRAW_FILE, NULL, err))
        return NULL;
    writing->id = file->record;
    if (file->withdrawn) {
        err_set(err, ERR_CONFLICT, "withdrawn", NULL, SAY_FILE_WITHDRAWN, file->name);
        return NULL;
    }
    id_print(file->id, id);
    struct write_note note = { .name = arena_printf(mem, HISTORY_ATTACHMENT "%s", id),
                               .new = attachment_note_print(mem, file) };
    write_plan_act(write, STEP_WITHDRAW_FILE, withdrawing->reason, &note, 1);
    return write;
}

static bool apply_withdraw(struct writing *writing, struct change *change, struct err *err)
{
    const struct withdrawing *withdrawing = writing->arg;
    return change_expect(change, 1, SQL("update attachment set withdrawn = 1 where id = $1 and withdrawn = 0"),
                         DB(db_int(withdrawing->id)), err);
}

bool attachment_withdraw(struct office *office, struct arena *mem, int64_t id, const char *reason, struct err *err)
{
    if (text_is_empty(reason))
        return err_set(err, ERR_INVALID, "required", "reason", SAY_WITHDRAW_REASON);
    uint32_t bad;
    char *clean = viet_input(mem, reason, true, &bad);
    if (!clean)
        return typed_refuse("reason", bad, err);
    clean = text_trim(mem, clean);
    if (text_is_empty(clean))
        return err_set(err, ERR_INVALID, "required", "reason", SAY_WITHDRAW_REASON);
    size_t characters = 0;
    for (const char *at = clean; utf8_next(&at);)
        characters++;
    if (characters > REASON_MAX)
        return err_set(err, ERR_INVALID, "length", "reason", SAY_WORDS_LONG, REASON_MAX);
    struct withdrawing withdrawing = { .id = id, .reason = clean };
    struct writing writing = { .office = office, .plan = plan_withdraw, .rows = apply_withdraw, .arg = &withdrawing };
    return write_run(&writing, mem, err);
}
