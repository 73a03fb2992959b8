/* SPDX-License-Identifier: Apache-2.0 */
#include "web/testing.h"

#include "store/id.h"

static const char *assignment_path(struct pages *p, int64_t id, const char *act)
{
    char printed[ID_SIZE];
    id_print(testing_int(p->t, SQL("select max(id) from assignment")), printed);
    return pages_path(p, id, arena_printf(p->t->mem, "/giao/%s/%s", printed, act));
}

/* Planted and seen red: the receiver taken as it was typed. */
static void test_who_receives_is_chosen_by_name(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_get(&p, pages_path(&p, id, "/giao"));
    assert_int_equal(response.status, 200);
    pages_has(&response, "data-pick=\"/van-ban/chon?field=to\"");
    response = pages_post(&p, pages_path(&p, id, "/giao"),
                          "to=ph%C3%B2ng&role=lead&due=&opinion=Gi%E1%BB%AF&_version=1&_key=k1&_find.to=yes");
    assert_int_equal(response.status, 200);
    pages_has(&response, "name=\"_pick.to\" value=\"Phòng Kinh tế · kt\"");
    pages_has(&response, "\nGiữ</textarea>");
    pages_has_not(&response, "error-summary");
    response = pages_post(&p, pages_path(&p, id, "/giao"), "to=ph%C3%B2ng&role=lead&due=&opinion=&_version=1&_key=k2");
    assert_int_equal(response.status, 422);
    pages_has(&response, "href=\"#to\"");
    pages_has(&response, "name=\"_pick.to\" value=\"Phòng Kinh tế · kt\"");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
    response = pages_post(&p, pages_path(&p, id, "/giao"),
                          "to=ph%C3%B2ng&_asked.to=ph%C3%B2ng&_pick.to=Ph%C3%B2ng+Kinh+t%E1%BA%BF+%C2%B7+kt"
                          "&role=lead&due=&opinion=&_version=1&_key=k3");
    pages_goes(&response, pages_path(&p, id, ""));
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment where to_whom = 'unit:kt'")), 1);
}

static void test_a_record_is_handed_on_and_finished(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response = pages_post(&p, pages_path(&p, id, "/giao"),
                                          "to=binh.ld&role=lead&due=05/08/2021&opinion=Xem&_version=1&_key=k1");
    pages_goes(&response, pages_path(&p, id, ""));
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "<b>Lê Thị Bình</b>, chủ trì");
    pages_has(&response, "hạn 05/08/2021");
    p.as = p.leader;
    response = pages_post(&p, assignment_path(&p, id, "xong"), "words=%C4%90%C3%A3+xem&_key=k2");
    pages_goes(&response, pages_path(&p, id, ""));
    response = pages_get(&p, pages_path(&p, id, ""));
    pages_has(&response, "Xong 02/08/2021");
    pages_has(&response, "Đã xem");
}

static void test_nobody_chosen_is_refused_with_what_was_typed(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    struct response response =
        pages_post(&p, pages_path(&p, id, "/giao"), "to=&role=support&due=&opinion=Gi%E1%BB%AF&_version=1&_key=k1");
    assert_int_equal(response.status, 422);
    pages_has(&response, "<a href=\"#to\">Chọn người nhận</a>");
    pages_has(&response, "value=\"support\" checked");
    pages_has(&response, "\nGiữ</textarea>");
    response = pages_post(&p, pages_path(&p, id, "/giao"), "to=khong.co&role=lead&due=&opinion=&_version=1&_key=k2");
    assert_int_equal(response.status, 422);
    pages_has(&response, "href=\"#to\"");
    assert_int_equal(testing_int(t, SQL("select count(*) from assignment")), 0);
}

static void test_an_unread_one_is_withdrawn_by_who_gave_it(struct testing *t)
{
    struct pages p;
    pages_begin(&p, t);
    int64_t id = pages_letter(&p, "Công văn");
    pages_post(&p, pages_path(&p, id, "/giao"), "to=binh.ld&role=lead&due=&opinion=&_version=1&_key=k1");
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
ON_BOTH(test_a_record_is_handed_on_and_finished)
ON_BOTH(test_nobody_chosen_is_refused_with_what_was_typed)
ON_BOTH(test_an_unread_one_is_withdrawn_by_who_gave_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_who_receives_is_chosen_by_name),
        BOTH(test_a_record_is_handed_on_and_finished),
        BOTH(test_nobody_chosen_is_refused_with_what_was_typed),
        BOTH(test_an_unread_one_is_withdrawn_by_who_gave_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
