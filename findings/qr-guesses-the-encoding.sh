#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/qr-guesses-the-encoding.sh
#
# A good guess: a QR code holds bytes, everybody writes UTF-8 into it, and a reader gives back the text that went in.
#
# What happens: the standard's bytes without a mark are ISO 8859-1 (JIS X 0201 in the first edition), so a reader has to
# guess. ZBar, which most scanners on Linux desks are made of, tries several encodings and takes Vietnamese for
# Chinese, Japanese or Latin text, some words and not others: “Hồ sơ” comes back whole, “Đồng Tháp” and “Trần” do not,
# and “ư” alone becomes one letter of nobody's alphabet. Whether a name survives hangs on its letters. jsQR reads all of
# them from the same picture. With a byte order mark before the text ZBar reads all, too, and jsQR hands the mark on
# as a letter before the first one.
#
# Source: ISO/IEC 18004 (byte mode, extended channel interpretation); zbar's qrcode/qrdectxt.c, which lists the encodings
# it tries.
#
# For an office: what stands in the code of a receipt, an appointment slip or a book label must be plain ASCII, a code or
# an address; names and places belong in print beside it. Who must put Vietnamese into a code tests each scanner model.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
mkdir -p archives/partial
apt-get -qq install --reinstall --download-only --no-install-recommends -o APT::Sandbox::User=root -o Dir::Cache::archives="$folder/archives" \
    zbar-tools=0.23.92-7+deb12u1 libzbar0=0.23.92-7+deb12u1 qrencode=4.1.1-1 libqrencode4=4.1.1-1 \
    libmagickwand-6.q16-6 libmagickcore-6.q16-6 >/dev/null
for package in archives/*.deb; do dpkg -x "$package" root; done
libraries=$(dirname "$(find "$folder/root" -name 'libzbar.so*' | head -n 1)")
export LD_LIBRARY_PATH=$libraries LC_ALL=C.UTF-8
MAGICK_CODER_MODULE_PATH=$(find "$folder/root" -type d -name coders | head -n 1)
export MAGICK_CODER_MODULE_PATH
npm init -y >/dev/null
npm install --silent --no-audit --no-fund jsqr@1.4.0 pngjs@7.0.0

# read_back TEXT: what ZBar and jsQR find in the same picture.
read_back() {
    root/usr/bin/qrencode -8 -s 6 -o code.png "$1"
    echo "$1 | zbar $(root/usr/bin/zbarimg -q --nodbus --raw code.png) | jsQR $(node -e '
        const { PNG } = require("pngjs"), picture = PNG.sync.read(require("node:fs").readFileSync("code.png"));
        console.log(require("jsqr")(new Uint8ClampedArray(picture.data), picture.width, picture.height).data);')"
}
echo "zbar $(root/usr/bin/zbarimg --version), jsQR 1.4.0"
for text in "Hồ sơ" "Đồng Tháp" "Trần" "Phường 1" "ư" $'\ufeffĐồng Tháp' "H20.01-210702-0001"; do read_back "$text"; done >seen
cat seen
cat >expected <<'SEEN'
Hồ sơ | zbar Hồ sơ | jsQR Hồ sơ
Đồng Tháp | zbar ﾄ雪ｻ渡g Thﾃ｡p | jsQR Đồng Tháp
Trần | zbar Tr廕吵 | jsQR Trần
Phường 1 | zbar Phﾆｰ盻拵g 1 | jsQR Phường 1
SEEN
printf 'ư | zbar \uf6c0 | jsQR ư\n\ufeffĐồng Tháp | zbar Đồng Tháp | jsQR \ufeffĐồng Tháp\n' >>expected
echo "H20.01-210702-0001 | zbar H20.01-210702-0001 | jsQR H20.01-210702-0001" >>expected
diff expected seen && echo "as it was seen"
