/* SPDX-License-Identifier: Apache-2.0 */
#include "web/testing.h"

#include "handling/assignment.h"
#include "handling/comment.h"
#include "store/id.h"

static void test_the_page_says_what_the_record_says(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Về <b>đê</b> & kè");
    struct response response = pages_get(&p, pages_path(&p, id, ""));
    assert_int_equal(response.status, 200);
    pages_has(&response, "Về &lt;b&gt;đê&lt;/b&gt; &amp; kè");
    pages_has_not(&response, "<b>đê");
    pages_has(&response, "<dt>Loại</dt><dd>Công văn");
    pages_has_not(&response, "<dt>Công khai"); /* nothing is in it: named in the line of the empty ones */
    pages_has(&response, "mục chưa ghi</summary><p>");
    pages_has(&response, "Công khai");
    pages_has(&response, "Dự thảo");
    pages_has_not(&response, "<dt>Ngày ban hành");
    pages_has(&response, "<a href=\"/van-ban\">Văn bản</a>");
    pages_has(&response, "Nhập mới</b>");
}

static void test_only_the_steps_one_may_take_now_are_offered(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, pages_path(&p, id, "/buoc/number"));
    pages_has_not(&response, "/buoc/issue");
    pages_has_not(&response, "/buoc/recall");
    pages_has(&response, pages_path(&p, id, "/buoc/cancel"));
    p.as = p.leader;
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has_not(&response, "/buoc/number");
    assert_true(testing_ok(testing_step(t, &p.office, id, "number", NULL, NULL, NULL, &err), &err));
    p.as = p.clerk;
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, pages_path(&p, id, "/buoc/issue"));
    pages_has(&response, "name=\"issued_on\" type=\"text\" value=\"02/08/2021\"");
}

static void test_a_condition_that_does_not_hold_offers_no_step(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct draft_value public = { "public", "yes" };
    assert_true(testing_ok(testing_step(t, &p.office, id, "number", NULL, NULL, NULL, &err) &&
                               testing_step(t, &p.office, id, "issue", NULL, "issued_on", "02/08/2021", &err) &&
                               record_set(&p.office.office, t->mem, id, 0, &public, 1, &err),
                           &err));
    p.as = p.leader;
    struct response response = pages_get(&p, pages_path(&p, id, ""));
    pages_has_not(&response, "/buoc/recall");
    public.text = "no";
    assert_true(testing_ok(record_set(&p.office.office, t->mem, id, 0, &public, 1, &err), &err));
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, pages_path(&p, id, "/buoc/recall"));
}

static void test_personal_fields_are_masked_on_the_page_and_in_the_timeline(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct draft *draft = testing_letter(t, &p.office, "Đơn", "cv");
    draft_set(t->mem, draft, "sender", "Nguyễn Văn Kín");
    int64_t id = testing_create(t, &p.office, draft);
    struct response response = pages_get(&p, pages_path(&p, id, ""));
    pages_has_not(&response, "Văn Kín");
    pages_has(&response, "Không được xem");
    pages_has(&response, "(không được xem)");
    p.as = p.leader;
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "<dd>Nguyễn Văn Kín");
    pages_has(&response, ": Nguyễn Văn Kín");
}

static void test_what_may_not_be_seen_is_not_there(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct draft *draft = testing_letter(t, &p.office, "Kế hoạch kín", "cv");
    draft_set(t->mem, draft, "secrecy", "mat");
    int64_t id = testing_create(t, &p.office, draft);
    struct response response = pages_get(&p, pages_path(&p, id, ""));
    assert_int_equal(response.status, 404);
    pages_has_not(&response, "Kế hoạch kín");
    p.as = p.leader;
    assert_int_equal(pages_get(&p, pages_path(&p, id, "")).status, 200);
    assert_int_equal(pages_get(&p, page_record_path(t->mem, p.office.case_work, id)).status, 404);
    assert_int_equal(pages_get(&p, "/van-ban/khong-phai-ma").status, 404);
}

static void test_the_timeline_is_paged_by_version(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    for (int i = 1; i <= 40; i++)
        assert_true(testing_ok(
            comment_add(&p.office.office, t->mem, id, arena_printf(t->mem, "Ý kiến thứ %d.", i), &err), &err));
    struct response response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Ý kiến thứ 40.");
    pages_has_not(&response, "Ý kiến thứ 1.");
    pages_has(&response, pages_path(&p, id, "?before=12#timeline"));
    response = pages_get(&p, pages_path(&p, id, "?before=12"));
    pages_has(&response, "Ý kiến thứ 10.");
    pages_has(&response, "Nhập mới</b>");
    pages_has_not(&response, "Ý kiến thứ 11.");
    pages_has_not(&response, "?before=");
}

static void test_opening_is_noted_for_who_was_given_the_record_alone(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    int64_t given;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct assignment assignment = {
        .to = TESTING_LEADER, .role = ASSIGN_LEAD, .opinion = "Xem giúp", .due = DUE_OPEN
    };
    assert_true(testing_ok(assignment_give(&p.office.office, t->mem, id, 0, &assignment, &given, &err), &err));
    struct response response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "<b>Lê Thị Bình</b>, chủ trì");
    pages_has(&response, "chưa xem");
    pages_has(&response, "Xem giúp");
    assert_int_equal(testing_int(t, SQL("select read_at from assignment")), 0);
    p.as = p.leader;
    pages_get(&p, pages_path(&p, id, ""));
    assert_true(testing_int(t, SQL("select read_at from assignment")) > 0);
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "đã xem 02/08/2021 08:00");
    pages_has(&response, "Báo đã xong");
}

static void test_links_stand_on_both_records(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t one = pages_letter(&p, "Câu hỏi"), two = pages_letter(&p, "Câu trả lời");
    char printed[ID_SIZE];
    id_print(one, printed);
    struct response response =
        pages_post(&p, pages_path(&p, two, "/lien-ket"),
                   arena_printf(t->mem, "kind=answers&record=http://x/van-ban/%s&_key=k1", printed));
    pages_goes(&response, pages_path(&p, two, "#links"));
    response = pages_get(&p, pages_path(&p, two, ""));
    pages_has(&response, "Trả lời cho");
    pages_has(&response, "Câu hỏi</a>");
    response = pages_get(&p, pages_path(&p, one, ""));
    pages_has(&response, "Được trả lời bởi");
    pages_has(&response, "Câu trả lời</a>");
    response = pages_post(&p, pages_path(&p, two, "/lien-ket"), "kind=answers&record=999/XX&_key=k2");
    assert_int_equal(response.status, 422);
    pages_has(&response, "value=\"999/XX\"");
    pages_has(&response, "href=\"#record\"");
}

static void test_a_link_field_leads_to_its_record_and_back(struct testing *t)
{
    struct pages p;
    char printed[ID_SIZE];
    pages_begin(&p, t);
    int64_t one = pages_letter(&p, "Câu hỏi");
    id_print(one, printed);
    struct draft *draft = testing_letter(t, &p.office, "Câu trả lời", "cv");
    draft_set(t->mem, draft, "answers", printed);
    int64_t two = testing_create(t, &p.office, draft);
    struct response response = pages_get(&p, pages_path(&p, two, ""));
    pages_has(&response,
              arena_printf(t->mem, "<dt>Trả lời</dt><dd><a href=\"%s\">Câu hỏi</a>", pages_path(&p, one, "")));
    response = pages_get(&p, pages_path(&p, one, ""));
    pages_has(&response, "Nêu hồ sơ này ở “Trả lời”");
}

static void test_a_comment_is_added_and_an_empty_one_is_refused_on_the_page(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_post(&p, pages_path(&p, id, "/nhan-xet"), "words=&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "Nhập ý kiến trước khi gửi");
    pages_has(&response, "<title>Lỗi: ");
    response = pages_post(&p, pages_path(&p, id, "/nhan-xet"), "words=%C4%90%E1%BB%93ng+%C3%BD&_key=k2");
    pages_goes(&response, pages_path(&p, id, "#timeline"));
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Đồng ý");
}

static void test_the_due_date_is_explained_day_by_day(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    pages_begin(&p, t);
    struct draft *draft = draft_new(t->mem, p.office.case_work);
    draft_set(t->mem, draft, "received_on", "30/07/2021 09:00");
    draft_set(t->mem, draft, "summary", "Vụ việc");
    int64_t id = testing_create(t, &p.office, draft);
    assert_true(testing_ok(testing_step(t, &p.office, id, "accept", "30/07/2021", NULL, NULL, &err), &err));
    const char *path = page_record_path(t->mem, p.office.case_work, id);
    struct response response = pages_get(&p, path);
    pages_has(&response, arena_printf(t->mem, "%s/thoi-han", path));
    response = pages_get(&p, arena_printf(t->mem, "%s/thoi-han", path));
    assert_int_equal(response.status, 200);
    pages_has(&response, "Luật thử Điều 28");
    pages_has(&response, "31/07/2021");
    pages_has(&response, "đang áp dụng");
}

static void at(int day, int hour, int minute)
{
    clock_fix(instant_from_local(day_from_civil(2021, 8, day), hour * 60 + minute));
}

static const char *tag_text(struct testing *t, const struct template_value *tag)
{
    struct err err = { 0 };
    struct text out;
    const struct template *text = template_parse(t->mem, "{{text}}", &err);
    text_init(&out, t->mem, TEXT_MAX_LINE);
    assert_true(testing_ok(text && template_render(text, tag, &(struct template_render){ 0 }, &out, &err), &err));
    return out.data;
}

/* Seen red: on what was there before, which compared minutes. */
static void test_the_last_day_is_in_time_until_it_ends(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    pages_begin(&p, t);
    struct draft *draft = draft_new(t->mem, p.office.case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-28T10:00");
    draft_set(t->mem, draft, "summary", "Hồ sơ");
    draft_set(t->mem, draft, "time_limit", "3 ngày làm việc");
    int64_t id = testing_create(t, &p.office, draft);
    assert_true(testing_ok(testing_step(t, &p.office, id, "process", "28/07/2021", NULL, NULL, &err), &err));
    assert_string_equal(testing_read(t, &p.office, id)->due, "2021-08-02T10:00");
    static const struct {
        int day, hour, minute;
        const char *tag;
    } times[] = { { 2, 9, 0, "Đến hạn hôm nay" },
                  { 2, 16, 59, "Đến hạn hôm nay" },
                  { 2, 23, 59, "Đến hạn hôm nay" },
                  { 3, 0, 0, "Quá hạn 1 ngày làm việc" },
                  { 9, 8, 0, "Quá hạn 5 ngày làm việc" } };
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        at(times[i].day, times[i].hour, times[i].minute);
        struct record *record = testing_read(t, &p.office, id);
        struct page_due due = page_due_of(t->mem, p.office.office.definitions, record);
        struct template_value *tag = page_tag(t->mem, p.office.office.definitions, &due);
        assert_string_equal(tag_text(t, tag), times[i].tag);
        assert_int_equal(page_is_overdue(&due), times[i].day > 2);
    }
    at(2, 8, 0);
}

static void test_days_left_are_counted_as_the_limit_is(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    static const struct {
        struct page_due due;
        const char *tag;
    } tags[] = {
        { { "2021-08-09T17:00", DATE_OPEN, .working = true }, "Còn 5 ngày làm việc" },
        { { "2021-08-09T17:00", DATE_OPEN }, "Còn 7 ngày" },
        { { "2021-07-30T17:00", DATE_OPEN, .working = true }, "Quá hạn 1 ngày làm việc" },
        { { "2021-07-30T17:00", DATE_OPEN }, "Quá hạn 3 ngày" },
        { { "2021-07-30T17:00", "2021-07-31", .working = true }, "Hoàn thành, quá hạn" }, /* a Saturday */
        { { "2021-07-30T17:00", "2021-07-31" }, "Hoàn thành, quá hạn 1 ngày" },
        { { "2021-07-30T17:00", "2021-07-30" }, "Hoàn thành" },
    };
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        assert_string_equal(tag_text(t, page_tag(t->mem, p.office.office.definitions, &tags[i].due)), tags[i].tag);
}

static void test_what_was_entered_late_says_so(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct draft *draft = draft_new(t->mem, p.office.case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-29T10:00");
    draft_set(t->mem, draft, "summary", "Hồ sơ");
    int64_t late = testing_create(t, &p.office, draft);
    struct response response = pages_get(&p, page_record_path(t->mem, p.office.case_work, late));
    pages_has(&response, "02/08/2021, sau 4 ngày so với “Nhận lúc”");
    draft_set(t->mem, draft, "received_on", "2021-08-02T07:30");
    int64_t now = testing_create(t, &p.office, draft);
    response = pages_get(&p, page_record_path(t->mem, p.office.case_work, now));
    pages_has_not(&response, "so với");
}

ON_BOTH(test_the_last_day_is_in_time_until_it_ends)
ON_BOTH(test_days_left_are_counted_as_the_limit_is)
ON_BOTH(test_what_was_entered_late_says_so)
ON_BOTH(test_the_page_says_what_the_record_says)
ON_BOTH(test_only_the_steps_one_may_take_now_are_offered)
ON_BOTH(test_a_condition_that_does_not_hold_offers_no_step)
ON_BOTH(test_personal_fields_are_masked_on_the_page_and_in_the_timeline)
ON_BOTH(test_what_may_not_be_seen_is_not_there)
ON_BOTH(test_the_timeline_is_paged_by_version)
ON_BOTH(test_opening_is_noted_for_who_was_given_the_record_alone)
ON_BOTH(test_links_stand_on_both_records)
ON_BOTH(test_a_link_field_leads_to_its_record_and_back)
ON_BOTH(test_a_comment_is_added_and_an_empty_one_is_refused_on_the_page)
ON_BOTH(test_the_due_date_is_explained_day_by_day)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_page_says_what_the_record_says),
        BOTH(test_only_the_steps_one_may_take_now_are_offered),
        BOTH(test_a_condition_that_does_not_hold_offers_no_step),
        BOTH(test_personal_fields_are_masked_on_the_page_and_in_the_timeline),
        BOTH(test_what_may_not_be_seen_is_not_there),
        BOTH(test_the_timeline_is_paged_by_version),
        BOTH(test_opening_is_noted_for_who_was_given_the_record_alone),
        BOTH(test_links_stand_on_both_records),
        BOTH(test_a_link_field_leads_to_its_record_and_back),
        BOTH(test_a_comment_is_added_and_an_empty_one_is_refused_on_the_page),
        BOTH(test_the_due_date_is_explained_day_by_day),
        BOTH(test_the_last_day_is_in_time_until_it_ends),
        BOTH(test_days_left_are_counted_as_the_limit_is),
        BOTH(test_what_was_entered_late_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
