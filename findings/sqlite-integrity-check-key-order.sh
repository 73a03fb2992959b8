#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/sqlite-integrity-check-key-order.sh
#
# A good guess: `pragma integrity_check` prints "ok" for a database that was just made with valid rows; and where a
# column stands in CREATE TABLE says nothing but how the rows are shown.
#
# What happens: in SQLite 3.40.0 and 3.40.1 (Debian 12) a WITHOUT ROWID table of which the primary key is not its first columns
# is said to hold a NULL in every other NOT NULL column of every row. There is none: the rows read back whole, no
# reading or writing minds, and the same table with the key written first is "ok". A row of such a table is stored with the
# key first; the check looks for NULL at another place. SQLite 3.39.3 and 3.45.2 say "ok" of the same rows.
#
# Source: https://www.sqlite.org/pragma.html#pragma_integrity_check ; https://www.sqlite.org/withoutrowid.html (“the PRIMARY
# KEY columns come first”).
#
# For an office: a check before a backup or after a power cut says that thousands of records are damaged, and somebody
# restores last night's copy over a whole database. Write the key of a WITHOUT ROWID table first.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts better-sqlite3@8.0.1 before@npm:sql.js@1.8.0 after@npm:sql.js@1.10.3
cat >ask.sql <<'ASK'
create table key_apart (record integer not null, due text not null, part integer not null, primary key (record, part)) without rowid;
create table key_first (record integer not null, part integer not null, due text not null, primary key (record, part)) without rowid;
insert into key_apart values (7, '2021-08-02', 0), (7, '2021-08-11', 1);
insert into key_first values (7, 0, '2021-08-02'), (7, 1, '2021-08-11');
select 'SQLite ' || sqlite_version();
select 'key_apart: ' || count(*) || ' rows, ' || count(due) || ' with a due date' from key_apart;
pragma integrity_check(key_apart);
select 'key_first: ' || count(*) || ' rows, ' || count(due) || ' with a due date' from key_first;
pragma integrity_check(key_first);
ASK
cat >ask.c <<'ASK'
#include <stdio.h>
#include <sqlite3.h>
static int print(void *unused, int count, char **values, char **names)
{
    (void)unused, (void)count, (void)names;
    return puts(values[0]) < 0;
}
int main(void)
{
    static char text[8192];
    sqlite3 *db;
    FILE *file = fopen("ask.sql", "r");
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    return sqlite3_open(":memory:", &db) || sqlite3_exec(db, text, print, NULL, NULL);
}
ASK
source=node_modules/better-sqlite3/deps/sqlite3
cc -w -I "$source" -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_THREADSAFE=0 ask.c "$source/sqlite3.c" -lm -o ask
{
    ./ask
    node -e '
        (async () => {
            for (const name of ["before", "after"]) {
                const { Database } = await require(name)();
                for (const { values } of new Database().exec(require("node:fs").readFileSync("ask.sql", "utf8")))
                    for (const [line] of values) console.log(line);
            }
        })();'
} >seen
cat seen
cat >expected <<'SEEN'
SQLite 3.40.0
key_apart: 2 rows, 2 with a due date
NULL value in key_apart.due
NULL value in key_apart.due
key_first: 2 rows, 2 with a due date
ok
SQLite 3.39.3
key_apart: 2 rows, 2 with a due date
ok
key_first: 2 rows, 2 with a due date
ok
SQLite 3.45.2
key_apart: 2 rows, 2 with a due date
ok
key_first: 2 rows, 2 with a due date
ok
SEEN
diff expected seen && echo "as it was seen"
