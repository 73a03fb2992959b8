/* src/people/password.h
 * Passwords: which are good enough, their hashes, and how many are made at once.
 *
 * A hash is argon2id with its parameters in it (libsodium). It takes much time and memory on purpose, so at most one a
 * core is made at a time; PASSWORD_WAITING more wait, whoever comes then gets busy.sign-in. Only for this room.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

enum {
    PASSWORD_HASH_SIZE = 128,
    PASSWORD_MEMORY = 46 << 20, /* with one pass: OWASP ASVS */
    PASSWORD_PASSES = 1,
    PASSWORD_WAITING = 16,
    PASSWORD_LEFT_MIN = 6, /* characters that stay when usual and own words are taken out */
};

/* Good enough for somebody with these words of his own (login, name, unit)? invalid.password says what is missing. */
bool password_check(struct arena *mem, const char *password, const char *const *own, size_t own_count,
                    struct err *err) MUST_CHECK;

bool password_hash(const char *password, char hash[PASSWORD_HASH_SIZE], struct err *err) MUST_CHECK;

/* Is it the one of HASH? NULL: of nobody, never right, in the same time. WEAK: the hash was made with other parameters
 * than today's. */
bool password_verify(const char *hash, const char *password, bool *right, bool *weak, struct err *err) MUST_CHECK;

/* What many people choose, folded; ends with NULL (password_words.c). */
extern const char *const password_words[];
