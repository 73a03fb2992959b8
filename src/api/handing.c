/* The tree of a record's assignments: handed on, finished, sent back, withdrawn.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/text.h"
#include "handling/handing_template_ask.h"
#include "query/finder.h"
#include "store/id.h"

enum { RECORDS_MAX = 100 }; /* of one act */

#define WHOM_HELP "tên đăng nhập, position:MÃ hoặc unit:MÃ"

const struct shape shape_assignment = {
    .name = "new-assignment",
    .members = { { "to", MEMBER_TEXT, .required = true, .max = 100, .help = WHOM_HELP },
                 { "role", MEMBER_TEXT, .required = true, .max = 10, .help = "lead, support hoặc inform" },
                 { "due", MEMBER_TEXT, .max = 16, .help = "hạn: 2021-08-05T17:00" },
                 { "opinion", MEMBER_TEXT, .help = "ý kiến của người giao" },
                 { "parent", MEMBER_TEXT, .max = 13, .help = "giao tiếp từ việc này của mình; không ghi: tự tìm" },
                 { "version", MEMBER_INTEGER, .help = "bản của hồ sơ đã xem" } },
};

const struct shape shape_hand_out = {
    .name = "hand-out",
    .members = { { "lead", MEMBER_TEXT, .max = 100, .help = "chủ trì: " WHOM_HELP },
                 { "support", MEMBER_TEXTS, .help = "phối hợp" },
                 { "inform", MEMBER_TEXTS, .help = "nhận để biết: không có hạn" },
                 { "template", MEMBER_TEXT,
                   .help = "theo mẫu phân công: số hoặc tên; lead, support, inform ghi thêm thì thay" },
                 { "same", MEMBER_YES_NO, .help = "giao như lần trước mình giao một hồ sơ tương tự" },
                 { "due", MEMBER_TEXT, .max = 16, .help = "hạn của chủ trì và phối hợp: 2021-08-15" },
                 { "opinion", MEMBER_TEXT, .help = "ý kiến của người giao" },
                 { "parent", MEMBER_TEXT, .max = 13, .help = "giao tiếp từ việc này của mình; không ghi: tự tìm" },
                 { "version", MEMBER_INTEGER, .help = "bản của hồ sơ đã xem" } },
};

const struct shape shape_hand_out_all = {
    .name = "hand-out-all",
    .members = { { "records", MEMBER_TEXTS, .required = true, .help = "mã các hồ sơ của sổ" },
                 { "lead", MEMBER_TEXT, .max = 100, .help = "chủ trì: " WHOM_HELP },
                 { "support", MEMBER_TEXTS, .help = "phối hợp" },
                 { "inform", MEMBER_TEXTS, .help = "nhận để biết: không có hạn" },
                 { "template", MEMBER_TEXT,
                   .help = "theo mẫu phân công: số hoặc tên; lead, support, inform ghi thêm thì thay" },
                 { "same", MEMBER_YES_NO, .help = "giao như lần trước mình giao một hồ sơ tương tự" },
                 { "due", MEMBER_TEXT, .max = 16, .help = "hạn của chủ trì và phối hợp: 2021-08-15" },
                 { "opinion", MEMBER_TEXT, .help = "ý kiến của người giao" } },
};

const struct shape shape_finish = {
    .name = "finish",
    .members = { { "result", MEMBER_TEXT, .help = "kết quả" } },
};

const struct shape shape_send_back = {
    .name = "send-back",
    .members = { { "reason", MEMBER_TEXT, .required = true, .help = "lý do" } },
};

const struct shape shape_nothing = { .name = "nothing" };

/* --- answers ------------------------------------------------------------------------------------------------------ */

/* Was it among those that were given now? */
static bool is_among(const struct handed *lines, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i].id == id)
            return true;
    return false;
}

/* The assignments of a record, in the order they were given; of those that are GIVEN now
 * alone where it is not NULL. */
static bool answer_assignments(struct visit *visit, int64_t record, const struct handing_fill *given, int status,
                               struct err *err)
{
    struct json json;
    struct assignment *list;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !assignment_list(db, visit->mem, record, &list, &count, err))
        return false;
    visit->response->status = status;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "assignments");
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        if (given && !is_among(given->lines, given->count, list[i].id))
            continue;
        json_object(&json);
        assignment_json(&json, &list[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    if (given)
        api_put_left_out(&json, &given->gone);
    json_object_end(&json);
    return api_end(visit, err);
}

static bool answer_assignment(struct visit *visit, int64_t record, int64_t id, struct err *err)
{
    struct json json;
    struct assignment *list;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !assignment_list(db, visit->mem, record, &list, &count, err))
        return false;
    visit->response->status = 201;
    api_begin(visit, &json);
    json_object(&json);
    for (size_t i = 0; i < count; i++)
        if (list[i].id == id)
            assignment_json(&json, &list[i]);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_assignments(struct visit *visit, struct err *err)
{
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    return record && answer_assignments(visit, record->id, NULL, 200, err);
}

/* --- handing on --------------------------------------------------------------------------------------------------- */

static bool read_parent(struct visit *visit, const json_t *body, int64_t *parent, struct err *err)
{
    const char *text = body_text(visit, body, "parent");
    *parent = 0;
    return text_is_empty(text) || id_parse(text, parent) ||
           err_set(err, ERR_INVALID, "id", "parent", SAY_NO_SUCH_ID, text);
}

bool api_assignment_give(struct visit *visit, struct err *err)
{
    struct office office;
    int64_t version, parent;
    json_t *body = body_read(visit, &shape_assignment, err);
    struct record *record = body ? api_record(visit, ACT_ASSIGN, NULL, err) : NULL;
    if (!record || !api_office(visit, &office, err) || !body_version(visit, body, false, &version, err) ||
        !read_parent(visit, body, &parent, err))
        return false;
    struct handed line = { .to = body_text(visit, body, "to"),
                           .due = body_text(visit, body, "due"),
                           .opinion = body_text(visit, body, "opinion") };
    if (!assignment_role_find(body_text(visit, body, "role"), &line.role))
        return err_set(err, ERR_INVALID, "role", "role", SAY_ROLE);
    if (office.request)
        office.request->status = 201;
    if (!assignment_hand_out(&office, visit->mem, record->id, version, parent, &line, 1, err))
        return api_refuse_faults(visit, office.faults, err);
    return answer_assignment(visit, record->id, line.id, err);
}

struct handed_lines {
    ARRAY(struct handed) list;
};

static void add_line(struct visit *visit, const json_t *body, struct handed_lines *lines, const char *to,
                     enum assignment_role role, const char *field)
{
    *ARRAY_ADD(visit->mem, &lines->list) =
        (struct handed){ .to = to,
                         .role = role,
                         .due = role == ASSIGN_INFORM ? NULL : body_text(visit, body, "due"),
                         .opinion = body_text(visit, body, "opinion"),
                         .field = field };
}

/* A date that only those get who are to know is refused with their line. */
static struct handed_lines read_lines(struct visit *visit, const json_t *body)
{
    struct handed_lines lines = { 0 };
    struct text_list support = body_texts(visit, body, "support"), inform = body_texts(visit, body, "inform");
    const char *lead = body_text(visit, body, "lead");
    if (lead)
        add_line(visit, body, &lines, lead, ASSIGN_LEAD, "lead");
    for (size_t i = 0; i < support.count; i++)
        add_line(visit, body, &lines, support.items[i], ASSIGN_SUPPORT, "support");
    bool works = lines.list.count > 0;
    for (size_t i = 0; i < inform.count; i++)
        add_line(visit, body, &lines, inform.items[i], ASSIGN_INFORM, "inform");
    if (!works && lines.list.count > 0)
        lines.list.items[0].due = body_text(visit, body, "due");
    return lines;
}

/* The lines of the body, with those of a template or of the last time. LIKE: the record, or the first of them. */
static bool ask_lines(struct visit *visit, const json_t *body, const struct record *like, struct handing_fill *fill,
                      struct err *err)
{
    struct handed_lines own = read_lines(visit, body);
    const struct handing_ask ask = { .template = body_text(visit, body, "template"),
                                     .same = body_yes_no(body, "same", false),
                                     .due = body_text(visit, body, "due"),
                                     .opinion = body_text(visit, body, "opinion"),
                                     .own = own.list.items,
                                     .own_count = own.list.count };
    struct db *db = visit_db(visit, err);
    return db && handing_ask_lines(db, visit->mem, visit->definitions, &visit->scope, like, &ask, fill, err);
}

bool api_hand_out(struct visit *visit, struct err *err)
{
    struct office office;
    int64_t version, parent;
    json_t *body = body_read(visit, &shape_hand_out, err);
    struct record *record = body ? api_record(visit, ACT_ASSIGN, NULL, err) : NULL;
    if (!record || !api_office(visit, &office, err) || !body_version(visit, body, false, &version, err) ||
        !read_parent(visit, body, &parent, err))
        return false;
    struct handing_fill lines;
    if (!ask_lines(visit, body, record, &lines, err))
        return false;
    if (office.request)
        office.request->status = 201;
    if (!assignment_hand_out(&office, visit->mem, record->id, version, parent, lines.lines, lines.count, err))
        return api_refuse_faults(visit, office.faults, err);
    return answer_assignments(visit, record->id, &lines, 201, err);
}

static bool read_records(struct visit *visit, const json_t *body, struct handed_record *records, size_t *count,
                         struct err *err)
{
    struct text_list ids = body_texts(visit, body, "records");
    if (ids.count == 0 || ids.count > RECORDS_MAX)
        return err_set(err, ERR_INVALID, "records", "records", SAY_HAND_OUT_RECORDS, (int)RECORDS_MAX, ids.count);
    for (*count = 0; *count < ids.count; (*count)++) {
        if (!id_parse(ids.items[*count], &records[*count].record))
            return err_set(err, ERR_INVALID, "id", "records", SAY_NO_SUCH_ID, ids.items[*count]);
        for (size_t i = 0; i < *count; i++)
            if (records[i].record == records[*count].record)
                return err_set(err, ERR_INVALID, "records", "records", SAY_HAND_OUT_TWICE, ids.items[*count]);
    }
    return true;
}

/* Each record that is refused, named by its id. */
static bool refuse_records(struct visit *visit, const struct handed_record *records, size_t count)
{
    struct draft_faults *faults = ARENA_NEW(visit->mem, struct draft_faults);
    for (size_t i = 0; i < count; i++) {
        char id[ID_SIZE];
        const struct err *failure = &records[i].failure;
        id_print(records[i].record, id);
        if (failure->kind != ERR_NONE)
            err_set(ARRAY_ADD(visit->mem, &faults->list), failure->kind, failure->subject, id, "%s", failure->text);
    }
    visit->faults = faults;
    return false;
}

/* What “as the last time” of several is like. */
static struct record *read_first(struct visit *visit, int64_t id, struct err *err)
{
    struct db *db = visit_db(visit, err);
    return db ? record_read_in(db, visit->mem, visit->reg, &visit->scope, id, err) : NULL;
}

bool api_hand_out_all(struct visit *visit, struct err *err)
{
    struct office office;
    struct handed_record records[RECORDS_MAX] = { 0 };
    struct json json;
    size_t count = 0;
    json_t *body = body_read(visit, &shape_hand_out_all, err);
    if (!body || !read_records(visit, body, records, &count, err) || !api_office(visit, &office, err))
        return false;
    struct handing_fill lines;
    struct record *first = body_yes_no(body, "same", false) ? read_first(visit, records[0].record, err) : NULL;
    if ((body_yes_no(body, "same", false) && !first) || !ask_lines(visit, body, first, &lines, err))
        return false;
    office.reg = visit->reg;
    if (office.request)
        office.request->status = 201;
    if (!assignment_hand_out_all(&office, visit->mem, records, count, lines.lines, lines.count, err))
        return refuse_records(visit, records, count);
    visit->response->status = 201;
    api_begin(visit, &json);
    json_object(&json);
    json_put_int(&json, "records", (int64_t)count);
    json_put_int(&json, "assignments", (int64_t)(count * lines.count));
    api_put_left_out(&json, &lines.gone);
    json_object_end(&json);
    return api_end(visit, err);
}

/* --- how a line ends ---------------------------------------------------------------------------------------------- */

typedef bool end_line(struct office *office, struct arena *mem, int64_t id, const char *words, struct err *err);

/* Done, sent back or withdrawn; 204 says it all. */
static bool end_with(struct visit *visit, const struct shape *shape, const char *member, end_line *end, struct err *err)
{
    struct office office;
    json_t *body = body_read(visit, shape, err);
    const char *words = body && member ? body_text(visit, body, member) : NULL;
    if (!body || !api_office(visit, &office, err))
        return false;
    if (office.request)
        office.request->status = 204;
    if (!end(&office, visit->mem, visit_id(visit, "id"), words ? words : "", err))
        return false;
    text_clear(&visit->response->body);
    visit->response->status = 204;
    return true;
}

bool api_assignment_finish(struct visit *visit, struct err *err)
{
    return end_with(visit, &shape_finish, "result", assignment_finish, err);
}

bool api_assignment_pass_back(struct visit *visit, struct err *err)
{
    return end_with(visit, &shape_send_back, "reason", assignment_pass_back, err);
}

bool api_assignment_return(struct visit *visit, struct err *err)
{
    return end_with(visit, &shape_send_back, "reason", assignment_return, err);
}

static bool read_line(struct office *office, struct arena *mem, int64_t id, const char *words, struct err *err)
{
    (void)words;
    office->request = NULL; /* it may be noted twice: the first time is kept */
    return assignment_read(office, mem, id, err);
}

bool api_assignment_read(struct visit *visit, struct err *err)
{
    return end_with(visit, &shape_nothing, NULL, read_line, err);
}

static bool withdraw(struct office *office, struct arena *mem, int64_t id, const char *words, struct err *err)
{
    (void)words;
    return assignment_withdraw(office, mem, id, err);
}

bool api_assignment_withdraw(struct visit *visit, struct err *err)
{
    return end_with(visit, &shape_nothing, NULL, withdraw, err);
}
