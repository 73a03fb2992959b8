/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "main/run.h"

int act_help(struct run *run)
{
    if (run->argument_count == 0) {
        commands_explain(&run->out);
        return EXIT_DONE;
    }
    struct err err = { 0 };
    size_t used;
    const struct command *command = command_find(run->mem, run->arguments, run->argument_count, &used, &err);
    if (!command && run->argument_count == 1 && commands_explain_family(&run->out, run->arguments[0]))
        return EXIT_DONE;
    if (!command)
        return run_misused(&err);
    command_explain(&run->out, command);
    return EXIT_DONE;
}

int act_version(struct run *run)
{
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_put_text(&json, "version", CONGVU_VERSION);
        json_object_end(&json);
        run_json_end(run);
    } else {
        text_raw(&run->out, "congvu " CONGVU_VERSION "\n");
    }
    return EXIT_DONE;
}

int act_later(struct run *run)
{
    return run_later(arena_printf(run->mem, "congvu %s", run->command->name));
}
