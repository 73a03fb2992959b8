/* src/main/main.c
 * Reads the command line, opens what the command needs, does it, closes.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdio.h>

#include "base/clock.h"
#include "main/acts.h"
#include "main/run.h"
#include "main/texts.h"

static const size_t command_memory_max = 4ul * ARENA_JOB_MAX;

/* Starts the clock where --now says. */
static bool start_clock(const struct options *options, struct err *err)
{
    if (!options->now)
        return true;
    instant_t at;
    day_t day;
    if (day_parse(options->now, &day))
        at = instant_from_local(day, 0);
    else if (!instant_parse(options->now, &at))
        return err_set(err, ERR_INVALID, "now", "--now", SAY_BAD_NOW, options->now);
    clock_start(at);
    return true;
}

static bool check_address(const struct options *options, struct err *err)
{
    return !options->db || text_starts(options->db, "postgres://") || text_starts(options->db, "postgresql://") ||
           err_set(err, ERR_INVALID, "db", "--db", SAY_BAD_URL);
}

static int act(struct run *run)
{
    if (run->argument_count < run->command->least)
        return run_usage(run, SAY_ARGUMENTS_FEW, run->command->name);
    if (run->argument_count > run->command->most)
        return run_usage(run, SAY_ARGUMENTS_OVER, run->command->name, run->arguments[run->command->most]);
    int status;
    return run_prepare(run, &status) ? run->command->act(run) : status;
}

/* Memory that runs out ends the command, not the process in the middle of a write. */
static int act_within_memory(struct run *run)
{
    jmp_buf frame;
    int volatile status = EXIT_FAILED;
    if (setjmp(frame) == 0) {
        arena_catch(run->mem, &frame);
        status = act(run);
    } else {
        run_say(SAY_NO_MEMORY);
    }
    arena_catch(run->mem, NULL);
    return status;
}

static int run_words(struct arena *mem, const struct options *options)
{
    struct err err = { 0 };
    size_t used;
    struct run run = { .mem = mem, .options = options };
    text_init(&run.out, mem, TEXT_MAX_DOCUMENT);
    if (options->word_count == 0 && !options->help) {
        commands_explain(&run.out);
        fputs(run.out.data, stderr);
        return EXIT_USAGE;
    }
    static const char *const help[] = { "help" };
    bool wants_help = options->word_count == 0;
    run.command =
        command_find(mem, wants_help ? help : options->words, wants_help ? 1 : options->word_count, &used, &err);
    if (!run.command || !options_fit(options, run.command->name, &err) || !check_address(options, &err) ||
        !start_clock(options, &err))
        return run_misused(&err);
    run.arguments = options->words + (wants_help ? 0 : used);
    run.argument_count = wants_help ? 0 : options->word_count - used;
    if (options->help && !wants_help) {
        command_explain(&run.out, run.command);
        return run_finish(&run, EXIT_DONE);
    }
    return run_finish(&run, act_within_memory(&run));
}

int main(int count, char **arguments)
{
    struct arena *mem = arena_new(command_memory_max);
    struct options options;
    struct err err = { 0 };
    int status =
        options_read(&options, mem, count - 1, arguments + 1, &err) ? run_words(mem, &options) : run_misused(&err);
    arena_free(mem);
    return status;
}
