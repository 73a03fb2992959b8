/* SPDX-License-Identifier: Apache-2.0 */
/* A unit or a person of the office, chosen outside the registers: in administration, in the history of the office. */
#include "base/text.h"
#include "web/form.h"
#include "web/record_texts.h"

static struct picking picking_of(struct visit *visit, enum pick_kind kind)
{
    struct picking picking = form_picking(visit, NULL, NULL);
    picking.kind = kind;
    return picking;
}

static const char *url_of(enum pick_kind kind)
{
    return kind == PICK_UNIT     ? "/chon?field=" FORM_OF_UNITS
           : kind == PICK_PERSON ? "/chon?field=" FORM_OF_PEOPLE
                                 : "/chon?field=" FORM_OF_WHOMS;
}

/* A unit that is no more stays where it is stored. */
static void put_select(struct form *form, const struct form_control *control, const struct form_option *units,
                       size_t count, const char *stored, const char *blank)
{
    struct form_control shown = *control;
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, count + 1);
    bool there = text_is_empty(stored);
    for (size_t i = 0; i < count; i++) {
        options[i] = units[i];
        there |= text_equal(units[i].value, stored);
    }
    const struct unit *unit = there ? NULL : definitions_unit(form->visit->definitions, stored);
    if (unit)
        options[count++] = (struct form_option){ unit->code, unit->names.items[unit->names.count - 1].name, NULL };
    shown.kind = FORM_SELECT;
    shown.value = form_typed(form, control->name, stored);
    shown.blank = blank;
    shown.options = options;
    shown.option_count = count;
    form_put(form, &shown);
}

bool form_put_one(struct form *form, enum pick_kind kind, const char *stored, const struct form_control *control,
                  const char *blank, struct err *err)
{
    struct form_control shown = *control;
    const struct picking picking = picking_of(form->visit, kind);
    size_t count;
    const struct form_option *units = form_units(form->visit, NULL, &count);
    if (kind == PICK_UNIT && count <= FORM_SELECT_UNITS_MAX) {
        put_select(form, control, units, count, stored, blank);
        return true;
    }
    shown.pick_url = url_of(kind);
    return form_put_pick(form, &picking, stored, &shown, err);
}

bool form_take_one(struct visit *visit, enum pick_kind kind, const struct form_control *control, const char **value,
                   struct err *err)
{
    const struct picking picking = picking_of(visit, kind);
    struct err fault = { 0 };
    form_take_pick(visit, control->name);
    const char *typed = form_sent(visit, control->name);
    const char *text = typed ? text_trim(visit->mem, typed) : "";
    if (*text && !form_pick(visit, &picking, control, &text, &fault, err))
        return false;
    if (fault.kind != ERR_NONE) {
        *err = fault;
        return false;
    }
    *value = text;
    return true;
}

/* What was typed in the address, or ticked below it. */
static const char *asked_for(struct visit *visit, const char *name)
{
    const struct request *request = visit->request;
    const char *typed = request_parameter(request, name);
    const char *ticked = request_parameter(request, arena_printf(visit->mem, FORM_PICK_PREFIX "%s", name));
    const char *asked = request_parameter(request, arena_printf(visit->mem, FORM_ASKED_PREFIX "%s", name));
    typed = typed ? text_trim(visit->mem, typed) : "";
    return !text_is_empty(ticked) && text_equal(asked, typed) ? ticked : typed;
}

bool form_ask_one(struct visit *visit, enum pick_kind kind, struct form_control *control, const char **value,
                  struct err *fault, struct err *err)
{
    const struct picking picking = picking_of(visit, kind);
    struct picks matches = { 0 };
    const char *text = asked_for(visit, control->name), *one = NULL;
    control->kind = FORM_PICK;
    control->max = PICK_TEXT_MAX;
    control->half = true;
    control->pick_url = url_of(kind);
    control->value = text;
    if (!value)
        return true;
    *value = NULL;
    if (!*text)
        return true;
    if (!pick_resolve(&picking, text, &one, &matches, err))
        return false;
    *value = one;
    for (size_t i = 0; one && i < matches.count; i++)
        if (text_equal(matches.items[i].value, one))
            control->value = pick_print(visit->mem, &matches.items[i]);
    if (one)
        return true;
    form_set_picks(visit->mem, control, &matches);
    if (matches.count)
        return !err_set(fault, ERR_INVALID, "choose", control->name,
                        matches.more ? SAY_PICK_CHOOSE_MORE : SAY_PICK_CHOOSE, control->label, text, matches.count);
    return !err_set(fault, ERR_INVALID, "choose", control->name, SAY_PICK_NONE, control->label, text);
}
