/* Distribution templates, and to whom a record was handed the last time.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/text.h"
#include "handling/handing_template.h"
#include "handling/last_handing.h"
#include "store/id.h"

#define WHOM_HELP "tên đăng nhập, position:MÃ hoặc unit:MÃ"

const struct shape shape_template = {
    .name = "new-handing-template",
    .members = { { "name", MEMBER_TEXT, .help = "tên mẫu: Giao phòng KT, đồng gửi …" },
                 { "unit", MEMBER_TEXT, .max = 100, .help = "mã đơn vị dùng mẫu; không ghi: dùng chung" },
                 { "lead", MEMBER_TEXT, .max = 100, .help = "chủ trì: " WHOM_HELP },
                 { "support", MEMBER_TEXTS, .help = "phối hợp" },
                 { "inform", MEMBER_TEXTS, .help = "nhận để biết" },
                 { "opinion", MEMBER_TEXT, .help = "ý kiến của người giao" },
                 { "record", MEMBER_TEXT, .max = 13, .help = "lấy các nơi nhận mình giao lần gần nhất ở hồ sơ này" } },
};

const struct shape shape_template_change = {
    .name = "handing-template-change",
    .members = { { "name", MEMBER_TEXT, .help = "không ghi: giữ tên cũ" },
                 { "unit", MEMBER_TEXT, .max = 100, .help = "mã đơn vị; trống: dùng chung; không ghi: như cũ" },
                 { "lead", MEMBER_TEXT, .max = 100,
                   .help = "ghi lead, support hoặc inform thì thay cả danh sách nơi nhận" },
                 { "support", MEMBER_TEXTS, .help = "phối hợp" },
                 { "inform", MEMBER_TEXTS, .help = "nhận để biết" },
                 { "opinion", MEMBER_TEXT, .help = "không ghi: như cũ" },
                 { "version", MEMBER_INTEGER, .help = "bản của mẫu đã xem" } },
};

static bool read_all(struct visit *visit, struct handing_templates *templates, struct err *err)
{
    struct db *db = visit_db(visit, err);
    return db && handing_templates_read(db, visit->mem, visit->definitions, &visit->scope, templates, err);
}

bool api_templates(struct visit *visit, struct err *err)
{
    struct json json;
    struct handing_templates templates;
    if (!read_all(visit, &templates, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "templates");
    json_array(&json);
    for (size_t i = 0; i < templates.count; i++)
        handing_template_json(&json, &templates.items[i]);
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

/* --- what is asked for -------------------------------------------------------------------------------------------- */

struct template_lines {
    ARRAY(struct handed) list;
};

static void add_line(struct visit *visit, struct template_lines *lines, const char *to, enum assignment_role role)
{
    *ARRAY_ADD(visit->mem, &lines->list) = (struct handed){ .to = to, .role = role };
}

static struct template_lines read_lines(struct visit *visit, const json_t *body)
{
    struct template_lines lines = { 0 };
    struct text_list support = body_texts(visit, body, "support"), inform = body_texts(visit, body, "inform");
    const char *lead = body_text(visit, body, "lead");
    if (!text_is_empty(lead))
        add_line(visit, &lines, lead, ASSIGN_LEAD);
    for (size_t i = 0; i < support.count; i++)
        add_line(visit, &lines, support.items[i], ASSIGN_SUPPORT);
    for (size_t i = 0; i < inform.count; i++)
        add_line(visit, &lines, inform.items[i], ASSIGN_INFORM);
    return lines;
}

/* The lines of the caller's own last hand-out of the record `record`; nothing where it names none. */
static bool take_record(struct visit *visit, const json_t *body, struct handing_template *asked, struct err *err)
{
    struct last_handing last;
    int64_t id;
    const char *record = body_text(visit, body, "record");
    struct db *db = visit_db(visit, err);
    if (!db || text_is_empty(record))
        return db != NULL;
    if (!id_parse(record, &id))
        return err_set(err, ERR_INVALID, "id", "record", SAY_NO_SUCH_ID, record);
    if (!last_handing_of(db, visit->mem, &visit->scope, id, &last, err))
        return false;
    if (last.count == 0)
        return err_set(err, ERR_INVALID, "record", "record", SAY_TEMPLATE_NO_HANDING, record);
    if (asked->count == 0) {
        asked->lines = last.lines;
        asked->count = last.count;
    }
    if (!asked->opinion)
        asked->opinion = last.lines[0].opinion;
    return true;
}

bool api_template_add(struct visit *visit, struct err *err)
{
    struct office office;
    struct json json;
    struct draft_faults faults = { 0 };
    int64_t no;
    json_t *body = body_read(visit, &shape_template, err);
    if (!body || !api_no_key(visit, err) || !api_office(visit, &office, err))
        return false;
    struct template_lines lines = read_lines(visit, body);
    struct handing_template asked = { .name = body_text(visit, body, "name"),
                                      .unit = body_text(visit, body, "unit"),
                                      .lines = lines.list.items,
                                      .count = lines.list.count,
                                      .opinion = body_text(visit, body, "opinion") };
    office.faults = &faults;
    if (!take_record(visit, body, &asked, err))
        return false;
    if (!handing_template_add(&office, visit->mem, &asked, &no, err))
        return faults.list.count > 0 && api_refuse_faults(visit, &faults, err);
    visit->response->status = 201;
    api_begin(visit, &json);
    json_object(&json);
    json_put_int(&json, "no", no);
    json_object_end(&json);
    return api_end(visit, err);
}

/* The one of the path, that the caller may use. */
static bool find(struct visit *visit, struct handing_template *found, struct err *err)
{
    const char *given = request_segment(visit->request, "no");
    struct db *db = visit_db(visit, err);
    int64_t no;
    if (!text_to_int(given ? given : "", 1, INT32_MAX, &no))
        given = "0"; /* it is no name here */
    return db && handing_template_find(db, visit->mem, visit->definitions, &visit->scope, given, found, err);
}

bool api_template_change(struct visit *visit, struct err *err)
{
    struct office office;
    struct handing_template asked;
    struct draft_faults faults = { 0 };
    json_t *body = body_read(visit, &shape_template_change, err);
    if (!body || !api_no_key(visit, err) || !api_office(visit, &office, err) || !find(visit, &asked, err))
        return false;
    const char *name = body_text(visit, body, "name"), *unit = body_text(visit, body, "unit");
    const char *opinion = body_text(visit, body, "opinion");
    struct template_lines lines = read_lines(visit, body);
    if (body_text(visit, body, "lead") || lines.list.count > 0) {
        asked.lines = lines.list.items;
        asked.count = lines.list.count;
    }
    asked.name = name ? name : asked.name;
    asked.unit = unit ? unit : asked.unit;
    asked.opinion = opinion ? opinion : asked.opinion;
    asked.version = body_integer(body, "version", 0);
    office.faults = &faults;
    if (!handing_template_change(&office, visit->mem, &asked, err))
        return faults.list.count > 0 && api_refuse_faults(visit, &faults, err);
    visit->response->status = 204;
    return true;
}

bool api_template_remove(struct visit *visit, struct err *err)
{
    struct office office;
    struct handing_template found;
    json_t *body = body_read(visit, &shape_nothing, err);
    if (!body || !api_no_key(visit, err) || !api_office(visit, &office, err) || !find(visit, &found, err) ||
        !handing_template_remove(&office, visit->mem, found.no, err))
        return false;
    visit->response->status = 204;
    return true;
}

/* --- the last time ------------------------------------------------------------------------------------------------ */

void api_put_left_out(struct json *json, const struct draft_faults *gone)
{
    json_key(json, "left_out");
    json_array(json);
    for (size_t i = 0; i < gone->list.count; i++) {
        json_object(json);
        json_put_text(json, "to", gone->list.items[i].field);
        json_put_text(json, "text", gone->list.items[i].text);
        json_object_end(json);
    }
    json_array_end(json);
}

bool api_last_hand_out(struct visit *visit, struct err *err)
{
    struct json json;
    struct last_handing last;
    struct handing_fill fill;
    struct record *record = api_record(visit, ACT_ASSIGN, NULL, err);
    struct db *db = record ? visit_db(visit, err) : NULL;
    if (!db || !last_handing_read(db, visit->mem, &visit->scope, record, &last, err) ||
        !handing_fill(db, visit->mem, visit->definitions, last.lines, last.count, &fill, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    if (last.count > 0) {
        char id[ID_SIZE], at[INSTANT_SIZE];
        id_print(last.record, id);
        instant_print(last.given_at, at);
        json_put_text(&json, "record", id);
        json_put_text(&json, "given_at", at);
        json_put_text(&json, "opinion", last.lines[0].opinion);
    }
    handing_lines_json(&json, fill.lines, fill.count);
    api_put_left_out(&json, &fill.gone);
    json_object_end(&json);
    return api_end(visit, err);
}
