/* SPDX-License-Identifier: Apache-2.0 */
/* What other records have to do with one that is written: what it must not share with them. */
#include "records/writing.h"

#include <string.h>

#include "base/text.h"
#include "fields/claims.h"
#include "fields/number_text.h"
#include "fields/register_sql.h"
#include "query/finder.h"
#include "records/judge.h"
#include "records/old_numbers.h"
#include "records/texts.h"
#include "store/secret.h"
#include "viet/date_words.h"

enum { RIVALS_MAX = 8 };

static bool is_confirmed(const struct write *write, const char *code)
{
    size_t count;
    char **codes = text_split(write->mem, write->confirmed, ',', &count);
    for (size_t i = 0; i < count; i++)
        if (text_equal(text_trim(write->mem, codes[i]), code))
            return true;
    return false;
}

void write_ask(struct write *write, const char *code, const char *field, const char *shortly, const char *text)
{
    struct err fault;
    if (write->undoes)
        return;
    if (!is_confirmed(write, code)) {
        err_set(&fault, ERR_INVALID, arena_printf(write->mem, "confirm-%s", code), field, SAY_CONFIRM, text, code);
        write_blame(write, &fault);
        return;
    }
    if (write->history.count == 0)
        return; /* nothing will be written: other values are refused */
    struct history_row *row = &write->history.items[write->history.count - 1];
    row->reason = *row->reason ? arena_printf(write->mem, SAY_REASON_CONFIRMED, row->reason, shortly)
                               : arena_printf(write->mem, SAY_CONFIRMED, shortly);
}

/* "Kênh, Chỉ số, Kỳ" */
static const char *labels_of(const struct write *write, const struct unique_rule *unique)
{
    struct text labels;
    text_init(&labels, write->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < unique->fields.count; i++)
        text_printf(&labels, "%s%s", i ? ", " : "", register_field(write->after.reg, unique->fields.items[i])->label);
    return labels.data;
}

/* The rival as the one who writes may know it: its number or title; NULL where it is not theirs to see. */
static const char *rival_name(const struct write *write, struct db *db, int64_t id)
{
    struct err ignored = { 0 };
    const struct record *rival =
        record_read(db, write->mem, write->office->definitions, &write->office->scope, id, &ignored);
    if (!rival)
        return NULL;
    return text_is_empty(rival->number) ? arena_printf(write->mem, "“%s”", rival->title) : rival->number;
}

/* What there is to tell of the record ID that has the same claim; NULL: it is a hint, and that record is not theirs to
 * see. */
static const char *rival_words(const struct write *write, struct db *db, const struct claim *claim, int64_t id)
{
    const char *name = rival_name(write, db, id);
    const char *why = claim->unique->otherwise ? claim->unique->otherwise
                                               : arena_printf(write->mem, SAY_UNIQUE, labels_of(write, claim->unique));
    if (!name)
        return claim->unique->hint ? NULL : why;
    return arena_printf(write->mem, SAY_UNIQUE_WITH, why, name);
}

/* A hint is told of the first record that may be seen; what is refused, of the first there is. */
bool write_find_rival(const struct write *write, struct db *db, const struct claim *claim, const char **words,
                      struct err *err)
{
    struct rows *rows = db_rows(db, write->mem,
                                SQL("select record from claim where register = $1 and rule = $2 and key = $3 and "
                                    "record <> $4 order by record limit 8"),
                                DB(db_text(write->after.reg->name), db_text(claim->rule), db_text(claim->key),
                                   db_int(write->is_new ? 0 : write->after.id)),
                                err);
    int64_t rivals[RIVALS_MAX];
    size_t count = 0;
    while (rows && rows_next(rows) && count < RIVALS_MAX)
        rivals[count++] = rows_int(rows, 0);
    if (!rows || !rows_end(rows, err))
        return false;
    size_t at = 0;
    while (claim->unique->hint && at + 1 < count && !rival_name(write, db, rivals[at]))
        at++;
    *words = count > 0 ? rival_words(write, db, claim, rivals[at]) : NULL;
    return true;
}

static bool check_claim(struct write *write, struct db *db, const struct claim *claim, struct err *err)
{
    struct err fault;
    const char *words;
    const char *field = claim->unique->fields.items[claim->unique->fields.count - 1];
    if (!write_find_rival(write, db, claim, &words, err))
        return false;
    if (words && claim->unique->hint) {
        write_ask(write, CONFIRM_SAME, field, words, words);
    } else if (words) {
        err_set(&fault, ERR_INVALID, "unique", field, "%s", words);
        write_blame(write, &fault);
    }
    return true;
}

bool write_check_claims(struct write *write, const struct record *after, struct db *db, struct err *err)
{
    if (after->reg->unique.count == 0)
        return true;
    const struct claims old = claims_of(write->mem, write->is_new ? NULL : &write->before);
    const struct claims new = claims_of(write->mem, after);
    for (size_t i = 0; i < new.list.count; i++)
        if (!claims_have(&old, &new.list.items[i]) && !check_claim(write, db, &new.list.items[i], err))
            return false;
    return true;
}

/* --- the book ----------------------------------------------------------------------------------------------------- */

/* What a number's day is against that of its NEIGHBOUR in the book, by the book's own rule. */
void write_judge_order(struct write *write, const struct book *book, const struct field *dated, day_t day,
                       const struct neighbour *neighbour)
{
    if (neighbour->before ? day >= neighbour->day : day <= neighbour->day)
        return;
    struct err fault;
    const char *people = viet_date(write->mem, day), *other = viet_date(write->mem, neighbour->day);
    const char *text = arena_printf(write->mem, neighbour->before ? SAY_BOOK_BEFORE : SAY_BOOK_AFTER, dated->label,
                                    people, neighbour->number, other);
    if (book->back_dating == BACK_DATING_ASKED) {
        write_ask(write, CONFIRM_BACK_DATE, dated->name,
                  arena_printf(write->mem, SAY_SHORTLY_BACK, dated->label, people, neighbour->number), text);
        return;
    }
    err_set(&fault, ERR_INVALID, "back-dated", dated->name, SAY_BOOK_REFUSES, text);
    write_blame(write, &fault);
}

static bool check_neighbour(struct write *write, struct db *db, const struct book *book, const char *series,
                            int64_t seq, day_t day, bool before, struct err *err)
{
    const struct register_sql *sql = register_sql_of(write->office->sql, write->after.reg);
    struct rows *rows = db_rows(db, write->mem, before ? sql->before : sql->after,
                                DB(db_text(book->name), db_text(series), db_int(seq)), err);
    if (!rows)
        return false;
    if (rows_next(rows) && !rows_is_null(rows, 1)) {
        bool integer = sql->dated->type == FIELD_DATE_TIME;
        struct value value = { true, integer ? rows_int(rows, 1) : 0, integer ? NULL : rows_text(rows, 1) };
        struct neighbour neighbour = { arena_strdup(write->mem, rows_text(rows, 0)), 0, before };
        if (value_day(sql->dated, &value, &neighbour.day))
            write_judge_order(write, book, sql->dated, day, &neighbour);
    }
    return rows_end(rows, err);
}

/* A record that has its number stays in the number's series: neither another year nor another kind. */
static bool stays_in_series(struct write *write, const struct book *book, const struct field *dated, day_t day,
                            const char *series)
{
    char on[DATE_SIZE];
    struct err fault;
    const struct definitions *definitions = write->office->definitions;
    day_print(day, on);
    const char *now = number_series(write->mem, definitions, book, &write->after, on);
    if (text_equal(now, series))
        return true;
    const char *field = dated->name;
    day_t before;
    bool same_day = value_day(dated, record_value(&write->before, dated->name), &before) && before == day;
    for (size_t i = 0; same_day && i < book->by.count; i++)
        field = book->by.items[i];
    err_set(&fault, ERR_INVALID, "series", field, SAY_BOOK_SERIES, write->after.number, series, now);
    write_blame(write, &fault);
    return false;
}

void write_keep_order(struct write *write)
{
    const struct field *dated = register_sql_of(write->office->sql, write->after.reg)->dated;
    const struct book *book = definitions_book(write->office->definitions, write->after.reg->number);
    day_t day;
    char begin[DATE_SIZE], end[DATE_SIZE];
    bool asked = book && book->back_dating == BACK_DATING_ASKED && is_confirmed(write, CONFIRM_BACK_DATE);
    if (!book || !dated || asked || !value_day(dated, record_value(&write->after, dated->name), &day))
        return;
    write->ordered = true;
    if (dated->type == FIELD_DATE_TIME) {
        write->day_begin = db_int(instant_from_local(day, 0));
        write->day_end = db_int(instant_from_local(day + 1, 0));
        return;
    }
    day_print(day, begin);
    day_print(day + 1, end);
    write->day_begin = db_text(arena_strdup(write->mem, begin));
    write->day_end = db_text(arena_strdup(write->mem, end));
}

/* A new number comes last in its series; one that is there keeps its place when its day is changed. A number that was
 * kept was kept for its day. */
static bool check_book(struct write *write, struct db *db, struct err *err)
{
    const struct record *after = &write->after;
    const struct field *dated = register_sql_of(write->office->sql, after->reg)->dated;
    const struct book *book =
        after->reg->number ? definitions_book(write->office->definitions, after->reg->number) : NULL;
    day_t day, old;
    if (!dated || !book || !value_day(dated, record_value(after, dated->name), &day) || after->cancelled)
        return true;
    if (write->book && (write->reserved || write->old))
        return true;
    if (write->book) {
        write_keep_order(write);
        return check_neighbour(write, db, book, write->series, INT64_MAX, day, true, err);
    }
    const char *bar = write->is_new || text_is_empty(after->number) ? NULL : strrchr(after->number_key, '|');
    int64_t seq;
    if (!bar || !text_to_int(bar + 1 + strspn(bar + 1, "0"), 0, INT64_MAX, &seq))
        return true;
    const char *series = arena_strndup(write->mem, after->number_key, (size_t)(bar - after->number_key));
    bool same_day = value_day(dated, record_value(&write->before, dated->name), &old) && old == day;
    if (!stays_in_series(write, book, dated, day, series) || same_day)
        return true;
    write->series = series;
    write->seq = seq;
    write_keep_order(write);
    return check_neighbour(write, db, book, series, seq, day, true, err) &&
           check_neighbour(write, db, book, series, seq, day, false, err);
}

bool write_plan_personal(struct write *write, struct err *err)
{
    if (!personal_is_indexed(write->after.reg))
        return true;
    const char *secret = store_secret(write->office->store, err);
    if (!secret)
        return false;
    write->old_personal = personal_keys_of(write->mem, secret, write->is_new ? NULL : &write->before);
    write->personal = personal_keys_of(write->mem, secret, &write->after);
    return true;
}

bool write_check_others(struct write *write, struct db *db, struct err *err)
{
    return write_check_links(write, db, err) && write_check_claims(write, &write->after, db, err) &&
           check_book(write, db, err) && (!write->old || old_number_check(write, db, err));
}
