/* SPDX-License-Identifier: Apache-2.0 */
/* A week of the office: `congvu week`. */
#include "main/acts.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "main/run.h"
#include "main/texts.h"
#include "people/may.h"
#include "query/week.h"

/* [WEEK] [who=…] */
static bool read_asked(struct run *run, day_t *monday, const char **who, int *status)
{
    struct err err = { 0 };
    struct assignments read = { 0 };
    bool named = run->argument_count > 0 && !strchr(run->arguments[0], '=');
    *monday = clock_today() - (day_t)day_weekday(clock_today());
    *who = NULL;
    if (named && !week_parse(run->arguments[0], monday, &err)) {
        *status = run_refuse(&err);
        return false;
    }
    if (!run_assignments(run, named ? 1 : 0, &read, status))
        return false;
    for (size_t i = 0; i < read.list.count; i++) {
        if (!text_equal(read.list.items[i].name, "who")) {
            *status = run_usage(run, SAY_WEEK_UNKNOWN, read.list.items[i].name);
            return false;
        }
        *who = read.list.items[i].text;
    }
    return true;
}

int act_week(struct run *run)
{
    struct err err = { 0 };
    struct week week;
    day_t monday;
    const char *who;
    int status;
    const struct register_definition *reg = definitions_weeks(run->definitions);
    if (!reg || !may_somewhere(&run->office.scope, ACT_READ, reg))
        return run_usage(run, SAY_WEEK_NOT_THERE);
    if (!read_asked(run, &monday, &who, &status))
        return status;
    if (!week_read(run->store, run->mem, run->definitions, &run->office.scope, monday, who, &week, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        week_json(&json, run->mem, &week);
        json_object_end(&json);
        run_json_end(run);
    } else if (text_equal(run->options->format, "csv")) {
        week_csv(&run->out, run->mem, &week);
    } else {
        week_text(&run->out, run->mem, &week);
    }
    return EXIT_DONE;
}
