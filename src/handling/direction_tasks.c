/* SPDX-License-Identifier: Apache-2.0 */
/* A direction becomes tasks: one for each who leads it, or a paragraph of it, all in one act. */
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
    const struct register_definition *reg;  /* of the tasks */
    const char *number, *speaker;           /* of the record it was said on; what people call who said it */
    int64_t version;                        /* of that record, where it matters what was made of it before; 0 */
    const char *words[DIRECTION_PARTS_MAX]; /* of the parts; NULL: there is no such paragraph */
    size_t paragraphs;                      /* that it has */
    const char *dues[DIRECTION_PARTS_MAX], *secrecy; /* filled as it is planned: of the parts; of the record */
};

struct making_one {
    struct making *making;
    size_t part;
    const struct handed *lead;
    int64_t id;
    struct handed *lines; /* the lead's and those of every task of its part */
    size_t count;
    struct assignment *given; /* their rows */
};

static const char *field_of(const struct handed *line)
{
    return line->field ? line->field : "lead";
}

static bool is_paragraph(const struct direction_part *part)
{
    return part->words || part->paragraph > 0;
}

/* A field of one line takes several as one. */
static const char *one_line(struct arena *mem, const struct field *to, const char *text)
{
    char *words = arena_strdup(mem, text);
    for (char *at = words; to && to->type == FIELD_TEXT && *at; at++)
        if (*at == '\n')
            *at = ' ';
    return words;
}

/* --- the record it was said on ------------------------------------------------------------------------------------ */

/* Each place is judged once, however many tasks it is of. A paragraph has somebody who leads, or nobody at all. */
static bool judge_lines(struct write *write, struct db *db, const struct direction_part *part, struct err *err)
{
    size_t leads = 0;
    for (size_t i = 0; i < part->count; i++) {
        struct err fault = { 0 };
        const struct handed *line = &part->lines[i];
        bool good = assignment_check_to(db, write->mem, write->office->definitions, line->to ? line->to : "",
                                        field_of(line), &fault);
        leads += line->role == ASSIGN_LEAD;
        for (size_t k = 0; good && k < i; k++)
            if (line->role == ASSIGN_LEAD && part->lines[k].role == ASSIGN_LEAD &&
                text_equal(line->to, part->lines[k].to))
                good = err_set(&fault, ERR_INVALID, "lead", field_of(line), SAY_DIRECTION_TWICE);
        if (!good && fault.kind != ERR_INVALID) {
            *err = fault;
            return false;
        }
        if (!good)
            write_blame(write, &fault);
    }
    if (part->count > 0 && leads == 0) {
        struct err fault = { 0 };
        err_set(&fault, ERR_INVALID, "lead", field_of(&part->lines[0]), SAY_DIRECTION_PART_LEAD);
        write_blame(write, &fault);
    }
    return true;
}

/* Until when: a day, and not one behind the due date of what it was said on. */
static void judge_due(struct write *write, struct making *making, size_t at)
{
    struct err fault = { 0 };
    day_t day, limit;
    int minute;
    char printed[DATE_SIZE], at_most[DATE_SIZE];
    const struct direction_part *part = &making->asked->parts[at];
    const char *field = part->due_field ? part->due_field : "due";
    making->dues[at] = NULL;
    if (text_is_empty(part->due))
        return;
    if (!making->reg->carries_out->due)
        err_set(&fault, ERR_INVALID, "due", field, SAY_DIRECTION_NO_DUE, making->reg->label);
    else if (!day_parse_people(part->due, &day))
        err_set(&fault, ERR_INVALID, "due", field, SAY_NOT_A_DATE, part->due);
    else if (text_equal(write->after.finished_on, DATE_OPEN) && minute_parse(write->after.due, &limit, &minute) &&
             !text_equal(write->after.due, DUE_OPEN) && !text_equal(write->after.due, DUE_PAUSED) && day > limit) {
        day_print_people(day, printed);
        day_print_people(limit, at_most);
        err_set(&fault, ERR_INVALID, "due", field, SAY_DIRECTION_BEYOND, printed, at_most);
    } else {
        day_print(day, printed);
        making->dues[at] = arena_strdup(write->mem, printed);
    }
    if (fault.kind != ERR_NONE)
        write_blame(write, &fault);
}

/* The words of a paragraph are those of a task: the field that takes them says what they may be. */
static void judge_words(struct write *write, struct making *making, size_t at)
{
    struct err fault = { 0 }, value_fault = { 0 };
    struct value value;
    const struct direction_part *part = &making->asked->parts[at];
    const char *field = part->words_field ? part->words_field : "words", *words = making->words[at];
    const struct field *to = register_field(making->reg, making->reg->carries_out->words);
    if (!words)
        err_set(&fault, ERR_INVALID, "paragraph", field, SAY_DIRECTION_PARAGRAPH, part->paragraph, making->paragraphs);
    else if (text_is_empty(words))
        err_set(&fault, ERR_INVALID, "words", field, SAY_DIRECTION_PART_WORDS);
    else if (!value_parse(write->mem, making->office->definitions, to, one_line(write->mem, to, words), &value,
                          &value_fault))
        err_set(&fault, ERR_INVALID, "words", field, "%s", value_fault.text);
    if (fault.kind == ERR_NONE)
        return;
    write_blame(write, &fault);
    making->words[at] = SAY_DIRECTION_PART; /* is not told once more by the task */
}

/* A whole direction says all there is to a task; what is wrong with it is told by the task. */
static bool judge_parts(struct write *write, struct db *db, struct making *making, struct err *err)
{
    for (size_t i = 0; i < making->asked->part_count; i++) {
        const struct direction_part *part = &making->asked->parts[i];
        if (making->asked->fates[i] != PART_MADE)
            continue;
        if (!judge_lines(write, db, part, err))
            return false;
        judge_due(write, making, i);
        if (is_paragraph(part))
            judge_words(write, making, i);
    }
    return true;
}

static struct write *plan_source(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct making *making = writing->arg;
    const struct direction_tasks *asked = making->asked;
    char id[ID_SIZE];
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    if (!write || !direction_may(write, err) || !judge_parts(write, db, making, err))
        return NULL;
    making->secrecy = write->after.secrecy;
    if (!write_is_blameless(write, err))
        return NULL;
    if (asked->tasks == 0) {
        err_set(err, ERR_CONFLICT, "given", NULL, SAY_DIRECTION_GIVEN);
        return NULL;
    }
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
    draft_set(mem, draft, field, one_line(mem, register_field(draft->reg, field), text));
}

static struct draft *make_draft(struct arena *mem, const struct making_one *one)
{
    static const char unit[] = "unit:";
    const struct making *making = one->making;
    const struct direction_tasks *asked = making->asked;
    const struct carries_out *fields = making->reg->carries_out;
    struct draft *draft = draft_new(mem, making->reg);
    take(mem, asked, draft, fields->words, making->words[one->part]);
    take(mem, asked, draft, fields->speaker, making->speaker);
    take(mem, asked, draft, fields->said_on, making->direction->said_on);
    take(mem, asked, draft, fields->due, making->dues[one->part]);
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
    const struct direction_part *part = &one->making->asked->parts[one->part];
    one->lines = ARENA_ARRAY(mem, struct handed, part->count + 1);
    one->count = 0;
    for (size_t i = 0; i < part->count; i++) {
        const struct handed *line = &part->lines[i];
        if (line != one->lead && (line->role == ASSIGN_LEAD || text_equal(line->to, one->lead->to)))
            continue;
        one->lines[one->count] = *line;
        one->lines[one->count++].due = NULL; /* the task's own */
    }
}

/* What is wrong with the day of a paragraph is told at that paragraph. */
static void name_fault(const struct making_one *one, struct err *fault)
{
    const struct direction_part *part = &one->making->asked->parts[one->part];
    const char *due = one->making->reg->carries_out->due;
    const struct err told = *fault;
    if (is_paragraph(part) && part->due_field && due && text_equal(told.field, due))
        err_set(fault, told.kind, told.subject, part->due_field, "%s", told.text);
}

static struct write *plan_task(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct making_one *one = writing->arg;
    struct write *write = write_plan_new(writing->office, mem, make_draft(mem, one), err);
    if (!write) {
        struct draft_faults *faults = writing->office->faults;
        for (size_t i = 0; faults && i < faults->list.count; i++)
            name_fault(one, &faults->list.items[i]);
        name_fault(one, err);
        return NULL;
    }
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
    making->version = record->version;
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

/* --- which of them ------------------------------------------------------------------------------------------------ */

/* The words of each part; a part with nobody in it becomes nothing. */
static void read_parts(struct making *making, struct arena *mem)
{
    const char *paragraphs[DIRECTION_PARTS_MAX];
    struct direction_tasks *asked = making->asked;
    making->paragraphs = direction_paragraphs(mem, making->direction->words, paragraphs);
    for (size_t i = 0; i < asked->part_count; i++) {
        const struct direction_part *part = &asked->parts[i];
        making->words[i] = making->direction->words;
        if (part->words)
            making->words[i] = text_trim(mem, part->words);
        else if (part->paragraph)
            making->words[i] = part->paragraph <= making->paragraphs && part->paragraph <= DIRECTION_PARTS_MAX
                                   ? paragraphs[part->paragraph - 1]
                                   : NULL;
        asked->fates[i] = part->count > 0 || !is_paragraph(part) ? PART_MADE : PART_LEFT_OUT;
    }
}

struct given_one {
    const char *title, *to;
};
struct given_before {
    ARRAY(struct given_one) list;
};

/* The paragraphs that are tasks already, with who leads them: known by their titles, where these are the words. */
static bool read_given(struct making *making, struct arena *mem, struct given_before *given, struct err *err)
{
    struct db *db;
    bool of_paragraphs = false;
    for (size_t i = 0; i < making->asked->part_count; i++)
        of_paragraphs |= is_paragraph(&making->asked->parts[i]);
    if (!of_paragraphs || !text_equal(making->reg->title, making->reg->carries_out->words)) {
        making->version = 0;
        return true;
    }
    db = db_for_read(making->office->store, err);
    struct rows *rows =
        db ? db_rows(db, mem,
                     SQL("select r.title, a.to_whom from direction_task t join record r on r.id = t.task "
                         "join assignment a on a.record = t.task where t.direction = $1 and r.cancelled = 0 and "
                         "a.role = 'lead' and a.parent = 0"),
                     DB(db_int(making->direction->id)), err)
           : NULL;
    if (!rows)
        return false;
    while (rows_next(rows))
        *ARRAY_ADD(mem, &given->list) =
            (struct given_one){ arena_strdup(mem, rows_text(rows, 0)), arena_strdup(mem, rows_text(rows, 1)) };
    return rows_end(rows, err);
}

static bool was_given(const struct making *making, struct arena *mem, const struct given_before *given, size_t part,
                      const char *to)
{
    const char *words = making->words[part];
    if (!words || given->list.count == 0)
        return false;
    words = one_line(mem, register_field(making->reg, making->reg->carries_out->words), words);
    const char *title = arena_strndup(mem, words, utf8_cut(words, TITLE_MAX));
    for (size_t i = 0; i < given->list.count; i++)
        if (text_equal(given->list.items[i].title, title) && text_equal(given->list.items[i].to, to))
            return true;
    return false;
}

/* The same words for the same lead, in an earlier part of this act. */
static bool is_chosen(const struct making *making, const struct making_one *ones, size_t count, size_t part,
                      const char *to)
{
    for (size_t i = 0; i < count && making->words[part]; i++)
        if (ones[i].part < part && text_equal(making->words[ones[i].part], making->words[part]) &&
            text_equal(ones[i].lead->to, to))
            return true;
    return false;
}

/* One for each who leads a part and has not had it. */
static bool choose(struct making *making, struct arena *mem, struct making_one *ones, size_t *count, struct err *err)
{
    struct given_before given = { 0 };
    struct direction_tasks *asked = making->asked;
    size_t leads = 0;
    if (!read_given(making, mem, &given, err))
        return false;
    *count = 0;
    for (size_t p = 0; p < asked->part_count; p++) {
        const struct direction_part *part = &asked->parts[p];
        size_t of_part = 0, before = 0;
        for (size_t i = 0; i < part->count; i++) {
            const struct handed *line = &part->lines[i];
            if (line->role != ASSIGN_LEAD)
                continue;
            of_part++;
            if (is_paragraph(part) &&
                (was_given(making, mem, &given, p, line->to) || is_chosen(making, ones, *count, p, line->to)))
                before++;
            else if (++leads <= DIRECTION_TASKS_MAX)
                ones[(*count)++] = (struct making_one){ .making = making, .part = p, .lead = line, .id = id_next() };
        }
        if (of_part > 0 && before == of_part)
            asked->fates[p] = PART_GIVEN_BEFORE;
    }
    if (leads > DIRECTION_TASKS_MAX)
        return err_set(err, ERR_INVALID, "lead", "lead", SAY_DIRECTION_MANY, DIRECTION_TASKS_MAX, leads);
    for (size_t p = 0; leads == 0 && p < asked->part_count; p++) /* what else is wrong is told of each part */
        leads += asked->fates[p] == PART_GIVEN_BEFORE || (is_paragraph(&asked->parts[p]) && asked->parts[p].count > 0);
    return leads > 0 || err_set(err, ERR_INVALID, "lead", "lead", SAY_DIRECTION_NO_LEAD);
}

const char *direction_parts_name(struct arena *mem, const struct direction_tasks *tasks, enum direction_fate fate)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (size_t i = 0, told = 0; i < tasks->part_count; i++)
        if (tasks->fates[i] == fate)
            text_printf(&out, "%s%zu", told++ ? ", " : SAY_DIRECTION_PART " ",
                        tasks->parts[i].paragraph ? tasks->parts[i].paragraph : i + 1);
    return out.data;
}

/* What a repeated request had made; all of it was given by that. */
static bool tell_repeated(struct making *making, struct arena *mem, struct err *err)
{
    struct direction_tasks *asked = making->asked;
    for (size_t i = 0; i < asked->part_count; i++)
        if (asked->fates[i] == PART_GIVEN_BEFORE)
            asked->fates[i] = PART_MADE;
    return find_made(making->office, mem, asked, making->direction->id, err);
}

bool direction_make_tasks(struct office *office, struct arena *mem, int64_t direction, struct direction_tasks *asked,
                          struct err *err)
{
    struct making making = { .office = office, .asked = asked, .reg = definitions_tasks(office->definitions) };
    struct making_one ones[DIRECTION_TASKS_MAX];
    struct writing source, tasks[DIRECTION_TASKS_MAX], *all[DIRECTION_TASKS_MAX + 1];
    size_t count;
    struct db *db = db_for_read(office->store, err);
    making.direction = db ? direction_find(db, mem, office->definitions, &office->scope, direction, err) : NULL;
    if (!making.direction || !read_along(&making, mem, err))
        return false;
    if (!making.reg)
        return err_set(err, ERR_INVALID, "tasks", NULL, SAY_DIRECTION_NO_TASKS);
    if (asked->part_count > DIRECTION_PARTS_MAX)
        return err_set(err, ERR_INVALID, "parts", "parts", SAY_DIRECTION_PARTS_MANY, DIRECTION_PARTS_MAX,
                       asked->part_count);
    read_parts(&making, mem);
    if (!choose(&making, mem, ones, &count, err))
        return false;
    asked->batch = id_next();
    source = (struct writing){ .office = office,
                               .id = making.direction->record,
                               .version = making.version,
                               .plan = plan_source,
                               .rows = apply_source,
                               .arg = &making };
    all[0] = &source;
    for (size_t i = 0; i < count; i++) {
        asked->made[i] = ones[i].id;
        tasks[i] = (struct writing){
            .office = office, .id = ones[i].id, .is_new = true, .plan = plan_task, .rows = apply_task, .arg = &ones[i]
        };
        all[1 + i] = &tasks[i];
    }
    asked->tasks = (int64_t)count;
    return write_run_all(all, 1 + count, mem, err) && (!office->written.repeated || tell_repeated(&making, mem, err));
}
