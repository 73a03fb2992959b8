/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/prose.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "reports/texts.h"
#include "template/template.h"
#include "viet/number.h"

/* A figure in rendered text: MARK_ID id MARK_TEXT text MARK_END. No text of people holds these control characters. */
#define MARK_ID   '\x1e'
#define MARK_TEXT '\x1f'
#define MARK_END  '\x1d'

enum { PERIOD_WORDS = 15 };

struct period_word {
    const char *name;
    const char *text;
};

struct prose {
    struct arena *mem;
    struct figures *figures;
    struct period_word words[PERIOD_WORDS];
    const struct template_value *root;
    struct err err; /* of a figure asked for while rendering */
};

/* --- forms of a figure ------------------------------------------------------------------------------------------- */

typedef const char *print_form(struct arena *mem, const struct figure *figure);

/* Nothing is 0 in a sentence that counts: “tiếp nhận 0 đơn”; who wants “không có hồ sơ” asks for the words. */
static const char *print_exact(struct arena *mem, const struct figure *figure)
{
    return figure->percent || figure->value == 0 ? figure->display : viet_count_prose(mem, figure->value);
}

static const char *print_over(struct arena *mem, const struct figure *figure)
{
    return figure->percent ? figure->display : viet_over(mem, figure->value);
}

static const char *print_nearly(struct arena *mem, const struct figure *figure)
{
    return figure->percent ? figure->display : viet_nearly(mem, figure->value);
}

static const char *print_million(struct arena *mem, const struct figure *figure)
{
    return figure->percent || figure->value == 0 ? figure->display : viet_million(mem, figure->value);
}

static const char *print_words(struct arena *mem, const struct figure *figure)
{
    return figure->percent ? figure->display : viet_words(mem, figure->value);
}

static const char *print_plain(struct arena *mem, const struct figure *figure)
{
    (void)mem;
    return figure->display;
}

static const char *print_names(struct arena *mem, const struct figure *figure)
{
    (void)mem;
    return figure->names ? figure->names : figure->display;
}

static const char *print_trend(struct arena *mem, const struct figure *figure)
{
    if (figure->value == 0)
        return TEXT_TREND_SAME;
    const char *way = figure->value > 0 ? TEXT_TREND_UP : TEXT_TREND_DOWN;
    int64_t size = figure->value > 0 ? figure->value : -figure->value;
    const char *number = figure->percent ? viet_percent(mem, size) : viet_count(mem, size);
    return figure->counts && !figure->percent ? arena_printf(mem, "%s %s %s", way, number, figure->counts)
                                              : arena_printf(mem, "%s %s", way, number);
}

static const struct {
    const char *name;
    print_form *print;
} forms[] = {
    { "", print_exact },      { "over", print_over },   { "nearly", print_nearly }, { "million", print_million },
    { "words", print_words }, { "plain", print_plain }, { "trend", print_trend },   { "names", print_names },
};

const char *figure_form(struct arena *mem, const struct figure *figure, const char *form)
{
    for (size_t i = 0; i < COUNT_OF(forms); i++)
        if (text_equal(forms[i].name, form))
            return figure->known ? forms[i].print(mem, figure) : figure->display;
    return NULL;
}

/* --- the context ------------------------------------------------------------------------------------------------- */

static const char *marked(struct prose *prose, const struct figure *figure, const char *form)
{
    return arena_printf(prose->mem, "%c%s%c%s%c", MARK_ID, figure->id, MARK_TEXT, figure_form(prose->mem, figure, form),
                        MARK_END);
}

static const struct template_value *figure_value(struct prose *prose, const struct figure *figure)
{
    struct template_value *value = template_text(prose->mem, marked(prose, figure, ""));
    for (size_t i = 1; i < COUNT_OF(forms); i++)
        template_put_text(value, forms[i].name, marked(prose, figure, forms[i].name));
    template_put_bool(value, "known", figure->known);
    template_put_bool(value, "some", figure->known && figure->value != 0);
    return value;
}

/* A word of the period, or else a figure. */
static const struct template_value *find_name(void *arg, const char *key)
{
    struct prose *prose = arg;
    struct err err = { 0 };
    for (size_t i = 0; i < PERIOD_WORDS; i++)
        if (text_equal(prose->words[i].name, key))
            return template_text(prose->mem, prose->words[i].text);
    if (prose->err.kind != ERR_NONE)
        return NULL;
    const struct figure *figure = figures_get(prose->figures, key, &err);
    if (figure)
        return figure_value(prose, figure);
    prose->err = err;
    return NULL;
}

static const char *month_text(struct arena *mem, int month)
{
    return arena_printf(mem, month < 3 ? "%02d" : "%d", month);
}

static int month_of(const struct period *period)
{
    return period->kind == PERIOD_MONTH ? period->part : civil_from_day(period->to).month;
}

static void fill_words(struct prose *prose, const struct period *period, day_t cutoff)
{
    struct arena *mem = prose->mem;
    struct period after = period_after(period), before = period_before(period);
    int month = month_of(period);
    const struct period_word words[] = {
        { "month", month_text(mem, month) },
        { "year", arena_printf(mem, "%d", period->year) },
        { "next_month", month_text(mem, month_of(&after)) },
        { "next_year", arena_printf(mem, "%d", after.year) },
        { "previous_month", month_text(mem, month_of(&before)) },
        { "previous_year", arena_printf(mem, "%d", before.year) },
        { "last_year", arena_printf(mem, "%d", period->year - 1) },
        { "quarter", period_roman((month + 2) / 3) },
        { "half", month <= 6 ? TEXT_HALF_FIRST : TEXT_HALF_SECOND },
        { "period", period_short(mem, period) },
        { "next_period", period_short(mem, &after) },
        { "period_before", period_short(mem, &before) },
        { "from", period_day_words(mem, period->from) },
        { "until", period_day_words(mem, period->to) },
        { "cutoff", period_day_words(mem, cutoff) },
    };
    static_assert(sizeof words == sizeof prose->words, "every word of the period has its place");
    memcpy(prose->words, words, sizeof words);
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

struct prose *prose_new(struct arena *mem, struct figures *figures, const struct period *period, day_t cutoff)
{
    struct prose *prose = ARENA_NEW(mem, struct prose);
    prose->mem = mem;
    prose->figures = figures;
    prose->root = template_lookup(mem, find_name, prose);
    fill_words(prose, period, cutoff);
    return prose;
}

static void add_run(struct prose *prose, struct prose_line *line, const char *text, size_t length,
                    const struct figure *figure)
{
    if (length > 0)
        *ARRAY_ADD(prose->mem, &line->runs) = (struct prose_run){ arena_strndup(prose->mem, text, length), figure };
}

/* Splits rendered text at its marks. The figures have been computed, so asking for them again cannot fail. */
static bool add_marked(struct prose *prose, const char *text, struct prose_line *line, struct err *err)
{
    for (const char *mark = strchr(text, MARK_ID); mark; mark = strchr(text, MARK_ID)) {
        const char *printed = strchr(mark, MARK_TEXT) + 1, *end = strchr(printed, MARK_END);
        const char *id = arena_strndup(prose->mem, mark + 1, (size_t)(printed - 1 - (mark + 1)));
        const struct figure *figure = figures_get(prose->figures, id, err);
        if (!figure)
            return false;
        add_run(prose, line, text, (size_t)(mark - text), NULL);
        add_run(prose, line, printed, (size_t)(end - printed), figure);
        text = end + 1;
    }
    add_run(prose, line, text, strlen(text), NULL);
    return true;
}

bool prose_add(struct prose *prose, const char *sentence, struct prose_line *line, struct err *err)
{
    static const struct template_render how = { .escape = TEMPLATE_PLAIN };
    const struct template *template = template_parse(prose->mem, sentence, err);
    struct text text;
    if (!template)
        return err_prefix(err, "%s", TEXT_DRAFT_ITEM);
    text_init(&text, prose->mem, TEXT_MAX_PAGE);
    prose->err = (struct err){ 0 };
    if (!template_render(template, prose->root, &how, &text, err))
        return err_prefix(err, "%s", TEXT_DRAFT_ITEM);
    if (prose->err.kind != ERR_NONE) {
        *err = prose->err;
        return false;
    }
    return add_marked(prose, text_trim(prose->mem, text.data), line, err);
}

void prose_add_text(struct prose *prose, const char *text, struct prose_line *line)
{
    add_run(prose, line, text, strlen(text), NULL);
}

void prose_add_figure(struct prose *prose, const struct figure *figure, const char *form, struct prose_line *line)
{
    const char *text = figure_form(prose->mem, figure, form);
    add_run(prose, line, text, strlen(text), figure);
}

const char *prose_text(struct arena *mem, const struct prose_line *line)
{
    struct text text;
    text_init(&text, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < line->runs.count; i++)
        text_add(&text, line->runs.items[i].text);
    return text.data;
}
