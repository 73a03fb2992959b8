/* src/api/testing_walk.h
 * A walk over every register of the office: a record, or a step of one, with a value that a rule refuses, given by
 * command, API, form and import, which all must refuse it in the same words and write nothing. For *_walk_test.c of
 * this room.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "api/testing.h"
#include "web/testing.h"

#include "documents/csv.h"
#include "fields/field_type.h"
#include "records/hold.h"
#include "records/import.h"
#include "records/judge.h"
#include "records/write.h"
#include "store/id.h"

#define ALL_CONFIRMED "old-date,late-date,back-dated,same-record"
enum { PATH_MAX_STEPS = 6, CASE_VALUES = 4 };

struct walk {
    struct testing *t;
    struct asking asking;
    struct pages pages;
    const struct definitions *definitions;
    struct office *office;
    int made;     /* values that must differ */
    int64_t held; /* lies in every file that is closed; 0: none yet */
    int cases;
};

/* One case: what is given, and the fault that is expected. */
struct rule_case {
    const struct register_definition *reg;
    struct draft_value values[CASE_VALUES];
    size_t count;
    const struct step *last; /* the act with the fault is this step; NULL: found by the fields */
    const char *on;          /* its day */
    const char *confirm;
    const char *subject, *one, *other; /* the fault stands at one of two fields */
    const char *without;               /* a field that is not given, whatever asks for it; NULL */
};

/* The steps from the first state on; the last act has the fault. None: the entry itself. */
struct path {
    const struct step *steps[PATH_MAX_STEPS];
    size_t count;
};

static inline const char *case_value(const struct rule_case *c, const struct field *field)
{
    for (size_t i = 0; i < c->count; i++)
        if (text_equal(c->values[i].name, field->name))
            return c->values[i].text;
    return NULL;
}

/* What QUERY asks of FIELD: "khieu-nai" of "kind=khieu-nai&competent=yes"; NULL where nothing need be given. */
static inline const char *asked_in(struct walk *w, const char *query, const struct field *field)
{
    const char *at = query ? strstr(query, field->name) : NULL;
    size_t length = strlen(field->name);
    return at && at[length] == '=' && at[length + 1] != '!'
               ? arena_strndup(w->t->mem, at + length + 1, strcspn(at + length + 1, ",&"))
               : NULL;
}

/* A value of FIELD without which the steps of PATH, or the fields of the case, are not there. */
static inline const char *asked_value(struct walk *w, const struct rule_case *c, const struct path *path,
                                      const struct field *field)
{
    const char *asked = NULL;
    for (size_t i = 0; i < c->count && !asked; i++)
        asked = asked_in(w, register_field(c->reg, c->values[i].name)->shown_if, field);
    for (size_t i = 0; i < path->count; i++)
        for (size_t k = 0; k < path->steps[i]->only_if.count && !asked; k++)
            asked = asked_in(w, path->steps[i]->only_if.items[k].query, field);
    return asked;
}

static inline int64_t plain_record(struct walk *w, const struct register_definition *reg);

/* What the record ID is named by: its number. */
static inline const char *code_of(struct walk *w, int64_t id)
{
    struct err err = { 0 };
    struct db *db = db_for_read(w->office->store, &err);
    struct record *record = db ? record_read(db, w->t->mem, w->definitions, &w->office->scope, id, &err) : NULL;
    if (!record)
        fail_msg("%s", err.text);
    return record->number;
}

/* That of the account of the forms, or the first of a kind that FIELD takes. */
static inline const char *fitting_unit(struct walk *w, const struct field *field)
{
    if (field->units.count == 0 || text_list_has(&field->units, definitions_unit(w->definitions, "vp")->kind))
        return "vp";
    for (size_t i = 0; i < w->definitions->units.count; i++)
        if (text_list_has(&field->units, w->definitions->units.items[i].kind))
            return w->definitions->units.items[i].code;
    return "vp";
}

/* Is there one record of each value of FIELD, with the values of other fields where not ALONE? */
static inline bool is_unique(struct walk *w, const struct field *field, bool alone)
{
    for (size_t r = 0; r < w->definitions->registers.count; r++) {
        const struct register_definition *reg = &w->definitions->registers.items[r];
        for (size_t i = 0; i < reg->unique.count; i++) {
            const struct text_list *fields = &reg->unique.items[i].fields;
            if (!reg->unique.items[i].hint && register_field(reg, field->name) == field &&
                text_list_has(fields, field->name) && (!alone || fields->count == 1))
                return true;
        }
    }
    return false;
}

/* The Monday of a week that no other record has where FIELD wants that. */
static inline const char *fitting_day(struct walk *w, const struct field *field)
{
    char printed[DATE_SIZE];
    if (field->set_by || field->not_before.count > 0)
        return "2021-07-25";
    if (!is_unique(w, field, true))
        return "2021-07-05";
    day_print(day_from_civil(2021, 7, 5) + 7 * ++w->made, printed);
    return arena_strdup(w->t->mem, printed);
}

static inline const char *fitting_text(struct walk *w, const struct field *field)
{
    if (is_unique(w, field, false))
        return arena_printf(w->t->mem, "Việc %d", ++w->made);
    return text_equal(field->name, "time_limit") ? "5 ngày làm việc" : "Việc";
}

static inline const char *fitting(struct walk *w, const struct field *field)
{
    char printed[ID_SIZE];
    switch (field->type) {
    case FIELD_TEXT:
        return fitting_text(w, field);
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_RATING:
        return "3";
    case FIELD_DATE:
        return fitting_day(w, field);
    case FIELD_DATE_TIME:
        return field->set_by ? "2021-07-25T09:00" : "2021-07-05T08:00";
    case FIELD_YES_NO:
        return "yes";
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return field->choices.items[0].code;
    case FIELD_UNIT:
        return fitting_unit(w, field);
    case FIELD_USER:
        return TESTING_CLERK;
    case FIELD_PROCEDURE:
        if (field->target)
            return code_of(w, plain_record(w, field->target));
        return arena_printf(w->t->mem, "1.%06d", ++w->made);
    case FIELD_DOCUMENT_NUMBER:
        return arena_printf(w->t->mem, "%d/QĐ-UBND", ++w->made);
    case FIELD_PERIOD:
        return arena_printf(w->t->mem, "%d", 1800 + ++w->made % 200);
    case FIELD_TIME:
        return "08:00";
    case FIELD_LINK:
        id_print(plain_record(w, field->target), printed);
        return arena_strdup(w->t->mem, printed);
    default:
        return "Ai đó";
    }
}

/* Does WHEN hold of what the walk gives: the first of the choices, and no link that nothing asks for? */
static inline bool holds_of_first(struct walk *w, const struct register_definition *reg, const char *when)
{
    bool first = !when;
    for (size_t k = 0; k < reg->fields.count && !first; k++) {
        const struct field *asked = &reg->fields.items[k];
        const char *value = asked_in(w, when, asked);
        first = (asked->choices.count > 0 && text_equal(value, asked->choices.items[0].code)) ||
                (asked->type == FIELD_LINK && !asked->required && text_equal(value, "none"));
    }
    return first;
}

/* Does a rule ask for FIELD? */
static inline bool is_ruled(struct walk *w, const struct register_definition *reg, const struct field *field)
{
    for (size_t i = 0; i < reg->rules.count; i++)
        if (holds_of_first(w, reg, reg->rules.items[i].when) &&
            text_equal(asked_in(w, reg->rules.items[i].query, field), "any"))
            return true;
    return false;
}

/* What FIELD gets in the act (STEP, NULL: the entry); NULL: nothing. */
static inline const char *value_in(struct walk *w, const struct rule_case *c, const struct path *path,
                                   const struct step *step, const struct field *field)
{
    bool here = step ? step_writes(step, field) : !field->set_by;
    const char *given = case_value(c, field), *asked = asked_value(w, c, path, field);
    if (!here || field->until || text_equal(c->without, field->name))
        return NULL;
    if (given)
        return given;
    if (asked)
        return asked;
    if (step && text_equal(step->day_field, field->name))
        return "2021-08-02"; /* the day of the steps before it */
    bool day = field->type == FIELD_DATE || field->type == FIELD_DATE_TIME;
    if (!step && !field->required && is_ruled(w, c->reg, field))
        return day ? "2021-07-25" : fitting(w, field);
    bool must = step ? text_list_has(&step->needs, field->name) : field->required && !field->shown_if;
    return must || (day && field->initial) || (!step && field->type == FIELD_PERIOD && !field->set_by)
               ? fitting(w, field)
               : NULL;
}

/* Breadth first over the states, until every field of the case was given and LAST taken. */
static inline bool find_path(const struct rule_case *c, struct path *path)
{
    struct node {
        const char *state;
        unsigned given;
        struct path path;
    } nodes[4000];
    size_t count = 0;
    unsigned all = (1u << c->count) - 1u, draft = 0;
    for (size_t i = 0; i < c->count; i++)
        if (!register_field(c->reg, c->values[i].name)->set_by)
            draft |= 1u << i;
    nodes[count++] = (struct node){ c->reg->states.items[0].name, draft, { .count = 0 } };
    for (size_t at = 0; at < count; at++) {
        const struct node node = nodes[at];
        bool there =
            node.given == all && (!c->last || (node.path.count && node.path.steps[node.path.count - 1] == c->last));
        if (there) {
            *path = node.path;
            return true;
        }
        for (size_t i = 0; i < c->reg->steps.count && node.path.count < PATH_MAX_STEPS; i++) {
            const struct step *step = &c->reg->steps.items[i];
            if ((step->from.count && !text_list_has(&step->from, node.state)) || count == COUNT_OF(nodes))
                continue;
            struct node next = node;
            next.state = step->to ? step->to : node.state;
            for (size_t k = 0; k < c->count; k++)
                if (step_writes(step, register_field(c->reg, c->values[k].name)))
                    next.given |= 1u << k;
            next.path.steps[next.path.count++] = step;
            nodes[count++] = next;
        }
    }
    return false;
}

static inline struct draft *entry_draft(struct walk *w, const struct rule_case *c, const struct path *path)
{
    struct draft *draft = draft_new(w->t->mem, c->reg);
    for (size_t i = 0; i < c->reg->fields.count; i++) {
        const char *text = value_in(w, c, path, NULL, &c->reg->fields.items[i]);
        if (text)
            draft_set(w->t->mem, draft, c->reg->fields.items[i].name, text);
    }
    return draft;
}

static inline struct draft_step step_draft(struct walk *w, const struct rule_case *c, const struct path *path,
                                           size_t at)
{
    struct draft_step step = { .name = path->steps[at]->name };
    step.on = at + 1 == path->count && c->on ? c->on : "2021-08-02";
    for (size_t i = 0; i < c->reg->fields.count; i++) {
        const char *text = value_in(w, c, path, path->steps[at], &c->reg->fields.items[i]);
        if (text)
            draft_step_set(w->t->mem, &step, c->reg->fields.items[i].name, text);
    }
    return step;
}

static inline int64_t plain_record(struct walk *w, const struct register_definition *reg)
{
    const struct rule_case c = { .reg = reg };
    const struct path none = { .count = 0 };
    struct err err = { 0 };
    int64_t id = 0;
    struct draft *draft = entry_draft(w, &c, &none);
    draft_set(w->t->mem, draft, CONFIRM_VALUE, ALL_CONFIRMED);
    if (!record_create(w->office, w->t->mem, draft, &id, &err))
        fail_msg("%s: %s: %s", reg->name, err.field, err.text);
    return id;
}

/* --- the four ways ------------------------------------------------------------------------------------------------ */

/* The fault of a case among FAULTS; its text. */
static inline const char *expected_fault(const struct rule_case *c, const char *way, const struct draft_faults *faults)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < faults->list.count; i++) {
        const struct err *fault = &faults->list.items[i];
        text_printf(&all, "%s %s: %s\n", fault->subject, fault->field, fault->text);
        if (text_equal(fault->subject, c->subject) &&
            (text_equal(fault->field, c->one) || text_equal(fault->field, c->other)))
            return fault->text;
    }
    fail_msg("%s by %s: no fault %s at %s or %s, but\n%s", c->reg->name, way, c->subject, c->one,
             c->other ? c->other : "", all.data);
    return NULL;
}

static inline const char *by_command(struct walk *w, const struct rule_case *c, const struct path *path,
                                     const struct draft *draft, int64_t id, const struct draft_step *step)
{
    struct err err = { 0 };
    struct draft_faults faults = { 0 };
    int64_t made;
    (void)path;
    w->office->faults = &faults;
    bool done = step ? record_step(w->office, w->t->mem, id, 0, step, &err)
                     : record_create(w->office, w->t->mem, draft, &made, &err);
    w->office->faults = NULL;
    if (done)
        fail_msg("%s by command: %s at %s was taken", c->reg->name, c->subject, c->one);
    if (faults.list.count == 0)
        *ARRAY_ADD(w->t->mem, &faults.list) = err;
    return expected_fault(c, "command", &faults);
}

static inline void put_body_value(struct walk *w, struct json *json, const struct field *field, const char *text)
{
    struct err err = { 0 };
    struct value value;
    json_key(json, field->name);
    if (value_read(w->t->mem, w->definitions, field, text, &value, &err))
        value_json(json, field, &value);
    else if (field->type == FIELD_CHOICES) {
        json_array(json);
        json_text(json, text);
        json_array_end(json);
    } else
        json_text(json, text); /* what is no value of it is sent as it was written */
}

static inline const char *body_of(struct walk *w, const struct rule_case *c, const struct draft *draft,
                                  const struct draft_step *step)
{
    struct text body;
    struct json json;
    size_t count = step ? step->values.count : draft->values.count;
    const struct draft_value *values = step ? step->values.items : draft->values.items;
    text_init(&body, w->t->mem, TEXT_MAX_PAGE);
    json_init(&json, &body, false);
    json_object(&json);
    for (size_t i = 0; i < count; i++)
        if (text_equal(values[i].name, CONFIRM_VALUE))
            json_put_text(&json, CONFIRM_VALUE, values[i].text);
    if (step)
        json_put_text(&json, "on", step->on);
    json_key(&json, "fields");
    json_object(&json);
    for (size_t i = 0; i < count; i++)
        if (!text_equal(values[i].name, CONFIRM_VALUE))
            put_body_value(w, &json, register_field(c->reg, values[i].name), values[i].text);
    json_object_end(&json);
    json_object_end(&json);
    return body.data;
}

static inline const char *by_api(struct walk *w, const struct rule_case *c, const struct draft *draft, int64_t id,
                                 const struct draft_step *step)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    struct asked asked = post(&w->asking,
                              step ? arena_printf(w->t->mem, API_ROOT "/records/%s/steps/%s", printed, step->name)
                                   : arena_printf(w->t->mem, API_ROOT "/registers/%s/records", c->reg->name),
                              body_of(w, c, draft, step));
    if (asked.status != 422)
        fail_msg("%s by API: %d %s", c->reg->name, asked.status, asked.body);
    const json_t *errors = json_object_get(asked.json, "errors");
    for (size_t i = 0; i < json_array_size(errors); i++) {
        const char *field = text_at(json_array_get(errors, i), "field");
        if (text_equal(field, c->one) || text_equal(field, c->other))
            return text_at(json_array_get(errors, i), "detail");
    }
    fail_msg("%s by API: no fault at %s: %s", c->reg->name, c->one, asked.body);
    return NULL;
}

static inline void add_pair(struct text *form, const char *name, const char *text)
{
    text_printf(form, "%s%s=", form->length ? "&" : "", name);
    for (const char *at = text; *at; at++)
        text_printf(form, "%%%02X", (unsigned char)*at);
}

/* The page has TEXT, at the control or among the errors. */
static inline void by_form(struct walk *w, const struct rule_case *c, const struct draft *draft, int64_t id,
                           const struct draft_step *step, const char *text)
{
    struct text form;
    size_t count = step ? step->values.count : draft->values.count;
    const struct draft_value *values = step ? step->values.items : draft->values.items;
    text_init(&form, w->t->mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < count; i++)
        add_pair(&form, text_equal(values[i].name, CONFIRM_VALUE) ? "_confirm" : values[i].name, values[i].text);
    if (step) {
        add_pair(&form, "_on", step->on);
        add_pair(&form, "_version",
                 arena_printf(w->t->mem, "%lld", (long long)testing_read(w->t, &w->asking.office, id)->version));
    }
    add_pair(&form, "_key", arena_printf(w->t->mem, "k%d", ++w->made));
    const char *path = step ? arena_printf(w->t->mem, "%s/buoc/%s", page_record_path(w->t->mem, c->reg, id), step->name)
                            : arena_printf(w->t->mem, "/%s/moi", c->reg->slug);
    struct response response = pages_post(&w->pages, path, form.data);
    if (response.status != 422)
        fail_msg("%s by form: %d at %s", c->reg->name, response.status, path);
    const char *mark = strstr(text, " (" CONFIRM_OLD_DATE ")"); /* a box confirms there, not a code */
    if (text_equal(c->subject, "required")) /* a form says “Nhập …”, “Chọn …” at the control */
        text = arena_printf(w->t->mem, "href=\"#%s", c->one);
    pages_has(&response, mark ? arena_strndup(w->t->mem, text, (size_t)(mark - text)) : text);
}

static inline void by_import(struct walk *w, const struct rule_case *c, const struct path *path, const char *text)
{
    struct err err = { 0 };
    struct import_result result;
    struct csv_writer writer;
    struct text csv;
    const char *names[200], *cells[200];
    size_t count = 0;
    text_init(&csv, w->t->mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < c->reg->fields.count; i++) {
        const struct field *field = &c->reg->fields.items[i];
        const char *cell = value_in(w, c, path, NULL, field);
        for (size_t k = 0; k < path->count && !cell; k++)
            cell = value_in(w, c, path, path->steps[k], field);
        if (!cell)
            continue;
        names[count] = field->name;
        cells[count++] = cell;
    }
    for (size_t k = 0; k < path->count; k++) {
        names[count] = arena_printf(w->t->mem, "step.%s", path->steps[k]->name);
        cells[count++] = k + 1 == path->count && c->on ? c->on : "2021-08-02";
    }
    if (c->confirm) {
        names[count] = CONFIRM_VALUE;
        cells[count++] = c->confirm;
    }
    csv_writer_init(&writer, &csv, false);
    csv_write_row(&writer, names, count);
    csv_write_row(&writer, cells, count);
    if (!import_try(w->office, w->t->mem, c->reg, csv.data, csv.length, &result, &err))
        fail_msg("%s by import: %s", c->reg->name, err.text);
    for (size_t i = 0; i < result.fault_count; i++)
        if ((text_equal(result.faults[i].column, c->one) || text_equal(result.faults[i].column, c->other)) &&
            text_equal(result.faults[i].text, text))
            return;
    for (size_t i = 0; i < result.fault_count; i++)
        print_message("%s: %s\n", result.faults[i].column, result.faults[i].text);
    fail_msg("%s by import: not “%s”\n%s", c->reg->name, text, csv.data);
}

static inline int64_t prepared_record(struct walk *w, const struct rule_case *c, const struct path *path);

/* A step that settles a new record of REG at once; NULL: none does. */
static inline const struct step *settling_step(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        if (step->to && register_state(reg, step->to)->group != GROUP_OPEN &&
            text_list_has(&step->from, reg->states.items[0].name))
            return step;
    }
    return NULL;
}

/* A record that is settled and may lie in FILE's files. */
static inline int64_t settled_record(struct walk *w, const struct register_definition *file)
{
    for (size_t i = 0; i < file->holds->registers.count; i++) {
        const struct register_definition *reg = file->holds->registers.items[i].reg;
        const struct step *last = settling_step(reg);
        if (!last)
            continue;
        const struct rule_case c = { .reg = reg, .last = last, .one = last->name };
        const struct path path = { .steps = { last }, .count = 1 };
        struct draft_step step = step_draft(w, &c, &path, 0);
        struct err err = { 0 };
        int64_t id = prepared_record(w, &c, &path);
        draft_step_set(w->t->mem, &step, CONFIRM_VALUE, ALL_CONFIRMED);
        if (!record_step(w->office, w->t->mem, id, 0, &step, &err))
            fail_msg("%s, %s: %s: %s", reg->name, step.name, err.field, err.text);
        return id;
    }
    fail_msg("%s: nothing that it holds is settled in one step", file->name);
    return 0;
}

/* Before a step that asks what lies in the file ID. */
static inline void put_something_in(struct walk *w, const struct register_definition *file, int64_t id)
{
    struct err err = { 0 };
    if (!w->held)
        w->held = settled_record(w, file);
    if (!record_hold(w->office, w->t->mem, id, &w->held, 1, &err))
        fail_msg("%s: %s: %s", file->name, err.field, err.text);
}

/* Every step of the path before its last was taken. */
static inline int64_t prepared_record(struct walk *w, const struct rule_case *c, const struct path *path)
{
    struct err err = { 0 };
    int64_t id = 0;
    struct draft *draft = entry_draft(w, c, path);
    draft_set(w->t->mem, draft, "unit", "vp"); /* where the account of the forms works */
    draft_set(w->t->mem, draft, CONFIRM_VALUE, ALL_CONFIRMED);
    if (!record_create(w->office, w->t->mem, draft, &id, &err))
        fail_msg("%s for %s: %s: %s", c->reg->name, c->one, err.field, err.text);
    for (size_t i = 0; i < path->count; i++) {
        if (path->steps[i]->needs_held)
            put_something_in(w, c->reg, id);
        if (i + 1 == path->count)
            break;
        struct draft_step step = step_draft(w, c, path, i);
        draft_step_set(w->t->mem, &step, CONFIRM_VALUE, ALL_CONFIRMED);
        if (!record_step(w->office, w->t->mem, id, 0, &step, &err))
            fail_msg("%s, %s for %s: %s: %s", c->reg->name, step.name, c->one, err.field, err.text);
    }
    return id;
}

/* The refusal on all four ways, which say the same and write nothing. */
static inline void refuse_everywhere(struct walk *w, const struct rule_case *c)
{
    struct path path = { .count = 0 };
    if (!find_path(c, &path))
        fail_msg("%s: no way to %s and %s", c->reg->name, c->one, c->other ? c->other : "");
    bool by_step = path.count > 0;
    int64_t id = by_step ? prepared_record(w, c, &path) : 0;
    struct draft *draft = by_step ? NULL : entry_draft(w, c, &path);
    struct draft_step step = by_step ? step_draft(w, c, &path, path.count - 1) : (struct draft_step){ 0 };
    if (c->confirm && by_step)
        draft_step_set(w->t->mem, &step, CONFIRM_VALUE, c->confirm);
    else if (c->confirm)
        draft_set(w->t->mem, draft, CONFIRM_VALUE, c->confirm);
    const struct draft_step *taken = by_step ? &step : NULL;
    int64_t before = testing_int(w->t, SQL("select count(*) from history"));
    const char *text = by_command(w, c, &path, draft, id, taken);
    assert_string_equal(by_api(w, c, draft, id, taken), text);
    by_form(w, c, draft, id, taken, text);
    assert_int_equal(testing_int(w->t, SQL("select count(*) from history")), before);
    by_import(w, c, &path, text);
    w->cases += 4;
}

/* What stands behind a record on every day of the walk, with the values that it gives. */
static inline void make_backing(struct walk *w, const struct register_definition *reg, const struct backing *backing)
{
    const struct register_definition *behind = backing->reg;
    struct draft *draft = draft_new(w->t->mem, behind);
    struct err err = { 0 };
    int64_t id;
    for (size_t k = 0; k < behind->fields.count; k++) {
        const struct field *field = &behind->fields.items[k];
        const char *value = asked_in(w, backing->query, field);
        if (text_equal(field->name, behind->in_force->from))
            value = "2019-01-02";
        for (size_t s = 0; s < backing->same.count && !value; s++)
            if (text_equal(backing->same.items[s].there, field->name))
                value = fitting(w, register_field(reg, backing->same.items[s].here));
        if (value || field->required)
            draft_set(w->t->mem, draft, field->name, value ? value : fitting(w, field));
    }
    if (!record_create(w->office, w->t->mem, draft, &id, &err))
        fail_msg("%s for %s: %s: %s", behind->name, reg->name, err.field, err.text);
}

static inline void make_backings(struct walk *w, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->backed_by.count; i++)
        if (holds_of_first(w, reg, reg->backed_by.items[i].when))
            make_backing(w, reg, &reg->backed_by.items[i]);
}

static inline void begin_walk(struct walk *w, struct testing *t)
{
    *w = (struct walk){ .t = t };
    asking_begin_folder(&w->asking, t, SOURCE_FOLDER "/office");
    w->office = &w->asking.office.office;
    w->definitions = w->office->definitions;
    for (size_t i = 0; i < w->definitions->registers.count; i++)
        make_backings(w, &w->definitions->registers.items[i]);
    pages_serve(&w->pages, t, &w->asking.office);
    const char **roles = ARENA_ARRAY(t->mem, const char *, w->definitions->roles.count);
    for (size_t i = 0; i < w->definitions->roles.count; i++)
        roles[i] = w->definitions->roles.items[i].name;
    pages_account_of(&w->pages, TESTING_CLERK, "Trần Văn An", (struct text_list){ roles, w->definitions->roles.count },
                     w->pages.clerk);
    w->pages.as = w->pages.clerk;
}
