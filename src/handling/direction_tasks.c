/* SPDX-License-Identifier: Apache-2.0 */
/* A direction becomes tasks: one for each who leads, all in one act. */
#include "handling/direction_note.h"

#include <string.h>

#include "base/text.h"
#include "fields/field_type.h"
#include "handling/assignment_note.h"
#include "handling/texts.h"
#include "people/names.h"
#include "query/finder.h"
#include "records/texts.h"
#include "records/writing.h"
#include "store/id.h"

/* The act: a line on the record it was said on, and each task. */
struct making {
    struct office *office;
    struct direction *direction;
    struct direction_tasks *asked;
    const struct register_definition *reg; /* of the tasks */
    const char *number, *speaker;          /* of the record it was said on; what people call who said it */
    const char *due, *secrecy;             /* filled as it is planned: of each task; of the record it was said on */
};

struct making_one {
    struct making *making;
    const struct handed *lead;
    int64_t id;
    struct handed *lines; /* the lead's and those of every task */
    size_t count;
    struct assignment *given; /* their rows */
};

static const char *field_of(const struct handed *line)
{
    return line->field ? line->field : "lead";
}

/* --- the record it was said on ------------------------------------------------------------------------------------ */

/* Each place is judged once, however many tasks it is of. */
static bool judge_lines(struct write *write, struct db *db, const struct direction_tasks *asked, struct err *err)
{
    for (size_t i = 0; i < asked->count; i++) {
        struct err fault = { 0 };
        const struct handed *line = &asked->lines[i];
        bool good = assignment_check_to(db, write->mem, write->office->definitions, line->to ? line->to : "",
                                        field_of(line), &fault);
        for (size_t k = 0; good && k < i; k++)
            if (line->role == ASSIGN_LEAD && asked->lines[k].role == ASSIGN_LEAD &&
                text_equal(line->to, asked->lines[k].to))
                good = err_set(&fault, ERR_INVALID, "lead", field_of(line), SAY_DIRECTION_TWICE);
        if (!good && fault.kind != ERR_INVALID) {
            *err = fault;
            return false;
        }
        if (!good)
            write_blame(write, &fault);
    }
    return true;
}

/* Until when: a day, and not one behind the due date of what it was said on. */
static void judge_due(struct write *write, struct making *making)
{
    struct err fault = { 0 };
    day_t day, limit;
    int minute;
    char printed[DATE_SIZE], at_most[DATE_SIZE];
    const char *asked = making->asked->due;
    making->due = NULL;
    if (text_is_empty(asked))
        return;
    if (!making->reg->carries_out->due)
        err_set(&fault, ERR_INVALID, "due", "due", SAY_DIRECTION_NO_DUE, making->reg->label);
    else if (!day_parse_people(asked, &day))
        err_set(&fault, ERR_INVALID, "due", "due", SAY_NOT_A_DATE, asked);
    else if (text_equal(write->after.finished_on, DATE_OPEN) && minute_parse(write->after.due, &limit, &minute) &&
             !text_equal(write->after.due, DUE_OPEN) && !text_equal(write->after.due, DUE_PAUSED) && day > limit) {
        day_print_people(day, printed);
        day_print_people(limit, at_most);
        err_set(&fault, ERR_INVALID, "due", "due", SAY_DIRECTION_BEYOND, printed, at_most);
    } else {
        day_print(day, printed);
        making->due = arena_strdup(write->mem, printed);
    }
    if (fault.kind != ERR_NONE)
        write_blame(write, &fault);
}

static struct write *plan_source(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct making *making = writing->arg;
    const struct direction_tasks *asked = making->asked;
    char id[ID_SIZE];
    struct write *write = write_open(writing->office, mem, db, writing->id, 0, err);
    if (!write || !direction_may(write, err) || !judge_lines(write, db, asked, err))
        return NULL;
    judge_due(write, making);
    making->secrecy = write->after.secrecy;
    if (!write_is_blameless(write, err))
        return NULL;
    id_print(making->direction->id, id);
    struct write_note note = { .name = arena_printf(mem, HISTORY_DIRECTION "%s", id),
                               .new = direction_batch_print(mem, asked->batch, asked->made, (size_t)asked->tasks) };
    write_plan_act(write, STEP_CARRY_OUT, NULL, &note, 1);
    return write;
}

static bool apply_source(struct writing *writing, struct change *change, struct err *err)
{
    const struct making *making = writing->arg;
    for (int64_t i = 0; i < making->asked->tasks; i++)
        if (!change_run(change,
                        SQL("insert into direction_task (direction, task, batch, created_at, created_by) values ($1, "
                            "$2, $3, $4, $5)"),
                        DB(db_int(making->direction->id), db_int(making->asked->made[i]), db_int(making->asked->batch),
                           db_int(change_time(change)), db_text(writing->office->scope.user)),
                        err))
            return false;
    return true;
}

/* --- a task ------------------------------------------------------------------------------------------------------- */

static bool is_given(const struct direction_tasks *asked, const char *field)
{
    for (size_t i = 0; i < asked->value_count; i++)
        if (text_equal(asked->values[i].name, field))
            return true;
    return false;
}

/* What was said goes where `carries_out:` says, unless the form has another value for it. */
static void take(struct arena *mem, const struct direction_tasks *asked, struct draft *draft, const char *field,
                 const char *text)
{
    if (!field || text_is_empty(text) || is_given(asked, field))
        return;
    char *words = arena_strdup(mem, text);
    const struct field *to = register_field(draft->reg, field);
    for (char *at = words; to && to->type == FIELD_TEXT && *at; at++)
        if (*at == '\n') /* one line */
            *at = ' ';
    draft_set(mem, draft, field, words);
}

static struct draft *make_draft(struct arena *mem, const struct making_one *one)
{
    static const char unit[] = "unit:";
    const struct making *making = one->making;
    const struct direction_tasks *asked = making->asked;
    const struct carries_out *fields = making->reg->carries_out;
    struct draft *draft = draft_new(mem, making->reg);
    take(mem, asked, draft, fields->words, making->direction->words);
    take(mem, asked, draft, fields->speaker, making->speaker);
    take(mem, asked, draft, fields->said_on, making->direction->said_on);
    take(mem, asked, draft, fields->due, making->due);
    take(mem, asked, draft, "secrecy", making->secrecy);
    take(mem, asked, draft, fields->number, making->number);
    for (size_t i = 0; i < asked->value_count; i++)
        draft_add(mem, draft, asked->values[i]);
    const char *lead = one->lead->to ? one->lead->to : "";
    if (text_starts(lead, unit) && definitions_unit(making->office->definitions, lead + strlen(unit)))
        draft_set(mem, draft, "unit", lead + strlen(unit)); /* the unit that leads is the record's */
    return draft;
}

/* The lead's line, and those of who supports or is to know; whoever leads a task does not support it, too. */
static void make_lines(struct arena *mem, struct making_one *one)
{
    const struct direction_tasks *asked = one->making->asked;
    one->lines = ARENA_ARRAY(mem, struct handed, asked->count + 1);
    one->count = 0;
    for (size_t i = 0; i < asked->count; i++) {
        const struct handed *line = &asked->lines[i];
        if (line != one->lead && (line->role == ASSIGN_LEAD || text_equal(line->to, one->lead->to)))
            continue;
        one->lines[one->count] = *line;
        one->lines[one->count++].due = NULL; /* the task's own */
    }
}

static struct write *plan_task(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct making_one *one = writing->arg;
    struct write *write = write_plan_new(writing->office, mem, make_draft(mem, one), err);
    if (!write)
        return NULL;
    write->after.id = writing->id;
    make_lines(mem, one);
    return assignment_plan_new(write, db, one->lines, one->count, &one->given, err) ? write : NULL;
}

static bool apply_task(struct writing *writing, struct change *change, struct err *err)
{
    const struct making_one *one = writing->arg;
    for (size_t i = 0; i < one->count; i++)
        if (!assignment_insert(change, one->making->reg, &one->given[i], err))
            return false;
    return true;
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

/* There is a register for them, and somebody who leads. */
static bool check_asked(const struct making *making, size_t leads, struct err *err)
{
    if (!making->reg)
        return err_set(err, ERR_INVALID, "tasks", NULL, SAY_DIRECTION_NO_TASKS);
    if (leads == 0)
        return err_set(err, ERR_INVALID, "lead", "lead", SAY_DIRECTION_NO_LEAD);
    return leads <= DIRECTION_TASKS_MAX ||
           err_set(err, ERR_INVALID, "lead", "lead", SAY_DIRECTION_MANY, DIRECTION_TASKS_MAX, leads);
}

/* The number of a document: what is received has one of its author beside that of the book. NULL where the tasks' field
 * takes none of them. */
static const char *number_of(const struct making *making, struct arena *mem, const struct record *record)
{
    const struct field *to = making->reg ? register_field(making->reg, making->reg->carries_out->number) : NULL;
    const char *number = record->number;
    struct value value;
    struct err ignored = { 0 };
    for (size_t i = record->reg->fields.count; i > 0; i--)
        if (record->reg->fields.items[i - 1].type == FIELD_DOCUMENT_NUMBER && record->values[i - 1].is_set)
            number = record->values[i - 1].text;
    bool fits =
        to && !text_is_empty(number) && value_parse(mem, making->office->definitions, to, number, &value, &ignored);
    return fits ? number : NULL;
}

/* The number and the names that the tasks take along. */
static bool read_along(struct making *making, struct arena *mem, struct err *err)
{
    struct office *office = making->office;
    const char **names;
    struct db *db = db_for_read(office->store, err);
    const struct record *record =
        db ? record_read(db, mem, office->definitions, &office->scope, making->direction->record, err) : NULL;
    if (!record || !people_names(db, mem, office->definitions, &making->direction->speaker, 1, &names, err))
        return false;
    making->number = number_of(making, mem, record);
    making->speaker = names[0] ? names[0] : making->direction->speaker;
    return true;
}

/* What a repeated request had made. */
static bool find_made(struct office *office, struct arena *mem, struct direction_tasks *asked, int64_t direction,
                      struct err *err)
{
    struct db *db = db_for_read(office->store, err);
    struct rows *rows =
        db ? db_rows(db, mem,
                     SQL("select t.task, t.batch from direction_task t join history h on "
                         "h.recorded_at = t.created_at where t.direction = $1 and h.record = $2 and "
                         "h.version = $3 order by t.task"),
                     DB(db_int(direction), db_int(office->written.record), db_int(office->written.version)), err)
           : NULL;
    if (!rows)
        return false;
    for (asked->tasks = 0; asked->tasks < DIRECTION_TASKS_MAX && rows_next(rows); asked->tasks++) {
        asked->made[asked->tasks] = rows_int(rows, 0);
        asked->batch = rows_int(rows, 1);
    }
    return rows_end(rows, err);
}

bool direction_make_tasks(struct office *office, struct arena *mem, int64_t direction, struct direction_tasks *asked,
                          struct err *err)
{
    struct making making = { .office = office, .asked = asked, .reg = definitions_tasks(office->definitions) };
    struct making_one ones[DIRECTION_TASKS_MAX];
    struct writing source, tasks[DIRECTION_TASKS_MAX], *all[DIRECTION_TASKS_MAX + 1];
    size_t leads = 0, count = 0;
    struct db *db = db_for_read(office->store, err);
    making.direction = db ? direction_find(db, mem, office->definitions, &office->scope, direction, err) : NULL;
    if (!making.direction || !read_along(&making, mem, err))
        return false;
    for (size_t i = 0; i < asked->count; i++)
        leads += asked->lines[i].role == ASSIGN_LEAD;
    if (!check_asked(&making, leads, err))
        return false;
    asked->batch = id_next();
    source = (struct writing){
        .office = office, .id = making.direction->record, .plan = plan_source, .rows = apply_source, .arg = &making
    };
    all[count++] = &source;
    for (size_t i = 0; i < asked->count; i++) {
        if (asked->lines[i].role != ASSIGN_LEAD)
            continue;
        size_t at = count - 1;
        ones[at] = (struct making_one){ .making = &making, .lead = &asked->lines[i], .id = id_next() };
        asked->made[at] = ones[at].id;
        tasks[at] = (struct writing){
            .office = office, .id = ones[at].id, .is_new = true, .plan = plan_task, .rows = apply_task, .arg = &ones[at]
        };
        all[count++] = &tasks[at];
    }
    asked->tasks = (int64_t)leads;
    return write_run_all(all, count, mem, err) &&
           (!office->written.repeated || find_made(office, mem, asked, direction, err));
}
