#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/python-mail-blanks.sh
#
# A good guess: Python's EmailMessage encodes and folds a Vietnamese subject and a sender's name, and whoever reads the
# mail, Python or another, has the text that went in. Where a line is folded is nobody's concern.
#
# What happens: a long text is cut into several encoded words (RFC 2047), and the blanks between two of them are no text.
# Python 3.11 forgets this twice. Writing, it may leave a blank of the text between two encoded words instead of in one of
# them: “tố cáo” is sent as “tốcáo”, “Đồng Tháp” as “ĐồngTháp”. Reading a name, it takes the blank that only separates for text:
# “huyện” of another program's mail becomes “huy ện”, which mailparser reads right. The older Header and decode_header of
# the same package do neither.
#
# Source: https://www.rfc-editor.org/rfc/rfc2047#section-6.2 ; https://github.com/python/cpython/issues/92081 (writing) ;
# https://github.com/python/cpython/issues/128110 (reading).
#
# For an office: in Vietnamese nearly every word needs encoding, so every long subject is cut. The subject that citizens
# get is not the one in the register, and a unit is not found by the name its mail bears. Encode with Header, and
# compare who sent a mail by the address, or by the name without its blanks.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
version=3.11.2-6+deb12u8
{
    apt-get -qq -o APT::Sandbox::User=root download {python3.11,libpython3.11}-minimal=$version libpython3.11-stdlib=$version &&
        npm init -y >/dev/null && npm install --silent --no-audit --no-fund mailparser@3.7.2 nodemailer@6.9.16
} || { echo "the packages cannot be installed" >&2 && exit 2; }
for package in *.deb; do dpkg -x "$package" root; done
export LC_ALL=C.UTF-8
python() { PYTHONHOME="$folder/root/usr" root/usr/bin/python3.11 -S "$@"; }

cat >write.py <<'ASK'
import sys
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
_, subject, name = sys.argv
message = EmailMessage()
message["Subject"] = subject
message["From"] = Address(name, "so", "example.vn")
open("python.eml", "wb").write(bytes(message))
open("header.eml", "w").write("Subject: " + Header(subject, "utf-8", header_name="Subject").encode() + "\n\n")
ASK
cat >write.mjs <<'ASK'
import { writeFileSync } from "node:fs";
import { createTransport } from "nodemailer";
const [subject, name] = process.argv.slice(2), transport = createTransport({ streamTransport: true, buffer: true });
const sent = await transport.sendMail({ from: { name, address: "so@example.vn" }, to: "xa@example.vn", subject, text: "-" });
writeFileSync("nodemailer.eml", sent.message);
ASK
cat >read.py <<'ASK'
import email
from email import policy
from email.header import decode_header, make_header
raw = open("nodemailer.eml", "rb").read()
print("nodemailer > python          ", email.message_from_bytes(raw, policy=policy.default)["From"].addresses[0].display_name)
print("nodemailer > decode_header   ", str(make_header(decode_header(email.message_from_bytes(raw)["From"]))).split(" <")[0])
ASK
cat >read.mjs <<'ASK'
import { readFileSync } from "node:fs";
import { simpleParser } from "mailparser";
const [file, what] = process.argv.slice(2), message = await simpleParser(readFileSync(`${file}.eml`));
console.log(`${file} > mailparser`.padEnd(29), what === "name" ? message.from.value[0].name : message.subject);
ASK

python --version
for subject in "Nhắc việc: hồ sơ sắp đến hạn giải quyết của Phòng Nội vụ" "Phiếu chuyển đơn khiếu nại, tố cáo của công dân xã Mỹ An"; do
    python write.py "$subject" -
    echo "$subject"
    for file in python header; do node read.mjs $file subject; done
done >seen
for name in "Văn thư Ủy ban nhân dân tỉnh Đồng Tháp" "Ủy ban nhân dân huyện Tháp Mười"; do
    python write.py - "$name"
    node write.mjs - "$name"
    echo "$name"
    for file in python nodemailer; do node read.mjs $file name; done
    python read.py
done >>seen
cat seen
cat >expected <<'SEEN'
Nhắc việc: hồ sơ sắp đến hạn giải quyết của Phòng Nội vụ
python > mailparser           Nhắc việc: hồ sơ sắp đến hạngiải quyết của Phòng Nội vụ
header > mailparser           Nhắc việc: hồ sơ sắp đến hạn giải quyết của Phòng Nội vụ
Phiếu chuyển đơn khiếu nại, tố cáo của công dân xã Mỹ An
python > mailparser           Phiếu chuyển đơn khiếu nại, tốcáo của công dân xã Mỹ An
header > mailparser           Phiếu chuyển đơn khiếu nại, tố cáo của công dân xã Mỹ An
Văn thư Ủy ban nhân dân tỉnh Đồng Tháp
python > mailparser           Văn thư Ủy ban nhân dân tỉnh ĐồngTháp
nodemailer > mailparser       Văn thư Ủy ban nhân dân tỉnh Đồng Tháp
nodemailer > python           Văn thư Ủy ban nh ân dân tỉnh Đ ồng Tháp
nodemailer > decode_header    Văn thư Ủy ban nhân dân tỉnh Đồng Tháp
Ủy ban nhân dân huyện Tháp Mười
python > mailparser           Ủy ban nhân dân huyện Tháp Mười
nodemailer > mailparser       Ủy ban nhân dân huyện Tháp Mười
nodemailer > python           Ủy ban nhân dân huy ện Tháp Mười
nodemailer > decode_header    Ủy ban nhân dân huyện Tháp Mười
SEEN
diff expected seen && echo "as it was seen"
