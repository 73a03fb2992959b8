/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/tally.h"

#include <string.h>

#include "base/text.h"
#include "fields/condition.h"
#include "store/id.h"

/* A power of two, so that a hash finds its slot by a mask. */
enum { SLOTS_FIRST = 64, COLUMNS = 9 };

struct line {
    const char *reg, *facet, *value, *state, *issuer, *unit, *secrecy;
    uint64_t hash;
    int64_t delta;
};

struct tally {
    struct arena *mem;
    ARRAY(struct line) lines;
    uint32_t *slots; /* 0: free, otherwise a line's place from 1 */
    size_t slot_count;
};

struct tally *tally_new(struct arena *mem)
{
    struct tally *tally = ARENA_NEW(mem, struct tally);
    tally->mem = mem;
    tally->slot_count = SLOTS_FIRST;
    tally->slots = ARENA_ARRAY(mem, uint32_t, SLOTS_FIRST);
    return tally;
}

/* --- adding up ---------------------------------------------------------------------------------------------------- */

static uint64_t hash_line(const struct line *line)
{
    const char *const texts[] = { line->reg,    line->facet, line->value,  line->state,
                                  line->issuer, line->unit,  line->secrecy };
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        for (const char *at = texts[i]; *at; at++)
            hash = (hash ^ (unsigned char)*at) * 1099511628211u;
        hash = (hash ^ '\n') * 1099511628211u;
    }
    return hash;
}

static bool is_same(const struct line *a, const struct line *b)
{
    return a->hash == b->hash && text_equal(a->reg, b->reg) && text_equal(a->facet, b->facet) &&
           text_equal(a->value, b->value) && text_equal(a->state, b->state) && text_equal(a->issuer, b->issuer) &&
           text_equal(a->unit, b->unit) && text_equal(a->secrecy, b->secrecy);
}

/* The slot of LINE, or the free one where it belongs. */
static uint32_t *find_slot(struct tally *tally, const struct line *line)
{
    size_t mask = tally->slot_count - 1, at = (size_t)line->hash & mask;
    while (tally->slots[at] && !is_same(&tally->lines.items[tally->slots[at] - 1], line))
        at = (at + 1) & mask;
    return &tally->slots[at];
}

static void grow(struct tally *tally)
{
    tally->slot_count *= 2;
    tally->slots = ARENA_ARRAY(tally->mem, uint32_t, tally->slot_count);
    for (size_t i = 0; i < tally->lines.count; i++)
        *find_slot(tally, &tally->lines.items[i]) = (uint32_t)(i + 1);
}

static void add_line(struct tally *tally, struct line line)
{
    line.hash = hash_line(&line);
    uint32_t *slot = find_slot(tally, &line);
    if (*slot) {
        tally->lines.items[*slot - 1].delta += line.delta;
        return;
    }
    *ARRAY_ADD(tally->mem, &tally->lines) = line;
    *slot = (uint32_t)tally->lines.count;
    if (tally->lines.count * 2 > tally->slot_count)
        grow(tally);
}

/* The value of a counted field as the tally names it; the same as tally_value_sql. */
static const char *value_of(const struct field *field, const struct value *value)
{
    if (!value->is_set)
        return "";
    if (!field_is_counted_whole(field))
        return TALLY_SET;
    return value->text ? value->text : value->integer ? "1" : "0"; /* of the integer types only yes-no is counted */
}

static bool is_open(const struct record *record)
{
    const struct state *state = register_state(record->reg, record->state);
    return state && state->group == GROUP_OPEN && !record->cancelled;
}

/* --- by day ------------------------------------------------------------------------------------------------------- */

/* The same as the verdict of query_past.c: the minute it was due lies after the day's own text. */
static const char *verdict_of(const struct record *record)
{
    if (strcmp(record->due, record->finished_on) < 0)
        return "late";
    bool same_day = strncmp(record->due, record->finished_on, strlen(DATE_OPEN)) == 0;
    return text_equal(record->due, DUE_OPEN) || same_day ? "on-time" : "early";
}

static bool is_day(const char *text)
{
    return *text && !text_equal(text, DATE_OPEN);
}

static const char *day_of_field(const struct record *record, const struct field *field)
{
    if (text_equal(field->name, record->reg->date))
        return record->happened_on;
    const struct value *value = record_value(record, field->name);
    return value->is_set ? value->text : "";
}

/* Under which day COUNTED stands; NULL: under none. The same as day_sql in tally_make.c. */
static const char *day_of(struct tally *tally, const struct counted_record *counted, const struct counted_day *day)
{
    const struct record *record = counted->record;
    bool by_life = day->kind != DAY_OF_FIELD || day->with_finish;
    if (by_life && !counted->told)
        return NULL;
    const char *at = day->kind == DAY_OF_FIELD ? day_of_field(record, day->field)
                     : day->kind == DAY_OPENED ? counted->opened_on
                     : day->kind == DAY_LEFT   ? counted->left_on
                                               : record->finished_on;
    if (!is_day(at))
        return NULL;
    if (day->kind == DAY_FINISHED)
        return arena_printf(tally->mem, "%s/%s", at, verdict_of(record));
    return day->with_finish ? arena_printf(tally->mem, "%s/%s", at, record->finished_on) : at;
}

static void add_days(struct tally *tally, const struct counted_record *counted, struct line line)
{
    const struct record *record = counted->record;
    const struct register_definition *reg = record->reg;
    line.state = TALLY_STATE;
    for (size_t i = 0; i < reg->counted_days.count && !record->cancelled; i++) {
        const struct counted_day *day = &reg->counted_days.items[i];
        line.facet = day->facet;
        line.value = day_of(tally, counted, day);
        if (line.value && condition_holds(tally->mem, record, day->condition))
            add_line(tally, line);
    }
}

/* --- a record ----------------------------------------------------------------------------------------------------- */

static void add_record(struct tally *tally, const struct counted_record *counted, int64_t delta)
{
    const struct record *record = counted->record;
    const struct register_definition *reg = record->reg;
    struct line line = { .reg = reg->name,
                         .facet = "",
                         .value = "",
                         .state = record->cancelled ? "" : record->state,
                         .issuer = record->issuer,
                         .unit = record->unit,
                         .secrecy = record->secrecy,
                         .delta = delta };
    add_line(tally, line);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].counted) {
            line.facet = reg->fields.items[i].name;
            line.value = value_of(&reg->fields.items[i], &record->values[i]);
            add_line(tally, line);
        }
    if (reg->deadlines.count > 0 && is_open(record)) {
        line.facet = TALLY_DUE;
        line.value = arena_strndup(tally->mem, record->due, strlen(DATE_OPEN));
        add_line(tally, line);
    }
    add_days(tally, counted, line);
}

void tally_move(struct tally *tally, const struct counted_record *before, const struct counted_record *after)
{
    if (before)
        add_record(tally, before, -1);
    if (after)
        add_record(tally, after, 1);
}

size_t tally_size(const struct tally *tally)
{
    size_t size = 0;
    for (size_t i = 0; i < tally->lines.count; i++)
        size += tally->lines.items[i].delta != 0;
    return size;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

bool tally_apply(struct change *change, enum store_kind kind, const struct tally *tally, struct err *err)
{
    size_t size = tally_size(tally), put = 0;
    if (size == 0)
        return true;
    int64_t part = kind == STORE_POSTGRES ? id_next() : 0;
    struct db_value *values = ARENA_ARRAY(tally->mem, struct db_value, size * COLUMNS);
    for (size_t i = 0; i < tally->lines.count; i++) {
        const struct line *line = &tally->lines.items[i];
        if (line->delta == 0)
            continue;
        const struct db_value row[COLUMNS] = { db_text(line->reg),     db_text(line->facet),  db_text(line->value),
                                               db_text(line->state),   db_text(line->issuer), db_text(line->unit),
                                               db_text(line->secrecy), db_int(part),          db_int(line->delta) };
        memcpy(values + put, row, sizeof row);
        put += COLUMNS;
    }
    return change_add_up(
        change,
        SQL("insert into tally (register, facet, value, state, issuer, unit, secrecy, part, count) values ($1, $2, $3, "
            "$4, $5, $6, $7, $8, $9) on conflict (register, facet, value, state, issuer, unit, secrecy, part) "
            "do update set count = tally.count + excluded.count"),
        values, COLUMNS, size, err);
}

const struct statement *tally_forgetting(void)
{
    return SQL("delete from tally where count = 0 and part = 0");
}

/* In the order of the key: two nodes that fold at once meet in the same order. */
static bool apply_fold(struct change *change, void *arg, struct err *err)
{
    const enum store_kind *kind = arg;
    return (*kind == STORE_SQLITE ||
            change_run(change,
                       SQL_POSTGRES(
                           "with apart as (delete from tally where part <> 0 returning register, facet, value, state, "
                           "issuer, unit, secrecy, count) insert into tally (register, facet, value, state, issuer, "
                           "unit, secrecy, part, count) select register, facet, value, state, issuer, unit, secrecy, "
                           "0, cast(sum(count) as bigint) from apart group by register, facet, value, state, issuer, "
                           "unit, secrecy having sum(count) <> 0 order by register, facet, value, state, issuer, unit, "
                           "secrecy on conflict (register, facet, value, state, issuer, unit, secrecy, part) do update "
                           "set count = tally.count + excluded.count"),
                       DB_NONE, err)) &&
           change_run(change, tally_forgetting(), DB_NONE, err);
}

bool tally_fold(struct store *store, struct arena *mem, struct err *err)
{
    enum store_kind kind = store_kind(store);
    return store_change(store, mem, NULL, apply_fold, &kind, err);
}
