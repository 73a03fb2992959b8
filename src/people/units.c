/* SPDX-License-Identifier: Apache-2.0 */
#include "people/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "people/left.h"

struct unit_row {
    const char *code, *kind, *parent, *from, *until;
};

struct name_row {
    const char *unit, *name, *brief, *from, *until;
};

struct succession_row {
    const char *old, *new, *on;
};

/* What is there, and what has to be written. */
struct keeping {
    const struct definitions *definitions;
    ARRAY(struct unit_row) units;
    ARRAY(struct name_row) names;
    ARRAY(struct name_row) dropped;
    ARRAY(struct succession_row) successions, gone;
};

struct kept {
    struct unit_row *units;
    struct name_row *names;
    struct succession_row *successions;
    size_t unit_count, name_count, succession_count;
};

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static bool read_kept(struct db *db, struct arena *mem, struct kept *kept, struct err *err)
{
    static const struct db_column unit_columns[] = {
        DB_COLUMN_TEXT(struct unit_row, code),   DB_COLUMN_TEXT(struct unit_row, kind),
        DB_COLUMN_TEXT(struct unit_row, parent), DB_COLUMN_TEXT(struct unit_row, from),
        DB_COLUMN_TEXT(struct unit_row, until),
    };
    static const struct db_column name_columns[] = {
        DB_COLUMN_TEXT(struct name_row, unit),  DB_COLUMN_TEXT(struct name_row, name),
        DB_COLUMN_TEXT(struct name_row, brief), DB_COLUMN_TEXT(struct name_row, from),
        DB_COLUMN_TEXT(struct name_row, until),
    };
    static const struct db_column succession_columns[] = {
        DB_COLUMN_TEXT(struct succession_row, old),
        DB_COLUMN_TEXT(struct succession_row, new),
        DB_COLUMN_TEXT(struct succession_row, on),
    };
    return db_all(db, mem, SQL("select code, kind, parent, from_on, until_on from unit"), DB_NONE, unit_columns,
                  COUNT_OF(unit_columns), sizeof(struct unit_row), &kept->units, &kept->unit_count, err) &&
           db_all(db, mem, SQL("select unit, name, short, from_on, until_on from unit_name"), DB_NONE, name_columns,
                  COUNT_OF(name_columns), sizeof(struct name_row), &kept->names, &kept->name_count, err) &&
           db_all(db, mem, SQL("select old, new, \"on\" from unit_succession"), DB_NONE, succession_columns,
                  COUNT_OF(succession_columns), sizeof(struct succession_row), &kept->successions,
                  &kept->succession_count, err);
}

static void compare_unit(struct arena *mem, struct keeping *keeping, const struct kept *kept, const struct unit *unit)
{
    struct unit_row row = { unit->code, or_empty(unit->kind), or_empty(unit->parent), unit->from, unit->until };
    for (size_t i = 0; i < kept->unit_count; i++) {
        const struct unit_row *old = &kept->units[i];
        if (text_equal(old->code, row.code) && text_equal(old->kind, row.kind) && text_equal(old->parent, row.parent) &&
            text_equal(old->from, row.from) && text_equal(old->until, row.until))
            return;
    }
    *ARRAY_ADD(mem, &keeping->units) = row;
}

static bool same_name(const struct name_row *a, const struct name_row *b)
{
    return text_equal(a->unit, b->unit) && text_equal(a->name, b->name) && text_equal(a->brief, b->brief) &&
           text_equal(a->from, b->from) && text_equal(a->until, b->until);
}

static void compare_names(struct arena *mem, struct keeping *keeping, const struct kept *kept, const struct unit *unit)
{
    for (size_t i = 0; i < unit->names.count; i++) {
        const struct unit_name *name = &unit->names.items[i];
        struct name_row row = { unit->code, name->name, or_empty(name->brief), name->from, name->until };
        bool there = false;
        for (size_t j = 0; j < kept->name_count; j++)
            there |= same_name(&kept->names[j], &row);
        if (!there)
            *ARRAY_ADD(mem, &keeping->names) = row;
    }
    for (size_t j = 0; j < kept->name_count; j++) {
        bool named = !text_equal(kept->names[j].unit, unit->code);
        for (size_t i = 0; i < unit->names.count; i++)
            named |= text_equal(unit->names.items[i].from, kept->names[j].from);
        if (!named)
            *ARRAY_ADD(mem, &keeping->dropped) = kept->names[j];
    }
}

/* The successor takes over on the day after the last day of the old unit. */
static const char *takes_over_on(struct arena *mem, const struct unit *unit)
{
    day_t day;
    char out[DATE_SIZE];
    if (text_equal(unit->until, DATE_OPEN) || !day_parse(unit->until, &day))
        return DATE_OPEN;
    day_print(day + 1, out);
    return arena_strdup(mem, out);
}

static void compare_successions(struct arena *mem, struct keeping *keeping, const struct kept *kept,
                                const struct unit *unit)
{
    for (size_t i = 0; i < unit->successors.count; i++) {
        struct succession_row row = { unit->code, unit->successors.items[i], takes_over_on(mem, unit) };
        bool there = false;
        for (size_t j = 0; j < kept->succession_count; j++)
            there |= text_equal(kept->successions[j].old, row.old) && text_equal(kept->successions[j].new, row.new) &&
                     text_equal(kept->successions[j].on, row.on);
        if (!there)
            *ARRAY_ADD(mem, &keeping->successions) = row;
    }
    for (size_t j = 0; j < kept->succession_count; j++) {
        const struct succession_row *row = &kept->successions[j];
        bool stays = !text_equal(row->old, unit->code);
        for (size_t i = 0; i < unit->successors.count; i++)
            stays |= text_equal(row->new, unit->successors.items[i]);
        if (!stays)
            *ARRAY_ADD(mem, &keeping->gone) = *row;
    }
}

static bool prepare(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct keeping *keeping = arg;
    struct arena *mem = change_mem(change);
    struct kept kept = { 0 };
    if (!read_kept(db, mem, &kept, err))
        return false;
    for (size_t i = 0; i < keeping->definitions->units.count; i++) {
        const struct unit *unit = &keeping->definitions->units.items[i];
        compare_unit(mem, keeping, &kept, unit);
        compare_names(mem, keeping, &kept, unit);
        compare_successions(mem, keeping, &kept, unit);
    }
    return true;
}

static bool apply_names(struct change *change, const struct keeping *keeping, struct err *err)
{
    for (size_t i = 0; i < keeping->dropped.count; i++) {
        const struct name_row *row = &keeping->dropped.items[i];
        if (!change_run(change, SQL("delete from unit_name where unit = $1 and from_on = $2"),
                        DB(db_text(row->unit), db_text(row->from)), err))
            return false;
    }
    for (size_t i = 0; i < keeping->names.count; i++) {
        const struct name_row *row = &keeping->names.items[i];
        if (!change_run(change,
                        SQL("insert into unit_name (unit, name, short, from_on, until_on) values ($1, $2, $3, $4, $5) "
                            "on conflict (unit, from_on) do update set name = excluded.name, short = excluded.short, "
                            "until_on = excluded.until_on"),
                        DB(db_text(row->unit), db_text(row->name), db_text(row->brief), db_text(row->from),
                           db_text(row->until)),
                        err))
            return false;
    }
    return true;
}

static bool apply(struct change *change, void *arg, struct err *err)
{
    const struct keeping *keeping = arg;
    for (size_t i = 0; i < keeping->units.count; i++) {
        const struct unit_row *row = &keeping->units.items[i];
        if (!change_run(change,
                        SQL("insert into unit (code, kind, parent, from_on, until_on) values ($1, $2, $3, $4, $5) "
                            "on conflict (code) do update set kind = excluded.kind, parent = excluded.parent, "
                            "from_on = excluded.from_on, until_on = excluded.until_on"),
                        DB(db_text(row->code), db_text(row->kind), db_text(row->parent), db_text(row->from),
                           db_text(row->until)),
                        err))
            return false;
    }
    for (size_t i = 0; i < keeping->gone.count; i++)
        if (!change_run(change, SQL("delete from unit_succession where old = $1 and new = $2"),
                        DB(db_text(keeping->gone.items[i].old), db_text(keeping->gone.items[i].new)), err))
            return false;
    for (size_t i = 0; i < keeping->successions.count; i++) {
        const struct succession_row *row = &keeping->successions.items[i];
        if (!change_run(change, SQL("delete from unit_succession where old = $1 and new = $2"),
                        DB(db_text(row->old), db_text(row->new)), err) ||
            !change_run(change, SQL("insert into unit_succession (old, new, \"on\") values ($1, $2, $3)"),
                        DB(db_text(row->old), db_text(row->new), db_text(row->on)), err))
            return false;
    }
    return apply_names(change, keeping, err);
}

bool people_keep_units(struct store *store, struct arena *mem, const struct definitions *definitions, struct err *err)
{
    struct keeping keeping = { .definitions = definitions };
    return store_change(store, mem, prepare, apply, &keeping, err);
}

/* --- what they leave ---------------------------------------------------------------------------------------------- */

static int compare_names_by_day(const void *a, const void *b)
{
    return strcmp(((const struct unit_name *)a)->from, ((const struct unit_name *)b)->from);
}

static const char *names_left(struct arena *mem, const struct unit *unit)
{
    size_t count = unit->names.count, at = 0;
    struct unit_name *names = arena_copy(mem, unit->names.items, count * sizeof *names);
    struct db_value *values = ARENA_ARRAY(mem, struct db_value, 4 * count + 1);
    if (count > 1)
        qsort(names, count, sizeof names[0], compare_names_by_day);
    for (size_t i = 0; i < count; i++) {
        values[at++] = db_text(names[i].from);
        values[at++] = db_text(names[i].name);
        values[at++] = db_text(or_empty(names[i].brief));
        values[at++] = db_text(names[i].until);
    }
    return left_line(mem, LEFT_UNIT_NAMES, unit->code, values, at);
}

static int compare_codes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *successors_left(struct arena *mem, const struct unit *unit)
{
    size_t count = unit->successors.count, at = 0;
    const char **codes = ARENA_ARRAY(mem, const char *, count + 1);
    struct db_value *values = ARENA_ARRAY(mem, struct db_value, 2 * count + 1);
    for (size_t i = 0; i < count; i++)
        codes[i] = unit->successors.items[i];
    if (count > 1)
        qsort(codes, count, sizeof codes[0], compare_codes);
    for (size_t i = 0; i < count; i++) {
        values[at++] = db_text(codes[i]);
        values[at++] = db_text(takes_over_on(mem, unit));
    }
    return left_line(mem, LEFT_SUCCESSORS, unit->code, values, at);
}

const char *people_units_left(struct arena *mem, const struct definitions *definitions)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < definitions->units.count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        text_add(&out, left_line(mem, LEFT_UNIT, unit->code,
                                 DB(db_text(or_empty(unit->kind)), db_text(or_empty(unit->parent)), db_text(unit->from),
                                    db_text(unit->until))));
        text_add(&out, names_left(mem, unit));
        text_add(&out, successors_left(mem, unit));
    }
    return out.data;
}
