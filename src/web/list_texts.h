/* src/web/list_texts.h
 * What the lists, searches, exports and bulk work say. Each may be a format.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- tables ------------------------------------------------------------------------------------------------------- */
#define SAY_UNIT_BOARD_SEE  "Bảng theo dõi"
#define SAY_COLUMN_ASSIGNEE "Người xử lý"
#define SAY_OPEN_RECORD     "Mở"
#define SAY_TICK_NUMBER     "Chọn số %s"
#define SAY_TICK_TITLE      "Chọn “%s”"

/* --- the list of a register --------------------------------------------------------------------------------------- */
#define SAY_TAB_ALL        "Tất cả"
#define SAY_MORE_THAN      "hơn %s"
#define SAY_ENTER          "Vào sổ %s"
#define SAY_BY_LAW         "Theo %s"
#define SAY_ROWS_FIRST     "dòng đầu"
#define SAY_ROWS           "dòng"
#define SAY_NOUN           "hồ sơ"
#define SAY_SORTED_DOWN    "%s, %s"
#define SAY_NEWEST_FIRST   "mới nhất trước"
#define SAY_OLDEST_FIRST   "cũ nhất trước"
#define SAY_NEAREST_FIRST  "gần nhất trước"
#define SAY_FARTHEST_FIRST "xa nhất trước"
#define SAY_ENTERED        "lúc vào sổ, %s"
#define SAY_UP             "tăng dần"
#define SAY_DOWN           "giảm dần"
#define SAY_LIST_CAPTION   "%s, xếp theo %s"
#define SAY_FILTER_LABEL   "Lọc %s"
#define SAY_URGE_BUTTON    "Đôn đốc…"
#define SAY_URGE_ALL       "Đôn đốc tất cả quá hạn"
#define SAY_URGE_TITLE     "Đôn đốc %zu %s quá hạn của %zu đơn vị"
#define SAY_URGE_LEAD                                                                                                  \
    "Mỗi đơn vị một dự thảo văn bản có bảng kê; từng hồ sơ ghi “đã đôn đốc” thêm một lần. Bỏ chọn hồ sơ chưa đôn đốc."
#define SAY_URGE_NONE_TICKED  "Chưa chọn %s nào. Quay lại danh sách, đánh dấu ô đầu dòng rồi đôn đốc"
#define SAY_URGE_UNIT         "%s: %zu"
#define SAY_URGE_RECORD       "%s: hạn %s, quá hạn %lld ngày"
#define SAY_URGE_TIMES_BEFORE "%s, đã đôn đốc %lld lần"
#define SAY_URGE_SUBMIT       "Lập dự thảo đôn đốc"
#define SAY_URGE_BEYOND       "Còn %zu hồ sơ quá hạn nữa: mỗi lần đôn đốc nhiều nhất 200."
#define SAY_URGE_DONE         "Đã lập %zu dự thảo ở sổ %s: %s"
#define SAY_BULK_ASSIGN       "Phân công đã chọn"
#define SAY_EXPORT_CSV        "Xuất .csv"
#define SAY_PAGE_ROWS         "%s dòng"
#define SAY_PAGE_MORE         "%s dòng, còn nữa"

#define SAY_FILTER_NO_MATCH "Không có %s nào khớp điều kiện lọc"
#define SAY_FILTER_CLEAR    "Bỏ lọc"
#define SAY_LIST_EMPTY      "Chưa có %s nào"
#define SAY_LIST_UNREADABLE "Chưa hiểu điều kiện lọc. Sửa chỗ nêu ở trên, hoặc bỏ lọc"
#define SAY_LIST_FAULT      "Chưa lọc được, cần sửa 1 chỗ"
#define SAY_RAW_CONDITION   "%s = %s"

#define SAY_FILTER_ALL       "Tất cả"
#define SAY_FILTER_STATE     "Trạng thái"
#define SAY_FILTER_UNIT      "Đơn vị"
#define SAY_FILTER_MINE      "Giao cho tôi"
#define SAY_FILTER_NOBODY    "Chưa phân công"
#define SAY_FILTER_ASSIGNEE  "Giao cho người"
#define SAY_FILTER_FROM      "%s từ"
#define SAY_FILTER_TO        "đến ngày"
#define SAY_FILTER_DUE       "Hạn"
#define SAY_FILTER_WORDS     "%s…"
#define SAY_FILTER_ANY_WORDS "Từ khóa…"

/* --- printing and exporting --------------------------------------------------------------------------------------- */
#define SAY_PRINT_TITLE    "In sổ %s"
#define SAY_PRINT_ALL      "Tất cả, %s %s"
#define SAY_PRINT_WORDS    "%s. %s %s"
#define SAY_PRINT_CUT      "Bản in chỉ có %s dòng đầu trong %s. Lọc hẹp lại, hoặc xuất .csv để có tất cả"
#define SAY_PRINT_MADE     "In lúc %s, %s"
#define SAY_EXPORT_NO_FILE "Chưa tạo được tệp tạm để xuất: %s. Báo người quản trị xem chỗ trống trên đĩa"
#define SAY_EXPORT_DUE     "Hạn"

/* --- by number ---------------------------------------------------------------------------------------------------- */
#define SAY_NO_NUMBER "Không có %s nào mang số %s, hoặc tài khoản này không được xem. Kiểm tra lại số và năm"

/* --- search ------------------------------------------------------------------------------------------------------- */
#define SAY_SEARCH_TITLE  "Tìm kiếm"
#define SAY_SEARCH_HINT   "Số, ký hiệu, trích yếu, mã hồ sơ. Gõ không dấu cũng được: khieu nai"
#define SAY_SEARCH_LEAD   "Trong mọi sổ được xem, mới nhất trước"
#define SAY_SEARCH_RESULT "%s kết quả cho “%s”"
#define SAY_SEARCH_MORE   "Ít nhất %s kết quả cho “%s”"
#define SAY_NOT_SEARCHED                                                                                                                                        \
    "Chưa tìm trong: dữ liệu cá nhân (tên, điện thoại, số giấy tờ, địa chỉ), nội dung tệp đính kèm, hồ sơ đã hủy, sổ " \
    "không thuộc quyền xem"
/* to who reads personal data: it was asked, but only as a whole */
#define SAY_NOT_SEARCHED_PERSONAL                                                                                                                           \
    "Trong dữ liệu cá nhân chỉ tìm trọn số điện thoại, trọn số giấy tờ, trọn họ tên. Chưa tìm trong: địa chỉ, nội " \
    "dung tệp đính kèm, hồ sơ đã hủy, sổ không thuộc quyền xem"
#define SAY_SEARCH_NONE        "Không có hồ sơ nào có các chữ “%s”. Thử ít chữ hơn, hoặc bỏ dấu"
#define SAY_SEARCH_NOTHING     "“%s” chưa có chữ hay số nào để tìm. Gõ ít nhất một chữ"
#define SAY_SEARCH_TOO_LONG    "Từ khóa dài quá 200 ký tự. Gõ ngắn hơn"
#define SAY_SEARCH_ALL         "Tất cả"
#define SAY_SEARCH_CAPTION     "Kết quả tìm kiếm, mới nhất trước"
#define SAY_SEARCH_BY_NUMBER   "Đúng số này"
#define SAY_SEARCH_BY_PERSONAL "Đúng số hoặc họ tên này trong dữ liệu cá nhân (lần tìm được ghi nhật ký)"
#define SAY_SEARCH_OTHERS      "Có các chữ này"
#define SAY_SEARCH_REGISTER    "Sổ"
#define SAY_SEARCH_NUMBER      "Số"
#define SAY_SEARCH_SUBJECT     "Nội dung"
#define SAY_SEARCH_DAY         "Ngày"
#define SAY_SEARCH_STATE       "Tình trạng"
#define SAY_SEARCH_UNTITLED    "(không ghi trích yếu)"

/* --- work for several records at once ----------------------------------------------------------------------------- */
#define SAY_BULK_TITLE    "Phân công %zu %s"
#define SAY_BULK_NONE     "Chưa chọn %s nào. Quay lại danh sách, đánh dấu ô đầu dòng rồi phân công"
#define SAY_BULK_TOO_MANY "Mỗi lần phân công nhiều nhất %d hồ sơ; đã chọn %zu. Chọn bớt rồi phân công tiếp"
#define SAY_BULK_LEAD     "Giao trong một lần: tất cả, hoặc không hồ sơ nào nếu có hồ sơ không giao được"
#define SAY_BULK_RECORDS  "Hồ sơ được phân công"
#define SAY_BULK_SUBMIT   "Phân công"
#define SAY_BULK_DONE     "Đã phân công %zu %s cho %s"
#define SAY_BULK_PART                                                                                                  \
    "Chưa giao hồ sơ nào: %zu trong %zu %s không giao được, đã bỏ chọn. Gửi lại để giao các hồ sơ còn chọn"
#define SAY_BULK_NOT_DONE "%s: %s"
#define SAY_BULK_ALL      "%s (%s)"
#define SAY_BULK_OTHERS   " và %zu %s khác"

/* what the history says of a reading of personal data */
#define SAY_SECRET_LINES_MORE "… và những văn bản mật khác ở số nhỏ hơn"
#define SAY_READ_LIST         "Danh sách"
#define SAY_READ_PRINT        "In danh sách"
#define SAY_READ_EXPORT       "Xuất tệp"
#define SAY_READ_BEHIND       "Hồ sơ của một số liệu,"
