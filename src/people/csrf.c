/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <string.h>

#include "people/session.h"

_Static_assert(crypto_auth_hmacsha256_BYTES == HASH_SIZE, "an HMAC is a SHA-256");

void csrf_token(const char *token, const char *purpose, char out[HASH_HEX_SIZE])
{
    crypto_auth_hmacsha256_state state;
    uint8_t made[HASH_SIZE];
    crypto_auth_hmacsha256_init(&state, (const unsigned char *)token, strlen(token));
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)purpose, strlen(purpose));
    crypto_auth_hmacsha256_final(&state, made);
    hash_hex(made, out);
    sodium_memzero(&state, sizeof state);
}

bool csrf_is(const char *token, const char *purpose, const char *given)
{
    char wanted[HASH_HEX_SIZE];
    if (!token || !given || strlen(given) != HASH_HEX_SIZE - 1)
        return false;
    csrf_token(token, purpose, wanted);
    return sodium_memcmp(wanted, given, HASH_HEX_SIZE - 1) == 0;
}
