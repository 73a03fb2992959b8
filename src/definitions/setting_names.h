/* src/definitions/setting_names.h
 * Every setting that office/settings.yaml may have: what it is, what its value looks like, and whether anything reads
 * it. `congvu check` holds each value against its kind, so that who reads a setting reads a right one.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum setting_kind {
    SETTING_TEXT,
    SETTING_SERVER,  /* smtp://host:port, smtps://host:port */
    SETTING_ADDRESS, /* base/mail_address.h */
    SETTING_TLS,     /* required, offered, none */
    SETTING_TIME,    /* 07:00 */
    SETTING_COUNT,   /* a whole number from 1 */
    SETTING_COUNTS,  /* several, with commas between them */
};

struct setting_name {
    const char *name;
    const char *about;     /* one English line for docs/definitions.md */
    const char *otherwise; /* what holds where it is not given, for the same page; NULL: nothing */
    enum setting_kind kind;
};

extern const struct setting_name setting_names[];
extern const size_t setting_name_count;

enum { SETTING_COUNT_MAX = 100000, SETTING_COUNTS_MAX = 5 };

/* NULL where VALUE is one of KIND; otherwise what it should be, in Vietnamese. */
const char *setting_wants(enum setting_kind kind, const char *value);

/* The value of NAME, which is of kind COUNT or COUNTS: how many were given and are right. */
struct definitions;
size_t setting_counts(const struct definitions *definitions, const char *name, const char *otherwise,
                      int counts[SETTING_COUNTS_MAX]);
