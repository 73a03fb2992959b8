/* src/exchange/mail_send.h
 * Hands a mail to the office's server over SMTP (libcurl), as MIME: plain text and HTML beside it, both UTF-8.
 *
 * One sender keeps its connection from mail to mail and belongs to one thread. What the server says is kept with its
 * code: 4xx and what is between us and the server may go better later, 5xx of an address will not.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdatomic.h>

#include "exchange/digest_mail.h"
#include "exchange/mail_settings.h"

enum mail_outcome {
    MAIL_SENT,    /* the server has taken it */
    MAIL_LATER,   /* not now: 4xx, a time that is over, a sign-in that failed */
    MAIL_REFUSED, /* 5xx: never */
    MAIL_AWAY,    /* the server could not be reached, or offers no TLS: other mails need not be tried */
};

struct mail_result {
    enum mail_outcome outcome;
    const char *words; /* "550 5.1.1 User unknown", "Couldn't connect to server"; "" where it was sent */
    int code;          /* of the server's last answer; 0: none */
};

struct mail_sender;

/* STOPPING ends a sending that is under way, for the end of the program. Lives in MEM, as do the settings. NULL: no
 * memory. */
struct mail_sender *mail_sender_new(struct arena *mem, const struct mail_settings *settings,
                                    const atomic_bool *stopping, struct err *err) MUST_CHECK;

struct mail_envelope {
    const char *to;         /* one address */
    const char *message_id; /* with its brackets */
    instant_t at;
};

/* Sends it. The result's words live in MEM of the sender. */
struct mail_result mail_send(struct mail_sender *sender, const struct mail_envelope *envelope,
                             const struct mail_message *message);
