/* src/api/texts.h
 * What the API says to people, in one place.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- titles of problems, by kind ---------------------------------------------------------------------------------- */
#define TITLE_INVALID   "Dữ liệu không hợp lệ"
#define TITLE_NOT_FOUND "Không tìm thấy"
#define TITLE_FORBIDDEN "Không được phép"
#define TITLE_CONFLICT  "Người khác đã thay đổi trước"
#define TITLE_NOT_NOW   "Lúc này không làm được"
#define TITLE_BUSY      "Hệ thống đang bận"
#define TITLE_FULL      "Hết chỗ lưu"
#define TITLE_INTERNAL  "Lỗi của hệ thống"
#define TITLE_TOKEN     "Chưa chứng thực"
#define TITLE_METHOD    "Không nhận cách gọi này"
#define TITLE_SIZE      "Nội dung quá lớn"
#define TITLE_MEDIA     "Không nhận kiểu nội dung này"
#define TITLE_RATE      "Gọi quá nhiều lần"

#define SAY_TEMPLATE_NO_HANDING "Bạn chưa giao hồ sơ “%s” cho ai, nên chưa lập mẫu theo lần giao được"

#define SAY_NO_WEEKS      "sổ “%s” không ghi các tuần"
#define SAY_NO_BOARD      "sổ “%s” không có bảng theo dõi “%s”"
#define SAY_NO_ADDRESS    "API không có địa chỉ này; các địa chỉ có trong /api/v1/openapi.json"
#define SAY_INTERNAL_HIDE "Hệ thống gặp lỗi khi làm việc này; người quản trị tìm trong nhật ký theo yêu cầu số %llu"

#define SAY_NO_QUEUE "Không có hàng chờ của bước “%s” ở sổ “%s”, hoặc bước đó không phải việc của bạn"

/* --- bodies ------------------------------------------------------------------------------------------------------- */
#define SAY_BODY_NOT_JSON      "Nội dung phải là application/json"
#define SAY_BODY_SYNTAX        "JSON sai ở dòng %d, cột %d"
#define SAY_BODY_UTF8          "Nội dung không phải là UTF-8 hợp lệ"
#define SAY_BODY_TWICE         "JSON có một tên được ghi hai lần, ở dòng %d, cột %d"
#define SAY_BODY_NOT_OBJECT    "Nội dung phải là một đối tượng JSON: {…}"
#define SAY_BODY_DEEP          "JSON lồng sâu quá %d lớp"
#define SAY_BODY_MANY          "JSON có quá %d phần tử"
#define SAY_BODY_NUL           "JSON không được có ký tự \\u0000"
#define SAY_MEMBER_UNKNOWN     "Không nhận “%s” ở đây; chỉ nhận: %s"
#define SAY_MEMBER_REQUIRED    "Thiếu “%s”"
#define SAY_MEMBER_TEXT        "“%s” phải là một chuỗi ký tự"
#define SAY_MEMBER_INTEGER     "“%s” phải là một số nguyên"
#define SAY_MEMBER_YES_NO      "“%s” phải là true hoặc false"
#define SAY_MEMBER_OBJECT      "“%s” phải là một đối tượng JSON"
#define SAY_MEMBER_TEXTS       "“%s” phải là một danh sách chuỗi ký tự"
#define SAY_MEMBER_OBJECTS     "“%s” phải là một danh sách đối tượng JSON"
#define SAY_PARTS_OR_LEADS     "Đã ghi parts thì không ghi leads, support, inform, due; ghi ở từng đoạn"
#define SAY_PARAGRAPH_FROM_ONE "“paragraph” là số thứ tự của đoạn, từ 1; không ghi thì theo thứ tự của parts"
#define SAY_MEMBER_LONG        "“%s” dài quá %zu byte"
#define SAY_FIELD_UNKNOWN      "Sổ “%s” không có trường “%s”"
#define SAY_CHOICE_COMMA       "“%s”: một mã không có dấu phẩy"
#define SAY_PARAMETER          "Không nhận tham số “%s” ở đây"
#define SAY_PARAMETER_YES_NO   "Tham số “%s” phải là yes hoặc no"
#define SAY_PARAMETER_NUMBER   "Tham số “%s” phải là số nguyên từ 1 đến %d"

/* --- acts --------------------------------------------------------------------------------------------------------- */
#define SAY_NO_SUCH_ID       "Không có hồ sơ nào mang mã “%s”"
#define SAY_NEEDS_VERSION    "Ghi bản bạn đã xem trong “version” hoặc tiêu đề If-Match"
#define SAY_BAD_IF_MATCH     "If-Match phải là “\"SỐ\"” (ETag của hồ sơ) hoặc *"
#define SAY_TWO_VERSIONS     "“version” và If-Match nói hai bản khác nhau"
#define SAY_LONG_KEY         "Idempotency-Key dài 1–%d ký tự ASCII in được"
#define SAY_NO_KEY           "Địa chỉ này không nhận Idempotency-Key; xem lại trước khi gửi lần nữa"
#define SAY_NOTHING_TO_DO    "Không có gì để ghi: đặt các trường trong “fields”"
#define SAY_DECISION         "Không có cách duyệt “%s”; chọn agreed, opinion hoặc returned"
#define SAY_ROLE             "“role” phải là lead, support hoặc inform"
#define SAY_HAND_OUT_RECORDS "“records” phải có từ 1 đến %d hồ sơ, đang có %zu"
#define SAY_HAND_OUT_TWICE   "Hồ sơ “%s” được ghi hai lần"
#define SAY_TOKEN_DAYS       "“days” phải là số nguyên từ 1 đến %d"
#define SAY_NO_FILE          "Gửi tệp bằng multipart/form-data, ô “file”"
#define SAY_ONE_FILE         "Mỗi lần gửi một tệp"
#define SAY_NO_REPORT        "Không có báo cáo “%s”"
#define SAY_NO_BOOK          "Không có sổ số “%s”"
#define SAY_NEEDS_SERIES     "Sổ số “%s” có nhiều dãy: ghi dãy trong “series”, dạng %s"
#define SAY_NO_SUCH_ACT      "Không có số này"
#define SAY_CALENDAR_OFFSET  "offset là số hồ sơ bỏ qua, từ 0"
#define SAY_NOT_A_DAY        "“%s” không phải là ngày; viết 2021-07-29"
#define SAY_SEARCH_EMPTY     "Nhập từ cần tìm trong tham số q"
#define SAY_AFTER            "“after” không phải là mã một hồ sơ của số liệu này"
#define SAY_IMPORT_REFUSED   "Tệp có %zu lỗi; không nhập hồ sơ nào"
#define SAY_IMPORT_MEDIA     "Gửi nội dung tệp CSV với Content-Type: text/csv"
#define SAY_JOB_MEMORY       "Việc này cần nhiều bộ nhớ hơn mức cho phép; chọn kỳ ngắn hơn hoặc chia nhỏ"
#define SAY_ANSWER_LARGE     "Câu trả lời lớn quá mức cho phép; lấy từng trang bằng page_size và after"

/* what the history says of a reading of personal data */
#define SAY_SECRET_LINES_OF_LIST                                                                                                                                \
    "văn bản mật mà người hỏi không được xem, mỗi văn bản một dòng “01 văn bản mật, số sổ 12”; chỉ khi hỏi cả sổ " \
    "hoặc một số"
#define SAY_READ_API          "API, danh sách"
#define SAY_READ_FIGURE       "API, hồ sơ của số liệu “%s”: %zu hồ sơ"
#define SAY_UPLOAD_UNREADABLE "Không đọc được tệp “%s” vừa nhận; hãy gửi lại"
