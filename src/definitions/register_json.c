/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/register_json.h"

#include "definitions/delivery.h"
#include "definitions/law.h"
#include "definitions/board_definition.h"
#include "definitions/week_definition.h"
#include "definitions/holds_definition.h"
#include "definitions/made_record.h"
#include "definitions/opens_definition.h"
#include "definitions/print_definition.h"
#include "definitions/signs_definition.h"
#include "definitions/step_along.h"

void json_put_texts(struct json *json, const char *key, const struct text_list *list)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < list->count; i++)
        json_text(json, list->items[i]);
    json_array_end(json);
}

static void put_limit(struct json *json, const char *key, int64_t value)
{
    if (value == INT64_MIN || value == INT64_MAX)
        json_put_null(json, key);
    else
        json_put_int(json, key, value);
}

/* How far after another day a day lies; null where nothing says it. */
static void put_within(struct json *json, const struct definitions *definitions, const struct field_within *within)
{
    if (!within) {
        json_put_null(json, "within");
        return;
    }
    json_key(json, "within");
    json_object(json);
    json_put_text(json, "of", within->of);
    json_put_text(json, "length", within->length);
    json_put_text(json, "law", law_today(json->out->mem, definitions, within->law));
    json_object_end(json);
}

/* What the record that the field names gives where it is left blank. */
static void put_copies(struct json *json, const struct field *field)
{
    json_key(json, "copies");
    json_array(json);
    for (size_t i = 0; i < field->copies.count; i++) {
        json_object(json);
        json_put_text(json, "from", field->copies.items[i].from);
        json_put_text(json, "to", field->copies.items[i].to);
        json_object_end(json);
    }
    json_array_end(json);
}

/* What a link may name. */
static void put_named(struct json *json, const struct field *field)
{
    json_key(json, "only_if");
    json_array(json);
    for (size_t i = 0; i < field->only_if.count; i++) {
        json_object(json);
        json_put_text(json, "query", field->only_if.items[i].query);
        json_put_text(json, "otherwise", field->only_if.items[i].otherwise);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_field(struct json *json, const struct definitions *definitions, const struct field *field)
{
    json_object(json);
    json_put_text(json, "name", field->name);
    json_put_text(json, "type", field_type_name(field->type));
    json_put_text(json, "label", field->label);
    json_put_text(json, "help", field->help);
    json_put_bool(json, "required", field->required && !field->copied);
    json_put_bool(json, "personal", field->personal);
    json_put_texts(json, "opens_to", &field->opens_to);
    json_put_text(json, "set_by", field->set_by);
    json_put_text(json, "recipients", field->recipients);
    json_put_bool(json, "lines", field->lines);
    json_put_text(json, "shown_if", field->shown_if);
    json_put_text(json, "initial", field->initial);
    json_put_texts(json, "not_before", &field->not_before);
    put_within(json, definitions, field->within);
    json_put_bool(json, "future", field->future);
    json_put_bool(json, "past", field->past);
    json_put_bool(json, "years", field->years);
    json_put_bool(json, "unique", field->unique);
    json_put_text(json, "until", field->until);
    put_copies(json, field);
    put_named(json, field);
    json_put_texts(json, "units", &field->units);
    put_limit(json, "min", field->min);
    put_limit(json, "max", field->max);
    json_put_text(json, "register", field->register_name);
    json_key(json, "choices");
    json_array(json);
    for (size_t i = 0; i < field->choices.count; i++) {
        json_object(json);
        json_put_text(json, "code", field->choices.items[i].code);
        json_put_text(json, "label", field->choices.items[i].label);
        json_put_text(json, "from", field->choices.items[i].from);
        json_put_text(json, "until", field->choices.items[i].until);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

static void put_fields(struct json *json, const struct definitions *definitions, const struct register_definition *reg)
{
    json_key(json, "fields");
    json_array(json);
    for (size_t i = 0; i < reg->fields.count; i++)
        put_field(json, definitions, &reg->fields.items[i]);
    json_array_end(json);
}

static void put_waits(struct json *json, const struct state *state)
{
    json_key(json, "awaits");
    json_array(json);
    for (size_t i = 0; i < state->awaits.count; i++) {
        json_object(json);
        json_put_text(json, "step", state->awaits.items[i].step);
        json_put_text(json, "only_if", state->awaits.items[i].only_if);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_groups(struct json *json, const struct register_definition *reg)
{
    json_key(json, "groups");
    json_array(json);
    for (size_t i = 0; i < reg->groups.count; i++) {
        json_object(json);
        json_put_text(json, "label", reg->groups.items[i].label);
        json_put_texts(json, "fields", &reg->groups.items[i].fields);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_states(struct json *json, const struct register_definition *reg)
{
    json_key(json, "states");
    json_array(json);
    for (size_t i = 0; i < reg->states.count; i++) {
        json_object(json);
        json_put_text(json, "name", reg->states.items[i].name);
        json_put_text(json, "label", reg->states.items[i].label);
        json_put_text(json, "group", state_group_name(reg->states.items[i].group));
        put_waits(json, &reg->states.items[i]);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_conditions(struct json *json, const struct step *step)
{
    json_key(json, "only_if");
    json_array(json);
    for (size_t i = 0; i < step->only_if.count; i++) {
        json_object(json);
        json_put_text(json, "query", step->only_if.items[i].query);
        json_put_text(json, "otherwise", step->only_if.items[i].otherwise);
        json_object_end(json);
    }
    json_array_end(json);
}

/* The steps that the records in link fields take too. */
static void put_along(struct json *json, const struct step *step)
{
    json_key(json, "takes_along");
    json_array(json);
    for (size_t i = 0; i < step->along.count; i++) {
        json_object(json);
        json_put_text(json, "when", step->along.items[i].when);
        json_put_text(json, "field", step->along.items[i].field);
        json_put_text(json, "step", step->along.items[i].step);
        json_put_text(json, "sets", step->along.items[i].sets);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_delivery(struct json *json, const struct step_delivery *delivery)
{
    json_key(json, "delivers");
    if (!delivery) {
        json_null(json);
        return;
    }
    json_object(json);
    json_put_text(json, "field", delivery->field);
    json_put_text(json, "as", delivery->as);
    json_put_text(json, "to", delivery->to);
    json_put_text(json, "way", delivery->way);
    json_object_end(json);
}

static void put_steps(struct json *json, const struct register_definition *reg)
{
    json_key(json, "steps");
    json_array(json);
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        json_object(json);
        json_put_text(json, "name", step->name);
        json_put_text(json, "label", step->label);
        json_put_texts(json, "from", &step->from);
        json_put_text(json, "to", step->to);
        json_put_texts(json, "who", &step->who);
        json_put_text(json, "by", step->by);
        json_put_texts(json, "needs", &step->needs);
        json_put_texts(json, "sets", &step->sets);
        put_conditions(json, step);
        json_put_text(json, "assigns", step->assigns);
        json_put_text(json, "closes", step->closes);
        json_put_texts(json, "needs_approved", &step->approved);
        json_put_text(json, "approves", step->approves);
        json_put_bool(json, "quiet", step->quiet);
        json_put_texts(json, "not_before", &step->not_before);
        json_put_text(json, "day_field", step->day_field);
        json_put_bool(json, "earlier_day", step->earlier_day);
        json_put_bool(json, "needs_held", step->needs_held);
        json_put_texts(json, "asks_again", &step->asks_again);
        json_put_texts(json, "clears", &step->clears);
        json_put_text(json, "counts", step->counts);
        json_put_bool(json, "numbers", step->numbers);
        json_put_bool(json, "with_entry", step->with_entry);
        put_delivery(json, step->delivery);
        put_along(json, step);
        json_put_text(json, "starts", step->starts);
        json_put_text(json, "restarts", step->restarts);
        json_put_text(json, "pauses", step->pauses);
        json_put_text(json, "resumes", step->resumes);
        json_put_text(json, "extends", step->extends);
        json_put_text(json, "reappoints", step->reappoints);
        put_limit(json, "times", step->times ? step->times : INT64_MIN);
        json_put_text(json, "ends", step->ends);
        json_object_end(json);
    }
    json_array_end(json);
}

/* How long: a table of limits or what it is instead, from which day, and whose law is another one. */
static void put_length(struct json *json, const struct deadline_definition *deadline)
{
    json_put_text(json, "limits", deadline->limits);
    json_put_text(json, "variant", deadline->variant);
    json_put_text(json, "length", deadline->length);
    json_put_text(json, "length_field", deadline->length_field);
    json_put_text(json, "date_field", deadline->date_field);
    json_put_text(json, "from_field", deadline->from_field);
    json_put_text(json, "extension_field", deadline->extension_field);
    json_put_text(json, "reappointed_field", deadline->reappointed_field);
    json_key(json, "limits_by");
    json_array(json);
    for (size_t i = 0; i < deadline->limits_by.count; i++) {
        json_object(json);
        json_put_text(json, "query", deadline->limits_by.items[i].query);
        json_put_text(json, "limits", deadline->limits_by.items[i].limits);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_deadlines(struct json *json, const struct definitions *definitions,
                          const struct register_definition *reg)
{
    json_key(json, "deadlines");
    json_array(json);
    for (size_t i = 0; i < reg->deadlines.count; i++) {
        json_object(json);
        json_put_text(json, "name", reg->deadlines.items[i].name);
        json_put_text(json, "label", reg->deadlines.items[i].label);
        json_put_text(json, "law", law_today(json->out->mem, definitions, reg->deadlines.items[i].law));
        json_put_text(json, "begins", reg->deadlines.items[i].begins ? reg->deadlines.items[i].begins : "step");
        json_put_bool(json, "beside", reg->deadlines.items[i].beside);
        put_length(json, &reg->deadlines.items[i]);
        json_object_end(json);
    }
    json_array_end(json);
}

/* What no two records share. */
static void put_unique(struct json *json, const struct register_definition *reg)
{
    json_key(json, "unique");
    json_array(json);
    for (size_t i = 0; i < reg->unique.count; i++) {
        const struct unique_rule *unique = &reg->unique.items[i];
        json_object(json);
        json_put_texts(json, "fields", &unique->fields);
        json_put_text(json, "when", unique->when);
        json_put_bool(json, "hint", unique->hint);
        json_put_text(json, "otherwise", unique->otherwise);
        json_object_end(json);
    }
    json_array_end(json);
}

/* What holds of every record. */
static void put_rules(struct json *json, const struct register_definition *reg)
{
    json_key(json, "rules");
    json_array(json);
    for (size_t i = 0; i < reg->rules.count; i++) {
        json_object(json);
        json_put_text(json, "when", reg->rules.items[i].when);
        json_put_text(json, "query", reg->rules.items[i].query);
        json_put_text(json, "otherwise", reg->rules.items[i].otherwise);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_boards(struct json *json, const struct register_definition *reg)
{
    json_key(json, "boards");
    json_array(json);
    for (size_t i = 0; i < reg->boards.count; i++) {
        json_object(json);
        json_put_text(json, "name", reg->boards.items[i].name);
        json_put_text(json, "label", reg->boards.items[i].label);
        json_object_end(json);
    }
    json_array_end(json);
}

/* What a week gathers, table by table. */
static void put_week(struct json *json, const struct week_definition *week)
{
    if (!week) {
        json_put_null(json, "week");
        return;
    }
    json_key(json, "week");
    json_array(json);
    for (size_t i = 0; i < week->tables.count; i++) {
        const struct week_table *table = &week->tables.items[i];
        json_object(json);
        json_put_text(json, "name", table->name);
        json_put_text(json, "label", table->label);
        json_key(json, "registers");
        json_array(json);
        for (size_t k = 0; k < table->gathers.count; k++)
            json_text(json, table->gathers.items[k].register_name);
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}

/* Whose records it opens, and where they name it. */
static void put_opens(struct json *json, const struct opens_definition *opens)
{
    if (!opens) {
        json_put_null(json, "opens");
        return;
    }
    json_key(json, "opens");
    json_object(json);
    json_put_text(json, "register", opens->register_name);
    json_put_text(json, "series", opens->series);
    json_put_text(json, "day", opens->day);
    json_put_text(json, "next", opens->next);
    json_object_end(json);
}

/* Whose records are urged, and by which step and letter. */
static void put_urges(struct json *json, const struct urges *urges)
{
    if (!urges) {
        json_put_null(json, "urges");
        return;
    }
    json_key(json, "urges");
    json_object(json);
    json_put_text(json, "step", urges->step);
    json_put_text(json, "query", urges->query);
    json_put_text(json, "register", urges->register_name);
    json_put_text(json, "document", urges->document);
    json_object_end(json);
}

/* When a record may be named by others; null: whenever. */
static void put_in_force(struct json *json, const struct register_definition *reg)
{
    if (!reg->in_force) {
        json_put_null(json, "in_force");
        return;
    }
    json_key(json, "in_force");
    json_object(json);
    json_put_text(json, "from", reg->in_force->from);
    json_put_text(json, "until", reg->in_force->until);
    json_put_text(json, "ended", reg->in_force->ended);
    json_object_end(json);
}

static void put_same(struct json *json, const char *key, const struct backed_value *values, size_t count)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < count; i++) {
        json_object(json);
        json_put_text(json, "here", values[i].here);
        json_put_text(json, "there", values[i].there);
        json_object_end(json);
    }
    json_array_end(json);
}

/* What must stand behind a record in other registers. */
static void put_backings(struct json *json, const struct register_definition *reg)
{
    json_key(json, "backed_by");
    json_array(json);
    for (size_t i = 0; i < reg->backed_by.count; i++) {
        const struct backing *backing = &reg->backed_by.items[i];
        json_object(json);
        json_put_text(json, "when", backing->when);
        json_put_text(json, "register", backing->register_name);
        json_put_text(json, "query", backing->query);
        json_put_text(json, "day", backing->day);
        put_same(json, "same", backing->same.items, backing->same.count);
        put_same(json, "covers", backing->covers.items, backing->covers.count);
        json_put_text(json, "otherwise", backing->otherwise);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_sign_lines(struct json *json, const struct sign_form *form)
{
    json_key(json, "lines");
    json_array(json);
    for (size_t i = 0; i < form->lines.count; i++) {
        const struct sign_line *line = &form->lines.items[i];
        json_object(json);
        json_put_text(json, "word", line->word);
        json_put_bool(json, "collective", line->collective);
        json_put_text(json, "query", line->query);
        json_put_bool(json, "unit", line->unit);
        json_put_bool(json, "vacant", line->vacant);
        json_put_text(json, "keeps", line->keeps);
        json_object_end(json);
    }
    json_array_end(json);
}

/* The signature block; null: its documents have none. */
static void put_signs(struct json *json, const struct signs_definition *signs)
{
    json_key(json, "signs");
    if (!signs) {
        json_null(json);
        return;
    }
    json_object(json);
    json_put_text(json, "block", signs->block);
    json_put_text(json, "signer", signs->signer);
    json_put_text(json, "title", signs->title);
    json_put_text(json, "day", signs->day);
    json_put_text(json, "register", signs->register_name);
    json_put_text(json, "holder", signs->holder);
    json_put_text(json, "names", signs->names);
    json_key(json, "forms");
    json_array(json);
    for (size_t i = 0; i < signs->forms.count; i++) {
        json_object(json);
        json_put_text(json, "name", signs->forms.items[i].name);
        json_put_text(json, "when", signs->forms.items[i].when);
        put_sign_lines(json, &signs->forms.items[i]);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}

/* The states in which a record takes versions of its draft; null: it has none. */
static void put_drafts(struct json *json, const struct register_definition *reg)
{
    json_key(json, "drafts");
    if (!reg->drafts) {
        json_null(json);
        return;
    }
    json_object(json);
    json_put_texts(json, "states", &reg->drafts->states);
    json_put_text(json, "returned", reg->drafts->returned);
    json_put_text(json, "delegated", reg->drafts->delegated);
    json_object_end(json);
}

/* The laws of a form that has days are those of its days; of another, today's. */
static const char *print_law(const struct json *json, const struct definitions *definitions,
                             const struct print_definition *print)
{
    return print->from || print->until ? print->law : law_today(json->out->mem, definitions, print->law);
}

static void put_prints(struct json *json, const struct definitions *definitions, const struct register_definition *reg)
{
    json_key(json, "prints");
    json_array(json);
    for (size_t i = 0; i < reg->prints.count; i++) {
        const struct print_definition *print = &reg->prints.items[i];
        json_object(json);
        json_put_text(json, "name", print->name);
        json_put_text(json, "label", print->label);
        json_put_text(json, "form", print->form);
        json_put_text(json, "heading", print->heading);
        json_put_text(json, "code", print->code);
        json_put_text(json, "law", print_law(json, definitions, print));
        json_put_text(json, "from", print->from);
        json_put_text(json, "until", print->until);
        json_put_texts(json, "needs", &print->needs);
        json_object_end(json);
    }
    json_array_end(json);
}

/* What is entered from its records: the form's field that names the record, and what else it begins with. */
static void put_makes(struct json *json, const struct register_definition *reg)
{
    json_key(json, "makes");
    json_array(json);
    for (size_t i = 0; i < reg->makes.count; i++) {
        const struct made_record *made = &reg->makes.items[i];
        json_object(json);
        json_put_text(json, "label", made->label);
        json_put_text(json, "register", made->register_name);
        json_put_text(json, "field", made->field);
        json_put_texts(json, "states", &made->states);
        json_key(json, "values");
        json_object(json);
        for (size_t k = 0; k < made->values.count; k++)
            json_put_text(json, made->values.items[k].field, made->values.items[k].text);
        json_object_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}

/* Of which registers records lie in its files, and when they are put in and taken out; null: it has no files. */
static void put_holds(struct json *json, const struct holds_definition *holds)
{
    json_key(json, "holds");
    if (!holds) {
        json_null(json);
        return;
    }
    json_object(json);
    json_put_text(json, "label", holds->label);
    json_put_texts(json, "states", &holds->states);
    json_key(json, "registers");
    json_array(json);
    for (size_t i = 0; i < holds->registers.count; i++)
        json_text(json, holds->registers.items[i].register_name);
    json_array_end(json);
    json_object_end(json);
}

static void put_figures(struct json *json, const struct register_definition *reg)
{
    json_key(json, "figures");
    json_array(json);
    for (size_t i = 0; i < reg->figures.count; i++) {
        json_object(json);
        json_put_text(json, "id", reg->figures.items[i].name);
        json_put_text(json, "label", reg->figures.items[i].label);
        json_put_text(json, "count", figure_kind_name(reg->figures.items[i].kind));
        json_put_text(json, "query", reg->figures.items[i].query);
        json_object_end(json);
    }
    json_array_end(json);
}

void register_json_members(struct json *json, const struct definitions *definitions,
                           const struct register_definition *reg)
{
    put_fields(json, definitions, reg);
    put_groups(json, reg);
    put_states(json, reg);
    json_put_texts(json, "way", &reg->way);
    put_steps(json, reg);
    put_deadlines(json, definitions, reg);
    put_unique(json, reg);
    put_rules(json, reg);
    put_in_force(json, reg);
    put_urges(json, reg->urges);
    put_opens(json, reg->opens);
    put_boards(json, reg);
    put_week(json, reg->week);
    put_backings(json, reg);
    put_signs(json, reg->signs);
    put_drafts(json, reg);
    json_put_texts(json, "secret_keeps", &reg->secret_keeps);
    put_prints(json, definitions, reg);
    put_makes(json, reg);
    put_holds(json, reg->holds);
    put_figures(json, reg);
}
