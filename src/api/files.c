/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include <unistd.h>

#include "api/texts.h"
#include "base/text.h"
#include "handling/attachment.h"
#include "store/id.h"

const struct shape shape_withdraw = {
    .name = "withdraw-file",
    .members = { { "reason", MEMBER_TEXT, .required = true, .max = 1000, .help = "vì sao rút tệp" } },
};

void api_put_file(struct json *json, const struct attachment *file)
{
    json_object(json);
    attachment_json(json, file);
    json_object_end(json);
}

bool api_files(struct visit *visit, struct err *err)
{
    struct json json;
    struct attachment *list;
    size_t count;
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    struct db *db = record ? visit_db(visit, err) : NULL;
    if (!db || !attachment_list(db, visit->mem, record->id, &list, &count, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "files");
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        api_put_file(&json, &list[i]);
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

/* What was written is known: it is not read again, which could fail. */
static bool answer_file(struct visit *visit, const struct attachment *file, int status, struct err *err)
{
    struct json json;
    visit->response->status = status;
    api_begin(visit, &json);
    api_put_file(&json, file);
    return api_end(visit, err);
}

const struct upload *api_upload(struct visit *visit, struct err *err)
{
    const struct upload *upload = request_upload(visit->request, "file");
    if (!upload)
        err_set(err, ERR_INVALID, "required", "file", SAY_NO_FILE);
    else if (visit->request->uploads.count > 1 || visit->request->form.list.count > 0)
        err_set(err, ERR_INVALID, "file", "file", SAY_ONE_FILE);
    else
        return upload;
    return NULL;
}

bool api_file_add(struct visit *visit, struct err *err)
{
    struct office office;
    char printed[ID_SIZE];
    struct attachment added;
    static const char *const none[] = { NULL };
    struct record *record = api_parameters(visit, none, err) ? api_record(visit, ACT_ATTACH, NULL, err) : NULL;
    const struct upload *upload = record ? api_upload(visit, err) : NULL;
    if (!upload || !api_office(visit, &office, err))
        return false;
    if (office.request)
        office.request->status = 201;
    if (!attachment_add(&office, visit->mem, record->id, 0, upload->name, upload->file, &added, err))
        return false;
    id_print(added.id, printed);
    response_header(visit->response, "Location", arena_printf(visit->mem, API_ROOT "/files/%s", printed));
    return answer_file(visit, &added, 201, err);
}

static struct attachment *find_file(struct visit *visit, struct err *err)
{
    int64_t id = visit_id(visit, "id");
    struct db *db = visit_db(visit, err);
    return db ? attachment_find(db, visit->mem, visit->definitions, &visit->scope, id, err) : NULL;
}

bool api_file_get(struct visit *visit, struct err *err)
{
    struct attachment *file = find_file(visit, err);
    int bytes = file ? attachment_open_noted(visit->store, visit->mem, &visit->scope, file, err) : -1;
    if (bytes < 0)
        return false;
    int own = dup(bytes); /* the response closes its own */
    if (own < 0)
        return err_set(err, ERR_BUSY, "files", NULL, SAY_JOB_MEMORY);
    response_file(visit->response, own, file->size);
    response_download(visit->response, file->name, file->media_type);
    return true;
}

bool api_file_withdraw(struct visit *visit, struct err *err)
{
    struct office office;
    json_t *body = body_read(visit, &shape_withdraw, err);
    struct attachment *file = body ? find_file(visit, err) : NULL;
    if (!file || !api_office(visit, &office, err))
        return false;
    if (office.request)
        office.request->status = 200;
    if (!attachment_withdraw(&office, visit->mem, file->id, body_text(visit, body, "reason"), err))
        return false;
    file->withdrawn = true;
    return answer_file(visit, file, 200, err);
}
