/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/urge_letter.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "documents/paper.h"
#include "documents/paper_docx.h"
#include "fields/cells.h"
#include "handling/texts.h"
#include "template/template.h"
#include "viet/fold.h"

static const char *today_people(struct arena *mem)
{
    char today[DATE_SIZE];
    day_print_people(clock_today(), today);
    return arena_strdup(mem, today);
}

/* "02": numbers below ten have two digits in a document. */
static const char *count_words(struct arena *mem, size_t count)
{
    return arena_printf(mem, "%02zu", count);
}

const char *urge_sentence(struct arena *mem, const char *sentence, const struct urged_unit *unit)
{
    static const struct template_render how = { .escape = TEMPLATE_PLAIN };
    struct err err;
    struct text out;
    struct template_value *root = template_object(mem);
    const char *const words[] = { unit->name, count_words(mem, unit->count), today_people(mem) };
    for (size_t i = 0; urge_words[i]; i++)
        template_put_text(root, urge_words[i], words[i]);
    text_init(&out, mem, TEXT_MAX_LINE);
    const struct template *template = sentence ? template_parse(mem, sentence, &err) : NULL;
    return template && template_render(template, root, &how, &out, &err) ? out.data : "";
}

/* The body whose letter it is: that of the book, otherwise the usual one of new records. */
static const struct issuer *issuer_of(const struct definitions *definitions, const struct register_definition *letters)
{
    const struct book *book = letters->number ? definitions_book(definitions, letters->number) : NULL;
    const char *code = book && book->issuer ? book->issuer : definitions_setting(definitions, "issuer", NULL);
    const struct issuer *issuer = code ? definitions_issuer(definitions, code) : NULL;
    return issuer ? issuer : &definitions->issuers.items[0];
}

static void put_head(struct paper *paper, struct arena *mem, const struct definitions *definitions,
                     const struct urging *urging, const struct urged_unit *unit)
{
    const struct register_definition *letters = definitions_register(definitions, urging->reg->urges->register_name);
    const struct issuer *issuer = issuer_of(definitions, letters);
    struct text governing;
    text_init(&governing, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i + 1 < issuer->letterhead.count; i++)
        text_printf(&governing, "%s%s", i ? "\n" : "", issuer->letterhead.items[i]);
    struct civil today = civil_from_day(clock_today());
    paper_head(paper,
               &(struct paper_head){ .governing = governing.length ? governing.data : NULL,
                                     .issuing = issuer->letterhead.items[issuer->letterhead.count - 1],
                                     .symbol = issuer->symbol,
                                     .place = issuer->place_name,
                                     .date = { .year = today.year, .month = today.month }, /* the day is the signer's */
                                     .type = urging->reg->urges->heading });
    for (size_t i = 0; i < urging->reg->urges->values.count; i++) {
        const struct urge_value *value = &urging->reg->urges->values.items[i];
        if (letters && text_equal(value->field, letters->title))
            paper_subject(paper, urging->reg->urges->heading
                                     ? urge_sentence(mem, value->text, unit)
                                     : viet_lower_first(mem, urge_sentence(mem, value->text, unit)));
    }
}

enum { SHARE_NUMBER = 5, SHARE_WIDE = 30, SHARE_USUAL = 12 };

static bool is_wide(const struct register_definition *reg, const char *column)
{
    const struct field *field = register_field(reg, column);
    return text_equal(column, "title") || text_equal(column, reg->title) || (field && field->type == FIELD_LONG_TEXT);
}

static void put_table(struct paper *paper, struct arena *mem, const struct urging *urging,
                      const struct urged_unit *unit)
{
    const struct text_list *names = &urging->reg->urges->columns;
    struct paper_column *columns = ARENA_ARRAY(mem, struct paper_column, names->count + 3);
    size_t count = 0;
    columns[count++] = (struct paper_column){ SAY_URGE_NUMBER, SHARE_NUMBER, PAPER_CENTRE };
    for (size_t i = 0; i < names->count; i++)
        columns[count++] =
            (struct paper_column){ cell_heading(urging->reg, names->items[i]),
                                   is_wide(urging->reg, names->items[i]) ? SHARE_WIDE : SHARE_USUAL, PAPER_LEFT };
    columns[count++] = (struct paper_column){ SAY_URGE_DAYS, SHARE_USUAL, PAPER_CENTRE };
    columns[count++] = (struct paper_column){ SAY_URGE_TIMES, SHARE_USUAL, PAPER_CENTRE };
    struct paper_table *table = paper_table(paper, columns, count);
    for (size_t i = 0; i < unit->count; i++) {
        const struct urged_record *record = &unit->items[i];
        paper_row(table);
        paper_run(paper_cell(table), arena_printf(mem, "%zu", i + 1), PAPER_PLAIN);
        for (size_t k = 0; k < names->count; k++)
            paper_run(paper_cell(table), record->cells[k], PAPER_PLAIN);
        paper_run(paper_cell(table), arena_printf(mem, "%lld", (long long)record->days), PAPER_PLAIN);
        paper_run(paper_cell(table), arena_printf(mem, "%lld", (long long)record->times + 1), PAPER_PLAIN);
    }
}

bool urge_letter(struct office *office, struct arena *mem, const struct urging *urging, const struct urged_unit *unit,
                 const char **bytes, size_t *length, struct err *err)
{
    const struct urges *urges = urging->reg->urges;
    struct paper *paper = paper_new(mem);
    const char *recipients[] = { arena_printf(mem, SAY_URGE_AS_ABOVE), SAY_URGE_ARCHIVE };
    put_head(paper, mem, office->definitions, urging, unit);
    paper_run(paper_paragraph(paper), arena_printf(mem, SAY_URGE_TO, unit->name), PAPER_PLAIN);
    paper_run(paper_paragraph(paper), urge_sentence(mem, urges->opening, unit), PAPER_PLAIN);
    put_table(paper, mem, urging, unit);
    if (urges->closing)
        paper_run(paper_paragraph(paper), urge_sentence(mem, urges->closing, unit), PAPER_PLAIN);
    paper_end_mark(paper);
    paper_closing(paper, &(struct paper_closing){ .recipients = recipients,
                                                  .recipient_count = COUNT_OF(recipients),
                                                  .authority = urges->authority.items,
                                                  .authority_count = urges->authority.count });
    paper_about(paper, &(struct paper_about){ .made = clock_now() });
    return paper_docx(mem, paper, bytes, length, err);
}
