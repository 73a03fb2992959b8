/* src/exchange/digest.h
 * What a person should know in the morning: one list a day, the same in the mail and on its page.
 *
 * Of what is assigned to the person (handling/inbox.h): what is overdue, what is due today, and what is due within the
 * days of `remind.before`, each with its working days by the legal calendar; where exactly so many are left it is a
 * reminder. What waits for a step of the person, as counts (query/queues.h), and how much was given for information.
 * And what is late elsewhere: the head of a unit (`remind.head_role`) hears of the unit's people `remind.head_after`
 * working days after the last day, who gave it after `remind.giver_after`. Of these a record that the person may not
 * see is left out.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/inbox.h"

enum digest_part { DIGEST_OVERDUE, DIGEST_TODAY, DIGEST_COMING, DIGEST_OF_UNIT, DIGEST_GIVEN, DIGEST_PARTS };

enum { DIGEST_LATE_MAX = 20, DIGEST_COMING_MAX = 50 /* lines of a part */ };

struct digest_line {
    enum digest_part part;
    const struct register_definition *reg;
    int64_t record;
    const char *number; /* NULL where none */
    const char *title;
    const char *due; /* local minute */
    const char *who; /* OF_UNIT, GIVEN: whose it is, for people; otherwise NULL */
    int days;        /* working days left (COMING) or late; 0: it ended on a day of rest, or yesterday was one */
    bool reminds;    /* of COMING: as many days as `remind.before` says */
    bool secret;     /* of any degree of secrecy */
};

struct digest {
    const char *day; /* YYYY-MM-DD */
    struct digest_line *lines;
    size_t count;
    int64_t totals[DIGEST_PARTS]; /* of OVERDUE all of them, of the others those listed */
    bool more[DIGEST_PARTS];      /* there are more than are listed */
    const struct work_queue *queues;
    size_t queue_count; /* some are empty */
    int64_t informs;
};

/* For SCOPE as of now; COUNTS as inbox_counts gives them. Three statements, a few more where much is overdue or
 * something is late elsewhere. Lives in MEM. */
bool digest_read(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct inbox_counts *counts, struct digest *digest,
                 struct err *err) MUST_CHECK;

/* Nothing to be said. */
bool digest_is_empty(const struct digest *digest);

/* "Quá hạn", "Đến hạn hôm nay" … */
const char *digest_part_title(enum digest_part part);

/* "Văn bản đến số 4117: Về việc …". IN_MAIL, which others carry and keep: "01 văn bản mật" of what is secret, and no
 * title where the register has personal data, for a title may name the person. Lives in MEM. */
const char *digest_line_words(struct arena *mem, const struct digest_line *line, bool in_mail);

/* "hạn 05/08/2021, còn 3 ngày làm việc"; "hạn 30/07/2021, quá 1 ngày làm việc, của Trần Văn B". Lives in MEM. */
const char *digest_line_when(struct arena *mem, const struct digest_line *line);

/* "/van-ban/den/06f3…". Lives in MEM. */
const char *digest_line_path(struct arena *mem, const struct digest_line *line);
