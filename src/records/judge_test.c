/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: judge_missing left out; `offered` ignored; must_have that does not look at `given`;
 * `initial: today` of a date-time that is the day's beginning. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"
#include "records/judge.h"

static struct choice kinds[] = { { .code = "khieu-nai", .label = "Khiếu nại" },
                                 { .code = "to-cao", .label = "Tố cáo" } };
static struct field fields[] = {
    { .name = "received_on",
      .type = FIELD_DATE,
      .min = INT64_MIN,
      .max = INT64_MAX,
      .label = "Ngày nhận",
      .required = true,
      .initial = "today" },
    { .name = "summary", .type = FIELD_TEXT, .label = "Trích yếu", .required = true, .min = INT64_MIN, .max = 100 },
    { .name = "kind",
      .type = FIELD_CHOICE,
      .min = INT64_MIN,
      .max = INT64_MAX,
      .label = "Loại đơn",
      .choices = { kinds, 2 } },
    { .name = "instance",
      .type = FIELD_TEXT,
      .label = "Lần",
      .min = INT64_MIN,
      .max = 100,
      .shown_if = "kind=khieu-nai" },
    { .name = "accused",
      .type = FIELD_TEXT,
      .label = "Người bị tố cáo",
      .min = INT64_MIN,
      .max = 100,
      .required = true,
      .shown_if = "kind=to-cao" },
    { .name = "decided_on",
      .type = FIELD_DATE,
      .min = INT64_MIN,
      .max = INT64_MAX,
      .label = "Ngày quyết định",
      .set_by = "decide" },
    { .name = "called_at",
      .type = FIELD_DATE_TIME,
      .min = INT64_MIN,
      .max = INT64_MAX,
      .label = "Gọi lúc",
      .initial = "today" },
};
static const char *needs[] = { "decided_on" };
static struct step steps[] = { { .name = "decide", .label = "Quyết định", .needs = { needs, 1 } } };
static const struct register_definition petition = {
    .name = "petition", .label = "Đơn thư", .fields = { fields, COUNT_OF(fields) }, .steps = { steps, 1 }
};
enum { RECEIVED, SUMMARY, KIND, INSTANCE, ACCUSED, DECIDED, CALLED, FIELDS };

static struct arena *mem;
static const struct definitions definitions;

/* 16:50 of the day in TODAY, until a test says otherwise. */
static const char *today = "2021-08-02";
static instant_t now;

static int begin(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    today = "2021-08-02";
    now = instant_from_local(day_from_civil(2021, 8, 2), 16 * 60 + 50);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static struct judgement judge(const struct record *base, const struct step *step, const struct draft_value *values,
                              size_t count)
{
    struct judgement judgement;
    const struct record nothing = { .reg = &petition, .values = ARENA_ARRAY(mem, struct value, FIELDS) };
    judge_values(mem,
                 &(struct judging){ .definitions = &definitions,
                                    .base = base ? base : &nothing,
                                    .is_new = !base,
                                    .step = step,
                                    .values = values,
                                    .count = count,
                                    .today = today,
                                    .now = now,
                                    .user = "van-thu" },
                 &judgement);
    return judgement;
}

static const char *subject_of(const struct judgement *judgement, const char *field)
{
    for (size_t i = 0; i < judgement->faults.list.count; i++)
        if (text_equal(judgement->faults.list.items[i].field, field))
            return judgement->faults.list.items[i].subject;
    return "";
}

static void test_everything_wrong_is_said_at_once(void **state)
{
    (void)state;
    const struct draft_value values[] = { { .name = "received_on", .text = "31/02/2021" },
                                          { .name = "secrecy", .text = "rat-mat" },
                                          { .name = "nothing", .text = "1" } };
    struct judgement judgement = judge(NULL, NULL, values, COUNT_OF(values));
    assert_int_equal(judgement.faults.list.count, 4);
    assert_string_equal(judgement.faults.list.items[0].field, "received_on");
    assert_string_equal(subject_of(&judgement, "secrecy"), "choice");
    assert_string_equal(subject_of(&judgement, "nothing"), "field");
    assert_string_equal(subject_of(&judgement, "summary"), "required");
}

static void test_initial_values_stand_where_nothing_was_given(void **state)
{
    (void)state;
    const struct draft_value values[] = { { .name = "summary", .text = "Đơn" }, { .name = "received_on", .text = "" } };
    struct judgement judgement = judge(NULL, NULL, values, COUNT_OF(values));
    assert_int_equal(judgement.faults.list.count, 0);
    assert_string_equal(judgement.record.values[RECEIVED].text, "2021-08-02");
}

static void test_a_call_kept_at_the_default_has_its_minute(void **state)
{
    (void)state;
    const struct draft_value values[] = { { .name = "summary", .text = "Đơn" } };
    struct judgement judgement = judge(NULL, NULL, values, COUNT_OF(values));
    assert_int_equal(judgement.record.values[CALLED].integer, now);
    today = "2021-07-30"; /* told of a day that is over: nobody said the minute */
    judgement = judge(NULL, NULL, values, COUNT_OF(values));
    assert_int_equal(judgement.record.values[CALLED].integer, instant_from_local(day_from_civil(2021, 7, 30), 0));
}

static void test_words_nobody_would_see_are_a_fault_but_what_a_form_offers_is_left_out(void **state)
{
    (void)state;
    struct draft_value values[] = { { .name = "summary", .text = "Đơn" }, { .name = "instance", .text = "lần hai" } };
    struct judgement judgement = judge(NULL, NULL, values, COUNT_OF(values));
    assert_string_equal(subject_of(&judgement, "instance"), "field");
    values[1].offered = true;
    judgement = judge(NULL, NULL, values, COUNT_OF(values));
    assert_int_equal(judgement.faults.list.count, 0);
    assert_false(judgement.record.values[INSTANCE].is_set);
}

static void test_what_is_required_is_required_when_it_is_shown(void **state)
{
    (void)state;
    const struct draft_value values[] = { { .name = "summary", .text = "Đơn" }, { .name = "kind", .text = "to-cao" } };
    struct judgement judgement = judge(NULL, NULL, values, COUNT_OF(values));
    assert_int_equal(judgement.faults.list.count, 1);
    assert_string_equal(subject_of(&judgement, "accused"), "required");
    /* a change that makes it shown, too */
    struct judgement before = judge(NULL, NULL, values, 1);
    judgement = judge(&before.record, NULL, &values[1], 1);
    assert_string_equal(subject_of(&judgement, "accused"), "required");
}

static void test_a_change_is_not_blamed_for_what_was_missing_before(void **state)
{
    (void)state;
    const struct draft_value kind = { .name = "kind", .text = "khieu-nai" };
    struct record old = { .reg = &petition, .values = ARENA_ARRAY(mem, struct value, FIELDS) };
    assert_int_equal(judge(&old, NULL, &kind, 1).faults.list.count, 0);
    const struct draft_value emptied = { .name = "summary", .text = "" };
    struct judgement judgement = judge(&old, NULL, &emptied, 1);
    assert_string_equal(subject_of(&judgement, "summary"), "required");
}

static void test_a_step_writes_its_own_fields_and_has_what_it_needs(void **state)
{
    (void)state;
    const struct draft_value values[] = { { .name = "summary", .text = "Khác" } };
    const struct record old = { .reg = &petition, .values = ARENA_ARRAY(mem, struct value, FIELDS) };
    struct judgement judgement = judge(&old, &steps[0], values, COUNT_OF(values));
    assert_string_equal(subject_of(&judgement, "summary"), "field");
    assert_string_equal(subject_of(&judgement, "decided_on"), "required");
    const struct draft_value decided = { .name = "decided_on", .text = "01/08/2021" };
    judgement = judge(&old, &steps[0], &decided, 1);
    assert_int_equal(judgement.faults.list.count, 0);
    assert_string_equal(judgement.record.values[DECIDED].text, "2021-08-01");
    assert_string_equal(subject_of(&(struct judgement){ 0 }, "decided_on"), "");
    judgement = judge(NULL, NULL, &decided, 1);
    assert_string_equal(subject_of(&judgement, "decided_on"), "field"); /* not on the entry form */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_everything_wrong_is_said_at_once, begin, end),
        cmocka_unit_test_setup_teardown(test_initial_values_stand_where_nothing_was_given, begin, end),
        cmocka_unit_test_setup_teardown(test_a_call_kept_at_the_default_has_its_minute, begin, end),
        cmocka_unit_test_setup_teardown(test_words_nobody_would_see_are_a_fault_but_what_a_form_offers_is_left_out,
                                        begin, end),
        cmocka_unit_test_setup_teardown(test_what_is_required_is_required_when_it_is_shown, begin, end),
        cmocka_unit_test_setup_teardown(test_a_change_is_not_blamed_for_what_was_missing_before, begin, end),
        cmocka_unit_test_setup_teardown(test_a_step_writes_its_own_fields_and_has_what_it_needs, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
