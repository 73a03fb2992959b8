/* SPDX-License-Identifier: Apache-2.0 */
#include "records/history.h"

#include <string.h>

#include "base/text.h"
#include "definitions/degree.h"

enum { SEAL_BATCH = 5000, SEAL_RACES_MAX = 20 };

/* --- commitments -------------------------------------------------------------------------------------------------- */

void history_commit_value(const uint8_t nonce[NONCE_SIZE], const char *field, const char *old, const char *new,
                          uint8_t commitment[HASH_SIZE])
{
    struct hash hash;
    hash_begin(&hash);
    hash_add(&hash, "\x02", 1);
    hash_add(&hash, nonce, NONCE_SIZE);
    hash_add_text(&hash, field);
    hash_add_text(&hash, old);
    hash_add_text(&hash, new);
    hash_end(&hash, commitment);
}

void history_commit_line(const struct history_columns *line, const struct history_value_row *values, size_t count,
                         uint8_t commitment[HASH_SIZE])
{
    struct hash hash;
    hash_begin(&hash);
    hash_add(&hash, "\x00", 1);
    hash_add_int(&hash, line->record);
    hash_add_int(&hash, line->version);
    hash_add_int(&hash, line->recorded_at);
    const char *const texts[] = { line->step,   line->on,          line->by,   line->for_whom,
                                  line->reason, line->definitions, line->after };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        hash_add_text(&hash, texts[i]);
    hash_add_int(&hash, (int64_t)count);
    for (size_t i = 0; i < count; i++)
        hash_add(&hash, values[i].commitment, HASH_SIZE);
    hash_end(&hash, commitment);
}

static void add_column(struct text *out, const char *name, const char *value)
{
    text_raw(out, "&");
    text_add_bytes(out, name, strlen(name));
    text_raw(out, "=");
    text_add_bytes(out, value, strlen(value));
}

/* Most columns of most records are as they begin: only the others are written. */
static void add_unless(struct text *out, const char *name, const char *value, const char *usual)
{
    if (!text_equal(value, usual))
        add_column(out, name, value);
}

const char *history_after(struct arena *mem, const struct record *record)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    text_raw(&out, "state=");
    text_add_bytes(&out, record->state, strlen(record->state));
    add_unless(&out, "cancelled", record->cancelled ? "yes" : "no", "no");
    add_unless(&out, "on", record->happened_on, DATE_OPEN);
    add_unless(&out, "due", record->due, DUE_OPEN);
    add_unless(&out, "original_due", record->original_due, record->due);
    add_unless(&out, "finished", record->finished_on, DATE_OPEN);
    add_unless(&out, "secrecy", record->secrecy, DEGREE_USUAL);
    add_unless(&out, "urgency", record->urgency, DEGREE_USUAL);
    add_column(&out, "unit", record->unit);
    add_column(&out, "issuer", record->issuer);
    return out.data;
}

const char *history_after_number(struct arena *mem, const char *after, const char *number)
{
    return number ? arena_printf(mem, "%s&number=%s", after, number) : after;
}

#define AFTER_CLOCKS "&clocks="

const char *history_after_clock(struct arena *mem, const char *after, const struct due_row *due)
{
    return arena_printf(mem, "%s%s%s,%s,%s", after, strstr(after, AFTER_CLOCKS) ? ";" : AFTER_CLOCKS, due->clock,
                        due->due, due->from_on);
}

const char *history_after_row(struct arena *mem, const char *after)
{
    const char *clocks = strstr(after, AFTER_CLOCKS);
    return clocks ? arena_strndup(mem, after, (size_t)(clocks - after)) : after;
}

const char *history_after_value(struct arena *mem, const char *after, const char *key)
{
    size_t length = strlen(key);
    for (const char *at = after; at; at = strchr(at, '&') ? strchr(at, '&') + 1 : NULL)
        if (strncmp(at, key, length) == 0 && at[length] == '=')
            return arena_strndup(mem, at + length + 1, strcspn(at + length + 1, "&"));
    return NULL;
}

void history_chain(uint8_t chain[HASH_SIZE], const uint8_t commitment[HASH_SIZE])
{
    uint8_t bytes[1 + 2 * HASH_SIZE] = { 0x03 };
    memcpy(bytes + 1, chain, HASH_SIZE);
    memcpy(bytes + 1 + HASH_SIZE, commitment, HASH_SIZE);
    hash_bytes(bytes, sizeof bytes, chain);
}

/* --- the sealer --------------------------------------------------------------------------------------------------- */

/* Two streams are sealed together: the history of records, then what was done to accounts and the like. */
struct stream {
    int64_t seq;     /* of the newest sealed line */
    int64_t settled; /* lines up to here are all there */
    size_t count;    /* of the new ones */
};

struct sealing {
    struct arena *mem;
    int64_t no;   /* of the newest seal */
    int64_t seal; /* how many lines of the history are sealed */
    struct stream lines, accounts;
    uint8_t chain[HASH_SIZE]; /* at the newest */
};

static bool read_head(struct sealing *sealing, struct db *db, struct err *err)
{
    struct rows *rows = db_rows(
        db, sealing->mem, SQL("select no, seal, seq, account_seq, chain from history_seal order by no desc limit 1"),
        DB_NONE, err);
    if (!rows)
        return false;
    if (rows_next(rows)) {
        size_t length;
        sealing->no = rows_int(rows, 0);
        sealing->seal = rows_int(rows, 1);
        sealing->lines.seq = rows_int(rows, 2);
        sealing->accounts.seq = rows_int(rows, 3);
        const void *chain = rows_bytes(rows, 4, &length);
        if (length == HASH_SIZE)
            memcpy(sealing->chain, chain, HASH_SIZE);
    }
    return rows_end(rows, err);
}

/* The lines after the newest sealed one, up to the newest that no transaction still open can come before. */
static bool read_unsealed(struct sealing *sealing, struct stream *stream, const struct statement *unsealed,
                          struct db *db, struct err *err)
{
    stream->count = 0;
    struct rows *rows = db_rows(db, sealing->mem, unsealed, DB(db_int(stream->seq), db_int(stream->settled)), err);
    if (!rows)
        return false;
    while (rows_next(rows) && stream->count < SEAL_BATCH) {
        size_t length;
        const void *commitment = rows_bytes(rows, 1, &length);
        if (length == HASH_SIZE)
            history_chain(sealing->chain, commitment);
        stream->seq = rows_int(rows, 0);
        stream->count++;
    }
    return rows_end(rows, err);
}

static bool prepare_seals(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct sealing *sealing = arg;
    (void)change;
    if (!read_head(sealing, db, err) ||
        !read_unsealed(sealing, &sealing->lines,
                       SQL("select seq, commitment from history where seq > $1 and seq <= $2 order by seq limit 5000"),
                       db, err) ||
        !read_unsealed(sealing, &sealing->accounts,
                       SQL("select seq, commitment from account_history where seq > $1 and seq <= $2 order by seq "
                           "limit 5000"),
                       db, err))
        return false;
    sealing->seal += (int64_t)sealing->lines.count;
    return true;
}

static bool apply_seals(struct change *change, void *arg, struct err *err)
{
    struct sealing *sealing = arg;
    return sealing->lines.count + sealing->accounts.count == 0 ||
           change_run(change,
                      SQL("insert into history_seal (no, seq, account_seq, seal, chain) values ($1, $2, $3, $4, $5)"),
                      DB(db_int(sealing->no + 1), db_int(sealing->lines.seq), db_int(sealing->accounts.seq),
                         db_int(sealing->seal), db_blob(sealing->chain, HASH_SIZE)),
                      err);
}

static bool seal_batch(struct office *office, struct sealing *sealing, struct err *err)
{
    return store_int_after_writers(office->store, "history", SQL("select coalesce(max(seq), 0) from history"),
                                   &sealing->lines.settled, err) &&
           store_int_after_writers(office->store, "account_history",
                                   SQL("select coalesce(max(seq), 0) from account_history"), &sealing->accounts.settled,
                                   err) &&
           store_change(office->store, sealing->mem, prepare_seals, apply_seals, sealing, err);
}

static bool seal_all(struct arena *mem, void *office, struct err *err)
{
    for (int lost = 0;; arena_reset(mem)) {
        struct sealing *sealing = ARENA_NEW(mem, struct sealing);
        sealing->mem = mem;
        if (seal_batch(office, sealing, err)) {
            if (sealing->lines.count < SEAL_BATCH && sealing->accounts.count < SEAL_BATCH)
                return true;
        } else if (err->kind != ERR_CONFLICT || ++lost == SEAL_RACES_MAX) {
            return false; /* a conflict: another process sealed these lines first; look again */
        }
    }
}

bool history_seal(struct office *office, struct err *err)
{
    return arena_run(ARENA_JOB_MAX, seal_all, office, err);
}
