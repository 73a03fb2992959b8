/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/digest.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "definitions/degree.h"
#include "definitions/setting_names.h"
#include "exchange/texts.h"
#include "people/names.h"
#include "query/record_filter.h"
#include "store/id.h"
#include "viet/fold.h"

struct making {
    struct db *db;
    struct arena *mem;
    const struct definitions *definitions;
    const struct scope *scope;
    day_t today;
    char today_text[DATE_SIZE];
    int before[SETTING_COUNTS_MAX]; /* remind.before */
    size_t before_count;
    ARRAY(struct digest_line) lines;
    struct digest digest;
};

/* --- working days ------------------------------------------------------------------------------------------------- */

static day_t day_of(struct arena *mem, const char *due)
{
    day_t day = 0;
    return day_parse(arena_strndup(mem, due, DATE_SIZE - 1), &day) ? day : 0;
}

static bool is_worked(const struct definitions *definitions, day_t day)
{
    return definitions->calendar ? calendar_is_working_day(definitions->calendar, day) : day_weekday(day) < SATURDAY;
}

/* Working days after FROM up to and with UNTIL. */
static int days_between(const struct definitions *definitions, day_t from, day_t until)
{
    int days = 0;
    for (day_t day = from + 1; day <= until; day++)
        days += is_worked(definitions, day);
    return days;
}

/* The day COUNT working days after TODAY, and before it where AHEAD is false. */
static day_t worked_day(const struct making *making, int count, bool ahead)
{
    day_t day = making->today;
    while (count > 0) {
        day += ahead ? 1 : -1;
        count -= is_worked(making->definitions, day);
    }
    return day;
}

/* --- what is mine ------------------------------------------------------------------------------------------------- */

static struct digest_line *add_line(struct making *making, enum digest_part part, const char *due)
{
    struct digest_line *line = ARRAY_ADD(making->mem, &making->lines);
    day_t last = day_of(making->mem, due);
    line->part = part;
    line->due = due;
    line->days = part == DIGEST_COMING ? days_between(making->definitions, making->today, last)
                                       : days_between(making->definitions, last, making->today);
    for (size_t i = 0; i < making->before_count; i++)
        line->reminds |= part == DIGEST_COMING && line->days == making->before[i];
    return line;
}

/* Of INBOX, which is in the order of dates, what belongs into PART or its neighbours; false where the rest is later. */
static bool add_inbox_line(struct making *making, const struct inbox_line *given, const char *horizon, bool overdue)
{
    const char *due = given->assignment.due;
    bool late = strcmp(due, making->today_text) < 0;
    if (strncmp(due, horizon, DATE_SIZE - 1) > 0 || (overdue && !late))
        return false;
    if (given->assignment.role == ASSIGN_INFORM)
        return true;
    enum digest_part part = late                                                   ? DIGEST_OVERDUE
                            : strncmp(due, making->today_text, DATE_SIZE - 1) == 0 ? DIGEST_TODAY
                                                                                   : DIGEST_COMING;
    struct digest_line *line = add_line(making, part, due);
    line->reg = given->reg;
    line->record = given->assignment.record;
    line->number = given->number;
    line->title = given->title;
    line->secret = !text_equal(given->secrecy, DEGREE_USUAL);
    return true;
}

static bool read_mine(struct making *making, struct err *err)
{
    struct inbox late = { 0 }, coming = { 0 };
    char horizon[DATE_SIZE];
    int most = 0;
    for (size_t i = 0; i < making->before_count; i++)
        most = making->before[i] > most ? making->before[i] : most;
    day_print(worked_day(making, most, true), horizon);
    if ((making->digest.totals[DIGEST_OVERDUE] > 0 &&
         !inbox_lines(making->db, making->mem, making->definitions, making->scope, NULL, NULL, 0, DIGEST_LATE_MAX,
                      &late, err)) ||
        !inbox_lines(making->db, making->mem, making->definitions, making->scope, NULL, making->today_text, 0,
                     DIGEST_COMING_MAX, &coming, err))
        return false;
    for (size_t i = 0; i < late.count && add_inbox_line(making, &late.lines[i], horizon, true); i++)
        continue;
    size_t taken = 0;
    while (taken < coming.count && add_inbox_line(making, &coming.lines[taken], horizon, false))
        taken++;
    making->digest.more[DIGEST_COMING] = taken == DIGEST_COMING_MAX;
    return true;
}

/* --- what is late elsewhere --------------------------------------------------------------------------------------- */

struct late_row {
    int64_t of_unit, record;
    const char *to, *due, *reg, *number, *title, *secrecy;
};

static const struct db_column late_columns[] = {
    DB_COLUMN_INT(struct late_row, of_unit), DB_COLUMN_INT(struct late_row, record),
    DB_COLUMN_TEXT(struct late_row, to),     DB_COLUMN_TEXT(struct late_row, due),
    DB_COLUMN_TEXT(struct late_row, reg),    DB_COLUMN_TEXT(struct late_row, number),
    DB_COLUMN_TEXT(struct late_row, title),  DB_COLUMN_TEXT(struct late_row, secrecy),
};

static int first_count(const struct making *making, const char *name, const char *otherwise)
{
    int counts[SETTING_COUNTS_MAX];
    return setting_counts(making->definitions, name, otherwise, counts) > 0 ? counts[0] : 1;
}

/* Due before the day it returns: so many working days have passed since the last one. */
static const char *late_before(const struct making *making, const char *setting, const char *otherwise)
{
    char day[DATE_SIZE];
    day_print(worked_day(making, first_count(making, setting, otherwise) - 1, false), day);
    return arena_strdup(making->mem, day);
}

/* Of the people of my unit, where I am its head; of whoever I gave it to. One statement. */
static bool ask_late(struct making *making, struct late_row **rows, size_t *count, struct err *err)
{
    const struct scope *scope = making->scope;
    const char *role = definitions_setting(making->definitions, "remind.head_role", NULL);
    bool head = role && !text_is_empty(scope->unit) && text_list_has(&scope->roles, role);
    return db_all(
        making->db, making->mem,
        SQL("select k.of_unit, k.record, k.to_whom, k.due, r.register, r.number, r.title, r.secrecy from (select * "
            "from "
            "(select 1 as of_unit, a.id, a.record, a.to_whom, a.due from assignment a where a.finished_at = 0 and "
            "a.role <> 'inform' and a.due < $1 and a.to_whom in (select login from account where unit = $2 and login "
            "<> $3 union all select 'position:' || code from position where unit = $2) order by a.due, a.id limit $4) "
            "as mine union all select * from (select 0 as of_unit, a.id, a.record, a.to_whom, a.due from assignment a "
            "where a.from_whom = $3 and a.to_whom <> $3 and a.finished_at = 0 and a.role <> 'inform' and a.due < $5 "
            "order by a.due, a.id limit $4) as given) as k join record r on r.id = k.record order by k.of_unit desc, "
            "k.due, k.id"),
        DB(db_text(late_before(making, "remind.head_after", "1")), db_text(head ? scope->unit : ""),
           db_text(scope->user), db_int(DIGEST_LATE_MAX + 1), db_text(late_before(making, "remind.giver_after", "3"))),
        late_columns, COUNT_OF(late_columns), sizeof **rows, rows, count, err);
}

static bool is_visible(const int64_t *visible, size_t count, int64_t record)
{
    for (size_t i = 0; i < count; i++)
        if (visible[i] == record)
            return true;
    return false;
}

/* A record stands once: in the part that comes first. */
static bool stands_already(const struct making *making, int64_t record)
{
    for (size_t i = 0; i < making->lines.count; i++)
        if (making->lines.items[i].record == record)
            return true;
    return false;
}

static void add_late(struct making *making, const struct late_row *row, const char *who)
{
    enum digest_part part = row->of_unit ? DIGEST_OF_UNIT : DIGEST_GIVEN;
    const struct register_definition *reg = definitions_register(making->definitions, row->reg);
    if (!reg || stands_already(making, row->record))
        return;
    struct digest_line *line = add_line(making, part, row->due);
    line->reg = reg;
    line->record = row->record;
    line->number = row->number;
    line->title = row->title;
    line->who = who ? who : row->to;
    line->secret = !text_equal(row->secrecy, DEGREE_USUAL);
}

static bool read_late(struct making *making, struct err *err)
{
    struct late_row *rows;
    const int64_t *visible;
    const char **names;
    size_t count, visible_count, of_part[2] = { 0 };
    if (!ask_late(making, &rows, &count, err))
        return false;
    if (count == 0)
        return true;
    int64_t *ids = ARENA_ARRAY(making->mem, int64_t, count);
    const char **whoms = ARENA_ARRAY(making->mem, const char *, count);
    for (size_t i = 0; i < count; i++) {
        ids[i] = rows[i].record;
        whoms[i] = rows[i].to;
    }
    if (!records_visible(making->db, making->mem, making->definitions, making->scope, ids, count, &visible,
                         &visible_count, err) ||
        !people_names(making->db, making->mem, making->definitions, whoms, count, &names, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (++of_part[rows[i].of_unit != 0] > DIGEST_LATE_MAX)
            making->digest.more[rows[i].of_unit ? DIGEST_OF_UNIT : DIGEST_GIVEN] = true;
        else if (is_visible(visible, visible_count, rows[i].record))
            add_late(making, &rows[i], names[i]);
    }
    return true;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

bool digest_read(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct inbox_counts *counts, struct digest *digest, struct err *err)
{
    struct making making = {
        .mem = mem, .definitions = definitions, .scope = scope, .today = clock_today(), .db = db_for_read(store, err)
    };
    if (!making.db)
        return false;
    day_print(making.today, making.today_text);
    making.before_count = setting_counts(definitions, "remind.before", "3, 1", making.before);
    making.digest.day = arena_strdup(mem, making.today_text);
    making.digest.queues = counts->queues.items;
    making.digest.queue_count = counts->queues.count;
    int64_t overdue = 0;
    for (size_t i = 0; i < counts->count; i++) {
        overdue += counts->items[i].overdue;
        making.digest.informs += counts->items[i].informs;
    }
    making.digest.totals[DIGEST_OVERDUE] = overdue;
    if (!read_mine(&making, err) || !read_late(&making, err))
        return false;
    for (size_t i = 0; i < making.lines.count; i++)
        if (making.lines.items[i].part != DIGEST_OVERDUE)
            making.digest.totals[making.lines.items[i].part]++;
    making.digest.more[DIGEST_OVERDUE] = overdue > DIGEST_LATE_MAX;
    making.digest.lines = making.lines.items;
    making.digest.count = making.lines.count;
    *digest = making.digest;
    return true;
}

bool digest_is_empty(const struct digest *digest)
{
    bool waits = false;
    for (size_t i = 0; i < digest->queue_count; i++)
        waits |= digest->queues[i].total.count > 0;
    return digest->count == 0 && digest->informs == 0 && !waits;
}

/* --- words -------------------------------------------------------------------------------------------------------- */

const char *digest_part_title(enum digest_part part)
{
    static const char *const titles[DIGEST_PARTS] = {
        [DIGEST_OVERDUE] = SAY_DIGEST_OVERDUE, [DIGEST_TODAY] = SAY_DIGEST_TODAY, [DIGEST_COMING] = SAY_DIGEST_COMING,
        [DIGEST_OF_UNIT] = SAY_DIGEST_OF_UNIT, [DIGEST_GIVEN] = SAY_DIGEST_GIVEN,
    };
    return titles[part];
}

static bool has_personal(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].personal)
            return true;
    return false;
}

const char *digest_line_words(struct arena *mem, const struct digest_line *line, bool in_mail)
{
    if (line->secret && in_mail)
        return SAY_DIGEST_SECRET;
    const char *what =
        line->number ? arena_printf(mem, SAY_DIGEST_NUMBERED, line->reg->label, line->number) : line->reg->label;
    return in_mail && has_personal(line->reg) ? what : arena_printf(mem, "%s: %s", what, line->title);
}

const char *digest_line_when(struct arena *mem, const struct digest_line *line)
{
    char people[DATE_SIZE];
    struct text out;
    day_print_people(day_of(mem, line->due), people);
    text_init(&out, mem, TEXT_MAX_LINE);
    text_printf(&out, SAY_DIGEST_DUE, people);
    if (line->part == DIGEST_COMING)
        text_printf(&out, line->reminds ? SAY_DIGEST_REMINDS : SAY_DIGEST_LEFT, line->days);
    else if (line->part != DIGEST_TODAY && line->days > 0)
        text_printf(&out, SAY_DIGEST_LATE, line->days);
    if (line->who)
        text_printf(&out, SAY_DIGEST_WHOSE, line->who);
    return out.data;
}

const char *digest_line_path(struct arena *mem, const struct digest_line *line)
{
    char id[ID_SIZE];
    id_print(line->record, id);
    return arena_printf(mem, "/%s/%s", line->reg->slug, id);
}
