/* src/fields/recipients.h
 * Who gets a document (Nơi nhận), and what became of it: the value of a field with `recipients:`, one recipient a line.
 *
 *   Kính gửi: Sở Y tế | gửi 02/08/2021 qua Trục liên thông văn bản | nhận 03/08/2021
 *   Các sở, ban, ngành (để biết) | gửi 02/08/2021 | trả lại 04/08/2021
 *   Chủ tịch UBND Tỉnh (để báo cáo)
 *   Lưu: VT, HCQT
 *
 * Lines end with a line break or “;”; a dash before one and a full stop behind it are not part of the name. The
 * purposes are also understood shortened (b/c, t/h). Words in brackets that are no purpose belong to the name. What is
 * kept (“Lưu:”) goes nowhere and counts neither as sent nor as unsent. recipients_print gives one form, which parses to
 * the same. NĐ 30/2020/NĐ-CP Phụ lục I mục II.9 (nơi nhận, kính gửi, lưu).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/delivery.h"

enum {
    RECIPIENTS_MAX = 200,     /* lines of a value */
    RECIPIENT_NAME_MAX = 300, /* characters */
    RECIPIENT_WAY_MAX = 100,
    RECIPIENT_NOTES_MAX = 160, /* what steps note on a line: the way, three days and their words */
};

enum recipient_purpose {
    PURPOSE_NONE,
    PURPOSE_ADDRESSED, /* Kính gửi */
    PURPOSE_ACT,       /* để thực hiện */
    PURPOSE_REPORT,    /* để báo cáo */
    PURPOSE_KNOW,      /* để biết */
    PURPOSE_KEEP,      /* Lưu */
};

struct recipient {
    const char *name;
    const char *key; /* the name as it is compared, however it is spelled; made once a line, not once a comparison */
    enum recipient_purpose purpose;
    const char *sent_on, *received_on, *returned_on; /* YYYY-MM-DD; "" where it is not */
    const char *way;                                 /* by what it was sent, in words; "" where not told */
};

struct recipients {
    ARRAY(struct recipient) list; /* as they are to be printed */
    ARRAY(struct err) faults; /* invalid.recipients of FIELD, each names its line; those lines are not in the list */
};

/* Reads TEXT, the value of FIELD; NULL or "": none. Lives in MEM. */
void recipients_parse(struct arena *mem, const struct field *field, const char *text, struct recipients *recipients);
const char *recipients_print(struct arena *mem, const struct recipients *recipients);

/* "Sở Y tế (để thực hiện)", "Kính gửi: Sở Y tế": the line without what became of it. */
const char *recipient_words(struct arena *mem, const struct recipient *recipient);
/* "gửi 02/08/2021 qua …, nhận 03/08/2021"; "" where nothing. */
const char *recipient_state_words(struct arena *mem, const struct recipient *recipient);
/* "để thực hiện", "kính gửi", "lưu"; NULL of none. */
const char *recipient_purpose_words(enum recipient_purpose purpose);

/* By its name, however it is spelled; NULL. */
struct recipient *recipients_find(struct arena *mem, const struct recipients *recipients, const char *name);

struct recipient_counts {
    size_t all, sent, received; /* of those that go somewhere */
};
struct recipient_counts recipients_count(const struct recipients *recipients);

/* The units of the office's tree that RECIPIENT means on DAY: the one of that name, or those of the group. UNITS has
 * room for all units; how many. */
size_t recipient_units(struct arena *mem, const struct definitions *definitions, const struct recipient *recipient,
                       const char *day, const struct unit **units);
