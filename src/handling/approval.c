/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/approval.h"

#include <string.h>

#include "base/text.h"
#include "handling/attachment.h"
#include "handling/texts.h"
#include "query/builder.h"
#include "query/finder.h"
#include "records/step_taking.h"
#include "records/texts.h"
#include "records/typed.h"
#include "store/id.h"
#include "viet/input.h"

bool approval_words(struct arena *mem, const char *given, const char *field, int most, const char **words,
                    struct err *err)
{
    uint32_t bad;
    char *clean = viet_input(mem, given ? given : "", true, &bad);
    int characters = 0;
    if (!clean)
        return typed_refuse(field, bad, err);
    clean = text_trim(mem, clean);
    for (const char *at = clean; utf8_next(&at);)
        characters++;
    if (characters > most)
        return err_set(err, ERR_INVALID, "length", field, SAY_WORDS_LONG, most);
    *words = clean;
    return true;
}

const struct step *approval_step(const struct register_definition *reg, const char *kind)
{
    for (size_t i = 0; i < reg->steps.count; i++)
        if (reg->steps.items[i].approves && text_equal(reg->steps.items[i].approves, kind))
            return &reg->steps.items[i];
    return NULL;
}

void approval_json(struct json *json, const struct approval *approval, int64_t newest)
{
    char id[ID_SIZE], instant[INSTANT_SIZE];
    id_print(approval->id, id);
    json_put_text(json, "id", id);
    id_print(approval->record, id);
    json_put_text(json, "record", id);
    json_put_int(json, "draft", approval->draft);
    json_put_text(json, "sha256", approval->blob);
    json_put_text(json, "route", approval->route);
    json_put_int(json, "stage", approval->stage);
    json_put_text(json, "kind", approval->kind);
    json_put_text(json, "to", approval->to);
    json_put_bool(json, "waits", approval->waits);
    json_put_bool(json, "void", approval->draft < newest);
    json_put_text(json, "decision", approval->decision ? approval_decision_name(approval->decision) : NULL);
    json_put_text(json, "note", approval->note);
    instant_print(approval->decided_at, instant);
    json_put_text(json, "decided_at", approval->decided_at ? instant : NULL);
    json_put_text(json, "decided_by", approval->decided_at ? approval->decided_by : NULL);
}

void drafts_json(struct json *json, const struct attachment *files, size_t count, const struct approvals *approvals)
{
    json_object(json);
    json_key(json, "versions");
    json_array(json);
    for (int64_t version = 1; version <= approvals->draft; version++)
        for (size_t i = 0; i < count; i++)
            if (files[i].draft == version) {
                json_object(json);
                attachment_json(json, &files[i]);
                json_object_end(json);
            }
    json_array_end(json);
    json_key(json, "approvals");
    json_array(json);
    for (size_t i = 0; i < approvals->count; i++) {
        json_object(json);
        approval_json(json, &approvals->list[i], approvals->draft);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

/* --- deciding ----------------------------------------------------------------------------------------------------- */

struct deciding {
    int64_t id;
    const char *seen, *note;
    enum approval_decision decision;

    struct draft_step returned; /* the step that returning takes with it */
    struct step_taking taking;
    bool takes;
    struct approval_changes changes; /* where it takes none */
};

static bool refuse_missing(struct err *err)
{
    return err_set(err, ERR_NOT_FOUND, "approval", NULL, SAY_APPROVAL_UNKNOWN);
}

static bool find_record(struct db *db, int64_t id, int64_t *record, struct err *err)
{
    return db_one_int(db, SQL("select record from approval where id = $1"), DB(db_int(id)), 0, record, err) &&
           (*record != 0 || refuse_missing(err));
}

static bool check_mine(const struct write *write, struct db *db, const struct approval *line, struct err *err)
{
    const char *who;
    return approval_is_mine(write->office->definitions, &write->office->scope, line->to) ||
           (approval_who(db, write->mem, write->office->definitions, line->to, &who, err) &&
            err_set(err, ERR_FORBIDDEN, "approval", NULL,
                    scope_stands_for(&write->office->scope, write->after.reg->name, line->to) ? SAY_APPROVAL_STAND_IN
                                                                                              : SAY_APPROVAL_OTHERS,
                    approval_kind_label(line->kind), who));
}

/* The version it speaks of is the newest, and is the one that was looked at. */
static bool check_version(const struct approvals *approvals, const struct approval *line, const char *seen,
                          struct err *err)
{
    if (line->draft < approvals->draft)
        return err_set(err, ERR_CONFLICT, "draft", "sha256", SAY_APPROVAL_CHANGED, (long long)approvals->draft);
    if (approvals->withdrawn)
        return err_set(err, ERR_CONFLICT, "draft", NULL, SAY_APPROVAL_GONE, (long long)line->draft);
    return text_equal(seen, line->blob) ||
           err_set(err, ERR_CONFLICT, "draft", "sha256", SAY_APPROVAL_OTHER, (long long)line->draft);
}

/* Whom it still waits for is named. */
static bool check_turn(const struct write *write, struct db *db, const struct approvals *approvals,
                       const struct approval *line, struct err *err)
{
    const char *who;
    if (line->waits)
        return true;
    if (approvals_returned(approvals))
        return err_set(err, ERR_CONFLICT, "returned", NULL, SAY_APPROVAL_CLOSED, (long long)line->draft);
    for (size_t i = 0; i < approvals->count; i++) {
        const struct approval *other = &approvals->list[i];
        if (other->draft != line->draft || !other->waits)
            continue;
        return approval_who(db, write->mem, write->office->definitions, other->to, &who, err) &&
               err_set(err, ERR_CONFLICT, "turn", NULL, SAY_APPROVAL_TURN, approval_kind_label(line->kind),
                       approval_kind_label(other->kind), who);
    }
    return err_set(err, ERR_CONFLICT, "turn", NULL, SAY_APPROVAL_TURN, approval_kind_label(line->kind), "", "");
}

/* The one judge of a decision. */
static bool judge(const struct write *write, struct db *db, const struct deciding *deciding,
                  const struct approvals *approvals, const struct approval *line, struct err *err)
{
    const struct record *record = &write->after;
    const struct state *state = register_state(record->reg, record->state);
    const struct step *step = approval_step(record->reg, line->kind);
    if (!check_mine(write, db, line, err))
        return false;
    if (record->cancelled)
        return err_set(err, ERR_CONFLICT, "cancelled", NULL, SAY_CANCELLED);
    if (!check_version(approvals, line, deciding->seen, err))
        return false;
    if (line->decision)
        return err_set(err, ERR_CONFLICT, "decided", NULL, SAY_APPROVAL_DECIDED, approval_kind_label(line->kind),
                       approval_decision_label(line->decision), line->decided_by);
    if (!record->reg->drafts || !text_list_has(&record->reg->drafts->states, record->state))
        return err_set(err, ERR_CONFLICT, "state", NULL, SAY_DRAFT_STATE, state ? state->label : record->state);
    if (!check_turn(write, db, approvals, line, err))
        return false;
    return !step || deciding->decision == DECISION_RETURNED ||
           err_set(err, ERR_CONFLICT, "step", NULL, SAY_APPROVAL_BY_STEP, approval_kind_label(line->kind), step->label);
}

/* Returning takes the register's step where the record is in a state from which it is taken. */
static const struct step *returning_step(const struct record *record)
{
    const struct drafts_definition *drafts = record->reg->drafts;
    const struct step *step = drafts->returned ? register_step(record->reg, drafts->returned) : NULL;
    bool here = step && (step->from.count == 0 || text_list_has(&step->from, record->state));
    return here ? step : NULL;
}

static struct write *plan_decision(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct deciding *deciding = writing->arg;
    struct approvals approvals;
    size_t at = 0, count;
    struct write *write = write_open(writing->office, mem, db, writing->id, 0, err);
    if (!write) {
        if (err->kind == ERR_NOT_FOUND)
            (void)refuse_missing(err);
        return NULL;
    }
    if (!approvals_read(db, mem, writing->id, &approvals, err))
        return NULL;
    while (at < approvals.count && approvals.list[at].id != deciding->id)
        at++;
    if (at == approvals.count) {
        (void)refuse_missing(err);
        return NULL;
    }
    if (!judge(write, db, deciding, &approvals, &approvals.list[at], err) ||
        !write_acts_for(write, db, approvals.list[at].to, err))
        return NULL;
    const struct step *step = deciding->decision == DECISION_RETURNED ? returning_step(&write->after) : NULL;
    deciding->takes = step != NULL;
    deciding->changes = (struct approval_changes){ 0 };
    if (step) {
        deciding->returned = (struct draft_step){ .name = step->name, .reason = deciding->note };
        deciding->taking = (struct step_taking){ .step = &deciding->returned, .line = deciding->id };
        write->granted = step;
        return step_taking_plan(&deciding->taking, write, db, err) ? write : NULL;
    }
    approvals_plan_decision(write, &approvals, at, deciding->decision, deciding->note, &deciding->changes);
    struct write_note *notes = approval_notes(mem, &deciding->changes, &count);
    write_plan_act(write, deciding->decision == DECISION_RETURNED ? STEP_RETURN_DRAFT : STEP_APPROVE, NULL, notes,
                   count);
    return write;
}

static bool apply_decision(struct writing *writing, struct change *change, struct err *err)
{
    struct deciding *deciding = writing->arg;
    return deciding->takes ? step_taking_apply(&deciding->taking, writing->write, change, err)
                           : approvals_apply(change, writing->write, &deciding->changes, err);
}

bool approval_decide(struct office *office, struct arena *mem, int64_t id, const char *seen,
                     enum approval_decision decision, const char *note, struct err *err)
{
    struct deciding deciding = { .id = id, .seen = seen, .decision = decision };
    struct writing writing = { .office = office, .plan = plan_decision, .rows = apply_decision, .arg = &deciding };
    if (!approval_words(mem, note, "note", APPROVAL_NOTE_MAX, &deciding.note, err))
        return false;
    if (text_is_empty(seen))
        return err_set(err, ERR_INVALID, "seen", "sha256", SAY_APPROVAL_SEEN);
    if (decision == DECISION_RETURNED && !*deciding.note)
        return err_set(err, ERR_INVALID, "note", "note", SAY_APPROVAL_NEEDS_WHY);
    if (decision == DECISION_OPINION && !*deciding.note)
        return err_set(err, ERR_INVALID, "note", "note", SAY_APPROVAL_NEEDS_SAY);
    struct db *db = db_for_read(office->store, err);
    return db && find_record(db, id, &writing.id, err) && write_run(&writing, mem, err);
}

/* --- the queue ---------------------------------------------------------------------------------------------------- */

/* Who is away is lent in some registers alone, perhaps not in REG. */
static void put_whoms(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                      const struct register_definition *reg)
{
    struct text_list whoms = approval_whoms(to->mem, definitions, scope);
    const char *between = "";
    text_raw(&to->text, "(");
    for (size_t i = 0; i < whoms.count; i++) {
        const char *whom = whoms.items[i];
        if (text_list_has(&scope->stands_for, whom) && !scope_stands_for(scope, reg->name, whom))
            continue;
        text_add(&to->text, between);
        query_put_text(to, whom);
        between = ", ";
    }
    text_add(&to->text, *between ? ")" : "'')");
}

/* " from approval a join record r …": what waits for SCOPE in REG, as far as it sees the records. */
static void put_waiting(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                        const struct register_definition *reg)
{
    text_raw(&to->text, " from approval a join record r on r.id = a.record where a.waits = 1 and a.to_whom in ");
    put_whoms(to, definitions, scope, reg);
    text_raw(&to->text, " and a.register = ");
    query_put_text(to, reg->name);
    text_raw(&to->text, " and r.cancelled = 0");
    query_put_scope(to, scope, reg);
}

static bool has_some(const struct scope *scope, const struct register_definition *reg)
{
    return reg->drafts && (scope->everything || scope_reach(scope, reg)->reads);
}

void approvals_put_counts(struct query_builder *to, const struct definitions *definitions, const struct scope *scope)
{
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        if (!has_some(scope, reg))
            continue;
        text_raw(&to->text, " union all select ");
        query_put_text(to, arena_printf(to->mem, "approve %s", reg->name));
        text_raw(&to->text, ", count(*), 0");
        put_waiting(to, definitions, scope, reg);
    }
}

bool approvals_waiting(struct db *db, struct arena *mem, const struct definitions *definitions,
                       const struct scope *scope, const struct register_definition *reg, size_t limit,
                       struct approval_line **lines, size_t *count, struct err *err)
{
    struct query_builder to;
    ARRAY(struct approval_line) found = { 0 };
    size_t parts = 0;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "select * from (");
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *one = &definitions->registers.items[i];
        if ((reg && reg != one) || !has_some(scope, one))
            continue;
        text_printf(&to.text,
                    "%sselect " APPROVAL_COLUMNS ", r.register, r.number, r.title, r.state, r.due, r.version as at",
                    parts++ ? " union all " : "");
        put_waiting(&to, definitions, scope, one);
    }
    *lines = NULL;
    *count = 0;
    if (!parts)
        return true;
    text_raw(&to.text, ") w order by turn_at, id limit ");
    query_put(&to, db_int((int64_t)limit));
    struct query_sql sql = query_finish(&to);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        const char *number = rows_text(rows, APPROVAL_COLUMN_COUNT + 1);
        *ARRAY_ADD(mem, &found) =
            (struct approval_line){ .approval = approval_from_row(mem, rows),
                                    .reg = definitions_register(definitions, rows_text(rows, APPROVAL_COLUMN_COUNT)),
                                    .number = number ? arena_strdup(mem, number) : NULL,
                                    .title = arena_strdup(mem, rows_text(rows, APPROVAL_COLUMN_COUNT + 2)),
                                    .state = arena_strdup(mem, rows_text(rows, APPROVAL_COLUMN_COUNT + 3)),
                                    .due = arena_strdup(mem, rows_text(rows, APPROVAL_COLUMN_COUNT + 4)),
                                    .version = rows_int(rows, APPROVAL_COLUMN_COUNT + 5) };
    }
    *lines = found.items;
    *count = found.count;
    return rows_end(rows, err);
}
