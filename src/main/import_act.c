/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "base/file.h"
#include "documents/csv.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "people/may.h"
#include "records/import.h"

static void result_json(struct run *run, const struct import_result *result, size_t imported)
{
    struct json json;
    run_json_begin(run, &json);
    import_result_json(&json, result, imported);
    run_json_end(run);
}

static void print_faults(const char *file, const struct import_result *result)
{
    for (size_t i = 0; i < result->fault_count; i++) {
        const struct import_fault *fault = &result->faults[i];
        if (text_is_empty(fault->column))
            run_say("%s:%d: %s", file, fault->line, fault->text);
        else
            run_say("%s:%d: cột “%s”: %s", file, fault->line, fault->column, fault->text);
    }
    if (result->fault_count >= IMPORT_FAULTS_MAX)
        run_say(SAY_IMPORT_MORE, (int)IMPORT_FAULTS_MAX);
    run_say(SAY_IMPORT_REFUSED, file, result->fault_count);
}

static int print_result(struct run *run, const char *file, const struct register_definition *reg,
                        const struct import_result *result)
{
    bool tried = run->options->dry_run != NULL;
    for (size_t i = 0; i < result->notes.count; i++)
        run_say("%s: %s", file, result->notes.items[i]);
    if (result->fault_count > 0)
        print_faults(file, result);
    if (run_wants_json(run))
        result_json(run, result, tried || result->fault_count > 0 ? 0 : result->count);
    else if (result->fault_count == 0)
        text_printf(&run->out, tried ? SAY_IMPORT_TRIED "\n" : SAY_IMPORTED "\n", result->count, reg->label);
    return result->fault_count > 0 ? EXIT_NO : EXIT_DONE;
}

int act_import(struct run *run)
{
    static char counted[] = "Nhập";
    struct err err = { 0 };
    const char *file = run->arguments[1];
    const struct register_definition *reg = run_register(run, run->arguments[0]);
    if (!reg)
        return EXIT_USAGE;
    if (text_ends(file, ".xlsx"))
        return run_later("Nhập từ .xlsx");
    if (!text_ends(file, ".csv"))
        return run_usage(run, SAY_IMPORT_ENDING);
    if (!may(&run->office.scope, ACT_IMPORT, &(struct may_what){ .reg = reg }, &err))
        return run_refuse(&err);
    size_t length;
    const char *bytes = file_map_path(run->mem, file, &length, &err);
    if (!bytes)
        return run_refuse(&err);
    struct import_result result;
    bool done = run->options->dry_run ? import_try(&run->office, run->mem, reg, bytes, length, &result, &err)
                : run->remote
                    ? remote_import(run, reg, bytes, length, &result, &err)
                    : import_load(&run->office, run->mem, reg, bytes, length, &result, run_progress, counted, &err);
    if (!done) {
        err_prefix(&err, "%s", file);
        return run_refuse(&err);
    }
    return print_result(run, file, reg, &result);
}
