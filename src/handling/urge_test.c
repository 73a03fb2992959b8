/* SPDX-License-Identifier: Apache-2.0 */
/* Urging those who are late, in the office that comes with the program.
 *
 * Planted and seen red: a secret task among those of a letter; the version that was looked at not asked for; a count
 * that stays 1. */
#include "handling/urge.h"

#include "handling/attachment.h"
#include "people/account.h"
#include "records/testing_office.h"
#include "records/undo.h"
#include "store/id.h"

#define COUNT(from) testing_int(t, SQL("select count(*) from " from))

static int64_t make_task(struct testing *t, struct testing_office *o, const char *unit, const char *finish_by,
                         const char *secrecy)
{
    const char *const values[][2] = { { "source", "ubnd" },   { "summary", "Rà soát quy hoạch" },
                                      { "unit", unit },       { "assigned_on", "2021-07-01" },
                                      { "secrecy", secrecy }, { "finish_by", finish_by } };
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "task"));
    for (size_t i = 0; i < COUNT_OF(values); i++)
        if (values[i][1])
            draft_set(t->mem, draft, values[i][0], values[i][1]);
    return testing_create(t, o, draft);
}

static const struct register_definition *tasks_of(const struct testing_office *o)
{
    return definitions_register(o->office.definitions, "task");
}

static bool find(struct testing *t, struct testing_office *o, const int64_t *ids, size_t count, const char *query,
                 struct urging *urging, struct err *err)
{
    *err = (struct err){ 0 };
    return urge_find(&o->office, t->mem, tasks_of(o), ids, count, query, urging, err);
}

static void test_each_late_unit_gets_one_draft_and_each_task_is_counted(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct urging urging;
    struct attachment *files;
    size_t count;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t health = make_task(t, &o, "syt", "2021-07-20", NULL), older = make_task(t, &o, "syt", "2021-07-15", NULL);
    int64_t money = make_task(t, &o, "stc", "2021-08-01", NULL);
    int64_t in_time = make_task(t, &o, "stc", "2021-08-02", NULL), open = make_task(t, &o, "stc", NULL, NULL);
    assert_true(testing_ok(find(t, &o, NULL, 0, "", &urging, &err), &err));
    assert_int_equal(urging.unit_count, 2);
    assert_int_equal(urging.count, 3);
    assert_int_equal(COUNT("record"), 5); /* looking at it writes nothing */
    assert_true(testing_ok(urge(&o.office, t->mem, &urging, &err), &err));
    assert_int_equal(COUNT("outgoing"), 2);
    const struct urged_unit *unit = &urging.units[text_equal(urging.units[0].unit, "syt") ? 0 : 1];
    assert_int_equal(unit->count, 2);
    assert_true(unit->items[0].id == older && unit->items[1].id == health); /* the longest overdue first */
    assert_int_equal(unit->items[0].days, 18);
    const struct record *letter = testing_read(t, &o, unit->letter);
    assert_non_null(strstr(letter->title, "Đôn đốc Sở Y tế thực hiện 02 nhiệm vụ quá hạn"));
    assert_string_equal(letter->state, "draft");
    assert_true(
        testing_ok(attachment_list(db_for_read(t->store, &err), t->mem, unit->letter, &files, &count, &err), &err));
    assert_int_equal(count, 1);
    assert_string_equal(files[0].name, "don-doc-syt.docx");
    assert_int_equal(files[0].draft, 1);
    const struct record *task = testing_read(t, &o, health);
    assert_int_equal(record_value(task, "urged_times")->integer, 1);
    assert_string_equal(record_value(task, "urged_on")->text, "2021-08-02");
    assert_true(record_value(task, "urged_by")->integer == unit->letter);
    assert_int_equal(record_value(testing_read(t, &o, money), "urged_times")->integer, 1);
    assert_false(record_value(testing_read(t, &o, in_time), "urged_times")->is_set);
    assert_false(record_value(testing_read(t, &o, open), "urged_times")->is_set);
    testing_prove(t, &o);
    assert_true(testing_ok(find(t, &o, &health, 1, NULL, &urging, &err), &err));
    assert_int_equal(urging.units[0].items[0].times, 1);
    assert_true(testing_ok(urge(&o.office, t->mem, &urging, &err), &err));
    assert_int_equal(record_value(testing_read(t, &o, health), "urged_times")->integer, 2);
    assert_int_equal(COUNT("outgoing"), 3);
    testing_prove(t, &o);
}
ON_BOTH(test_each_late_unit_gets_one_draft_and_each_task_is_counted)

static void test_what_is_not_late_secret_or_not_ones_own_is_named(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct urging urging;
    struct draft_faults faults = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t ids[] = { make_task(t, &o, "syt", "2021-07-20", NULL), make_task(t, &o, "syt", "2021-08-20", NULL),
                      make_task(t, &o, "syt", "2021-07-20", "mat"), 1 };
    char late[ID_SIZE];
    id_print(ids[0], late);
    o.office.faults = &faults;
    assert_false(find(t, &o, ids, COUNT_OF(ids), NULL, &urging, &err));
    assert_string_equal(err.subject, "urge");
    assert_int_equal(faults.list.count, 3);
    for (size_t i = 0; i < faults.list.count; i++)
        assert_string_not_equal(faults.list.items[i].field, late);
    int64_t twice[] = { ids[0], ids[0] };
    assert_false(find(t, &o, twice, 2, NULL, &urging, &err));
    assert_non_null(strstr(err.text, "được ghi hai lần"));
    assert_true(testing_ok(find(t, &o, NULL, 0, "", &urging, &err), &err));
    assert_int_equal(urging.count, 1); /* the secret one is in no letter */
    assert_false(find(t, &o, NULL, 0, "source=chinh-phu", &urging, &err));
    assert_non_null(strstr(err.text, "Không có hồ sơ nào quá hạn"));
    assert_false(find(t, &o, NULL, 0, "nguồn=1", &urging, &err));
    assert_false(urge_find(&o.office, t->mem, definitions_register(o.office.definitions, "incoming"), NULL, 0, "",
                           &urging, &err));
    assert_string_equal(err.subject, "urges");
}
ON_BOTH(test_what_is_not_late_secret_or_not_ones_own_is_named)

static void test_all_is_written_or_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct urging urging;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t first = make_task(t, &o, "syt", "2021-07-20", NULL), second = make_task(t, &o, "stc", "2021-07-20", NULL);
    assert_true(testing_ok(find(t, &o, NULL, 0, "", &urging, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, second, "accept", NULL, NULL, NULL, &err), &err));
    assert_false(urge(&o.office, t->mem, &urging, &err)); /* it is another version than the one looked at */
    assert_int_equal(err.kind, ERR_CONFLICT);
    assert_int_equal(COUNT("outgoing"), 0);
    assert_int_equal(COUNT("attachment"), 0);
    assert_false(record_value(testing_read(t, &o, first), "urged_times")->is_set);
    testing_prove(t, &o);
}
ON_BOTH(test_all_is_written_or_nothing)

/* The same form again, though a task moved on meanwhile, is answered as it was the first time. */
static void test_a_request_that_was_done_is_answered_again(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct urging urging;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t tasks[] = { make_task(t, &o, "syt", "2021-07-20", NULL), make_task(t, &o, "stc", "2021-07-20", NULL) };
    struct idempotency request = { .user = "quan-tri", .key = "k", .hash = "aa", .status = 303 };
    o.office.request = &request;
    assert_true(testing_ok(find(t, &o, tasks, 2, NULL, &urging, &err), &err));
    assert_true(testing_ok(urge(&o.office, t->mem, &urging, &err), &err));
    int64_t letter = urging.units[0].letter;
    o.office.request = NULL;
    const struct draft_value later = { "finish_by", "2021-08-20" };
    const struct draft_value values[] = { later, { "reason", "Theo đề nghị" } };
    assert_true(testing_ok(record_set(&o.office, t->mem, tasks[0], 0, values, 2, &err), &err));
    request = (struct idempotency){ .user = "quan-tri", .key = "k", .hash = "aa", .status = 303 };
    o.office.request = &request;
    assert_true(testing_ok(find(t, &o, tasks, 2, NULL, &urging, &err), &err));
    assert_true(testing_ok(urge(&o.office, t->mem, &urging, &err), &err));
    assert_int_equal(urging.count, 2);
    assert_int_equal(urging.units[0].letter, letter);
    assert_int_equal(urging.units[0].items[0].times, 0);
    assert_int_equal(COUNT("outgoing"), 2);
    o.office.request = NULL;
    assert_false(find(t, &o, tasks, 2, "group=open", &urging, &err)); /* one or the other */
    assert_string_equal(err.field, "query");
}
ON_BOTH(test_a_request_that_was_done_is_answered_again)

static void test_one_that_was_urged_by_mistake_is_taken_back(struct testing *t)
{
    struct testing_office o;
    struct err err;
    struct urging urging;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t task = make_task(t, &o, "syt", "2021-07-20", NULL);
    clock_fix(clock_now() + 60 * 1000);
    assert_true(testing_ok(find(t, &o, &task, 1, NULL, &urging, &err), &err));
    assert_true(testing_ok(urge(&o.office, t->mem, &urging, &err), &err));
    assert_true(testing_ok(record_undo(&o.office, t->mem, task, 0, NULL, &err), &err));
    assert_false(record_value(testing_read(t, &o, task), "urged_times")->is_set);
    assert_false(record_value(testing_read(t, &o, task), "urged_by")->is_set);
    testing_prove(t, &o);
}
ON_BOTH(test_one_that_was_urged_by_mistake_is_taken_back)

static void test_the_count_is_the_steps_own(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    int64_t task = make_task(t, &o, "syt", "2021-07-20", NULL);
    assert_false(testing_step(t, &o, task, "urge", NULL, "urged_times", "7", &err));
    assert_string_equal(err.field, "urged_times");
    assert_true(testing_ok(testing_step(t, &o, task, "urge", NULL, NULL, NULL, &err), &err));
    assert_int_equal(record_value(testing_read(t, &o, task), "urged_times")->integer, 1);
    struct draft *draft = draft_new(t->mem, tasks_of(&o)); /* of a file: it was urged as often as it says */
    draft_set(t->mem, draft, "source", "ubnd");
    draft_set(t->mem, draft, "summary", "Từ tệp");
    draft_set(t->mem, draft, "assigned_on", "2021-07-01");
    struct draft_step *step = draft_add_step(t->mem, draft, "urge", "2021-07-30");
    draft_step_set(t->mem, step, "urged_times", "3");
    draft_step_set(t->mem, step, "urged_on", "2021-07-30");
    int64_t loaded = testing_create(t, &o, draft);
    assert_int_equal(record_value(testing_read(t, &o, loaded), "urged_times")->integer, 3);
}
ON_BOTH(test_the_count_is_the_steps_own)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_each_late_unit_gets_one_draft_and_each_task_is_counted),
        BOTH(test_what_is_not_late_secret_or_not_ones_own_is_named),
        BOTH(test_all_is_written_or_nothing),
        BOTH(test_a_request_that_was_done_is_answered_again),
        BOTH(test_one_that_was_urged_by_mistake_is_taken_back),
        BOTH(test_the_count_is_the_steps_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
