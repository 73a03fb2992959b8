/* SPDX-License-Identifier: Apache-2.0 */
#include "store/id.h"

#include <pthread.h>
#include <string.h>

#include "base/clock.h"

#define ID_EPOCH 1420070400000 /* 2015-01-01T00:00Z */

enum { NODE_BITS = 10, SEQUENCE_BITS = 12, LETTER_BITS = 5, LETTERS = 13 };

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static pthread_mutex_t drawing = PTHREAD_MUTEX_INITIALIZER;
static int own_node = 1;
static instant_t last_ms;
static int last_sequence;

int64_t id_at(instant_t at, int node, int sequence)
{
    int64_t ms = at < ID_EPOCH ? 0 : at - ID_EPOCH;
    return ms << (NODE_BITS + SEQUENCE_BITS) | (int64_t)node << SEQUENCE_BITS | sequence;
}

int64_t id_next(void)
{
    instant_t now = clock_now();
    pthread_mutex_lock(&drawing);
    if (now > last_ms) {
        last_ms = now;
        last_sequence = 0;
    } else if (++last_sequence == ID_PER_MS) {
        last_ms++;
        last_sequence = 0;
    }
    int64_t id = id_at(last_ms, own_node, last_sequence);
    pthread_mutex_unlock(&drawing);
    return id;
}

void id_set_node(int node)
{
    pthread_mutex_lock(&drawing);
    own_node = node;
    pthread_mutex_unlock(&drawing);
}

void id_set_floor(int64_t id)
{
    instant_t ms = id_instant(id);
    pthread_mutex_lock(&drawing);
    if (ms >= last_ms) {
        last_ms = ms + 1;
        last_sequence = -1;
    }
    pthread_mutex_unlock(&drawing);
}

int64_t id_next_after(int64_t id)
{
    int64_t next = id_next();
    if (next > id)
        return next;
    id_set_floor(id);
    return id_next();
}

instant_t id_instant(int64_t id)
{
    return (id >> (NODE_BITS + SEQUENCE_BITS)) + ID_EPOCH;
}

void id_print(int64_t id, char out[ID_SIZE])
{
    uint64_t rest = (uint64_t)id;
    for (int i = LETTERS - 1; i >= 0; i--) {
        out[i] = alphabet[rest & 31];
        rest >>= LETTER_BITS;
    }
    out[LETTERS] = '\0';
}

static int letter_value(char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    if (c == 'o')
        c = '0';
    if (c == 'i' || c == 'l')
        c = '1';
    const char *at = c ? strchr(alphabet, c) : NULL;
    return at ? (int)(at - alphabet) : -1;
}

bool id_parse(const char *text, int64_t *id)
{
    uint64_t value = 0;
    if (strnlen(text, LETTERS + 1) != LETTERS)
        return false;
    for (int i = 0; i < LETTERS; i++) {
        int digit = letter_value(text[i]);
        if (digit < 0 || (i == 0 && digit > 7)) /* 65 bits, of which the sign is none of ours */
            return false;
        value = value << LETTER_BITS | (uint64_t)digit;
    }
    *id = (int64_t)value;
    return true;
}
