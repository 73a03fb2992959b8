/* src/documents/paper_example.h
 * A short report that uses everything a paper can hold; for the tests of this room.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "documents/paper.h"

static inline void example_body(struct paper *paper)
{
    struct paper_line *line;
    paper_heading(paper, 1, "TÌNH HÌNH HOẠT ĐỘNG THÁNG 7/2021");
    paper_heading(paper, 2, "Công tác tham mưu chỉ đạo, điều hành");
    line = paper_paragraph(paper);
    paper_run(line, "Tham mưu Ủy ban nhân dân Tỉnh, Chủ tịch Ủy ban nhân dân Tỉnh một số nội dung trọng tâm như sau:",
              PAPER_PLAIN);
    paper_heading(paper, 3, "Lĩnh vực nội chính, giải quyết khiếu nại, tiếp công dân, phòng chống tham nhũng");
    line = paper_dash(paper, 1);
    paper_run(line, "Tiếp nhận và xử lý ", PAPER_PLAIN);
    paper_run_figure(
        line,
        &(struct paper_figure){ .id = "petitions_by_post",
                                .label = "Đơn gửi qua bưu điện",
                                .text = "62",
                                .link = "https://congvu.example/don-thu?source=buu-dien&received_on=2021-07" },
        PAPER_PLAIN);
    paper_run(line, " đơn gửi khiếu nại qua đường bưu điện; tiếp dân thường xuyên ", PAPER_PLAIN);
    paper_run_figure(line,
                     &(struct paper_figure){ .id = "reception_regular",
                                             .label = "Lượt tiếp dân <thường xuyên> & \"khác\"",
                                             .text = "23",
                                             .link = "/tiep-dan?kind=thuong-xuyen&received_on=2021-07" },
                     PAPER_BOLD);
    paper_run(line, " lượt.", PAPER_PLAIN);
    line = paper_dash(paper, 2);
    paper_run(line, "Trong đó có ", PAPER_PLAIN);
    paper_run_figure(line, &(struct paper_figure){ .id = "crowds", .text = "02", .link = "javascript:alert(1)" },
                     PAPER_PLAIN);
    paper_run(line, " trường hợp khiếu nại ", PAPER_PLAIN);
    paper_run(line, "đông người", PAPER_BOLD | PAPER_ITALIC);
    paper_run(line, " <chưa & đã giải quyết>.", PAPER_PLAIN);
    line = paper_dash(paper, 1);
    paper_run(
        line,
        "Ban hành quyết định về việc thiết lập cách ly y tế và huy động lực lượng để phòng, chống dịch; tạm dừng "
        "hoạt động tại một số địa phương; quy định việc di chuyển trong thời gian thực hiện giãn cách xã hội; kiện "
        "toàn Ban Chỉ đạo phòng, chống dịch bệnh; công nhận địa bàn trọng điểm về trật tự an toàn xã hội năm 2020.",
        PAPER_PLAIN);
    paper_heading(paper, 3, "Lĩnh vực kiểm soát thủ tục hành chính");
    static const char *const items[] = { "Rà soát", "Công bố", "Niêm yết", "Tập huấn", "Kiểm tra", "Tổng kết" };
    for (size_t i = 0; i < COUNT_OF(items); i++)
        paper_heading(paper, 4, items[i]);
    paper_page_break(paper);
    paper_heading(paper, 1, "NHIỆM VỤ TRỌNG TÂM THÁNG 8/2021");
    line = paper_numbered(paper, 2);
    paper_run(
        line,
        "Tham mưu ban hành các văn bản chỉ đạo, điều hành phát triển kinh tế - xã hội tháng 8; theo dõi, đôn đốc các "
        "sở, ngành, địa phương thực hiện nhiệm vụ được giao đúng hạn.",
        PAPER_PLAIN);
    line = paper_numbered(paper, 2);
    paper_run(line, "Tiếp tục thực hiện các nhiệm vụ được Chính phủ giao.", PAPER_PLAIN);
}

static inline void example_annex(struct paper *paper)
{
    static const struct paper_column columns[] = {
        { "STT", 6, PAPER_CENTRE },      { "Số liệu", 26, PAPER_LEFT },       { "Giá trị", 10, PAPER_RIGHT },
        { "Cách tính", 34, PAPER_LEFT }, { "Tử số/Mẫu số", 12, PAPER_RIGHT }, { "Chốt lúc", 12, PAPER_CENTRE },
    };
    paper_annex(paper, "PHỤ LỤC", "SỐ LIỆU CỦA BÁO CÁO", true);
    paper_heading(paper, 1, "Số liệu đã tính");
    struct paper_table *table = paper_table(paper, columns, COUNT_OF(columns));
    for (int i = 1; i <= 60; i++) {
        char number[8] = { (char)('0' + i / 10), (char)('0' + i % 10), 0 };
        const char *const cells[] = { number, "Đơn gửi qua bưu điện",
                                      "62",   "Đơn thư có nguồn đơn là Bưu điện, ngày nhận từ 01/7/2021 đến 31/7/2021",
                                      "",     "16:45 30/7/2021" };
        paper_row(table);
        for (size_t k = 0; k < COUNT_OF(cells); k++) {
            struct paper_line *cell = paper_cell(table);
            if (k == 2)
                paper_run_figure(cell,
                                 &(struct paper_figure){ .id = "petitions_by_post",
                                                         .label = "Đơn gửi qua bưu điện",
                                                         .text = cells[k],
                                                         .link = "/don-thu?source=buu-dien" },
                                 PAPER_PLAIN);
            else
                paper_run(cell, cells[k], PAPER_PLAIN);
        }
    }
}

static inline struct paper *example_paper(struct arena *mem)
{
    static const char *const recipients[] = { "CT, các Phó CT/UBND Tỉnh", "Lãnh đạo Văn phòng;",
                                              "Các phòng, ban, đơn vị trực thuộc", "Lưu: VT, HCQT (NX)." };
    static const char *const authority[] = { "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG" };
    struct paper *paper = paper_new(mem);
    paper_about(paper, &(struct paper_about){ .made = instant_from_local(day_from_civil(2021, 7, 30), 16 * 60 + 45) });
    paper_head(paper, &(struct paper_head){ .governing = "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG THÁP",
                                            .issuing = "VĂN PHÒNG",
                                            .symbol = "BC-VPUBND",
                                            .place = "Đồng Tháp",
                                            .date = { 2021, 7, 0 },
                                            .type = "BÁO CÁO" });
    paper_subject(paper, "Kết quả hoạt động tháng 7 năm 2021");
    paper_subject(paper, "và phương hướng, nhiệm vụ tháng 8 năm 2021");
    paper_period(paper, "(Số liệu từ ngày 01/7/2021 đến ngày 31/7/2021)");
    example_body(paper);
    paper_end_mark(paper);
    paper_closing(paper, &(struct paper_closing){ .recipients = recipients,
                                                  .recipient_count = COUNT_OF(recipients),
                                                  .authority = authority,
                                                  .authority_count = COUNT_OF(authority) });
    example_annex(paper);
    paper_figures(paper, "{\"figures\":[{\"id\":\"petitions_by_post\",\"value\":62,\"label\":\"a<b>&\"}]}");
    return paper;
}
