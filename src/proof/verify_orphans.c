/* SPDX-License-Identifier: Apache-2.0 */
/* What belongs to nothing: rows whose record is gone, registers that the program does not have, tables that hold
 * nothing yet. And what figures read of a record's row, against its spans. */
#include "proof/verify_internal.h"

#include "base/text.h"
#include "fields/personal_index.h"
#include "fields/text_order.h"
#include "store/secret.h"
#include "viet/sort_key.h"

enum { KEYS_CHUNK = 4000 };

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

/* The keys beside the texts of a register's table are of these texts (fields/text_order.h). */
static bool check_keys(struct verification *verification, struct arena *mem, const struct register_definition *reg,
                       const struct field *field, struct err *err)
{
    const struct statement *statement =
        statement_build(mem, arena_printf(mem, "select id, %s, %s from %s where id > $1 order by id limit %d",
                                          db_name(mem, field->name), db_name(mem, field_key_column(mem, field)),
                                          db_name(mem, reg->name), KEYS_CHUNK));
    struct arena *chunk CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    int64_t last = INT64_MIN;
    for (int read = KEYS_CHUNK; read == KEYS_CHUNK; arena_reset(chunk)) {
        struct rows *rows = db_rows(verification->db, chunk, statement, DB(db_int(last)), err);
        for (read = 0; rows && rows_next(rows); read++) {
            const char *text = rows_text(rows, 1), *key = rows_text(rows, 2);
            last = rows_int(rows, 0);
            if (!text_equal(key, text ? viet_sort_key(chunk, text) : NULL))
                verification_fault(
                    verification, last, 0,
                    arena_printf(verification->mem, "Thứ tự chữ cái của “%s” không phải của giá trị", field->label));
        }
        if (!rows || !rows_end(rows, err))
            return false;
    }
    return true;
}

/* What belongs to a record that is gone. */
static bool count_orphans(struct verification *verification, struct err *err)
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
        { SQL("select count(*) from record_link l left join record r on r.id = l.to_record where r.id is null"),
          "liên kết đến hồ sơ không còn trong sổ" },
        { SQL("select count(*) from assignment a left join record r on r.id = a.record where r.id is null"),
          "việc giao của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from attachment t left join record r on r.id = t.record where r.id is null"),
          "tệp của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from approval a left join record r on r.id = a.record where r.id is null"),
          "lần duyệt dự thảo của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from attachment t left join blob b on b.hash = t.blob where b.hash is null"),
          "tệp không còn dòng ghi nội dung" },
        { SQL("select count(*) from blob b where b.created_at <> coalesce((select min(t.created_at) from attachment t "
              "where t.blob = b.hash), 0)"),
          "nội dung tệp không thuộc tệp nào, hoặc ghi lúc khác với tệp" },
        { SQL("select count(*) from search_text s left join record r on r.id = s.record where r.id is null"),
          "dòng tìm kiếm của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from personal_key k left join record r on r.id = k.record where r.id is null"),
          "dòng chỉ mục dữ liệu cá nhân của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from (select commitment from account_history where commitment is not null group by "
              "commitment having count(*) > 1) twice"),
          "dòng nhật ký tài khoản có hai lần" },
        { SQL("select count(*) from clock_event"), "dòng sự kiện đồng hồ mà chương trình không ghi" },
        { SQL("select count(*) from direction d left join record r on r.id = d.record where r.id is null"),
          "ý kiến chỉ đạo của hồ sơ không còn trong sổ" },
        { SQL("select count(*) from direction_task t left join direction d on d.id = t.direction left join record r on "
              "r.id = t.task where d.id is null or r.id is null"),
          "nhiệm vụ của ý kiến chỉ đạo không còn, hoặc không còn trong sổ" },
        { SQL("select count(*) from figure_frozen"), "số liệu đã chốt mà chương trình không ghi" },
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
            "coalesce(max(s.part) - min(case when s.state_group = 'resolved' then s.part end) + 1, 0) as end_parts, "
            "coalesce(max(case when s.state_group = 'resolved' and s.until_on = '9999-12-31' then s.since_on end), "
            "'9999-12-31') as done_on "
            "from record_span s where s.record = r.id) as days where days.opened_on = r.opened_on and "
            "days.left_on = r.left_on and r.told = case when days.opens = days.open_parts and days.ends = "
            "days.end_parts and days.done_on = r.finished_on and r.due_since <= r.finished_on then 1 else 0 end)");
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

bool verification_check_orphans(struct verification *verification, struct err *err)
{
    return count_orphans(verification, err) && check_registers(verification, err);
}

bool verification_check_secret(struct verification *verification, struct err *err)
{
    bool made;
    if (!personal_index_is_made(verification->office->store, verification->mem, verification->office->definitions,
                                &made, err))
        return false;
    if (!made)
        verification_fault(verification, 0, 0, "Chỉ mục dữ liệu cá nhân chưa lập; chạy `congvu migrate`");
    if (!secret_read(verification->db, verification->mem, &verification->secret, err))
        return false;
    if (!verification->secret)
        verification_fault(verification, 0, 0, "Khóa của chỉ mục dữ liệu cá nhân không còn");
    return true;
}

bool verification_check_rows(struct verification *verification, struct err *err)
{
    const struct definitions *definitions = verification->office->definitions;
    bool ordered;
    if (!text_order_is_made(verification->office->store, verification->mem, definitions, &ordered, err))
        return false;
    if (!ordered)
        verification_fault(verification, 0, 0, "Thứ tự chữ cái của hồ sơ chưa có; chạy `congvu migrate`");
    for (size_t i = 0; i < definitions->registers.count; i++) {
        struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
        const struct register_definition *reg = &definitions->registers.items[i];
        if (!check_pairs(verification, mem, reg, err))
            return false;
        for (size_t j = 0; ordered && j < reg->fields.count; j++)
            if (field_has_key(reg, &reg->fields.items[j]) &&
                !check_keys(verification, mem, reg, &reg->fields.items[j], err))
                return false;
    }
    return check_row_days(verification, err);
}
