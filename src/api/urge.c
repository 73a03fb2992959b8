/* Đôn đốc: who is late, and one letter for each unit.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "handling/urge.h"
#include "store/id.h"

const struct shape shape_urge = {
    .name = "urge",
    .members = { { "records", MEMBER_TEXTS, .help = "mã các hồ sơ; không ghi: mọi hồ sơ quá hạn mà query hỏi" },
                 { "query", MEMBER_TEXT, .max = 2000, .help = "truy vấn của sổ; không ghi: mọi hồ sơ quá hạn" },
                 { "preview", MEMBER_YES_NO, .help = "true: chỉ xem ai sẽ nhận gì, không ghi gì" } },
};

static bool read_ids(struct visit *visit, const json_t *body, int64_t *ids, size_t *count, struct err *err)
{
    struct text_list texts = body_texts(visit, body, "records");
    if (texts.count > URGE_RECORDS_MAX)
        return err_set(err, ERR_INVALID, "records", "records", SAY_HAND_OUT_RECORDS, (int)URGE_RECORDS_MAX,
                       texts.count);
    for (*count = 0; *count < texts.count; (*count)++) {
        if (!id_parse(texts.items[*count], &ids[*count]))
            return err_set(err, ERR_INVALID, "id", "records", SAY_NO_SUCH_ID, texts.items[*count]);
        for (size_t i = 0; i < *count; i++)
            if (ids[i] == ids[*count])
                return err_set(err, ERR_INVALID, "records", "records", SAY_HAND_OUT_TWICE, texts.items[*count]);
    }
    return *count > 0 || !json_object_get(body, "records") ||
           err_set(err, ERR_INVALID, "records", "records", SAY_HAND_OUT_RECORDS, (int)URGE_RECORDS_MAX, texts.count);
}

bool api_urge(struct visit *visit, struct err *err)
{
    struct office office;
    struct urging urging;
    struct json json;
    size_t count = 0;
    int64_t *ids = ARENA_ARRAY(visit->mem, int64_t, URGE_RECORDS_MAX + 1);
    json_t *body = body_read(visit, &shape_urge, err);
    bool preview = body && json_is_true(json_object_get(body, "preview"));
    if (!body || !read_ids(visit, body, ids, &count, err) || !api_office(visit, &office, err))
        return false;
    if (preview)
        office.request = NULL;
    if (office.request)
        office.request->status = 201;
    if (!urge_find(&office, visit->mem, visit->reg, ids, count, body_text(visit, body, "query"), &urging, err) ||
        (!preview && !urge(&office, visit->mem, &urging, err)))
        return api_refuse_faults(visit, office.faults, err);
    visit->response->status = preview ? 200 : 201;
    api_begin(visit, &json);
    json_object(&json);
    urging_json(&json, &urging);
    json_object_end(&json);
    return api_end(visit, err);
}
