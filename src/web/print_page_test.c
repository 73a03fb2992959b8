/* SPDX-License-Identifier: Apache-2.0 */
/* The stamp ĐẾN and the phiếu giải quyết of an incoming document, and the forms of a dossier around the day on which
 * they changed, in the office that comes with the program.
 *
 * Planted and seen red, each alone: the newest direction printed first; what is given for information left out; an
 * unknown name answered with the first print there is. Of forms with days: the first of its name whatever the day; a
 * page that offers them all, or those that lack what they need; today's laws under a form that has days; the day of
 * entry for the record's own; `until` itself left out. */
#include "web/testing.h"

#include "handling/assignment.h"
#include "handling/direction.h"
#include "records/judge.h"

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

/* --- forms have days ---------------------------------------------------------------------------------------------- */

/* Years later the session is over. */
static void sign_in_again(struct pages *p)
{
    struct err err = { 0 };
    struct account *account;
    assert_true(testing_ok(sign_in(p->t->store, p->t->mem, p->office.office.definitions, "thu.mc",
                                   "mười hai con giáp quanh bàn", "127.0.0.1", "thử", p->clerk, &account, &err),
                           &err));
}

static void begin_dossiers(struct pages *p, struct testing *t)
{
    struct testing_office office;
    testing_enter_folder(t, &office, SOURCE_FOLDER "/office");
    pages_serve(p, t, &office);
    pages_account(p, "thu.mc", "Người Một Cửa", "desk", p->clerk);
    p->as = p->clerk;
    struct draft *draft = draft_new(t->mem, definitions_register(p->office.office.definitions, "procedure"));
    draft_set(t->mem, draft, "code", "1.000656");
    draft_set(t->mem, draft, "name", "Thủ tục thử");
    draft_set(t->mem, draft, "sector", "moi-truong");
    draft_set(t->mem, draft, "tier", "tinh");
    draft_set(t->mem, draft, "online_level", "muc-do-4");
    draft_set(t->mem, draft, "time_limit", "5 ngày làm việc");
    testing_create(t, &p->office, draft);
    clock_fix(instant_from_local(day_from_civil(2025, 12, 1), 8 * 60));
    sign_in_again(p);
}

static const char *dossier_path(struct pages *p, int64_t id)
{
    return page_record_path(p->t->mem, definitions_register(p->office.office.definitions, "dossier"), id);
}

/* A dossier that was accepted on DAY; NULL: it is entered and not accepted. */
static int64_t dossier_of(struct pages *p, const char *day)
{
    struct testing *t = p->t;
    const struct register_definition *reg = definitions_register(p->office.office.definitions, "dossier");
    struct draft *draft = draft_new(t->mem, reg);
    draft_set(t->mem, draft, "procedure", "1.000656");
    draft_set(t->mem, draft, "subject", "Cấp phép thử");
    draft_set(t->mem, draft, "submitted_on", day ? day : "2025-12-01");
    draft_set(t->mem, draft, CONFIRM_VALUE, "old-date");
    if (day) {
        struct draft_step *step = draft_add_step(t->mem, draft, "accept", day);
        draft_step_set(t->mem, step, "accepted_on", arena_printf(t->mem, "%sT08:00", day));
        draft_step_set(t->mem, step, CONFIRM_VALUE, "old-date");
    }
    return testing_create(t, &p->office, draft);
}

static void test_a_form_prints_the_records_of_its_days(struct testing *t)
{
    static const struct {
        const char *day, *code, *heading, *law;
    } cases[] = {
        { "2019-01-06", "Mẫu số 05", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "<p>TT 01/2018/TT-VPCP</p>" },
        { "2021-07-29", "Mẫu số 05", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "<p>TT 01/2018/TT-VPCP</p>" },
        { "2025-09-14", "Mẫu số 05", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "<p>TT 01/2018/TT-VPCP</p>" },
        { "2025-09-15", "Mẫu số 06", "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
          "<p>TT 03/2025/TT-VPCP Phụ lục I</p>" },
    };
    struct pages p;
    begin_dossiers(&p, t);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *path = dossier_path(&p, dossier_of(&p, cases[i].day));
        struct response page = pages_get(&p, path);
        pages_has(&page, arena_printf(t->mem, "Phiếu kiểm soát (%s)", cases[i].code));
        pages_has(&page, "/in/giay-hen\"");
        pages_has_not(&page, "/in/phieu-bo-sung\"");
        page = pages_get(&p, arena_printf(t->mem, "%s/in/phieu-kiem-soat", path));
        assert_int_equal(page.status, 200);
        pages_has(&page, arena_printf(t->mem, "<b>%s</b>", cases[i].code));
        pages_has(&page, cases[i].heading);
        pages_has(&page, cases[i].law);
    }
}

static void test_the_form_of_another_day_is_refused_with_the_reason(struct testing *t)
{
    static const struct {
        const char *day, *print;
        int status;
        const char *reason;
    } cases[] = {
        { "2025-09-14", "thong-bao-dung", 409,
          "“Thông báo dừng giải quyết (Mẫu số 05)” chỉ in cho hồ sơ từ 15/09/2025; hồ sơ này của ngày 14/09/2025" },
        { "2019-01-05", "giay-hen", 409,
          "“Giấy tiếp nhận, hẹn trả (Mẫu số 01)” chỉ in cho hồ sơ từ 06/01/2019 đến 14/09/2025; hồ sơ này của ngày "
          "05/01/2019" },
        { "2025-09-15", "thong-bao-dung", 409,
          "“Thông báo dừng giải quyết (Mẫu số 05)” chỉ in được khi hồ sơ có “Lý do”" },
        { NULL, "giay-hen", 409,
          "“Giấy tiếp nhận, hẹn trả (Mẫu số 01)” chỉ in được khi hồ sơ có “Thời gian tiếp nhận”" },
        { "2025-09-15", "khac", 404, "không có bản in “khac”" },
    };
    struct pages p;
    begin_dossiers(&p, t);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *path = dossier_path(&p, dossier_of(&p, cases[i].day));
        struct response page = pages_get(&p, path);
        pages_has_not(&page, arena_printf(t->mem, "/in/%s\"", cases[i].print));
        page = pages_get(&p, arena_printf(t->mem, "%s/in/%s", path, cases[i].print));
        assert_int_equal(page.status, cases[i].status);
        pages_has(&page, cases[i].reason);
    }
}

/* Given back on the first day of the new form, and apologised for: by the form of the day it was accepted. */
static void test_the_form_a_record_was_made_with_stays_its_form(struct testing *t)
{
    struct pages p;
    struct err err = { 0 };
    begin_dossiers(&p, t);
    clock_fix(instant_from_local(day_from_civil(2025, 9, 15), 8 * 60));
    sign_in_again(&p);
    const int64_t id = dossier_of(&p, "2025-09-12");
    const char *path = dossier_path(&p, id);
    struct draft_step step = { .name = "apologize", .on = "2025-09-15" };
    draft_step_set(t->mem, &step, "return_again_on", "2025-09-26");
    draft_step_set(t->mem, &step, "apology_reason", "Chờ xác minh");
    assert_true(testing_ok(record_step(&p.office.office, t->mem, id, 0, &step, &err), &err));
    struct response page = pages_get(&p, path);
    pages_has(&page, "Phiếu xin lỗi, hẹn lại (Mẫu số 04)");
    pages_has_not(&page, "đề nghị gia hạn (");
    page = pages_get(&p, arena_printf(t->mem, "%s/in/phieu-xin-loi", path));
    pages_has(&page, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ");
    pages_has(&page, "Thời gian hẹn trả: <b>19/09/2025");
    pages_has(&page, "Thời gian trả kết quả mới: <b>26/09/2025</b>");
}

ON_BOTH(test_a_form_prints_the_records_of_its_days)
ON_BOTH(test_the_form_of_another_day_is_refused_with_the_reason)
ON_BOTH(test_the_form_a_record_was_made_with_stays_its_form)
ON_BOTH(test_the_stamp_has_the_number_and_the_day)
ON_BOTH(test_the_sheet_has_what_leaders_said_and_who_has_the_work)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_stamp_has_the_number_and_the_day),
        BOTH(test_the_sheet_has_what_leaders_said_and_who_has_the_work),
        BOTH(test_a_form_prints_the_records_of_its_days),
        BOTH(test_the_form_of_another_day_is_refused_with_the_reason),
        BOTH(test_the_form_a_record_was_made_with_stays_its_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
