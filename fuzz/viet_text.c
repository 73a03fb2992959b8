/* fuzz/viet_text.c
 * Folds any bytes, makes their sort key and their search tokens, and holds the results against their promises.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "viet/fold.h"
#include "viet/sort_key.h"
#include "viet/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool fine)
{
    if (!fine)
        abort();
}

/* The form of the form is the form itself, and well-formed. */
static void check_settled(struct arena *mem, const char *text, char *form(struct arena *, const char *))
{
    const char *once = form(mem, text);
    check(utf8_is_valid(once, strlen(once)));
    check(strcmp(form(mem, once), once) == 0);
}

static void check_key(const char *key)
{
    for (const char *at = key; *at; at++)
        check(*at >= ' ' && *at <= '~');
}

static void check_tokens(struct arena *mem, const char *text)
{
    char **items, **asked;
    size_t count, asked_count;
    viet_tokens_of(mem, text, &items, &count);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(items[i]);
        check(length > 0 && length <= VIET_TOKEN_MAX);
        check(strspn(items[i], "abcdefghijklmnopqrstuvwxyz0123456789_") == length);
    }
    viet_query_tokens(mem, text, &asked, &asked_count);
    check(asked_count <= VIET_QUERY_MAX && asked_count <= count);
    for (size_t i = 0; i < asked_count; i++) {
        size_t at = 0;
        while (at < count && strcmp(items[at], asked[i]) != 0)
            at++;
        check(at < count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size > 64 << 10)
        return 0;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    const char *text = arena_strndup(mem, (const char *)bytes, size);
    check_settled(mem, text, viet_nfc);
    check_settled(mem, text, viet_tone_placement);
    check_settled(mem, text, viet_exact);
    check_settled(mem, text, viet_fold);
    check(strcmp(viet_fold(mem, text), viet_fold(mem, viet_exact(mem, text))) == 0);
    check(strcmp(viet_sort_key(mem, text), viet_sort_key(mem, viet_nfc(mem, text))) == 0);
    check_key(viet_sort_key(mem, text));
    check_key(viet_name_key(mem, text));
    check_tokens(mem, text);
    arena_free(mem);
    return 0;
}
