/* src/deadlines/texts.h
 * What this room says to people, in one place, so that it can be proof-read. Inside the room only.
 *
 * Formats are literals, so that the compiler checks their arguments.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- why a day counts or not ------------------------------------------------------------------------------------- */

#define TEXT_MONDAY    "Thứ Hai"
#define TEXT_TUESDAY   "Thứ Ba"
#define TEXT_WEDNESDAY "Thứ Tư"
#define TEXT_THURSDAY  "Thứ Năm"
#define TEXT_FRIDAY    "Thứ Sáu"
#define TEXT_SATURDAY  "Thứ Bảy"
#define TEXT_SUNDAY    "Chủ nhật"

#define TEXT_WORKED      ", ngày làm việc"
#define TEXT_WEEKLY_REST ", nghỉ hằng tuần"
#define TEXT_OUTSIDE     " (ngoài lịch đã công bố, tạm tính)"

#define TEXT_ROW_OFF     "%s, ngày nghỉ: %s%s%s%s%s%s"
#define TEXT_ROW_WORK    "%s, ngày làm việc: %s%s%s%s%s%s"
#define TEXT_MARK_MEMORY " [theo trí nhớ, cần đối chiếu văn bản]"
#define TEXT_MARK_UNSURE " [chưa chắc chắn, cần đối chiếu văn bản]"

#define TEXT_LABOUR_CODE     "Bộ luật Lao động 2019 Điều 112"
#define TEXT_NEW_YEAR        "Tết Dương lịch"
#define TEXT_TET             "Tết Nguyên đán"
#define TEXT_HUNG            "Giỗ Tổ Hùng Vương"
#define TEXT_VICTORY         "Ngày Chiến thắng"
#define TEXT_LABOUR_DAY      "Quốc tế Lao động"
#define TEXT_NATIONAL_DAY    "Quốc khánh"
#define TEXT_NATIONAL_SECOND "Quốc khánh (ngày liền kề)"
#define TEXT_COMPENSATION    "Nghỉ bù "

/* --- the account of a deadline ----------------------------------------------------------------------------------- */

#define TEXT_FIRST_DAY     "Ngày bắt đầu, không tính"
#define TEXT_FIRST_HOURS   "Ngày bắt đầu, cộng %d giờ làm việc từ %02d:%02d"
#define TEXT_BEFORE_OPEN   "Nhận trước giờ mở cửa, coi như nhận lúc %02d:%02d. %s"
#define TEXT_LUNCH         "Nhận trong giờ nghỉ trưa, coi như nhận lúc %02d:%02d. %s"
#define TEXT_AFTER_CLOSE   "Nhận lúc %02d:%02d, sau giờ làm việc: coi như nhận lúc mở cửa ngày làm việc tiếp theo"
#define TEXT_REST_DAY      "Nhận vào ngày nghỉ: coi như nhận trước giờ mở cửa ngày làm việc tiếp theo. %s"
#define TEXT_HOURS_REST    "%s; cộng phần giờ còn lại"
#define TEXT_CLOCK_HOURS   "Tính theo giờ đồng hồ, kể cả ngoài giờ làm việc và ngày nghỉ"
#define TEXT_CONTINUOUS    ", tính liên tục cả ngày nghỉ"
#define TEXT_ROLLED        "Ngày cuối là ngày nghỉ, chuyển sang ngày làm việc tiếp theo (Bộ luật Dân sự 2015 Điều 148). %s"
#define TEXT_ROLLED_TO     "Hạn chuyển đến ngày này. %s"
#define TEXT_MONTHS_END    "Hết %d tháng (Bộ luật Dân sự 2015 Điều 147, 148)."
#define TEXT_PAUSED        "Tạm dừng tính thời hạn"
#define TEXT_STILL_DAYS    "%d ngày không tính"
#define TEXT_STILL_WORKING "%d ngày làm việc không tính"
#define TEXT_STILL_HOURS   "%d ngày %d giờ %d phút không tính"
#define TEXT_STILL_OFFICE  "%d giờ %d phút làm việc không tính"
#define TEXT_RESUMED       "Tính tiếp thời hạn"
#define TEXT_NEW_DUE       "Hạn mới. %s"
#define TEXT_STARTED       "Bắt đầu tính thời hạn"
#define TEXT_SET_TO        "Hạn được đặt đến hết ngày %s"
#define TEXT_RESTARTED     "Tính lại thời hạn từ đầu"
#define TEXT_EXTENDED      "Gia hạn thêm %s, tính tiếp từ ngày cuối của thời hạn cũ"
#define TEXT_EXTENDED_TO   "Gia hạn đến ngày %s"
#define TEXT_STOPPED       "Dừng tính thời hạn"

/* --- what was wrong ---------------------------------------------------------------------------------------------- */

#define TEXT_BAD_RANGE   "Lịch ngày nghỉ phải có ngày đầu không sau ngày cuối, và dài nhất %d năm"
#define TEXT_TOO_MANY    "Lịch ngày nghỉ có %zu dòng, nhiều nhất %d"
#define TEXT_ROW_OUTSIDE "Ngày %s nằm ngoài khoảng của lịch"
#define TEXT_ROW_BARE    "Ngày %s thiếu lý do"
#define TEXT_ROW_TWICE   "Ngày %s có hai dòng trong lịch; chỉ giữ một"

#define TEXT_BAD_SPAN    "Giờ làm việc “%s” phải có dạng 07:00-11:30"
#define TEXT_NO_HOURS    "Phải có từ 1 đến %d dòng giờ làm việc"
#define TEXT_HOURS_TWICE "Hai dòng giờ làm việc cùng bắt đầu từ ngày %s"
#define TEXT_HOURS_ORDER "Giờ làm việc từ ngày %s không theo thứ tự: mở cửa sáng, nghỉ trưa, mở cửa chiều, đóng cửa"

#define TEXT_BAD_LENGTH                                                                                                \
    "Thời hạn “%.*s” không đọc được; cần dạng “5 ngày làm việc”, “30 ngày”, “4 giờ làm việc”, “24 giờ” hoặc “2 tháng”"
#define TEXT_LENGTH_RANGE "Thời hạn tính theo %s phải từ 1 đến %d"

#define TEXT_BAD_MOMENT  "“%.*s” không phải thời điểm; cần dạng 2021-08-31T15:00 hoặc 2021-08-31"
#define TEXT_FAR_MOMENT  "Ngày bắt đầu phải trong khoảng năm %d đến %d, giờ từ 00:00 đến 23:59"
#define TEXT_NO_EVENTS   "Thời hạn phải có từ 1 đến %d sự kiện"
#define TEXT_FIRST_EVENT "Sự kiện đầu tiên của thời hạn phải là bắt đầu"
#define TEXT_EVENT_TWICE "Thời hạn đã bắt đầu; sự kiện %zu phải là tính lại, không phải bắt đầu"
#define TEXT_EVENT_BACK  "Sự kiện %zu xảy ra trước sự kiện đứng trước nó"
#define TEXT_EVENT_STATE "Sự kiện %zu không hợp với trạng thái: thời hạn %s"
#define TEXT_EVENT_UNIT  "Sự kiện %zu gia hạn bằng đơn vị khác với thời hạn"
#define TEXT_EXTEND_BACK "Không gia hạn đến ngày %s: sớm hơn hạn đang có, %s"
#define TEXT_IS_RUNNING  "đang tính"
#define TEXT_IS_PAUSED   "đang tạm dừng"
#define TEXT_IS_STOPPED  "đã dừng"
