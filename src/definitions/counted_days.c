/* SPDX-License-Identifier: Apache-2.0 */
/* Which days the tally counts a register's records by: those that its figures, and the dashboard of the registers it
 * shows, ask for. A figure that asks for more than a day and single choices is counted in the records. */
#include <string.h>

#include "base/text.h"
#include "definitions/loader_internal.h"

enum { CONDITION_MAX = 1000 };

/* What a figure's query asks for. */
struct asked_days {
    const struct register_definition *reg;
    struct text condition;
    const struct field *field; /* whose day lies in the period; NULL: none */
    bool finished;             /* resolved in the period */
    bool finished_by;          /* resolved by a day */
    bool stays;                /* open on a day, or in the period */
    bool verdict;
    int days; /* of field, finished and stays */
};

static bool is_day_value(const char *value)
{
    return text_equal(value, "@period");
}

/* Letters, digits, and what stands between codes. */
static bool is_plain(const char *value)
{
    return *value && !value[strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-_,!")];
}

static bool is_single(const struct field *field)
{
    return (field->type == FIELD_CHOICE || field->type == FIELD_YES_NO) && !field->personal;
}

static bool is_of_days(const struct register_definition *reg, const struct field *field)
{
    return text_equal(field->name, reg->date) || (field->type == FIELD_DATE && !field->personal);
}

static bool take_field(struct asked_days *asked, const char *key, const char *value)
{
    const struct field *field = register_field(asked->reg, key);
    if (!field)
        return false;
    if (is_of_days(asked->reg, field) && is_day_value(value)) {
        asked->field = field;
        asked->days++;
        return true;
    }
    if (!is_single(field) || !is_plain(value))
        return false;
    text_printf(&asked->condition, "%s%s=%s", asked->condition.length ? "&" : "", key, value);
    return true;
}

static bool take_part(struct asked_days *asked, const char *key, const char *value)
{
    if (text_equal(key, "entered.resolved")) {
        asked->finished |= is_day_value(value);
        asked->finished_by |= text_equal(value, "..@cutoff");
        asked->days += is_day_value(value);
        return is_day_value(value) || asked->finished_by;
    }
    if (text_equal(key, "open_at") || text_equal(key, "present")) {
        asked->stays = true;
        asked->days++;
        return *value == '@';
    }
    if (text_equal(key, "verdict")) {
        asked->verdict = true;
        return is_plain(value);
    }
    return take_field(asked, key, value);
}

/* One day, and what can be kept beside it. */
static bool can_be_kept(const struct asked_days *asked)
{
    return asked->days == 1 && (!asked->verdict || asked->finished) && (!asked->finished_by || asked->field) &&
           (!asked->stays || !asked->condition.length);
}

static bool read_query(struct loader *loader, struct asked_days *asked, const char *query)
{
    size_t count;
    char **parts = text_split(loader->mem, query, '&', &count);
    text_init(&asked->condition, loader->mem, CONDITION_MAX);
    for (size_t i = 0; i < count; i++) {
        char *equals = strchr(parts[i], '=');
        if (!equals)
            return false;
        *equals = '\0';
        if (!take_part(asked, parts[i], equals + 1))
            return false;
    }
    return can_be_kept(asked);
}

/* --- the register's days ------------------------------------------------------------------------------------------ */

typedef ARRAY(struct counted_day) day_array;

static void add_day(struct loader *loader, day_array *days, struct counted_day day)
{
    static const char *const names[] = { [DAY_OPENED] = "opened", [DAY_LEFT] = "left", [DAY_FINISHED] = "finished" };
    day.facet = arena_printf(loader->mem, "@%s%s%s%s", day.field ? day.field->name : names[day.kind],
                             day.with_finish ? "/finished" : "", *day.condition ? " " : "", day.condition);
    for (size_t i = 0; i < days->count; i++)
        if (text_equal(days->items[i].facet, day.facet))
            return;
    *ARRAY_ADD(loader->mem, days) = day;
}

static void add_asked(struct loader *loader, day_array *days, const struct asked_days *asked)
{
    struct counted_day day = { .field = asked->field,
                               .condition = arena_strdup(loader->mem, asked->condition.data),
                               .with_finish = asked->finished_by };
    if (asked->stays) {
        day.kind = DAY_OPENED;
        add_day(loader, days, day);
        day.kind = DAY_LEFT;
    } else if (asked->finished) {
        day.kind = DAY_FINISHED;
    }
    add_day(loader, days, day);
}

static void find_days(struct loader *loader, struct register_definition *reg)
{
    day_array days = { 0 };
    if (text_list_has(&loader->set->dashboard->registers, reg->name)) /* it shows what was resolved in the period */
        add_day(loader, &days, (struct counted_day){ .kind = DAY_FINISHED, .condition = "" });
    for (size_t i = 0; i < reg->figures.count; i++) {
        const struct figure_definition *figure = &reg->figures.items[i];
        struct asked_days asked = { .reg = reg };
        if (figure->kind == FIGURE_RECORDS && figure->query && read_query(loader, &asked, figure->query))
            add_asked(loader, &days, &asked);
    }
    reg->counted_days.items = days.items;
    reg->counted_days.count = days.count;
}

void build_counted_days(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++)
        find_days(loader, &loader->set->registers.items[i]);
}
