/* src/web/record_texts.h
 * What the pages of a record and its forms say beside their templates. Each may be a format.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- forms
 * ------------------------------------------------------------------------------------------------------------ */
#define SAY_FORM_FAILED        "Chưa ghi được, cần sửa %zu chỗ"
#define SAY_FORM_UNKNOWN       "Biểu mẫu gửi lên ô “%.60s” không có ở đây; chưa có gì được ghi. Tải lại trang rồi nhập lại"
#define SAY_FORM_TWICE         "Biểu mẫu gửi ô “%.60s” hai lần; chưa có gì được ghi. Tải lại trang rồi nhập lại"
#define SAY_FORM_NO_VERSION    "Biểu mẫu thiếu phiên bản của hồ sơ; chưa có gì được ghi. Tải lại trang rồi gửi lại"
#define SAY_FORM_CONFIRM       "Vẫn ghi như vậy"
#define SAY_FORM_CONFIRM_TITLE "Xác nhận"
#define SAY_FORM_CONFIRMED     "Đã xác nhận ở lần gửi trước"
#define SAY_FORM_CHOOSE        "Chọn %s"
#define SAY_FORM_FILL_IN       "Nhập %s"
#define SAY_FORM_NOT_CHOSEN    "Chưa chọn"
#define SAY_FORM_NO_ANSWER     "Không ghi"
#define SAY_FORM_YES           "Có"
#define SAY_FORM_NO            "Không"
#define SAY_FORM_SHOWN_IF      "Chỉ ghi khi %s"
#define SAY_FORM_LINK_HINT     "Gõ vài chữ trích yếu hoặc số, ví dụ 512/UBND-KT, hoặc dán địa chỉ trang của hồ sơ đó"
#define SAY_PICK_CHOOSE        "%s: “%s” chưa chỉ rõ một mục; chọn một trong %zu kết quả dưới ô"
#define SAY_PICK_CHOOSE_MORE   "%s: “%s” có nhiều kết quả; chọn một trong %zu kết quả đầu dưới ô, hoặc gõ thêm"
#define SAY_PICK_NONE          "%s: không tìm thấy “%s”"
#define SAY_PICK_FOUND         "%zu kết quả, chọn một"
#define SAY_PICK_FOUND_MORE    "%zu kết quả đầu, chọn một hoặc gõ thêm rồi tìm lại"
#define SAY_PICK_NOTHING_SAVED "Chưa lưu. Chọn một kết quả ở dưới ô vừa tìm, rồi gửi biểu mẫu"
#define SAY_PICK_NO_FIELD      "Sổ “%s” không có ô chọn “%.60s"

/* --- the record
 * ------------------------------------------------------------------------------------------------------- */
#define SAY_RECORD_NO_ID                                                                                               \
    "Địa chỉ không đúng mã hồ sơ của sổ “%s”. Mở hồ sơ từ danh sách của sổ, hoặc tìm bằng ô tìm kiếm"
#define SAY_RECORD_CHANGE "Sửa thông tin"
#define SAY_FACT_EMPTY    "Chưa ghi"
#define SAY_FACT_LEAD     "Người xử lý"
#define SAY_FACTS_EMPTY   "%zu mục chưa ghi"
#define SAY_FACT_NUMBER   "Số"
#define SAY_FACT_URGENCY  "Độ khẩn"
#define SAY_FACT_SECRECY  "Độ mật"
#define SAY_FACT_UNIT     "Đơn vị giữ"
#define SAY_FACT_DUE      "Hạn"
#define SAY_FACT_ENTERED  "Nhập vào hệ thống"
#define SAY_ENTERED_LATE  "%s, sau %d ngày so với “%s”"
#define SAY_FACT_DUE_HOW  "Bấm vào hạn để xem cách tính"
#define SAY_FACT_DUE_WAS  "Hạn ban đầu %s"
#define SAY_FACT_PAUSED   "Tạm dừng từ %s"
#define SAY_FACT_RESUMED  "Tính tiếp hôm nay thì hạn %s; hạn ban đầu %s"

#define SAY_NO_STEPS_CANCELLED "Hồ sơ đã hủy, không sửa và không chuyển bước được nữa"
#define SAY_NO_STEPS_MIRROR    "Hồ sơ này chép từ hệ thống khác, chỉ xem"
#define SAY_NO_STEPS_STATE     "Hồ sơ ở trạng thái “%s”, không còn bước nào"
#define SAY_NO_STEPS_YOURS     "Lúc này không có bước nào thuộc phần việc của tài khoản đang dùng"

#define SAY_TIMELINE_NOTHING "(trống)"
#define SAY_TIMELINE_MASKED  "(không được xem)"
#define SAY_TIMELINE_ERASED  "(đã xóa theo lệnh)"
#define SAY_TIMELINE_ON      "ngày thực hiện %s"
#define SAY_TIMELINE_FOR     "thay %s"
#define SAY_TIMELINE_HIDDEN  "một hồ sơ bạn không được xem"
#define SAY_TIMELINE_TO      "%s, %s%s"
#define SAY_TIMELINE_DUE     ", hạn %s"

/* --- entering and changing
 * -------------------------------------------------------------------------------------------- */
#define SAY_ENTRY_TITLE       "Vào sổ: %s"
#define SAY_ENTRY_PLACE       "Nơi giữ và mức độ"
#define SAY_ENTRY_OWN_UNIT    "Đơn vị của tài khoản đang dùng"
#define SAY_ENTRY_SUBMIT      "Vào sổ"
#define SAY_ENTRY_AND_NEXT    "Vào sổ và nhập tiếp"
#define SAY_ENTRY_FAILED      "Chưa vào sổ được, cần sửa %zu chỗ"
#define SAY_ENTRY_DONE_NUMBER "Đã vào sổ: %s số %s"
#define SAY_ENTRY_DONE        "Đã vào sổ: %s “%s”"

#define SAY_CHANGE_TITLE       "Sửa thông tin: %s"
#define SAY_CHANGE_SUBMIT      "Lưu thay đổi"
#define SAY_CHANGE_DONE        "Đã sửa %s"
#define SAY_CHECK              "Xem trước"
#define SAY_CHECKED            "Chưa lưu. Các ô để trống đã được điền từ danh mục; xem lại rồi lưu"
#define SAY_CHECKED_DUE        "Chưa lưu. %s: %s %s"
#define SAY_CHECKED_NO_DUE     "Chưa lưu. %s: không đặt hạn"
#define SAY_CHECKED_PAUSED     "Chưa lưu. %s: tạm dừng"
#define SAY_CHECKED_FAULT      "Chưa lưu. %s"
#define SAY_CHANGE_NOTHING     "Không có gì thay đổi"
#define SAY_CHANGE_REASON_HINT "Phải ghi khi việc sửa dời hạn của hồ sơ"

#define SAY_CONFLICT_NOTICE                                                                                            \
    "Hồ sơ vừa được %s sửa lúc %s. Xem lại các ô bên dưới trước khi lưu; chưa có gì của ông (bà) bị mất"
#define SAY_CONFLICT_STALE "Hồ sơ vừa được người khác sửa. Xem lại các ô bên dưới rồi lưu lại"
#define SAY_CONFLICT_STEP  "Hồ sơ vừa được người khác sửa. Nội dung đã nhập còn nguyên; xem lại hồ sơ rồi gửi lại"
#define SAY_CONFLICT_BOTH                                                                                              \
    "%s – đang lưu: %s; của ông (bà): %s. Giữ nguyên để ghi đè, hoặc sửa lại theo nội dung đang lưu"
#define SAY_CONFLICT_TAKEN "Người khác vừa sửa ô này; đã lấy nội dung mới"

/* --- steps
 * -------------------------------------------------------------------------------------------------------------- */
#define SAY_STEP_ON          "Ngày thực hiện"
#define SAY_STEP_NOTE        "Ghi chú"
#define SAY_STEP_REASON      "Lý do"
#define SAY_STEP_REASON_LONG "Lý do dài quá %d ký tự; rút ngắn lại"
#define SAY_STEP_UNKNOWN     "Sổ “%s” không có bước “%.60s”"
#define SAY_STEP_NOT_NOW                                                                                               \
    "Không làm được bước “%s” vì hồ sơ đang ở trạng thái “%s”. Mở lại hồ sơ để xem các bước làm được"
#define SAY_STEP_DONE        "Đã làm bước “%s”: %s"
#define SAY_STEP_DONE_NUMBER "Đã làm bước “%s”: %s số %s"
#define SAY_STEP_DONE_DUE    "Đã làm bước “%s”: %s, hạn %s"
#define SAY_STEP_DONE_PAUSED "Đã làm bước “%s”: %s, tạm dừng tính hạn từ %s"
#define SAY_STEP_CANCEL      "Hủy hồ sơ"
#define SAY_CANCEL_TITLE     "Hủy %s?"
#define SAY_CANCEL_TEXT      "Hồ sơ đã hủy không sửa và không mở lại được. Lý do được giữ trong quá trình xử lý."
#define SAY_CANCEL_TEXT_NUMBER                                                                                                                                 \
    "Hồ sơ đã hủy không sửa và không mở lại được. Số của hồ sơ không cấp lại cho hồ sơ khác. Lý do được giữ trong " \
    "quá trình xử lý."
#define SAY_CANCEL_NEEDS_WHY "Nhập lý do hủy"

/* --- assignments
 * ---------------------------------------------------------------------------------------------------------- */
#define SAY_STEP_ASSIGN      "Phân công"
#define SAY_ASSIGN_TITLE     "Phân công: %s"
#define SAY_ASSIGN_TO        "Người nhận"
#define SAY_ASSIGN_TO_HINT   "Gõ tên người, chức vụ hoặc đơn vị; chữ cái đầu cũng được, ví dụ stc"
#define SAY_ASSIGN_ROLE      "Vai trò"
#define SAY_ASSIGN_LEAD      "Chủ trì"
#define SAY_ASSIGN_SUPPORT   "Phối hợp"
#define SAY_ASSIGN_INFORM    "Nhận để biết"
#define SAY_ASSIGN_DUE       "Hạn xử lý"
#define SAY_ASSIGN_DUE_HINT  "Không sau hạn của hồ sơ; để trống khi chỉ nhận để biết"
#define SAY_ASSIGN_OPINION   "Ý kiến chỉ đạo"
#define SAY_ASSIGN_NOBODY    "Chọn người nhận"
#define SAY_ASSIGN_NO_ROLE   "Chọn vai trò: chủ trì, phối hợp hoặc nhận để biết"
#define SAY_ASSIGN_UNKNOWN   "Hồ sơ không có việc giao này. Mở lại hồ sơ để xem ai đang xử lý"
#define SAY_ASSIGN_SENT      "Đã chuyển %s cho %s%s"
#define SAY_ASSIGN_SENT_DUE  "Đã chuyển %s cho %s, hạn %s"
#define SAY_ASSIGN_GIVEN     "%s giao %s, %s"
#define SAY_ASSIGN_READ      "đã xem %s"
#define SAY_ASSIGN_UNREAD    "chưa xem"
#define SAY_ASSIGN_DONE      "Xong %s"
#define SAY_ASSIGN_OPEN      "%d đang mở"
#define SAY_ASSIGN_NONE_OPEN "đã xong"
#define SAY_ASSIGN_RESULT    "Kết quả"
#define SAY_ASSIGN_FINISH    "Báo đã xong"
#define SAY_ASSIGN_SEEN      "Báo đã biết"
#define SAY_ASSIGN_WITHDRAW  "Thu hồi"
#define SAY_ASSIGN_FINISHED  "Đã báo xong việc được giao: %s"
#define SAY_ASSIGN_WITHDRAWN "Đã thu hồi việc giao: %s"

/* --- comments and files
 * ------------------------------------------------------------------------------------------------- */
#define SAY_COMMENT_LABEL   "Ý kiến"
#define SAY_COMMENT_NOTHING "Nhập ý kiến trước khi gửi"
#define SAY_COMMENT_DONE    "Đã gửi ý kiến về %s"

#define SAY_FILE_LABEL          "Chọn tệp"
#define SAY_FILE_HINT           "Dưới %d MB: %s. Tệp cùng tên thành bản mới"
#define SAY_FILE_COUNT          "%zu tệp"
#define SAY_FILE_NONE           "chưa có tệp"
#define SAY_FILE_DETAIL         "%s, %s, bản %lld, %s tải lên %s"
#define SAY_FILE_NOT_CHOSEN     "Chọn tệp cần tải lên"
#define SAY_FILE_UNKNOWN        "Không có tệp này. Mở lại hồ sơ để xem các tệp đính kèm"
#define SAY_FILE_DONE           "Đã đính kèm “%s” vào %s"
#define SAY_FILE_WITHDRAW       "Rút tệp"
#define SAY_FILE_WITHDRAW_TITLE "Rút tệp “%s”?"
#define SAY_FILE_WITHDRAW_TEXT                                                                                         \
    "Tệp đã rút không mở và không khôi phục được. Tên tệp, mã kiểm tra và lý do được giữ lại."
#define SAY_FILE_NEEDS_WHY "Nhập lý do rút tệp"
#define SAY_FILE_WITHDRAWN "Đã rút tệp “%s”"

/* --- links and deadlines
 * ------------------------------------------------------------------------------------------------ */
#define SAY_LINK_BY_FIELD      "Nêu hồ sơ này ở “%s”"
#define SAY_LINK_TITLE         "Liên kết: %s"
#define SAY_LINK_KIND_LABEL    "Hồ sơ này"
#define SAY_LINK_RECORD        "Hồ sơ kia"
#define SAY_LINK_REGISTER      "Thuộc sổ"
#define SAY_LINK_REGISTER_HINT "Chọn khi nhiều sổ có cùng một số"
#define SAY_LINK_ANY_REGISTER  "Mọi sổ"
#define SAY_LINK_SUBMIT        "Liên kết hồ sơ"
#define SAY_LINK_NO_KIND       "Chọn loại liên kết"
#define SAY_LINK_NO_RECORD     "Nhập số hoặc địa chỉ của hồ sơ cần liên kết"
#define SAY_LINK_ITSELF        "Hồ sơ không liên kết với chính nó; nhập số của hồ sơ khác"
#define SAY_LINK_DONE          "Đã liên kết %s với %s"

#define SAY_DUE_TITLE      "Cách tính hạn: %s"
#define SAY_CLOCK_VERDICT  "Đánh giá"
#define SAY_CLOCK_LAW      "Căn cứ"
#define SAY_CLOCK_STARTED  "Bắt đầu"
#define SAY_CLOCK_FROM     "Tính từ"
#define SAY_CLOCK_ORIGINAL "Hạn ban đầu"
#define SAY_CLOCK_PAUSED   "Tạm dừng từ"
#define SAY_CLOCK_RESUMED  "Nếu tính tiếp ngày này"
#define SAY_CLOCK_STOPPED  "Kết thúc"
#define SAY_CLOCK_NOT_YET  "chưa bắt đầu tính"
#define SAY_CLOCK_AS_OF    "Xem theo ngày"
#define SAY_CLOCK_SHOW     "Xem"
#define SAY_CLOCK_STARTS   "Bắt đầu tính"
#define SAY_CLOCK_PAUSES   "Tạm dừng"
#define SAY_CLOCK_RESUMES  "Tính tiếp"
#define SAY_CLOCK_RESTARTS "Tính lại từ đầu"
#define SAY_CLOCK_EXTENDS  "Gia hạn"
#define SAY_CLOCK_STOPS    "Kết thúc"
#define SAY_DUE_NO_ACCOUNT                                                                                             \
    "Hạn được tính từ nội dung hồ sơ lúc đó; nội dung đã sửa sau này nên không tính lại được từng ngày."
