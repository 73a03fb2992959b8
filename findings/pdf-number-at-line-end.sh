#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/pdf-number-at-line-end.sh
#
# A good guess: pdftotext gives every letter and sign of a PDF that has its text; what it may get wrong is blanks, columns
# and the order of lines.
#
# What happens: a “-” that ends a line is taken for a hyphenated word and thrown away, and the two lines become one. The “-”
# of 1201/QĐ-UBND is a place where a line may end, and the number loses it: 1201/QĐUBND. pdftotext looks at no letters:
# the years 2021-2025 become 20212025, the case H20.01-210702-0001 becomes H20.01210702-0001. The same number in the
# middle of a line is whole. -layout and -raw keep the sign; the default has no option for it in poppler 22.12.
#
# Source: TextPage::dump in poppler's TextOutputDev.cc (https://poppler.freedesktop.org/);
# https://github.com/Fdawgs/node-poppler/issues/778 (an option that lets the sign stay came with poppler 26.05).
#
# For an office: who indexes documents by the text of their PDF does not find some of them by the numbers they cite; which
# ones, the width of the letters decides. A term of years becomes an amount. Vietnamese has no hyphenation to undo:
# extract with -layout, and look for a number with and without the line ends in it.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
version=22.12.0-2+deb12u2
{
    apt-get -qq -o APT::Sandbox::User=root download poppler-utils=$version libpoppler126=$version fonts-liberation2=2.1.5-1 &&
        npm init -y >/dev/null && npm install --silent --no-audit --no-fund pdfkit@0.15.0
} || { echo "the packages cannot be installed" >&2 && exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$(dirname "$(find "$folder/root" -name 'libpoppler.so*' | head -n 1)") LC_ALL=C.UTF-8
cat >write.cjs <<'ASK'
const PDF = require("pdfkit"), { createWriteStream } = require("node:fs"), [, , font, ...paragraphs] = process.argv;
const paper = new PDF({ size: "A4", margin: 72 });
paper.pipe(createWriteStream("paper.pdf"));
for (const text of paragraphs) paper.font(font).fontSize(14).text(text, { width: 200 }).moveDown();
paper.end();
ASK
node write.cjs root/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf \
    "Căn cứ Quyết định số 1201/QĐ-UBND và Công văn số 45/VP-KSTTHC" \
    "Số 1201/QĐ-UBND, 2021-2025" \
    $'Kế hoạch giai đoạn 2021-\n2025, hồ sơ H20.01-\n210702-0001' # lines as LibreOffice 7.4 breaks them
root/usr/bin/pdftotext -v 2>&1 | sed -n 1p
for mode in "" -layout -raw; do
    echo pdftotext $mode
    root/usr/bin/pdftotext -enc UTF-8 -nopgbrk $mode paper.pdf - | sed 's/ *$//' | grep .
done >seen
cat seen
cat >expected <<'SEEN'
pdftotext
Căn cứ Quyết định số 1201/QĐUBND và Công văn số 45/VPKSTTHC
Số 1201/QĐ-UBND, 2021-2025
Kế hoạch giai đoạn 20212025, hồ sơ H20.01210702-0001
pdftotext -layout
Căn cứ Quyết định số 1201/QĐ-
UBND và Công văn số 45/VP-
KSTTHC
Số 1201/QĐ-UBND, 2021-2025
Kế hoạch giai đoạn 2021-
2025, hồ sơ H20.01-
210702-0001
pdftotext -raw
Căn cứ Quyết định số 1201/QĐ-
UBND và Công văn số 45/VP-
KSTTHC
Số 1201/QĐ-UBND, 2021-2025
Kế hoạch giai đoạn 2021-
2025, hồ sơ H20.01-
210702-0001
SEEN
diff expected seen && echo "as it was seen"
