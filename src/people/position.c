/* SPDX-License-Identifier: Apache-2.0 */
#include "people/account_internal.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "people/texts.h"

enum { POSITION_CODE_MAX = 60 };

/* --- reading ------------------------------------------------------------------------------------------------------ */

static const struct db_column position_columns[] = {
    DB_COLUMN_TEXT(struct position, code),  DB_COLUMN_TEXT(struct position, title),
    DB_COLUMN_TEXT(struct position, unit),  DB_COLUMN_TEXT(struct position, holder),
    DB_COLUMN_TEXT(struct position, since),
};

bool position_list(struct db *db, struct arena *mem, struct position **positions, size_t *count, struct err *err)
{
    return db_all(db, mem,
                  SQL("select p.code, p.title, p.unit, coalesce(a.login, ''), coalesce(h.from_on, '') from position p "
                      "left join position_holder h "
                      "on h.position = p.code and h.from_on <= $1 and h.until_on >= $1 left join account a on a.id = "
                      "h.account order by p.unit, p.title, p.code"),
                  DB(db_text(account_today(mem))), position_columns, COUNT_OF(position_columns), sizeof **positions,
                  positions, count, err);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

struct keeping {
    const struct position *position;
    const char *title, *by;
    const char *from, *before_from; /* the day the new one begins, and the day before it */
    struct account *holder;         /* NULL: vacant */
    int64_t before;                 /* the account that held it; 0 */
    const char *before_login, *since;
};

static bool code_is_valid(const char *code)
{
    size_t length = code ? strlen(code) : 0;
    for (size_t i = 0; i < length; i++)
        if (!(code[i] >= 'a' && code[i] <= 'z') && !(code[i] >= '0' && code[i] <= '9') && code[i] != '-')
            return false;
    return length >= 2 && length <= POSITION_CODE_MAX;
}

/* "2021-07-30" as people write it. */
static const char *people_day(struct arena *mem, const char *day)
{
    day_t parsed;
    char printed[DATE_SIZE];
    if (!day_parse(day, &parsed))
        return day;
    day_print_people(parsed, printed);
    return arena_strdup(mem, printed);
}

/* Who held it before is not written anew. */
static bool check_from(struct db *db, const struct keeping *keeping, struct arena *mem, struct err *err)
{
    const char *last = NULL;
    if (keeping->before && strcmp(keeping->from, keeping->since) < 0)
        return err_set(err, ERR_INVALID, "from", "from", SAY_HOLDER_SINCE, people_day(mem, keeping->since));
    if (!db_one_text(
            db, mem,
            SQL("select max(until_on) from position_holder where position = $1 and until_on < '" DATE_OPEN "'"),
            DB(db_text(keeping->position->code)), &last, err))
        return false;
    return !last || strcmp(last, keeping->from) < 0 ||
           err_set(err, ERR_INVALID, "from", "from", SAY_HOLDER_UNTIL, people_day(mem, last));
}

static bool prepare(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct keeping *keeping = arg;
    struct arena *mem = change_mem(change);
    const struct position *position = keeping->position;
    int64_t units;
    if (!db_one_int(db, SQL("select count(*) from unit where code = $1"), DB(db_text(position->unit)), 0, &units, err))
        return false;
    if (!units)
        return err_set(err, ERR_INVALID, "unit", "unit", SAY_NO_UNIT, position->unit);
    if (!text_is_empty(position->holder)) {
        keeping->holder = account_find(db, mem, position->holder, err);
        if (!keeping->holder)
            return false;
        if (keeping->holder->disabled)
            return err_set(err, ERR_INVALID, "holder", "holder", SAY_HOLDER_DISABLED, position->holder);
    }
    struct rows *rows =
        db_rows(db, mem,
                SQL("select h.account, h.from_on, a.login from position_holder h join account a on a.id = "
                    "h.account where h.position = $1 and h.until_on = '" DATE_OPEN "'"),
                DB(db_text(position->code)), err);
    if (!rows)
        return false;
    if (rows_next(rows)) {
        keeping->before = rows_int(rows, 0);
        keeping->since = arena_strdup(mem, rows_text(rows, 1));
        keeping->before_login = arena_strdup(mem, rows_text(rows, 2));
    }
    bool failed = !rows_end(rows, err);
    return !failed && check_from(db, keeping, mem, err);
}

static bool count_version(struct change *change, int64_t account, struct err *err)
{
    return change_run(change, SQL("update account set version = account.version + 1 where id = $1"),
                      DB(db_int(account)), err);
}

static bool end_holder(struct change *change, const struct keeping *keeping, struct err *err)
{
    const struct position *position = keeping->position;
    const char *detail = arena_printf(change_mem(change), "thôi giữ: %s", keeping->title);
    bool same_day = strcmp(keeping->since, keeping->from) >= 0;
    bool ended =
        same_day
            ? change_run(change, SQL("delete from position_holder where position = $1 and from_on = $2"),
                         DB(db_text(position->code), db_text(keeping->since)), err)
            : change_run(change, SQL("update position_holder set until_on = $3 where position = $1 and from_on = $2"),
                         DB(db_text(position->code), db_text(keeping->since), db_text(keeping->before_from)), err);
    return ended && count_version(change, keeping->before, err) &&
           account_note(change, keeping->by, keeping->before_login, "position", detail, err);
}

static bool begin_holder(struct change *change, const struct keeping *keeping, struct err *err)
{
    const char *detail = arena_printf(change_mem(change), "giữ từ %s: %s", keeping->from, keeping->title);
    return change_run(
               change,
               SQL("insert into position_holder (position, from_on, until_on, account) values ($1, $2, '" DATE_OPEN
                   "', $3) on conflict (position, from_on) do update set account = excluded.account, until_on = "
                   "excluded.until_on"),
               DB(db_text(keeping->position->code), db_text(keeping->from), db_int(keeping->holder->id)), err) &&
           count_version(change, keeping->holder->id, err) &&
           account_note(change, keeping->by, keeping->holder->login, "position", detail, err);
}

static bool apply(struct change *change, void *arg, struct err *err)
{
    const struct keeping *keeping = arg;
    const struct position *position = keeping->position;
    int64_t holder = keeping->holder ? keeping->holder->id : 0;
    if (!change_run(change,
                    SQL("insert into position (code, title, unit) values ($1, $2, $3) on conflict (code) do update set "
                        "title = excluded.title, unit = excluded.unit"),
                    DB(db_text(position->code), db_text(keeping->title), db_text(position->unit)), err))
        return false;
    if (holder == keeping->before)
        return true;
    return (!keeping->before || end_holder(change, keeping, err)) && (!holder || begin_holder(change, keeping, err));
}

bool position_keep(struct store *store, struct arena *mem, const struct position *position, const char *by,
                   struct err *err)
{
    struct keeping keeping = { .position = position, .by = by, .title = account_text(mem, position->title) };
    day_t from;
    char before[DATE_SIZE];
    keeping.from = text_is_empty(position->from) ? account_today(mem) : position->from;
    if (!code_is_valid(position->code))
        return err_set(err, ERR_INVALID, "position", "code", SAY_BAD_POSITION);
    if (text_is_empty(keeping.title))
        return err_set(err, ERR_INVALID, "title", "title", SAY_POSITION_UNTITLED);
    if (!day_parse(keeping.from, &from))
        return err_set(err, ERR_INVALID, "date", "from", SAY_HOLDER_DAY, keeping.from);
    day_print(from - 1, before);
    keeping.before_from = arena_strdup(mem, before);
    return store_change(store, mem, prepare, apply, &keeping, err);
}
