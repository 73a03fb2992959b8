/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/explain.h"
#include "definitions/test_internal.h"

static const char petition_text[] =
    "Đơn thư (petition), đường dẫn /don-thu\n"
    "Căn cứ: Luật Khiếu nại 2011; Luật Tố cáo 2018; TT 05/2021/TT-TTCP\n"
    "Số: Sổ đơn thư, mẫu {seq:2}/{year}-{kind.short}\n"
    "Thuộc kỳ theo: Ngày nhận. Tiêu đề: Trích yếu.\n"
    "\n"
    "Trường\n"
    "  received_on — Ngày nhận: ngày; bắt buộc\n"
    "  source — Nguồn đơn: chọn một\n"
    "      Bưu điện (buu-dien), Trực tiếp (truc-tiep), Cơ quan khác chuyển đến (chuyen-den)\n"
    "  sender — Người gửi: họ tên; dữ liệu cá nhân\n"
    "  kind — Loại đơn: chọn một; ghi ở bước “Phân loại”\n"
    "      theo danh mục “Loại đơn” (petition-kinds, 2 mục)\n"
    "  summary — Trích yếu: chữ; bắt buộc\n"
    "\n"
    "Trạng thái\n"
    "  received — Mới nhận: đang giải quyết; trạng thái đầu; chờ bước “Phân loại”\n"
    "  screened — Đã phân loại: đang giải quyết; chờ bước “Thụ lý”\n"
    "  accepted — Đã thụ lý: đang giải quyết\n"
    "  decided — Đã có quyết định: đã giải quyết\n"
    "\n"
    "Bước xử lý\n"
    "  screen — Phân loại: từ Mới nhận sang Đã phân loại\n"
    "      ai: Chuyên viên\n"
    "      phải có: Loại đơn\n"
    "  accept — Thụ lý: từ Đã phân loại sang Đã thụ lý\n"
    "      ai: Lãnh đạo\n"
    "      chỉ khi: Loại đơn: Khiếu nại\n"
    "        nếu không: “Đơn này không phải là khiếu nại”\n"
    "      bắt đầu tính thời hạn “settle”\n"
    "  decide — Ra quyết định giải quyết: từ Đã thụ lý sang Đã có quyết định\n"
    "      ai: Lãnh đạo\n"
    "      kết thúc thời hạn “settle”\n"
    "\n"
    "Ai được làm gì\n"
    "  Văn thư: xem hồ sơ của cả cơ quan; vào sổ, sửa (với mọi hồ sơ được xem)\n"
    "  Chuyên viên: xem hồ sơ của đơn vị mình và đơn vị cấp dưới; sửa, làm các bước của mình (hồ sơ của đơn vị mình "
    "hoặc "
    "được giao)\n"
    "  Lãnh đạo: xem hồ sơ của mọi cơ quan, độ mật: thuong, mat; làm các bước của mình (hồ sơ của đơn vị mình hoặc "
    "được "
    "giao)\n"
    "\n"
    "Thời hạn\n"
    "  settle: theo bảng complaint-first-instance; tính từ ngày thực hiện bước; căn cứ Luật Khiếu nại 2011 Điều 28\n"
    "      thông thường: 30 ngày, đến hết 31/12/2021 (Luật Khiếu nại 2011 Điều 28; đã đối chiếu)\n"
    "      thông thường: 45 ngày, từ 01/01/2022 (Luật Khiếu nại 2011 Điều 28; theo trí nhớ, cần đối chiếu)\n"
    "\n"
    "Chỉ tiêu\n"
    "  petitions_by_post — Đơn gửi qua bưu điện: đếm hồ sơ trong sổ Đơn thư (Nguồn đơn: Bưu điện; Ngày nhận trong "
    "kỳ)\n";

static const struct definitions *load(void)
{
    struct err err = { 0 };
    struct faults faults = { 0 };
    const struct definitions *set = definitions_load(mem, OFFICE, NULL, &faults, &err);
    assert_non_null(set);
    return set;
}

static void test_a_register_is_explained_in_words(void **state)
{
    (void)state;
    struct text out;
    const struct definitions *set = load();
    text_init(&out, mem, TEXT_MAX_PAGE);
    explain_register(&out, set, definitions_register(set, "petition"));
    assert_string_equal(out.data, petition_text);
}

static void test_groups_and_the_way_are_explained(void **state)
{
    (void)state;
    struct text out;
    const struct definitions *set = load();
    struct register_definition note = *definitions_register(set, "note");
    static const char *fields[] = { "size", "place" }, *way[] = { "open", "done" };
    struct field_group group = { .label = "Tả", .fields = { fields, COUNT_OF(fields) } };
    note.groups.items = &group;
    note.groups.count = 1;
    note.way = (struct text_list){ way, COUNT_OF(way) };
    text_init(&out, mem, TEXT_MAX_PAGE);
    explain_register(&out, set, &note);
    assert_non_null(strstr(out.data, "\nNhóm trường trên biểu mẫu và trang hồ sơ\n  Tả: Cỡ, Nơi\n"));
    assert_non_null(strstr(out.data, "\n  đường đi thường gặp: Mở → Xong\n"));
}

static void test_the_diagram_has_states_and_steps(void **state)
{
    (void)state;
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    explain_dot(&out, definitions_register(load(), "note"));
    assert_string_equal(out.data, "digraph \"note\" {\n"
                                  "    rankdir=LR;\n"
                                  "    node [shape=box, fontname=\"sans-serif\"];\n"
                                  "    edge [fontname=\"sans-serif\"];\n"
                                  "    \"open\" [label=\"Mở\"];\n"
                                  "    \"done\" [label=\"Xong\", peripheries=2];\n"
                                  "    \"open\" -> \"done\" [label=\"Kết thúc\"];\n"
                                  "    \"done\" -> \"open\" [label=\"Mở lại\"];\n"
                                  "}\n");
}

static void test_a_figure_is_one_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
    } cases[] = {
        { "notes", "đếm hồ sơ trong sổ Ghi chú (Ngày trong kỳ)" },
        { "notes_size", "cộng “Cỡ” trong sổ Ghi chú (Ngày trong kỳ); đơn vị tính: trang" },
        { "notes_rate", "tỷ lệ phần trăm notes / petitions_by_post" },
        { "notes_before", "notes của kỳ trước" },
    };
    const struct definitions *set = load();
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct text out;
        text_init(&out, mem, TEXT_MAX_PAGE);
        explain_figure(&out, definitions_figure(set, cases[i].name));
        assert_string_equal(out.data, cases[i].text);
    }
}

static void test_a_query_is_told_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *query, *text;
    } cases[] = {
        { "place=gan,xa&made_on=@period", "Nơi: Gần hoặc Xa; Ngày trong kỳ" },
        { "place=!xa", "Nơi: không phải Xa" },
        { "made_on=2021-07-01..2021-07-31", "Ngày: từ 01/07/2021 đến 31/07/2021" },
        { "size=5..", "Cỡ: từ 5 trở đi" },
        { "made_on=..@cutoff", "Ngày: đến ngày chốt số liệu" },
        { "entered.done=@period&verdict=early,on-time",
          "chuyển sang “Xong” trong kỳ; xét hạn: trước hạn hoặc đúng hạn" },
        { "entered.resolved=..@cutoff", "chuyển sang “đã giải quyết” đến ngày chốt số liệu" },
        { "subject=\"a, b&c\"", "Nội dung: “a, b&c”" },
        { "open_at=@before", "đang giải quyết vào ngày trước kỳ" },
        { "colour=red", "colour red" },
        { "odd", "odd" },
        { "", "" },
    };
    const struct register_definition *note = definitions_register(load(), "note");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct text out;
        text_init(&out, mem, TEXT_MAX_PAGE);
        explain_query(&out, note, cases[i].query);
        assert_string_equal(out.data, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_register_is_explained_in_words), TEST(test_groups_and_the_way_are_explained),
        TEST(test_the_diagram_has_states_and_steps), TEST(test_a_figure_is_one_sentence),
        TEST(test_a_query_is_told_in_words),
    };
    return cmocka_run_group_tests_name("definitions: explain", tests, NULL, NULL);
}
