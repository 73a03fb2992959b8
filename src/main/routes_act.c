/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "api/routes.h"
#include "main/run.h"
#include "main/words.h"
#include "web/routes.h"

enum { METHOD_COLUMN = 7, PATH_COLUMN = 62, MAY_COLUMN = 26, CSRF_COLUMN = 8 };

static const char *const csrf_names[] = { "?", "-", "form", "token" };
static const char *const type_names[] = { [INPUT_TEXT] = "text", [INPUT_INTEGER] = "integer", [INPUT_DATE] = "date",
                                          [INPUT_ID] = "id",     [INPUT_YES_NO] = "yes-no",   [INPUT_FILE] = "file" };

/* "q:text! page_size:integer": ! is required, "*" at the end takes further names. */
static const char *inputs_text(struct arena *mem, const struct route *route)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < ROUTE_INPUTS_MAX && route->inputs[i].name; i++)
        text_printf(&out, "%s%s:%s%s", i ? " " : "", route->inputs[i].name, type_names[route->inputs[i].type],
                    route->inputs[i].required ? "!" : "");
    if (route->open_inputs)
        text_printf(&out, "%s*", out.length ? " " : "");
    return out.data;
}

static void print_route(struct run *run, const struct route *route)
{
    struct text *out = &run->out;
    const char *inputs = inputs_text(run->mem, route);
    words_pad(out, http_method_name(route->method), METHOD_COLUMN);
    words_pad(out, route->path, PATH_COLUMN);
    words_pad(out, act_label(route->may), MAY_COLUMN);
    words_pad(out, csrf_names[route->csrf], CSRF_COLUMN);
    text_printf(out, "%s%s%s%s\n", route->help, *inputs ? " [" : "", inputs, *inputs ? "]" : "");
}

static void put_inputs(struct json *json, const struct route *route)
{
    json_key(json, "inputs");
    json_array(json);
    for (size_t i = 0; i < ROUTE_INPUTS_MAX && route->inputs[i].name; i++) {
        const struct input *input = &route->inputs[i];
        json_object(json);
        json_put_text(json, "name", input->name);
        json_put_text(json, "type", type_names[input->type]);
        json_put_bool(json, "required", input->required);
        json_put_int(json, "max", input->max);
        json_object_end(json);
    }
    json_array_end(json);
    json_put_bool(json, "open_inputs", route->open_inputs);
}

static void put_route(struct json *json, const struct route *route)
{
    json_object(json);
    json_put_text(json, "method", http_method_name(route->method));
    json_put_text(json, "path", route->path);
    json_put_text(json, "kind", route->kind == ROUTE_API ? "api" : "page");
    json_put_text(json, "may", act_label(route->may));
    json_put_int(json, "act", (int64_t)route->may);
    json_put_text(json, "csrf", csrf_names[route->csrf]);
    put_inputs(json, route);
    json_put_text(json, "help", route->help);
    json_object_end(json);
}

int act_routes(struct run *run)
{
    const struct route_table tables[] = { { web_routes, web_route_count }, { api_routes, api_route_count } };
    struct json json;
    bool as_json = run_wants_json(run);
    if (as_json) {
        run_json_begin(run, &json);
        json_array(&json);
    }
    for (size_t t = 0; t < COUNT_OF(tables); t++)
        for (size_t i = 0; i < tables[t].count; i++) {
            if (as_json)
                put_route(&json, &tables[t].routes[i]);
            else
                print_route(run, &tables[t].routes[i]);
        }
    if (as_json) {
        json_array_end(&json);
        run_json_end(run);
    }
    return EXIT_DONE;
}
