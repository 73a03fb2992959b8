/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/verify_internal.h"

#include <string.h>

#include "base/text.h"
#include "records/history_values.h"

/* Two walks, in chunks: the lines in the order of seq (commitments and chain) here, then each register's records
 * against their lines (history_compare.c). */

void verification_fault(struct verification *verification, int64_t record, int64_t seq, const char *what)
{
    struct history_report *report = verification->report;
    if (report->fault_count < HISTORY_FAULTS_MAX)
        report->faults[report->fault_count++] =
            (struct history_fault){ record, seq, arena_strdup(verification->mem, what) };
}

/* --- the lines ---------------------------------------------------------------------------------------------------- */

/* The values of lines written before there were packed ones. */
struct value_cursor {
    struct rows *rows;
    bool at_row;
};

enum { VALUES_MAX = 512 };

/* Where the walk over the lines stands. */
struct walk {
    int64_t seq;
    int64_t line;   /* how many lines there were, where none is missing */
    int64_t sealed; /* the same at the newest seal */
    uint8_t chain[HASH_SIZE];
};

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
    const void *changes = rows_bytes(lines, 14, &length);
    if (!history_values_unpack(mem, changes, length, values, &count))
        verification_fault(verification, record, seq, "Các giá trị của một dòng lịch sử không còn đọc được");
    for (size_t i = 0; i < count; i++)
        verification->report->erased += (*values)[i].erased;
    return count;
}

static void check_seal(struct verification *verification, const struct rows *lines, int64_t record, struct walk *walk)
{
    size_t length;
    const void *sealed = rows_bytes(lines, 12, &length);
    if (!sealed)
        return;
    verification->report->sealed = verification->report->lines + 1;
    if (rows_int(lines, 13) != walk->line)
        verification_fault(verification, 0, walk->seq, "Có dòng lịch sử đã bị xóa trước dòng này");
    walk->line = walk->sealed = rows_int(lines, 13);
    if (length != HASH_SIZE || memcmp(sealed, walk->chain, HASH_SIZE) != 0)
        verification_fault(verification, record, walk->seq, "Chuỗi niêm phong đứt tại dòng này");
    if (length == HASH_SIZE)
        memcpy(walk->chain, sealed, HASH_SIZE);
}

static void check_line(struct verification *verification, struct arena *mem, struct rows *lines,
                       struct value_cursor *cursor, struct walk *walk)
{
    static _Thread_local struct history_value_row values_of_rows[VALUES_MAX];
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
    size_t count = rows_is_null(lines, 14) ? take_values(verification, cursor, walk->seq, line.record, values_of_rows)
                                           : unpack_values(verification, mem, lines, walk->seq, line.record, &values);
    uint8_t expected[HASH_SIZE];
    history_commit_line(&line, values, count, expected);
    size_t length;
    const void *stored = rows_bytes(lines, 11, &length);
    if (length != HASH_SIZE || memcmp(expected, stored, HASH_SIZE) != 0)
        verification_fault(verification, line.record, walk->seq, "Dòng lịch sử đã bị sửa");
    history_chain(walk->chain, expected);
    walk->line++;
    check_seal(verification, lines, line.record, walk);
}

/* The lines after SEQ, at most LINES_CHUNK; MORE says whether there were any. */
static bool check_lines_after(struct verification *verification, struct arena *mem, struct walk *walk, bool *more,
                              struct err *err)
{
    struct rows *lines = db_rows(
        verification->db, mem,
        SQL("select h.seq, h.record, h.version, h.step, h.\"on\", h.recorded_at, h.\"by\", h.for_whom, h.reason, "
            "h.definitions, h.after, h.commitment, s.chain, s.seal, h.changes from history h left join history_seal s "
            "on s.seq = "
            "h.seq "
            "where h.seq > $1 order by h.seq limit 4000"),
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
        walk->seq = rows_int(lines, 0);
        check_line(verification, mem, lines, &values, walk);
        verification->report->lines++;
    }
    return !rows_failed(lines, err) && !rows_failed(value_rows, err);
}

/* SEALED: how many are sealed of those that are there. */
static bool check_lines(struct verification *verification, int64_t *sealed, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct walk walk = { 0 };
    bool more = true;
    while (more) {
        if (!check_lines_after(verification, mem, &walk, &more, err))
            return false;
        arena_reset(mem);
        if (verification->progress)
            verification->progress(verification->report->lines, verification->total, verification->arg);
    }
    hash_hex(walk.chain, verification->report->head);
    *sealed = walk.sealed;
    return true;
}

/* A seal without its line: the tail was cut. */
static bool check_tail(struct verification *verification, int64_t sealed, struct err *err)
{
    int64_t lost;
    if (verification->report->sealed == 0 && verification->report->lines > 0)
        verification_fault(verification, 0, 0, "Lịch sử chưa có dòng nào được niêm phong");
    if (!db_one_int(verification->db, SQL("select coalesce(max(seal), 0) from history_seal"), DB_NONE, 0, &lost, err))
        return false;
    lost -= sealed;
    if (lost > 0)
        verification_fault(
            verification, 0, 0,
            arena_printf(verification->mem, "%lld dòng lịch sử đã niêm phong nay không còn", (long long)lost));
    return true;
}

/* A record and its row in the register's table need each other. */
static bool check_pairs(struct verification *verification, struct arena *mem, const struct register_definition *reg,
                        struct err *err)
{
    const char *table = db_name(mem, reg->name);
    int64_t bare, stray;
    if (!db_one_int(verification->db,
                    statement_build(mem, arena_printf(mem,
                                                      "select count(*) from record r left join %s f on f.id = r.id "
                                                      "where r.register = $1 and f.id is null",
                                                      table)),
                    DB(db_text(reg->name)), 0, &bare, err) ||
        !db_one_int(verification->db,
                    statement_build(mem, arena_printf(mem,
                                                      "select count(*) from %s f left join record r on r.id = f.id "
                                                      "and r.register = $1 where r.id is null",
                                                      table)),
                    DB(db_text(reg->name)), 0, &stray, err))
        return false;
    if (bare > 0)
        verification_fault(
            verification, 0, 0,
            arena_printf(verification->mem, "%lld hồ sơ của sổ “%s” không có nội dung", (long long)bare, reg->label));
    if (stray > 0)
        verification_fault(verification, 0, 0,
                           arena_printf(verification->mem, "%lld dòng của sổ “%s” không thuộc hồ sơ nào",
                                        (long long)stray, reg->label));
    return true;
}

static bool check_register(struct verification *verification, const struct register_definition *reg, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    return verification_compare(verification, reg, err) && check_pairs(verification, mem, reg, err);
}

/* What belongs to a record that is gone. */
static bool check_orphans(struct verification *verification, struct err *err)
{
    const struct {
        const struct statement *count;
        const char *what;
    } orphans[] = {
        { SQL("select count(*) from history h left join record r on r.id = h.record where r.id is null"),
          "dòng lịch sử của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from record_span s left join record r on r.id = s.record where r.id is null"),
          "khoảng trạng thái của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from due_span d left join record r on r.id = d.record where r.id is null"),
          "khoảng thời hạn của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from record_link l left join record r on r.id = l.from_record where r.id is null"),
          "liên kết của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from history_value v left join history h on h.record = v.record and "
              "h.version = v.version and h.changes is null where h.seq is null"),
          "giá trị không thuộc dòng lịch sử nào" },
    };
    for (size_t i = 0; i < COUNT_OF(orphans); i++) {
        int64_t lost;
        if (!db_one_int(verification->db, orphans[i].count, DB_NONE, 0, &lost, err))
            return false;
        if (lost > 0)
            verification_fault(verification, 0, 0,
                               arena_printf(verification->mem, "%lld %s", (long long)lost, orphans[i].what));
    }
    return true;
}

/* What figures read of a record's row is what its spans say (records/row_days.h). */
static bool check_row_days(struct verification *verification, struct err *err)
{
    int64_t wrong;
    const struct statement *count =
        SQL("select count(*) from record r where r.due_since <> coalesce((select max(d.from_on) from due_span d "
            "where d.record = r.id), '') or not exists (select 1 from (select "
            "coalesce(min(case when s.state_group = 'open' then s.from_on end), '9999-12-31') as opened_on, "
            "coalesce(max(case when s.state_group = 'open' then s.until_on end), '') as left_on, "
            "sum(case when s.state_group = 'open' then 1 else 0 end) as opens, "
            "sum(case when s.state_group = 'resolved' then 1 else 0 end) as ends, "
            "coalesce(max(case when s.state_group = 'open' then s.part end) - "
            "min(case when s.state_group = 'open' then s.part end) + 1, 0) as open_parts, "
            "coalesce(max(s.part) - min(case when s.state_group = 'resolved' then s.part end) + 1, 0) as end_parts "
            "from record_span s where s.record = r.id) as days where days.opened_on = r.opened_on and "
            "days.left_on = r.left_on and r.told = case when days.opens = days.open_parts and days.ends = "
            "days.end_parts then 1 else 0 end)");
    if (!db_one_int(verification->db, count, DB_NONE, 0, &wrong, err))
        return false;
    if (wrong > 0)
        verification_fault(verification, 0, 0,
                           arena_printf(verification->mem,
                                        "%lld hồ sơ ghi ngày mở, ngày rời xử lý hoặc ngày có thời hạn "
                                        "khác với các khoảng của hồ sơ",
                                        (long long)wrong));
    return true;
}

/* Records of a register that the definitions do not have would be compared with nothing. */
static bool check_registers(struct verification *verification, struct err *err)
{
    struct rows *rows = db_rows(verification->db, verification->mem,
                                SQL("select register, count(*) from record group by register"), DB_NONE, err);
    if (!rows)
        return false;
    while (rows_next(rows))
        if (!definitions_register(verification->office->definitions, rows_text(rows, 0)))
            verification_fault(verification, 0, 0,
                               arena_printf(verification->mem, "%lld hồ sơ thuộc sổ “%s” mà chương trình không có",
                                            (long long)rows_int(rows, 1), rows_text(rows, 0)));
    return rows_end(rows, err);
}

bool history_verify(struct office *office, struct arena *mem, struct history_report *report,
                    void (*progress)(int64_t done, int64_t of, void *arg), void *arg, struct err *err)
{
    *report = (struct history_report){ .faults = ARENA_ARRAY(mem, struct history_fault, HISTORY_FAULTS_MAX) };
    struct verification verification = {
        .office = office, .mem = mem, .report = report, .progress = progress, .arg = arg
    };
    int64_t sealed = 0;
    verification.db = db_for_read(office->store, err);
    if (!verification.db || !db_snapshot_begin(verification.db, err))
        return false;
    bool done =
        db_one_int(verification.db, SQL("select count(*) from history"), DB_NONE, 0, &verification.total, err) &&
        check_lines(&verification, &sealed, err) && check_tail(&verification, sealed, err) &&
        check_orphans(&verification, err) && check_registers(&verification, err);
    for (size_t i = 0; done && i < office->definitions->registers.count; i++)
        done = check_register(&verification, &office->definitions->registers.items[i], err);
    done = done && check_row_days(&verification, err);
    db_snapshot_end(verification.db);
    return done;
}
