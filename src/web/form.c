/* SPDX-License-Identifier: Apache-2.0 */
#include "web/form.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "fields/condition.h"
#include "fields/field_type.h"
#include "query/finder.h"
#include "query/query.h"
#include "records/catalogue.h"
#include "store/id.h"
#include "viet/fold.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum { NOTES_MAX = 3 };

void form_add_item(struct arena *mem, struct form_items *items, const struct field *field, bool required,
                   const char *value)
{
    *ARRAY_ADD(mem, &items->list) = (struct form_item){ field, required, value ? value : "", "" };
}

const char *form_value(struct arena *mem, const struct definitions *definitions, const struct field *field,
                       const struct value *value)
{
    if (!value->is_set)
        return "";
    bool as_people_write = field->type == FIELD_DATE || field->type == FIELD_DATE_TIME;
    return as_people_write ? value_people(mem, definitions, field, value) : value_print(mem, field, value);
}

const char *form_initial(const struct visit *visit, const struct field *field)
{
    if (!field->initial)
        return "";
    if (text_equal(field->initial, "me"))
        return visit->scope.user;
    const struct choice *choice = field_choice(field, field->initial);
    if (choice && !choice_is_offered(choice, page_iso_day(visit->mem, clock_now())))
        return "";
    if (!text_equal(field->initial, "today"))
        return field->initial;
    instant_t now = clock_now();
    char today[DATE_SIZE];
    day_print_people(instant_local_day(now), today);
    int minute = instant_local_minute(now);
    return field->type == FIELD_DATE_TIME ? arena_printf(visit->mem, "%s %02d:%02d", today, minute / 60, minute % 60)
                                          : arena_strdup(visit->mem, today);
}

const char *form_sent(const struct visit *visit, const char *name)
{
    const struct http_pairs *form = &visit->request->form;
    const char *joined = NULL;
    for (size_t i = 0; i < form->list.count; i++) {
        if (!text_equal(form->list.items[i].name, name))
            continue;
        const char *value = form->list.items[i].value;
        joined = joined && *joined ? arena_printf(visit->mem, "%s,%s", joined, value) : value;
    }
    return joined;
}

/* --- what was posted ---------------------------------------------------------------------------------------------- */

static const struct field *find_item(const struct form_items *items, const char *name)
{
    for (size_t i = 0; i < items->list.count; i++)
        if (text_equal(items->list.items[i].field->name, name))
            return items->list.items[i].field;
    return NULL;
}

/* The pair AT repeats an earlier one. */
static bool is_again(const struct http_pairs *form, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (text_equal(form->list.items[i].name, form->list.items[at].name))
            return true;
    return false;
}

static bool is_pick_name(const struct form_items *items, const char *name)
{
    bool known = false;
    for (size_t i = 0; i < items->list.count; i++)
        known |= form_is_pick_name(name, items->list.items[i].field->name);
    return known;
}

/* A form is not a way to write what it does not show. */
static bool check_names(const struct visit *visit, const struct form_items *items, const char *const *also,
                        size_t also_count, struct err *err)
{
    static const char *const own[] = { "_csrf", "_key", "_version", "_confirm" };
    const struct http_pairs *form = &visit->request->form;
    for (size_t i = 0; i < form->list.count; i++) {
        const char *name = form->list.items[i].name;
        const struct field *field = find_item(items, name);
        bool known = field || is_pick_name(items, name);
        for (size_t k = 0; k < COUNT_OF(own); k++)
            known |= text_equal(own[k], name);
        for (size_t k = 0; k < also_count; k++)
            known |= text_equal(also[k], name);
        if (!known)
            return err_set(err, ERR_INVALID, "input", NULL, SAY_FORM_UNKNOWN, name);
        bool many = (field && field->type == FIELD_CHOICES) || text_equal(name, "_confirm");
        if (is_again(form, i) && !many)
            return err_set(err, ERR_INVALID, "input", NULL, SAY_FORM_TWICE, name);
    }
    return true;
}

/* "Chọn loại đơn", "Nhập trích yếu nội dung": the first letter is small unless it begins an abbreviation. */
static const char *label_inside(struct arena *mem, const char *label)
{
    const char *second = label;
    uint32_t first = utf8_next(&second);
    bool abbreviation = *second >= 'A' && *second <= 'Z';
    if (!first || abbreviation)
        return label;
    char *head = arena_strndup(mem, label, (size_t)(second - label));
    return arena_printf(mem, "%s%s", viet_lower(mem, head), second);
}

static bool is_chosen(enum field_type type)
{
    return type == FIELD_CHOICE || type == FIELD_CHOICES || type == FIELD_YES_NO || type == FIELD_UNIT ||
           type == FIELD_USER || type == FIELD_RATING;
}

/* The day on which the step is said to have been taken, of a change the record's own; NULL: today. */
static const char *day_of_step(const struct visit *visit, const struct form_read *read)
{
    day_t day;
    char on[DATE_SIZE];
    const char *sent = read->step ? form_sent(visit, "_on") : read->base ? read->base->happened_on : NULL;
    if (!sent || text_equal(sent, DATE_OPEN) || !day_parse_people(sent, &day) || day > clock_today())
        return NULL;
    day_print(day, on);
    return arena_strdup(visit->mem, on);
}

/* What was sent for ITEM; of one that is chosen what its text names. A control that always sends something, or holds
 * what stood there from the beginning, is only offered. */
static bool read_item(struct visit *visit, const struct form_item *item, struct form_read *read, struct err *err)
{
    const struct field *field = item->field;
    const char *text = form_sent(visit, field->name);
    struct err fault = { 0 };
    text = text ? text_trim(visit->mem, text) : "";
    if (*text && form_is_pick(visit, field)) {
        const struct picking picking = form_picking(visit, field, day_of_step(visit, read));
        const struct form_control control = { .name = field->name, .label = field->label, .value = item->value };
        if (!form_pick(visit, &picking, &control, &text, &fault, err))
            return false;
        if (fault.kind != ERR_NONE)
            *ARRAY_ADD(visit->mem, &read->faults.list) = fault;
    }
    if (!text)
        return true;
    struct draft_value value = { field->name, text,
                                 .offered = is_chosen(field->type) || text_equal(text, item->value) };
    *ARRAY_ADD(visit->mem, &read->values) = value;
    return true;
}

/* What a form says of an empty control, in the place of the judge's words. */
static void word_missing(struct visit *visit, const struct register_definition *reg, struct err *fault)
{
    const struct field *field = register_field(reg, fault->field);
    if (field && text_equal(fault->subject, "required"))
        err_set(fault, ERR_INVALID, "required", field->name,
                is_chosen(field->type) ? SAY_FORM_CHOOSE : SAY_FORM_FILL_IN, label_inside(visit->mem, field->label));
}

/* The judge's faults behind those of links that were not found. */
static void judge(struct visit *visit, const struct register_definition *reg, struct form_read *read)
{
    char today[DATE_SIZE];
    struct judgement judgement;
    struct record base = { .reg = reg, .unit = visit->scope.unit, .issuer = "", .secrecy = DEGREE_USUAL };
    base.state = reg->states.items[0].name, base.values = ARENA_ARRAY(visit->mem, struct value, reg->fields.count + 1);
    day_print(clock_today(), today);
    judge_values(
        visit->mem,
        &(struct judging){ .definitions = visit->definitions,
                           .base = read->base ? read->base : &base,
                           .is_new = !read->base,
                           .step = read->step,
                           .values = read->values.items,
                           .count = read->values.count,
                           .today = read->on ? read->on : arena_strdup(visit->mem, today),
                           .catalogue = catalogue_new(visit->mem, visit->store, visit->definitions, &visit->scope),
                           .on = day_of_step(visit, read),
                           .now = clock_now(),
                           .user = visit->scope.user },
        &judgement);
    read->typed = judgement.record;
    for (size_t i = 0; i < judgement.faults.list.count; i++) {
        struct err *fault = &judgement.faults.list.items[i];
        bool told = false;
        for (size_t k = 0; k < read->faults.list.count; k++)
            told |= text_equal(read->faults.list.items[k].field, fault->field);
        word_missing(visit, reg, fault);
        if (!told)
            *ARRAY_ADD(visit->mem, &read->faults.list) = *fault;
    }
}

bool form_collect(struct visit *visit, const struct register_definition *reg, const struct form_items *items,
                  const char *const *also, size_t also_count, struct form_read *read, struct err *err)
{
    if (!check_names(visit, items, also, also_count, err))
        return false;
    for (size_t i = 0; i < items->list.count; i++)
        form_take_pick(visit, items->list.items[i].field->name);
    for (size_t i = 0; i < items->list.count; i++)
        if (!read_item(visit, &items->list.items[i], read, err))
            return false;
    const char *confirmed = form_sent(visit, "_confirm");
    if (!text_is_empty(confirmed))
        *ARRAY_ADD(visit->mem, &read->values) = (struct draft_value){ CONFIRM_VALUE, confirmed, .offered = false };
    read->unlinked = read->faults.list.count;
    judge(visit, reg, read);
    return true;
}

bool form_is_whole(const struct visit *visit, const struct form_read *read, struct err *err)
{
    if (form_is_find(visit) || (read->unlinked == 0 && !(form_is_check(visit) && read->faults.list.count > 0)))
        return true;
    *err = read->faults.list.items[0];
    return false;
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

void form_init(struct form *form, struct visit *visit, const char *prefix, const struct draft_faults *faults)
{
    size_t count = faults ? faults->list.count : 0;
    *form = (struct form){ .visit = visit, .mem = visit->mem, .reg = visit->reg, .prefix = prefix, .faults = faults };
    form->wrong = count;
    form->day = page_iso_day(visit->mem, clock_now());
    form->errors = template_list(visit->mem);
    form->told = ARENA_ARRAY(visit->mem, bool, count + 1);
    form_section(form);
}

const char *form_typed(const struct form *form, const char *name, const char *otherwise)
{
    if (form->fresh || form->visit->request->method != HTTP_POST)
        return otherwise;
    const char *sent = form_sent(form->visit, name);
    return sent ? sent : "";
}

struct template_value *form_section(struct form *form)
{
    form->fields = template_list(form->mem);
    return form->fields;
}

static void add_error(struct form *form, const char *href, const char *text)
{
    struct template_value *item = template_object(form->mem);
    template_put_text(item, "href", href);
    template_put_text(item, "text", text);
    template_add(form->errors, item);
}

/* The error at a control; its line in the summary leads to TARGET. */
static const char *fault_at(struct form *form, const char *name, const char *target)
{
    for (size_t i = 0; form->faults && i < form->faults->list.count; i++) {
        const struct err *fault = &form->faults->list.items[i];
        if (form->told[i] || !text_equal(fault->field, name))
            continue;
        form->told[i] = true;
        add_error(form, arena_printf(form->mem, "#%s", target), fault->text);
        return fault->text;
    }
    return "";
}

/* "a" is among "a,b" (of checks), or is all of it. */
static bool is_selected(const struct form_control *control, const char *value)
{
    if (control->kind != FORM_CHECKS)
        return text_equal(control->value, value);
    size_t length = strlen(value);
    for (const char *at = control->value; at && *at; at += strcspn(at, ",")) {
        at += *at == ',';
        if (strncmp(at, value, length) == 0 && (at[length] == ',' || at[length] == '\0'))
            return true;
    }
    return false;
}

static struct template_value *make_option(struct form *form, const struct form_control *control, const char *id,
                                          size_t at)
{
    struct template_value *option = template_object(form->mem);
    const struct form_option *given = &control->options[at];
    template_put_text(option, "id", arena_printf(form->mem, "%s-%zu", id, at + 1));
    template_put_text(option, "value", given->value);
    template_put_text(option, "label", given->label);
    template_put_bool(option, control->kind == FORM_SELECT ? "selected" : "checked",
                      is_selected(control, given->value));
    return option;
}

static struct template_value *make_options(struct form *form, const struct form_control *control, const char *id)
{
    struct template_value *options = template_list(form->mem);
    for (size_t i = 0; i < control->option_count; i++)
        if (!control->options[i].group)
            template_add(options, make_option(form, control, id, i));
    return options;
}

/* Options with a group under its heading. */
static struct template_value *make_groups(struct form *form, const struct form_control *control, const char *id)
{
    struct template_value *groups = template_list(form->mem), *options = NULL;
    const char *open = NULL;
    for (size_t i = 0; i < control->option_count; i++) {
        const char *label = control->options[i].group;
        if (!label)
            continue;
        if (!text_equal(label, open)) {
            struct template_value *group = template_object(form->mem);
            options = template_list(form->mem);
            template_put_text(group, "label", label);
            template_put(group, "options", options);
            template_add(groups, group);
            open = label;
        }
        template_add(options, make_option(form, control, id, i));
    }
    return groups;
}

static struct template_value *make_input(struct form *form, const struct form_control *control)
{
    static const struct {
        const char *type, *inputmode, *size;
    } rows[] = {
        [FORM_LINE] = { "text", "", "" },
        [FORM_DATE] = { "text", "numeric", "short" },
        [FORM_DIGITS] = { "text", "numeric", "number" },
        [FORM_PASSWORD] = { "password", "", "medium" },
    };
    enum form_kind kind = control->kind <= FORM_DIGITS || control->kind == FORM_PASSWORD ? control->kind : FORM_LINE;
    struct template_value *input = template_object(form->mem);
    template_put_text(input, "type", rows[kind].type);
    template_put_text(input, "inputmode", control->inputmode ? control->inputmode : rows[kind].inputmode);
    template_put_text(input, "autocomplete", control->autocomplete ? control->autocomplete : "off");
    template_put_text(input, "max", control->max ? arena_printf(form->mem, "%lld", (long long)control->max) : "");
    template_put_text(input, "size", rows[kind].size);
    template_put_text(input, "placeholder",
                      control->placeholder ? control->placeholder
                      : kind == FORM_DATE  ? page_day_example(form->mem)
                                           : "");
    return input;
}

/* The member of field.mustache that says which control it is. */
static struct template_value *make_shape(struct form *form, const struct form_control *control, const char *id,
                                         const char **name)
{
    struct template_value *shape = template_object(form->mem);
    switch (control->kind) {
    case FORM_AREA:
        *name = "area";
        template_put_text(shape, "rows", arena_printf(form->mem, "%d", control->rows ? control->rows : 4));
        template_put_text(shape, "max", control->max ? arena_printf(form->mem, "%lld", (long long)control->max) : "");
        return shape;
    case FORM_SELECT:
        *name = "select";
        template_put_text(shape, "blank", control->blank);
        template_put(shape, "options", make_options(form, control, id));
        template_put(shape, "groups", make_groups(form, control, id));
        return shape;
    case FORM_RADIOS:
    case FORM_CHECKS:
        *name = control->kind == FORM_RADIOS ? "radios" : "checks";
        template_put_bool(shape, "row", control->row);
        template_put(shape, "options", make_options(form, control, id));
        return shape;
    case FORM_FILE:
        *name = "file";
        template_put_text(shape, "accept", control->accept);
        template_put_bool(shape, "multiple", false);
        return shape;
    case FORM_PICK:
        *name = "pick";
        return form_make_pick(form->mem, control, id);
    case FORM_FIXED:
        *name = "fixed";
        return template_bool(form->mem, true);
    default:
        *name = "input";
        return make_input(form, control);
    }
}

void form_put(struct form *form, const struct form_control *control)
{
    static const char *const shapes[] = { "input", "area", "select", "radios", "checks", "file", "fixed", "pick" };
    struct template_value *field = template_object(form->mem);
    const char *id =
        arena_printf(form->mem, "%s%s", form->prefix, *control->name == '_' ? control->name + 1 : control->name);
    bool choices = control->kind == FORM_RADIOS || control->kind == FORM_CHECKS;
    const char *target = choices && control->option_count ? arena_printf(form->mem, "%s-1", id) : id;
    const char *shape;
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        template_put_bool(field, shapes[i], false);
    template_put_text(field, "id", id);
    template_put_text(field, "name", control->name);
    template_put_text(field, "label", control->label);
    template_put_text(field, "value", control->kind == FORM_PASSWORD ? "" : control->value);
    template_put_text(field, "hint", control->hint);
    template_put_text(field, "error", fault_at(form, control->fault ? control->fault : control->name, target));
    template_put_bool(field, "required", control->required);
    bool line = control->kind == FORM_LINE && control->max > FORM_HALF_LINE && !control->half;
    bool many = choices && (!control->row || control->option_count > 3);
    template_put_bool(field, "broad",
                      line || many || control->kind == FORM_AREA || control->kind == FORM_FILE ||
                          control->kind == FORM_FIXED);
    form->count++;
    struct template_value *made = make_shape(form, control, id, &shape);
    template_put(field, shape, made);
    form->has_required |= control->required;
    template_add(form->fields, field);
}

/* --- a field of a definition -------------------------------------------------------------------------------------- */

/* How each type is shown. */
static const struct type_row {
    enum form_kind kind;
    int rows;
    const char *placeholder; /* the same at all times; else EXAMPLE makes it */
    const char *inputmode;
    const char *(*example)(struct arena *mem);
} types[] = {
    [FIELD_TEXT] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_LONG_TEXT] = { FORM_AREA, 4, NULL, NULL },
    [FIELD_NUMBER] = { FORM_DIGITS, 0, NULL, NULL },
    [FIELD_MONEY] = { FORM_DIGITS, 0, NULL, "decimal" },
    [FIELD_DATE] = { FORM_DATE, 0, NULL, NULL },
    [FIELD_DATE_TIME] = { FORM_DATE, 0, NULL, "text", page_minute_example },
    [FIELD_YES_NO] = { FORM_RADIOS, 0, NULL, NULL },
    [FIELD_CHOICE] = { FORM_SELECT, 0, NULL, NULL },
    [FIELD_CHOICES] = { FORM_CHECKS, 0, NULL, NULL },
    [FIELD_UNIT] = { FORM_SELECT, 0, NULL, NULL },
    [FIELD_USER] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_PERSON] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_ADDRESS] = { FORM_AREA, 2, NULL, NULL },
    [FIELD_PHONE] = { FORM_LINE, 0, "0907 123 456", "tel" },
    [FIELD_DOCUMENT_NUMBER] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_PROCEDURE] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_LINK] = { FORM_LINE, 0, NULL, NULL },
    [FIELD_PERIOD] = { FORM_LINE, 0, NULL, NULL, page_month_example },
    [FIELD_RATING] = { FORM_RADIOS, 0, NULL, NULL },
    [FIELD_TIME] = { FORM_LINE, 0, "08:00", NULL },
};

static struct form_option *add_option(struct form_option *options, size_t *count, const char *value, const char *label)
{
    options[(*count)++] = (struct form_option){ value, label, NULL };
    return options;
}

/* Choices that are not of the form's day are offered only where the record has them. */
static void put_choices(struct form *form, const struct field *field, struct form_control *control)
{
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, field->choices.count + 1);
    size_t count = 0;
    bool radios = field->type == FIELD_CHOICE && field->choices.count <= FORM_RADIOS_MAX;
    if (radios)
        control->kind = FORM_RADIOS;
    for (size_t i = 0; i < field->choices.count; i++) {
        const struct choice *choice = &field->choices.items[i];
        if (choice_is_offered(choice, form->day) || is_selected(control, choice->code))
            add_option(options, &count, choice->code, choice->label);
    }
    if (radios && !control->required)
        add_option(options, &count, "", SAY_FORM_NO_ANSWER);
    control->row = radios && count <= 3;
    control->blank = radios || field->type == FIELD_CHOICES ? NULL : SAY_FORM_NOT_CHOSEN;
    control->options = options;
    control->option_count = count;
}

static void put_yes_no(struct form *form, struct form_control *control)
{
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, 3);
    size_t count = 0;
    add_option(options, &count, "yes", SAY_FORM_YES);
    add_option(options, &count, "no", SAY_FORM_NO);
    if (!control->required)
        add_option(options, &count, "", SAY_FORM_NO_ANSWER);
    control->row = true;
    control->options = options;
    control->option_count = count;
}

static void put_rating(struct form *form, struct form_control *control)
{
    static const struct form_option grades[] = { { "1", "1", NULL }, { "2", "2", NULL },
                                                 { "3", "3", NULL }, { "4", "4", NULL },
                                                 { "5", "5", NULL }, { "", SAY_FORM_NO_ANSWER, NULL } };
    (void)form;
    control->row = true;
    control->options = grades;
    control->option_count = control->required ? COUNT_OF(grades) - 1 : COUNT_OF(grades);
}

struct form_option *form_units(struct visit *visit, const struct text_list *kinds, size_t *count)
{
    const struct definitions *definitions = visit->definitions;
    struct form_option *options = ARENA_ARRAY(visit->mem, struct form_option, definitions->units.count + 1);
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    *count = 0;
    for (size_t i = 0; i < definitions->units.count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        bool taken = !kinds || kinds->count == 0 || text_list_has(kinds, unit->kind);
        if (taken && strcmp(unit->from, today) <= 0 && strcmp(unit->until, today) >= 0)
            add_option(options, count, unit->code, unit_name_on(unit, arena_strdup(visit->mem, today)));
    }
    return options;
}

/* A unit that is no more stays where the record has it. */
static void put_units(struct form *form, const struct field *field, struct form_control *control)
{
    struct form_option *options = form_units(form->visit, &field->units, &control->option_count);
    bool there = text_is_empty(control->value);
    for (size_t i = 0; i < control->option_count; i++)
        there |= is_selected(control, options[i].value);
    const struct unit *unit = there ? NULL : definitions_unit(form->visit->definitions, control->value);
    control->options = options;
    control->blank = SAY_FORM_NOT_CHOSEN;
    if (!unit)
        return;
    struct form_option *more = ARENA_ARRAY(form->mem, struct form_option, control->option_count + 1);
    memcpy(more, options, control->option_count * sizeof *more);
    more[control->option_count] =
        (struct form_option){ unit->code, unit->names.items[unit->names.count - 1].name, NULL };
    control->options = more;
    control->option_count++;
}

/* What helps: the definition's words, what a link takes, when the field counts, the note of the item. */
static const char *make_hint(struct form *form, const struct register_definition *reg, const struct form_item *item)
{
    const struct field *field = item->field;
    const char *parts[NOTES_MAX + 1] = { field->help ? field->help : "",
                                         field->type == FIELD_LINK ? SAY_FORM_LINK_HINT : "", "",
                                         item->note ? item->note : "" };
    if (field->shown_if)
        parts[2] =
            arena_printf(form->mem, SAY_FORM_SHOWN_IF, shown_if_words(form->mem, form->visit->definitions, reg, field));
    struct text out;
    text_init(&out, form->mem, TEXT_MAX_LINE);
    for (int i = 0; i <= NOTES_MAX; i++) {
        if (!*parts[i])
            continue;
        text_add(&out, out.length ? ". " : "");
        text_add(&out, parts[i]);
    }
    return out.data;
}

static int64_t longest(const struct field *field)
{
    if (field->type == FIELD_NUMBER || field->type == FIELD_MONEY)
        return 0;
    if (field->max != INT64_MAX)
        return field->max;
    return field->type == FIELD_LONG_TEXT ? FIELD_LONG_TEXT_MAX : FIELD_TEXT_MAX;
}

/* False where the database did not answer: then the line itself stands there. */
static bool put_pick(struct form *form, const struct form_item *item, struct form_control *control)
{
    const struct field *field = item->field;
    const struct picking picking = form_picking(form->visit, field, NULL);
    struct err ignored = { 0 };
    if (field->type == FIELD_PROCEDURE)
        control->pick_day = form->with_step ? "_on" : NULL;
    return form_put_pick(form, &picking, item->value, control, &ignored);
}

void form_put_item(struct form *form, const struct form_item *item)
{
    const struct field *field = item->field;
    const struct type_row *type = &types[field->type];
    struct form_control control = { .kind = type->kind,
                                    .name = field->name,
                                    .label = field->label,
                                    .value = form_typed(form, field->name, item->value),
                                    .required = item->required,
                                    .rows = type->rows,
                                    .placeholder = type->example ? type->example(form->mem) : type->placeholder,
                                    .inputmode = type->inputmode,
                                    .half = field->type != FIELD_TEXT };
    bool written = type->kind == FORM_LINE || type->kind == FORM_AREA;
    control.max = written && field->type != FIELD_LINK ? longest(field) : 0;
    control.hint = make_hint(form, form->reg, item);
    if (form_is_pick(form->visit, field) && put_pick(form, item, &control))
        return;
    if (field->type == FIELD_CHOICE || field->type == FIELD_CHOICES)
        put_choices(form, field, &control);
    else if (field->type == FIELD_YES_NO)
        put_yes_no(form, &control);
    else if (field->type == FIELD_RATING)
        put_rating(form, &control);
    else if (field->type == FIELD_UNIT)
        put_units(form, field, &control);
    form_put(form, &control);
}

struct template_value *form_errors(struct form *form, const char *format)
{
    if (form->wrong == 0)
        return template_bool(form->mem, false);
    for (size_t i = 0; i < form->wrong; i++)
        if (!form->told[i])
            add_error(form, "", form->faults->list.items[i].text);
    struct template_value *errors = template_object(form->mem);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    template_put_text(errors, "title", arena_printf(form->mem, format, form->wrong));
#pragma GCC diagnostic pop
    template_put(errors, "items", form->errors);
    return errors;
}

static void add_confirm(struct form_option *options, size_t *count, const char *code, const char *label)
{
    for (size_t i = 0; i < *count; i++)
        if (text_equal(options[i].value, code))
            return;
    add_option(options, count, code, label);
}

bool form_put_confirm(struct form *form)
{
    const char *sent = form_typed(form, "_confirm", "");
    size_t count = 0, sent_count;
    char **codes = text_split(form->mem, sent, ',', &sent_count);
    struct form_option *options = ARENA_ARRAY(form->mem, struct form_option, sent_count + form->wrong + 1);
    for (size_t i = 0; i < form->wrong; i++) {
        const struct err *fault = &form->faults->list.items[i];
        const char *code = fault_confirmed_by(fault);
        if (code)
            add_confirm(options, &count, code, fault->text);
    }
    for (size_t i = 0; i < sent_count; i++)
        if (*codes[i])
            add_confirm(options, &count, codes[i], SAY_FORM_CONFIRMED);
    if (count > 0)
        form_put(form, &(struct form_control){ .kind = FORM_CHECKS,
                                               .name = "_confirm",
                                               .fault = CONFIRM_VALUE,
                                               .label = SAY_FORM_CONFIRM,
                                               .value = sent,
                                               .options = options,
                                               .option_count = count });
    return count > 0;
}

void form_hide(struct arena *mem, struct template_value *hidden, const char *name, const char *value)
{
    struct template_value *item = template_object(mem);
    template_put_text(item, "name", name);
    template_put_text(item, "value", value);
    template_add(hidden, item);
}

struct template_value *form_hidden(struct visit *visit, int64_t version)
{
    struct template_value *hidden = template_list(visit->mem);
    const char *key = visit->request->method == HTTP_POST ? form_sent(visit, "_key") : NULL;
    form_hide(visit->mem, hidden, "_key", text_is_empty(key) ? page_key(visit->mem) : key);
    if (version)
        form_hide(visit->mem, hidden, "_version", arena_printf(visit->mem, "%lld", (long long)version));
    return hidden;
}
