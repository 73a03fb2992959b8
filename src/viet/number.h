/* src/viet/number.h
 * Numbers as a Vietnamese report writes them.
 *
 * Thousands take dots, decimals a comma; everything is integer arithmetic, halves away from zero. Texts live in MEM.
 * Nothing fails but where a bool says so.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"

/* 6800 → "6.800", -1200 → "-1.200": for tables. */
char *viet_number(struct arena *mem, int64_t value);

/* In running text counts below 10 are padded: 2 → "02", 6800 → "6.800", 0 → "0". */
char *viet_count(struct arena *mem, int64_t value);

/* The same with 0 → "không". */
char *viet_count_prose(struct arena *mem, int64_t value);

/* VALUE / 10^SCALE, trailing zeros dropped: (123450, 2) → "1.234,5"; SCALE 0–9. */
char *viet_decimal(struct arena *mem, int64_t value, int scale);

/* Hundredths of a percent, half-up: 1755 of 1841 → 9533. False where WHOLE is not positive or the result is beyond
 * int64. The complement of a rate is 10000 − it, so that both sum to 100. */
bool viet_percent_hundredths(int64_t part, int64_t whole, int64_t *hundredths) MUST_CHECK;

/* 9533 → "95,33%", 9950 → "99,5%", 10000 → "100%". */
char *viet_percent(struct arena *mem, int64_t hundredths);

/* 6843 → "trên 6.800": two significant digits, downwards. A number that has no more than these, and every one below
 * 100, takes no hedge and is written as viet_count_prose does. */
char *viet_over(struct arena *mem, int64_t value);

/* 1387 → "gần 1.400": two significant digits, upwards; exact ones as above. */
char *viet_nearly(struct arena *mem, int64_t value);

/* 1423000 → "1,4 triệu", one decimal, half-up; below a million as viet_count_prose. */
char *viet_million(struct arena *mem, int64_t value);

/* 1250000 → "1.250.000 đồng". */
char *viet_money(struct arena *mem, int64_t dong);

/* 1841 → "một nghìn tám trăm bốn mươi mốt"; 1005 → "một nghìn không trăm linh năm"; negative ones begin with "âm". */
char *viet_words(struct arena *mem, int64_t value);

/* 1250000 → "Một triệu hai trăm năm mươi nghìn đồng". */
char *viet_money_words(struct arena *mem, int64_t dong);
