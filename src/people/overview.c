/* SPDX-License-Identifier: Apache-2.0 */
#include "people/overview.h"

#include "base/clock.h"
#include "people/account_internal.h"

bool people_counts(struct db *db, struct arena *mem, struct people_counts *counts, struct err *err)
{
    static const struct db_column columns[] = {
        DB_COLUMN_INT(struct people_counts, accounts), DB_COLUMN_INT(struct people_counts, disabled),
        DB_COLUMN_INT(struct people_counts, waiting),  DB_COLUMN_INT(struct people_counts, sessions),
        DB_COLUMN_INT(struct people_counts, tokens),   DB_COLUMN_INT(struct people_counts, positions),
        DB_COLUMN_INT(struct people_counts, vacant),   DB_COLUMN_INT(struct people_counts, failed_mails),
    };
    bool found;
    return db_one(
        db, mem,
        SQL("select (select count(*) from account), (select count(*) from account where disabled = 1), "
            "(select count(*) from account where disabled = 0 and must_change = 1), "
            "(select count(*) from session where is_token = 0 and ends_at > $1), "
            "(select count(*) from session where is_token = 1 and ends_at > $1), "
            "(select count(*) from position), (select count(*) from position p where not exists (select 1 from "
            "position_holder h where h.position = p.code and h.from_on <= $2 and h.until_on >= $2)), "
            "(select count(*) from mail where state = 'failed')"),
        DB(db_int(clock_now()), db_text(account_today(mem))), columns, COUNT_OF(columns), counts, &found, err);
}

bool account_lines(struct db *db, struct arena *mem, const struct account_lines_filter *filter,
                   struct account_event **events, size_t *count, struct err *err)
{
    struct rows *rows = db_rows(db, mem,
                                SQL("select seq, at, \"by\", login, what, detail from account_history where seq < $1 "
                                    "and ($2 = '' or \"by\" = $2) "
                                    "and ($3 = '' or login = $3) and at >= $4 and at <= $5 and ($7 = '' or what = $7) "
                                    "order by seq desc limit $6"),
                                DB(db_int(filter->before > 0 ? filter->before : INT64_MAX),
                                   db_text(filter->by ? filter->by : ""), db_text(filter->login ? filter->login : ""),
                                   db_int(filter->from), db_int(filter->until ? filter->until : INT64_MAX),
                                   db_int((int64_t)filter->limit), db_text(filter->what ? filter->what : "")),
                                err);
    return rows && account_events(mem, rows, events, count, err);
}
