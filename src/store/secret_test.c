/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: store_secret that takes a secret of any length; that asks the database each time. */
#include "store/testing.h"

#include <string.h>

#include "base/text.h"
#include "store/secret.h"

static bool change_secret(struct change *change, void *arg, struct err *err)
{
    return change_run(change, SQL("update secret set value = $1"), DB(db_text(arg)), err);
}

static bool take_secret(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("delete from secret"), DB_NONE, err);
}

static void test_an_office_has_a_secret_of_its_own_and_keeps_it(struct testing *t)
{
    struct err err = { 0 };
    const char *read;
    const char *secret = store_secret(t->store, &err);
    assert_true(testing_ok(secret != NULL, &err));
    assert_int_equal(strlen(secret) + 1, SECRET_SIZE);
    assert_int_equal(strspn(secret, "0123456789abcdef"), SECRET_SIZE - 1);
    struct db *db = db_for_read(t->store, &err);
    assert_true(secret_read(db, t->mem, &read, &err));
    assert_string_equal(read, secret);
    /* known once: what is changed behind the program's back is found by what reads it anew */
    char *other = arena_strdup(t->mem, secret);
    other[0] = other[0] == '0' ? '1' : '0';
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, change_secret, other, &err), &err));
    assert_string_equal(store_secret(t->store, &err), read);
    assert_true(secret_read(db_for_read(t->store, &err), t->mem, &read, &err));
    assert_string_equal(read, other);
}
ON_BOTH(test_an_office_has_a_secret_of_its_own_and_keeps_it)

static void test_an_office_without_its_secret_says_so(struct testing *t)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, change_secret, (char[]){ "ngan" }, &err), &err));
    assert_null(store_secret(t->store, &err));
    assert_string_equal(err.subject, "secret");
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, take_secret, NULL, &err), &err));
    err = (struct err){ 0 };
    assert_null(store_secret(t->store, &err));
    assert_string_equal(err.subject, "secret");
}
ON_BOTH(test_an_office_without_its_secret_says_so)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_an_office_has_a_secret_of_its_own_and_keeps_it),
        BOTH(test_an_office_without_its_secret_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
