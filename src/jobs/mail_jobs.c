/* SPDX-License-Identifier: Apache-2.0 */
/* The morning's digests: when they are made, and how each is sent. */
#include "jobs/jobs.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "exchange/mail_queue.h"
#include "jobs/texts.h"
#include "people/account.h"

enum { DAY_MINUTES = 24 * 60 };

/* --- when --------------------------------------------------------------------------------------------------------- */

static bool is_worked(const struct definitions *definitions, day_t day)
{
    return definitions->calendar ? calendar_is_working_day(definitions->calendar, day) : day_weekday(day) < SATURDAY;
}

/* The first moment from DAY on that a digest is made. */
static instant_t morning_from(const struct definitions *definitions, day_t day, int minute)
{
    while (!is_worked(definitions, day))
        day++;
    return instant_from_local(day, minute);
}

bool job_digest(struct job_work *work, struct err *err)
{
    const struct office *office = work->office;
    const struct definitions *definitions = office->definitions;
    struct mail_settings settings;
    int64_t made;
    day_t today = clock_today();
    char day[DATE_SIZE];
    day_print(today, day);
    if (!mail_settings_read(work->mem, definitions, &settings, err))
        return false;
    instant_t now = clock_now(), morning = morning_from(definitions, today, settings.minute);
    work->next_at = now < morning ? morning : morning_from(definitions, today + 1, settings.minute);
    if (!settings.server) {
        work->result = SAY_NO_MAIL_SERVER;
        return true;
    }
    if (now < morning) {
        work->result = SAY_NOT_YET_MORNING;
        return true;
    }
    const char *host = strchr(settings.from, '@') + 1;
    if (!mail_queue_fill(office->store, work->mem, day, host, &made, err))
        return false;
    work->result = arena_printf(work->mem, SAY_DIGESTS_MADE, (long long)made);
    return true;
}

/* --- sending ------------------------------------------------------------------------------------------------------ */

struct sending {
    struct job_work *work;
    struct mail_settings settings;
    struct mail_sender *sender;
    bool away; /* the server: the rest is noted as this one was */
    struct mail_result away_result;
    int sent, later, failed;
};

/* What its person should know now; false with an err. MESSAGE is empty where there is nothing to be said. */
static bool compose(struct sending *sending, struct arena *mem, const struct mail *mail, struct mail_message *message,
                    struct err *err)
{
    const struct office *office = sending->work->office;
    struct inbox_counts counts;
    struct digest digest;
    char now[MINUTE_SIZE];
    struct db *db = db_for_read(office->store, err);
    struct account *account = db ? account_find(db, mem, mail->login, err) : NULL;
    if (!account)
        return false;
    struct scope scope = scope_account(mem, office->definitions, account);
    minute_print(clock_today(), instant_local_minute(clock_now()), now);
    if (!inbox_counts(office->store, mem, office->definitions, &scope, now, &counts, err) ||
        !digest_read(office->store, mem, office->definitions, &scope, &counts, &digest, err))
        return false;
    *message = (struct mail_message){ 0 };
    if (!digest_is_empty(&digest))
        *message = digest_mail(mem, &digest, account->name, sending->work->public_url);
    return true;
}

/* RESULT NULL: nothing to be said. */
static bool note(struct sending *sending, struct arena *mem, const struct mail *mail, const struct mail_result *result,
                 struct err *err)
{
    bool gave_up;
    if (!mail_queue_note(sending->work->office->store, mem, sending->work->owner, mail, &sending->settings, result,
                         &gave_up, err))
        return false;
    sending->sent += result && result->outcome == MAIL_SENT;
    sending->later += result && result->outcome != MAIL_SENT && !gave_up;
    sending->failed += gave_up;
    if (gave_up) /* the server's words name the address: they stand on the page, not here */
        log_line(LOG_WARNING, "jobs", "mail to %s of %s was given up (%d)", mail->login, mail->day, result->code);
    return true;
}

static bool send_one(struct sending *sending, struct arena *mem, const struct mail *mail, struct err *err)
{
    struct mail_message message;
    if (text_is_empty(mail->address) || !mail->wanted)
        return note(sending, mem, mail, NULL, err);
    if (mail_is_over(mail)) {
        struct mail_result over = { .outcome = MAIL_REFUSED, .words = mail->last_error };
        return note(sending, mem, mail, &over, err);
    }
    if (sending->away)
        return note(sending, mem, mail, &sending->away_result, err);
    if (!compose(sending, mem, mail, &message, err))
        return false;
    if (!message.subject)
        return note(sending, mem, mail, NULL, err);
    struct mail_envelope envelope = { .to = mail->address, .message_id = mail->message_id, .at = clock_now() };
    struct mail_result result = mail_send(sending->sender, &envelope, &message);
    sending->away = result.outcome == MAIL_AWAY;
    sending->away_result = result;
    return note(sending, mem, mail, &result, err);
}

bool job_mail(struct job_work *work, struct err *err)
{
    struct sending sending = { .work = work };
    struct mail *mails;
    size_t count;
    if (!mail_settings_read(work->mem, work->office->definitions, &sending.settings, err))
        return false;
    if (!sending.settings.server) {
        work->result = SAY_NO_MAIL_SERVER;
        return true;
    }
    if (!mail_queue_claim(work->office->store, work->mem, work->owner, &mails, &count, err))
        return false;
    if (count == 0)
        return true;
    sending.sender = mail_sender_new(work->mem, &sending.settings, work->stopping, err);
    struct arena *one CLEANUP(arena_cleanup) = arena_part(work->mem, ARENA_REQUEST_MAX);
    for (size_t i = 0; i < count && !atomic_load(work->stopping); i++) {
        if (!sending.sender || !send_one(&sending, one, &mails[i], err))
            return false;
        arena_reset(one);
    }
    work->result = arena_printf(work->mem, SAY_MAILS_SENT, sending.sent, sending.later, sending.failed);
    return !atomic_load(work->stopping) || mail_queue_release(work->office->store, work->mem, work->owner, err);
}
