/* What matches what somebody types into a control that chooses, for the script (templates/field.mustache: pick).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "web/form.h"
#include "web/pages.h"
#include "web/record_texts.h"

/* A control that is no field of the register: any unit or person, a record to link with (ON: of which register), whom
 * work is given to. */
static bool find_other(struct visit *visit, const char *name, const char *on, struct picking *picking, struct err *err)
{
    *picking = form_picking(visit, NULL, NULL);
    if (text_equal(name, "to"))
        return visit_may(visit, ACT_ASSIGN, &(struct may_what){ .reg = visit->reg }, err);
    picking->kind = text_equal(name, "_unit") ? PICK_UNIT : text_equal(name, "_assignee") ? PICK_PERSON : PICK_RECORD;
    const struct register_definition *reg = on ? definitions_register(visit->definitions, on) : NULL;
    picking->reg = reg ? reg : visit->reg;
    return picking->kind != PICK_RECORD || visit_may(visit, ACT_READ, &(struct may_what){ .reg = picking->reg }, err);
}

static bool find_picking(struct visit *visit, struct picking *picking, struct err *err)
{
    static const char *const others[] = { "to", "_unit", "_assignee", "record" };
    const char *name = visit_text(visit, "field"), *on = visit_text(visit, "on");
    const struct field *field = name ? register_field(visit->reg, name) : NULL;
    day_t day;
    char printed[DATE_SIZE];
    enum pick_kind kind;
    for (size_t i = 0; !field && i < COUNT_OF(others); i++)
        if (text_equal(name, others[i]))
            return find_other(visit, name, on, picking, err);
    if (!field || !pick_kind_of(field, &kind))
        return err_set(err, ERR_NOT_FOUND, "field", "field", SAY_PICK_NO_FIELD, visit->reg->label, name ? name : "");
    *picking = form_picking(visit, field, NULL);
    if (on && day_parse_people(on, &day)) {
        day_print(day, printed);
        picking->day = arena_strdup(visit->mem, printed);
    }
    return true;
}

static bool answer(struct visit *visit, const struct picking *picking, struct err *err)
{
    struct picks picks;
    struct json json;
    const char *words = visit_text(visit, "q");
    if (!pick_find(picking, words ? words : "", &picks, err))
        return false;
    struct text *body = &visit->response->body;
    text_clear(body);
    visit->response->media_type = "application/json";
    json_init(&json, body, false);
    json_object(&json);
    json_key(&json, "items");
    json_array(&json);
    for (size_t i = 0; i < picks.count; i++)
        json_text(&json, pick_print(visit->mem, &picks.items[i]));
    json_array_end(&json);
    json_put_bool(&json, "more", picks.more);
    json_object_end(&json);
    return true;
}

bool pick_page(struct visit *visit, struct err *err)
{
    struct picking picking;
    return find_picking(visit, &picking, err) && answer(visit, &picking, err);
}

/* Units are there for everybody, people for those who administer them or look for what they did. */
bool pick_office_page(struct visit *visit, struct err *err)
{
    struct picking picking = form_picking(visit, NULL, NULL);
    struct err no = { 0 };
    const char *name = visit_text(visit, "field");
    picking.kind = text_equal(name, FORM_OF_PEOPLE)  ? PICK_PERSON
                   : text_equal(name, FORM_OF_WHOMS) ? PICK_WHOM
                                                     : PICK_UNIT;
    if (picking.kind == PICK_UNIT && !text_equal(name, FORM_OF_UNITS))
        return err_set(err, ERR_NOT_FOUND, "field", "field", SAY_PICK_NO_KIND, name);
    return (picking.kind == PICK_UNIT || visit_may(visit, ACT_AUDIT, &(struct may_what){ 0 }, &no) ||
            visit_may(visit, ACT_ADMINISTER, &(struct may_what){ 0 }, err)) &&
           answer(visit, &picking, err);
}
