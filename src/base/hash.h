/* src/base/hash.h
 * SHA-256 and its hexadecimal form.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { HASH_SIZE = 32, HASH_HEX_SIZE = 65 };

struct hash; /* a hash being made */

void hash_bytes(const void *bytes, size_t length, uint8_t out[HASH_SIZE]);

/* Piece by piece. hash_end frees the hash. */
struct hash *hash_begin(void);
void hash_add(struct hash *hash, const void *bytes, size_t length);
void hash_add_text(
    struct hash *hash,
    const char *text); /* with its length before it, so that joins are unambiguous; NULL differs from "" */
void hash_add_int(struct hash *hash, int64_t value);
void hash_end(struct hash *hash, uint8_t out[HASH_SIZE]);

void hash_hex(const uint8_t hash[HASH_SIZE], char out[HASH_HEX_SIZE]);
