/* src/reports/late.h
 * What was entered, or corrected, after the cut-off of a report and counts in its figures all the same; and what
 * counted then and was cancelled since.
 *
 * A figure goes by the day something happened; whoever printed the report at its cut-off did not have what was entered
 * later. Figures made of others are left out. Everything lives in MEM.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/draft.h"

enum { LATE_MAX = 100000 }; /* records that are looked at, the oldest ids first */

struct late_figure {
    const struct figure *figure;
    const int64_t *ids; /* in order */
    size_t count;
    const int64_t *gone; /* cancelled since, and counted until then; in order */
    size_t gone_count;
};

struct report_late {
    LIST_OF(struct late_figure) figures; /* those with any, in the order of the annex */
    size_t records, gone;                /* each once */
};

/* Of a cut-off that is not over yet nothing is late. */
bool report_late_read(struct arena *mem, struct store *store, const struct report_draft *draft,
                      struct report_late *late, struct err *err) MUST_CHECK;
