/* SPDX-License-Identifier: Apache-2.0 */
/* Who gets a document, and what became of it. */
#include "api/api_internal.h"

#include "base/text.h"
#include "handling/sendings.h"

static void put_day(struct json *json, const char *key, const char *day)
{
    json_put_text(json, key, *day ? day : NULL);
}

static void put_sending(struct json *json, const struct field *field, const struct sending *one)
{
    json_object(json);
    json_put_text(json, "field", field->name);
    json_put_text(json, "name", one->recipient.name);
    json_put_text(json, "purpose", recipient_purpose_words(one->recipient.purpose));
    json_put_text(json, "group", one->group ? one->group->code : NULL);
    json_key(json, "units");
    json_array(json);
    for (size_t i = 0; i < one->unit_count; i++) {
        json_object(json);
        json_put_text(json, "unit", one->units[i].unit->code);
        api_put_instant(json, "read_at", one->units[i].read_at);
        json_object_end(json);
    }
    json_array_end(json);
    put_day(json, "sent_on", one->recipient.sent_on);
    put_day(json, "way", one->recipient.way);
    put_day(json, "received_on", one->recipient.received_on);
    put_day(json, "returned_on", one->recipient.returned_on);
    json_object_end(json);
}

bool api_record_recipients(struct visit *visit, struct err *err)
{
    struct json json;
    struct assignment *assignments;
    size_t count, all = 0, sent = 0, seen = 0;
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    struct db *db = record ? visit_db(visit, err) : NULL;
    if (!db || !assignment_list(db, visit->mem, record->id, &assignments, &count, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    api_put_id(&json, "record", record->id);
    json_key(&json, "recipients");
    json_array(&json);
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        struct sendings sendings = { 0 };
        if (field->recipients)
            sendings_of(visit->mem, visit->definitions, field, &record->values[i], assignments, count, &sendings);
        for (size_t k = 0; k < sendings.count; k++)
            put_sending(&json, field, &sendings.list[k]);
        all += sendings.all;
        sent += sendings.sent;
        seen += sendings.seen;
    }
    json_array_end(&json);
    json_put_int(&json, "all", (int64_t)all);
    json_put_int(&json, "sent", (int64_t)sent);
    json_put_int(&json, "seen", (int64_t)seen);
    json_object_end(&json);
    return api_end(visit, err);
}
