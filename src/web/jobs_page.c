/* Việc chạy nền: what each job did last and when it runs again, the mails that could not be sent, and who has no
 * address.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "exchange/job_names.h"
#include "exchange/mail_queue.h"
#include "store/job_run.h"
#include "web/admin_internal.h"
#include "web/pages.h"

static const char *took(struct arena *mem, const struct job_run *run)
{
    int64_t ms = run->ended_at - run->started_at;
    return ms < 1000 ? arena_printf(mem, SAY_JOB_MS, (int)ms) : arena_printf(mem, SAY_JOB_SECONDS, (int)(ms / 1000));
}

static void put_jobs(struct page *page, const struct job_run *runs, size_t count)
{
    struct arena *mem = page->visit->mem;
    struct cells *cells = cells_new(mem, SAY_JOBS_CAPTION, true);
    cells_column(cells, SAY_JOB_NAME, "first");
    cells_column(cells, SAY_JOB_LAST, "nowrap");
    cells_column(cells, SAY_JOB_RESULT, "wide");
    cells_column(cells, SAY_JOB_NEXT, "nowrap");
    cells_group(cells, "", "");
    for (size_t i = 0; i < count; i++) {
        const struct job_run *run = &runs[i];
        const struct job_name *name = job_name_find(run->name);
        bool runs_now = run->claimed_until > clock_now();
        cells_row(cells, !run->ok);
        cell_sub(cells_add(cells, name ? name->label : run->name), run->name);
        struct template_value *last =
            cells_add(cells, run->ended_at ? page_instant(mem, run->ended_at) : SAY_JOB_NEVER);
        cell_sub(last, run->ended_at ? took(mem, run) : "");
        cell_label(last, SAY_JOB_LAST);
        const char *good = text_is_empty(run->result) ? SAY_JOB_FINE : run->result;
        struct template_value *result =
            cells_add(cells, run->ok ? good : arena_printf(mem, SAY_JOB_FAILED, run->result));
        cell_label(result, SAY_JOB_RESULT);
        cell_label(cells_add(cells, runs_now ? SAY_JOB_RUNS : page_instant(mem, run->next_at)), SAY_JOB_NEXT);
    }
    page_empty(page, SAY_JOBS_NONE, "", "");
    cells_put(cells, page->values);
}

static void put_mails(struct page *page, const struct mail *mails, size_t count, const struct mail_counts *counts)
{
    struct arena *mem = page->visit->mem;
    struct template_value *shown = template_object(mem), *rows = template_list(mem);
    for (size_t i = 0; i < count; i++) {
        const struct mail *mail = &mails[i];
        struct template_value *row = template_object(mem);
        bool failed = text_equal(mail->state, "failed");
        template_put_text(row, "name", mail->name);
        template_put_text(row, "login", mail->login);
        template_put_text(row, "href", admin_user_path(mem, mail->login, ""));
        template_put_text(row, "day", page_day(mem, mail->day));
        template_put_text(row, "iso", mail->day);
        template_put_text(row, "tries", page_number(mem, mail->tries));
        template_put_text(row, "words", mail->last_error);
        template_put_text(row, "next", failed ? "" : page_instant(mem, mail->next_at));
        template_put_text(row, "action", failed ? PATH_JOBS : "");
        template_add(rows, row);
    }
    template_put(shown, "rows", rows);
    template_put_bool(shown, "has_mails", count > 0);
    template_put_text(shown, "title", SAY_MAILS_TITLE);
    template_put_text(shown, "note",
                      arena_printf(mem, SAY_MAILS_NOTE, page_number(mem, counts->sent), page_number(mem, counts->empty),
                                   page_number(mem, counts->waiting), page_number(mem, counts->failed),
                                   page_number(mem, counts->reached), page_number(mem, counts->unwilling)));
    template_put(page->values, "mails", shown);
}

static void put_unreached(struct page *page, const struct mail_unreached *people, size_t count, int64_t total)
{
    struct arena *mem = page->visit->mem;
    struct template_value *shown = template_object(mem), *rows = template_list(mem);
    for (size_t i = 0; i < count; i++) {
        struct template_value *row = template_object(mem);
        template_put_text(row, "name", people[i].name);
        template_put_text(row, "href", admin_user_path(mem, people[i].login, ""));
        template_add(rows, row);
    }
    template_put(shown, "rows", rows);
    template_put_text(shown, "title", SAY_UNREACHED_TITLE);
    template_put_text(shown, "note", arena_printf(mem, SAY_UNREACHED_NOTE, page_number(mem, total)));
    if (count > 0)
        template_put(page->values, "unreached", shown);
    else
        template_put_bool(page->values, "unreached", false);
}

static bool show(struct visit *visit, const struct err *problem, struct err *err)
{
    struct job_run *runs;
    struct mail *mails;
    struct mail_counts counts;
    struct mail_unreached *people;
    size_t run_count, mail_total, people_count;
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    struct db *db = visit_db(visit, err);
    if (!db || !job_runs(db, visit->mem, &runs, &run_count, err) ||
        !mail_troubles(db, visit->mem, &mails, &mail_total, err) || !mail_count(db, visit->mem, today, &counts, err) ||
        !mail_unreached(db, visit->mem, &people, &people_count, err))
        return false;
    struct page *page = admin_page_new(visit, SAY_PART_JOBS, SAY_JOBS_LEAD, PATH_JOBS);
    struct draft_faults faults = admin_faults(visit, problem);
    struct form form;
    form_init(&form, visit, "", &faults);
    template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    put_jobs(page, runs, run_count);
    put_mails(page, mails, mail_total, &counts);
    put_unreached(page, people, people_count, counts.unreached);
    if (problem)
        page_set_failed(page);
    return page_send(page, "admin-jobs", err);
}

bool jobs_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, err);
}

bool jobs_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, err);
}

bool jobs_post(struct visit *visit, struct err *err)
{
    const char *login = visit_text(visit, "login"), *day = visit_text(visit, "day");
    if (!mail_queue_again(visit->store, visit->mem, login, day, visit->scope.user, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_MAIL_AGAIN, login));
    return page_go(visit, PATH_JOBS);
}
