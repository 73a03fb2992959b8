/* SPDX-License-Identifier: Apache-2.0 */
#include "records/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "documents/csv.h"
#include "fields/claims.h"
#include "fields/register_sql.h"
#include "records/catalogue.h"
#include "records/judge.h"
#include "records/old_numbers.h"
#include "records/row_keys.h"
#include "records/texts.h"
#include "records/write.h"
#include "records/writing.h"
#include "viet/fold.h"

enum { LOAD_TRIES_MAX = 20 };

/* What one column of the file holds. */
struct column {
    const char *heading;
    const struct field *field;
    const struct step *step;
    const char *engine; /* unit, issuer, secrecy, urgency, at, reserved, number, confirm, reason */
    bool ignored;       /* a number of the row */
    bool nameless;      /* what a spreadsheet leaves at the right: its cells are empty */
};

/* The last row that draws a number of a series. */
struct last_number {
    const char *series;
    day_t day;
    int line;
};

struct reading {
    struct draft_source source; /* of the rows, once more */
    struct office *office;
    struct arena *mem;     /* lasts: the header, the faults */
    struct arena *row_mem; /* of the row that is read */
    struct arena *csv_mem;
    struct csv_reader *csv;
    const char *bytes;
    size_t length;
    size_t count; /* of the rows that make a draft */
    const struct register_definition *reg;
    struct column *columns;
    size_t column_count;
    ARRAY(struct draft *) drafts;
    ARRAY(struct import_fault) faults;
    ARRAY(const char *) notes;
    size_t heading_notes; /* how many of them are of the head */
    ARRAY(struct last_number) series;
    struct load_numbers *numbers; /* that the rows draw */
    struct old_numbers old;       /* that they bring */
    struct row_keys *keys;        /* that they claim */
};

static const struct {
    const char *name, *label;
} engine_columns[] = {
    { "unit", "Đơn vị" },
    { "issuer", "Cơ quan ban hành" },
    { "secrecy", "Độ mật" },
    { "urgency", "Độ khẩn" },
    { "at", "Nhập lúc" },
    { "reserved", "Số đã giữ" },
    { CONFIRM_VALUE, "Xác nhận" },
    { "reason", "Lý do của các bước" },
    { "number", "Số" },
    { "number", "Số đến" },
    { "number", "Số đi" },
};

/* --- the header --------------------------------------------------------------------------------------------------- */

static bool same_words(struct arena *mem, const char *a, const char *b)
{
    return text_equal(viet_fold(mem, a), viet_fold(mem, b));
}

/* "STT": counts the rows of the sheet, not of the register. */
static bool is_row_number(struct arena *mem, const char *heading)
{
    static const char *const names[] = { "stt", "tt", "so tt", "so thu tu", "no" };
    const char *folded = viet_fold(mem, heading);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (text_equal(folded, names[i]))
            return true;
    return false;
}

static void note(struct reading *reading, const char *text)
{
    *ARRAY_ADD(reading->mem, &reading->notes) = text;
}

/* False where the register has no such column. */
static bool read_heading(struct reading *reading, const char *heading, struct column *column)
{
    const struct register_definition *reg = reading->reg;
    struct arena *mem = reading->mem;
    *column = (struct column){ .heading = arena_strdup(mem, heading) };
    for (size_t i = 0; i < reg->fields.count && !column->field; i++)
        if (text_equal(reg->fields.items[i].name, heading) || same_words(mem, reg->fields.items[i].label, heading))
            column->field = &reg->fields.items[i];
    for (size_t i = 0; i < reg->steps.count && !column->field; i++)
        if (text_starts(heading, "step.") && text_equal(reg->steps.items[i].name, heading + 5))
            column->step = &reg->steps.items[i];
    for (size_t i = 0; i < COUNT_OF(engine_columns) && !column->field && !column->step; i++)
        if ((text_equal(engine_columns[i].name, heading) || same_words(mem, engine_columns[i].label, heading)) &&
            (reg->number || !text_equal(engine_columns[i].name, "number")))
            column->engine = engine_columns[i].name;
    bool known = column->field || column->step || column->engine;
    column->nameless = !known && !*heading;
    column->ignored = !known && *heading && is_row_number(mem, heading);
    if (column->ignored)
        note(reading, arena_printf(mem, SAY_IMPORT_IGNORED, heading));
    return known || column->nameless || column->ignored;
}

static bool is_same_column(const struct column *a, const struct column *b)
{
    return !a->nameless && !a->ignored && a->field == b->field && a->step == b->step && a->engine == b->engine;
}

static bool read_header(struct reading *reading, struct csv_reader *csv, struct err *err)
{
    const struct csv_row *row;
    if (!csv_next(csv, &row, err))
        return false;
    if (!row)
        return err_set(err, ERR_INVALID, "file", NULL, "Tệp trống: cần một dòng đầu ghi tên các cột");
    reading->column_count = row->count;
    reading->columns = ARENA_ARRAY(reading->mem, struct column, row->count);
    struct text unknown;
    text_init(&unknown, reading->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < row->count; i++) {
        char *heading = text_trim(reading->mem, row->fields[i]);
        if (!read_heading(reading, heading, &reading->columns[i]))
            text_printf(&unknown, "%s“%s”", unknown.length ? ", " : "", heading);
        for (size_t before = 0; before < i; before++)
            if (is_same_column(&reading->columns[i], &reading->columns[before]) &&
                (reading->columns[i].field || reading->columns[i].step || reading->columns[i].engine))
                return err_set(err, ERR_INVALID, "column", heading, "Dòng %zu: cột “%s” có hai lần", row->line,
                               heading);
    }
    return unknown.length == 0 || err_set(err, ERR_INVALID, "column", unknown.data, SAY_IMPORT_COLUMNS, row->line,
                                          reading->reg->label, unknown.data);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void add_fault(struct reading *reading, int line, const char *column, const char *text)
{
    if (reading->faults.count < IMPORT_FAULTS_MAX)
        *ARRAY_ADD(reading->mem, &reading->faults) =
            (struct import_fault){ line, column, arena_strdup(reading->mem, text) };
}

static bool step_sets(const struct step *step, const struct field *field)
{
    return text_equal(field->set_by, step->name) || text_list_has(&step->needs, field->name) ||
           text_list_has(&step->sets, field->name);
}

struct row_step {
    const struct step *step;
    const char *on;
};

static int compare_steps(const void *a, const void *b)
{
    const struct row_step *left = a, *right = b;
    int by_day = strcmp(left->on, right->on);
    return by_day ? by_day : (left->step > right->step) - (left->step < right->step);
}

/* The steps a row has taken, in the order they were taken. */
static void read_steps(struct reading *reading, const struct csv_row *row, struct draft *draft)
{
    struct row_step *steps = ARENA_ARRAY(reading->row_mem, struct row_step, row->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++) {
        const struct column *column = &reading->columns[i];
        if (!column->step || text_is_empty(row->fields[i]))
            continue;
        day_t day;
        char on[DATE_SIZE];
        if (!day_parse_people(text_trim(reading->row_mem, row->fields[i]), &day)) {
            add_fault(reading, (int)row->line, column->heading,
                      arena_printf(reading->row_mem, SAY_NOT_A_DATE, row->fields[i]));
            day = clock_today(); /* the rest of the row is looked at all the same */
        }
        day_print(day, on);
        steps[count++] = (struct row_step){ column->step, arena_strdup(reading->row_mem, on) };
    }
    qsort(steps, count, sizeof steps[0], compare_steps);
    for (size_t i = 0; i < count; i++)
        draft_add_step(reading->row_mem, draft, steps[i].step->name, steps[i].on);
}

/* Puts a field's text where it belongs: with the first step of the row that may set it, or with the record. */
static void place_value(struct reading *reading, struct draft *draft, const struct field *field, const char *text)
{
    for (size_t i = 0; i < draft->steps.count && field->set_by; i++) {
        struct draft_step *step = &draft->steps.items[i];
        if (step_sets(register_step(reading->reg, step->name), field)) {
            draft_step_set(reading->row_mem, step, field->name, text);
            return;
        }
    }
    draft_set(reading->row_mem, draft, field->name, text);
}

/* The old register says the days itself: nobody is asked whether they may be so old, or out of order. */
static void place_old_number(struct reading *reading, struct draft *draft, const char *text)
{
    draft->number = text;
    draft_set(reading->row_mem, draft, CONFIRM_VALUE, OLD_NUMBER_CONFIRMS);
    for (size_t i = 0; i < draft->steps.count; i++)
        draft_step_set(reading->row_mem, &draft->steps.items[i], CONFIRM_VALUE, OLD_NUMBER_CONFIRMS);
}

static bool place_engine_value(struct reading *reading, struct draft *draft, const struct column *column,
                               const char *text)
{
    if (text_equal(column->engine, "at"))
        return instant_parse(text, &draft->at);
    bool why = text_equal(column->engine, "reason");
    for (size_t i = 0; i < draft->steps.count && why; i++)
        draft->steps.items[i].reason = text;
    if (text_equal(column->engine, "number"))
        place_old_number(reading, draft, text);
    else if (text_equal(column->engine, "reserved"))
        draft->reserved = text;
    else if (!why)
        draft_set(reading->row_mem, draft, column->engine, text);
    for (size_t i = 0; i < draft->steps.count && text_equal(column->engine, CONFIRM_VALUE); i++)
        draft_step_set(reading->row_mem, &draft->steps.items[i], CONFIRM_VALUE, text);
    return true;
}

static bool is_blank(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->fields[i][strspn(row->fields[i], " \t\r\n")])
            return false;
    return true;
}

/* The draft of a row, with its faults noted. */
static struct draft *read_row(struct reading *reading, const struct csv_row *row)
{
    struct draft *draft = draft_new(reading->row_mem, reading->reg);
    draft->line = (int)row->line;
    draft->hands = true;
    read_steps(reading, row, draft);
    for (size_t i = 0; i < row->count; i++) {
        const struct column *column = &reading->columns[i];
        if (column->step || column->ignored || text_is_empty(row->fields[i]))
            continue;
        const char *text = text_trim(reading->row_mem, row->fields[i]);
        if (column->nameless && *text)
            add_fault(reading, draft->line, "", arena_printf(reading->row_mem, SAY_IMPORT_NAMELESS, i + 1, text));
        else if (column->field)
            place_value(reading, draft, column->field, text);
        else if (!column->nameless && !place_engine_value(reading, draft, column, text))
            add_fault(reading, draft->line, column->heading, arena_printf(reading->row_mem, SAY_IMPORT_AT, text));
    }
    return draft;
}

/* The next row that holds anything: what a spreadsheet leaves at the end is none. */
static bool next_filled(struct reading *reading, const struct csv_row **row, struct err *err)
{
    do {
        if (!csv_next(reading->csv, row, err))
            return false;
    } while (*row && is_blank(*row));
    return true;
}

/* --- trying ------------------------------------------------------------------------------------------------------- */

static const char *heading_of(const struct reading *reading, const char *field)
{
    for (size_t i = 0; i < reading->column_count; i++) {
        const struct column *column = &reading->columns[i];
        if (column->field ? text_equal(column->field->name, field) : text_equal(column->engine, field))
            return column->heading;
    }
    return field;
}

static void blame_row(struct reading *reading, const struct draft *draft, const struct err *fault)
{
    const char *heading = fault->field[0] ? arena_strdup(reading->mem, heading_of(reading, fault->field)) : "";
    add_fault(reading, draft->line, heading, fault->text);
}

/* The row before this one in the same series of its book gets the number before. */
static void check_order(struct reading *reading, struct write *write, const struct draft *draft)
{
    const struct field *dated = register_sql_of(reading->office->sql, reading->reg)->dated;
    day_t day;
    if (!write->book || write->reserved || write->old || !dated ||
        !value_day(dated, record_value(&write->after, dated->name), &day))
        return;
    struct last_number *last = NULL;
    for (size_t i = 0; i < reading->series.count && !last; i++)
        if (text_equal(reading->series.items[i].series, write->series))
            last = &reading->series.items[i];
    if (last)
        write_judge_order(write, write->book, dated, day,
                          &(struct neighbour){ arena_printf(write->mem, SAY_BOOK_LINE, last->line), last->day, true });
    else
        *(last = ARRAY_ADD(reading->mem, &reading->series)) =
            (struct last_number){ .series = arena_strdup(reading->mem, write->series) };
    last->day = day;
    last->line = draft->line;
}

/* A row that an earlier one of the file is like under a rule. */
static void check_lines(struct reading *reading, struct write *write, const struct draft *draft)
{
    const struct claims claims = claims_of(write->mem, &write->after);
    for (size_t i = 0; i < claims.list.count; i++) {
        const struct claim *claim = &claims.list.items[i];
        int before =
            row_keys_line(reading->keys, arena_printf(write->mem, "%s %s", claim->key, claim->rule), draft->line);
        if (!before)
            continue;
        const char *field = claim->unique->fields.items[claim->unique->fields.count - 1];
        const char *text = arena_printf(write->mem, SAY_UNIQUE_LINE,
                                        claim->unique->otherwise ? claim->unique->otherwise : claim->rule, before);
        struct err fault;
        err_set(&fault, ERR_INVALID, "unique", field, "%s", text);
        if (claim->unique->hint)
            write_ask(write, CONFIRM_SAME, field, text, text);
        else
            write_blame(write, &fault);
    }
}

static bool has_numbers(const struct reading *reading)
{
    for (size_t i = 0; i < reading->column_count; i++)
        if (text_equal(reading->columns[i].engine, "number"))
            return true;
    return false;
}

/* In a file with old numbers every row that has a number has its own, and no two the same. */
static void check_old_number(struct reading *reading, struct write *write, const struct draft *draft)
{
    struct err fault;
    if (!write->book || !has_numbers(reading))
        return;
    if (!write->old) {
        err_set(&fault, ERR_INVALID, "number", "number", SAY_OLD_NUMBER_MISSING);
        write_blame(write, &fault);
        return;
    }
    const char *key =
        arena_printf(write->mem, "number %s/%s/%lld", write->book->name, write->series, (long long)write->old);
    int before = row_keys_line(reading->keys, key, draft->line);
    if (before) {
        err_set(&fault, ERR_INVALID, "number", "number", SAY_OLD_NUMBER_LINE, draft->number, before);
        write_blame(write, &fault);
        return;
    }
    old_numbers_add(&reading->old, write);
}

static bool check_others(struct reading *reading, struct write *write, const struct draft *draft, struct err *err)
{
    struct db *db = db_for_read(reading->office->store, err);
    if (!db || !write_check_others(write, db, err))
        return false;
    check_lines(reading, write, draft);
    check_old_number(reading, write, draft);
    check_order(reading, write, draft);
    return write_is_blameless(write, err);
}

/* Plans a row without writing it: all that is wrong with it is found at once. False where the office failed, which is
 * no fault of the row. */
static bool try_draft(struct reading *reading, struct arena *trial, const struct draft *draft, struct err *failure)
{
    struct err err = { 0 };
    struct draft_faults faults = { 0 };
    reading->office->faults = &faults;
    struct write *write = write_plan_new(reading->office, trial, draft, &err);
    bool good = write && check_others(reading, write, draft, &err) && load_numbers_add(reading->numbers, write, &err);
    reading->office->faults = NULL;
    if (!good && !err_is_refusal(&err)) {
        *failure = err;
        return false;
    }
    if (!good && faults.list.count == 0)
        *ARRAY_ADD(trial, &faults.list) = err;
    for (size_t k = 0; k < faults.list.count; k++)
        blame_row(reading, draft, &faults.list.items[k]);
    return true;
}

/* Goes to the first row. */
static bool begin_rows(struct draft_source *source, struct err *err)
{
    struct reading *reading = (struct reading *)source;
    const struct csv_row *header;
    arena_reset(reading->csv_mem);
    reading->csv = csv_read(reading->csv_mem, reading->bytes, reading->length, err);
    if (!reading->csv)
        return false;
    if (reading->columns)
        return csv_next(reading->csv, &header, err);
    bool read = read_header(reading, reading->csv, err);
    reading->heading_notes = reading->notes.count;
    return read;
}

/* The rows were tried before: each makes a draft. */
static bool next_row(struct draft_source *source, struct arena *mem, struct draft **draft, struct err *err)
{
    struct reading *reading = (struct reading *)source;
    const struct csv_row *row;
    *draft = NULL;
    if (!next_filled(reading, &row, err))
        return false;
    reading->row_mem = mem;
    if (row)
        *draft = read_row(reading, row);
    if (*draft)
        (*draft)->fresh_id = true;
    return true;
}

/* Reads and tries every row; KEPT, may be NULL: where the drafts are kept. */
static bool try_rows(struct reading *reading, struct arena *kept, struct err *err)
{
    struct arena *trial CLEANUP(arena_cleanup) = arena_part(reading->mem, ARENA_REQUEST_MAX);
    const struct csv_row *row;
    if (!begin_rows(&reading->source, err))
        return false;
    for (;; arena_reset(trial)) {
        if (!next_filled(reading, &row, err))
            return false;
        if (!row)
            return true;
        reading->row_mem = kept ? kept : trial;
        struct draft *draft = read_row(reading, row);
        reading->count++;
        if (kept)
            *ARRAY_ADD(kept, &reading->drafts) = draft;
        if (!try_draft(reading, trial, draft, err))
            return false;
    }
}

static void note_line(void *arg, const char *line)
{
    note(arg, line);
}

/* What the old numbers make of the books, among the notes; too many missing is a fault of the file. */
static bool tell_old_numbers(struct reading *reading, struct err *err)
{
    struct err fault = { 0 };
    if (reading->old.list.count == 0 || reading->faults.count > 0)
        return true;
    struct db *db = db_for_read(reading->office->store, err);
    if (!db)
        return false;
    if (old_numbers_plan(&reading->old, db, &fault)) {
        old_numbers_tell(&reading->old, note_line, reading);
        return true;
    }
    if (fault.kind != ERR_INVALID) {
        *err = fault;
        return false;
    }
    add_fault(reading, 1, heading_of(reading, "number"), fault.text);
    return true;
}

/* What importing does with the rows. */
enum import_act { IMPORT_TRY, IMPORT_KEEP, IMPORT_LOAD };

/* Before the rows are read, the first time and again. */
static void forget_rows(struct reading *reading)
{
    reading->count = reading->faults.count = reading->series.count = reading->old.list.count = 0;
    reading->drafts.count = 0;
    reading->numbers = load_numbers_new(reading->mem);
    reading->source = (struct draft_source){ begin_rows, next_row, .reg = reading->reg, .numbers = reading->numbers,
                                             .old = &reading->old };
    reading->notes.count = reading->heading_notes;
    if (reading->keys)
        row_keys_forget(reading->keys);
    else
        reading->keys = row_keys_new(reading->mem);
}

static bool read_and_load(struct reading *reading, enum import_act act, struct import_result *result,
                          void (*progress)(size_t done, size_t of, void *arg), void *arg, struct err *err)
{
    struct arena *csv_mem CLEANUP(arena_cleanup) = arena_part(reading->mem, ARENA_JOB_MAX);
    reading->csv_mem = csv_mem;
    forget_rows(reading);
    if (!try_rows(reading, act == IMPORT_KEEP ? reading->mem : NULL, err) || !tell_old_numbers(reading, err))
        return false;
    *result = (struct import_result){ .drafts = reading->drafts.items,
                                      .count = reading->count,
                                      .faults = reading->faults.items,
                                      .fault_count = reading->faults.count };
    result->notes = (struct text_list){ reading->notes.items, reading->notes.count };
    reading->source.count = reading->count;
    return act != IMPORT_LOAD || result->fault_count > 0 ||
           record_load_whole(reading->office, reading->mem, &reading->source, progress, arg, err);
}

/* What the rows name is read once, for trying and for loading. */
static bool import_rows(struct reading *reading, enum import_act act, struct import_result *result,
                        void (*progress)(size_t done, size_t of, void *arg), void *arg, struct err *err)
{
    struct office *office = reading->office;
    office->catalogue = catalogue_new(reading->mem, office->store, office->definitions, &office->scope);
    bool done;
    int tries = 0;
    do { /* whoever wrote the same numbers, or numbers of other days, meanwhile: the rows are judged by what is there
            now */
        *err = (struct err){ 0 };
        done = read_and_load(reading, act, result, progress, arg, err);
    } while (!done && act == IMPORT_LOAD && err->kind == ERR_CONFLICT && ++tries < LOAD_TRIES_MAX);
    office->catalogue = NULL;
    return done;
}

bool import_read(struct office *office, struct arena *mem, const struct register_definition *reg, const char *bytes,
                 size_t length, struct import_result *result, struct err *err)
{
    struct reading reading = {
        .office = office, .mem = mem, .reg = reg, .bytes = bytes, .length = length, .old = { .mem = mem }
    };
    return import_rows(&reading, IMPORT_KEEP, result, NULL, NULL, err);
}

bool import_try(struct office *office, struct arena *mem, const struct register_definition *reg, const char *bytes,
                size_t length, struct import_result *result, struct err *err)
{
    struct reading reading = {
        .office = office, .mem = mem, .reg = reg, .bytes = bytes, .length = length, .old = { .mem = mem }
    };
    return import_rows(&reading, IMPORT_TRY, result, NULL, NULL, err);
}

bool import_load(struct office *office, struct arena *mem, const struct register_definition *reg, const char *bytes,
                 size_t length, struct import_result *result, void (*progress)(size_t done, size_t of, void *arg),
                 void *arg, struct err *err)
{
    struct reading reading = {
        .office = office, .mem = mem, .reg = reg, .bytes = bytes, .length = length, .old = { .mem = mem }
    };
    return may(&office->scope, ACT_IMPORT, &(struct may_what){ .reg = reg }, err) &&
           import_rows(&reading, IMPORT_LOAD, result, progress, arg, err);
}

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

void import_result_members(struct json *json, const struct import_result *result, size_t imported)
{
    json_put_int(json, "rows", (int64_t)result->count);
    json_put_int(json, "imported", (int64_t)imported);
    if (result->notes.count > 0) {
        json_key(json, "notes");
        json_array(json);
        for (size_t i = 0; i < result->notes.count; i++)
            json_text(json, result->notes.items[i]);
        json_array_end(json);
    }
    json_key(json, "faults");
    json_array(json);
    for (size_t i = 0; i < result->fault_count; i++) {
        json_object(json);
        json_put_int(json, "line", result->faults[i].line);
        json_put_text(json, "column", result->faults[i].column);
        json_put_text(json, "text", result->faults[i].text);
        json_object_end(json);
    }
    json_array_end(json);
}

void import_result_json(struct json *json, const struct import_result *result, size_t imported)
{
    json_object(json);
    import_result_members(json, result, imported);
    json_object_end(json);
}
