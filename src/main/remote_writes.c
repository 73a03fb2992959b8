/* SPDX-License-Identifier: Apache-2.0 */
#include "main/remote_writes.h"

#include "handling/urge.h"

#include <stdio.h>
#include <string.h>

#include "main/texts.h"
#include "base/file.h"
#include "fields/field_type.h"
#include "handling/absence.h"
#include "handling/attachment.h"
#include "handling/handing_template.h"
#include "handling/handover.h"
#include "query/finder.h"
#include "records/calendar_moves.h"
#include "records/judge.h"
#include "store/id.h"

/* A body that is being written. */
struct body {
    struct text text;
    struct json json;
};

static void body_begin(struct run *run, struct body *body)
{
    text_init(&body->text, run->mem, TEXT_MAX_PAGE);
    json_init(&body->json, &body->text, false);
    json_object(&body->json);
}

static bool send_body(struct run *run, const char *method, const char *path, struct body *body, const json_t **answer,
                      struct err *err)
{
    json_object_end(&body->json);
    return remote_send(run->remote, method, path, body->text.data, answer, err);
}

/* A value that the command line gave as text, of its field's JSON type. What cannot be read is sent as it is, for the
 * server to refuse with everything else; so is a name that is no field. */
static void put_value(struct run *run, struct json *json, const struct register_definition *reg,
                      const struct draft_value *given)
{
    const struct field *field = register_field(reg, given->name);
    struct value value;
    struct err unread;
    json_key(json, given->name);
    if (field && value_parse(run->mem, run->definitions, field, given->text, &value, &unread))
        value_json(json, field, &value);
    else
        json_text(json, given->text);
}

static bool is_engine(const struct register_definition *reg, const char *name)
{
    static const char *const names[] = { "unit", "issuer", "secrecy", "urgency", "reason", CONFIRM_VALUE };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (text_equal(names[i], name))
            return !register_field(reg, name);
    return false;
}

/* The engine's columns beside `fields`. A step sets fields only, and may be confirmed. */
static void put_values(struct run *run, struct json *json, const struct register_definition *reg,
                       const struct draft_value *values, size_t count, bool engine)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(values[i].name, CONFIRM_VALUE) || (engine && is_engine(reg, values[i].name)))
            json_put_text(json, values[i].name, values[i].text);
    json_key(json, "fields");
    json_object(json);
    for (size_t i = 0; i < count; i++)
        if (!text_equal(values[i].name, CONFIRM_VALUE) && (!engine || !is_engine(reg, values[i].name)))
            put_value(run, json, reg, &values[i]);
    json_object_end(json);
}

/* Sends what writes a record; all that the server found wrong goes to who asked for it (office->faults). */
static bool send_write(struct run *run, const char *method, const char *path, struct body *body, const json_t **answer,
                       struct err *err)
{
    *answer = NULL;
    bool sent = send_body(run, method, path, body, answer, err);
    const json_t *errors = sent || !run->office.faults ? NULL : json_object_get(*answer, "errors");
    for (size_t i = 0; i < json_array_size(errors); i++) {
        const json_t *fault = json_array_get(errors, i);
        const char *field = json_string_value(json_object_get(fault, "field"));
        const char *detail = json_string_value(json_object_get(fault, "detail"));
        if (detail)
            err_set(ARRAY_ADD(run->mem, &run->office.faults->list), err->kind, err->subject, field, "%s", detail);
    }
    return sent;
}

/* The register of an existing record, as the command's scope sees it. */
static const struct register_definition *register_of(struct run *run, int64_t id, struct err *err)
{
    struct db *db = db_for_read(run->store, err);
    struct record *record = db ? record_read(db, run->mem, run->definitions, &run->office.scope, id, err) : NULL;
    return record ? record->reg : NULL;
}

static const char *record_path(struct run *run, int64_t id, const char *rest)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    return arena_printf(run->mem, "/records/%s%s", printed, rest);
}

bool remote_create(struct run *run, const struct draft *draft, int64_t *id, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    if (draft->reserved)
        json_put_text(&body.json, "reserved", draft->reserved);
    if (draft->steps.count > 0)
        json_put_text(&body.json, "step", draft->steps.items[0].name);
    put_values(run, &body.json, draft->reg, draft->values.items, draft->values.count, true);
    if (!send_write(run, "POST", arena_printf(run->mem, "/registers/%s/records", draft->reg->name), &body, &answer,
                    err))
        return false;
    const char *printed = json_string_value(json_object_get(answer, "id"));
    return (printed && id_parse(printed, id)) || err_set(err, ERR_INTERNAL, "server", NULL, SAY_SERVER_STRANGE);
}

/* `set` names no version: whatever it is. */
bool remote_set(struct run *run, int64_t id, const struct draft_value *values, size_t count, struct err *err)
{
    struct body body;
    const json_t *answer;
    const struct register_definition *reg = register_of(run, id, err);
    body_begin(run, &body);
    if (!reg)
        return false;
    put_values(run, &body.json, reg, values, count, true);
    return send_write(run, "PATCH", record_path(run, id, ""), &body, &answer, err);
}

bool remote_step(struct run *run, int64_t id, const struct draft_step *step, struct err *err)
{
    struct body body;
    const json_t *answer;
    const struct register_definition *reg = register_of(run, id, err);
    body_begin(run, &body);
    if (step->on)
        json_put_text(&body.json, "on", step->on);
    if (step->reason)
        json_put_text(&body.json, "reason", step->reason);
    const char *rest = arena_printf(run->mem, "/steps/%s", remote_segment(run->mem, step->name));
    if (!reg)
        return false;
    put_values(run, &body.json, reg, step->values.items, step->values.count, false);
    return send_write(run, "POST", record_path(run, id, rest), &body, &answer, err);
}

/* The members that say to whom, until when and with what words. */
static void put_hand_out(struct json *json, const struct hand_out *given)
{
    static const char *const names[] = { "lead", "support", "inform" };
    for (int role = ASSIGN_SUPPORT; role <= ASSIGN_INFORM; role++) {
        json_key(json, names[role]);
        json_array(json);
        for (size_t i = 0; i < given->lines.count; i++)
            if ((int)given->lines.items[i].role == role)
                json_text(json, given->lines.items[i].to);
        json_array_end(json);
    }
    for (size_t i = 0; i < given->lines.count; i++)
        if (given->lines.items[i].role == ASSIGN_LEAD)
            json_put_text(json, "lead", given->lines.items[i].to);
    if (given->template)
        json_put_text(json, "template", given->template);
    if (given->same)
        json_put_bool(json, "same", true);
    if (given->due)
        json_put_text(json, "due", given->due);
    if (given->opinion)
        json_put_text(json, "opinion", given->opinion);
}

/* Who was left out, and how many lines there are of each record. */
static void take_left_out(struct run *run, struct hand_out *given, const json_t *answer)
{
    size_t i;
    const json_t *one, *gone = json_object_get(answer, "left_out");
    json_array_foreach(gone, i, one)
    {
        const char *to = json_string_value(json_object_get(one, "to"));
        const char *words = json_string_value(json_object_get(one, "text"));
        err_set(ARRAY_ADD(run->mem, &given->gone.list), ERR_INVALID, "to", arena_strdup(run->mem, to ? to : ""), "%s",
                words ? words : "");
    }
}

/* A fault of one of several records names it by its id. */
static void keep_failure(const struct hand_out *given, const struct err *fault)
{
    int64_t id;
    for (size_t i = 0; id_parse(fault->field, &id) && i < given->record_count; i++)
        if (given->records[i].record == id)
            given->records[i].failure = *fault;
}

static bool hand_out_all(struct run *run, struct hand_out *given, struct err *err)
{
    struct body body;
    const json_t *answer;
    const struct register_definition *reg = register_of(run, given->records[0].record, err);
    body_begin(run, &body);
    put_hand_out(&body.json, given);
    json_key(&body.json, "records");
    json_array(&body.json);
    for (size_t i = 0; i < given->record_count; i++) {
        char id[ID_SIZE];
        id_print(given->records[i].record, id);
        json_text(&body.json, id);
    }
    json_array_end(&body.json);
    if (!reg)
        return false;
    if (send_write(run, "POST", arena_printf(run->mem, "/registers/%s/hand-out", reg->name), &body, &answer, err)) {
        int64_t made = json_integer_value(json_object_get(answer, "assignments"));
        given->lines.count = 0; /* as many as were given, whoever they are */
        for (int64_t i = 0; i < made / (int64_t)given->record_count; i++)
            *ARRAY_ADD(run->mem, &given->lines) = (struct handed){ .to = "" };
        take_left_out(run, given, answer);
        return true;
    }
    for (size_t i = 0; run->office.faults && i < run->office.faults->list.count; i++)
        keep_failure(given, &run->office.faults->list.items[i]);
    return false;
}

bool remote_hand_out(struct run *run, struct hand_out *given, struct err *err)
{
    struct body body;
    const json_t *answer;
    if (given->record_count > 1)
        return hand_out_all(run, given, err);
    body_begin(run, &body);
    put_hand_out(&body.json, given);
    if (given->parent) {
        char parent[ID_SIZE];
        id_print(given->parent, parent);
        json_put_text(&body.json, "parent", parent);
    }
    if (!send_write(run, "POST", record_path(run, given->records[0].record, "/hand-out"), &body, &answer, err))
        return false;
    const json_t *made = json_object_get(answer, "assignments");
    given->lines.count = 0; /* with those of a template, as they were given */
    for (size_t i = 0; i < json_array_size(made); i++) {
        struct handed *line = ARRAY_ADD(run->mem, &given->lines);
        const char *id = json_string_value(json_object_get(json_array_get(made, i), "id"));
        *line = (struct handed){ .to = "" };
        if (!id || !id_parse(id, &line->id))
            return err_set(err, ERR_INTERNAL, "server", NULL, SAY_SERVER_STRANGE);
    }
    take_left_out(run, given, answer);
    return true;
}

static void put_template(struct json *json, const struct handing_template *asked)
{
    if (asked->name)
        json_put_text(json, "name", asked->name);
    if (asked->unit)
        json_put_text(json, "unit", asked->unit);
    if (asked->opinion)
        json_put_text(json, "opinion", asked->opinion);
    if (asked->count > 0)
        handing_lines_json(json, asked->lines, asked->count);
}

bool remote_template_add(struct run *run, const struct handing_template *asked, int64_t record, int64_t *no,
                         struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    put_template(&body.json, asked);
    if (record) {
        char id[ID_SIZE];
        id_print(record, id);
        json_put_text(&body.json, "record", id);
    }
    if (!send_write(run, "POST", "/handing-templates", &body, &answer, err))
        return false;
    *no = json_integer_value(json_object_get(answer, "no"));
    return true;
}

bool remote_template_change(struct run *run, const struct handing_template *asked, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    put_template(&body.json, asked);
    return send_write(run, "PATCH", arena_printf(run->mem, "/handing-templates/%lld", (long long)asked->no), &body,
                      &answer, err);
}

bool remote_template_remove(struct run *run, int64_t no, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    return send_body(run, "POST", arena_printf(run->mem, "/handing-templates/%lld/remove", (long long)no), &body,
                     &answer, err);
}

bool remote_end_assignment(struct run *run, int64_t id, const char *act, const char *name, const char *words,
                           struct err *err)
{
    struct body body;
    const json_t *answer;
    char printed[ID_SIZE];
    id_print(id, printed);
    body_begin(run, &body);
    if (name)
        json_put_text(&body.json, name, words);
    return send_body(run, "POST", arena_printf(run->mem, "/assignments/%s/%s", printed, act), &body, &answer, err);
}

bool remote_direct(struct run *run, int64_t record, const struct direction *said, int64_t *id, struct err *err)
{
    const char *const values[][2] = {
        { "words", said->words }, { "speaker", said->speaker }, { "said_on", said->said_on }, { "source", said->source }
    };
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    for (size_t i = 0; i < COUNT_OF(values); i++)
        if (values[i][1])
            json_put_text(&body.json, values[i][0], values[i][1]);
    if (!send_write(run, "POST", record_path(run, record, "/directions"), &body, &answer, err))
        return false;
    const char *made =
        json_string_value(json_object_get(json_array_get(json_object_get(answer, "directions"), 0), "id"));
    return (made && id_parse(made, id)) || err_set(err, ERR_INTERNAL, "server", NULL, SAY_SERVER_STRANGE);
}

static void put_whoms(struct json *json, const struct direction_part *part)
{
    static const char *const members[] = { "leads", "support", "inform" };
    for (size_t role = 0; role < COUNT_OF(members); role++) {
        json_key(json, members[role]);
        json_array(json);
        for (size_t i = 0; i < part->count; i++)
            if (part->lines[i].role == (enum assignment_role)role)
                json_text(json, part->lines[i].to);
        json_array_end(json);
    }
    if (part->due)
        json_put_text(json, "due", part->due);
}

static void put_parts(struct json *json, const struct direction_tasks *tasks)
{
    json_key(json, "parts");
    json_array(json);
    for (size_t i = 0; i < tasks->part_count; i++) {
        const struct direction_part *part = &tasks->parts[i];
        json_object(json);
        if (part->paragraph)
            json_put_int(json, "paragraph", (int64_t)part->paragraph);
        if (part->words)
            json_put_text(json, "words", part->words);
        put_whoms(json, part);
        json_object_end(json);
    }
    json_array_end(json);
}

static void take_fates(struct direction_tasks *tasks, const json_t *answer, const char *name, enum direction_fate fate)
{
    const json_t *list = json_object_get(answer, name), *one;
    size_t at;
    json_array_foreach(list, at, one)
    {
        json_int_t part = json_integer_value(one);
        if (part >= 1 && (size_t)part <= tasks->part_count && part <= DIRECTION_PARTS_MAX)
            tasks->fates[part - 1] = fate;
    }
}

bool remote_direct_tasks(struct run *run, int64_t direction, struct direction_tasks *tasks, struct err *err)
{
    struct body body;
    const json_t *answer;
    char id[ID_SIZE];
    const struct register_definition *reg = definitions_tasks(run->definitions);
    id_print(direction, id);
    body_begin(run, &body);
    if (tasks->parts[0].words || tasks->parts[0].paragraph)
        put_parts(&body.json, tasks);
    else
        put_whoms(&body.json, &tasks->parts[0]);
    if (reg)
        put_values(run, &body.json, reg, tasks->values, tasks->value_count, false);
    if (!send_write(run, "POST", arena_printf(run->mem, "/directions/%s/tasks", id), &body, &answer, err))
        return false;
    const json_t *made = json_object_get(answer, "tasks");
    for (tasks->tasks = 0; tasks->tasks < DIRECTION_TASKS_MAX && (size_t)tasks->tasks < json_array_size(made);
         tasks->tasks++) {
        const char *one = json_string_value(json_array_get(made, (size_t)tasks->tasks));
        if (!one || !id_parse(one, &tasks->made[tasks->tasks]))
            return err_set(err, ERR_INTERNAL, "server", NULL, SAY_SERVER_STRANGE);
    }
    take_fates(tasks, answer, "left_out", PART_LEFT_OUT);
    take_fates(tasks, answer, "given_before", PART_GIVEN_BEFORE);
    return true;
}

bool remote_hold(struct run *run, int64_t file, const int64_t *records, size_t count, bool out, const char *reason,
                 struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    json_key(&body.json, "records");
    json_array(&body.json);
    for (size_t i = 0; i < count; i++) {
        char id[ID_SIZE];
        id_print(records[i], id);
        json_text(&body.json, id);
    }
    json_array_end(&body.json);
    if (reason)
        json_put_text(&body.json, "reason", reason);
    return send_write(run, "POST", record_path(run, file, out ? "/contents/take-out" : "/contents"), &body, &answer,
                      err);
}

bool remote_urge(struct run *run, struct urging *urging, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    json_key(&body.json, "records");
    json_array(&body.json);
    for (size_t i = 0; i < urging->unit_count; i++)
        for (size_t k = 0; k < urging->units[i].count; k++) {
            char id[ID_SIZE];
            id_print(urging->units[i].items[k].id, id);
            json_text(&body.json, id);
        }
    json_array_end(&body.json);
    if (!send_write(run, "POST", arena_printf(run->mem, "/registers/%s/urge", urging->reg->name), &body, &answer, err))
        return false;
    const json_t *made = json_object_get(answer, "units");
    for (size_t i = 0; i < urging->unit_count; i++) {
        const char *id = json_string_value(json_object_get(json_array_get(made, i), "letter"));
        if (!id || !id_parse(id, &urging->units[i].letter))
            return err_set(err, ERR_INTERNAL, "server", NULL, SAY_SERVER_STRANGE);
    }
    return true;
}

bool remote_draft_add(struct run *run, int64_t id, const char *path, const char *note, struct err *err)
{
    size_t length;
    const json_t *answer;
    const char *bytes = file_read(run->mem, path, ATTACHMENT_BYTES_MAX + 1, &length, err);
    const char *slash = strrchr(path, '/');
    return bytes && remote_send_file(run->remote,
                                     arena_printf(run->mem, "%s?note=%s", record_path(run, id, "/draft"),
                                                  remote_segment(run->mem, note)),
                                     slash ? slash + 1 : path, bytes, length, &answer, err);
}

bool remote_approve(struct run *run, int64_t id, const char *seen, const char *decision, const char *note,
                    struct err *err)
{
    struct body body;
    const json_t *answer;
    char printed[ID_SIZE];
    id_print(id, printed);
    body_begin(run, &body);
    json_put_text(&body.json, "sha256", seen);
    json_put_text(&body.json, "decision", decision);
    json_put_text(&body.json, "note", note);
    return send_body(run, "POST", arena_printf(run->mem, "/approvals/%s/decide", printed), &body, &answer, err);
}

static const char *text_of(struct run *run, const json_t *json, const char *name)
{
    const char *text = json_string_value(json_object_get(json, name));
    return arena_strdup(run->mem, text ? text : "");
}

bool remote_import(struct run *run, const struct register_definition *reg, const char *bytes, size_t length,
                   struct import_result *result, struct err *err)
{
    const json_t *answer = NULL;
    const char *path = arena_printf(run->mem, "/registers/%s/import", reg->name);
    bool sent = remote_send_file(run->remote, path, "import.csv", bytes, length, &answer, err);
    const json_t *faults = json_object_get(answer, "faults");
    if (!sent && !faults)
        return false;
    *result = (struct import_result){ .count = (size_t)json_integer_value(json_object_get(answer, "rows")) };
    const json_t *notes = json_object_get(answer, "notes");
    result->notes.items = ARENA_ARRAY(run->mem, const char *, json_array_size(notes) + 1);
    for (size_t i = 0; i < json_array_size(notes); i++) {
        const char *note = json_string_value(json_array_get(notes, i));
        if (note)
            result->notes.items[result->notes.count++] = arena_strdup(run->mem, note);
    }
    result->faults = ARENA_ARRAY(run->mem, struct import_fault, json_array_size(faults) + 1);
    for (size_t i = 0; i < json_array_size(faults); i++) {
        const json_t *fault = json_array_get(faults, i);
        result->faults[result->fault_count++] =
            (struct import_fault){ .line = (int)json_integer_value(json_object_get(fault, "line")),
                                   .column = text_of(run, fault, "column"),
                                   .text = text_of(run, fault, "text") };
    }
    return true;
}

bool remote_reserve(struct run *run, const char *book, const char *series, const char *whom, const char *until,
                    int64_t *seq, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    json_put_text(&body.json, "for", whom);
    json_put_text(&body.json, "until", until);
    json_put_text(&body.json, "series", series);
    if (!send_body(run, "POST", arena_printf(run->mem, "/books/%s/reservations", book), &body, &answer, err))
        return false;
    *seq = json_integer_value(json_object_get(answer, "number"));
    return true;
}

/* The records that move, as the server tells them. */
static void read_moves(struct run *run, const json_t *answer, struct calendar_moves *moves)
{
    const json_t *records = json_object_get(answer, "records");
    size_t count = json_array_size(records);
    *moves = (struct calendar_moves){ .day = text_of(run, answer, "day"),
                                      .kind = text_of(run, answer, "kind"),
                                      .items = ARENA_ARRAY(run->mem, struct calendar_move, count + 1) };
    moves->total = (size_t)json_integer_value(json_object_get(answer, "total"));
    moves->hidden = (size_t)json_integer_value(json_object_get(answer, "hidden"));
    moves->work = (size_t)json_integer_value(json_object_get(answer, "work"));
    moves->moved = (size_t)json_integer_value(json_object_get(answer, "moved"));
    for (size_t i = 0; i < count; i++) {
        const json_t *record = json_array_get(records, i);
        const char *id = json_string_value(json_object_get(record, "id"));
        struct calendar_move *move = &moves->items[moves->count];
        move->reg = definitions_register(run->definitions, text_of(run, record, "register"));
        if (!move->reg || (id && !id_parse(id, &move->id)))
            continue;
        moves->count++;
        move->number = json_is_null(json_object_get(record, "number")) ? NULL : text_of(run, record, "number");
        move->title = text_of(run, record, "title");
        move->before = text_of(run, record, "due");
        move->now = text_of(run, record, "new_due");
        move->work = (size_t)json_integer_value(json_object_get(record, "work"));
    }
}

bool remote_calendar_set(struct run *run, const struct office_day *day, struct calendar_moves *moves, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    json_put_text(&body.json, "day", day->day);
    json_put_text(&body.json, "kind", day->kind);
    json_put_text(&body.json, "reason", day->reason ? day->reason : "");
    json_put_text(&body.json, "decision", day->decision ? day->decision : "");
    json_put_text(&body.json, "decided_on", day->decided_on ? day->decided_on : "");
    if (!send_write(run, "POST", "/calendar", &body, &answer, err))
        return false;
    read_moves(run, answer, moves);
    return true;
}

static void put_known(struct json *json, const char *name, const char *text)
{
    if (text)
        json_put_text(json, name, text);
}

bool remote_handover(struct run *run, const struct handover *asked, int64_t *no, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    put_known(&body.json, "from", asked->from);
    put_known(&body.json, "to", asked->to);
    put_known(&body.json, "reason", asked->reason);
    put_known(&body.json, "document", asked->document);
    put_known(&body.json, "on", asked->on);
    json_put_bool(&body.json, "holdings", asked->holdings);
    if (!send_write(run, "POST", "/handovers", &body, &answer, err))
        return false;
    *no = json_integer_value(json_object_get(answer, "no"));
    return true;
}

bool remote_absence_add(struct run *run, const struct absence *asked, int64_t *no, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    put_known(&body.json, "login", asked->login);
    put_known(&body.json, "stand_in", asked->stand_in);
    put_known(&body.json, "from", asked->from);
    put_known(&body.json, "until", asked->until);
    put_known(&body.json, "reason", asked->reason);
    put_known(&body.json, "document", asked->document);
    if (asked->registers) {
        size_t count;
        char **names = text_split(run->mem, arena_strdup(run->mem, asked->registers), ',', &count);
        json_key(&body.json, "registers");
        json_array(&body.json);
        for (size_t i = 0; i < count; i++)
            json_text(&body.json, names[i]);
        json_array_end(&body.json);
    }
    if (!send_write(run, "POST", "/absences", &body, &answer, err))
        return false;
    *no = json_integer_value(json_object_get(answer, "no"));
    return true;
}

bool remote_absence_end(struct run *run, int64_t no, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    return send_body(run, "POST", arena_printf(run->mem, "/absences/%lld/end", (long long)no), &body, &answer, err);
}

bool remote_user_add(struct run *run, const struct account *account, const char **password, struct err *err)
{
    struct body body;
    const json_t *answer;
    body_begin(run, &body);
    json_put_text(&body.json, "login", account->login);
    json_put_text(&body.json, "name", account->name ? account->name : "");
    json_put_text(&body.json, "unit", account->unit ? account->unit : "");
    json_put_text(&body.json, "title", account->title);
    json_key(&body.json, "roles");
    json_array(&body.json);
    for (size_t i = 0; i < account->roles.count; i++)
        json_text(&body.json, account->roles.items[i]);
    json_array_end(&body.json);
    if (!send_body(run, "POST", "/users", &body, &answer, err))
        return false;
    *password = text_of(run, answer, "password");
    return true;
}

bool remote_user_password(struct run *run, const char *login, const char **password, struct err *err)
{
    struct body body;
    const json_t *answer;
    const char *path = arena_printf(run->mem, "/users/%s/password", remote_segment(run->mem, login));
    body_begin(run, &body);
    if (!send_body(run, "POST", path, &body, &answer, err))
        return false;
    *password = text_of(run, answer, "password");
    return true;
}

bool remote_user_token(struct run *run, const char *login, const char *name, int days, char token[TOKEN_SIZE],
                       struct err *err)
{
    struct body body;
    const json_t *answer;
    const char *path = arena_printf(run->mem, "/users/%s/tokens", remote_segment(run->mem, login));
    body_begin(run, &body);
    json_put_text(&body.json, "name", name);
    json_put_int(&body.json, "days", days);
    if (!send_body(run, "POST", path, &body, &answer, err))
        return false;
    snprintf(token, TOKEN_SIZE, "%s", text_of(run, answer, "token"));
    return true;
}
