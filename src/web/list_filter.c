/* The filter bar of a register's list, made from its definition; what is set, as chips; the choice of columns.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/text.h"
#include "viet/fold.h"
#include "web/form.h"
#include "web/list_internal.h"
#include "web/list_texts.h"

enum { FILTER_OPTIONS_MAX = 400, FILTER_WORDS_MAX = 3 };

#define PICK "pick." /* before the name of a condition: what was typed for it (list_url.c) */

/* The bar being made; TAKEN are the pairs of the URL that a control shows. */
struct filter {
    struct list_page *list;
    struct template_value *groups;
    bool *taken;
    size_t set; /* how many of them a control shows */
};

struct option {
    const char *value, *label; /* the value as the query language writes it */
};

/* --- one control -------------------------------------------------------------------------------------------------- */

static const char *fault_of(const struct list_page *list, const char *name)
{
    return !list->query && text_equal(list->fault.field, name) ? list->fault.text : "";
}

/* A field of templates/field.mustache with every shape false. */
static struct template_value *new_field(struct filter *filter, const char *id, const char *name, const char *label,
                                        const char *error)
{
    static const char *const shapes[] = { "input", "area",  "select", "radios",   "checks",
                                          "file",  "fixed", "pick",   "required", "broad" };
    struct template_value *field = template_object(filter->list->mem);
    template_put_text(field, "id", id);
    template_put_text(field, "name", name);
    template_put_text(field, "label", label);
    template_put_text(field, "value", "");
    template_put_text(field, "hint", "");
    template_put_text(field, "error", error);
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        template_put_bool(field, shapes[i], false);
    return field;
}

static struct template_value *add_group(struct filter *filter, bool range)
{
    struct template_value *group = template_object(filter->list->mem), *fields = template_list(filter->list->mem);
    template_put_bool(group, "range", range);
    template_put(group, "fields", fields);
    template_add(filter->groups, group);
    return fields;
}

/* The pair of NAME that no control shows yet; −1. */
static int find_pair(struct filter *filter, const char *name)
{
    const struct list_url *url = &filter->list->url;
    for (size_t i = 0; i < url->pairs.count; i++)
        if (!filter->taken[i] && text_equal(url->pairs.items[i].name, name))
            return (int)i;
    return -1;
}

static void add_select(struct filter *filter, const char *name, const char *label, const struct option *options,
                       size_t count)
{
    struct arena *mem = filter->list->mem;
    int at = find_pair(filter, name);
    const char *chosen = at >= 0 ? filter->list->url.pairs.items[at].value : NULL;
    struct template_value *field =
        new_field(filter, arena_printf(mem, "filter-%s", name), name, label, fault_of(filter->list, name));
    struct template_value *select = template_object(mem), *list = template_list(mem);
    for (size_t i = 0; i < count; i++) {
        bool selected = text_equal(options[i].value, chosen);
        struct template_value *option = template_object(mem);
        template_put_text(option, "value", options[i].value);
        template_put_text(option, "label", options[i].label);
        template_put_bool(option, "selected", selected);
        template_add(list, option);
        if (selected) {
            filter->taken[at] = true;
            filter->set++;
        }
    }
    template_put_text(select, "blank", SAY_FILTER_ALL);
    template_put(select, "options", list);
    template_put(select, "groups", template_list(mem));
    template_put(field, "select", select);
    template_add(add_group(filter, false), field);
}

/* "2021-07-01..2021-07-31", open ends and single days into what the two inputs show; false for anything else. What
 * cannot be read as a day, but was typed there, is shown as it was typed. */
static bool read_range(struct arena *mem, const char *value, const char *ends[2])
{
    const char *dots = strstr(value, "..");
    const char *parts[2] = { value, value };
    if (dots) {
        parts[0] = arena_strndup(mem, value, (size_t)(dots - value));
        parts[1] = dots + 2;
    }
    for (int i = 0; i < 2; i++) {
        day_t day;
        char out[DATE_SIZE];
        size_t length = strlen(parts[i]);
        bool quoted = length >= 2 && parts[i][0] == '"' && parts[i][length - 1] == '"';
        if (day_parse(parts[i], &day)) {
            day_print_people(day, out);
            ends[i] = arena_strdup(mem, out);
        } else if (length == 0 || quoted) {
            ends[i] = quoted ? arena_strndup(mem, parts[i] + 1, length - 2) : "";
        } else if (strpbrk(parts[i], "@!,\"") || text_equal(parts[i], "any") || text_equal(parts[i], "none")) {
            return false;
        } else {
            ends[i] = parts[i];
        }
    }
    return true;
}

static void add_range(struct filter *filter, const char *name, const char *label)
{
    struct arena *mem = filter->list->mem;
    const char *const prefixes[] = { "from", "to" };
    const char *const labels[] = { arena_printf(mem, SAY_FILTER_FROM, label), SAY_FILTER_TO };
    const char *ends[2] = { "", "" };
    int at = find_pair(filter, name);
    if (at >= 0 && read_range(mem, filter->list->url.pairs.items[at].value, ends)) {
        filter->taken[at] = true;
        filter->set++;
    }
    struct template_value *fields = add_group(filter, true);
    for (int i = 0; i < 2; i++) {
        struct template_value *field = new_field(filter, arena_printf(mem, "filter-%s-%s", name, prefixes[i]),
                                                 arena_printf(mem, "%s.%s", prefixes[i], name), labels[i],
                                                 i == 0 ? fault_of(filter->list, name) : "");
        struct template_value *input = template_object(mem);
        template_put_text(input, "type", "text");
        template_put_text(input, "inputmode", "numeric");
        template_put_text(input, "autocomplete", "off");
        template_put_text(input, "max", "10");
        template_put_text(input, "size", "");
        template_put_text(input, "placeholder", page_day_example(mem));
        template_put_text(field, "value", ends[i]);
        template_put(field, "input", input);
        template_add(fields, field);
    }
}

/* --- which controls ----------------------------------------------------------------------------------------------- */

static void add_choices(struct filter *filter, const struct field *field)
{
    struct arena *mem = filter->list->mem;
    struct option *options = ARENA_ARRAY(mem, struct option, field->choices.count + 1);
    size_t count = 0;
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    for (size_t i = 0; i < field->choices.count && count < FILTER_OPTIONS_MAX; i++) {
        const struct choice *choice = &field->choices.items[i];
        bool begun = !choice->from || strcmp(choice->from, today) <= 0; /* what is retired old records still have */
        if (begun)
            options[count++] = (struct option){ list_url_quoted(mem, choice->code), choice->label };
    }
    add_select(filter, field->name, field->label, options, count);
}

static void add_fields(struct filter *filter)
{
    const struct field *fields[REGISTER_FILTERS_MAX];
    size_t count = register_filters(filter->list->reg, fields);
    for (size_t i = 0; i < count; i++)
        add_choices(filter, fields[i]);
}

static void add_states(struct filter *filter)
{
    const struct register_definition *reg = filter->list->reg;
    struct option *options = ARENA_ARRAY(filter->list->mem, struct option, reg->states.count + 1);
    for (size_t i = 0; i < reg->states.count; i++)
        options[i] = (struct option){ reg->states.items[i].name, reg->states.items[i].label };
    if (reg->states.count > 1)
        add_select(filter, "state", SAY_FILTER_STATE, options, reg->states.count);
}

/* --- one thing of many -------------------------------------------------------------------------------------------- */

/* How the condition NAME is chosen by what one types; false where it is none of those. */
static bool find_picking(const struct list_page *list, const char *name, struct picking *picking)
{
    enum pick_kind kind;
    const struct field *field = register_field(list->reg, name);
    *picking = form_picking(list->visit, field, NULL);
    if (field)
        return pick_kind_of(field, &kind);
    picking->kind = text_equal(name, "unit") ? PICK_UNIT : PICK_PERSON;
    return text_equal(name, "unit") || text_equal(name, "assignee");
}

/* What the control's pair holds as it was typed: a text without its quotes. */
static const char *unquoted(struct arena *mem, const char *value)
{
    size_t length = strlen(value);
    return length >= 2 && value[0] == '"' && value[length - 1] == '"' ? arena_strndup(mem, value + 1, length - 2)
                                                                      : value;
}

static void take_pick(struct list_page *list, const char *name, const char *typed)
{
    const struct request *request = list->visit->request;
    struct arena *mem = list->mem;
    const char *control = arena_printf(mem, PICK "%s", name), *value = NULL;
    const char *ticked = request_parameter(request, arena_printf(mem, FORM_PICK_PREFIX "%s", control));
    const char *asked = request_parameter(request, arena_printf(mem, FORM_ASKED_PREFIX "%s", control));
    struct picking picking;
    struct picks matches;
    struct err none = { 0 };
    if (!text_is_empty(ticked) && text_equal(asked, typed))
        typed = ticked;
    if (text_is_empty(typed) || !find_picking(list, name, &picking) ||
        !pick_resolve(&picking, typed, &value, &matches, &none))
        return;
    for (size_t i = 0; value && i < list->url.pairs.count; i++)
        if (text_equal(list->url.pairs.items[i].name, name))
            list->url.pairs.items[i].value = list_url_quoted(mem, value);
}

void list_take_picks(struct list_page *list)
{
    const struct http_pairs *given = &list->visit->request->parameters;
    for (size_t i = 0; i < given->list.count; i++)
        if (text_starts(given->list.items[i].name, PICK))
            take_pick(list, given->list.items[i].name + strlen(PICK), given->list.items[i].value);
}

/* VALUE as the control shows it; MATCHES where it names nothing. */
static const char *show_pick(const struct picking *picking, const char *value, struct picks *matches)
{
    struct err none = { 0 };
    const char *shown = value, *one;
    struct picks found = { 0 };
    if (pick_show(picking, value, &shown, &none) && !text_equal(shown, value))
        return shown;
    if (!pick_resolve(picking, value, &one, &found, &none) || one)
        return value;
    *matches = found;
    return value;
}

/* By what one types; other conditions on it go along hidden. */
static void add_pick(struct filter *filter, const char *name, const char *label)
{
    struct arena *mem = filter->list->mem;
    const char *asked = register_field(filter->list->reg, name) ? name : arena_printf(mem, "_%s", name);
    struct form_control control = { .pick_url = arena_printf(mem, "%s/chon?field=%s", filter->list->url.path, asked) };
    const char *id = text_equal(name, "assignee") ? "filter-person" : arena_printf(mem, "filter-%s", name);
    struct picking picking;
    struct picks matches = { 0 };
    int at = find_pair(filter, name);
    const char *value = at >= 0 ? unquoted(mem, filter->list->url.pairs.items[at].value) : "", *shown = "";
    const char *error = fault_of(filter->list, name);
    bool one = *value && !strpbrk(value, "@!,") && !text_equal(value, "any") && !text_equal(value, "none");
    if (!find_picking(filter->list, name, &picking))
        return;
    if (one || (*value && *error)) {
        filter->taken[at] = true;
        filter->set += !*error;
        shown = show_pick(&picking, value, &matches);
    }
    struct template_value *field = new_field(filter, id, arena_printf(mem, PICK "%s", name), label, error);
    template_put_text(field, "value", shown);
    form_set_picks(mem, &control, &matches);
    template_put(field, "pick", form_make_pick(mem, &control, id));
    template_add(add_group(filter, false), field);
}

/* What the list shows and is chosen by what one types: links, people, units, procedures. */
static void add_picked_fields(struct filter *filter)
{
    const struct register_definition *reg = filter->list->reg;
    enum pick_kind kind;
    for (size_t i = 0; i < reg->list.columns.count; i++) {
        const struct field *field = register_field(reg, reg->list.columns.items[i]);
        if (field && !field->personal && pick_kind_of(field, &kind))
            add_pick(filter, field->name, field->label);
    }
}

/* The units that are there today. */
static void add_units(struct filter *filter)
{
    size_t count;
    const struct form_option *units = form_units(filter->list->visit, NULL, &count);
    struct option *options = ARENA_ARRAY(filter->list->mem, struct option, count + 1);
    for (size_t i = 0; i < count; i++)
        options[i] = (struct option){ units[i].value, units[i].label };
    if (count > FORM_SELECT_UNITS_MAX)
        add_pick(filter, "unit", SAY_FILTER_UNIT);
    else
        add_select(filter, "unit", SAY_FILTER_UNIT, options, count);
}

/* The two that are asked for most, and anybody by name. */
static void add_assignee(struct filter *filter)
{
    static const struct option whom[] = { { "@me", SAY_FILTER_MINE }, { "none", SAY_FILTER_NOBODY } };
    add_select(filter, "assignee", SAY_COLUMN_ASSIGNEE, whom, COUNT_OF(whom));
    add_pick(filter, "assignee", SAY_FILTER_ASSIGNEE);
}

static void add_controls(struct filter *filter)
{
    const struct register_definition *reg = filter->list->reg;
    const struct field *date = register_field(reg, reg->date);
    add_fields(filter);
    add_picked_fields(filter);
    add_states(filter);
    if (text_list_has(&reg->list.columns, "unit"))
        add_units(filter);
    if (text_list_has(&reg->list.columns, "assignee"))
        add_assignee(filter);
    if (date && !date->personal)
        add_range(filter, date->name, date->label);
    if (reg->deadlines.count > 0)
        add_range(filter, "due", SAY_FILTER_DUE);
}

/* "Số, trích yếu, tác giả…" */
static const char *words_placeholder(const struct list_page *list)
{
    const struct text_list *names = &list->reg->search;
    struct text out;
    text_init(&out, list->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < names->count && i < FILTER_WORDS_MAX; i++) {
        const char *label = table_column_label(list->reg, names->items[i]);
        text_printf(&out, "%s%s", i ? ", " : "", i ? viet_lower_first(list->mem, label) : label);
    }
    return out.length ? arena_printf(list->mem, SAY_FILTER_WORDS, out.data) : SAY_FILTER_ANY_WORDS;
}

/* --- the bar ------------------------------------------------------------------------------------------------------ */

static void put_hidden(struct arena *mem, struct template_value *hidden, const char *name, const char *value)
{
    struct template_value *item = template_object(mem);
    template_put_text(item, "name", name);
    template_put_text(item, "value", value);
    template_add(hidden, item);
}

static bool is_place(const char *name)
{
    return text_equal(name, "after") || text_equal(name, "before");
}

/* What no control shows goes along: order, page size, conditions that a link brought. */
static struct template_value *kept(struct filter *filter)
{
    struct list_page *list = filter->list;
    struct template_value *keep = template_list(list->mem);
    for (size_t i = 0; i < list->url.pairs.count; i++) {
        const struct list_pair *pair = &list->url.pairs.items[i];
        if (!filter->taken[i] && !is_place(pair->name))
            put_hidden(list->mem, keep, pair->name, pair->value);
    }
    return keep;
}

static void put_errors(struct list_page *list)
{
    struct template_value *errors = template_object(list->mem), *items = template_list(list->mem),
                          *item = template_object(list->mem);
    if (list->query) {
        template_put_bool(list->page->values, "errors", false);
        return;
    }
    template_put_text(errors, "title", SAY_LIST_FAULT);
    template_put_text(item, "href", "#list-q");
    template_put_text(item, "text", list->fault.text);
    template_add(items, item);
    template_put(errors, "items", items);
    template_put(list->page->values, "errors", errors);
}

void list_put_filter(struct list_page *list)
{
    struct arena *mem = list->mem;
    struct filter filter = { .list = list, .groups = template_list(mem) };
    filter.taken = ARENA_ARRAY(mem, bool, list->url.pairs.count + 1);
    struct template_value *value = template_object(mem), *q = template_object(mem);
    int words = find_pair(&filter, "q");
    if (words >= 0)
        filter.taken[words] = true;
    add_controls(&filter);
    template_put_text(q, "value", words >= 0 ? list->url.pairs.items[words].value : "");
    template_put_text(q, "placeholder", words_placeholder(list));
    template_put_text(value, "action", list->url.path);
    template_put_text(value, "label", arena_printf(mem, SAY_FILTER_LABEL, viet_lower_first(mem, list->reg->label)));
    template_put(value, "q", q);
    template_put(value, "keep", kept(&filter));
    template_put(value, "groups", filter.groups);
    bool tells = filter.set > 0 && !list->current; /* what a tab asks for stands in its name */
    template_put_text(value, "set", tells ? arena_printf(mem, "%zu", filter.set) : "");
    template_put_bool(value, "open", !list->query);
    template_put_text(value, "clear_href", list_url_href(&list->tabs[0].url, "", NULL, 0));
    template_put(list->page->values, "filter", value);
    put_errors(list);
}

/* --- what is set -------------------------------------------------------------------------------------------------- */

/* "Nguồn đơn: Bưu điện"; as it was typed where it cannot be read. */
static const char *chip_label(struct list_page *list, const struct list_pair *pair)
{
    struct err err = { 0 };
    const struct query *query = NULL;
    if (!list_url_is_control(pair->name))
        query = list_parse(list->visit, arena_printf(list->mem, "%s=%s", pair->name, pair->value), &err);
    if (query)
        return query_words(list->mem, query);
    const char *label = register_field(list->reg, pair->name) ? table_column_label(list->reg, pair->name) : pair->name;
    return arena_printf(list->mem, SAY_RAW_CONDITION, label, pair->value);
}

void list_put_chips(struct list_page *list)
{
    struct template_value *chips = template_list(list->mem);
    for (size_t i = 0; !list->current && i < list->url.pairs.count; i++) {
        const struct list_pair *pair = &list->url.pairs.items[i];
        if (list_url_is_control(pair->name) && list->query)
            continue;
        struct list_pair without = { pair->name, NULL };
        bool last = list->url.pairs.count == 1; /* nothing left is not the page that opens first */
        struct template_value *chip = template_object(list->mem);
        template_put_text(chip, "label", chip_label(list, pair));
        template_put_text(chip, "href",
                          last ? list_url_href(&list->tabs[0].url, "", NULL, 0)
                               : list_url_href(&list->url, "", &without, 1));
        template_add(chips, chip);
    }
    template_put(list->page->values, "chips", chips);
}

/* --- the columns -------------------------------------------------------------------------------------------------- */

void list_put_chooser(struct list_page *list)
{
    struct arena *mem = list->mem;
    struct template_value *chooser = template_object(mem), *hidden = template_list(mem), *options = template_list(mem);
    struct text_list all = table_all_columns(mem, list->reg);
    struct list_pair usual = { "columns", "default" };
    for (size_t i = 0; i < list->url.pairs.count; i++)
        if (!is_place(list->url.pairs.items[i].name))
            put_hidden(mem, hidden, list->url.pairs.items[i].name, list->url.pairs.items[i].value);
    for (size_t i = 0; i < all.count; i++) {
        struct template_value *option = template_object(mem);
        template_put_text(option, "value", all.items[i]);
        template_put_text(option, "label", table_column_label(list->reg, all.items[i]));
        template_put_bool(option, "checked", text_list_has(&list->columns, all.items[i]));
        template_add(options, option);
    }
    template_put_text(chooser, "action", list->url.path);
    template_put(chooser, "keep", hidden);
    template_put(chooser, "options", options);
    template_put_text(chooser, "usual_href", list_url_href(&list->url, "", &usual, 1));
    template_put(list->page->values, "chooser", chooser);
}
