/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "definitions/explain.h"
#include "main/run.h"
#include "main/texts.h"
#include "rules/rules.h"

/* --- check -------------------------------------------------------------------------------------------------------- */

static void print_faults(struct run *run)
{
    for (size_t i = 0; i < run->faults.list.count; i++) {
        const struct fault *fault = &run->faults.list.items[i];
        text_printf(&run->out, "%s:%d:%d: %s%s\n", fault->place.file, fault->place.line, fault->place.column,
                    fault->warning ? "(cảnh báo) " : "", fault->text);
    }
    if (run->faults.errors > 0)
        run_say(SAY_CHECK_BAD, run->faults.errors);
    else
        text_printf(&run->out, SAY_CHECK_GOOD "\n", run->definitions->registers.count, run->definitions->books.count,
                    run->definitions->reports.count);
}

static void print_faults_json(struct run *run)
{
    struct json json;
    run_json_begin(run, &json);
    json_object(&json);
    json_key(&json, "faults");
    json_array(&json);
    for (size_t i = 0; i < run->faults.list.count; i++) {
        const struct fault *fault = &run->faults.list.items[i];
        json_object(&json);
        json_put_text(&json, "file", fault->place.file);
        json_put_int(&json, "line", fault->place.line);
        json_put_int(&json, "column", fault->place.column);
        json_put_bool(&json, "warning", fault->warning);
        json_put_text(&json, "text", fault->text);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_put_int(&json, "errors", (int64_t)run->faults.errors);
    json_put_text(&json, "hash", run->definitions ? run->definitions->hash : NULL);
    json_object_end(&json);
    run_json_end(run);
}

int act_check(struct run *run)
{
    struct err err = { 0 };
    run->definitions =
        definitions_load(run->mem, NULL, run->options->office, rule_names(), rule_count(), &run->faults, &err);
    if (!run->definitions && run->faults.list.count == 0)
        return run_refuse(&err);
    if (run->definitions)
        query_check_all(run->mem, run->definitions, &run->faults);
    if (run_wants_json(run))
        print_faults_json(run);
    else
        print_faults(run);
    return run->faults.errors > 0 ? EXIT_NO : EXIT_DONE;
}

/* --- explain ------------------------------------------------------------------------------------------------------ */

static void put_words(struct json *json, const char *key, const struct text_list *list)
{
    json_key(json, key);
    json_array(json);
    for (size_t i = 0; i < list->count; i++)
        json_text(json, list->items[i]);
    json_array_end(json);
}

static void put_fields(struct json *json, const struct register_definition *reg)
{
    json_key(json, "fields");
    json_array(json);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        json_object(json);
        json_put_text(json, "name", field->name);
        json_put_text(json, "label", field->label);
        json_put_text(json, "type", field_type_name(field->type));
        json_put_bool(json, "required", field->required);
        json_put_bool(json, "personal", field->personal);
        json_put_text(json, "set_by", field->set_by);
        json_key(json, "choices");
        json_array(json);
        for (size_t j = 0; j < field->choices.count; j++)
            json_text(json, field->choices.items[j].code);
        json_array_end(json);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_states_and_steps(struct json *json, const struct register_definition *reg)
{
    json_key(json, "states");
    json_array(json);
    for (size_t i = 0; i < reg->states.count; i++) {
        json_object(json);
        json_put_text(json, "name", reg->states.items[i].name);
        json_put_text(json, "label", reg->states.items[i].label);
        json_put_text(json, "group", state_group_name(reg->states.items[i].group));
        json_object_end(json);
    }
    json_array_end(json);
    json_key(json, "steps");
    json_array(json);
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        json_object(json);
        json_put_text(json, "name", step->name);
        json_put_text(json, "label", step->label);
        put_words(json, "from", &step->from);
        json_put_text(json, "to", step->to);
        put_words(json, "who", &step->who);
        put_words(json, "needs", &step->needs);
        put_words(json, "sets", &step->sets);
        json_put_text(json, "only_if", step->only_if);
        json_put_text(json, "starts", step->starts);
        json_put_text(json, "ends", step->ends);
        json_object_end(json);
    }
    json_array_end(json);
}

static void put_deadlines_and_figures(struct json *json, const struct register_definition *reg)
{
    json_key(json, "deadlines");
    json_array(json);
    for (size_t i = 0; i < reg->deadlines.count; i++) {
        json_object(json);
        json_put_text(json, "name", reg->deadlines.items[i].name);
        json_put_text(json, "label", reg->deadlines.items[i].label);
        json_put_text(json, "law", reg->deadlines.items[i].law);
        json_object_end(json);
    }
    json_array_end(json);
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

static void explain_json(struct run *run, const struct register_definition *reg)
{
    struct json json;
    run_json_begin(run, &json);
    json_object(&json);
    json_put_text(&json, "register", reg->name);
    json_put_text(&json, "slug", reg->slug);
    json_put_text(&json, "label", reg->label);
    json_put_text(&json, "law", reg->law);
    json_put_text(&json, "date", reg->date);
    json_put_text(&json, "title", reg->title);
    json_put_text(&json, "number", reg->number);
    put_fields(&json, reg);
    put_states_and_steps(&json, reg);
    put_deadlines_and_figures(&json, reg);
    json_object_end(&json);
    run_json_end(run);
}

int act_explain(struct run *run)
{
    const struct register_definition *reg = run_register(run, run->arguments[0]);
    if (!reg)
        return EXIT_USAGE;
    if (run_wants_json(run))
        explain_json(run, reg);
    else if (run->options->dot)
        explain_dot(&run->out, reg);
    else
        explain_register(&run->out, run->definitions, reg);
    return EXIT_DONE;
}
