/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include <inttypes.h>
#include <setjmp.h>
#include <string.h>
#include <unistd.h>

#include "api/texts.h"
#include "base/hash.h"
#include "base/text.h"
#include "fields/record.h"
#include "query/finder.h"
#include "store/id.h"
#include "store/idempotency.h"

/* --- answers ------------------------------------------------------------------------------------------------------ */

void api_begin(struct visit *visit, struct json *json)
{
    text_clear(&visit->response->body);
    visit->response->media_type = "application/json";
    json_init(json, &visit->response->body, false);
}

bool api_end(struct visit *visit, struct err *err)
{
    text_char(&visit->response->body, '\n');
    return !text_is_full(&visit->response->body) || err_set(err, ERR_INVALID, "answer", NULL, SAY_ANSWER_LARGE);
}

void api_put_instant(struct json *json, const char *key, instant_t at)
{
    char printed[INSTANT_SIZE];
    instant_print(at, printed);
    json_put_text(json, key, at ? printed : NULL);
}

void api_put_id(struct json *json, const char *key, int64_t id)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    json_put_text(json, key, id ? printed : NULL);
}

bool api_answer_record(struct visit *visit, int64_t id, int status, struct err *err)
{
    struct json json;
    struct db *db = visit_db(visit, err);
    struct record *record = db ? record_read(db, visit->mem, visit->definitions, &visit->scope, id, err) : NULL;
    if (!record)
        return false;
    visit->response->status = status;
    response_header(visit->response, "ETag", arena_printf(visit->mem, "\"%" PRId64 "\"", record->version));
    api_begin(visit, &json);
    record_json(&json, record, &visit->scope);
    return api_end(visit, err);
}

/* --- who and what ------------------------------------------------------------------------------------------------- */

static bool is_key(const char *key)
{
    size_t length = strlen(key);
    for (const char *at = key; *at; at++)
        if (*at <= 0x20 || *at >= 0x7f)
            return false;
    return length > 0 && length <= IDEMPOTENCY_KEY_MAX;
}

static bool hash_upload(struct hash *hash, const struct upload *upload, struct err *err)
{
    char block[16384];
    off_t at = 0;
    ssize_t length;
    hash_add_text(hash, upload->name);
    while ((length = pread(upload->file, block, sizeof block, at)) > 0) {
        hash_add(hash, block, (size_t)length);
        at += length;
    }
    return length == 0 || err_set(err, ERR_INTERNAL, "file", upload->field, SAY_UPLOAD_UNREADABLE, upload->name);
}

/* What makes two requests the same: the method, the address and the body. */
static bool hash_request(const struct request *request, char out[HASH_HEX_SIZE], struct err *err)
{
    struct hash hash;
    uint8_t made[HASH_SIZE];
    const char *method = http_method_name(request->method);
    hash_begin(&hash);
    hash_add_text(&hash, method);
    hash_add_text(&hash, request->path);
    hash_add_text(&hash, request->query);
    for (size_t i = 0; i < request->uploads.count; i++)
        if (!hash_upload(&hash, &request->uploads.items[i], err))
            return false;
    hash_add(&hash, request->body ? request->body : "", request->body_length);
    hash_end(&hash, made);
    hash_hex(made, out);
    return true;
}

bool api_office(struct visit *visit, struct office *office, struct err *err)
{
    const char *key = request_header(visit->request, "idempotency-key");
    bool writes = visit->request->method != HTTP_GET && visit->request->method != HTTP_HEAD;
    *office = *api_common_office(visit);
    office->scope = visit->scope;
    office->faults = ARENA_NEW(visit->mem, struct draft_faults);
    if (!key || !writes)
        return true;
    if (!is_key(key))
        return err_set(err, ERR_INVALID, "idempotency-key", "idempotency-key", SAY_LONG_KEY, IDEMPOTENCY_KEY_MAX);
    struct idempotency *request = ARENA_NEW(visit->mem, struct idempotency);
    request->user = visit->scope.user;
    request->key = key;
    office->request = request;
    return hash_request(visit->request, request->hash, err);
}

bool api_no_key(struct visit *visit, struct err *err)
{
    return !request_header(visit->request, "idempotency-key") ||
           err_set(err, ERR_INVALID, "idempotency-key", "idempotency-key", SAY_NO_KEY);
}

bool api_may(struct visit *visit, enum act act, const struct record *record, const struct step *step, struct err *err)
{
    struct may_what what = { .reg = record->reg,
                             .unit = record->unit,
                             .issuer = record->issuer,
                             .secrecy = record->secrecy,
                             .step = step,
                             .named = record_named(visit->mem, visit->definitions, record, step) };
    struct err first = { 0 };
    if (visit_may(visit, act, &what, &first))
        return true;
    struct db *db = visit_db(visit, err);
    if (!db || !record_given(db, visit->mem, &visit->scope, record, &what.given, err))
        return false;
    if (what.given)
        return visit_may(visit, act, &what, err);
    *err = first;
    return false;
}

struct record *api_record(struct visit *visit, enum act act, const struct step *step, struct err *err)
{
    int64_t id = visit_id(visit, "id");
    if (!id) {
        err_set(err, ERR_NOT_FOUND, "record", NULL, SAY_NO_SUCH_ID, request_segment(visit->request, "id"));
        return NULL;
    }
    struct db *db = visit_db(visit, err);
    struct record *record = db ? record_read(db, visit->mem, visit->definitions, &visit->scope, id, err) : NULL;
    return record && api_may(visit, act, record, step, err) ? record : NULL;
}

bool api_parameters(struct visit *visit, const char *const *names, struct err *err)
{
    const struct http_pairs *given = &visit->request->parameters;
    for (size_t i = 0; i < given->list.count; i++) {
        const char *name = given->list.items[i].name;
        size_t at = 0;
        while (names[at] && !text_equal(names[at], name))
            at++;
        if (!names[at])
            return err_set(err, ERR_INVALID, "parameter", name, SAY_PARAMETER, name);
    }
    return true;
}

bool api_page_size(struct visit *visit, int *size, struct err *err)
{
    const char *given = request_parameter(visit->request, "page_size");
    int64_t value = API_PAGE_DEFAULT;
    if (given && !text_to_int(given, 1, API_PAGE_MAX, &value))
        return err_set(err, ERR_INVALID, "parameter", "page_size", SAY_PARAMETER_NUMBER, "page_size", API_PAGE_MAX);
    *size = (int)value;
    return true;
}

/* --- large work --------------------------------------------------------------------------------------------------- */

bool api_with_job_memory(struct visit *visit, api_work *work, void *arg, struct err *err)
{
    struct arena *mem = arena_part(visit->mem, ARENA_JOB_MAX);
    jmp_buf frame;
    bool volatile done = false;
    if (setjmp(frame) == 0) {
        arena_catch(mem, &frame);
        done = work(visit, mem, arg, err);
    } else {
        err_set(err, ERR_BUSY, "memory", NULL, SAY_JOB_MEMORY);
    }
    arena_catch(mem, NULL);
    return done;
}
