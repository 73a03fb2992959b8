/* SPDX-License-Identifier: Apache-2.0 */
#include "web/routes.h"

#include "base/attributes.h"
#include "handling/assignment.h"
#include "handling/attachment.h"
#include "handling/comment.h"
#include "handling/direction.h"
#include "records/calendar_days.h"
#include "records/pick.h"
#include "web/pages.h"

#define PAGE(handler, words) .kind = ROUTE_PAGE, .handle = (handler), .help = (words)
#define READS                .method = HTTP_GET, .csrf = CSRF_NONE, .work = SERVER_WORKER
#define WRITES               .method = HTTP_POST, .csrf = CSRF_FORM, .work = SERVER_WORKER

/* what stands in an account, on the form of a new one and of one that is there */
#define PICK_INPUTS(name)                                                                                              \
    { "_find." name, INPUT_TEXT, .max = 60 }, { "_pick." name, INPUT_TEXT, .max = PICK_TEXT_MAX },                     \
    {                                                                                                                  \
        "_asked." name, INPUT_TEXT, .max = PICK_TEXT_MAX                                                               \
    }

#define ACCOUNT_INPUTS                                                                                                 \
    { "name", INPUT_TEXT, .required = true, .max = ACCOUNT_TEXT_MAX, .label = "Họ tên" },                              \
        { "unit", INPUT_TEXT, .required = true, .max = PICK_TEXT_MAX, .label = "Đơn vị" }, PICK_INPUTS("unit"),        \
        { "title", INPUT_TEXT, .max = ACCOUNT_TEXT_MAX, .label = "Chức danh" },                                        \
    {                                                                                                                  \
        "roles", INPUT_TEXT, .repeated = true, .max = 60, .label = "Vai trò"                                          \
    }
#define SESSION_ID                                                                                                     \
    {                                                                                                                  \
        "id", INPUT_TEXT, .required = true, .max = HASH_HEX_SIZE, .label = "Phiên"                                    \
    }

/* beside a control that chooses (web/form.h): the finding button, what was ticked, what that was offered for */
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
      .inputs = { { "register", INPUT_TEXT, .max = 60 },
                  { "step", INPUT_TEXT, .max = 60 },
                  { "due", INPUT_TEXT, .max = 20 },
                  { "after", INPUT_ID } },
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
    { READS, .path = "/{register}/chon", .may = ACT_READ,
      .inputs = { { "field", INPUT_TEXT, .required = true, .max = 60 },
                  { "q", INPUT_TEXT, .max = PICK_TEXT_MAX },
                  { "on", INPUT_TEXT, .max = 60 } },
      PAGE(pick_page, "những mục khớp với chữ đang gõ, dạng JSON") },
    { READS, .path = "/chon", .may = ACT_SIGNED_IN,
      .inputs = { { "field", INPUT_TEXT, .required = true, .max = 60 },
                  { "q", INPUT_TEXT, .max = PICK_TEXT_MAX },
                  { "on", INPUT_TEXT, .max = 60 } },
      PAGE(pick_office_page, "những đơn vị hoặc người khớp với chữ đang gõ, dạng JSON") },
    { READS, .path = "/{register}/giao", .may = ACT_ASSIGN, .inputs = { { "id", INPUT_ID, .repeated = true } },
      PAGE(bulk_assign_page, "biểu mẫu phân công các hồ sơ đã chọn") },
    { WRITES, .path = "/{register}/giao", .may = ACT_ASSIGN, .open_inputs = true, .again = bulk_assign_again,
      .inputs = { { "id", INPUT_ID, .repeated = true },
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
    { READS, .path = "/{register}/{id}/thoi-han", .may = ACT_READ, PAGE(due_page, "cách tính hạn, từng ngày"),
      .inputs = { { "as_of", INPUT_DATE, .label = "Xem theo ngày" } } },
    { READS, .path = "/{register}/{id}/sua", .may = ACT_CHANGE, PAGE(change_page, "biểu mẫu sửa thông tin") },
    { WRITES, .path = "/{register}/{id}/sua", .may = ACT_CHANGE, .open_inputs = true, .again = change_again,
      PAGE(change_post, "sửa thông tin của hồ sơ") },
    { READS, .path = "/{register}/{id}/buoc/{step}", .may = ACT_READ, PAGE(step_page, "biểu mẫu của một bước") },
    { WRITES, .path = "/{register}/{id}/buoc/{step}", .may = ACT_READ, .open_inputs = true, .again = step_again,
      PAGE(step_post, "làm một bước, hoặc hủy hồ sơ") },
    { WRITES, .path = "/{register}/{id}/hoan-tac", .may = ACT_READ, .again = record_again,
      PAGE(undo_post, "hoàn tác bước mình vừa làm, trong 30 giây") },
    { READS, .path = "/{register}/{id}/giao", .may = ACT_ASSIGN,
      .inputs = { { "same", INPUT_YES_NO, .label = "Như lần trước" } }, PAGE(assign_page, "biểu mẫu chuyển xử lý") },
    { WRITES, .path = "/{register}/{id}/giao", .may = ACT_ASSIGN, .open_inputs = true, .again = assign_again,
      .inputs = { { "due", INPUT_DATE, .label = "Hạn xử lý" },
                  { "opinion", INPUT_TEXT, .max = ASSIGNMENT_WORDS_MAX, .label = "Ý kiến chỉ đạo" } },
      PAGE(assign_post, "chuyển hồ sơ cho người, chức vụ hoặc đơn vị") },
    { WRITES, .path = "/{register}/{id}/giao/{assignment}/xong", .may = ACT_READ, .again = record_again,
      .inputs = { { "words", INPUT_TEXT, .max = ASSIGNMENT_WORDS_MAX, .label = "Kết quả" } },
      PAGE(assignment_finish_post, "báo đã xong việc được giao") },
    { WRITES, .path = "/{register}/{id}/giao/{assignment}/chuyen-tra", .may = ACT_READ, .again = record_again,
      .inputs = { { "words", INPUT_TEXT, .max = ASSIGNMENT_WORDS_MAX, .label = "Lý do" } },
      PAGE(assignment_pass_back_post, "chuyển trả việc được giao về cấp trên, có lý do") },
    { WRITES, .path = "/{register}/{id}/giao/{assignment}/tra-lai", .may = ACT_READ, .again = record_again,
      .inputs = { { "words", INPUT_TEXT, .max = ASSIGNMENT_WORDS_MAX, .label = "Lý do" } },
      PAGE(assignment_return_post, "trả lại nơi gửi việc giao nhầm, có lý do") },
    { WRITES, .path = "/{register}/{id}/giao/{assignment}/thu-hoi", .may = ACT_READ, .again = record_again,
      PAGE(assignment_withdraw_post, "thu hồi việc đã giao khi chưa xem") },
    { WRITES, .path = "/{register}/{id}/chi-dao", .may = ACT_DIRECT, .again = record_again,
      .inputs = { { "words", INPUT_TEXT, .max = ASSIGNMENT_WORDS_MAX, .label = "Ý kiến chỉ đạo" },
                  { "speaker", INPUT_TEXT, .max = DIRECTION_SPEAKER_MAX, .label = "Người chỉ đạo" },
                  { "said_on", INPUT_DATE, .label = "Ngày chỉ đạo" },
                  { "source", INPUT_TEXT, .max = 20, .label = "Cách chỉ đạo" },
                  { "tasks", INPUT_TEXT, .max = 3 } },
      PAGE(direction_post, "ghi ý kiến chỉ đạo, bút phê") },
    { READS, .path = "/{register}/{id}/chi-dao/{direction}", .may = ACT_DIRECT,
      PAGE(direction_tasks_page, "biểu mẫu giao nhiệm vụ theo một ý kiến chỉ đạo") },
    { WRITES, .path = "/{register}/{id}/chi-dao/{direction}", .may = ACT_DIRECT, .again = direction_tasks_again,
      .open_inputs = true, .inputs = { { "due", INPUT_DATE, .label = "Hạn xử lý" } },
      PAGE(direction_tasks_post, "giao nhiệm vụ theo ý kiến chỉ đạo, mỗi nơi chủ trì một nhiệm vụ") },
    { WRITES, .path = "/{register}/{id}/nhan-xet", .may = ACT_COMMENT, .again = record_again,
      .inputs = { { "words", INPUT_TEXT, .max = COMMENT_MAX, .label = "Ý kiến" } }, PAGE(comment_post, "ghi ý kiến") },
    { WRITES, .path = "/{register}/{id}/tep", .may = ACT_ATTACH, .files = true, .again = record_again,
      .inputs = { { "file", INPUT_FILE, .max = ATTACHMENT_NAME_MAX, .label = "Tệp" } },
      PAGE(upload_post, "đính kèm tệp") },
    { READS, .path = "/{register}/{id}/lien-ket", .may = ACT_CHANGE, PAGE(link_page, "biểu mẫu liên kết") },
    { WRITES, .path = "/{register}/{id}/lien-ket", .may = ACT_CHANGE, .again = link_again,
      .inputs = { { "kind", INPUT_TEXT, .max = 40, .label = "Loại liên kết" },
                  { "record", INPUT_TEXT, .max = PICK_TEXT_MAX, .label = "Hồ sơ kia" },
                  PICK_INPUTS("record"),
                  { "in", INPUT_TEXT, .max = 60, .label = "Thuộc sổ" } },
      PAGE(link_post, "liên kết với hồ sơ khác") },
    { READS, .path = "/tep/{id}", .may = ACT_READ, PAGE(download_page, "tải một tệp đính kèm về") },
    { READS, .path = "/tep/{id}/rut", .may = ACT_WITHDRAW_FILE, PAGE(withdraw_file_page, "hỏi lý do rút tệp") },
    { WRITES, .path = "/tep/{id}/rut", .may = ACT_WITHDRAW_FILE, .again = withdraw_file_again,
      .inputs = { { "reason", INPUT_TEXT, .max = 1000, .label = "Lý do" } },
      PAGE(withdraw_file_post, "rút tệp khỏi hồ sơ, kèm lý do") },
    /* --- the own account ---------------------------------------------------------------------------------------------
     */
    { READS, .path = "/tai-khoan", .may = ACT_SIGNED_IN,
      PAGE(account_page, "tài khoản của mình: giao diện, phiên, mã") },
    { WRITES, .path = "/tai-khoan/giao-dien", .may = ACT_SIGNED_IN, .again = account_again,
      .inputs = { { "theme", INPUT_TEXT, .max = 20, .label = "Màu nền" },
                  { "density", INPUT_TEXT, .max = 20, .label = "Danh sách" },
                  { "keys", INPUT_TEXT, .max = 20, .label = "Phím tắt một chữ" } },
      PAGE(account_taste_post, "chọn màu nền, cỡ dòng, phím tắt cho trình duyệt này") },
    { WRITES, .path = "/tai-khoan/phien", .may = ACT_SIGNED_IN, .inputs = { SESSION_ID },
      PAGE(account_session_post, "kết thúc một phiên hoặc mã truy cập của mình") },
    { READS, .path = "/tai-khoan/phien-khac", .may = ACT_SIGNED_IN,
      PAGE(account_others_page, "hỏi trước khi kết thúc các phiên khác") },
    { WRITES, .path = "/tai-khoan/phien-khac", .may = ACT_SIGNED_IN, .again = account_others_again,
      PAGE(account_others_post, "kết thúc mọi phiên khác của mình") },
    { WRITES, .path = "/tai-khoan/ma-truy-cap", .may = ACT_SIGNED_IN, .again = account_again,
      .inputs = { { "name", INPUT_TEXT, .required = true, .max = ACCOUNT_TEXT_MAX, .label = "Tên" },
                  { "days", INPUT_INTEGER, .required = true, .max = TOKEN_DAYS_MAX, .label = "Số ngày có hiệu lực" } },
      PAGE(account_token_post, "tạo mã truy cập cho một chương trình") },
    { READS, .path = "/tai-khoan/mat-khau", .may = ACT_SIGNED_IN, PAGE(password_page, "biểu mẫu đổi mật khẩu") },
    { WRITES, .path = "/tai-khoan/mat-khau", .may = ACT_SIGNED_IN, .again = password_again,
      .inputs = { { "password", INPUT_TEXT, .required = true, .max = PASSWORD_MAX, .label = "Mật khẩu hiện tại" },
                  { "password_new", INPUT_TEXT, .required = true, .max = PASSWORD_MAX, .label = "Mật khẩu mới" },
                  { "password_again", INPUT_TEXT, .required = true, .max = PASSWORD_MAX,
                    .label = "Nhập lại mật khẩu mới" } },
      PAGE(password_post, "đổi mật khẩu của mình") },
    /* --- administration ----------------------------------------------------------------------------------------------
     */
    { READS, .path = "/quan-tri", .may = ACT_ADMINISTER, PAGE(admin_page, "quản trị: các phần, tình trạng hệ thống") },
    { READS, .path = "/quan-tri/nguoi-dung", .may = ACT_ADMINISTER,
      .inputs = { { "q", INPUT_TEXT, .max = 200, .label = "Họ tên" },
                  { "unit", INPUT_TEXT, .max = PICK_TEXT_MAX, .label = "Đơn vị" },
                  PICK_INPUTS("unit"),
                  { "offset", INPUT_INTEGER, .max = 1000000 } },
      PAGE(users_page, "người dùng, tìm theo tên và đơn vị") },
    { READS, .path = "/quan-tri/nguoi-dung/moi", .may = ACT_ADMINISTER, PAGE(user_new_page, "biểu mẫu tạo tài khoản") },
    { WRITES, .path = "/quan-tri/nguoi-dung/moi", .may = ACT_ADMINISTER, .again = user_new_again,
      .inputs = { { "login", INPUT_TEXT, .required = true, .max = LOGIN_MAX, .label = "Tên đăng nhập" },
                  ACCOUNT_INPUTS },
      PAGE(user_new_post, "tạo tài khoản; trang trả lời có mật khẩu lần đầu") },
    { READS, .path = "/quan-tri/nguoi-dung/{login}", .may = ACT_ADMINISTER, PAGE(user_page, "một người dùng") },
    { WRITES, .path = "/quan-tri/nguoi-dung/{login}", .may = ACT_ADMINISTER, .again = user_again,
      .inputs = { ACCOUNT_INPUTS }, PAGE(user_post, "đổi họ tên, đơn vị, chức danh, vai trò") },
    { READS, .path = "/quan-tri/nguoi-dung/{login}/khoa", .may = ACT_ADMINISTER,
      PAGE(user_lock_page, "hỏi trước khi khóa tài khoản") },
    { WRITES, .path = "/quan-tri/nguoi-dung/{login}/khoa", .may = ACT_ADMINISTER, .again = user_lock_again,
      PAGE(user_lock_post, "khóa tài khoản") },
    { WRITES, .path = "/quan-tri/nguoi-dung/{login}/mo-khoa", .may = ACT_ADMINISTER, .again = user_again,
      PAGE(user_unlock_post, "mở khóa tài khoản") },
    { READS, .path = "/quan-tri/nguoi-dung/{login}/mat-khau", .may = ACT_ADMINISTER,
      PAGE(user_password_page, "hỏi trước khi cấp mật khẩu mới") },
    { WRITES, .path = "/quan-tri/nguoi-dung/{login}/mat-khau", .may = ACT_ADMINISTER, .again = user_password_again,
      PAGE(user_password_post, "cấp mật khẩu mới; trang trả lời có mật khẩu") },
    { READS, .path = "/quan-tri/nguoi-dung/{login}/ket-thuc-phien", .may = ACT_ADMINISTER,
      PAGE(user_end_page, "hỏi trước khi kết thúc mọi phiên của một người") },
    { WRITES, .path = "/quan-tri/nguoi-dung/{login}/ket-thuc-phien", .may = ACT_ADMINISTER, .again = user_end_again,
      PAGE(user_end_post, "kết thúc mọi phiên của một người") },
    { READS, .path = "/quan-tri/don-vi", .may = ACT_ADMINISTER, .again = units_again,
      .inputs = { { "day", INPUT_DATE, .label = "Theo ngày" } },
      PAGE(units_page, "cây đơn vị theo ngày, các chức vụ") },
    { WRITES, .path = "/quan-tri/don-vi", .may = ACT_ADMINISTER, .again = units_again,
      .inputs = { { "position", INPUT_TEXT, .required = true, .max = 60, .label = "Chức vụ" },
                  { "holder", INPUT_TEXT, .max = PICK_TEXT_MAX, .label = "Người giữ" },
                  PICK_INPUTS("holder"),
                  { "from", INPUT_DATE, .required = true, .label = "Từ ngày" } },
      PAGE(units_post, "giao một chức vụ cho một người từ một ngày") },
    { WRITES, .path = "/quan-tri/chuc-vu", .may = ACT_ADMINISTER, .again = units_again,
      .inputs = { { "title", INPUT_TEXT, .required = true, .max = ACCOUNT_TEXT_MAX, .label = "Tên chức vụ" },
                  { "code", INPUT_TEXT, .required = true, .max = 60, .label = "Mã chức vụ" },
                  { "unit", INPUT_TEXT, .required = true, .max = PICK_TEXT_MAX, .label = "Đơn vị" },
                  PICK_INPUTS("unit") },
      PAGE(position_post, "thêm một chức vụ") },
    { READS, .path = "/quan-tri/lich", .may = ACT_ADMINISTER,
      .inputs = { { "year", INPUT_INTEGER, .max = 2150, .label = "Năm" } },
      PAGE(calendar_page, "lịch làm việc của một năm, ngày cơ quan tự đặt") },
    { WRITES, .path = "/quan-tri/lich", .may = ACT_ADMINISTER, .again = calendar_again,
      .inputs = { { "day", INPUT_TEXT, .max = 10, .label = "Ngày" }, /* what is wrong with any is told at once */
                  { "kind", INPUT_TEXT, .max = 10, .label = "Ngày này" },
                  { "reason", INPUT_TEXT, .max = OFFICE_DAY_TEXT_MAX, .label = "Nội dung quyết định" },
                  { "decision", INPUT_TEXT, .max = OFFICE_DAY_TEXT_MAX, .label = "Số, ký hiệu quyết định" },
                  { "decided_on", INPUT_TEXT, .max = 10, .label = "Ngày quyết định" },
                  { "apply", INPUT_TEXT, .max = 3 },
                  { "offset", INPUT_INTEGER, .max = 1000000 } },
      PAGE(calendar_post, "xem hồ sơ nào dời hạn nếu đặt một ngày; apply=yes đặt ngày ấy") },
    { READS, .path = "/quan-tri/vai-tro", .may = ACT_ADMINISTER, PAGE(roles_page, "mỗi vai trò được làm gì ở mỗi sổ") },
    { READS, .path = "/quan-tri/phien", .may = ACT_ADMINISTER,
      .inputs = { { "offset", INPUT_INTEGER, .max = 1000000 } }, PAGE(sessions_page, "ai đang đăng nhập") },
    { WRITES, .path = "/quan-tri/phien", .may = ACT_ADMINISTER, .again = sessions_again, .inputs = { SESSION_ID },
      PAGE(sessions_post, "kết thúc một phiên") },
    { READS, .path = "/nhat-ky", .may = ACT_AUDIT, .again = history_again,
      .inputs = { { "by", INPUT_TEXT, .max = PICK_TEXT_MAX, .label = "Người làm" },
                  PICK_INPUTS("by"),
                  { "register", INPUT_TEXT, .max = 60, .label = "Sổ" },
                  { "step", INPUT_TEXT, .max = 60, .label = "Việc" },
                  { "account", INPUT_TEXT, .max = LOGIN_MAX, .label = "Tài khoản" },
                  { "from", INPUT_DATE, .label = "Từ ngày" },
                  { "until", INPUT_DATE, .label = "Đến ngày" },
                  { "before", INPUT_TEXT, .max = 50 },
                  { "event", INPUT_INTEGER } },
      PAGE(history_page, "nhật ký của cơ quan: việc trên hồ sơ và tài khoản") },
};
const size_t web_route_count = COUNT_OF(web_routes);
