/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/number_text.h"

#include <inttypes.h>
#include <string.h>

#include "fields/field_type.h"

enum { NUMBER_MAX = 200, SEQ_DIGITS = 9 };

/* The identifier of the record's unit or the nearest above it that has one, or else of the issuer's unit. */
static const char *agency_identifier(const struct definitions *definitions, const struct record *record)
{
    const struct issuer *issuer = definitions_issuer(definitions, record->issuer);
    const char *starts[] = { record->unit, issuer ? issuer->unit : NULL };
    for (size_t i = 0; i < COUNT_OF(starts); i++)
        for (const struct unit *unit = starts[i] ? definitions_unit(definitions, starts[i]) : NULL; unit;
             unit = definitions_unit(definitions, unit->parent))
            if (unit->identifier)
                return unit->identifier;
    return "";
}

/* The value of a record under the name a pattern or `by:` uses: an engine column or a field. "" where it has none. */
static const char *named_value(struct arena *mem, const struct record *record, const char *name)
{
    if (text_equal(name, "issuer"))
        return record->issuer;
    if (text_equal(name, "unit"))
        return record->unit;
    const struct field *field = register_field(record->reg, name);
    const char *text = field ? value_print(mem, field, record_value(record, name)) : NULL;
    return text ? text : "";
}

/* `{type.short}`, `{unit.short}`, `{issuer.symbol}`: the abbreviation behind a code. */
static const char *brief_value(struct arena *mem, const struct definitions *definitions, const struct record *record,
                               const char *name, const char *date)
{
    const char *code = named_value(mem, record, name);
    if (text_equal(name, "issuer")) {
        const struct issuer *issuer = definitions_issuer(definitions, code);
        return issuer ? issuer->symbol : code;
    }
    const struct field *field = register_field(record->reg, name);
    if (text_equal(name, "unit") || (field && field->type == FIELD_UNIT)) {
        const struct unit *unit = definitions_unit(definitions, code);
        return unit ? unit_brief_on(unit, date) : code;
    }
    const struct choice *choice = field ? field_choice(field, code) : NULL;
    return choice && choice->brief ? choice->brief : code;
}

/* The pattern of the book, or its own for the value of the last field in `by`. */
static const char *pattern_of(struct arena *mem, const struct book *book, const struct record *record)
{
    for (size_t i = 0; i < book->patterns.count && book->by.count > 0; i++)
        if (text_equal(book->patterns.items[i].type, named_value(mem, record, book->by.items[book->by.count - 1])))
            return book->patterns.items[i].pattern;
    return book->pattern;
}

const char *number_series(struct arena *mem, const struct definitions *definitions, const struct book *book,
                          const struct record *record, const char *date)
{
    (void)definitions;
    struct text series;
    text_init(&series, mem, NUMBER_MAX);
    if (text_equal(book->period, "year"))
        text_add_bytes(&series, date, 4);
    else if (text_equal(book->period, "day"))
        text_add(&series, date);
    for (size_t i = 0; i < book->by.count; i++) {
        if (series.length)
            text_char(&series, '/');
        text_add(&series, named_value(mem, record, book->by.items[i]));
    }
    return series.data;
}

const char *number_series_alone(struct arena *mem, const struct definitions *definitions, const struct book *book,
                                const char *day)
{
    const struct register_definition *reg = definitions_register(definitions, book->serves);
    const struct record record = { .reg = reg,
                                   .unit = "",
                                   .issuer = book->issuer ? book->issuer : "",
                                   .values = ARENA_ARRAY(mem, struct value, reg->fields.count + 1) };
    return book->by.count == 0 ? number_series(mem, definitions, book, &record, day) : NULL;
}

const char *number_series_form(struct arena *mem, const struct book *book, const char *day)
{
    struct text form;
    text_init(&form, mem, TEXT_MAX_LINE);
    text_printf(&form, "%.4s", day);
    for (size_t i = 0; i < book->by.count; i++)
        text_printf(&form, "/%s", book->by.items[i]);
    return form.data;
}

int64_t number_start(const struct book *book, const char *series, const char **note)
{
    for (size_t i = 0; i < book->starts.count; i++)
        if (text_equal(book->starts.items[i].series, series)) {
            if (note)
                *note = book->starts.items[i].note;
            return book->starts.items[i].at;
        }
    if (note)
        *note = "";
    return book->start > 0 ? book->start : 1;
}

/* One `{…}` of a pattern; `congvu check` has refused unknown ones. */
static void print_part(struct text *out, struct arena *mem, const struct definitions *definitions,
                       const struct record *record, const char *date, int64_t seq, const char *part)
{
    if (text_equal(part, "seq"))
        text_printf(out, "%" PRId64, seq);
    else if (text_starts(part, "seq:"))
        text_printf(out, "%0*" PRId64, part[4] - '0', seq);
    else if (text_equal(part, "year"))
        text_add_bytes(out, date, 4);
    else if (text_equal(part, "date:yymmdd"))
        text_printf(out, "%.2s%.2s%.2s", date + 2, date + 5, date + 8);
    else if (text_equal(part, "agency"))
        text_add(out, agency_identifier(definitions, record));
    else if (text_ends(part, ".short") || text_ends(part, ".symbol"))
        text_add(out, brief_value(mem, definitions, record,
                                  arena_strndup(mem, part, (size_t)(strchr(part, '.') - part)), date));
    else
        text_add(out, named_value(mem, record, part));
}

const char *number_print(struct arena *mem, const struct definitions *definitions, const struct book *book,
                         const struct record *record, const char *date, int64_t seq)
{
    struct text out;
    text_init(&out, mem, NUMBER_MAX);
    const char *at = pattern_of(mem, book, record);
    while (*at) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (end) {
            print_part(&out, mem, definitions, record, date, seq, arena_strndup(mem, at + 1, (size_t)(end - at - 1)));
            at = end + 1;
        } else {
            text_char(&out, *at++);
        }
    }
    return out.data;
}

const char *number_key(struct arena *mem, const char *series, int64_t seq)
{
    return arena_printf(mem, "%s|%0*" PRId64, series, SEQ_DIGITS, seq);
}
