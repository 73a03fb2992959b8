/* What somebody who leads said on a record, and the tasks of it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/text.h"
#include "handling/direction.h"
#include "store/id.h"

const struct shape shape_direction = {
    .name = "new-direction",
    .members = { { "words", MEMBER_TEXT, .required = true, .max = 4 * ASSIGNMENT_WORDS_MAX,
                   .help = "nguyên văn ý kiến" },
                 { "speaker", MEMBER_TEXT, .max = 4 * DIRECTION_SPEAKER_MAX,
                   .help = "tên đăng nhập, position:MÃ hoặc họ tên; không ghi: người gửi" },
                 { "said_on", MEMBER_TEXT, .max = 10, .help = "ngày; không ghi: hôm nay" },
                 { "source", MEMBER_TEXT, .max = 20,
                   .help = "but-phe, phieu-trinh, hop, dien-thoai, van-ban, khac; không ghi: but-phe" },
                 { "version", MEMBER_INTEGER, .help = "bản của hồ sơ đã xem" } },
};

const struct shape shape_direction_tasks = {
    .name = "direction-tasks",
    .members = { { "leads", MEMBER_TEXTS, .required = true, .help = "chủ trì; mỗi nơi một nhiệm vụ" },
                 { "support", MEMBER_TEXTS, .help = "phối hợp, ở mọi nhiệm vụ" },
                 { "inform", MEMBER_TEXTS, .help = "nhận để biết, ở mọi nhiệm vụ" },
                 { "due", MEMBER_TEXT, .max = 16, .help = "hạn của mỗi nhiệm vụ" },
                 { "fields", MEMBER_FIELDS, .help = "các trường khác của sổ nhiệm vụ" } },
};

static bool answer_directions(struct visit *visit, int64_t record, int64_t only, int status, struct err *err)
{
    struct json json;
    struct direction *list;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !direction_list(db, visit->mem, record, &list, &count, err))
        return false;
    visit->response->status = status;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "directions");
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        if (only && list[i].id != only)
            continue;
        json_object(&json);
        direction_json(&json, &list[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_directions(struct visit *visit, struct err *err)
{
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    return record && answer_directions(visit, record->id, 0, 200, err);
}

bool api_direction_add(struct visit *visit, struct err *err)
{
    struct office office;
    int64_t version, id;
    json_t *body = body_read(visit, &shape_direction, err);
    struct record *record = body ? api_record(visit, ACT_DIRECT, NULL, err) : NULL;
    if (!record || !api_office(visit, &office, err) || !body_version(visit, body, false, &version, err))
        return false;
    struct direction said = { .words = body_text(visit, body, "words"),
                              .speaker = body_text(visit, body, "speaker"),
                              .said_on = body_text(visit, body, "said_on"),
                              .source = body_text(visit, body, "source") };
    if (office.request)
        office.request->status = 201;
    if (!direction_add(&office, visit->mem, record->id, version, &said, &id, err))
        return api_refuse_faults(visit, office.faults, err);
    return answer_directions(visit, record->id, id, 201, err);
}

struct task_lines {
    ARRAY(struct handed) list;
};

static void add_lines(struct visit *visit, const json_t *body, struct task_lines *lines, const char *member,
                      enum assignment_role role, const char *field)
{
    struct text_list whoms = body_texts(visit, body, member);
    for (size_t i = 0; i < whoms.count; i++)
        *ARRAY_ADD(visit->mem, &lines->list) = (struct handed){ .to = whoms.items[i], .role = role, .field = field };
}

static bool answer_made(struct visit *visit, const struct direction_tasks *tasks, struct err *err)
{
    struct json json;
    char id[ID_SIZE];
    visit->response->status = 201;
    api_begin(visit, &json);
    json_object(&json);
    api_put_id(&json, "batch", tasks->batch);
    json_key(&json, "tasks");
    json_array(&json);
    for (int64_t i = 0; i < tasks->tasks; i++) {
        id_print(tasks->made[i], id);
        json_text(&json, id);
    }
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_direction_tasks(struct visit *visit, struct err *err)
{
    struct office office;
    struct task_lines lines = { 0 };
    struct field_values values = { 0 };
    const struct register_definition *reg = definitions_tasks(visit->definitions);
    json_t *body = body_read(visit, &shape_direction_tasks, err);
    if (!body || !api_office(visit, &office, err))
        return false;
    if (reg)
        body_fields(visit, reg, body, &values);
    add_lines(visit, body, &lines, "leads", ASSIGN_LEAD, "leads");
    add_lines(visit, body, &lines, "support", ASSIGN_SUPPORT, "support");
    add_lines(visit, body, &lines, "inform", ASSIGN_INFORM, "inform");
    struct direction_tasks tasks = { .lines = lines.list.items,
                                     .count = lines.list.count,
                                     .due = body_text(visit, body, "due"),
                                     .values = values.list.items,
                                     .value_count = values.list.count };
    if (office.request)
        office.request->status = 201;
    if (!direction_make_tasks(&office, visit->mem, visit_id(visit, "id"), &tasks, err))
        return api_refuse_faults(visit, office.faults, err);
    return answer_made(visit, &tasks, err);
}
