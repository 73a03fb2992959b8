/* SPDX-License-Identifier: Apache-2.0 */
#include "web/routes.h"

#include "base/attributes.h"
#include "records/assignment.h"
#include "records/attachment.h"
#include "records/comment.h"
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
    { READS, .path = "/{register}/giao", .may = ACT_ASSIGN, .inputs = { { "id", INPUT_ID, .repeated = true } },
      PAGE(bulk_assign_page, "biểu mẫu phân công các hồ sơ đã chọn") },
    { WRITES, .path = "/{register}/giao", .may = ACT_ASSIGN, .again = bulk_assign_again,
      .inputs = { { "id", INPUT_ID, .repeated = true },
                  { "to", INPUT_TEXT, .max = 100, .label = "Người nhận" },
                  { "role", INPUT_TEXT, .max = 20, .label = "Vai trò" },
                  { "due", INPUT_DATE, .label = "Hạn xử lý" },
                  { "opinion", INPUT_TEXT, .max = ASSIGNMENT_WORDS_MAX, .label = "Ý kiến chỉ đạo" } },
      PAGE(bulk_assign_post, "phân công các hồ sơ đã chọn") },
    { READS, .path = "/tim-kiem", .may = ACT_SIGNED_IN,
      .inputs = { { "q", INPUT_TEXT, .max = 1000, .label = "Từ khóa" }, { "after", INPUT_ID } },
      PAGE(search_page, "tìm trong mọi sổ được xem") },
    /* --- one record ------------------------------------------------------------------------------------------------
     */
    { READS, .path = "/{register}/moi", .may = ACT_CREATE, .open_inputs = true, PAGE(entry_page, "biểu mẫu vào sổ") },
    { WRITES, .path = "/{register}/moi", .may = ACT_CREATE, .open_inputs = true, .again = entry_again,
      PAGE(entry_post, "vào sổ một hồ sơ") },
    { READS, .path = "/{register}/{id}", .may = ACT_READ, .inputs = { { "before", INPUT_INTEGER } },
      PAGE(record_page, "trang của một hồ sơ") },
    { READS, .path = "/{register}/{id}/thoi-han", .may = ACT_READ, PAGE(due_page, "cách tính hạn, từng ngày") },
    { READS, .path = "/{register}/{id}/sua", .may = ACT_CHANGE, PAGE(change_page, "biểu mẫu sửa thông tin") },
    { WRITES, .path = "/{register}/{id}/sua", .may = ACT_CHANGE, .open_inputs = true, .again = change_again,
      PAGE(change_post, "sửa thông tin của hồ sơ") },
    { READS, .path = "/{register}/{id}/buoc/{step}", .may = ACT_READ, PAGE(step_page, "biểu mẫu của một bước") },
    { WRITES, .path = "/{register}/{id}/buoc/{step}", .may = ACT_READ, .open_inputs = true, .again = step_again,
      PAGE(step_post, "làm một bước, hoặc hủy hồ sơ") },
    { READS, .path = "/{register}/{id}/giao", .may = ACT_ASSIGN, PAGE(assign_page, "biểu mẫu chuyển xử lý") },
    { WRITES, .path = "/{register}/{id}/giao", .may = ACT_ASSIGN, .again = assign_again,
      .inputs = { { "to", INPUT_TEXT, .max = 100, .label = "Người nhận" },
                  { "role", INPUT_TEXT, .max = 20, .label = "Vai trò" },
                  { "due", INPUT_DATE, .label = "Hạn xử lý" },
                  { "opinion", INPUT_TEXT, .max = ASSIGNMENT_WORDS_MAX, .label = "Ý kiến chỉ đạo" } },
      PAGE(assign_post, "chuyển hồ sơ cho người, chức vụ hoặc đơn vị") },
    { WRITES, .path = "/{register}/{id}/giao/{assignment}/xong", .may = ACT_READ, .again = record_again,
      .inputs = { { "words", INPUT_TEXT, .max = ASSIGNMENT_WORDS_MAX, .label = "Kết quả" } },
      PAGE(assignment_finish_post, "báo đã xong việc được giao") },
    { WRITES, .path = "/{register}/{id}/giao/{assignment}/thu-hoi", .may = ACT_READ, .again = record_again,
      PAGE(assignment_withdraw_post, "thu hồi việc đã giao khi chưa xem") },
    { WRITES, .path = "/{register}/{id}/nhan-xet", .may = ACT_COMMENT, .again = record_again,
      .inputs = { { "words", INPUT_TEXT, .max = COMMENT_MAX, .label = "Ý kiến" } }, PAGE(comment_post, "ghi ý kiến") },
    { WRITES, .path = "/{register}/{id}/tep", .may = ACT_ATTACH, .files = true, .again = record_again,
      .inputs = { { "file", INPUT_FILE, .max = ATTACHMENT_NAME_MAX, .label = "Tệp" } },
      PAGE(upload_post, "đính kèm tệp") },
    { READS, .path = "/{register}/{id}/lien-ket", .may = ACT_CHANGE, PAGE(link_page, "biểu mẫu liên kết") },
    { WRITES, .path = "/{register}/{id}/lien-ket", .may = ACT_CHANGE, .again = link_again,
      .inputs = { { "kind", INPUT_TEXT, .max = 40, .label = "Loại liên kết" },
                  { "record", INPUT_TEXT, .max = 300, .label = "Hồ sơ kia" },
                  { "in", INPUT_TEXT, .max = 60, .label = "Thuộc sổ" } },
      PAGE(link_post, "liên kết với hồ sơ khác") },
    { READS, .path = "/tep/{id}", .may = ACT_READ, PAGE(download_page, "tải một tệp đính kèm về") },
    { READS, .path = "/tep/{id}/rut", .may = ACT_WITHDRAW_FILE, PAGE(withdraw_file_page, "hỏi lý do rút tệp") },
    { WRITES, .path = "/tep/{id}/rut", .may = ACT_WITHDRAW_FILE, .again = withdraw_file_again,
      .inputs = { { "reason", INPUT_TEXT, .max = 1000, .label = "Lý do" } },
      PAGE(withdraw_file_post, "rút tệp khỏi hồ sơ, kèm lý do") },
};
const size_t web_route_count = COUNT_OF(web_routes);
