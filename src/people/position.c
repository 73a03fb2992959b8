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

/* Who held it, from when until when. */
struct holding {
    const char *from, *until;
    int64_t account;
};

struct keeping {
    const struct position *position;
    const char *title, *by;
    const char *from, *before_from; /* the day the new one begins, and the day before it */
    struct account *holder;         /* NULL: vacant */
    int64_t before;                 /* the account that held it; 0 */
    const char *before_login, *since;
    struct account_row before_row, holder_row;
    ARRAY(struct holding) holdings; /* all there were, in the order of their days */
    bool same;                      /* title and unit stay */
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

static bool read_position(struct keeping *keeping, struct db *db, struct arena *mem, struct err *err)
{
    const struct position *position = keeping->position;
    int64_t same;
    if (!db_one_int(db, SQL("select count(*) from position where code = $1 and title = $2 and unit = $3"),
                    DB(db_text(position->code), db_text(keeping->title), db_text(position->unit)), 0, &same, err))
        return false;
    keeping->same = same > 0;
    struct rows *rows = db_rows(db, mem,
                                SQL("select h.from_on, h.until_on, h.account, a.login from position_holder h left join "
                                    "account a on a.id = h.account where h.position = $1 order by h.from_on"),
                                DB(db_text(position->code)), err);
    while (rows && rows_next(rows)) {
        struct holding *holding = ARRAY_ADD(mem, &keeping->holdings);
        *holding = (struct holding){ arena_strdup(mem, rows_text(rows, 0)), arena_strdup(mem, rows_text(rows, 1)),
                                     rows_int(rows, 2) };
        if (text_equal(holding->until, DATE_OPEN) && !rows_is_null(rows, 3)) {
            keeping->before = holding->account;
            keeping->since = holding->from;
            keeping->before_login = arena_strdup(mem, rows_text(rows, 3));
        }
    }
    return rows && rows_end(rows, err);
}

static bool prepare(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct keeping *keeping = arg;
    struct arena *mem = change_mem(change);
    const struct position *position = keeping->position;
    int64_t units;
    *keeping = (struct keeping){ .position = position,
                                 .by = keeping->by,
                                 .title = keeping->title,
                                 .from = keeping->from,
                                 .before_from = keeping->before_from };
    if (!db_one_int(db, SQL("select count(*) from unit where code = $1"), DB(db_text(position->unit)), 0, &units, err))
        return false;
    if (!units)
        return err_set(err, ERR_INVALID, "unit", "unit", SAY_NO_UNIT, position->unit);
    if (!text_is_empty(position->holder)) {
        keeping->holder = account_find(db, mem, position->holder, err);
        if (!keeping->holder || !account_row_read(db, mem, position->holder, &keeping->holder_row, err))
            return false;
        if (keeping->holder->disabled)
            return err_set(err, ERR_INVALID, "holder", "holder", SAY_HOLDER_DISABLED, position->holder);
    }
    return read_position(keeping, db, mem, err) &&
           (!keeping->before_login || account_row_read(db, mem, keeping->before_login, &keeping->before_row, err)) &&
           check_from(db, keeping, mem, err);
}

/* --- what it leaves ----------------------------------------------------------------------------------------------- */

static bool is_same_day(const struct keeping *keeping)
{
    return strcmp(keeping->since, keeping->from) >= 0;
}

static void put_holding(struct db_value *values, size_t *count, const struct holding *holding)
{
    values[(*count)++] = db_text(holding->from);
    values[(*count)++] = db_text(holding->until);
    values[(*count)++] = db_int(holding->account);
}

/* All who held it, as the statements of end_holder and begin_holder make them. */
static const char *holders_left(struct arena *mem, const struct keeping *keeping, bool begun)
{
    struct db_value *values = ARENA_ARRAY(mem, struct db_value, 3 * (keeping->holdings.count + 2));
    struct holding added = { keeping->from, DATE_OPEN, keeping->holder ? keeping->holder->id : 0 };
    size_t count = 0;
    for (size_t i = 0; i < keeping->holdings.count; i++) {
        struct holding holding = keeping->holdings.items[i];
        bool ends = keeping->before && text_equal(holding.from, keeping->since);
        if ((ends && is_same_day(keeping)) || (begun && text_equal(holding.from, added.from)))
            continue;
        if (ends)
            holding.until = keeping->before_from;
        if (begun && strcmp(added.from, holding.from) < 0) {
            put_holding(values, &count, &added);
            begun = false;
        }
        put_holding(values, &count, &holding);
    }
    if (begun)
        put_holding(values, &count, &added);
    return left_line(mem, LEFT_HOLDERS, keeping->position->code, values, count);
}

static const char *position_left(struct arena *mem, const struct keeping *keeping)
{
    return left_line(mem, LEFT_POSITION, keeping->position->code,
                     DB(db_text(keeping->title), db_text(keeping->position->unit)));
}

/* --- statements --------------------------------------------------------------------------------------------------- */

static bool count_version(struct change *change, struct account_row *row, struct err *err)
{
    row->version++;
    return change_expect(change, 1,
                         SQL("update account set version = account.version + 1 where id = $1 and version = $2"),
                         DB(db_int(row->id), db_int(row->version - 1)), err);
}

static bool end_holder(struct change *change, const struct keeping *keeping, struct err *err)
{
    const struct position *position = keeping->position;
    struct arena *mem = change_mem(change);
    struct account_row row = keeping->before_row;
    const char *detail = arena_printf(mem, "thôi giữ: %s", keeping->title);
    bool ended =
        is_same_day(keeping)
            ? change_expect(change, 1, SQL("delete from position_holder where position = $1 and from_on = $2"),
                            DB(db_text(position->code), db_text(keeping->since)), err)
            : change_expect(change, 1,
                            SQL("update position_holder set until_on = $3 where position = $1 and from_on = $2"),
                            DB(db_text(position->code), db_text(keeping->since), db_text(keeping->before_from)), err);
    if (!ended || !count_version(change, &row, err))
        return false;
    const char *after = arena_printf(mem, "%s%s%s", position_left(mem, keeping), holders_left(mem, keeping, false),
                                     account_row_left(mem, &row));
    return account_note(change, keeping->by, keeping->before_login, "position", detail, after, err);
}

static bool begin_holder(struct change *change, const struct keeping *keeping, struct err *err)
{
    struct arena *mem = change_mem(change);
    struct account_row row = keeping->holder_row;
    const char *detail = arena_printf(mem, "giữ từ %s: %s", keeping->from, keeping->title);
    if (!change_run(change,
                    SQL("insert into position_holder (position, from_on, until_on, account) values ($1, $2, '" DATE_OPEN
                        "', $3) on conflict (position, from_on) do update set account = excluded.account, until_on = "
                        "excluded.until_on"),
                    DB(db_text(keeping->position->code), db_text(keeping->from), db_int(keeping->holder->id)), err) ||
        !count_version(change, &row, err))
        return false;
    const char *after = arena_printf(mem, "%s%s%s", position_left(mem, keeping), holders_left(mem, keeping, true),
                                     account_row_left(mem, &row));
    return account_note(change, keeping->by, keeping->holder->login, "position", detail, after, err);
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
        return keeping->same || account_note(change, keeping->by, "", "position", keeping->title,
                                             position_left(change_mem(change), keeping), err);
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
    return account_write(store, mem, prepare, apply, &keeping, err);
}
