/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "definitions/setting_names.h"
#include "definitions/texts.h"

static void check_code(struct loader *loader, const char *code, struct place owner)
{
    if (code && !is_code(code))
        fault_error(loader, place_of(loader, code, owner), TEXT_NOT_CODE, code);
}

void check_dates(struct loader *loader, const char *from, const char *until, struct place owner)
{
    if (from && until && strcmp(until, from) < 0)
        fault_error(loader, place_of(loader, until, owner), TEXT_DATES_CROSSED, until, from);
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

void check_choice(struct loader *loader, const struct choice *choices, size_t count, size_t at, struct place owner)
{
    const char *was = choices[at].was;
    for (size_t i = 0; was && i < count; i++)
        if (text_equal(choices[i].code, was))
            fault_error(loader, place_of(loader, was, owner), TEXT_WAS_TAKEN, was);
    check_dates(loader, choices[at].from, choices[at].until, owner);
}

static bool list_is_used(const struct definitions *set, const struct choice_list *list)
{
    if (text_equal(list->name, "document-types") && set->reports.count > 0)
        return true; /* `type:` of a report */
    for (size_t i = 0; i < set->registers.count; i++)
        for (size_t j = 0; j < set->registers.items[i].fields.count; j++)
            if (set->registers.items[i].fields.items[j].list == list)
                return true;
    return false;
}

static void check_lists(struct loader *loader)
{
    const struct definitions *set = loader->set;
    for (size_t i = 0; i < set->lists.count; i++) {
        const struct choice_list *list = &set->lists.items[i];
        check_code(loader, list->name, list->place);
        if (list->choices.count == 0)
            fault_error(loader, list->place, TEXT_EMPTY_LIST, "choices");
        CHECK_UNIQUE(loader, list->choices, code, "lựa chọn", list->place);
        for (size_t j = 0; j < list->choices.count; j++) {
            check_code(loader, list->choices.items[j].code, list->place);
            check_choice(loader, list->choices.items, list->choices.count, j, list->place);
        }
        if (list->name && !loader->unread && !list_is_used(set, list))
            fault_name(loader, place_of(loader, list->name, list->place), TEXT_UNUSED, "danh mục", list->name);
    }
}

/* --- units, areas, issuers ---------------------------------------------------------------------------------------- */

/* The parent of a code in a tree of any kind. */
typedef const char *parent_of(const struct definitions *set, const char *code);

static const char *unit_parent(const struct definitions *set, const char *code)
{
    const struct unit *unit = definitions_unit(set, code);
    return unit ? unit->parent : NULL;
}

static const char *area_parent(const struct definitions *set, const char *code)
{
    const struct area *area = definitions_area(set, code);
    return area ? area->parent : NULL;
}

static bool is_own_ancestor(const struct definitions *set, parent_of *parent, const char *code, size_t count)
{
    const char *at = parent(set, code);
    for (size_t i = 0; i < count && !text_is_empty(at); i++) {
        if (text_equal(at, code))
            return true;
        at = parent(set, at);
    }
    return false;
}

static void check_units(struct loader *loader)
{
    struct definitions *set = loader->set;
    struct names codes = { .what = "đơn vị" };
    NAMES_OF(loader, &codes, set->units, code);
    names_add(loader, &codes, "");
    CHECK_UNIQUE(loader, set->units, code, "đơn vị", set->units.items[0].place);
    for (size_t i = 0; i < set->units.count; i++) {
        struct unit *unit = &set->units.items[i];
        check_code(loader, unit->code, unit->place);
        if (check_one(loader, &codes, unit->parent, unit->place) && unit->code &&
            is_own_ancestor(set, unit_parent, unit->code, set->units.count))
            fault_error(loader, place_of(loader, unit->parent, unit->place), TEXT_UNIT_CYCLE, unit->code);
        check_each(loader, &codes, &unit->successors, unit->place);
        check_dates(loader, unit->from, unit->until, unit->place);
        if (unit->names.count == 0)
            fault_error(loader, unit->place, TEXT_EMPTY_LIST, "names");
        for (size_t j = 0; j < unit->names.count; j++)
            check_dates(loader, unit->names.items[j].from, unit->names.items[j].until, unit->place);
    }
    CHECK_UNIQUE(loader, set->issuers, code, "cơ quan ban hành", set->issuers.items[0].place);
    for (size_t i = 0; i < set->issuers.count; i++) {
        check_code(loader, set->issuers.items[i].code, set->issuers.items[i].place);
        check_one(loader, &codes, set->issuers.items[i].unit, set->issuers.items[i].place);
    }
}

static void check_areas(struct loader *loader)
{
    const struct definitions *set = loader->set;
    struct names codes = { .what = "địa bàn" };
    NAMES_OF(loader, &codes, set->areas, code);
    names_add(loader, &codes, "");
    CHECK_UNIQUE(loader, set->areas, code, "địa bàn", set->areas.items[0].place);
    for (size_t i = 0; i < set->areas.count; i++) {
        const struct area *area = &set->areas.items[i];
        check_dates(loader, area->from, area->until, area->place);
        if (check_one(loader, &codes, area->parent, area->place) && area->code &&
            is_own_ancestor(set, area_parent, area->code, set->areas.count))
            fault_error(loader, place_of(loader, area->parent, area->place), TEXT_AREA_CYCLE, area->code);
    }
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

static bool overlap(const struct limit_row *a, const struct limit_row *b)
{
    return text_equal(a->variant, b->variant) && strcmp(a->from, b->until) <= 0 && strcmp(b->from, a->until) <= 0;
}

static void check_limits(struct loader *loader)
{
    const struct definitions *set = loader->set;
    CHECK_UNIQUE(loader, set->limits, name, "bảng thời hạn", set->limits.items[0].place);
    for (size_t i = 0; i < set->limits.count; i++) {
        const struct limit_table *table = &set->limits.items[i];
        check_code(loader, table->name, table->place);
        for (size_t j = 0; j < table->rows.count; j++) {
            const struct limit_row *row = &table->rows.items[j];
            struct place place = place_of(loader, row->length, table->place);
            check_dates(loader, row->from, row->until, place);
            check_length(loader, row->length, place);
            for (size_t k = 0; k < j; k++)
                if (overlap(row, &table->rows.items[k]))
                    fault_error(loader, place, TEXT_LIMITS_CROSS, row->variant, table->rows.items[k].from, row->from);
        }
    }
}

/* --- settings ----------------------------------------------------------------------------------------------------- */

/* The names that the value of a setting is one of, or a list of. */
static void collect_values(struct loader *loader, const char *setting, struct names *names)
{
    const struct definitions *set = loader->set;
    if (text_equal(setting, "issuer")) {
        *names = (struct names){ .what = "cơ quan ban hành", .elsewhere = true };
        NAMES_OF(loader, names, set->issuers, code);
    } else if (text_equal(setting, "report.main")) {
        *names = (struct names){ .what = "báo cáo", .elsewhere = true };
        for (size_t i = 0; i < set->reports.count; i++)
            names_add(loader, names, set->reports.items[i]->name);
    } else if (text_equal(setting, "remind.head_role")) {
        *names = (struct names){ .what = "vai trò", .elsewhere = true };
        NAMES_OF(loader, names, set->roles, name);
    }
}

static void check_setting(struct loader *loader, const struct setting *setting)
{
    struct names names = { 0 };
    struct place place = place_of(loader, setting->value, (struct place){ 0 });
    size_t count;
    day_t day;
    if (!setting->name || !setting->value)
        return;
    if (text_equal(setting->name, "records.from") && !day_parse(setting->value, &day))
        fault_error(loader, place, TEXT_WANT_DATE, setting->name, setting->value);
    for (size_t i = 0; i < setting_name_count; i++) {
        const char *wants = setting_wants(setting_names[i].kind, setting->value);
        if (wants && text_equal(setting_names[i].name, setting->name))
            fault_error(loader, place, TEXT_WANT_SETTING, setting->name, wants, setting->value);
    }
    collect_values(loader, setting->name, &names);
    if (!names.what)
        return;
    char **values = text_split(loader->mem, setting->value, ',', &count);
    for (size_t i = 0; i < count; i++)
        check_one(loader, &names, text_trim(loader->mem, values[i]), place);
}

static void check_settings(struct loader *loader)
{
    const struct definitions *set = loader->set;
    CHECK_UNIQUE(loader, set->settings, name, "thiết lập", (struct place){ 0 });
    for (size_t i = 0; i < set->settings.count; i++)
        check_setting(loader, &set->settings.items[i]);
    const char *server = definitions_setting(set, "mail.server", NULL);
    if (server && !definitions_setting(set, "mail.from", NULL))
        fault_error(loader, place_of(loader, server, (struct place){ 0 }), TEXT_NEEDS_FROM);
}

void check_office(struct loader *loader)
{
    check_lists(loader);
    check_units(loader);
    check_areas(loader);
    check_limits(loader);
    check_books(loader);
    check_settings(loader);
}
