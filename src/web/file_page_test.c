/* SPDX-License-Identifier: Apache-2.0 */
#include "web/testing.h"

#include "store/id.h"

static const char pdf[] = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

static struct response upload(struct pages *p, const char *path, const char *name, const char *bytes, const char *key)
{
    struct request *request = pages_request(p, HTTP_POST, path, arena_printf(p->t->mem, "_key=%s", key));
    FILE *file = tmpfile();
    assert_non_null(file);
    fputs(bytes, file);
    fflush(file);
    rewind(file);
    int descriptor = dup(fileno(file));
    lseek(descriptor, 0, SEEK_SET);
    fclose(file);
    *ARRAY_ADD(request->mem, &request->uploads) =
        (struct upload){ "file", name, "text/html", descriptor, (int64_t)strlen(bytes) };
    struct response response = pages_answer(p, request);
    close(descriptor);
    return response;
}

static const char *file_path(struct pages *p, const char *rest)
{
    char printed[ID_SIZE];
    id_print(testing_int(p->t, SQL("select max(id) from attachment")), printed);
    return arena_printf(p->t->mem, "/tep/%s%s", printed, rest);
}

static void test_a_file_goes_in_and_comes_out_as_it_was(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = upload(&p, pages_path(&p, id, "/tep"), "tờ trình.pdf", pdf, "k1");
    pages_goes(&response, pages_path(&p, id, "#files"));
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "tờ trình.pdf</a>");
    pages_has(&response, "bản 1, Trần Văn An tải lên 02/08/2021 08:00");
    response = pages_get(&p, file_path(&p, ""));
    assert_int_equal(response.status, 200);
    char read_back[sizeof pdf] = "";
    assert_int_equal(pread(response.file, read_back, sizeof pdf, 0), (int)sizeof pdf - 1);
    assert_string_equal(read_back, pdf);
    assert_string_equal(response.media_type, "application/pdf");
}

static void test_a_file_of_another_kind_is_refused_on_the_page(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response =
        upload(&p, pages_path(&p, id, "/tep"), "a.pdf", "<!DOCTYPE html><html><script>alert(1)</script></html>", "k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "href=\"#file\"");
    response = pages_post(&p, pages_path(&p, id, "/tep"), "_key=k2");
    assert_int_equal(response.status, 422);
    pages_has(&response, "Chọn tệp cần tải lên");
    assert_int_equal(testing_int(t, SQL("select count(*) from attachment")), 0);
}

static void test_a_withdrawn_file_keeps_its_line(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    upload(&p, pages_path(&p, id, "/tep"), "a.pdf", pdf, "k1");
    struct response response = pages_get(&p, file_path(&p, "/rut"));
    pages_has(&response, "Rút tệp “a.pdf”?");
    response = pages_post(&p, file_path(&p, "/rut"), "reason=&_key=k2");
    assert_int_equal(response.status, 422);
    pages_has(&response, "Nhập lý do rút tệp");
    response = pages_post(&p, file_path(&p, "/rut"), "reason=G%E1%BB%ADi+nh%E1%BA%A7m&_key=k3");
    pages_goes(&response, pages_path(&p, id, "#files"));
    assert_int_equal(pages_get(&p, file_path(&p, "")).status, 403);
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Đã rút.");
    pages_has(&response, "Gửi nhầm");
}

static void test_a_file_of_a_record_one_may_not_see_is_not_there(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    struct draft *draft = testing_letter(t, &p.office, "Kín", "cv");
    draft_set(t->mem, draft, "secrecy", "mat");
    int64_t id = testing_create(t, &p.office, draft);
    p.as = p.leader;
    struct response response = upload(&p, pages_path(&p, id, "/tep"), "a.pdf", pdf, "k1");
    pages_goes(&response, pages_path(&p, id, "#files"));
    p.as = p.clerk;
    assert_int_equal(pages_get(&p, file_path(&p, "")).status, 404);
    assert_int_equal(pages_get(&p, file_path(&p, "/rut")).status, 404);
    assert_int_equal(upload(&p, pages_path(&p, id, "/tep"), "b.pdf", pdf, "k2").status, 404);
}

ON_BOTH(test_a_file_goes_in_and_comes_out_as_it_was)
ON_BOTH(test_a_file_of_another_kind_is_refused_on_the_page)
ON_BOTH(test_a_withdrawn_file_keeps_its_line)
ON_BOTH(test_a_file_of_a_record_one_may_not_see_is_not_there)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_file_goes_in_and_comes_out_as_it_was),
        BOTH(test_a_file_of_another_kind_is_refused_on_the_page),
        BOTH(test_a_withdrawn_file_keeps_its_line),
        BOTH(test_a_file_of_a_record_one_may_not_see_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
