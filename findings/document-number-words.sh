#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/document-number-words.sh
#
# A good guess: PostgreSQL's full text search with the configuration `simple` cuts a text at signs and keeps words and
# numbers, so that 208/2018/NQ-HĐND is found by 208, by 208/2018, by HĐND and by NQ-HĐND.
#
# What happens: its parser knows file names, made of ASCII. "208/2018/NQ-H" is one, a single token; it ends before the
# first letter that is not ASCII, in the middle of HĐND, and "ĐND" is a word. Only the whole number finds it again,
# because the question is cut in the same wrong way. 12/QĐ-UBND becomes "12/Q" and "Đ-UBND".
#
# Source: https://www.postgresql.org/docs/current/textsearch-parsers.html (token type `file`, and the rule that the
# parser is not to be changed by configuration).
#
# For an office: the number and symbol are what people search documents by (Decree 30/2020: 12/QĐ-UBND). A register that
# relies on to_tsvector finds none of them by its parts, and says nothing. Tokens have to be made before the database
# sees the text.
set -euo pipefail

version=0.2.17
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund "@electric-sql/pglite@$version" # PostgreSQL itself, built for node
cat >ask.mjs <<'ASK'
import { PGlite } from "@electric-sql/pglite";
const db = new PGlite();
const one = async (sql, ...values) => Object.values((await db.query(sql, values)).rows[0])[0];
const number = "Nghị quyết 208/2018/NQ-HĐND";
const tokens = "select string_agg(alias || '=' || token, ' ') from ts_debug('simple', $1) where alias <> 'blank'";
const finds = "select to_tsvector('simple', $1) @@ plainto_tsquery('simple', $2)";
console.error(await one("select version()"));
console.log(await one(tokens, number));
console.log(await one(tokens, "12/QĐ-UBND"));
for (const asked of ["208", "208/2018", "HĐND", "NQ-HĐND", "208/2018/NQ-HĐND"]) console.log(`${asked}: ${(await one(finds, number, asked)) ? "found" : "not found"}`);
ASK
node ask.mjs | tee seen
cat >expected <<'SEEN'
word=Nghị word=quyết file=208/2018/NQ-H word=ĐND
file=12/Q hword=Đ-UBND hword_part=Đ hword_asciipart=UBND
208: not found
208/2018: not found
HĐND: not found
NQ-HĐND: not found
208/2018/NQ-HĐND: found
SEEN
diff expected seen && echo "as it was seen"
