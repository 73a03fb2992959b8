/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

struct hash {
    EVP_MD_CTX *context;
};

static void must(int ok)
{
    if (ok != 1)
        abort();
}

void hash_bytes(const void *bytes, size_t length, uint8_t out[HASH_SIZE])
{
    SHA256(bytes, length, out);
}

struct hash *hash_begin(void)
{
    struct hash *hash = malloc(sizeof *hash);
    if (!hash || !(hash->context = EVP_MD_CTX_new()))
        abort();
    must(EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL));
    return hash;
}

void hash_add(struct hash *hash, const void *bytes, size_t length)
{
    must(EVP_DigestUpdate(hash->context, bytes, length));
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
    hash_add_int(hash, text ? (int64_t)strlen(text) : -1);
    if (text)
        hash_add(hash, text, strlen(text));
}

void hash_end(struct hash *hash, uint8_t out[HASH_SIZE])
{
    must(EVP_DigestFinal_ex(hash->context, out, NULL));
    EVP_MD_CTX_free(hash->context);
    free(hash);
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
