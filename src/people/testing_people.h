/* src/people/testing_people.h
 * A small office with units and roles, for the tests of this room that need a database.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/clock.h"
#include "base/text.h"
#include "people/session.h"
#include "store/testing.h"

#define GOOD_PASSWORD  "con voi tím ăn bún riêu"
#define OTHER_PASSWORD "bảy chiếc thuyền giấy trôi"

/* ubnd – vp – nc, kt; pc became nc. */
static struct unit_name testing_names[] = { { "Đơn vị", "ĐV", "0001-01-01", "9999-12-31" } };
static const char *testing_successors[] = { "nc" };
static struct unit testing_units[] = {
    { .code = "ubnd",
      .kind = "ubnd",
      .parent = "",
      .from = "0001-01-01",
      .until = "9999-12-31",
      .names = { testing_names, 1 } },
    { .code = "vp",
      .kind = "vp",
      .parent = "ubnd",
      .from = "0001-01-01",
      .until = "9999-12-31",
      .names = { testing_names, 1 } },
    { .code = "nc",
      .kind = "phong",
      .parent = "vp",
      .from = "0001-01-01",
      .until = "9999-12-31",
      .names = { testing_names, 1 } },
    { .code = "kt",
      .kind = "phong",
      .parent = "vp",
      .from = "0001-01-01",
      .until = "9999-12-31",
      .names = { testing_names, 1 } },
    { .code = "pc",
      .kind = "phong",
      .parent = "vp",
      .from = "0001-01-01",
      .until = "2018-12-31",
      .names = { testing_names, 1 },
      .successors = { testing_successors, 1 } },
};
static struct issuer testing_issuers[] = { { .code = "ubnd", .unit = "ubnd" }, { .code = "van-phong", .unit = "vp" } };
static const char *testing_reads[] = { "paper" };
static struct role_grant testing_grants[] = {
    { .reads = { testing_reads, 1 }, .sees = SEES_UNIT, .changes = { testing_reads, 1 } },
    { .reads = { testing_reads, 1 }, .sees = SEES_ISSUER },
};
static struct role testing_roles[] = {
    { .name = "clerk", .label = "Văn thư", .grants = { testing_grants, 1 } },
    { .name = "leader", .label = "Lãnh đạo", .grants = { testing_grants + 1, 1 } },
    { .name = "keeper", .label = "Quản trị", .administers = true, .audits = true },
};
static struct register_definition testing_registers[] = { { .name = "paper", .label = "Giấy tờ" } };
static const struct definitions testing_set = {
    .units = { testing_units, COUNT_OF(testing_units) },
    .issuers = { testing_issuers, COUNT_OF(testing_issuers) },
    .roles = { testing_roles, COUNT_OF(testing_roles) },
    .registers = { testing_registers, COUNT_OF(testing_registers) },
};

static inline bool testing_fine(bool done, const struct err *err)
{
    if (!done)
        print_message("%s.%s: %s\n", err_kind_name(err->kind), err->subject, err->text);
    return done;
}

static inline int64_t testing_count(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    int64_t count = -1;
    assert_true(testing_fine(db_one_int(db_for_read(t->store, &err), statement, DB_NONE, 0, &count, &err), &err));
    return count;
}

static inline struct text_list testing_list(struct testing *t, const char *words)
{
    size_t count;
    char **items = text_split(t->mem, words, ' ', &count);
    return (struct text_list){ (const char **)items, *words ? count : 0 };
}

/* The clock stands at 2 August 2021, 8 o'clock; the units are there. */
static inline void testing_people(struct testing *t)
{
    struct err err = { 0 };
    day_t day = 0;
    assert_true(day_parse("2021-08-02", &day));
    clock_fix(instant_from_local(day, 8 * 60));
    assert_true(testing_fine(people_keep_units(t->store, t->mem, &testing_set, &err), &err));
}

static inline void testing_later(int64_t seconds)
{
    clock_fix(clock_now() + seconds * 1000);
}

static inline struct account testing_person(struct testing *t, const char *login, const char *name, const char *roles)
{
    return (struct account){
        .login = login, .name = name, .unit = "nc", .title = "Chuyên viên", .roles = testing_list(t, roles)
    };
}

static inline void testing_account(struct testing *t, const char *login, const char *name, const char *roles)
{
    struct err err = { 0 };
    struct account account = testing_person(t, login, name, roles);
    assert_true(
        testing_fine(account_create(t->store, t->mem, &testing_set, &account, GOOD_PASSWORD, "quan-tri", &err), &err));
}

static inline struct account *testing_find(struct testing *t, const char *login)
{
    struct err err = { 0 };
    struct account *account = account_find(db_for_read(t->store, &err), t->mem, login, &err);
    assert_true(testing_fine(account != NULL, &err));
    return account;
}

static inline bool testing_sign_in(struct testing *t, const char *login, const char *password, char token[TOKEN_SIZE],
                                   struct err *err)
{
    struct account *account;
    return sign_in(t->store, t->mem, &testing_set, login, password, "10.0.0.1", "Firefox", token, &account, err);
}

/* Whose TOKEN is; NULL for nobody. */
static inline struct account *testing_session(struct testing *t, const char *token, struct session *session)
{
    struct err err = { 0 };
    struct account *account = NULL;
    bool found = false;
    assert_true(testing_fine(
        session_find(db_for_read(t->store, &err), t->mem, &testing_set, token, session, &account, &found, &err), &err));
    return found ? account : NULL;
}

/* "what: detail" of everything done to LOGIN, oldest first. */
static inline const char *testing_history(struct testing *t, const char *login)
{
    struct err err = { 0 };
    struct account_event *events;
    size_t count;
    struct text out;
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    assert_true(
        testing_fine(account_history(db_for_read(t->store, &err), t->mem, login, 0, 100, &events, &count, &err), &err));
    for (size_t i = count; i-- > 0;)
        text_printf(&out, "%s: %s (%s)\n", events[i].what, events[i].detail, events[i].by);
    return out.data ? out.data : "";
}
