/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/mail_queue.h"

#include "base/clock.h"
#include "base/text.h"
#include "exchange/texts.h"
#include "people/left.h"

static const char *today_text(struct arena *mem)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return arena_strdup(mem, today);
}

/* --- filling ------------------------------------------------------------------------------------------------------ */

struct filling {
    const char *day, *host;
    int64_t before, made;
};

static bool prepare_fill(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct filling *filling = arg;
    (void)change;
    return db_one_int(db,
                      SQL("select count(*) from mail_box b join account a on a.login = b.login where b.wanted = 1 and "
                          "b.address <> '' and a.disabled = 0 and not exists (select 1 from mail m where m.login = "
                          "b.login and m.day = $1)"),
                      DB(db_text(filling->day)), 0, &filling->made, err);
}

static bool apply_fill(struct change *change, void *arg, struct err *err)
{
    const struct filling *filling = arg;
    struct arena *mem = change_mem(change);
    return filling->made == 0 ||
           change_run(change,
                      SQL("insert into mail (login, day, message_id, state, tries, next_at, ended_at, last_error, "
                          "claimed_by, claimed_until) select b.login, cast($1 as text), cast($2 as text) || b.login || "
                          "cast($3 as text), 'waiting', 0, cast($4 as bigint), 0, '', '', 0 from mail_box b join "
                          "account a on a.login = b.login where b.wanted = 1 and b.address <> '' and a.disabled = 0 "
                          "on conflict (login, day) do nothing"),
                      DB(db_text(filling->day), db_text(arena_printf(mem, "<digest.%s.", filling->day)),
                         db_text(arena_printf(mem, "@%s>", filling->host)), db_int(change_time(change))),
                      err);
}

bool mail_queue_fill(struct store *store, struct arena *mem, const char *day, const char *host, int64_t *made,
                     struct err *err)
{
    struct filling filling = { .day = day, .host = host };
    if (!store_change(store, mem, prepare_fill, apply_fill, &filling, err))
        return false;
    *made = filling.made;
    return true;
}

/* --- claiming ----------------------------------------------------------------------------------------------------- */

static const struct db_column mail_columns[] = {
    DB_COLUMN_TEXT(struct mail, login),      DB_COLUMN_TEXT(struct mail, day),
    DB_COLUMN_TEXT(struct mail, message_id), DB_COLUMN_TEXT(struct mail, state),
    DB_COLUMN_INT(struct mail, tries),       DB_COLUMN_INT(struct mail, next_at),
    DB_COLUMN_INT(struct mail, ended_at),    DB_COLUMN_TEXT(struct mail, last_error),
    DB_COLUMN_TEXT(struct mail, name),       DB_COLUMN_TEXT(struct mail, address),
    DB_COLUMN_INT(struct mail, wanted),
};

struct claiming {
    enum store_kind kind;
    const char *owner;
    int64_t now;
};

/* PostgreSQL goes past what another program is just claiming; on SQLite there is one writer. */
static bool apply_claim(struct change *change, void *arg, struct err *err)
{
    const struct claiming *claiming = arg;
    const struct db_value values[] = { db_text(claiming->owner), db_int(claiming->now + MAIL_CLAIM_MS),
                                       db_int(claiming->now), db_int(MAIL_TURN) };
    if (claiming->kind == STORE_POSTGRES)
        return change_run(change,
                          SQL_POSTGRES("update mail set claimed_by = $1, claimed_until = $2 where (login, day) in "
                                       "(select login, day from mail where state = 'waiting' and next_at <= $3 and "
                                       "claimed_until <= $3 order by next_at, login, day limit $4 for update skip "
                                       "locked)"),
                          values, COUNT_OF(values), err);
    return change_run(change,
                      SQL_SQLITE("update mail set claimed_by = $1, claimed_until = $2 where (login, day) in (select "
                                 "login, day from mail where state = 'waiting' and next_at <= $3 and claimed_until <= "
                                 "$3 order by next_at, login, day limit $4)"),
                      values, COUNT_OF(values), err);
}

bool mail_queue_claim(struct store *store, struct arena *mem, const char *owner, struct mail **mails, size_t *count,
                      struct err *err)
{
    struct claiming claiming = { store_kind(store), owner, clock_now() };
    int64_t due;
    struct db *db = db_for_read(store, err);
    *count = 0;
    if (!db || !db_one_int(db,
                           SQL("select count(*) from (select 1 from mail where state = 'waiting' and next_at <= $1 and "
                               "claimed_until <= $1 limit 1) as due"),
                           DB(db_int(claiming.now)), 0, &due, err))
        return false;
    if (due == 0)
        return true;
    if (!store_change(store, mem, NULL, apply_claim, &claiming, err) || !(db = db_for_read(store, err)))
        return false;
    return db_all(db, mem,
                  SQL("select m.login, m.day, m.message_id, m.state, m.tries, m.next_at, m.ended_at, m.last_error, "
                      "coalesce(a.name, m.login), coalesce(b.address, ''), case when a.disabled = 0 and b.wanted = 1 "
                      "then 1 else 0 end from mail m left join account a on a.login = m.login left join mail_box b on "
                      "b.login = m.login where m.state = 'waiting' and m.claimed_by = $1 and m.claimed_until > $2 "
                      "order by m.next_at, m.login, m.day"),
                  DB(db_text(owner), db_int(claiming.now)), mail_columns, COUNT_OF(mail_columns), sizeof **mails, mails,
                  count, err);
}

static bool apply_release(struct change *change, void *arg, struct err *err)
{
    return change_run(change,
                      SQL("update mail set claimed_by = '', claimed_until = 0 where state = 'waiting' and claimed_by = "
                          "$1"),
                      DB(db_text(arg)), err);
}

bool mail_queue_release(struct store *store, struct arena *mem, const char *owner, struct err *err)
{
    return store_change(store, mem, NULL, apply_release, (void *)owner, err);
}

bool mail_is_over(const struct mail *mail)
{
    day_t day;
    return !day_parse(mail->day, &day) ||
           (day != clock_today() && (mail->tries > 0 || instant_local_day(mail->next_at) != clock_today()));
}

/* --- what came of it ---------------------------------------------------------------------------------------------- */

struct noting {
    const char *owner;
    const struct mail *mail;
    const char *state, *words;
    int64_t tries, wait;
};

static bool apply_note(struct change *change, void *arg, struct err *err)
{
    const struct noting *noting = arg;
    int64_t now = change_time(change);
    bool waits = text_equal(noting->state, "waiting");
    return change_run(change,
                      SQL("update mail set state = $1, tries = $2, next_at = $3, ended_at = $4, last_error = $5, "
                          "claimed_by = '', claimed_until = 0 where login = $6 and day = $7 and claimed_by = $8 and "
                          "state = 'waiting'"),
                      DB(db_text(noting->state), db_int(noting->tries), db_int(now + noting->wait),
                         db_int(waits ? 0 : now), db_text(noting->words), db_text(noting->mail->login),
                         db_text(noting->mail->day), db_text(noting->owner)),
                      err);
}

bool mail_queue_note(struct store *store, struct arena *mem, const char *owner, const struct mail *mail,
                     const struct mail_settings *settings, const struct mail_result *result, bool *gave_up,
                     struct err *err)
{
    struct noting noting = { owner, mail, "sent", "", mail->tries + 1, 0 };
    if (!result)
        noting.state = "empty";
    else if (result->outcome != MAIL_SENT)
        noting.words = result->words;
    if (result && result->outcome != MAIL_SENT) {
        bool over = !text_equal(mail->day, today_text(mem));
        bool last = result->outcome == MAIL_REFUSED || over || noting.tries >= settings->tries;
        noting.state = last ? "failed" : "waiting";
        noting.wait = last ? 0 : mail_wait(settings, (int)noting.tries);
        if (over)
            noting.words = arena_printf(mem, SAY_MAIL_DAY_OVER, result->words);
    }
    *gave_up = text_equal(noting.state, "failed");
    return store_change(store, mem, NULL, apply_note, &noting, err);
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

struct sending_again {
    const char *login, *day, *by;
};

static bool prepare_again(struct change *change, struct db *db, void *arg, struct err *err)
{
    const struct sending_again *again = arg;
    int64_t failed, may;
    (void)change;
    if (!db_one_int(db, SQL("select count(*) from mail where login = $1 and day = $2 and state = 'failed'"),
                    DB(db_text(again->login), db_text(again->day)), 0, &failed, err) ||
        !db_one_int(db,
                    SQL("select count(*) from mail_box b join account a on a.login = b.login where b.login = $1 and "
                        "b.wanted = 1 and b.address <> '' and a.disabled = 0"),
                    DB(db_text(again->login)), 0, &may, err))
        return false;
    if (failed == 0)
        return err_set(err, ERR_NOT_FOUND, "mail", "login", SAY_MAIL_NONE, again->login, again->day);
    return may > 0 || err_set(err, ERR_CONFLICT, "mail", "login", SAY_MAIL_CANNOT, SAY_MAIL_CLOSED);
}

static bool apply_again(struct change *change, void *arg, struct err *err)
{
    const struct sending_again *again = arg;
    return change_expect(change, 1,
                         SQL("update mail set state = 'waiting', tries = 0, next_at = $1, ended_at = 0, claimed_by = "
                             "'', claimed_until = 0 where login = $2 and day = $3 and state = 'failed'"),
                         DB(db_int(change_time(change)), db_text(again->login), db_text(again->day)), err) &&
           left_note(
               change,
               &(struct account_history_line){
                   .by = again->by, .login = again->login, .what = "send-again", .detail = again->day, .after = "" },
               err);
}

bool mail_queue_again(struct store *store, struct arena *mem, const char *login, const char *day, const char *by,
                      struct err *err)
{
    struct sending_again again = { login, day, by };
    return store_change(store, mem, prepare_again, apply_again, &again, err);
}

static bool apply_forget(struct change *change, void *arg, struct err *err)
{
    return change_run(change, SQL("delete from mail where day < $1"), DB(db_text(arg)), err);
}

bool mail_queue_forget(struct store *store, struct arena *mem, struct err *err)
{
    char before[DATE_SIZE];
    int64_t old;
    day_print(clock_today() - MAIL_KEPT_DAYS, before);
    struct db *db = db_for_read(store, err);
    if (!db || !db_one_int(db, SQL("select count(*) from mail where day < $1"), DB(db_text(before)), 0, &old, err))
        return false;
    return old == 0 || store_change(store, mem, NULL, apply_forget, before, err);
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

bool mail_troubles(struct db *db, struct arena *mem, struct mail **mails, size_t *count, struct err *err)
{
    return db_all(db, mem,
                  SQL("select m.login, m.day, m.message_id, m.state, m.tries, m.next_at, m.ended_at, m.last_error, "
                      "coalesce(a.name, m.login), coalesce(b.address, ''), case when a.disabled = 0 and b.wanted = 1 "
                      "then 1 else 0 end from mail m left join account a on a.login = m.login left join mail_box b on "
                      "b.login = m.login where m.state = 'failed' or (m.state = 'waiting' and m.tries > 0) order by "
                      "m.day desc, m.login limit $1"),
                  DB(db_int(MAIL_LISTED_MAX)), mail_columns, COUNT_OF(mail_columns), sizeof **mails, mails, count, err);
}

bool mail_count(struct db *db, struct arena *mem, const char *day, struct mail_counts *counts, struct err *err)
{
    static const struct db_column columns[] = {
        DB_COLUMN_INT(struct mail_counts, sent),      DB_COLUMN_INT(struct mail_counts, empty),
        DB_COLUMN_INT(struct mail_counts, waiting),   DB_COLUMN_INT(struct mail_counts, failed),
        DB_COLUMN_INT(struct mail_counts, reached),   DB_COLUMN_INT(struct mail_counts, unreached),
        DB_COLUMN_INT(struct mail_counts, unwilling),
    };
    bool found;
    return db_one(
        db, mem,
        SQL("select (select count(*) from mail where day = $1 and state = 'sent'), (select count(*) from mail "
            "where day = $1 and state = 'empty'), (select count(*) from mail where state = 'waiting' and day "
            "= $1), (select count(*) from mail where state = 'failed'), (select count(*) from account a join "
            "mail_box b on b.login = a.login where a.disabled = 0 and b.wanted = 1 and b.address <> ''), "
            "(select count(*) from account a left join mail_box b on b.login = a.login where a.disabled = 0 "
            "and coalesce(b.address, '') = ''), (select count(*) from account a join mail_box b on b.login = "
            "a.login where a.disabled = 0 and b.wanted = 0 and b.address <> '')"),
        DB(db_text(day)), columns, COUNT_OF(columns), counts, &found, err);
}

bool mail_unreached(struct db *db, struct arena *mem, struct mail_unreached **people, size_t *count, struct err *err)
{
    static const struct db_column columns[] = {
        DB_COLUMN_TEXT(struct mail_unreached, login),
        DB_COLUMN_TEXT(struct mail_unreached, name),
    };
    return db_all(
        db, mem,
        SQL("select a.login, a.name from account a left join mail_box b on b.login = a.login where a.disabled "
            "= 0 and coalesce(b.address, '') = '' order by a.name_key, a.id limit $1"),
        DB(db_int(MAIL_LISTED_MAX)), columns, COUNT_OF(columns), sizeof **people, people, count, err);
}
