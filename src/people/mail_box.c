/* SPDX-License-Identifier: Apache-2.0 */
#include "people/mail_box.h"

#include "base/text.h"
#include "people/left.h"
#include "people/texts.h"

bool mail_box_read(struct db *db, struct arena *mem, const char *login, struct mail_box *box, struct err *err)
{
    struct mail_box read = { .address = "", .wanted = true };
    struct rows *rows =
        db_rows(db, mem, SQL("select address, wanted from mail_box where login = $1"), DB(db_text(login)), err);
    while (rows && rows_next(rows)) {
        read.address = arena_strdup(mem, rows_text(rows, 0));
        read.wanted = rows_int(rows, 1) != 0;
    }
    if (!rows || !rows_end(rows, err))
        return false;
    *box = read;
    return true;
}

struct keeping {
    const char *login, *by;
    struct mail_box box, old;
    bool same;
};

static bool prepare(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct keeping *keeping = arg;
    int64_t accounts;
    if (!db_one_int(db, SQL("select count(*) from account where login = $1"), DB(db_text(keeping->login)), 0, &accounts,
                    err) ||
        !mail_box_read(db, change_mem(change), keeping->login, &keeping->old, err))
        return false;
    keeping->same =
        text_equal(keeping->old.address, keeping->box.address) && keeping->old.wanted == keeping->box.wanted;
    return accounts > 0 || err_set(err, ERR_NOT_FOUND, "account", "login", SAY_NO_ACCOUNT, keeping->login);
}

static bool apply(struct change *change, void *arg, struct err *err)
{
    const struct keeping *keeping = arg;
    struct arena *mem = change_mem(change);
    const struct mail_box *box = &keeping->box;
    if (keeping->same)
        return true;
    const char *detail = arena_printf(mem, "%s%s", box->wanted ? SAY_MAIL_WANTED : SAY_MAIL_NOT_WANTED,
                                      text_equal(keeping->old.address, box->address) ? ""
                                      : text_is_empty(box->address)                  ? SAY_MAIL_ADDRESS_GONE
                                                                                     : SAY_MAIL_ADDRESS_NEW);
    return change_run(change,
                      SQL("insert into mail_box (login, address, wanted) values ($1, $2, $3) on conflict (login) do "
                          "update set address = excluded.address, wanted = excluded.wanted"),
                      DB(db_text(keeping->login), db_text(box->address), db_int(box->wanted)), err) &&
           left_note(
               change,
               &(struct account_history_line){ .by = keeping->by,
                                               .login = keeping->login,
                                               .what = "mail-box",
                                               .detail = detail,
                                               .after = left_line(mem, LEFT_MAIL_BOX, keeping->login,
                                                                  DB(db_text(box->address), db_int(box->wanted))) },
               err);
}

bool mail_box_keep(struct store *store, struct arena *mem, const char *login, const struct mail_box *box,
                   const char *by, struct err *err)
{
    struct keeping keeping = { .login = login, .by = by, .box = *box };
    keeping.box.address = text_trim(mem, box->address ? box->address : "");
    if (!text_is_empty(keeping.box.address) && !mail_address_is_valid(keeping.box.address))
        return err_set(err, ERR_INVALID, "address", "address", SAY_BAD_ADDRESS);
    return store_change(store, mem, prepare, apply, &keeping, err);
}
