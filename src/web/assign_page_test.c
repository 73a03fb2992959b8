/* SPDX-License-Identifier: Apache-2.0 */
#include "web/testing.h"

#include "store/id.h"

static const char *assignment_path(struct pages *p, int64_t id, const char *act)
{
    char printed[ID_SIZE];
    id_print(testing_int(p->t, SQL("select max(id) from assignment")), printed);
    return pages_path(p, id, arena_printf(p->t->mem, "/giao/%s/%s", printed, act));
}

/* The leader's own line; the path of an act on it. */
static const char *line_path(struct pages *p, int64_t id, const char *act)
{
    char printed[ID_SIZE];
    id_print(testing_int(p->t, SQL("select min(id) from assignment where to_whom = 'binh.ld'")), printed);
    return pages_path(p, id, arena_printf(p->t->mem, "/giao/%s/%s", printed, act));
}

/* Planted and seen red: the receiver taken as it was typed; an unclear one left out of the act. */
static void test_who_receives_is_chosen_by_name(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_get(&p, pages_path(&p, id, "/giao"));
    assert_int_equal(response.status, 200);
    pages_has(&response, "data-pick=\"/van-ban/chon?field=to\"");
    response = pages_post(&p, pages_path(&p, id, "/giao"),
                          "lead=&support-1=ph%C3%B2ng&due=&opinion=Gi%E1%BB%AF&_version=1&_key=k1&_find.support-1=yes");
    assert_int_equal(response.status, 200);
    pages_has(&response, "name=\"_pick.support-1\" value=\"Phòng Kinh tế · kt\"");
    pages_has(&response, "\nGiữ</textarea>");
    pages_has_not(&response, "error-summary");
    response = pages_post(&p, pages_path(&p, id, "/giao"), "support-1=ph%C3%B2ng&due=&opinion=&_version=1&_key=k2");
    assert_int_equal(response.status, 422);
    pages_has(&response, "href=\"#support-1\"");
    pages_has(&response, "name=\"_pick.support-1\" value=\"Phòng Kinh tế · kt\"");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
    response = pages_post(
        &p, pages_path(&p, id, "/giao"),
        "support-1=ph%C3%B2ng&_asked.support-1=ph%C3%B2ng&_pick.support-1=Ph%C3%B2ng+Kinh+t%E1%BA%BF+%C2%B7+kt"
        "&due=&opinion=&_version=1&_key=k3");
    pages_goes(&response, pages_path(&p, id, ""));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where to_whom = 'unit:kt'")), 1);
}

static void test_a_record_is_handed_to_several_and_finished(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response =
        pages_post(&p, pages_path(&p, id, "/giao"),
                   "lead=binh.ld&support-1=unit:kt&support-2=&support-3=an.vt&inform-1=nc&due=05/08/2021&opinion=Xem"
                   "&_version=1&_key=k1");
    pages_goes(&response, pages_path(&p, id, ""));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 4);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'give-assignment'")), 1);
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "<b>Lê Thị Bình</b>, chủ trì");
    pages_has(&response, "<b>Phòng Kinh tế</b>, phối hợp");
    pages_has(&response, "hạn 05/08/2021");
    p.as = p.leader;
    response = pages_post(&p, line_path(&p, id, "xong"), "words=%C4%90%C3%A3+xem&_key=k2");
    pages_goes(&response, pages_path(&p, id, ""));
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Xong 02/08/2021 08:00, Lê Thị Bình: Đã xem");
    pages_has(&response, "Hoàn thành</span>"); /* as it was on the day it was done */
}

static void test_what_is_wrong_is_said_at_once_with_what_was_typed(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response =
        pages_post(&p, pages_path(&p, id, "/giao"), "lead=&due=&opinion=Gi%E1%BB%AF&_version=1&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "<a href=\"#lead\">Chọn ít nhất một nơi nhận</a>");
    pages_has(&response, "\nGiữ</textarea>");
    response = pages_post(&p, pages_path(&p, id, "/giao"),
                          "lead=khong.co&support-1=unit:kt&support-2=ph%C3%B2ng&inform-1=unit:kt&due=01/08/2021"
                          "&opinion=&_version=1&_key=k2");
    assert_int_equal(response.status, 422);
    pages_has(&response, "<a href=\"#lead\">");
    pages_has(&response, "<a href=\"#support-2\">");
    pages_has(&response, "<a href=\"#inform-1\">Đã giao cho nơi này");
    pages_has(&response, "<a href=\"#due\">Hạn 01/08/2021 đã qua</a>");
    pages_has(&response, "id=\"support-1\" name=\"support-1\" type=\"text\" value=\"unit:kt\"");
    pages_has(&response, "name=\"_pick.support-2\" value=\"Phòng Kinh tế · kt\"");
    response = pages_post(&p, pages_path(&p, id, "/giao"), "inform-1=unit:kt&due=05/08/2021&_version=1&_key=k3");
    assert_int_equal(response.status, 422);
    pages_has(&response, "Nhận để biết thì không có hạn");
    response = pages_post(&p, pages_path(&p, id, "/giao"), "lead=kt&support-1=ph%C3%B2ng&_version=1&_key=k5");
    assert_int_equal(response.status, 422); /* nor to the one that is clear */
    response = pages_post(&p, pages_path(&p, id, "/giao"), "lead=kt&support-51=nc&_version=1&_key=k4");
    assert_int_equal(response.status, 422); /* no control of the form */
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
}

static void test_there_is_a_line_for_everybody(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_get(&p, pages_path(&p, id, "/giao"));
    pages_has(&response, "name=\"support-2\"");
    pages_has_not(&response, "name=\"support-3\"");
    response =
        pages_post(&p, pages_path(&p, id, "/giao"),
                   "lead=kt&support-1=nc&support-2=&inform-1=&inform-2=&due=&opinion=&_key=k1&_version=1&_more=yes");
    assert_int_equal(response.status, 200);
    pages_has(&response, "name=\"support-6\"");
    pages_has(&response, "name=\"support-1\" type=\"text\" value=\"nc\"");
    pages_has_not(&response, "error-summary");
    pages_has_not(&response, "name=\"lead-2\"");
    response = pages_post(&p, pages_path(&p, id, "/giao"), "lead=kt&support-49=&_key=k1&_version=1&_more=yes");
    pages_has(&response, "name=\"support-50\"");
    pages_has_not(&response, "name=\"support-51\"");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
}

static void test_the_last_time_is_offered_and_fills_the_form(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t first = pages_letter(&p, "Một"), second = pages_letter(&p, "Hai");
    struct response response = pages_get(&p, pages_path(&p, second, "/giao"));
    pages_has_not(&response, "Lần trước");
    pages_post(&p, pages_path(&p, first, "/giao"),
               "lead=binh.ld&support-1=kt&support-2=unit:nc&opinion=Xem+gi%C3%BAp&_version=1&_key=k1");
    response = pages_get(&p, pages_path(&p, second, "/giao"));
    pages_has(&response,
              "Lần trước (02/08/2021): Lê Thị Bình (chủ trì), Phòng Kinh tế (phối hợp), Phòng Nội chính (phối hợp).");
    pages_has(&response, arena_printf(t->mem, "href=\"%s?same=yes\"", pages_path(&p, second, "/giao")));
    pages_has_not(&response, "value=\"Phòng Kinh tế · kt\"");
    response = pages_get(&p, pages_path(&p, second, "/giao?same=yes"));
    pages_has(&response, "name=\"lead\" type=\"text\" value=\"Lê Thị Bình · binh.ld\"");
    pages_has(&response, "name=\"support-1\" type=\"text\" value=\"Phòng Kinh tế · kt\"");
    pages_has(&response, "name=\"support-2\" type=\"text\" value=\"Phòng Nội chính · nc\"");
    pages_has(&response, "name=\"support-3\"");
    pages_has(&response, "\nXem giúp</textarea>");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 3); /* offered, not done */
    p.as = p.leader;
    response = pages_get(&p, pages_path(&p, second, "/giao"));
    pages_has_not(&response, "Lần trước"); /* it is the reader's own last time */
}

static void test_work_that_is_sent_back_says_why(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    pages_post(&p, pages_path(&p, id, "/giao"), "lead=binh.ld&due=&opinion=&_version=1&_key=k1");
    struct response response = pages_post(&p, line_path(&p, id, "chuyen-tra"), "words=Kh%C3%B4ng&_key=k2");
    assert_int_equal(response.status, 403); /* who gave it does not send it back */
    p.as = p.leader;
    response = pages_post(&p, line_path(&p, id, "chuyen-tra"), "words=&_key=k3");
    assert_int_equal(response.status, 422);
    pages_has(&response, "phải ghi lý do");
    pages_has(&response, "<details class=\"no-print\" open><summary>Chuyển trả, trả lại nơi gửi");
    response = pages_post(&p, line_path(&p, id, "chuyen-tra"), "words=Nh%E1%BA%A7m+ph%C3%B2ng&_key=k4");
    pages_goes(&response, pages_path(&p, id, ""));
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Chuyển trả 02/08/2021 08:00, Lê Thị Bình: Nhầm phòng");
    pages_has(&response, "Lê Thị Bình trả lại 02/08/2021 08:00, chưa xem");
    p.as = p.clerk;
    response = pages_get(&p, "/viec-cua-toi");
    pages_has(&response, "Lê Thị Bình trả lại: Nhầm phòng");
    p.as = p.leader;
    response = pages_get(&p, "/viec-cua-toi");
    pages_has_not(&response, "Công văn</a>");
}

static void test_an_unread_one_is_withdrawn_by_who_gave_it(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    pages_post(&p, pages_path(&p, id, "/giao"), "lead=binh.ld&due=&opinion=&_version=1&_key=k1");
    p.as = p.leader;
    struct response response = pages_post(&p, assignment_path(&p, id, "thu-hoi"), "_key=k2");
    assert_int_equal(response.status, 403);
    p.as = p.clerk;
    response = pages_post(&p, assignment_path(&p, id, "thu-hoi"), "_key=k3");
    pages_goes(&response, pages_path(&p, id, ""));
    int64_t other = pages_letter(&p, "Khác");
    assert_int_equal(pages_post(&p, pages_path(&p, other, "/giao/0000000000001/xong"), "_key=k4").status, 404);
}

ON_BOTH(test_who_receives_is_chosen_by_name)
ON_BOTH(test_a_record_is_handed_to_several_and_finished)
ON_BOTH(test_what_is_wrong_is_said_at_once_with_what_was_typed)
ON_BOTH(test_there_is_a_line_for_everybody)
ON_BOTH(test_the_last_time_is_offered_and_fills_the_form)
ON_BOTH(test_work_that_is_sent_back_says_why)
ON_BOTH(test_an_unread_one_is_withdrawn_by_who_gave_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_who_receives_is_chosen_by_name),
        BOTH(test_a_record_is_handed_to_several_and_finished),
        BOTH(test_what_is_wrong_is_said_at_once_with_what_was_typed),
        BOTH(test_there_is_a_line_for_everybody),
        BOTH(test_the_last_time_is_offered_and_fills_the_form),
        BOTH(test_work_that_is_sent_back_says_why),
        BOTH(test_an_unread_one_is_withdrawn_by_who_gave_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
