/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody who leads said on a record, and the tasks of it: `congvu direct …`. */
#include "main/acts.h"

#include "base/text.h"
#include "handling/direction.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "query/finder.h"
#include "store/id.h"

static int refuse_all(const struct draft_faults *faults, const struct err *err)
{
    for (size_t i = 0; i + 1 < faults->list.count; i++)
        run_refuse(&faults->list.items[i]);
    return run_refuse(faults->list.count > 1 ? &faults->list.items[faults->list.count - 1] : err);
}

static void print_id(struct run *run, int64_t id)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    text_printf(&run->out, "%s\n", printed);
}

int act_direct(struct run *run)
{
    struct err err = { 0 };
    struct assignments given;
    struct draft_faults faults = { 0 };
    struct direction said = { 0 };
    const struct {
        const char *name, **value;
    } known[] = {
        { "words", &said.words }, { "speaker", &said.speaker }, { "said_on", &said.said_on }, { "source", &said.source }
    };
    int64_t record, id;
    int status;
    if (!run_assignments(run, 1, &given, &status))
        return status;
    for (size_t i = 0; i < given.list.count; i++) {
        size_t at = 0;
        while (at < COUNT_OF(known) && !text_equal(known[at].name, given.list.items[i].name))
            at++;
        if (at == COUNT_OF(known))
            return run_usage(run, SAY_DIRECT_UNKNOWN, given.list.items[i].name);
        *known[at].value = given.list.items[i].text;
    }
    if (!run_find_one(run, run->arguments[0], &record, &status))
        return status;
    run->office.faults = &faults;
    bool done = run->remote ? remote_direct(run, record, &said, &id, &err)
                            : direction_add(&run->office, run->mem, record, 0, &said, &id, &err);
    run->office.faults = NULL;
    if (!done)
        return refuse_all(&faults, &err);
    print_id(run, id);
    return EXIT_DONE;
}

int act_direct_list(struct run *run)
{
    struct err err = { 0 };
    struct json json;
    struct direction *list;
    size_t count;
    int64_t id;
    int status;
    if (!run_find_one(run, run->arguments[0], &id, &status))
        return status;
    struct db *db = db_for_read(run->store, &err);
    if (!db || !direction_list(db, run->mem, id, &list, &count, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        run_json_begin(run, &json);
        json_object(&json);
        json_key(&json, "directions");
        json_array(&json);
        for (size_t i = 0; i < count; i++) {
            json_object(&json);
            direction_json(&json, &list[i]);
            json_object_end(&json);
        }
        json_array_end(&json);
        json_object_end(&json);
        run_json_end(run);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < count; i++) {
        char printed[ID_SIZE];
        id_print(list[i].id, printed);
        text_printf(&run->out, "%s  %s, %s, %s: %s (%lld nhiệm vụ, %lld chưa hoàn thành)\n", printed, list[i].said_on,
                    list[i].speaker, direction_source_label(list[i].source), list[i].words, (long long)list[i].tasks,
                    (long long)list[i].open);
    }
    return EXIT_DONE;
}

struct task_lines {
    ARRAY(struct handed) list;
};

static void add_lines(struct run *run, struct task_lines *lines, const char *joined, enum assignment_role role,
                      const char *field)
{
    size_t count;
    char **whoms = text_split(run->mem, joined, ',', &count);
    for (size_t i = 0; i < count; i++)
        if (*whoms[i])
            *ARRAY_ADD(run->mem, &lines->list) = (struct handed){ .to = whoms[i], .role = role, .field = field };
}

/* "lead=…", "support=…", "inform=…", "due=…"; the others are fields of the tasks. */
static void read_tasks(struct run *run, const struct assignments *given, struct direction_tasks *tasks)
{
    static const char *const roles[] = { "lead", "support", "inform" };
    struct task_lines lines = { 0 };
    struct draft_value *values = ARENA_ARRAY(run->mem, struct draft_value, given->list.count + 1);
    for (size_t i = 0; i < given->list.count; i++) {
        const struct draft_value *value = &given->list.items[i];
        size_t role = 0;
        while (role < COUNT_OF(roles) && !text_equal(roles[role], value->name))
            role++;
        if (role < COUNT_OF(roles))
            add_lines(run, &lines, value->text, (enum assignment_role)role, roles[role]);
        else if (text_equal(value->name, "due"))
            tasks->due = value->text;
        else
            values[tasks->value_count++] = *value;
    }
    tasks->lines = lines.list.items;
    tasks->count = lines.list.count;
    tasks->values = values;
}

int act_direct_tasks(struct run *run)
{
    struct err err = { 0 };
    struct assignments given;
    struct draft_faults faults = { 0 };
    struct direction_tasks tasks = { 0 };
    struct json json;
    int64_t id;
    int status;
    if (!run_assignments(run, 1, &given, &status))
        return status;
    if (!id_parse(run->arguments[0], &id))
        return run_usage(run, SAY_DIRECT_NO_LINE, run->arguments[0]);
    read_tasks(run, &given, &tasks);
    run->office.faults = &faults;
    bool done = run->remote ? remote_direct_tasks(run, id, &tasks, &err)
                            : direction_make_tasks(&run->office, run->mem, id, &tasks, &err);
    run->office.faults = NULL;
    if (!done)
        return refuse_all(&faults, &err);
    if (!run_wants_json(run)) {
        for (int64_t i = 0; i < tasks.tasks; i++)
            print_id(run, tasks.made[i]);
        return EXIT_DONE;
    }
    run_json_begin(run, &json);
    json_object(&json);
    json_key(&json, "tasks");
    json_array(&json);
    for (int64_t i = 0; i < tasks.tasks; i++) {
        char printed[ID_SIZE];
        id_print(tasks.made[i], printed);
        json_text(&json, printed);
    }
    json_array_end(&json);
    json_object_end(&json);
    run_json_end(run);
    return EXIT_DONE;
}
