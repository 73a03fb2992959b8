/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "store/store_internal.h"

enum { LOCK_BYTES = 160 };

/* PostgreSQL: the lock waits for every transaction that writes TABLE and holds back the next ones. SQLite has one
 * writer, which the structure connection holds back. */
bool store_int_after_writers(struct store *store, const char *table, const struct statement *statement, int64_t *value,
                             struct err *err)
{
    const struct driver *driver = store->driver;
    char lock[LOCK_BYTES];
    snprintf(lock, sizeof lock, "lock table \"%s\" in share mode", table);
    struct db *db = driver->structure_begin(store, err);
    if (!db)
        return false;
    bool done = (driver->kind == STORE_SQLITE || driver->execute(db, lock, err)) &&
                db_one_int(db, statement, DB_NONE, 0, value, err);
    driver->structure_end(store, db);
    return done;
}
