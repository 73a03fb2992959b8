/* src/base/hash.h
 * SHA-256 and its hexadecimal form.
 *
 * A hash being made is a struct of the caller's: it takes no memory and cannot fail, so that hashing needs no way out
 * and a hash may be left where it stands.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { HASH_SIZE = 32, HASH_HEX_SIZE = 65, HASH_STATE_WORDS = 14 };

/* Copied by assignment; what stands in it is libcrypto's. */
struct hash {
    uint64_t state[HASH_STATE_WORDS];
};

void hash_bytes(const void *bytes, size_t length, uint8_t out[HASH_SIZE]);

/* Piece by piece, from hash_begin to hash_end. */
void hash_begin(struct hash *hash);
void hash_add(struct hash *hash, const void *bytes, size_t length);
void hash_add_text(
    struct hash *hash,
    const char *text); /* with its length before it, so that joins are unambiguous; NULL differs from "" */
void hash_add_int(struct hash *hash, int64_t value);
void hash_end(struct hash *hash, uint8_t out[HASH_SIZE]);

void hash_hex(const uint8_t hash[HASH_SIZE], char out[HASH_HEX_SIZE]);
