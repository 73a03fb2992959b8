/* SPDX-License-Identifier: Apache-2.0 */
#include "store/store_internal.h"

#include <string.h>

static const struct db_column columns[] = {
    DB_COLUMN_TEXT(struct index_definition, name),
    DB_COLUMN_TEXT(struct index_definition, text),
};

/* A record's id and what belongs to it come after all others: they are put at the end, which costs less than sorting.
 */
#define GROWS_AT_ITS_END "'history_by_record', 'number_by_record'"

/* How the search index is filled. What it holds before it writes a part is much, so that there are few parts to put
 * together, and they are put together once. */
#define FILL_SEARCH                                                                                                    \
    "insert into search (search, rank) values (''automerge'', 0); "                                                    \
    "insert into search (search, rank) values (''hashsize'', 16777216); "                                              \
    "insert into search (rowid, tokens) select record, tokens from search_text order by record; "                      \
    "insert into search (search, rank) values (''automerge'', 4); "                                                    \
    "insert into search (search, rank) values (''hashsize'', 1048576)"

/* Inside the transaction of the structure connection. */
static bool drop_all(struct store *store, struct db *db, struct arena *mem, struct err *err)
{
    struct index_definition *list;
    size_t count;
    int64_t waits = 0;
    const struct driver *driver = store->driver;
    if (!driver->execute(db,
                         "insert into deferred_index (name, definition) select name, sql from sqlite_master "
                         "where type = 'index' and sql is not null and name not in (" GROWS_AT_ITS_END ")",
                         err) ||
        !db_all(db, mem, SQL_SQLITE("select name, definition from deferred_index order by name"), DB_NONE, columns,
                COUNT_OF(columns), sizeof *list, &list, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!driver->execute(db, arena_printf(mem, "drop index %s", db_name(mem, list[i].name)), err))
            return false;
    if (!driver->execute(db,
                         "insert into deferred_index (name, definition) select 'search', '" FILL_SEARCH
                         "' where not exists (select 1 from search_text)",
                         err) ||
        !db_one_int(db, SQL_SQLITE("select count(*) from deferred_index where name = 'search'"), DB_NONE, 0, &waits,
                    err))
        return false;
    store->search_waits = waits > 0;
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

/* What is filled can be filled again: until then a commit need not wait for the disk (it still cannot damage the
 * database), and what was just written is kept at hand for the indexes. */
static bool set_filling(struct store *store, bool filling, struct err *err)
{
    return !store->driver->tune || store->driver->tune(store, filling, err);
}

bool store_indexes_defer(struct store *store, struct err *err)
{
    return in_one_transaction(store, drop_all, err) && set_filling(store, true, err);
}

bool store_indexes_restore(struct store *store, struct err *err)
{
    if (!in_one_transaction(store, make_all, err))
        return false;
    store->search_waits = false;
    return !store->filling || set_filling(store, false, err);
}

bool store_search_waits(const struct store *store)
{
    return store->search_waits;
}

/* --- within a change ---------------------------------------------------------------------------------------------- */

/* So few records are not worth it, nor those that find more than so many times as many there; the rows of more records
 * than that are sorted in temporary files. */
enum { DEFER_ROWS_MIN = 1000, DEFER_TIMES_MAX = 2, SORT_RECORDS_IN_MEMORY = 20000 };

/* Is it worth it? */
static bool are_many(struct change *change, size_t rows, struct err *err)
{
    int64_t before;
    if (!db_one_int(change->db, SQL("select count(*) from record"), DB_NONE, 0, &before, err))
        return false;
    change->sorted = before + (int64_t)rows;
    return before <= (int64_t)rows * DEFER_TIMES_MAX;
}

static bool drop_of_table(struct change *change, const char *table, struct err *err)
{
    struct index_definition *list;
    size_t count, before = 0;
    while (change->put_aside[before].name)
        before++;
    if (!db_all(change->db, change->mem,
                SQL_SQLITE("select name, sql from sqlite_schema where type = 'index' and tbl_name = $1 and sql is not "
                           "null and sql not like 'create unique %' order by name"),
                DB(db_text(table)), columns, COUNT_OF(columns), sizeof *list, &list, &count, err))
        return false;
    struct index_definition *all = ARENA_ARRAY(change->mem, struct index_definition, before + count + 1);
    memcpy(all, change->put_aside, before * sizeof *all);
    memcpy(all + before, list, count * sizeof *all);
    change->put_aside = all;
    for (size_t i = 0; i < count; i++)
        if (!change->db->driver->execute(
                change->db, arena_printf(change->mem, "drop index %s", db_name(change->mem, list[i].name)), err))
            return false;
    return true;
}

bool change_indexes_defer(struct change *change, const char *const *tables, size_t count, size_t rows, struct err *err)
{
    *err = (struct err){ 0 };
    change->put_aside = NULL;
    if (change->db->driver->kind != STORE_SQLITE || rows < DEFER_ROWS_MIN || !are_many(change, rows, err))
        return err->kind == ERR_NONE;
    change->put_aside = ARENA_NEW(change->mem, struct index_definition);
    for (size_t i = 0; i < count; i++)
        if (!drop_of_table(change, tables[i], err))
            return false;
    return true;
}

/* What a connection keeps in memory of what it sorts is as much as it keeps of the database. */
static bool sort_in_files(struct change *change, bool files, struct err *err)
{
    return change->db->driver->execute(change->db,
                                       files ? "pragma temp_store = file; pragma cache_size = -4096"
                                             : "pragma temp_store = memory; pragma cache_size = -16384",
                                       err);
}

bool change_indexes_restore(struct change *change, struct err *err)
{
    struct err later = { 0 };
    bool files = change->put_aside && change->sorted > SORT_RECORDS_IN_MEMORY;
    bool made = !files || sort_in_files(change, true, err);
    for (const struct index_definition *index = change->put_aside; made && index && index->name; index++)
        made = change->db->driver->execute(change->db, index->text, err);
    bool as_before = !files || sort_in_files(change, false, &later);
    if (made && !as_before)
        *err = later;
    return made && as_before;
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
