/* src/main/texts.h
 * What the program says on the command line, in one place so that it can be proof-read. Each is a format.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- arguments ---------------------------------------------------------------------------------------------------- */
#define SAY_NO_OPTION            "Không có tùy chọn %s; xem “congvu help”"
#define SAY_NO_OPTION_NEAREST    "Không có tùy chọn %s; có phải %s?"
#define SAY_OPTION_WITHOUT_VALUE "Tùy chọn %s không có giá trị kèm theo"
#define SAY_OPTION_NEEDS_VALUE   "Sau tùy chọn %s phải có %s"
#define SAY_OPTION_ELSEWHERE     "Lệnh “%s” không có tùy chọn %s"
#define SAY_ARGUMENT_LONG        "Đối số thứ %d dài quá %d byte"
#define SAY_ARGUMENT_NOT_UTF8    "Đối số thứ %d không phải là UTF-8"
#define SAY_ARGUMENTS_MANY       "Có quá %d đối số"
#define SAY_ARGUMENTS_FEW        "Lệnh “%s” thiếu đối số"
#define SAY_ARGUMENTS_OVER       "Lệnh “%s” thừa đối số “%s”"
#define SAY_FAMILY               "Các lệnh:\n\n"
#define SAY_NO_COMMAND           "Không có lệnh “%s”; xem “congvu help”"
#define SAY_NO_COMMAND_NEAREST   "Không có lệnh “%s”; có phải “%s”?"
#define SAY_USAGE                "Cách dùng: %s"
#define SAY_BAD_NOW              "--now: “%s” không phải là ngày (2021-08-02) hoặc phút (2021-08-02T08:00)"
#define SAY_BAD_URL              "--db: địa chỉ phải bắt đầu bằng postgres://"
#define SAY_NO_REGISTER          "Không có sổ “%s”; các sổ: %s"
#define SAY_NO_REGISTER_NEAREST  "Không có sổ “%s”; có phải “%s”?"
#define SAY_ASSIGN_UNKNOWN       "Giao việc không nhận “%s”"
#define SAY_ASSIGN_NO_LINE       "“%s” không phải là mã một việc được giao; xem bằng congvu assign list"
#define SAY_ASSIGN_DONE_MANY     "Đã giao %zu hồ sơ, mỗi hồ sơ %zu nơi"
#define SAY_NOT_AN_ASSIGNMENT    "“%s” phải có dạng trường=giá trị"
#define SAY_SEARCH_NO_WORDS      "“%s” chưa có chữ hay số nào để tìm"
#define SAY_SEARCH_FOUND         "%" PRId64 " hồ sơ"
#define SAY_SEARCH_AT_LEAST      "%" PRId64 " hồ sơ mới nhất, còn nữa"
#define SAY_ASSIGNED_TWICE       "“%s” được ghi hai lần"
#define SAY_NO_SUCH_USER         "Không có người dùng “%s”; ngoài quản trị tại máy, các vai có thể làm thay là: %s"
#define SAY_USER_DISABLED        "Tài khoản “%s” đang khóa"
#define SAY_USER_FIELDS          "user add nhận name=, unit=, title= và roles=a,b; không nhận “%s”"
#define SAY_BAD_FORMAT           "--format: “%s” không phải là table, csv hoặc json"
#define SAY_TWO_FORMATS          "--json và --format %s không đi cùng nhau"
#define SAY_BAD_MONTH            "--month: không có văn phòng mẫu của “%s”; chỉ có %s"
#define SAY_BAD_SCALE            "--scale: “%s” không phải là số nguyên từ 1 đến %d"

/* --- the office --------------------------------------------------------------------------------------------------- */
#define SAY_DEFINITION_FAULTS "Các tệp định nghĩa có lỗi; chưa làm gì"
#define SAY_OFFICE_IS_THERE   "Ở đây đã có văn phòng; không tạo lại"
#define SAY_OFFICE_MADE       "Đã tạo văn phòng trống: %zu sổ."
#define SAY_FIRST_ACCOUNT     "Tài khoản quản trị: %s; mật khẩu dùng một lần: %s"
#define SAY_STARTER_BOTH      "--province và --name phải đi cùng nhau"
#define SAY_STARTER_FOLDER    "Với --db thì ghi thêm --office THƯ-MỤC: nơi viết bộ định nghĩa của tỉnh"
#define SAY_STARTER_NAME      "%s: cần một tên dài 2 đến 120 ký tự, trên một dòng, không có dấu \" \\ { }"
#define SAY_STARTER_THERE                                                                                              \
    "Thư mục %s đã có bộ định nghĩa: bỏ --province, --name để dùng bộ ấy, hoặc chọn thư mục khác bằng --office"
#define SAY_STARTER_WRITTEN                                                                                            \
    "Đã viết bộ định nghĩa của cơ quan ở %s (đọc README.md ở đó). Từ nay lệnh nào cũng kèm --office %s."
#define SAY_MIGRATED_NOTHING "Văn phòng đã khớp với các tệp định nghĩa; không có gì để đổi."
#define SAY_MIGRATE_TRIED    "chưa đổi gì (--dry-run)"
#define SAY_FILES_GO         "Tệp đính kèm nằm ở %s."
#define SAY_FILES_GO_NOWHERE                                                                                           \
    "Chưa có chỗ cho tệp đính kèm: thêm --blobs THƯ-MỤC khi chạy “congvu serve”, nếu không thì không nhận được tệp."
#define SAY_NO_MEMORY  "Việc này cần nhiều bộ nhớ hơn mức cho phép; hãy chia nhỏ rồi làm lại"
#define SAY_NO_OUTPUT  "Không ghi được kết quả ra: %s"
#define SAY_NOT_SEALED "Đã ghi xong nhưng chưa niêm được lịch sử (lệnh ghi sau sẽ niêm): %s"
#define SAY_LATER_HELP " (chưa có trong bản này)"
#define SAY_LATER      "%s: chưa có trong bản này"

/* --- the server --------------------------------------------------------------------------------------------------- */
#define SAY_SERVING    "Công vụ đang chạy tại %s (Ctrl+C để dừng)"
#define SAY_PORT_TAKEN "Cổng %d đang có chương trình khác dùng; chạy ở cổng %d"
#define SAY_WAITS_FOR_DATABASE                                                                                         \
    "cơ sở dữ liệu chưa trả lời: máy chủ đã chạy, trả lời 503 cho tới khi có cơ sở dữ liệu (Ctrl+C để dừng)"
#define SAY_DATABASE_IS_THERE "đã có cơ sở dữ liệu"
#define SAY_NO_DATABASE_YET   "Cơ sở dữ liệu chưa trả lời; trang sẽ dùng được ngay khi có lại, hãy thử lại sau giây lát"
#define SAY_BAD_PUBLIC_URL    "--public-url: địa chỉ phải bắt đầu bằng https:// (hoặc http://)"
#define SAY_NOW_ON_LOOPBACK   "--now chỉ dùng được khi máy chủ chỉ nghe trên máy này (127.0.0.1)"
#define SAY_NEEDS_PUBLIC_URL                                                                                           \
    "Nghe ngoài máy này cần --public-url: địa chỉ mà trình duyệt dùng, ví dụ https://vanphong.example.vn"
#define SAY_SERVER_SILENT  "Máy chủ đang giữ văn phòng này nhưng không trả lời (%s); xem nó còn chạy không rồi làm lại"
#define SAY_SERVER_STRANGE "Máy chủ trả lời không đúng dạng; có thể nó là bản khác, hãy khởi động lại nó"

/* --- records ------------------------------------------------------------------------------------------------------ */
#define SAY_NO_RECORD       "Không có hồ sơ nào mang mã hoặc số “%s”"
#define SAY_SEVERAL_RECORDS "Có %zu hồ sơ mang số “%s”; hãy chọn một theo mã:"
#define SAY_WRITTEN         "Đã ghi %s."
#define SAY_NO_GROUP_CSV    "Truy vấn có by=: dùng --format table hoặc json"

/* --- files -------------------------------------------------------------------------------------------------------- */
#define SAY_IMPORTED       "Đã nhập %zu hồ sơ vào sổ “%s”."
#define SAY_IMPORT_TRIED   "Tệp đúng: %zu hồ sơ nhập được vào sổ “%s”. Chưa ghi gì (--dry-run)."
#define SAY_IMPORT_REFUSED "%s có %zu lỗi; không nhập hồ sơ nào."
#define SAY_IMPORT_MORE    "… và có thể còn nữa: chỉ liệt kê %d lỗi đầu."
#define SAY_IMPORT_ENDING  "Tệp nhập phải là .csv"
#define SAY_EXPORTED       "Đã xuất %" PRId64 " hồ sơ ra %s."
#define SAY_EXPORT_ENDING  "Tệp xuất phải là .csv"
#define SAY_NEEDS_OUTPUT   "Cần tên tệp: -o TỆP"

/* --- proofs ------------------------------------------------------------------------------------------------------- */
#define SAY_NUMBERS_GOOD    "Đã kiểm %" PRId64 " số: không số nào thiếu, trùng hoặc bỏ trống."
#define SAY_NUMBERS_BAD     "Đã kiểm %" PRId64 " số: %zu chỗ sai."
#define SAY_HISTORY_COUNTS  "Đã kiểm %" PRId64 " dòng lịch sử của %" PRId64 " hồ sơ."
#define SAY_HISTORY_HEAD    "Đầu chuỗi: %s"
#define SAY_HISTORY_KEEP    "Hãy giữ đầu chuỗi ở nơi khác; lần sau kiểm bằng --head để biết phần cuối có bị cắt không."
#define SAY_HISTORY_OPEN    "%" PRId64 " dòng mới chưa niêm phong."
#define SAY_HISTORY_FILES   "Đã đọc %" PRId64 " tệp đính kèm."
#define SAY_HISTORY_NO_HEAD "Đầu chuỗi gồm 64 chữ số 0-9 a-f; “%s” không phải."
#define SAY_HISTORY_GOOD    "Lịch sử nguyên vẹn."
#define SAY_HISTORY_BAD     "Tìm thấy %zu chỗ không khớp."
#define SAY_TALLY_GOOD      "Bảng đếm khớp với số hồ sơ."
#define SAY_TALLY_BAD       "Bảng đếm sai %" PRId64 " dòng; `congvu tally check` nêu từng dòng."

#define SAY_TALLY_CANCELLED    "đã hủy"
#define SAY_TALLY_DIFFERS      "bảng ghi %" PRId64 ", đếm được %" PRId64
#define SAY_TALLY_CHECKED_GOOD "Đã so %" PRId64 " dòng của bảng đếm với số hồ sơ: khớp."
#define SAY_TALLY_CHECKED_BAD                                                                                          \
    "Đã so %" PRId64 " dòng của bảng đếm với số hồ sơ: %" PRId64 " dòng sai. Chạy `congvu tally rebuild` để đếm lại."
#define SAY_TALLY_UNMADE                                                                                               \
    "Sổ %s được đếm theo bộ định nghĩa khác nên bảng đếm của sổ chưa dùng được. Chạy `congvu migrate` để đếm lại."
#define SAY_TALLY_MADE      "Đã đếm lại %zu sổ."
#define SAY_RESERVE_NEEDS   "Giữ số cần --for AI và --until NGÀY"
#define SAY_NEEDS_SERIES    "Sổ số “%s” có nhiều dãy: ghi dãy bằng --series, dạng %s"
#define SAY_NO_BOOK         "Không có sổ số “%s”; các sổ số: %s"
#define SAY_NOT_A_YEAR      "“%s” không phải là năm"
#define SAY_CALENDAR_OWN    "tự đặt"
#define SAY_CALENDAR_FIELDS "calendar set chỉ nhận reason=…, decision=… và decided_on=…, không nhận “%s”"
#define SAY_CALENDAR_UNSEEN "(không được xem)"
#define SAY_CALENDAR_WORK   "  (%zu việc)"
#define SAY_CALENDAR_MORE   "… và %zu hồ sơ nữa.\n"
#define SAY_CALENDAR_WOULD  "%zu hồ sơ và %zu việc đã giao sẽ dời hạn; chưa ghi gì.\n"
#define SAY_CALENDAR_DONE   "%zu hồ sơ và %zu việc đã giao dời hạn.\n"
#define SAY_CALENDAR_LEFT   "%zu hồ sơ còn lại đang được tính tiếp.\n"
#define SAY_NOT_A_DAY       "“%s” không phải là ngày; viết 2021-07-29 hoặc 29/07/2021"
#define SAY_CHECK_GOOD      "Các tệp định nghĩa đúng: %zu sổ, %zu sổ số, %zu báo cáo."
#define SAY_WARNING         "(cảnh báo) "
#define SAY_CHECK_BAD       "%zu lỗi."

/* --- reports ------------------------------------------------------------------------------------------------------ */
#define SAY_NO_REPORT          "Không có báo cáo “%s”; các báo cáo: %s"
#define SAY_REPORT_ENDING      "“%s”: báo cáo ghi ra tệp .docx, .html, .json hoặc .txt"
#define SAY_REPORT_LATE        "sau ngày chốt %s có %zu hồ sơ được vào sổ hoặc sửa mà vẫn tính vào kỳ này:"
#define SAY_REPORT_LATE_FIGURE "  %s (%s): %zu hồ sơ: %s%s"
#define SAY_REPORT_GONE        "sau ngày chốt %s có %zu hồ sơ bị hủy, đến lúc chốt còn tính vào kỳ này:"
#define SAY_REPORT_LARGE       "Báo cáo lớn quá mức cho phép"
#define SAY_SAMPLE_MADE        "Đã tạo văn phòng mẫu: %zu hồ sơ, tháng %s."

/* --- accounts ----------------------------------------------------------------------------------------------------- */
#define SAY_USER_ADDED     "Đã thêm %s. Mật khẩu dùng một lần, phải đổi khi đăng nhập: %s"
#define SAY_USER_PASSWORD  "Mật khẩu mới dùng một lần của %s, phải đổi khi đăng nhập: %s"
#define SAY_USER_TOKEN     "Mã truy cập của %s, chỉ hiện một lần, có hiệu lực %d ngày: %s"
#define SAY_PEOPLE_COLUMN  "%s: thiếu cột “%s”; dòng đầu phải có login,name,title,unit,roles"
#define SAY_PEOPLE_TAKEN   "Tên đăng nhập “%s” đã có người dùng, hoặc có hai lần trong tệp"
#define SAY_PEOPLE_MANY    "%s: có hơn %d người"
#define SAY_PEOPLE_REFUSED "%s có %zu lỗi; không thêm ai."
#define SAY_PEOPLE_TRIED   "Tệp đúng: thêm được %zu người. Chưa ghi gì (--dry-run)."
#define SAY_PEOPLE_ADDED   "Đã thêm %zu người; mỗi người đổi mật khẩu khi đăng nhập lần đầu."
#define SAY_NO_USERS       "Chưa có người dùng nào: thêm bằng congvu user add."
#define SAY_DEMO_ACCOUNTS  "Tài khoản dùng thử (ghi ở %s):"
