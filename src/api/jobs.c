/* What runs beside answering, for who watches over the office: each job's last run, today's mails, what failed.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "base/clock.h"
#include "base/text.h"
#include "exchange/job_names.h"
#include "exchange/mail_queue.h"
#include "store/job_run.h"

/* 0 is null. */
static void put_instant(struct json *json, const char *key, instant_t at)
{
    char printed[INSTANT_SIZE];
    if (at == 0) {
        json_put_null(json, key);
        return;
    }
    instant_print(at, printed);
    json_put_text(json, key, printed);
}

static void put_job(struct json *json, const struct job_run *run)
{
    const struct job_name *name = job_name_find(run->name);
    json_object(json);
    json_put_text(json, "name", run->name);
    json_put_text(json, "label", name ? name->label : run->name);
    put_instant(json, "started_at", run->started_at);
    put_instant(json, "ended_at", run->ended_at);
    json_put_bool(json, "ok", run->ok != 0);
    json_put_text(json, "result", run->result);
    put_instant(json, "next_at", run->next_at);
    json_object_end(json);
}

static void put_mail(struct json *json, const struct mail *mail)
{
    json_object(json);
    json_put_text(json, "login", mail->login);
    json_put_text(json, "day", mail->day);
    json_put_text(json, "state", mail->state);
    json_put_int(json, "tries", mail->tries);
    put_instant(json, "next_at", text_equal(mail->state, "waiting") ? mail->next_at : 0);
    json_put_text(json, "last_error", mail->last_error);
    json_object_end(json);
}

static void put_counts(struct json *json, const struct mail_counts *counts)
{
    json_key(json, "mails");
    json_object(json);
    json_put_int(json, "sent", counts->sent);
    json_put_int(json, "empty", counts->empty);
    json_put_int(json, "waiting", counts->waiting);
    json_put_int(json, "failed", counts->failed);
    json_put_int(json, "reached", counts->reached);
    json_put_int(json, "unreached", counts->unreached);
    json_put_int(json, "unwilling", counts->unwilling);
    json_object_end(json);
}

bool api_jobs(struct visit *visit, struct err *err)
{
    struct json json;
    struct job_run *runs;
    struct mail *mails;
    struct mail_counts counts;
    size_t run_count, mail_total;
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    struct db *db = visit_db(visit, err);
    if (!db || !job_runs(db, visit->mem, &runs, &run_count, err) ||
        !mail_troubles(db, visit->mem, &mails, &mail_total, err) || !mail_count(db, visit->mem, today, &counts, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "jobs");
    json_array(&json);
    for (size_t i = 0; i < run_count; i++)
        put_job(&json, &runs[i]);
    json_array_end(&json);
    put_counts(&json, &counts);
    json_key(&json, "troubles");
    json_array(&json);
    for (size_t i = 0; i < mail_total; i++)
        put_mail(&json, &mails[i]);
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}
