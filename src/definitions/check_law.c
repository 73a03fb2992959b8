/* SPDX-License-Identifier: Apache-2.0 */
/* The acts that are cited: their own days, and what cites them on days on which they are not in force: a warning. */
#include "definitions/loader_internal.h"

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/text.h"
#include "definitions/law.h"
#include "definitions/print_definition.h"
#include "definitions/texts.h"

static void warn(struct loader *loader, struct place place, const char *format, ...) PRINTF_LIKE(3, 4);

static void warn(struct loader *loader, struct place place, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    faults_add(loader->mem, loader->faults, place, true, "%s", arena_vprintf(loader->mem, format, args));
    va_end(args);
}

static const char *people(struct loader *loader, const char *date)
{
    day_t day;
    char printed[DATE_SIZE];
    if (!day_parse(date, &day))
        return date;
    day_print_people(day, printed);
    return arena_strdup(loader->mem, printed);
}

/* The day before or after DATE. */
static const char *beside(struct loader *loader, const char *date, int days)
{
    day_t day;
    char printed[DATE_SIZE];
    if (!day_parse(date, &day))
        return date;
    day_print(day + days, printed);
    return arena_strdup(loader->mem, printed);
}

/* The first day that the definitions are used for: of the first records, or today. */
static const char *records_from(const struct loader *loader)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return definitions_setting(loader->set, "records.from", arena_strdup(loader->mem, today));
}

/* A rule that holds from FROM to UNTIL rests on TEXT: each citation that has days holds through all of it. */
static void check_rule(struct loader *loader, struct place place, const char *text, const char *from, const char *until)
{
    size_t count;
    const char *const *citations = text ? law_citations(loader->mem, text, &count) : NULL;
    const char *begin = strcmp(from, records_from(loader)) < 0 ? records_from(loader) : from;
    for (size_t i = 0; citations && i < count; i++) {
        const char *citation = citations[i], *first, *last;
        law_days(loader->set, citation, &first, &last);
        if (strcmp(begin, until) <= 0 && strcmp(begin, first) < 0)
            warn(loader, place, TEXT_LAW_NOT_YET, citation, people(loader, first), people(loader, begin));
        if (*last && strcmp(until, last) > 0)
            warn(loader, place, TEXT_LAW_NO_MORE, citation, people(loader, last));
    }
}

/* What is used on every day from the first record on: of its citations one at least holds. */
static void check_text(struct loader *loader, const char *text, struct place owner)
{
    size_t count;
    if (!text)
        return;
    struct place place = place_of(loader, text, owner);
    const char *begin = records_from(loader);
    const char *const *citations = law_citations(loader->mem, text, &count);
    if (!law_on(loader->mem, loader->set, text, begin))
        warn(loader, place, TEXT_LAW_NONE, text, people(loader, begin));
    for (size_t i = 0; i < count; i++) {
        const char *citation = citations[i], *first, *last;
        law_days(loader->set, citation, &first, &last);
        const char *behind = *last ? beside(loader, last, 1) : NULL;
        if (behind && strcmp(behind, begin) > 0 && !law_on(loader->mem, loader->set, text, behind))
            warn(loader, place, TEXT_LAW_NONE, text, people(loader, behind));
        if (behind && strcmp(behind, begin) <= 0)
            warn(loader, place, TEXT_LAW_NO_MORE, citation, people(loader, last));
    }
}

/* A form with days is cited with the laws of those days. */
static void check_print_law(struct loader *loader, const struct print_definition *print)
{
    if (print->from || print->until)
        check_rule(loader, place_of(loader, print->law, print->place), print->law,
                   print->from ? print->from : "0001-01-01", print->until ? print->until : DATE_OPEN);
    else
        check_text(loader, print->law, print->place);
}

static void check_register(struct loader *loader, const struct register_definition *reg)
{
    check_text(loader, reg->law, reg->place);
    for (size_t i = 0; i < reg->prints.count; i++)
        check_print_law(loader, &reg->prints.items[i]);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].within)
            check_text(loader, reg->fields.items[i].within->law, reg->fields.items[i].place);
    for (size_t i = 0; i < reg->deadlines.count; i++) {
        const struct deadline_definition *deadline = &reg->deadlines.items[i];
        check_text(loader, deadline->law, deadline->place);
        for (size_t k = 0; k < deadline->limits_by.count; k++)
            check_text(loader, deadline->limits_by.items[k].law, deadline->place);
    }
}

static void check_acts(struct loader *loader)
{
    const struct definitions *set = loader->set;
    if (set->acts.count > 0)
        CHECK_UNIQUE(loader, set->acts, name, "văn bản", set->acts.items[0].place);
    for (size_t i = 0; i < set->acts.count; i++) {
        const struct legal_act *act = &set->acts.items[i];
        if (act->from && act->until && strcmp(act->until, act->from) < 0)
            fault_error(loader, place_of(loader, act->until, act->place), TEXT_DATES_CROSSED, act->until, act->from);
        if (!act->from && !act->until)
            fault_error(loader, act->place, TEXT_LAW_WITHOUT_DAYS, act->name ? act->name : "");
    }
}

void check_law(struct loader *loader)
{
    const struct definitions *set = loader->set;
    check_acts(loader);
    for (size_t i = 0; i < set->limits.count; i++)
        for (size_t k = 0; k < set->limits.items[i].rows.count; k++) {
            const struct limit_row *row = &set->limits.items[i].rows.items[k];
            check_rule(loader, place_of(loader, row->law, set->limits.items[i].place), row->law, row->from, row->until);
        }
    for (size_t i = 0; i < set->registers.count; i++)
        check_register(loader, &set->registers.items[i]);
}
