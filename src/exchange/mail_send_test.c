/* SPDX-License-Identifier: Apache-2.0 */
/* Against a real mail server, which reads what it takes with Python's email package (tests/smtp-server.py). */
#include "exchange/mail_send.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "exchange/testing_smtp.h"

static const struct mail_message message = { "Bản tin 02/08/2021: 12 quá hạn, 3 đến hạn hôm nay, 28 chờ bước tiếp",
                                             "Kính gửi Nguyễn Thị Ánh,\r\n.\r\nhết\r\n", "<p>Kính gửi</p>\r\n" };

static struct mail_settings settings_for(struct arena *mem, int port)
{
    return (struct mail_settings){ .server = arena_printf(mem, "smtp://127.0.0.1:%d", port),
                                   .from = "congvu@vp.gov.vn",
                                   .tls = MAIL_TLS_NONE,
                                   .timeout = 20 };
}

static struct mail_result send_with(struct arena *mem, const struct mail_settings *settings, const char *to)
{
    struct err err = { 0 };
    struct mail_sender *sender = mail_sender_new(mem, settings, NULL, &err);
    struct mail_envelope envelope = { to, "<digest.2021-08-02.an@vp.gov.vn>",
                                      instant_from_local(day_from_civil(2021, 8, 2), 7 * 60) };
    assert_non_null(sender);
    return mail_send(sender, &envelope, &message);
}

static void test_a_mail_is_taken_and_read_as_it_was_written(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct smtp smtp;
    smtp_start(&smtp, false);
    struct mail_settings settings = settings_for(mem, smtp.port);
    struct mail_result result = send_with(mem, &settings, "an@vp.gov.vn");
    assert_int_equal(result.outcome, MAIL_SENT);
    const char *taken = smtp_taken(&smtp, mem);
    static const char *const parts[] = {
        "\"from\": \"congvu@vp.gov.vn\", \"to\": [\"an@vp.gov.vn\"]",
        "\"Subject\": \"Bản tin 02/08/2021: 12 quá hạn, 3 đến hạn hôm nay, 28 chờ bước tiếp\"",
        "\"Message-ID\": \"<digest.2021-08-02.an@vp.gov.vn>\"",
        "\"Auto-Submitted\": \"auto-generated\"",
        "\"To\": \"an@vp.gov.vn\"",
        "\"type\": \"multipart/alternative\", \"defects\": []",
        "\"parts\": [[\"text/plain\", \"utf-8\"], [\"text/html\", \"utf-8\"]]",
        "\"date\": \"2021-08-02T07:00:00+07:00\"",
        "\"plain\": \"Kính gửi Nguyễn Thị Ánh,\\n.\\nhết\\n\"",
        "\"greeted\": \"vp.gov.vn\", \"tls\": false, \"ascii\": true",
    };
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (!strstr(taken, parts[i]))
            fail_msg("%s is not in %s", parts[i], taken);
    smtp_stop(&smtp);
    arena_free(mem);
}

static void test_what_the_server_says_decides_whether_it_is_tried_again(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct smtp smtp;
    smtp_start(&smtp, false);
    struct mail_settings settings = settings_for(mem, smtp.port);
    struct mail_result result = send_with(mem, &settings, "never@vp.gov.vn");
    assert_true(result.outcome == MAIL_REFUSED && result.code == 550);
    assert_string_equal(result.words, "550 5.1.1 no such user");
    result = send_with(mem, &settings, "later@vp.gov.vn");
    assert_true(result.outcome == MAIL_LATER && result.code == 451);
    assert_string_equal(result.words, "451 4.2.0 come again");
    assert_int_equal(send_with(mem, &settings, "later@vp.gov.vn").outcome, MAIL_SENT);
    settings.timeout = 1;
    result = send_with(mem, &settings, "slow@vp.gov.vn");
    assert_int_equal(result.outcome, MAIL_AWAY);
    assert_non_null(strstr(result.words, "timed out"));
    smtp_stop(&smtp);
    result = send_with(mem, &settings, "an@vp.gov.vn"); /* nobody listens there any more */
    assert_true(result.outcome == MAIL_AWAY && result.code == 0 && result.words[0] != '\0');
    arena_free(mem);
}

static void test_a_connection_is_kept_from_mail_to_mail(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct err err = { 0 };
    struct smtp smtp;
    smtp_start(&smtp, false);
    struct mail_settings settings = settings_for(mem, smtp.port);
    struct mail_sender *sender = mail_sender_new(mem, &settings, NULL, &err);
    static const char *const to[] = { "an@vp.gov.vn", "never@vp.gov.vn", "binh@vp.gov.vn" };
    for (size_t i = 0; i < COUNT_OF(to); i++) { /* one that is refused spoils none behind it */
        struct mail_envelope envelope = { to[i], "<x@vp.gov.vn>", 0 };
        assert_int_equal(mail_send(sender, &envelope, &message).outcome, i == 1 ? MAIL_REFUSED : MAIL_SENT);
    }
    smtp_stop(&smtp);
    arena_free(mem);
}

static void test_without_tls_nothing_is_said_where_it_is_required(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct smtp plain, safe;
    smtp_start(&plain, false);
    smtp_start(&safe, true);
    struct mail_settings settings = settings_for(mem, plain.port);
    settings.tls = MAIL_TLS_REQUIRED;
    assert_int_equal(send_with(mem, &settings, "an@vp.gov.vn").outcome, MAIL_AWAY);
    assert_string_equal(smtp_taken(&plain, mem), "");
    settings.server = arena_printf(mem, "smtp://127.0.0.1:%d", safe.port);
    assert_int_equal(send_with(mem, &settings, "an@vp.gov.vn").outcome, MAIL_AWAY); /* who signed the certificate? */
    assert_string_equal(smtp_taken(&safe, mem), "");
    settings.ca = safe.certificate;
    assert_int_equal(send_with(mem, &settings, "an@vp.gov.vn").outcome, MAIL_SENT);
    assert_non_null(strstr(smtp_taken(&safe, mem), "\"tls\": true"));
    smtp_stop(&plain);
    smtp_stop(&safe);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_mail_is_taken_and_read_as_it_was_written),
        cmocka_unit_test(test_what_the_server_says_decides_whether_it_is_tried_again),
        cmocka_unit_test(test_a_connection_is_kept_from_mail_to_mail),
        cmocka_unit_test(test_without_tls_nothing_is_said_where_it_is_required),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
