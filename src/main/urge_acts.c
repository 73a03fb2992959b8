/* SPDX-License-Identifier: Apache-2.0 */
/* Đôn đốc: `congvu urge …`. */
#include "main/acts.h"

#include <string.h>

#include "base/text.h"
#include "handling/urge.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "store/id.h"

/* "ID,ID,…": the records by name; a condition has an equals sign. More than are urged at once are counted only. */
static bool read_ids(struct run *run, const char *given, int64_t *ids, size_t *count)
{
    *count = 0;
    if (!*given || strchr(given, '='))
        return true;
    char **names = text_split(run->mem, given, ',', count);
    for (size_t i = 0; i < *count && i < URGE_RECORDS_MAX; i++)
        if (!id_parse(names[i], &ids[i])) {
            run_say(SAY_NO_RECORD, names[i]);
            return false;
        }
    return true;
}

static void print_urging(struct run *run, const struct urging *urging)
{
    struct json json;
    if (run_wants_json(run)) {
        run_json_begin(run, &json);
        json_object(&json);
        urging_json(&json, urging);
        json_object_end(&json);
        run_json_end(run);
        return;
    }
    for (size_t i = 0; i < urging->unit_count; i++) {
        const struct urged_unit *unit = &urging->units[i];
        char id[ID_SIZE] = "";
        if (unit->letter)
            id_print(unit->letter, id);
        text_printf(&run->out, "%s%s%s: %zu\n", id, *id ? "  " : "", unit->name, unit->count);
        for (size_t k = 0; k < unit->count; k++)
            text_printf(&run->out, "  %s (quá hạn %lld ngày, đôn đốc lần %lld)\n", unit->items[k].title,
                        (long long)unit->items[k].days, (long long)unit->items[k].times + 1);
    }
    if (urging->beyond)
        text_printf(&run->out, "còn %zu hồ sơ quá hạn để lần sau\n", urging->beyond);
}

static int act(struct run *run, bool writes)
{
    struct err err = { 0 };
    struct draft_faults faults = { 0 };
    struct urging urging;
    const char *asked = run->argument_count > 1 ? run->arguments[1] : "";
    int64_t *ids = ARENA_ARRAY(run->mem, int64_t, URGE_RECORDS_MAX + 1);
    const struct register_definition *reg = definitions_register(run->definitions, run->arguments[0]);
    if (!reg)
        return run_usage(run, SAY_URGE_REGISTER, run->arguments[0]);
    size_t count;
    if (!read_ids(run, asked, ids, &count))
        return EXIT_NO;
    run->office.faults = &faults;
    bool done = urge_find(&run->office, run->mem, reg, ids, count, count ? NULL : asked, &urging, &err);
    if (done && writes)
        done = run->remote ? remote_urge(run, &urging, &err) : urge(&run->office, run->mem, &urging, &err);
    run->office.faults = NULL;
    if (!done) {
        for (size_t i = 0; i + 1 < faults.list.count; i++)
            run_refuse(&faults.list.items[i]);
        return run_refuse(faults.list.count > 1 ? &faults.list.items[faults.list.count - 1] : &err);
    }
    print_urging(run, &urging);
    return EXIT_DONE;
}

int act_urge(struct run *run)
{
    return act(run, true);
}

int act_urge_list(struct run *run)
{
    return act(run, false);
}
