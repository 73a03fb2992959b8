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
    .members = { { "words", MEMBER_TEXT, .required = true, .max = 4 * DIRECTION_WORDS_MAX,
                   .help = "nguyên văn ý kiến" },
                 { "speaker", MEMBER_TEXT, .max = 4 * DIRECTION_SPEAKER_MAX,
                   .help = "tên đăng nhập, position:MÃ hoặc họ tên; không ghi: người gửi" },
                 { "said_on", MEMBER_TEXT, .max = 10, .help = "ngày; không ghi: hôm nay" },
                 { "source", MEMBER_TEXT, .max = 20,
                   .help = "but-phe, phieu-trinh, hop, dien-thoai, van-ban, khac; không ghi: but-phe" },
                 { "version", MEMBER_INTEGER, .help = "bản của hồ sơ đã xem" } },
};

static const struct shape shape_direction_part = {
    .name = "direction-part",
    .members = { { "paragraph", MEMBER_INTEGER, .help = "đoạn thứ mấy của ý kiến, từ 1; dòng trống không kể" },
                 { "words", MEMBER_TEXT, .max = 4 * ASSIGNMENT_WORDS_MAX,
                   .help = "nội dung giao; không ghi: nguyên văn đoạn ấy" },
                 { "leads", MEMBER_TEXTS, .help = "chủ trì; mỗi nơi một nhiệm vụ" },
                 { "support", MEMBER_TEXTS, .help = "phối hợp" },
                 { "inform", MEMBER_TEXTS, .help = "nhận để biết" },
                 { "due", MEMBER_TEXT, .max = 16, .help = "hạn" } },
};

const struct shape shape_direction_tasks = {
    .name = "direction-tasks",
    .members = { { "leads", MEMBER_TEXTS, .help = "chủ trì; mỗi nơi một nhiệm vụ; bắt buộc nếu không có parts" },
                 { "support", MEMBER_TEXTS, .help = "phối hợp, ở mọi nhiệm vụ" },
                 { "inform", MEMBER_TEXTS, .help = "nhận để biết, ở mọi nhiệm vụ" },
                 { "due", MEMBER_TEXT, .max = 16, .help = "hạn của mỗi nhiệm vụ" },
                 { "parts", MEMBER_OBJECTS, .of = &shape_direction_part,
                   .help = "giao từng đoạn cho nơi riêng, thay cho leads, support, inform, due" },
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

/* Who is to do it; a fault names the member, with PREFIX before it. */
static void add_lines(struct visit *visit, const json_t *body, struct task_lines *lines, const char *prefix)
{
    static const char *const members[] = { "leads", "support", "inform" };
    for (size_t role = 0; role < COUNT_OF(members); role++) {
        struct text_list whoms = body_texts(visit, body, members[role]);
        for (size_t i = 0; i < whoms.count; i++)
            *ARRAY_ADD(visit->mem, &lines->list) =
                (struct handed){ .to = whoms.items[i],
                                 .role = (enum assignment_role)role,
                                 .field = arena_printf(visit->mem, "%s%s", prefix, members[role]) };
    }
}

/* One part of what was said: of all of it (AT 0), or the AT-th of `parts`. */
static void read_part(struct visit *visit, const json_t *body, size_t at, struct direction_part *part)
{
    struct task_lines lines = { 0 };
    const char *prefix = at ? arena_printf(visit->mem, "parts.%zu.", at) : "";
    int64_t paragraph = body_integer(body, "paragraph", 0);
    add_lines(visit, body, &lines, prefix);
    *part = (struct direction_part){ .lines = lines.list.items,
                                     .count = lines.list.count,
                                     .due = body_text(visit, body, "due"),
                                     .due_field = arena_printf(visit->mem, "%sdue", prefix),
                                     .words_field = arena_printf(visit->mem, "%swords", prefix) };
    if (at) {
        part->words = body_text(visit, body, "words");
        part->paragraph = paragraph > 0 ? (size_t)paragraph : at;
    }
}

/* The parts, or all of it as one. */
static bool read_parts(struct visit *visit, const json_t *body, struct direction_tasks *tasks, struct err *err)
{
    const json_t *parts = json_object_get(body, "parts");
    size_t count = json_array_size(parts);
    struct direction_part *read = ARENA_ARRAY(visit->mem, struct direction_part, count + 1);
    tasks->parts = read;
    tasks->part_count = count ? count : 1;
    if (count == 0) {
        read_part(visit, body, 0, read);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        read_part(visit, json_array_get(parts, i), i + 1, &read[i]);
        if (body_integer(json_array_get(parts, i), "paragraph", 1) < 1)
            return err_set(err, ERR_INVALID, "paragraph", arena_printf(visit->mem, "parts.%zu.paragraph", i + 1),
                           SAY_PARAGRAPH_FROM_ONE);
    }
    if (json_object_get(body, "leads") || json_object_get(body, "support") || json_object_get(body, "inform") ||
        json_object_get(body, "due"))
        return err_set(err, ERR_INVALID, "parts", "parts", SAY_PARTS_OR_LEADS);
    return true;
}

/* Which of the parts had FATE, from 1. */
static void put_parts(struct json *json, const struct direction_tasks *tasks, const char *name,
                      enum direction_fate fate)
{
    json_key(json, name);
    json_array(json);
    for (size_t i = 0; i < tasks->part_count; i++)
        if (tasks->fates[i] == fate)
            json_int(json, (int64_t)i + 1);
    json_array_end(json);
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
    put_parts(&json, tasks, "left_out", PART_LEFT_OUT);
    put_parts(&json, tasks, "given_before", PART_GIVEN_BEFORE);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_direction_tasks(struct visit *visit, struct err *err)
{
    struct office office;
    struct direction_tasks tasks = { 0 };
    struct field_values values = { 0 };
    const struct register_definition *reg = definitions_tasks(visit->definitions);
    json_t *body = body_read(visit, &shape_direction_tasks, err);
    if (!body || !api_office(visit, &office, err))
        return false;
    if (reg)
        body_fields(visit, reg, body, &values);
    if (!read_parts(visit, body, &tasks, err))
        return false;
    tasks.values = values.list.items;
    tasks.value_count = values.list.count;
    if (office.request)
        office.request->status = 201;
    if (!direction_make_tasks(&office, visit->mem, visit_id(visit, "id"), &tasks, err))
        return api_refuse_faults(visit, office.faults, err);
    return answer_made(visit, &tasks, err);
}
