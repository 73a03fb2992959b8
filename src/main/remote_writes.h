/* src/main/remote_writes.h
 * The writes of the commands, through the server that runs: the same arguments, the same errs as those of records.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/assignment.h"
#include "handling/direction.h"
#include "main/remote.h"
#include "main/run.h"
#include "people/session.h"
#include "records/import.h"

bool remote_create(struct run *run, const struct draft *draft, int64_t *id, struct err *err) MUST_CHECK;

bool remote_set(struct run *run, int64_t id, const struct draft_value *values, size_t count,
                struct err *err) MUST_CHECK;

bool remote_step(struct run *run, int64_t id, const struct draft_step *step, struct err *err) MUST_CHECK;

/* What is handed out: of one record, or the same of several. The ids of the lines are filled for one. */
struct hand_out {
    struct handed_record *records;
    size_t record_count;
    ARRAY(struct handed) lines;
    const char *due, *opinion; /* may be NULL */
    const char *template;      /* number or name of a template; NULL: none */
    bool same;                 /* as the last time */
    int64_t parent;
    struct draft_faults gone; /* filled: who of the template is there no more */
};
bool remote_hand_out(struct run *run, struct hand_out *given, struct err *err) MUST_CHECK;

/* ACT: "finish", "pass-back" …; its words are the member NAME, NULL: none. */
bool remote_end_assignment(struct run *run, int64_t id, const char *act, const char *name, const char *words,
                           struct err *err) MUST_CHECK;

/* The id of the direction is filled. */
bool remote_direct(struct run *run, int64_t record, const struct direction *said, int64_t *id,
                   struct err *err) MUST_CHECK;
/* The tasks that were made are filled. */
bool remote_direct_tasks(struct run *run, int64_t direction, struct direction_tasks *tasks, struct err *err) MUST_CHECK;

/* The letters are filled. */
struct urging;
/* record_hold, or where OUT record_release. */
bool remote_hold(struct run *run, int64_t file, const int64_t *records, size_t count, bool out, const char *reason,
                 struct err *err) MUST_CHECK;
bool remote_urge(struct run *run, struct urging *urging, struct err *err) MUST_CHECK;

/* The file PATH as a version of the record's draft; a decision on a line of it (handling/approval.h). */
bool remote_draft_add(struct run *run, int64_t id, const char *path, const char *note, struct err *err) MUST_CHECK;
bool remote_approve(struct run *run, int64_t id, const char *seen, const char *decision, const char *note,
                    struct err *err) MUST_CHECK;

bool remote_import(struct run *run, const struct register_definition *reg, const char *bytes, size_t length,
                   struct import_result *result, struct err *err) MUST_CHECK;

/* UNTIL "YYYY-MM-DD". */
bool remote_reserve(struct run *run, const char *book, const char *series, const char *whom, const char *until,
                    int64_t *seq, struct err *err) MUST_CHECK;

struct office_day;
struct calendar_moves;
bool remote_calendar_set(struct run *run, const struct office_day *day, struct calendar_moves *moves,
                         struct err *err) MUST_CHECK;

struct handover;
struct handing_template;
/* RECORD 0: none; otherwise the lines of the last hand-out of it. */
bool remote_template_add(struct run *run, const struct handing_template *asked, int64_t record, int64_t *no,
                         struct err *err) MUST_CHECK;
bool remote_template_change(struct run *run, const struct handing_template *asked, struct err *err) MUST_CHECK;
bool remote_template_remove(struct run *run, int64_t no, struct err *err) MUST_CHECK;

struct absence;
bool remote_handover(struct run *run, const struct handover *asked, int64_t *no, struct err *err) MUST_CHECK;
bool remote_absence_add(struct run *run, const struct absence *asked, int64_t *no, struct err *err) MUST_CHECK;
bool remote_absence_end(struct run *run, int64_t no, struct err *err) MUST_CHECK;

/* PASSWORD is the one the server chose; lives in the run's memory. */
bool remote_user_add(struct run *run, const struct account *account, const char **password, struct err *err) MUST_CHECK;
bool remote_user_password(struct run *run, const char *login, const char **password, struct err *err) MUST_CHECK;
bool remote_user_token(struct run *run, const char *login, const char *name, int days, char token[TOKEN_SIZE],
                       struct err *err) MUST_CHECK;
