/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_internal.h"

struct index_definition {
    const char *name;
    const char *text;
};

static const struct db_column columns[] = {
    DB_COLUMN_TEXT(struct index_definition, name),
    DB_COLUMN_TEXT(struct index_definition, text),
};

/* Inside the transaction of the structure connection. */
static bool drop_all(struct store *store, struct db *db, struct arena *mem, struct err *err)
{
    struct index_definition *list;
    size_t count;
    const struct driver *driver = store->driver;
    if (!driver->execute(db,
                         "insert into deferred_index (name, definition) select name, sql from sqlite_master "
                         "where type = 'index' and sql is not null",
                         err) ||
        !db_all(db, mem, SQL_SQLITE("select name, definition from deferred_index order by name"), DB_NONE, columns,
                COUNT_OF(columns), sizeof *list, &list, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!driver->execute(db, arena_printf(mem, "drop index %s", db_name(mem, list[i].name)), err))
            return false;
    return true;
}

static bool make_all(struct store *store, struct db *db, struct arena *mem, struct err *err)
{
    struct index_definition *list;
    size_t count;
    if (!db_all(db, mem, SQL_SQLITE("select name, definition from deferred_index order by name"), DB_NONE, columns,
                COUNT_OF(columns), sizeof *list, &list, &count, err))
        return false;
    if (count == 0) /* every opening for writing asks */
        return true;
    for (size_t i = 0; i < count; i++)
        if (!store->driver->execute(db, list[i].text, err))
            return false;
    return store->driver->execute(db, "delete from deferred_index", err);
}

static bool in_one_transaction(struct store *store,
                               bool (*act)(struct store *store, struct db *db, struct arena *mem, struct err *err),
                               struct err *err)
{
    if (store->driver->kind != STORE_SQLITE)
        return true;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    struct db *db = store->driver->structure_begin(store, err);
    if (!db)
        return false;
    bool done = act(store, db, mem, err) && store->driver->execute(db, "commit", err);
    store->driver->structure_end(store, db);
    return done;
}

bool store_indexes_defer(struct store *store, struct err *err)
{
    return in_one_transaction(store, drop_all, err);
}

bool store_indexes_restore(struct store *store, struct err *err)
{
    return in_one_transaction(store, make_all, err);
}

bool store_learn(struct store *store, struct err *err)
{
    if (store->driver->kind != STORE_POSTGRES)
        return true;
    struct db *db = store->driver->structure_begin(store, err);
    if (!db)
        return false;
    bool done = store->driver->execute(db, "analyze", err) && store->driver->execute(db, "commit", err);
    store->driver->structure_end(store, db);
    return done;
}
