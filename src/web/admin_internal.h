/* src/web/admin_internal.h
 * What the pages of the administration and of the own account share.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/mail_box.h"
#include "web/admin_texts.h"
#include "web/cells.h"
#include "web/form.h"
#include "web/texts.h"

#define PATH_ADMIN        "/quan-tri"
#define PATH_USERS        "/quan-tri/nguoi-dung"
#define PATH_UNITS        "/quan-tri/don-vi"
#define PATH_POSITIONS    "/quan-tri/chuc-vu"
#define PATH_ROLES        "/quan-tri/vai-tro"
#define PATH_CALENDAR     "/quan-tri/lich"
#define PATH_HANDOVER     "/quan-tri/ban-giao"
#define PATH_ABSENCE      "/quan-tri/vang-mat"
#define PATH_SESSIONS     "/quan-tri/phien"
#define PATH_JOBS         "/quan-tri/viec-chay-nen"
#define PATH_HISTORY      "/nhat-ky"
#define PATH_TEMPLATES    "/mau-phan-cong" /* of who hands work out */
#define PATH_ACCOUNT      "/tai-khoan"
#define PATH_HANDOVER_ACT "/ban-giao" /* the printed record, for both sides */

/* A page of the administration: page_new, page_head and the tabs. */
struct page *admin_page_new(struct visit *visit, const char *title, const char *lead, const char *current);

/* The faults of a form that is shown again: PROBLEM alone; none where it is NULL. */
struct draft_faults admin_faults(struct visit *visit, const struct err *problem);

/* A panel with one form, of form-panel.mustache. Members that are not given are "", false or none. */
struct admin_form {
    const char *id, *title, *note, *action, *text, *submit;
    bool primary, danger;
    struct template_value *hidden, *fields; /* as form_hidden and form_section give them */
};
void admin_add_form(struct page *page, struct template_value *forms, const struct admin_form *form);

/* The form of where a person's mail goes, sent to ACTION; with what was typed where PROBLEM is about it. */
void admin_add_mail_form(struct page *page, struct template_value *forms, const struct mail_box *box,
                         const char *action, const struct err *problem);

/* What was sent with it. */
struct mail_box admin_mail_box(const struct visit *visit);

/* label, value of a list of facts. */
void admin_add_fact(struct page *page, struct template_value *facts, const char *label, const char *value);

/* The question before something that is not taken back (confirm.mustache). PROBLEM is shown above it, may be NULL. */
struct admin_question {
    const char *question, *text, *action, *submit, *back;
    int64_t version; /* sent as `_version`; 0: none */
    bool danger;
};
bool admin_ask(struct visit *visit, const struct admin_question *question, const struct err *problem, struct err *err);

/* `_version` of the form; invalid.version where it is missing. */
bool admin_version(const struct visit *visit, int64_t *version, struct err *err);

/* The rows of session-table.mustache; browsers only, or tokens of programs only. LINKS: to the users' pages. */
struct template_value *admin_sessions(struct page *page, const struct session_row *rows, size_t count, bool tokens,
                                      bool links);

/* Ends sessions of LOGIN, by the visit's user: all but KEEP (id, may be NULL); those of programs only where TOKENS.
 * ENDED is how many. */
bool admin_end_sessions(struct visit *visit, const char *login, const char *keep, bool tokens, size_t *ended,
                        struct err *err) MUST_CHECK;

/* "Firefox trên Windows" of a User-Agent; its own words, cut, where nothing is known; "" of "". Lives in MEM. */
const char *admin_agent(struct arena *mem, const char *agent);

const char *admin_unit_name(const struct visit *visit, const char *code);

/* "Văn thư, Trưởng phòng". */
const char *admin_role_labels(const struct visit *visit, const struct text_list *roles);

const char *admin_user_path(struct arena *mem, const char *login, const char *rest);

/* A tag that says the state of an account. */
struct template_value *admin_account_tag(struct arena *mem, const struct account *account);
