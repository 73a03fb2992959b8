/* SPDX-License-Identifier: Apache-2.0 */
/* Controls that choose one thing of many: what was typed becomes its value, and what it may mean is offered. */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "query/finder.h"
#include "store/id.h"
#include "web/form.h"
#include "web/record_texts.h"

/* What was typed into one control, and what it means: a page that is shown again does not ask twice. */
struct picked {
    const char *name, *text;
    const char *value; /* NULL: no one thing */
    struct picks matches;
};

struct picked_all {
    ARRAY(struct picked) list;
};

static struct picked *find_picked(const struct visit *visit, const char *name, const char *text)
{
    struct picked_all *all = visit->picked;
    for (size_t i = 0; all && i < all->list.count; i++)
        if (text_equal(all->list.items[i].name, name) && text_equal(all->list.items[i].text, text))
            return &all->list.items[i];
    return NULL;
}

static struct picked *keep_picked(struct visit *visit, const char *name, const char *text)
{
    if (!visit->picked)
        visit->picked = ARENA_NEW(visit->mem, struct picked_all);
    struct picked *kept = ARRAY_ADD(visit->mem, &((struct picked_all *)visit->picked)->list);
    *kept = (struct picked){ .name = name, .text = text };
    return kept;
}

bool form_is_find(const struct visit *visit)
{
    const struct http_pairs *form = &visit->request->form;
    for (size_t i = 0; visit->request->method == HTTP_POST && i < form->list.count; i++)
        if (text_starts(form->list.items[i].name, FORM_FIND_PREFIX))
            return true;
    return false;
}

bool form_is_pick_name(const char *name, const char *control)
{
    static const char *const prefixes[] = { FORM_FIND_PREFIX, FORM_PICK_PREFIX, FORM_ASKED_PREFIX };
    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        if (text_starts(name, prefixes[i]) && text_equal(name + strlen(prefixes[i]), control))
            return true;
    return false;
}

/* What was ticked below the control takes the place of what is typed there, unless that was changed since. */
void form_take_pick(struct visit *visit, const char *name)
{
    const char *ticked = form_sent(visit, arena_printf(visit->mem, FORM_PICK_PREFIX "%s", name));
    const char *asked = form_sent(visit, arena_printf(visit->mem, FORM_ASKED_PREFIX "%s", name));
    if (!text_is_empty(ticked) && text_equal(asked, form_sent(visit, name)))
        form_set_sent(visit, name, ticked);
}

struct picking form_picking(struct visit *visit, const struct field *field, const char *day)
{
    struct picking picking = { .store = visit->store,
                               .mem = visit->mem,
                               .definitions = visit->definitions,
                               .scope = &visit->scope,
                               .reg = field ? field->target : NULL,
                               .link = field,
                               .units = field ? &field->units : NULL,
                               .kind = PICK_WHOM,
                               .day = day ? day : page_iso_day(visit->mem, clock_now()) };
    if (field && !pick_kind_of(field, &picking.kind))
        picking.kind = PICK_UNIT;
    return picking;
}

bool form_is_pick(const struct visit *visit, const struct field *field)
{
    enum pick_kind kind;
    size_t count = 0;
    if (!pick_kind_of(field, &kind))
        return false;
    if (kind == PICK_UNIT)
        form_units((struct visit *)visit, &field->units, &count);
    return kind != PICK_UNIT || count > FORM_SELECT_UNITS_MAX;
}

/* The words of the finder for what is only a number, an id or an address; otherwise that nothing has the words. */
static bool say_nothing(struct visit *visit, const struct picking *picking, const char *name, const char *label,
                        const char *text, struct err *fault, struct err *err)
{
    struct err wrong = { 0 };
    struct db *db = picking->kind == PICK_RECORD && !strchr(text, ' ') ? visit_db(visit, err) : NULL;
    err_set(fault, ERR_INVALID, "choose", name, SAY_PICK_NONE, label, text);
    if (!db)
        return picking->kind != PICK_RECORD || strchr(text, ' ') != NULL;
    if (record_find(db, visit->mem, visit->definitions, &visit->scope, picking->reg, text, name, &wrong))
        return true;
    if (wrong.kind != ERR_NOT_FOUND && wrong.kind != ERR_INVALID) {
        *err = wrong;
        return false;
    }
    *fault = wrong;
    fault->kind = ERR_INVALID;
    return true;
}

/* What the control held when it was made, whether or not it could be chosen today. */
static bool is_unchanged(const struct picking *picking, const char *text, const char *stored, bool *same,
                         struct err *err)
{
    const char *shown;
    *same = false;
    if (text_is_empty(stored) || !strstr(text, stored))
        return true;
    if (!pick_show(picking, stored, &shown, err))
        return false;
    *same = text_equal(shown, text);
    return true;
}

bool form_pick(struct visit *visit, const struct picking *picking, const struct form_control *control,
               const char **value, struct err *fault, struct err *err)
{
    const char *text = *value;
    struct picked *picked = find_picked(visit, control->name, text);
    *fault = (struct err){ 0 };
    if (text_equal(text, control->value))
        return true;
    if (!picked) {
        bool same;
        struct picked asked = { 0 };
        if (!pick_resolve(picking, text, &asked.value, &asked.matches, err) ||
            (!asked.value && !is_unchanged(picking, text, control->value, &same, err)))
            return false;
        if (!asked.value && same)
            asked.value = control->value;
        picked = keep_picked(visit, control->name, text);
        picked->value = asked.value;
        picked->matches = asked.matches;
    }
    *value = picked->value;
    if (picked->value)
        return true;
    bool judged = picking->kind == PICK_UNIT || picking->kind == PICK_CODED; /* by those who know what is one */
    if (picked->matches.count > 0)
        return !err_set(fault, ERR_INVALID, "choose", control->name,
                        picked->matches.more ? SAY_PICK_CHOOSE_MORE : SAY_PICK_CHOOSE, control->label, text,
                        picked->matches.count);
    if (!judged || strchr(text, ' '))
        return say_nothing(visit, picking, control->name, control->label, text, fault, err);
    *value = text;
    return true;
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* The control shows what was typed; what may be meant is asked where the finding button was pressed. */
static bool read_matches(struct form *form, const struct picking *picking, const struct form_control *control,
                         struct picks *matches, struct err *err)
{
    const char *sent = text_trim(form->mem, control->value);
    const struct picked *picked = find_picked(form->visit, control->name, sent);
    bool found = form_sent(form->visit, arena_printf(form->mem, FORM_FIND_PREFIX "%s", control->name)) != NULL;
    *matches = (struct picks){ 0 };
    if (picked && !picked->value && (found || picked->matches.count > 0))
        *matches = picked->matches;
    else if (found && (!picked || picked->value))
        return pick_find(picking, sent, matches, err);
    return true;
}

/* Whom work is given to is asked in one way, whatever the control is called. */
static const char *pick_url(struct form *form, const struct picking *picking, const char *name)
{
    const struct register_definition *reg = form->reg;
    if (picking->kind == PICK_WHOM)
        name = "to";
    return reg ? arena_printf(form->mem, "%s/chon?field=%s", page_register_path(form->mem, reg), name) : "";
}

void form_set_picks(struct arena *mem, struct form_control *control, const struct picks *picks)
{
    struct form_option *options = ARENA_ARRAY(mem, struct form_option, picks->count + 1);
    for (size_t i = 0; i < picks->count; i++) {
        const char *text = pick_print(mem, &picks->items[i]);
        options[i] = (struct form_option){ text, text, NULL };
    }
    control->options = options;
    control->option_count = picks->count;
    control->more = picks->more;
}

bool form_put_pick(struct form *form, const struct picking *picking, const char *stored,
                   const struct form_control *control, struct err *err)
{
    struct form_control shown = *control;
    struct picks matches = { 0 };
    bool again = form->visit->request->method == HTTP_POST && !form->fresh;
    shown.kind = FORM_PICK;
    shown.max = PICK_TEXT_MAX;
    shown.half = true;
    if (again)
        shown.value = form_typed(form, control->name, "");
    else if (!pick_show(picking, stored, &shown.value, err))
        return false;
    if (again && !read_matches(form, picking, &shown, &matches, err))
        return false;
    form_set_picks(form->mem, &shown, &matches);
    shown.pick_url = control->pick_url ? control->pick_url : pick_url(form, picking, control->name);
    form_put(form, &shown);
    return true;
}

struct template_value *form_make_pick(struct arena *mem, const struct form_control *control, const char *id)
{
    struct template_value *pick = template_object(mem), *options = template_list(mem);
    for (size_t i = 0; i < control->option_count; i++) {
        struct template_value *option = template_object(mem);
        template_put_text(option, "id", arena_printf(mem, "%s-%zu", id, i + 1));
        template_put_text(option, "value", control->options[i].value);
        template_add(options, option);
    }
    template_put_text(pick, "url", control->pick_url);
    template_put_text(pick, "day", control->pick_day ? control->pick_day : "");
    template_put_text(pick, "max", arena_printf(mem, "%d", PICK_TEXT_MAX));
    template_put_text(pick, "found",
                      control->option_count ? arena_printf(mem, control->more ? SAY_PICK_FOUND_MORE : SAY_PICK_FOUND,
                                                           control->option_count)
                                            : "");
    template_put(pick, "options", options);
    return pick;
}
