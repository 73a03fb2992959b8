/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers: what no two records share.
 *
 * Planted and seen red, each alone: claims_move left out; a cancelled record that keeps its claim. */
#include "records/testing_office.h"

#include <pthread.h>

#include "base/text.h"
#include "fields/claims.h"
#include "records/import.h"
#include "records/judge.h"

static void enter(struct testing *t, struct testing_office *o)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
}

static struct draft *draft_of(struct testing *t, struct testing_office *o, const char *reg, const char *const *values)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, reg));
    for (size_t i = 0; values[i]; i += 2)
        draft_set(t->mem, draft, values[i], values[i + 1]);
    return draft;
}

static const char *const july[] = { "channel", "zalo", "measure", "views", "period", "2021-07",
                                    "value",   "10",   "summary", "Số",    NULL };
static const char *const total[] = { "channel", "zalo", "measure", "followers", "on", "2021-08-01",
                                     "value",   "10",   "summary", "Số",        NULL };
static const char *const letter[] = { "author",
                                      "UBND huyện Tháp Mười",
                                      "document_number",
                                      "12/BC-UBND",
                                      "dated_on",
                                      "2021-07-20",
                                      "type",
                                      "bc",
                                      "summary",
                                      "Báo cáo",
                                      NULL };

static void refuse(struct testing *t, struct testing_office *o, struct draft *draft, const char *subject,
                   const char *field)
{
    struct err err = { 0 };
    int64_t id, before = testing_int(t, SQL("select count(*) from record"));
    assert_false(record_create(&o->office, t->mem, draft, &id, &err));
    assert_string_equal(err.subject, subject);
    assert_string_equal(err.field, field);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), before);
}

static void test_a_figure_is_there_once_for_its_period(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    int64_t id = testing_create(t, &o, draft_of(t, &o, "channel_metric", july));
    refuse(t, &o, draft_of(t, &o, "channel_metric", july), "unique", "period");
    struct draft *june = draft_of(t, &o, "channel_metric", july);
    draft_set(t->mem, june, "period", "2021-06");
    int64_t other = testing_create(t, &o, june);
    const struct draft_value period = { "period", "2021-07" }, value = { "value", "11" };
    assert_false(record_set(&o.office, t->mem, other, 0, &period, 1, &err));
    assert_string_equal(err.subject, "unique");
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &value, 1, &err), &err));
    const struct draft_step cancel = { .name = "cancel", .reason = "Nhập nhầm" };
    assert_true(testing_ok(record_step(&o.office, t->mem, id, 0, &cancel, &err), &err));
    assert_true(testing_ok(record_set(&o.office, t->mem, other, 0, &period, 1, &err), &err));
    refuse(t, &o, draft_of(t, &o, "channel_metric", july), "unique", "period");
}

static void test_a_running_total_has_a_day_and_no_period_and_the_reverse(struct testing *t)
{
    struct testing_office o;
    enter(t, &o);
    testing_create(t, &o, draft_of(t, &o, "channel_metric", total));
    refuse(t, &o, draft_of(t, &o, "channel_metric", total), "unique", "on");
    struct draft *with_period = draft_of(t, &o, "channel_metric", total);
    draft_set(t->mem, with_period, "period", "2021-07");
    refuse(t, &o, with_period, "rule", "period");
    struct draft *without = draft_of(t, &o, "channel_metric", total);
    draft_set(t->mem, without, "measure", "views");
    refuse(t, &o, without, "rule", "period");
}

/* Both are told in one refusal. Before, what is there already came to light when nothing else was wrong. */
static void test_what_is_there_already_is_told_with_what_is_missing(struct testing *t)
{
    static const char *const registers[] = { "channel_metric", "incoming" };
    const char *const *values[] = { july, letter };
    struct testing_office o;
    enter(t, &o);
    for (size_t i = 0; i < COUNT_OF(registers); i++) {
        struct err err = { 0 };
        struct draft_faults faults = { 0 };
        int64_t id;
        testing_create(t, &o, draft_of(t, &o, registers[i], values[i]));
        struct draft *again = draft_new(t->mem, definitions_register(o.office.definitions, registers[i]));
        for (size_t k = 0; values[i][k]; k += 2)
            if (!text_equal(values[i][k], "summary"))
                draft_set(t->mem, again, values[i][k], values[i][k + 1]);
        o.office.faults = &faults;
        assert_false(record_create(&o.office, t->mem, again, &id, &err));
        o.office.faults = NULL;
        assert_int_equal(faults.list.count, 2);
        assert_string_equal(faults.list.items[0].field, "summary");
        assert_string_equal(faults.list.items[1].subject, i ? "confirm-" CONFIRM_SAME : "unique");
    }
}

static void test_a_code_is_there_once(struct testing *t)
{
    struct testing_office o;
    static const char *const values[] = { "code",    "1.000656", "name", "Cấp giấy", "sector",
                                          "tu-phap", "tier",     "tinh", NULL };
    enter(t, &o);
    testing_create(t, &o, draft_of(t, &o, "procedure", values));
    refuse(t, &o, draft_of(t, &o, "procedure", values), "unique", "code");
}

static void test_a_document_that_came_before_is_asked_about(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    enter(t, &o);
    testing_create(t, &o, draft_of(t, &o, "incoming", letter));
    refuse(t, &o, draft_of(t, &o, "incoming", letter), "confirm-same-record", "dated_on");
    struct draft *spelt = draft_of(t, &o, "incoming", letter);
    draft_set(t->mem, spelt, "author", "Ubnd Huyện Tháp Mười");
    refuse(t, &o, spelt, "confirm-same-record", "dated_on");
    struct draft *confirmed = draft_of(t, &o, "incoming", letter);
    draft_set(t->mem, confirmed, CONFIRM_VALUE, CONFIRM_SAME);
    int64_t id = testing_create(t, &o, confirmed);
    const char *reason = NULL;
    assert_true(
        testing_ok(db_one_text(db_for_read(t->store, &err), t->mem, SQL("select reason from history where record = $1"),
                               DB(db_int(id)), &reason, &err),
                   &err));
    assert_non_null(strstr(reason, "Đã xác nhận"));
    const struct draft_value note = { "note", "Bản điện tử" };
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &note, 1, &err), &err)); /* not asked again */
}

static void test_an_import_names_both_lines(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct import_result result;
    static const char csv[] = "channel,measure,period,value,summary\nzalo,views,2021-07,1,a\nzalo,views,2021-06,1,a\n"
                              "zalo,views,7/2021,1,a\n";
    enter(t, &o);
    const struct register_definition *reg = definitions_register(o.office.definitions, "channel_metric");
    assert_true(testing_ok(import_load(&o.office, t->mem, reg, csv, strlen(csv), &result, NULL, NULL, &err), &err));
    assert_int_equal(result.fault_count, 1);
    assert_int_equal(result.faults[0].line, 4);
    assert_string_equal(result.faults[0].column, "period");
    assert_non_null(strstr(result.faults[0].text, "dòng 2"));
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 0);
    testing_create(t, &o, draft_of(t, &o, "channel_metric", july));
    assert_true(testing_ok(import_load(&o.office, t->mem, reg, csv, strlen(csv), &result, NULL, NULL, &err), &err));
    assert_int_equal(result.fault_count, 3); /* two that are there, and the line before */
}

/* --- many at once ------------------------------------------------------------------------------------------------- */

enum { WRITERS = 8 };

struct writer {
    struct testing *t;
    struct office office;
    bool done;
    struct err err;
};

static void *write_one(void *arg)
{
    struct writer *writer = arg;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct draft *draft = draft_new(mem, definitions_register(writer->office.definitions, "channel_metric"));
    int64_t id;
    for (size_t i = 0; july[i]; i += 2)
        draft_set(mem, draft, july[i], july[i + 1]);
    writer->done = record_create(&writer->office, mem, draft, &id, &writer->err);
    arena_free(mem);
    return NULL;
}

static void test_of_many_at_once_one_is_written_and_the_others_are_told_why(struct testing *t)
{
    struct testing_office o;
    struct writer writers[WRITERS];
    pthread_t threads[WRITERS];
    int done = 0;
    enter(t, &o);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){ .t = t, .office = o.office };
        assert_int_equal(pthread_create(&threads[i], NULL, write_one, &writers[i]), 0);
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], NULL);
        done += writers[i].done;
        if (!writers[i].done)
            assert_string_equal(writers[i].err.field, "period");
    }
    assert_int_equal(done, 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 1);
}

static bool forget_claims(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("delete from claim where hint >= 0"), DB_NONE, err) &&
           change_run(change, SQL("delete from claim_made where rules <> ''"), DB_NONE, err);
}

static void test_an_office_from_before_the_rules_gets_its_claims(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    enter(t, &o);
    testing_create(t, &o, draft_of(t, &o, "channel_metric", july));
    testing_create(t, &o, draft_of(t, &o, "incoming", letter));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, forget_claims, NULL, &err), &err));
    assert_true(testing_ok(schema_migrate(t->store, t->mem, o.office.definitions, &changes, &err), &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from claim")), 2);
    refuse(t, &o, draft_of(t, &o, "channel_metric", july), "unique", "period");
}

ON_BOTH(test_a_figure_is_there_once_for_its_period)
ON_BOTH(test_a_running_total_has_a_day_and_no_period_and_the_reverse)
ON_BOTH(test_what_is_there_already_is_told_with_what_is_missing)
ON_BOTH(test_a_code_is_there_once)
ON_BOTH(test_a_document_that_came_before_is_asked_about)
ON_BOTH(test_an_import_names_both_lines)
ON_BOTH(test_of_many_at_once_one_is_written_and_the_others_are_told_why)
ON_BOTH(test_an_office_from_before_the_rules_gets_its_claims)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_figure_is_there_once_for_its_period),
        BOTH(test_a_running_total_has_a_day_and_no_period_and_the_reverse),
        BOTH(test_what_is_there_already_is_told_with_what_is_missing),
        BOTH(test_a_code_is_there_once),
        BOTH(test_a_document_that_came_before_is_asked_about),
        BOTH(test_an_import_names_both_lines),
        BOTH(test_of_many_at_once_one_is_written_and_the_others_are_told_why),
        BOTH(test_an_office_from_before_the_rules_gets_its_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
