/* SPDX-License-Identifier: Apache-2.0 */
#include "web/routes.h"

#include "base/attributes.h"
#include "web/pages.h"

#define PAGE(handler, words) .kind = ROUTE_PAGE, .handle = (handler), .help = (words)
#define READS                .method = HTTP_GET, .csrf = CSRF_NONE, .work = SERVER_WORKER
#define WRITES               .method = HTTP_POST, .csrf = CSRF_FORM, .work = SERVER_WORKER

const struct route web_routes[] = {
    /* --- who ------------------------------------------------------------------------------------------------------ */
    { READS, .path = "/", .may = ACT_SIGNED_IN, PAGE(front_page, "trang đầu: Việc của tôi") },
    { READS, .path = "/dang-nhap", .may = ACT_ANYONE, .inputs = { { "next", INPUT_TEXT, .max = 2000 } },
      PAGE(sign_in_page, "biểu mẫu đăng nhập") },
    { WRITES, .path = "/dang-nhap", .may = ACT_ANYONE, .most_body = 1 << 20,
      .inputs = { { "login", INPUT_TEXT, .required = true, .max = 64, .label = "Tên đăng nhập" },
                  { "password", INPUT_TEXT, .required = true, .max = PASSWORD_MAX, .label = "Mật khẩu" },
                  { "next", INPUT_TEXT, .max = 2000 },
                  { "kept_path", INPUT_TEXT, .max = 2000 },
                  { "kept_form", INPUT_TEXT, .max = KEPT_FORM_MAX } },
      .again = sign_in_again, PAGE(sign_in_post, "đăng nhập") },
    { WRITES, .path = "/dang-xuat", .may = ACT_SIGNED_IN, PAGE(sign_out_post, "đăng xuất") },
    /* --- my work ---------------------------------------------------------------------------------------------------
     */
    { READS, .path = "/viec-cua-toi", .may = ACT_SIGNED_IN,
      .inputs = { { "register", INPUT_TEXT, .max = 60 }, { "due", INPUT_TEXT, .max = 20 }, { "after", INPUT_ID } },
      PAGE(inbox_page, "việc của tôi, theo hạn") },
    { READS, .path = "/dieu-hanh", .may = ACT_DASHBOARD, .inputs = { { "period", INPUT_TEXT, .max = 30 } },
      PAGE(dashboard_page, "điều hành: thời hạn và số liệu của tháng") },
    /* --- the report ------------------------------------------------------------------------------------------------
     */
    { READS, .path = "/bao-cao", .may = ACT_REPORT, .inputs = { { "period", INPUT_TEXT, .max = 30 } },
      PAGE(report_front_page, "báo cáo của tháng vừa qua") },
    { READS, .path = "/bao-cao/{period}", .may = ACT_REPORT, .inputs = { { "figure", INPUT_TEXT, .max = 60 } },
      PAGE(report_page, "báo cáo của một kỳ, mỗi con số là một liên kết") },
    { READS, .path = "/bao-cao/{period}/xuat.docx", .may = ACT_REPORT, PAGE(report_docx, "báo cáo dạng .docx") },
    { READS, .path = "/bao-cao/{period}/so/{figure}", .may = ACT_REPORT,
      .inputs = { { "after", INPUT_TEXT, .max = 20 } }, PAGE(figure_page, "một số liệu: cách tính và hồ sơ") },
    /* --- the registers ---------------------------------------------------------------------------------------------
     */
    { READS, .path = "/{register}", .may = ACT_READ, .open_inputs = true,
      PAGE(list_page, "danh sách của một sổ; tham số là ngôn ngữ truy vấn") },
    { READS, .path = "/{register}.csv", .may = ACT_EXPORT, .open_inputs = true,
      PAGE(export_csv, "danh sách dạng .csv") },
    { READS, .path = "/{register}/so/{a}", .may = ACT_READ, PAGE(number_page, "hồ sơ theo số") },
    { READS, .path = "/{register}/so/{a}/{b}", .may = ACT_READ, PAGE(number_page, "hồ sơ theo năm và số") },
    { READS, .path = "/{register}/so/{a}/{b}/{c}", .may = ACT_READ, PAGE(number_page, "hồ sơ theo dãy số và số") },
    { READS, .path = "/{register}/so/{a}/{b}/{c}/{d}", .may = ACT_READ, PAGE(number_page, "hồ sơ theo dãy số và số") },
    { READS, .path = "/tim-kiem", .may = ACT_SIGNED_IN,
      .inputs = { { "q", INPUT_TEXT, .max = 1000, .label = "Từ khóa" }, { "after", INPUT_ID } },
      PAGE(search_page, "tìm trong mọi sổ được xem") },
};
const size_t web_route_count = COUNT_OF(web_routes);
