#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/word-condition-leaves-no-text.sh
#
# A good guess: what a Word document shows, its PDF made by LibreOffice shows. A field that LibreOffice cannot compute
# keeps the result that Word stored beside it, as MERGEFIELD and QUOTE do.
#
# What happens: LibreOffice 7.4 reads the field IF (“If … Then … Else” among the rules of Word's mail merge) as conditional text
# of which the condition and both texts are empty. The PDF has nothing in its place: “Kính gửi: Ông Nguyễn Văn A” is
# printed “Kính gửi: Nguyễn Văn A”. The same file made to text still has “Ông”, so a check of the text does not see it.
# Saved as .docx again, the rule itself is gone: IF "" "".
#
# Source: https://vmiklos.hu/blog/sw-cached-fields.html (what the import keeps of such a field); FIELD_IF in LibreOffice's
# writerfilter/source/dmapper/DomainMapper_Impl.cxx.
#
# For an office: Ông or Bà, “trễ hạn” or “đúng hạn” are typical rules in Word's templates. The letter that the server makes
# a PDF of lacks just the words that were chosen, and nobody is warned. Before a document goes to LibreOffice its fields
# have to be made text (Ctrl+Shift+F9 in Word), or be filled in by what makes the letter.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
mkdir -p archives/partial
version=4:7.4.7-1+deb12u14
apt-get -qq install --reinstall --download-only --no-install-recommends --allow-downgrades -o APT::Sandbox::User=root \
    -o Dir::Cache::archives="$folder/archives" libreoffice-{writer-nogui,core-nogui,base-core,common}=$version ure=$version \
    uno-libs-private=$version libuno-{sal3,salhelpergcc3-3,cppu3,cppuhelpergcc3-3,purpenvhelpergcc3-3}=$version \
    {poppler-utils,libpoppler126}=22.12.0-2+deb12u2 >/dev/null || { echo "the packages cannot be installed" >&2 && exit 2; }
for package in archives/*.deb; do dpkg -x "$package" root; done
office=$folder/root/usr/lib/libreoffice
# Debian's package names its own folders; here they are elsewhere
sed -i "s|file:///usr/lib/libreoffice|file://$office|g; s|file:///etc/libreoffice/registry|file://$office/share/.registry|g" "$office"/program/*rc
export LC_ALL=C.UTF-8 LD_LIBRARY_PATH=$office/program:$folder/root/usr/lib/$(uname -m)-linux-gnu HOME=$folder

cat >write.py <<'ASK'
from zipfile import ZipFile
from xml.sax.saxutils import escape

office = "http://schemas.openxmlformats.org/"
def text(value):
    return f'<w:r><w:t xml:space="preserve">{escape(value)}</w:t></w:r>'
def char(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
def field(*code, result):
    parts = (part if part.startswith("<w:r>") else f'<w:r><w:instrText xml:space="preserve">{escape(part)}</w:instrText></w:r>' for part in code)
    return char("begin") + "".join(parts) + char("separate") + text(result) + char("end")
sex = field(" MERGEFIELD Gioi_tinh ", result="Nam")
lines = [
    text("Kính gửi: ") + field(" IF ", sex, ' = "Nam" "Ông" "Bà" ', result="Ông") + text(" ") + field(" MERGEFIELD Ho_ten ", result="Nguyễn Văn A"),
    text("Hồ sơ ") + field(' IF 5 > 3 "trễ hạn" "đúng hạn" ', result="trễ hạn") + text(", ") + field(' QUOTE "hẹn trả" ', result="hẹn trả"),
    text("Hồ sơ ") + field(' IF 5>3 "trễ hạn" "đúng hạn" ', result="trễ hạn") + text(" 2 ngày"),
]
body = "".join(f"<w:p>{line}</w:p>" for line in lines)
parts = {
    "[Content_Types].xml": f'<Types xmlns="{office}package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{office}package/2006/relationships"><Relationship Id="r1" '
    f'Type="{office}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{office}wordprocessingml/2006/main"><w:body>{body}<w:sectPr/></w:body></w:document>',
}
with ZipFile("letter.docx", "w") as file:
    for name, part in parts.items():
        file.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + part)
ASK
python3 write.py
soffice() { "$office/program/soffice" "-env:UserInstallation=file://$folder/profile" "$@"; }
# converted FORMAT: the letter as LibreOffice writes it.
converted() { soffice --headless --convert-to "$1" --outdir out letter.docx >log 2>&1; }
soffice --version | grep .
for format in pdf "txt:Text (encoded):UTF8" docx; do converted "$format"; done
{
    echo pdf
    root/usr/bin/pdftotext -layout -nopgbrk out/letter.pdf - | grep .
    echo txt
    sed '1s/^\xef\xbb\xbf//' out/letter.txt
    echo docx
    python3 -c 'import re, zipfile; print(*re.findall("<w:instrText[^>]*>\s*(.*?)\s*</w:instrText>", zipfile.ZipFile("out/letter.docx").read("word/document.xml").decode()), sep="\n")'
} >seen
cat seen
cat >expected <<'SEEN'
pdf
Kính gửi: Nguyễn Văn A
Hồ sơ , hẹn trả
Hồ sơ 2 ngày
txt
Kính gửi: Ông Nguyễn Văn A
Hồ sơ trễ hạn, hẹn trả
Hồ sơ trễ hạn 2 ngày
docx
IF  &quot;&quot; &quot;&quot;
MERGEFIELD Ho_ten
IF  &quot;&quot; &quot;&quot;
QUOTE &quot;hẹn trả&quot;
IF  &quot;&quot; &quot;&quot;
SEEN
diff expected seen && echo "as it was seen"
