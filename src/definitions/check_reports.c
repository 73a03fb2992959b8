/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/texts.h"
#include "template/template.h"

struct report_names {
    struct names figures, units, registers;
};

/* --- sentences ---------------------------------------------------------------------------------------------------- */

static void check_sentence_name(struct loader *loader, const struct names *figures, const char *name,
                                struct place place)
{
    const char *dot = strchr(name, '.');
    const char *first = dot ? arena_strndup(loader->mem, name, (size_t)(dot - name)) : name;
    struct names words = { 0 };
    for (size_t i = 0; i < report_word_count; i++)
        if (!dot && text_equal(first, report_words[i]))
            return;
    if (!names_has(figures, first)) {
        const char *nearest = nearest_word(first, figures->list.items, figures->list.count);
        if (!nearest)
            nearest = nearest_word(first, report_words, report_word_count);
        if (nearest)
            fault_name(loader, place, TEXT_SENTENCE_NEAR, first, nearest);
        else if (!loader->unread)
            fault_name(loader, place, TEXT_SENTENCE_NAME, first);
        return;
    }
    for (size_t i = 0; i < figure_form_count; i++)
        names_add(loader, &words, figure_forms[i]);
    if (dot && !names_has(&words, dot + 1))
        fault_error(loader, place, TEXT_SENTENCE_HEDGE, dot + 1,
                    join_words(loader->mem, words.list.items, words.list.count));
}

static void check_sentence(struct loader *loader, const struct names *figures, const char *sentence, struct place owner)
{
    struct err err;
    size_t count;
    if (!sentence)
        return;
    struct place place = place_of(loader, sentence, owner);
    const struct template *template = template_parse(loader->mem, sentence, &err);
    if (!template) {
        fault_error(loader, place, TEXT_SENTENCE, err.text);
        return;
    }
    const struct template_name *names = template_names(template, &count);
    for (size_t i = 0; i < count; i++) {
        if (names[i].use == TEMPLATE_USE_PARTIAL)
            fault_error(loader, place, TEXT_SENTENCE_PARTIAL, names[i].name);
        else if (!text_equal(names[i].name, "."))
            check_sentence_name(loader, figures, names[i].name, place);
    }
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

/* A field whose choices have the verbs of a list of titles. */
static void check_choice_field(struct loader *loader, const struct titles_definition *titles, const char *key,
                               const char *name, struct place owner)
{
    struct names fields = { .what = "trường" };
    NAMES_OF(loader, &fields, titles->reg->fields, name);
    check_one(loader, &fields, name, owner);
    const struct field *field = name ? register_field(titles->reg, name) : NULL;
    if (field && field->type != FIELD_CHOICE)
        fault_error(loader, place_of(loader, name, owner), TEXT_FIELD_TYPE, key, "choice", field->name,
                    field_type_name(field->type));
}

static void check_titles(struct loader *loader, const struct titles_definition *titles,
                         const struct report_names *names, struct place owner)
{
    struct names fields = { .what = "trường" };
    check_one(loader, &names->registers, titles->register_name, owner);
    if (titles->limit < 0)
        fault_error(loader, owner, TEXT_LIMIT_NEGATIVE);
    if (!titles->reg)
        return;
    NAMES_OF(loader, &fields, titles->reg->fields, name);
    check_choice_field(loader, titles, "by", titles->by, owner);
    check_choice_field(loader, titles, "otherwise", titles->otherwise, owner);
    check_one(loader, &fields, titles->phrase, owner);
    check_sentence(loader, &names->figures, titles->lead, owner);
    if (titles->phrase)
        refuse_personal(loader, titles->reg, titles->phrase, "báo cáo", place_of(loader, titles->phrase, owner));
    refuse_personal_keys(loader, titles->reg, titles->query, owner);
}

static void check_texts(struct loader *loader, const struct texts_definition *texts, const struct report_names *names,
                        struct place owner)
{
    struct names fields = { .what = "trường" };
    check_one(loader, &names->registers, texts->register_name, owner);
    if (!texts->reg)
        return;
    NAMES_OF(loader, &fields, texts->reg->fields, name);
    if (texts->text && check_one(loader, &fields, texts->text, owner))
        refuse_personal(loader, texts->reg, texts->text, "báo cáo", place_of(loader, texts->text, owner));
    refuse_personal_keys(loader, texts->reg, texts->query, owner);
}

static void check_part(struct loader *loader, struct part_definition *part, const struct report_names *names)
{
    int kinds = !!part->line + !!part->text + !!part->titles + !!part->table + !!part->texts + !!part->plan;
    if (kinds != 1)
        fault_error(loader, part->place, TEXT_PART_ONE_OF, kinds);
    check_sentence(loader, &names->figures, part->line, part->place);
    check_sentence(loader, &names->figures, part->text, part->place);
    check_one(loader, &names->figures, part->only_if, part->place);
    if (part->titles)
        check_titles(loader, part->titles, names, part->place);
    if (part->table) {
        check_sentence(loader, &names->figures, part->table->title, part->place);
        check_each(loader, &names->figures, &part->table->figures, part->place);
    }
    if (part->texts)
        check_texts(loader, part->texts, names, part->place);
    if (part->plan)
        check_texts(loader, part->plan, names, part->place);
}

static void check_section(struct loader *loader, struct section_definition *section, const struct report_names *names)
{
    check_sentence(loader, &names->figures, section->title, section->place);
    check_one(loader, &names->units, section->unit, section->place);
    if (section->title && section->parts.count + section->sections.count == 0 && !section->optional && !section->unit)
        fault_error(loader, section->place, TEXT_SECTION_EMPTY, section->title);
    for (size_t i = 0; i < section->parts.count; i++)
        check_part(loader, &section->parts.items[i], names);
    for (size_t i = 0; i < section->sections.count; i++)
        check_section(loader, &section->sections.items[i], names);
}

/* --- reports ------------------------------------------------------------------------------------------------------ */

static void check_report(struct loader *loader, struct report_definition *report, const struct report_names *names)
{
    const struct definitions *set = loader->set;
    struct names issuers = { .what = "cơ quan ban hành", .elsewhere = true };
    struct names types = { .what = "tên loại văn bản", .elsewhere = true };
    const struct choice_list *list = definitions_list(set, "document-types");
    NAMES_OF(loader, &issuers, set->issuers, code);
    if (list)
        NAMES_OF(loader, &types, list->choices, code);
    if (report->name && !is_code(report->name))
        fault_error(loader, place_of(loader, report->name, report->place), TEXT_NOT_CODE, report->name);
    if (report->slug && !is_slug(report->slug))
        fault_error(loader, place_of(loader, report->slug, report->place), TEXT_NOT_SLUG, report->slug);
    if (report->file && (!is_slug(report->file) || strchr(report->file, '/')))
        fault_error(loader, place_of(loader, report->file, report->place), TEXT_NOT_FILE_NAME, report->file);
    for (size_t i = 0; report->slug && i < set->registers.count; i++)
        if (text_equal(set->registers.items[i].slug, report->slug))
            fault_twice(loader, report->slug, set->registers.items[i].slug, "đường dẫn", report->place);
    check_one(loader, &issuers, report->issuer, report->place);
    check_one(loader, &names->units, report->unit, report->place);
    check_one(loader, &types, report->type, report->place);
    check_each(loader, &names->figures, &report->annex, report->place);
    check_sentence(loader, &names->figures, report->nothing, report->place);
    for (size_t i = 0; i < report->subject.count; i++)
        check_sentence(loader, &names->figures, report->subject.items[i], report->place);
    for (size_t i = 0; i < report->sections.count; i++)
        check_section(loader, &report->sections.items[i], names);
}

void check_reports(struct loader *loader)
{
    const struct definitions *set = loader->set;
    struct report_names names = {
        .units = { .what = "đơn vị", .elsewhere = true },
        .registers = { .what = "sổ", .elsewhere = true },
    };
    figure_names(loader, &names.figures);
    NAMES_OF(loader, &names.units, set->units, code);
    NAMES_OF(loader, &names.registers, set->registers, name);
    for (size_t i = 0; i < set->reports.count; i++)
        check_report(loader, set->reports.items[i], &names);
}
