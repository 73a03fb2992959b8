/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/mail_settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_the_password_is_of_the_environment_alone(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct err err = { 0 };
    struct mail_settings settings;
    struct setting given[] = { { .name = "mail.server", .value = "smtps://mail.vp.gov.vn" },
                               { .name = "mail.from", .value = "congvu@vp.gov.vn" },
                               { .name = "mail.user", .value = "congvu" },
                               { .name = "mail.hour", .value = "06:30" } };
    struct definitions definitions = { .settings = { given, 4 } };
    setenv("CONGVU_MAIL_PASSWORD_FILE", "/khong/co", 1);
    assert_false(mail_settings_read(mem, &definitions, &settings, &err));
    assert_string_equal(err.subject, "password");
    setenv("CONGVU_MAIL_PASSWORD", "mật", 1);
    assert_true(mail_settings_read(mem, &definitions, &settings, &err));
    assert_string_equal(settings.password, "mật");
    assert_int_equal(settings.minute, 6 * 60 + 30);
    assert_true(settings.tls == MAIL_TLS_REQUIRED && settings.tries == 8 && settings.timeout == 30);
    unsetenv("CONGVU_MAIL_PASSWORD");
    unsetenv("CONGVU_MAIL_PASSWORD_FILE");
    definitions.settings.count = 1; /* without a sender none is sent */
    assert_true(mail_settings_read(mem, &definitions, &settings, &err));
    assert_null(settings.server);
    arena_free(mem);
}

static void test_the_wait_doubles_up_to_an_hour(void **state)
{
    (void)state;
    const struct mail_settings settings = { .retry = 60 };
    assert_int_equal(mail_wait(&settings, 1), 60000);
    assert_int_equal(mail_wait(&settings, 2), 120000);
    assert_int_equal(mail_wait(&settings, 6), 1920000);
    assert_int_equal(mail_wait(&settings, 7), 3600000);
    assert_int_equal(mail_wait(&settings, 1000), 3600000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_password_is_of_the_environment_alone),
        cmocka_unit_test(test_the_wait_doubles_up_to_an_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
