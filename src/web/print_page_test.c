/* SPDX-License-Identifier: Apache-2.0 */
/* The stamp ĐẾN and the phiếu giải quyết of an incoming document, in the office that comes with the program.
 *
 * Planted and seen red, each alone: the newest direction printed first; what is given for information left out; an
 * unknown name answered with the first print there is. */
#include "web/testing.h"

#include "handling/assignment.h"
#include "handling/direction.h"

static int64_t enter(struct pages *p, struct testing *t)
{
    struct testing_office office;
    testing_enter_folder(t, &office, SOURCE_FOLDER "/office");
    pages_serve(p, t, &office);
    pages_account(p, TESTING_CLERK, "Trần Văn An", "clerk", p->clerk);
    pages_account(p, TESTING_LEADER, "Lê Thị Bình", "leader", p->leader);
    p->as = p->clerk;
    struct draft *draft = draft_new(t->mem, definitions_register(p->office.office.definitions, "incoming"));
    draft_set(t->mem, draft, "received_on", "2021-07-30");
    draft_set(t->mem, draft, "author", "Bộ Y tế");
    draft_set(t->mem, draft, "document_number", "5096/BYT-DP");
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "summary", "Về phòng, chống dịch <gấp>");
    draft_add_step(t->mem, draft, "register", "2021-07-30");
    return testing_create(t, &p->office, draft);
}

static struct response print(struct pages *p, int64_t id, const char *name)
{
    const char *path = page_record_path(p->t->mem, definitions_register(p->office.office.definitions, "incoming"), id);
    return pages_get(p, arena_printf(p->t->mem, "%s%s", path, name));
}

static void test_the_stamp_has_the_number_and_the_day(struct testing *t)
{
    struct pages p;
    int64_t id = enter(&p, t);
    struct response response = print(&p, id, "");
    pages_has(&response, "/in/dau-den\"");
    pages_has(&response, "/in/phieu-giai-quyet\"");
    response = print(&p, id, "/in/dau-den");
    assert_int_equal(response.status, 200);
    pages_has(&response, "class=\"panel stamp\"");
    pages_has(&response, ">ĐẾN</h2>");
    pages_has(&response, "<p>Số: <b>1</b></p>");
    pages_has(&response, "<p>Ngày: <b>30/07/2021</b></p>");
    pages_has(&response, "<p>Số và ký hiệu hồ sơ: <b></b></p>");
    assert_int_equal(print(&p, id, "/in/khac").status, 404);
}

static void test_the_sheet_has_what_leaders_said_and_who_has_the_work(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    int64_t id = enter(&p, t), said;
    const char *words[] = { "Giao Phòng Kinh tế tham mưu", "Báo cáo trước 15/8" };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        const struct direction direction = { .words = words[i], .speaker = "Nguyễn Văn Thử", .said_on = "02/08/2021" };
        assert_true(testing_ok(direction_add(&p.office.office, t->mem, id, 0, &direction, &said, &err), &err));
    }
    struct handed lines[] = { { .to = "unit:kt", .role = ASSIGN_LEAD, .due = "2021-08-13", .opinion = "Làm ngay" },
                              { .to = "unit:nc", .role = ASSIGN_INFORM } };
    assert_true(
        testing_ok(assignment_hand_out(&p.office.office, t->mem, id, 0, 0, lines, COUNT_OF(lines), &err), &err));
    struct response response = print(&p, id, "/in/phieu-giai-quyet");
    assert_int_equal(response.status, 200);
    pages_has(&response, "PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN");
    pages_has(&response, "5096/BYT-DP");
    pages_has(&response, "Về phòng, chống dịch &lt;gấp&gt;");
    pages_has(&response, "Nguyễn Văn Thử, 02/08/2021: <b>Giao Phòng Kinh tế tham mưu</b>");
    pages_has(&response, "(chủ trì): <b>hạn 13/08/2021. Làm ngay</b>");
    pages_has(&response, "(nhận để biết): <b></b>");
    pages_has(&response, "NĐ 30/2020/NĐ-CP Phụ lục IV");
    const char *first = strstr(response.body.data, words[0]), *second = strstr(response.body.data, words[1]);
    assert_true(first && second && first < second);
}

ON_BOTH(test_the_stamp_has_the_number_and_the_day)
ON_BOTH(test_the_sheet_has_what_leaders_said_and_who_has_the_work)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_stamp_has_the_number_and_the_day),
        BOTH(test_the_sheet_has_what_leaders_said_and_who_has_the_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
