/* SPDX-License-Identifier: Apache-2.0 */
/* Weeks: what they gather, and in which columns it stands. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/texts.h"
#include "definitions/week_definition.h"

static const char *const own_words[] = { "number", "title", "state", "unit" };

const struct register_definition *definitions_weeks(const struct definitions *definitions)
{
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (definitions->registers.items[i].week)
            return &definitions->registers.items[i];
    return NULL;
}

const struct week_table *week_table_of(const struct definitions *definitions, const struct register_definition *reg,
                                       const struct week_gather **gather)
{
    const struct register_definition *weeks = definitions_weeks(definitions);
    for (size_t i = 0; weeks && i < weeks->week->tables.count; i++) {
        const struct week_table *table = &weeks->week->tables.items[i];
        for (size_t k = 0; k < table->gathers.count; k++)
            if (table->gathers.items[k].reg == reg) {
                *gather = &table->gathers.items[k];
                return table;
            }
    }
    return NULL;
}

size_t week_column_at(const struct week_table *table, const char *column)
{
    size_t at = 0;
    while (at < table->columns.count && !text_equal(table->columns.items[at].name, column))
        at++;
    return at;
}

static bool is_own_word(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(own_words); i++)
        if (text_equal(own_words[i], name))
            return true;
    return false;
}

bool register_keeps_week(const struct register_definition *reg, const struct field *field)
{
    return reg->week && text_equal(reg->week->kept, field->name);
}

/* --- a register that is gathered ---------------------------------------------------------------------------------- */

static void check_type(struct loader *loader, const struct week_gather *gather, const char *key, const char *name,
                       enum field_type type)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, gather->reg->fields, name);
    const struct field *field =
        name && check_one(loader, &fields, name, gather->place) ? register_field(gather->reg, name) : NULL;
    if (field && field->type != type)
        fault_error(loader, place_of(loader, name, gather->place), TEXT_FIELD_TYPE, key, field_type_name(type), name,
                    field_type_name(field->type));
}

/* What is read by everybody as it is stored, without asking who or which record that is. */
static bool is_shown(const struct field *field)
{
    return field->type != FIELD_USER && field->type != FIELD_LINK && field->type != FIELD_CHOICES &&
           field->type != FIELD_ADDRESS && field->type != FIELD_PERSON && !field->lines;
}

static void check_value(struct loader *loader, const struct week_table *table, const struct week_gather *gather,
                        const struct week_value *value)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, gather->reg->fields, name);
    if (value->column && week_column_at(table, value->column) == table->columns.count)
        fault_error(loader, place_of(loader, value->column, gather->place), TEXT_WEEK_COLUMN, value->column,
                    table->label ? table->label : "");
    if (!value->field || is_own_word(value->field) || !check_one(loader, &fields, value->field, gather->place))
        return;
    const struct field *field = register_field(gather->reg, value->field);
    if (field->personal)
        refuse_personal(loader, gather->reg, value->field, "“week”", gather->place);
    else if (!is_shown(field))
        fault_error(loader, place_of(loader, value->field, gather->place), TEXT_WEEK_FIELD, value->field,
                    field_type_name(field->type));
}

static void check_gather(struct loader *loader, const struct week_table *table, struct week_gather *gather)
{
    struct names registers = { .what = "sổ", .elsewhere = true };
    NAMES_OF(loader, &registers, loader->set->registers, name);
    if (!gather->register_name || !check_one(loader, &registers, gather->register_name, gather->place))
        return;
    gather->reg = definitions_register(loader->set, gather->register_name);
    if (!gather->reg)
        return;
    check_type(loader, gather, "week.day", gather->day, FIELD_DATE);
    check_type(loader, gather, "week.until", gather->until, FIELD_DATE);
    check_type(loader, gather, "week.part_of_day", gather->part, FIELD_CHOICE);
    check_type(loader, gather, "week.from_time", gather->hour, FIELD_TIME);
    check_type(loader, gather, "week.until_time", gather->until_hour, FIELD_TIME);
    if (gather->day && !text_equal(gather->day, gather->reg->date))
        fault_error(loader, place_of(loader, gather->day, gather->place), TEXT_WEEK_DAY, gather->day,
                    gather->reg->name);
    for (size_t i = 0; i < gather->values.count; i++)
        check_value(loader, table, gather, &gather->values.items[i]);
}

static void check_table(struct loader *loader, struct week_table *table)
{
    if (table->name && !is_code(table->name))
        fault_error(loader, place_of(loader, table->name, table->place), TEXT_WEEK_NAME, table->name);
    CHECK_UNIQUE(loader, table->columns, name, "cột", table->place);
    if (table->columns.count == 0 || table->columns.count > WEEK_COLUMNS_MAX)
        fault_error(loader, table->place, TEXT_WEEK_MANY, "columns", (int)WEEK_COLUMNS_MAX);
    if (table->gathers.count == 0 || table->gathers.count > WEEK_GATHERS_MAX)
        fault_error(loader, table->place, TEXT_WEEK_MANY, "gathers", (int)WEEK_GATHERS_MAX);
    for (size_t i = 0; i < table->gathers.count; i++)
        check_gather(loader, table, &table->gathers.items[i]);
}

/* --- the week's own register -------------------------------------------------------------------------------------- */

/* A second record of one week would be another one's. */
static bool is_once(const struct register_definition *reg, const char *day)
{
    for (size_t i = 0; i < reg->unique.count; i++) {
        const struct unique_rule *rule = &reg->unique.items[i];
        if (!rule->hint && !rule->when && rule->fields.count == 1 && text_equal(rule->fields.items[0], day))
            return true;
    }
    return false;
}

static bool is_counted(const struct register_definition *reg, const char *name)
{
    for (size_t i = 0; i < reg->steps.count; i++)
        if (text_equal(reg->steps.items[i].counts, name))
            return true;
    return false;
}

static void check_own(struct loader *loader, const struct register_definition *reg, const struct week_definition *week)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, reg->fields, name);
    const char *named[] = { week->day, week->kept, week->times };
    for (size_t i = 0; i < COUNT_OF(named); i++)
        if (named[i] && !check_one(loader, &fields, named[i], week->place))
            return;
    const struct field *day = week->day ? register_field(reg, week->day) : NULL,
                       *kept = week->kept ? register_field(reg, week->kept) : NULL;
    if (day && (day->type != FIELD_DATE || !text_equal(day->name, reg->date) || !is_once(reg, day->name)))
        fault_error(loader, place_of(loader, week->day, week->place), TEXT_WEEK_MONDAY, week->day);
    if (kept && (kept->type != FIELD_LONG_TEXT || !kept->lines || kept->personal || !kept->set_by))
        fault_error(loader, place_of(loader, week->kept, week->place), TEXT_WEEK_KEPT, week->kept);
    if (week->times && !is_counted(reg, week->times))
        fault_error(loader, place_of(loader, week->times, week->place), TEXT_WEEK_TIMES, week->times);
}

void check_weeks(struct loader *loader)
{
    const struct register_definition *first = definitions_weeks(loader->set);
    for (size_t i = 0; i < loader->set->registers.count; i++) {
        struct register_definition *reg = &loader->set->registers.items[i];
        struct week_definition *week = reg->week;
        if (!week)
            continue;
        if (reg != first)
            fault_error(loader, week->place, TEXT_WEEK_ONE, first->name);
        check_own(loader, reg, week);
        CHECK_UNIQUE(loader, week->tables, name, "bảng của tuần", week->place);
        if (week->tables.count == 0 || week->tables.count > WEEK_TABLES_MAX)
            fault_error(loader, week->place, TEXT_WEEK_MANY, "tables", (int)WEEK_TABLES_MAX);
        for (size_t k = 0; k < week->tables.count; k++)
            check_table(loader, &week->tables.items[k]);
    }
}
