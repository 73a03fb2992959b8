/* SPDX-License-Identifier: Apache-2.0 */
#include "people/mail_box.h"
#include "people/testing_people.h"

static struct mail_box kept(struct testing *t, const char *login)
{
    struct err err = { 0 };
    struct mail_box box;
    assert_true(testing_fine(mail_box_read(db_for_read(t->store, &err), t->mem, login, &box, &err), &err));
    return box;
}

static void test_it_is_kept_and_noted_without_the_address(struct testing *t)
{
    struct err err = { 0 };
    const char *detail = NULL;
    struct account account = { .login = "lanh", .name = "Lê Thị Lành", .unit = "kt", .title = "" };
    testing_people(t);
    assert_true(testing_fine(account_create(t->store, t->mem, &testing_set, &account, NULL, "quan-tri", &err), &err));
    assert_true(kept(t, "lanh").wanted);
    assert_string_equal(kept(t, "lanh").address, "");
    struct mail_box box = { " lanh@vp.gov.vn ", true };
    assert_true(testing_fine(mail_box_keep(t->store, t->mem, "lanh", &box, "lanh", &err), &err));
    assert_string_equal(kept(t, "lanh").address, "lanh@vp.gov.vn");
    assert_true(testing_fine(db_one_text(db_for_read(t->store, &err), t->mem,
                                         SQL("select detail from account_history where what = 'mail-box'"), DB_NONE,
                                         &detail, &err),
                             &err));
    assert_null(strstr(detail, "@"));
    box.wanted = false;
    assert_true(testing_fine(mail_box_keep(t->store, t->mem, "lanh", &box, "lanh", &err), &err));
    assert_false(kept(t, "lanh").wanted);
    box.address = "lanh";
    assert_false(mail_box_keep(t->store, t->mem, "lanh", &box, "lanh", &err));
    assert_string_equal(err.subject, "address");
    box.address = "";
    err = (struct err){ 0 };
    assert_false(mail_box_keep(t->store, t->mem, "khong.co", &box, "lanh", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_string_equal(kept(t, "lanh").address, "lanh@vp.gov.vn");
}
ON_BOTH(test_it_is_kept_and_noted_without_the_address)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_it_is_kept_and_noted_without_the_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
