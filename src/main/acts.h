/* src/main/acts.h
 * What each command does; the table in command.c names them. All return the exit status.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

struct run;

/* office_acts.c */
int act_init(struct run *run);
int act_migrate(struct run *run);
int act_settings(struct run *run);

/* definition_acts.c */
int act_check(struct run *run);
int act_explain(struct run *run);

/* list_act.c, record_acts.c */
int act_list(struct run *run);
int act_search(struct run *run); /* search_act.c */
int act_show(struct run *run);
int act_add(struct run *run);
int act_set(struct run *run);
int act_step(struct run *run);

/* assign_acts.c */
int act_assign(struct run *run);
int act_assign_list(struct run *run);
int act_assign_finish(struct run *run);
int act_assign_pass_back(struct run *run);
int act_assign_return(struct run *run);
int act_assign_withdraw(struct run *run);

/* template_acts.c */
int act_template_list(struct run *run);
int act_template_add(struct run *run);
int act_template_set(struct run *run);
int act_template_remove(struct run *run);

/* direct_acts.c */
int act_direct(struct run *run);
int act_direct_list(struct run *run);
int act_direct_tasks(struct run *run);

/* week_act.c */
int act_week(struct run *run);

/* hold_acts.c */
int act_hold(struct run *run);
int act_hold_out(struct run *run);
int act_hold_list(struct run *run);
int act_hold_package(struct run *run);

/* urge_acts.c */
int act_urge(struct run *run);
int act_urge_list(struct run *run);
int act_board(struct run *run);

/* draft_acts.c */
int act_draft_list(struct run *run);
int act_draft_compare(struct run *run);
int act_draft_add(struct run *run);
int act_approve(struct run *run);

/* import_act.c, export_act.c */
int act_import(struct run *run);
int act_export(struct run *run);

/* calendar_acts.c */
int act_calendar_list(struct run *run);
int act_calendar_set(struct run *run);

/* handover_acts.c */
int act_handover(struct run *run);
int act_handover_list(struct run *run);
int act_handover_show(struct run *run);
int act_absence_add(struct run *run);
int act_absence_list(struct run *run);
int act_absence_end(struct run *run);

/* deadline_act.c */
int act_deadline(struct run *run);
int act_deadline_of(struct run *run);

/* proof_acts.c */
int act_numbers_check(struct run *run);
int act_numbers_reserve(struct run *run);
int act_history_verify(struct run *run);
int act_tally_check(struct run *run);
int act_tally_rebuild(struct run *run);

/* user_acts.c */
int act_user_add(struct run *run);
int act_user_list(struct run *run);
int act_user_password(struct run *run);
int act_user_token(struct run *run);

/* user_import_act.c */
int act_user_import(struct run *run);

/* sample_act.c */
int act_sample(struct run *run);

/* report_acts.c */
int act_report(struct run *run);
int act_figure(struct run *run);

/* serve_act.c */
int act_serve(struct run *run);

/* routes_act.c */
int act_routes(struct run *run);

/* help_acts.c */
int act_help(struct run *run);
int act_version(struct run *run);
int act_later(struct run *run);
