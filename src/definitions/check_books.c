/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"

enum { PATTERN_WIDTH_MAX = 9 };

/* "seq", "seq:4" */
static bool is_seq(const char *name)
{
    int64_t width;
    return text_equal(name, "seq") ||
           (text_starts(name, "seq:") && text_to_int(name + strlen("seq:"), 1, PATTERN_WIDTH_MAX, &width));
}

/* What may stand between braces, {seq} apart. */
static bool is_pattern_name(struct loader *loader, const struct register_definition *reg, const char *name)
{
    static const char *const known[] = { "year", "date:yymmdd", "agency", "issuer.symbol", "unit.short" };
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (text_equal(name, known[i]))
            return true;
    size_t length = strlen(name);
    if (text_ends(name, ".short"))
        length -= strlen(".short");
    return !reg || register_field(reg, arena_strndup(loader->mem, name, length));
}

static void check_pattern(struct loader *loader, const struct register_definition *reg, const char *pattern,
                          struct place owner)
{
    if (!pattern)
        return;
    struct place place = place_of(loader, pattern, owner);
    int seqs = 0;
    for (const char *at = pattern; *at;) {
        const char *open = strpbrk(at, "{}");
        if (!open)
            break;
        const char *close = *open == '{' ? strpbrk(open + 1, "{}") : NULL;
        if (!close || *close != '}') {
            fault_error(loader, place, TEXT_PATTERN_BRACE, pattern);
            return;
        }
        const char *name = arena_strndup(loader->mem, open + 1, (size_t)(close - open - 1));
        if (is_seq(name))
            seqs++;
        else if (!is_pattern_name(loader, reg, name))
            fault_error(loader, place, TEXT_PATTERN_NAME, name);
        at = close + 1;
    }
    if (seqs != 1)
        fault_error(loader, place, TEXT_PATTERN_SEQ, pattern);
}

/* The values that patterns are for exist among the choices of the field that decides. */
static void check_patterns(struct loader *loader, const struct book *book, const struct register_definition *reg)
{
    if (book->patterns.count > 0 && book->by.count == 0)
        fault_error(loader, book->place, TEXT_PATTERN_BY);
    const struct field *field =
        reg && book->by.count > 0 ? register_field(reg, book->by.items[book->by.count - 1]) : NULL;
    struct names codes = { .what = "lựa chọn", .elsewhere = true };
    if (field)
        NAMES_OF(loader, &codes, field->choices, code);
    for (size_t i = 0; i < book->patterns.count; i++) {
        if (field)
            check_one(loader, &codes, book->patterns.items[i].type, book->place);
        check_pattern(loader, reg, book->patterns.items[i].pattern, book->place);
    }
    CHECK_UNIQUE(loader, book->patterns, type, "mẫu số", book->place);
}

static void check_dated(struct loader *loader, const struct book *book, const struct register_definition *reg,
                        const struct names *fields)
{
    const struct field *dated = book->dated ? register_field(reg, book->dated) : NULL;
    check_one(loader, fields, book->dated, book->place);
    if (dated && dated->type != FIELD_DATE && dated->type != FIELD_DATE_TIME)
        fault_error(loader, place_of(loader, book->dated, book->place), TEXT_BOOK_DATED, book->dated,
                    field_type_name(dated->type));
}

static void check_book(struct loader *loader, struct book *book, const struct names *issuers,
                       const struct names *registers)
{
    const struct register_definition *reg = definitions_register(loader->set, book->serves);
    if (book->name && !is_code(book->name))
        fault_error(loader, place_of(loader, book->name, book->place), TEXT_NOT_CODE, book->name);
    check_one(loader, issuers, book->issuer, book->place);
    check_one(loader, registers, book->serves, book->place);
    if (reg) {
        struct names fields = { .what = "trường" };
        NAMES_OF(loader, &fields, reg->fields, name);
        names_add(loader, &fields, "issuer");
        names_add(loader, &fields, "unit");
        check_each(loader, &fields, &book->by, book->place);
        check_dated(loader, book, reg, &fields);
        if (book->name && !text_equal(reg->number, book->name))
            fault_error(loader, place_of(loader, book->serves, book->place), TEXT_BOOK_NOT_DRAWN, reg->name,
                        book->name);
    }
    check_pattern(loader, reg, book->pattern, book->place);
    check_patterns(loader, book, reg);
    if (book->start < 1)
        fault_error(loader, book->place, TEXT_BOOK_START);
    for (size_t i = 0; i < book->starts.count; i++)
        if (book->starts.items[i].at < 1)
            fault_error(loader, place_of(loader, book->starts.items[i].series, book->place), TEXT_BOOK_START);
    CHECK_UNIQUE(loader, book->starts, series, "số bắt đầu", book->place);
}

void check_books(struct loader *loader)
{
    struct definitions *set = loader->set;
    struct names issuers = { .what = "cơ quan ban hành", .elsewhere = true };
    struct names registers = { .what = "sổ", .elsewhere = true };
    NAMES_OF(loader, &issuers, set->issuers, code);
    NAMES_OF(loader, &registers, set->registers, name);
    CHECK_UNIQUE(loader, set->books, name, "sổ số", set->books.items[0].place);
    for (size_t i = 0; i < set->books.count; i++)
        check_book(loader, &set->books.items[i], &issuers, &registers);
}
