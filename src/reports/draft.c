/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/draft.h"

#include <string.h>

#include "base/text.h"
#include "reports/draft_internal.h"
#include "reports/texts.h"

/* --- sections ---------------------------------------------------------------------------------------------------- */

static bool add_part(struct drafting *to, const struct part_definition *part, const char *unit,
                     struct report_section *section)
{
    if (part->only_if) {
        const struct figure *figure = figures_get(to->figures, part->only_if, to->err);
        if (!figure)
            return false;
        if (!figure->known || figure->value == 0)
            return true;
    }
    if (part->line)
        return sentence_add(to, part->line, REPORT_DASH, section);
    if (part->text)
        return sentence_add(to, part->text, REPORT_TEXT, section);
    if (part->titles)
        return titles_add(to, part->titles, section);
    if (part->table)
        return table_add(to, part->table, section);
    if (part->texts)
        return texts_add(to, part->texts, unit, section);
    return plan_add(to, part->plan, section);
}

static bool add_section(struct drafting *to, const struct section_definition *definition, int level, const char *unit,
                        struct report_section *section)
{
    unit = definition->unit ? definition->unit : unit;
    struct prose_line title = { 0 };
    if (level > REPORT_LEVEL_MAX)
        return err_set(to->err, ERR_INVALID, "report", NULL, TEXT_DRAFT_DEEP, REPORT_LEVEL_MAX, definition->title);
    if (!prose_add(to->prose, definition->title, &title, to->err))
        return false;
    section->title = prose_text(to->mem, &title);
    section->level = level;
    for (size_t i = 0; i < definition->parts.count; i++)
        if (!add_part(to, &definition->parts.items[i], unit, section))
            return false;
    for (size_t i = 0; i < definition->sections.count; i++) {
        const struct section_definition *inner = &definition->sections.items[i];
        struct report_section made = { 0 };
        if (!add_section(to, inner, level + 1, unit, &made))
            return false;
        if (!inner->optional || made.lines.count + made.sections.count > 0)
            *ARRAY_ADD(to->mem, &section->sections) = made;
    }
    bool silent = section->lines.count + section->sections.count == 0;
    const char *nothing = to->ask->report->nothing;
    return !silent || definition->optional || !nothing || sentence_add(to, nothing, REPORT_DASH, section);
}

/* --- numbers ----------------------------------------------------------------------------------------------------- */

static const char *letter(size_t ordinal)
{
    static const char *const letters[REPORT_LETTERS_MAX] = { "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                                             "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y" };
    return letters[ordinal - 1];
}

static const char *roman(struct arena *mem, size_t ordinal)
{
    static const char *const ones[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX" };
    struct text digits;
    text_init(&digits, mem, TEXT_MAX_LINE);
    for (size_t tens = ordinal / 10; tens > 0; tens--)
        text_char(&digits, 'X');
    text_add(&digits, ones[ordinal % 10]);
    return digits.data;
}

/* The ORDINAL-th heading of LEVEL below the heading numbered ABOVE. */
static const char *number(struct drafting *to, int level, const char *above, size_t ordinal)
{
    if (level == 1)
        return roman(to->mem, ordinal);
    if (level == REPORT_LEVEL_MAX)
        return letter(ordinal);
    return level == 2 ? arena_printf(to->mem, "%zu", ordinal) : arena_printf(to->mem, "%s.%zu", above, ordinal);
}

/* Numbered lines of a section come before its sections and share their count. */
static bool number_inside(struct drafting *to, struct report_section *section)
{
    size_t ordinal = 0;
    int level = section->level + 1;
    for (size_t i = 0; i < section->lines.count; i++)
        ordinal += section->lines.items[i].kind == REPORT_NUMBERED;
    if (level > REPORT_LEVEL_MAX && ordinal > 0)
        return err_set(to->err, ERR_INVALID, "report", NULL, TEXT_DRAFT_DEEP, REPORT_LEVEL_MAX, section->title);
    if (level == REPORT_LEVEL_MAX && ordinal + section->sections.count > REPORT_LETTERS_MAX)
        return err_set(to->err, ERR_INVALID, "report", NULL, TEXT_DRAFT_LETTERS, section->title, REPORT_LETTERS_MAX);
    ordinal = 0;
    for (size_t i = 0; i < section->lines.count; i++)
        if (section->lines.items[i].kind == REPORT_NUMBERED)
            section->lines.items[i].number = number(to, level, section->number, ++ordinal);
    for (size_t i = 0; i < section->sections.count; i++) {
        section->sections.items[i].number = number(to, level, section->number, ++ordinal);
        if (!number_inside(to, &section->sections.items[i]))
            return false;
    }
    return true;
}

static bool add_sections(struct drafting *to)
{
    const struct report_definition *report = to->ask->report;
    for (size_t i = 0; i < report->sections.count; i++) {
        struct report_section made = { 0 };
        if (!add_section(to, &report->sections.items[i], 1, NULL, &made))
            return false;
        if (to->draft->sections.count == REPORT_SECTIONS_MAX)
            return err_set(to->err, ERR_INVALID, "report", NULL, TEXT_DRAFT_MANY, REPORT_SECTIONS_MAX);
        if (!report->sections.items[i].optional || made.lines.count + made.sections.count > 0)
            *ARRAY_ADD(to->mem, &to->draft->sections) = made;
    }
    for (size_t i = 0; i < to->draft->sections.count; i++) {
        to->draft->sections.items[i].number = number(to, 1, "", i + 1);
        if (!number_inside(to, &to->draft->sections.items[i]))
            return false;
    }
    return true;
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static bool add_head(struct drafting *to)
{
    struct report_draft *draft = to->draft;
    const struct text_list *subject = &to->ask->report->subject;
    draft->subject = ARENA_ARRAY(to->mem, const char *, subject->count + 1);
    for (size_t i = 0; i < subject->count; i++) {
        struct prose_line line = { 0 };
        if (!prose_add(to->prose, subject->items[i], &line, to->err))
            return false;
        draft->subject[i] = prose_text(to->mem, &line);
    }
    const char *from = period_day_words(to->mem, draft->period.from),
               *until = period_day_words(to->mem, draft->period.to);
    draft->period_line = draft->cutoff == draft->period.to ? arena_printf(to->mem, TEXT_DRAFT_PERIOD, from, until)
                                                           : arena_printf(to->mem, TEXT_DRAFT_CUTOFF, from, until,
                                                                          period_day_words(to->mem, draft->cutoff));
    return true;
}

/* The annex's figures come first, in its order. */
static bool add_annex(struct drafting *to)
{
    const struct text_list *annex = &to->ask->report->annex;
    for (size_t i = 0; i < annex->count; i++) {
        const struct figure *figure = figures_get(to->figures, annex->items[i], to->err);
        if (!figure)
            return false;
        figure_keep(to, figure);
    }
    return true;
}

/* --- what it rests on --------------------------------------------------------------------------------------------- */

static void add_register(const struct register_definition *reg, void *arg)
{
    struct drafting *to = arg;
    const char *known = to->draft->registers;
    if (!strstr(known, arena_printf(to->mem, ",%s,", reg->name)))
        to->draft->registers = arena_printf(to->mem, "%s%s,", known, reg->name);
}

static void add_section_registers(struct drafting *to, const struct section_definition *section)
{
    for (size_t i = 0; i < section->parts.count; i++) {
        const struct part_definition *part = &section->parts.items[i];
        const struct register_definition *reg = part->titles  ? part->titles->reg
                                                : part->texts ? part->texts->reg
                                                : part->plan  ? part->plan->reg
                                                              : NULL;
        if (reg)
            add_register(reg, to);
    }
    for (size_t i = 0; i < section->sections.count; i++)
        add_section_registers(to, &section->sections.items[i]);
}

static void add_registers(struct drafting *to)
{
    to->draft->registers = ",";
    figures_each_register(to->figures, add_register, to);
    for (size_t i = 0; i < to->ask->report->sections.count; i++)
        add_section_registers(to, &to->ask->report->sections.items[i]);
}

static bool check_cutoff(const struct report_ask *ask, day_t cutoff, struct err *err)
{
    char given[DATE_SIZE], from[DATE_SIZE];
    day_print_people(cutoff, given);
    day_print_people(ask->period.from, from);
    return cutoff >= ask->period.from || err_set(err, ERR_INVALID, "cutoff", "cutoff", TEXT_CUTOFF_EARLY, given, from);
}

const struct report_draft *report_draft_make(struct arena *mem, const struct report_ask *ask, struct err *err)
{
    struct report_draft *draft = ARENA_NEW(mem, struct report_draft);
    draft->definitions = ask->definitions;
    draft->report = ask->report;
    draft->period = ask->period;
    draft->cutoff = ask->cutoff ? ask->cutoff : ask->period.to;
    day_print(draft->cutoff, draft->as_of);
    if (!check_cutoff(ask, draft->cutoff, err))
        return NULL;
    struct figures *figures =
        figures_new(mem, ask->definitions, ask->report, ask->source, &draft->period, draft->cutoff);
    struct drafting to = { .mem = mem,
                           .ask = ask,
                           .days = { &draft->period, draft->cutoff },
                           .next = period_after(&draft->period),
                           .figures = figures,
                           .prose = prose_new(mem, figures, &draft->period, draft->cutoff),
                           .draft = draft,
                           .err = err };
    bool made = add_head(&to) && add_annex(&to) && titles_read(&to) && add_sections(&to);
    if (made)
        add_registers(&to);
    return made ? draft : NULL;
}

/* --- from a store ------------------------------------------------------------------------------------------------ */

static bool read_ask(struct report_ask *ask, const char *period, const char *cutoff, struct err *err)
{
    if (!period_parse_for(ask->report->period, period, &ask->period, err))
        return false;
    if (cutoff && !day_parse_people(cutoff, &ask->cutoff))
        return err_set(err, ERR_INVALID, "cutoff", "cutoff", TEXT_PERIOD_DAY, cutoff);
    return !ask->cutoff || check_cutoff(ask, ask->cutoff, err);
}

const struct report_draft *report_draft_read(struct arena *mem, struct store *store,
                                             const struct definitions *definitions,
                                             const struct report_definition *report, const char *period,
                                             const char *cutoff, struct err *err)
{
    struct report_source source = report_source_of_store(mem, store, definitions, report);
    struct report_ask ask = { .definitions = definitions, .report = report, .source = &source };
    struct db *db;
    if (!read_ask(&ask, period, cutoff, err))
        return NULL;
    if (!(db = db_for_read(store, err)) || !db_snapshot_begin(db, mem, err))
        return NULL;
    const struct report_draft *draft = report_draft_make(mem, &ask, err);
    db_snapshot_end(db);
    return draft;
}

const struct figure *report_figure_read(struct arena *mem, struct store *store, const struct definitions *definitions,
                                        const struct report_definition *report, const char *period, const char *cutoff,
                                        const char *figure, struct err *err)
{
    struct report_source source = report_source_of_store(mem, store, definitions, report);
    struct report_ask ask = { .definitions = definitions, .report = report, .source = &source };
    struct db *db;
    if (!read_ask(&ask, period, cutoff, err))
        return NULL;
    if (!(db = db_for_read(store, err)) || !db_snapshot_begin(db, mem, err))
        return NULL;
    day_t day = ask.cutoff ? ask.cutoff : ask.period.to;
    struct figures *figures = figures_new(mem, definitions, report, &source, &ask.period, day);
    figures_want_ids(figures);
    const struct figure *made = figures_get(figures, figure, err);
    db_snapshot_end(db);
    return made;
}
