/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/last_handing.h"

#include "records/draft.h"
#include "records/testing_office.h"

static int64_t make_task(struct testing *t, struct testing_office *o, const char *source, const char *topic)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "task"));
    draft_set(t->mem, draft, "source", source);
    draft_set(t->mem, draft, "summary", "Báo cáo");
    draft_set(t->mem, draft, "assigned_on", "2021-08-02");
    if (topic)
        draft_set(t->mem, draft, "topic", topic);
    return testing_create(t, o, draft);
}

static void hand(struct testing *t, struct testing_office *o, int64_t record, const char *lead, const char *support)
{
    struct err err = { 0 };
    struct handed lines[] = { { .to = lead, .role = ASSIGN_LEAD, .opinion = "Làm ngay" },
                              { .to = support, .role = ASSIGN_SUPPORT, .opinion = "Làm ngay" } };
    assert_true(testing_ok(assignment_hand_out(&o->office, t->mem, record, 0, 0, lines, support ? 2 : 1, &err), &err));
    clock_fix(clock_now() + 60000);
}

static struct last_handing last_for(struct testing *t, struct testing_office *o, int64_t record, const char *reader)
{
    struct err err = { 0 };
    struct last_handing last;
    struct scope scope = o->office.scope;
    scope.user = reader;
    assert_true(testing_ok(
        last_handing_read(db_for_read(t->store, &err), t->mem, &scope, testing_read(t, o, record), &last, &err), &err));
    return last;
}

static void test_the_newest_that_is_alike_is_offered(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct text_list changes;
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const struct definitions *definitions = testing_definitions(t->mem, SOURCE_FOLDER "/office", NULL);
    assert_true(testing_ok(schema_migrate(t->store, t->mem, definitions, &changes, &err), &err));
    office_init(&o.office, t->mem, t->store, definitions, scope_local_administrator(t->mem, definitions));
    int64_t first = make_task(t, &o, "ubnd", "y-te"), second = make_task(t, &o, "ubnd", "y-te");
    int64_t bare = make_task(t, &o, "ubnd", NULL), other = make_task(t, &o, "chinh-phu", "y-te");
    assert_int_equal(last_for(t, &o, second, "quan-tri").count, 0);
    hand(t, &o, first, "unit:syt", "unit:stc");
    hand(t, &o, bare, "unit:nc", NULL);
    struct last_handing last = last_for(t, &o, second, "quan-tri");
    assert_int_equal(last.count, 2);
    assert_true(last.record == first);
    assert_string_equal(last.lines[0].to, "unit:syt");
    assert_int_equal(last.lines[1].role, ASSIGN_SUPPORT);
    assert_string_equal(last.lines[1].opinion, "Làm ngay");
    assert_int_equal(last_for(t, &o, other, "quan-tri").count, 0);
    assert_int_equal(last_for(t, &o, first, "quan-tri").count, 0); /* not itself */
    assert_int_equal(last_for(t, &o, second, "ai-khac").count, 0); /* what the reader did, nobody else */
    assert_string_equal(last_for(t, &o, make_task(t, &o, "ubnd", NULL), "quan-tri").lines[0].to, "unit:nc");
    struct handed more = { .to = "unit:kt", .role = ASSIGN_INFORM };
    assert_true(testing_ok(assignment_hand_out(&o.office, t->mem, first, 0, 0, &more, 1, &err), &err));
    last = last_for(t, &o, second, "quan-tri"); /* the newest act alone */
    assert_true(last.count == 1 && last.lines[0].role == ASSIGN_INFORM);
}
ON_BOTH(test_the_newest_that_is_alike_is_offered)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_newest_that_is_alike_is_offered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
