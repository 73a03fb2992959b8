/* SPDX-License-Identifier: Apache-2.0 */
/* The signature block of a document: each line's title is held on the day of the signature. */
#include "records/judge_internal.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "definitions/signs_definition.h"
#include "fields/condition.h"
#include "query/query.h"
#include "records/catalogue.h"
#include "records/texts.h"
#include "viet/date_words.h"
#include "viet/fold.h"

enum { BLOCK_MAX = 2000 };

struct signing {
    struct court *court;
    const struct signs_definition *signs;
    const struct sign_form *form;
    const struct record *const *posts; /* of the record's issuer */
    size_t count;
    const char *day;
    const char *titles[SIGN_LINES_MAX]; /* as typed; NULL: as the register has it */
    const char *lines[SIGN_LINES_MAX];
    struct err *fault; /* the first */
};

static struct value *value_at(struct court *court, const char *name)
{
    struct record *record = &court->judgement->record;
    return &record->values[register_field(record->reg, name) - record->reg->fields.items];
}

static bool changes(const struct court *court, const char *name)
{
    const struct register_definition *reg = court->judgement->record.reg;
    return court_changes(court, (size_t)(register_field(reg, name) - reg->fields.items));
}

static bool is_touched(const struct court *court, const struct signs_definition *signs)
{
    bool touched = changes(court, signs->block) || changes(court, signs->signer) || changes(court, signs->title) ||
                   changes(court, signs->day) ||
                   !text_equal(court->judging->base->issuer, court->judgement->record.issuer);
    for (size_t i = 0; i < signs->forms.count; i++) {
        const struct sign_form *form = &signs->forms.items[i];
        touched |= court_changes_any(court, form->when);
        for (size_t k = 0; k < form->lines.count; k++)
            touched |= form->lines.items[k].keeps && changes(court, form->lines.items[k].keeps);
    }
    return touched;
}

static const struct sign_form *form_of(struct court *court, const struct signs_definition *signs)
{
    for (size_t i = 0; i < signs->forms.count; i++)
        if (condition_holds(court->mem, &court->judgement->record, signs->forms.items[i].when))
            return &signs->forms.items[i];
    return NULL;
}

static const char *upper(const struct signing *signing, const char *text)
{
    return viet_upper(signing->court->mem, text);
}

static const char *issuer_name(const struct signing *signing)
{
    const struct issuer *issuer =
        definitions_issuer(signing->court->judging->definitions, signing->court->judgement->record.issuer);
    return issuer ? issuer->name : "";
}

static const char *day_words(const struct signing *signing)
{
    day_t day;
    return day_parse(signing->day, &day) ? viet_date(signing->court->mem, day) : signing->day;
}

static const char *query_people(const struct signing *signing, const struct sign_line *line)
{
    struct err ignored = { 0 };
    const struct query *query =
        line->query ? query_parse(signing->court->mem, signing->court->judging->definitions, signing->signs->reg,
                                  line->query, &(struct query_tokens){ 0 }, &ignored)
                    : NULL;
    return query ? query_words(signing->court->mem, query) : SAY_SIGNS_SIGNER;
}

/* --- who holds a title -------------------------------------------------------------------------------------------- */

static const char *text_of(const struct record *post, const char *field)
{
    const struct value *value = record_value(post, field);
    return value->is_set ? value->text : "";
}

static bool is_in_force(const struct signing *signing, const struct record *post)
{
    struct err ignored = { 0 };
    return record_in_force(signing->court->mem, post, "", "", signing->day, &ignored);
}

/* Does POST have a title that LINE speaks of; TITLE, HOLDER, UNIT NULL: whichever. */
static bool fits(const struct signing *signing, const struct sign_line *line, const struct record *post,
                 const char *title, const char *holder, const char *unit)
{
    return (!line->query || condition_holds(signing->court->mem, post, line->query)) &&
           (!title || text_equal(upper(signing, text_of(post, signing->signs->names)), upper(signing, title))) &&
           (!holder || text_equal(text_of(post, signing->signs->holder), holder)) &&
           (!unit || text_equal(post->unit, unit));
}

static const struct record *find_post(const struct signing *signing, const struct sign_line *line, const char *title,
                                      const char *holder, const char *unit)
{
    const struct record *vacant = NULL;
    for (size_t i = 0; i < signing->count; i++) {
        const struct record *post = signing->posts[i];
        const char *from = text_of(post, signing->signs->reg->in_force->from);
        if (!fits(signing, line, post, title, holder, unit))
            continue;
        if (is_in_force(signing, post))
            return post;
        if (line->vacant && !vacant && strcmp(from, signing->day) <= 0)
            vacant = post;
    }
    return vacant;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static void put_line(struct signing *signing, size_t at, const char *title)
{
    const char *word = signing->form->lines.items[at].word;
    signing->lines[at] = upper(signing, word ? arena_printf(signing->court->mem, "%s %s", word, title) : title);
}

static const char *label_of(const struct signing *signing, const char *field)
{
    return register_field(signing->court->judgement->record.reg, field)->label;
}

static void blame_line(struct signing *signing, size_t at, const struct sign_line *line)
{
    const struct signs_definition *signs = signing->signs;
    const char *block = label_of(signing, signs->block), *title = signing->titles[at];
    if (title)
        err_set(signing->fault, ERR_INVALID, "signed", signs->block, SAY_SIGNS_OTHER, block, (int)at + 1,
                day_words(signing), signs->reg->label, title, query_people(signing, line), issuer_name(signing));
    else
        err_set(signing->fault, ERR_INVALID, "signed", signs->block, SAY_SIGNS_NOBODY, block, (int)at + 1,
                line->word ? line->word : "", day_words(signing), signs->reg->label, query_people(signing, line),
                issuer_name(signing));
}

/* The last line: the title of who signs, as typed, as given, or the one that is held. */
static bool sign_own(struct signing *signing, const struct record **own)
{
    struct court *court = signing->court;
    const struct signs_definition *signs = signing->signs;
    size_t at = signing->form->lines.count - 1;
    const struct sign_line *line = &signing->form->lines.items[at];
    struct value *title = value_at(court, signs->title);
    const char *signer = value_at(court, signs->signer)->text, *wanted = signing->titles[at];
    bool former = changes(court, signs->signer) && !changes(court, signs->title); /* another one's */
    const char *given = title->is_set && !former ? title->text : NULL;
    const char *label = label_of(signing, signs->title);
    const struct record *any = find_post(signing, line, NULL, signer, NULL);
    *own = find_post(signing, line, wanted ? wanted : given, signer, NULL);
    const char *said = wanted ? wanted : given ? given : *own ? text_of(*own, signs->names) : NULL;
    if (!said)
        return err_set(signing->fault, ERR_INVALID, "signed", signs->title, SAY_SIGNS_NO_TITLE, label,
                       signs->reg->label, signer, issuer_name(signing), day_words(signing));
    if (!*own && (any || line->query))
        return err_set(signing->fault, ERR_INVALID, "signed", wanted ? signs->block : signs->title, SAY_SIGNS_TITLE,
                       wanted ? label_of(signing, signs->block) : label, day_words(signing), signs->reg->label, signer,
                       said);
    put_line(signing, at, said);
    if (!given)
        *title = (struct value){ .is_set = true, .text = *own ? text_of(*own, signs->names) : said };
    return true;
}

/* A line above: in whose name. */
static bool sign_upper(struct signing *signing, size_t at, const struct record *own)
{
    struct court *court = signing->court;
    const struct sign_line *line = &signing->form->lines.items[at];
    const struct issuer *issuer = definitions_issuer(court->judging->definitions, court->judgement->record.issuer);
    if (line->collective && (!issuer || !issuer->collective))
        return err_set(signing->fault, ERR_INVALID, "signed", signing->signs->block, SAY_SIGNS_BODY,
                       label_of(signing, signing->signs->block), (int)at + 1, line->word ? line->word : "",
                       issuer_name(signing));
    if (line->collective) {
        put_line(signing, at, issuer->collective);
        return true;
    }
    struct value *kept = line->keeps ? value_at(court, line->keeps) : NULL;
    const struct record *post = find_post(signing, line, signing->titles[at], kept && kept->is_set ? kept->text : NULL,
                                          line->unit && own ? own->unit : NULL);
    if (!post) {
        blame_line(signing, at, line);
        return false;
    }
    put_line(signing, at, text_of(post, signing->signs->names));
    if (kept)
        *kept = is_in_force(signing, post) ? *record_value(post, signing->signs->holder) : (struct value){ 0 };
    return true;
}

static const char *join(const struct signing *signing, const char *between)
{
    struct text out;
    text_init(&out, signing->court->mem, BLOCK_MAX);
    for (size_t i = 0; i < signing->form->lines.count; i++)
        text_printf(&out, "%s%s", i ? between : "", signing->lines[i]);
    return out.data;
}

static bool sign_lines(struct signing *signing)
{
    const struct record *own = NULL;
    bool done = sign_own(signing, &own);
    for (size_t i = 0; done && i + 1 < signing->form->lines.count; i++)
        done = sign_upper(signing, i, own);
    return done;
}

/* TYPED has the form's lines and words: their titles; else what the block would be is told. */
static bool read_typed(struct signing *signing, const char *typed)
{
    struct arena *mem = signing->court->mem;
    const char *titles[SIGN_LINES_MAX];
    size_t count, kept = 0;
    char **lines = text_split(mem, typed, '\n', &count);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        const char *line = text_trim(mem, lines[i]);
        if (!*line)
            continue;
        const char *word = kept < signing->form->lines.count ? signing->form->lines.items[kept].word : NULL;
        size_t length = word ? strlen(word) : 0;
        good &= kept < signing->form->lines.count;
        good = good && (!word || (text_starts(upper(signing, line), upper(signing, word)) && line[length] == ' '));
        if (good)
            titles[kept] = text_trim(mem, line + (word ? length + 1 : 0));
        kept++;
    }
    good = good && kept == signing->form->lines.count;
    if (!good && sign_lines(signing))
        err_set(signing->fault, ERR_INVALID, "signed", signing->signs->block, SAY_SIGNS_LINES,
                label_of(signing, signing->signs->block), join(signing, " / "));
    for (size_t i = 0; good && i < kept; i++)
        signing->titles[i] = signing->form->lines.items[i].collective ? NULL : titles[i];
    return good;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

/* Of the signature before; what is typed now says who is meant. */
static void clear_kept(struct court *court, const struct signs_definition *signs)
{
    for (size_t i = 0; i < signs->forms.count; i++)
        for (size_t k = 0; k < signs->forms.items[i].lines.count; k++) {
            const char *keeps = signs->forms.items[i].lines.items[k].keeps;
            if (keeps && !changes(court, keeps))
                *value_at(court, keeps) = (struct value){ 0 };
        }
}

void court_sign(struct court *court, struct err *fault)
{
    const struct record *record = &court->judgement->record;
    const struct signs_definition *signs = record->reg->signs;
    if (!signs || !court->judging->catalogue || !record_value(record, signs->signer)->is_set ||
        !is_touched(court, signs) || court_has_fault(court, register_field(record->reg, signs->block)))
        return;
    struct signing signing = { .court = court, .signs = signs, .fault = fault };
    struct value *block = value_at(court, signs->block);
    const char *typed = changes(court, signs->block) && block->is_set ? block->text : NULL;
    signing.form = form_of(court, signs);
    clear_kept(court, signs);
    *block = (struct value){ 0 };
    if (!signing.form) {
        if (typed)
            err_set(fault, ERR_INVALID, "signed", signs->block, SAY_SIGNS_FORM, label_of(&signing, signs->block));
        return;
    }
    signing.day = record_value(record, signs->day)->text;
    if (!signing.day) {
        err_set(fault, ERR_INVALID, "required", signs->day, SAY_FIELD_REQUIRED, label_of(&signing, signs->day));
        return;
    }
    signing.posts = catalogue_of_issuer(court->judging->catalogue, signs->reg, record->issuer, &signing.count, fault);
    if (signing.posts && (!typed || read_typed(&signing, typed)) && sign_lines(&signing))
        *block = (struct value){ .is_set = true, .text = join(&signing, "\n") };
}

void court_judge_signs(struct court *court, const struct err *fault)
{
    const struct register_definition *reg = court->judgement->record.reg;
    if (fault->kind && !court_has_fault(court, register_field(reg, reg->signs->signer)) &&
        !court_has_fault(court, register_field(reg, reg->signs->day)))
        *court_fault(court) = *fault;
}
