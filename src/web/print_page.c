/* What is printed of one record: a stamp or a sheet, as `prints` of its register says (docs/definitions.md).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "definitions/law.h"
#include "definitions/print_definition.h"
#include "definitions/signs_definition.h"
#include "fields/cells.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "fields/recipients.h"
#include "viet/date_words.h"
#include "viet/fold.h"
#include "web/cells.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

struct printing {
    const struct opened *opened;
    const struct page_names *names;
};

/* Who leads now, on the lowest level of the tree. */
static const char *lead_words(const struct printing *printing)
{
    const struct record_context *context = &printing->opened->context;
    const char *words = "";
    for (size_t i = 0; i < context->assignment_count; i++)
        if (context->assignments[i].on_path && !context->assignments[i].finished_at)
            words = page_name(printing->names, context->assignments[i].to);
    return words;
}

static const char *value_words(const struct printing *printing, const char *name)
{
    struct visit *visit = printing->opened->visit;
    const struct record *record = printing->opened->record;
    const struct field *field = name ? register_field(record->reg, name) : NULL;
    if (!name)
        return "";
    if (text_equal(name, "assignee"))
        return lead_words(printing);
    if (field && record_value(record, name)->is_set && !opened_reads(printing->opened, field))
        return SAY_PRINT_MASKED;
    if (field && field->type == FIELD_USER)
        return page_name(printing->names, record_value(record, name)->text);
    return field ? value_people(visit->mem, visit->definitions, field, record_value(record, name))
                 : cell_people(visit->mem, visit->definitions, &visit->scope, record, name);
}

static void add_line(struct arena *mem, struct template_value *lines, const char *label, const char *value)
{
    struct template_value *line = template_object(mem);
    template_put_text(line, "label", label);
    template_put_text(line, "value", value);
    template_add(lines, line);
}

static struct template_value *make_lines(const struct printing *printing, const struct print_line *items, size_t count)
{
    struct arena *mem = printing->opened->visit->mem;
    struct template_value *lines = template_list(mem);
    const struct record *record = printing->opened->record;
    for (size_t i = 0; i < count; i++) {
        const struct field *field = items[i].field ? register_field(record->reg, items[i].field) : NULL;
        if (!field || !field->shown_if || condition_holds(mem, record, field->shown_if))
            add_line(mem, lines, items[i].label, value_words(printing, items[i].field));
    }
    return lines;
}

/* What leaders said, oldest first: "Lê Thị Bình, 02/08/2021" and the words. */
static void add_directions(const struct printing *printing, struct template_value *lines)
{
    struct arena *mem = printing->opened->visit->mem;
    const struct record_context *context = &printing->opened->context;
    for (size_t i = context->direction_count; i-- > 0;) {
        const struct direction *said = &context->directions[i];
        add_line(mem, lines,
                 arena_printf(mem, "%s, %s", page_name(printing->names, said->speaker), page_day(mem, said->said_on)),
                 said->words);
    }
}

/* To whom it was given and has not come back: "Phòng Kinh tế (chủ trì)", until when and the giver's words. */
static void add_assignments(const struct printing *printing, struct template_value *lines)
{
    struct arena *mem = printing->opened->visit->mem;
    const struct record_context *context = &printing->opened->context;
    for (size_t i = 0; i < context->assignment_count; i++) {
        const struct assignment *given = &context->assignments[i];
        const char *due = page_day(mem, given->due);
        if (given->outcome != OUTCOME_OPEN && given->outcome != OUTCOME_DONE)
            continue;
        const char *until = *due ? arena_printf(mem, SAY_PRINT_UNTIL, due) : "";
        add_line(
            mem, lines,
            arena_printf(mem, "%s (%s)", page_name(printing->names, given->to), assignment_role_label(given->role)),
            *until && *given->opinion ? arena_printf(mem, "%s. %s", until, given->opinion)
            : *until                  ? until
                                      : given->opinion);
    }
}

/* The lines of the signature block, and who signed under them. Nothing before the signature. */
static void put_signature(const struct printing *printing, const struct print_part *part, struct template_value *made)
{
    struct arena *mem = printing->opened->visit->mem;
    const struct record *record = printing->opened->record;
    const struct signs_definition *signs = record->reg->signs;
    const struct value none = { 0 };
    const struct value *block = signs ? record_value(record, signs->block) : &none;
    const struct value *signer = signs ? record_value(record, signs->signer) : &none;
    struct template_value *authority = template_list(mem);
    size_t count = 0;
    char **lines = part->is_signed && block->is_set ? text_split(mem, block->text, '\n', &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        struct template_value *line = template_object(mem);
        template_put_text(line, "text", lines[i]);
        template_add(authority, line);
    }
    template_put(made, "authority", authority);
    template_put_text(made, "signer", part->is_signed && signer->is_set ? signer->text : "");
}

/* The index of what lies in the file; two columns are left for the pen. */
static void put_index(const struct printing *printing, struct template_value *made)
{
    static const char *const heads[] = { "STT",     "Số, ký hiệu", "Ngày tháng", "Trích yếu nội dung",
                                         "Tác giả", "Tờ số",       "Ghi chú" };
    struct arena *mem = printing->opened->visit->mem;
    struct cells *cells = cells_new(mem, SAY_INDEX_CAPTION, false);
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        cells_column(cells, heads[i], i == 0 ? "num" : i == 3 ? "wide" : "");
    for (size_t i = 0; i < printing->opened->held.count; i++) {
        const struct held *held = &printing->opened->held.items[i];
        cells_row(cells, false);
        cells_add(cells, arena_printf(mem, "%zu", i + 1));
        cells_add(cells, held->number);
        cells_add(cells, page_day(mem, held->day));
        cells_add(cells, held->record->title);
        cells_add(cells, held->author);
        cells_add(cells, "");
        cells_add(cells, held->record->cancelled ? SAY_CANCELLED_TAG : "");
    }
    cells_put(cells, made);
}

static struct template_value *make_part(const struct printing *printing, const struct print_part *part)
{
    struct arena *mem = printing->opened->visit->mem;
    struct template_value *made = template_object(mem);
    struct template_value *lines = make_lines(printing, part->lines.items, part->lines.count);
    struct template_value *blank = template_list(mem);
    if (part->directions)
        add_directions(printing, lines);
    if (part->assignments)
        add_assignments(printing, lines);
    for (int64_t i = 0; i < part->blank; i++)
        template_add(blank, template_object(mem));
    struct template_value *items = template_list(mem);
    const struct record *record = printing->opened->record;
    if (part->addressed)
        recipients_print_addressees(mem, register_field(record->reg, part->addressed),
                                    record_value(record, part->addressed), items);
    if (part->recipients)
        recipients_print_copies(mem, register_field(record->reg, part->recipients),
                                record_value(record, part->recipients), items);
    put_signature(printing, part, made);
    template_put_bool(made, "has_rows", false);
    if (part->contents)
        put_index(printing, made);
    if (part->contents && printing->opened->held.count == 0) {
        struct template_value *none = template_object(mem);
        template_put_text(none, "text", SAY_INDEX_EMPTY);
        template_add(items, none);
    }
    template_put(made, "items", items);
    template_put_text(made, "title", part->title);
    template_put(made, "lines", lines);
    template_put(made, "blank", blank);
    template_put_bool(made, "boxed", part->boxed);
    return made;
}

static bool has_addressees(const struct printing *printing, const struct print_part *part)
{
    struct recipients recipients;
    const struct record *record = printing->opened->record;
    recipients_parse(printing->opened->visit->mem, register_field(record->reg, part->addressed),
                     record_value(record, part->addressed)->text, &recipients);
    for (size_t i = 0; i < recipients.list.count; i++)
        if (recipients.list.items[i].purpose == PURPOSE_ADDRESSED)
            return true;
    return false;
}

static void put_letterhead(struct page *page, const struct record *record)
{
    struct arena *mem = page->visit->mem;
    const struct issuer *issuer = definitions_issuer(page->visit->definitions, record->issuer);
    struct template_value *lines = template_list(mem);
    for (size_t i = 0; issuer && i < issuer->letterhead.count; i++) {
        struct template_value *line = template_object(mem);
        template_put_text(line, "text", issuer->letterhead.items[i]);
        template_put_bool(line, "issuing", i + 1 == issuer->letterhead.count);
        template_add(lines, line);
    }
    template_put(page->values, "letterhead", lines);
}

/* "SAO Y": the label of the choice that the print is headed by. */
static const char *heading_of(const struct printing *printing, const struct print_definition *print)
{
    const struct record *record = printing->opened->record;
    const struct field *field = print->heading_of ? register_field(record->reg, print->heading_of) : NULL;
    const struct value *value = field ? record_value(record, field->name) : NULL;
    struct visit *visit = printing->opened->visit;
    return value && value->is_set ? viet_upper(visit->mem, value_people(visit->mem, visit->definitions, field, value))
                                  : print->heading;
}

/* "Đồng Tháp, ngày 02 tháng 8 năm 2021" */
static const char *place_date(const struct printing *printing, const struct print_definition *print)
{
    const struct record *record = printing->opened->record;
    const struct visit *visit = printing->opened->visit;
    const struct issuer *issuer = definitions_issuer(visit->definitions, record->issuer);
    const struct value *value = print->dated ? record_value(record, print->dated) : NULL;
    day_t day;
    if (!value || !value->is_set || !issuer || !day_parse(value->text, &day))
        return "";
    return arena_printf(visit->mem, "%s, %s", issuer->place_name, viet_date_words(visit->mem, day));
}

/* The laws that it rests on: those of its days where it has days, else today's. */
static const char *law_of(const struct printing *printing, const struct print_definition *print)
{
    const struct visit *visit = printing->opened->visit;
    if (!print->from && !print->until)
        return law_today(visit->mem, visit->definitions, print->law);
    return law_on(visit->mem, visit->definitions, print->law, record_own_day(visit->mem, printing->opened->record));
}

static void put_print(struct page *page, const struct printing *printing, const struct print_definition *print)
{
    struct arena *mem = page->visit->mem;
    struct template_value *parts = template_list(mem);
    put_letterhead(page, printing->opened->record);
    for (size_t i = 0; i < print->parts.count; i++)
        if (!print->parts.items[i].addressed || has_addressees(printing, &print->parts.items[i]))
            template_add(parts, make_part(printing, &print->parts.items[i]));
    template_put_bool(page->values, "stamp", text_equal(print->form, PRINT_STAMP));
    template_put_text(page->values, "title", heading_of(printing, print));
    template_put_text(page->values, "place_date", place_date(printing, print));
    template_put(page->values, "lines", make_lines(printing, print->lines.items, print->lines.count));
    template_put(page->values, "parts", parts);
    const char *law = law_of(printing, print);
    template_put_text(page->values, "law", law ? law : "");
    template_put_text(page->values, "code", print->code ? print->code : "");
}

const char *record_own_day(struct arena *mem, const struct record *record)
{
    char day[DATE_SIZE];
    if (record->happened_on && strcmp(record->happened_on, DATE_OPEN) != 0)
        return record->happened_on;
    day_print(instant_local_day(record->created_at), day);
    return arena_strdup(mem, day);
}

const struct field *print_lacks(const struct record *record, const struct print_definition *print)
{
    for (size_t i = 0; i < print->needs.count; i++)
        if (!record_value(record, print->needs.items[i])->is_set)
            return register_field(record->reg, print->needs.items[i]);
    return NULL;
}

/* The print that the address names, of the record's own day. */
static const struct print_definition *find_print(const struct opened *opened, struct err *err)
{
    const struct visit *visit = opened->visit;
    const char *name = request_segment(visit->request, "print"), *day = record_own_day(visit->mem, opened->record);
    const struct print_definition *another, *print = register_print(visit->reg, name, day, &another),
                                            *shown = print ? print : another;
    const struct field *lacks = print ? print_lacks(opened->record, print) : NULL;
    if (!shown)
        err_set(err, ERR_NOT_FOUND, "print", NULL, SAY_PRINT_UNKNOWN, visit->reg->label, name);
    else if (!print)
        err_set(err, ERR_CONFLICT, "print", visit->reg->date, SAY_PRINT_OTHER_DAY, print_words(visit->mem, shown),
                print_days(visit->mem, shown), page_day(visit->mem, day));
    else if (lacks)
        err_set(err, ERR_CONFLICT, "print", lacks->name, SAY_PRINT_LACKS, print_words(visit->mem, print), lacks->label);
    return lacks ? NULL : print;
}

bool print_page(struct visit *visit, struct err *err)
{
    struct opened *opened = record_open(visit, err);
    struct page_names *names = page_names_new(visit);
    if (!opened)
        return false;
    const struct print_definition *print = find_print(opened, err);
    if (!print)
        return false;
    record_want_names(opened, names);
    if (!holds_read(opened, err) || !page_names_read(names, err))
        return false;
    const struct printing printing = { opened, names };
    struct page *page = page_new(visit, print->label);
    record_put_head(page, opened, &(struct record_head){ .heading = print->label, .lead = "", .printable = true });
    put_print(page, &printing, print);
    if (!page_send(page, "record-print", err))
        return false;
    page_note_record(visit, opened->record);
    return true;
}
