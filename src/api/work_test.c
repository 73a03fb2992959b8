/* SPDX-License-Identifier: Apache-2.0 */
#include "api/testing.h"

#define CASES API_ROOT "/registers/case_work"

static void test_history_tells_what_happened_newest_first(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    assert_status(ask(&a, HTTP_PATCH, path(&a, id, ""), "{\"version\":1,\"fields\":{\"copies\":3,\"public\":true}}"),
                  200);
    assert_status(post(&a, path(&a, id, "/comments"), "{\"text\":\"Xin ý kiến\"}"), 201);
    struct asked history = get(&a, path(&a, id, "/history?page_size=2"));
    assert_status(history, 200);
    assert_int_equal(integer_at(history.json, "next"), 2);
    assert_string_equal(text_at(in(history.json, "lines", 0), "step"), "comment");
    const json_t *set = in(history.json, "lines", 1);
    assert_int_equal(json_array_size(json_object_get(set, "changes")), 2);
    assert_true(json_is_null(json_object_get(in(set, "changes", 0), "old")));
    bool first_is_copies = text_equal(text_at(in(set, "changes", 0), "field"), "copies");
    assert_int_equal(integer_at(in(set, "changes", first_is_copies ? 0 : 1), "new"), 3);
    assert_true(json_is_true(json_object_get(in(set, "changes", first_is_copies ? 1 : 0), "new")));
    struct asked rest = get(&a, path(&a, id, "/history?page_size=2&before=2"));
    assert_string_equal(text_at(in(rest.json, "lines", 0), "step"), "create");
    assert_true(json_is_null(json_object_get(rest.json, "next")));
    struct asked comments = get(&a, path(&a, id, "/comments"));
    assert_string_equal(text_at(in(comments.json, "comments", 0), "text"), "Xin ý kiến");
    assert_int_equal(post(&a, path(&a, id, "/comments"), "{\"text\":\" \"}").status, 422);
}
ON_BOTH(test_history_tells_what_happened_newest_first)

static void test_deadline_is_accounted_for_day_by_day(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    struct asked made = post(&a, CASES "/records",
                             "{\"fields\":{\"received_on\":\"2021-07-05T08:00:00+07:00\",\"summary\":\"Một\","
                             "\"time_limit\":\"3 ngày làm việc\"}}");
    assert_status(made, 201);
    const char *id = text_at(made.json, "id");
    assert_true(json_is_null(json_object_get(get(&a, path(&a, id, "/deadline")).json, "due")));
    struct asked step = post(&a, path(&a, id, "/steps/process"), "{\"on\":\"2021-07-05\"}");
    assert_status(step, 200);
    struct asked deadline = get(&a, path(&a, id, "/deadline"));
    assert_status(deadline, 200);
    assert_string_equal(text_at(deadline.json, "due"), "2021-07-08T08:00");
    assert_string_equal(text_at(deadline.json, "clock"), "handling");
    assert_true(json_array_size(json_object_get(deadline.json, "account")) >= 3);
    assert_string_equal(text_at(step.json, "due"), "2021-07-08T08:00");
}
ON_BOTH(test_deadline_is_accounted_for_day_by_day)

static void test_what_waits_for_a_step_is_a_queue_of_who_takes_it(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    for (int i = 0; i < 3; i++)
        assert_status(post(&a, CASES "/records",
                           "{\"fields\":{\"received_on\":\"2021-07-05T08:00:00+07:00\",\"summary\":\"Một\"}}"),
                      201);
    struct asked inbox = get(&a, API_ROOT "/inbox");
    assert_status(inbox, 200);
    assert_int_equal(json_array_size(json_object_get(inbox.json, "queues")), 2);
    assert_string_equal(text_at(in(inbox.json, "queues", 0), "step"), "accept");
    assert_int_equal(integer_at(in(inbox.json, "queues", 1), "total"), 3);
    struct asked queue = get(&a, API_ROOT "/inbox/case_work/process?page_size=2");
    assert_status(queue, 200);
    assert_int_equal(json_array_size(json_object_get(queue.json, "records")), 2);
    struct asked rest =
        get(&a, arena_printf(t->mem, API_ROOT "/inbox/case_work/process?after=%s", text_at(queue.json, "next")));
    assert_int_equal(json_array_size(json_object_get(rest.json, "records")), 1);
    assert_true(json_is_null(json_object_get(rest.json, "next")));
    const char *id = text_at(in(rest.json, "records", 0), "id");
    assert_status(post(&a, path(&a, id, "/steps/process"), "{\"on\":\"2021-07-05\"}"), 200);
    assert_int_equal(integer_at(in(get(&a, API_ROOT "/inbox").json, "queues", 1), "total"), 2);
    assert_status(get(&a, API_ROOT "/inbox/case_work/settle"), 404); /* nothing waits for it */
    assert_status(get(&a, API_ROOT "/inbox/case_work/khong-co"), 404);
}
ON_BOTH(test_what_waits_for_a_step_is_a_queue_of_who_takes_it)

static void test_links_are_seen_from_both_ends(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    const char *question = a_letter(&a, "Hỏi"), *answer = a_letter(&a, "Đáp");
    const char *body = arena_printf(t->mem, "{\"kind\":\"answers\",\"to\":\"%s\"}", question);
    for (int i = 0; i < 2; i++)
        assert_status(post(&a, path(&a, answer, "/links"), body), 201);
    struct asked to = get(&a, path(&a, answer, "/links")), from = get(&a, path(&a, question, "/links"));
    assert_int_equal(json_array_size(json_object_get(to.json, "links")), 1);
    assert_string_equal(text_at(in(to.json, "links", 0), "direction"), "to");
    assert_string_equal(text_at(in(from.json, "links", 0), "direction"), "from");
    assert_string_equal(text_at(in(from.json, "links", 0), "id"), answer);
    assert_problem(post(&a, path(&a, answer, "/links"), "{\"kind\":\"answers\",\"to\":\"x\"}"), 422, "invalid.id");
    assert_problem(post(&a, path(&a, answer, "/links"), "{\"kind\":\"có dấu\",\"to\":\"0000000000001\"}"), 422,
                   "invalid.link");
}
ON_BOTH(test_links_are_seen_from_both_ends)

/* --- drafts ------------------------------------------------------------------------------------------------------- */

static void test_a_version_is_given_in_and_decided_over_the_api(struct testing *t)
{
    struct asking a;
    asking_begin(&a, t);
    struct asked made = post(&a, API_ROOT "/registers/case_work/records",
                             "{\"fields\":{\"received_on\":\"2021-07-05T08:00:00+07:00\",\"summary\":\"Một\"}}");
    const char *id = text_at(made.json, "id");
    struct asked draft = post_file(&a, path(&a, id, "/draft?note=l%E1%BA%A7n+1"), "a.txt", "Một.\n");
    assert_status(draft, 201);
    assert_int_equal(integer_at(in(draft.json, "versions", 0), "draft"), 1);
    assert_int_equal(json_array_size(json_object_get(draft.json, "approvals")), 4);
    assert_string_equal(text_at(in(draft.json, "approvals", 0), "decision"), "agreed");
    const json_t *line = in(draft.json, "approvals", 1);
    const char *decide = arena_printf(t->mem, API_ROOT "/approvals/%s/decide", text_at(line, "id"));
    const char *body = arena_printf(t->mem, "{\"sha256\":\"%s\",\"decision\":\"agreed\"}", text_at(line, "sha256"));
    assert_problem(post(&a, decide, body), 403, "forbidden.approval"); /* the administrator is no approver */
    assert_problem(post(&a, decide, "{\"sha256\":\"00\",\"decision\":\"maybe\"}"), 422, "invalid.decision");
    assert_problem(post_file(&a, path(&a, id, "/draft"), "a.txt", "Một.\n"), 409, "conflict.same");
    assert_status(post_file(&a, path(&a, id, "/draft"), "a.txt", "Hai.\n"), 201);
    draft = get(&a, path(&a, id, "/draft"));
    assert_int_equal(json_array_size(json_object_get(draft.json, "versions")), 2);
    assert_true(json_is_true(json_object_get(in(draft.json, "approvals", 1), "void")));
    assert_problem(post_file(&a, path(&a, a_letter(&a, "Thư"), "/draft"), "a.txt", "Ba.\n"), 422, "invalid.drafts");
    assert_int_equal(json_array_size(json_object_get(get(&a, API_ROOT "/inbox").json, "approvals")), 0);
}
ON_BOTH(test_a_version_is_given_in_and_decided_over_the_api)

/* --- files -------------------------------------------------------------------------------------------------------- */

static void test_a_file_is_kept_and_given_out_whole(struct testing *t)
{
    struct asking a;
    char bytes[64] = "";
    static const char pdf[] = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
    asking_begin(&a, t);
    const char *id = a_letter(&a, "Một");
    struct asked added = post_file(&a, path(&a, id, "/files"), "Tờ trình.pdf", pdf);
    assert_status(added, 201);
    assert_string_equal(text_at(added.json, "media_type"), "application/pdf");
    assert_int_equal(integer_at(added.json, "version"), 1);
    const char *file = pairs_get(&added.response->headers, "Location");
    struct asked bad = post(&a, path(&a, id, "/files"), "{}");
    assert_problem(bad, 422, "invalid.required");
    struct asked list = get(&a, path(&a, id, "/files"));
    assert_string_equal(text_at(in(list.json, "files", 0), "name"), "Tờ trình.pdf");
    struct asked given = get(&a, file);
    assert_status(given, 200);
    assert_int_equal(given.response->file_length, strlen(pdf));
    assert_int_equal(pread(given.response->file, bytes, sizeof bytes, 0), strlen(pdf));
    assert_string_equal(bytes, pdf);
    assert_non_null(strstr(pairs_get(&given.response->headers, "Content-Disposition"), "attachment"));
    assert_problem(post(&a, arena_printf(t->mem, "%s/withdraw", file), "{}"), 422, "invalid.required");
    assert_status(post(&a, arena_printf(t->mem, "%s/withdraw", file), "{\"reason\":\"nhầm hồ sơ\"}"), 200);
    assert_problem(get(&a, file), 403, "forbidden.withdrawn");
    assert_problem(get(&a, API_ROOT "/files/0000000000001"), 404, "not-found.attachment");
}
ON_BOTH(test_a_file_is_kept_and_given_out_whole)

/* --- import ------------------------------------------------------------------------------------------------------- */

static void test_an_import_is_all_or_nothing(struct testing *t)
{
    struct asking a;
    static const char good[] = "summary,type\nMột,cv\nHai,cv\n", bad[] = "summary,type\nMột,cv\nHai,zz\n";
    asking_begin(&a, t);
    a.media = "text/csv; charset=utf-8";
    struct asked faults = post(&a, API_ROOT "/registers/letter/import", bad);
    assert_problem(faults, 422, "invalid.import");
    assert_int_equal(integer_at(in(faults.json, "faults", 0), "line"), 3);
    assert_string_equal(text_at(in(faults.json, "faults", 0), "column"), "type");
    a.media = "text/csv";
    struct asked tried = post(&a, API_ROOT "/registers/letter/import?dry_run=yes", good);
    assert_status(tried, 200);
    assert_int_equal(integer_at(tried.json, "rows"), 2);
    assert_int_equal(integer_at(get(&a, API_ROOT "/registers/letter/records").json, "total"), 0);
    struct asked done = post_file(&a, API_ROOT "/registers/letter/import", "thu.csv", good);
    assert_status(done, 201);
    assert_int_equal(integer_at(done.json, "imported"), 2);
    assert_int_equal(integer_at(get(&a, API_ROOT "/registers/letter/records").json, "total"), 2);
    assert_problem(post(&a, API_ROOT "/registers/letter/import", good), 415, "invalid.media-type");
    a.media = "text/csv";
    a.key = "k";
    assert_problem(post(&a, API_ROOT "/registers/letter/import", good), 422, "invalid.idempotency-key");
    a.media = "text/csv";
    assert_problem(post(&a, API_ROOT "/registers/letter/import?dry_run=maybe", good), 422, "invalid.parameter");
}
ON_BOTH(test_an_import_is_all_or_nothing)

/* --- assignments -------------------------------------------------------------------------------------------------- */

static void test_work_is_handed_on_and_finished(struct testing *t)
{
    struct asking a;
    static const char *role = "clerk";
    struct err err = { 0 };
    asking_begin(&a, t);
    struct account account = { .login = "van.thu", .name = "Người Thử", .unit = "vp", .title = "" };
    account.roles = (struct text_list){ &role, 1 };
    assert_true(testing_ok(account_create(t->store, t->mem, a.office.office.definitions, &account,
                                          "mười hai con giáp quanh bàn", "quan-tri", &err),
                           &err));
    const char *id = a_letter(&a, "Một");
    struct asked given =
        post(&a, path(&a, id, "/assignments"),
             "{\"to\":\"van.thu\",\"role\":\"lead\",\"due\":\"2021-08-05T17:00\",\"opinion\":\"gấp\"}");
    assert_status(given, 201);
    const char *assignment = text_at(given.json, "id");
    assert_string_equal(text_at(given.json, "due"), "2021-08-05T17:00");
    assert_problem(post(&a, path(&a, id, "/assignments"), "{\"to\":\"van.thu\",\"role\":\"chief\"}"), 422,
                   "invalid.role");
    static const char *const nobody[] = { "?", "khong.co", "unit:khong-co", "position:khong-co", "" };
    for (size_t i = 0; i < COUNT_OF(nobody); i++)
        assert_problem(post(&a, path(&a, id, "/assignments"),
                            arena_printf(t->mem, "{\"to\":\"%s\",\"role\":\"support\"}", nobody[i])),
                       422, "invalid.to");
    a.as = "van.thu";
    struct asked inbox = get(&a, API_ROOT "/inbox");
    assert_status(inbox, 200);
    assert_string_equal(text_at(in(inbox.json, "assignments", 0), "id"), assignment);
    assert_int_equal(integer_at(inbox.json, "total"), 1);
    assert_int_equal(
        post(&a, arena_printf(t->mem, API_ROOT "/assignments/%s/finish", assignment), "{\"result\":\"xong\"}").status,
        204);
    assert_int_equal(integer_at(get(&a, API_ROOT "/inbox").json, "total"), 0);
    struct asked list = get(&a, path(&a, id, "/assignments"));
    assert_non_null(text_at(in(list.json, "assignments", 0), "finished_at"));
}
ON_BOTH(test_work_is_handed_on_and_finished)

static void test_one_act_hands_to_several_and_each_may_send_back(struct testing *t)
{
    struct asking a;
    static const char *role = "clerk";
    struct err err = { 0 };
    asking_begin(&a, t);
    struct account account = { .login = "van.thu", .name = "Người Thử", .unit = "vp", .title = "" };
    account.roles = (struct text_list){ &role, 1 };
    assert_true(testing_ok(account_create(t->store, t->mem, a.office.office.definitions, &account,
                                          "mười hai con giáp quanh bàn", "quan-tri", &err),
                           &err));
    const char *id = a_letter(&a, "Một"), *other = a_letter(&a, "Hai");
    a.key = "k1";
    static const char body[] = "{\"lead\":\"van.thu\",\"support\":[\"unit:kt\"],\"inform\":[\"unit:nc\"],"
                               "\"due\":\"2021-08-05\",\"opinion\":\"gấp\"}";
    struct asked given = post(&a, path(&a, id, "/hand-out"), body);
    assert_status(given, 201);
    assert_string_equal(text_at(in(given.json, "assignments", 1), "to"), "unit:kt");
    assert_string_equal(text_at(in(given.json, "assignments", 1), "due"), "2021-08-05T17:00");
    const char *lead = text_at(in(given.json, "assignments", 0), "id");
    a.key = "k1";
    struct asked again = post(&a, path(&a, id, "/hand-out"), body);
    assert_string_equal(text_at(in(again.json, "assignments", 0), "id"), lead);
    struct asked refused =
        post(&a, path(&a, id, "/hand-out"), "{\"lead\":\"unit:nc\",\"support\":[\"ai.do\"],\"due\":\"2021-07-01\"}");
    assert_status(refused, 409);
    assert_string_equal(text_at(in(refused.json, "errors", 0), "field"), "lead");
    assert_string_equal(text_at(in(refused.json, "errors", 2), "field"), "support");
    assert_problem(post(&a, path(&a, id, "/hand-out"), "{}"), 422, "invalid.to");
    assert_problem(post(&a, path(&a, id, "/hand-out"), "{\"lead\":\"unit:kt\",\"parent\":\"x\"}"), 422, "invalid.id");
    /* several records: all or none */
    struct asked all = post(&a, API_ROOT "/registers/letter/hand-out",
                            arena_printf(t->mem, "{\"records\":[\"%s\",\"%s\"],\"lead\":\"unit:kt\"}", other, id));
    assert_status(all, 409);
    assert_string_equal(text_at(in(all.json, "errors", 0), "field"), id);
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 3);
    all = post(&a, API_ROOT "/registers/letter/hand-out",
               arena_printf(t->mem, "{\"records\":[\"%s\"],\"lead\":\"unit:kt\",\"inform\":[\"unit:nc\"]}", other));
    assert_status(all, 201);
    assert_int_equal(integer_at(all.json, "assignments"), 2);
    assert_problem(post(&a, API_ROOT "/registers/letter/hand-out", "{\"records\":[],\"lead\":\"unit:kt\"}"), 422,
                   "invalid.records");
    /* sent back */
    a.as = "van.thu";
    const char *line = arena_printf(t->mem, API_ROOT "/assignments/%s", lead);
    assert_int_equal(post(&a, arena_printf(t->mem, "%s/read", line), "{}").status, 204);
    assert_problem(post(&a, arena_printf(t->mem, "%s/pass-back", line), "{\"reason\":\" \"}"), 422, "invalid.reason");
    assert_int_equal(post(&a, arena_printf(t->mem, "%s/return", line), "{\"reason\":\"nhầm nơi\"}").status, 204);
    struct asked list = get(&a, path(&a, id, "/assignments"));
    assert_string_equal(text_at(in(list.json, "assignments", 0), "outcome"), "returned");
    assert_string_equal(text_at(in(list.json, "assignments", 0), "result"), "nhầm nơi");
    assert_string_equal(text_at(in(list.json, "assignments", 3), "back_of"), lead);
}
ON_BOTH(test_one_act_hands_to_several_and_each_may_send_back)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_history_tells_what_happened_newest_first),
        BOTH(test_deadline_is_accounted_for_day_by_day),
        BOTH(test_what_waits_for_a_step_is_a_queue_of_who_takes_it),
        BOTH(test_links_are_seen_from_both_ends),
        BOTH(test_a_version_is_given_in_and_decided_over_the_api),
        BOTH(test_a_file_is_kept_and_given_out_whole),
        BOTH(test_an_import_is_all_or_nothing),
        BOTH(test_work_is_handed_on_and_finished),
        BOTH(test_one_act_hands_to_several_and_each_may_send_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
