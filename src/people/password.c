/* SPDX-License-Identifier: Apache-2.0 */
#include "people/password.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/random.h"
#include "base/text.h"
#include "people/account.h"
#include "people/texts.h"
#include "viet/fold.h"

_Static_assert(PASSWORD_HASH_SIZE >= crypto_pwhash_STRBYTES, "a hash fits");

/* --- the queue ---------------------------------------------------------------------------------------------------- */

static struct {
    pthread_mutex_t lock;
    pthread_cond_t free;
    long running, waiting;
} queue = { .lock = PTHREAD_MUTEX_INITIALIZER, .free = PTHREAD_COND_INITIALIZER };

static char nobodys[crypto_pwhash_STRBYTES]; /* the hash of what nobody knows */
static bool is_ready;

static void prepare(void)
{
    char secret[PASSWORD_HASH_SIZE];
    random_bytes(secret, sizeof secret);
    is_ready = sodium_init() >= 0 && crypto_pwhash_str_alg(nobodys, secret, sizeof secret, PASSWORD_PASSES,
                                                           PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0;
    sodium_memzero(secret, sizeof secret);
}

/* Waits for a turn. No arena call until turn_end. */
static bool turn_begin(struct err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, prepare);
    if (!is_ready)
        return err_set(err, ERR_BUSY, "sign-in", NULL, SAY_PASSWORD_MEMORY);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (cores < 1)
        cores = 1;
    pthread_mutex_lock(&queue.lock);
    bool full = queue.running >= cores && queue.waiting >= PASSWORD_WAITING;
    if (!full) {
        queue.waiting++;
        while (queue.running >= cores)
            pthread_cond_wait(&queue.free, &queue.lock);
        queue.waiting--;
        queue.running++;
    }
    pthread_mutex_unlock(&queue.lock);
    return !full || err_set(err, ERR_BUSY, "sign-in", NULL, SAY_PASSWORD_BUSY);
}

static void turn_end(void)
{
    pthread_mutex_lock(&queue.lock);
    queue.running--;
    pthread_cond_signal(&queue.free);
    pthread_mutex_unlock(&queue.lock);
}

/* --- hashes ------------------------------------------------------------------------------------------------------- */

bool password_hash(const char *password, char hash[PASSWORD_HASH_SIZE], struct err *err)
{
    if (!turn_begin(err))
        return false;
    memset(hash, 0, PASSWORD_HASH_SIZE);
    int failed = crypto_pwhash_str_alg(hash, password, strlen(password), PASSWORD_PASSES, PASSWORD_MEMORY,
                                       crypto_pwhash_ALG_ARGON2ID13);
    turn_end();
    return !failed || err_set(err, ERR_BUSY, "sign-in", NULL, SAY_PASSWORD_MEMORY);
}

bool password_verify(const char *hash, const char *password, bool *right, bool *weak, struct err *err)
{
    size_t length = strlen(password);
    if (text_is_empty(hash)) /* an account without a password is nobody's to enter, and takes as long */
        hash = NULL;
    if (!turn_begin(err))
        return false;
    bool fits = length <= PASSWORD_MAX;
    int different = crypto_pwhash_str_verify(hash ? hash : nobodys, fits ? password : "", fits ? length : 0);
    turn_end();
    *right = hash && fits && different == 0;
    *weak = *right && crypto_pwhash_str_needs_rehash(hash, PASSWORD_PASSES, PASSWORD_MEMORY) != 0;
    return true;
}

/* --- which are good enough ---------------------------------------------------------------------------------------- */

/* Takes WORD out of TEXT wherever it stands. */
static void take_out(char *text, const char *word)
{
    size_t length = strlen(word);
    for (char *at = strstr(text, word); at && length > 0; at = strstr(at, word))
        memmove(at, at + length, strlen(at + length) + 1);
}

/* The letters and digits, folded: what a guesser tries. */
static char *core_of(struct arena *mem, const char *text)
{
    char *folded = viet_fold(mem, text), *to = folded;
    for (const char *from = folded; *from; from++)
        if (*from != ' ' && *from != '_')
            *to++ = *from;
    *to = '\0';
    return folded;
}

static size_t characters(const char *text)
{
    size_t count = 0;
    while (*text && utf8_next(&text))
        count++;
    return count;
}

static size_t different_bytes(const char *text)
{
    bool seen[256] = { false };
    size_t count = 0;
    for (; *text; text++) {
        count += !seen[(unsigned char)*text];
        seen[(unsigned char)*text] = true;
    }
    return count;
}

/* The words of OWN of three letters and more, and the whole without blanks. */
static void take_out_own(struct arena *mem, char *core, const char *own)
{
    size_t count;
    take_out(core, core_of(mem, own));
    char **words = text_split(mem, viet_fold(mem, own), ' ', &count);
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) >= 3)
            take_out(core, words[i]);
}

bool password_check(struct arena *mem, const char *password, const char *const *own, size_t own_count, struct err *err)
{
    size_t length = strlen(password);
    if (length > PASSWORD_MAX)
        return err_set(err, ERR_INVALID, "password", "password", SAY_PASSWORD_LONG);
    if (!utf8_is_valid(password, length))
        return err_set(err, ERR_INVALID, "password", "password", SAY_PASSWORD_TEXT);
    if (characters(password) < PASSWORD_MIN)
        return err_set(err, ERR_INVALID, "password", "password", SAY_PASSWORD_SHORT);
    char *core = core_of(mem, password);
    size_t folded = strlen(core);
    for (size_t i = 0; i < own_count; i++)
        if (!text_is_empty(own[i]))
            take_out_own(mem, core, own[i]);
    for (size_t i = 0; password_words[i]; i++)
        take_out(core, password_words[i]);
    bool usual = different_bytes(password) < 5 || (strlen(core) < folded && strlen(core) < PASSWORD_LEFT_MIN);
    sodium_memzero(core, strlen(core));
    return !usual || err_set(err, ERR_INVALID, "password", "password", SAY_PASSWORD_USUAL);
}

static unsigned random_under(unsigned below)
{
    uint8_t byte;
    do
        random_bytes(&byte, 1);
    while (byte >= 256 / below * below); /* without bias */
    return byte % below;
}

/* Four words of three syllables: 75 bits, and nothing that is misheard. */
const char *password_random(struct arena *mem)
{
    static const char consonants[] = "bcdghklmnprstvxz", vowels[] = "aeiou";
    enum { WORDS = 4, SYLLABLES = 3 };
    char *out = arena_alloc(mem, WORDS * (2 * SYLLABLES + 1));
    char *to = out;
    for (int i = 0; i < WORDS; i++) {
        for (int j = 0; j < SYLLABLES; j++) {
            *to++ = consonants[random_under(sizeof consonants - 1)];
            *to++ = vowels[random_under(sizeof vowels - 1)];
        }
        *to++ = i < WORDS - 1 ? '-' : '\0';
    }
    return out;
}
