/* SPDX-License-Identifier: Apache-2.0 */
#include "records/history_values.h"
#include "records/testing_office.h"

#include "records/judge.h"
#include "records/texts.h"
#include "store/id.h"

static void test_a_new_record_is_all_there_at_once(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Kế hoạch phòng, chống dịch", "bc"));
    struct record *record = testing_read(t, &o, id);
    assert_string_equal(record->title, "Kế hoạch phòng, chống dịch");
    assert_string_equal(record->state, "draft");
    assert_string_equal(record->unit, "vp");
    assert_string_equal(record->issuer, "vp");
    assert_string_equal(record->happened_on, DATE_OPEN);
    assert_int_equal(record->version, 1);
    assert_null(record->number);
    assert_int_equal(testing_int(t, SQL("select count(*) from record_span where until_on = '9999-12-31'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from history")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where length(changes) > 17")), 1);
    assert_int_equal(testing_int(t, SQL("select cast(sum(count) as bigint) from tally where facet = '' and register = "
                                        "'letter' and state = 'draft'")),
                     1);
    assert_int_equal(testing_int(t, SQL("select count(*) from outbox where sent_at = 0")), 1);
    assert_int_equal(testing_count(t, &o, "letter", "q=phong chong dich"), 1);
}

static void test_a_refused_record_leaves_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0;
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "", "bc");
    assert_false(record_create(&o.office, t->mem, draft, &id, &err));
    assert_string_equal(err.field, "summary");
    assert_int_equal(err.kind, ERR_INVALID);
    draft = testing_letter(t, &o, "Thư", "zzz");
    assert_false(record_create(&o.office, t->mem, draft, &id, &err));
    assert_string_equal(err.field, "type");
    draft = testing_letter(t, &o, "Thư", "bc");
    draft_set(t->mem, draft, "issued_on", "2021-07-01");
    assert_false(record_create(&o.office, t->mem, draft, &id, &err));
    assert_string_equal(err.field, "issued_on");
    draft = testing_letter(t, &o, "Thư", "bc");
    draft_set(t->mem, draft, "no_such", "1");
    assert_false(record_create(&o.office, t->mem, draft, &id, &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
    assert_int_equal(testing_int(t, SQL("select count(*) from history")), 0);
}

static void test_steps_move_state_number_and_spans(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Báo cáo tháng", "bc"));
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    struct record *record = testing_read(t, &o, id);
    assert_string_equal(record->number, "41/BC-VPT");
    assert_string_equal(record->number_key, "2021/bc|000000041");
    assert_true(testing_ok(testing_step(t, &o, id, "issue", NULL, NULL, NULL, &err), &err));
    record = testing_read(t, &o, id);
    assert_string_equal(record->state, "issued");
    assert_string_equal(record->happened_on, "2021-08-02");
    assert_string_equal(record->finished_on, "2021-08-02");
    assert_int_equal(record->version, 3);
    assert_int_equal(testing_int(t, SQL("select count(*) from record_span")), 3);
    assert_int_equal(testing_int(t, SQL("select count(*) from record_span where until_on = '9999-12-31'")), 1);
    assert_int_equal(
        testing_int(t, SQL("select cast(sum(count) as bigint) from tally where facet = '' and state = 'draft'")), 0);
    assert_int_equal(
        testing_int(t, SQL("select cast(sum(count) as bigint) from tally where facet = '' and state = 'issued'")), 1);
    assert_int_equal(testing_count(t, &o, "letter", "q=41"), 1);
}

static void test_a_step_is_refused_where_it_does_not_fit(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    assert_false(testing_step(t, &o, id, "issue", NULL, NULL, NULL, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.text, "Không làm được bước “Phát hành” khi hồ sơ đang ở trạng thái “Dự thảo”");
    assert_false(testing_step(t, &o, id, "number", "2021-08-03", NULL, NULL, &err));
    assert_string_equal(err.field, "on");
    assert_false(testing_step(t, &o, id, "number", "2021-08-01", NULL, NULL, &err));
    assert_string_equal(err.field, "on");
    assert_false(testing_step(t, &o, id, "number", NULL, "copies", "3", &err));
    assert_string_equal(err.field, "copies");
    assert_false(testing_step(t, &o, id, "no_such", NULL, NULL, NULL, &err));
    assert_int_equal(testing_read(t, &o, id)->version, 1);
}

static void test_only_who_may_takes_a_step(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    const char *leader[] = { "leader" }, *clerk[] = { "clerk" }, *all[] = { "vp", "kt", "nc" }, *plain[] = { "thuong" };
    const char *issuers[] = { "vp" };
    o.office.scope = (struct scope){ .user = "lanh-dao",
                                     .unit = "vp",
                                     .common = { .reads = true,
                                                 .issuers = { issuers, 1 },
                                                 .units = { all, 3 },
                                                 .secrecy = { plain, 1 },
                                                 .works_everywhere = true },
                                     .roles = { leader, 1 } };
    assert_false(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    o.office.scope.roles = (struct text_list){ clerk, 1 };
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    o.office.scope.common.works_everywhere = false; /* it sees the record, its work is elsewhere */
    o.office.scope.common.works_in = (struct text_list){ all + 1, 1 };
    assert_false(testing_step(t, &o, id, "issue", NULL, NULL, NULL, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    o.office.scope.common.units = (struct text_list){ all + 1, 1 };
    assert_false(testing_step(t, &o, id, "issue", NULL, NULL, NULL, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_a_condition_on_the_fields_decides(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "Thư", "cv");
    draft_set(t->mem, draft, "public", "yes");
    draft_add_step(t->mem, draft, "number", NULL);
    draft_add_step(t->mem, draft, "issue", NULL);
    int64_t id = testing_create(t, &o, draft);
    assert_false(testing_step(t, &o, id, "recall", NULL, NULL, NULL, &err));
    assert_string_equal(err.subject, "condition");
    struct draft_value no = { "public", "no" };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &no, 1, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "recall", NULL, NULL, NULL, &err), &err));
}

static void test_a_stale_version_is_a_conflict(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Một", "cv"));
    struct draft_value two = { "summary", "Hai" }, three = { "summary", "Ba" };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 1, &two, 1, &err), &err));
    assert_false(record_set(&o.office, t->mem, id, 1, &three, 1, &err));
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_string_equal(err.subject, "version");
    assert_string_equal(testing_read(t, &o, id)->title, "Hai");
    assert_int_equal(testing_count(t, &o, "letter", "q=mot"), 0);
    assert_int_equal(testing_count(t, &o, "letter", "q=hai"), 1);
}

static void test_cancelling_needs_a_reason_and_keeps_the_number(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "qd"));
    assert_true(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err));
    assert_false(testing_step(t, &o, id, "cancel", NULL, NULL, NULL, &err));
    assert_string_equal(err.field, "reason");
    assert_true(testing_ok(testing_step(t, &o, id, "cancel", NULL, "reason", "Nhập nhầm", &err), &err));
    assert_true(testing_read(t, &o, id)->cancelled);
    assert_int_equal(
        testing_int(t, SQL("select count(*) from number where state = 'cancelled' and reason = 'Nhập nhầm'")), 1);
    assert_int_equal(testing_count(t, &o, "letter", ""), 0);
    assert_int_equal(testing_count(t, &o, "letter", "cancelled=yes"), 1);
    assert_false(testing_step(t, &o, id, "issue", NULL, NULL, NULL, &err));
    assert_string_equal(err.subject, "cancelled");
    testing_tally(t, o.office.definitions);
}

static void test_a_clock_gives_the_due_date_of_the_law(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct draft *draft = draft_new(t->mem, o.case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-01T09:30");
    draft_set(t->mem, draft, "summary", "Khiếu nại đất đai");
    draft_add_step(t->mem, draft, "accept", "2021-07-01");
    int64_t id = testing_create(t, &o, draft);
    struct record *record = testing_read(t, &o, id);
    assert_string_equal(record->due, "2021-08-02T17:00"); /* 31/07 is a Saturday */
    assert_string_equal(record->original_due, record->due);
    assert_string_equal(record->number, "000.00.00.H20-210701-0001");
    assert_true(testing_ok(testing_step(t, &o, id, "settle", NULL, "result", "Đúng một phần", &err), &err));
    assert_int_equal(testing_count(t, &o, "case_work", "verdict=on-time"), 1);
    draft = draft_new(t->mem, o.case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-29T10:00");
    draft_set(t->mem, draft, "summary", "Cấp phép");
    draft_set(t->mem, draft, "time_limit", "5 ngày làm việc");
    draft_add_step(t->mem, draft, "process", "2021-07-29");
    record = testing_read(t, &o, testing_create(t, &o, draft));
    assert_string_equal(record->due, "2021-08-05T10:00");
}

static struct draft *testing_case(struct testing *t, struct testing_office *o, const char *received_on)
{
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", received_on);
    draft_set(t->mem, draft, "summary", "Cấp phép");
    draft_set(t->mem, draft, "time_limit", "5 ngày làm việc");
    return draft;
}

/* Wednesday 28 July at the opening hour, though the case was received on the 19th at 10:00. */
static void test_a_restarted_clock_counts_from_the_day_of_the_step(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct draft *draft = testing_case(t, &o, "2021-07-19T10:00");
    draft_add_step(t->mem, draft, "process", "2021-07-19");
    int64_t id = testing_create(t, &o, draft);
    assert_string_equal(testing_read(t, &o, id)->due, "2021-07-26T10:00");
    assert_true(testing_ok(testing_step(t, &o, id, "again", "2021-07-28", NULL, NULL, &err), &err));
    struct record *record = testing_read(t, &o, id);
    assert_string_equal(record->due, "2021-08-04T07:00");
    assert_string_equal(record->original_due, "2021-07-26T10:00");
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-27&verdict=overdue"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-29&verdict=in-time"), 1);
}

/* Neither of the two steps moves the state: the days of spans alone would not tell. */
static void test_no_step_is_taken_before_the_one_before_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct draft *draft = testing_case(t, &o, "2021-07-19T10:00");
    draft_add_step(t->mem, draft, "process", "2021-07-19");
    int64_t id = testing_create(t, &o, draft);
    assert_true(testing_ok(testing_step(t, &o, id, "again", "2021-07-28", NULL, NULL, &err), &err));
    assert_false(testing_step(t, &o, id, "again", "2021-07-22", NULL, NULL, &err));
    assert_string_equal(err.field, "on");
    assert_non_null(strstr(err.text, "28/07/2021"));
    assert_false(testing_step(t, &o, id, "cancel", "2021-07-22", "reason", "Trùng", &err));
    assert_true(record_set(&o.office, t->mem, id, 0, &(struct draft_value){ "summary", "Cấp phép mới" }, 1, &err));
    assert_true(testing_ok(testing_step(t, &o, id, "again", "2021-07-29", NULL, NULL, &err), &err));
}

static void test_what_happened_long_ago_is_dated_then(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct draft *draft = draft_new(t->mem, o.case_work);
    draft_set(t->mem, draft, "received_on", "2021-06-10T08:00");
    draft_set(t->mem, draft, "summary", "Cũ");
    draft_add_step(t->mem, draft, "accept", "2021-06-11");
    struct draft_step *settle = draft_add_step(t->mem, draft, "settle", "2021-07-05");
    draft_step_set(t->mem, settle, "result", "Xong");
    testing_create(t, &o, draft);
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-06-30"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "open_at=2021-07-05"), 0);
    assert_int_equal(testing_count(t, &o, "case_work", "entered.resolved=@period"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "present=2021-07-01..2021-07-31"), 1);
    assert_int_equal(testing_count(t, &o, "case_work", "present=2021-08-01..2021-08-31"), 0);
}

static bool set_one(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *text,
                    struct err *err)
{
    return record_set(&o->office, t->mem, id, 0, &(struct draft_value){ name, text }, 1, err);
}

static void test_a_steps_field_is_set_only_after_the_step(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Báo cáo", "bc"));
    assert_false(set_one(t, &o, id, "issued_on", "2021-07-30", &err));
    assert_string_equal(err.field, "issued_on");
    assert_int_equal(testing_count(t, &o, "letter", "issued_on=@period"), 0);
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "issue", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(set_one(t, &o, id, "issued_on", "2021-07-30", &err), &err));
    assert_int_equal(testing_count(t, &o, "letter", "issued_on=@period"), 1);
    assert_false(set_one(t, &o, id, "issued_on", "", &err));
    assert_string_equal(err.field, "issued_on");
}

static void test_what_is_required_is_not_emptied(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Báo cáo", "bc"));
    assert_true(testing_ok(set_one(t, &o, id, "copies", "3", &err), &err));
    assert_true(testing_ok(set_one(t, &o, id, "copies", "", &err), &err));
    assert_false(set_one(t, &o, id, "summary", " ", &err));
    assert_string_equal(err.field, "summary");
    assert_string_equal(testing_read(t, &o, id)->title, "Báo cáo");
}

/* The scope is the Office's, plain papers of two units. */
static void test_a_record_is_not_put_where_the_scope_may_not_see_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0;
    testing_enter(t, &o);
    const char *clerk[] = { "clerk" }, *units[] = { "vp", "kt" }, *plain[] = { "thuong" }, *issuers[] = { "vp" };
    o.office.scope = (struct scope){ .user = "van-thu",
                                     .unit = "vp",
                                     .common = { .reads = true,
                                                 .issuers = { issuers, 1 },
                                                 .units = { units, 2 },
                                                 .secrecy = { plain, 1 },
                                                 .creates = true,
                                                 .changes = true,
                                                 .works_everywhere = true },
                                     .roles = { clerk, 1 } };
    static const char *const places[][2] = { { "unit", "nc" }, { "secrecy", "mat" } };
    int64_t mine = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        struct draft *draft = testing_letter(t, &o, "Thư", "cv");
        draft_set(t->mem, draft, places[i][0], places[i][1]);
        assert_false(record_create(&o.office, t->mem, draft, &id, &err));
        assert_int_equal(err.kind, ERR_FORBIDDEN);
        assert_false(set_one(t, &o, mine, places[i][0], places[i][1], &err));
        assert_int_equal(err.kind, ERR_FORBIDDEN);
        assert_false(testing_step(t, &o, mine, "number", NULL, places[i][0], places[i][1], &err));
        assert_int_equal(err.kind, ERR_FORBIDDEN);
    }
    assert_true(testing_ok(set_one(t, &o, mine, "unit", "kt", &err), &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 1);
}

static void test_a_link_field_names_a_visible_record_of_its_register(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t one = testing_create(t, &o, testing_letter(t, &o, "Một", "cv"));
    int64_t two = testing_create(t, &o, testing_letter(t, &o, "Hai", "cv"));
    int64_t other = testing_create(t, &o, testing_case(t, &o, "2021-07-19T10:00"));
    char id[ID_SIZE];
    id_print(two, id);
    assert_true(testing_ok(set_one(t, &o, one, "answers", id, &err), &err));
    id_print(other, id);
    assert_false(set_one(t, &o, one, "answers", id, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    id_print(other + 1, id);
    assert_false(set_one(t, &o, one, "answers", id, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_cancelling_takes_a_reason_and_nothing_else(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Báo cáo", "bc"));
    assert_false(testing_step(t, &o, id, "cancel", NULL, "summary", "Khác", &err));
    assert_string_equal(err.field, "summary");
}

/* The unit that a later step gives is not the unit of the days before. */
static void test_a_span_keeps_the_unit_of_its_day(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "Báo cáo", "bc");
    draft_set(t->mem, draft, "unit", "kt");
    draft_step_set(t->mem, draft_add_step(t->mem, draft, "number", NULL), "unit", "nc");
    testing_create(t, &o, draft);
    assert_int_equal(testing_int(t, SQL("select count(*) from record_span where part = 0 and unit = 'kt'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from record_span where part = 1 and unit = 'nc'")), 1);
}

static void test_a_link_is_a_line_of_the_history(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t one = testing_create(t, &o, testing_letter(t, &o, "Một", "cv"));
    int64_t two = testing_create(t, &o, testing_letter(t, &o, "Hai", "cv"));
    assert_true(testing_ok(record_link(&o.office, t->mem, one, "answers", two, &err), &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'link' and version = 2")), 1);
    struct text_list fields;
    struct db *db = db_for_read(t->store, &err);
    assert_true(db && testing_ok(history_fields(db, t->mem, one, 2, &fields, &err), &err));
    assert_int_equal(fields.count, 1);
    assert_string_equal(fields.items[0], "link.answers");
    assert_int_equal(testing_read(t, &o, one)->version, 2);
    assert_false(record_link(&o.office, t->mem, one, "Trả lời", two, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_false(record_link(&o.office, t->mem, one, "concerns", one, &err)); /* with itself */
    assert_int_equal(err.kind, ERR_INVALID);
    assert_int_equal(testing_read(t, &o, one)->version, 2);
}

static void test_the_same_link_again_is_no_change(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t one = testing_create(t, &o, testing_letter(t, &o, "Một", "cv"));
    int64_t two = testing_create(t, &o, testing_letter(t, &o, "Hai", "cv"));
    assert_true(record_link(&o.office, t->mem, one, "answers", two, &err));
    assert_true(record_link(&o.office, t->mem, one, "answers", two, &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from record_link")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from history where step = 'link'")), 1);
    assert_false(record_link(&o.office, t->mem, one, "answers", 12345, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

ON_BOTH(test_a_new_record_is_all_there_at_once)
ON_BOTH(test_a_refused_record_leaves_nothing)
ON_BOTH(test_steps_move_state_number_and_spans)
ON_BOTH(test_a_step_is_refused_where_it_does_not_fit)
ON_BOTH(test_only_who_may_takes_a_step)
ON_BOTH(test_a_condition_on_the_fields_decides)
ON_BOTH(test_a_stale_version_is_a_conflict)
ON_BOTH(test_cancelling_needs_a_reason_and_keeps_the_number)
ON_BOTH(test_a_clock_gives_the_due_date_of_the_law)
ON_BOTH(test_a_restarted_clock_counts_from_the_day_of_the_step)
ON_BOTH(test_no_step_is_taken_before_the_one_before_it)
ON_BOTH(test_what_happened_long_ago_is_dated_then)
ON_BOTH(test_a_steps_field_is_set_only_after_the_step)
ON_BOTH(test_what_is_required_is_not_emptied)
ON_BOTH(test_a_record_is_not_put_where_the_scope_may_not_see_it)
ON_BOTH(test_a_link_field_names_a_visible_record_of_its_register)
ON_BOTH(test_cancelling_takes_a_reason_and_nothing_else)
ON_BOTH(test_a_span_keeps_the_unit_of_its_day)
ON_BOTH(test_a_link_is_a_line_of_the_history)
ON_BOTH(test_the_same_link_again_is_no_change)

static void test_all_that_is_wrong_with_a_draft_is_said_at_once(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct draft_faults faults = { 0 };
    int64_t id;
    testing_enter(t, &o);
    struct draft *draft = draft_new(t->mem, o.letter);
    draft_set(t->mem, draft, "type", "khong-co");
    draft_set(t->mem, draft, "copies", "0");
    o.office.faults = &faults;
    assert_false(record_create(&o.office, t->mem, draft, &id, &err));
    assert_int_equal(faults.list.count, 3);
    assert_string_equal(faults.list.items[0].field, "type");
    assert_string_equal(faults.list.items[1].field, "copies");
    assert_string_equal(faults.list.items[2].field, "summary");
    assert_string_equal(err.text, faults.list.items[0].text);
    assert_true(testing_ok(record_create(&o.office, t->mem, testing_letter(t, &o, "Thư", "cv"), &id, &err), &err));
    assert_int_equal(faults.list.count, 0);
}
ON_BOTH(test_all_that_is_wrong_with_a_draft_is_said_at_once)

static void test_the_same_values_again_are_no_change(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    const struct draft_value same[] = { { .name = "summary", .text = "Thư" },
                                        { .name = "unit", .text = testing_read(t, &o, id)->unit } };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 1, same, COUNT_OF(same), &err), &err));
    assert_int_equal(testing_read(t, &o, id)->version, 1);
    assert_int_equal(o.office.written.version, 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from history")), 1);
}
ON_BOTH(test_the_same_values_again_are_no_change)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_new_record_is_all_there_at_once),
        BOTH(test_a_refused_record_leaves_nothing),
        BOTH(test_steps_move_state_number_and_spans),
        BOTH(test_a_step_is_refused_where_it_does_not_fit),
        BOTH(test_only_who_may_takes_a_step),
        BOTH(test_a_condition_on_the_fields_decides),
        BOTH(test_a_stale_version_is_a_conflict),
        BOTH(test_cancelling_needs_a_reason_and_keeps_the_number),
        BOTH(test_a_clock_gives_the_due_date_of_the_law),
        BOTH(test_a_restarted_clock_counts_from_the_day_of_the_step),
        BOTH(test_no_step_is_taken_before_the_one_before_it),
        BOTH(test_what_happened_long_ago_is_dated_then),
        BOTH(test_a_steps_field_is_set_only_after_the_step),
        BOTH(test_what_is_required_is_not_emptied),
        BOTH(test_a_record_is_not_put_where_the_scope_may_not_see_it),
        BOTH(test_a_link_field_names_a_visible_record_of_its_register),
        BOTH(test_cancelling_takes_a_reason_and_nothing_else),
        BOTH(test_a_span_keeps_the_unit_of_its_day),
        BOTH(test_a_link_is_a_line_of_the_history),
        BOTH(test_the_same_link_again_is_no_change),
        BOTH(test_all_that_is_wrong_with_a_draft_is_said_at_once),
        BOTH(test_the_same_values_again_are_no_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
