/* SPDX-License-Identifier: Apache-2.0 */
/* An account's row as its proof reads it, and what an act left of it. */
#include "people/account_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/texts.h"

static const char *keep(struct arena *mem, const struct rows *rows, int column)
{
    return arena_strdup(mem, rows_text(rows, column));
}

static bool read_roles(struct db *db, struct arena *mem, struct account_row *row, struct err *err)
{
    ARRAY(const char *) roles = { 0 };
    struct rows *rows =
        db_rows(db, mem, SQL("select role from account_role where account = $1"), DB(db_int(row->id)), err);
    while (rows && rows_next(rows))
        *ARRAY_ADD(mem, &roles) = keep(mem, rows, 0);
    row->roles = (struct text_list){ roles.items, roles.count };
    return rows && rows_end(rows, err);
}

bool account_row_read(struct db *db, struct arena *mem, const char *login, struct account_row *row, struct err *err)
{
    struct rows *rows = db_rows(db, mem,
                                SQL("select id, login, name, name_key, unit, title, password_hash, must_change, "
                                    "disabled, version, created_at, created_by, changed_at, changed_by from account "
                                    "where login = $1"),
                                DB(db_text(login)), err);
    if (!rows)
        return false;
    bool found = rows_next(rows);
    if (found)
        *row = (struct account_row){ .id = rows_int(rows, 0),
                                     .login = keep(mem, rows, 1),
                                     .name = keep(mem, rows, 2),
                                     .name_key = keep(mem, rows, 3),
                                     .unit = keep(mem, rows, 4),
                                     .title = keep(mem, rows, 5),
                                     .password_hash = keep(mem, rows, 6),
                                     .must_change = rows_int(rows, 7) != 0,
                                     .disabled = rows_int(rows, 8) != 0,
                                     .version = rows_int(rows, 9),
                                     .created_at = rows_int(rows, 10),
                                     .created_by = keep(mem, rows, 11),
                                     .changed_at = rows_int(rows, 12),
                                     .changed_by = keep(mem, rows, 13) };
    if (!rows_end(rows, err))
        return false;
    return found ? read_roles(db, mem, row, err)
                 : err_set(err, ERR_NOT_FOUND, "account", "login", SAY_NO_ACCOUNT, login);
}

const char *account_row_left(struct arena *mem, const struct account_row *row)
{
    return left_line(mem, LEFT_ACCOUNT, row->login,
                     DB(db_int(row->id), db_text(row->login), db_text(row->name), db_text(row->name_key),
                        db_text(row->unit), db_text(row->title), db_text(row->password_hash), db_int(row->must_change),
                        db_int(row->disabled), db_int(row->version), db_int(row->created_at), db_text(row->created_by),
                        db_int(row->changed_at), db_text(row->changed_by)));
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *account_roles_left(struct arena *mem, const struct account_row *row)
{
    size_t count = row->roles.count;
    const char **roles = ARENA_ARRAY(mem, const char *, count + 1);
    struct db_value *values = ARENA_ARRAY(mem, struct db_value, count + 1);
    for (size_t i = 0; i < count; i++)
        roles[i] = row->roles.items[i];
    if (count > 1)
        qsort(roles, count, sizeof roles[0], compare);
    for (size_t i = 0; i < count; i++)
        values[i] = db_text(roles[i]);
    return left_line(mem, LEFT_ROLES, row->login, values, count);
}
