/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of OpenSSL 1.1: those that came after them allocate a context for each hash, which costs three times
 * the hash of a short text, and a hash that can fail for want of memory has no sensible way to say so. */
#define OPENSSL_API_COMPAT 10101

#include "base/hash.h"

#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(sizeof(SHA256_CTX) <= sizeof(struct hash), "libcrypto's state fits");

static SHA256_CTX *context(struct hash *hash)
{
    return (SHA256_CTX *)hash;
}

/* They only say no to a NULL. */
static void must(int ok)
{
    if (ok != 1)
        abort();
}

void hash_begin(struct hash *hash)
{
    must(SHA256_Init(context(hash)));
}

void hash_add(struct hash *hash, const void *bytes, size_t length)
{
    must(SHA256_Update(context(hash), bytes, length));
}

void hash_add_int(struct hash *hash, int64_t value)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)value >> (56 - 8 * i));
    hash_add(hash, bytes, sizeof bytes);
}

void hash_add_text(struct hash *hash, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    hash_add_int(hash, text ? (int64_t)length : -1);
    hash_add(hash, text, length);
}

void hash_end(struct hash *hash, uint8_t out[HASH_SIZE])
{
    must(SHA256_Final(out, context(hash)));
}

void hash_bytes(const void *bytes, size_t length, uint8_t out[HASH_SIZE])
{
    struct hash hash;
    hash_begin(&hash);
    hash_add(&hash, bytes, length);
    hash_end(&hash, out);
}

void hash_hex(const uint8_t hash[HASH_SIZE], char out[HASH_HEX_SIZE])
{
    static const char digit[] = "0123456789abcdef";
    for (int i = 0; i < HASH_SIZE; i++) {
        out[2 * i] = digit[hash[i] >> 4];
        out[2 * i + 1] = digit[hash[i] & 15];
    }
    out[2 * HASH_SIZE] = '\0';
}
