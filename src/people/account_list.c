/* SPDX-License-Identifier: Apache-2.0 */
/* Pages of accounts: the words are looked for here, since an office has hundreds of accounts, not millions. */
#include "people/account_internal.h"

#include <string.h>

#include "base/text.h"
#include "viet/fold.h"

static const char *keep(struct arena *mem, const struct rows *rows, int column)
{
    return arena_strdup(mem, rows_text(rows, column));
}

static bool matches(struct arena *mem, const struct rows *rows, const char *folded)
{
    return text_is_empty(folded) || strstr(viet_fold(mem, rows_text(rows, 2)), folded) ||
           strstr(viet_fold(mem, rows_text(rows, 1)), folded);
}

static struct account *light(struct arena *mem, const struct rows *rows)
{
    struct account *account = ARENA_NEW(mem, struct account);
    *account = (struct account){ .id = rows_int(rows, 0),
                                 .login = keep(mem, rows, 1),
                                 .name = keep(mem, rows, 2),
                                 .unit = keep(mem, rows, 3),
                                 .title = keep(mem, rows, 4),
                                 .disabled = rows_int(rows, 5) != 0,
                                 .must_change = rows_int(rows, 6) != 0,
                                 .version = rows_int(rows, 7) };
    return account;
}

/* The accounts of the page, without roles and positions, and how many there are in all. */
static bool read_page(struct db *db, struct arena *mem, const char *words, const char *unit, size_t offset,
                      size_t limit, struct account_list *list, struct err *err)
{
    struct arena *row CLEANUP(arena_cleanup) = arena_part(mem, ARENA_REQUEST_MAX);
    const char *folded = viet_fold(mem, words ? words : "");
    struct rows *rows =
        unit ? db_rows(db, mem,
                       SQL("select id, login, name, unit, title, disabled, must_change, version from account "
                           "where unit = $1 order by name_key, id"),
                       DB(db_text(unit)), err)
             : db_rows(db, mem,
                       SQL("select id, login, name, unit, title, disabled, must_change, version from account "
                           "order by name_key, id"),
                       DB_NONE, err);
    ARRAY(struct account *) found = { 0 };
    if (!rows)
        return false;
    for (; rows_next(rows); arena_reset(row)) {
        if (!matches(row, rows, folded))
            continue;
        if ((size_t)list->total >= offset && found.count < limit)
            *ARRAY_ADD(mem, &found) = light(mem, rows);
        list->total++;
    }
    list->items = found.items;
    list->count = found.count;
    return rows_end(rows, err);
}

/* Adds the second column of ROWS to the account the first one names. */
static bool add_texts(struct arena *mem, struct rows *rows, const struct account_list *list, size_t member,
                      struct err *err)
{
    if (!rows)
        return false;
    while (rows_next(rows))
        for (size_t i = 0; i < list->count; i++) {
            struct account *account = list->items[i];
            if (account->id != rows_int(rows, 0))
                continue;
            struct text_list *texts = (struct text_list *)((char *)account + member);
            const char **items = ARENA_ARRAY(mem, const char *, texts->count + 1);
            for (size_t j = 0; j < texts->count; j++)
                items[j] = texts->items[j];
            items[texts->count] = keep(mem, rows, 1);
            texts->items = items;
            texts->count++;
        }
    return rows_end(rows, err);
}

bool account_list(struct db *db, struct arena *mem, const char *words, const char *unit, size_t offset, size_t limit,
                  struct account_list *list, struct err *err)
{
    struct account_list made = { 0 };
    if (!read_page(db, mem, words, unit, offset, limit, &made, err))
        return false;
    const char *today = account_today(mem);
    if (made.count > 0 &&
        (!add_texts(
             mem, db_rows(db, mem, SQL("select account, role from account_role order by account, role"), DB_NONE, err),
             &made, offsetof(struct account, roles), err) ||
         !add_texts(mem,
                    db_rows(db, mem,
                            SQL("select account, position from position_holder where from_on <= $1 and until_on >= $1 "
                                "order by account, position"),
                            DB(db_text(today)), err),
                    &made, offsetof(struct account, positions), err)))
        return false;
    *list = made;
    return true;
}
