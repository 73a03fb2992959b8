/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <string.h>

#include "base/random.h"
#include "people/session.h"

_Static_assert(crypto_auth_hmacsha256_BYTES == HASH_SIZE, "an HMAC is a SHA-256");

static void make(const char *token, const char *purpose, uint8_t made[HASH_SIZE])
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)token, strlen(token));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)purpose, strlen(purpose));
    crypto_auth_hmacsha256_final(&state, made);
    sodium_memzero(&state, sizeof state);
}

/* A pad and the value hidden by it: two pages never hold the same bytes, so a compressed page tells nothing of it. */
void csrf_token(const char *token, const char *purpose, char out[CSRF_SIZE])
{
    uint8_t made[HASH_SIZE], bytes[2 * HASH_SIZE];
    make(token, purpose, made);
    random_bytes(bytes, HASH_SIZE);
    for (size_t i = 0; i < HASH_SIZE; i++)
        bytes[HASH_SIZE + i] = bytes[i] ^ made[i];
    sodium_bin2hex(out, CSRF_SIZE, bytes, sizeof bytes);
}

bool csrf_is(const char *token, const char *purpose, const char *given)
{
    uint8_t wanted[HASH_SIZE], bytes[2 * HASH_SIZE];
    size_t length = 0;
    if (!token || !given || strlen(given) != CSRF_SIZE - 1)
        return false;
    if (sodium_hex2bin(bytes, sizeof bytes, given, CSRF_SIZE - 1, NULL, &length, NULL) != 0 || length != sizeof bytes)
        return false;
    make(token, purpose, wanted);
    for (size_t i = 0; i < HASH_SIZE; i++)
        bytes[HASH_SIZE + i] ^= bytes[i];
    return sodium_memcmp(bytes + HASH_SIZE, wanted, HASH_SIZE) == 0;
}
