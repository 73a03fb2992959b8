/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/cells.h"

#include <string.h>

#include "base/text.h"
#include "definitions/degree.h"
#include "fields/field_type.h"
#include "store/id.h"

enum engine_cell {
    CELL_ID,
    CELL_NUMBER,
    CELL_TITLE,
    CELL_STATE,
    CELL_UNIT,
    CELL_ISSUER,
    CELL_SECRECY,
    CELL_URGENCY,
    CELL_HAPPENED_ON,
    CELL_DUE,
    CELL_DUE_ON,
    CELL_ORIGINAL_DUE,
    CELL_FINISHED_ON,
    CELL_COUNT,
};

static const struct {
    const char *name, *heading;
} cells[CELL_COUNT] = {
    [CELL_ID] = { "id", "Mã" },
    [CELL_NUMBER] = { "number", "Số" },
    [CELL_TITLE] = { "title", "Nội dung" },
    [CELL_STATE] = { "state", "Trạng thái" },
    [CELL_UNIT] = { "unit", "Đơn vị" },
    [CELL_ISSUER] = { "issuer", "Cơ quan ban hành" },
    [CELL_SECRECY] = { "secrecy", "Độ mật" },
    [CELL_URGENCY] = { "urgency", "Độ khẩn" },
    [CELL_HAPPENED_ON] = { "happened_on", "Ngày" },
    [CELL_DUE] = { "due", "Hạn" },
    [CELL_DUE_ON] = { "due_on", "Hạn" },
    [CELL_ORIGINAL_DUE] = { "original_due", "Hạn ban đầu" },
    [CELL_FINISHED_ON] = { "finished_on", "Xong ngày" },
};

static enum engine_cell engine_cell(const char *name)
{
    for (int i = 0; i < CELL_COUNT; i++)
        if (text_equal(cells[i].name, name))
            return (enum engine_cell)i;
    return CELL_COUNT;
}

bool cell_exists(const struct register_definition *reg, const char *name)
{
    return register_field(reg, name) || engine_cell(name) != CELL_COUNT;
}

const char *cell_heading(const struct register_definition *reg, const char *name)
{
    const struct field *field = register_field(reg, name);
    enum engine_cell cell = engine_cell(name);
    return field ? field->label : cell == CELL_COUNT ? name : cells[cell].heading;
}

static const char *or_none(const char *text, const char *none)
{
    return !text || text_equal(text, none) ? "" : text;
}

static const char *engine_text(struct arena *mem, const struct record *record, enum engine_cell cell)
{
    char id[ID_SIZE];
    switch (cell) {
    case CELL_ID:
        id_print(record->id, id);
        return arena_strdup(mem, id);
    case CELL_NUMBER:
        return or_none(record->number, "");
    case CELL_TITLE:
        return record->title;
    case CELL_STATE:
        return record->cancelled ? "cancelled" : record->state;
    case CELL_UNIT:
        return record->unit;
    case CELL_ISSUER:
        return record->issuer;
    case CELL_SECRECY:
        return record->secrecy;
    case CELL_URGENCY:
        return record->urgency;
    case CELL_HAPPENED_ON:
        return or_none(record->happened_on, DATE_OPEN);
    case CELL_DUE:
        return due_is_day(record->due) ? record->due : "";
    case CELL_DUE_ON:
        return due_is_day(record->due) ? arena_strndup(mem, record->due, DATE_SIZE - 1) : "";
    case CELL_ORIGINAL_DUE:
        return or_none(record->original_due, DUE_OPEN);
    case CELL_FINISHED_ON:
        return or_none(record->finished_on, DATE_OPEN);
    case CELL_COUNT:
        break;
    }
    return "";
}

/* "2021-08-05T10:00" → "05/08/2021 10:00" */
static const char *people_time(struct arena *mem, const char *text)
{
    day_t day;
    int minute;
    char printed[DATE_SIZE];
    if (!minute_parse(text, &day, &minute))
        return text;
    day_print_people(day, printed);
    return minute < 0 ? arena_strdup(mem, printed)
                      : arena_printf(mem, "%s %02d:%02d", printed, minute / 60, minute % 60);
}

static const char *engine_people(struct arena *mem, const struct definitions *definitions, const struct record *record,
                                 enum engine_cell cell)
{
    const char *text = engine_text(mem, record, cell);
    const struct state *state;
    const struct unit *unit;
    switch (cell) {
    case CELL_STATE:
        state = register_state(record->reg, record->state);
        return record->cancelled ? "Đã hủy" : state ? state->label : text;
    case CELL_UNIT:
        unit = definitions_unit(definitions, text);
        return unit ? unit_brief_on(unit, record->happened_on) : text;
    case CELL_ISSUER:
        return definitions_issuer(definitions, text) ? definitions_issuer(definitions, text)->symbol : text;
    case CELL_SECRECY:
    case CELL_URGENCY:
        return degree_mark(cell == CELL_SECRECY ? secrecy_degrees : urgency_degrees, text);
    case CELL_DUE:
    case CELL_DUE_ON:
        return record_paused_on(record)
                   ? arena_printf(mem, "tạm dừng từ %s", people_time(mem, record_paused_on(record)))
                   : people_time(mem, text);
    case CELL_HAPPENED_ON:
    case CELL_ORIGINAL_DUE:
    case CELL_FINISHED_ON:
        return people_time(mem, text);
    default:
        return text;
    }
}

/* The value of a field that may be shown; MASKED instead of a personal one that may not. */
static bool is_masked(const struct field *field, const struct value *value, const struct record *record,
                      const struct scope *scope)
{
    return value->is_set && !record_opens(record, scope, field);
}

const char *cell_people(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                        const struct record *record, const char *name)
{
    const struct field *field = register_field(record->reg, name);
    if (!field)
        return engine_people(mem, definitions, record, engine_cell(name));
    const struct value *value = record_value(record, name);
    return is_masked(field, value, record, scope) ? RECORD_MASK : value_people(mem, definitions, field, value);
}

const char *cell_machine(struct arena *mem, const struct scope *scope, const struct record *record, const char *name)
{
    const struct field *field = register_field(record->reg, name);
    if (!field)
        return engine_text(mem, record, engine_cell(name));
    const struct value *value = record_value(record, name);
    const char *text = is_masked(field, value, record, scope) ? RECORD_MASK : value_print(mem, field, value);
    return text ? text : "";
}
