/* SPDX-License-Identifier: Apache-2.0 */
#include "records/judge_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/degree.h"
#include "definitions/signs_definition.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "fields/unit_text.h"
#include "query/query.h"
#include "records/catalogue.h"
#include "records/texts.h"

const char *shown_if_words(struct arena *mem, const struct definitions *definitions,
                           const struct register_definition *reg, const struct field *field)
{
    struct err ignored = { 0 };
    const struct query *query =
        query_parse(mem, definitions, reg, field->shown_if, &(struct query_tokens){ 0 }, &ignored);
    return query ? query_words(mem, query) : field->shown_if;
}

struct err *court_fault(struct court *court)
{
    return ARRAY_ADD(court->mem, &court->judgement->faults.list);
}

bool court_has_fault(const struct court *court, const struct field *field)
{
    const struct draft_faults *faults = &court->judgement->faults;
    for (size_t i = 0; i < faults->list.count; i++)
        if (text_equal(faults->list.items[i].field, field->name))
            return true;
    return false;
}

bool court_changes(const struct court *court, size_t at)
{
    const struct value *before = &court->judging->base->values[at], *after = &court->judgement->record.values[at];
    return before->is_set != after->is_set ||
           (after->is_set && (before->integer != after->integer || !text_equal(before->text, after->text)));
}

/* --- what is asked about ------------------------------------------------------------------------------------------ */

#define CONFIRM_SUBJECT "confirm-"

static const char *const confirm_codes[] = { CONFIRM_OLD_DATE, CONFIRM_LATE_DATE, CONFIRM_BACK_DATE, CONFIRM_SAME };

const char *fault_confirmed_by(const struct err *fault)
{
    return text_starts(fault->subject, CONFIRM_SUBJECT) ? fault->subject + strlen(CONFIRM_SUBJECT) : NULL;
}

static bool is_confirmed(const struct court *court, const char *code)
{
    size_t count;
    for (size_t i = 0; i < court->judging->count; i++) {
        const struct draft_value *given = &court->judging->values[i];
        if (!text_equal(given->name, CONFIRM_VALUE))
            continue;
        char **codes = text_split(court->mem, given->text, ',', &count);
        for (size_t k = 0; k < count; k++)
            if (text_equal(text_trim(court->mem, codes[k]), code))
                return true;
    }
    return false;
}

void court_ask(struct court *court, const char *code, const char *field, const char *shortly, const char *text)
{
    struct judgement *judgement = court->judgement;
    if (is_confirmed(court, code))
        judgement->confirmed =
            judgement->confirmed ? arena_printf(court->mem, "%s; %s", judgement->confirmed, shortly) : shortly;
    else
        err_set(court_fault(court), ERR_INVALID, arena_printf(court->mem, CONFIRM_SUBJECT "%s", code), field,
                SAY_CONFIRM, text, code);
}

/* A code that nothing asks for is a slip, and would settle nothing. */
static void judge_confirm(struct court *court, const char *text)
{
    size_t count;
    char **codes = text_split(court->mem, text, ',', &count);
    for (size_t i = 0; i < count; i++) {
        const char *code = text_trim(court->mem, codes[i]);
        bool known = !*code;
        for (size_t k = 0; k < COUNT_OF(confirm_codes); k++)
            known |= text_equal(code, confirm_codes[k]);
        if (!known)
            err_set(court_fault(court), ERR_INVALID, "choice", CONFIRM_VALUE, SAY_CONFIRM_UNKNOWN, code,
                    CONFIRM_OLD_DATE, CONFIRM_LATE_DATE, CONFIRM_BACK_DATE, CONFIRM_SAME);
    }
}

/* --- what stands beside the fields -------------------------------------------------------------------------------- */

static void set_degree(struct court *court, const char **column, const struct degree degrees[DEGREE_COUNT],
                       const struct draft_value *given)
{
    const struct degree *degree = degree_find(degrees, given->text);
    if (degree) {
        *column = degree->code;
        return;
    }
    struct text known;
    text_init(&known, court->mem, TEXT_MAX_LINE);
    for (int i = 0; i < DEGREE_COUNT; i++)
        text_printf(&known, "%s%s", i ? ", " : "", degrees[i].code);
    err_set(court_fault(court), ERR_INVALID, "choice", given->name, SAY_BAD_DEGREE, given->text,
            degrees == secrecy_degrees ? SAY_SECRECY : SAY_URGENCY, known.data);
}

static void judge_column(struct court *court, const struct draft_value *given)
{
    const struct definitions *definitions = court->judging->definitions;
    struct record *record = &court->judgement->record;
    const char *text = given->text;
    if (text_equal(given->name, "unit")) {
        const struct unit *matches[UNIT_MATCHES_MAX];
        size_t count = unit_matches(court->mem, definitions, text, matches);
        if (count == 1)
            record->unit = matches[0]->code;
        else if (count > 1)
            err_set(court_fault(court), ERR_INVALID, "unit", given->name, SAY_UNITS, text,
                    unit_matches_text(court->mem, matches, count));
        else
            err_set(court_fault(court), ERR_INVALID, "unit", given->name, SAY_NO_SUCH_UNIT, text);
    } else if (text_equal(given->name, "issuer")) {
        const struct issuer *issuer = definitions_issuer(definitions, text);
        if (issuer)
            record->issuer = issuer->code;
        else
            err_set(court_fault(court), ERR_INVALID, "issuer", given->name, SAY_NO_SUCH_ISSUER, text);
    } else if (text_equal(given->name, CONFIRM_VALUE)) {
        judge_confirm(court, text);
    } else if (text_equal(given->name, "secrecy")) {
        set_degree(court, &record->secrecy, secrecy_degrees, given);
    } else if (text_equal(given->name, "urgency")) {
        set_degree(court, &record->urgency, urgency_degrees, given);
    } else {
        err_set(court_fault(court), ERR_INVALID, "field", given->name, SAY_NO_SUCH_FIELD, record->reg->label,
                given->name);
    }
}

/* --- one value ---------------------------------------------------------------------------------------------------- */

/* A new record's fields are those no step writes; a step's are its own. */
static bool belongs(struct court *court, const struct field *field)
{
    const struct judging *judging = court->judging;
    const struct register_definition *reg = court->judgement->record.reg;
    bool counted = judging->step && text_equal(judging->step->counts, field->name) && judging->base->id;
    if (register_counts_unsent(reg, field)) {
        err_set(court_fault(court), ERR_INVALID, "field", field->name, SAY_FIELD_COUNTED, field->label);
        return false;
    }
    if (counted || (judging->step && !step_writes(judging->step, field))) {
        err_set(court_fault(court), ERR_INVALID, "field", field->name, SAY_FIELD_NOT_IN_STEP, judging->step->label,
                field->label);
        return false;
    }
    if (judging->is_new && !judging->step && field->set_by) {
        err_set(court_fault(court), ERR_INVALID, "field", field->name, SAY_FIELD_SET_BY_STEP, field->label,
                register_step(reg, field->set_by)->label);
        return false;
    }
    return true;
}

static void judge_value(struct court *court, const struct draft_value *given)
{
    const struct judging *judging = court->judging;
    struct record *record = &court->judgement->record;
    const struct field *field = register_field(record->reg, given->name);
    if (given->unread) {
        *court_fault(court) = *given->unread;
        if (field)
            court->given[field - record->reg->fields.items] = true;
        return;
    }
    if (judging->is_new && !judging->step && text_is_empty(given->text))
        return;
    if (!field) {
        judge_column(court, given);
        return;
    }
    size_t at = (size_t)(field - record->reg->fields.items);
    struct value value;
    if (register_counts_unsent(record->reg, field) && !judging->base->id)
        return; /* of a file: counted anew */
    court->given[at] = true;
    if (!belongs(court, field))
        return;
    struct err wrong = { 0 };
    if (!value_parse(court->mem, judging->definitions, field, given->text, &value, &wrong))
        *court_fault(court) = wrong;
    else if (!value.is_set && field->required && record->values[at].is_set && record_keeps(record, field))
        err_set(court_fault(court), ERR_INVALID, "required", field->name, SAY_FIELD_REQUIRED, field->label);
    else
        record->values[at] = value;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static bool adds_line(const struct judging *judging, const struct field *field)
{
    return field->lines && judging->step && step_writes(judging->step, field);
}

/* The last line is no value of the step that adds one: what it needs has to be said anew. */
static void begin_lines(struct court *court)
{
    struct record *record = &court->judgement->record;
    court->judgement->added = ARENA_ARRAY(court->mem, bool, record->reg->fields.count + 1);
    for (size_t i = 0; i < record->reg->fields.count; i++)
        if (adds_line(court->judging, &record->reg->fields.items[i]))
            record->values[i] = (struct value){ 0 };
}

/* Where none was added the last one stays the newest. */
static void end_lines(struct court *court)
{
    struct record *record = &court->judgement->record;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        if (!adds_line(court->judging, &record->reg->fields.items[i]))
            continue;
        court->judgement->added[i] = record->values[i].is_set;
        if (!record->values[i].is_set)
            record->values[i] = court->judging->base->values[i];
    }
}

/* --- all of them together ----------------------------------------------------------------------------------------- */

/* What `initial: today` is. Of a day that is over nobody said the minute; of today it is the present one. */
static const char *today_of(struct court *court, const struct field *field)
{
    const struct judging *judging = court->judging;
    day_t day;
    char minute[MINUTE_SIZE];
    if (field->type != FIELD_DATE_TIME || !day_parse(judging->today, &day) || instant_local_day(judging->now) != day)
        return judging->today;
    minute_print(day, instant_local_minute(judging->now), minute);
    return arena_strdup(court->mem, minute);
}

/* Is TO a field of what is judged now, which the named record may fill? On a change outside a step what is there was
 * the former record's (of the field NAMED), so that the new one's takes its place; where none was named, somebody typed
 * it, and it stays. */
static bool takes_copy(const struct court *court, size_t named, const struct field *to, size_t at)
{
    const struct judging *judging = court->judging;
    const struct value *value = &court->judgement->record.values[at];
    if (judging->step)
        return step_writes(judging->step, to) && !value->is_set;
    if (court->given[at] && value->is_set)
        return false;
    if (judging->is_new || !judging->base->values[named].is_set)
        return !to->set_by && !value->is_set;
    return !to->set_by || judging->base->values[at].is_set;
}

static void judge_named(struct court *court, const struct field *field, size_t at)
{
    const struct judging *judging = court->judging;
    struct record *record = &court->judgement->record;
    bool changed = judging->is_new ? !judging->step : !value_is_same(&record->values[at], &judging->base->values[at]);
    bool taken = false;
    for (size_t i = 0; judging->step && i < field->copies.count; i++)
        taken |= step_writes(judging->step, register_field(record->reg, field->copies.items[i].to));
    bool again = judging->step && text_list_has(&judging->step->asks_again, field->name);
    if ((!changed && !taken && !again) ||
        (field->type == FIELD_LINK && field->copies.count + field->only_if.count == 0))
        return;
    struct err fault = { 0 };
    const struct record *named = catalogue_find(judging->catalogue, field, &record->values[at],
                                                judging->on ? judging->on : judging->today, &fault);
    if (!named) {
        *court_fault(court) = fault;
        return;
    }
    const struct step_condition *refused = condition_of_named(court->mem, field, named);
    if (refused) {
        err_set(court_fault(court), ERR_INVALID, "named", field->name, SAY_NAMED, field->label, refused->otherwise);
        return;
    }
    if ((!changed && !taken) || degree_is_above(secrecy_degrees, named->secrecy, record->secrecy))
        return; /* what stands there is not told in a paper of a lower degree */
    for (size_t i = 0; i < field->copies.count; i++) {
        const struct field *to = register_field(record->reg, field->copies.items[i].to);
        size_t there = (size_t)(to - record->reg->fields.items);
        if (takes_copy(court, at, to, there))
            record->values[there] = *record_value(named, field->copies.items[i].from);
    }
}

/* What the fields name must be in its register and in force; it gives what nobody typed. */
static void judge_catalogue(struct court *court)
{
    const struct record *record = &court->judgement->record;
    for (size_t i = 0; court->judging->catalogue && i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        bool asked =
            field->target && (field->type == FIELD_PROCEDURE || field->copies.count + field->only_if.count > 0);
        if (asked && record->values[i].is_set && !court_has_fault(court, field))
            judge_named(court, field, i);
    }
}

static void set_initial_values(struct court *court)
{
    const struct judging *judging = court->judging;
    struct record *record = &court->judgement->record;
    const char *step = judging->step ? judging->step->name : NULL;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        if (!field->initial || record->values[i].is_set || court->given[i] || !text_equal(field->set_by, step))
            continue;
        const struct choice *choice = field_choice(field, field->initial);
        if (choice && !choice_is_offered(choice, judging->today))
            continue; /* nobody would choose it now */
        const char *text = text_equal(field->initial, "today") ? today_of(court, field)
                           : text_equal(field->initial, "me")  ? judging->user
                                                               : field->initial;
        struct err wrong = { 0 };
        if (!value_parse(court->mem, judging->definitions, field, text, &record->values[i], &wrong))
            *court_fault(court) = wrong;
    }
}

static bool is_shown(const struct court *court, const struct field *field)
{
    return !field->shown_if || condition_holds(court->mem, &court->judgement->record, field->shown_if);
}

/* Of a form that offers every field, a value nobody typed is left out with its field; words that somebody typed and
 * nobody would see are a fault. */
static void judge_hidden(struct court *court, const struct field *field, const struct draft_value *given)
{
    struct value *value = &court->judgement->record.values[field - court->judgement->record.reg->fields.items];
    if (is_shown(court, field) || !value->is_set || court_has_fault(court, field))
        return;
    if (given->offered)
        *value = (struct value){ 0 };
    else
        err_set(court_fault(court), ERR_INVALID, "field", field->name, SAY_FIELD_NOT_SHOWN, field->label,
                shown_if_words(court->mem, court->judging->definitions, court->judgement->record.reg, field));
}

/* Must FIELD have a value: on the entry form, with the step that needs it, or because it has just come to be shown. */
static bool must_have(const struct court *court, const struct field *field, size_t at)
{
    const struct judging *judging = court->judging;
    if (!record_keeps(&court->judgement->record, field))
        return false;
    if (judging->step)
        return text_list_has(&judging->step->needs, field->name);
    if (!field->required || field->set_by || !is_shown(court, field))
        return false;
    bool opened = record_is_line(judging->base) && !record_is_line(&court->judgement->record);
    return judging->is_new || court->given[at] || opened ||
           (field->shown_if && !condition_holds(court->mem, judging->base, field->shown_if));
}

/* Would another field have given it, had what that one names been found? Then that one alone is to blame. */
static bool is_owed_a_copy(const struct court *court, const struct field *field)
{
    const struct register_definition *reg = court->judgement->record.reg;
    for (size_t i = 0; field->copied && i < reg->fields.count; i++)
        for (size_t k = 0; k < reg->fields.items[i].copies.count; k++)
            if (text_equal(reg->fields.items[i].copies.items[k].to, field->name) &&
                court_has_fault(court, &reg->fields.items[i]))
                return true;
    return false;
}

/* Of a secret record a general book keeps a line: what somebody typed beside it is a fault, what a form or a definition
 * offered is left out. */
static void judge_line(struct court *court)
{
    const struct judging *judging = court->judging;
    struct record *record = &court->judgement->record;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        if (record_keeps(record, field) || !record->values[i].is_set || court_has_fault(court, field))
            continue;
        bool offered =
            register_counts_unsent(record->reg, field) || /* what is counted goes with what it counts */
            (!court->given[i] && (!judging->base->values[i].is_set || register_signs_field(record->reg, field)));
        for (size_t k = 0; k < judging->count; k++)
            offered |= text_equal(judging->values[k].name, field->name) && judging->values[k].offered;
        if (offered)
            record->values[i] = (struct value){ 0 };
        else
            err_set(court_fault(court), ERR_INVALID, "secret", field->name, SAY_SECRET_LINE, field->label);
    }
}

/* A step that could write nothing on the line and leads nowhere would be taken without having happened. */
static void judge_line_step(struct court *court)
{
    const struct step *step = court->judging->step;
    const struct field *lacks = step ? record_step_lacks(&court->judgement->record, step) : NULL;
    if (lacks && !court_has_fault(court, lacks))
        err_set(court_fault(court), ERR_INVALID, "secret", lacks->name, SAY_SECRET_STEP, step->label, lacks->label);
}

static void judge_missing(struct court *court)
{
    const struct judging *judging = court->judging;
    const struct record *record = &court->judgement->record;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        if (record->values[i].is_set || !must_have(court, field, i) || court_has_fault(court, field) ||
            is_owed_a_copy(court, field))
            continue;
        if (judging->step)
            err_set(court_fault(court), ERR_INVALID, "required", field->name, SAY_STEP_NEEDS, judging->step->label,
                    field->label);
        else
            err_set(court_fault(court), ERR_INVALID, "required", field->name, SAY_FIELD_REQUIRED, field->label);
    }
}

void judge_values(struct arena *mem, const struct judging *judging, struct judgement *judgement)
{
    size_t count = judging->base->reg->fields.count;
    struct court court = { mem, judging, judgement, ARENA_ARRAY(mem, bool, count + 1) };
    *judgement = (struct judgement){ .record = *judging->base };
    judgement->record.values = ARENA_ARRAY(mem, struct value, count + 1);
    memcpy(judgement->record.values, judging->base->values, count * sizeof(struct value));
    for (size_t i = 0; i < judging->count; i++) { /* it says which fields there are, wherever it stands */
        const struct degree *degree = text_equal(judging->values[i].name, "secrecy")
                                          ? degree_find(secrecy_degrees, judging->values[i].text)
                                          : NULL;
        judgement->record.secrecy = degree ? degree->code : judgement->record.secrecy;
    }
    begin_lines(&court);
    for (size_t i = 0; i < judging->count; i++)
        judge_value(&court, &judging->values[i]);
    judge_catalogue(&court);
    if (judging->is_new || judging->step)
        set_initial_values(&court);
    for (size_t i = 0; i < judging->count; i++) {
        const struct field *field = register_field(judgement->record.reg, judging->values[i].name);
        if (field)
            judge_hidden(&court, field, &judging->values[i]);
    }
    judge_line(&court);
    judge_line_step(&court);
    court_judge_recipients(&court);
    court_judge_choices(&court);
    judge_missing(&court);
    end_lines(&court);
    court_judge_days(&court);
    court_judge_rules(&court);
    struct err unsigned_fault = { 0 };
    court_sign(&court, &unsigned_fault);
    court_judge_backings(&court);
    court_judge_signs(&court, &unsigned_fault);
}
