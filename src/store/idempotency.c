/* SPDX-License-Identifier: Apache-2.0 */
#include "store/idempotency.h"

#include <string.h>

#include "base/clock.h"
#include "store/store_internal.h"

struct kept {
    const char *hash;
    int64_t status;
    int64_t record;
    int64_t version;
};

static const struct db_column kept_columns[] = {
    DB_COLUMN_TEXT(struct kept, hash),
    DB_COLUMN_INT(struct kept, status),
    DB_COLUMN_INT(struct kept, record),
    DB_COLUMN_INT(struct kept, version),
};

static instant_t oldest(instant_t now)
{
    return now - (instant_t)IDEMPOTENCY_DAYS * DAY_MS;
}

struct finding {
    struct db *db;
    struct idempotency *request;
    bool found;
};

static bool find(struct arena *mem, void *arg, struct err *err)
{
    struct finding *finding = arg;
    struct idempotency *request = finding->request;
    struct kept kept;
    bool has;
    if (!db_one(finding->db, mem,
                SQL("select request_hash, status, record, version from idempotency "
                    "where user_name = $1 and request_key = $2 and created_at >= $3"),
                DB(db_text(request->user), db_text(request->key), db_int(oldest(clock_now()))), kept_columns,
                COUNT_OF(kept_columns), &kept, &has, err))
        return false;
    if (has && strcmp(kept.hash, request->hash) != 0)
        return store_fail(err, FAIL_OTHER_REQUEST, NULL);
    if (has) {
        request->status = kept.status;
        request->record = kept.record;
        request->version = kept.version;
    }
    finding->found = has;
    return true;
}

bool idempotency_find(struct db *db, struct idempotency *request, bool *found, struct err *err)
{
    struct finding finding = { db, request, false };
    if (!arena_run(ARENA_REQUEST_MAX, find, &finding, err))
        return false;
    *found = finding.found;
    return true;
}

/* An old line of the same key is written over; a young one leaves no row touched. */
bool idempotency_keep(struct change *change, const struct idempotency *request, struct err *err)
{
    instant_t now = change_time(change);
    return change_insist(change, 1, FAIL_REPEATED,
                         SQL("insert into idempotency (user_name, request_key, request_hash, status, record, version, "
                             "created_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (user_name, request_key) "
                             "do update set request_hash = excluded.request_hash, status = excluded.status, "
                             "record = excluded.record, version = excluded.version, created_at = excluded.created_at "
                             "where idempotency.created_at < $8"),
                         DB(db_text(request->user), db_text(request->key), db_text(request->hash),
                            db_int(request->status), db_int(request->record), db_int(request->version), db_int(now),
                            db_int(oldest(now))),
                         err);
}

static bool apply_expire(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("delete from idempotency where created_at < $1"),
                      DB(db_int(oldest(change_time(change)))), err);
}

static bool expire(struct arena *mem, void *store, struct err *err)
{
    return store_change(store, mem, NULL, apply_expire, NULL, err);
}

bool idempotency_expire(struct store *store, struct err *err)
{
    return arena_run(ARENA_REQUEST_MAX, expire, store, err);
}
