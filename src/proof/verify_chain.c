/* SPDX-License-Identifier: Apache-2.0 */
/* The walk over what was written, in its order: the lines of the history, those of account_history, and the seals that
 * close both. Each line's commitment is made again, and the chain. */
#include "proof/verify_internal.h"

#include <string.h>

#include "base/text.h"
#include "people/left.h"
#include "records/history_values.h"

enum { VALUES_MAX = 512, CHUNK = 4000 /* the limit of the statements below */ };

/* A long result, asked for in chunks: PostgreSQL sends the whole of one at once. */
struct feed {
    const struct statement *after; /* rows after the key $1, which is their first column */
    struct arena *mem;             /* of the present chunk */
    struct rows *rows;
    int64_t key;
    int count;
    bool at_row, failed;
};

/* The values of lines written before there were packed ones. */
struct value_cursor {
    struct rows *rows;
    bool at_row;
};

/* Where the walk stands. */
struct walk {
    struct verification *verification;
    int64_t seq;  /* of the newest line walked over */
    int64_t line; /* how many lines there were, where none is missing */
    int64_t no;   /* of the next seal */
    struct feed seals, accounts;
    int64_t account_seq; /* of the newest line of account_history that was chained */
    uint8_t chain[HASH_SIZE];
};

/* --- feeds -------------------------------------------------------------------------------------------------------- */

static bool feed_step(struct feed *feed, struct db *db, struct err *err)
{
    feed->at_row = feed->rows && rows_next(feed->rows);
    if (!feed->at_row && (!feed->rows || feed->count == CHUNK)) {
        if (feed->rows && rows_failed(feed->rows, err))
            return false;
        arena_reset(feed->mem);
        feed->count = 0;
        feed->rows = db_rows(db, feed->mem, feed->after, DB(db_int(feed->key)), err);
        if (!feed->rows)
            return false;
        feed->at_row = rows_next(feed->rows);
    }
    if (!feed->at_row)
        return !rows_failed(feed->rows, err);
    feed->key = rows_int(feed->rows, 0);
    feed->count++;
    return true;
}

/* --- the chain ---------------------------------------------------------------------------------------------------- */

/* A head that was noted is the chain as it stood at some seal. */
static void see_head(struct walk *walk)
{
    struct verification *verification = walk->verification;
    char hex[HASH_HEX_SIZE];
    if (!verification->asked->head || verification->head_seen)
        return;
    hash_hex(walk->chain, hex);
    verification->head_seen = text_equal(hex, verification->asked->head);
}

/* One line of account_history: its commitment, and what it left. CHAINED: a seal closes it. */
static void check_account_line(struct walk *walk, bool chained)
{
    struct verification *verification = walk->verification;
    const struct rows *rows = walk->accounts.rows;
    const struct account_history_line line = { .at = rows_int(rows, 1),
                                               .by = rows_text(rows, 2),
                                               .login = rows_text(rows, 3),
                                               .what = rows_text(rows, 4),
                                               .detail = rows_text(rows, 5),
                                               .after = rows_text(rows, 6) };
    uint8_t expected[HASH_SIZE];
    size_t length;
    const void *stored = rows_bytes(rows, 7, &length);
    left_commit(&line, expected);
    if (stored && (length != HASH_SIZE || memcmp(stored, expected, HASH_SIZE) != 0))
        verification_fault(
            verification, 0, 0,
            arena_printf(verification->mem, "Nhật ký tài khoản, dòng %lld: đã bị sửa", (long long)walk->accounts.key));
    if (stored && chained)
        history_chain(walk->chain, expected);
    if (!text_is_empty(line.after))
        verification_remember_left(verification, line.after, line.at, text_equal(line.what, "begin"));
}

/* The lines of account_history that SEAL closes. */
static bool chain_accounts(struct walk *walk, int64_t until, struct err *err)
{
    while (walk->accounts.at_row && walk->accounts.key <= until) {
        check_account_line(walk, true);
        walk->account_seq = walk->accounts.key;
        if (!feed_step(&walk->accounts, walk->verification->db, err))
            return false;
    }
    if (walk->account_seq != until)
        verification_fault(walk->verification, 0, 0, "Nhật ký tài khoản thiếu dòng đã niêm phong");
    walk->account_seq = until;
    return true;
}

/* The seal that the walk has come to: what it closes was walked over. */
static bool check_seal(struct walk *walk, struct err *err)
{
    struct verification *verification = walk->verification;
    const struct rows *rows = walk->seals.rows;
    int64_t seq = rows_int(rows, 1), seal = rows_int(rows, 3);
    size_t length;
    if (rows_int(rows, 0) != walk->no)
        verification_fault(verification, 0, walk->seq, "Thiếu dấu niêm phong trước dòng này");
    walk->no = rows_int(rows, 0) + 1;
    if (!chain_accounts(walk, rows_int(rows, 2), err))
        return false;
    if (seal > walk->line)
        verification_fault(verification, 0, walk->seq,
                           seq > walk->seq
                               ? arena_printf(verification->mem, "%lld dòng lịch sử đã niêm phong nay không còn",
                                              (long long)(seal - walk->line))
                               : "Có dòng lịch sử đã bị xóa trước dòng này");
    else if (seal != walk->line || seq != walk->seq)
        verification_fault(verification, 0, walk->seq, "Dấu niêm phong không đúng số dòng lịch sử");
    walk->line = seal;
    const void *chain = rows_bytes(rows, 4, &length);
    if (length != HASH_SIZE || memcmp(chain, walk->chain, HASH_SIZE) != 0)
        verification_fault(verification, 0, walk->seq, "Chuỗi niêm phong đứt tại dòng này");
    if (length == HASH_SIZE)
        memcpy(walk->chain, chain, HASH_SIZE);
    see_head(walk);
    verification->report->sealed = verification->report->lines;
    hash_hex(walk->chain, verification->report->head);
    return true;
}

/* The seals that close no line from SEQ on. */
static bool check_seals_before(struct walk *walk, int64_t seq, struct err *err)
{
    while (walk->seals.at_row && rows_int(walk->seals.rows, 1) < seq)
        if (!check_seal(walk, err) || !feed_step(&walk->seals, walk->verification->db, err))
            return false;
    return true;
}

/* --- the lines ---------------------------------------------------------------------------------------------------- */

static void value_fault(struct verification *verification, int64_t record, int64_t seq, const char *what,
                        const char *field)
{
    verification_fault(verification, record, seq,
                       arena_printf(verification->mem, "Giá trị “%s” trong lịch sử %s", field, what));
}

static void take_value(struct verification *verification, const struct rows *rows, int64_t seq, int64_t record,
                       struct history_value_row *value)
{
    size_t length;
    uint8_t expected[HASH_SIZE] = { 0 };
    const void *stored = rows_bytes(rows, 5, &length);
    memset(value->commitment, 0, HASH_SIZE);
    if (length == HASH_SIZE)
        memcpy(value->commitment, stored, HASH_SIZE);
    const void *nonce = rows_bytes(rows, 2, &length);
    if (nonce && length == NONCE_SIZE) {
        history_commit_value(nonce, rows_text(rows, 1), rows_text(rows, 3), rows_text(rows, 4), expected);
        if (memcmp(expected, value->commitment, HASH_SIZE) != 0)
            value_fault(verification, record, seq, "đã bị sửa", rows_text(rows, 1));
    } else {
        verification->report->erased++;
        if (nonce || !rows_is_null(rows, 3) || !rows_is_null(rows, 4))
            value_fault(verification, record, seq, "không còn cam kết", rows_text(rows, 1));
    }
}

/* Gathers the values of a line of rows and checks each commitment that can be made again. */
static size_t take_values(struct verification *verification, struct value_cursor *cursor, int64_t seq, int64_t record,
                          struct history_value_row values[VALUES_MAX])
{
    size_t count = 0;
    while (cursor->at_row && rows_int(cursor->rows, 0) == seq && count < VALUES_MAX) {
        take_value(verification, cursor->rows, seq, record, &values[count++]);
        cursor->at_row = rows_next(cursor->rows);
    }
    return count;
}

/* The values of a line that has them packed: what was changed among them shows in the line's commitment. */
static size_t unpack_values(struct verification *verification, struct arena *mem, const struct rows *lines, int64_t seq,
                            int64_t record, struct history_value_row **values)
{
    size_t length, count;
    const void *changes = rows_bytes(lines, 12, &length);
    if (!history_values_unpack(mem, changes, length, values, &count))
        verification_fault(verification, record, seq, "Các giá trị của một dòng lịch sử không còn đọc được");
    for (size_t i = 0; i < count; i++)
        verification->report->erased += (*values)[i].erased;
    return count;
}

static void check_line(struct walk *walk, struct arena *mem, struct rows *lines, struct value_cursor *cursor)
{
    static _Thread_local struct history_value_row values_of_rows[VALUES_MAX];
    struct verification *verification = walk->verification;
    struct history_value_row *values = values_of_rows;
    struct history_columns line = { .record = rows_int(lines, 1),
                                    .version = rows_int(lines, 2),
                                    .step = rows_text(lines, 3),
                                    .on = rows_text(lines, 4),
                                    .recorded_at = rows_int(lines, 5),
                                    .by = rows_text(lines, 6),
                                    .for_whom = rows_text(lines, 7),
                                    .reason = rows_text(lines, 8),
                                    .definitions = rows_text(lines, 9),
                                    .after = rows_text(lines, 10) };
    size_t count = rows_is_null(lines, 12) ? take_values(verification, cursor, walk->seq, line.record, values_of_rows)
                                           : unpack_values(verification, mem, lines, walk->seq, line.record, &values);
    uint8_t expected[HASH_SIZE];
    history_commit_line(&line, values, count, expected);
    size_t length;
    const void *stored = rows_bytes(lines, 11, &length);
    if (length != HASH_SIZE || memcmp(expected, stored, HASH_SIZE) != 0)
        verification_fault(verification, line.record, walk->seq, "Dòng lịch sử đã bị sửa");
    history_chain(walk->chain, expected);
    walk->line++;
}

/* The lines after walk->seq, at most CHUNK; MORE says whether there were any. */
static bool check_lines_after(struct walk *walk, struct arena *mem, bool *more, struct err *err)
{
    struct verification *verification = walk->verification;
    struct rows *lines = db_rows(
        verification->db, mem,
        SQL("select h.seq, h.record, h.version, h.step, h.\"on\", h.recorded_at, h.\"by\", h.for_whom, h.reason, "
            "h.definitions, h.after, h.commitment, h.changes from history h where h.seq > $1 order by h.seq limit "
            "4000"),
        DB(db_int(walk->seq)), err);
    struct rows *value_rows =
        lines ? db_rows(verification->db, mem,
                        SQL("select h.seq, v.field, v.nonce, v.old, v.new, v.commitment from "
                            "(select seq, record, version, changes from history "
                            "where seq > $1 order by seq limit 4000) as h join history_value v "
                            "on v.record = h.record and v.version = h.version and h.changes is null "
                            "order by h.seq, v.field"),
                        DB(db_int(walk->seq)), err)
              : NULL;
    if (!value_rows)
        return false;
    struct value_cursor values = { value_rows, rows_next(value_rows) };
    *more = false;
    while (rows_next(lines)) {
        *more = true;
        if (!check_seals_before(walk, rows_int(lines, 0), err))
            return false;
        walk->seq = rows_int(lines, 0);
        check_line(walk, mem, lines, &values);
        verification->report->lines++;
    }
    return !rows_failed(lines, err) && !rows_failed(value_rows, err);
}

/* Each stream from its beginning. */
static bool open_feeds(struct walk *walk, struct err *err)
{
    struct db *db = walk->verification->db;
    walk->seals.after =
        SQL("select no, seq, account_seq, seal, chain from history_seal where no > $1 order by no limit 4000");
    walk->accounts.after = SQL("select seq, at, \"by\", login, what, detail, after, commitment from account_history "
                               "where seq > $1 order by seq limit 4000");
    walk->seals.key = INT64_MIN;
    walk->accounts.key = INT64_MIN;
    return feed_step(&walk->seals, db, err) && feed_step(&walk->accounts, db, err);
}

static bool walk_over(struct walk *walk, struct arena *mem, struct err *err)
{
    struct verification *verification = walk->verification;
    bool more = true;
    if (!open_feeds(walk, err))
        return false;
    if (!walk->seals.at_row)
        verification_fault(verification, 0, 0, "Lịch sử không còn dấu niêm phong nào");
    while (more) {
        if (!check_lines_after(walk, mem, &more, err))
            return false;
        arena_reset(mem);
        if (verification->progress)
            verification->progress(verification->report->lines, verification->total, verification->arg);
    }
    if (!check_seals_before(walk, INT64_MAX, err))
        return false;
    while (walk->accounts.at_row) {
        check_account_line(walk, false);
        if (!feed_step(&walk->accounts, verification->db, err))
            return false;
    }
    return true;
}

bool verification_walk(struct verification *verification, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct arena *seals CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct arena *accounts CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct walk walk = { .verification = verification, .seals.mem = seals, .accounts.mem = accounts };
    hash_hex(walk.chain, verification->report->head);
    if (!walk_over(&walk, mem, err))
        return false;
    if (verification->asked->head && !verification->head_seen)
        verification_fault(verification, 0, 0,
                           "Đầu chuỗi đã ghi lại không có trong lịch sử này: phần cuối đã bị cắt hoặc viết lại");
    return true;
}
