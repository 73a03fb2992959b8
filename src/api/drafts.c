/* The versions of a record's draft, and who approves them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "handling/approval.h"
#include "handling/attachment.h"
#include "handling/draft_diff.h"
#include "store/id.h"

const struct shape shape_decide = {
    .name = "decide",
    .members = { { "sha256", MEMBER_TEXT, .required = true, .max = 64, .help = "mã băm của phiên bản đã xem" },
                 { "decision", MEMBER_TEXT, .required = true, .max = 10, .help = "agreed, opinion hoặc returned" },
                 { "note", MEMBER_TEXT, .help = "ý kiến, lý do trả lại" } },
};

static bool answer_draft(struct visit *visit, int64_t record, int status, struct err *err)
{
    struct json json;
    struct attachment *files;
    struct approvals approvals;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !attachment_list(db, visit->mem, record, &files, &count, err) ||
        !approvals_read(db, visit->mem, record, &approvals, err))
        return false;
    visit->response->status = status;
    api_begin(visit, &json);
    drafts_json(&json, files, count, &approvals);
    return api_end(visit, err);
}

bool api_draft(struct visit *visit, struct err *err)
{
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    return record && answer_draft(visit, record->id, 200, err);
}

static void put_version(struct json *json, const char *key, const struct attachment *file)
{
    json_key(json, key);
    api_put_file(json, file);
}

bool api_draft_compare(struct visit *visit, struct err *err)
{
    static const char *const changes[] = { "same", "removed", "added" };
    struct json json;
    struct draft_diff diff;
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    struct db *db = record ? visit_db(visit, err) : NULL;
    if (!db ||
        !draft_diff_read(visit->store, db, visit->mem, record->id, visit_integer(visit, "old"),
                         visit_integer(visit, "new"), &diff, err) ||
        !draft_diff_note(visit->store, visit->mem, &visit->scope, record, &diff, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    put_version(&json, "old", diff.old);
    put_version(&json, "new", diff.new);
    json_put_bool(&json, "compared", diff.compared);
    json_put_bool(&json, "coarse", diff.words.coarse);
    json_key(&json, "words");
    json_array(&json);
    for (size_t i = 0; i < diff.words.count; i++) {
        json_object(&json);
        json_put_text(&json, "change", changes[diff.words.runs[i].change]);
        json_put_text(&json, "text", diff.words.runs[i].text);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_draft_add(struct visit *visit, struct err *err)
{
    struct office office;
    struct attachment added;
    static const char *const parameters[] = { "note", NULL };
    struct record *record = api_parameters(visit, parameters, err) ? api_record(visit, ACT_ATTACH, NULL, err) : NULL;
    const struct upload *upload = record ? api_upload(visit, err) : NULL;
    const char *note = visit_text(visit, "note");
    if (!upload || !api_office(visit, &office, err))
        return false;
    if (office.request)
        office.request->status = 201;
    return attachment_add_draft(&office, visit->mem, record->id, 0, upload->name, upload->file, note ? note : "",
                                &added, err) &&
           answer_draft(visit, record->id, 201, err);
}

bool api_approval_decide(struct visit *visit, struct err *err)
{
    struct office office;
    enum approval_decision decision;
    json_t *body = body_read(visit, &shape_decide, err);
    if (!body || !api_office(visit, &office, err))
        return false;
    const char *name = body_text(visit, body, "decision"), *note = body_text(visit, body, "note");
    if (!approval_decision_find(name, &decision) || decision == DECISION_NONE)
        return err_set(err, ERR_INVALID, "decision", "decision", SAY_DECISION, name);
    if (office.request)
        office.request->status = 200;
    return approval_decide(&office, visit->mem, visit_id(visit, "id"), body_text(visit, body, "sha256"), decision,
                           note ? note : "", err) &&
           answer_draft(visit, office.written.record, 200, err);
}
