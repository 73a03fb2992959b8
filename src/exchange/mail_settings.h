/* src/exchange/mail_settings.h
 * The office's mail server, from the settings; the password from the environment alone.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

enum mail_tls { MAIL_TLS_REQUIRED, MAIL_TLS_OFFERED, MAIL_TLS_NONE };

struct mail_settings {
    const char *server; /* smtp://host:port, smtps://host:port; NULL: no mail is sent */
    const char *from;
    const char *user;     /* NULL: nobody signs in at the server */
    const char *password; /* CONGVU_MAIL_PASSWORD, or the first line of the file CONGVU_MAIL_PASSWORD_FILE */
    const char *ca;       /* CONGVU_MAIL_CA: a file of certificates instead of the machine's; NULL */
    enum mail_tls tls;
    int minute; /* of the day: when a digest is made */
    int retry;  /* seconds */
    int tries;
    int timeout; /* seconds */
};

/* Fails where the password's file cannot be read. Lives in MEM and with the definitions. */
bool mail_settings_read(struct arena *mem, const struct definitions *definitions, struct mail_settings *settings,
                        struct err *err) MUST_CHECK;

/* Milliseconds to wait after so many failures: `mail.retry`, twice as long each time, an hour at most. */
int64_t mail_wait(const struct mail_settings *settings, int tries);
