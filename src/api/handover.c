/* Hand-overs of everything open, and who is away with who stands in meanwhile.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/text.h"
#include "handling/absence.h"
#include "handling/handover.h"

enum { TEXT_BYTES = 4 * HANDOVER_TEXT_MAX, WHOM_BYTES = 80 };

/* What is missing is told by who judges it, with all else that is wrong. */
const struct shape shape_handover = {
    .name = "new-handover",
    .members = { { "from", MEMBER_TEXT, .max = WHOM_BYTES, .help = "tên đăng nhập, position:MÃ hoặc unit:MÃ" },
                 { "to", MEMBER_TEXT, .max = WHOM_BYTES, .help = "tên đăng nhập, position:MÃ hoặc unit:MÃ" },
                 { "reason", MEMBER_TEXT, .max = TEXT_BYTES, .help = "lý do: điều động, nghỉ hưu, sáp nhập" },
                 { "document", MEMBER_TEXT, .max = TEXT_BYTES, .help = "số, ký hiệu của quyết định" },
                 { "on", MEMBER_TEXT, .max = 10, .help = "ngày bàn giao; không ghi: hôm nay" },
                 { "holdings", MEMBER_YES_NO,
                   .help = "chuyển cả chức vụ đang giữ; của đơn vị: cả người và chức vụ; không ghi: có" },
                 { "dry_run", MEMBER_YES_NO, .help = "chỉ xem sẽ chuyển những gì, không ghi gì" } },
};

const struct shape shape_absence = {
    .name = "new-absence",
    .members = { { "login", MEMBER_TEXT, .max = WHOM_BYTES, .help = "ai vắng mặt: tên đăng nhập" },
                 { "stand_in", MEMBER_TEXT, .max = WHOM_BYTES, .help = "ai thay: tên đăng nhập" },
                 { "from", MEMBER_TEXT, .max = 10, .help = "ngày đầu: 2021-08-02" },
                 { "until", MEMBER_TEXT, .max = 10, .help = "ngày cuối" },
                 { "reason", MEMBER_TEXT, .max = TEXT_BYTES, .help = "lý do" },
                 { "document", MEMBER_TEXT, .max = TEXT_BYTES, .help = "số, ký hiệu của văn bản" },
                 { "registers", MEMBER_TEXTS, .help = "tên các sổ người thay xem và làm; không ghi: mọi sổ" } },
};

/* The number in the path; not-found where it is none. */
static bool number_of(struct visit *visit, int64_t *no, struct err *err)
{
    const char *given = request_segment(visit->request, "no");
    return text_to_int(given ? given : "", 1, INT32_MAX, no) ||
           err_set(err, ERR_NOT_FOUND, "handover", NULL, SAY_NO_SUCH_ACT);
}

bool api_handovers(struct visit *visit, struct err *err)
{
    struct json json;
    struct office office;
    struct handover *list;
    size_t count;
    if (!api_office(visit, &office, err) || !handover_list(&office, visit->mem, &list, &count, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "handovers");
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        handover_json(&json, &list[i], NULL);
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

static bool give(struct visit *visit, const struct handover *handover, const struct handover_lines *lines,
                 struct err *err)
{
    struct json json;
    api_begin(visit, &json);
    handover_json(&json, handover, lines);
    return api_end(visit, err);
}

bool api_handover(struct visit *visit, struct err *err)
{
    struct office office;
    struct handover handover;
    struct handover_lines lines;
    int64_t no;
    return number_of(visit, &no, err) && api_office(visit, &office, err) &&
           handover_read(&office, visit->mem, no, &handover, &lines, err) && give(visit, &handover, &lines, err);
}

bool api_handover_add(struct visit *visit, struct err *err)
{
    struct office office;
    struct handover handover;
    struct handover_lines lines;
    struct draft_faults faults = { 0 };
    json_t *body = body_read(visit, &shape_handover, err);
    if (!body || !api_no_key(visit, err) || !api_office(visit, &office, err))
        return false;
    const struct handover asked = { .from = body_text(visit, body, "from"),
                                    .to = body_text(visit, body, "to"),
                                    .reason = body_text(visit, body, "reason"),
                                    .document = body_text(visit, body, "document"),
                                    .on = body_text(visit, body, "on"),
                                    .holdings = body_yes_no(body, "holdings", true) };
    office.faults = &faults;
    bool dry = body_yes_no(body, "dry_run", false);
    if (dry ? !handover_preview(&office, visit->mem, &asked, &handover, &lines, err)
            : !handover_do(&office, visit->mem, &asked, HANDOVER_AT_ONCE, &handover, err))
        return faults.list.count > 0 && api_refuse_faults(visit, &faults, err);
    office.faults = NULL;
    visit->response->status = dry ? 200 : 201;
    return (dry || handover_read(&office, visit->mem, handover.no, &handover, &lines, err)) &&
           give(visit, &handover, &lines, err);
}

bool api_absences(struct visit *visit, struct err *err)
{
    struct json json;
    struct absence *list;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !absence_list(db, visit->mem, &list, &count, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "absences");
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        absence_json(&json, &list[i]);
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

static const char *join(struct arena *mem, const struct text_list *names)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < names->count; i++)
        text_printf(&out, "%s%s", i ? "," : "", names->items[i]);
    return names->count == 1 && !out.length ? "," : out.data; /* a name that is empty is not none */
}

bool api_absence_add(struct visit *visit, struct err *err)
{
    struct office office;
    struct json json;
    struct draft_faults faults = { 0 };
    int64_t no;
    json_t *body = body_read(visit, &shape_absence, err);
    if (!body || !api_no_key(visit, err) || !api_office(visit, &office, err))
        return false;
    struct text_list registers = body_texts(visit, body, "registers");
    const struct absence asked = { .registers = join(visit->mem, &registers),
                                   .login = body_text(visit, body, "login"),
                                   .stand_in = body_text(visit, body, "stand_in"),
                                   .from = body_text(visit, body, "from"),
                                   .until = body_text(visit, body, "until"),
                                   .reason = body_text(visit, body, "reason"),
                                   .document = body_text(visit, body, "document") };
    office.faults = &faults;
    if (!absence_enter(&office, visit->mem, &asked, &no, err))
        return faults.list.count > 0 && api_refuse_faults(visit, &faults, err);
    visit->response->status = 201;
    api_begin(visit, &json);
    json_object(&json);
    json_put_int(&json, "no", no);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_absence_end(struct visit *visit, struct err *err)
{
    struct office office;
    int64_t no;
    json_t *body = body_read(visit, &shape_nothing, err);
    if (!body || !number_of(visit, &no, err) || !api_no_key(visit, err) || !api_office(visit, &office, err) ||
        !absence_end(&office, visit->mem, no, err))
        return false;
    visit->response->status = 204;
    return true;
}
