/* SPDX-License-Identifier: Apache-2.0 */
#include "people/testing_people.h"

static bool change(struct testing *t, struct account *account, struct err *err)
{
    return account_change(t->store, t->mem, &testing_set, account, account->version, "quan-tri", err);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void test_an_account_is_found_as_it_was_made(struct testing *t)
{
    testing_people(t);
    testing_account(t, "nguyen.thi.a", "  Nguyễn Thị A ", "leader clerk clerk");
    const struct account *account = testing_find(t, "nguyen.thi.a");
    assert_string_equal(account->name, "Nguyễn Thị A");
    assert_string_equal(account->unit, "nc");
    assert_string_equal(account->title, "Chuyên viên");
    assert_int_equal(account->roles.count, 2);
    assert_string_equal(account->roles.items[0], "clerk");
    assert_int_equal(account->positions.count, 0);
    assert_false(account->disabled);
    assert_int_equal(account->version, 1);
    struct err err = { 0 };
    assert_null(account_find(db_for_read(t->store, &err), t->mem, "khong-ai", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_a_login_is_given_once(struct testing *t)
{
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    struct err err = { 0 };
    struct account again = testing_person(t, "an", "An Khác", "clerk");
    assert_false(account_create(t->store, t->mem, &testing_set, &again, GOOD_PASSWORD, "x", &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.subject, "login");
    assert_int_equal(testing_count(t, SQL("select count(*) from account")), 1);
}

static void test_what_does_not_fit_is_refused(struct testing *t)
{
    testing_people(t);
    const struct {
        const char *login, *name, *unit, *title, *roles, *password, *subject;
    } cases[] = {
        { "a", "An", "nc", "", "clerk", GOOD_PASSWORD, "login" },
        { "An", "An", "nc", "", "clerk", GOOD_PASSWORD, "login" },
        { "an_binh", "An", "nc", "", "clerk", GOOD_PASSWORD, "login" },
        { "a23456789012345678901234567890123456789012", "An", "nc", "", "clerk", GOOD_PASSWORD, "login" },
        { "an", " ", "nc", "", "clerk", GOOD_PASSWORD, "name" },
        { "an",
          "An\x01"
          "Bình",
          "nc", "", "clerk", GOOD_PASSWORD, "name" },
        { "an", "An", "xa", "", "clerk", GOOD_PASSWORD, "unit" },
        { "an", "An", "", "", "clerk", GOOD_PASSWORD, "unit" },
        { "an", "An", "nc", "\x01", "clerk", GOOD_PASSWORD, "title" },
        { "an", "An", "nc", "", "boss", GOOD_PASSWORD, "role" },
        { "an", "An", "nc", "", "clerk", "ngắn quá", "password" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct err err = { 0 };
        struct account account = { .login = cases[i].login,
                                   .name = cases[i].name,
                                   .unit = cases[i].unit,
                                   .title = cases[i].title,
                                   .roles = testing_list(t, cases[i].roles) };
        assert_false(account_create(t->store, t->mem, &testing_set, &account, cases[i].password, "x", &err));
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, cases[i].subject);
    }
    assert_int_equal(testing_count(t, SQL("select count(*) from account")), 0);
}

static void test_no_password_stands_in_the_database(struct testing *t)
{
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    assert_int_equal(
        testing_count(t, SQL("select count(*) from account where password_hash < '$argon2id$v=19$m=47104,t=1' "
                             "or password_hash > '$argon2id$v=19$m=47104,t=2'")),
        0);
    assert_null(strstr(testing_history(t, "an"), GOOD_PASSWORD));
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

static const char *logins(struct testing *t, const char *words, const char *unit, size_t offset, size_t limit,
                          int64_t total)
{
    struct err err = { 0 };
    struct account_list list;
    struct text out;
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    assert_true(
        testing_fine(account_list(db_for_read(t->store, &err), t->mem, words, unit, offset, limit, &list, &err), &err));
    assert_int_equal(list.total, total);
    for (size_t i = 0; i < list.count; i++)
        text_printf(&out, "%s%s:%zu", i ? " " : "", list.items[i]->login, list.items[i]->roles.count);
    return out.data ? out.data : "";
}

static void test_accounts_are_listed_by_given_name(struct testing *t)
{
    testing_people(t);
    testing_account(t, "dung", "Trần Thị Dung", "clerk");
    testing_account(t, "dieu", "Lê Văn Điệu", "clerk leader");
    testing_account(t, "binh", "Võ Ất Bình", "");
    assert_string_equal(logins(t, "", NULL, 0, 10, 3), "binh:0 dung:1 dieu:2");
    assert_string_equal(logins(t, "", NULL, 1, 1, 3), "dung:1");
    assert_string_equal(logins(t, "dieu", NULL, 0, 10, 1), "dieu:2"); /* without marks */
    assert_string_equal(logins(t, "TRẦN", NULL, 0, 10, 1), "dung:1");
    assert_string_equal(logins(t, "", "kt", 0, 10, 0), "");
    assert_string_equal(logins(t, "", "nc", 0, 10, 3), "binh:0 dung:1 dieu:2");
}

/* --- changing ----------------------------------------------------------------------------------------------------- */

static void test_a_change_stands_in_the_history(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    struct account *account = testing_find(t, "an");
    account->name = "An Hai";
    account->unit = "kt";
    account->roles = testing_list(t, "leader");
    assert_true(testing_fine(change(t, account, &err), &err));
    assert_int_equal(testing_find(t, "an")->version, 2);
    assert_string_equal(testing_history(t, "an"), "create: An · nc · clerk (quan-tri)\n"
                                                  "change: An → An Hai (quan-tri)\n"
                                                  "change: nc → kt (quan-tri)\n"
                                                  "roles: clerk → leader (quan-tri)\n");
}

static void test_a_stale_change_is_refused(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    struct account *mine = testing_find(t, "an"), *other = testing_find(t, "an");
    mine->name = "An Hai";
    other->name = "An Ba";
    assert_true(testing_fine(change(t, mine, &err), &err));
    assert_false(change(t, other, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.subject, "version");
    assert_string_equal(testing_find(t, "an")->name, "An Hai");
}

static void test_the_last_administrator_stays(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", "keeper");
    testing_account(t, "ba", "Ba", "keeper clerk");
    struct account *an = testing_find(t, "an"), *ba = testing_find(t, "ba");
    ba->roles = testing_list(t, "clerk");
    assert_true(testing_fine(change(t, ba, &err), &err));
    an->disabled = true;
    assert_false(change(t, an, &err));
    assert_string_equal(err.subject, "last-administrator");
    an->disabled = false;
    an->roles = testing_list(t, "clerk");
    assert_false(change(t, an, &err));
    assert_string_equal(err.subject, "last-administrator");
    assert_int_equal(testing_find(t, "an")->version, 1);
}

static void test_disabling_and_other_roles_end_sessions(struct testing *t)
{
    struct err err = { 0 };
    struct session session;
    char token[TOKEN_SIZE], program[TOKEN_SIZE];
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    for (int i = 0; i < 3; i++) {
        assert_true(testing_fine(testing_sign_in(t, "an", GOOD_PASSWORD, token, &err), &err));
        assert_true(testing_fine(token_create(t->store, t->mem, "an", "máy", 10, program, &err), &err));
        struct account *account = testing_find(t, "an");
        account->title = "Phó"; /* that alone does not */
        account->disabled = i == 1;
        if (i == 2)
            account->roles = testing_list(t, "clerk leader");
        assert_true(testing_fine(change(t, account, &err), &err));
        assert_int_equal(testing_session(t, token, &session) != NULL, i == 0);
        assert_int_equal(testing_session(t, program, &session) != NULL, i == 0);
        if (i == 1) {
            account = testing_find(t, "an");
            account->disabled = false;
            assert_true(testing_fine(change(t, account, &err), &err));
            assert_null(testing_session(t, token, &session));
        }
    }
}

/* --- the password ------------------------------------------------------------------------------------------------- */

static void test_a_new_password_ends_the_other_sessions(struct testing *t)
{
    struct err err = { 0 };
    struct session session;
    char mine[TOKEN_SIZE], other[TOKEN_SIZE];
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    assert_true(testing_sign_in(t, "an", GOOD_PASSWORD, mine, &err));
    assert_true(testing_sign_in(t, "an", GOOD_PASSWORD, other, &err));
    assert_non_null(testing_session(t, mine, &session));
    assert_true(testing_fine(
        account_set_password(t->store, t->mem, "an", OTHER_PASSWORD, false, session.id, "an", &err), &err));
    assert_non_null(testing_session(t, mine, &session));
    assert_null(testing_session(t, other, &session));
    assert_false(testing_sign_in(t, "an", GOOD_PASSWORD, other, &err));
    testing_later(2);
    assert_true(testing_fine(testing_sign_in(t, "an", OTHER_PASSWORD, other, &err), &err));
}

static void test_a_password_set_by_another_must_be_changed(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    assert_true(account_set_password(t->store, t->mem, "an", OTHER_PASSWORD, true, NULL, "quan-tri", &err));
    assert_true(testing_find(t, "an")->must_change);
    assert_true(account_set_password(t->store, t->mem, "an", GOOD_PASSWORD, false, NULL, "an", &err));
    assert_false(testing_find(t, "an")->must_change);
    assert_false(account_set_password(t->store, t->mem, "an", "an an an an an", false, NULL, "an", &err));
    assert_string_equal(err.subject, "password");
    assert_false(account_set_password(t->store, t->mem, "khong-ai", GOOD_PASSWORD, false, NULL, "an", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_the_history_is_append_only(struct testing *t)
{
    testing_people(t);
    testing_account(t, "an", "An", "clerk");
    struct err err = { 0 };
    assert_false(store_define(t->store, "update account_history set \"by\" = 'ai'\n;\n", &err));
    err = (struct err){ 0 };
    assert_false(store_define(t->store, "delete from account_history\n;\n", &err));
}

/* --- positions ---------------------------------------------------------------------------------------------------- */

static bool keep(struct testing *t, const char *holder, struct err *err)
{
    struct position position = {
        .code = "chanh-van-phong", .title = "Chánh Văn phòng", .unit = "vp", .holder = holder
    };
    return position_keep(t->store, t->mem, &position, "quan-tri", err);
}

static const char *holder(struct testing *t)
{
    struct err err = { 0 };
    struct position *positions;
    size_t count;
    assert_true(testing_fine(position_list(db_for_read(t->store, &err), t->mem, &positions, &count, &err), &err));
    assert_int_equal(count, 1);
    assert_string_equal(positions[0].title, "Chánh Văn phòng");
    return positions[0].holder;
}

static void test_who_holds_a_position_changes(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "An", "leader");
    testing_account(t, "ba", "Ba", "leader");
    assert_true(testing_fine(keep(t, "", &err), &err));
    assert_string_equal(holder(t), "");
    assert_true(testing_fine(keep(t, "an", &err), &err));
    assert_string_equal(holder(t), "an");
    assert_string_equal(testing_find(t, "an")->positions.items[0], "chanh-van-phong");
    assert_int_equal(testing_find(t, "an")->version, 2);
    assert_true(testing_fine(keep(t, "ba", &err), &err)); /* on the same day: it was a slip */
    assert_string_equal(holder(t), "ba");
    assert_int_equal(testing_count(t, SQL("select count(*) from position_holder")), 1);
    testing_later(3 * 86400);
    assert_true(testing_fine(keep(t, "an", &err), &err));
    assert_string_equal(holder(t), "an");
    assert_int_equal(testing_find(t, "ba")->positions.count, 0);
    assert_int_equal(testing_count(t, SQL("select count(*) from position_holder where until_on = '2021-08-04'")), 1);
    assert_true(testing_fine(keep(t, "", &err), &err));
    assert_string_equal(holder(t), "");
    assert_true(testing_fine(keep(t, "", &err), &err)); /* again: nothing happens */
}

static void test_a_position_is_held_by_an_account_that_works(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t);
    assert_false(keep(t, "khong-ai", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    testing_account(t, "an", "An", "leader");
    struct account *account = testing_find(t, "an");
    account->disabled = true;
    assert_true(change(t, account, &err));
    assert_false(keep(t, "an", &err));
    assert_int_equal(err.kind, ERR_INVALID);
    struct position wrong = { .code = "Chánh", .title = "Chánh", .unit = "vp", .holder = "" };
    assert_false(position_keep(t->store, t->mem, &wrong, "x", &err));
    wrong = (struct position){ .code = "chanh", .title = " ", .unit = "vp", .holder = "" };
    assert_false(position_keep(t->store, t->mem, &wrong, "x", &err));
    wrong = (struct position){ .code = "chanh", .title = "Chánh", .unit = "xa", .holder = "" };
    assert_false(position_keep(t->store, t->mem, &wrong, "x", &err));
    assert_string_equal(err.subject, "unit");
}

/* --- the scope ---------------------------------------------------------------------------------------------------- */

static void test_a_scope_has_units_below_and_before_positions_and_roles(struct testing *t)
{
    struct err err = { 0 };
    testing_people(t);
    testing_account(t, "an", "Nguyễn An", "clerk");
    assert_true(testing_fine(keep(t, "an", &err), &err));
    struct scope scope = scope_account(t->mem, &testing_set, testing_find(t, "an"));
    assert_string_equal(scope.user, "an");
    assert_string_equal(scope.name, "Nguyễn An");
    assert_false(scope.everything);
    assert_int_equal(scope.whoms.count, 3);
    assert_true(text_list_has(&scope.whoms, "an"));
    assert_true(text_list_has(&scope.whoms, "position:chanh-van-phong"));
    assert_true(text_list_has(&scope.whoms, "unit:nc"));
    const struct reach *reach = scope_reach(&scope, &testing_registers[0]);
    assert_true(reach_covers(reach, "ubnd", "nc", "thuong"));
    assert_true(reach_covers(reach, "ubnd", "pc", "thuong")); /* what it came from */
    assert_false(reach_covers(reach, "ubnd", "kt", "thuong"));
    assert_false(reach_covers(reach, "ubnd", "vp", "thuong"));
    assert_false(reach_covers(reach, "ubnd", "nc", "mat"));
    struct account above = { .login = "ba", .name = "", .unit = "vp", .roles = testing_list(t, "clerk khong-con") };
    scope = scope_account(t->mem, &testing_set, &above);
    assert_string_equal(scope.name, "ba");
    assert_int_equal(scope.roles.count, 1); /* a role that is no longer defined gives nothing */
    reach = scope_reach(&scope, &testing_registers[0]);
    assert_true(reach_covers(reach, "ubnd", "kt", "thuong"));
    assert_true(reach_covers(reach, "ubnd", "pc", "thuong"));
    assert_false(reach_covers(reach, "ubnd", "ubnd", "thuong"));
}

static void test_a_scope_without_roles_sees_nothing(struct testing *t)
{
    testing_people(t);
    struct account nobody = { .login = "an", .name = "An", .unit = "nc" };
    struct scope scope = scope_account(t->mem, &testing_set, &nobody);
    assert_false(scope_reach(&scope, &testing_registers[0])->reads);
    assert_false(reach_covers(scope_reach(&scope, &testing_registers[0]), "ubnd", "nc", "thuong"));
}

#define EACH(row)                                                                                                      \
    row(test_an_account_is_found_as_it_was_made) row(test_a_login_is_given_once)                                       \
        row(test_what_does_not_fit_is_refused) row(test_no_password_stands_in_the_database)                            \
            row(test_accounts_are_listed_by_given_name) row(test_a_change_stands_in_the_history)                       \
                row(test_a_stale_change_is_refused) row(test_the_last_administrator_stays)                             \
                    row(test_disabling_and_other_roles_end_sessions) row(test_a_new_password_ends_the_other_sessions)  \
                        row(test_a_password_set_by_another_must_be_changed) row(test_the_history_is_append_only)       \
                            row(test_who_holds_a_position_changes)                                                     \
                                row(test_a_position_is_held_by_an_account_that_works)                                  \
                                    row(test_a_scope_has_units_below_and_before_positions_and_roles)                   \
                                        row(test_a_scope_without_roles_sees_nothing)

EACH(ON_BOTH)

#define AS_TEST(name) BOTH(name),

int main(void)
{
    const struct CMUnitTest tests[] = { EACH(AS_TEST) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
