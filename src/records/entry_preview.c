/* SPDX-License-Identifier: Apache-2.0 */
#include "records/entry_preview.h"

#include "base/text.h"
#include "fields/claims.h"
#include "fields/number_text.h"
#include "records/judge.h"

const struct step *entry_step(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->steps.count; i++)
        if (reg->steps.items[i].with_entry)
            return &reg->steps.items[i];
    return NULL;
}

/* Every value that the series is made of is there. */
static bool knows_series(const struct book *book, const struct record *record)
{
    for (size_t i = 0; i < book->by.count; i++) {
        const struct field *field = register_field(record->reg, book->by.items[i]);
        if (field && !record_value(record, field->name)->is_set)
            return false;
    }
    return true;
}

/* The day that is printed beside the number, where it is given; otherwise that of the act. */
static const char *number_day(struct arena *mem, const struct book *book, const struct record *record, const char *on)
{
    const char *name = book->dated ? book->dated : record->reg->date;
    const struct field *field = register_field(record->reg, name);
    day_t day;
    char printed[DATE_SIZE];
    if (!field || !value_day(field, record_value(record, name), &day))
        return on;
    day_print(day, printed);
    return arena_strdup(mem, printed);
}

bool entry_next_number(struct db *db, struct arena *mem, const struct definitions *definitions,
                       const struct record *record, const struct step *step, const char *on, const char **number,
                       struct err *err)
{
    const struct register_definition *reg = record->reg;
    const struct book *book = reg->number ? definitions_book(definitions, reg->number) : NULL;
    int64_t next;
    *number = NULL;
    if (!book || !register_draws(reg, step) || !knows_series(book, record))
        return true;
    const char *day = number_day(mem, book, record, on);
    const char *series = number_series(mem, definitions, book, record, day);
    if (!db_one_int(db, SQL("select next from number_book where book = $1 and series = $2"),
                    DB(db_text(book->name), db_text(series)), number_start(book, series, NULL), &next, err))
        return false;
    *number = number_print(mem, definitions, book, record, day, next);
    return true;
}

bool entry_twins(const struct office *office, struct db *db, struct arena *mem, const struct record *record,
                 const char **words, struct err *err)
{
    struct office asking = *office;
    struct write *write = write_new(&asking, mem, record->reg);
    struct text told;
    text_init(&told, mem, TEXT_MAX_LINE);
    write->is_new = true;
    write->after = *record;
    const struct claims claims = claims_of(mem, record);
    for (size_t i = 0; i < claims.list.count; i++) {
        const char *twin;
        if (!write_find_rival(write, db, &claims.list.items[i], &twin, err))
            return false;
        if (twin)
            text_printf(&told, "%s%s", told.length ? "; " : "", twin);
    }
    *words = told.data;
    return true;
}
