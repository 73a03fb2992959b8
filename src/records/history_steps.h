/* src/records/history_steps.h
 * What a history line can be beside a step of its register: the engine's own acts, with their labels.
 *
 * No register may call a step so (definitions/check_steps.c).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

#define STEP_CREATE               "create"
#define STEP_SET                  "set"
#define STEP_CANCEL               "cancel"
#define STEP_LINK                 "link"
#define STEP_UNLINK               "unlink"
#define STEP_COMMENT              "comment"
#define STEP_ASSIGN               "give-assignment"
#define STEP_MOVE_ASSIGNMENT      "move-assignment" /* another due date, with that of what is above it */
#define STEP_FINISH_ASSIGNMENT    "finish-assignment"
#define STEP_PASS_BACK_ASSIGNMENT "pass-back-assignment"
#define STEP_RETURN_ASSIGNMENT    "return-assignment"
#define STEP_WITHDRAW_ASSIGNMENT  "withdraw-assignment"
#define STEP_HAND_OVER            "hand-over" /* open work and approvals go to somebody else (handling/handover.h) */
#define STEP_DIRECT               "direct"
#define STEP_CARRY_OUT            "carry-out"
#define STEP_CALENDAR             "calendar" /* a day of the calendar is another one: the due date moves */
#define STEP_UNDO                 "undo"     /* the newest step is taken back (undo.h) */
#define STEP_ATTACH               "attach"
#define STEP_WITHDRAW_FILE        "withdraw-file"
#define STEP_DRAFT                "draft-version" /* a version of the draft: attach, with the approvals it asks for */
#define STEP_APPROVE              "approve"
#define STEP_RETURN_DRAFT         "return-draft"

/* Names of values that are not fields: a field's name has no dot. */
#define HISTORY_LINK       "link." /* before the kind */
#define HISTORY_COMMENT    "comment.words"
#define HISTORY_ASSIGNMENT "assignment." /* before the id */
#define HISTORY_DIRECTION  "direction."  /* before the id */
#define HISTORY_ATTACHMENT "attachment." /* before the id */
#define HISTORY_APPROVAL   "approval."   /* before the id */

/* "Phân loại", "Ý kiến", "Vào sổ" of what draws its number, "Lưu dự thảo", "Nhập mới" of others; the name itself where
 * a step is no longer known. */
const char *history_step_label(const struct register_definition *reg, const char *name);

/* The engine's own acts one after the other, from 0, and what they are called of any register; NULL after the last. */
const char *history_act(size_t at, const char **label);

/* The lines of a record that happened on a day and stand: told one by one in their order, an undo takes the newest out.
 * What is told of a record from its lines is told of these. The texts are copied into MEM. */
struct step_day {
    const char *step, *on;
    int64_t version;
};
struct step_days {
    ARRAY(struct step_day) list;
};
void step_days_tell(struct arena *mem, struct step_days *days, const char *step, const char *on, int64_t version);

/* Does it happen on a day of its own, which no later step may go before? Not so what is said or handed about. */
bool history_step_dates(const char *name);
