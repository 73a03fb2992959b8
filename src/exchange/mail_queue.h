/* src/exchange/mail_queue.h
 * Each morning's mails until they are sent: one a person and day, in the database, so that several programs send each
 * once.
 *
 * A mail is claimed before it is sent and noted after. A program that is killed between sending and noting leaves a
 * claim that ends; then the mail is sent again, under the same Message-ID, by which mail programs know it as one. What
 * fails is tried again, later and later, until its day is over or `mail.tries` are used up; what the server refuses for
 * good is not tried again. Either way it then stands as failed until an administrator sends it again.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/mail_send.h"

enum { MAIL_TURN = 50, MAIL_CLAIM_MS = 15 * 60 * 1000, MAIL_KEPT_DAYS = 30, MAIL_LISTED_MAX = 100 };

struct mail {
    const char *login, *day, *message_id;
    const char *state; /* waiting, sent, empty, failed */
    int64_t tries, next_at, ended_at;
    const char *last_error;
    const char *name;    /* of the person */
    const char *address; /* "" where it is gone since */
    int64_t wanted;      /* 0 also where the account is closed */
};

/* One for everybody with an address who wants it and whose account is open; those of DAY that there are stay. HOST goes
 * into the Message-ID. MADE is how many. */
bool mail_queue_fill(struct store *store, struct arena *mem, const char *day, const char *host, int64_t *made,
                     struct err *err) MUST_CHECK;

/* At most MAIL_TURN that are due, for OWNER alone until MAIL_CLAIM_MS have passed. Writes nothing where none is. */
bool mail_queue_claim(struct store *store, struct arena *mem, const char *owner, struct mail **mails, size_t *count,
                      struct err *err) MUST_CHECK;

/* What OWNER has claimed and not noted is free again: the program ends. */
bool mail_queue_release(struct store *store, struct arena *mem, const char *owner, struct err *err) MUST_CHECK;

/* Its morning is over and nobody asked for it again: the next morning's says it all. To be noted as refused. */
bool mail_is_over(const struct mail *mail);

/* What came of a claimed one: RESULT NULL: there was nothing to say. Nothing where another has claimed it since.
 * GAVE_UP says whether it is now failed. */
bool mail_queue_note(struct store *store, struct arena *mem, const char *owner, const struct mail *mail,
                     const struct mail_settings *settings, const struct mail_result *result, bool *gave_up,
                     struct err *err) MUST_CHECK;

/* A failed one is to be sent again, now, by order of BY: a line in the account history. not-found.mail; conflict.mail
 * where the account is closed, wants none or has no address. */
bool mail_queue_again(struct store *store, struct arena *mem, const char *login, const char *day, const char *by,
                      struct err *err) MUST_CHECK;

/* Forgets mails of more than MAIL_KEPT_DAYS ago. */
bool mail_queue_forget(struct store *store, struct arena *mem, struct err *err) MUST_CHECK;

/* Those that failed and those that wait after a failure, the newest day first; at most MAIL_LISTED_MAX. */
bool mail_troubles(struct db *db, struct arena *mem, struct mail **mails, size_t *count, struct err *err) MUST_CHECK;

/* Of a day, and of the people: one statement. */
struct mail_counts {
    int64_t sent, empty, waiting;          /* of DAY */
    int64_t failed;                        /* of any day */
    int64_t reached, unreached, unwilling; /* open accounts: with an address; without one; that switched it off */
};
bool mail_count(struct db *db, struct arena *mem, const char *day, struct mail_counts *counts,
                struct err *err) MUST_CHECK;

/* Open accounts without an address, by name; at most MAIL_LISTED_MAX. */
struct mail_unreached {
    const char *login, *name;
};
bool mail_unreached(struct db *db, struct arena *mem, struct mail_unreached **people, size_t *count,
                    struct err *err) MUST_CHECK;
