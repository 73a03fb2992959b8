/* SPDX-License-Identifier: Apache-2.0 */
#include "web/testing.h"

static void step(struct pages *p, int64_t id, const char *name, const char *field, const char *text)
{
    struct err err = { 0 };
    assert_true(testing_ok(testing_step(p->t, &p->office, id, name, NULL, field, text, &err), &err));
}

static void test_a_step_is_taken_with_its_day_and_a_note(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_get(&p, pages_path(&p, id, "/buoc/number"));
    assert_int_equal(response.status, 200);
    pages_has(&response, "name=\"_on\" type=\"text\" value=\"02/08/2021\"");
    response =
        pages_post(&p, pages_path(&p, id, "/buoc/number"), "_on=02/08/2021&_reason=G%E1%BA%A5p&_version=1&_key=k1");
    pages_goes(&response, pages_path(&p, id, ""));
    assert_string_equal(testing_read(t, &p.office, id)->state, "numbered");
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Cấp số</b>");
    pages_has(&response, "Gấp");
    pages_has(&response, "Trần Văn An");
}

static void test_what_a_step_needs_is_asked_for_and_what_was_typed_stays(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    step(&p, id, "number", NULL, NULL);
    struct response response = pages_post(&p, pages_path(&p, id, "/buoc/issue"),
                                          "issued_on=&_on=31/07/2021&_reason=V%C3%AC&_version=2&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "Nhập ngày ban hành");
    pages_has(&response, "value=\"31/07/2021\"");
    pages_has(&response, "\nVì</textarea>");
    response = pages_post(&p, pages_path(&p, id, "/buoc/issue"),
                          "issued_on=02/08/2021&_on=03/08/2021&_reason=&_version=2&_key=k2");
    assert_int_equal(response.status, 422);
    pages_has(&response, "href=\"#on\"");
    assert_string_equal(testing_read(t, &p.office, id)->state, "numbered");
}

static void test_a_step_of_another_role_is_refused(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    p.as = p.leader;
    assert_int_equal(pages_get(&p, pages_path(&p, id, "/buoc/number")).status, 403);
    assert_int_equal(pages_post(&p, pages_path(&p, id, "/buoc/number"), "_on=&_reason=&_version=1&_key=k1").status,
                     403);
    assert_int_equal(pages_get(&p, pages_path(&p, id, "/buoc/khong-co")).status, 404);
    assert_int_equal(testing_read(t, &p.office, id)->version, 1);
}

static void test_a_step_from_another_state_is_a_conflict(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_get(&p, pages_path(&p, id, "/buoc/issue"));
    assert_int_equal(response.status, 409);
    pages_has(&response, "Dự thảo");
    response =
        pages_post(&p, pages_path(&p, id, "/buoc/issue"), "issued_on=02/08/2021&_on=&_reason=&_version=1&_key=k1");
    assert_int_equal(response.status, 409);
}

static void test_a_stale_step_keeps_what_was_typed_and_has_the_new_version(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    struct draft_value value = { "copies", "3" };
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    assert_true(testing_ok(record_set(&p.office.office, t->mem, id, 0, &value, 1, &err), &err));
    struct response response =
        pages_post(&p, pages_path(&p, id, "/buoc/number"), "_on=01/08/2021&_reason=Ghi+ch%C3%BA&_version=1&_key=k1");
    assert_int_equal(response.status, 409);
    pages_has(&response, "Ghi chú");
    pages_has(&response, "value=\"01/08/2021\"");
    assert_string_equal(pages_hidden(&p, &response, "_version"), "2");
    assert_string_equal(testing_read(t, &p.office, id)->state, "draft");
}

static void test_a_step_sent_twice_is_taken_once(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    for (int i = 0; i < 2; i++) {
        struct response response =
            pages_post(&p, pages_path(&p, id, "/buoc/number"), "_on=02/08/2021&_reason=&_version=1&_key=k1");
        pages_goes(&response, pages_path(&p, id, ""));
    }
    assert_int_equal(testing_read(t, &p.office, id)->version, 2);
}

static void test_cancelling_asks_for_its_reason(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_get(&p, pages_path(&p, id, "/buoc/cancel"));
    pages_has(&response, "Hủy “Công văn”?");
    response = pages_post(&p, pages_path(&p, id, "/buoc/cancel"), "_on=02/08/2021&_reason=&_version=1&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "Nhập lý do hủy");
    response =
        pages_post(&p, pages_path(&p, id, "/buoc/cancel"), "_on=02/08/2021&_reason=Nh%E1%BA%A7m&_version=1&_key=k1");
    pages_goes(&response, pages_path(&p, id, ""));
    assert_true(testing_read(t, &p.office, id)->cancelled);
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Hồ sơ đã hủy");
    pages_has_not(&response, "/buoc/number");
}

static void test_a_step_that_was_taken_by_mistake_is_taken_back(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    const char *path = pages_path(&p, id, "/hoan-tac");
    step(&p, id, "number", NULL, NULL);
    clock_fix(clock_now() + 60 * 1000);
    struct response response = pages_post(&p, pages_path(&p, id, "/buoc/issue"),
                                          "issued_on=02/08/2021&_on=02/08/2021&_reason=&_version=2&_key=k1");
    pages_goes(&response, pages_path(&p, id, ""));
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, arena_printf(t->mem, "action=\"%s\"", path));
    pages_has(&response, "Vừa làm bước “Phát hành”");
    p.as = p.leader;
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has_not(&response, "/hoan-tac");
    response = pages_post(&p, path, "_version=3&_key=k2");
    assert_int_equal(response.status, 403);
    p.as = p.clerk;
    response = pages_post(&p, path, "_version=2&_key=k3");
    assert_int_equal(response.status, 409);
    response = pages_post(&p, path, "_version=3&_key=k4");
    pages_goes(&response, pages_path(&p, id, ""));
    const struct record *record = testing_read(t, &p.office, id);
    assert_string_equal(record->state, "numbered");
    assert_false(record_value(record, "issued_on")->is_set);
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Hoàn tác</b>");
    pages_has_not(&response, "action=\"/van-ban/hoan-tac");
    pages_has_not(&response, path);
    response = pages_post(&p, path, "_version=3&_key=k4"); /* sent twice */
    pages_goes(&response, pages_path(&p, id, ""));
    assert_int_equal(testing_read(t, &p.office, id)->version, 4);
    step(&p, id, "issue", "issued_on", "2021-08-02");
    clock_fix(clock_now() + 31 * 1000);
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has_not(&response, path);
    response = pages_post(&p, path, "_version=5&_key=k5");
    assert_int_equal(response.status / 100, 4);
    assert_string_equal(testing_read(t, &p.office, id)->state, "issued");
}

ON_BOTH(test_a_step_is_taken_with_its_day_and_a_note)
ON_BOTH(test_a_step_that_was_taken_by_mistake_is_taken_back)
ON_BOTH(test_what_a_step_needs_is_asked_for_and_what_was_typed_stays)
ON_BOTH(test_a_step_of_another_role_is_refused)
ON_BOTH(test_a_step_from_another_state_is_a_conflict)
ON_BOTH(test_a_stale_step_keeps_what_was_typed_and_has_the_new_version)
ON_BOTH(test_a_step_sent_twice_is_taken_once)
ON_BOTH(test_cancelling_asks_for_its_reason)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_step_is_taken_with_its_day_and_a_note),
        BOTH(test_a_step_that_was_taken_by_mistake_is_taken_back),
        BOTH(test_what_a_step_needs_is_asked_for_and_what_was_typed_stays),
        BOTH(test_a_step_of_another_role_is_refused),
        BOTH(test_a_step_from_another_state_is_a_conflict),
        BOTH(test_a_stale_step_keeps_what_was_typed_and_has_the_new_version),
        BOTH(test_a_step_sent_twice_is_taken_once),
        BOTH(test_cancelling_asks_for_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
