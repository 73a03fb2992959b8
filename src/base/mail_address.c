/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mail_address.h"

#include <string.h>

#include "base/text.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

enum { LOCAL_MAX = 64 };

bool mail_address_is_valid(const char *address)
{
    const char *at = strchr(address, '@');
    size_t length = strlen(address), local = at ? (size_t)(at - address) : 0;
    if (!at || length > MAIL_ADDRESS_MAX || local == 0 || local > LOCAL_MAX ||
        strspn(address, LETTERS "!#$%&'*+-/=?^_`{|}~.") != local || address[0] == '.' || at[-1] == '.' ||
        strstr(address, ".."))
        return false;
    const char *host = at + 1;
    return *host && strspn(host, LETTERS ".-") == strlen(host) && strchr(host, '.') && *host != '.' && *host != '-' &&
           !text_ends(host, ".") && !text_ends(host, "-");
}
