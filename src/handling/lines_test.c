/* SPDX-License-Identifier: Apache-2.0 */
/* Progress of a task, line by line, in the office that comes with the program.
 *
 * Planted and seen red: a line that says the same as the last one left none; the last line counted as one of a step
 * that needs a new one; a line that was taken back was shown; every long line told; a chunk read twice. */
#include "handling/lines.h"

#include "records/testing_office.h"
#include "records/undo.h"

static int64_t make_task(struct testing *t, struct testing_office *o)
{
    static const char *const values[][2] = { { "source", "ubnd" },
                                             { "summary", "Rà soát quy hoạch" },
                                             { "assigned_on", "2021-07-01" },
                                             { "finish_by", "2021-08-20" } };
    struct err err = { 0 };
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "task"));
    for (size_t i = 0; i < COUNT_OF(values); i++)
        draft_set(t->mem, draft, values[i][0], values[i][1]);
    int64_t id = testing_create(t, o, draft);
    assert_true(testing_ok(testing_step(t, o, id, "accept", "2021-07-02", NULL, NULL, &err), &err));
    return id;
}

static void write_line(struct testing *t, struct testing_office *o, int64_t id, const char *on, const char *words)
{
    struct err err = { 0 };
    assert_true(testing_ok(testing_step(t, o, id, "update", on, "progress", words, &err), &err));
}

static struct record_line *read_lines(struct testing *t, struct testing_office *o, int64_t id, size_t *count)
{
    struct err err = { 0 };
    struct record_lines lines;
    struct record *record = testing_read(t, o, id);
    assert_true(testing_ok(record_lines(db_for_read(t->store, &err), t->mem, o->office.definitions, record,
                                        &o->office.scope, &lines, &err),
                           &err));
    *count = lines.count;
    assert_false(lines.older);
    return lines.list;
}

static void test_every_line_stays_with_its_day_and_who_wrote_it(struct testing *t)
{
    struct testing_office o;
    size_t count;
    int64_t id = make_task(t, &o);
    read_lines(t, &o, id, &count);
    assert_int_equal(count, 0);
    write_line(t, &o, id, "2021-07-05", "Đã họp với các sở");
    o.office.scope.user = "chuyen-vien";
    write_line(t, &o, id, "2021-07-12", "Đang lấy ý kiến\nlần hai");
    write_line(t, &o, id, "2021-07-20", "Đang lấy ý kiến\nlần hai"); /* the same again is a line, too */
    struct record_line *lines = read_lines(t, &o, id, &count);
    assert_int_equal(count, 3);
    assert_string_equal(lines[0].on, "2021-07-20");
    assert_string_equal(lines[0].by, "chuyen-vien");
    assert_string_equal(lines[1].text, "Đang lấy ý kiến\nlần hai");
    assert_string_equal(lines[2].text, "Đã họp với các sở");
    assert_string_equal(lines[2].on, "2021-07-05");
    assert_string_equal(lines[2].field->name, "progress");
    assert_string_equal(record_value(testing_read(t, &o, id), "progress")->text, "Đang lấy ý kiến\nlần hai");
    testing_prove(t, &o);
}
ON_BOTH(test_every_line_stays_with_its_day_and_who_wrote_it)

static void test_a_step_that_needs_a_line_needs_a_new_one(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t count;
    int64_t id = make_task(t, &o);
    write_line(t, &o, id, "2021-07-05", "Đã họp");
    assert_false(testing_step(t, &o, id, "update", "2021-07-06", NULL, NULL, &err));
    assert_string_equal(err.field, "progress");
    assert_string_equal(err.subject, "required");
    assert_false(testing_step(t, &o, id, "update", "2021-07-06", "progress", "  ", &err));
    assert_string_equal(err.field, "progress");
    read_lines(t, &o, id, &count);
    assert_int_equal(count, 1);
}
ON_BOTH(test_a_step_that_needs_a_line_needs_a_new_one)

static void test_no_line_is_written_over_outside_a_step(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = make_task(t, &o);
    const struct draft_value value = { "progress", "Đã xong" }, none = { "progress", "" };
    assert_false(record_set(&o.office, t->mem, id, 0, &value, 1, &err));
    assert_string_equal(err.field, "progress");
    write_line(t, &o, id, "2021-07-05", "Đã họp");
    int64_t version = testing_read(t, &o, id)->version;
    assert_false(record_set(&o.office, t->mem, id, 0, &value, 1, &err));
    assert_non_null(strstr(err.text, "Cập nhật tiến độ"));
    assert_false(record_set(&o.office, t->mem, id, 0, &none, 1, &err));
    assert_int_equal(testing_read(t, &o, id)->version, version);
}
ON_BOTH(test_no_line_is_written_over_outside_a_step)

static void test_a_line_that_was_taken_back_is_none(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t count;
    int64_t id = make_task(t, &o);
    write_line(t, &o, id, "2021-07-05", "Đã họp");
    write_line(t, &o, id, "2021-07-05", "Ghi nhầm hồ sơ");
    assert_true(testing_ok(record_undo(&o.office, t->mem, id, 0, NULL, &err), &err));
    write_line(t, &o, id, "2021-07-06", "Đã họp");
    assert_true(testing_ok(record_undo(&o.office, t->mem, id, 0, NULL, &err), &err));
    struct record_line *lines = read_lines(t, &o, id, &count);
    assert_int_equal(count, 1);
    assert_string_equal(lines[0].on, "2021-07-05");
    assert_string_equal(record_value(testing_read(t, &o, id), "progress")->text, "Đã họp");
    testing_prove(t, &o);
}
ON_BOTH(test_a_line_that_was_taken_back_is_none)

/* Each of them writes the one before over: the history has both. */
static void test_many_long_lines_fit_a_request_and_say_that_there_are_older_ones(struct testing *t)
{
    enum { MANY = 2 * LINES_CHUNK + 5, BYTES = 18000 };
    struct testing_office o;
    struct err err = { 0 };
    struct record_lines lines;
    int64_t id = make_task(t, &o);
    char *words = arena_alloc(t->mem, BYTES + 1);
    memset(words, 'x', BYTES);
    write_line(t, &o, id, "2021-07-05", "Dòng đầu");
    for (int i = 0; i < MANY; i++) {
        words[0] = (char)('a' + i % 26);
        write_line(t, &o, id, "2021-07-12", words);
    }
    struct record *record = testing_read(t, &o, id);
    assert_true(testing_ok(
        record_lines(db_for_read(t->store, &err), t->mem, o.office.definitions, record, &o.office.scope, &lines, &err),
        &err));
    assert_true(lines.older);
    assert_int_equal(lines.count, LINES_TEXT_MAX / BYTES + 1);
    assert_int_equal(lines.list[0].version, record->version);
    for (size_t i = 1; i < lines.count; i++)
        assert_int_equal(lines.list[i].version, record->version - (int64_t)i);
    assert_int_equal(lines.list[0].text[0], words[0]);
}
ON_BOTH(test_many_long_lines_fit_a_request_and_say_that_there_are_older_ones)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_every_line_stays_with_its_day_and_who_wrote_it),
        BOTH(test_a_step_that_needs_a_line_needs_a_new_one),
        BOTH(test_no_line_is_written_over_outside_a_step),
        BOTH(test_a_line_that_was_taken_back_is_none),
        BOTH(test_many_long_lines_fit_a_request_and_say_that_there_are_older_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
