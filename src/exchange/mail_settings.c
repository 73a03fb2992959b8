/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/mail_settings.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/text.h"
#include "definitions/setting_names.h"
#include "exchange/texts.h"

enum { PASSWORD_FILE_MAX = 4096, WAIT_MAX_MS = 3600 * 1000 };

static int count_of(const struct definitions *definitions, const char *name, const char *otherwise)
{
    int counts[SETTING_COUNTS_MAX];
    return setting_counts(definitions, name, otherwise, counts) > 0 ? counts[0] : 1;
}

static bool read_password(struct arena *mem, struct mail_settings *settings, struct err *err)
{
    const char *file = getenv("CONGVU_MAIL_PASSWORD_FILE");
    settings->password = getenv("CONGVU_MAIL_PASSWORD");
    if (settings->password || !file)
        return true;
    char *text = file_read(mem, file, PASSWORD_FILE_MAX, NULL, err);
    if (!text)
        return err_set(err, ERR_INTERNAL, "password", NULL, SAY_MAIL_NO_PASSWORD);
    text[strcspn(text, "\r\n")] = '\0';
    settings->password = text;
    return true;
}

bool mail_settings_read(struct arena *mem, const struct definitions *definitions, struct mail_settings *settings,
                        struct err *err)
{
    const char *tls = definitions_setting(definitions, "mail.tls", "required"), *rest;
    struct mail_settings read = { .server = definitions_setting(definitions, "mail.server", NULL),
                                  .from = definitions_setting(definitions, "mail.from", NULL),
                                  .user = definitions_setting(definitions, "mail.user", NULL),
                                  .ca = getenv("CONGVU_MAIL_CA"),
                                  .tls = text_equal(tls, "none")      ? MAIL_TLS_NONE
                                         : text_equal(tls, "offered") ? MAIL_TLS_OFFERED
                                                                      : MAIL_TLS_REQUIRED,
                                  .retry = count_of(definitions, "mail.retry", "60"),
                                  .tries = count_of(definitions, "mail.tries", "8"),
                                  .timeout = count_of(definitions, "mail.timeout", "30") };
    if (!time_parse(definitions_setting(definitions, "mail.hour", "07:00"), &read.minute, &rest))
        read.minute = 7 * 60;
    if (!read.from)
        read.server = NULL;
    if (read.user && !read_password(mem, &read, err))
        return false;
    *settings = read;
    return true;
}

int64_t mail_wait(const struct mail_settings *settings, int tries)
{
    int64_t wait = (int64_t)settings->retry * 1000;
    for (int i = 1; i < tries && wait < WAIT_MAX_MS; i++)
        wait *= 2;
    return wait < WAIT_MAX_MS ? wait : WAIT_MAX_MS;
}
