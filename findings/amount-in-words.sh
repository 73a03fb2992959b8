#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/amount-in-words.sh
#
# A good guess: ICU spells numbers in Vietnamese (RuleBasedNumberFormat, SPELLOUT), so it can write the amount in words
# of a receipt or a decision; what it does for thousands it does for millions.
#
# What happens: below a million an empty place is said, 1.005 is “một nghìn không trăm lẻ năm”. From a million on it is
# left out: 1.000.005 is “một triệu lẻ năm”, 2.000.050 “hai triệu năm mươi”, and 1.005.000.000 “một tỷ năm triệu”, where a Vietnamese
# reader expects “không trăm” before it. The third group of digits is spelt by another rule than the second. It says
# “lẻ” everywhere, where the north says “linh”; no option chooses.
#
# Source: ICU 72, locale vi, rule set %spellout-cardinal (https://unicode-org.github.io/icu/userguide/format_parse/numbers/rbnf.html).
#
# For an office: “năm mươi” behind “hai triệu” reads as fifty thousand to many (hai triệu năm mươi nghìn, shortened in
# speech), and accountants send such a paper back. Amounts in words need an own rule that says every empty group.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get -qq download python3-icu=2.10.2-1+b3 libicu72=72.1-3+deb12u1
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$(dirname "$(find "$PWD/root" -name 'libicuuc.so*' | head -n 1)") LC_ALL=C.UTF-8
PYTHONPATH=root/usr/lib/python3/dist-packages python3 - >seen <<'ASK'
import sys
import icu
print("ICU", icu.ICU_VERSION, file=sys.stderr)
words = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("vi"))
for number in (1005, 10050, 1000005, 2000050, 1005000000):
    print(number, words.format(number))
ASK
cat seen
cat >expected <<'SEEN'
1005 một nghìn không trăm lẻ năm
10050 mười nghìn không trăm năm mươi
1000005 một triệu lẻ năm
2000050 hai triệu năm mươi
1005000000 một tỷ năm triệu
SEEN
diff expected seen && echo "as it was seen"
