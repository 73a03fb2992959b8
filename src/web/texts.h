/* src/web/texts.h
 * What pages say beside their templates, in one place so that it can be proof-read. Each may be a format.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define SAY_OFFICE_SHORT "Công vụ"

/* --- the menu --------------------------------------------------------------------------------------------------------
 */
#define SAY_MENU_INBOX     "Việc của tôi"
#define SAY_MENU_DASHBOARD "Điều hành tháng"
#define SAY_MENU_OVERVIEW  "Tổng hợp"
#define SAY_MENU_REPORT    "Báo cáo tháng"
#define SAY_MENU_ADMIN     "Quản trị"
#define SAY_MENU_HISTORY   "Nhật ký"
#define SAY_MENU_OFFICE    "Văn phòng"

#define SAY_CLOCK_BANNER "Văn phòng mẫu: đồng hồ đang đặt ở %s, không phải giờ thật"

/* --- deadlines (design-language §4.4)
 * ----------------------------------------------------------------------------------- */
#define SAY_OVERDUE         "Quá hạn"
#define SAY_DUE_TODAY       "Đến hạn hôm nay"
#define SAY_DUE_IN          "Còn %d ngày"
#define SAY_DUE_IN_WORKING  "Còn %d ngày làm việc"
#define SAY_DONE            "Hoàn thành"
#define SAY_DONE_LATE       "Hoàn thành, quá hạn"
#define SAY_LATE_BY         "%s %d ngày"
#define SAY_LATE_BY_WORKING "%s %d ngày làm việc"
#define SAY_NO_DEADLINE     "Không đặt hạn"
#define SAY_WAITING         "Chờ bổ sung"
#define SAY_CANCELLED_TAG   "Đã hủy"

/* --- errors ----------------------------------------------------------------------------------------------------------
 */
#define SAY_TITLE_NOT_FOUND  "Không tìm thấy"
#define SAY_TITLE_FORBIDDEN  "Không có quyền"
#define SAY_TITLE_INVALID    "Chưa làm được"
#define SAY_TITLE_CONFLICT   "Đã có người sửa trước"
#define SAY_TITLE_BUSY       "Hệ thống đang bận"
#define SAY_TITLE_FULL       "Ổ đĩa đã đầy"
#define SAY_TITLE_INTERNAL   "Có lỗi trong hệ thống"
#define SAY_TITLE_SIZE       "Dữ liệu gửi lên quá lớn"
#define SAY_REMEDY_SIGN_IN   "Đăng nhập rồi làm lại."
#define SAY_REMEDY_FORBIDDEN "Nếu công việc cần đến, đề nghị quản trị hệ thống cấp quyền."
#define SAY_REMEDY_NOT_FOUND "Hồ sơ có thể đã chuyển sang đơn vị khác, hoặc địa chỉ gõ chưa đúng."
#define SAY_REMEDY_CONFLICT  "Mở lại hồ sơ để xem bản mới nhất, rồi làm lại phần của mình."
#define SAY_REMEDY_BUSY      "Đợi vài giây rồi thử lại. Dữ liệu đã ghi không mất."
#define SAY_REMEDY_FULL      "Báo ngay cho quản trị hệ thống. Việc xem vẫn làm được, việc ghi phải đợi."
#define SAY_REMEDY_INTERNAL  "Thử lại một lần nữa; nếu vẫn lỗi, báo quản trị hệ thống."
#define SAY_REMEDY_INVALID   "Quay lại trang trước, sửa chỗ được nêu rồi gửi lại."
#define SAY_INTERNAL_TEXT    "Việc vừa rồi chưa được ghi. Báo người quản trị kèm số yêu cầu bên dưới"

/* --- signing in
 * -------------------------------------------------------------------------------------------------------- */
#define SAY_TITLE_SIGN_IN "Đăng nhập"
#define SAY_SESSION_ENDED "Phiên đã hết. Nội dung đang soạn được giữ lại, đăng nhập để gửi"
#define SAY_SIGNED_OUT    "Đã đăng xuất"
#define SAY_RESUME_TITLE  "Gửi tiếp nội dung đang soạn?"
#define SAY_RESUME_LEAD   "Phiên trước đã hết khi biểu mẫu được gửi; nội dung dưới đây chưa được ghi."
#define SAY_RESUME_SUBMIT "Gửi tiếp"

/* --- việc của tôi ----------------------------------------------------------------------------------------------------
 */
#define SAY_INBOX_OVERDUE        "Quá hạn"
#define SAY_INBOX_TODAY          "Hôm nay"
#define SAY_INBOX_SOON           "3 ngày tới"
#define SAY_INBOX_LATER          "Sau đó"
#define SAY_INBOX_INFORM         "Nhận để biết"
#define SAY_INBOX_CAPTION        "Việc của tôi, xếp theo hạn"
#define SAY_INBOX_ALL            "Tất cả"
#define SAY_INBOX_DUE            "Hạn"
#define SAY_INBOX_FROM           "Giao bởi"
#define SAY_INBOX_UNIT           "Đơn vị"
#define SAY_INBOX_QUEUE          "Chờ tôi: %s – %s (%s)"
#define SAY_INBOX_QUEUE_FIRST    "Chờ tôi: %s – %s (%zu đầu trong %s)"
#define SAY_INBOX_QUEUE_TAB      "%s – %s"
#define SAY_INBOX_WAITING        "; %s hồ sơ chờ tôi làm bước tiếp"
#define SAY_NO_QUEUE             "Không có hàng chờ nào của bước “%s”, hoặc bước đó không phải việc của bạn"
#define SAY_INBOX_READ           "Đã xem"
#define SAY_INBOX_UNREAD         "Chưa xem"
#define SAY_INBOX_COUNT          "%s việc"
#define SAY_INBOX_LATE           ", %s quá hạn"
#define SAY_INBOX_INFORMS        "; %s văn bản nhận để biết"
#define SAY_INBOX_ORDER          ". Xếp theo hạn."
#define SAY_INBOX_EMPTY          "Không còn việc nào đang giao cho tôi hay chờ tôi"
#define SAY_INBOX_EMPTY_REGISTER "Không còn việc nào của sổ này"
#define SAY_NO_REGISTER          "Không có sổ “%s”"
#define SAY_ROWS_MORE            "%zu dòng, còn nữa"
#define SAY_ROWS_END             "%zu dòng, hết"

/* --- báo cáo
 * ---------------------------------------------------------------------------------------------------------- */
#define SAY_NO_REPORT        "Chưa có báo cáo nào được định nghĩa"
#define SAY_NO_FIGURE        "Báo cáo không có số liệu “%s”"
#define SAY_REPORT_PERIOD    "Kỳ báo cáo"
#define SAY_REPORT_TITLE     "Báo cáo tháng %d/%d"
#define SAY_REPORT_LEAD      "Số liệu tính đến hết ngày %s. Bấm vào con số để xem cách tính và hồ sơ."
#define SAY_REPORT_DOCX      "Tải .docx"
#define SAY_REPORT_OLDER     "Số liệu lúc %02d:%02d, đang tính lại."
#define SAY_REPORT_NOT_OVER  "Kỳ này chưa kết thúc: số liệu còn thay đổi."
#define SAY_CHECK_NO_VALUE   "%s: không có số liệu."
#define SAY_CHECK_LOOK       "Xem"
#define SAY_CHECKS           "%s điểm"
#define SAY_FIGURE_FORMULA   "Cách tính"
#define SAY_FIGURE_AS_OF     "Chốt ngày"
#define SAY_FIGURE_PARTS     "Tử số/mẫu số"
#define SAY_FIGURE_PERIOD    "Kỳ"
#define SAY_FIGURE_REGISTER  "Sổ"
#define SAY_FIGURE_QUERY     "Truy vấn"
#define SAY_FIGURE_OPEN      "Mở %s bản ghi"
#define SAY_FIGURE_RECORDS   "%s bản ghi"
#define SAY_FIGURE_HIDDEN    "%s bản ghi, trong đó %s không được xem"
#define SAY_FIGURE_IN_LIST   "Mở trong sổ"
#define SAY_FIGURE_CAPTION   "Các hồ sơ làm nên số liệu"
#define SAY_FIGURE_NONE      "Không có hồ sơ nào trong kỳ"
#define SAY_FIGURE_NOT_YOURS "Các hồ sơ này không thuộc phạm vi được xem"

/* --- điều hành
 * -------------------------------------------------------------------------------------------------------- */
#define SAY_BOARD_TITLE         "Điều hành %s"
#define SAY_BOARD_LEAD          "Bấm vào con số để mở danh sách."
#define SAY_BOARD_REPORT        "Báo cáo tháng"
#define SAY_BOARD_OVERDUE       "Quá hạn"
#define SAY_BOARD_SOON          "Sắp đến hạn"
#define SAY_BOARD_IN_TIME       "Còn hạn"
#define SAY_BOARD_DONE          "Đã xong trong kỳ"
#define SAY_BOARD_NOTHING       "không có"
#define SAY_BOARD_CHANGE        "%s%s so với %s"
#define SAY_BOARD_TASKS         "Nhiệm vụ cần chỉ đạo"
#define SAY_BOARD_NO_TASKS      "Không có nhiệm vụ nào đang mở."
#define SAY_BOARD_REGISTERS     "Thời hạn theo sổ"
#define SAY_BOARD_DOSSIERS      "Hồ sơ thủ tục hành chính"
#define SAY_BOARD_RECEIVED      "%s nhận giải quyết"
#define SAY_BOARD_HOTLINE       "Tổng đài 1022 theo ngày"
#define SAY_BOARD_NO_CALLS      "Không có phiếu nào trong kỳ."
#define SAY_BOARD_ALL           "Xem tất cả"
#define SAY_MORE_THAN           "hơn %s"
#define SAY_BOARD_WAITING       "Hồ sơ chờ tôi làm bước tiếp"
#define SAY_BOARD_STEP          "Bước"
#define SAY_BOARD_WAITING_COUNT "Đang chờ"
