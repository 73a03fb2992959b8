/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/comment.h"

#include "records/testing_office.h"
#include "store/id.h"

static struct history_line *read_history(struct testing *t, struct testing_office *o, int64_t id, int64_t before,
                                         size_t limit, size_t *count)
{
    struct err err = { 0 };
    struct history_line *lines = NULL;
    struct record *record = testing_read(t, o, id);
    assert_true(testing_ok(record_history(db_for_read(t->store, &err), t->mem, o->office.definitions, record,
                                          &o->office.scope, before, limit, &lines, count, &err),
                           &err));
    return lines;
}

static int64_t make_letter(struct testing *t, struct testing_office *o)
{
    struct draft *draft = testing_letter(t, o, "Thư của dân", "cv");
    draft_set(t->mem, draft, "sender", "Người gửi thư");
    return testing_create(t, o, draft);
}

static size_t faults_of(struct testing *t, struct testing_office *o)
{
    struct err err = { 0 };
    struct history_report report;
    assert_true(testing_ok(history_seal(&o->office, &err), &err));
    assert_true(testing_ok(history_verify(&o->office, t->mem, &report, NULL, NULL, &err), &err));
    for (size_t i = 0; i < report.fault_count; i++)
        print_message("%s\n", report.faults[i].what);
    return report.fault_count;
}

static void test_a_comment_is_a_line_of_the_history(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t count;
    testing_enter(t, &o);
    int64_t id = make_letter(t, &o);
    assert_true(testing_ok(comment_add(&o.office, t->mem, id, "  Đề nghị hỏi ý kiến Sở\nrồi trình ", &err), &err));
    assert_int_equal(o.office.written.version, 2);
    struct history_line *lines = read_history(t, &o, id, 0, 10, &count);
    assert_int_equal(count, 2);
    assert_string_equal(lines[0].step, "comment");
    assert_string_equal(lines[0].label, "Ý kiến");
    assert_string_equal(lines[0].words, "Đề nghị hỏi ý kiến Sở\nrồi trình");
    assert_int_equal(lines[0].change_count, 0);
    assert_int_equal(testing_read(t, &o, id)->version, 2);
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_a_comment_that_says_nothing_or_too_much_is_refused(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = make_letter(t, &o);
    assert_false(comment_add(&o.office, t->mem, id, " \n", &err));
    assert_string_equal(err.field, "words");
    assert_false(comment_add(&o.office, t->mem, id, "\xc3(", &err));
    assert_string_equal(err.subject, "text");
    char *long_words = arena_alloc(t->mem, COMMENT_MAX + 2);
    memset(long_words, 'a', COMMENT_MAX + 1);
    long_words[COMMENT_MAX + 1] = '\0';
    assert_false(comment_add(&o.office, t->mem, id, long_words, &err));
    assert_string_equal(err.subject, "length");
    long_words[COMMENT_MAX] = '\0';
    assert_true(testing_ok(comment_add(&o.office, t->mem, id, long_words, &err), &err));
    assert_false(comment_add(&o.office, t->mem, id + 1, "ai đó", &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_a_comment_does_not_bind_the_day_of_the_next_step(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct draft *draft = draft_new(t->mem, o.case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-19T10:00");
    draft_set(t->mem, draft, "summary", "Cấp phép");
    draft_set(t->mem, draft, "time_limit", "5 ngày làm việc");
    int64_t id = testing_create(t, &o, draft);
    assert_true(testing_ok(comment_add(&o.office, t->mem, id, "Xem lại", &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "process", "2021-07-20", NULL, NULL, &err), &err));
    assert_int_equal(faults_of(t, &o), 0);
}

static void test_the_timeline_comes_in_pages_newest_first(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t count;
    testing_enter(t, &o);
    int64_t id = make_letter(t, &o);
    for (int i = 2; i <= 7; i++)
        assert_true(testing_ok(comment_add(&o.office, t->mem, id, arena_printf(t->mem, "%d", i), &err), &err));
    struct history_line *lines = read_history(t, &o, id, 0, 4, &count);
    assert_int_equal(count, 4);
    assert_int_equal(lines[0].version, 7);
    assert_string_equal(lines[3].words, "4");
    lines = read_history(t, &o, id, lines[3].version, 4, &count);
    assert_int_equal(count, 3);
    assert_int_equal(lines[2].version, 1);
    assert_string_equal(lines[2].label, "Nhập mới");
    assert_int_equal(lines[2].change_count, 3);
    read_history(t, &o, id, 1, 4, &count);
    assert_int_equal(count, 0);
}

static const struct history_change *change_of(const struct history_line *line, const char *name)
{
    for (size_t i = 0; i < line->change_count; i++)
        if (text_equal(line->changes[i].name, name))
            return &line->changes[i];
    fail_msg("no %s", name);
    return NULL;
}

static void test_personal_values_are_masked_in_the_timeline(struct testing *t)
{
    struct testing_office o;
    size_t count;
    testing_enter(t, &o);
    int64_t id = make_letter(t, &o);
    const struct history_change *sender = change_of(read_history(t, &o, id, 0, 9, &count), "sender");
    assert_string_equal(sender->new, "Người gửi thư");
    assert_false(sender->masked);
    o.office.scope.common.personal = false;
    struct history_line *lines = read_history(t, &o, id, 0, 9, &count);
    sender = change_of(lines, "sender");
    assert_true(sender->masked);
    assert_null(sender->new);
    assert_string_equal(change_of(lines, "summary")->new, "Thư của dân");
}

static void test_every_line_has_a_label_and_links_say_where_to(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t count;
    testing_enter(t, &o);
    int64_t id = make_letter(t, &o), other = make_letter(t, &o);
    assert_true(testing_ok(record_link(&o.office, t->mem, id, "answers", other, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    struct history_line *lines = read_history(t, &o, id, 0, 9, &count);
    assert_string_equal(lines[0].label, "Cấp số");
    assert_string_equal(lines[1].label, "Liên kết");
    assert_string_equal(lines[1].link, "answers");
    assert_int_equal(lines[1].about, other);
}

static void test_a_link_taken_out_leaves_a_line_and_verifies(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t count;
    testing_enter(t, &o);
    int64_t id = make_letter(t, &o), other = make_letter(t, &o);
    assert_true(testing_ok(record_link(&o.office, t->mem, id, "answers", other, &err), &err));
    assert_true(testing_ok(record_unlink(&o.office, t->mem, id, "answers", other, "Nhầm", &err), &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from record_link")), 0);
    struct history_line *lines = read_history(t, &o, id, 0, 1, &count);
    assert_string_equal(lines[0].label, "Bỏ liên kết");
    assert_string_equal(lines[0].reason, "Nhầm");
    assert_int_equal(lines[0].about, other);
    assert_int_equal(faults_of(t, &o), 0);
    assert_false(record_unlink(&o.office, t->mem, id, "answers", other, NULL, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_true(testing_ok(record_link(&o.office, t->mem, id, "answers", other, &err), &err));
    assert_int_equal(faults_of(t, &o), 0);
}

ON_BOTH(test_a_comment_is_a_line_of_the_history)
ON_BOTH(test_a_comment_that_says_nothing_or_too_much_is_refused)
ON_BOTH(test_a_comment_does_not_bind_the_day_of_the_next_step)
ON_BOTH(test_the_timeline_comes_in_pages_newest_first)
ON_BOTH(test_personal_values_are_masked_in_the_timeline)
ON_BOTH(test_every_line_has_a_label_and_links_say_where_to)
ON_BOTH(test_a_link_taken_out_leaves_a_line_and_verifies)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_comment_is_a_line_of_the_history),
        BOTH(test_a_comment_that_says_nothing_or_too_much_is_refused),
        BOTH(test_a_comment_does_not_bind_the_day_of_the_next_step),
        BOTH(test_the_timeline_comes_in_pages_newest_first),
        BOTH(test_personal_values_are_masked_in_the_timeline),
        BOTH(test_every_line_has_a_label_and_links_say_where_to),
        BOTH(test_a_link_taken_out_leaves_a_line_and_verifies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
