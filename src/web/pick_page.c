/* What matches what somebody types into a control that chooses, for the script (templates/field.mustache: pick).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "web/form.h"
#include "web/pages.h"
#include "web/record_texts.h"

/* The control of the field, of whom work is given to, or of any unit. */
static bool find_picking(struct visit *visit, struct picking *picking, struct err *err)
{
    const char *name = visit_text(visit, "field"), *on = visit_text(visit, "on");
    const struct field *field = name ? register_field(visit->reg, name) : NULL;
    day_t day;
    char printed[DATE_SIZE];
    enum pick_kind kind;
    if (text_equal(name, "_unit")) {
        *picking = form_picking(visit, NULL, NULL);
        picking->kind = PICK_UNIT;
        return true;
    }
    if (text_equal(name, "to")) {
        *picking = form_picking(visit, NULL, NULL);
        return visit_may(visit, ACT_ASSIGN, &(struct may_what){ .reg = visit->reg }, err);
    }
    if (!field || !pick_kind_of(field, &kind))
        return err_set(err, ERR_NOT_FOUND, "field", "field", SAY_PICK_NO_FIELD, visit->reg->label, name ? name : "");
    *picking = form_picking(visit, field, NULL);
    if (on && day_parse_people(on, &day)) {
        day_print(day, printed);
        picking->day = arena_strdup(visit->mem, printed);
    }
    return true;
}

bool pick_page(struct visit *visit, struct err *err)
{
    struct picking picking;
    struct picks picks;
    struct json json;
    const char *words = visit_text(visit, "q");
    if (!find_picking(visit, &picking, err) || !pick_find(&picking, words ? words : "", &picks, err))
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
