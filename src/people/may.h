/* src/people/may.h
 * The one question: may this person do this to that?
 *
 * Asked by every route, step, field, list, count, search, export and figure. The answer rests on office/roles.yaml: a
 * role reads some registers within a reach (own unit, issuer, everything) and up to some degrees of secrecy, and
 * enters, changes, assigns or exports some. Whoever holds several roles may what any one of them may; roles are not
 * mixed: what one role reads is not seen with the reach of another. A record assigned to me I may read whatever its
 * unit, if my roles read its register at all, and work on where it is mine to lead or, while that is open, to support;
 * its personal fields as far as their definition says (`opens_to:`).
 *
 * Of a paper of a degree of secrecy that a role does not read, who reads its register within the paper's issuer and
 * unit sees the line it has in the book, “01 văn bản mật, số sổ 12” (query/secret_lines.h), and nothing else: no
 * title, author, date, state, history, file, id or link; it is in no count. Whoever does not read the book there, or
 * where the register has no book, sees nothing.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/scope.h"

enum act {
    ACT_NONE, /* never allowed: a route without `.may` is refused */

    /* of nobody and of everybody */
    ACT_ANYONE, /* without signing in */
    ACT_SIGNED_IN,

    /* on a register, or on a record of it */
    ACT_READ,     /* lists, counts, search, record pages */
    ACT_PERSONAL, /* its personal fields unmasked */
    ACT_EXPORT,
    ACT_CREATE,
    ACT_IMPORT,
    ACT_CHANGE, /* fields outside a step; links */
    ACT_STEP,   /* a step: its `who` */
    ACT_CANCEL,
    ACT_ASSIGN, /* hand it to somebody */
    ACT_DIRECT, /* say what is to be done with it */
    ACT_COMMENT,
    ACT_ATTACH,        /* add a file, a new version */
    ACT_WITHDRAW_FILE, /* take a file out of sight, with a reason */

    /* of the office */
    ACT_DASHBOARD,
    ACT_REPORT,     /* draft and see a report's figures */
    ACT_ADMINISTER, /* units, users, roles, sessions */
    ACT_AUDIT,      /* the whole history */
    ACT_COUNT,
};

/* What assignments of a record to scope.whoms open; the greatest counts. */
enum given {
    GIVEN_NOT,  /* none, or it was sent back */
    GIVEN_READ, /* for information; to support, and that is done; to lead, and another leads now */
    GIVEN_WORK, /* to support, and open; to lead, also when it is done: who led it closes or corrects the record */
};
/* of an assignment */
#define ASSIGNMENT_GIVEN                                                                                               \
    "case when outcome in ('passed-back', 'returned') then 0 when role = 'lead' and outcome in ('', 'done') then 2 "   \
    "when role = 'support' and finished_at = 0 then 2 else 1 end"

/* What it is done to; members that do not matter stay zero. */
struct may_what {
    const struct register_definition *reg;
    const char *unit, *issuer, *secrecy; /* of the record; NULL: the register in general ("is there a button?") */
    enum given given;
    const struct step *step;
    const char *named;  /* of a step with `by`: "login" or "unit:CODE" that the record names (record_named); NULL:
                         * nobody. It is taken by  them, who stands in for them, or is of that unit */
    const char *report; /* name of the report */
};

/* False with forbidden.act and a text that says what is missing, never that a hidden record exists. */
bool may(const struct scope *scope, enum act act, const struct may_what *what, struct err *err);

/* Is there anything at all this scope may do ACT on REG? For menus and buttons. */
bool may_somewhere(const struct scope *scope, enum act act, const struct register_definition *reg);

/* SCOPE narrowed to what ACT may be done to: for exports of several records, where one role exports and another only
 * reads. What is assigned to me stays. Lives in MEM. */
struct scope scope_where(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                         enum act act);

/* SCOPE narrowed to the records of REG that it may take STEP on, whoever they are assigned to: what a role sees and
 * where it works. It speaks of REG alone. Reads nothing where no role takes the step. Lives in MEM. */
struct scope scope_of_step(struct arena *mem, const struct scope *scope, const struct register_definition *reg,
                           const struct step *step);

/* "xem", "vào sổ", …: for messages, `congvu explain`, the roles page. */
const char *act_label(enum act act);
