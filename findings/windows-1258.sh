#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/windows-1258.sh
#
# A good guess: windows-1258, Microsoft's code page for Vietnamese, is decoded to the letters people type today, and
# encoding what was decoded gives the same bytes.
#
# What happens: the code page has ê and a combining acute, but no ế. glibc's iconv puts them together (“ế”, one code
# point); browsers, Node, Python and iconv-lite leave two. The texts look the same and are different to every
# comparison, index and length. The other way round only glibc takes ế apart again: Python fails on it, and iconv-lite
# writes “?” in its place without a word.
#
# Source: https://encoding.spec.whatwg.org/#index-windows-1258 ; the module CP1258 of glibc, which composes and decomposes.
#
# For an office: lists and address books of the 2000s come as windows-1258 (“Vietnamese (Windows)” in Excel). What
# imports them has to normalise to NFC, or “Tháp Mười” of the file is not the “Tháp Mười” of the register; and an
# export in this encoding may lose every letter with two marks.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund iconv-lite@0.6.3
printf 'Ủy ban nhân dân huyện Tháp Mười' >composed
iconv -f UTF-8 -t CP1258 composed >bytes
iconv --version | head -n 1
python3 --version
node --version
{
    iconv -f CP1258 -t UTF-8 bytes | cmp -s - composed && echo "glibc decodes to composed letters"
    node -e '
        const { readFileSync } = require("node:fs"), bytes = readFileSync("bytes"), text = readFileSync("composed", "utf8");
        for (const [name, decoded] of [["TextDecoder", new TextDecoder("windows-1258").decode(bytes)], ["iconv-lite", require("iconv-lite").decode(bytes, "win1258")]])
            console.log(`${name}: equal ${decoded === text}, equal in NFC ${decoded.normalize("NFC") === text}, ${[...decoded].length} for ${[...text].length} letters`);
        console.log("iconv-lite writes", require("iconv-lite").encode(text, "win1258").toString("latin1"));'
    python3 - <<'ASK'
import unicodedata
text = open("composed", encoding="utf-8").read()
decoded = open("bytes", "rb").read().decode("cp1258")
print("Python: equal", decoded == text, "in NFC", unicodedata.normalize("NFC", decoded) == text)
try:
    print("Python writes", text.encode("cp1258"))
except UnicodeEncodeError as fault:
    print("Python cannot write", fault.object[fault.start])
ASK
} >seen
cat seen
cat >expected <<'SEEN'
glibc decodes to composed letters
TextDecoder: equal false, equal in NFC true, 34 for 31 letters
iconv-lite: equal false, equal in NFC true, 34 for 31 letters
iconv-lite writes ?y ban nhân dân huy?n Tháp Mý?i
Python: equal False in NFC True
Python cannot write Ủ
SEEN
diff expected seen && echo "as it was seen"
