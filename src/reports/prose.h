/* src/reports/prose.h
 * Sentences with figures: Mustache in, runs of text and figures out.
 *
 * {{id}} is the figure's exact number as running text writes it: 02, 23, 6.812, 95,33%, "không" for 0. Its forms:
 *   {{id.over}} trên 6.800 · {{id.nearly}} gần 1.400 · {{id.million}} 1,4 triệu · {{id.words}} hai · {{id.plain}} 2
 *   {{id.trend}} of a change: "tăng 12 đơn", "giảm 05 đơn", "không thay đổi"
 *   {{#id.known}}…{{/id.known}} where it has a value, {{#id.some}} where the value is not 0 either
 * A missing figure is "không có số liệu" in every form. The period's words:
 *   month year · next_month next_year · previous_month previous_year · last_year · quarter half · period next_period
 *   period_before ("tháng 7/2021") · from until cutoff ("01/7/2021")
 * A month is that of the period's last day; months 1 and 2 are padded.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/figure.h"

struct prose_run {
    const char *text;
    const struct figure *figure; /* NULL: plain text */
};

struct prose_line {
    ARRAY(struct prose_run) runs;
};

struct prose;

/* Sentences about FIGURES' period; lives in MEM. */
struct prose *prose_new(struct arena *mem, struct figures *figures, const struct period *period, day_t cutoff);

/* Adds SENTENCE to LINE. Fails where the sentence cannot be parsed or a figure cannot be computed; LINE then holds what
 * it held. */
bool prose_add(struct prose *prose, const char *sentence, struct prose_line *line, struct err *err) MUST_CHECK;

/* Adds plain text. */
void prose_add_text(struct prose *prose, const char *text, struct prose_line *line);

/* Adds a figure by one of its forms, "" for the plain exact number. */
void prose_add_figure(struct prose *prose, const struct figure *figure, const char *form, struct prose_line *line);

/* The line as text; lives in MEM. */
const char *prose_text(struct arena *mem, const struct prose_line *line);

/* One form of a figure; "" is the form of {{id}}. NULL where there is no such form. Lives in MEM. */
const char *figure_form(struct arena *mem, const struct figure *figure, const char *form);
