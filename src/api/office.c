/* Numbers kept in advance, and the people of the office: what the commands need.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/clock.h"
#include "base/text.h"
#include "people/session.h"
#include "records/judge.h"
#include "records/numbers.h"

enum { USERS_PAGE = 200 };

const struct shape shape_reservation = {
    .name = "new-reservation",
    .members = { { "for", MEMBER_TEXT, .required = true, .max = 400, .help = "giữ số cho ai" },
                 { "until", MEMBER_TEXT, .required = true, .max = 10, .help = "giữ đến hết ngày nào" },
                 { "series", MEMBER_TEXT, .max = 100, .help = "dãy số; cần khi sổ số có nhiều dãy" } },
};

const struct shape shape_new_user = {
    .name = "new-user",
    .members = { { "login", MEMBER_TEXT, .required = true, .max = LOGIN_MAX, .help = "2–40 ký tự a–z 0–9 . -" },
                 { "name", MEMBER_TEXT, .required = true, .max = 400, .help = "họ và tên" },
                 { "unit", MEMBER_TEXT, .required = true, .max = 64, .help = "mã đơn vị" },
                 { "title", MEMBER_TEXT, .max = 400, .help = "chức danh" },
                 { "roles", MEMBER_TEXTS, .required = true, .help = "các vai" },
                 { "password", MEMBER_TEXT, .max = PASSWORD_MAX,
                   .help = "không có thì hệ thống đặt và trả về một lần" } },
};

const struct shape shape_password = {
    .name = "new-password",
    .members = { { "password", MEMBER_TEXT, .max = PASSWORD_MAX,
                   .help = "không có thì hệ thống đặt và trả về một lần" } },
};

const struct shape shape_token = {
    .name = "new-token",
    .members = { { "name", MEMBER_TEXT, .required = true, .max = 400, .help = "chương trình nào dùng" },
                 { "days", MEMBER_INTEGER, .help = "dùng được bao nhiêu ngày; mặc định và nhiều nhất 366" } },
};

/* --- numbers ------------------------------------------------------------------------------------------------------ */

static bool find_series(struct visit *visit, const struct book *book, const char *given, const char **series,
                        struct err *err)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    *series =
        given ? given : number_series_alone(visit->mem, visit->definitions, book, arena_strdup(visit->mem, today));
    return *series || err_set(err, ERR_INVALID, "series", "series", SAY_NEEDS_SERIES, book->name,
                              number_series_form(visit->mem, book, today));
}

bool api_reserve(struct visit *visit, struct err *err)
{
    struct office office;
    struct json json;
    day_t until;
    char day[DATE_SIZE];
    int64_t seq;
    const char *series, *name = request_segment(visit->request, "book");
    const struct book *book = definitions_book(visit->definitions, name);
    json_t *body = body_read(visit, &shape_reservation, err);
    if (!body)
        return false;
    if (!book)
        return err_set(err, ERR_NOT_FOUND, "book", NULL, SAY_NO_BOOK, name);
    if (!api_no_key(visit, err))
        return false;
    if (!day_parse(body_text(visit, body, "until"), &until))
        return err_set(err, ERR_INVALID, "date", "until", SAY_NOT_A_DAY, body_text(visit, body, "until"));
    day_print(until, day);
    if (!find_series(visit, book, body_text(visit, body, "series"), &series, err) || !api_office(visit, &office, err))
        return false;
    struct draft_faults faults = { 0 };
    office.faults = &faults;
    if (!number_reserve(&office, visit->mem, book->name, series, body_text(visit, body, "for"),
                        arena_strdup(visit->mem, day), &seq, err))
        return faults.list.count > 0 && api_refuse_faults(visit, &faults, err);
    visit->response->status = 201;
    api_begin(visit, &json);
    json_object(&json);
    json_put_text(&json, "book", book->name);
    json_put_text(&json, "series", series);
    json_put_int(&json, "number", seq);
    json_object_end(&json);
    return api_end(visit, err);
}

/* --- people ------------------------------------------------------------------------------------------------------- */

static void put_texts(struct json *json, const char *key, const struct text_list *list)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < list->count; i++)
        json_text(json, list->items[i]);
    json_array_end(json);
}

static void put_user(struct json *json, const struct account *account)
{
    json_put_text(json, "login", account->login);
    json_put_text(json, "name", account->name);
    json_put_text(json, "unit", account->unit);
    json_put_text(json, "title", text_is_empty(account->title) ? NULL : account->title);
    put_texts(json, "roles", &account->roles);
    put_texts(json, "positions", &account->positions);
    json_put_bool(json, "disabled", account->disabled);
}

bool api_users(struct visit *visit, struct err *err)
{
    struct json json;
    struct account_list list;
    const char *words = visit_text(visit, "q");
    struct db *db = visit_db(visit, err);
    size_t offset = (size_t)visit_integer(visit, "offset");
    if (!db || !account_list(db, visit->mem, words ? words : "", NULL, offset, USERS_PAGE, &list, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "users");
    json_array(&json);
    for (size_t i = 0; i < list.count; i++) {
        json_object(&json);
        put_user(&json, list.items[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_put_int(&json, "total", list.total);
    json_put_text(&json, "total_is", "exact");
    json_object_end(&json);
    return api_end(visit, err);
}

/* The account, and the password where the system chose it: shown this once. */
static bool answer_user(struct visit *visit, const char *login, const char *chosen, int status, struct err *err)
{
    struct json json;
    struct db *db = visit_db(visit, err);
    struct account *account = db ? account_find(db, visit->mem, login, err) : NULL;
    if (!account)
        return false;
    visit->response->status = status;
    api_begin(visit, &json);
    json_object(&json);
    put_user(&json, account);
    json_put_text(&json, "password", chosen);
    json_object_end(&json);
    return api_end(visit, err);
}

/* As it was typed: a password is not brought into another form. */
static const char *given_password(const json_t *body)
{
    return json_string_value(json_object_get(body, "password"));
}

bool api_user_add(struct visit *visit, struct err *err)
{
    json_t *body = body_read(visit, &shape_new_user, err);
    if (!body || !api_no_key(visit, err))
        return false;
    const char *title = body_text(visit, body, "title"), *given = given_password(body);
    const char *password = given ? given : password_random(visit->mem);
    struct account account = { .login = body_text(visit, body, "login"),
                               .name = body_text(visit, body, "name"),
                               .unit = body_text(visit, body, "unit"),
                               .title = title ? title : "",
                               .roles = body_texts(visit, body, "roles"),
                               .must_change = true };
    return account_create(visit->store, visit->mem, visit->definitions, &account, password, visit->scope.user, err) &&
           answer_user(visit, account.login, given ? NULL : password, 201, err);
}

bool api_user_password(struct visit *visit, struct err *err)
{
    const char *login = request_segment(visit->request, "login");
    json_t *body = body_read(visit, &shape_password, err);
    if (!body || !api_no_key(visit, err))
        return false;
    const char *given = given_password(body), *password = given ? given : password_random(visit->mem);
    return account_set_password(visit->store, visit->mem, login, password, true, NULL, visit->scope.user, err) &&
           answer_user(visit, login, given ? NULL : password, 200, err);
}

bool api_user_token(struct visit *visit, struct err *err)
{
    struct json json;
    char token[TOKEN_SIZE];
    const char *login = request_segment(visit->request, "login");
    json_t *body = body_read(visit, &shape_token, err);
    if (!body || !api_no_key(visit, err))
        return false;
    int64_t days = body_integer(body, "days", TOKEN_DAYS_MAX);
    const char *name = body_text(visit, body, "name");
    if (days < 1 || days > TOKEN_DAYS_MAX)
        return err_set(err, ERR_INVALID, "number", "days", SAY_TOKEN_DAYS, (int)TOKEN_DAYS_MAX);
    if (!token_create(visit->store, visit->mem, login, name, (int)days, token, err))
        return false;
    visit->response->status = 201;
    api_begin(visit, &json);
    json_object(&json);
    json_put_text(&json, "login", login);
    json_put_text(&json, "name", name);
    json_put_text(&json, "token", token);
    json_object_end(&json);
    return api_end(visit, err);
}
