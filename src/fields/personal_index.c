/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/personal_index.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "fields/derived_rows.h"
#include "people/left.h"
#include "store/secret.h"
#include "viet/fold.h"

enum { KEY_HEX = 24, MARKS_HEX = 8, NAME_BYTES_MAX = 400, KEY_COLUMNS = 4 };

/* --- keys --------------------------------------------------------------------------------------------------------- */

/* What is hashed: the same letters as a number, as a name and as its marks are not the same. */
enum hashed { HASHED_NUMBER, HASHED_NAME, HASHED_MARKS };

static const char *hash_under(struct arena *mem, const char *secret, enum hashed kind, const char *text)
{
    uint8_t bytes[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    struct hash hash;
    hash_begin(&hash);
    hash_add_text(&hash, secret);
    hash_add_int(&hash, kind);
    hash_add_text(&hash, text);
    hash_add_text(&hash, secret);
    hash_end(&hash, bytes);
    hash_hex(bytes, hex);
    return arena_strndup(mem, hex, kind == HASHED_MARKS ? MARKS_HEX : KEY_HEX);
}

static int compare_keys(const void *a, const void *b)
{
    const struct personal_key *one = a, *other = b;
    int by_field = strcmp(one->field, other->field), by_key = by_field ? by_field : strcmp(one->key, other->key);
    return by_key ? by_key : strcmp(one->marks, other->marks);
}

static bool has_key(const struct personal_keys *keys, const struct personal_key *key)
{
    for (size_t i = 0; i < keys->list.count; i++)
        if (compare_keys(&keys->list.items[i], key) == 0)
            return true;
    return false;
}

struct making_keys {
    struct arena *mem;
    const char *secret, *field;
    struct personal_keys *keys;
};

static void add_key(struct making_keys *making, enum hashed kind, const char *text, const char *marked)
{
    const struct personal_key key = { making->field, hash_under(making->mem, making->secret, kind, text),
                                      marked ? hash_under(making->mem, making->secret, HASHED_MARKS, marked) : "" };
    if (!has_key(making->keys, &key))
        *ARRAY_ADD(making->mem, &making->keys->list) = key;
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* DIGITS as everybody's: without the country's prefix. PLUS: it was written before them. */
static const char *national(const char *digits, bool plus)
{
    size_t length = strlen(digits);
    if (!plus && text_starts(digits, "0084")) {
        digits += 2;
        length -= 2;
        plus = true;
    }
    bool prefixed = text_starts(digits, "84") && (plus || length == 11); /* 84 and a mobile number without its 0 */
    return prefixed ? digits + 2 : digits;
}

/* The LENGTH bytes at AT as a number: its digits, without what stands between them. NULL where they are not MIN … MAX.
 */
static const char *number_of(struct arena *mem, const char *at, size_t length, size_t min)
{
    char digits[NUMBER_MAX + 1];
    size_t count = 0;
    bool plus = false;
    for (size_t i = 0; i < length; i++) {
        plus |= at[i] == '+' && count == 0;
        if (!isdigit((unsigned char)at[i]))
            continue;
        if (count == NUMBER_MAX)
            return NULL;
        digits[count++] = at[i];
    }
    digits[count] = '\0';
    if (count < min)
        return NULL;
    const char *rest = national(digits, plus);
    return rest == digits || *rest == '0' ? arena_strdup(mem, rest) : arena_printf(mem, "0%s", rest);
}

static bool is_between(char c)
{
    return c == ' ' || c == '.' || c == '-' || c == '(' || c == ')';
}

/* TEXT is a number and nothing else. */
static const char *whole_number(struct arena *mem, const char *text)
{
    for (const char *at = text; *at; at++)
        if (!isdigit((unsigned char)*at) && !is_between(*at) && *at != '+')
            return NULL;
    return number_of(mem, text, strlen(text), NUMBER_MIN);
}

/* Letters and digits without blanks, as on a passport: "B 1234567" → "b1234567"; NULL where it is none. */
static const char *lettered_number(struct arena *mem, const char *text)
{
    char out[NUMBER_MAX + 1];
    size_t count = 0, digits = 0;
    for (const char *at = text; *at; at++) {
        if (is_between(*at))
            continue;
        if (count == NUMBER_MAX || !isalnum((unsigned char)*at) || (isalpha((unsigned char)*at) && digits > 0))
            return NULL;
        digits += isdigit((unsigned char)*at) != 0;
        out[count++] = (char)tolower((unsigned char)*at);
    }
    out[count] = '\0';
    return digits >= NUMBER_MIN && digits < count ? arena_strdup(mem, out) : NULL;
}

/* Where the groups of digits that begin at AT end, with one blank, point or hyphen between two: "0912 345 678". */
static const char *end_of_groups(const char *at)
{
    at += *at == '+';
    while (isdigit((unsigned char)*at))
        at++;
    while (is_between(at[0]) && isdigit((unsigned char)at[1]))
        for (at++; isdigit((unsigned char)*at); at++)
            ;
    return at;
}

/* The numbers among words. REST, may be NULL, gets the words between them. */
static void each_number(struct arena *mem, const char *text, void (*take)(void *arg, const char *number), void *arg,
                        struct text *rest)
{
    for (const char *at = text; *at;) {
        bool begins = isdigit((unsigned char)*at) || (*at == '+' && isdigit((unsigned char)at[1]));
        const char *end = begins ? end_of_groups(at) : at + 1;
        const char *number = begins ? number_of(mem, at, (size_t)(end - at), NUMBER_IN_TEXT_MIN) : NULL;
        if (number)
            take(arg, number);
        for (const char *group = at; begins && group < end; group++) { /* two numbers side by side */
            size_t length = strspn(group, "0123456789");
            const char *alone = length ? number_of(mem, group, length, NUMBER_IN_TEXT_MIN) : NULL;
            if (alone && !text_equal(alone, number))
                take(arg, alone);
            group += length ? length - 1 : 0;
        }
        if (rest && number)
            text_char(rest, ' ');
        else if (rest)
            text_add_bytes(rest, at, (size_t)(end - at));
        at = end;
    }
}

/* --- names -------------------------------------------------------------------------------------------------------- */

/* NAME without what one is called by: "ông Nguyễn Văn A"; NAME itself where it begins with nothing of the kind. */
static const char *without_address(const char *exact)
{
    static const char *const words[] = { "ông ", "bà ", "anh ", "chị ", "cô ", "chú ", "bác ", "em " };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (text_starts(exact, words[i]))
            return exact + strlen(words[i]);
    return exact;
}

static void add_name(struct making_keys *making, const char *name)
{
    const char *exact = viet_exact(making->mem, name);
    if (!*exact || strlen(exact) > NAME_BYTES_MAX)
        return;
    const char *folded = viet_fold(making->mem, exact);
    add_key(making, HASHED_NAME, folded, text_equal(folded, exact) ? NULL : exact);
    const char *rest = without_address(exact);
    if (rest != exact)
        add_name(making, rest);
}

/* The names of a list: "A, B", "A; B", "A và B"; and the whole, which may be one name all the same. */
static void add_names(struct making_keys *making, const char *text)
{
    static const char *const between[] = { ",", ";", "\n", " và " };
    size_t begin = 0, length = strlen(text), parts = 0;
    for (size_t i = 0; i < length; i++)
        for (size_t k = 0; k < COUNT_OF(between); k++) {
            if (!text_starts(text + i, between[k]))
                continue;
            add_name(making, arena_strndup(making->mem, text + begin, i - begin));
            begin = i + strlen(between[k]);
            parts++;
        }
    if (parts > 0)
        add_name(making, text + begin);
    add_name(making, text);
}

/* --- a record ----------------------------------------------------------------------------------------------------- */

static void take_number(void *arg, const char *number)
{
    add_key(arg, HASHED_NUMBER, number, NULL);
}

static void add_value(struct making_keys *making, const struct field *field, const char *text)
{
    const char *whole = whole_number(making->mem, text), *lettered = lettered_number(making->mem, text);
    if (whole)
        take_number(making, whole);
    if (lettered)
        take_number(making, lettered);
    if (whole || field->type == FIELD_PHONE)
        return;
    each_number(making->mem, text, take_number, making, NULL);
    if (field->type == FIELD_PERSON || field->type == FIELD_TEXT)
        add_names(making, text);
}

bool personal_field_is_indexed(const struct field *field)
{
    return field->personal && (field->type == FIELD_PERSON || field->type == FIELD_PHONE || field->type == FIELD_TEXT ||
                               field->type == FIELD_LONG_TEXT || field->type == FIELD_ADDRESS);
}

bool personal_is_indexed(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (personal_field_is_indexed(&reg->fields.items[i]))
            return true;
    return false;
}

struct personal_keys personal_keys_of(struct arena *mem, const char *secret, const struct record *record)
{
    struct personal_keys keys = { 0 };
    for (size_t i = 0; record && i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        const struct value *value = &record->values[i];
        struct making_keys making = { mem, secret, field->name, &keys };
        if (personal_field_is_indexed(field) && value->is_set && value->text)
            add_value(&making, field, value->text);
    }
    if (keys.list.count > 1)
        qsort(keys.list.items, keys.list.count, sizeof keys.list.items[0], compare_keys);
    return keys;
}

/* --- a search ----------------------------------------------------------------------------------------------------- */

struct wanting {
    struct making_keys making;
    bool numbered;
};

static void want_number(void *arg, const char *number)
{
    struct wanting *wanting = arg;
    wanting->numbered = true;
    take_number(&wanting->making, number);
}

static void want_name(struct making_keys *making, const char *words)
{
    const char *exact = viet_exact(making->mem, words), *folded = viet_fold(making->mem, exact);
    if (*exact && strlen(exact) <= NAME_BYTES_MAX)
        add_key(making, HASHED_NAME, folded, text_equal(folded, exact) ? NULL : exact);
}

struct personal_keys personal_keys_wanted(struct arena *mem, const char *secret, const char *words, bool *numbered)
{
    struct personal_keys keys = { 0 };
    struct wanting wanting = { { mem, secret, "", &keys }, false };
    const char *text = viet_nfc(mem, words);
    const char *whole = whole_number(mem, text), *lettered = whole ? NULL : lettered_number(mem, text);
    struct text rest;
    text_init(&rest, mem, TEXT_MAX_LINE);
    if (whole || lettered) {
        want_number(&wanting, whole ? whole : lettered);
    } else {
        each_number(mem, text, want_number, &wanting, &rest);
        want_name(&wanting.making, rest.data ? rest.data : "");
    }
    *numbered = wanting.numbered;
    return keys;
}

/* --- written ------------------------------------------------------------------------------------------------------ */

bool personal_keys_move(struct change *change, int64_t record, const struct personal_keys *old,
                        const struct personal_keys *new, struct err *err)
{
    for (size_t i = 0; i < old->list.count; i++) {
        const struct personal_key *key = &old->list.items[i];
        if (!has_key(new, key) &&
            !change_run(change,
                        SQL("delete from personal_key where key = $1 and record = $2 and field = $3 and marks = $4"),
                        DB(db_text(key->key), db_int(record), db_text(key->field), db_text(key->marks)), err))
            return false;
    }
    for (size_t i = 0; i < new->list.count; i++) {
        const struct personal_key *key = &new->list.items[i];
        if (!has_key(old, key) &&
            !change_run(change, SQL("insert into personal_key (key, record, field, marks) values ($1, $2, $3, $4)"),
                        DB(db_text(key->key), db_int(record), db_text(key->field), db_text(key->marks)), err))
            return false;
    }
    return true;
}

/* --- made anew ---------------------------------------------------------------------------------------------------- */

/* "1 caller:person,phone:phone": the version and what the keys are made of; "" of a register that has none. */
static const char *fields_of(struct arena *mem, const struct register_definition *reg)
{
    struct text out;
    if (!personal_is_indexed(reg))
        return "";
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_printf(&out, "%d", PERSONAL_INDEX_VERSION);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (personal_field_is_indexed(&reg->fields.items[i]))
            text_printf(&out, " %s:%d", reg->fields.items[i].name, (int)reg->fields.items[i].type);
    return out.data;
}

static void add_rows(struct arena *mem, const struct record *record, const void *secret, struct derived_values *values)
{
    const struct personal_keys keys = personal_keys_of(mem, secret, record);
    for (size_t i = 0; i < keys.list.count; i++) {
        const struct personal_key *key = &keys.list.items[i];
        const struct db_value row[KEY_COLUMNS] = { db_text(key->key), db_int(record->id), db_text(key->field),
                                                   db_text(key->marks) };
        for (size_t k = 0; k < KEY_COLUMNS; k++)
            *ARRAY_ADD(mem, &values->list) = row[k];
    }
}

static bool make_register(struct store *store, struct arena *mem, const struct register_definition *reg,
                          const char *secret, struct err *err)
{
    const struct derived_rows rows = {
        .clear_rows = SQL("delete from personal_key where record in (select id from record where register = $1)"),
        .clear_note = SQL("delete from personal_made where register = $1"),
        .insert = SQL("insert into personal_key (key, record, field, marks) values ($1, $2, $3, $4)"),
        .note = SQL("insert into personal_made (register, fields) values ($1, $2)"),
        .columns = KEY_COLUMNS,
        .made_by = fields_of(mem, reg),
        .add = add_rows,
        .arg = secret,
    };
    return derived_rows_make(store, mem, reg, &rows, err);
}

/* What is proved of the secret is that it is the one under which the office began its index. */
static bool note_secret(struct change *change, void *arg, struct err *err)
{
    return left_note(change,
                     &(struct account_history_line){
                         .by = "congvu",
                         .login = "",
                         .what = "secret",
                         .detail = "",
                         .after = left_line(change_mem(change), LEFT_SECRET, "personal", DB(db_text(arg))) },
                     err);
}

static bool begin_index(struct store *store, struct arena *mem, struct db *db, const char *secret, struct err *err)
{
    int64_t begun;
    return db_one_int(db, SQL("select count(*) from account_history where what = 'secret'"), DB_NONE, 0, &begun, err) &&
           (begun > 0 || store_change(store, mem, NULL, note_secret, (void *)secret, err));
}

/* Is the index of REG made of its present fields? A register without any needs no row. */
static bool is_made(struct db *db, struct arena *mem, const struct register_definition *reg, bool *is, struct err *err)
{
    const char *made = NULL;
    if (!db_one_text(db, mem, SQL("select fields from personal_made where register = $1"), DB(db_text(reg->name)),
                     &made, err))
        return false;
    *is = text_equal(made ? made : "", fields_of(mem, reg));
    return true;
}

bool personal_index_is_made(struct store *store, struct arena *mem, const struct definitions *definitions, bool *made,
                            struct err *err)
{
    const char **columns;
    size_t count;
    struct db *db = db_for_read(store, err);
    if (!db || !store_columns(store, mem, "personal_made", &columns, &count, err))
        return false;
    *made = count > 0;
    for (size_t i = 0; i < definitions->registers.count && *made; i++)
        if (!is_made(db, mem, &definitions->registers.items[i], made, err))
            return false;
    return true;
}

bool personal_index_make(struct store *store, struct arena *mem, const struct definitions *definitions, size_t *made,
                         struct err *err)
{
    *made = 0;
    struct db *db = db_for_read(store, err);
    const char *secret = db ? store_secret(store, err) : NULL;
    if (!secret || !begin_index(store, mem, db, secret, err))
        return false;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        bool is;
        if (!is_made(db, mem, &definitions->registers.items[i], &is, err) ||
            (!is && !make_register(store, mem, &definitions->registers.items[i], secret, err)))
            return false;
        *made += !is;
    }
    return true;
}
