/* Files (`holds:`): what lies in one, putting in, taking out, the package.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "handling/package.h"
#include "store/id.h"

const struct shape shape_hold = {
    .name = "file-put",
    .members = { { "records", MEMBER_TEXTS, .required = true, .help = "mã các hồ sơ đưa vào hồ sơ này" } },
};

const struct shape shape_release = {
    .name = "file-take",
    .members = { { "records", MEMBER_TEXTS, .required = true, .help = "mã các hồ sơ bỏ ra khỏi hồ sơ này" },
                 { "reason", MEMBER_TEXT, .max = 1000, .help = "lý do" } },
};

static bool answer_held(struct visit *visit, const struct record *file, int status, struct err *err)
{
    struct json json;
    struct held_list list;
    struct db *db = visit_db(visit, err);
    if (!db || !held_read(db, visit->mem, visit->definitions, &visit->scope, file, &list, err))
        return false;
    visit->response->status = status;
    api_begin(visit, &json);
    held_list_json(&json, &list);
    return api_end(visit, err);
}

static bool read_ids(struct visit *visit, const json_t *body, int64_t **ids, size_t *count, struct err *err)
{
    struct text_list texts = body_texts(visit, body, "records");
    *ids = ARENA_ARRAY(visit->mem, int64_t, texts.count + 1);
    for (*count = 0; *count < texts.count; (*count)++)
        if (!id_parse(texts.items[*count], &(*ids)[*count]))
            return err_set(err, ERR_INVALID, "id", "records", SAY_NO_SUCH_ID, texts.items[*count]);
    return true;
}

bool api_held(struct visit *visit, struct err *err)
{
    struct record *file = api_record(visit, ACT_READ, NULL, err);
    return file && answer_held(visit, file, 200, err);
}

static bool change(struct visit *visit, const struct shape *shape, bool out, struct err *err)
{
    struct office office;
    int64_t *ids;
    size_t count;
    json_t *body = body_read(visit, shape, err);
    struct record *file = body ? api_record(visit, ACT_CHANGE, NULL, err) : NULL;
    if (!file || !read_ids(visit, body, &ids, &count, err) || !api_office(visit, &office, err))
        return false;
    if (office.request)
        office.request->status = 200;
    if (out ? !record_release(&office, visit->mem, file->id, ids, count, body_text(visit, body, "reason"), err)
            : !record_hold(&office, visit->mem, file->id, ids, count, err))
        return api_refuse_faults(visit, office.faults, err);
    return answer_held(visit, file, 200, err);
}

bool api_hold(struct visit *visit, struct err *err)
{
    return change(visit, &shape_hold, false, err);
}

bool api_release(struct visit *visit, struct err *err)
{
    return change(visit, &shape_release, true, err);
}

bool api_package(struct visit *visit, struct err *err)
{
    int64_t length;
    struct record *record = api_record(visit, ACT_EXPORT, NULL, err);
    int file =
        record ? package_make(visit->store, visit->mem, visit->definitions, &visit->scope, record, &length, err) : -1;
    if (file < 0)
        return false;
    response_file(visit->response, file, length);
    response_download(visit->response, package_name(visit->mem, record), "application/zip");
    return true;
}
