/* SPDX-License-Identifier: Apache-2.0 */
#include "web/admin_testing.h"

#define NEW_PASSWORD "b%E1%BA%A3y%20chi%E1%BA%BFc%20thuy%E1%BB%81n%20gi%E1%BA%A5y%20tr%C3%B4i"
#define OLD_PASSWORD "m%C6%B0%E1%BB%9Di%20hai%20con%20gi%C3%A1p%20quanh%20b%C3%A0n"

static const char *cookie(const struct response *response, const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < response->headers.list.count; i++) {
        const char *value = response->headers.list.items[i].value;
        if (strncmp(value, name, length) == 0 && value[length] == '=')
            return value + length + 1;
    }
    return "";
}

static void test_the_page_says_who_i_am_and_where_i_am_signed_in(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    a.p.as = a.p.clerk;
    assert_true(admin_can_sign_in(&a, TESTING_CLERK, TESTING_PASSWORD));
    struct response response = admin_get(&a, "/tai-khoan");
    pages_has(&response, "Trần Văn An");
    pages_has(&response, "Văn thư");
    pages_has(&response, "phiên này");
    pages_has(&response, "/tai-khoan/phien-khac");
    pages_has_not(&response, "Lê Thị Bình");
}

static void test_taste_is_kept_in_cookies_and_nothing_else_is(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response = pages_post(&a.p, "/tai-khoan/giao-dien", "theme=dark&density=compact&keys=off");
    pages_goes(&response, "/tai-khoan");
    assert_true(strncmp(cookie(&response, "congvu-theme"), "dark;", 5) == 0);
    assert_true(strncmp(cookie(&response, "congvu-density"), "compact;", 8) == 0);
    assert_true(strncmp(cookie(&response, "congvu-keys"), "off;", 4) == 0);
    response = pages_post(&a.p, "/tai-khoan/giao-dien", "theme=%3Cblink%3E");
    assert_int_equal(response.status, 422);
    assert_string_equal(cookie(&response, "congvu-theme"), "");
    pages_has_not(&response, "<blink>");
}

static const char *first_id(struct pages *p, const struct response *response, bool current)
{
    const char *at = response->body.data;
    while ((at = strstr(at, "<tr role=\"row\" data-row>"))) {
        const char *end = strstr(at, "</tr>"), *mark = strstr(at, "phiên này");
        if ((mark && mark < end) == current) {
            const char *id = strstr(at, "name=\"id\" value=\"") + 17;
            return arena_strndup(p->t->mem, id, strcspn(id, "\""));
        }
        at = end;
    }
    fail_msg("no such session");
    return NULL;
}

static void test_one_session_is_ended_and_only_an_own_one(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    a.p.as = a.p.leader;
    struct response response = admin_get(&a, "/tai-khoan");
    const char *of_leader = first_id(&a.p, &response, true);
    a.p.as = a.p.clerk;
    response = pages_post(&a.p, "/tai-khoan/phien", arena_printf(t->mem, "id=%s", of_leader));
    assert_int_equal(response.status, 404);
    a.p.as = a.p.leader;
    admin_get(&a, "/tai-khoan"); /* still signed in */
    assert_true(admin_can_sign_in(&a, TESTING_LEADER, TESTING_PASSWORD));
    response = admin_get(&a, "/tai-khoan");
    const char *other = first_id(&a.p, &response, false);
    response = pages_post(&a.p, "/tai-khoan/phien", arena_printf(t->mem, "id=%s", other));
    pages_goes(&response, "/tai-khoan");
    response = pages_post(&a.p, "/tai-khoan/phien", arena_printf(t->mem, "id=%s", of_leader));
    pages_goes(&response, "/dang-nhap");
    response = pages_get(&a.p, "/tai-khoan");
    assert_int_equal(response.status, 303);
}

static void test_all_others_end_after_a_question_and_tokens_stay(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    a.p.as = a.p.clerk;
    assert_true(admin_can_sign_in(&a, TESTING_CLERK, TESTING_PASSWORD));
    assert_true(admin_can_sign_in(&a, TESTING_CLERK, TESTING_PASSWORD));
    struct response response = pages_post(&a.p, "/tai-khoan/ma-truy-cap", "name=Tr%E1%BB%A5c&days=30");
    assert_int_equal(response.status, 200);
    response = admin_get(&a, "/tai-khoan/phien-khac");
    pages_has(&response, "Kết thúc mọi phiên khác");
    response = pages_post(&a.p, "/tai-khoan/phien-khac", "");
    pages_goes(&response, "/tai-khoan");
    assert_string_equal(admin_notice(&a, &response), "Đã kết thúc 2 phiên khác");
    response = admin_get(&a, "/tai-khoan");
    pages_has(&response, "Mã truy cập của chương trình");
    pages_has_not(&response, "/tai-khoan/phien-khac");
}

static void test_a_token_is_shown_once_and_what_was_typed_stays(struct testing *t)
{
    struct admin a;
    struct session session;
    struct account *account;
    struct err err = { 0 };
    bool found = false;
    admin_begin(&a, t);
    a.p.as = a.p.clerk;
    struct response response = pages_post(&a.p, "/tai-khoan/ma-truy-cap", "name=Tr%E1%BB%A5c&days=400");
    assert_int_equal(response.status, 422);
    pages_has(&response, "value=\"Trục\"");
    pages_has(&response, "value=\"400\"");
    pages_has(&response, "id=\"token-days-error\"");
    response = pages_post(&a.p, "/tai-khoan/ma-truy-cap", "name=Tr%E1%BB%A5c&days=30");
    const char *at = strstr(response.body.data, "<code>") + 6;
    char *token = arena_strndup(t->mem, at, strcspn(at, "<"));
    assert_true(testing_ok(session_find(db_for_read(t->store, &err), t->mem, a.p.office.office.definitions, token,
                                        &session, &account, &found, &err),
                           &err));
    assert_true(found && session.is_token);
    assert_string_equal(account->login, TESTING_CLERK);
    response = admin_get(&a, "/tai-khoan");
    pages_has_not(&response, token);
    pages_has(&response, "Trục");
    response = pages_post(&a.p, "/tai-khoan/phien", arena_printf(t->mem, "id=%s", session.id));
    assert_string_equal(admin_notice(&a, &response), "Đã hủy mã truy cập “Trục”");
}

/* The browser's session has a new token; the old one is nobody's. */
static void take_renewed(struct admin *a, const struct response *response)
{
    static const char name[] = "congvu=";
    struct response old = pages_get(&a->p, "/tai-khoan");
    assert_int_equal(old.status, 303);
    for (size_t i = 0; i < response->headers.list.count; i++) {
        const struct http_pair *header = &response->headers.list.items[i];
        if (strcmp(header->name, "Set-Cookie") == 0 && strncmp(header->value, name, strlen(name)) == 0) {
            a->p.as = arena_strndup(a->p.t->mem, header->value + strlen(name), TOKEN_SIZE - 1);
            return;
        }
    }
    fail_msg("no new cookie");
}

static void test_the_password_is_changed_by_who_knows_it(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    a.p.as = a.p.clerk;
    struct response response = pages_post(&a.p, "/tai-khoan/mat-khau",
                                          "password=sai&password_new=" NEW_PASSWORD "&password_again=" NEW_PASSWORD);
    assert_int_equal(response.status, 422);
    pages_has(&response, "id=\"password-error\"");
    pages_has_not(&response, "thuyền");
    clock_fix(clock_now() + 2 * 1000);
    response = pages_post(&a.p, "/tai-khoan/mat-khau",
                          "password=" OLD_PASSWORD "&password_new=" NEW_PASSWORD "&password_again=khac");
    pages_has(&response, "id=\"password_again-error\"");
    response =
        pages_post(&a.p, "/tai-khoan/mat-khau", "password=" OLD_PASSWORD "&password_new=ngan&password_again=ngan");
    pages_has(&response, "id=\"password_new-error\"");
    response = pages_post(&a.p, "/tai-khoan/mat-khau",
                          "password=" OLD_PASSWORD "&password_new=" OLD_PASSWORD "&password_again=" OLD_PASSWORD);
    pages_has(&response, "phải khác");
    assert_true(admin_can_sign_in(&a, TESTING_CLERK, TESTING_PASSWORD));
    response = pages_post(&a.p, "/tai-khoan/mat-khau",
                          "password=" OLD_PASSWORD "&password_new=" NEW_PASSWORD "&password_again=" NEW_PASSWORD);
    pages_goes(&response, "/tai-khoan");
    take_renewed(&a, &response);
    admin_get(&a, "/tai-khoan"); /* this session stays */
    assert_false(admin_can_sign_in(&a, TESTING_CLERK, TESTING_PASSWORD));
    clock_fix(clock_now() + 2 * 1000);
    assert_true(admin_can_sign_in(&a, TESTING_CLERK, "bảy chiếc thuyền giấy trôi"));
}

static void test_whoever_must_change_the_password_is_told_why_and_does_that_first(struct testing *t)
{
    struct admin a;
    char token[TOKEN_SIZE];
    struct account *account;
    struct err err = { 0 };
    admin_begin(&a, t);
    assert_true(testing_ok(
        account_set_password(t->store, t->mem, TESTING_CLERK, TESTING_PASSWORD, true, NULL, TESTING_ADMIN, &err),
        &err));
    assert_true(testing_ok(sign_in(t->store, t->mem, a.p.office.office.definitions, TESTING_CLERK, TESTING_PASSWORD,
                                   "127.0.0.1", "thử", token, &account, &err),
                           &err));
    a.p.as = token;
    struct response response = pages_get(&a.p, "/tai-khoan");
    pages_goes(&response, "/tai-khoan/mat-khau");
    response = admin_get(&a, "/tai-khoan/mat-khau");
    pages_has(&response, "do người quản trị đặt");
    response = pages_post(&a.p, "/tai-khoan/mat-khau",
                          "password=" OLD_PASSWORD "&password_new=" NEW_PASSWORD "&password_again=" NEW_PASSWORD);
    pages_goes(&response, "/viec-cua-toi");
    take_renewed(&a, &response);
    admin_get(&a, "/tai-khoan");
}

ON_BOTH(test_the_page_says_who_i_am_and_where_i_am_signed_in)
ON_BOTH(test_taste_is_kept_in_cookies_and_nothing_else_is)
ON_BOTH(test_one_session_is_ended_and_only_an_own_one)
ON_BOTH(test_all_others_end_after_a_question_and_tokens_stay)
ON_BOTH(test_a_token_is_shown_once_and_what_was_typed_stays)
ON_BOTH(test_the_password_is_changed_by_who_knows_it)
ON_BOTH(test_whoever_must_change_the_password_is_told_why_and_does_that_first)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_page_says_who_i_am_and_where_i_am_signed_in),
        BOTH(test_taste_is_kept_in_cookies_and_nothing_else_is),
        BOTH(test_one_session_is_ended_and_only_an_own_one),
        BOTH(test_all_others_end_after_a_question_and_tokens_stay),
        BOTH(test_a_token_is_shown_once_and_what_was_typed_stays),
        BOTH(test_the_password_is_changed_by_who_knows_it),
        BOTH(test_whoever_must_change_the_password_is_told_why_and_does_that_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
