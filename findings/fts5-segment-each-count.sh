#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/fts5-segment-each-count.sh
#
# A good guess: FTS5 gathers the rows of a transaction in memory and writes them once, at the commit (or after 1 MiB): a
# batch of twelve documents is one segment of the search index. What other tables are written in between has nothing to do
# with it.
#
# What happens: each time SQLite opens a savepoint, FTS5 first writes all it holds, a segment of its own. That is so of a
# savepoint that a program asks for to take one document out of a batch again, and of one that nobody asked for: a statement
# that may fail half-way through several rows, such as the usual upsert that keeps counts beside the documents (insert …
# select … on conflict do update), has one inside. Twelve documents in one transaction leave twelve segments, which are then
# merged; the same counts written after all documents leave one.
#
# Source: seen; the parts are told in https://www.sqlite.org/fts5.html (automerge, hashsize), https://www.sqlite.org/vtab.html
# (xSavepoint) and https://www.sqlite.org/lang_savepoint.html.
#
# For an office: a mail room that registers documents one after the other, each with its search words and its counts, pays
# for merging the search index more than for writing it. Counts of a batch belong after its documents, as sums.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts better-sqlite3@11.10.0
cat >ask.c <<'ASK'
#include <stdio.h>
#include <sqlite3.h>

static sqlite3 *db;
static void run(const char *text)
{
    char *fault = NULL;
    if (sqlite3_exec(db, text, NULL, NULL, &fault))
        printf("%s: %s\n", text, fault);
}

/* Twelve documents in one transaction, BEFORE and AFTER each of them; the segments they leave. */
static void batch(const char *what, const char *before, const char *after, const char *at_end)
{
    char text[400];
    sqlite3_stmt *count;
    run("drop table if exists search; create virtual table search using fts5 (words);"
        "insert into search (search, rank) values ('automerge', 0); begin");
    for (int i = 1; i <= 12; i++) {
        run(before);
        snprintf(text, sizeof text, "insert into search (rowid, words) values (%d, 'công văn số %d về phòng chống dịch')", i, i);
        run(text);
        run(after);
    }
    run(at_end);
    run("commit");
    sqlite3_prepare_v2(db, "select count(distinct id >> 37) from search_data where id > 100", -1, &count, NULL);
    sqlite3_step(count);
    printf("%s: %d\n", what, sqlite3_column_int(count, 0));
    sqlite3_finalize(count);
}

int main(void)
{
    static const char upsert[] = "insert into tally select 'incoming', 1 union all select 'open', 1 where true "
                                 "on conflict (name) do update set count = count + excluded.count";
    sqlite3_open(":memory:", &db);
    printf("SQLite %s\n", sqlite3_libversion());
    run("create table tally (name text primary key, count integer not null) without rowid");
    batch("documents alone", "", "", "");
    batch("each in a savepoint", "savepoint one", "release one", "");
    batch("each with the upsert of its counts", "", upsert, "");
    batch("the upsert after all documents", "", "", upsert);
    return 0;
}
ASK
source=node_modules/better-sqlite3/deps/sqlite3
cc -w -I "$source" -DSQLITE_ENABLE_FTS5 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_THREADSAFE=0 ask.c "$source/sqlite3.c" -lm -o ask
./ask | tee seen
cat >expected <<'SEEN'
SQLite 3.49.2
documents alone: 1
each in a savepoint: 12
each with the upsert of its counts: 12
the upsert after all documents: 1
SEEN
diff expected seen
