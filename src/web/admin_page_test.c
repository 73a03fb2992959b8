/* SPDX-License-Identifier: Apache-2.0 */
#include "web/admin_testing.h"

#include "handling/assignment.h"

/* --- who may ------------------------------------------------------------------------------------------------------ */

static void test_only_who_administers_comes_in(struct testing *t)
{
    static const char *const pages[] = { "/quan-tri",
                                         "/quan-tri/nguoi-dung",
                                         "/quan-tri/nguoi-dung/moi",
                                         "/quan-tri/nguoi-dung/" TESTING_LEADER,
                                         "/quan-tri/nguoi-dung/" TESTING_LEADER "/khoa",
                                         "/quan-tri/nguoi-dung/" TESTING_LEADER "/mat-khau",
                                         "/quan-tri/nguoi-dung/" TESTING_LEADER "/ket-thuc-phien",
                                         "/quan-tri/don-vi",
                                         "/quan-tri/don-vi?day=01/07/2021",
                                         "/quan-tri/vai-tro",
                                         "/quan-tri/phien",
                                         "/nhat-ky",
                                         "/nhat-ky?from=01/08/2021&until=03/08/2021&by=" TESTING_LEADER };
    struct admin a;
    admin_begin(&a, t);
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        a.p.as = a.token;
        admin_get(&a, pages[i]);
        a.p.as = a.p.clerk;
        struct response response = pages_get(&a.p, pages[i]);
        assert_int_equal(response.status, 403);
    }
    struct response response = pages_post(&a.p, "/quan-tri/nguoi-dung/" TESTING_LEADER "/khoa", "_version=1");
    assert_int_equal(response.status, 403);
    assert_false(admin_account(&a, TESTING_LEADER)->disabled);
}

static void test_the_overview_counts_and_says_how_the_system_is(struct testing *t)
{
    struct admin a;
    struct err err = { 0 };
    admin_begin(&a, t);
    pages_letter(&a.p, "Thư một");
    struct response response = admin_get(&a, "/quan-tri");
    pages_has(&response, "3 tài khoản, 0 đang khóa");
    pages_has(&response, t->kind == STORE_SQLITE ? "SQLite" : "PostgreSQL");
    pages_has(&response, arena_strndup(t->mem, a.p.office.office.definitions->hash, 12));
    pages_has(&response, "0 dòng đã niêm phong, 1 dòng mới đang chờ");
    assert_true(testing_ok(history_seal(&a.p.office.office, &err), &err));
    response = admin_get(&a, "/quan-tri");
    pages_has(&response, "1 dòng đã niêm phong, không còn dòng nào chờ");
}

/* --- users -------------------------------------------------------------------------------------------------------- */

static void test_users_are_found_by_name_and_unit(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response = admin_get(&a, "/quan-tri/nguoi-dung");
    pages_has(&response, "3 người dùng");
    response = admin_get(&a, "/quan-tri/nguoi-dung?q=tran%20van");
    pages_has(&response, "Trần Văn An");
    pages_has_not(&response, "Lê Thị Bình");
    response = admin_get(&a, "/quan-tri/nguoi-dung?unit=kt");
    pages_has(&response, "Không có người dùng nào khớp");
}

/* Planted and seen red: required inputs were asked of the finding button, too. */
static void test_a_form_that_is_half_filled_in_may_ask_what_words_mean(struct testing *t)
{
    static const char *const forms[][2] = {
        { "/quan-tri/nguoi-dung/moi", "login=&name=&unit=kinh&_find.unit=yes" },
        { "/quan-tri/nguoi-dung/" TESTING_CLERK, "name=&unit=kinh&_version=1&_find.unit=yes" },
        { "/quan-tri/chuc-vu", "title=&code=&unit=kinh&_find.unit=yes" },
        { "/quan-tri/don-vi", "position=&holder=tran&from=&_find.holder=yes" },
    };
    struct admin a;
    admin_begin(&a, t);
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        struct response response = pages_post(&a.p, forms[i][0], forms[i][1]);
        assert_int_equal(response.status, 200);
        pages_has_not(&response, "error-summary");
    }
    assert_string_equal(admin_account(&a, TESTING_CLERK)->name, "Trần Văn An");
}

static void test_a_user_is_made_with_a_password_shown_once(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response =
        pages_post(&a.p, "/quan-tri/nguoi-dung/moi",
                   "login=chi.hv&name=Ho%C3%A0ng+V%C3%A2n+Chi&unit=kt&title=Chuy%C3%AAn+vi%C3%AAn"
                   "&roles=clerk&roles=leader");
    assert_int_equal(response.status, 200);
    const char *at = strstr(response.body.data, "<code>") + 6;
    char *password = arena_strndup(t->mem, at, strcspn(at, "<"));
    assert_true(admin_can_sign_in(&a, "chi.hv", password));
    struct account *account = admin_account(&a, "chi.hv");
    assert_int_equal(account->roles.count, 2);
    assert_true(account->must_change);
    response = admin_get(&a, "/quan-tri/nguoi-dung/chi.hv");
    pages_has_not(&response, password);
    pages_has(&response, "Chưa đổi mật khẩu lần đầu");
    pages_has(&response, "Tạo tài khoản");
    response = pages_post(&a.p, "/quan-tri/nguoi-dung/moi", "login=chi.hv&name=Kh%C3%A1c&unit=kt&title=&roles=clerk");
    assert_int_equal(response.status, 409);
    pages_has(&response, "id=\"login-error\"");
    pages_has(&response, "value=\"Khác\"");
    pages_has(&response, "value=\"clerk\" checked");
    response = pages_post(&a.p, "/quan-tri/nguoi-dung/moi", "login=moi&name=M%E1%BB%9Bi&unit=kt");
    assert_int_equal(response.status, 422);
    response = pages_post(&a.p, "/quan-tri/nguoi-dung/moi", "login=dung&name=D%C5%A9ng&unit=khong-co");
    assert_int_equal(response.status, 422);
    pages_has(&response, "id=\"unit-error\"");
}

static void test_a_user_is_changed_and_a_conflict_shows_both(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    const char *path = "/quan-tri/nguoi-dung/" TESTING_LEADER;
    struct response response = admin_get(&a, path);
    const char *version = pages_hidden(&a.p, &response, "_version");
    response = pages_post(
        &a.p, path,
        arena_printf(t->mem, "name=L%%C3%%AA+B%%C3%%ACnh&unit=kt&title=Ph%%C3%%B3&roles=leader&_version=%s", version));
    pages_goes(&response, path);
    assert_string_equal(admin_account(&a, TESTING_LEADER)->name, "Lê Bình");
    response = pages_post(&a.p, path, arena_printf(t->mem, "name=Kh%%C3%%A1c&unit=kt&title=&_version=%s", version));
    assert_int_equal(response.status, 409);
    pages_has(&response, "Đang lưu: Lê Bình");
    pages_has(&response, "Đang lưu: Phó");
    pages_has(&response, "Đang lưu: Lãnh đạo");
    pages_has(&response, "value=\"Khác\"");
    assert_string_not_equal(pages_hidden(&a.p, &response, "_version"), version);
    response = pages_post(&a.p, path, "name=Kh%C3%A1c&unit=kt&title=");
    assert_int_equal(response.status, 422); /* no version */
    response = pages_get(&a.p, "/quan-tri/nguoi-dung/khong.co");
    assert_int_equal(response.status, 404);
}

static void test_an_account_is_locked_after_a_question_and_opened_again(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response = admin_get(&a, "/quan-tri/nguoi-dung/" TESTING_CLERK "/khoa");
    pages_has(&response, "Khóa tài khoản của Trần Văn An?");
    const char *form = arena_printf(t->mem, "_version=%s", pages_hidden(&a.p, &response, "_version"));
    response = pages_post(&a.p, "/quan-tri/nguoi-dung/" TESTING_CLERK "/khoa", form);
    pages_goes(&response, "/quan-tri/nguoi-dung/" TESTING_CLERK);
    assert_false(admin_can_sign_in(&a, TESTING_CLERK, TESTING_PASSWORD));
    a.p.as = a.p.clerk;
    response = pages_get(&a.p, "/tai-khoan");
    assert_int_equal(response.status, 303); /* its session ended */
    a.p.as = a.token;
    response = admin_get(&a, "/quan-tri/nguoi-dung/" TESTING_CLERK);
    pages_has(&response, "Đã khóa");
    form = arena_printf(t->mem, "_version=%s", pages_hidden(&a.p, &response, "_version"));
    response = pages_post(&a.p, "/quan-tri/nguoi-dung/" TESTING_CLERK "/mo-khoa", form);
    pages_goes(&response, "/quan-tri/nguoi-dung/" TESTING_CLERK);
    clock_fix(clock_now() + 5000);
    assert_true(admin_can_sign_in(&a, TESTING_CLERK, TESTING_PASSWORD));
}

static void test_the_last_administrator_stays(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response = admin_get(&a, "/quan-tri/nguoi-dung/" TESTING_ADMIN "/khoa");
    pages_has(&response, "Đây là tài khoản đang dùng");
    const char *version = pages_hidden(&a.p, &response, "_version");
    response =
        pages_post(&a.p, "/quan-tri/nguoi-dung/" TESTING_ADMIN "/khoa", arena_printf(t->mem, "_version=%s", version));
    assert_int_equal(response.status, 409);
    pages_has(&response, "người quản trị cuối cùng");
    response = pages_post(&a.p, "/quan-tri/nguoi-dung/" TESTING_ADMIN,
                          arena_printf(t->mem, "name=Minh&unit=vp&title=&roles=clerk&_version=%s", version));
    assert_int_equal(response.status, 409);
    pages_has(&response, "người quản trị cuối cùng");
    assert_false(admin_account(&a, TESTING_ADMIN)->disabled);
}

static void test_a_new_password_ends_the_sessions(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response = admin_get(&a, "/quan-tri/nguoi-dung/" TESTING_CLERK "/mat-khau");
    pages_has(&response, "Cấp mật khẩu mới cho Trần Văn An?");
    response = pages_post(&a.p, "/quan-tri/nguoi-dung/" TESTING_CLERK "/mat-khau", "");
    assert_int_equal(response.status, 200);
    const char *at = strstr(response.body.data, "<code>") + 6;
    assert_true(admin_can_sign_in(&a, TESTING_CLERK, arena_strndup(t->mem, at, strcspn(at, "<"))));
    a.p.as = a.p.clerk;
    response = pages_get(&a.p, "/tai-khoan");
    assert_int_equal(response.status, 303);
}

static void test_sessions_are_listed_and_ended(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response = admin_get(&a, "/quan-tri/phien");
    pages_has(&response, "Trần Văn An");
    pages_has(&response, "Lê Thị Bình");
    response = pages_post(&a.p, "/quan-tri/phien", "id=khong-co");
    assert_int_equal(response.status, 422);
    pages_has(&response, "không còn mở");
    response = admin_get(&a, "/quan-tri/nguoi-dung/" TESTING_CLERK "/ket-thuc-phien");
    pages_has(&response, "Kết thúc mọi phiên của Trần Văn An?");
    response = pages_post(&a.p, "/quan-tri/nguoi-dung/" TESTING_CLERK "/ket-thuc-phien", "");
    assert_string_equal(admin_notice(&a, &response), "Đã kết thúc 1 phiên của Trần Văn An");
    response = admin_get(&a, "/quan-tri/phien");
    pages_has_not(&response, "Trần Văn An");
    const char *at = strstr(response.body.data, "Lê Thị Bình");
    at = strstr(at, "name=\"id\" value=\"") + 17;
    response = pages_post(&a.p, "/quan-tri/phien", arena_printf(t->mem, "id=%.64s", at));
    assert_string_equal(admin_notice(&a, &response), "Đã kết thúc phiên của Lê Thị Bình");
    response = pages_get(&a.p, "/quan-tri/nguoi-dung/" TESTING_LEADER);
    pages_has(&response, "Kết thúc phiên");
    pages_has(&response, "Phạm Công Minh");
}

/* --- units, positions, roles -------------------------------------------------------------------------------------- */

static void test_a_position_is_made_and_given_from_a_day(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response = admin_get(&a, "/quan-tri/don-vi");
    pages_has(&response, "Phòng Kinh tế");
    pages_has(&response, "Chưa có chức vụ nào");
    response = pages_post(&a.p, "/quan-tri/chuc-vu", "title=Ch%C3%A1nh&code=chanh-van-phong&unit=vp");
    pages_goes(&response, "/quan-tri/don-vi");
    response = pages_post(&a.p, "/quan-tri/chuc-vu", "title=Kh%C3%A1c&code=chanh-van-phong&unit=vp");
    assert_int_equal(response.status, 409);
    pages_has(&response, "id=\"new-code-error\"");
    pages_has(&response, "value=\"Khác\"");
    response =
        pages_post(&a.p, "/quan-tri/don-vi", "position=chanh-van-phong&holder=" TESTING_LEADER "&from=02/08/2021");
    pages_goes(&response, "/quan-tri/don-vi");
    response = admin_get(&a, "/quan-tri/don-vi");
    pages_has(&response, "từ 02/08/2021");
    assert_int_equal(admin_account(&a, TESTING_LEADER)->positions.count, 1);
    response =
        pages_post(&a.p, "/quan-tri/don-vi", "position=chanh-van-phong&holder=" TESTING_CLERK "&from=01/08/2021");
    assert_int_equal(response.status, 422);
    pages_has(&response, "id=\"give-from-error\"");
    response =
        pages_post(&a.p, "/quan-tri/don-vi", "position=chanh-van-phong&holder=" TESTING_CLERK "&from=31/02/2021");
    assert_int_equal(response.status, 422);
    pages_has(&response, "value=\"31/02/2021\"");
    response = pages_post(&a.p, "/quan-tri/don-vi", "position=chanh-van-phong&holder=khong.co&from=03/08/2021");
    assert_int_equal(response.status, 422);
    pages_has(&response, "id=\"give-holder-error\"");
    response = pages_post(&a.p, "/quan-tri/don-vi", "position=chanh-van-phong&holder=&from=05/08/2021");
    pages_goes(&response, "/quan-tri/don-vi");
    assert_int_equal(admin_account(&a, TESTING_LEADER)->positions.count, 1); /* until the 4th */
    response = pages_get(&a.p, "/quan-tri/don-vi?day=hom-nay");
    assert_int_equal(response.status, 422);
    pages_has(&response, "id=\"tree-day-error\"");
}

static void test_the_roles_are_said_in_words(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    struct response response = admin_get(&a, "/quan-tri/vai-tro");
    pages_has(&response, "office/roles.yaml");
    pages_has(&response, "toàn cơ quan");
    pages_has(&response, "mọi cơ quan, cả hồ sơ mật");
    pages_has(&response, "quản trị, xem nhật ký");
    pages_has(&response, "Không xem sổ nào");
}

/* --- history ------------------------------------------------------------------------------------------------------ */

static void test_the_history_shows_what_was_done_and_hides_what_may_not_be_read(struct testing *t)
{
    struct admin a;
    struct err err = { 0 };
    admin_begin(&a, t);
    int64_t id = pages_letter(&a.p, "Thư kín của phòng");
    struct response response = admin_get(&a, "/nhat-ky");
    pages_has(&response, "Nhập mới");
    pages_has(&response, "Đăng nhập");
    pages_has(&response, "Hồ sơ ngoài phạm vi được xem");
    pages_has_not(&response, "Thư kín của phòng");
    struct account *account = admin_account(&a, TESTING_ADMIN);
    const char *roles[] = { "administrator", "leader" };
    account->roles = (struct text_list){ roles, 2 };
    assert_true(testing_ok(
        account_change(t->store, t->mem, a.p.office.office.definitions, account, account->version, "quan-tri", &err),
        &err));
    struct account *signed_in;
    clock_fix(clock_now() + 1000);
    assert_true(testing_ok(sign_in(t->store, t->mem, a.p.office.office.definitions, TESTING_ADMIN, TESTING_PASSWORD,
                                   "127.0.0.1", "thử", a.token, &signed_in, &err),
                           &err));
    response = admin_get(&a, "/nhat-ky");
    pages_has(&response, "Thư kín của phòng");
    pages_has(&response, page_record_path(t->mem, a.p.office.letter, id));
}

static void test_the_history_is_filtered(struct testing *t)
{
    struct admin a;
    admin_begin(&a, t);
    pages_letter(&a.p, "Thư một");
    struct response response = admin_get(&a, "/nhat-ky?register=letter");
    pages_has(&response, "1 dòng");
    pages_has_not(&response, "Tài khoản " TESTING_CLERK);
    response = admin_get(&a, "/nhat-ky?register=@account&step=@account.sign-in");
    pages_has(&response, "3 dòng");
    response = admin_get(&a, "/nhat-ky?step=create");
    pages_has(&response, "1 dòng");
    response = admin_get(&a, "/nhat-ky?by=" TESTING_CLERK);
    pages_has(&response, "1 dòng");
    response = admin_get(&a, "/nhat-ky?account=" TESTING_CLERK);
    pages_has_not(&response, "Tài khoản " TESTING_LEADER);
    response = admin_get(&a, "/nhat-ky?until=01/08/2021");
    pages_has(&response, "Không có dòng nào khớp");
    response = pages_get(&a.p, "/nhat-ky?from=03/08/2021&until=01/08/2021");
    assert_int_equal(response.status, 422);
    pages_has(&response, "id=\"audit-until-error\"");
    pages_has(&response, "value=\"03/08/2021\"");
    response = pages_get(&a.p, "/nhat-ky?from=thu-hai");
    pages_has(&response, "value=\"thu-hai\"");
}

/* Every line of both histories stands on exactly one page. */
static void test_the_history_is_paged_without_a_gap(struct testing *t)
{
    struct admin a;
    size_t rows = 0, letters = 0;
    admin_begin(&a, t);
    for (int i = 0; i < 60; i++) {
        clock_fix(clock_now() + 5 * 1000);
        pages_letter(&a.p, arena_printf(t->mem, "Thư %d", i));
        if (i % 2)
            admin_can_sign_in(&a, TESTING_LEADER, TESTING_PASSWORD);
    }
    const char *path = "/nhat-ky";
    for (int page = 0; path && page < 9; page++) {
        struct response response = admin_get(&a, path);
        for (const char *at = response.body.data; (at = strstr(at, "data-row")); at++)
            rows++;
        for (const char *at = response.body.data; (at = strstr(at, "ngoài phạm vi")); at++)
            letters++;
        const char *next = strstr(response.body.data, "rel=\"next\"");
        path = NULL;
        if (next) {
            while (strncmp(next, "href=\"", 6) != 0)
                next--;
            char *href = arena_strndup(t->mem, next + 6, strcspn(next + 6, "\""));
            for (char *amp; (amp = strstr(href, "&amp;"));)
                memmove(amp + 1, amp + 5, strlen(amp + 5) + 1);
            path = href;
        }
    }
    assert_int_equal(letters, 60);
    assert_int_equal(rows, 60 + testing_int(t, SQL("select count(*) from account_history")));
}

ON_BOTH(test_only_who_administers_comes_in)
ON_BOTH(test_the_overview_counts_and_says_how_the_system_is)
ON_BOTH(test_users_are_found_by_name_and_unit)
ON_BOTH(test_a_form_that_is_half_filled_in_may_ask_what_words_mean)
ON_BOTH(test_a_user_is_made_with_a_password_shown_once)
ON_BOTH(test_a_user_is_changed_and_a_conflict_shows_both)
ON_BOTH(test_an_account_is_locked_after_a_question_and_opened_again)
ON_BOTH(test_the_last_administrator_stays)
ON_BOTH(test_a_new_password_ends_the_sessions)
ON_BOTH(test_sessions_are_listed_and_ended)
ON_BOTH(test_a_position_is_made_and_given_from_a_day)
ON_BOTH(test_the_roles_are_said_in_words)
ON_BOTH(test_the_history_shows_what_was_done_and_hides_what_may_not_be_read)
ON_BOTH(test_the_history_is_filtered)
ON_BOTH(test_the_history_is_paged_without_a_gap)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_only_who_administers_comes_in),
        BOTH(test_the_overview_counts_and_says_how_the_system_is),
        BOTH(test_users_are_found_by_name_and_unit),
        BOTH(test_a_form_that_is_half_filled_in_may_ask_what_words_mean),
        BOTH(test_a_user_is_made_with_a_password_shown_once),
        BOTH(test_a_user_is_changed_and_a_conflict_shows_both),
        BOTH(test_an_account_is_locked_after_a_question_and_opened_again),
        BOTH(test_the_last_administrator_stays),
        BOTH(test_a_new_password_ends_the_sessions),
        BOTH(test_sessions_are_listed_and_ended),
        BOTH(test_a_position_is_made_and_given_from_a_day),
        BOTH(test_the_roles_are_said_in_words),
        BOTH(test_the_history_shows_what_was_done_and_hides_what_may_not_be_read),
        BOTH(test_the_history_is_filtered),
        BOTH(test_the_history_is_paged_without_a_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
