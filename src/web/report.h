/* src/web/report.h
 * What the pages of a report share: its draft, its periods, its figures.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/draft.h"
#include "web/page.h"

/* The main report's draft of PERIOD (text of the path), asked for with ACT_REPORT; from the cache where nothing was
 * written since. OLDER_OF as of draft_cache_read. */
const struct report_draft *report_read(struct visit *visit, const char *period, instant_t *older_of,
                                       struct err *err) MUST_CHECK;

/* "Số liệu lúc 08:15, đang tính lại." Lives in MEM. */
const char *report_older(struct arena *mem, instant_t made_at);

/* The month that is over. */
struct period report_last_month(void);

/* "Báo cáo tháng 7/2021" of the main report's month; otherwise its own label and the period. Lives in MEM. */
const char *report_title(struct arena *mem, const struct report_draft *draft);

/* period.mustache: a form to choose the month, sent to ACTION. */
void report_put_periods(struct page *page, const char *action, const struct period *period);

/* NULL where the draft has none of this id. */
const struct figure *report_find_figure(const struct report_draft *draft, const char *id);

/* Adds {label, value}; nothing where VALUE is empty. */
void report_add_fact(struct template_value *facts, struct arena *mem, const char *label, const char *value);
