/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "query/search_results.h"

#define READS  .kind = ROUTE_API, .csrf = CSRF_NONE
#define WRITES .kind = ROUTE_API, .csrf = CSRF_TOKEN, .work = SERVER_WORKER, .most_body = API_BODY_MAX

#define PAGE_SIZE                                                                                                      \
    {                                                                                                                  \
        "page_size", INPUT_INTEGER, .max = API_PAGE_MAX, .label = "số dòng một trang"                             \
    }

/* A literal before a name: people read them in the order of the office's work. */
const struct route api_routes[] = {
    { HTTP_GET, API_ROOT "/health", READS, .may = ACT_ANYONE, .handle = api_health,
      .help = "máy chủ có chạy tốt không" },
    { HTTP_GET, API_ROOT "/openapi.json", READS, .work = SERVER_WORKER, .may = ACT_ANYONE, .handle = api_openapi,
      .help = "mô tả API này theo OpenAPI 3.1" },

    { HTTP_GET, API_ROOT "/registers", READS, .may = ACT_SIGNED_IN, .handle = api_registers,
      .help = "các sổ được xem" },
    { HTTP_GET, API_ROOT "/registers/{register}", READS, .may = ACT_READ, .handle = api_register,
      .help = "một sổ: trường, trạng thái, bước, thời hạn" },
    { HTTP_GET, API_ROOT "/registers/{register}/records", READS, .work = SERVER_WORKER, .may = ACT_READ,
      .open_inputs = true, .handle = api_list,
      .help = "hồ sơ của một sổ theo truy vấn; từng trang, hoặc đếm theo nhóm với by" },
    { HTTP_POST, API_ROOT "/registers/{register}/records", WRITES, .may = ACT_CREATE, .handle = api_record_create,
      .help = "thêm một hồ sơ" },
    { HTTP_POST, API_ROOT "/registers/{register}/import", .kind = ROUTE_API, .csrf = CSRF_TOKEN, .work = SERVER_WORKER,
      .most_body = API_CSV_MAX, .files = true, .open_inputs = true, .may = ACT_IMPORT, .handle = api_import,
      .help = "nhập hồ sơ từ CSV: tất cả hoặc không gì cả; lỗi theo dòng và cột" },

    { HTTP_GET, API_ROOT "/records/{id}", READS, .may = ACT_READ, .handle = api_record_get, .help = "một hồ sơ" },
    { HTTP_PATCH, API_ROOT "/records/{id}", WRITES, .may = ACT_CHANGE, .handle = api_record_change,
      .help = "sửa các trường của một hồ sơ" },
    { HTTP_POST, API_ROOT "/records/{id}/steps/{step}", WRITES, .may = ACT_STEP, .handle = api_record_step,
      .help = "làm một bước; cancel hủy hồ sơ" },
    { HTTP_GET, API_ROOT "/records/{id}/history", READS, .work = SERVER_WORKER, .may = ACT_READ,
      .inputs = { { "before", INPUT_INTEGER, .label = "trước bản" }, PAGE_SIZE }, .handle = api_record_history,
      .help = "diễn biến của một hồ sơ, mới nhất trước" },
    { HTTP_GET, API_ROOT "/records/{id}/deadline", READS, .may = ACT_READ,
      .inputs = { { "as_of", INPUT_DATE, .label = "đánh giá theo ngày" } }, .handle = api_record_deadline,
      .help = "các thời hạn của một hồ sơ, cách tính từng ngày, đúng hay quá hạn theo một ngày" },

    { HTTP_GET, API_ROOT "/records/{id}/files", READS, .may = ACT_READ, .handle = api_files,
      .help = "tệp của một hồ sơ" },
    { HTTP_POST, API_ROOT "/records/{id}/files", .kind = ROUTE_API, .csrf = CSRF_TOKEN, .work = SERVER_WORKER,
      .files = true, .open_inputs = true, .may = ACT_ATTACH, .handle = api_file_add,
      .help = "đính kèm một tệp (ô “file” của multipart/form-data)" },
    { HTTP_GET, API_ROOT "/files/{id}", READS, .work = SERVER_WORKER, .may = ACT_READ, .handle = api_file_get,
      .help = "nội dung một tệp" },
    { HTTP_POST, API_ROOT "/files/{id}/withdraw", WRITES, .may = ACT_WITHDRAW_FILE, .handle = api_file_withdraw,
      .help = "rút một tệp, có lý do" },

    { HTTP_GET, API_ROOT "/records/{id}/assignments", READS, .may = ACT_READ, .handle = api_assignments,
      .help = "việc đã giao của một hồ sơ" },
    { HTTP_POST, API_ROOT "/records/{id}/assignments", WRITES, .may = ACT_ASSIGN, .handle = api_assignment_give,
      .help = "giao một hồ sơ cho người, chức vụ hoặc đơn vị" },
    { HTTP_POST, API_ROOT "/records/{id}/hand-out", WRITES, .may = ACT_ASSIGN, .handle = api_hand_out,
      .help = "giao một hồ sơ một lần cho nơi chủ trì, các nơi phối hợp, các nơi nhận để biết" },
    { HTTP_POST, API_ROOT "/registers/{register}/hand-out", WRITES, .may = ACT_ASSIGN, .handle = api_hand_out_all,
      .help = "giao nhiều hồ sơ của một sổ một lần: tất cả, hoặc không hồ sơ nào" },
    { HTTP_POST, API_ROOT "/assignments/{id}/read", WRITES, .may = ACT_SIGNED_IN, .handle = api_assignment_read,
      .help = "đã xem việc được giao" },
    { HTTP_POST, API_ROOT "/assignments/{id}/pass-back", WRITES, .may = ACT_SIGNED_IN,
      .handle = api_assignment_pass_back, .help = "chuyển trả việc được giao về cấp trên, có lý do" },
    { HTTP_POST, API_ROOT "/assignments/{id}/return", WRITES, .may = ACT_SIGNED_IN, .handle = api_assignment_return,
      .help = "trả lại nơi gửi việc giao nhầm, có lý do" },
    { HTTP_POST, API_ROOT "/assignments/{id}/finish", WRITES, .may = ACT_SIGNED_IN, .handle = api_assignment_finish,
      .help = "báo xong việc được giao" },
    { HTTP_POST, API_ROOT "/assignments/{id}/withdraw", WRITES, .may = ACT_SIGNED_IN, .handle = api_assignment_withdraw,
      .help = "thu hồi việc đã giao khi người nhận chưa xem" },
    { HTTP_GET, API_ROOT "/inbox", READS, .may = ACT_SIGNED_IN,
      .inputs = { { "after_due", INPUT_TEXT, .max = 16, .label = "hạn của dòng trước" },
                  { "after", INPUT_ID, .label = "mã của dòng trước" },
                  PAGE_SIZE },
      .handle = api_inbox, .help = "việc của tôi, theo hạn, và các hàng chờ bước tiếp của tôi" },
    { HTTP_GET, API_ROOT "/inbox/{register}/{step}", READS, .may = ACT_READ,
      .inputs = { { "after", INPUT_ID, .label = "mã của dòng trước" }, PAGE_SIZE }, .handle = api_queue,
      .help = "hồ sơ của một sổ chờ tôi làm một bước, theo hạn" },

    { HTTP_GET, API_ROOT "/records/{id}/comments", READS, .work = SERVER_WORKER, .may = ACT_READ,
      .handle = api_comments, .help = "ý kiến về một hồ sơ, mới nhất trước" },
    { HTTP_POST, API_ROOT "/records/{id}/comments", WRITES, .may = ACT_COMMENT, .handle = api_comment_add,
      .help = "thêm ý kiến" },
    { HTTP_GET, API_ROOT "/records/{id}/links", READS, .work = SERVER_WORKER, .may = ACT_READ, .handle = api_links,
      .help = "hồ sơ liên quan" },
    { HTTP_POST, API_ROOT "/records/{id}/links", WRITES, .may = ACT_CHANGE, .handle = api_link_add,
      .help = "nối với một hồ sơ khác" },

    { HTTP_GET, API_ROOT "/reports", READS, .may = ACT_SIGNED_IN, .handle = api_reports,
      .help = "các báo cáo được xem" },
    { HTTP_GET, API_ROOT "/reports/{report}/{period}", READS, .work = SERVER_WORKER, .may = ACT_REPORT,
      .handle = api_report, .help = "một báo cáo của một kỳ" },
    { HTTP_GET, API_ROOT "/reports/{report}/{period}/figures/{figure}", READS, .work = SERVER_WORKER, .may = ACT_REPORT,
      .handle = api_figure, .help = "một số liệu: giá trị, cách tính, mã các hồ sơ được xem" },
    { HTTP_GET, API_ROOT "/reports/{report}/{period}/figures/{figure}/records", READS, .work = SERVER_WORKER,
      .may = ACT_REPORT, .inputs = { { "after", INPUT_ID, .label = "mã hồ sơ trước" }, PAGE_SIZE },
      .handle = api_figure_records, .help = "các hồ sơ đứng sau một số liệu mà người hỏi được xem" },

    { HTTP_GET, API_ROOT "/search", READS, .work = SERVER_WORKER, .may = ACT_SIGNED_IN,
      .inputs = { { "q", INPUT_TEXT, .required = true, .max = SEARCH_WORDS_MAX, .label = "từ cần tìm" },
                  { "after", INPUT_ID, .label = "mã hồ sơ trước" },
                  PAGE_SIZE },
      .handle = api_search, .help = "tìm trong mọi sổ được xem" },

    { HTTP_GET, API_ROOT "/calendar", READS, .may = ACT_ADMINISTER,
      .inputs = { { "year", INPUT_INTEGER, .max = 2150, .label = "năm" } }, .handle = api_calendar,
      .help = "lịch làm việc của một năm: ngày nghỉ, ngày làm bù, ngày cơ quan tự đặt" },
    { HTTP_POST, API_ROOT "/calendar", WRITES, .may = ACT_ADMINISTER, .handle = api_calendar_set,
      .help = "đặt một ngày nghỉ hoặc làm việc theo quyết định; hồ sơ chưa xong được tính lại hạn" },
    { HTTP_POST, API_ROOT "/books/{book}/reservations", WRITES, .may = ACT_SIGNED_IN, .handle = api_reserve,
      .help = "giữ số kế tiếp của một sổ số" },
    { HTTP_GET, API_ROOT "/users", READS, .may = ACT_ADMINISTER,
      .inputs = { { "q", INPUT_TEXT, .max = 200, .label = "tên" }, { "offset", INPUT_INTEGER, .label = "bỏ qua" } },
      .handle = api_users, .help = "người dùng" },
    { HTTP_POST, API_ROOT "/users", WRITES, .may = ACT_ADMINISTER, .handle = api_user_add, .help = "thêm người dùng" },
    { HTTP_POST, API_ROOT "/users/{login}/password", WRITES, .may = ACT_ADMINISTER, .handle = api_user_password,
      .help = "đặt lại mật khẩu" },
    { HTTP_POST, API_ROOT "/users/{login}/tokens", WRITES, .may = ACT_ADMINISTER, .handle = api_user_token,
      .help = "tạo mã truy cập cho một chương trình của người ấy" },
};
const size_t api_route_count = COUNT_OF(api_routes);
