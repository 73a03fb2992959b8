/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody who leads said on a record, and the tasks of it: `congvu direct …`. */
#include "main/acts.h"

#include <string.h>

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
    const char *unknown;
    struct draft_faults faults = { 0 };
    struct direction said = { 0 };
    const struct run_name known[] = {
        { "words", &said.words }, { "speaker", &said.speaker }, { "said_on", &said.said_on }, { "source", &said.source }
    };
    int64_t record, id;
    int status;
    if (!run_names(run, 1, known, COUNT_OF(known), &unknown, &status))
        return unknown ? run_usage(run, SAY_DIRECT_UNKNOWN, unknown) : status;
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

/* What is given of all that was said (AT 0), and of each of its paragraphs. */
struct task_parts {
    struct task_lines lines[DIRECTION_PARTS_MAX + 1];
    struct direction_part parts[DIRECTION_PARTS_MAX + 1];
    bool named[DIRECTION_PARTS_MAX + 1];
};

/* "lead.3": of the third paragraph, AT 3; without a number AT is 0. False where NAME is something else. */
static bool is_of_part(const char *name, const char *word, size_t *at)
{
    int64_t number = 0;
    size_t length = strlen(word);
    if (strncmp(name, word, length) != 0)
        return false;
    if (name[length] && (name[length] != '.' || !text_to_int(name + length + 1, 1, DIRECTION_PARTS_MAX, &number)))
        return false;
    *at = (size_t)number;
    return true;
}

static bool take_of_part(struct run *run, struct task_parts *of, const struct draft_value *value)
{
    static const char *const roles[] = { "lead", "support", "inform" };
    size_t at = 0;
    for (size_t role = 0; role < COUNT_OF(roles); role++)
        if (is_of_part(value->name, roles[role], &at)) {
            add_lines(run, &of->lines[at], value->text, (enum assignment_role)role, value->name);
            return of->named[at] = true;
        }
    if (is_of_part(value->name, "due", &at)) {
        of->parts[at].due = value->text;
        of->parts[at].due_field = value->name;
    } else if (is_of_part(value->name, "words", &at) && at > 0) {
        of->parts[at].words = value->text;
        of->parts[at].words_field = value->name;
    } else
        return false;
    return of->named[at] = true;
}

/* "lead=…", "support=…", "inform=…", "due=…" of all that was said, or "lead.1=…", "words.1=…" of its paragraphs; the
 * others are fields of the tasks. False where there are both. */
static bool read_tasks(struct run *run, const struct assignments *given, struct direction_tasks *tasks)
{
    struct task_parts *of = ARENA_NEW(run->mem, struct task_parts);
    struct direction_part *parts = ARENA_ARRAY(run->mem, struct direction_part, DIRECTION_PARTS_MAX + 1);
    struct draft_value *values = ARENA_ARRAY(run->mem, struct draft_value, given->list.count + 1);
    for (size_t i = 0; i < given->list.count; i++)
        if (!take_of_part(run, of, &given->list.items[i]))
            values[tasks->value_count++] = given->list.items[i];
    for (size_t at = 0; at <= DIRECTION_PARTS_MAX; at++) {
        of->parts[at].lines = of->lines[at].list.items;
        of->parts[at].count = of->lines[at].list.count;
        of->parts[at].paragraph = at;
        if (at > 0 && of->named[at])
            parts[tasks->part_count++] = of->parts[at];
    }
    bool both = tasks->part_count > 0 && of->named[0];
    if (tasks->part_count == 0)
        parts[tasks->part_count++] = of->parts[0];
    tasks->parts = parts;
    tasks->values = values;
    return !both;
}

/* What was not made, as people read it. */
static void tell_left(struct run *run, const struct direction_tasks *tasks)
{
    const char *out = direction_parts_name(run->mem, tasks, PART_LEFT_OUT);
    const char *before = direction_parts_name(run->mem, tasks, PART_GIVEN_BEFORE);
    if (*out)
        run_say(SAY_DIRECT_LEFT_OUT, out);
    if (*before)
        run_say(SAY_DIRECT_BEFORE, before);
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
    if (!read_tasks(run, &given, &tasks))
        return run_usage(run, SAY_DIRECT_PARTS);
    run->office.faults = &faults;
    bool done = run->remote ? remote_direct_tasks(run, id, &tasks, &err)
                            : direction_make_tasks(&run->office, run->mem, id, &tasks, &err);
    run->office.faults = NULL;
    if (!done)
        return refuse_all(&faults, &err);
    tell_left(run, &tasks);
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
