/* SPDX-License-Identifier: Apache-2.0 */
#include "records/catalogue.h"

#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "query/finder.h"
#include "records/texts.h"
#include "store/id.h"
#include "viet/date_words.h"

/* The records that one code, id or value of a field stands for. */
struct entry {
    const struct register_definition *reg;
    const char *code;  /* NULL: by id */
    const char *field; /* whose value CODE is, OF_ISSUER: it is the issuer; NULL: the number */
    int64_t id;
    ARRAY(struct record *) records;
};

#define OF_ISSUER "issuer"

struct catalogue {
    struct arena *mem;
    struct store *store;
    const struct definitions *definitions;
    const struct scope *scope;
    ARRAY(struct entry) entries;
};

struct catalogue *catalogue_new(struct arena *mem, struct store *store, const struct definitions *definitions,
                                const struct scope *scope)
{
    struct catalogue *catalogue = ARENA_NEW(mem, struct catalogue);
    catalogue->mem = mem;
    catalogue->store = store;
    catalogue->definitions = definitions;
    catalogue->scope = scope;
    return catalogue;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* ROWS NULL: they could not be asked for. */
static bool take_rows(struct arena *mem, struct entry *entry, struct rows *rows, struct err *err)
{
    if (!rows)
        return false;
    while (rows_next(rows))
        *ARRAY_ADD(mem, &entry->records) = record_from_row(mem, rows, entry->reg);
    return rows_end(rows, err);
}

static bool read_coded(struct catalogue *catalogue, struct entry *entry, struct err *err)
{
    struct arena *mem = catalogue->mem;
    struct db *db = db_for_read(catalogue->store, err);
    const struct statement *statement = statement_build(
        mem, arena_printf(mem,
                          "select %s from record r join %s f on f.id = r.id where r.number = $1 and r.register = $2 "
                          "and r.cancelled = 0 order by r.id desc",
                          record_columns(mem, entry->reg), db_name(mem, entry->reg->name)));
    struct rows *rows =
        db ? db_rows(db, mem, statement, DB(db_text(entry->code), db_text(entry->reg->name)), err) : NULL;
    return take_rows(mem, entry, rows, err);
}

/* One that may not be seen gives nothing: what the link may name is asked when it is written. */
static bool read_linked(struct catalogue *catalogue, struct entry *entry, struct err *err)
{
    struct db *db = db_for_read(catalogue->store, err);
    struct err missing = { 0 };
    struct record *record =
        db ? record_read_in(db, catalogue->mem, entry->reg, catalogue->scope, entry->id, &missing) : NULL;
    if (record && !record->cancelled)
        *ARRAY_ADD(catalogue->mem, &entry->records) = record;
    if (!db || record || missing.kind == ERR_NOT_FOUND)
        return db != NULL;
    *err = missing;
    return false;
}

static const struct entry *entry_of(struct catalogue *catalogue, const struct field *field, const struct value *value,
                                    struct err *err)
{
    const char *code =
        field->type == FIELD_LINK ? NULL : value_people(catalogue->mem, catalogue->definitions, field, value);
    for (size_t i = 0; i < catalogue->entries.count; i++) {
        const struct entry *entry = &catalogue->entries.items[i];
        if (entry->reg == field->target && !entry->field &&
            (code ? text_equal(entry->code, code) : entry->id == value->integer))
            return entry;
    }
    struct entry read = { .reg = field->target, .id = code ? 0 : value->integer };
    read.code = code ? arena_strdup(catalogue->mem, code) : NULL; /* the value's own text may go before the catalogue */
    if (!(code ? read_coded(catalogue, &read, err) : read_linked(catalogue, &read, err)))
        return NULL;
    struct entry *kept = ARRAY_ADD(catalogue->mem, &catalogue->entries);
    *kept = read;
    return kept;
}

/* --- in force ----------------------------------------------------------------------------------------------------- */

static const char *day_of(const struct record *record, const char *field)
{
    const struct value *value = field ? record_value(record, field) : NULL;
    return value && value->is_set ? value->text : NULL;
}

static const char *people_day(struct arena *mem, const char *day)
{
    day_t parsed;
    return day_parse(day, &parsed) ? viet_date(mem, parsed) : day;
}

/* In force from `from` until and with `until`, and before `ended`; without an end until the day it was resolved. */
bool record_in_force(struct arena *mem, const struct record *record, const char *field, const char *label,
                     const char *day, struct err *fault)
{
    const struct in_force *in_force = record->reg->in_force;
    if (!in_force)
        return true;
    const char *from = day_of(record, in_force->from), *until = day_of(record, in_force->until);
    const char *ended = day_of(record, in_force->ended);
    const char *name = record->number ? record->number : record->title;
    if (from && strcmp(day, from) < 0)
        return err_set(fault, ERR_INVALID, "not-in-force", field, SAY_NOT_IN_FORCE_YET, label, name,
                       people_day(mem, from), people_day(mem, day));
    if (ended && strcmp(day, ended) >= 0)
        return err_set(fault, ERR_INVALID, "not-in-force", field, SAY_OUT_OF_FORCE, label, name,
                       register_state(record->reg, record->state)->label, people_day(mem, ended));
    if (until && strcmp(day, until) > 0)
        return err_set(fault, ERR_INVALID, "not-in-force", field, SAY_NO_LONGER_IN_FORCE, label, name,
                       people_day(mem, until), people_day(mem, day));
    if (until || strcmp(day, record->finished_on) < 0)
        return true;
    return err_set(fault, ERR_INVALID, "not-in-force", field, SAY_OUT_OF_FORCE, label, name,
                   register_state(record->reg, record->state)->label, people_day(mem, record->finished_on));
}

const struct record *catalogue_find(struct catalogue *catalogue, const struct field *field, const struct value *value,
                                    const char *day, struct err *fault)
{
    const struct entry *entry = entry_of(catalogue, field, value, fault);
    if (!entry)
        return NULL;
    if (entry->records.count == 0) {
        char id[ID_SIZE];
        id_print(entry->id, id);
        err_set(fault, ERR_INVALID, "unknown", field->name, SAY_NOT_IN_CATALOGUE, field->label,
                entry->code ? entry->code : id, entry->reg->label);
        return NULL;
    }
    for (size_t i = entry->records.count; i-- > 0;) /* the fault that stays is the newest one's */
        if (record_in_force(catalogue->mem, entry->records.items[i], field->name, field->label, day, fault)) {
            *fault = (struct err){ 0 };
            return entry->records.items[i];
        }
    return NULL;
}

/* --- what stands behind a record ---------------------------------------------------------------------------------- */

static bool read_valued(struct catalogue *catalogue, struct entry *entry, const struct value *value, struct err *err)
{
    struct arena *mem = catalogue->mem;
    struct db *db = db_for_read(catalogue->store, err);
    const struct statement *statement = statement_build(
        mem, arena_printf(mem,
                          "select %s from record r join %s f on f.id = r.id where f.%s = $1 and "
                          "r.cancelled = 0 order by r.id desc",
                          record_columns(mem, entry->reg), db_name(mem, entry->reg->name), db_name(mem, entry->field)));
    struct rows *rows =
        db ? db_rows(db, mem, statement, DB(value->text ? db_text(value->text) : db_int(value->integer)), err) : NULL;
    return take_rows(mem, entry, rows, err);
}

static const struct entry *entry_named(const struct catalogue *catalogue, const struct register_definition *reg,
                                       const char *field, const char *code)
{
    for (size_t i = 0; i < catalogue->entries.count; i++) {
        const struct entry *entry = &catalogue->entries.items[i];
        if (entry->reg == reg && text_equal(entry->field, field) && text_equal(entry->code, code))
            return entry;
    }
    return NULL;
}

static const struct record *const *records_of(struct arena *mem, const struct entry *entry, size_t *count)
{
    *count = entry->records.count;
    return (const struct record *const *)(entry->records.items ? entry->records.items
                                                               : ARENA_ARRAY(mem, struct record *, 1));
}

static bool read_issued(struct catalogue *catalogue, struct entry *entry, struct err *err)
{
    struct arena *mem = catalogue->mem;
    struct db *db = db_for_read(catalogue->store, err);
    const struct statement *statement = statement_build(
        mem, arena_printf(mem,
                          "select %s from %s f join record r on r.id = f.id where r.issuer = $1 and r.cancelled = 0 "
                          "order by f.id desc",
                          record_columns(mem, entry->reg), db_name(mem, entry->reg->name)));
    struct rows *rows = db ? db_rows(db, mem, statement, DB(db_text(entry->code)), err) : NULL;
    return take_rows(mem, entry, rows, err);
}

const struct record *const *catalogue_of_issuer(struct catalogue *catalogue, const struct register_definition *reg,
                                                const char *issuer, size_t *count, struct err *err)
{
    const struct entry *found = entry_named(catalogue, reg, OF_ISSUER, issuer);
    if (!found) {
        struct entry read = { .reg = reg, .code = arena_strdup(catalogue->mem, issuer), .field = OF_ISSUER };
        if (!read_issued(catalogue, &read, err))
            return NULL;
        struct entry *kept = ARRAY_ADD(catalogue->mem, &catalogue->entries);
        *kept = read;
        found = kept;
    }
    return records_of(catalogue->mem, found, count);
}

const struct record *const *catalogue_with(struct catalogue *catalogue, const struct register_definition *reg,
                                           const struct field *field, const struct value *value, size_t *count,
                                           struct err *err)
{
    struct arena *mem = catalogue->mem;
    const char *code = value_print(mem, field, value);
    const struct entry *found = entry_named(catalogue, reg, field->name, code);
    if (!found) {
        struct entry read = { .reg = reg, .code = arena_strdup(mem, code), .field = field->name };
        if (!read_valued(catalogue, &read, value, err))
            return NULL;
        struct entry *kept = ARRAY_ADD(mem, &catalogue->entries);
        *kept = read;
        found = kept;
    }
    return records_of(mem, found, count);
}
