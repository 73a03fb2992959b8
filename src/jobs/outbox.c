/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/jobs.h"

#include "base/clock.h"
#include "records/undo.h"

static const struct db_column line_columns[] = {
    DB_COLUMN_INT(struct outbox_line, id),
    DB_COLUMN_INT(struct outbox_line, record),
    DB_COLUMN_TEXT(struct outbox_line, topic),
    DB_COLUMN_INT(struct outbox_line, created_at),
};

/* Nobody outside listens yet; the lines are kept until OUTBOX_KEPT_DAYS have passed. */
const struct outbox_receiver outbox_receivers[] = { { NULL, NULL } };

struct sent {
    const struct outbox_line *lines;
    size_t count;
};

static bool mark_sent(struct change *change, void *arg, struct err *err)
{
    const struct sent *sent = arg;
    for (size_t i = 0; i < sent->count; i++)
        if (!change_run(change, SQL("update outbox set sent_at = $1 where id = $2"),
                        DB(db_int(change_time(change)), db_int(sent->lines[i].id)), err))
            return false;
    return true;
}

/* A line waits until everybody took it; those behind it wait too, so that each hears things in their order. */
static size_t hand_out(struct office *office, struct arena *mem, const struct outbox_receiver *receivers,
                       const struct sent *waiting, struct err *err)
{
    for (size_t i = 0; i < waiting->count; i++)
        for (const struct outbox_receiver *receiver = receivers; receiver->name; receiver++)
            if (!receiver->take(office, mem, &waiting->lines[i], err)) {
                err_prefix(err, "%s", receiver->name);
                return i;
            }
    return waiting->count;
}

bool outbox_send(struct office *office, struct arena *mem, const struct outbox_receiver *receivers, size_t *done,
                 struct err *err)
{
    struct outbox_line *lines;
    struct sent sent = { 0 };
    struct db *db = db_for_read(office->store, err);
    if (!db ||
        !db_all(
            db, mem,
            SQL("select id, record, topic, created_at from outbox where sent_at = 0 and created_at <= $1 order by id "
                "limit $2"),
            DB(db_int(clock_now() - UNDO_MS), db_int(OUTBOX_TURN)), line_columns, COUNT_OF(line_columns), sizeof *lines,
            &lines, &sent.count, err))
        return false;
    sent.lines = lines;
    size_t waiting = sent.count;
    struct err refused = { 0 };
    sent.count = hand_out(office, mem, receivers, &sent, &refused);
    if (sent.count > 0 && !store_change(office->store, mem, NULL, mark_sent, &sent, err))
        return false;
    *done = sent.count;
    if (sent.count < waiting)
        *err = refused;
    return sent.count == waiting;
}

static bool forget(struct change *change, void *arg, struct err *err)
{
    const instant_t *before = arg;
    return change_run(change, SQL("delete from outbox where sent_at > 0 and sent_at < $1"), DB(db_int(*before)), err);
}

bool outbox_expire(struct office *office, struct arena *mem, struct err *err)
{
    instant_t before = clock_now() - (instant_t)OUTBOX_KEPT_DAYS * 24 * 3600 * 1000;
    return store_change(office->store, mem, NULL, forget, &before, err);
}
