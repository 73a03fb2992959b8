/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: a member that its kind does not have let through; a word that is a section; a change of any
 * kind; the annex not counted as printed; panels left out of the queries; a panel's figures laid on one another by
 * label. */
#include "definitions/dashboard_definition.h"
#include "definitions/explain.h"
#include "definitions/test_internal.h"

static const char dashboard[] =
    "registers: [note, petition]\n"
    "soon: 5\n"
    "panels:\n"
    "  - { name: totals, kind: totals }\n"
    "  - { name: top, kind: figures, figures: [ { figure: notes, change: notes_change }, notes_rate ] }\n"
    "  - { name: far, kind: records, title: Ở xa, register: note, query: \"place=xa\", width: 6, limit: 5, nothing: "
    "Không "
    "có }\n"
    "  - { name: share, kind: parts, title: Ghi chú, whole: notes, note: \"{{value}} trong {{period}}\",\n"
    "      figures: [ { figure: petitions_by_post, label: Bưu điện, mark: late } ], rest: Khác }\n"
    "  - { name: waiting, kind: waiting, title: Chờ tôi }\n"
    "  - { name: open, kind: open, title: \"Ngày {{today}}\", width: 8 }\n"
    "  - { name: done, kind: done, title: \"Xong {{period}}\", width: 4 }\n"
    "  - { name: days, kind: days, title: Theo ngày, register: petition, query: \"source=buu-dien\", counts: Đơn }\n"
    "  - { name: kinds, kind: groups, title: Theo loại, register: note, query: \"group=open\", by: type }\n";

/* The office of the tests with a figure of kind change, and the dashboard with OLD made NEW. */
static void write_dashboard(const char *old, const char *new)
{
    copy_office();
    change_file(
        "reports/monthly.yaml", "annex: [notes, notes_rate]",
        "  - { name: notes_change, label: So với kỳ trước, count: change, figure: notes, against: notes_before }\n"
        "annex: [notes, notes_rate, notes_change]");
    write_text("office/dashboard.yaml", dashboard);
    if (old)
        change_file("dashboard.yaml", old, new);
}

static const char *faults_with(const char *old, const char *new)
{
    struct faults faults = { 0 };
    struct text all;
    write_dashboard(old, new);
    load_office(NULL, &faults);
    text_init(&all, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s%s", i ? "\n" : "", print_fault(&faults.list.items[i]));
    return all.data;
}

static void test_what_a_dashboard_names_is_there_and_each_panel_has_what_its_kind_needs(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *faults;
    } cases[] = {
        { NULL, NULL, "" },
        { "[note, petition]", "[note, petitions]",
          "dashboard.yaml:1:19: không có sổ “petitions”; có phải “petition”?" },
        { "[note, petition]", "[a, b, c, d, e, f, g, note, petition]",
          "dashboard.yaml:1:13: không có sổ “a”\ndashboard.yaml:1:13: “registers” có nhiều nhất 8 "
          "sổ\ndashboard.yaml:1:16: không có sổ “b”\n"
          "dashboard.yaml:1:19: không có sổ “c”\ndashboard.yaml:1:22: không có sổ “d”\n"
          "dashboard.yaml:1:25: không có sổ “e”\ndashboard.yaml:1:28: không có sổ “f”\n"
          "dashboard.yaml:1:31: không có sổ “g”" },
        { "registers: [note, petition]\n", "",
          "dashboard.yaml:3:5: ô “totals” kiểu totals cần “registers” ở đầu tệp\n"
          "dashboard.yaml:9:5: ô “open” kiểu open cần “registers” ở đầu tệp\n"
          "dashboard.yaml:10:5: ô “done” kiểu done cần “registers” ở đầu tệp" },
        { "soon: 5", "soon: 0", "dashboard.yaml:4:5: “soon” là số ngày làm việc, từ 1 đến 60" },
        { "kind: totals", "kind: total", "dashboard.yaml:4:27: “kind” không nhận “total”; có phải “totals”?" },
        { "kind: totals", "kind: totals, title: Tất cả",
          "dashboard.yaml:4:5: ô “totals” kiểu totals không dùng “title”" },
        { "name: top", "name: totals", "dashboard.yaml:5:13: ô “totals” đã có ở dashboard.yaml:4" },
        { "name: top", "name: Top",
          "dashboard.yaml:5:13: mã “Top” phải gồm chữ thường không dấu, số, dấu - và _, không quá 60 ký tự" },
        { "change: notes_change", "change: notes_rate",
          "dashboard.yaml:5:69: “change” phải là chỉ tiêu kiểu change, ở ô kiểu figures; ở đây là “notes_rate”" },
        { "figure: notes,", "figure: note,", "dashboard.yaml:5:54: không có chỉ tiêu “note”; có phải “notes”?" },
        { "figure: notes,", "figure: notes_before,",
          "dashboard.yaml:5:54: (cảnh báo) báo cáo “monthly” không in chỉ tiêu “notes_before” nên trang Điều hành "
          "không "
          "hiện: thêm vào “annex”" },
        { "notes_rate ]", "notes_rate, notes, notes, notes, notes, notes ]",
          "dashboard.yaml:5:5: ô “top” có nhiều nhất 6 số liệu" },
        { "register: note, query: \"place=xa\"", "register: notes, query: \"place=xa\"",
          "dashboard.yaml:6:56: không có sổ “notes”; có phải “note”?" },
        { "register: note, query: \"place=xa\", ", "register: note, ",
          "dashboard.yaml:6:5: ô “far” kiểu records phải có “query”" },
        { "query: \"place=xa\"", "query: \"writer=@me\"",
          "dashboard.yaml:6:69: trường “writer” là dữ liệu cá nhân, không dùng trong truy vấn của báo cáo" },
        { "width: 6", "width: 5", "dashboard.yaml:6:5: ô “far”: “width” là một trong: 4, 6, 8, 12 (của 12 cột)" },
        { "limit: 5", "limit: 51", "dashboard.yaml:6:5: ô “far”: “limit” phải từ 0 đến 50" },
        { "whole: notes", "whole: note", "dashboard.yaml:7:56: không có chỉ tiêu “note”; có phải “notes”?" },
        { "{{value}} trong", "{{values}} trong",
          "dashboard.yaml:7:69: không có từ “values”; ở đây được dùng: today, period, value" },
        { "Ngày {{today}}", "Ngày {{value}}",
          "dashboard.yaml:10:38: không có từ “value”; ở đây được dùng: today, period" },
        { "Xong {{period}}", "Xong {{period}",
          "dashboard.yaml:11:38: câu mẫu sai: dòng 1, cột 6: thẻ mở bằng {{ mà không có }} đóng lại" },
        { ", counts: Đơn", "", "dashboard.yaml:12:5: ô “days” kiểu days phải có “counts”" },
        { "by: type", "by: typ", "dashboard.yaml:13:93: không có trường “typ”; có phải “type”?" },
        { "by: type", "by: subject",
          "dashboard.yaml:13:93: “by” phải là trường kiểu choice, unit; “subject” có kiểu text" },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(faults_with(cases[i].old, cases[i].new), cases[i].faults);
}

static void test_a_register_of_periods_has_no_chart_by_day(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_dashboard("title: Theo ngày, register: petition, query: \"source=buu-dien\"",
                    "title: Theo ngày, register: note");
    change_file("registers/note.yaml", "name: made_on, type: date", "name: made_on, type: period");
    assert_null(load_office(NULL, &faults));
    assert_int_equal(faults.list.count, 1);
    assert_string_equal(print_fault(&faults.list.items[0]),
                        "dashboard.yaml:12:59: sổ “note” xếp theo kỳ, không theo ngày: ô kiểu days không vẽ được");
}

static void test_an_overlay_changes_leaves_out_and_replaces_panels(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    write_dashboard(NULL, NULL);
    write_text("overlay/dashboard.yaml", "registers: [petition]\nwithout: [share, kinds]\n"
                                         "panels:\n  - { name: far, title: Xa lắm }\n"
                                         "  - { name: top, figures: [ { figure: notes, label: Số ghi } ] }\n"
                                         "  - { name: last, kind: waiting, title: Việc của tôi }\n");
    const struct definitions *set = load_office("overlay", &faults);
    assert_non_null(set);
    assert_int_equal(set->dashboard->registers.count, 1);
    assert_int_equal(set->dashboard->soon, 5);
    assert_int_equal(set->dashboard->panels.count, 8);
    assert_string_equal(set->dashboard->panels.items[2].title, "Xa lắm");
    assert_int_equal(set->dashboard->panels.items[2].width, 6);
    assert_string_equal(set->dashboard->panels.items[7].name, "last");
    assert_int_equal(set->dashboard->panels.items[1].figures.count, 2);
    assert_string_equal(set->dashboard->panels.items[1].figures.items[0].label, "Số ghi");
    assert_string_equal(set->dashboard->panels.items[1].figures.items[0].change, "notes_change");
    write_text("overlay/dashboard.yaml", "replace: [panels]\npanels:\n"
                                         "  - { name: one, kind: waiting, title: Việc của tôi }\n");
    set = load_office("overlay", &faults);
    assert_non_null(set);
    assert_int_equal(set->dashboard->panels.count, 1);
    assert_string_equal(set->dashboard->panels.items[0].name, "one");
}

static void test_the_queries_of_panels_are_among_those_that_are_parsed_and_ask_nothing_personal(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    const char *found = "";
    write_dashboard(NULL, NULL);
    const struct definitions *set = load_office(NULL, &faults);
    assert_non_null(set);
    for (size_t i = 0; i < set->queries.count; i++)
        if (text_starts(set->queries.items[i].what, "panels.") && set->queries.items[i].no_personal)
            found = arena_printf(mem, "%s %s=%s", found, set->queries.items[i].what, set->queries.items[i].query);
    assert_string_equal(found, " panels.far.query=place=xa panels.days.query=source=buu-dien "
                               "panels.kinds.query=group=open");
}

static const char dashboard_text[] =
    "Trang Điều hành (/dieu-hanh)\n"
    "Theo dõi thời hạn của: Ghi chú, Đơn thư. Sắp đến hạn: còn 5 ngày làm việc.\n"
    "\n"
    "Các ô\n"
    "  totals — hồ sơ đang xử lý của các sổ trên, chia theo thời hạn\n"
    "  top — số liệu của kỳ: Số ghi chú (kèm tăng, giảm); Tỷ lệ\n"
    "  far — Ở xa: danh sách hồ sơ trong sổ Ghi chú (Nơi: Xa), 5 hồ sơ đầu\n"
    "  share — Ghi chú: các phần của “Số ghi chú”: Bưu điện; còn lại: Khác\n"
    "  waiting — Chờ tôi: hồ sơ chờ người xem làm bước tiếp\n"
    "  open — Ngày {{today}}: từng sổ trên đang xử lý bao nhiêu, chia theo thời hạn\n"
    "  done — Xong {{period}}: từng sổ trên giải quyết xong bao nhiêu trong kỳ\n"
    "  days — Theo ngày: mỗi ngày của kỳ có bao nhiêu hồ sơ trong sổ Đơn thư (Nguồn đơn: Bưu điện)\n"
    "  kinds — Theo loại: bao nhiêu hồ sơ trong sổ Ghi chú (nhóm trạng thái Mở), theo Loại\n";

static void test_the_dashboard_is_explained_in_words(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    struct text out;
    write_dashboard(NULL, NULL);
    const struct definitions *set = load_office(NULL, &faults);
    assert_non_null(set);
    text_init(&out, mem, TEXT_MAX_PAGE);
    explain_dashboard(&out, set);
    assert_string_equal(out.data, dashboard_text);
    text_init(&out, mem, TEXT_MAX_PAGE);
    explain_register(&out, set, definitions_register(set, "note"));
    assert_true(text_ends(out.data, "\nTrang Điều hành: theo dõi thời hạn; “Ở xa”; “Theo loại”\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_a_dashboard_names_is_there_and_each_panel_has_what_its_kind_needs),
        TEST(test_a_register_of_periods_has_no_chart_by_day),
        TEST(test_an_overlay_changes_leaves_out_and_replaces_panels),
        TEST(test_the_queries_of_panels_are_among_those_that_are_parsed_and_ask_nothing_personal),
        TEST(test_the_dashboard_is_explained_in_words),
    };
    return cmocka_run_group_tests_name("definitions: check_dashboard", tests, NULL, NULL);
}
