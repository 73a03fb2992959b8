/* SPDX-License-Identifier: Apache-2.0 */
/* The day on which a step happens. */
#include "records/writing.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "records/texts.h"

/* EARLIER: it may lie before the newest step. */
static bool read_day(struct write *write, const char *text, const char *field, bool earlier, const char **on,
                     struct err *err)
{
    day_t day = clock_today();
    if (text && !day_parse_people(text, &day))
        return err_set(err, ERR_INVALID, "date", field, SAY_NOT_A_DATE, text);
    char printed[DATE_SIZE], people[DATE_SIZE];
    day_print(day, printed);
    day_print_people(day, people);
    if (day > clock_today())
        return err_set(err, ERR_INVALID, "date", field, SAY_IN_THE_FUTURE, people);
    const char *last = write->last_on;
    if (!earlier && last && strcmp(printed, last) < 0 && day_parse(last, &day)) {
        char before[DATE_SIZE];
        day_print_people(day, before);
        return err_set(err, ERR_INVALID, "date", field, SAY_BEFORE_LAST_STEP, people, before);
    }
    *on = arena_strdup(write->mem, printed);
    return true;
}

/* What is given with the step for FIELD, or stands there; NULL or "": none. */
static const char *day_given(struct write *write, const struct draft_step *given, const char *field)
{
    for (size_t i = 0; i < given->values.count; i++)
        if (text_equal(given->values.items[i].name, field))
            return text_trim(write->mem, given->values.items[i].text ? given->values.items[i].text : "");
    const struct value *value = record_value(&write->after, field);
    return value->is_set ? value->text : NULL;
}

/* The day that is said beside the field names the same one, or the one on which the step stands. */
static bool check_said(struct write *write, const struct step *step, const struct draft_step *given, const char *on,
                       const char *done_on, struct err *err)
{
    const char *asked;
    return !given->on || (read_day(write, given->on, "on", step->earlier_day, &asked, err) &&
                          (text_equal(asked, on) || text_equal(asked, done_on) ||
                           err_set(err, ERR_INVALID, "date", "on", SAY_STEP_DAY_OF_FIELD, step->label,
                                   register_field(write->after.reg, step->day_field)->label)));
}

bool write_step_day(struct write *write, const struct step *step, const struct draft_step *given, const char **on,
                    const char **done_on, struct err *err)
{
    const char *field = step ? step->day_field : NULL, *day;
    const char *text = field ? day_given(write, given, field) : NULL, *last = write->last_on;
    if (text_is_empty(text)) { /* what is `initial: today` becomes the day that is said */
        if (!read_day(write, given->on, "on", false, &day, err))
            return false;
        *on = *done_on = day;
        return true;
    }
    if (!read_day(write, text, field, step->earlier_day, &day, err))
        return false;
    const char *stands = last && strcmp(day, last) < 0 ? last : day;
    if (!check_said(write, step, given, stands, day, err))
        return false;
    *on = stands;
    *done_on = day;
    return true;
}

const struct step *write_day_taken(const struct write *write, const struct field *field)
{
    for (size_t i = 0; i < write->taken.count; i++) {
        const struct step *step = register_step(write->after.reg, write->taken.items[i]);
        if (step && text_equal(step->day_field, field->name))
            return step;
    }
    return NULL;
}
