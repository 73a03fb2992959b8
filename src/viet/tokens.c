/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/tokens.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"
#include "viet/fold.h"
#include "viet/letters_internal.h"

enum { FIRST_SLOTS = 64, WORD_LETTERS_MAX = VIET_TOKEN_MAX };

struct viet_tokens {
    struct arena *mem;
    ARRAY(char *) list;
    uint32_t *slots; /* 1 + the place in the list; 0 is free */
    size_t slot_count;
    bool cut;
};

/* A token being made; what is beyond the maximum is left out. */
struct token {
    char bytes[VIET_TOKEN_MAX + 1];
    size_t length;
};

struct word {
    struct token folded, exact;
    bool is_marked; /* the exact form says more than the folded one */
    bool has_digit;
};

/* Words joined by / or -, at most VIET_NUMBER_PARTS. */
struct chain {
    struct word words[VIET_NUMBER_PARTS];
    size_t count;
    bool has_digit;
};

struct scanner {
    const char *at;
};

static bool next_chain(struct scanner *scanner, struct chain *chain);
static struct token join_number(const struct chain *chain, size_t parts);
static void add_token(struct viet_tokens *tokens, const char *bytes, size_t length, size_t max);

struct viet_tokens *viet_tokens_new(struct arena *mem)
{
    struct viet_tokens *tokens = ARENA_NEW(mem, struct viet_tokens);
    tokens->mem = mem;
    tokens->slot_count = FIRST_SLOTS;
    tokens->slots = ARENA_ARRAY(mem, uint32_t, FIRST_SLOTS);
    return tokens;
}

void viet_tokens_add(struct viet_tokens *tokens, const char *text)
{
    struct scanner scanner = { text ? viet_nfc(tokens->mem, text) : "" };
    struct chain chain;
    while (next_chain(&scanner, &chain)) {
        for (size_t i = 0; i < chain.count; i++) {
            const struct word *word = &chain.words[i];
            add_token(tokens, word->folded.bytes, word->folded.length, VIET_TOKENS_MAX);
            if (word->is_marked)
                add_token(tokens, word->exact.bytes, word->exact.length, VIET_TOKENS_MAX);
        }
        for (size_t parts = 2; chain.has_digit && parts <= chain.count; parts++) {
            struct token number = join_number(&chain, parts);
            add_token(tokens, number.bytes, number.length, VIET_TOKENS_MAX);
        }
    }
}

void viet_tokens_add_filter(struct viet_tokens *tokens, const char *name, const char *value)
{
    const char *token = viet_filter_token(tokens->mem, name, value);
    add_token(tokens, token, strlen(token), VIET_TOKENS_MAX);
}

size_t viet_tokens_count(const struct viet_tokens *tokens)
{
    return tokens->list.count;
}

const char *viet_tokens_at(const struct viet_tokens *tokens, size_t at)
{
    return tokens->list.items[at];
}

bool viet_tokens_are_cut(const struct viet_tokens *tokens)
{
    return tokens->cut;
}

char *viet_tokens_join(struct arena *mem, const struct viet_tokens *tokens)
{
    size_t size = 1;
    for (size_t i = 0; i < tokens->list.count; i++)
        size += strlen(tokens->list.items[i]) + 1;
    char *joined = ARENA_ARRAY(mem, char, size), *out = joined;
    for (size_t i = 0; i < tokens->list.count; i++) {
        size_t length = strlen(tokens->list.items[i]);
        if (i > 0)
            *out++ = ' ';
        memcpy(out, tokens->list.items[i], length);
        out += length;
    }
    *out = '\0';
    return joined;
}

char *viet_filter_token(struct arena *mem, const char *name, const char *value)
{
    struct text token;
    text_init(&token, mem, TEXT_MAX_LINE);
    text_printf(&token, "_f%s_", name);
    for (const char *at = value; *at; at++) {
        if ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'))
            text_char(&token, *at);
        else
            text_printf(&token, "_%02x", (unsigned char)*at);
    }
    return token.data;
}

void viet_tokens_of(struct arena *mem, const char *text, char ***items, size_t *count)
{
    struct viet_tokens *tokens = viet_tokens_new(mem);
    viet_tokens_add(tokens, text);
    *items = tokens->list.items;
    *count = tokens->list.count;
}

void viet_query_tokens(struct arena *mem, const char *words, char ***items, size_t *count)
{
    struct viet_tokens *tokens = viet_tokens_new(mem);
    struct scanner scanner = { words ? viet_nfc(mem, words) : "" };
    struct chain chain;
    while (tokens->list.count < VIET_QUERY_MAX && next_chain(&scanner, &chain)) {
        if (chain.has_digit && chain.count > 1) {
            struct token number = join_number(&chain, chain.count);
            add_token(tokens, number.bytes, number.length, VIET_QUERY_MAX);
            continue;
        }
        for (size_t i = 0; i < chain.count; i++) {
            const struct token *token = chain.words[i].is_marked ? &chain.words[i].exact : &chain.words[i].folded;
            add_token(tokens, token->bytes, token->length, VIET_QUERY_MAX);
        }
    }
    *items = tokens->list.items;
    *count = tokens->list.count;
}

static char *write_query(struct arena *mem, char *const *items, size_t count, char quote, const char *and,
                         const char *prefix)
{
    struct text query;
    text_init(&query, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < count; i++)
        text_printf(&query, "%s%c%s%c%s", i > 0 ? and : "", quote, items[i], quote, i + 1 == count ? prefix : "");
    return query.data;
}

char *viet_query_fts5(struct arena *mem, char *const *items, size_t count, bool prefix)
{
    return write_query(mem, items, count, '"', " ", prefix ? "*" : "");
}

char *viet_query_tsquery(struct arena *mem, char *const *items, size_t count, bool prefix)
{
    return write_query(mem, items, count, '\'', " & ", prefix ? ":*" : "");
}

/* --- the set ------------------------------------------------------------------------------------------------------ */

static uint32_t *find_slot(struct viet_tokens *tokens, const char *bytes, size_t length)
{
    uint64_t hash = 0xCBF29CE484222325u; /* FNV-1a */
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3u;
    size_t at = (hash ^ hash >> 32) & (tokens->slot_count - 1);
    while (tokens->slots[at]) {
        const char *there = tokens->list.items[tokens->slots[at] - 1];
        if (strncmp(there, bytes, length) == 0 && there[length] == '\0')
            break;
        at = (at + 1) & (tokens->slot_count - 1);
    }
    return &tokens->slots[at];
}

static void grow_slots(struct viet_tokens *tokens)
{
    tokens->slot_count *= 4;
    tokens->slots = ARENA_ARRAY(tokens->mem, uint32_t, tokens->slot_count);
    for (size_t i = 0; i < tokens->list.count; i++)
        *find_slot(tokens, tokens->list.items[i], strlen(tokens->list.items[i])) = (uint32_t)i + 1;
}

static void add_token(struct viet_tokens *tokens, const char *bytes, size_t length, size_t max)
{
    if (length == 0)
        return;
    uint32_t *slot = find_slot(tokens, bytes, length);
    if (*slot)
        return;
    if (tokens->list.count >= max) {
        tokens->cut = true;
        return;
    }
    *ARRAY_ADD(tokens->mem, &tokens->list) = arena_strndup(tokens->mem, bytes, length);
    *slot = (uint32_t)tokens->list.count;
    if (tokens->list.count * 2 > tokens->slot_count)
        grow_slots(tokens);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static void put(struct token *token, const char *bytes, size_t length)
{
    if (length > VIET_TOKEN_MAX - token->length)
        length = VIET_TOKEN_MAX - token->length;
    memcpy(token->bytes + token->length, bytes, length);
    token->length += length;
    token->bytes[token->length] = '\0';
}

static void put_hex(struct token *token, uint32_t code_point)
{
    static const char digits[] = "0123456789abcdef";
    char bytes[12], *at = bytes + sizeof bytes;
    *--at = '_';
    do {
        *--at = digits[code_point & 15];
    } while (code_point >>= 4);
    *--at = 'u';
    *--at = '_';
    put(token, at, (size_t)(bytes + sizeof bytes - at));
}

/* A Vietnamese letter, a digit or '_'. */
static void put_letter(struct word *word, uint16_t letter)
{
    static const char codes[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char base = letter_base(letter);
    put(&word->folded, &base, 1);
    put(&word->exact, &base, 1);
    if (base == '_')
        put(&word->exact, "_", 1);
    if (letter_is_marked(letter)) {
        char mark[] = { '_', codes[letter_shape(letter) * 6 + letter_tone(letter)] };
        put(&word->exact, mark, sizeof mark);
        word->is_marked = true;
    }
    if (base >= '0' && base <= '9')
        word->has_digit = true;
}

static void put_other(struct word *word, uint32_t code_point)
{
    uint32_t small = (uint32_t)u_tolower((UChar32)code_point), folded = viet_other_folded(code_point);
    put_hex(&word->exact, small);
    if (folded != small || u_charType((UChar32)folded) == U_NON_SPACING_MARK)
        word->is_marked = true;
    if (folded < 0x80) {
        char base = (char)folded;
        put(&word->folded, &base, 1);
    } else if (u_charType((UChar32)folded) != U_NON_SPACING_MARK) {
        put_hex(&word->folded, folded);
    }
}

static bool is_word_part(uint32_t c)
{
    return letter_of(c) || viet_is_other_letter(c);
}

/* Reads the word at the scanner, which stands on a part of one that is not '_'. */
static void read_word(struct scanner *scanner, struct word *word)
{
    uint32_t points[WORD_LETTERS_MAX];
    size_t count = 0, length = 0;
    const char *at = scanner->at;
    for (uint32_t c = next_code_point(&at); is_word_part(c); c = next_code_point(&at)) {
        scanner->at = at;
        if (count < WORD_LETTERS_MAX)
            points[count++] = c;
        length++;
    }
    while (count > 0 && points[count - 1] == '_')
        count--;
    *word = (struct word){ 0 };
    put(&word->exact, "_x", 2);
    for (size_t i = 0; i < count; i++) {
        uint16_t letter = letter_of(points[i]);
        uint16_t next = i + 1 < count ? letter_of(points[i + 1]) : 0;
        bool ends = i + 2 == count && length <= WORD_LETTERS_MAX;
        if (next && letter_tone_moves(i > 0 ? letter_of(points[i - 1]) : 0, letter, next, ends)) {
            put_letter(word, letter_with_tone(letter, letter_tone(next)));
            put_letter(word, letter_with_tone(next, TONE_NGANG));
            break;
        }
        if (letter)
            put_letter(word, letter);
        else
            put_other(word, points[i]);
    }
}

static bool is_joint(uint32_t c)
{
    return c == '/' || c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013;
}

/* Moves to the next word; false at the end of the text. */
static bool find_word(struct scanner *scanner)
{
    for (;;) {
        const char *at = scanner->at;
        uint32_t c = next_code_point(&at);
        if (c == 0)
            return false;
        if (c != '_' && is_word_part(c))
            return true;
        scanner->at = at;
    }
}

/* True, and the scanner on the next word, where a joint and a word follow at once. */
static bool cross_joint(struct scanner *scanner)
{
    const char *at = scanner->at;
    if (!is_joint(next_code_point(&at)))
        return false;
    const char *word = at;
    uint32_t c = next_code_point(&at);
    if (c == '_' || !is_word_part(c))
        return false;
    scanner->at = word;
    return true;
}

static bool next_chain(struct scanner *scanner, struct chain *chain)
{
    if (!find_word(scanner))
        return false;
    chain->count = 0;
    chain->has_digit = false;
    do {
        struct word *word = &chain->words[chain->count++];
        read_word(scanner, word);
        chain->has_digit |= word->has_digit;
    } while (chain->count < VIET_NUMBER_PARTS && cross_joint(scanner));
    return true;
}

static struct token join_number(const struct chain *chain, size_t parts)
{
    struct token number = { 0 };
    for (size_t i = 0; i < parts; i++) {
        const struct token *part = &chain->words[i].folded;
        bool is_number = part->length > 0 && strspn(part->bytes, "0123456789") == part->length;
        size_t zeros = is_number ? strspn(part->bytes, "0") : 0;
        if (zeros == part->length && zeros > 0)
            zeros--;
        if (i > 0)
            put(&number, "_", 1);
        put(&number, part->bytes + zeros, part->length - zeros);
    }
    return number;
}
