/* src/web/pages.h
 * The handlers of the pages, a line each; web/routes.c says which path leads to which.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/visit.h"

struct record;

/* sign_in_page.c */
enum { KEPT_FORM_MAX = 200000, KEPT_FIELDS_MAX = 1000 }; /* characters and fields of a form kept over a sign-in */
bool front_page(struct visit *visit, struct err *err);
bool sign_in_page(struct visit *visit, struct err *err);
bool sign_in_post(struct visit *visit, struct err *err);
bool sign_in_again(struct visit *visit, const struct err *problem, struct err *err);
bool sign_out_post(struct visit *visit, struct err *err);

/* inbox_page.c */
bool inbox_page(struct visit *visit, struct err *err);

/* digest_page.c */
bool digest_page(struct visit *visit, struct err *err);

/* report_page.c, figure_page.c */
bool report_front_page(struct visit *visit, struct err *err);
bool report_page(struct visit *visit, struct err *err);
bool report_docx(struct visit *visit, struct err *err);
bool figure_page(struct visit *visit, struct err *err);

/* dashboard_page.c */
bool dashboard_page(struct visit *visit, struct err *err);

/* list_page.c, export_page.c, number_page.c, print_page.c, draft_diff_page.c, search_page.c */
bool list_page(struct visit *visit, struct err *err);
bool export_csv(struct visit *visit, struct err *err);
bool number_page(struct visit *visit, struct err *err);
bool print_page(struct visit *visit, struct err *err);
bool draft_diff_page(struct visit *visit, struct err *err);
bool search_page(struct visit *visit, struct err *err);

/* pick_page.c: answers the script while somebody types */
bool pick_page(struct visit *visit, struct err *err);
bool pick_office_page(struct visit *visit, struct err *err);

/* week_page.c: the page of a week has the address of a record of the weeks' register, with the week's name for the id
 */
bool week_asked(const struct visit *visit, day_t *monday);
bool week_page(struct visit *visit, day_t monday, struct err *err);
bool week_file(struct visit *visit, struct err *err);
/* The page of the week that RECORD is, or has its first day in; of this week, from the list of REG. NULL where there is
 * none, or the visitor may not read the weeks. */
const char *week_page_of(struct visit *visit, const struct record *record);
const char *week_page_now(struct visit *visit, const struct register_definition *reg);

/* board_page.c */
bool board_page(struct visit *visit, struct err *err);
bool board_file(struct visit *visit, struct err *err);

/* urge_page.c */
bool urge_page(struct visit *visit, struct err *err);
bool urge_post(struct visit *visit, struct err *err);
bool urge_again(struct visit *visit, const struct err *problem, struct err *err);

/* template_page.c */
bool templates_page(struct visit *visit, struct err *err);
bool template_new_page(struct visit *visit, struct err *err);
bool template_new_post(struct visit *visit, struct err *err);
bool template_new_again(struct visit *visit, const struct err *problem, struct err *err);
bool template_page(struct visit *visit, struct err *err);
bool template_post(struct visit *visit, struct err *err);
bool template_again(struct visit *visit, const struct err *problem, struct err *err);
bool template_remove_page(struct visit *visit, struct err *err);
bool template_remove_post(struct visit *visit, struct err *err);
bool template_remove_again(struct visit *visit, const struct err *problem, struct err *err);

/* bulk_page.c */
bool bulk_assign_page(struct visit *visit, struct err *err);
bool bulk_assign_post(struct visit *visit, struct err *err);
bool bulk_assign_again(struct visit *visit, const struct err *problem, struct err *err);

/* record_page.c, entry_page.c, change_page.c, step_page.c: one record. x_again shows the form again. */
bool record_page(struct visit *visit, struct err *err);
bool record_again(struct visit *visit, const struct err *problem, struct err *err);
bool entry_page(struct visit *visit, struct err *err);
bool entry_post(struct visit *visit, struct err *err);
bool entry_again(struct visit *visit, const struct err *problem, struct err *err);
bool change_page(struct visit *visit, struct err *err);
bool change_post(struct visit *visit, struct err *err);
bool change_again(struct visit *visit, const struct err *problem, struct err *err);
bool step_page(struct visit *visit, struct err *err);
bool step_post(struct visit *visit, struct err *err);
bool undo_post(struct visit *visit, struct err *err);
bool step_again(struct visit *visit, const struct err *problem, struct err *err);

/* assign_page.c: handing it to somebody */
bool assign_page(struct visit *visit, struct err *err);
bool assign_post(struct visit *visit, struct err *err);
bool assign_again(struct visit *visit, const struct err *problem, struct err *err);
bool assignment_finish_post(struct visit *visit, struct err *err);
bool assignment_pass_back_post(struct visit *visit, struct err *err);
bool assignment_return_post(struct visit *visit, struct err *err);
bool assignment_withdraw_post(struct visit *visit, struct err *err);

/* direction_page.c: what a leader said, and the tasks of it */
bool direction_post(struct visit *visit, struct err *err);
bool direction_tasks_page(struct visit *visit, struct err *err);
bool direction_tasks_again(struct visit *visit, const struct err *problem, struct err *err);
bool direction_tasks_post(struct visit *visit, struct err *err);
bool direction_parts_page(struct visit *visit, struct err *err);
bool direction_parts_again(struct visit *visit, const struct err *problem, struct err *err);
bool direction_parts_post(struct visit *visit, struct err *err);

/* draft_page.c: a version of the draft, and what is said of it */
bool draft_post(struct visit *visit, struct err *err);
bool approval_agree_post(struct visit *visit, struct err *err);
bool approval_return_post(struct visit *visit, struct err *err);

/* file_page.c: comments and files */
bool comment_post(struct visit *visit, struct err *err);
bool upload_post(struct visit *visit, struct err *err);
bool download_page(struct visit *visit, struct err *err);
bool withdraw_file_page(struct visit *visit, struct err *err);
bool withdraw_file_post(struct visit *visit, struct err *err);
bool withdraw_file_again(struct visit *visit, const struct err *problem, struct err *err);

/* link_page.c, clock_page.c: links, and how the due date was reached */
bool link_page(struct visit *visit, struct err *err);
bool link_post(struct visit *visit, struct err *err);
bool link_again(struct visit *visit, const struct err *problem, struct err *err);

/* hold_page.c */
bool hold_page(struct visit *visit, struct err *err);
bool hold_post(struct visit *visit, struct err *err);
bool hold_again(struct visit *visit, const struct err *problem, struct err *err);
bool release_page(struct visit *visit, struct err *err);
bool release_post(struct visit *visit, struct err *err);
bool release_again(struct visit *visit, const struct err *problem, struct err *err);
bool package_page(struct visit *visit, struct err *err);
bool due_page(struct visit *visit, struct err *err);

/* account_page.c, password_page.c: the own account */
bool account_page(struct visit *visit, struct err *err);
bool account_again(struct visit *visit, const struct err *problem, struct err *err);
bool account_taste_post(struct visit *visit, struct err *err);
bool account_mail_post(struct visit *visit, struct err *err);
bool account_session_post(struct visit *visit, struct err *err);
bool account_others_page(struct visit *visit, struct err *err);
bool account_others_again(struct visit *visit, const struct err *problem, struct err *err);
bool account_others_post(struct visit *visit, struct err *err);
bool account_token_post(struct visit *visit, struct err *err);
bool password_page(struct visit *visit, struct err *err);
bool password_again(struct visit *visit, const struct err *problem, struct err *err);
bool password_post(struct visit *visit, struct err *err);

/* admin_page.c, roles_page.c, units_page.c, calendar_page.c, history_page.c: the administration */
bool admin_page(struct visit *visit, struct err *err);
bool jobs_page(struct visit *visit, struct err *err);
bool jobs_again(struct visit *visit, const struct err *problem, struct err *err);
bool jobs_post(struct visit *visit, struct err *err);
bool sessions_page(struct visit *visit, struct err *err);
bool sessions_again(struct visit *visit, const struct err *problem, struct err *err);
bool sessions_post(struct visit *visit, struct err *err);
bool roles_page(struct visit *visit, struct err *err);
bool units_page(struct visit *visit, struct err *err);
bool units_again(struct visit *visit, const struct err *problem, struct err *err);
bool units_post(struct visit *visit, struct err *err);
bool position_post(struct visit *visit, struct err *err);
bool calendar_page(struct visit *visit, struct err *err);
bool calendar_again(struct visit *visit, const struct err *problem, struct err *err);
bool calendar_post(struct visit *visit, struct err *err);
bool handover_page(struct visit *visit, struct err *err); /* handover_page.c */
bool handover_again(struct visit *visit, const struct err *problem, struct err *err);
bool handover_post(struct visit *visit, struct err *err);
bool absence_post(struct visit *visit, struct err *err);
bool absence_end_post(struct visit *visit, struct err *err);
bool handover_act_page(struct visit *visit, struct err *err);
bool history_page(struct visit *visit, struct err *err);
bool history_again(struct visit *visit, const struct err *problem, struct err *err);

/* users_page.c, user_page.c: accounts */
bool users_page(struct visit *visit, struct err *err);
bool user_new_page(struct visit *visit, struct err *err);
bool user_new_again(struct visit *visit, const struct err *problem, struct err *err);
bool user_new_post(struct visit *visit, struct err *err);
bool user_page(struct visit *visit, struct err *err);
bool user_again(struct visit *visit, const struct err *problem, struct err *err);
bool user_post(struct visit *visit, struct err *err);
bool user_mail_page(struct visit *visit, struct err *err);
bool user_mail_again(struct visit *visit, const struct err *problem, struct err *err);
bool user_mail_post(struct visit *visit, struct err *err);
bool user_unlock_post(struct visit *visit, struct err *err);
bool user_lock_page(struct visit *visit, struct err *err);
bool user_lock_again(struct visit *visit, const struct err *problem, struct err *err);
bool user_lock_post(struct visit *visit, struct err *err);
bool user_password_page(struct visit *visit, struct err *err);
bool user_password_again(struct visit *visit, const struct err *problem, struct err *err);
bool user_password_post(struct visit *visit, struct err *err);
bool user_end_page(struct visit *visit, struct err *err);
bool user_end_again(struct visit *visit, const struct err *problem, struct err *err);
bool user_end_post(struct visit *visit, struct err *err);
