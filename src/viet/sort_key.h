/* src/viet/sort_key.h
 * Vietnamese order as a text that a database compares byte by byte.
 *
 * The order: the 29 letters a ă â b c d đ e ê … with f j w z in their Latin place, the end of a word before all of them
 * ("An Bình" before "Anh"); where the letters of the whole text are the same, the tones ngang, huyền, hỏi, ngã, sắc,
 * nặng; then small before capital. Digits go before letters and whole numbers by value (Phường 2 before Phường 10; up
 * to 15 digits). Punctuation only parts words. Letters of other scripts come last, by code point.
 *
 * A key is printable ASCII in MEM, made of the first VIET_KEY_LETTERS_MAX letters and digits, so that it fits every
 * index. Equal keys do not mean equal texts: order by key, then by id.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/arena.h"

enum {
    VIET_KEY_LETTERS_MAX = 120,
    VIET_KEY_VERSION = 1, /* raised whenever a function here gives other bytes: stored keys are then written anew */
};

char *viet_sort_key(struct arena *mem, const char *text);

/* Of a person: given name (last word), then family name (first), then the names between. */
char *viet_name_key(struct arena *mem, const char *name);
