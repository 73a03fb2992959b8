/* SPDX-License-Identifier: Apache-2.0 */
/* What a leader says on a record, and the tasks of it, in the office that comes with the program. */
#include "handling/direction.h"

#include "handling/comment.h"
#include "handling/record_context.h"
#include "people/account.h"
#include "records/testing_office.h"

#define COUNT(from) testing_int(t, SQL("select count(*) from " from))

static int64_t enter(struct testing *t, struct testing_office *o, const char *due)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "incoming"));
    draft_set(t->mem, draft, "received_on", "2021-07-30");
    draft_set(t->mem, draft, "author", "Bộ Y tế");
    draft_set(t->mem, draft, "document_number", "5096/BYT-DP");
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "summary", "Về phòng, chống dịch");
    int64_t record = testing_create(t, o, draft);
    struct draft_step step = { .name = "register" };
    struct err err = { 0 };
    assert_true(testing_ok(record_step(&o->office, t->mem, record, 0, &step, &err), &err));
    if (due) {
        step = (struct draft_step){ .name = "assign" };
        draft_step_set(t->mem, &step, "lead_unit", "thvx");
        draft_step_set(t->mem, &step, "answer_by", due);
        assert_true(testing_ok(record_step(&o->office, t->mem, record, 0, &step, &err), &err));
    }
    return record;
}

static int64_t say(struct testing *t, struct testing_office *o, int64_t record, const char *words)
{
    struct err err = { 0 };
    int64_t id = 0;
    const struct direction said = { .words = words, .speaker = "Nguyễn Văn Thử", .said_on = "01/08/2021" };
    assert_true(testing_ok(direction_add(&o->office, t->mem, record, 0, &said, &id, &err), &err));
    return id;
}

static const struct draft_value source_value[] = { { .name = "source", .text = "ubnd" } };

static bool make(struct testing *t, struct testing_office *o, int64_t direction, const struct handed *lines,
                 size_t count, const char *due, struct direction_tasks *tasks, struct err *err)
{
    static struct direction_part all;
    all = (struct direction_part){ .lines = lines, .count = count, .due = due };
    *tasks = (struct direction_tasks){ .parts = &all, .part_count = 1, .values = source_value, .value_count = 1 };
    return direction_make_tasks(&o->office, t->mem, direction, tasks, err);
}

/* The first units of the office that are there in August 2021. */
static size_t some_units(struct testing *t, struct testing_office *o, struct handed *lines, size_t count)
{
    size_t found = 0;
    const struct definitions *definitions = o->office.definitions;
    for (size_t i = 0; i < definitions->units.count && found < count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        if (strcmp(unit->from, "2021-08-02") <= 0 && strcmp(unit->until, "2021-08-02") >= 0)
            lines[found++] = (struct handed){ .to = arena_printf(t->mem, "unit:%s", unit->code), .role = ASSIGN_LEAD };
    }
    return found;
}

/* Planted and seen red: the batch's tasks without their rows in direction_task. */
static void test_one_act_makes_a_task_for_each_who_leads(struct testing *t)
{
    enum { UNITS = 15 };
    struct testing_office o;
    struct err err = { 0 };
    struct direction_tasks tasks;
    struct handed lines[UNITS + 1];
    int64_t record = enter(t, &o, NULL);
    int64_t direction = say(t, &o, record, "Giao các sở làm ngay,\nbáo cáo trước ngày 15/8.");
    assert_int_equal(some_units(t, &o, lines, UNITS), UNITS);
    lines[UNITS] = (struct handed){ .to = lines[0].to, .role = ASSIGN_SUPPORT };
    assert_true(testing_ok(make(t, &o, direction, lines, UNITS + 1, "15/08/2021", &tasks, &err), &err));
    assert_int_equal(tasks.tasks, UNITS);
    assert_int_equal(COUNT("direction_task t join record r on r.id = t.task where r.register = 'task' and r.due = "
                           "'2021-08-15T17:00'"),
                     UNITS);
    assert_int_equal(COUNT("(select distinct batch from direction_task) b"), 1);
    assert_int_equal(COUNT("assignment where role = 'lead' and on_path = 1 and register = 'task' and own_due = 0"),
                     UNITS);
    assert_int_equal(COUNT("assignment where role = 'support'"), UNITS - 1); /* not where it leads */
    assert_int_equal(
        COUNT("history h join direction_task t on t.created_at = h.recorded_at where h.step = 'carry-out'"), UNITS);
    const struct record *task = testing_read(t, &o, tasks.made[3]);
    assert_string_equal(record_value(task, "summary")->text, "Giao các sở làm ngay, báo cáo trước ngày 15/8.");
    assert_string_equal(record_value(task, "giver")->text, "Nguyễn Văn Thử");
    assert_string_equal(record_value(task, "source_document")->text, "5096/BYT-DP");
    assert_string_equal(arena_printf(t->mem, "unit:%s", task->unit), lines[3].to);
    testing_prove(t, &o);
}
ON_BOTH(test_one_act_makes_a_task_for_each_who_leads)

static void test_what_was_said_and_its_tasks_stand_on_both_pages(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct direction_tasks tasks;
    struct record_context context;
    const struct handed lines[] = { { .to = "unit:syt", .role = ASSIGN_LEAD },
                                    { .to = "unit:stc", .role = ASSIGN_LEAD } };
    int64_t record = enter(t, &o, NULL);
    say(t, &o, record, "Ý kiến trước");
    int64_t direction = say(t, &o, record, "Dòng một\nDòng hai");
    assert_true(testing_ok(make(t, &o, direction, lines, 2, NULL, &tasks, &err), &err));
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(record_context_read(db, t->mem, o.office.definitions, &o.office.scope,
                                               testing_read(t, &o, record), &context, &err),
                           &err));
    assert_int_equal(context.direction_count, 2);
    assert_string_equal(context.directions[0].words, "Dòng một\nDòng hai");
    assert_int_equal(context.directions[0].tasks, 2);
    assert_int_equal(context.directions[0].open, 2);
    assert_int_equal(context.directions[1].tasks, 0);
    assert_int_equal(context.link_count, 2);
    assert_int_equal(context.links[0].id, tasks.made[0]);
    assert_true(testing_ok(record_context_read(db, t->mem, o.office.definitions, &o.office.scope,
                                               testing_read(t, &o, tasks.made[1]), &context, &err),
                           &err));
    assert_non_null(context.order);
    assert_string_equal(context.order->words, "Dòng một\nDòng hai");
    assert_int_equal(context.order->record, record);
    assert_string_equal(context.order_reg->name, "incoming");
}
ON_BOTH(test_what_was_said_and_its_tasks_stand_on_both_pages)

/* Planted and seen red: faults of several records in one act, of which only the last were told. */
static void test_all_that_is_wrong_is_told_at_once_and_nothing_is_made(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct direction_tasks tasks;
    struct draft_faults faults = { 0 };
    const struct handed lines[] = { { .to = "unit:syt", .role = ASSIGN_LEAD, .field = "lead" },
                                    { .to = "unit:khongco", .role = ASSIGN_LEAD, .field = "lead-2" },
                                    { .to = "unit:syt", .role = ASSIGN_LEAD, .field = "lead-3" },
                                    { .to = "ai.do", .role = ASSIGN_INFORM, .field = "inform-1" } };
    static const char *const fields[] = { "lead-2", "lead-3", "inform-1", "due", "source" };
    int64_t record = enter(t, &o, "2021-08-10");
    int64_t direction = say(t, &o, record, "Làm ngay"), records = COUNT("record");
    o.office.faults = &faults;
    const struct direction_part all = { .lines = lines, .count = 4, .due = "11/08/2021" };
    tasks = (struct direction_tasks){ .parts = &all, .part_count = 1 };
    assert_false(direction_make_tasks(&o.office, t->mem, direction, &tasks, &err));
    for (size_t k = 0; k < COUNT_OF(fields); k++) {
        bool told = false;
        for (size_t i = 0; i < faults.list.count; i++)
            told |= text_equal(faults.list.items[i].field, fields[k]);
        if (!told)
            fail_msg("nothing is told of %s", fields[k]);
    }
    assert_int_equal(faults.list.count, COUNT_OF(fields));
    assert_string_equal(faults.list.items[3].text,
                        "Hạn 11/08/2021 sau hạn của hồ sơ được chỉ đạo (10/08/2021); hãy chọn sớm hơn");
    assert_int_equal(COUNT("record"), records);
    assert_int_equal(COUNT("direction_task"), 0);
    assert_true(testing_ok(make(t, &o, direction, lines, 1, "2021-08-10", &tasks, &err), &err));
}
ON_BOTH(test_all_that_is_wrong_is_told_at_once_and_nothing_is_made)

static void refuse(struct testing *t, struct testing_office *o, int64_t record, const struct direction *said,
                   const char *field)
{
    struct err err = { 0 };
    int64_t id;
    assert_false(direction_add(&o->office, t->mem, record, 0, said, &id, &err));
    assert_string_equal(err.field, field);
    assert_int_equal(COUNT("direction"), 0);
}

static void test_words_a_day_and_a_speaker_that_are_wrong_are_refused(struct testing *t)
{
    struct testing_office o;
    int64_t record = enter(t, &o, NULL);
    refuse(t, &o, record, &(struct direction){ .words = " \n " }, "words");
    refuse(t, &o, record, &(struct direction){ .words = "A", .said_on = "03/08/2021" }, "said_on");
    refuse(t, &o, record, &(struct direction){ .words = "A", .said_on = "hôm nay" }, "said_on");
    refuse(t, &o, record, &(struct direction){ .words = "A", .source = "mail" }, "source");
    refuse(t, &o, record, &(struct direction){ .words = "A", .speaker = "khongai" }, "speaker");
    refuse(t, &o, record, &(struct direction){ .words = "A", .speaker = "position:KHONG" }, "speaker");
}
ON_BOTH(test_words_a_day_and_a_speaker_that_are_wrong_are_refused)

static void test_only_whose_role_directs_may(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id;
    int64_t record = enter(t, &o, NULL);
    const struct direction said = { .words = "Làm ngay" };
    o.office.scope.everything = false;
    o.office.scope.common = (struct reach){ .reads = true,
                                            .every_issuer = true,
                                            .every_unit = true,
                                            .every_secrecy = true,
                                            .assigns = true,
                                            .works_everywhere = true };
    assert_false(direction_add(&o.office, t->mem, record, 0, &said, &id, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_int_equal(COUNT("direction"), 0);
    o.office.scope.common.directs = true;
    assert_true(testing_ok(direction_add(&o.office, t->mem, record, 0, &said, &id, &err), &err));
}
ON_BOTH(test_only_whose_role_directs_may)

static void test_a_task_of_a_secret_record_is_as_secret(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct direction_tasks tasks;
    const struct handed line = { .to = "unit:syt", .role = ASSIGN_LEAD };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o.office.definitions, "meeting"));
    draft_set(t->mem, draft, "summary", "Giao ban");
    draft_set(t->mem, draft, "held_on", "2021-08-02");
    draft_set(t->mem, draft, "secrecy", "mat");
    int64_t record = testing_create(t, &o, draft);
    assert_true(testing_ok(make(t, &o, say(t, &o, record, "Làm ngay"), &line, 1, NULL, &tasks, &err), &err));
    assert_string_equal(testing_read(t, &o, tasks.made[0])->secrecy, "mat");
}
ON_BOTH(test_a_task_of_a_secret_record_is_as_secret)

static struct handed lead_to(const char *to, const char *field)
{
    return (struct handed){ .to = to, .role = ASSIGN_LEAD, .field = field };
}

/* Planted and seen red, each alone: every task with the words of all; the support of one paragraph in the next; what
 * was given before made again; a paragraph that was named twice given twice. */
static void test_each_paragraph_goes_to_its_own_with_its_own_words_and_day(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    const struct handed first[] = { lead_to("unit:syt", NULL), { .to = "unit:stc", .role = ASSIGN_SUPPORT } };
    const struct handed third[] = { lead_to("unit:stc", NULL), lead_to("unit:syt", NULL) };
    const struct direction_part parts[] = {
        { .lines = first, .count = 2, .due = "10/08/2021", .paragraph = 1 },
        { .paragraph = 2 },
        { .lines = third, .count = 2, .due = "2021-08-15", .words = "Báo cáo chung ", .paragraph = 3 },
    };
    struct direction_tasks tasks = { .parts = parts, .part_count = 3, .values = source_value, .value_count = 1 };
    int64_t record = enter(t, &o, NULL);
    int64_t direction = say(t, &o, record, "1. Tiêm cho 90% dân số.\n\n  2. Cấp kinh phí.\n3. Báo cáo");
    assert_true(testing_ok(direction_make_tasks(&o.office, t->mem, direction, &tasks, &err), &err));
    assert_int_equal(tasks.tasks, 3);
    static const char *const words[] = { "1. Tiêm cho 90% dân số.", "Báo cáo chung", "Báo cáo chung" };
    static const char *const units[] = { "syt", "stc", "syt" };
    static const char *const dues[] = { "2021-08-10T17:00", "2021-08-15T17:00", "2021-08-15T17:00" };
    for (size_t i = 0; i < 3; i++) {
        const struct record *task = testing_read(t, &o, tasks.made[i]);
        assert_string_equal(record_value(task, "summary")->text, words[i]);
        assert_string_equal(task->unit, units[i]);
        assert_string_equal(task->due, dues[i]);
    }
    assert_int_equal(COUNT("assignment"), 4);
    assert_string_equal(direction_parts_name(t->mem, &tasks, PART_LEFT_OUT), "đoạn 2");
    assert_false(direction_make_tasks(&o.office, t->mem, direction, &tasks, &err)); /* the same act gives them once */
    assert_string_equal(err.subject, "given");
    const struct handed second = lead_to("unit:stc", NULL);
    const struct direction_part again[] = { parts[0], { .lines = &second, .count = 1, .paragraph = 2 }, parts[2] };
    tasks.parts = again;
    assert_true(testing_ok(direction_make_tasks(&o.office, t->mem, direction, &tasks, &err), &err));
    assert_int_equal(tasks.tasks, 1);
    assert_string_equal(direction_parts_name(t->mem, &tasks, PART_GIVEN_BEFORE), "đoạn 1, 3");
    assert_string_equal(record_value(testing_read(t, &o, tasks.made[0]), "summary")->text, "2. Cấp kinh phí.");
    const struct handed both = lead_to("unit:vp", NULL);
    const struct direction_part twice[] = { { .lines = &both, .count = 1, .paragraph = 1 },
                                            { .lines = &both, .count = 1, .paragraph = 1 } };
    tasks.parts = twice, tasks.part_count = 2;
    assert_true(testing_ok(direction_make_tasks(&o.office, t->mem, direction, &tasks, &err), &err));
    assert_int_equal(tasks.tasks, 1); /* one paragraph, one lead, one task */
    assert_true(tasks.fates[0] == PART_MADE && tasks.fates[1] == PART_GIVEN_BEFORE);
    testing_prove(t, &o);
}
ON_BOTH(test_each_paragraph_goes_to_its_own_with_its_own_words_and_day)

static void test_what_is_wrong_with_a_paragraph_names_its_control(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct draft_faults faults = { 0 };
    const struct handed alone = { .to = "unit:stc", .role = ASSIGN_SUPPORT, .field = "p1-support-1" };
    const struct handed good = lead_to("unit:syt", "p2-lead"), bad = lead_to("unit:khong", "p3-lead");
    const struct direction_part parts[] = {
        { .lines = &alone, .count = 1, .paragraph = 1, .words_field = "p1-words" },
        { .lines = &good, .count = 1, .words = " ", .paragraph = 2, .words_field = "p2-words" },
        { .lines = &bad, .count = 1, .due = "mai", .paragraph = 9, .words_field = "p3-words", .due_field = "p3-due" },
    };
    static const char *const fields[] = { "p1-support-1", "p2-words", "p3-lead", "p3-due", "p3-words" };
    struct direction_tasks tasks = { .parts = parts, .part_count = 3, .values = source_value, .value_count = 1 };
    int64_t record = enter(t, &o, NULL), direction = say(t, &o, record, "Một\nHai");
    o.office.faults = &faults;
    assert_false(direction_make_tasks(&o.office, t->mem, direction, &tasks, &err));
    assert_int_equal(faults.list.count, COUNT_OF(fields));
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        assert_string_equal(faults.list.items[i].field, fields[i]);
    assert_string_equal(faults.list.items[4].text, "Không có đoạn 9; ý kiến chỉ đạo có 2 đoạn");
    assert_int_equal(COUNT("direction_task"), 0);
}
ON_BOTH(test_what_is_wrong_with_a_paragraph_names_its_control)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_one_act_makes_a_task_for_each_who_leads),
        BOTH(test_what_was_said_and_its_tasks_stand_on_both_pages),
        BOTH(test_all_that_is_wrong_is_told_at_once_and_nothing_is_made),
        BOTH(test_words_a_day_and_a_speaker_that_are_wrong_are_refused),
        BOTH(test_only_whose_role_directs_may),
        BOTH(test_a_task_of_a_secret_record_is_as_secret),
        BOTH(test_each_paragraph_goes_to_its_own_with_its_own_words_and_day),
        BOTH(test_what_is_wrong_with_a_paragraph_names_its_control),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
