# SPDX-License-Identifier: Apache-2.0
"""A mail server for tests (Debian's python3-aiosmtpd): real SMTP on loopback, ended with whoever started it.

    /usr/bin/python3 tests/smtp-server.py MAILS [CERTIFICATE KEY]

It prints {"port": …} and, with a certificate, asks for STARTTLS before it takes mail. Each mail it takes is a line of
JSON in MAILS, its parts read by Python's own email package. How it answers a recipient is said by the address:

    never…@   550, always          later…@   451 the first time         dead…@   451, always
    slow…@    after 5 seconds      kill…@    taken, and the first time not said so before 3 seconds have passed
"""
import asyncio
import ctypes
import email
import email.policy
import json
import logging
import os
import signal
import ssl
import sys

from aiosmtpd.smtp import SMTP

ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
logging.disable(logging.CRITICAL)  # what a client breaks off is part of the tests
asked = set()


class Box:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("never"):
            return "550 5.1.1 no such user"
        if address.startswith("dead") or (address.startswith("later") and address not in asked):
            asked.add(address)
            return "451 4.2.0 come again"
        if address.startswith("slow"):
            await asyncio.sleep(5)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        raw = email.message_from_bytes(envelope.content)
        part = lambda kind: (mail.get_body((kind,)) or mail).get_content().replace("\r\n", "\n")
        line = {
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "heads": {name: str(value) for name, value in mail.items()},
            "raw_subject": raw["Subject"], "type": mail.get_content_type(), "defects": [str(defect) for defect in mail.defects],
            "parts": [[one.get_content_type(), one.get_content_charset()] for one in mail.iter_parts()],
            "date": mail["Date"].datetime.isoformat(), "plain": part("plain"), "html": part("html"),
            "greeted": session.host_name, "tls": session.ssl is not None, "ascii": envelope.content.isascii(),
        }
        with open(sys.argv[1], "a", encoding="utf-8") as mails:
            mails.write(json.dumps(line, ensure_ascii=False) + "\n")
        if any(address.startswith("kill") for address in envelope.rcpt_tos) and "kill" not in asked:
            asked.add("kill")
            await asyncio.sleep(3)
        return "250 taken"


async def main():
    context = None
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
    make = lambda: SMTP(Box(), hostname="smtp.test", tls_context=context, require_starttls=context is not None)
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", int(os.environ.get("SMTP_PORT", "0")))
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await server.serve_forever()


asyncio.run(main())
