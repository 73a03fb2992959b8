/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_internal.h"

/* PostgreSQL: the lock waits for every transaction that writes TABLE and holds back the next ones. SQLite has one
 * writer, which the structure connection holds back. */
bool store_int_after_writers(struct store *store, const char *table, const struct statement *statement, int64_t *value,
                             struct err *err)
{
    const struct driver *driver = store->driver;
    struct db *db = driver->structure_begin(store, err);
    if (!db)
        return false;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    bool done = (driver->kind == STORE_SQLITE ||
                 driver->execute(db, arena_printf(mem, "lock table %s in share mode", db_name(mem, table)), err)) &&
                db_one_int(db, statement, DB_NONE, 0, value, err);
    driver->structure_end(store, db);
    return done;
}
