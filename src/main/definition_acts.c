/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "definitions/explain.h"
#include "definitions/law.h"
#include "definitions/register_json.h"
#include "main/run.h"
#include "main/texts.h"

/* --- check -------------------------------------------------------------------------------------------------------- */

static void print_faults(struct run *run)
{
    for (size_t i = 0; i < run->faults.list.count; i++) {
        const struct fault *fault = &run->faults.list.items[i];
        text_printf(&run->out, "%s:%d:%d: %s%s\n", fault->place.file, fault->place.line, fault->place.column,
                    fault->warning ? SAY_WARNING : "", fault->text);
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
    const struct definitions *read = definitions_read(run->mem, NULL, run->options->office, &run->faults, &err);
    if (!read)
        return run_refuse(&err);
    query_check_all(run->mem, read, &run->faults);
    run->definitions = run->faults.errors > 0 ? NULL : read;
    if (run_wants_json(run))
        print_faults_json(run);
    else
        print_faults(run);
    return run->faults.errors > 0 ? EXIT_NO : EXIT_DONE;
}

/* --- explain ------------------------------------------------------------------------------------------------------ */

/* A register of that name comes first; the dashboard has neither JSON nor a diagram. */
static bool is_dashboard(const struct run *run)
{
    return text_equal(run->arguments[0], "dashboard") && !definitions_register(run->definitions, "dashboard") &&
           !run->options->dot && !run_wants_json(run);
}

static void explain_json(struct run *run, const struct register_definition *reg)
{
    struct json json;
    run_json_begin(run, &json);
    json_object(&json);
    json_put_text(&json, "register", reg->name);
    json_put_text(&json, "slug", reg->slug);
    json_put_text(&json, "label", reg->label);
    json_put_text(&json, "law", law_today(run->mem, run->definitions, reg->law));
    json_put_text(&json, "date", reg->date);
    json_put_text(&json, "title", reg->title);
    json_put_text(&json, "number", reg->number);
    register_json_members(&json, run->definitions, reg);
    json_object_end(&json);
    run_json_end(run);
}

int act_explain(struct run *run)
{
    if (is_dashboard(run)) {
        explain_dashboard(&run->out, run->definitions);
        return EXIT_DONE;
    }
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
