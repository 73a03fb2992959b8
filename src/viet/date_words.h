/* src/viet/date_words.h
 * Dates as Vietnamese documents write them (Decree 30/2020, Appendix I: days below 10 and months 1 and 2 take a 0).
 *
 * Texts live in MEM.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/arena.h"
#include "base/date.h"

/* "ngày 05 tháng 7 năm 2021" */
char *viet_date_words(struct arena *mem, day_t day);

/* "05/07/2021" */
char *viet_date(struct arena *mem, day_t day);
