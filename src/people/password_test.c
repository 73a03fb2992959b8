/* SPDX-License-Identifier: Apache-2.0 */
#include "people/password.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "people/account.h"

static struct arena *mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static bool is_good(const char *password)
{
    const char *own[] = { "nguyen.van.thu", "Nguyễn Văn Thử", "thvx" };
    struct err err = { 0 };
    bool good = password_check(mem, password, own, COUNT_OF(own), &err);
    if (!good) {
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, "password");
        assert_null(strstr(err.text, password)); /* it stands nowhere */
    }
    return good;
}

static void test_a_password_has_twelve_characters_and_at_most_256_bytes(void **state)
{
    (void)state;
    assert_true(is_good("khế chua bờ "));
    assert_false(is_good("khế chua bờ"));
    char long_one[PASSWORD_MAX + 2];
    for (size_t i = 0; i < sizeof long_one - 1; i++)
        long_one[i] = (char)('a' + i * 7 % 26);
    long_one[PASSWORD_MAX + 1] = '\0';
    assert_false(is_good(long_one));
    long_one[PASSWORD_MAX] = '\0';
    assert_true(is_good(long_one));
    assert_false(is_good("abcdefgh\xff\xfeijklmn"));
}

static void test_usual_and_own_words_are_no_password(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "123456789012345", "matkhau123456",   "MậtKhẩu@123456",  "password2021!",     "Dong-Thap-2021",
        "vanphong.ubnd",   "qwertyuiop123",   "aaaaaaaaaaaaaa",  "abababababab",      "NguyenVanThu1",
        "thvx-thvx-2021",  "nguyen.van.thu!", "iloveyou1234567", "Nguyễn Văn Thử 99",
    };
    static const char *const good[] = { "con voi tím ăn bún riêu", "gạch-trăng-lội-suối", "kx7#Qpw2!mzR9" };
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        if (is_good(bad[i]))
            fail_msg("“%s” is too easy", bad[i]);
    for (size_t i = 0; i < COUNT_OF(good); i++)
        if (!is_good(good[i]))
            fail_msg("“%s” is good", good[i]);
}

static void test_the_words_are_folded_and_many(void **state)
{
    (void)state;
    size_t count = 0;
    for (; password_words[count]; count++)
        for (const char *at = password_words[count]; *at; at++)
            assert_true((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'));
    assert_true(count > 300);
}

static void test_a_hash_proves_its_password_only(void **state)
{
    (void)state;
    char hash[PASSWORD_HASH_SIZE], other[PASSWORD_HASH_SIZE];
    struct err err = { 0 };
    bool right, weak;
    assert_true(password_hash("gạch trăng lội suối", hash, &err));
    assert_true(password_hash("gạch trăng lội suối", other, &err));
    assert_string_not_equal(hash, other); /* salted */
    assert_true(text_starts(hash, "$argon2id$v=19$m=47104,t=1,p=1$"));
    assert_true(password_verify(hash, "gạch trăng lội suối", &right, &weak, &err));
    assert_true(right);
    assert_false(weak);
    assert_true(password_verify(hash, "gạch trăng lội suốI", &right, &weak, &err));
    assert_false(right);
    assert_true(password_verify(NULL, "gạch trăng lội suối", &right, &weak, &err));
    assert_false(right);
    assert_true(password_verify("không phải là băm", "gạch trăng lội suối", &right, &weak, &err));
    assert_false(right);
}

static void test_random_passwords_are_good_and_differ(void **state)
{
    (void)state;
    const char *last = "";
    for (int i = 0; i < 200; i++) {
        const char *made = password_random(mem);
        assert_int_equal(strlen(made), 27);
        assert_true(is_good(made));
        assert_string_not_equal(made, last);
        last = made;
    }
}

/* --- the queue ---------------------------------------------------------------------------------------------------- */

enum { CALLERS = 48 };

static pthread_barrier_t together;

static void *call(void *arg)
{
    struct err *err = arg;
    char hash[PASSWORD_HASH_SIZE];
    pthread_barrier_wait(&together);
    bool made = password_hash("gạch trăng lội suối", hash, err);
    (void)made;
    return NULL;
}

static void test_too_many_at_once_are_told_to_come_again(void **state)
{
    (void)state;
    pthread_t threads[CALLERS];
    struct err errs[CALLERS] = { 0 };
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t busy = 0, done = 0;
    if (cores > CALLERS - PASSWORD_WAITING - 8)
        cores = CALLERS - PASSWORD_WAITING - 8; /* then the bound below is not reached, and not asked for */
    assert_int_equal(pthread_barrier_init(&together, NULL, CALLERS), 0);
    for (size_t i = 0; i < CALLERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, call, &errs[i]), 0);
    for (size_t i = 0; i < CALLERS; i++) {
        pthread_join(threads[i], NULL);
        busy += errs[i].kind == ERR_BUSY && strcmp(errs[i].subject, "sign-in") == 0;
        done += errs[i].kind == ERR_NONE;
    }
    pthread_barrier_destroy(&together);
    assert_int_equal(busy + done, CALLERS);
    assert_true(done >= PASSWORD_WAITING + (size_t)cores);
    if (sysconf(_SC_NPROCESSORS_ONLN) <= 8)
        assert_true(busy > 0);
    struct err err = { 0 };
    char hash[PASSWORD_HASH_SIZE];
    assert_true(password_hash("gạch trăng lội suối", hash, &err)); /* and afterwards it goes on */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_password_has_twelve_characters_and_at_most_256_bytes),
        TEST(test_usual_and_own_words_are_no_password),
        TEST(test_the_words_are_folded_and_many),
        TEST(test_a_hash_proves_its_password_only),
        TEST(test_random_passwords_are_good_and_differ),
        TEST(test_too_many_at_once_are_told_to_come_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
