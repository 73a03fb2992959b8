#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/liberation-without-vietnamese.sh
#
# A good guess: the Liberation fonts stand in for Times New Roman and Arial on Linux, letter by letter of the same width,
# and have Vietnamese as those have. fonts-liberation and fonts-liberation2 are two releases of the same.
#
# What happens: fonts-liberation of Debian 12 is the older line 1.07. It has ă, â, đ, ê and ô, but no ơ, no ư, no letter
# with a hook, a dot below or two marks: 92 of the 134 Vietnamese letters are missing. Who asks for Times New Roman gets
# it without a warning; those letters come from the next font of the machine, in the middle of the word, and lines grow.
# fonts-liberation2 has all of them, and wins where both are installed. Caladea, the stand-in for Cambria, lacks 88,
# Carlito (for Calibri) none.
#
# Source: https://github.com/liberationfonts/liberation-1.7-fonts and https://github.com/liberationfonts/liberation-fonts ,
# the two lines; https://pptr.dev/troubleshooting names fonts-liberation among what headless Chrome needs on Debian.
#
# For an office: LibreOffice of Debian 12 recommends fonts-liberation2, Chromium fonts-liberation. A server that prints by
# a browser makes decisions in which every second word is set in two fonts and lines end elsewhere than in Word, while
# the PDF's text is right, so no test of the text sees it. Install fonts-liberation2, and look with pdffonts for a font
# that nobody asked for.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
mkdir -p archives/partial
apt-get -qq install --reinstall --download-only --no-install-recommends --allow-downgrades -o APT::Sandbox::User=root \
    -o Dir::Cache::archives="$folder/archives" fonts-liberation=1:1.07.4-11 fonts-liberation2=2.1.5-1 fonts-dejavu-core=2.37-6 \
    fonts-crosextra-caladea=20200211-1 fonts-crosextra-carlito=20220224-1 fontconfig=2.14.1-4 libfontconfig1=2.14.1-4 \
    fontconfig-config=2.14.1-4 pango1.0-tools=1.50.12+ds-1 poppler-utils=22.12.0-2+deb12u2 libpoppler126=22.12.0-2+deb12u2 >/dev/null ||
    { echo "the packages cannot be installed" >&2 && exit 2; }
for package in archives/*.deb; do dpkg -x "$package" root; done
export LC_ALL=C.UTF-8 LD_LIBRARY_PATH=$folder/root/usr/lib/$(uname -m)-linux-gnu FONTCONFIG_FILE=$folder/fonts.conf
fonts=$folder/root/usr/share/fonts/truetype rules=$folder/root/usr/share/fontconfig/conf.avail

# with_fonts NAME…: a machine that has these folders of fonts.
with_fonts() {
    {
        echo '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        printf "<dir>$fonts/%s</dir>" "$@"
        printf "<include>$rules/%s</include>" 30-metric-aliases.conf 45-latin.conf 60-latin.conf
        echo "<cachedir>$folder/cache</cachedir></fontconfig>"
    } >fonts.conf
}
cat >missing.py <<'ASK'
import sys, unicodedata
letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")}
letters = (letters | {"đ"}) - set("aeiouy")
letters |= {letter.upper() for letter in letters}
has = [tuple(int(end, 16) for end in (part + "-" + part).split("-")[:2]) for part in sys.argv[1].split()]
print(sum(not any(low <= ord(letter) <= high for low, high in has) for letter in letters), "of", len(letters), "letters missing")
ASK
root/usr/bin/fc-query --version 2>&1
for file in liberation/Liberation{Serif,Sans,Mono} crosextra/{Caladea,Carlito} liberation2/Liberation{Serif,Sans,Mono}; do
    echo "$file $(root/usr/bin/fc-query --format '%{fontversion} ' "$fonts/$file-Regular.ttf")$(python3 missing.py \
        "$(root/usr/bin/fc-query --format '%{charset}' "$fonts/$file-Regular.ttf")")"
done >seen
for machine in liberation liberation2 "liberation liberation2"; do
    with_fonts dejavu $machine
    root/usr/bin/pango-view -q --no-display --font="Times New Roman, 14" --text="Ủy ban nhân dân tỉnh Đồng Tháp" --output=paper.pdf
    echo "$machine: $(root/usr/bin/pdffonts paper.pdf | sed -n 's/^[A-Z]*+\([A-Za-z]*\) .*/\1/p' | sort -u | xargs)," \
        "$(root/usr/bin/pdfinfo paper.pdf | sed -n 's/Page size: *\([0-9]*\) .*/\1 points wide/p')"
done >>seen
cat seen
cat >expected <<'SEEN'
liberation/LiberationSerif 70123 92 of 134 letters missing
liberation/LiberationSans 70123 92 of 134 letters missing
liberation/LiberationMono 70123 92 of 134 letters missing
crosextra/Caladea 65601 88 of 134 letters missing
crosextra/Carlito 72286 0 of 134 letters missing
liberation2/LiberationSerif 137625 0 of 134 letters missing
liberation2/LiberationSans 137625 0 of 134 letters missing
liberation2/LiberationMono 137625 0 of 134 letters missing
liberation: DejaVuSerif LiberationSerif, 213 points wide
liberation2: LiberationSerif, 209 points wide
liberation liberation2: LiberationSerif, 209 points wide
SEEN
diff expected seen && echo "as it was seen"
