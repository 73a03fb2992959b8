/* src/exchange/digest_mail.h
 * A digest as a mail: its subject, its words as plain text and as HTML.
 *
 * Nothing personal and nothing secret goes into it (digest_line_words, IN_MAIL): a mail is kept by others and read on
 * other screens. Links lead to the office, which asks who looks.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/digest.h"

struct mail_message {
    const char *subject; /* UTF-8, one line */
    const char *plain;   /* lines end with CRLF */
    const char *html;
};

/* NAME is whose it is; PUBLIC_URL what the office is called in a browser, without a slash at the end; NULL: no links.
 * Lives in MEM. */
struct mail_message digest_mail(struct arena *mem, const struct digest *digest, const char *name,
                                const char *public_url);

/* TEXT as the value of a head of mail (RFC 2047): itself where it is printable ASCII, otherwise encoded words of whole
 * characters, none longer than 75, folded. Lives in MEM. */
const char *mail_head_text(struct arena *mem, const char *text);

/* "Mon, 02 Aug 2021 07:00:00 +0700". Lives in MEM. */
const char *mail_head_date(struct arena *mem, instant_t at);
