/* SPDX-License-Identifier: Apache-2.0 */
#include "store/secret.h"

#include <stdlib.h>
#include <string.h>

#include "store/store_internal.h"

bool secret_read(struct db *db, struct arena *mem, const char **secret, struct err *err)
{
    return db_one_text(db, mem, SQL("select value from secret where name = 'personal'"), DB_NONE, secret, err);
}

/* NULL also in an office older than its secret. */
static bool ask(struct store *store, struct arena *mem, const char **secret, struct err *err)
{
    const char **columns;
    size_t count;
    *secret = NULL;
    struct db *db = db_for_read(store, err);
    return db && store_columns(store, mem, "secret", &columns, &count, err) &&
           (count == 0 || secret_read(db, mem, secret, err));
}

const char *store_secret(struct store *store, struct err *err)
{
    char *known = atomic_load(&store->secret);
    const char *read;
    if (known)
        return known;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    if (!ask(store, mem, &read, err))
        return NULL;
    char *kept = read && strlen(read) + 1 == SECRET_SIZE ? strdup(read) : NULL;
    if (!kept) {
        store_fail(err, FAIL_SECRET, NULL);
        return NULL;
    }
    if (atomic_compare_exchange_strong(&store->secret, &known, kept))
        return kept;
    free(kept); /* another thread was faster */
    return known;
}
