/* src/web/page.h
 * What every page is made of: the shell around it (who, menu, search, banner, notice), the template, and the small
 * values that all pages show the same way.
 *
 * A handler builds the values of its template (the comment at the top of templates/NAME.mustache lists them) on what
 * page_new gives and ends with page_send. Nothing is escaped here: templates do it. Text for people is Vietnamese, as
 * design-language §8 words it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/inbox.h"
#include "people/visit.h"
#include "query/personal_search.h"
#include "query/queues.h"
#include "template/template.h"

struct web; /* the parsed templates and the static files: one a process */

/* Parses all templates. STATIC_FOLDER, may be NULL: static files are read from there while developing. Lives in MEM. */
struct web *web_new(struct arena *mem, struct store *store, const struct definitions *definitions,
                    const char *static_folder, struct err *err) MUST_CHECK;

/* For service_options: pages for errs, the sign-in form that keeps what was typed, /static/…. ARG is the web. */
void web_refuse(struct visit *visit, const struct err *err);
void web_ask_sign_in(struct visit *visit);
bool web_static_answer(const struct request *request, struct response *response, void *arg);

/* A page being made: VALUES is what its template gets, SHELL the object `page` in it (templates/head.mustache). */
struct page {
    struct visit *visit;
    struct template_value *values, *shell;
    struct template_value *crumbs, *actions; /* of page_head (cells.h) */
    const char *icons;                       /* the address of static/icons.svg */
    struct page_work *work;                  /* by register, as the menu shows it */
    size_t work_count;
    const struct inbox_count *assigned; /* of it what is assigned, */
    size_t assigned_count;
    struct work_queues queues; /* and what waits; counted */
};

/* Open work of a register: assigned to the visitor, and waiting for a step that the visitor may take. */
struct page_work {
    const struct register_definition *reg;
    int64_t open, overdue;
    bool at_least; /* there is more than was counted */
};

/* With all values of the shell. TITLE is the page's own ("Văn bản đến"). One statement (the menu's counts), none where
 * nobody is signed in. */
struct page *page_new(struct visit *visit, const char *title);

/* The page shows errors: its title begins "Lỗi: ". */
void page_set_failed(struct page *page);

/* Renders templates/NAME.mustache. */
bool page_send(struct page *page, const char *name, struct err *err) MUST_CHECK;

/* A line the next page shows once: "Đã chuyển 5096/VPCP-KSTT cho …". Kept in a cookie until then. */
void page_notice(struct visit *visit, const char *text);

/* The kept draft of this form is done with (templates/form.mustache: draft): the next page says so to the script. */
void page_draft_done(struct visit *visit, const char *draft);

/* 303 after a POST. */
bool page_go(struct visit *visit, const char *path);

/* The office as this visit acts on it: store, definitions, scope, rules. */
void page_office(struct visit *visit, struct office *office);

/* A fresh `_key` for a form: repeated submissions do the work once. Lives in MEM. */
const char *page_key(struct arena *mem);

/* "/van-ban/den/<id>", "/van-ban/den". Live in MEM. */
const char *page_record_path(struct arena *mem, const struct register_definition *reg, int64_t id);
const char *page_register_path(struct arena *mem, const struct register_definition *reg);

/* The deadline as design-language §4.4 words it, for templates/tag.mustache: {kind, text, sign}. Days are compared, not
 * hours: the last day is in time until it ends. Days left or late are WORKING days where the limit is counted so,
 * otherwise days of the calendar, and the words say which. DUE is a local minute (DUE_OPEN: no deadline, DUE_PAUSED:
 * the clock stands still), FINISHED_ON a day (DATE_OPEN while open). */
struct page_due {
    const char *due, *finished_on;
    bool cancelled, working;
    bool brief; /* in a table: “ngày LV” for “ngày làm việc” */
};
struct page_due page_due_of(struct arena *mem, const struct definitions *definitions, const struct record *record);
struct due_tag {
    const char *kind, *text; /* templates/tag.mustache; kind "none" has no sign */
};
struct due_tag page_due_tag(struct arena *mem, const struct definitions *definitions, const struct page_due *due);
struct template_value *page_tag(struct arena *mem, const struct definitions *definitions, const struct page_due *due);
bool page_is_overdue(const struct page_due *due);

/* "30/07/2021" and, within the clock's year, "30/07"; "30/07/2021 16:45". Live in MEM; "" for the open sentinels. */
const char *page_day(struct arena *mem, const char *day);

/* A due date: "05/08/2021", of a clock of HOURS "05/08/2021 09:30". */
const char *page_due_words(struct arena *mem, const char *minute, bool hours);
/* How a day, a minute and a month are written, by the example of today: "29/11/2026", "29/11/2026 08:00", "2026-11". */
const char *page_day_example(struct arena *mem);
const char *page_minute_example(struct arena *mem);
const char *page_month_example(struct arena *mem);
const char *page_day_short(struct arena *mem, const char *day);
const char *page_instant(struct arena *mem, instant_t at);
const char *page_iso_day(struct arena *mem, instant_t at); /* "2021-07-30" */

/* "1.755". */
const char *page_number(struct arena *mem, int64_t value);

/* "28", "hơn 10.000". */
const char *page_total(struct arena *mem, struct record_total total);

/* The name of an account for people, the login where there is none: read once a page, all that are needed. */
struct page_names;
struct page_names *page_names_new(struct visit *visit);
void page_names_want(struct page_names *names, const char *login_or_whom);
bool page_names_read(struct page_names *names,
                     struct err *err) MUST_CHECK; /* one statement; none where nothing was wanted */
const char *page_name(const struct page_names *names, const char *login_or_whom);

/* What stands beside a list of records that may not be read (query/secret_lines.h). */
struct secret_lines;
void page_secret_lines(struct page *page, const struct secret_lines *lines);

/* That the visitor read personal data of a record that is shown, on its page or in a form: a line of the history, on
 * disk before the page goes out; nothing where the visitor reads no personal data of it. What cannot be noted is
 * logged; nobody is kept from their work by it. */
void page_note_record(struct visit *visit, const struct record *record);
/* Of records of QUERY, SHOWN of them with personal data, HOW they are shown; fails where a search cannot be noted. */
bool page_note_readings(struct visit *visit, const char *how, const struct query *query, size_t shown,
                        const struct personal_note *searched, struct err *err) MUST_CHECK;
