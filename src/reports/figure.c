/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/figure.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "reports/texts.h"
#include "store/id.h"
#include "viet/number.h"

struct kept_figure {
    const char *id;
    day_t from, to;
    const struct figure *figure;
};

struct figures {
    struct arena *mem;
    const struct definitions *definitions;
    const struct report_definition *report;
    const struct report_source *source;
    const struct period *period;
    day_t cutoff;
    int depth;
    bool with_ids;
    int within_total; /* the ids of its parts are counted once each */
    ARRAY(struct kept_figure) kept;
};

/* One figure being computed. */
struct making {
    struct figures *run;
    const struct figure_definition *definition;
    struct period period;
    struct figure *figure;
    struct err *err;
};

typedef bool make_figure(struct making *making);

struct figures *figures_new(struct arena *mem, const struct definitions *definitions,
                            const struct report_definition *report, const struct report_source *source,
                            const struct period *period, day_t cutoff)
{
    struct figures *run = ARENA_NEW(mem, struct figures);
    *run = (struct figures){
        .mem = mem, .definitions = definitions, .report = report, .source = source, .period = period, .cutoff = cutoff
    };
    return run;
}

void figures_want_ids(struct figures *run)
{
    run->with_ids = true;
}

void figures_each_register(struct figures *run, void (*visit)(const struct register_definition *reg, void *arg),
                           void *arg)
{
    for (size_t i = 0; i < run->kept.count; i++) {
        const struct figure_definition *definition = definitions_figure(run->definitions, run->kept.items[i].id);
        if (definition && definition->owner)
            visit(definition->owner, arg);
    }
}

/* --- from records ------------------------------------------------------------------------------------------------ */

static struct report_days days_of(const struct making *making)
{
    const struct period *own = making->run->period;
    bool is_own = making->period.from == own->from && making->period.to == own->to;
    return (struct report_days){ &making->period, is_own ? making->run->cutoff : making->period.to };
}

static bool too_large(struct making *making)
{
    return err_set(making->err, ERR_INVALID, "figure", making->definition->name, TEXT_FIGURE_LARGE,
                   making->definition->label);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int compare_integers(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int64_t count_distinct(struct arena *mem, const struct figure_records *records)
{
    size_t count = records->count, size = records->integers ? sizeof(int64_t) : sizeof(const char *);
    int (*compare)(const void *, const void *) = records->integers ? compare_integers : compare_texts;
    const void *values = records->integers ? (const void *)records->integers : (const void *)records->texts;
    if (count == 0)
        return 0;
    char *sorted = arena_copy(mem, values, count * size);
    qsort(sorted, count, size, compare);
    int64_t distinct = 1;
    for (size_t i = 1; i < count; i++)
        distinct += compare(sorted + (i - 1) * size, sorted + i * size) != 0;
    return distinct;
}

/* "kỳ họp thứ 2, kỳ họp thứ 3": each value once, choices by their labels. */
static const char *names_of(struct making *making, const struct figure_records *records)
{
    struct arena *mem = making->run->mem;
    const struct figure_definition *definition = making->definition;
    const struct field *field = register_field(definition->owner, definition->field);
    size_t count = records->texts ? records->count : 0;
    const char **sorted = count > 0 ? arena_copy(mem, records->texts, count * sizeof *sorted) : NULL;
    struct text names;
    text_init(&names, mem, TEXT_MAX_LINE);
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, compare_texts);
    for (size_t i = 0; i < count; i++) {
        const struct choice *choice = field ? field_choice(field, sorted[i]) : NULL;
        if (i == 0 || !text_equal(sorted[i], sorted[i - 1]))
            text_printf(&names, "%s%s", names.length ? ", " : "", choice ? choice->label : sorted[i]);
    }
    return names.data;
}

static bool add_up(struct making *making, const struct figure_records *records)
{
    struct figure *figure = making->figure;
    for (size_t i = 0; records->integers && i < records->count; i++)
        if (__builtin_add_overflow(figure->value, records->integers[i], &figure->value))
            return too_large(making);
    figure->known = records->count > 0 || !text_equal(making->definition->empty, "missing");
    return true;
}

static bool take_value(struct making *making, const struct figure_records *records)
{
    struct figure *figure = making->figure;
    size_t last = records->count - 1;
    switch (figure->kind) {
    case FIGURE_RECORDS:
        figure->value = (int64_t)records->count;
        figure->known = true;
        return true;
    case FIGURE_DISTINCT:
        figure->value = count_distinct(making->run->mem, records);
        figure->names = names_of(making, records);
        figure->known = true;
        return true;
    case FIGURE_SUM:
        return add_up(making, records);
    default: /* FIGURE_LAST */
        figure->known = records->count > 0 && records->integers;
        figure->value = figure->known ? records->integers[last] : 0;
        figure->ids = figure->known ? &records->ids[last] : NULL;
        figure->count = figure->known;
        return true;
    }
}

static bool make_of_records(struct making *making)
{
    struct figures *run = making->run;
    struct figure *figure = making->figure;
    struct figure_records records;
    struct report_days days = days_of(making);
    if (!run->source->figure(run->source, run->mem, making->definition, &days, run->with_ids || run->within_total > 0,
                             &records, making->err))
        return false;
    figure->register_name = making->definition->owner ? making->definition->owner->name : NULL;
    figure->query = records.query;
    figure->words = records.words;
    if (records.unbound) {
        figure->words = arena_printf(run->mem, TEXT_WORDS_UNBOUND, figure->label);
        figure->register_name = NULL;
        return true;
    }
    figure->baseline = records.baseline;
    if (records.baseline) {
        figure->words = arena_printf(run->mem, TEXT_WORDS_BASELINE, records.words);
        return true;
    }
    figure->ids = records.ids;
    figure->count = records.count;
    return take_value(making, &records);
}

/* --- from figures ------------------------------------------------------------------------------------------------ */

static void take_records(struct figure *figure, const struct figure *of)
{
    figure->ids = of->ids;
    figure->count = of->count;
    figure->register_name = of->register_name;
    figure->query = of->query;
    figure->baseline |= of->baseline;
}

static void divide(struct making *making, const struct figure *numerator, const struct figure *denominator)
{
    struct figure *figure = making->figure;
    figure->percent = true;
    take_records(figure, numerator);
    figure->words = arena_printf(making->run->mem, TEXT_WORDS_RATIO, numerator->label, denominator->label);
    if (!numerator->known || !denominator->known)
        return;
    figure->has_parts = true;
    figure->numerator = numerator->value;
    figure->denominator = denominator->value;
    figure->known = viet_percent_hundredths(numerator->value, denominator->value, &figure->value);
}

static bool make_ratio(struct making *making)
{
    const struct figure_definition *definition = making->definition;
    bool share = definition->kind == FIGURE_SHARE;
    const char *above = share ? definition->figure : definition->numerator;
    const char *below = share ? definition->plan : definition->denominator;
    const struct figure *numerator = figures_get_in(making->run, above, &making->period, making->err);
    if (!numerator)
        return false;
    const struct figure *denominator = figures_get_in(making->run, below, &making->period, making->err);
    if (!denominator)
        return false;
    divide(making, numerator, denominator);
    return true;
}

/* Those of the first come first; each id once. */
static void join_ids(struct arena *mem, struct figure *figure, const struct figure *more)
{
    size_t own = figure->count, count = own;
    int64_t *sorted = ARENA_ARRAY(mem, int64_t, own + 1), *ids = ARENA_ARRAY(mem, int64_t, own + more->count + 1);
    if (own > 0) {
        memcpy(ids, figure->ids, own * sizeof *ids);
        memcpy(sorted, ids, own * sizeof *ids);
        qsort(sorted, own, sizeof *sorted, compare_integers);
    }
    for (size_t i = 0; i < more->count; i++)
        if (!bsearch(&more->ids[i], sorted, own, sizeof *sorted, compare_integers))
            ids[count++] = more->ids[i];
    figure->ids = ids;
    figure->count = count;
}

static bool add_part(struct making *making, const char *id, bool minus, bool first, struct text *words)
{
    struct figure *figure = making->figure;
    const struct figure *part = figures_get_in(making->run, id, &making->period, making->err);
    if (!part)
        return false;
    if (!first)
        text_add(words, minus ? TEXT_WORDS_MINUS : TEXT_WORDS_PLUS);
    text_add(words, part->label);
    if (first) {
        take_records(figure, part);
        figure->known = part->known;
        figure->percent = part->percent;
        figure->value = part->value;
        return true;
    }
    figure->register_name = NULL;
    figure->query = NULL;
    figure->baseline |= part->baseline;
    figure->known = figure->known && part->known;
    join_ids(making->run->mem, figure, part);
    bool over = minus ? __builtin_sub_overflow(figure->value, part->value, &figure->value)
                      : __builtin_add_overflow(figure->value, part->value, &figure->value);
    return over ? too_large(making) : true;
}

static bool add_parts(struct making *making)
{
    const struct figure_definition *definition = making->definition;
    struct text words;
    text_init(&words, making->run->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < definition->of.count; i++)
        if (!add_part(making, definition->of.items[i], false, i == 0, &words))
            return false;
    for (size_t i = 0; i < definition->minus.count; i++)
        if (!add_part(making, definition->minus.items[i], true, false, &words))
            return false;
    making->figure->words = words.data;
    return true;
}

static bool make_total(struct making *making)
{
    const struct figure_definition *definition = making->definition;
    making->run->within_total += definition->of.count + definition->minus.count > 1;
    bool made = add_parts(making);
    making->run->within_total -= definition->of.count + definition->minus.count > 1;
    return made;
}

static void copy_value(struct figure *figure, const struct figure *of)
{
    take_records(figure, of);
    figure->known = of->known;
    figure->percent = of->percent;
    figure->value = of->value;
    figure->has_parts = of->has_parts;
    figure->numerator = of->numerator;
    figure->denominator = of->denominator;
}

static bool make_in_period(struct making *making, const struct period *period, const char *words)
{
    const struct figure *of = figures_get_in(making->run, making->definition->figure, period, making->err);
    if (!of)
        return false;
    copy_value(making->figure, of);
    memcpy(making->figure->as_of, of->as_of, DATE_SIZE);
    making->figure->words =
        words ? words
              : arena_printf(making->run->mem, TEXT_WORDS_OF_PERIOD, of->words, period_words(making->run->mem, period));
    return true;
}

static bool make_before(struct making *making)
{
    struct period period = period_before(&making->period);
    return make_in_period(making, &period, NULL);
}

static bool make_last_year(struct making *making)
{
    struct period period = period_last_year(&making->period);
    return make_in_period(making, &period, NULL);
}

/* The period's own value and what was issued for the earlier ones of the year; one that was not issued is missing. */
static bool add_issued(struct making *making, const struct period *year)
{
    struct figures *run = making->run;
    struct figure *figure = making->figure;
    const struct figure *own = figures_get_in(run, making->definition->figure, &making->period, making->err);
    if (!own)
        return false;
    copy_value(figure, own);
    figure->words = arena_printf(run->mem, TEXT_WORDS_ISSUED, own->label);
    for (struct period at = period_before(&making->period); at.from >= year->from; at = period_before(&at)) {
        bool known;
        int64_t value;
        if (!run->source->issued(run->source, run->mem, run->report->name, at.name, own->id, &known, &value,
                                 making->err))
            return false;
        figure->known = figure->known && known;
        if (__builtin_add_overflow(figure->value, value, &figure->value))
            return too_large(making);
    }
    return true;
}

static bool make_year(struct making *making)
{
    struct period year = period_year_to_date(&making->period);
    if (text_equal(making->definition->from, "issued"))
        return add_issued(making, &year);
    const struct figure_definition *of = definitions_figure(making->run->definitions, making->definition->figure);
    return make_in_period(making, &year,
                          arena_printf(making->run->mem, TEXT_WORDS_YEAR, of ? of->label : making->definition->figure));
}

static bool subtract(struct making *making, const struct figure *a, const struct figure *b)
{
    struct figure *figure = making->figure;
    take_records(figure, a);
    figure->baseline |= b->baseline;
    figure->known = a->known && b->known;
    figure->percent = a->percent;
    figure->words = arena_printf(making->run->mem, TEXT_WORDS_CHANGE, a->label, a->display, b->label, b->display);
    if (figure->known && __builtin_sub_overflow(a->value, b->value, &figure->value))
        return too_large(making);
    return true;
}

static bool make_change(struct making *making)
{
    const struct figure_definition *definition = making->definition;
    const struct figure *a = figures_get_in(making->run, definition->figure, &making->period, making->err);
    if (!a)
        return false;
    const struct figure *b = figures_get_in(making->run, definition->against, &making->period, making->err);
    return b && subtract(making, a, b);
}

static bool make_external(struct making *making)
{
    making->figure->words = arena_printf(making->run->mem, TEXT_WORDS_EXTERNAL, making->figure->label);
    return true;
}

/* --- the run ----------------------------------------------------------------------------------------------------- */

static make_figure *const makers[] = {
    [FIGURE_RECORDS] = make_of_records, [FIGURE_DISTINCT] = make_of_records, [FIGURE_SUM] = make_of_records,
    [FIGURE_LAST] = make_of_records,    [FIGURE_RATIO] = make_ratio,         [FIGURE_TOTAL] = make_total,
    [FIGURE_BEFORE] = make_before,      [FIGURE_LAST_YEAR] = make_last_year, [FIGURE_YEAR] = make_year,
    [FIGURE_SHARE] = make_ratio,        [FIGURE_CHANGE] = make_change,       [FIGURE_EXTERNAL] = make_external,
};

static void finish(struct arena *mem, struct figure *figure)
{
    if (!figure->known)
        figure->value = 0;
    if (!figure->words)
        figure->words = figure->label;
    if (!figure->known)
        figure->display = TEXT_FIGURE_MISSING;
    else
        figure->display = figure->percent ? viet_percent(mem, figure->value) : viet_number(mem, figure->value);
}

static const struct figure *compute(struct figures *run, const struct figure_definition *definition,
                                    const struct period *period, struct err *err)
{
    struct figure *figure = ARENA_NEW(run->mem, struct figure);
    struct making making = { run, definition, *period, figure, err };
    figure->id = definition->name;
    figure->label = definition->label;
    figure->counts = definition->counts;
    figure->kind = definition->kind;
    day_print(days_of(&making).cutoff, figure->as_of);
    if (run->depth == FIGURE_DEPTH_MAX) {
        err_set(err, ERR_INVALID, "figure", definition->name, TEXT_FIGURE_DEEP, definition->label);
        return NULL;
    }
    run->depth++;
    bool done = makers[definition->kind](&making);
    run->depth--;
    if (!done)
        return NULL;
    finish(run->mem, figure);
    *ARRAY_ADD(run->mem, &run->kept) = (struct kept_figure){ definition->name, period->from, period->to, figure };
    return figure;
}

const struct figure *figures_get_in(struct figures *run, const char *id, const struct period *period, struct err *err)
{
    for (size_t i = 0; i < run->kept.count; i++) {
        const struct kept_figure *kept = &run->kept.items[i];
        bool enough = kept->figure->ids || kept->figure->count == 0 || run->within_total == 0;
        if (enough && kept->from == period->from && kept->to == period->to && text_equal(kept->id, id))
            return kept->figure;
    }
    const struct figure_definition *definition = definitions_figure(run->definitions, id);
    if (!definition) {
        err_set(err, ERR_NOT_FOUND, "figure", id, TEXT_FIGURE_UNKNOWN, id);
        return NULL;
    }
    return compute(run, definition, period, err);
}

const struct figure *figures_get(struct figures *run, const char *id, struct err *err)
{
    return figures_get_in(run, id, run->period, err);
}

const struct figure *figures_change(struct figures *run, const struct figure *a, const struct figure *b,
                                    struct err *err)
{
    struct figure *figure = ARENA_NEW(run->mem, struct figure);
    struct figure_definition definition = { .name = a->id, .label = a->label, .kind = FIGURE_CHANGE };
    struct making making = { run, &definition, *run->period, figure, err };
    figure->id = arena_printf(run->mem, "%s_change", a->id);
    figure->label = a->label;
    figure->counts = a->counts;
    figure->kind = FIGURE_CHANGE;
    memcpy(figure->as_of, a->as_of, DATE_SIZE);
    if (!subtract(&making, a, b))
        return NULL;
    finish(run->mem, figure);
    return figure;
}

/* --- JSON -------------------------------------------------------------------------------------------------------- */

static void put_optional(struct json *json, const char *key, bool known, int64_t value)
{
    if (known)
        json_put_int(json, key, value);
    else
        json_put_null(json, key);
}

void figure_json_members(struct json *json, const struct figure *figure)
{
    json_put_text(json, "id", figure->id);
    json_put_text(json, "label", figure->label);
    put_optional(json, "value", figure->known, figure->value);
    json_put_text(json, "display", figure->display);
    put_optional(json, "numerator", figure->has_parts, figure->numerator);
    put_optional(json, "denominator", figure->has_parts, figure->denominator);
    json_put_text(json, "register", figure->register_name);
    json_put_text(json, "query", figure->query);
    json_put_int(json, "count", (int64_t)figure->count);
}

void figure_json(struct json *json, const struct figure *figure, bool with_ids)
{
    char id[ID_SIZE];
    json_object(json);
    figure_json_members(json, figure);
    if (with_ids) {
        json_key(json, "ids");
        json_array(json);
        for (size_t i = 0; i < figure->count; i++) {
            id_print(figure->ids[i], id);
            json_text(json, id);
        }
        json_array_end(json);
    }
    json_object_end(json);
}
