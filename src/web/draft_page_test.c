/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts on the page.
 *
 * Planted and seen red: a value of the template for each line compared; words of a record with personal data compared
 * without a line of who read them. */
#include "web/testing.h"

#include "records/approvals.h"
#include "store/id.h"

static struct response upload(struct pages *p, const char *path, const char *bytes, const char *key)
{
    struct request *request =
        pages_request(p, HTTP_POST, path, arena_printf(p->t->mem, "_key=%s&note=S%%E1%%BB%%ADa", key));
    FILE *file = tmpfile();
    assert_non_null(file);
    fputs(bytes, file);
    fflush(file);
    int descriptor = dup(fileno(file));
    fclose(file);
    *ARRAY_ADD(request->mem, &request->uploads) =
        (struct upload){ "file", "du-thao.txt", "text/plain", descriptor, (int64_t)strlen(bytes) };
    struct response response = pages_answer(p, request);
    close(descriptor);
    return response;
}

static int64_t make_case(struct pages *p)
{
    struct draft *draft = draft_new(p->t->mem, p->office.case_work);
    draft_set(p->t->mem, draft, "received_on", "2021-07-19T10:00");
    draft_set(p->t->mem, draft, "summary", "Cấp phép");
    return testing_create(p->t, &p->office, draft);
}

static const char *case_path(struct pages *p, int64_t id, const char *rest)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    return arena_printf(p->t->mem, "/ho-so/%s%s", printed, rest);
}

static struct approval line_of(struct pages *p, int64_t id, const char *kind)
{
    struct err err = { 0 };
    struct approvals all;
    assert_true(testing_ok(approvals_read(db_for_read(p->t->store, &err), p->t->mem, id, &all, &err), &err));
    for (size_t i = 0; i < all.count; i++)
        if (all.list[i].draft == all.draft && text_equal(all.list[i].kind, kind))
            return all.list[i];
    fail_msg("no line %s", kind);
    return all.list[0];
}

static struct response decide(struct pages *p, int64_t id, const struct approval *line, const char *act,
                              const char *more)
{
    char printed[ID_SIZE];
    id_print(line->id, printed);
    return pages_post(p, case_path(p, id, arena_printf(p->t->mem, "/duyet/%s/%s", printed, act)),
                      arena_printf(p->t->mem, "_key=%s-%s%s&sha256=%s%s", act, printed, p->as == p->clerk ? "c" : "l",
                                   line->blob, more));
}

static void test_a_draft_is_given_in_and_approved_on_the_page(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = make_case(&p);
    struct response response = pages_get(&p, case_path(&p, id, ""));
    pages_has(&response, "chưa có phiên bản nào");
    response = upload(&p, case_path(&p, id, "/du-thao"), "Một.\n", "k1");
    pages_goes(&response, case_path(&p, id, "#draft"));
    response = pages_get(&p, case_path(&p, id, ""));
    pages_has(&response, "Phiên bản 1 của dự thảo: Sửa.");
    pages_has(&response, "Kiểm tra thể thức");
    response = pages_get(&p, "/viec-cua-toi");
    pages_has(&response, "Dự thảo chờ tôi duyệt (1)");
    struct approval line = line_of(&p, id, "format-checked");
    response = decide(&p, id, &line, "tra-lai", "");
    assert_int_equal(response.status, 422);
    pages_has(&response, "phải ghi lý do");
    response = decide(&p, id, &line, "dong-y", "&words=Gi%C3%A3n");
    pages_goes(&response, case_path(&p, id, "#draft"));
    response = pages_get(&p, case_path(&p, id, ""));
    pages_has(&response, "Đồng ý, có ý kiến 02/08/2021 08:00, Trần Văn An: Giãn");
    response = pages_get(&p, "/viec-cua-toi");
    pages_has_not(&response, "Dự thảo chờ tôi duyệt");
    response = upload(&p, case_path(&p, id, "/du-thao"), "Hai.\n", "k2");
    pages_goes(&response, case_path(&p, id, "#draft"));
    response = pages_get(&p, case_path(&p, id, ""));
    pages_has(&response, "không còn giá trị: đã có phiên bản 2");
    pages_has(&response, case_path(&p, id, "/du-thao/so-sanh\">So sánh"));
    response = pages_get(&p, case_path(&p, id, "/du-thao/so-sanh"));
    assert_int_equal(response.status, 200);
    pages_has(&response, "Phiên bản 1</h2>");
    pages_has(&response, "<del>Một.</del><br>");
    pages_has(&response, "<ins>Hai.</ins><br>");
    assert_int_equal(pages_get(&p, case_path(&p, id, "/du-thao/so-sanh?old=1&new=7")).status, 404);
    response = decide(&p, id, &line, "tra-lai", "&words=Sai");
    assert_int_equal(response.status, 409);
    pages_has(&response, "Dự thảo đã có phiên bản 2");
}
ON_BOTH(test_a_draft_is_given_in_and_approved_on_the_page)

static void test_long_drafts_of_short_lines_are_compared_on_the_page(struct testing *t)
{
    struct pages p;
    struct text one, two;
    pages_begin(&p, t);
    int64_t id = make_case(&p);
    text_init(&one, t->mem, TEXT_MAX_PAGE);
    text_init(&two, t->mem, TEXT_MAX_PAGE);
    for (int i = 0; i < 60000; i++) {
        text_raw(&one, "a\n");
        text_raw(&two, "<\n");
    }
    upload(&p, case_path(&p, id, "/du-thao"), one.data, "k1");
    upload(&p, case_path(&p, id, "/du-thao"), two.data, "k2");
    struct arena *whole = t->mem;
    const char *path = case_path(&p, id, "/du-thao/so-sanh");
    t->mem = arena_part(whole, ARENA_REQUEST_MAX);
    struct response response = pages_get(&p, path);
    t->mem = whole;
    assert_int_equal(response.status, 200);
    pages_has(&response, "<del>a<br>a<br>");
    pages_has(&response, "&lt;<br>&lt;</ins>");
}
ON_BOTH(test_long_drafts_of_short_lines_are_compared_on_the_page)

static int64_t readings(struct testing *t)
{
    return testing_int(t, SQL("select count(*) from account_history where what = 'read-personal'"));
}

static void test_words_of_a_record_with_personal_data_are_compared_with_the_line_of_their_reader(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    pages_begin(&p, t);
    int64_t id = make_case(&p), other = make_case(&p);
    assert_true(testing_ok(testing_step(t, &p.office, id, "process", "2021-07-20", NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &p.office, id, "wait", "2021-07-20", NULL, NULL, &err), &err));
    const struct draft_value witness = { "witness", "Nguyễn Thị Kín" };
    assert_true(testing_ok(record_set(&p.office.office, t->mem, id, 0, &witness, 1, &err), &err));
    for (int64_t of = id; of; of = of == id ? other : 0) {
        upload(&p, case_path(&p, of, "/du-thao"), "Một.\n", of == id ? "k1" : "k3");
        upload(&p, case_path(&p, of, "/du-thao"), "Hai.\n", of == id ? "k2" : "k4");
        int64_t before = readings(t);
        assert_int_equal(pages_get(&p, case_path(&p, of, "/du-thao/so-sanh")).status, 200);
        assert_int_equal(readings(t) - before, of == id ? 2 : 0);
    }
}
ON_BOTH(test_words_of_a_record_with_personal_data_are_compared_with_the_line_of_their_reader)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_draft_is_given_in_and_approved_on_the_page),
        BOTH(test_long_drafts_of_short_lines_are_compared_on_the_page),
        BOTH(test_words_of_a_record_with_personal_data_are_compared_with_the_line_of_their_reader),
    };
    return cmocka_run_group_tests_name("web: drafts", tests, NULL, NULL);
}
