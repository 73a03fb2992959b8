/* SPDX-License-Identifier: Apache-2.0 */
/* The office's own registers: whoever is shown personal data unmasked leaves one line in the history, on pages, in
 * files and over the API; who is shown none leaves none.
 *
 * Planted and seen red, each alone: the list, its print, the export, the API's list note nothing; a masked list leaves
 * a line; the words say what a personal field was searched for; the form of a change, the form of a step, what the API
 * answers after a change, and its history of a record note nothing. */
#include "api/testing.h"
#include "web/testing.h"

#include "handling/attachment.h"
#include "query/reading.h"
#include "store/id.h"

static int64_t lines_of(struct testing *t, const char *login)
{
    struct err err = { 0 };
    int64_t count;
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(
        db_one_int(db, SQL("select count(*) from account_history where what = 'read-personal' and login = $1"),
                   DB(db_text(login)), 0, &count, &err),
        &err));
    return count;
}

static const char *newest_line(struct testing *t)
{
    struct err err = { 0 };
    const char *detail;
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(db_one_text(db, t->mem,
                                       SQL("select detail from account_history where what = 'read-personal' order by "
                                           "seq desc limit 1"),
                                       DB_NONE, &detail, &err),
                           &err));
    return detail;
}

/* Three petitions, the last of which is given back. */
static int64_t enter(struct testing *t, struct asking *asking, struct pages *pages)
{
    int64_t id = 0;
    asking_begin_folder(asking, t, SOURCE_FOLDER "/office");
    pages_serve(pages, t, &asking->office);
    for (int i = 0; i < 3; i++) {
        struct draft *draft = draft_new(t->mem, definitions_register(asking->office.office.definitions, "petition"));
        draft_set(t->mem, draft, "source", "buu-dien");
        draft_set(t->mem, draft, "sender", "Trương Thị Kín");
        draft_set(t->mem, draft, "address", "Ấp 1");
        draft_set(t->mem, draft, "signers", "mot-nguoi");
        draft_set(t->mem, draft, "summary", "Đơn");
        draft_set(t->mem, draft, "unit", "vp");
        id = testing_create(t, &asking->office, draft);
    }
    pages_account(pages, "thanh-tra-1", "Người đọc", "inspector", pages->clerk);
    pages_account(pages, "chuyen-vien-1", "Người không đọc", "specialist", pages->leader);
    return id;
}

static void test_a_shown_list_leaves_one_line_and_a_masked_one_none(struct testing *t)
{
    static const struct {
        const char *path, *first;
    } asked[] = {
        { "/don-thu", "Danh sách Đơn thư: 3 hồ sơ" },
        { "/don-thu?print=yes", "In danh sách Đơn thư: 3 hồ sơ" },
        { "/don-thu.csv?source=buu-dien", "Xuất tệp Đơn thư: 3 hồ sơ; Nguồn đơn: Bưu điện" },
    };
    struct asking asking;
    struct pages pages;
    enter(t, &asking, &pages);
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        int64_t before = lines_of(t, "thanh-tra-1");
        pages.as = pages.clerk;
        struct response page = pages_get(&pages, asked[i].path);
        assert_int_equal(page.status, 200);
        if (lines_of(t, "thanh-tra-1") != before + 1)
            fail_msg("%s: %lld lines", asked[i].path, (long long)(lines_of(t, "thanh-tra-1") - before));
        if (!text_starts(newest_line(t), asked[i].first))
            fail_msg("%s: %s", asked[i].path, newest_line(t));
        pages.as = pages.leader;
        pages_get(&pages, asked[i].path);
        assert_int_equal(lines_of(t, "chuyen-vien-1"), 0);
    }
    print_message("%zu lists by two readers\n", COUNT_OF(asked));
}
ON_BOTH(test_a_shown_list_leaves_one_line_and_a_masked_one_none)

static void test_what_a_person_was_searched_for_is_not_in_the_history(struct testing *t)
{
    struct asking asking;
    struct pages pages;
    enter(t, &asking, &pages);
    pages.as = pages.clerk;
    struct response page = pages_get(&pages, "/don-thu?sender=Tr%C6%B0%C6%A1ng%20Th%E1%BB%8B%20K%C3%ADn");
    assert_int_equal(page.status, 200);
    assert_int_equal(lines_of(t, "thanh-tra-1"), 1);
    assert_null(strstr(newest_line(t), "Kín"));
    assert_non_null(strstr(newest_line(t), "tìm theo"));
}
ON_BOTH(test_what_a_person_was_searched_for_is_not_in_the_history)

static void test_the_api_leaves_one_line_a_page(struct testing *t)
{
    struct asking asking;
    struct pages pages;
    enter(t, &asking, &pages);
    struct asked asked = get(&asking, API_ROOT "/registers/petition/records?page_size=2");
    assert_int_equal(asked.status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 1);
    assert_true(text_starts(newest_line(t), "API, danh sách Đơn thư: 2 hồ sơ"));
    asked = get(&asking, API_ROOT "/registers/plan/records");
    assert_int_equal(asked.status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 1);
}
ON_BOTH(test_the_api_leaves_one_line_a_page)

/* One record: its page, the forms that hold its values, what the API answers about it and after a change of it. */
static void test_a_record_that_is_shown_in_any_way_leaves_one_line(struct testing *t)
{
    static const char *const pages_of_it[] = { "", "/sua", "/buoc/screen", "/buoc/cancel" };
    struct asking asking;
    struct pages pages;
    char id[ID_SIZE];
    id_print(enter(t, &asking, &pages), id);
    pages_account(&pages, "tiep-dan-1", "Người tiếp dân", "reception", pages.clerk);
    pages.as = pages.clerk;
    for (size_t i = 0; i < COUNT_OF(pages_of_it); i++) {
        struct response page = pages_get(&pages, arena_printf(t->mem, "/don-thu/%s%s", id, pages_of_it[i]));
        assert_int_equal(page.status, 200);
        if (lines_of(t, "tiep-dan-1") != (int64_t)i + 1)
            fail_msg("%s: %lld lines", pages_of_it[i], (long long)lines_of(t, "tiep-dan-1"));
        assert_non_null(strstr(newest_line(t), id));
    }
    const char *record = arena_printf(t->mem, API_ROOT "/records/%s", id);
    assert_int_equal(get(&asking, record).status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 1);
    assert_int_equal(get(&asking, arena_printf(t->mem, "%s/history", record)).status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 2);
    struct asked changed = ask(&asking, HTTP_PATCH, record, "{\"version\":1,\"fields\":{\"summary\":\"Đơn khác\"}}");
    assert_int_equal(changed.status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 3);
    changed = post(&asking, arena_printf(t->mem, "%s/steps/screen", record),
                   "{\"version\":2,\"fields\":{\"kind\":\"khieu-nai\"}}");
    assert_int_equal(changed.status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 4);
}
ON_BOTH(test_a_record_that_is_shown_in_any_way_leaves_one_line)

static int64_t give_file(struct testing *t, struct asking *asking, int64_t record)
{
    struct attachment added;
    struct err err = { 0 };
    FILE *file = tmpfile();
    assert_non_null(file);
    fputs("Kính gửi.\n", file);
    fflush(file);
    bool done =
        attachment_add(&asking->office.office, t->mem, record, 0, "đơn của bà Kín.txt", fileno(file), &added, &err);
    fclose(file);
    assert_true(testing_ok(done, &err));
    return added.id;
}

/* Seen red: given out without the line by the page, by the API. */
static void test_a_file_of_a_record_with_personal_data_is_read_with_it(struct testing *t)
{
    struct asking asking;
    struct pages pages;
    char id[ID_SIZE];
    int64_t record = enter(t, &asking, &pages);
    id_print(give_file(t, &asking, record), id);
    const char *path = arena_printf(t->mem, "/tep/%s", id), *there = arena_printf(t->mem, API_ROOT "/files/%s", id);
    pages.as = pages.clerk;
    assert_int_equal(pages_get(&pages, path).status, 200);
    assert_int_equal(lines_of(t, "thanh-tra-1"), 1);
    assert_true(text_starts(newest_line(t), arena_printf(t->mem, "Tệp %s của Đơn thư", id)));
    assert_null(strstr(newest_line(t), "Kín"));
    pages.as = pages.leader; /* the form hides the name from this reader, the file does not */
    assert_int_equal(pages_get(&pages, path).status, 200);
    assert_int_equal(lines_of(t, "chuyen-vien-1"), 1);
    assert_int_equal(get(&asking, there).status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 1);
    struct draft *plain = draft_new(t->mem, definitions_register(asking.office.office.definitions, "plan"));
    draft_set(t->mem, plain, "period", "2021-08");
    draft_set(t->mem, plain, "position", "1");
    draft_set(t->mem, plain, "summary", "Họp");
    draft_set(t->mem, plain, "text", "Họp.");
    id_print(give_file(t, &asking, testing_create(t, &asking.office, plain)), id);
    assert_int_equal(get(&asking, arena_printf(t->mem, API_ROOT "/files/%s", id)).status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 1);
}
ON_BOTH(test_a_file_of_a_record_with_personal_data_is_read_with_it)

/* Planted and seen red: the page notes nothing, the API notes nothing. */
static void test_the_records_behind_a_figure_leave_one_line(struct testing *t)
{
    struct asking asking;
    struct pages pages;
    enter(t, &asking, &pages);
    pages_account(&pages, "lanh-dao-1", "Lãnh đạo", "leader", pages.clerk);
    pages.as = pages.clerk;
    struct response page = pages_get(&pages, "/bao-cao/2021-08/so/petitions_by_post");
    assert_int_equal(page.status, 200);
    assert_int_equal(lines_of(t, "lanh-dao-1"), 1);
    assert_true(text_starts(newest_line(t), "Hồ sơ của một số liệu, Đơn thư: 3 hồ sơ"));
    const char *there = API_ROOT "/reports/monthly/2021-08/figures/petitions_by_post/records";
    assert_int_equal(get(&asking, there).status, 200);
    assert_int_equal(lines_of(t, "quan-tri"), 1);
}
ON_BOTH(test_the_records_behind_a_figure_leave_one_line)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_shown_list_leaves_one_line_and_a_masked_one_none),
        BOTH(test_what_a_person_was_searched_for_is_not_in_the_history),
        BOTH(test_the_api_leaves_one_line_a_page),
        BOTH(test_a_record_that_is_shown_in_any_way_leaves_one_line),
        BOTH(test_a_file_of_a_record_with_personal_data_is_read_with_it),
        BOTH(test_the_records_behind_a_figure_leave_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
