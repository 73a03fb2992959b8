/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hash.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Fetching the algorithm and making a context cost three times the hash of a short text: the one is fetched once, the
 * other is kept by each thread between two hashes. */
enum { HELD = 256 };

/* Small pieces are held until they are many: handing each over costs more than hashing it. */
struct hash {
    EVP_MD_CTX *context;
    size_t held;
    unsigned char bytes[HELD];
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t spare; /* a thread's hash that is not in use */
static EVP_MD *sha256;

static void must(int ok)
{
    if (ok != 1)
        abort();
}

static void hash_free(void *arg)
{
    struct hash *hash = arg;
    EVP_MD_CTX_free(hash->context);
    free(hash);
}

static void free_algorithm(void)
{
    struct hash *hash = pthread_getspecific(spare);
    if (hash)
        hash_free(hash);
    pthread_setspecific(spare, NULL);
    EVP_MD_free(sha256);
}

static void fetch_algorithm(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (!sha256 || pthread_key_create(&spare, hash_free) != 0)
        abort();
    atexit(free_algorithm);
}

struct hash *hash_begin(void)
{
    pthread_once(&once, fetch_algorithm);
    struct hash *hash = pthread_getspecific(spare);
    if (hash)
        pthread_setspecific(spare, NULL);
    else if (!(hash = malloc(sizeof *hash)) || !(hash->context = EVP_MD_CTX_new()))
        abort();
    must(EVP_DigestInit_ex2(hash->context, sha256, NULL));
    hash->held = 0;
    return hash;
}

static void flush(struct hash *hash)
{
    if (hash->held)
        must(EVP_DigestUpdate(hash->context, hash->bytes, hash->held));
    hash->held = 0;
}

void hash_add(struct hash *hash, const void *bytes, size_t length)
{
    if (length > HELD - hash->held)
        flush(hash);
    if (length > HELD) {
        must(EVP_DigestUpdate(hash->context, bytes, length));
        return;
    }
    if (length)
        memcpy(hash->bytes + hash->held, bytes, length);
    hash->held += length;
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
    flush(hash);
    must(EVP_DigestFinal_ex(hash->context, out, NULL));
    if (pthread_getspecific(spare) || pthread_setspecific(spare, hash) != 0)
        hash_free(hash);
}

void hash_bytes(const void *bytes, size_t length, uint8_t out[HASH_SIZE])
{
    struct hash *hash = hash_begin();
    hash_add(hash, bytes, length);
    hash_end(hash, out);
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
