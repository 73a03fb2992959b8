/* SPDX-License-Identifier: Apache-2.0 */
#include "records/old_numbers.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "people/left.h"
#include "query/finder.h"
#include "fields/number_text.h"
#include "records/numbers.h"
#include "records/texts.h"
#include "viet/fold.h"

#define FIELD_NUMBER_COLUMN "number"

/* --- one number --------------------------------------------------------------------------------------------------- */

static void blame(struct write *write, const char *format, const char *one, const char *two)
{
    struct err fault;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    err_set(&fault, ERR_INVALID, "number", FIELD_NUMBER_COLUMN, format, one, two);
#pragma GCC diagnostic pop
    write_blame(write, &fault);
}

/* The sequence of the number that the book prints as TEXT for this record; 0 where it prints none so. */
static int64_t printed_as(struct write *write, const char *text)
{
    for (const char *at = text; *at; at++) {
        size_t length = strspn(at, "0123456789");
        int64_t seq;
        if (length == 0)
            continue;
        const char *digits = arena_strndup(write->mem, at, length);
        const char *plain = digits + strspn(digits, "0");
        if (text_to_int(plain, 1, INT32_MAX, &seq) &&
            viet_same(write->mem, text,
                      number_print(write->mem, write->office->definitions, write->book, &write->after, write->number_on,
                                   seq)))
            return seq;
        at += length - 1;
    }
    return 0;
}

void old_number_read(struct write *write, const char *text)
{
    const struct register_definition *reg = write->after.reg;
    const struct step *step = register_numbering(reg);
    if (!write->book) {
        blame(write, step ? SAY_OLD_NUMBER_NOT_DRAWN : SAY_OLD_NUMBER_NO_BOOK, step ? step->label : reg->label,
              step ? step->name : "");
        return;
    }
    const char *plain = text + strspn(text, "0");
    if (!text_to_int(plain, 1, INT32_MAX, &write->old))
        write->old = printed_as(write, text);
    if (!write->old)
        blame(write, SAY_OLD_NUMBER_FORM, text,
              number_print(write->mem, write->office->definitions, write->book, &write->after, write->number_on, 12));
    write->reserved = 0;
}

bool old_number_check(struct write *write, struct db *db, struct err *err)
{
    int64_t record = -1;
    const char *state = NULL;
    struct rows *rows =
        db_rows(db, write->mem, SQL("select record, state from number where book = $1 and series = $2 and seq = $3"),
                DB(db_text(write->book->name), db_text(write->series), db_int(write->old)), err);
    if (!rows)
        return false;
    if (rows_next(rows)) {
        record = rows_int(rows, 0);
        state = arena_strdup(write->mem, rows_text(rows, 1));
    }
    if (!rows_end(rows, err))
        return false;
    if (!state)
        return true;
    struct err hidden;
    const struct record *holder =
        record > 0 ? record_read(db, write->mem, write->office->definitions, &write->office->scope, record, &hidden)
                   : NULL;
    const char *who = holder                          ? arena_printf(write->mem, "“%s”", holder->title)
                      : text_equal(state, "reserved") ? SAY_OLD_NUMBER_RESERVED
                      : text_equal(state, NUMBER_GAP) ? SAY_OLD_NUMBER_GAP
                                                      : SAY_OLD_NUMBER_OTHER;
    blame(write, SAY_OLD_NUMBER_TAKEN, arena_printf(write->mem, "%" PRId64, write->old), who);
    return true;
}

/* --- the series of a file ----------------------------------------------------------------------------------------- */

void old_numbers_add(struct old_numbers *numbers, const struct write *write)
{
    struct old_series *series = NULL;
    for (size_t i = 0; i < numbers->list.count && !series; i++)
        if (numbers->list.items[i].book == write->book && text_equal(numbers->list.items[i].series, write->series))
            series = &numbers->list.items[i];
    if (!series) {
        series = ARRAY_ADD(numbers->mem, &numbers->list);
        *series = (struct old_series){ .book = write->book, .series = arena_strdup(numbers->mem, write->series) };
    }
    *ARRAY_ADD(numbers->mem, &series->numbers) = write->old;
}

static int compare_numbers(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
    return (one > other) - (one < other);
}

static bool read_book(struct old_series *series, struct arena *mem, struct db *db, struct err *err)
{
    struct rows *rows =
        db_rows(db, mem, SQL("select start, next, start_note from number_book where book = $1 and series = $2"),
                DB(db_text(series->book->name), db_text(series->series)), err);
    if (!rows)
        return false;
    series->exists = rows_next(rows);
    if (series->exists) {
        series->start = rows_int(rows, 0);
        series->next = rows_int(rows, 1);
        series->note = arena_strdup(mem, rows_text(rows, 2));
    }
    return rows_end(rows, err);
}

/* Are there numbers between FROM and UNTIL that the file does not have? UNTIL is not one of them. */
static bool add_gaps(struct old_series *series, struct arena *mem, int64_t from, int64_t until)
{
    size_t at = 0;
    while (at < series->numbers.count && series->numbers.items[at] < from)
        at++;
    for (int64_t seq = from; seq < until; seq++) {
        if (at < series->numbers.count && series->numbers.items[at] == seq) {
            while (at < series->numbers.count && series->numbers.items[at] == seq)
                at++;
            continue;
        }
        if (series->gaps.count == OLD_GAPS_MAX)
            return false;
        *ARRAY_ADD(mem, &series->gaps) = seq;
    }
    return true;
}

static bool plan_series(struct old_series *series, struct arena *mem, struct db *db, struct err *err)
{
    char today[DATE_SIZE];
    qsort(series->numbers.items, series->numbers.count, sizeof series->numbers.items[0], compare_numbers);
    if (!read_book(series, mem, db, err))
        return false;
    int64_t first = series->numbers.items[0], last = series->numbers.items[series->numbers.count - 1];
    bool earlier = !series->exists || first < series->start;
    day_print_people(clock_today(), today);
    series->new_start = earlier ? first : series->start;
    int64_t declared = series->exists ? series->next : number_start(series->book, series->series, NULL);
    series->new_next = declared > last ? declared : last + 1;
    series->new_note = !earlier     ? series->note
                       : first == 1 ? "" /* nothing is before it */
                                    : arena_printf(mem, SAY_OLD_NUMBERS_START, first, today);
    bool few = series->exists ? add_gaps(series, mem, series->new_start, series->start) &&
                                    add_gaps(series, mem, series->next, series->new_next)
                              : add_gaps(series, mem, series->new_start, series->new_next);
    return few || err_set(err, ERR_INVALID, "limit", FIELD_NUMBER_COLUMN, SAY_OLD_NUMBERS_GAPS, series->book->label,
                          series->series, first, last, (int)OLD_GAPS_MAX);
}

bool old_numbers_plan(struct old_numbers *numbers, struct db *db, struct err *err)
{
    for (size_t i = 0; i < numbers->list.count; i++)
        if (!plan_series(&numbers->list.items[i], numbers->mem, db, err))
            return false;
    return true;
}

void old_numbers_tell(const struct old_numbers *numbers, void (*hear)(void *arg, const char *line), void *arg)
{
    for (size_t i = 0; i < numbers->list.count; i++) {
        const struct old_series *series = &numbers->list.items[i];
        size_t count = series->numbers.count;
        hear(arg, arena_printf(numbers->mem, SAY_OLD_NUMBERS_TOLD, series->book->label, series->series, count,
                               series->numbers.items[0], series->numbers.items[count - 1], series->gaps.count,
                               series->new_next));
    }
}

/* --- written ------------------------------------------------------------------------------------------------------ */

static bool write_book(const struct old_series *series, struct change *change, struct err *err)
{
    if (!series->exists)
        return change_run(change,
                          SQL("insert into number_book (book, series, start, next, start_note) values ($1, $2, $3, $4, "
                              "$5)"),
                          DB(db_text(series->book->name), db_text(series->series), db_int(series->new_start),
                             db_int(series->new_next), db_text(series->new_note)),
                          err);
    return change_expect(change, 1,
                         SQL("update number_book set start = $1, next = $2, start_note = $3 where book = $4 and series "
                             "= $5 and start = $6 and next = $7"),
                         DB(db_int(series->new_start), db_int(series->new_next), db_text(series->new_note),
                            db_text(series->book->name), db_text(series->series), db_int(series->start),
                            db_int(series->next)),
                         err);
}

/* What the line says of the book's start: nothing where it had no note and has none. */
static const char *left_of_book(const struct old_series *series, struct arena *mem)
{
    const char *key = arena_printf(mem, "%s/%s", series->book->name, series->series);
    if (!text_is_empty(series->new_note))
        return left_line(mem, LEFT_BOOK, key, DB(db_int(series->new_start), db_text(series->new_note)));
    return text_is_empty(series->note) ? "" : left_line(mem, LEFT_BOOK, key, DB_NONE);
}

static bool write_series(const struct old_series *series, struct change *change, const char *by, struct err *err)
{
    enum { COLUMNS = 5 };
    struct arena *mem = change_mem(change);
    char today[DATE_SIZE];
    struct text after;
    size_t gaps = series->gaps.count;
    struct db_value *values = ARENA_ARRAY(mem, struct db_value, gaps * COLUMNS + 1);
    day_print_people(clock_today(), today);
    const char *reason = arena_printf(mem, SAY_OLD_NUMBERS_GAP, today);
    text_init(&after, mem, TEXT_MAX_DOCUMENT);
    text_add(&after, left_of_book(series, mem));
    for (size_t i = 0; i < gaps; i++) {
        struct db_value *value = &values[i * COLUMNS];
        const int64_t seq = series->gaps.items[i];
        value[0] = db_text(series->book->name);
        value[1] = db_text(series->series);
        value[2] = db_int(seq);
        value[3] = db_text(reason);
        value[4] = db_int(change_time(change));
        const char *key = arena_printf(mem, "%s/%s/%" PRId64, series->book->name, series->series, seq);
        text_add(&after, left_line(mem, LEFT_GAP, key,
                                   DB(db_text(reason), db_int(change_time(change)), db_text(""), db_int(0))));
    }
    return write_book(series, change, err) &&
           change_run_all(change,
                          SQL("insert into number (book, series, seq, printed, state, record, reason, reserved_for, "
                              "reserved_until, changed_at) values ($1, $2, $3, '', 'gap', 0, $4, '', '', $5)"),
                          values, COLUMNS, gaps, err) &&
           left_note(
               change,
               &(struct account_history_line){ .by = by,
                                               .login = "",
                                               .what = "old-numbers",
                                               .detail = arena_printf(mem, SAY_OLD_NUMBERS_LINE, series->book->name,
                                                                      series->series, series->numbers.count, gaps),
                                               .after = after.data },
               err);
}

bool old_numbers_apply(const struct old_numbers *numbers, struct change *change, const char *by, struct err *err)
{
    for (size_t i = 0; i < numbers->list.count; i++)
        if (!write_series(&numbers->list.items[i], change, by, err))
            return false;
    return true;
}
