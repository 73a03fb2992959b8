/* SPDX-License-Identifier: Apache-2.0 */
/* Reading accounts, and what was done to them. */
#include "people/account_internal.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "people/overview.h"
#include "people/texts.h"
#include "viet/input.h"

/* --- one ---------------------------------------------------------------------------------------------------------- */

static const char *keep(struct arena *mem, const struct rows *rows, int column)
{
    return arena_strdup(mem, rows_text(rows, column) ? rows_text(rows, column) : "");
}

static void add_once(struct arena *mem, struct text_list *list, size_t *room, const char *item)
{
    if (!item || text_list_has(list, item))
        return;
    if (list->count == *room)
        list->items = arena_grow(mem, list->items, list->count, room, sizeof *list->items);
    list->items[list->count++] = arena_strdup(mem, item);
}

/* One who is away, with the registers (joined by ","; NULL: every one) that this is lent in. Two absences of one day
 * are of different registers: both are lent. */
static void add_stood(struct arena *mem, struct account *account, size_t *room, size_t *lent_room, const char *whom,
                      const char *registers)
{
    size_t at = 0, count = 0;
    while (whom && at < account->stands_for.count && !text_equal(account->stands_for.items[at], whom))
        at++;
    if (!whom)
        return;
    bool added = at == account->stands_for.count;
    add_once(mem, &account->stands_for, room, whom);
    if (added) {
        if (at == *lent_room)
            account->lent = arena_grow(mem, account->lent, at, lent_room, sizeof *account->lent);
        account->lent[at] = (struct text_list){ 0 };
    }
    struct text_list *lent = &account->lent[at];
    if (!registers || (!added && lent->count == 0)) {
        *lent = (struct text_list){ 0 };
        return;
    }
    char **names = text_split(mem, arena_strdup(mem, registers), ',', &count);
    struct text_list both = { ARENA_ARRAY(mem, const char *, lent->count + count + 1), 0 };
    for (size_t i = 0; i < lent->count; i++)
        both.items[both.count++] = lent->items[i];
    for (size_t i = 0; i < count; i++)
        if (!text_list_has(&both, names[i]))
            both.items[both.count++] = names[i];
    *lent = both;
}

struct account *account_from_rows(struct arena *mem, struct rows *rows, int first)
{
    struct account *account = ARENA_NEW(mem, struct account);
    size_t role_room = 0, position_room = 0, stood_room = 0, lent_room = 0;
    account->id = rows_int(rows, first);
    account->login = keep(mem, rows, first + 1);
    account->name = keep(mem, rows, first + 2);
    account->unit = keep(mem, rows, first + 3);
    account->title = keep(mem, rows, first + 4);
    account->disabled = rows_int(rows, first + 5) != 0;
    account->must_change = rows_int(rows, first + 6) != 0;
    account->version = rows_int(rows, first + 7);
    do {
        add_once(mem, &account->roles, &role_room, rows_text(rows, first + 8));
        add_once(mem, &account->positions, &position_room, rows_text(rows, first + 9));
        add_stood(mem, account, &stood_room, &lent_room, rows_text(rows, first + 10), rows_text(rows, first + 12));
        add_stood(mem, account, &stood_room, &lent_room, rows_text(rows, first + 11), rows_text(rows, first + 12));
    } while (rows_next(rows));
    return account;
}

const char *account_today(struct arena *mem)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return arena_strdup(mem, today);
}

struct account *account_find(struct db *db, struct arena *mem, const char *login, struct err *err)
{
    struct rows *rows = db_rows(
        db, mem,
        SQL("select " ACCOUNT_COLUMNS " from account a" ACCOUNT_JOINS("$2") " where a.login = $1" ACCOUNT_ORDER),
        DB(db_text(login), db_text(account_today(mem))), err);
    if (!rows)
        return NULL;
    struct account *account = rows_next(rows) ? account_from_rows(mem, rows, 0) : NULL;
    if (rows_failed(rows, err))
        account = NULL;
    else if (!account)
        err_set(err, ERR_NOT_FOUND, "account", "login", SAY_NO_ACCOUNT, login);
    rows_close(rows);
    return account;
}

bool account_login_is_valid(const char *login)
{
    size_t length = login ? strlen(login) : 0;
    if (length < LOGIN_MIN || length > LOGIN_MAX)
        return false;
    for (size_t i = 0; i < length; i++) {
        char c = login[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-')
            return false;
    }
    return true;
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

const char *account_words(struct arena *mem, const struct text_list *words)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < words->count; i++)
        text_printf(&out, "%s%s", i ? ", " : "", words->items[i]);
    return arena_strdup(mem, out.data ? out.data : "");
}

const char *account_text(struct arena *mem, const char *text)
{
    if (!text)
        return "";
    if (strlen(text) > ACCOUNT_TEXT_MAX * 8 || !utf8_is_valid(text, strlen(text)))
        return NULL;
    uint32_t bad;
    const char *clean = viet_input(mem, text, false, &bad);
    if (!clean)
        return NULL;
    clean = text_trim(mem, clean);
    size_t count = 0;
    for (const char *at = clean; *at; count++)
        (void)utf8_next(&at);
    return count <= ACCOUNT_TEXT_MAX ? clean : NULL;
}

/* --- history ------------------------------------------------------------------------------------------------------ */

static const struct {
    const char *what, *label;
} labels[] = {
    { "create", "Tạo tài khoản" },
    { "change", "Sửa thông tin" },
    { "roles", "Đổi vai trò" },
    { "disable", "Khóa tài khoản" },
    { "enable", "Mở khóa tài khoản" },
    { "password", "Đổi mật khẩu" },
    { "position", "Giao chức vụ" },
    { "sign-in", "Đăng nhập" },
    { "token", "Tạo mã truy cập" },
    { "renew", "Đổi mã phiên" },
    { "end-session", "Kết thúc phiên" },
    { "end-sessions", "Kết thúc mọi phiên" },
    { "reserve", "Giữ số trước" },
    { "expire", "Hủy số giữ quá hạn" },
    { "mail-box", "Đổi nơi nhận thư" },
    { "send-again", "Gửi lại thư" },
    { "book", "Mở sổ số" },
    { "old-numbers", "Nhập số của sổ cũ" },
    { "definitions", "Nhận bộ định nghĩa" },
    { "calendar", "Đổi lịch làm việc" },
    { "absence", "Vắng mặt, người thay" },
    { "template", "Mẫu phân công" },
    { "handover", "Bàn giao" },
    { "begin", "Bắt đầu ghi dấu" },
    { "read-personal", "Đọc dữ liệu cá nhân" },
    { "secret", "Nhận khóa của chỉ mục dữ liệu cá nhân" },
};

bool account_note(struct change *change, const char *by, const char *login, const char *what, const char *detail,
                  const char *after, struct err *err)
{
    return left_note(
        change,
        &(struct account_history_line){ .by = by, .login = login, .what = what, .detail = detail, .after = after },
        err);
}

struct account_reading {
    const char *by, *record;
};

static bool apply_reading(struct change *change, void *arg, struct err *err)
{
    const struct account_reading *reading = arg;
    return account_note(change, reading->by, reading->by, "read-personal", reading->record, "", err);
}

bool account_note_reading(struct store *store, struct arena *mem, const char *by, const char *record, struct err *err)
{
    struct account_reading reading = { by, record };
    return store_change(store, mem, NULL, apply_reading, &reading, err);
}

static void read_event(struct arena *mem, const struct rows *rows, struct account_event *event)
{
    *event = (struct account_event){ .seq = rows_int(rows, 0),
                                     .at = rows_int(rows, 1),
                                     .by = keep(mem, rows, 2),
                                     .login = keep(mem, rows, 3),
                                     .what = keep(mem, rows, 4),
                                     .detail = keep(mem, rows, 5) };
    event->label = event->what;
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        if (text_equal(labels[i].what, event->what))
            event->label = labels[i].label;
}

const char *account_act(size_t at, const char **label)
{
    if (at >= COUNT_OF(labels))
        return NULL;
    *label = labels[at].label;
    return labels[at].what;
}

bool account_events(struct arena *mem, struct rows *rows, struct account_event **events, size_t *count, struct err *err)
{
    ARRAY(struct account_event) found = { 0 };
    while (rows_next(rows))
        read_event(mem, rows, ARRAY_ADD(mem, &found));
    if (!rows_end(rows, err))
        return false;
    *events = found.items;
    *count = found.count;
    return true;
}

bool account_history(struct db *db, struct arena *mem, const char *login, int64_t before, size_t limit,
                     struct account_event **events, size_t *count, struct err *err)
{
    struct db_value below = db_int(before > 0 ? before : INT64_MAX), most = db_int((int64_t)limit);
    struct rows *rows =
        login
            ? db_rows(db, mem,
                      SQL("select seq, at, \"by\", login, what, detail from account_history where login = $3 and seq < "
                          "$1 order by seq desc limit $2"),
                      DB(below, most, db_text(login)), err)
            : db_rows(db, mem,
                      SQL("select seq, at, \"by\", login, what, detail from account_history where seq < $1 "
                          "order by seq desc limit $2"),
                      DB(below, most), err);
    return rows && account_events(mem, rows, events, count, err);
}
