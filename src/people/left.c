/* SPDX-License-Identifier: Apache-2.0 */
#include "people/left.h"

#include <inttypes.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "store/store.h"

/* --- hashes ------------------------------------------------------------------------------------------------------- */

static void add_value(struct hash *hash, const struct db_value *value)
{
    if (value->type == DB_INT)
        hash_add_int(hash, value->integer);
    else
        hash_add_text(hash, value->type == DB_NULL ? NULL : value->bytes);
}

/* The hash alone, in hexadecimal. */
static void left_hash(const struct db_value *values, size_t count, char hex[HASH_HEX_SIZE])
{
    uint8_t bytes[HASH_SIZE];
    struct hash hash;
    hash_begin(&hash);
    for (size_t i = 0; i < count; i++)
        add_value(&hash, &values[i]);
    hash_end(&hash, bytes);
    hash_hex(bytes, hex);
}

const char *left_line(struct arena *mem, const char *kind, const char *key, const struct db_value *values, size_t count)
{
    char hex[HASH_HEX_SIZE] = LEFT_NOTHING;
    if (count > 0)
        left_hash(values, count, hex);
    return arena_printf(mem, "%s %s %s\n", kind, key, hex);
}

void left_commit(const struct account_history_line *line, uint8_t commitment[HASH_SIZE])
{
    struct hash hash;
    hash_begin(&hash);
    hash_add(&hash, "\x05", 1);
    hash_add_int(&hash, line->at);
    const char *const texts[] = { line->by, line->login, line->what, line->detail, line->after };
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        hash_add_text(&hash, texts[i]);
    hash_end(&hash, commitment);
}

bool left_note(struct change *change, const struct account_history_line *line, struct err *err)
{
    uint8_t *commitment = arena_alloc(change_mem(change), HASH_SIZE);
    uint64_t act;
    random_bytes(&act, sizeof act);
    struct account_history_line written = *line;
    written.at = change_time(change);
    written.after =
        arena_printf(change_mem(change), "%s" LEFT_ACT " %016" PRIx64 " " LEFT_NOTHING "\n", line->after, act);
    left_commit(&written, commitment);
    return change_run(change,
                      SQL("insert into account_history (at, \"by\", login, what, detail, after, commitment) values "
                          "($1, $2, $3, $4, $5, $6, $7)"),
                      DB(db_int(written.at), db_text(written.by), db_text(written.login), db_text(written.what),
                         db_text(written.detail), db_text(written.after), db_blob(commitment, HASH_SIZE)),
                      err);
}

/* --- the tables --------------------------------------------------------------------------------------------------- */

/* Who stands in for whom, and what was handed over. */
static bool left_kind_of_work(size_t at, struct left_kind *kind)
{
    const struct left_kind kinds[] = {
        { LEFT_ABSENCE, "Vắng mặt",
          SQL("select cast(no as text), login, stand_in, from_on, until_on, reason, document, entered_at, entered_by, "
              "ended_at, ended_by from absence order by no"),
          "ttttttitit", false },
        { LEFT_LENT, "Các sổ của lần vắng mặt",
          SQL("select cast(absence as text), registers from absence_register order by absence"), "t", false },
        { LEFT_TEMPLATE, "Mẫu phân công",
          SQL("select cast(no as text), name, name_key, unit, lines, opinion, version, entered_at, entered_by, "
              "changed_at, changed_by, removed_at, removed_by from handing_template order by no"),
          "tttttiititit", false },
        { LEFT_HANDOVER, "Bàn giao",
          SQL("select cast(no as text), from_whom, to_whom, from_name, to_name, reason, document, handed_on, holdings, "
              "entered_at, entered_by from handover order by no"),
          "tttttttiit", false },
        { LEFT_HANDED, "Việc đã bàn giao",
          SQL("select cast(handover as text) || '/' || cast(batch as text), seq, what, item, code, record from "
              "handover_line order by handover, seq"),
          "ititi", false },
    };
    if (at < COUNT_OF(kinds))
        *kind = kinds[at];
    return at < COUNT_OF(kinds);
}

/* A row whose account is gone has a key that no act named. */
bool left_kind_at(size_t at, struct left_kind *kind)
{
    const struct left_kind kinds[] = {
        { LEFT_ACCOUNT, "Tài khoản",
          SQL("select login, id, login, name, name_key, unit, title, password_hash, must_change, disabled, version, "
              "created_at, created_by, changed_at, changed_by from account order by login"),
          "ittttttiiiitit", false },
        { LEFT_ROLES, "Các vai trò của tài khoản",
          SQL("select coalesce(a.login, cast(r.account as text)), r.role from account_role r left join account a on "
              "a.id = r.account order by 1, 2"),
          "t", false },
        { LEFT_POSITION, "Chức vụ", SQL("select code, title, unit from position order by code"), "tt", false },
        { LEFT_HOLDERS, "Người giữ chức vụ",
          SQL("select position, from_on, until_on, account from position_holder order by position, from_on"), "tti",
          false },
        { LEFT_DEFINITIONS, "Bộ định nghĩa",
          SQL("select hash, applied_at, summary, folder, overlay from definition_set order by hash"), "ittt", false },
        { LEFT_RESERVED, "Số giữ trước",
          SQL("select book || '/' || series || '/' || cast(seq as text), reserved_for, reserved_until from number "
              "where state = 'reserved' or reserved_for <> '' or reserved_until <> '' order by book, series, seq"),
          "tt", false },
        { LEFT_GAP, "Số bỏ trống",
          SQL("select book || '/' || series || '/' || cast(seq as text), reason, changed_at, printed, record from "
              "number "
              "where state = 'gap' order by book, series, seq"),
          "titi", false },
        { LEFT_EXPIRED, "Số giữ trước đã hết hạn",
          SQL("select book || '/' || series || '/' || cast(seq as text), reason, changed_at, printed from number "
              "where state = 'cancelled' and record = 0 order by book, series, seq"),
          "tit", false },
        { LEFT_MAIL_BOX, "Nơi nhận thư của tài khoản",
          SQL("select login, address, wanted from mail_box order by login"), "ti", false },
        { LEFT_BOOK, "Số bắt đầu của sổ",
          SQL("select book || '/' || series, start, start_note from number_book where start_note <> '' order by book, "
              "series"),
          "it", false },
        { LEFT_UNIT, "Đơn vị", SQL("select code, kind, parent, from_on, until_on from unit order by code"), "tttt",
          false },
        { LEFT_UNIT_NAMES, "Tên của đơn vị",
          SQL("select unit, from_on, name, short, until_on from unit_name order by unit, from_on"), "tttt", false },
        { LEFT_SUCCESSORS, "Đơn vị kế tiếp của",
          SQL("select old, new, \"on\" from unit_succession order by old, new, \"on\""), "tt", false },
        { LEFT_CALENDAR, "Ngày của lịch làm việc",
          SQL("select cast(no as text), day, kind, reason, decision, decided_on, entered_at, entered_by from "
              "calendar_day order by no"),
          "tttttit", false },
        { LEFT_SESSION, "Phiên đăng nhập",
          SQL("select token_hash, account, is_token, name, created_at, ends_at from session order by token_hash"),
          "iitii", true },
        { LEFT_SECRET, "Khóa của văn phòng", SQL("select name, value from secret order by name"), "t", false },
    };
    if (at >= COUNT_OF(kinds))
        return left_kind_of_work(at - COUNT_OF(kinds), kind);
    *kind = kinds[at];
    return true;
}

/* A key and the hash that its rows make. */
struct gathered {
    char *key;
    struct hash hash;
};

static void tell(const struct left_kind *kind, struct gathered *gathered, left_hear *hear, void *arg)
{
    uint8_t bytes[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    if (!gathered->key)
        return;
    hash_end(&gathered->hash, bytes);
    hash_hex(bytes, hex);
    hear(arg, kind, gathered->key, hex);
    *gathered = (struct gathered){ 0 };
}

bool left_read(struct db *db, struct arena *mem, const struct left_kind *kind, left_hear *hear, void *arg,
               struct err *err)
{
    struct gathered gathered = { 0 };
    struct rows *rows = db_rows(db, mem, kind->rows, DB_NONE, err);
    while (rows && rows_next(rows)) {
        if (!gathered.key || !text_equal(gathered.key, rows_text(rows, 0))) {
            tell(kind, &gathered, hear, arg);
            gathered.key = arena_strdup(mem, rows_text(rows, 0));
            hash_begin(&gathered.hash);
        }
        for (int i = 0; kind->types[i]; i++) {
            struct db_value value =
                kind->types[i] == 'i' ? db_int(rows_int(rows, i + 1)) : db_text(rows_text(rows, i + 1));
            add_value(&gathered.hash, &value);
        }
    }
    tell(kind, &gathered, hear, arg);
    return rows && rows_end(rows, err);
}

bool left_before(struct db *db, struct arena *mem, char hex[HASH_HEX_SIZE], int64_t *count, struct err *err)
{
    struct rows *rows = db_rows(db, mem,
                                SQL("select seq, at, \"by\", login, what, detail, after from account_history where "
                                    "commitment is null order by seq"),
                                DB_NONE, err);
    if (!rows)
        return false;
    uint8_t bytes[HASH_SIZE];
    struct hash hash;
    hash_begin(&hash);
    for (*count = 0; rows_next(rows); ++*count) {
        hash_add_int(&hash, rows_int(rows, 0));
        hash_add_int(&hash, rows_int(rows, 1));
        for (int i = 2; i < 7; i++)
            hash_add_text(&hash, rows_text(rows, i));
    }
    hash_end(&hash, bytes);
    hash_hex(bytes, hex);
    return rows_end(rows, err);
}

/* --- an office that is older -------------------------------------------------------------------------------------- */

struct beginning {
    struct text after;
    bool wanted;
};

static void add_left(void *arg, const struct left_kind *kind, const char *key, const char *hex)
{
    struct beginning *beginning = arg;
    text_printf(&beginning->after, "%s %s %s\n", kind->kind, key, hex);
}

static bool prepare_begin(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct beginning *beginning = arg;
    struct arena *mem = change_mem(change);
    struct left_kind kind;
    char hex[HASH_HEX_SIZE];
    int64_t sets, begun, before;
    if (!db_one_int(db, SQL("select count(*) from definition_set"), DB_NONE, 0, &sets, err) ||
        !db_one_int(db, SQL("select count(*) from account_history where what = 'begin' or what = 'definitions'"),
                    DB_NONE, 0, &begun, err) ||
        !left_before(db, mem, hex, &before, err))
        return false;
    beginning->wanted = sets > 0 && begun == 0;
    text_init(&beginning->after, mem, TEXT_MAX_DOCUMENT);
    text_printf(&beginning->after, LEFT_BEFORE " %lld %s\n", (long long)before, hex);
    for (size_t i = 0; beginning->wanted && left_kind_at(i, &kind); i++)
        if (!left_read(db, mem, &kind, add_left, beginning, err))
            return false;
    return true;
}

static bool apply_begin(struct change *change, void *arg, struct err *err)
{
    const struct beginning *beginning = arg;
    return !beginning->wanted ||
           left_note(change,
                     &(struct account_history_line){
                         .by = "congvu", .login = "", .what = "begin", .detail = "", .after = beginning->after.data },
                     err);
}

bool left_begin(struct store *store, struct arena *mem, struct err *err)
{
    struct beginning beginning = { 0 };
    return store_change(store, mem, prepare_begin, apply_begin, &beginning, err);
}
