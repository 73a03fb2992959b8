/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/setting_names.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/mail_address.h"
#include "base/text.h"
#include "definitions/definitions.h"
#include "definitions/texts.h"

const struct setting_name setting_names[] = {
    { "issuer", "The issuing body of a record whose book names none: a code of `units.yaml`.", "the first issuer" },
    { "records.from", "The first day with all records. A figure of a period begun earlier is missing, not 0.", "none" },
    { "report.main", "The report that the pages open: a name of `reports/`.", "the first report" },
    { "office.short", "The office's name at the head of every page.", "Công vụ" },
    { "mail.server", "Where mail is handed over: `smtp://host:port` or `smtps://host:port`; without it none is sent.",
      "none", SETTING_SERVER },
    { "mail.from", "The sender's address; needed beside `mail.server`.", "none", SETTING_ADDRESS },
    { "mail.user", "The name at the server; its password is in `CONGVU_MAIL_PASSWORD` or `CONGVU_MAIL_PASSWORD_FILE`.",
      "none" },
    { "mail.tls", "`required`: TLS or no mail; `offered`: TLS where the server offers it; `none`.", "required",
      SETTING_TLS },
    { "mail.hour", "When a working day's digest is made.", "07:00", SETTING_TIME },
    { "mail.retry", "Seconds until a mail that failed is tried again; twice as long after each failure.", "60",
      SETTING_COUNT },
    { "mail.tries", "After so many failures it is given up.", "8", SETTING_COUNT },
    { "mail.timeout", "Seconds that the server has for one mail.", "30", SETTING_COUNT },
    { "remind.before", "How many working days before its last day work is reminded of, with commas between them.",
      "3, 1", SETTING_COUNTS },
    { "remind.head_role", "The role whose people hear what is late in their unit: a name of `roles.yaml`.", "none" },
    { "remind.head_after", "So many working days after the last day.", "1", SETTING_COUNT },
    { "remind.giver_after", "So many working days after the last day who gave it hears that it is late.", "3",
      SETTING_COUNT },
};
const size_t setting_name_count = COUNT_OF(setting_names);

/* "smtp://mail.vp.gov.vn:587": a host, and a port or none; no name, no path. */
static bool is_server(const char *value)
{
    const char *host = text_starts(value, "smtp://") ? value + 7 : text_starts(value, "smtps://") ? value + 8 : NULL;
    size_t length = host ? strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") : 0;
    int64_t port;
    return length > 0 &&
           (host[length] == '\0' || (host[length] == ':' && text_to_int(host + length + 1, 1, UINT16_MAX, &port)));
}

static bool is_time(const char *value)
{
    int minute;
    const char *rest;
    return time_parse(value, &minute, &rest) && *rest == '\0';
}

/* Whole numbers from 1 with commas and blanks between them; 0: not that. */
static size_t read_counts(const char *value, size_t most, int *counts)
{
    size_t count = 0;
    while (count < most) {
        char digits[12] = "";
        int64_t number;
        value += strspn(value, " ");
        size_t length = strspn(value, "0123456789");
        if (length == 0 || length >= sizeof digits)
            return 0;
        memcpy(digits, value, length);
        if (!text_to_int(digits, 1, SETTING_COUNT_MAX, &number))
            return 0;
        counts[count++] = (int)number;
        value += length;
        value += strspn(value, " ");
        if (*value == '\0')
            return count;
        if (*value++ != ',')
            return 0;
    }
    return 0;
}

const char *setting_wants(enum setting_kind kind, const char *value)
{
    int counts[SETTING_COUNTS_MAX];
    switch (kind) {
    case SETTING_TEXT:
        break;
    case SETTING_SERVER:
        return is_server(value) ? NULL : TEXT_SETTING_SERVER;
    case SETTING_ADDRESS:
        return mail_address_is_valid(value) ? NULL : TEXT_SETTING_ADDRESS;
    case SETTING_TLS:
        return text_equal(value, "required") || text_equal(value, "offered") || text_equal(value, "none")
                   ? NULL
                   : TEXT_SETTING_TLS;
    case SETTING_TIME:
        return is_time(value) ? NULL : TEXT_SETTING_TIME;
    case SETTING_COUNT:
        return read_counts(value, 1, counts) == 1 ? NULL : TEXT_SETTING_COUNT;
    case SETTING_COUNTS:
        return read_counts(value, SETTING_COUNTS_MAX, counts) > 0 ? NULL : TEXT_SETTING_COUNTS;
    }
    return NULL;
}

size_t setting_counts(const struct definitions *definitions, const char *name, const char *otherwise,
                      int counts[SETTING_COUNTS_MAX])
{
    size_t count = read_counts(definitions_setting(definitions, name, otherwise), SETTING_COUNTS_MAX, counts);
    return count > 0 ? count : read_counts(otherwise, SETTING_COUNTS_MAX, counts);
}
