#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/dictionary-refuses-uy-ban.sh
#
# A good guess: the Vietnamese dictionary that Debian brings for LibreOffice, Firefox and hunspell knows both places of
# the tone mark (hòa and hoà, ủy and uỷ), or else the one that official documents are written with.
#
# What happens: it knows one place only, and the other one. “Ủy” of “Ủy ban nhân dân”, “hòa”, “thủy”, “khỏe” and “quí” are
# reported as misspelt; “Uỷ”, “hoà”, “thuỷ”, “khoẻ” and “quý” are right. It suggests Uỷ, and Y before it.
#
# Source: package hunspell-vi (LibreOffice dictionaries, vi_VN), the word list itself; Decree 30/2020/NĐ-CP, whose own
# text and samples write “Ủy ban nhân dân”.
#
# For an office: whoever turns on spell checking has every heading of its documents underlined; who follows the
# suggestions writes the name of the office in two ways, and “Uỷ ban” and “Ủy ban” are different texts to search, sort
# and compare. They have to be folded to one placement wherever texts are compared.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get -qq download hunspell-vi=1:7.5.0-1 hunspell=1.7.1-1 libhunspell-1.7-0=1.7.1-1
for package in *.deb; do dpkg -x "$package" root; done
printf '%s\n' Ủy Uỷ hòa hoà thủy thuỷ khỏe khoẻ quí quý >words
export LD_LIBRARY_PATH=$(dirname "$(find "$PWD/root" -name 'libhunspell*.so*' | head -n 1)") LC_ALL=C.UTF-8
root/usr/bin/hunspell --version | head -n 1
root/usr/bin/hunspell -i UTF-8 -d "$PWD/root/usr/share/hunspell/vi_VN" -l words >wrong
echo "misspelt:" $(cat wrong)
root/usr/bin/hunspell -i UTF-8 -d "$PWD/root/usr/share/hunspell/vi_VN" -a <<<Ủy | sed -n 2p
[ "$(tr '\n' ' ' <wrong)" = "Ủy hòa thủy khỏe quí " ] && echo "as it was seen"
