/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/random.h"
#include "store/id.h"
#include "store/postgres_internal.h"

enum {
    BATCH_MAX = 64,
    LOOK_AT_LEASE_MS = 5000,
    LEASE_MS = 60000,
    RENEW_MS = 20000,
    CLAIM_TRIES = 20,
};

/* The thread that writes what wants numbers, and keeps this node's number. */
struct pg_batcher {
    struct store *store;
    struct pg_db *db;
    pthread_t thread;
    bool running;
    struct queue queue;
    char name[96];
    int64_t node; /* 0: none */
    int64_t renewed_at;
    _Atomic int64_t leased_until; /* monotonic */
};

/* --- the node's number -------------------------------------------------------------------------------------------- */

#define DATABASE_NOW "(extract(epoch from clock_timestamp()) * 1000)::bigint"

/* The first column of the first row; OTHERWISE where there is none. */
static bool ask_number(struct pg_db *db, const struct statement *statement, const struct db_value *values, size_t count,
                       int64_t otherwise, int64_t *number, struct err *err)
{
    PGresult *result = pg_query(db, statement, values, count, err);
    if (!result)
        return false;
    *number = PQntuples(result) ? strtoll(PQgetvalue(result, 0, 0), NULL, 10) : otherwise;
    PQclear(result);
    return true;
}

/* Another node may take the same one at the same moment: then no row comes back, and we look again. */
static bool claim_node(struct pg_batcher *batcher, struct pg_db *db, struct err *err)
{
    static const struct statement claim = {
        .text = "insert into node (id, name, leased_until) "
                "select min(n), $1, " DATABASE_NOW " + $2 from generate_series(1, 1023) n "
                "where not exists (select 1 from node where id = n and leased_until > " DATABASE_NOW ") "
                "having min(n) is not null on conflict (id) do update set name = excluded.name, "
                "leased_until = excluded.leased_until where node.leased_until <= " DATABASE_NOW " returning id"
    };
    for (int i = 0; i < CLAIM_TRIES; i++) {
        int64_t asked_at = clock_monotonic(), node;
        if (!ask_number(db, &claim, DB(db_text(batcher->name), db_int(LEASE_MS)), 0, &node, err))
            return false;
        if (node == 0)
            continue;
        batcher->node = node;
        batcher->renewed_at = asked_at;
        atomic_store(&batcher->leased_until, asked_at + LEASE_MS);
        id_set_node((int)node);
        return true;
    }
    return store_fail(err, FAIL_BUSY_NODE, NULL);
}

static const struct statement renew_lease = { .text = "update node set leased_until = " DATABASE_NOW " + $3 "
                                                      "where id = $1 and name = $2 returning id" };

/* Not inlined: GCC 12 with LTO then loses the statement that it names. */
static __attribute__((noinline)) void keep_node(struct pg_batcher *batcher)
{
    int64_t now = clock_monotonic(), node = 0;
    struct err err;
    if (now - batcher->renewed_at < RENEW_MS)
        return;
    if (!ask_number(batcher->db, &renew_lease, DB(db_int(batcher->node), db_text(batcher->name), db_int(LEASE_MS)), 0,
                    &node, &err))
        return; /* the database is away: tried again, and nothing is written when the lease has ended */
    if (node == 0) {
        (void)claim_node(batcher, batcher->db, &err); /* it was away for so long that another took the number */
        return;
    }
    batcher->renewed_at = now;
    atomic_store(&batcher->leased_until, now + LEASE_MS);
}

static void give_node_back(struct pg_batcher *batcher)
{
    static const struct statement give = { .text = "update node set leased_until = 0 where id = $1 and name = $2" };
    struct err err;
    if (batcher->node)
        PQclear(pg_query(batcher->db, &give, DB(db_int(batcher->node), db_text(batcher->name)), &err));
}

/* --- the thread --------------------------------------------------------------------------------------------------- */

static void *write_always(void *arg)
{
    struct pg_batcher *batcher = arg;
    struct change *changes[BATCH_MAX];
    bool open = true;
    while (open) {
        size_t count = queue_take(&batcher->queue, changes, BATCH_MAX, LOOK_AT_LEASE_MS, &open);
        if (count > 0)
            pg_write_changes(batcher->db, changes, count);
        keep_node(batcher);
    }
    return NULL;
}

bool pg_submit(struct store *store, struct change *change, struct err *err)
{
    struct pg_batcher *batcher = store->writer;
    if (clock_monotonic() >= atomic_load(&batcher->leased_until))
        return store_fail(err, FAIL_BUSY_NODE, NULL);
    if (change->wants.count > 0)
        return queue_put(&batcher->queue, change, err);
    struct db *db = store_connection(store, DB_WRITES, err);
    if (!db)
        return false;
    pg_write_changes((struct pg_db *)db, &change, 1);
    return true;
}

/* After a long absence the node's number is to be leased anew, before anybody can write. */
static void look_at_lease(void *arg)
{
    queue_wake(&((struct pg_batcher *)arg)->queue);
}

bool pg_writer_open(struct store *store, struct err *err)
{
    struct pg_batcher *batcher = store_malloc(sizeof *batcher, err);
    if (!batcher)
        return false;
    batcher->store = store;
    char host[48] = "";
    gethostname(host, sizeof host - 1);
    uint32_t chance;
    random_bytes(&chance, sizeof chance);
    snprintf(batcher->name, sizeof batcher->name, "%s %ld %08" PRIx32, host, (long)getpid(), chance);
    queue_init(&batcher->queue);
    store->writer = batcher;
    store->watch = watch_new(store, look_at_lease, batcher);
    if (!store->watch)
        return store_fail(err, FAIL_BUSY_MEMORY, NULL);
    batcher->db = (struct pg_db *)pg_connect(store, DB_WRITES, err);
    return batcher->db != NULL;
}

bool pg_writer_start(struct store *store, struct err *err)
{
    struct pg_batcher *batcher = store->writer;
    if (!claim_node(batcher, batcher->db, err))
        return false;
    batcher->running = pthread_create(&batcher->thread, NULL, write_always, batcher) == 0;
    return batcher->running ? watch_start(store->watch, err) : store_fail(err, FAIL_BUSY_MEMORY, NULL);
}

void pg_writer_stop(struct store *store)
{
    struct pg_batcher *batcher = store->writer;
    if (!batcher)
        return;
    queue_stop(&batcher->queue);
    if (batcher->running)
        pthread_join(batcher->thread, NULL);
    batcher->running = false;
    watch_stop(store->watch);
}

void pg_writer_close(struct store *store)
{
    struct pg_batcher *batcher = store->writer;
    if (!batcher)
        return;
    if (batcher->db) {
        give_node_back(batcher);
        pg_disconnect(&batcher->db->base);
    }
    watch_free(store->watch);
    store->watch = NULL;
    queue_clear(&batcher->queue);
    free(batcher);
    store->writer = NULL;
}
