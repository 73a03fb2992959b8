/* SPDX-License-Identifier: Apache-2.0 */
#include "records/record_deadline.h"

#include "base/text.h"
#include "fields/field_type.h"

static bool field_text(struct arena *mem, const struct record *record, const char *name, const char **text)
{
    const struct value *value = name ? record_value(record, name) : NULL;
    if (!value || !value->is_set)
        return false;
    *text = value_print(mem, register_field(record->reg, name), value);
    return true;
}

/* The length in words of law; NULL where the record has none. */
static const char *clock_length(struct arena *mem, const struct definitions *definitions, const struct record *record,
                                const struct deadline_definition *definition, const char *on)
{
    if (definition->length)
        return definition->length;
    const char *text = NULL;
    if (definition->length_field) {
        field_text(mem, record, definition->length_field, &text);
        return text;
    }
    const char *variant = "normal";
    field_text(mem, record, definition->variant, &variant);
    const struct limit_row *row = definitions_limit(definitions, definition->limits, variant, on);
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

bool record_deadline_compute(struct arena *mem, const struct definitions *definitions, const struct record *record,
                             const struct deadline_definition *definition, const char *on, bool again,
                             struct deadline *deadline, const char **due, struct err *err)
{
    *deadline = (struct deadline){ 0 };
    *due = DUE_OPEN;
    if (definition->date_field) {
        const char *date;
        day_t day;
        char minute[MINUTE_SIZE];
        if (!field_text(mem, record, definition->date_field, &date) ||
            !day_parse(arena_strndup(mem, date, DATE_SIZE - 1), &day))
            return true;
        minute_print(day, office_hours_closing(definitions->hours, day), minute);
        *due = arena_strdup(mem, minute);
        return true;
    }
    const char *words = clock_length(mem, definitions, record, definition, on);
    if (text_is_empty(words))
        return true;
    struct length length;
    struct deadline_moment from;
    struct deadline_rules rules = { definitions->calendar, definitions->hours };
    if (!length_parse(mem, words, &length, err) ||
        !clock_from(mem, record, again ? NULL : definition->from_field, on, &from, err) ||
        !deadline_compute(mem, &rules, from, &length, deadline, err))
        return false;
    *due = arena_strdup(mem, deadline->due_text);
    return true;
}

/* --- the account of a record -------------------------------------------------------------------------------------- */

struct due_start {
    const char *clock, *due, *from_on;
};

/* Was the clock started again on that day? */
static bool find_again(struct db *db, struct arena *mem, const struct record *record, const struct due_start *start,
                       bool *again, struct err *err)
{
    struct rows *rows =
        db_rows(db, mem, SQL("select step from history where record = $1 and \"on\" = $2 order by version"),
                DB(db_int(record->id), db_text(start->from_on)), err);
    *again = false;
    while (rows && rows_next(rows)) {
        const struct step *step = register_step(record->reg, rows_text(rows, 0));
        if (step && text_equal(step->restarts, start->clock))
            *again = true;
        else if (step && text_equal(step->starts, start->clock))
            *again = false;
    }
    bool failed = !rows || rows_failed(rows, err);
    rows_close(rows);
    return !failed;
}

bool record_deadline_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                          const struct record *record, struct record_deadline *clock, struct err *err)
{
    static const struct db_column columns[] = { DB_COLUMN_TEXT(struct due_start, clock),
                                                DB_COLUMN_TEXT(struct due_start, due),
                                                DB_COLUMN_TEXT(struct due_start, from_on) };
    struct due_start start;
    struct record_deadline read = { 0 };
    const char *due;
    bool found, again;
    if (!db_one(db, mem, SQL("select clock, due, from_on from due_span where record = $1 order by part desc limit 1"),
                DB(db_int(record->id)), columns, COUNT_OF(columns), &start, &found, err))
        return false;
    if (found && !text_equal(start.due, DUE_OPEN))
        read.definition = register_deadline(record->reg, start.clock);
    if (read.definition) {
        if (!find_again(db, mem, record, &start, &again, err) ||
            !record_deadline_compute(mem, definitions, record, read.definition, start.from_on, again, &read.deadline,
                                     &due, err))
            return false;
        if (!text_equal(due, start.due))
            read.deadline = (struct deadline){ 0 };
    }
    *clock = read;
    return true;
}

/* --- every due date it had --- */

/* The account of LINE is computed again; it is kept only where it leads to the date that is in force. A clock that was
 * restarted counts from the step's day. */
static void explain_line(struct arena *mem, const struct definitions *definitions, const struct record *record,
                         struct due_line *line)
{
    struct err ignored = { 0 };
    if (!line->clock || text_equal(line->due, DUE_OPEN))
        return;
    for (int again = 0; again < 2; again++) {
        struct deadline deadline;
        const char *due;
        if (record_deadline_compute(mem, definitions, record, line->clock, line->from, again, &deadline, &due,
                                    &ignored) &&
            text_equal(due, line->due)) {
            line->account = deadline;
            return;
        }
    }
}

bool record_due_lines(struct db *db, struct arena *mem, const struct definitions *definitions,
                      const struct record *record, struct due_line **lines, size_t *count, struct err *err)
{
    struct rows *rows =
        db_rows(db, mem, SQL("select clock, due, from_on from due_span where record = $1 order by part desc"),
                DB(db_int(record->id)), err);
    if (!rows)
        return false;
    ARRAY(struct due_line) found = { 0 };
    while (rows_next(rows)) {
        struct due_line *line = ARRAY_ADD(mem, &found);
        line->name = arena_strdup(mem, rows_text(rows, 0));
        line->clock = register_deadline(record->reg, line->name);
        line->due = arena_strdup(mem, rows_text(rows, 1));
        line->from = arena_strdup(mem, rows_text(rows, 2));
    }
    if (!rows_end(rows, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        explain_line(mem, definitions, record, &found.items[i]);
    *lines = found.items;
    *count = found.count;
    return true;
}
