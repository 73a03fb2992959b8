#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# tests/postgres.sh COMMAND…: runs COMMAND with CONGVU_TEST_PG, the address of a PostgreSQL cluster of its own.
#
# The cluster lives in a temporary folder, listens on a unix socket there only, does not fsync, and is gone afterwards.
# PostgreSQL does not run as root: then the cluster belongs to the user postgres.
set -eu

[ $# -gt 0 ] || { echo "usage: tests/postgres.sh COMMAND..." >&2; exit 2; }

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed: apt-get install --no-install-recommends postgresql" >&2; exit 1; }

folder=$(mktemp -d /tmp/congvu-pg-XXXXXX)
as_owner() { "$@"; }
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$folder"
    as_owner() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
fi

stop() {
    as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

cd "$folder"
as_owner "$bin/initdb" -D "$folder/data" -U congvu -A trust --locale=C.UTF-8 -E UTF8 --no-sync >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; exit 1; }
cat >>"$folder/data/postgresql.conf" <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$folder'
fsync = ${CONGVU_TEST_PG_FSYNC:-off}
max_connections = 200
deadlock_timeout = 100ms
log_min_messages = fatal
SETTINGS
as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -s -w start ||
    { cat "$folder/server.log" >&2; exit 1; }
cd - >/dev/null

CONGVU_TEST_PG="postgresql://congvu@/postgres?host=$folder"
export CONGVU_TEST_PG
"$@"
