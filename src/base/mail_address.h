/* src/base/mail_address.h
 * What is taken for an address of mail.
 *
 * "ten@coquan.gov.vn": ASCII, one @ between a name and a host of letters, digits, dots and hyphens. What RFC 5321
 * allows beyond that (quotes, a bare host, an address in brackets) is refused, and so is every blank and line end: an
 * address goes into a head of mail as it is.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

enum { MAIL_ADDRESS_MAX = 254 }; /* RFC 5321 §4.5.3.1.3, without the brackets */

bool mail_address_is_valid(const char *address);
