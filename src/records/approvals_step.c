/* SPDX-License-Identifier: Apache-2.0 */
/* What the approvals of a draft have to do with the steps of its record. */
#include "records/approvals.h"

#include "base/text.h"
#include "fields/condition.h"
#include "records/texts.h"

/* A step that is being taken. */
struct stepping_over {
    struct write *write;
    struct db *db;
    const struct step *step;
    const char *reason;
    int64_t line;
    struct approvals approvals;
    struct approval_changes *changes;
};

static void blame(const struct stepping_over *over, enum err_kind kind, const char *subject, const char *field,
                  const char *text)
{
    struct err fault = { 0 };
    err_set(&fault, kind, subject, field, "%s", text);
    write_blame(over->write, &fault);
}

static bool is_newest(const struct approvals *approvals, const struct approval *line)
{
    return line->draft == approvals->draft;
}

/* The route the newest version goes; NULL: it goes none. */
static const char *route_gone(const struct approvals *approvals)
{
    for (size_t i = 0; i < approvals->count; i++)
        if (is_newest(approvals, &approvals->list[i]))
            return approvals->list[i].route;
    return NULL;
}

/* "ký nháy nội dung (Trưởng phòng, Phòng Kinh tế); …" of what has not agreed yet; "" where all have. */
static bool list_missing(const struct stepping_over *over, const char **missing, struct err *err)
{
    const struct approvals *approvals = &over->approvals;
    struct text out;
    text_init(&out, over->write->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < approvals->count; i++) {
        const struct approval *line = &approvals->list[i];
        const char *who;
        bool agreed = line->decision == DECISION_AGREED || line->decision == DECISION_OPINION;
        if (!is_newest(approvals, line) || agreed || !text_list_has(&over->step->approved, line->kind))
            continue;
        if (!approval_who(over->db, over->write->mem, over->write->office->definitions, line->to, &who, err))
            return false;
        text_printf(&out, "%s%s (%s)", out.length ? "; " : "", approval_kind_label(line->kind), who);
    }
    *missing = out.data;
    return true;
}

/* What the step needs has agreed to the newest version. */
static bool judge_needs(const struct stepping_over *over, struct err *err)
{
    struct write *write = over->write;
    const struct approvals *approvals = &over->approvals;
    const struct approval_route *route = approval_route_of(write->office->definitions, write->mem, &write->after);
    const char *label = over->step->label, *missing, *gone = route_gone(approvals);
    const struct approval *returned = approvals_returned(approvals);
    if (!approvals->draft) {
        if (route && route->required)
            blame(over, ERR_CONFLICT, "approvals", NULL,
                  arena_printf(write->mem, SAY_APPROVAL_NO_VERSION, label, route->label));
        return true;
    }
    if (!route && !gone)
        return true;
    if (approvals->withdrawn)
        blame(over, ERR_CONFLICT, "approvals", NULL,
              arena_printf(write->mem, SAY_APPROVAL_WITHDRAWN, (long long)approvals->draft));
    else if (!route || !text_equal(route->name, gone))
        blame(over, ERR_CONFLICT, "approvals", NULL, arena_printf(write->mem, SAY_APPROVAL_REROUTED, label));
    else if (returned)
        blame(over, ERR_CONFLICT, "approvals", NULL,
              arena_printf(write->mem, SAY_APPROVAL_RETURNED, (long long)approvals->draft, returned->note));
    else if (!list_missing(over, &missing, err))
        return false;
    else if (*missing)
        blame(over, ERR_CONFLICT, "approvals", NULL,
              arena_printf(write->mem, SAY_APPROVAL_MISSING, label, (long long)approvals->draft, missing));
    return true;
}

/* The taker signs by a delegation what waits for whom they stand in for: as the one who signs, in the form of authority
 * that `backed_by` holds against the delegations in force that day. */
static bool signs_by_delegation(const struct stepping_over *over, const char *to)
{
    const struct record *after = &over->write->after;
    const struct scope *scope = &over->write->office->scope;
    const struct backing *backing = register_delegation(after->reg);
    const struct value *signer = backing ? record_value(after, backing->same.items[0].here) : NULL;
    return signer && signer->is_set && scope_stands_for(scope, after->reg->name, to) &&
           text_equal(signer->text, scope->name) && condition_holds(over->write->mem, after, backing->when);
}

/* The step is the taker's approval: of an open line that is theirs. */
static bool judge_own(struct stepping_over *over, struct err *err)
{
    struct write *write = over->write;
    struct approvals *approvals = &over->approvals;
    const struct approval *other = NULL;
    const char *who;
    for (size_t i = 0; i < approvals->count; i++) {
        const struct approval *line = &approvals->list[i];
        if (!is_newest(approvals, line) || !text_equal(line->kind, over->step->approves) || !line->waits)
            continue;
        bool delegated = signs_by_delegation(over, line->to);
        if (delegated && !write_acts_for(write, over->db, line->to, err))
            return false;
        if (delegated || approval_is_mine(write->office->definitions, &write->office->scope, line->to)) {
            approvals_plan_decision(write, approvals, i, DECISION_AGREED, over->reason, over->changes);
            return true;
        }
        other = line;
    }
    if (!other)
        return true;
    if (!approval_who(over->db, write->mem, write->office->definitions, other->to, &who, err))
        return false;
    blame(over, ERR_FORBIDDEN, "approval", NULL,
          arena_printf(write->mem,
                       scope_stands_for(&write->office->scope, write->after.reg->name, other->to)
                           ? SAY_APPROVAL_STAND_IN
                           : SAY_APPROVAL_NOT_YOURS,
                       approval_kind_label(other->kind), who));
    return true;
}

/* Who has an open line and sends the draft back has returned it. */
static void judge_return(struct stepping_over *over)
{
    struct write *write = over->write;
    struct approvals *approvals = &over->approvals;
    for (size_t i = 0; i < approvals->count; i++) {
        const struct approval *line = &approvals->list[i];
        if (!is_newest(approvals, line) || !line->waits ||
            !approval_is_mine(write->office->definitions, &write->office->scope, line->to) ||
            (over->line && line->id != over->line))
            continue;
        if (text_is_empty(over->reason))
            blame(over, ERR_INVALID, "reason", "reason", SAY_APPROVAL_WHY);
        approvals_plan_decision(write, approvals, i, DECISION_RETURNED, over->reason, over->changes);
        return;
    }
}

bool approvals_judge_step(struct write *write, struct db *db, const struct step *step, const char *reason, int64_t line,
                          struct approval_changes *changes, struct err *err)
{
    const struct drafts_definition *drafts = write->after.reg->drafts;
    struct stepping_over over = {
        .write = write, .db = db, .step = step, .reason = reason ? reason : "", .line = line, .changes = changes
    };
    bool returns = drafts && text_equal(drafts->returned, step->name);
    if (!drafts || (!step->approved.count && !step->approves && !returns))
        return true;
    if (!approvals_read(db, write->mem, write->after.id, &over.approvals, err))
        return false;
    if (step->approved.count && !judge_needs(&over, err))
        return false;
    if (returns)
        judge_return(&over);
    return !step->approves || !over.approvals.draft || judge_own(&over, err);
}

void approvals_plan_step(struct write *write, const struct approval_changes *changes)
{
    size_t count;
    if (changes->list.count == 0)
        return;
    bool returned = changes->list.items[0].approval.decision == DECISION_RETURNED;
    struct write_note *notes = approval_notes(write->mem, changes, &count);
    write_plan_act(write, returned ? STEP_RETURN_DRAFT : STEP_APPROVE, NULL, notes, count);
}
