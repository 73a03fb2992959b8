/* SPDX-License-Identifier: Apache-2.0 */
/* Days that lie ahead or behind and in the wrong order, and what the register says of all its records. */
#include "records/judge_internal.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "deadlines/deadline.h"
#include "definitions/law.h"
#include "definitions/week_definition.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "records/texts.h"
#include "viet/date_words.h"

/* "2021", "2021-07", "2021-Q3", "2021-H2": where it begins. */
static bool period_day(const char *period, day_t *day)
{
    int64_t year, part = 1;
    char text[] = "0000";
    if (strlen(period) < 4)
        return false;
    memcpy(text, period, 4);
    if (!text_to_int(text, 1, 9999, &year))
        return false;
    const char *rest = period[4] == '-' ? period + 5 : NULL;
    int months = rest && rest[0] == 'Q' ? 3 : rest && rest[0] == 'H' ? 6 : 1;
    if (rest && !text_to_int(rest + (months > 1), 1, 12, &part))
        return false;
    *day = day_from_civil((int)year, ((int)part - 1) * months + 1, 1);
    return true;
}

bool value_day(const struct field *field, const struct value *value, day_t *day)
{
    if (!value->is_set)
        return false;
    switch (field->type) {
    case FIELD_DATE:
        return day_parse(value->text, day);
    case FIELD_DATE_TIME:
        *day = instant_local_day(value->integer);
        return true;
    case FIELD_PERIOD:
        return period_day(value->text, day);
    default:
        return false;
    }
}

/* The day of the field NAME as the record would be, and its place among the fields. */
static const struct field *day_of(const struct court *court, const char *name, day_t *day, size_t *at)
{
    const struct record *record = &court->judgement->record;
    const struct field *field = register_field(record->reg, name);
    if (!field || !value_day(field, record_value(record, name), day))
        return NULL;
    *at = (size_t)(field - record->reg->fields.items);
    return field;
}

/* --- ahead and behind --------------------------------------------------------------------------------------------- */

static void judge_future(struct court *court, const struct field *field, day_t day)
{
    if (!field->future && day > clock_today())
        err_set(court_fault(court), ERR_INVALID, "future", field->name, SAY_FIELD_FUTURE, field->label,
                viet_date(court->mem, day));
}

/* The record's own date lies in the time of which the office has all records. */
static void judge_past(struct court *court, const struct field *field, day_t day)
{
    const char *from = definitions_setting(court->judging->definitions, "records.from", NULL);
    day_t first;
    if (field->past || !text_equal(field->name, court->judgement->record.reg->date) || !from ||
        !day_parse(from, &first) || day >= first)
        return;
    const char *people = viet_date(court->mem, day);
    court_ask(court, CONFIRM_OLD_DATE, field->name, arena_printf(court->mem, SAY_SHORTLY_OLD, field->label, people),
              arena_printf(court->mem, SAY_FIELD_OLD, field->label, people, viet_date(court->mem, first)));
}

/* --- the order ---------------------------------------------------------------------------------------------------- */

/* The fault stands at the field that was given, so that a form shows it where it can be mended. */
static void judge_order(struct court *court, const struct field *field, size_t at, day_t day)
{
    for (size_t i = 0; i < field->not_before.count; i++) {
        day_t before;
        size_t before_at;
        const struct field *other = day_of(court, field->not_before.items[i], &before, &before_at);
        if (!other || day >= before || (!court_changes(court, at) && !court_changes(court, before_at)))
            continue;
        bool here = court_changes(court, at) || !court_changes(court, before_at);
        err_set(court_fault(court), ERR_INVALID, "order", here ? field->name : other->name, SAY_FIELD_ORDER,
                field->label, viet_date(court->mem, day), other->label, viet_date(court->mem, before));
    }
}

/* The last day that lies within LENGTH of DAY; what cannot be counted limits nothing. */
static day_t last_day_within(struct court *court, day_t day, const char *text)
{
    struct length length;
    struct deadline deadline;
    struct err ignored;
    const struct definitions *definitions = court->judging->definitions;
    const struct deadline_rules rules = { definitions->calendar, definitions->hours };
    const struct deadline_moment from = { day, -1 };
    if (!definitions->calendar || !length_parse(court->mem, text, &length, &ignored) ||
        !deadline_compute(court->mem, &rules, from, &length, &deadline, &ignored))
        return INT32_MAX;
    return deadline.due.day;
}

static void judge_within(struct court *court, const struct field *field, size_t at, day_t day)
{
    const struct field_within *within = field->within;
    day_t of_day;
    size_t of_at;
    const struct field *of = within ? day_of(court, within->of, &of_day, &of_at) : NULL;
    if (!of || (!court_changes(court, at) && !court_changes(court, of_at)) ||
        day <= last_day_within(court, of_day, within->length))
        return;
    char then[DATE_SIZE];
    day_print(of_day, then);
    const char *people = viet_date(court->mem, day);
    const char *law = law_on(court->mem, court->judging->definitions, within->law, then);
    court_ask(court, CONFIRM_LATE_DATE, court_changes(court, at) ? field->name : of->name,
              arena_printf(court->mem, SAY_SHORTLY_WITHIN, field->label, people, within->length),
              arena_printf(court->mem, SAY_FIELD_WITHIN, field->label, people, of->label, viet_date(court->mem, of_day),
                           within->length, law ? "; " : "", law ? law : ""));
}

/* A step is not taken before the days it waits for. */
static void judge_step_day(struct court *court)
{
    const struct step *step = court->judging->step;
    day_t on, day;
    size_t at;
    if (!step || !court->judging->today || !day_parse(court->judging->today, &on))
        return;
    for (size_t i = 0; i < step->not_before.count; i++) {
        const struct field *field = day_of(court, step->not_before.items[i], &day, &at);
        if (field && on < day)
            err_set(court_fault(court), ERR_INVALID, "order", "on", SAY_STEP_ORDER, step->label,
                    viet_date(court->mem, on), field->label, viet_date(court->mem, day));
    }
}

/* The day of a week is its Monday; what was published of one week is not moved to another. */
static void judge_week(struct court *court, size_t at, day_t day)
{
    const struct register_definition *reg = court->judgement->record.reg;
    const struct field *field = &reg->fields.items[at];
    const struct value *kept = record_value(&court->judgement->record, reg->week->kept);
    if (day_weekday(day) != MONDAY)
        err_set(court_fault(court), ERR_INVALID, "week", field->name, SAY_NOT_MONDAY, field->label);
    else if (kept && kept->is_set && court_changes(court, at))
        err_set(court_fault(court), ERR_CONFLICT, "week", field->name, SAY_WEEK_PUBLISHED, field->label);
}

void court_judge_days(struct court *court)
{
    const struct register_definition *reg = court->judgement->record.reg;
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        day_t day;
        if (field->type == FIELD_PERIOD || !value_day(field, &court->judgement->record.values[i], &day) ||
            court_has_fault(court, field))
            continue;
        if (court_changes(court, i)) {
            judge_future(court, field, day);
            judge_past(court, field, day);
        }
        judge_order(court, field, i, day);
        if (reg->week && text_equal(reg->week->day, field->name))
            judge_week(court, i, day);
        judge_within(court, field, i, day);
    }
    judge_step_day(court);
}

/* --- choices ------------------------------------------------------------------------------------------------------ */

/* The day that what is chosen belongs to: of a step its own, otherwise the record's, today where it has none. */
static const char *day_of_choice(struct court *court)
{
    const struct judging *judging = court->judging;
    const struct record *record = &court->judgement->record;
    const struct field *date = register_field(record->reg, record->reg->date);
    char printed[DATE_SIZE];
    day_t day = clock_today();
    if (judging->step && judging->today)
        return judging->today;
    if (!date || court_has_fault(court, date) || !value_day(date, record_value(record, date->name), &day))
        day = clock_today();
    day_print(day, printed);
    return arena_strdup(court->mem, printed);
}

/* Is CODE among the choices that stood there before this act? */
static bool had_choice(const struct court *court, const struct field *field, size_t at, const char *code)
{
    size_t count;
    const struct value *before = &court->judging->base->values[at];
    char **codes = before->is_set ? text_split(court->mem, value_print(court->mem, field, before), ',', &count) : NULL;
    for (size_t i = 0; codes && i < count; i++)
        if (text_equal(codes[i], code))
            return true;
    return false;
}

static void judge_choice(struct court *court, const struct field *field, const struct choice *choice, const char *day)
{
    day_t first, last;
    bool begins = choice->from && day_parse(choice->from, &first),
         ends = choice->until && day_parse(choice->until, &last);
    const char *from = begins ? arena_printf(court->mem, SAY_CHOICE_FROM, viet_date(court->mem, first)) : "";
    const char *until = ends ? arena_printf(court->mem, SAY_CHOICE_UNTIL, viet_date(court->mem, last)) : "";
    day_t on;
    if (day_parse(day, &on))
        err_set(court_fault(court), ERR_INVALID, "choice", field->name, SAY_CHOICE_NOT_THEN, field->label,
                choice->label, from, until, viet_date(court->mem, on));
}

/* What a record has it keeps; what is given now must be of its day. */
void court_judge_choices(struct court *court)
{
    const struct record *record = &court->judgement->record;
    const char *day = NULL;
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        size_t count = 0;
        if (!court->given[i] || !record->values[i].is_set || field->choices.count == 0 || court_has_fault(court, field))
            continue;
        char **codes = text_split(court->mem, value_print(court->mem, field, &record->values[i]), ',', &count);
        for (size_t k = 0; k < count; k++) {
            const struct choice *choice = field_choice(field, codes[k]);
            if (!choice || (!choice->from && !choice->until) || had_choice(court, field, i, codes[k]))
                continue;
            day = day ? day : day_of_choice(court);
            if (!choice_is_offered(choice, day))
                judge_choice(court, field, choice, day);
        }
    }
}

/* --- rules -------------------------------------------------------------------------------------------------------- */

/* Is there a field that QUERY names and that IS so, by its place? */
static bool has_any(const struct court *court, const char *query, bool (*is)(const struct court *court, size_t at))
{
    const struct register_definition *reg = court->judgement->record.reg;
    for (const char *at = query; at && *at;) {
        size_t length = strcspn(at, "=");
        for (size_t i = 0; i < reg->fields.count; i++)
            if (strlen(reg->fields.items[i].name) == length && memcmp(reg->fields.items[i].name, at, length) == 0 &&
                is(court, i))
                return true;
        at += strcspn(at, "&");
        at += *at == '&';
    }
    return false;
}

bool court_changes_any(const struct court *court, const char *query)
{
    return has_any(court, query, court_changes);
}

static bool is_at_fault(const struct court *court, size_t at)
{
    return court_has_fault(court, &court->judgement->record.reg->fields.items[at]);
}

static bool changes_degree(const struct court *court, const struct record_rule *rule)
{
    bool asked = condition_asks(rule->query, "secrecy") || (rule->when && condition_asks(rule->when, "secrecy"));
    return asked && !text_equal(court->judging->base->secrecy, court->judgement->record.secrecy);
}

void court_judge_rules(struct court *court)
{
    const struct record *record = &court->judgement->record;
    for (size_t i = 0; i < record->reg->rules.count; i++) {
        const struct record_rule *rule = &record->reg->rules.items[i];
        if (rule->when && !condition_holds(court->mem, record, rule->when))
            continue;
        if (has_any(court, rule->when, is_at_fault) || has_any(court, rule->query, is_at_fault))
            continue; /* what it is, nobody knows yet */
        const char *field = condition_fails(court->mem, record, rule->query);
        bool touched = (court->judging->is_new && !court->judging->step) || court_changes_any(court, rule->when) ||
                       court_changes_any(court, rule->query) || changes_degree(court, rule);
        if (field && touched)
            err_set(court_fault(court), ERR_INVALID, "rule", field, "%s", rule->otherwise);
    }
}
