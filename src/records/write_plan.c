/* SPDX-License-Identifier: Apache-2.0 */
#include "records/writing.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "fields/register_sql.h"
#include "records/catalogue.h"
#include "records/history.h"
#include "records/history_values.h"
#include "records/judge.h"
#include "records/numbers.h"
#include "records/old_numbers.h"
#include "query/secret_lines.h"
#include "query/search.h"
#include "records/step_work.h"
#include "records/texts.h"
#include "records/write.h"
#include "viet/input.h"

enum { RECORDED_MINUTE = 16 * 60 };

/* --- values ------------------------------------------------------------------------------------------------------- */

static struct history_row *newest(struct write *write)
{
    return &write->history.items[write->history.count - 1];
}

/* Puts VALUE in a field and a line of the change in the newest history row; ADDED: also where it stood there. */
static void put_value(struct write *write, const struct field *field, struct value value, bool added)
{
    struct value *old = &write->after.values[field - write->after.reg->fields.items];
    if (!added && value_is_same(old, &value))
        return;
    struct history_row *row = newest(write);
    struct history_value_row *line = NULL; /* a field set twice in one act (its initial value, then another) has one */
    for (size_t i = 0; i < row->values.count && !line; i++)
        if (text_equal(row->values.items[i].field, field->name))
            line = &row->values.items[i];
    if (!line) {
        line = ARRAY_ADD(write->mem, &row->values);
        line->field = field->name;
        line->old = value_print(write->mem, field, old);
    }
    line->new = value_print(write->mem, field, &value);
    *old = value;
}

/* Who enters a record knows what stands in it; later what one may not read one may not write over either. */
static void judge_personal(const struct write *write, const struct draft_value *values, size_t count,
                           struct draft_faults *faults)
{
    struct err no = { 0 };
    if (write->is_new || write_may(write, ACT_PERSONAL, NULL, &no))
        return;
    for (size_t i = 0; i < count; i++) {
        const struct field *field = register_field(write->after.reg, values[i].name);
        if (field && field->personal)
            err_set(ARRAY_ADD(write->mem, &faults->list), ERR_FORBIDDEN, "personal", field->name,
                    SAY_PERSONAL_NOT_YOURS, field->label);
    }
}

void write_blame(struct write *write, const struct err *fault)
{
    struct draft_faults *faults = &write->faults;
    for (size_t i = 0; i < faults->list.count; i++)
        if (text_equal(faults->list.items[i].field, fault->field) &&
            text_equal(faults->list.items[i].text, fault->text))
            return;
    *ARRAY_ADD(write->mem, &faults->list) = *fault;
}

static bool is_blamed(const struct write *write, const char *field)
{
    for (size_t i = 0; i < write->faults.list.count; i++)
        if (text_equal(write->faults.list.items[i].field, field))
            return true;
    return false;
}

bool write_is_blameless(const struct write *write, struct err *err)
{
    if (write->faults.list.count == 0)
        return true;
    if (write->office->faults)
        *write->office->faults = write->faults;
    *err = write->faults.list.items[0];
    return false;
}

/* Planning stopped at ERR: it is the last of the faults, where there were others. What is not allowed is said when the
 * values are good. */
static bool settle(struct write *write, struct err *err)
{
    if (write->faults.list.count == 0)
        return false;
    if (err->kind != ERR_FORBIDDEN)
        write_blame(write, err);
    return write_is_blameless(write, err);
}

/* What the judge makes of the values becomes the record's, with its lines in the newest history row. */
static void take_judgement(struct write *write, const struct judgement *judgement)
{
    struct record *after = &write->after;
    for (size_t i = 0; i < after->reg->fields.count; i++)
        put_value(write, &after->reg->fields.items[i], judgement->record.values[i], judgement->added[i]);
    after->unit = judgement->record.unit;
    after->issuer = judgement->record.issuer;
    after->secrecy = judgement->record.secrecy;
    after->urgency = judgement->record.urgency;
    struct history_row *row = newest(write);
    if (judgement->confirmed)
        row->reason = *row->reason ? arena_printf(write->mem, SAY_REASON_CONFIRMED, row->reason, judgement->confirmed)
                                   : arena_printf(write->mem, SAY_CONFIRMED, judgement->confirmed);
}

static void note_confirmed(struct write *write, const struct draft_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(values[i].name, CONFIRM_VALUE) && !values[i].unread)
            write->confirmed = arena_printf(write->mem, "%s,%s", write->confirmed, values[i].text);
}

/* The local day of the register's date field, which places the record in a period: DATE_OPEN until it is known. */
static const char *date_of(struct write *write)
{
    const struct value *value = record_value(&write->after, write->after.reg->date);
    if (!value->is_set)
        return DATE_OPEN;
    if (value->text)
        return value->text;
    char day[DATE_SIZE];
    day_print(instant_local_day(value->integer), day);
    return arena_strdup(write->mem, day);
}

/* The day on which what a record names must be in force when it is changed: its own, where it has one that has come. */
static const char *own_day(struct write *write)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return strcmp(date_of(write), today) < 0 ? date_of(write) : arena_strdup(write->mem, today);
}

static struct catalogue *catalogue_of(struct write *write)
{
    struct office *office = write->office;
    if (!write->catalogue)
        write->catalogue = office->catalogue
                               ? office->catalogue
                               : catalogue_new(write->mem, office->store, office->definitions, &office->scope);
    return write->catalogue;
}

/* The values of the entry form, or those given with STEP: the good ones, with what is wrong among the faults. */
static void set_values(struct write *write, const struct step *step, const struct draft_value *values, size_t count,
                       const char *today)
{
    struct judgement judgement;
    judge_values(write->mem,
                 &(struct judging){ .definitions = write->office->definitions,
                                    .base = &write->after,
                                    .is_new = !step,
                                    .step = step,
                                    .values = values,
                                    .count = count,
                                    .today = today,
                                    .catalogue = catalogue_of(write),
                                    .now = write->at ? write->at : clock_now(),
                                    .user = write->by },
                 &judgement);
    judge_personal(write, values, count, &judgement.faults);
    write_blame_judged(write, &judgement, values, count);
    note_confirmed(write, values, count);
    take_judgement(write, &judgement);
}

/* What `clears:` of a step names has no value after it. */
static void clear_values(struct write *write, const struct step *step)
{
    for (size_t i = 0; i < step->clears.count; i++)
        put_value(write, register_field(write->after.reg, step->clears.items[i]), (struct value){ 0 }, false);
}

/* --- history rows ------------------------------------------------------------------------------------------------- */

static void add_history(struct write *write, const char *step, const char *on, const char *reason)
{
    instant_t recorded = 0; /* the time of the change */
    day_t day;
    if (write->at && day_parse(on, &day)) {
        instant_t afternoon = instant_from_local(day, RECORDED_MINUTE);
        recorded = afternoon > write->at ? afternoon : write->at;
    }
    struct history_row *row = ARRAY_ADD(write->mem, &write->history);
    row->version = ++write->after.version;
    row->step = step;
    row->on = on;
    row->reason = reason ? reason : "";
    row->reason = write_reason(write, row->reason);
    row->recorded_at = recorded;
}

static int compare_fields(const void *a, const void *b)
{
    return strcmp(((const struct history_value_row *)a)->field, ((const struct history_value_row *)b)->field);
}

/* Notes the engine's columns in the newest row and packs its values. */
static void close_history(struct write *write)
{
    struct history_row *row = newest(write);
    write->after.happened_on = date_of(write);
    row->after = history_after(write->mem, &write->after);
    row->numbered = write->book || write->after.number;
    size_t count = row->values.count;
    if (count > 1)
        qsort(row->values.items, count, sizeof row->values.items[0], compare_fields);
    row->changes = history_values_pack(write->mem, row->values.items, count);
}

/* Where a field is the official number (a procedure's national code), it is the record's number too. */
static void set_own_number(struct write *write)
{
    const struct field *field = register_field(write->after.reg, write->after.reg->number_field);
    const struct value *value = field ? record_value(&write->after, field->name) : NULL;
    if (!value || !value->is_set)
        return;
    write->after.number = value_people(write->mem, write->office->definitions, field, value);
    write->after.number_key = arena_printf(write->mem, "=%s", write->after.number);
}

/* --- states ------------------------------------------------------------------------------------------------------- */

/* DONE_ON: by which it is judged where it is resolved; not after ON. */
static void enter_state(struct write *write, const struct state *state, const char *step, const char *on,
                        const char *done_on)
{
    struct span_row *last = &write->last_span;
    bool first = last->state == NULL;
    enum state_group before = first ? state->group : last->state->group;
    bool same_group = !first && before == state->group;
    if (write->spans.count > 0)
        write->spans.items[write->spans.count - 1].until_on = on;
    else if (!first)
        write->span_until = on;
    struct span_row row = { .state = state,
                            .since_on = same_group ? last->since_on : on,
                            .from_on = on,
                            .until_on = DATE_OPEN,
                            .step = step,
                            .unit = write->after.unit,
                            .part = first ? 0 : last->part + 1,
                            .recorded_at = newest(write)->recorded_at };
    *ARRAY_ADD(write->mem, &write->spans) = row;
    *last = row;
    row_days_enter(&write->row_days, first ? NULL : &before, state->group, on);
    write->after.state = state->name;
    if (state->group != GROUP_RESOLVED)
        write->after.finished_on = DATE_OPEN;
    else if (!same_group)
        write->after.finished_on = done_on;
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

static bool may_take(struct write *write, const struct step *step, struct err *err)
{
    const struct state *state = register_state(write->after.reg, write->after.state);
    if (step->from.count > 0 && !text_list_has(&step->from, write->after.state))
        return err_set(err, ERR_CONFLICT, "state", NULL, SAY_STEP_NOT_FROM_HERE, step->label, state->label);
    return step == write->granted || write_may(write, ACT_STEP, step, err);
}

static void judge_conditions(struct write *write, const struct step *step)
{
    for (size_t i = 0; i < step->only_if.count; i++) {
        const struct step_condition *condition = &step->only_if.items[i];
        const char *field = condition_fails(write->mem, &write->after, condition->query);
        struct err fault = { 0 };
        if (field && condition->otherwise)
            err_set(&fault, ERR_INVALID, "condition", field, "%s", condition->otherwise);
        else if (field)
            err_set(&fault, ERR_INVALID, "condition", NULL, SAY_STEP_ONLY_IF, step->label);
        if (field)
            write_blame(write, &fault);
    }
}

/* The reason as it is kept; what is no text is a fault. */
static const char *clean_reason(struct write *write, const char *reason)
{
    uint32_t bad;
    struct err fault;
    const char *clean = reason ? viet_input(write->mem, reason, true, &bad) : NULL;
    if (!reason || clean)
        return clean;
    err_set(&fault, ERR_INVALID, "text", "reason", SAY_REASON_NOT_TEXT, (unsigned)bad);
    write_blame(write, &fault);
    return NULL;
}

/* Why it is cancelled; NULL with what is wrong among the faults. */
static const char *read_cancel_reason(struct write *write, const struct draft_step *given)
{
    const char *reason = given->reason;
    struct err fault;
    size_t wrong = write->faults.list.count;
    for (size_t i = 0; i < given->values.count; i++) {
        const struct draft_value *value = &given->values.items[i];
        if (value->unread) {
            write_blame(write, value->unread);
        } else if (!text_equal(value->name, "reason")) {
            err_set(&fault, ERR_INVALID, "field", value->name, SAY_CANCEL_TAKES_REASON, value->name);
            write_blame(write, &fault);
        } else {
            reason = value->text;
        }
    }
    reason = clean_reason(write, reason);
    for (; wrong < write->faults.list.count; wrong++)
        if (text_equal(write->faults.list.items[wrong].field, "reason"))
            return NULL;
    if (text_is_empty(reason)) {
        err_set(&fault, ERR_INVALID, "required", "reason", SAY_CANCEL_NEEDS_REASON);
        write_blame(write, &fault);
    }
    return reason;
}

/* The built-in step that ends a record for good; its number stays in the book with the reason. */
static bool plan_cancel(struct write *write, const struct draft_step *given, struct err *err)
{
    const char *on = NULL, *done_on;
    if (!write_may(write, ACT_CANCEL, NULL, err))
        return false;
    const char *reason = read_cancel_reason(write, given);
    if (!write_step_day(write, NULL, given, &on, &done_on, err))
        write_blame(write, err);
    if (!write_is_blameless(write, err))
        return false;
    add_history(write, STEP_CANCEL, on, reason);
    write->last_on = on;
    write->after.cancelled = true;
    close_history(write);
    return true;
}

/* How often it was taken; of a record that comes from elsewhere as often as is told of it. */
static void count_step(struct write *write, const struct step *step)
{
    const struct field *field = step->counts ? register_field(write->after.reg, step->counts) : NULL;
    const struct value *now = field ? record_value(&write->after, field->name) : NULL;
    for (size_t i = 0; field && write->is_new && i < newest(write)->values.count; i++)
        if (text_equal(newest(write)->values.items[i].field, field->name))
            return;
    if (field)
        put_value(write, field, (struct value){ .is_set = true, .integer = now->is_set ? now->integer + 1 : 1 }, false);
}

/* What the step asks for, and what it leaves. False where it cannot be taken at all. */
static bool take_step(struct write *write, const struct draft_step *given, struct err *err)
{
    const struct register_definition *reg = write->after.reg;
    if (write->after.cancelled)
        return err_set(err, ERR_CONFLICT, "cancelled", NULL, SAY_CANCELLED);
    if (text_equal(given->name, STEP_CANCEL))
        return plan_cancel(write, given, err);
    const struct step *step = register_step(reg, given->name);
    const char *on, *done_on;
    struct err wrong_day = { 0 };
    if (!step)
        return err_set(err, ERR_INVALID, "step", NULL, SAY_NO_SUCH_STEP, reg->label, given->name);
    if (!may_take(write, step, err))
        return false;
    if (!write_step_day(write, step, given, &on, &done_on, &wrong_day))
        on = done_on = write->last_on;
    if (text_equal(wrong_day.field, "on"))
        write_blame(write, &wrong_day);
    add_history(write, step->name, on, clean_reason(write, given->reason));
    write->last_on = on;
    set_values(write, step, given->values.items, given->values.count, on);
    if (wrong_day.kind != ERR_NONE && !is_blamed(write, wrong_day.field)) /* else a rule of the field has said it */
        write_blame(write, &wrong_day);
    count_step(write, step);
    judge_conditions(write, step);
    clear_values(write, step);
    if (!write_check_place(write, err))
        return false;
    enum state_group before = register_state(reg, write->after.state)->group;
    if (step->to)
        enter_state(write, register_state(reg, step->to), step->name, on, done_on);
    if (!write_clock_step(write, step, before, on, err))
        return false;
    if (step->numbers && reg->number && !write->after.number) {
        write->book = definitions_book(write->office->definitions, reg->number);
        write->number_on = on;
    }
    close_history(write);
    return true;
}

bool write_plan_step(struct write *write, const struct draft_step *given, struct err *err)
{
    return take_step(write, given, err) ? write_is_blameless(write, err) : settle(write, err);
}

/* Whether a step that was taken gives FIELD; NEEDED: could not be taken without it. */
static bool is_given(const struct write *write, const struct field *field, bool *needed)
{
    bool given = false;
    *needed = false;
    for (size_t i = 0; i < write->taken.count; i++) {
        const struct step *step = register_step(write->after.reg, write->taken.items[i]);
        if (!step)
            continue;
        bool needs = text_list_has(&step->needs, field->name);
        *needed |= needs;
        given |= needs || text_equal(field->set_by, step->name) || text_list_has(&step->sets, field->name);
    }
    return given;
}

/* A step's field is corrected once the step was taken, not given before: a document is not issued by writing down a
 * day. What the step needed is not emptied. */
static void judge_corrections(const struct write *write, struct judgement *judgement)
{
    const struct register_definition *reg = write->after.reg;
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        bool needed, apart = register_counts_unsent(reg, field) || !record_keeps(&judgement->record, field);
        if (apart || !field->set_by || value_is_same(&write->after.values[i], &judgement->record.values[i]))
            continue;
        const char *step = register_step(reg, field->set_by)->label;
        const struct step *of_day = write_day_taken(write, field);
        if (field->lines)
            err_set(ARRAY_ADD(write->mem, &judgement->faults.list), ERR_INVALID, "field", field->name,
                    SAY_FIELD_IS_LINES, field->label, step);
        else if (of_day)
            err_set(ARRAY_ADD(write->mem, &judgement->faults.list), ERR_INVALID, "field", field->name,
                    SAY_FIELD_IS_STEP_DAY, field->label, of_day->label);
        else if (!is_given(write, field, &needed))
            err_set(ARRAY_ADD(write->mem, &judgement->faults.list), ERR_INVALID, "field", field->name,
                    SAY_FIELD_BY_STEP_ONLY, field->label, step);
        else if (needed && !judgement->record.values[i].is_set)
            err_set(ARRAY_ADD(write->mem, &judgement->faults.list), ERR_INVALID, "field", field->name,
                    SAY_FIELD_NOT_EMPTIED, field->label, step);
    }
}

static bool is_unchanged(const struct record *one, const struct record *other)
{
    for (size_t i = 0; i < one->reg->fields.count; i++)
        if (!value_is_same(&one->values[i], &other->values[i]))
            return false;
    return text_equal(one->unit, other->unit) && text_equal(one->issuer, other->issuer) &&
           text_equal(one->secrecy, other->secrecy) && text_equal(one->urgency, other->urgency);
}

static bool check_reason(const char *reason, struct err *fault)
{
    size_t length = 0;
    for (const char *at = reason ? reason : ""; utf8_next(&at);)
        length++;
    return length <= RECORD_REASON_MAX ||
           err_set(fault, ERR_INVALID, "length", "reason", SAY_REASON_LONG, (int)RECORD_REASON_MAX);
}

/* What is given beside the fields: why they are changed. VALUES are those that are left. */
static const char *take_reason(struct write *write, const struct draft_value **values, size_t *count)
{
    const char *reason = NULL;
    if (register_field(write->after.reg, "reason"))
        return NULL;
    struct draft_value *left = ARENA_ARRAY(write->mem, struct draft_value, *count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (text_equal((*values)[i].name, "reason") && !(*values)[i].unread)
            reason = (*values)[i].text;
        else
            left[kept++] = (*values)[i];
    *values = left;
    *count = kept;
    return reason;
}

bool write_plan_values(struct write *write, const struct draft_value *values, size_t count, bool *changed,
                       struct err *err)
{
    char today[DATE_SIZE];
    struct judgement judgement;
    struct err fault = { 0 };
    const char *reason = take_reason(write, &values, &count);
    if (!write_may(write, ACT_CHANGE, NULL, err))
        return false;
    if (write->after.cancelled)
        return err_set(err, ERR_CONFLICT, "cancelled", NULL, SAY_CANCELLED);
    judge_values(write->mem,
                 &(struct judging){ .definitions = write->office->definitions,
                                    .base = &write->after,
                                    .values = values,
                                    .count = count,
                                    .catalogue = catalogue_of(write),
                                    .on = own_day(write) },
                 &judgement);
    judge_personal(write, values, count, &judgement.faults);
    judge_corrections(write, &judgement);
    if (!write_clock_judge(write, &judgement.record, reason, &fault) || !check_reason(reason, &fault))
        *ARRAY_ADD(write->mem, &judgement.faults.list) = fault;
    note_confirmed(write, values, count);
    write_blame_judged(write, &judgement, values, count);
    if (!write_is_blameless(write, err))
        return false;
    *changed = !is_unchanged(&write->after, &judgement.record);
    if (!*changed)
        return true;
    day_print(clock_today(), today);
    add_history(write, STEP_SET, arena_strdup(write->mem, today), reason);
    take_judgement(write, &judgement);
    if (!write_check_place(write, err) || !write_clock_follow(write, write_clock_day(write, newest(write)->on), err))
        return false;
    set_own_number(write);
    close_history(write);
    return true;
}

void write_plan_act(struct write *write, const char *step, const char *reason, const struct write_note *notes,
                    size_t count)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    add_history(write, step, arena_strdup(write->mem, today), reason);
    for (size_t i = 0; i < count; i++) {
        struct history_value_row *line = ARRAY_ADD(write->mem, &newest(write)->values);
        line->field = notes[i].name;
        line->old = notes[i].old;
        line->new = notes[i].new;
    }
    close_history(write);
    write_finish(write);
}

bool write_plan_calendar(struct write *write, const char *reason, bool *changed, struct err *err)
{
    char today[DATE_SIZE];
    *changed = false;
    if (write->after.cancelled || !text_equal(write->after.finished_on, DATE_OPEN))
        return true;
    day_print(clock_today(), today);
    add_history(write, STEP_CALENDAR, arena_strdup(write->mem, today), reason);
    if (!write_clock_recount(write, newest(write)->on, changed, err))
        return false;
    if (*changed) {
        close_history(write);
        write_finish(write);
    }
    return true;
}

/* --- a new record ------------------------------------------------------------------------------------------------- */

static void set_defaults(struct write *write)
{
    const struct definitions *definitions = write->office->definitions;
    const struct book *book = write->after.reg->number ? definitions_book(definitions, write->after.reg->number) : NULL;
    const char *code = book && book->issuer ? book->issuer : definitions_setting(definitions, "issuer", NULL);
    const struct issuer *issuer = code ? definitions_issuer(definitions, code) : &definitions->issuers.items[0];
    struct record *after = &write->after;
    after->issuer = issuer->code;
    after->unit = text_is_empty(write->office->scope.unit) ? issuer->unit : write->office->scope.unit;
    after->secrecy = DEGREE_USUAL;
    after->urgency = DEGREE_USUAL;
    after->due = after->original_due = DUE_OPEN;
    after->finished_on = DATE_OPEN;
    after->number_key = "";
    after->title = "";
}

/* The day on which a record is made: when it was ENTERED, or its first step was taken where that was before. */
static const char *made_on(struct write *write, const struct draft *draft, const char *entered)
{
    day_t day;
    char step[DATE_SIZE];
    if (draft->steps.count == 0 || !draft->steps.items[0].on || !day_parse_people(draft->steps.items[0].on, &day))
        return entered;
    day_print(day, step);
    return strcmp(step, entered) < 0 ? arena_strdup(write->mem, step) : entered;
}

/* A record begins on the day its date says, where that is before it was MADE; what is planned for a later day begins
 * when it is made. */
static const char *first_day(struct write *write, const char *made)
{
    return strcmp(date_of(write), made) < 0 ? date_of(write) : made;
}

/* The steps a draft has taken. One that cannot be taken leaves nothing to be said of those behind it. */
static bool take_steps(struct write *write, const struct draft *draft, struct err *err)
{
    for (size_t i = 0; i < draft->steps.count; i++)
        if (!take_step(write, &draft->steps.items[i], err))
            return settle(write, err);
    return true;
}

static bool read_reserved(struct write *write, const struct draft *draft, struct err *err)
{
    if (draft->reserved && !text_to_int(draft->reserved, 1, INT32_MAX, &write->reserved)) {
        err_set(err, ERR_INVALID, "number", "number", SAY_RESERVED_NO_NUMBER, draft->reserved);
        write_blame(write, err);
    }
    return write_is_blameless(write, err);
}

struct write *write_plan_new(struct office *office, struct arena *mem, const struct draft *draft, struct err *err)
{
    const struct register_definition *reg = draft->reg;
    struct write *write = write_new(office, mem, reg);
    char entered[DATE_SIZE];
    if (!may(&office->scope, ACT_CREATE, &(struct may_what){ .reg = reg }, err))
        return NULL;
    write->is_new = true;
    write->at = draft->at;
    if (draft->by)
        write->by = draft->by;
    day_print(instant_local_day(draft->at ? draft->at : clock_now()), entered);
    set_defaults(write);
    const char *made = made_on(write, draft, arena_strdup(mem, entered));
    add_history(write, STEP_CREATE, made, NULL);
    newest(write)->recorded_at = write->at;
    set_values(write, NULL, draft->values.items, draft->values.count, made);
    if (!write_check_place(write, err) || !write_may(write, ACT_CREATE, NULL, err)) {
        (void)!settle(write, err);
        return NULL;
    }
    const char *on = newest(write)->on = write->last_on = first_day(write, made);
    enter_state(write, &reg->states.items[0], STEP_CREATE, on, on);
    if (!write_clock_begin(write, on, err))
        return NULL;
    if (register_draws(reg, NULL)) {
        write->book = definitions_book(office->definitions, reg->number);
        write->number_on = on;
    }
    set_own_number(write);
    close_history(write);
    if (!take_steps(write, draft, err) || !read_reserved(write, draft, err))
        return NULL;
    write_finish(write);
    step_work_plan_new(write, draft);
    if (draft->number)
        old_number_read(write, draft->number);
    return write_is_blameless(write, err) ? write : NULL;
}

const char *write_title(struct arena *mem, const struct definitions *definitions, const struct record *record)
{
    const struct field *title = register_field(record->reg, record->reg->title);
    if (record_is_line(record))
        return secret_line(mem, record->number);
    const char *text = title ? value_people(mem, definitions, title, record_value(record, title->name)) : "";
    return arena_strndup(mem, text, utf8_cut(text, TITLE_MAX));
}

void write_finish(struct write *write)
{
    struct record *after = &write->after;
    after->title = write_title(write->mem, write->office->definitions, after);
    write->tokens = search_tokens(write->mem, write->office->definitions, after, &write->number_in_search);
    const struct field *dated = register_sql_of(write->office->sql, after->reg)->dated;
    day_t day;
    char printed[DATE_SIZE];
    if (write->book && dated && value_day(dated, record_value(after, dated->name), &day)) {
        day_print(day, printed); /* the number belongs to the day that is printed beside it */
        write->number_on = arena_strdup(write->mem, printed);
    }
    if (write->book)
        write->series = number_series(write->mem, write->office->definitions, write->book, after, write->number_on);
}
