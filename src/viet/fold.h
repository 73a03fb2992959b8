/* src/viet/fold.h
 * Vietnamese text in one form: NFC, lower and upper case, and folded for search.
 *
 * All functions take well-formed UTF-8 and give NFC text that lives in MEM; none fails. Where nothing has to change,
 * the copy is made byte for byte after one look at the text. Letters of other scripts are carried along unharmed.
 *
 *   viet_nfc    "Ðồng\u00A0Tháp"  → "Đồng Tháp"     what is stored
 *   viet_exact  "Tỉnh UỶ, 2021"   → "tỉnh ủy 2021"  equality with marks
 *   viet_fold   "Tỉnh UỶ, 2021"   → "tinh uy 2021"  equality without marks: lossy, never for identity
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Part of every stored folded text and token: raised whenever the functions here or in tokens.h give other bytes. */
enum { VIET_FOLD_VERSION = 1 };

/* NFC. Marks typed in any order are put together (a + U+0323 + U+0302 and á + U+0302 alike); Ð and ð (eth) become Đ and
 * đ; no-break spaces become a space; soft hyphens, zero-width characters and byte order marks go. */
char *viet_nfc(struct arena *mem, const char *text);

/* Case, marks and punctuation are kept but for the case. */
char *viet_lower(struct arena *mem, const char *text);
char *viet_upper(struct arena *mem, const char *text);

/* The first letter only: for sentences joined from titles. */
char *viet_lower_first(struct arena *mem, const char *text);
char *viet_upper_first(struct arena *mem, const char *text);

/* The old placement of the tone in an open oa, oe, uy: hoà → hòa, khoẻ → khỏe, thuỷ → thủy; quý and hoàn stay. The case
 * stays. */
char *viet_tone_placement(struct arena *mem, const char *text);

/* Lower case, one tone placement, and every run of blanks and punctuation as one space; none at the ends. '_' stays. */
char *viet_exact(struct arena *mem, const char *text);

/* viet_exact without marks, đ as d; Latin letters of other languages lose their marks too. */
char *viet_fold(struct arena *mem, const char *text);

/* Equal but for case, punctuation and tone placement. */
bool viet_same(struct arena *mem, const char *a, const char *b);
