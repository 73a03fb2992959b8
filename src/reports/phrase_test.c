/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/phrase.h"

#include "reports/testing_reports.h"

static struct arena *mem;
static const struct definitions *office;
static const struct report_definition *report;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    office = testing_reports_office(mem);
    report = definitions_report(office, "month");
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const char *titled(const char *verb, const char *title)
{
    return phrase_title(mem, office, report, verb, title);
}

static void test_openings_are_stripped_however_many(void **state)
{
    (void)state;
    assert_string_equal(titled("Chỉ đạo", "V/v tăng cường phòng dịch"), "tăng cường phòng dịch");
    assert_string_equal(titled("Chỉ đạo", "V/v: tăng cường phòng dịch."), "tăng cường phòng dịch");
    assert_string_equal(titled("Ban hành", "Về việc ban hành Kế hoạch cấp nước"), "kế hoạch cấp nước");
    assert_string_equal(titled("Ban hành", "VỀ VIỆC Ban hành Kế hoạch cấp nước;"), "kế hoạch cấp nước");
    assert_string_equal(titled("Chỉ đạo", "Về việcc lạ"), "về việcc lạ");
    assert_string_equal(titled("Chỉ đạo", "V/v"), "v/v");
    assert_string_equal(titled(NULL, ""), "");
    assert_string_equal(titled(NULL, NULL), "");
}

static void test_the_verb_is_not_said_twice(void **state)
{
    (void)state;
    assert_string_equal(titled("Báo cáo", "Báo cáo kết quả quý II"), "kết quả quý II");
    assert_string_equal(titled("Chỉ đạo", "Báo cáo kết quả quý II"), "báo cáo kết quả quý II");
}

static void test_names_and_abbreviations_keep_their_capital(void **state)
{
    (void)state;
    assert_string_equal(titled(NULL, "Đồng Tháp đón đầu tư"), "Đồng Tháp đón đầu tư");
    assert_string_equal(titled(NULL, "Cao Lãnh đón đầu tư"), "Cao Lãnh đón đầu tư");
    assert_string_equal(titled(NULL, "Phố Cao Lãnh"), "phố Cao Lãnh");
    assert_string_equal(titled(NULL, "Ban Chỉ đạo phòng dịch"), "Ban Chỉ đạo phòng dịch");
    assert_string_equal(titled(NULL, "Phòng Kinh tế chủ trì"), "Phòng Kinh tế chủ trì");
    assert_string_equal(titled(NULL, "Phòng Kinh tếx"), "phòng Kinh tếx");
    assert_string_equal(titled(NULL, "TTHC trễ hạn"), "TTHC trễ hạn");
    assert_string_equal(titled(NULL, "Covid-19 tại tỉnh"), "Covid-19 tại tỉnh");
    assert_string_equal(titled(NULL, "ĐTM dự án"), "ĐTM dự án");
    assert_string_equal(titled(NULL, "“Đề án” mới"), "“Đề án” mới");
    assert_string_equal(titled(NULL, "Điều chỉnh quy hoạch"), "điều chỉnh quy hoạch");
}

static void test_own_words_stay_as_they_are(void **state)
{
    (void)state;
    assert_string_equal(phrase_own(mem, " Về việc của riêng mình; "), "Về việc của riêng mình");
}

static const char *joined(const char *a, const char *b, const char *c)
{
    const char *const items[] = { a, b, c };
    return phrase_join(mem, office, report, items, c ? 3 : b ? 2 : 1);
}

static void test_a_tail_that_all_repeat_stays_with_the_last(void **state)
{
    (void)state;
    assert_string_equal(joined("cấp nước trên địa bàn tỉnh Đồng Tháp", "thu gom rác trên địa bàn tỉnh Đồng Tháp", NULL),
                        "cấp nước; thu gom rác trên địa bàn tỉnh Đồng Tháp");
    assert_string_equal(joined("cấp nước trên địa bàn Tỉnh", "thu gom rác trên địa bàn tỉnh", NULL),
                        "cấp nước; thu gom rác trên địa bàn tỉnh");
    assert_string_equal(joined("cấp nước trên địa bàn tỉnh Đồng Tháp năm 2021",
                               "thu gom rác trên địa bàn tỉnh Đồng Tháp năm 2021", NULL),
                        "cấp nước; thu gom rác trên địa bàn tỉnh Đồng Tháp năm 2021");
    assert_string_equal(joined("cấp nước năm 2021", "thu gom rác", "trồng cây năm 2021"),
                        "cấp nước năm 2021; thu gom rác; trồng cây năm 2021");
    assert_string_equal(joined("cấp nước năm 2021", NULL, NULL), "cấp nước năm 2021");
    assert_string_equal(joined("cấp nước năm 2021", "năm 2021", NULL), "cấp nước năm 2021; năm 2021");
    assert_string_equal(joined("tổng kết 5năm 2021", "sơ kết 5năm 2021", NULL), "tổng kết 5năm 2021; sơ kết 5năm 2021");
}

static void test_a_type_of_document_is_said_once_in_a_row(void **state)
{
    (void)state;
    assert_string_equal(joined("quyết định thành lập tổ a", "quyết định kiện toàn ban b", "kế hoạch c"),
                        "quyết định thành lập tổ a; kiện toàn ban b; kế hoạch c");
    assert_string_equal(joined("quyết định a", "kế hoạch b", "quyết định c"), "quyết định a; kế hoạch b; quyết định c");
    assert_string_equal(joined("quyết định a", "thành lập b", "quyết định c"),
                        "quyết định a; thành lập b; quyết định c");
    assert_string_equal(joined("kế hoạch", "kế hoạch", NULL), "kế hoạch; kế hoạch");
}

static void test_nothing_joins_to_nothing(void **state)
{
    (void)state;
    assert_string_equal(phrase_join(mem, office, report, NULL, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_openings_are_stripped_however_many),
        cmocka_unit_test(test_the_verb_is_not_said_twice),
        cmocka_unit_test(test_names_and_abbreviations_keep_their_capital),
        cmocka_unit_test(test_own_words_stay_as_they_are),
        cmocka_unit_test(test_a_tail_that_all_repeat_stays_with_the_last),
        cmocka_unit_test(test_a_type_of_document_is_said_once_in_a_row),
        cmocka_unit_test(test_nothing_joins_to_nothing),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
