/* SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"
#include "base/text.h"
#include "people/service_internal.h"
#include "people/visit_texts.h"
#include "store/id.h"
#include "viet/fold.h"

enum { INPUT_TEXT_MAX = 1000 };

/* what every form may carry beside its own */
static const char *const own_names[] = { "_csrf", "_key", "_version" };

static const struct http_pairs *given(const struct visit *visit)
{
    const struct request *request = visit->request;
    return request->method == HTTP_GET || request->method == HTTP_HEAD ? &request->parameters : &request->form;
}

static const struct input *find_input(const struct route *route, const char *name)
{
    for (size_t i = 0; i < ROUTE_INPUTS_MAX && route->inputs[i].name; i++)
        if (text_equal(route->inputs[i].name, name))
            return &route->inputs[i];
    return NULL;
}

static const char *label_of(const struct input *input)
{
    return input->label ? input->label : input->name;
}

static size_t characters(const char *text)
{
    size_t count = 0;
    while (utf8_next(&text))
        count++;
    return count;
}

static bool read_text(const struct input *input, struct visit_value *value, struct err *err)
{
    int64_t max = input->max ? input->max : INPUT_TEXT_MAX;
    return characters(value->text) <= (size_t)max ||
           err_set(err, ERR_INVALID, "length", input->name, SAY_INPUT_TOO_LONG, label_of(input), (long long)max);
}

static bool read_value(struct visit *visit, const struct input *input, struct visit_value *value, struct err *err)
{
    day_t day;
    char printed[DATE_SIZE];
    switch (input->type) {
    case INPUT_TEXT:
    case INPUT_FILE:
        return read_text(input, value, err);
    case INPUT_INTEGER:
        return text_to_int(value->text, 0, input->max ? input->max : INT64_MAX, &value->integer) ||
               err_set(err, ERR_INVALID, "number", input->name, SAY_INPUT_NOT_NUMBER, label_of(input));
    case INPUT_DATE:
        if (!day_parse_people(value->text, &day))
            return err_set(err, ERR_INVALID, "date", input->name, SAY_INPUT_NOT_DATE, label_of(input));
        day_print(day, printed);
        value->text = arena_strdup(visit->mem, printed);
        return true;
    case INPUT_ID:
        return id_parse(value->text, &value->integer) ||
               err_set(err, ERR_INVALID, "id", input->name, SAY_INPUT_NOT_ID, label_of(input));
    case INPUT_YES_NO:
        value->integer = text_equal(value->text, "yes");
        return value->integer || text_equal(value->text, "no") ||
               err_set(err, ERR_INVALID, "choice", input->name, SAY_INPUT_NOT_YES_NO, label_of(input));
    }
    return false;
}

static bool read_pair(struct visit *visit, const struct http_pair *pair, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(own_names); i++)
        if (text_equal(own_names[i], pair->name))
            return true;
    const struct input *input = find_input(visit->route, pair->name);
    if (!input)
        return visit->route->open_inputs ||
               err_set(err, ERR_INVALID, "input", pair->name, SAY_INPUT_UNKNOWN, pair->name);
    if (visit_has(visit, input->name) && !input->repeated)
        return err_set(err, ERR_INVALID, "input", input->name, SAY_INPUT_TWICE, label_of(input));
    /* a password is taken as it is: not a blank is changed */
    bool as_it_is = text_starts(input->name, "password");
    struct visit_value value = { .name = input->name };
    value.text = as_it_is ? pair->value : text_trim(visit->mem, viet_nfc(visit->mem, pair->value));
    if (!*value.text)
        return true; /* an empty control is one that was not filled in */
    if (!read_value(visit, input, &value, err))
        return false;
    *ARRAY_ADD(visit->mem, &visit->values) = value;
    return true;
}

static bool only_finds(const struct http_pairs *pairs)
{
    for (size_t i = 0; i < pairs->list.count; i++)
        if (text_starts(pairs->list.items[i].name, INPUT_FIND_PREFIX))
            return true;
    return false;
}

bool visit_read_inputs(struct visit *visit, struct err *err)
{
    const struct http_pairs *pairs = given(visit);
    bool finds = only_finds(pairs);
    for (size_t i = 0; i < pairs->list.count; i++)
        if (!read_pair(visit, &pairs->list.items[i], err))
            return false;
    for (size_t i = 0; i < ROUTE_INPUTS_MAX && visit->route->inputs[i].name; i++) {
        const struct input *input = &visit->route->inputs[i];
        bool has = input->type == INPUT_FILE ? request_upload(visit->request, input->name) != NULL
                                             : visit_has(visit, input->name);
        if (input->required && !has && !finds)
            return err_set(err, ERR_INVALID, "required", input->name,
                           input->type == INPUT_FILE ? SAY_INPUT_NO_FILE : SAY_INPUT_REQUIRED, label_of(input));
    }
    return true;
}

static const struct visit_value *find_value(const struct visit *visit, const char *name)
{
    for (size_t i = 0; i < visit->values.count; i++)
        if (text_equal(visit->values.items[i].name, name))
            return &visit->values.items[i];
    return NULL;
}

const char *visit_text(const struct visit *visit, const char *name)
{
    const struct visit_value *value = find_value(visit, name);
    return value ? value->text : NULL;
}

struct text_list visit_texts(const struct visit *visit, const char *name)
{
    struct text_list list = { ARENA_ARRAY(visit->mem, const char *, visit->values.count + 1), 0 };
    for (size_t i = 0; i < visit->values.count; i++)
        if (text_equal(visit->values.items[i].name, name))
            list.items[list.count++] = visit->values.items[i].text;
    return list;
}

int64_t visit_integer(const struct visit *visit, const char *name)
{
    const struct visit_value *value = find_value(visit, name);
    return value ? value->integer : 0;
}

bool visit_has(const struct visit *visit, const char *name)
{
    return find_value(visit, name) != NULL;
}
