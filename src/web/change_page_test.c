/* SPDX-License-Identifier: Apache-2.0 */
#include "web/testing.h"

static void set(struct pages *p, int64_t id, const char *field, const char *text)
{
    struct err err = { 0 };
    struct draft_value value = { field, text };
    assert_true(testing_ok(record_set(&p->office.office, p->t->mem, id, 0, &value, 1, &err), &err));
}

static void test_a_change_is_kept_and_said(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Trước");
    struct response response = pages_get(&p, pages_path(&p, id, "/sua"));
    pages_has(&response, "value=\"Trước\"");
    pages_has_not(&response, "name=\"issued_on\"");
    response =
        pages_post(&p, pages_path(&p, id, "/sua"), "summary=Sau&type=cv&copies=&public=&answers=&_version=1&_key=k1");
    pages_goes(&response, pages_path(&p, id, ""));
    assert_string_equal(testing_read(t, &p.office, id)->title, "Sau");
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Trích yếu: Trước → Sau");
}

static void test_the_same_values_are_no_change(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Trước");
    struct response response =
        pages_post(&p, pages_path(&p, id, "/sua"),
                   "summary=Tr%C6%B0%E1%BB%9Bc&type=cv&copies=&public=&answers=&_version=1&_key=k1");
    pages_goes(&response, pages_path(&p, id, ""));
    assert_int_equal(testing_read(t, &p.office, id)->version, 1);
}

static void test_a_conflict_shows_both_values_and_takes_what_was_not_touched(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Gốc");
    set(&p, id, "summary", "Của người khác");
    set(&p, id, "copies", "7");
    struct response response =
        pages_post(&p, pages_path(&p, id, "/sua"),
                   "summary=C%E1%BB%A7a+t%C3%B4i&type=cv&copies=&public=yes&answers=&_version=1&_key=k1");
    assert_int_equal(response.status, 409);
    pages_has(&response, "đang lưu: Của người khác; của ông (bà): Của tôi");
    pages_has(&response, "value=\"Của tôi\"");
    pages_has(&response, "name=\"copies\" type=\"text\" value=\"7\"");
    pages_has(&response, "value=\"yes\" checked");
    assert_string_equal(pages_hidden(&p, &response, "_version"), "3");
    assert_string_equal(testing_read(t, &p.office, id)->title, "Của người khác");
    response = pages_post(&p, pages_path(&p, id, "/sua"),
                          "summary=C%E1%BB%A7a+t%C3%B4i&type=cv&copies=7&public=yes&answers=&_version=3&_key=k1");
    pages_goes(&response, pages_path(&p, id, ""));
    assert_string_equal(testing_read(t, &p.office, id)->title, "Của tôi");
}

static void test_what_must_be_there_is_not_emptied(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Gốc");
    struct response response =
        pages_post(&p, pages_path(&p, id, "/sua"), "summary=&type=cv&copies=3&public=&answers=&_version=1&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "Nhập trích yếu");
    pages_has(&response, "name=\"copies\" type=\"text\" value=\"3\"");
    assert_int_equal(testing_read(t, &p.office, id)->version, 1);
}

static void test_personal_fields_are_changed_by_who_reads_them_alone(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct draft *draft = testing_letter(t, &p.office, "Đơn", "cv");
    draft_set(t->mem, draft, "sender", "Nguyễn Văn Kín");
    int64_t id = testing_create(t, &p.office, draft);
    struct response response = pages_get(&p, pages_path(&p, id, "/sua"));
    pages_has_not(&response, "name=\"sender\"");
    pages_has_not(&response, "Văn Kín");
    response = pages_post(&p, pages_path(&p, id, "/sua"), "summary=a&type=cv&sender=X&_version=1&_key=k1");
    assert_int_equal(response.status, 422);
    assert_int_equal(testing_read(t, &p.office, id)->version, 1);
    p.as = p.leader;
    response = pages_get(&p, pages_path(&p, id, "/sua"));
    pages_has(&response, "value=\"Nguyễn Văn Kín\"");
}

static void test_a_change_sent_twice_is_done_once(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Gốc");
    const char *form = "summary=Sau&type=cv&copies=&public=&answers=&_version=1&_key=k1";
    struct response response = pages_post(&p, pages_path(&p, id, "/sua"), form);
    pages_goes(&response, pages_path(&p, id, ""));
    response = pages_post(&p, pages_path(&p, id, "/sua"), form);
    pages_goes(&response, pages_path(&p, id, ""));
    assert_int_equal(testing_read(t, &p.office, id)->version, 2);
}

static void test_a_change_that_moves_the_due_date_asks_why(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    pages_begin(&p, t);
    struct draft *draft = draft_new(t->mem, p.office.case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-28T10:00");
    draft_set(t->mem, draft, "summary", "Hồ sơ");
    int64_t id = testing_create(t, &p.office, draft);
    assert_true(testing_ok(testing_step(t, &p.office, id, "accept", "28/07/2021", NULL, NULL, &err), &err));
    const char *path = arena_printf(t->mem, "%s/sua", page_record_path(t->mem, p.office.case_work, id));
    const char *form =
        "received_on=28/07/2021+10:00&summary=H%E1%BB%93+s%C6%A1&complexity=complex&time_limit=&_version=2";
    struct response response = pages_get(&p, path);
    pages_has(&response, "name=\"_reason\"");
    response = pages_post(&p, path, arena_printf(t->mem, "%s&_reason=&_key=k1", form));
    assert_int_equal(response.status, 422);
    pages_has(&response, "Sửa “Mức độ” dời “Hạn giải quyết” từ 27/08/2021 sang 13/09/2021; hãy ghi lý do");
    response =
        pages_post(&p, path, arena_printf(t->mem, "%s&_reason=C%%C3%%B3+gi%%E1%%BA%%A3i+tr%%C3%%ACnh&_key=k2", form));
    pages_goes(&response, page_record_path(t->mem, p.office.case_work, id));
    assert_string_equal(testing_read(t, &p.office, id)->due, "2021-09-13T17:00");
    response = pages_get(&p, page_record_path(t->mem, p.office.case_work, id));
    pages_has(&response, "Có giải trình");
    pages_has(&response, "<dt>Hạn giải quyết");
    pages_has(&response, "Hạn ban đầu 27/08/2021");
}

ON_BOTH(test_a_change_that_moves_the_due_date_asks_why)
ON_BOTH(test_a_change_is_kept_and_said)
ON_BOTH(test_the_same_values_are_no_change)
ON_BOTH(test_a_conflict_shows_both_values_and_takes_what_was_not_touched)
ON_BOTH(test_what_must_be_there_is_not_emptied)
ON_BOTH(test_personal_fields_are_changed_by_who_reads_them_alone)
ON_BOTH(test_a_change_sent_twice_is_done_once)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_change_that_moves_the_due_date_asks_why),
        BOTH(test_a_change_is_kept_and_said),
        BOTH(test_the_same_values_are_no_change),
        BOTH(test_a_conflict_shows_both_values_and_takes_what_was_not_touched),
        BOTH(test_what_must_be_there_is_not_emptied),
        BOTH(test_personal_fields_are_changed_by_who_reads_them_alone),
        BOTH(test_a_change_sent_twice_is_done_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
