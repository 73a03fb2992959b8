/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone (on SQLite): a seal's number not held against the lines counted; packed values that
 * cannot be read passed over; a value erased in the history not looked for in the record. */
#include "records/history_values.h"
#include "people/account.h"
#include "records/testing_office.h"

/* Someone with the database open in another program. */
static bool tamper(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

static void make_history(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    testing_enter(t, o);
    for (int i = 0; i < 20; i++) {
        struct draft *draft = testing_letter(t, o, arena_printf(t->mem, "Văn bản %d", i), "bc");
        draft_set(t->mem, draft, "copies", "3");
        draft_add_step(t->mem, draft, "number", NULL);
        testing_create(t, o, draft);
    }
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-19T10:00");
    draft_set(t->mem, draft, "summary", "Cấp phép");
    draft_set(t->mem, draft, "time_limit", "5 ngày làm việc");
    draft_add_step(t->mem, draft, "process", "2021-07-20");
    int64_t id = testing_create(t, o, draft);
    assert_true(testing_ok(testing_step(t, o, id, "again", "2021-07-28", NULL, NULL, &err), &err));
    int64_t letter = testing_create(t, o, testing_letter(t, o, "Trả lời", "bc"));
    assert_true(testing_ok(record_link(&o->office, t->mem, letter, "answers", id, &err), &err));
    assert_true(testing_ok(testing_step(t, o, letter, "number", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(history_seal(&o->office, &err), &err));
}

static size_t faults_of(struct testing *t, struct testing_office *o, const char **first)
{
    struct err err = { 0 };
    struct history_report report;
    assert_true(testing_ok(history_verify(&o->office, t->mem, &report, NULL, NULL, &err), &err));
    *first = report.fault_count ? report.faults[0].what : NULL;
    return report.fault_count;
}

static void expect_found(struct testing *t, const struct statement *statement, const char *words)
{
    struct testing_office o;
    struct err err = { 0 };
    const char *what;
    make_history(t, &o);
    assert_int_equal(faults_of(t, &o, &what), 0);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, tamper, (void *)statement, &err), &err));
    assert_true(faults_of(t, &o, &what) > 0);
    if (!strstr(what, words))
        fail_msg("“%s” is not in “%s”", words, what);
}

static void test_sealing_counts_every_line_and_repeats_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    make_history(t, &o);
    assert_int_equal(testing_int(t, SQL("select count(*) from history_seal where no > 0")), 1);
    assert_int_equal(testing_int(t, SQL("select max(seal) from history_seal")), 46);
    assert_true(history_seal(&o.office, &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from history_seal where no > 0")), 1);
    testing_create(t, &o, testing_letter(t, &o, "Thêm", "bc"));
    assert_true(history_seal(&o.office, &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from history_seal where no > 0")), 2);
    assert_int_equal(testing_int(t, SQL("select max(seal) from history_seal")), 47);
}

static void test_a_field_changed_by_hand_is_found(struct testing *t)
{
    expect_found(t, SQL("update letter set copies = 4 where id = (select min(id) from letter)"), "Số bản");
}

static void test_a_state_changed_by_hand_is_found(struct testing *t)
{
    expect_found(t, SQL("update record set state = 'issued' where id = (select max(id) from record)"), "state=issued");
}

static void test_a_number_changed_by_hand_is_found(struct testing *t)
{
    expect_found(t, SQL("update record set number = '99/BC-VPT' where id = (select max(id) from record)"), "99/BC-VPT");
}

static void test_a_record_put_in_by_hand_is_found(struct testing *t)
{
    expect_found(
        t,
        SQL("insert into record (id, register, number, number_key, title, state, state_group, unit, issuer, "
            "secrecy, urgency, happened_on, due, original_due, finished_on, cancelled, source, source_code, "
            "created_at, created_by, changed_at, changed_by, changed_on, version) select id + 1, register, null, "
            "'', title, state, state_group, unit, issuer, secrecy, urgency, happened_on, due, original_due, "
            "finished_on, cancelled, source, source_code, created_at, created_by, changed_at, changed_by, "
            "changed_on, version from record where id = (select max(id) from record)"),
        "không có nội dung");
}

static void test_a_record_taken_out_by_hand_is_found(struct testing *t)
{
    expect_found(t, SQL("delete from record where id = (select max(id) from record)"), "không còn trong sổ");
}

/* --- packed values ------------------------------------------------------------------------------------------------ */

struct repacking {
    struct testing *t;
    int64_t seq;
    bool (*change)(struct arena *mem, const char *bytes, size_t length, struct db_value *changed);
    struct db_value changes;
};

static bool apply_repacking(struct change *change, void *arg, struct err *err)
{
    struct repacking *repacking = arg;
    return change_run(change, SQL("update history set changes = $1 where seq = $2"),
                      DB(repacking->changes, db_int(repacking->seq)), err);
}

/* Changes the packed values of every line that CHANGE takes; how many. */
static int repack(struct testing *t,
                  bool (*change)(struct arena *mem, const char *bytes, size_t length, struct db_value *changed))
{
    struct err err = { 0 };
    int changed = 0;
    struct db *db = db_for_read(t->store, &err);
    struct rows *rows = db_rows(db, t->mem, SQL("select seq, changes from history order by seq"), DB_NONE, &err);
    ARRAY(struct repacking) found = { 0 };
    while (rows_next(rows)) {
        size_t length;
        const void *borrowed = rows_bytes(rows, 1, &length); /* until the next row; what is changed may point into it */
        const char *bytes = memcpy(arena_alloc(t->mem, length + 1), borrowed ? borrowed : "", length);
        struct repacking one = { .seq = rows_int(rows, 0) };
        if (change(t->mem, bytes, length, &one.changes))
            *ARRAY_ADD(t->mem, &found) = one;
    }
    rows_close(rows);
    for (size_t i = 0; i < found.count; i++, changed++)
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_repacking, &found.items[i], &err), &err));
    return changed;
}

static bool erase_copies(struct arena *mem, const char *bytes, size_t length, struct db_value *changed)
{
    return history_values_erase(mem, bytes, length, "copies", changed);
}

/* "3" as "4", where it stands. */
static bool forge_copies(struct arena *mem, const char *bytes, size_t length, struct db_value *changed)
{
    static const char there[] = "copies\0\0\1"
                                "3";
    for (size_t at = 0; at + sizeof there <= length; at++)
        if (memcmp(bytes + at, there, sizeof there) == 0) {
            char *copy = arena_alloc(mem, length);
            memcpy(copy, bytes, length);
            copy[at + sizeof there - 2] = '4';
            *changed = db_blob(copy, length);
            return true;
        }
    return false;
}

static bool cut_short(struct arena *mem, const char *bytes, size_t length, struct db_value *changed)
{
    (void)mem;
    *changed = db_blob(bytes, length - 1);
    return length > 40;
}

static bool empty(struct arena *mem, const char *bytes, size_t length, struct db_value *changed)
{
    (void)mem, (void)bytes;
    *changed = db_blob("", 0);
    return length > 40;
}

static void expect_repacking_found(struct testing *t,
                                   bool (*change)(struct arena *mem, const char *bytes, size_t length,
                                                  struct db_value *changed),
                                   const char *words)
{
    struct testing_office o;
    const char *what;
    make_history(t, &o);
    assert_true(repack(t, change) > 0);
    assert_true(faults_of(t, &o, &what) > 0);
    if (!strstr(what, words))
        fail_msg("“%s” is not in “%s”", words, what);
}

/* --- lines written before ----------------------------------------------------------------------------------------- */

static bool apply_rows_again(struct change *change, void *arg, struct err *err)
{
    struct repacking *line = arg;
    struct history_value_row *values;
    size_t count;
    assert_true(history_values_unpack(line->t->mem, line->changes.bytes, line->changes.length, &values, &count));
    for (size_t i = 0; i < count; i++)
        if (!change_run(change,
                        SQL("insert into history_value (record, version, field, nonce, old, new, commitment) select "
                            "record, version, $1, $2, $3, $4, $5 from history where seq = $6"),
                        DB(db_text(values[i].field), db_blob(values[i].nonce, NONCE_SIZE), db_text(values[i].old),
                           db_text(values[i].new), db_blob(values[i].commitment, HASH_SIZE), db_int(line->seq)),
                        err))
            return false;
    return change_run(change, SQL("update history set changes = null where seq = $1"), DB(db_int(line->seq)), err);
}

/* Every other line as it was written before values were packed: a row a value. */
static void put_in_rows(struct testing *t)
{
    struct err err = { 0 };
    struct db *db = db_for_read(t->store, &err);
    ARRAY(struct repacking) found = { 0 };
    struct rows *rows =
        db_rows(db, t->mem, SQL("select seq, changes from history where seq % 2 = 1 order by seq"), DB_NONE, &err);
    while (rows_next(rows)) {
        size_t length;
        const char *bytes = rows_bytes(rows, 1, &length);
        char *copy = arena_alloc(t->mem, length + 1);
        memcpy(copy, bytes, length);
        *ARRAY_ADD(t->mem, &found) =
            (struct repacking){ .t = t, .seq = rows_int(rows, 0), .changes = db_blob(copy, length) };
    }
    rows_close(rows);
    for (size_t i = 0; i < found.count; i++)
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_rows_again, &found.items[i], &err), &err));
}

static void expect_of_rows(struct testing *t, const struct statement *statement, const char *words)
{
    struct testing_office o;
    struct err err = { 0 };
    const char *what;
    make_history(t, &o);
    put_in_rows(t);
    faults_of(t, &o, &what);
    if (what)
        fail_msg("%s", what);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, tamper, (void *)statement, &err), &err));
    assert_true(faults_of(t, &o, &what) > 0);
    if (!strstr(what, words))
        fail_msg("“%s” is not in “%s”", words, what);
}

static void test_a_value_changed_in_a_line_of_before_is_found(struct testing *t)
{
    expect_of_rows(t, SQL("update history_value set new = 'x' where field = 'summary'"), "“summary” trong lịch sử");
}

static void test_a_value_gone_from_a_line_of_before_is_found(struct testing *t)
{
    expect_of_rows(t, SQL("update history_value set nonce = null, old = null, new = null where field = 'copies'"),
                   "đã xóa khỏi lịch sử nhưng hồ sơ");
}

static void test_an_erased_value_is_not_written_anew(struct testing *t)
{
    expect_of_rows(t, SQL("update history_value set nonce = null, new = '4' where field = 'copies'"), "cam kết");
}

static void test_a_value_changed_in_the_history_is_found(struct testing *t)
{
    expect_repacking_found(t, forge_copies, "Dòng lịch sử đã bị sửa");
}

static void test_values_cut_short_are_found(struct testing *t)
{
    expect_repacking_found(t, cut_short, "không còn đọc được");
}

static void test_values_taken_out_are_found(struct testing *t)
{
    expect_repacking_found(t, empty, "Dòng lịch sử đã bị sửa");
}

static void test_values_gone_without_a_trace_are_found(struct testing *t)
{
    expect_found(t, SQL("update history set changes = null"), "Dòng lịch sử đã bị sửa");
}

static void test_a_row_of_values_beside_packed_ones_is_not_read(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    const char *what;
    make_history(t, &o);
    assert_true(testing_ok(
        store_change(t->store, t->mem, NULL, tamper,
                     (void *)SQL("insert into history_value (record, version, field, nonce, old, new, commitment) "
                                 "select record, version, 'copies', null, null, '9', commitment from history"),
                     &err),
        &err));
    assert_int_equal(faults_of(t, &o, &what), 1);
    assert_non_null(strstr(what, "giá trị không thuộc dòng"));
}

#define FOUND(test, sql, words)                                                                                        \
    static void test(struct testing *t)                                                                                \
    {                                                                                                                  \
        expect_found(t, SQL(sql), words);                                                                              \
    }                                                                                                                  \
    ON_BOTH(test)

FOUND(test_a_title_changed_by_hand_is_found, "update record set title = 'x' where id = (select max(id) from record)",
      "Tiêu đề")
FOUND(test_a_secrecy_changed_by_hand_is_found,
      "update record set secrecy = 'mat' where id = (select max(id) from record)", "secrecy=mat")
FOUND(test_a_maker_changed_by_hand_is_found,
      "update record set created_by = 'x' where id = (select max(id) from record)", "Người tạo")
FOUND(test_a_changer_changed_by_hand_is_found,
      "update record set changed_by = 'x' where id = (select max(id) from record)", "Người sửa")
FOUND(test_a_source_put_in_by_hand_is_found, "update record set source = 'x' where id = (select max(id) from record)",
      "Nguồn")
FOUND(test_a_group_changed_by_hand_is_found,
      "update record set state_group = 'uncounted' where id = (select max(id) from record)", "Nhóm trạng thái")
FOUND(test_a_register_changed_by_hand_is_found,
      "update record set register = 'x' where id = (select max(id) from record)", "mà chương trình không có")
FOUND(test_a_span_moved_by_hand_is_found,
      "update record_span set from_on = '2021-07-01', since_on = '2021-07-01' where part = 0", "khác với lịch sử")
FOUND(test_a_span_closed_by_hand_is_found,
      "update record_span set until_on = '2021-08-03' where until_on = '9999-12-31'", "cuối của hồ sơ")
FOUND(test_a_gap_between_spans_is_found, "update record_span set until_on = '2021-07-31' where part = 0",
      "không nối tiếp")
FOUND(test_a_unit_of_a_span_changed_by_hand_is_found, "update record_span set unit = 'nc' where part = 1",
      "khác với lịch sử")
FOUND(test_a_first_entry_changed_by_hand_is_found, "update record_span set since_on = '2021-07-01' where part = 0",
      "không nối tiếp")
FOUND(test_a_day_told_by_a_row_changed_by_hand_is_found,
      "update record set left_on = '2021-07-20' where id = (select min(id) from record)", "ngày rời xử lý")
FOUND(test_a_row_that_tells_too_much_is_found,
      "update record set told = 1 - told where id = (select min(id) from record)", "ngày rời xử lý")
FOUND(test_a_span_taken_out_by_hand_is_found, "delete from record_span where part = 1", "không có khoảng nào")
FOUND(test_a_due_date_changed_by_hand_is_found, "update due_span set due = '2021-12-31T17:00' where part = 0",
      "khác với lịch sử")
FOUND(test_a_due_date_taken_out_by_hand_is_found, "delete from due_span", "Khoảng thời hạn cuối")
FOUND(test_a_link_taken_out_by_hand_is_found, "delete from record_link", "liên kết")
FOUND(test_a_link_put_in_by_hand_is_found,
      "insert into record_link (from_record, kind, to_record, created_at, created_by) select min(id), 'x', max(id), 0, "
      "'x' from record",
      "liên kết")
FOUND(test_a_span_of_no_record_is_found,
      "insert into record_span (record, register, state, state_group, since_on, from_on, until_on, part, unit, step, "
      "recorded_at) values (1, 'letter', 'issued', 'resolved', '2021-07-01', '2021-07-01', '9999-12-31', 0, 'vp', "
      "'issue', 0)",
      "khoảng trạng thái của hồ sơ không còn")

static void test_a_value_gone_from_the_history_only_is_found(struct testing *t)
{
    expect_repacking_found(t, erase_copies, "đã xóa khỏi lịch sử nhưng hồ sơ");
}

/* The triggers keep history lines from being changed: even so a line put in later breaks the chain. */
static void test_a_line_put_in_by_hand_is_found(struct testing *t)
{
    expect_found(
        t,
        SQL("insert into history (record, version, step, \"on\", recorded_at, \"by\", for_whom, reason, "
            "definitions, after, commitment) select record, version + 1, step, \"on\", recorded_at, "
            "\"by\", for_whom, reason, definitions, after, commitment from history where seq = (select max(seq) "
            "from history)"),
        "đã bị sửa");
}

/* Whoever gets past the triggers: a seal closes many lines, and knows how many. */
static void test_a_line_cut_out_of_the_sealed_ones_is_found(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    const char *what;
    make_history(t, &o);
    if (store_kind(t->store) == STORE_SQLITE)
        assert_true(testing_ok(
            store_change(t->store, t->mem, NULL, tamper, (void *)SQL_SQLITE("drop trigger history_stays"), &err),
            &err));
    else
        assert_true(testing_ok(store_change(t->store, t->mem, NULL, tamper,
                                            (void *)SQL_POSTGRES("drop trigger history_keeps on history"), &err),
                               &err));
    assert_true(
        testing_ok(store_change(t->store, t->mem, NULL, tamper,
                                (void *)SQL("delete from history where seq = (select min(seq) from history)"), &err),
                   &err));
    assert_true(faults_of(t, &o, &what) > 0);
    assert_non_null(strstr(what, "đã bị xóa trước dòng này"));
}

static void test_history_cannot_be_changed_or_deleted(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    make_history(t, &o);
    put_in_rows(t);
    const struct statement *const attempts[] = { SQL("update history set reason = 'x'"), SQL("delete from history"),
                                                 SQL("delete from history_value"), SQL("delete from history_seal"),
                                                 SQL("update history_seal set seal = seal + 100") };
    for (size_t i = 0; i < COUNT_OF(attempts); i++)
        assert_false(store_change(t->store, t->mem, NULL, tamper, (void *)attempts[i], &err));
}

static void test_a_value_erased_by_order_leaves_the_chain_whole(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    const char *what;
    make_history(t, &o);
    assert_int_equal(repack(t, erase_copies), 20);
    assert_true(testing_ok(
        store_change(t->store, t->mem, NULL, tamper, (void *)SQL("update letter set copies = null"), &err), &err));
    faults_of(t, &o, &what);
    if (what)
        fail_msg("%s", what);
}

static void test_the_report_counts_what_is_sealed_and_erased(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_report report;
    make_history(t, &o);
    testing_create(t, &o, testing_letter(t, &o, "Chưa niêm phong", "bc"));
    assert_true(testing_ok(history_verify(&o.office, t->mem, &report, NULL, NULL, &err), &err));
    assert_int_equal(report.fault_count, 0);
    assert_int_equal(report.lines, report.sealed + 1);
    assert_int_equal(report.erased, 0);
}

/* The program ended before its first seal: nothing is wrong, and it says what is not sealed yet. */
static size_t faults_with(struct testing *t, struct testing_office *o, const struct history_asked *asked,
                          struct history_report *report)
{
    struct err err = { 0 };
    assert_true(testing_ok(history_verify_asked(&o->office, t->mem, asked, report, &err), &err));
    return report->fault_count;
}

static void define(struct testing *t, const char *ddl)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_define(t->store, ddl, &err), &err));
}

static const char without_triggers[] = "-- only sqlite\n"
                                       "drop trigger history_stays\n;\ndrop trigger history_seal_stays\n;\n"
                                       "drop trigger account_history_stays\n;\n"
                                       "drop trigger account_history_keeps\n;\n"
                                       "-- end\n-- only postgres\n"
                                       "drop trigger history_keeps on history\n;\n"
                                       "drop trigger history_seal_keeps on history_seal\n;\n"
                                       "drop trigger account_history_keeps on account_history\n;\n"
                                       "-- end\n";

/* A record, all that belongs to it, its lines and the seal that closed them: what is left is true in itself. */
static void test_a_tail_cut_off_with_all_that_belongs_to_it_is_found_by_its_head(struct testing *t)
{
    static const char *const tables[] = { "record_span", "search_text", "history" };
    struct testing_office o;
    struct err err = { 0 };
    struct history_report report, later;
    make_history(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Sẽ bị cắt", "cv"));
    assert_true(testing_ok(history_seal(&o.office, &err), &err));
    assert_int_equal(faults_with(t, &o, &(struct history_asked){ 0 }, &report), 0);
    define(t, without_triggers);
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        define(t, arena_printf(t->mem, "delete from %s where record = %lld\n;\n", tables[i], (long long)id));
    define(t, arena_printf(t->mem, "delete from letter where id = %lld\n;\ndelete from record where id = %lld\n;\n",
                           (long long)id, (long long)id));
    define(t, "delete from history_seal where no = (select max(no) from history_seal)\n;\n");
    assert_int_equal(faults_with(t, &o, &(struct history_asked){ 0 }, &later), 0);
    assert_int_equal(faults_with(t, &o, &(struct history_asked){ .head = report.head }, &later), 1);
    assert_non_null(strstr(later.faults[0].what, "Đầu chuỗi đã ghi lại"));
    assert_int_equal(faults_with(t, &o, &(struct history_asked){ .head = later.head }, &report), 0);
}

/* As an office was before acts said what they left: lines without commitment, seals without the beginning's. */
static void test_an_older_office_begins_with_what_its_tables_hold(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    const char *what;
    make_history(t, &o);
    struct account account = { .login = "lanh", .name = "Lê Thị Lành", .unit = "kt", .title = "" };
    assert_true(
        testing_ok(account_create(t->store, t->mem, o.office.definitions, &account, NULL, "quan-tri", &err), &err));
    define(t, without_triggers);
    define(t, "delete from account_history\n;\ndelete from history_seal where no > 0\n;\n"
              "insert into account_history (at, \"by\", login, what, detail) values (1, 'quan-tri', 'lanh', 'create', "
              "'')\n;\n");
    assert_true(faults_of(t, &o, &what) > 0);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, o.office.definitions, &changes, &err), &err));
    assert_true(testing_ok(history_seal(&o.office, &err), &err));
    faults_of(t, &o, &what);
    if (what)
        fail_msg("%s", what);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, o.office.definitions, &changes, &err), &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history where what = 'begin'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from account_history")),
                     3); /* that, the account, the secret */
    define(t, "update account_history set detail = 'x' where what = 'create'\n;\n");
    assert_true(faults_of(t, &o, &what) > 0);
    assert_non_null(strstr(what, "không cam kết"));
}

/* What SQLite says of its own file comes first; a file it cannot read is an error, never whole. */
static void test_a_damaged_database_is_never_whole(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_report report;
    make_history(t, &o);
    if (store_kind(t->store) != STORE_SQLITE)
        return;
    testing_reopen(t, STORE_WRITE); /* the log is moved into the file */
    const char *path = arena_printf(t->mem, "%s/congvu.db", t->folder);
    store_close(t->store);
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    for (long at = 4096 * 12; fseek(file, 0, SEEK_END) == 0 && at < ftell(file); at += 4096 * 9) {
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        for (int i = 0; i < 64; i++)
            assert_int_equal(fputc(0xA5, file), 0xA5);
    }
    fclose(file);
    struct store_place place = testing_place(t);
    t->store = store_open(&place, STORE_READ, &err);
    o.office.store = t->store;
    bool done = t->store && history_verify_asked(&o.office, t->mem, &(struct history_asked){ 0 }, &report, &err);
    assert_true(!done || report.fault_count > 0);
    if (!done && !strstr(err.text, "hỏng"))
        fail_msg("%s", err.text);
}

static void test_a_fresh_office_that_was_never_sealed_is_whole(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct history_report report;
    testing_enter(t, &o);
    testing_create(t, &o, testing_letter(t, &o, "Một", "bc"));
    assert_true(testing_ok(history_verify(&o.office, t->mem, &report, NULL, NULL, &err), &err));
    assert_int_equal(report.fault_count, 0);
    assert_int_equal(report.sealed, 0);
    assert_int_equal(report.lines, 1);
}

ON_BOTH(test_a_tail_cut_off_with_all_that_belongs_to_it_is_found_by_its_head)
ON_BOTH(test_an_older_office_begins_with_what_its_tables_hold)
ON_BOTH(test_a_damaged_database_is_never_whole)
ON_BOTH(test_a_value_gone_from_the_history_only_is_found)
ON_BOTH(test_values_cut_short_are_found)
ON_BOTH(test_a_value_changed_in_a_line_of_before_is_found)
ON_BOTH(test_a_value_gone_from_a_line_of_before_is_found)
ON_BOTH(test_an_erased_value_is_not_written_anew)
ON_BOTH(test_values_taken_out_are_found)
ON_BOTH(test_values_gone_without_a_trace_are_found)
ON_BOTH(test_a_row_of_values_beside_packed_ones_is_not_read)
ON_BOTH(test_a_line_cut_out_of_the_sealed_ones_is_found)
ON_BOTH(test_the_report_counts_what_is_sealed_and_erased)
ON_BOTH(test_a_fresh_office_that_was_never_sealed_is_whole)
ON_BOTH(test_sealing_counts_every_line_and_repeats_nothing)
ON_BOTH(test_a_field_changed_by_hand_is_found)
ON_BOTH(test_a_state_changed_by_hand_is_found)
ON_BOTH(test_a_number_changed_by_hand_is_found)
ON_BOTH(test_a_record_put_in_by_hand_is_found)
ON_BOTH(test_a_record_taken_out_by_hand_is_found)
ON_BOTH(test_a_value_changed_in_the_history_is_found)
ON_BOTH(test_a_line_put_in_by_hand_is_found)
ON_BOTH(test_history_cannot_be_changed_or_deleted)
ON_BOTH(test_a_value_erased_by_order_leaves_the_chain_whole)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_title_changed_by_hand_is_found),
        BOTH(test_a_secrecy_changed_by_hand_is_found),
        BOTH(test_a_maker_changed_by_hand_is_found),
        BOTH(test_a_changer_changed_by_hand_is_found),
        BOTH(test_a_source_put_in_by_hand_is_found),
        BOTH(test_a_group_changed_by_hand_is_found),
        BOTH(test_a_register_changed_by_hand_is_found),
        BOTH(test_a_span_moved_by_hand_is_found),
        BOTH(test_a_span_closed_by_hand_is_found),
        BOTH(test_a_gap_between_spans_is_found),
        BOTH(test_a_unit_of_a_span_changed_by_hand_is_found),
        BOTH(test_a_first_entry_changed_by_hand_is_found),
        BOTH(test_a_day_told_by_a_row_changed_by_hand_is_found),
        BOTH(test_a_row_that_tells_too_much_is_found),
        BOTH(test_a_span_taken_out_by_hand_is_found),
        BOTH(test_a_due_date_changed_by_hand_is_found),
        BOTH(test_a_due_date_taken_out_by_hand_is_found),
        BOTH(test_a_link_taken_out_by_hand_is_found),
        BOTH(test_a_link_put_in_by_hand_is_found),
        BOTH(test_a_span_of_no_record_is_found),
        BOTH(test_a_tail_cut_off_with_all_that_belongs_to_it_is_found_by_its_head),
        BOTH(test_an_older_office_begins_with_what_its_tables_hold),
        BOTH(test_a_damaged_database_is_never_whole),
        BOTH(test_a_value_gone_from_the_history_only_is_found),
        BOTH(test_values_cut_short_are_found),
        BOTH(test_a_value_changed_in_a_line_of_before_is_found),
        BOTH(test_a_value_gone_from_a_line_of_before_is_found),
        BOTH(test_an_erased_value_is_not_written_anew),
        BOTH(test_values_taken_out_are_found),
        BOTH(test_values_gone_without_a_trace_are_found),
        BOTH(test_a_row_of_values_beside_packed_ones_is_not_read),
        BOTH(test_a_line_cut_out_of_the_sealed_ones_is_found),
        BOTH(test_the_report_counts_what_is_sealed_and_erased),
        BOTH(test_a_fresh_office_that_was_never_sealed_is_whole),
        BOTH(test_sealing_counts_every_line_and_repeats_nothing),
        BOTH(test_a_field_changed_by_hand_is_found),
        BOTH(test_a_state_changed_by_hand_is_found),
        BOTH(test_a_number_changed_by_hand_is_found),
        BOTH(test_a_record_put_in_by_hand_is_found),
        BOTH(test_a_record_taken_out_by_hand_is_found),
        BOTH(test_a_value_changed_in_the_history_is_found),
        BOTH(test_a_line_put_in_by_hand_is_found),
        BOTH(test_history_cannot_be_changed_or_deleted),
        BOTH(test_a_value_erased_by_order_leaves_the_chain_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
