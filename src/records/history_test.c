/* SPDX-License-Identifier: Apache-2.0 */
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

static void test_sealing_is_gapless_and_repeats_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    make_history(t, &o);
    assert_int_equal(testing_int(t, SQL("select count(*) from history_seal")), 40);
    assert_int_equal(testing_int(t, SQL("select max(seal) from history_seal")), 40);
    assert_true(history_seal(&o.office, &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from history_seal")), 40);
}

static void test_a_field_changed_by_hand_is_found(struct testing *t)
{
    expect_found(t, SQL("update letter set copies = 4 where id = (select max(id) from letter)"), "Số bản");
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

static void test_a_value_changed_in_the_history_is_found(struct testing *t)
{
    expect_found(t,
                 SQL("update history_value set new = 'x' where field = 'summary' and record = (select max(record) from "
                     "history_value)"),
                 "summary");
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

static void test_history_cannot_be_changed_or_deleted(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    make_history(t, &o);
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
    assert_true(store_change(t->store, t->mem, NULL, tamper,
                             (void *)SQL("update history_value set nonce = null, old = null, new = null"), &err));
    faults_of(t, &o, &what);
    if (what)
        fail_msg("%s", what);
}

ON_BOTH(test_sealing_is_gapless_and_repeats_nothing)
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
        BOTH(test_sealing_is_gapless_and_repeats_nothing),  BOTH(test_a_field_changed_by_hand_is_found),
        BOTH(test_a_state_changed_by_hand_is_found),        BOTH(test_a_number_changed_by_hand_is_found),
        BOTH(test_a_record_put_in_by_hand_is_found),        BOTH(test_a_record_taken_out_by_hand_is_found),
        BOTH(test_a_value_changed_in_the_history_is_found), BOTH(test_a_line_put_in_by_hand_is_found),
        BOTH(test_history_cannot_be_changed_or_deleted),    BOTH(test_a_value_erased_by_order_leaves_the_chain_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
