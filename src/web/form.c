/* SPDX-License-Identifier: Apache-2.0 */
#include "web/form.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "web/form_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

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

bool form_is_selected(const struct form_control *control, const char *value)
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
                      form_is_selected(control, given->value));
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
    options[(*count)++] = (struct form_option){ code, label, NULL };
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
