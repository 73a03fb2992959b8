/* SPDX-License-Identifier: Apache-2.0 */
#include "records/step_work.h"

#include "base/text.h"
#include "definitions/delivery.h"
#include "fields/recipients.h"
#include "people/names.h"
#include "records/assignment_line.h"
#include "records/texts.h"
#include "store/id.h"

/* An open line of the record's tree. */
struct open_work {
    int64_t id;
    struct assignment_note note;
    bool ends; /* with the step */
};

struct open_works {
    ARRAY(struct open_work) list;
};

static bool read_open(struct write *write, struct db *db, struct open_works *open, struct err *err)
{
    struct arena *mem = write->mem;
    struct rows *rows = db_rows(db, mem,
                                SQL("select id, to_whom, role, due, parent, own_due, back_of from assignment where "
                                    "record = $1 and finished_at = 0 order by id"),
                                DB(db_int(write->after.id)), err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct open_work one = { .id = rows_int(rows, 0),
                                 .note = { .to = arena_strdup(mem, rows_text(rows, 1)),
                                           .due = arena_strdup(mem, rows_text(rows, 3)),
                                           .parent = rows_int(rows, 4),
                                           .own_due = rows_int(rows, 5) == 1,
                                           .back_of = rows_int(rows, 6),
                                           .words = "" } };
        if (assignment_role_find(rows_text(rows, 2), &one.note.role))
            *ARRAY_ADD(mem, &open->list) = one;
    }
    return rows_end(rows, err);
}

/* --- what ends with it -------------------------------------------------------------------------------------------- */

static bool is_work(const struct open_work *one)
{
    return one->note.role != ASSIGN_INFORM;
}

static struct open_work *find(const struct open_works *open, int64_t id)
{
    for (size_t i = 0; id && i < open->list.count; i++)
        if (open->list.items[i].id == id)
            return &open->list.items[i];
    return NULL;
}

static void end_all(struct open_works *open)
{
    for (size_t i = 0; i < open->list.count; i++)
        open->list.items[i].ends = is_work(&open->list.items[i]);
}

/* The lead of the first level, and what was handed on from it. A line has a greater id than the one above. */
static void end_lead(struct open_works *open)
{
    for (size_t i = 0; i < open->list.count; i++) {
        struct open_work *one = &open->list.items[i];
        const struct open_work *above = find(open, one->note.parent);
        one->ends = above ? above->ends && is_work(one) : !one->note.parent && one->note.role == ASSIGN_LEAD;
    }
}

/* The lines of who takes the step, and those above; of who has none, the first level. */
static void end_own(struct open_works *open, const struct scope *scope, const struct record *record)
{
    bool any = false;
    for (size_t i = 0; i < open->list.count; i++) {
        if (!is_work(&open->list.items[i]) ||
            !scope_holds(scope, record->reg, record->secrecy, open->list.items[i].note.to))
            continue;
        any = true;
        for (struct open_work *at = &open->list.items[i]; at && !at->ends; at = find(open, at->note.parent))
            at->ends = true;
    }
    for (size_t i = 0; !any && i < open->list.count; i++)
        open->list.items[i].ends = is_work(&open->list.items[i]) && !open->list.items[i].note.parent;
}

/* Who is at work still is named. */
static bool check_done(const struct write *write, struct db *db, const struct step *step, const struct open_works *open,
                       struct err *err)
{
    struct arena *mem = write->mem;
    const char **whoms = ARENA_ARRAY(mem, const char *, open->list.count + 1), **names;
    size_t count = 0;
    struct text said;
    for (size_t i = 0; i < open->list.count; i++)
        if (is_work(&open->list.items[i]) && !open->list.items[i].ends)
            whoms[count++] = open->list.items[i].note.to;
    if (count == 0)
        return true;
    if (!people_names(db, mem, write->office->definitions, whoms, count, &names, err))
        return false;
    text_init(&said, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count; i++)
        text_printf(&said, "%s%s", i ? ", " : "", names[i] ? names[i] : whoms[i]);
    return err_set(err, ERR_CONFLICT, "open-below", NULL, SAY_STEP_OPEN_BELOW, step->label, said.data);
}

static bool choose_ends(const struct write *write, struct db *db, const struct step *step, struct open_works *open,
                        struct step_work *work, struct err *err)
{
    if (!step->closes) {
        work->outcome = OUTCOME_REPLACED;
        end_lead(open);
        return true;
    }
    if (text_equal(step->closes, CLOSES_ALL)) {
        work->outcome = OUTCOME_CLOSED;
        end_all(open);
        return true;
    }
    work->outcome = OUTCOME_DONE;
    end_own(open, &write->office->scope, &write->after);
    return check_done(write, db, step, open, err);
}

static void plan_ends(struct write *write, const struct open_works *open, struct step_work *work)
{
    struct write_note *notes = ARENA_ARRAY(write->mem, struct write_note, open->list.count + 1);
    for (size_t i = 0; i < open->list.count; i++) {
        struct open_work *one = &open->list.items[i];
        if (!one->ends)
            continue;
        one->note.outcome = work->outcome;
        notes[work->ended.count] = assignment_line_note(write->mem, one->id, &one->note);
        *ARRAY_ADD(write->mem, &work->ended) = one->id;
    }
    if (work->ended.count > 0)
        write_plan_act(write, STEP_FINISH_ASSIGNMENT, NULL, notes, work->ended.count);
}

/* --- what it gives ------------------------------------------------------------------------------------------------ */

static bool has_it(const struct open_works *open, const char *to)
{
    for (size_t i = 0; i < open->list.count; i++) {
        const struct assignment_note *note = &open->list.items[i].note;
        if (note->role == ASSIGN_LEAD && !note->parent && text_equal(note->to, to))
            return true;
    }
    return false;
}

static struct assignment_note given_note(const struct step_work *work)
{
    return (struct assignment_note){ .role = ASSIGN_LEAD, .to = work->to, .due = work->due, .words = work->words };
}

/* The line of the record's lead, with its act in the history. */
static void plan_given(struct write *write, struct step_work *work, int64_t after, const char *words)
{
    work->given = id_next_after(after);
    work->due = write->after.due;
    work->words = words;
    const struct assignment_note note = given_note(work);
    struct write_note line = assignment_line_note(write->mem, work->given, &note);
    write_plan_act(write, STEP_ASSIGN, NULL, &line, 1);
}

/* --- whom a document is sent to ----------------------------------------------------------------------------------- */

static bool is_told(const struct open_works *open, const struct step_work *work, const char *to)
{
    for (size_t i = 0; i < open->list.count; i++)
        if (text_equal(open->list.items[i].note.to, to))
            return true;
    for (size_t i = 0; i < work->told_to.count; i++)
        if (text_equal(work->told_to.items[i], to))
            return true;
    return false;
}

/* The units that NOW was sent to and BEFORE was not. */
static void find_told(struct write *write, const struct open_works *open, const struct recipients *before,
                      const struct recipients *now, struct step_work *work)
{
    struct arena *mem = write->mem;
    const struct definitions *definitions = write->office->definitions;
    const struct unit **units = ARENA_ARRAY(mem, const struct unit *, definitions->units.count + 1);
    for (size_t i = 0; i < now->list.count; i++) {
        const struct recipient *one = &now->list.items[i], *was = recipients_find(mem, before, one->name);
        if (!*one->sent_on || (was && text_equal(was->sent_on, one->sent_on)))
            continue;
        size_t count = recipient_units(mem, definitions, one, one->sent_on, units);
        for (size_t k = 0; k < count; k++) {
            const char *to = arena_printf(mem, "unit:%s", units[k]->code);
            if (!is_told(open, work, to))
                *ARRAY_ADD(mem, &work->told_to) = to;
        }
    }
}

static struct assignment_note told_note(const char *to)
{
    return (struct assignment_note){ .role = ASSIGN_INFORM, .to = to, .due = DUE_OPEN, .words = "" };
}

static bool plan_told(struct write *write, struct db *db, const struct step *step, struct step_work *work,
                      struct err *err)
{
    struct arena *mem = write->mem;
    struct recipients before, now;
    struct open_works open = { 0 };
    const struct field *field = register_field(write->after.reg, step->delivery->field);
    if (!text_equal(step->delivery->as, DELIVERY_SENT))
        return true;
    if (!read_open(write, db, &open, err))
        return false;
    recipients_parse(mem, field, record_value(&write->before, field->name)->text, &before);
    recipients_parse(mem, field, record_value(&write->after, field->name)->text, &now);
    find_told(write, &open, &before, &now, work);
    struct write_note *notes = ARENA_ARRAY(mem, struct write_note, work->told_to.count + 1);
    int64_t id = open.list.count ? open.list.items[open.list.count - 1].id : 0;
    for (size_t i = 0; i < work->told_to.count; i++) {
        const struct assignment_note note = told_note(work->told_to.items[i]);
        *ARRAY_ADD(mem, &work->told) = id = id_next_after(id);
        notes[i] = assignment_line_note(mem, id, &note);
    }
    if (work->told.count > 0)
        write_plan_act(write, STEP_ASSIGN, NULL, notes, work->told.count);
    return true;
}

bool step_work_plan_cancel(struct write *write, struct db *db, struct step_work *work, struct err *err)
{
    struct open_works open = { 0 };
    if (!read_open(write, db, &open, err))
        return false;
    work->outcome = OUTCOME_CLOSED;
    for (size_t i = 0; i < open.list.count; i++)
        open.list.items[i].ends = true;
    plan_ends(write, &open, work);
    return true;
}

bool step_work_plan(struct write *write, struct db *db, const struct step *step, const char *reason,
                    struct step_work *work, struct err *err)
{
    struct open_works open = { 0 };
    const struct value *unit = step->assigns ? record_value(&write->after, step->assigns) : NULL;
    bool gives = unit && unit->is_set;
    if (step->delivery && !plan_told(write, db, step, work, err))
        return false;
    if (!gives && !step->closes)
        return true;
    if (!read_open(write, db, &open, err))
        return false;
    if (gives)
        work->to = arena_printf(write->mem, "unit:%s", unit->text);
    if (gives && has_it(&open, work->to))
        return true;
    if (!choose_ends(write, db, step, &open, work, err))
        return false;
    plan_ends(write, &open, work);
    if (!gives)
        return true;
    plan_given(write, work, open.list.count ? open.list.items[open.list.count - 1].id : 0, reason ? reason : "");
    return true;
}

/* The unit that the steps of DRAFT leave with the work; NULL. */
static const char *unit_left(const struct write *write, const struct draft *draft)
{
    const struct register_definition *reg = write->after.reg;
    const struct state *state = register_state(reg, write->after.state);
    const char *unit = NULL;
    for (size_t i = 0; i < draft->steps.count; i++) {
        const struct step *step = register_step(reg, draft->steps.items[i].name);
        const struct value *value = step && step->assigns ? record_value(&write->after, step->assigns) : NULL;
        if (value && value->is_set)
            unit = value->text;
        else if (step && step->closes)
            unit = NULL;
    }
    return state && state->group == GROUP_OPEN && !write->after.cancelled ? unit : NULL;
}

/* May a document in the state of RECORD have been sent to whom FIELD says? */
static bool may_be_sent(const struct record *record, const struct field *field)
{
    for (size_t i = 0; i < record->reg->steps.count; i++) {
        const struct step *step = &record->reg->steps.items[i];
        if (step->delivery && text_equal(step->delivery->field, field->name) &&
            text_equal(step->delivery->as, DELIVERY_SENT) &&
            (step->from.count == 0 || text_list_has(&step->from, record->state)))
            return true;
    }
    return false;
}

/* What a file says was sent has been issued first. */
static void judge_sent(struct write *write)
{
    const struct record *record = &write->after;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        struct recipients all = { 0 };
        struct err fault;
        if (!field->recipients || !record->values[i].is_set || may_be_sent(record, field))
            continue;
        recipients_parse(write->mem, field, record->values[i].text, &all);
        for (size_t k = 0; k < all.list.count; k++)
            if (*all.list.items[k].sent_on) {
                err_set(
                    &fault, ERR_INVALID, "recipients", field->name, SAY_RECIPIENT, field->label, all.list.items[k].name,
                    arena_printf(write->mem, SAY_RECIPIENT_NOT_YET, register_state(record->reg, record->state)->label));
                write_blame(write, &fault);
            }
    }
}

void step_work_plan_new(struct write *write, const struct draft *draft)
{
    judge_sent(write);
    const char *unit = draft->hands ? unit_left(write, draft) : NULL;
    if (!unit)
        return;
    write->work = ARENA_NEW(write->mem, struct step_work);
    write->work->to = arena_printf(write->mem, "unit:%s", unit);
    plan_given(write, write->work, 0, "");
    write->history.items[write->history.count - 1].recorded_at = 0; /* now, as the line says, not when it was entered */
}

bool step_work_apply(struct change *change, const struct write *write, const struct step_work *work, struct err *err)
{
    for (size_t i = 0; i < work->ended.count; i++)
        if (!assignment_line_end(change, work->ended.items[i], work->outcome, write->by, "", err))
            return false;
    for (size_t i = 0; i < work->told.count; i++) {
        const struct assignment_line told = { .id = work->told.items[i],
                                              .record = write->after.id,
                                              .register_name = write->after.reg->name,
                                              .from = write->by,
                                              .note = told_note(work->told_to.items[i]) };
        if (!assignment_line_insert(change, &told, err))
            return false;
    }
    const struct assignment_line line = { .id = work->given,
                                          .record = write->after.id,
                                          .register_name = write->after.reg->name,
                                          .from = write->by,
                                          .on_path = true,
                                          .note = given_note(work) };
    return !work->given || assignment_line_insert(change, &line, err);
}
