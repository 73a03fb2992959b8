#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/postgres-icu-search-capitals.sh
#
# A good guess: a PostgreSQL database made with ICU's Vietnamese locale knows Vietnamese letters everywhere. LC_CTYPE is
# the C library's, a leftover that ICU replaces; lower(), ILIKE and the sorting show that it does.
#
# What happens: text search and pg_trgm still ask the C library. Where LC_CTYPE is C, as initdb takes it from a service or a
# container without LANG, to_tsvector lowers only the ASCII letters, THÁP is kept as “thÁp”: “đồng tháp” does not find
# ĐỒNG THÁP, nor the other way round, and ts_headline marks nothing. pg_trgm takes Đ and ồ for no letters and drops them:
# Đồng and Ứng are both “ng”, Lộ and Lý both “l”, alike by 1. lower() and ILIKE in the same database are right. The
# same ICU locale with LC_CTYPE C.UTF-8 finds them all.
#
# Source: https://www.postgresql.org/docs/15/locale.html (providers, and LC_CTYPE beside them);
# https://www.postgresql.org/docs/15/sql-createdatabase.html (lc_ctype, icu_locale).
#
# For an office: headings and the names of units are written in capitals, subjects are not. Who tries the new database by
# sorting and by ILIKE sees all well; the search misses documents and says nothing, and names that are not alike come
# as duplicates. LC_CTYPE of a database that was made cannot be changed: look at it before the first row.
set -euo pipefail

folder=$(mktemp -d)
trap 'stop; rm -rf "$folder"' EXIT
stop() { [ ! -f "$folder/data/postmaster.pid" ] || as_user "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null; }
cd "$folder"
mkdir -p archives/partial
version=15.18-0+deb12u1
apt-get -qq install --reinstall --download-only --no-install-recommends --allow-downgrades -o APT::Sandbox::User=root \
    -o Dir::Cache::archives="$folder/archives" postgresql-15=$version postgresql-client-15=$version libpq5=$version >/dev/null ||
    { echo "the packages cannot be installed" >&2 && exit 2; }
for package in archives/*.deb; do dpkg -x "$package" root; done
bin=$folder/root/usr/lib/postgresql/15/bin
unset LANG LANGUAGE ${!LC_*}
export LD_LIBRARY_PATH=$folder/root/usr/lib/$(uname -m)-linux-gnu
# as_user COMMAND…: PostgreSQL does not run for root.
as_user() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --clear-groups "$@"; else "$@"; fi; }
[ "$(id -u)" != 0 ] || chown -R nobody "$folder"
as_user "$bin/initdb" --pgdata=data --auth=trust --username=office --encoding=UTF8 --locale-provider=icu --icu-locale=vi >initdb.log 2>&1
as_user "$bin/pg_ctl" -D data -l server.log -w -o "-c listen_addresses='' -k $folder" start >/dev/null
sql() { "$bin/psql" -X -q -At -F ' | ' -h "$folder" -U office -d "$1"; }
sql postgres <<'ASK'
select version();
select 'initdb', datctype, daticulocale from pg_database where datname = current_database();
create database ctype_c template template0 locale_provider icu icu_locale 'vi' lc_collate 'C' lc_ctype 'C';
create database ctype_utf8 template template0 locale_provider icu icu_locale 'vi' lc_collate 'C' lc_ctype 'C.UTF-8';
ASK
for database in ctype_c ctype_utf8; do
    echo "$database"
    sql $database <<'ASK'
set client_min_messages = error;
create extension pg_trgm;
select 'LC_CTYPE, ICU', datctype, daticulocale from pg_database where datname = current_database();
select 'lower, ILIKE', lower('ĐỒNG THÁP'), 'ĐỒNG THÁP' ilike 'đồng tháp';
select 'tokens', to_tsvector('simple', 'UBND TỈNH ĐỒNG THÁP');
select 'found', to_tsvector('simple', 'UBND TỈNH ĐỒNG THÁP') @@ plainto_tsquery('simple', 'đồng tháp');
select 'headline', ts_headline('simple', 'UBND TỈNH ĐỒNG THÁP', plainto_tsquery('simple', 'đồng tháp'));
select 'alike', similarity('Đồng', 'Ứng'), similarity('Lộ', 'Lý');
ASK
done >seen
cat seen
cat >expected <<'SEEN'
ctype_c
LC_CTYPE, ICU | C | vi
lower, ILIKE | đồng tháp | t
tokens | 'thÁp':4 'tỈnh':2 'ubnd':1 'ĐỒng':3
found | f
headline | UBND TỈNH ĐỒNG THÁP
alike | 1 | 1
ctype_utf8
LC_CTYPE, ICU | C.UTF-8 | vi
lower, ILIKE | đồng tháp | t
tokens | 'tháp':4 'tỉnh':2 'ubnd':1 'đồng':3
found | t
headline | UBND TỈNH <b>ĐỒNG</b> <b>THÁP</b>
alike | 0.125 | 0.2
SEEN
diff expected seen && echo "as it was seen"
