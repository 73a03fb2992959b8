/* SPDX-License-Identifier: Apache-2.0 */
#include "records/history_values.h"

#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "records/history.h"

enum { FORM_SEEDED = 1, FORM_APART = 2, VALUE_ERASED = 0, VALUE_KEPT = 1, TEXT_NONE = 0, TEXT_THERE = 1 };

_Static_assert(2 * NONCE_SIZE == HASH_SIZE, "a hash gives two nonces");

/* --- nonces ------------------------------------------------------------------------------------------------------- */

static void set_nonces(const uint8_t seed[NONCE_SIZE], struct history_value_row *values, size_t count)
{
    uint8_t bytes[1 + NONCE_SIZE + 2] = { 0x04 }, pair[HASH_SIZE];
    memcpy(bytes + 1, seed, NONCE_SIZE);
    for (size_t i = 0; i < count; i++) {
        bytes[sizeof bytes - 2] = (uint8_t)(i / 2 >> 8);
        bytes[sizeof bytes - 1] = (uint8_t)(i / 2);
        if (i % 2 == 0)
            hash_bytes(bytes, sizeof bytes, pair);
        memcpy(values[i].nonce, pair + i % 2 * NONCE_SIZE, NONCE_SIZE);
    }
}

static void commit(struct history_value_row *value)
{
    if (!value->erased)
        history_commit_value(value->nonce, value->field, value->old, value->new, value->commitment);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static size_t size_of_text(const char *text)
{
    return text ? 1 + strlen(text) + 1 : 1;
}

static uint8_t *put_bytes(uint8_t *to, const void *bytes, size_t length)
{
    memcpy(to, bytes, length);
    return to + length;
}

static uint8_t *put_text(uint8_t *to, const char *text)
{
    *to++ = text ? TEXT_THERE : TEXT_NONE;
    return text ? put_bytes(to, text, strlen(text) + 1) : to;
}

/* SEED NULL: each value with its own nonce. */
static struct db_value write_values(struct arena *mem, const uint8_t *seed, const struct history_value_row *values,
                                    size_t count)
{
    size_t size = 1 + NONCE_SIZE;
    for (size_t i = 0; i < count; i++)
        size += strlen(values[i].field) + 1 + (seed ? 0 : 1 + HASH_SIZE) + size_of_text(values[i].old) +
                size_of_text(values[i].new);
    uint8_t *bytes = arena_alloc(mem, size), *to = bytes;
    *to++ = seed ? FORM_SEEDED : FORM_APART;
    if (seed)
        to = put_bytes(to, seed, NONCE_SIZE);
    for (size_t i = 0; i < count; i++) {
        const struct history_value_row *value = &values[i];
        to = put_bytes(to, value->field, strlen(value->field) + 1);
        if (!seed)
            *to++ = value->erased ? VALUE_ERASED : VALUE_KEPT;
        if (value->erased) {
            to = put_bytes(to, value->commitment, HASH_SIZE);
            continue;
        }
        if (!seed)
            to = put_bytes(to, value->nonce, NONCE_SIZE);
        to = put_text(put_text(to, value->old), value->new);
    }
    return db_blob(bytes, (size_t)(to - bytes));
}

struct db_value history_values_pack(struct arena *mem, struct history_value_row *values, size_t count)
{
    uint8_t seed[NONCE_SIZE];
    if (count == 0)
        return db_blob("", 0);
    random_bytes(seed, sizeof seed);
    set_nonces(seed, values, count);
    for (size_t i = 0; i < count; i++)
        commit(&values[i]);
    return write_values(mem, seed, values, count);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct bytes {
    const uint8_t *at, *end;
    bool broken;
};

static const void *take(struct bytes *bytes, size_t length)
{
    const void *taken = bytes->at;
    if ((size_t)(bytes->end - bytes->at) < length) {
        bytes->broken = true;
        return NULL;
    }
    bytes->at += length;
    return taken;
}

static uint8_t take_byte(struct bytes *bytes, uint8_t most)
{
    const uint8_t *byte = take(bytes, 1);
    bytes->broken |= !byte || *byte > most;
    return byte ? *byte : 0;
}

static const char *take_text(struct bytes *bytes)
{
    const uint8_t *end = memchr(bytes->at, 0, (size_t)(bytes->end - bytes->at));
    if (!end)
        bytes->broken = true;
    return end ? take(bytes, (size_t)(end - bytes->at) + 1) : NULL;
}

static const char *take_value_text(struct bytes *bytes)
{
    return take_byte(bytes, TEXT_THERE) == TEXT_THERE ? take_text(bytes) : NULL;
}

static void take_value(struct bytes *bytes, uint8_t form, struct history_value_row *value)
{
    *value = (struct history_value_row){ .field = take_text(bytes) };
    value->erased = form == FORM_APART && take_byte(bytes, VALUE_KEPT) == VALUE_ERASED;
    if (value->erased) {
        const void *commitment = take(bytes, HASH_SIZE);
        if (commitment)
            memcpy(value->commitment, commitment, HASH_SIZE);
        return;
    }
    const void *nonce = form == FORM_APART ? take(bytes, NONCE_SIZE) : NULL;
    if (nonce)
        memcpy(value->nonce, nonce, NONCE_SIZE);
    value->old = take_value_text(bytes);
    value->new = take_value_text(bytes);
}

/* Without commitments; the texts point into a copy of the bytes. */
static bool read_values(struct arena *mem, const void *given, size_t length, struct history_value_row **values,
                        size_t *count)
{
    ARRAY(struct history_value_row) found = { 0 };
    struct bytes bytes = { .at = put_bytes(arena_alloc(mem, length + 1), given, length) - length };
    bytes.end = bytes.at + length;
    *values = NULL;
    *count = 0;
    if (length == 0)
        return true;
    uint8_t form = take_byte(&bytes, FORM_APART);
    const uint8_t *seed = form == FORM_SEEDED ? take(&bytes, NONCE_SIZE) : NULL;
    if (bytes.broken || form < FORM_SEEDED)
        return false;
    while (!bytes.broken && bytes.at < bytes.end)
        take_value(&bytes, form, ARRAY_ADD(mem, &found));
    if (seed)
        set_nonces(seed, found.items, found.count);
    *values = found.items;
    *count = bytes.broken ? 0 : found.count;
    return !bytes.broken;
}

bool history_values_unpack(struct arena *mem, const void *bytes, size_t length, struct history_value_row **values,
                           size_t *count)
{
    if (!read_values(mem, bytes, length, values, count))
        return false;
    for (size_t i = 0; i < *count; i++)
        commit(&(*values)[i]);
    return true;
}

bool history_values_erase(struct arena *mem, const void *bytes, size_t length, const char *field,
                          struct db_value *erased)
{
    struct history_value_row *values;
    size_t count, at = 0;
    if (!history_values_unpack(mem, bytes, length, &values, &count))
        return false;
    while (at < count && !text_equal(values[at].field, field))
        at++;
    if (at == count)
        return false;
    values[at].erased = true;
    *erased = write_values(mem, NULL, values, count);
    return true;
}

void history_values_of_row(struct arena *mem, const struct rows *rows, int column, struct history_value_row **values,
                           size_t *count)
{
    size_t length;
    const void *changes = rows_bytes(rows, column, &length);
    *values = NULL;
    *count = 0;
    if (changes) {
        if (!read_values(mem, changes, length, values, count))
            *count = 0;
    } else if (!rows_is_null(rows, column + 1)) {
        struct history_value_row *value = ARENA_NEW(mem, struct history_value_row);
        const char *field = rows_text(rows, column + 1), *old = rows_text(rows, column + 2),
                   *new = rows_text(rows, column + 3);
        value->field = arena_strdup(mem, field);
        value->old = old ? arena_strdup(mem, old) : NULL;
        value->new = new ? arena_strdup(mem, new) : NULL;
        value->erased = rows_int(rows, column + 4) != 0;
        *values = value;
        *count = 1;
    }
}

bool history_fields(struct db *db, struct arena *mem, int64_t record, int64_t version, struct text_list *fields,
                    struct err *err)
{
    ARRAY(const char *) names = { 0 };
    struct rows *rows =
        db_rows(db, mem,
                SQL("select h.changes, v.field, v.old, v.new, 0 from history h left join history_value v on v.record = "
                    "h.record and v.version = h.version and h.changes is null where h.record = $1 and h.version = $2 "
                    "order by v.field"),
                DB(db_int(record), db_int(version)), err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct history_value_row *values;
        size_t count;
        history_values_of_row(mem, rows, 0, &values, &count);
        for (size_t i = 0; i < count; i++)
            *ARRAY_ADD(mem, &names) = values[i].field;
    }
    if (!rows_end(rows, err))
        return false;
    *fields = (struct text_list){ names.items, names.count };
    return true;
}
