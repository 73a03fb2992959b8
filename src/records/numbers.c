/* SPDX-License-Identifier: Apache-2.0 */
#include "records/numbers.h"

#include <inttypes.h>
#include <string.h>

#include "fields/field_type.h"
#include "base/clock.h"
#include "base/text.h"
#include "people/left.h"
#include "people/may.h"
#include "records/draft.h"
#include "records/judge.h"
#include "records/texts.h"

/* --- reservations ------------------------------------------------------------------------------------------------- */

struct reservation {
    struct office *office;
    const struct book *book;
    const char *series, *whom, *until, *by;
    int slot;
    int64_t seq;
};

/* Some part of the scope's reach sees records of ISSUER (NULL: whichever) in REG. */
static bool reaches_issuer(const struct scope *scope, const struct register_definition *reg, const char *issuer)
{
    const struct reach *reach = scope_reach(scope, reg);
    for (size_t i = 0; !scope->everything && issuer && i < reach_part_count(reach); i++) {
        const struct reach *part = reach_part(reach, i);
        if (part->reads && (part->every_issuer || text_list_has(&part->issuers, issuer)))
            return true;
    }
    return scope->everything || !issuer;
}

/* Who draws a number of the book: who enters a record, or takes the step that numbers it, of the series' issuer. */
static bool may_draw(const struct scope *scope, const struct register_definition *reg, const char *issuer,
                     struct err *err)
{
    bool allowed = !register_numbering(reg) && may(scope, ACT_CREATE, &(struct may_what){ .reg = reg }, err);
    for (size_t i = 0; !allowed && i < reg->steps.count; i++) {
        struct err refused = { 0 };
        const struct step *step = &reg->steps.items[i];
        allowed = step->numbers && may(scope, ACT_STEP, &(struct may_what){ .reg = reg, .step = step }, &refused);
        if (step->numbers && !allowed)
            *err = refused;
    }
    if (!allowed)
        return false;
    *err = (struct err){ 0 };
    return reaches_issuer(scope, reg, issuer) ||
           err_set(err, ERR_FORBIDDEN, "place", "series", SAY_SERIES_NOT_YOURS, issuer);
}

/* Is CODE a value that NAME of the book's `by:` can have? */
static bool is_part(const struct definitions *definitions, const struct register_definition *reg, const char *name,
                    const char *code)
{
    const struct field *field = register_field(reg, name);
    if (text_equal(name, "issuer"))
        return definitions_issuer(definitions, code) != NULL;
    if (text_equal(name, "unit") || (field && field->type == FIELD_UNIT))
        return definitions_unit(definitions, code) != NULL;
    return !field || field->choices.count == 0 || field_choice(field, code) != NULL;
}

/* The period, then a value of each of `by:`. ISSUER: the one among them; the book's own; NULL. */
static bool is_series(struct arena *mem, const struct definitions *definitions, const struct reservation *wanted,
                      const struct register_definition *reg, const char **issuer)
{
    const struct book *book = wanted->book;
    size_t count, at = 0;
    day_t day;
    char **parts = text_split(mem, arena_strdup(mem, wanted->series), '/', &count);
    bool yearly = text_equal(book->period, "year"), daily = text_equal(book->period, "day");
    *issuer = book->issuer;
    if (count != book->by.count + (yearly || daily))
        return count == 1 && book->by.count == 0 && !yearly && !daily && text_is_empty(wanted->series);
    if (yearly && (strlen(parts[0]) != 4 || strspn(parts[0], "0123456789") != 4))
        return false;
    if (daily && !day_parse(parts[0], &day))
        return false;
    at = yearly || daily;
    for (size_t i = 0; i < book->by.count; i++) {
        if (!is_part(definitions, reg, book->by.items[i], parts[at + i]))
            return false;
        if (text_equal(book->by.items[i], "issuer"))
            *issuer = parts[at + i];
    }
    return true;
}

/* Every fault at once: the series, for whom, until when; then whether the scope may; then how many are kept. */
static bool judge_reservation(const struct office *office, struct arena *mem, const struct reservation *wanted,
                              struct db *db, struct draft_faults *faults, struct err *err)
{
    const struct definitions *definitions = office->definitions;
    const struct register_definition *reg = definitions_register(definitions, wanted->book->serves);
    const char *issuer;
    day_t until;
    char day[DATE_SIZE];
    int64_t kept;
    struct err fault = { 0 };
    day_print(clock_today(), day);
    bool known = is_series(mem, definitions, wanted, reg, &issuer);
    if (!may_draw(&office->scope, reg, known ? issuer : NULL, &fault))
        *ARRAY_ADD(mem, &faults->list) = fault;
    if (!known)
        err_set(ARRAY_ADD(mem, &faults->list), ERR_INVALID, "series", "series", SAY_NO_SUCH_SERIES, wanted->series,
                wanted->book->label, number_series_form(mem, wanted->book, day));
    if (text_is_empty(wanted->whom))
        err_set(ARRAY_ADD(mem, &faults->list), ERR_INVALID, "required", "for", SAY_RESERVED_FOR_NOBODY);
    if (!day_parse(wanted->until, &until) || until < clock_today())
        err_set(ARRAY_ADD(mem, &faults->list), ERR_INVALID, "date", "until", SAY_RESERVED_UNTIL_PAST, wanted->until);
    if (!db_one_int(db, SQL("select count(*) from number where book = $1 and series = $2 and state = 'reserved'"),
                    DB(db_text(wanted->book->name), db_text(wanted->series)), 0, &kept, err))
        return false;
    if (kept >= NUMBERS_RESERVED_MAX)
        err_set(ARRAY_ADD(mem, &faults->list), ERR_INVALID, "limit", "series", SAY_RESERVED_MANY, wanted->series,
                (int)kept, (int)NUMBERS_RESERVED_MAX);
    return true;
}

static bool prepare_reservation(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct reservation *wanted = arg;
    struct draft_faults faults = { 0 };
    if (!judge_reservation(wanted->office, change_mem(change), wanted, db, &faults, err))
        return false;
    if (faults.list.count > 0) {
        *err = faults.list.items[0];
        if (wanted->office->faults)
            *wanted->office->faults = faults;
        return false;
    }
    int64_t start = number_start(wanted->book, wanted->series, NULL);
    wanted->slot = change_want_numbers(change, wanted->book->name, wanted->series, start, 1);
    return true;
}

static bool apply_reservation(struct change *change, void *arg, struct err *err)
{
    struct reservation *wanted = arg;
    struct arena *mem = change_mem(change);
    const char *book = wanted->book->name, *series = wanted->series;
    wanted->seq = change_number(change, wanted->slot);
    const char *key = arena_printf(mem, "%s/%s/%" PRId64, book, series, wanted->seq);
    const char *after = left_line(mem, LEFT_RESERVED, key, DB(db_text(wanted->whom), db_text(wanted->until)));
    return change_run(change,
                      SQL("insert into number (book, series, seq, printed, state, record, reason, reserved_for, "
                          "reserved_until, changed_at) values ($1, $2, $3, '', 'reserved', 0, '', $4, $5, $6)"),
                      DB(db_text(book), db_text(series), db_int(wanted->seq), db_text(wanted->whom),
                         db_text(wanted->until), db_int(change_time(change))),
                      err) &&
           left_note(change,
                     &(struct account_history_line){
                         .by = wanted->by,
                         .login = "",
                         .what = "reserve",
                         .detail = arena_printf(mem, "%s cho %s đến %s", key, wanted->whom, wanted->until),
                         .after = after },
                     err);
}

bool number_reserve(struct office *office, struct arena *mem, const char *book, const char *series, const char *whom,
                    const char *until, int64_t *seq, struct err *err)
{
    struct reservation wanted = {
        office, definitions_book(office->definitions, book), series, whom, until, office->scope.user, 0, 0
    };
    if (!wanted.book)
        return err_set(err, ERR_NOT_FOUND, "book", NULL, "Không có sổ “%s”", book);
    if (office->faults)
        *office->faults = (struct draft_faults){ 0 };
    if (!store_change(office->store, mem, prepare_reservation, apply_reservation, &wanted, err))
        return false;
    *seq = wanted.seq;
    return true;
}

/* --- reservations that are over ----------------------------------------------------------------------------------- */

struct expiry {
    const char *book, *series, *whom, *until;
    int64_t seq;
};

static const struct db_column expiry_columns[] = {
    DB_COLUMN_TEXT(struct expiry, book), DB_COLUMN_TEXT(struct expiry, series), DB_COLUMN_INT(struct expiry, seq),
    DB_COLUMN_TEXT(struct expiry, whom), DB_COLUMN_TEXT(struct expiry, until),
};

/* Nobody else may have taken it since it was read. */
static bool apply_expiry(struct change *change, void *arg, struct err *err)
{
    const struct expiry *expiry = arg;
    struct arena *mem = change_mem(change);
    char until[DATE_SIZE] = "";
    day_t day;
    const char *key = arena_printf(mem, "%s/%s/%" PRId64, expiry->book, expiry->series, expiry->seq);
    if (day_parse(expiry->until, &day))
        day_print_people(day, until);
    const char *reason = arena_printf(mem, SAY_RESERVED_EXPIRED, expiry->whom, until);
    instant_t at = change_time(change);
    return change_expect(
               change, 1,
               SQL("update number set state = 'cancelled', reason = $1, changed_at = $2 where book = $3 and "
                   "series = $4 and seq = $5 and state = 'reserved'"),
               DB(db_text(reason), db_int(at), db_text(expiry->book), db_text(expiry->series), db_int(expiry->seq)),
               err) &&
           left_note(change,
                     &(struct account_history_line){
                         .by = NUMBER_EXPIRED_BY,
                         .login = "",
                         .what = "expire",
                         .detail = arena_printf(mem, "%s: %s", key, reason),
                         .after = left_line(mem, LEFT_EXPIRED, key, DB(db_text(reason), db_int(at), db_text(""))) },
                     err);
}

bool numbers_expire(struct office *office, struct arena *mem, size_t most, size_t *expired, struct err *err)
{
    struct expiry *list;
    size_t count, done = 0;
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    struct db *db = db_for_read(office->store, err);
    if (!db || !db_all(db, mem,
                       SQL("select book, series, seq, reserved_for, reserved_until from number where state = "
                           "'reserved' and reserved_until < $1 order by book, series, seq limit $2"),
                       DB(db_text(today), db_int((int64_t)most)), expiry_columns, COUNT_OF(expiry_columns),
                       sizeof *list, &list, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct err failure = { 0 };
        if (store_change(office->store, mem, NULL, apply_expiry, &list[i], &failure)) {
            done++;
        } else if (failure.kind != ERR_CONFLICT) {
            *err = failure;
            return false;
        }
    }
    *expired = done;
    return true;
}

bool number_open_book(struct change *change, const char *by, const char *book, const char *series, int64_t start,
                      const char *note, struct err *err)
{
    struct arena *mem = change_mem(change);
    const char *key = arena_printf(mem, "%s/%s", book, series);
    return change_run(change,
                      SQL("insert into number_book (book, series, start, next, start_note) values ($1, $2, $3, $4, "
                          "$5)"),
                      DB(db_text(book), db_text(series), db_int(start), db_int(start), db_text(note)), err) &&
           left_note(change,
                     &(struct account_history_line){
                         .by = by,
                         .login = "",
                         .what = "book",
                         .detail = arena_printf(mem, "%s từ số %" PRId64 ": %s", key, start, note),
                         .after = left_line(mem, LEFT_BOOK, key, DB(db_int(start), db_text(note))) },
                     err);
}

/* --- the check ---------------------------------------------------------------------------------------------------- */

enum { GAP_LISTED_MAX = 100 };

struct check {
    struct arena *mem;
    ARRAY(struct number_fault) faults;
    int64_t checked;
};

static void add_fault(struct check *check, const char *book, const char *series, int64_t seq, const char *what)
{
    *ARRAY_ADD(check->mem, &check->faults) = (struct number_fault){
        .book = arena_strdup(check->mem, book), .series = arena_strdup(check->mem, series), .seq = seq, .what = what
    };
}

/* The numbers from FROM up to UNTIL are not there: each by its own, a long gap as one. */
static void add_gap(struct check *check, const char *book, const char *series, int64_t from, int64_t until)
{
    if (until - from > GAP_LISTED_MAX)
        add_fault(check, book, series, from,
                  arena_printf(check->mem, "Số bị bỏ trống, không có lý do, đến số %" PRId64, until - 1));
    else
        for (; from < until; from++)
            add_fault(check, book, series, from, "Số bị bỏ trống, không có lý do");
}

/* Each series from its start to its next: what is not in the table `number`. */
static bool check_gaps(struct check *check, struct db *db, struct err *err)
{
    struct rows *books =
        db_rows(db, check->mem,
                SQL("select b.book, b.series, b.start, b.next, n.seq, n.state, n.reason from number_book b "
                    "left join number n on n.book = b.book and n.series = b.series order by b.book, b.series, n.seq"),
                DB_NONE, err);
    if (!books)
        return false;
    char *book = NULL, *series = NULL;
    int64_t expected = 0, next = 0;
    while (rows_next(books)) {
        if (!book || !text_equal(book, rows_text(books, 0)) || !text_equal(series, rows_text(books, 1))) {
            if (book)
                add_gap(check, book, series, expected, next);
            book = arena_strdup(check->mem, rows_text(books, 0));
            series = arena_strdup(check->mem, rows_text(books, 1));
            expected = rows_int(books, 2);
            next = rows_int(books, 3);
            if (next < expected)
                add_fault(check, book, series, next, "Số kế tiếp nhỏ hơn số bắt đầu của dãy");
        }
        if (rows_is_null(books, 4))
            continue;
        int64_t seq = rows_int(books, 4);
        check->checked++;
        if (seq < expected)
            add_fault(check, book, series, seq, "Số đã cấp nhỏ hơn số bắt đầu của dãy");
        add_gap(check, book, series, expected, seq);
        if (seq >= next)
            add_fault(check, book, series, seq, "Số đã cấp nhưng sổ chưa ghi là đã cấp");
        if (text_equal(rows_text(books, 5), "cancelled") && text_is_empty(rows_text(books, 6)))
            add_fault(check, book, series, seq, "Số đã hủy nhưng không ghi lý do");
        if (text_equal(rows_text(books, 5), NUMBER_GAP) && text_is_empty(rows_text(books, 6)))
            add_fault(check, book, series, seq, "Số bỏ trống nhưng không ghi lý do");
        expected = seq + 1;
    }
    if (book)
        add_gap(check, book, series, expected, next);
    return !rows_failed(books, err);
}

/* Numbers of a series that no book has. */
static bool check_books(struct check *check, struct db *db, struct err *err)
{
    struct rows *rows = db_rows(db, check->mem,
                                SQL("select n.book, n.series, n.seq from number n left join number_book b on b.book = "
                                    "n.book and b.series = n.series where b.book is null order by n.book, n.series, "
                                    "n.seq"),
                                DB_NONE, err);
    while (rows && rows_next(rows))
        add_fault(check, rows_text(rows, 0), rows_text(rows, 1), rows_int(rows, 2), "Số thuộc một dãy mà sổ không có");
    return rows && !rows_failed(rows, err);
}

/* A number and the record that carries it must name each other. */
static bool check_carriers(struct check *check, struct db *db, struct err *err)
{
    struct rows *rows = db_rows(db, check->mem,
                                SQL("select n.book, n.series, n.seq, case when r.id is null then 0 else 1 end "
                                    "from number n left join record r on r.id = n.record and r.number = n.printed "
                                    "where n.state not in ('reserved', 'gap') and (n.state <> 'cancelled' or n.record "
                                    "<> 0) and (r.id is null or r.register is null)"),
                                DB_NONE, err);
    while (rows && rows_next(rows))
        add_fault(check, rows_text(rows, 0), rows_text(rows, 1), rows_int(rows, 2),
                  "Hồ sơ mang số này không còn hoặc đang ghi một số khác");
    if (!rows || rows_failed(rows, err))
        return false;
    rows = db_rows(db, check->mem,
                   SQL("select n.book, n.series, n.seq, n.state, r.number_key, r.cancelled from number n "
                       "join record r on r.id = n.record and r.number = n.printed where n.state not in ('reserved', "
                       "'gap')"),
                   DB_NONE, err);
    struct arena *key CLEANUP(arena_cleanup) = arena_part(check->mem, ARENA_REQUEST_MAX);
    while (rows && rows_next(rows)) {
        const char *series = rows_text(rows, 1);
        int64_t seq = rows_int(rows, 2);
        if (!text_equal(number_key(key, series, seq), rows_text(rows, 4)))
            add_fault(check, rows_text(rows, 0), series, seq, "Thứ tự của số trong hồ sơ không phải của số này");
        if (text_equal(rows_text(rows, 3), "cancelled") != (rows_int(rows, 5) != 0))
            add_fault(check, rows_text(rows, 0), series, seq, "Số và hồ sơ không cùng hủy");
        arena_reset(key);
    }
    if (!rows || rows_failed(rows, err))
        return false;
    rows = db_rows(
        db, check->mem,
        SQL("select r.register, r.number from record r left join number n on n.record = r.id and "
            "n.printed = r.number where r.number is not null and substr(r.number_key, 1, 1) <> '=' and n.seq is null"),
        DB_NONE, err);
    while (rows && rows_next(rows))
        add_fault(check, rows_text(rows, 0), rows_text(rows, 1), 0, "Hồ sơ mang số không có trong sổ nào");
    return rows && !rows_failed(rows, err);
}

bool numbers_check(struct office *office, struct arena *mem, struct number_fault **faults, size_t *count,
                   int64_t *checked, struct err *err)
{
    struct check check = { .mem = mem };
    struct db *db = db_for_read(office->store, err);
    if (!db || !db_snapshot_begin(db, mem, err))
        return false;
    bool done = check_gaps(&check, db, err) && check_books(&check, db, err) && check_carriers(&check, db, err);
    db_snapshot_end(db);
    if (!done)
        return false;
    *faults = check.faults.items;
    *count = check.faults.count;
    *checked = check.checked;
    return true;
}
