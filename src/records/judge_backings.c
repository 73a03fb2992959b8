/* SPDX-License-Identifier: Apache-2.0 */
/* What must stand behind a record in another register on a day: who signs holds the position or the delegation. */
#include "records/judge_internal.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "records/catalogue.h"
#include "records/texts.h"

/* How near a record comes to standing behind this one; what the nearest lacks is what is said. */
enum nearness { NEAR_NONE, NEAR_QUERY, NEAR_SAME, NEAR_FORCE, NEAR_ALL };

/* A field of RECORD, or a column of all records. */
static const char *text_of(struct arena *mem, const struct record *record, const char *name)
{
    if (text_equal(name, "issuer"))
        return record->issuer;
    if (text_equal(name, "unit"))
        return record->unit;
    return value_print(mem, register_field(record->reg, name), record_value(record, name));
}

static const char *people_of(struct court *court, const char *name)
{
    const struct record *record = &court->judgement->record;
    const struct definitions *definitions = court->judging->definitions;
    const struct issuer *issuer = text_equal(name, "issuer") ? definitions_issuer(definitions, record->issuer) : NULL;
    const struct unit *unit = text_equal(name, "unit") ? definitions_unit(definitions, record->unit) : NULL;
    const struct field *field = register_field(record->reg, name);
    if (issuer || unit)
        return issuer ? issuer->name : unit->names.items[unit->names.count - 1].name;
    return field ? value_people(court->mem, definitions, field, record_value(record, name)) : "";
}

static const char *label_of(const struct court *court, const char *name)
{
    const struct field *field = register_field(court->judgement->record.reg, name);
    return field ? field->label : text_equal(name, "issuer") ? SAY_ISSUER : SAY_UNIT;
}

/* One of the choices there, or any where none is chosen. */
static bool covers(struct court *court, const struct record *there, const struct backed_value *value)
{
    const struct value *codes = record_value(there, value->there);
    const char *code = text_of(court->mem, &court->judgement->record, value->here);
    if (!codes->is_set)
        return true;
    return code && strstr(codes->text, arena_printf(court->mem, ",%s,", code));
}

/* What keeps THERE from standing behind the record goes to FAULT. */
static enum nearness judge_one(struct court *court, const struct backing *backing, const struct record *there,
                               struct err *fault)
{
    struct record *here = &court->judgement->record;
    const char *field = backing->same.items[0].here, *name = people_of(court, field);
    const char *day = record_value(here, backing->day)->text;
    struct err force = { 0 };
    if (backing->query && !condition_holds(court->mem, there, backing->query))
        return NEAR_NONE;
    for (size_t i = 1; i < backing->same.count; i++) {
        const struct backed_value *value = &backing->same.items[i];
        if (text_equal(text_of(court->mem, here, value->here), text_of(court->mem, there, value->there)))
            continue;
        err_set(fault, ERR_INVALID, "backed", field, SAY_BACKED_OTHER, backing->otherwise, backing->reg->label, name,
                label_of(court, value->here), people_of(court, value->here));
        return NEAR_QUERY;
    }
    if (!record_in_force(court->mem, there, field, backing->reg->label, day, &force)) {
        err_set(fault, ERR_INVALID, "backed", field, SAY_BACKED_FORCE, backing->otherwise, force.text);
        return NEAR_SAME;
    }
    for (size_t i = 0; i < backing->covers.count; i++) {
        const struct backed_value *value = &backing->covers.items[i];
        if (covers(court, there, value))
            continue;
        err_set(fault, ERR_INVALID, "backed", field, SAY_BACKED_COVER, backing->otherwise, name, backing->reg->label,
                label_of(court, value->here), people_of(court, value->here));
        return NEAR_FORCE;
    }
    return NEAR_ALL;
}

/* Does this act touch what the backing rests on? What was written before stays as it was judged then. */
static bool is_touched(const struct court *court, const struct backing *backing)
{
    const struct record *before = court->judging->base, *here = &court->judgement->record;
    const struct register_definition *reg = here->reg;
    bool touched = court_changes_any(court, backing->when);
    touched |= court_changes(court, (size_t)(register_field(reg, backing->day) - reg->fields.items));
    for (size_t i = 0; i < backing->same.count + backing->covers.count; i++) {
        const char *name =
            i < backing->same.count ? backing->same.items[i].here : backing->covers.items[i - backing->same.count].here;
        const struct field *field = register_field(reg, name);
        touched |= field ? court_changes(court, (size_t)(field - reg->fields.items))
                         : !text_equal(text_of(court->mem, before, name), text_of(court->mem, here, name));
    }
    return touched;
}

/* Without the day nobody could say what was in force. */
static void want_day(struct court *court, const struct field *day)
{
    if (!court_has_fault(court, day))
        err_set(court_fault(court), ERR_INVALID, "required", day->name, SAY_FIELD_REQUIRED, day->label);
}

static void judge_backing(struct court *court, const struct backing *backing)
{
    struct record *here = &court->judgement->record;
    const char *first = backing->same.items[0].here;
    const struct field *field = register_field(here->reg, first);
    const struct field *their = register_field(backing->reg, backing->same.items[0].there);
    const struct value *value = record_value(here, first), *day = record_value(here, backing->day);
    struct err fault = { 0 }, failed = { 0 };
    size_t count = 0;
    if (!value->is_set || court_has_fault(court, field) || !is_touched(court, backing) ||
        (backing->when && !condition_holds(court->mem, here, backing->when)))
        return;
    if (!day->is_set) {
        want_day(court, register_field(here->reg, backing->day));
        return;
    }
    const struct record *const *records =
        catalogue_with(court->judging->catalogue, backing->reg, their, value, &count, &failed);
    enum nearness nearest = NEAR_NONE;
    for (size_t i = 0; i < count && nearest != NEAR_ALL; i++) {
        struct err one = { 0 };
        enum nearness near = judge_one(court, backing, records[i], &one);
        if (near > nearest) {
            nearest = near;
            fault = one;
        }
    }
    if (!records)
        *court_fault(court) = failed;
    else if (nearest == NEAR_NONE)
        err_set(court_fault(court), ERR_INVALID, "backed", first, SAY_BACKED_NONE, backing->otherwise,
                backing->reg->label, people_of(court, first), count > 0 ? SAY_BACKED_SO : "");
    else if (nearest != NEAR_ALL)
        *court_fault(court) = fault;
}

void court_judge_backings(struct court *court)
{
    const struct register_definition *reg = court->judgement->record.reg;
    for (size_t i = 0; court->judging->catalogue && i < reg->backed_by.count; i++)
        judge_backing(court, &reg->backed_by.items[i]);
}
