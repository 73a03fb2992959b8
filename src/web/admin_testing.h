/* src/web/admin_testing.h
 * The pages of the small test office with an administrator signed in. For *_test.c of this room.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/testing.h"

#define TESTING_ADMIN    "minh.qt"
#define TESTING_PASSWORD "mười hai con giáp quanh bàn" /* as pages_account sets it */

struct admin {
    struct pages p;
    char token[TOKEN_SIZE];
};

static inline void admin_begin(struct admin *a, struct testing *t)
{
    pages_begin(&a->p, t);
    pages_account(&a->p, TESTING_ADMIN, "Phạm Công Minh", "administrator", a->token);
    a->p.as = a->token;
}

/* The page, asked with at most 6 statements. */
static inline struct response admin_get(struct admin *a, const char *path)
{
    uint64_t before = db_statement_count();
    struct response response = pages_get(&a->p, path);
    uint64_t asked = db_statement_count() - before;
    if (response.status != 200 || asked > 6)
        fail_msg("%s: %d with %llu statements\n%s", path, response.status, (unsigned long long)asked,
                 response.body.data);
    return response;
}

static inline struct account *admin_account(struct admin *a, const char *login)
{
    struct err err = { 0 };
    struct account *account = account_find(db_for_read(a->p.t->store, &err), a->p.t->mem, login, &err);
    assert_true(testing_ok(account != NULL, &err));
    return account;
}

/* What the notice of the answer says, decoded. */
static inline const char *admin_notice(struct admin *a, const struct response *response)
{
    struct err err = { 0 };
    for (size_t i = 0; i < response->headers.list.count; i++) {
        const char *value = response->headers.list.items[i].value;
        if (strncmp(value, "congvu-notice=", 14) != 0)
            continue;
        struct http_pairs pairs = { 0 };
        char *cookie = arena_strndup(a->p.t->mem, value, strcspn(value, ";"));
        assert_true(testing_ok(pairs_parse(a->p.t->mem, &pairs, cookie, 1, &err), &err));
        return pairs_get(&pairs, "congvu-notice");
    }
    return "";
}

static inline bool admin_can_sign_in(struct admin *a, const char *login, const char *password)
{
    char token[TOKEN_SIZE];
    struct account *account;
    struct err err = { 0 };
    return sign_in(a->p.t->store, a->p.t->mem, a->p.office.office.definitions, login, password, "127.0.0.1", "thử",
                   token, &account, &err);
}
