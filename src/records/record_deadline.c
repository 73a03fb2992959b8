/* SPDX-License-Identifier: Apache-2.0 */
#include "records/record_deadline.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "definitions/law.h"
#include "fields/cells.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "records/texts.h"

static bool field_text(struct arena *mem, const struct record *record, const char *name, const char **text)
{
    const struct value *value = name ? record_value(record, name) : NULL;
    if (!value || !value->is_set)
        return false;
    *text = value_print(mem, register_field(record->reg, name), value);
    return true;
}

bool record_deadline_is_chosen_by(const struct deadline_definition *definition, const char *field)
{
    if (text_equal(definition->variant, field))
        return true;
    for (size_t i = 0; i < definition->limits_by.count; i++)
        if (condition_asks(definition->limits_by.items[i].query, field))
            return true;
    return false;
}

bool record_deadline_rests_on(const struct deadline_definition *definition, const char *field)
{
    return text_equal(definition->date_field, field) || text_equal(definition->from_field, field) ||
           text_equal(definition->length_field, field) || text_equal(definition->extension_field, field) ||
           record_deadline_is_chosen_by(definition, field);
}

/* --- how long ----------------------------------------------------------------------------------------------------- */

/* The item of `limits_by` that holds; NULL: none. */
static const struct limits_choice *chosen_law(struct arena *mem, const struct deadline_definition *definition,
                                              const struct record *record)
{
    for (size_t i = 0; i < definition->limits_by.count; i++)
        if (condition_holds(mem, record, definition->limits_by.items[i].query))
            return &definition->limits_by.items[i];
    return NULL;
}

/* The row of the law that is in force on DAY, from which it counts; NULL: no table, or none that fits. */
static const struct limit_row *limit_of(struct arena *mem, const struct definitions *definitions,
                                        const struct record *record, const struct deadline_definition *definition,
                                        day_t day)
{
    char on[DATE_SIZE];
    const char *variant = "normal";
    const struct limits_choice *choice = chosen_law(mem, definition, record);
    const char *table = choice ? choice->limits : definition->limits;
    if (!table)
        return NULL;
    day_print(day, on);
    field_text(mem, record, definition->variant, &variant);
    return definitions_limit(definitions, table, variant, on);
}

/* The length in words of law; NULL where the record has none. DAY: from which it counts. */
static const char *clock_length(struct arena *mem, const struct definitions *definitions, const struct record *record,
                                const struct deadline_definition *definition, day_t day)
{
    if (definition->length)
        return definition->length;
    const char *text = NULL;
    if (definition->length_field) {
        field_text(mem, record, definition->length_field, &text);
        return text;
    }
    const struct limit_row *row = limit_of(mem, definitions, record, definition, day);
    return row ? row->length : NULL;
}

/* The moment it counts from: FIELD's, to the minute where it has one; otherwise the day of the step. */
static bool clock_from(struct arena *mem, const struct record *record, const char *field, const char *on,
                       struct deadline_moment *from, struct err *err)
{
    const struct value *value = field ? record_value(record, field) : NULL;
    if (value && value->is_set && !value->text) {
        from->day = instant_local_day(value->integer);
        from->minute = instant_local_minute(value->integer);
        return true;
    }
    field_text(mem, record, field, &on);
    return deadline_moment_parse(on, from, err);
}

static bool read_length(struct arena *mem, const struct deadline_definition *definition, const char *words,
                        struct length *length, struct err *err)
{
    struct err wrong = { 0 };
    return length_parse(mem, words, length, &wrong) ||
           err_set(err, wrong.kind, "length", definition->length_field, "%s", wrong.text);
}

const char *record_deadline_law(struct arena *mem, const struct definitions *definitions, const struct record *record,
                                const struct record_clock *clock)
{
    const struct deadline_definition *definition = clock->definition;
    const char *start = clock->events.items[0].on, *on = record_clock_on(clock);
    const struct limits_choice *choice = chosen_law(mem, definition, record);
    bool restarted = clock->again || on != start;
    struct deadline_moment from;
    struct err ignored = { 0 };
    char day[DATE_SIZE];
    const char *law = choice && choice->law ? choice->law : definition->law;
    if (!clock_from(mem, record, restarted ? NULL : definition->from_field, on, &from, &ignored))
        return law_today(mem, definitions, law);
    const struct limit_row *row = limit_of(mem, definitions, record, definition, from.day);
    day_print(from.day, day);
    return row ? row->law : law_on(mem, definitions, law, day);
}

/* The unit of the limit of DEFINITION's clock; false where there is none: a day that somebody set. */
static bool counts_in(struct arena *mem, const struct definitions *definitions, const struct record *record,
                      const struct deadline_definition *definition, enum length_unit *unit)
{
    struct length length;
    struct deadline_moment from;
    struct err ignored = { 0 };
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    const char *day =
        text_is_empty(record->happened_on) || text_equal(record->happened_on, DATE_OPEN) ? today : record->happened_on;
    if (!definition || definition->date_field || !clock_from(mem, record, definition->from_field, day, &from, &ignored))
        return false;
    const char *words = clock_length(mem, definitions, record, definition, from.day);
    bool counts = !text_is_empty(words) && length_parse(mem, words, &length, &ignored);
    if (counts)
        *unit = length.unit;
    return counts;
}

bool record_counts_working_days(struct arena *mem, const struct definitions *definitions, const struct record *record)
{
    enum length_unit unit;
    const struct deadline_definition *definition = record->clock ? register_deadline(record->reg, record->clock) : NULL;
    return counts_in(mem, definitions, record, definition, &unit) &&
           (unit == LENGTH_WORKING_DAYS || unit == LENGTH_WORKING_HOURS);
}

bool record_counts_hours(struct arena *mem, const struct definitions *definitions, const struct record *record,
                         const struct deadline_definition *definition)
{
    enum length_unit unit;
    return counts_in(mem, definitions, record, definition, &unit) &&
           (unit == LENGTH_HOURS || unit == LENGTH_WORKING_HOURS);
}

const char *record_cell_people(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                               const struct record *record, const char *name)
{
    const char *text = cell_people(mem, definitions, scope, record, name), *time = strrchr(text, ' ');
    bool due = text_equal(name, "due") || text_equal(name, "original_due");
    if (!due || !time || !strchr(time, ':') ||
        record_counts_hours(mem, definitions, record, register_deadline(record->reg, record->clock)))
        return text;
    return arena_strndup(mem, text, (size_t)(time - text));
}

/* --- the life of a clock as events -------------------------------------------------------------------------------- */

struct computing {
    struct arena *mem;
    const struct definitions *definitions;
    const struct record *record;
    const struct record_clock *clock;
    const struct clock_words *words; /* of each event; NULL */
    ARRAY(struct deadline_event) events;
};

static bool is_last_extension(const struct record_clock *clock, size_t at)
{
    for (size_t i = at + 1; i < clock->events.count; i++)
        if (clock->events.items[i].kind == DEADLINE_EXTEND || clock->events.items[i].kind == DEADLINE_RESTART)
            return false;
    return true;
}

/* The day to which the event AT extends the clock: the field has that of the newest; of those before it only the
 * history knows, and the newest stands for all. */
static const char *extension_day(const struct computing *computing, size_t at)
{
    const struct clock_words *words = computing->words;
    const char *day = NULL;
    if (words && words[at].extended_to)
        return words[at].extended_to;
    if (is_last_extension(computing->clock, at))
        field_text(computing->mem, computing->record, computing->clock->definition->extension_field, &day);
    return day;
}

/* The limit from FROM, into EVENT; a clock without one (NONE) has no due date. */
static bool set_limit(const struct computing *computing, struct deadline_moment from, struct deadline_event *event,
                      bool *none, struct err *err)
{
    struct arena *mem = computing->mem;
    const struct deadline_definition *definition = computing->clock->definition;
    const char *words = NULL;
    *none = false;
    if (definition->date_field) {
        event->is_set = field_text(mem, computing->record, definition->date_field, &words) &&
                        day_parse(arena_strndup(mem, words, DATE_SIZE - 1), &event->to.day);
        event->to.minute = -1;
        *none = !event->is_set;
        return true;
    }
    words = clock_length(mem, computing->definitions, computing->record, definition, from.day);
    *none = text_is_empty(words);
    return *none || read_length(mem, definition, words, &event->length, err);
}

/* Nothing happens to a clock before it starts: told by the field it counts from, where one says so. */
static bool check_order(const struct computing *computing, day_t from, const struct clock_event *event, day_t day,
                        struct err *err)
{
    const struct deadline_definition *definition = computing->clock->definition;
    const char *label = definition->label ? definition->label : definition->name;
    char start[DATE_SIZE], on[DATE_SIZE];
    static const char *const what[] = { [DEADLINE_PAUSE] = SAY_CLOCK_PAUSED,
                                        [DEADLINE_RESUME] = SAY_CLOCK_RESUMED,
                                        [DEADLINE_RESTART] = SAY_CLOCK_RESTARTED,
                                        [DEADLINE_EXTEND] = SAY_CLOCK_EXTENDED };
    if (day >= from)
        return true;
    day_print_people(from, start);
    day_print_people(day, on);
    return err_set(err, ERR_INVALID, "order", definition->from_field ? definition->from_field : "on", SAY_CLOCK_BEFORE,
                   label, start, on, what[event->kind]);
}

/* One event after the start. */
static bool add_event(struct computing *computing, size_t at, day_t from, bool *none, struct err *err)
{
    const struct clock_event *told = &computing->clock->events.items[at];
    struct deadline_event event = { .kind = told->kind, .at.minute = -1 };
    if (!day_parse(told->on, &event.at.day))
        return true;
    if (computing->words)
        event.words = computing->words[at].text;
    if (told->kind == DEADLINE_STOP && event.at.day < from)
        return true; /* it was over when it began */
    if (!check_order(computing, from, told, event.at.day, err))
        return false;
    if (told->kind == DEADLINE_RESTART && !set_limit(computing, event.at, &event, none, err))
        return false;
    if (told->kind == DEADLINE_EXTEND) {
        const char *day = extension_day(computing, at);
        event.is_set = day && day_parse(day, &event.to.day);
        event.to.minute = -1;
        if (!event.is_set)
            return true;
    }
    *ARRAY_ADD(computing->mem, &computing->events) = event;
    return true;
}

/* All events; NONE: no limit, and so no due date. */
static bool make_events(struct computing *computing, bool *none, struct err *err)
{
    const struct record_clock *clock = computing->clock;
    struct deadline_event start = { .kind = DEADLINE_START };
    const char *from_field = clock->again ? NULL : clock->definition->from_field;
    if (!clock_from(computing->mem, computing->record, from_field, clock->events.items[0].on, &start.at, err) ||
        !set_limit(computing, start.at, &start, none, err))
        return false;
    if (computing->words)
        start.words = computing->words[0].text;
    *ARRAY_ADD(computing->mem, &computing->events) = start;
    for (size_t i = 1; i < clock->events.count && !*none; i++)
        if (!add_event(computing, i, start.at.day, none, err))
            return false;
    return true;
}

bool record_deadline_compute(struct arena *mem, const struct definitions *definitions, const struct record *record,
                             const struct record_clock *clock, const struct clock_words *words,
                             struct deadline *deadline, const char **due, struct err *err)
{
    struct computing computing = {
        .mem = mem, .definitions = definitions, .record = record, .clock = clock, .words = words
    };
    struct deadline_rules rules = { definitions->calendar, definitions->hours };
    struct err wrong = { 0 };
    bool none;
    *deadline = (struct deadline){ 0 };
    *due = DUE_OPEN;
    if (!make_events(&computing, &none, err))
        return false;
    if (none)
        return true;
    if (!deadline_follow(mem, &rules, computing.events.items, computing.events.count, deadline, &wrong)) {
        bool extended = text_equal(wrong.field, "to");
        return err_set(err, wrong.kind, wrong.subject, extended ? clock->definition->extension_field : wrong.field,
                       "%s", wrong.text);
    }
    *due = deadline->state == DEADLINE_PAUSED ? DUE_PAUSED : arena_strdup(mem, deadline->due_text);
    return true;
}

bool record_foresee(struct arena *mem, const struct definitions *definitions, const struct record *record,
                    struct clock_walk *walk, const struct step *step, const char *today,
                    const struct deadline_definition **definition, const char **due, struct err *err)
{
    struct deadline deadline;
    const struct state *before = register_state(record->reg, record->state);
    const struct state *after = step && step->to ? register_state(record->reg, step->to) : before;
    if (!step)
        clock_walk_begin(walk, today, 0);
    else if (!clock_walk_step(walk, step, before->group, after->group, today, 0, err))
        return false;
    const struct record_clock *clock = clock_walk_now(walk);
    *definition = clock ? clock->definition : NULL;
    *due = DUE_OPEN;
    return !clock || record_deadline_compute(mem, definitions, record, clock, NULL, &deadline, due, err);
}
