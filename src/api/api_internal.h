/* src/api/api_internal.h
 * What the handlers of the API share: the office of a visit, JSON in and out, the record a path names.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "api/routes.h"
#include "base/json.h"
#include "base/json_read.h"
#include "records/judge.h"
#include "records/draft.h"
#include "records/office.h"
#include "query/query.h"

#define API_ROOT "/api/v1"

enum {
    API_BODY_MAX = 1 << 20,      /* bytes of a JSON body */
    API_BODY_DEPTH_MAX = 16,     /* objects in objects */
    API_BODY_MEMBERS_MAX = 1000, /* members and elements in all */
    API_CSV_MAX = 4 << 20,       /* of a CSV body; a larger one comes as the file of a form */
    API_PAGE_DEFAULT = 50,
    API_PAGE_MAX = QUERY_PAGE_MAX,
};

/* --- answers ------------------------------------------------------------------------------------------------------ */

/* One JSON value as the body: api_begin, the writer's calls, api_end. */
void api_begin(struct visit *visit, struct json *json);
bool api_end(struct visit *visit, struct err *err) MUST_CHECK;

/* A problem document for ERR, with further members that MORE writes (may be NULL). The status is that of ERR. */
typedef void api_more(struct json *json, const void *arg);
void api_problem(struct visit *visit, const struct err *err, api_more *more, const void *arg);

/* Answers with all that was wrong with the values; false where ERR says it alone. */
bool api_refuse_faults(struct visit *visit, const struct draft_faults *faults, const struct err *err);

/* "2021-07-29T10:00:00+07:00"; null where AT is 0. */
void api_put_instant(struct json *json, const char *key, instant_t at);
/* The id as 13 letters; null where it is 0. */
void api_put_id(struct json *json, const char *key, int64_t id);

/* The record as the body, with its ETag. */
bool api_answer_record(struct visit *visit, int64_t id, int status, struct err *err) MUST_CHECK;

/* --- who and what ------------------------------------------------------------------------------------------------- */

/* The office as this visit acts on it; its statements are made once a process. A writing request's Idempotency-Key goes
 * with it. */
bool api_office(struct visit *visit, struct office *office, struct err *err) MUST_CHECK;

/* For writes that cannot be kept from being done twice: they take no Idempotency-Key. */
bool api_no_key(struct visit *visit, struct err *err) MUST_CHECK;

/* The record of {id} that the scope sees, if it may do ACT to it. STEP: of ACT_STEP. */
struct record *api_record(struct visit *visit, enum act act, const struct step *step, struct err *err) MUST_CHECK;
bool api_may(struct visit *visit, enum act act, const struct record *record, const struct step *step,
             struct err *err) MUST_CHECK;

/* Only the parameters NAMES (ends with NULL) stand in the address; for routes that write. */
bool api_parameters(struct visit *visit, const char *const *names, struct err *err) MUST_CHECK;

/* The one file of a multipart body, its control `file`. */
const struct upload *api_upload(struct visit *visit, struct err *err) MUST_CHECK;

/* page_size of the address, API_PAGE_DEFAULT without it. */
bool api_page_size(struct visit *visit, int *size, struct err *err) MUST_CHECK;

/* Runs WORK with an arena of a job (ARENA_JOB_MAX) that goes with the visit; busy.memory where that is not enough. */
typedef bool api_work(struct visit *visit, struct arena *mem, void *arg, struct err *err);
bool api_with_job_memory(struct visit *visit, api_work *work, void *arg, struct err *err) MUST_CHECK;

/* --- bodies ------------------------------------------------------------------------------------------------------- */

enum member_type { MEMBER_TEXT, MEMBER_INTEGER, MEMBER_YES_NO, MEMBER_FIELDS, MEMBER_TEXTS, MEMBER_OBJECTS };

/* One member that a body may have; null is as good as absent. openapi.json prints them. */
struct member {
    const char *name;
    enum member_type type;
    bool required;
    size_t max;             /* bytes of a text; 0: 4,000 */
    const char *help;       /* Vietnamese */
    const struct shape *of; /* of objects: what each of them is */
};

enum { MEMBERS_MAX = 12 };

struct shape {
    const char *name;                   /* in openapi.json: "step" */
    struct member members[MEMBERS_MAX]; /* ends with a NULL name */
};

/* The body as an object of SHAPE; it goes with the visit. What is wrong with its members is told all at once. */
json_t *body_read(struct visit *visit, const struct shape *shape, struct err *err) MUST_CHECK;
/* Takes bytes apart within the limits; for body_read and its tests. */
json_t *body_parse(struct arena *mem, const char *bytes, size_t length, struct err *err) MUST_CHECK;

/* NULL (OTHERWISE) where absent. Texts are NFC and live in the visit's memory. */
const char *body_text(struct visit *visit, const json_t *body, const char *name);
int64_t body_integer(const json_t *body, const char *name, int64_t otherwise);
bool body_yes_no(const json_t *body, const char *name, bool otherwise);
struct text_list body_texts(struct visit *visit, const json_t *body, const char *name);

/* What a body gives for a record. What is wrong with the body stands among the values (draft_value.unread), so that the
 * judge tells it with what is wrong with theirs. */
struct field_values {
    ARRAY(struct draft_value) list;
};

/* body_read for a write of a record: the faults of the members go to VALUES, and the body is without these members.
 * NULL only where it is no JSON object. */
json_t *body_read_values(struct visit *visit, const struct shape *shape, struct field_values *values,
                         struct err *err) MUST_CHECK;

/* The member `fields` as texts that records reads; what is of no field, or not of its JSON type, as a fault. */
void body_fields(struct visit *visit, const struct register_definition *reg, const json_t *body,
                 struct field_values *values);
void field_values_blame(struct visit *visit, struct field_values *values, const struct err *fault);

/* The version the caller saw: of the member `version` or If-Match; 0 for `If-Match: *`, and where there is none unless
 * REQUIRED. */
bool body_version(struct visit *visit, const json_t *body, bool required, int64_t *version, struct err *err) MUST_CHECK;

/* --- what openapi.json says of a route ---------------------------------------------------------------------------- */

extern const struct shape shape_new_record, shape_change, shape_step, shape_assignment, shape_hand_out,
    shape_hand_out_all, shape_direction, shape_direction_tasks, shape_finish, shape_send_back, shape_comment,
    shape_link, shape_withdraw, shape_calendar_day, shape_decide, shape_reservation, shape_new_user, shape_password,
    shape_token, shape_urge, shape_hold, shape_release, shape_nothing, shape_handover, shape_absence, shape_template,
    shape_template_change;

struct route_doc {
    const struct route *route;
    const char *name;          /* operationId */
    const struct shape *shape; /* of the JSON body; NULL: none */
    const char *takes;         /* another media type of the body: "text/csv", "multipart/form-data" */
    const char *gives;         /* schema of the answer; NULL: bytes */
    int status;                /* when it is done: 200, 201 */
};

/* NULL where the table of openapi.c has no row for it. */
const struct route_doc *api_route_doc(const struct route *route);

/* As api_new was told. */
const char *api_version(const struct visit *visit);
struct draft_cache *api_drafts(const struct visit *visit);
const struct office *api_common_office(const struct visit *visit);

/* --- handlers ----------------------------------------------------------------------------------------------------- */

/* A file as programs read it (files.c). */
struct attachment;
void api_put_file(struct json *json, const struct attachment *file);

typedef bool api_handler(struct visit *visit, struct err *err);

api_handler api_calendar, api_calendar_set;                /* calendar.c */
api_handler api_handovers, api_handover, api_handover_add; /* handover.c */
api_handler api_absences, api_absence_add, api_absence_end;
api_handler api_templates, api_template_add, api_template_change, api_template_remove,
    api_last_hand_out; /* templates.c */
/* Who is left out of an act because they are there no more: `left_out`, in an open object. */
struct draft_faults;
void api_put_left_out(struct json *json, const struct draft_faults *gone);
api_handler api_jobs;                                                                         /* jobs.c */
api_handler api_health, api_openapi;                                                          /* api.c, openapi.c */
api_handler api_registers, api_register, api_list, api_import;                                /* registers.c */
api_handler api_record_create, api_record_get, api_record_change, api_record_step;            /* records.c */
api_handler api_record_history, api_record_lines, api_record_deadline, api_record_recipients; /* … recipients.c */
api_handler api_files, api_file_add, api_file_get, api_file_withdraw;                         /* files.c */
api_handler api_draft, api_draft_compare, api_draft_add, api_approval_decide;                 /* drafts.c */
api_handler api_assignments, api_assignment_give, api_hand_out, api_hand_out_all;             /* handing.c */
api_handler api_assignment_finish, api_assignment_pass_back, api_assignment_return, api_assignment_read,
    api_assignment_withdraw;
api_handler api_directions, api_direction_add, api_direction_tasks; /* directions.c */
api_handler api_week;                                               /* week.c */
api_handler api_board;                                              /* board.c */
api_handler api_urge;                                               /* urge.c */
api_handler api_inbox, api_queue;                                   /* work.c */
api_handler api_held, api_hold, api_release, api_package;           /* held.c */
api_handler api_comments, api_comment_add, api_links, api_link_add;
api_handler api_reports, api_report, api_figure, api_figure_records;                 /* reports.c */
api_handler api_search;                                                              /* search.c */
api_handler api_reserve, api_users, api_user_add, api_user_password, api_user_token; /* office.c */
