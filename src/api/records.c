/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "people/account.h"
#include "query/finder.h"
#include "records/clock_account.h"
#include "handling/lines.h"
#include "handling/comment.h"
#include "fields/field_type.h"
#include "records/write.h"
#include "store/id.h"

#define ENGINE_MEMBERS                                                                                                 \
    { "unit", MEMBER_TEXT, .max = 64, .help = "mã đơn vị" },                                                           \
        { "issuer", MEMBER_TEXT, .max = 64, .help = "mã cơ quan ban hành" },                                           \
        { "secrecy", MEMBER_TEXT, .max = 64, .help = "độ mật" },                                                       \
        { "urgency", MEMBER_TEXT, .max = 64, .help = "độ khẩn" }, CONFIRM_MEMBER
#define CONFIRM_MEMBER                                                                                                               \
    {                                                                                                                                \
        CONFIRM_VALUE, MEMBER_TEXT, .max = 200,                                                                                      \
                                    .help = "điều được hỏi và đúng như vậy: mã trong lỗi, cách nhau dấu phẩy" \
    }

const struct shape shape_new_record = {
    .name = "new-record",
    .members = { { "fields", MEMBER_FIELDS, .required = true, .help = "các trường của sổ" },
                 ENGINE_MEMBERS,
                 { "reserved", MEMBER_TEXT, .max = 20, .help = "số đã giữ; không có thì lấy số kế tiếp" },
                 { "step", MEMBER_TEXT, .max = 60, .help = "bước làm ngay cùng lần thêm, hôm nay: register" } },
};

const struct shape shape_change = {
    .name = "change",
    .members = { { "version", MEMBER_INTEGER, .help = "bản đã xem; hoặc gửi If-Match" },
                 { "fields", MEMBER_FIELDS, .help = "các trường đổi; null là để trống" },
                 { "reason", MEMBER_TEXT, .help = "lý do; bắt buộc khi việc sửa dời hạn" },
                 ENGINE_MEMBERS },
};

const struct shape shape_step = {
    .name = "step",
    .members = { { "on", MEMBER_TEXT, .max = 10, .help = "ngày việc xảy ra; không có thì hôm nay" },
                 { "reason", MEMBER_TEXT, .help = "lý do; bắt buộc khi hủy" },
                 { "fields", MEMBER_FIELDS, .help = "các trường bước này ghi" },
                 CONFIRM_MEMBER,
                 { "version", MEMBER_INTEGER, .help = "bản đã xem; hoặc gửi If-Match" } },
};

static const char *const engine_names[] = { "unit", "issuer", "secrecy", "urgency", CONFIRM_VALUE };

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool note_record(struct visit *visit, const struct record *record, struct err *err)
{
    return !record_shows_personal(record, &visit->scope) ||
           account_note_reading(visit->store, visit->mem, visit->scope.user, record_words(visit->mem, record), err);
}

bool api_record_get(struct visit *visit, struct err *err)
{
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    return record && api_answer_record(visit, record->id, 200, err) && note_record(visit, record, err);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* What was changed is shown whole, and so read. The change is on disk: what cannot be noted is logged. */
static bool answer_written(struct visit *visit, const struct record *record, struct err *err)
{
    struct err unsaid = { 0 };
    if (!api_answer_record(visit, record->id, 200, err))
        return false;
    if (!note_record(visit, record, &unsaid))
        log_line(LOG_WARNING, "api", "reading of personal data not noted: %s", unsaid.text);
    return true;
}

static void read_values(struct visit *visit, const struct register_definition *reg, const json_t *body,
                        struct field_values *values)
{
    for (size_t i = 0; i < COUNT_OF(engine_names); i++) {
        const char *text = body_text(visit, body, engine_names[i]);
        if (text)
            *ARRAY_ADD(visit->mem, &values->list) = (struct draft_value){ .name = engine_names[i], .text = text };
    }
    body_fields(visit, reg, body, values);
}

/* The version the caller saw; what is wrong with it is one fault among the others. */
static int64_t read_version(struct visit *visit, const json_t *body, bool required, struct field_values *values)
{
    int64_t version = 0;
    struct err fault = { 0 };
    for (size_t i = 0; i < values->list.count; i++)
        if (values->list.items[i].unread && text_equal(values->list.items[i].name, "version"))
            return 0;
    if (!body_version(visit, body, required, &version, &fault))
        field_values_blame(visit, values, &fault);
    return version;
}

bool api_record_create(struct visit *visit, struct err *err)
{
    struct office office;
    struct field_values values = { 0 };
    char printed[ID_SIZE];
    int64_t id;
    json_t *body = body_read_values(visit, &shape_new_record, &values, err);
    if (!body || !api_office(visit, &office, err))
        return false;
    read_values(visit, visit->reg, body, &values);
    struct draft *draft = draft_new(visit->mem, visit->reg);
    for (size_t i = 0; i < values.list.count; i++)
        draft_add(visit->mem, draft, values.list.items[i]);
    draft->reserved = body_text(visit, body, "reserved");
    const char *step = body_text(visit, body, "step");
    draft->hands = true;
    if (step)
        draft_add_step(visit->mem, draft, step, NULL);
    if (office.request)
        office.request->status = 201;
    if (!record_create(&office, visit->mem, draft, &id, err))
        return draft_refuse_reserved(draft, err) || api_refuse_faults(visit, office.faults, err);
    id_print(id, printed);
    response_header(visit->response, "Location", arena_printf(visit->mem, API_ROOT "/records/%s", printed));
    return api_answer_record(visit, id, 201, err);
}

struct conflict {
    struct visit *visit;
    const struct record *record; /* as it is now */
    const json_t *fields;        /* as they were sent */
    const struct field_values *values;
};

static void put_sent(struct json *json, struct visit *visit, const struct field *field, const char *text)
{
    struct err ignored;
    struct value value = { 0 };
    if (value_read(visit->mem, visit->definitions, field, text, &value, &ignored))
        value_json(json, field, &value);
    else
        json_text(json, text);
}

/* What differs: the value that stands there now and the one that was sent. */
static void put_conflict(struct json *json, const void *arg)
{
    const struct conflict *conflict = arg;
    struct visit *visit = conflict->visit;
    const struct record *record = conflict->record;
    json_put_int(json, "version", record->version);
    json_key(json, "conflicts");
    json_array(json);
    for (size_t i = 0; i < conflict->values->list.count; i++) {
        const struct draft_value *sent = &conflict->values->list.items[i];
        const struct field *field = register_field(record->reg, sent->name);
        const struct value *there = field ? record_value(record, sent->name) : NULL;
        const char *now = field ? value_print(visit->mem, field, there) : NULL;
        if (!field || text_equal(now ? now : "", sent->text))
            continue;
        json_object(json);
        json_put_text(json, "field", field->name);
        json_put_text(json, "label", field->label);
        json_key(json, "theirs");
        if (there->is_set && !record_opens(record, &visit->scope, field))
            json_text(json, RECORD_MASK);
        else
            value_json(json, field, there);
        json_key(json, "yours");
        put_sent(json, visit, field, sent->text);
        json_object_end(json);
    }
    json_array_end(json);
}

/* A stale version is answered with both values, bad values with all that is wrong; any other err as it is. */
static bool refuse_write(struct visit *visit, int64_t id, const struct field_values *values,
                         const struct draft_faults *faults, struct err *err)
{
    struct err stale = *err;
    if (err->kind != ERR_CONFLICT || !text_equal(err->subject, "version"))
        return api_refuse_faults(visit, faults, err);
    struct db *db = visit_db(visit, err);
    struct record *now = db ? record_read(db, visit->mem, visit->definitions, &visit->scope, id, err) : NULL;
    if (!now)
        return false;
    struct conflict conflict = { .visit = visit, .record = now, .values = values };
    api_problem(visit, &stale, put_conflict, &conflict);
    return true;
}

bool api_record_change(struct visit *visit, struct err *err)
{
    struct office office;
    struct field_values values = { 0 };
    json_t *body = body_read_values(visit, &shape_change, &values, err);
    struct record *record = body ? api_record(visit, ACT_CHANGE, NULL, err) : NULL;
    if (!record || !api_office(visit, &office, err))
        return false;
    int64_t version = read_version(visit, body, true, &values);
    read_values(visit, record->reg, body, &values);
    if (values.list.count == 0)
        return err_set(err, ERR_INVALID, "required", "fields", SAY_NOTHING_TO_DO);
    const char *reason = body_text(visit, body, "reason");
    if (reason && !register_field(record->reg, "reason"))
        *ARRAY_ADD(visit->mem, &values.list) = (struct draft_value){ .name = "reason", .text = reason };
    if (office.request)
        office.request->status = 200;
    if (!record_set(&office, visit->mem, record->id, version, values.list.items, values.list.count, err))
        return refuse_write(visit, record->id, &values, office.faults, err);
    return answer_written(visit, record, err);
}

bool api_record_step(struct visit *visit, struct err *err)
{
    struct office office;
    struct field_values values = { 0 };
    const char *name = request_segment(visit->request, "step");
    json_t *body = body_read_values(visit, &shape_step, &values, err);
    struct record *record = body ? api_record(visit, ACT_READ, NULL, err) : NULL;
    if (!record)
        return false;
    const struct step *definition = register_step(record->reg, name);
    bool cancels = text_equal(name, "cancel") && !definition;
    if ((definition || cancels) && !api_may(visit, cancels ? ACT_CANCEL : ACT_STEP, record, definition, err))
        return false;
    if (!api_office(visit, &office, err))
        return false;
    int64_t version = read_version(visit, body, false, &values);
    body_fields(visit, record->reg, body, &values);
    struct draft_step step = { .name = name,
                               .on = body_text(visit, body, "on"),
                               .reason = body_text(visit, body, "reason") };
    for (size_t i = 0; i < values.list.count; i++)
        draft_step_add(visit->mem, &step, values.list.items[i]);
    const char *confirmed = body_text(visit, body, CONFIRM_VALUE);
    if (confirmed)
        draft_step_set(visit->mem, &step, CONFIRM_VALUE, confirmed);
    if (office.request)
        office.request->status = 200;
    if (!record_step(&office, visit->mem, record->id, version, &step, err))
        return refuse_write(visit, record->id, &values, office.faults, err);
    return answer_written(visit, record, err);
}

/* --- history ------------------------------------------------------------------------------------------------------ */

/* A value of the history as the record would show it; what is no value of today's field stays a text. */
static void put_stored(struct json *json, struct visit *visit, const char *key, const struct field *field,
                       const char *text)
{
    json_key(json, key);
    if (text && field)
        put_sent(json, visit, field, text);
    else
        json_text(json, text);
}

static void put_change(struct json *json, struct visit *visit, const struct history_change *change)
{
    json_object(json);
    json_put_text(json, "field", change->name);
    json_put_text(json, "label", change->field ? change->field->label : NULL);
    put_stored(json, visit, "old", change->field, change->old);
    put_stored(json, visit, "new", change->field, change->new);
    json_put_bool(json, "erased", change->erased);
    json_put_bool(json, "masked", change->masked);
    json_object_end(json);
}

static void put_handed(struct json *json, const struct history_handed *handed)
{
    json_object(json);
    api_put_id(json, "id", handed->id);
    json_put_text(json, "to", handed->to);
    json_put_text(json, "role", handed->role);
    json_put_text(json, "due", text_equal(handed->due, DUE_OPEN) ? NULL : handed->due);
    json_object_end(json);
}

static void put_line(struct json *json, struct visit *visit, const struct history_line *line)
{
    json_object(json);
    json_put_int(json, "version", line->version);
    json_put_text(json, "step", line->step);
    json_put_text(json, "label", line->label);
    json_put_text(json, "on", line->on);
    api_put_instant(json, "recorded_at", line->recorded_at);
    json_put_text(json, "by", line->by);
    json_put_text(json, "for_whom", text_is_empty(line->for_whom) ? NULL : line->for_whom);
    json_put_text(json, "reason", text_is_empty(line->reason) ? NULL : line->reason);
    json_put_text(json, "words", text_is_empty(line->words) ? NULL : line->words);
    json_put_text(json, "to", line->handed_count ? line->handed[0].to : NULL);
    json_key(json, "handed");
    json_array(json);
    for (size_t i = 0; i < line->handed_count; i++)
        put_handed(json, &line->handed[i]);
    json_array_end(json);
    api_put_id(json, "about", line->about);
    json_put_text(json, "link", line->link);
    json_key(json, "changes");
    json_array(json);
    for (size_t i = 0; i < line->change_count; i++)
        put_change(json, visit, &line->changes[i]);
    json_array_end(json);
    json_object_end(json);
}

bool api_record_history(struct visit *visit, struct err *err)
{
    struct json json;
    struct history_line *lines;
    size_t count;
    int size;
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    struct db *db = record ? visit_db(visit, err) : NULL;
    if (!db || !api_page_size(visit, &size, err) ||
        !record_history(db, visit->mem, visit->definitions, record, &visit->scope, visit_integer(visit, "before"),
                        (size_t)size, &lines, &count, err))
        return false;
    int64_t last = count > 0 ? lines[count - 1].version : 0;
    api_begin(visit, &json);
    json_object(&json);
    api_put_id(&json, "record", record->id);
    json_key(&json, "lines");
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        put_line(&json, visit, &lines[i]);
    json_array_end(&json);
    if (count == (size_t)size && last > 1)
        json_put_int(&json, "next", last);
    else
        json_put_null(&json, "next");
    json_object_end(&json);
    return note_record(visit, record, err) && api_end(visit, err);
}

static void put_written(struct json *json, const struct record_line *line)
{
    json_object(json);
    json_put_text(json, "field", line->field->name);
    json_put_int(json, "version", line->version);
    json_put_text(json, "on", line->on);
    api_put_instant(json, "recorded_at", line->recorded_at);
    json_put_text(json, "by", line->by);
    json_put_text(json, "for_whom", text_is_empty(line->for_whom) ? NULL : line->for_whom);
    json_put_text(json, "text", line->erased ? NULL : line->text);
    json_object_end(json);
}

bool api_record_lines(struct visit *visit, struct err *err)
{
    struct json json;
    struct record_lines lines;
    bool personal = false;
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    struct db *db = record ? visit_db(visit, err) : NULL;
    if (!db || !record_lines(db, visit->mem, visit->definitions, record, &visit->scope, &lines, err))
        return false;
    for (size_t i = 0; i < lines.count; i++)
        personal |= lines.list[i].field->personal;
    api_begin(visit, &json);
    json_object(&json);
    api_put_id(&json, "record", record->id);
    json_key(&json, "lines");
    json_array(&json);
    for (size_t i = 0; i < lines.count; i++)
        put_written(&json, &lines.list[i]);
    json_array_end(&json);
    json_put_bool(&json, "older", lines.older);
    json_object_end(&json);
    return (!personal || note_record(visit, record, err)) && api_end(visit, err);
}

/* --- the deadline ------------------------------------------------------------------------------------------------- */

/* The day asked; today where none is. */
static const char *day_asked(const struct visit *visit)
{
    const char *asked = visit_text(visit, "as_of");
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return asked ? asked : arena_strdup(visit->mem, today);
}

bool api_record_deadline(struct visit *visit, struct err *err)
{
    struct json json;
    struct clock_account *accounts;
    const struct clock_account *now = NULL;
    size_t count;
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    struct db *db = record ? visit_db(visit, err) : NULL;
    const char *day = day_asked(visit);
    if (!db || !clock_accounts(db, visit->mem, visit->definitions, record, day, &accounts, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (accounts[i].current && !text_equal(record->due, DUE_OPEN))
            now = &accounts[i];
    static const struct deadline none = { 0 };
    api_begin(visit, &json);
    json_object(&json);
    json_put_text(&json, "due", due_is_day(record->due) ? record->due : NULL);
    json_put_text(&json, "original_due", due_is_day(record->original_due) ? record->original_due : NULL);
    json_put_text(&json, "paused_on", record_paused_on(record));
    json_put_text(&json, "clock", now ? now->name : NULL);
    json_put_text(&json, "label", now && now->definition ? now->definition->label : NULL);
    json_put_text(&json, "law", now ? now->law : NULL);
    json_put_bool(&json, "provisional", now && now->deadline.provisional);
    deadline_account_json(&json, now ? &now->deadline : &none);
    json_put_text(&json, "as_of", day);
    json_key(&json, "clocks");
    clock_accounts_json(&json, accounts, count);
    json_object_end(&json);
    return api_end(visit, err);
}
