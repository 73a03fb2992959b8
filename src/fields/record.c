/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/record.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "definitions/delivery.h"
#include "fields/field_type.h"
#include "store/id.h"

/* The engine's columns in the order of the select list; record_from_row reads them in this order. */
enum column {
    COLUMN_ID,
    COLUMN_NUMBER,
    COLUMN_NUMBER_KEY,
    COLUMN_TITLE,
    COLUMN_STATE,
    COLUMN_UNIT,
    COLUMN_ISSUER,
    COLUMN_SECRECY,
    COLUMN_URGENCY,
    COLUMN_HAPPENED_ON,
    COLUMN_DUE,
    COLUMN_ORIGINAL_DUE,
    COLUMN_DUE_SINCE,
    COLUMN_FINISHED_ON,
    COLUMN_CANCELLED,
    COLUMN_VERSION,
    COLUMN_CLOCK,
    COLUMN_CREATED_AT,
    COLUMN_COUNT,
};

static const char *const columns[COLUMN_COUNT] = {
    [COLUMN_ID] = "r.id",
    [COLUMN_NUMBER] = "r.number",
    [COLUMN_NUMBER_KEY] = "r.number_key",
    [COLUMN_TITLE] = "r.title",
    [COLUMN_STATE] = "r.state",
    [COLUMN_UNIT] = "r.unit",
    [COLUMN_ISSUER] = "r.issuer",
    [COLUMN_SECRECY] = "r.secrecy",
    [COLUMN_URGENCY] = "r.urgency",
    [COLUMN_HAPPENED_ON] = "r.happened_on",
    [COLUMN_DUE] = "r.due",
    [COLUMN_ORIGINAL_DUE] = "r.original_due",
    [COLUMN_DUE_SINCE] = "r.due_since",
    [COLUMN_FINISHED_ON] = "r.finished_on",
    [COLUMN_CANCELLED] = "r.cancelled",
    [COLUMN_VERSION] = "r.version",
    [COLUMN_CLOCK] = "(select d.clock from due_span d where d.record = r.id order by d.part desc limit 1)",
    [COLUMN_CREATED_AT] = "r.created_at",
};

bool value_is_same(const struct value *a, const struct value *b)
{
    return a->is_set == b->is_set && (!a->is_set || (a->integer == b->integer && text_equal(a->text, b->text)));
}

bool record_is_line(const struct record *record)
{
    return record->reg->secret_keeps.count > 0 && !text_equal(record->secrecy, DEGREE_USUAL);
}

bool record_keeps(const struct record *record, const struct field *field)
{
    return !record_is_line(record) || text_list_has(&record->reg->secret_keeps, field->name);
}

const struct field *record_step_lacks(const struct record *record, const struct step *step)
{
    const struct field *field;
    if (!record_is_line(record) || step->to)
        return NULL;
    for (size_t i = 0; i < step->needs.count; i++)
        if ((field = register_field(record->reg, step->needs.items[i])) && !record_keeps(record, field))
            return field;
    field = step->delivery ? register_field(record->reg, step->delivery->field) : NULL;
    return field && !record_keeps(record, field) ? field : NULL;
}

bool record_personal(const struct record *record, const struct scope *scope)
{
    const struct reach *reach = scope_reach(scope, record->reg);
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        const struct reach *part = reach_part(reach, i);
        if (part->personal && reach_covers(part, record->issuer, record->unit, record->secrecy))
            return true;
    }
    return false;
}

bool record_opens(const struct record *record, const struct scope *scope, const struct field *field)
{
    static const char *const roles[] = { "lead", "support", "inform" };
    unsigned opens = 0;
    for (unsigned i = 0; i < COUNT_OF(roles); i++)
        if (text_list_has(&field->opens_to, roles[i]))
            opens |= 1u << i;
    if (record->values[field - record->reg->fields.items].hidden)
        return false;
    return !field->personal || (record->held & opens) != 0 || record_personal(record, scope);
}

bool record_shows_personal(const struct record *record, const struct scope *scope)
{
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        if (field->personal && record->values[i].is_set && record_opens(record, scope, field))
            return true;
    }
    return false;
}

bool record_holds_personal(const struct record *record)
{
    for (size_t i = 0; i < record->reg->fields.count; i++)
        if (record->reg->fields.items[i].personal && record->values[i].is_set)
            return true;
    return false;
}

const char *record_words(struct arena *mem, const struct record *record)
{
    char id[ID_SIZE];
    id_print(record->id, id);
    bool numbered = !text_is_empty(record->number);
    return arena_printf(mem, "%s%s%s (%s)", record->reg->label, numbered ? " " : "", numbered ? record->number : "",
                        id);
}

const char *record_named(struct arena *mem, const struct definitions *definitions, const struct record *record,
                         const struct step *step)
{
    const struct field *field = step && step->by ? register_field(record->reg, step->by) : NULL;
    const struct value *value = field ? record_value(record, field->name) : NULL;
    char today[DATE_SIZE];
    if (!value || !value->is_set)
        return NULL;
    if (field->type == FIELD_USER)
        return value->text;
    day_print(clock_today(), today);
    return arena_printf(mem, "unit:%s", definitions_unit_on(definitions, value->text, today));
}

const struct value *record_value(const struct record *record, const char *field)
{
    for (size_t i = 0; i < record->reg->fields.count; i++)
        if (text_equal(record->reg->fields.items[i].name, field))
            return &record->values[i];
    return NULL;
}

const char *record_paused_on(const struct record *record)
{
    return text_equal(record->due, DUE_PAUSED) ? record->due_since : NULL;
}

/* NULL where ABSENT stands for none. */
static void put_unless(struct json *json, const char *key, const char *value, const char *absent)
{
    json_put_text(json, key, text_equal(value, absent) ? NULL : value);
}

void record_json(struct json *json, const struct record *record, const struct scope *scope)
{
    char id[ID_SIZE];
    id_print(record->id, id);
    json_object(json);
    json_put_text(json, "id", id);
    json_put_text(json, "register", record->reg->name);
    json_put_text(json, "number", record->number);
    json_put_text(json, "title", record->title);
    json_put_text(json, "state", record->state);
    json_put_text(json, "due", due_is_day(record->due) ? record->due : NULL);
    put_unless(json, "original_due", record->original_due, DUE_OPEN);
    if (record_paused_on(record))
        json_put_text(json, "paused_on", record_paused_on(record));
    put_unless(json, "finished", record->finished_on, DATE_OPEN);
    json_put_int(json, "version", record->version);
    json_key(json, "fields");
    json_object(json);
    for (size_t i = 0; i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        json_key(json, field->name);
        if (record->values[i].is_set && !record_opens(record, scope, field))
            json_text(json, RECORD_MASK);
        else
            value_json(json, field, &record->values[i]);
    }
    json_object_end(json);
    json_object_end(json);
}

const char *record_columns(struct arena *mem, const struct register_definition *reg)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        text_printf(&out, "%s%s", i ? ", " : "", columns[i]);
    for (size_t i = 0; i < reg->fields.count; i++)
        text_printf(&out, ", f.%s", db_name(mem, reg->fields.items[i].name));
    return out.data;
}

int record_column_count(const struct register_definition *reg)
{
    return COLUMN_COUNT + (int)reg->fields.count;
}

static const char *copy_text(struct arena *mem, const struct rows *rows, int column)
{
    const char *text = rows_text(rows, column);
    return text ? arena_strdup(mem, text) : NULL;
}

struct record *record_from_row(struct arena *mem, const struct rows *rows, const struct register_definition *reg)
{
    struct record *record = ARENA_NEW(mem, struct record);
    record->id = rows_int(rows, COLUMN_ID);
    record->reg = reg;
    record->number = copy_text(mem, rows, COLUMN_NUMBER);
    record->number_key = copy_text(mem, rows, COLUMN_NUMBER_KEY);
    record->title = copy_text(mem, rows, COLUMN_TITLE);
    record->state = copy_text(mem, rows, COLUMN_STATE);
    record->unit = copy_text(mem, rows, COLUMN_UNIT);
    record->issuer = copy_text(mem, rows, COLUMN_ISSUER);
    record->secrecy = copy_text(mem, rows, COLUMN_SECRECY);
    record->urgency = copy_text(mem, rows, COLUMN_URGENCY);
    record->happened_on = copy_text(mem, rows, COLUMN_HAPPENED_ON);
    record->due = copy_text(mem, rows, COLUMN_DUE);
    record->original_due = copy_text(mem, rows, COLUMN_ORIGINAL_DUE);
    record->due_since = copy_text(mem, rows, COLUMN_DUE_SINCE);
    record->finished_on = copy_text(mem, rows, COLUMN_FINISHED_ON);
    record->cancelled = rows_int(rows, COLUMN_CANCELLED) != 0;
    record->version = rows_int(rows, COLUMN_VERSION);
    record->clock = copy_text(mem, rows, COLUMN_CLOCK);
    record->created_at = rows_int(rows, COLUMN_CREATED_AT);
    record->values = ARENA_ARRAY(mem, struct value, reg->fields.count + 1);
    for (size_t i = 0; i < reg->fields.count; i++) {
        int column = COLUMN_COUNT + (int)i;
        struct value *value = &record->values[i];
        if (rows_is_null(rows, column))
            continue;
        value->is_set = true;
        if (field_is_integer(&reg->fields.items[i]))
            value->integer = rows_int(rows, column);
        else
            value->text = copy_text(mem, rows, column);
    }
    return record;
}
