/* src/query/query_texts.h
 * What queries and field types say to people, in one place for proof-reading.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* every text of a query begins with the place; the characters are counted from 1 */
#define TEXT_QUERY_LONG      "Truy vấn dài hơn %d byte; hãy bớt điều kiện."
#define TEXT_QUERY_ENCODING  "Truy vấn không phải UTF-8 hoặc có ký tự điều khiển."
#define TEXT_QUERY_EMPTY     "Ký tự %zu: thiếu điều kiện giữa hai dấu “&”; mỗi điều kiện có dạng trường=giá trị."
#define TEXT_QUERY_NO_EQUALS "Ký tự %zu: “%s” thiếu dấu “=”; mỗi điều kiện có dạng trường=giá trị."
#define TEXT_QUERY_NO_NAME   "Ký tự %zu: thiếu tên trường trước dấu “=”."
#define TEXT_QUERY_NO_VALUE                                                                                            \
    "Ký tự %zu: “%s” thiếu giá trị; ghi none để tìm hồ sơ không có giá trị, any để tìm hồ sơ có giá trị."
#define TEXT_QUERY_QUOTE_OPEN "Ký tự %zu: dấu nháy kép mở mà không đóng."
#define TEXT_QUERY_QUOTE_END  "Ký tự %zu: sau dấu nháy kép đóng chỉ có thể là dấu phẩy, “..” hoặc “&”."
#define TEXT_QUERY_QUOTE_IN   "Ký tự %zu: dấu nháy kép đứng giữa giá trị; hãy đặt cả giá trị trong hai dấu nháy kép."
#define TEXT_QUERY_RANGE      "Ký tự %zu: một khoảng chỉ có hai đầu, dạng a..b, a.. hoặc ..b, và không đứng trong danh sách."
#define TEXT_QUERY_KEYWORD                                                                                             \
    "Ký tự %zu: “%s” đứng một mình, không trong danh sách hay khoảng; nếu là giá trị thì đặt trong dấu nháy kép."
#define TEXT_QUERY_MANY   "Ký tự %zu: truy vấn có hơn %d điều kiện."
#define TEXT_QUERY_VALUES "Ký tự %zu: “%s” có hơn %d giá trị."
#define TEXT_QUERY_TWICE  "Ký tự %zu: “%s” chỉ được ghi một lần."

#define TEXT_QUERY_FIELD   "Ký tự %zu: “%s” không phải trường hay điều kiện của sổ %s."
#define TEXT_QUERY_STATE   "Ký tự %zu: “%s” không phải trạng thái của sổ %s."
#define TEXT_QUERY_GROUP   "Ký tự %zu: “%s” không phải nhóm trạng thái; ghi open, resolved hoặc uncounted."
#define TEXT_QUERY_ENTERED "Ký tự %zu: “%s” không phải trạng thái hay nhóm trạng thái của sổ %s."
#define TEXT_QUERY_VERDICT                                                                                             \
    "Ký tự %zu: “%s” không phải kết quả thời hạn; ghi early, on-time, late, in-time, overdue hoặc none."
#define TEXT_QUERY_CHOICE       "Ký tự %zu: “%s” không phải giá trị của “%s”."
#define TEXT_QUERY_UNIT         "Ký tự %zu: không có đơn vị nào mã “%s”."
#define TEXT_QUERY_ISSUER       "Ký tự %zu: không có cơ quan ban hành nào mã “%s”."
#define TEXT_QUERY_DAY          "Ký tự %zu: “%s” không phải ngày; ghi YYYY-MM-DD hoặc ngày/tháng/năm."
#define TEXT_QUERY_ID           "Ký tự %zu: “%s” không phải mã hồ sơ (13 chữ và số)."
#define TEXT_QUERY_CODE         "Ký tự %zu: “%s” không hợp lệ; chỉ dùng chữ thường không dấu, chữ số, “-”, “_” và “.”."
#define TEXT_QUERY_YES_NO_ANY   "Ký tự %zu: “%s” không hợp lệ; ghi yes, no hoặc any."
#define TEXT_SECRET_LINE        "01 văn bản mật"
#define TEXT_SECRET_LINE_NUMBER "01 văn bản mật, số sổ %s"
#define TEXT_QUERY_NUMBER       "Ký tự %zu: “%s” không hợp lệ; ghi một số từ %d đến %d."
#define TEXT_QUERY_SORT         "Ký tự %zu: không xếp được theo “%s”."
#define TEXT_QUERY_BY           "Ký tự %zu: không gộp được theo “%s”."
#define TEXT_QUERY_ONE          "Ký tự %zu: “%s” nhận đúng một giá trị, không nhận danh sách, khoảng hay “!”."
#define TEXT_QUERY_NO_RANGE     "Ký tự %zu: “%s” không nhận khoảng a..b."
#define TEXT_QUERY_NEEDS_DAYS   "Ký tự %zu: “%s” cần một khoảng ngày, ví dụ 2021-07-01..2021-07-31 hoặc @period."
#define TEXT_QUERY_NO_NONE      "Ký tự %zu: “%s” luôn có giá trị, không dùng được any hay none."
#define TEXT_QUERY_REVERSED     "Ký tự %zu: khoảng của “%s” bị ngược: đầu lớn hơn cuối."
#define TEXT_QUERY_BOTH_PAGES   "Ký tự %zu: after và before không dùng cùng nhau."
#define TEXT_QUERY_NO_WORDS     "Ký tự %zu: cần ít nhất một chữ hoặc số để tìm."
#define TEXT_QUERY_PERSONAL     "Ký tự %zu: “%s” là dữ liệu cá nhân, không dùng được ở đây."
#define TEXT_QUERY_PLAIN_VALUE                                                                                                                         \
    "Ký tự %zu: “%s” không dùng được ở đây; chỉ dùng mã hiện nay, yes, no, any, none, không dùng khoảng và dấu ngoặc " \
    "kép."
#define TEXT_QUERY_PLAIN       "Ký tự %zu: “%s” không dùng được ở đây; chỉ dùng các trường của chính hồ sơ."
#define TEXT_QUERY_NO_TOKENS   "Ký tự %zu: “%s” không dùng được ở đây."
#define TEXT_QUERY_DO_YOU_MEAN " Có phải “%s”?"

#define TEXT_TOKEN_UNKNOWN                                                                                                  \
    "Ký tự %zu: không có từ thay thế “%s”; có @today, @next-day-over, @me, @my-unit, @period, @period.from, " \
    "@period.to, @before, "                                                                                                 \
    "@cutoff. Giá trị bắt đầu bằng @ phải đặt trong dấu nháy kép."
#define TEXT_TOKEN_UNBOUND                                                                                             \
    "Ký tự %zu: “%s” chỉ có nghĩa trong báo cáo hoặc khi đã biết kỳ, người dùng; ở đây hãy ghi giá trị cụ thể."
#define TEXT_TOKEN_MISPLACED "Ký tự %zu: “%s” không dùng được cho “%s”."
#define TEXT_TOKEN_PERIOD                                                                                                            \
    "Ký tự %zu: @period là cả kỳ; trong khoảng hãy ghi @period.from hoặc @period.to, và @period không đứng trong " \
    "danh sách."

#define TEXT_AFTER_UNKNOWN "Không có hồ sơ %s để lật trang từ đó; hãy mở lại trang đầu."

/* in the history of an account: how many, "+" where there are more */
#define TEXT_PERSONAL_BY_NUMBER "tìm theo số điện thoại hoặc số giấy tờ, thấy %zu%s hồ sơ"
#define TEXT_PERSONAL_BY_NAME   "tìm theo tên người, thấy %zu%s hồ sơ"

#define TEXT_RECORD_NOT_FOUND "Không có hồ sơ %s, hoặc bạn không được xem."
#define TEXT_RECORD_REGISTER  "Hồ sơ %s thuộc sổ “%s”, sổ này không có trong định nghĩa."
#define TEXT_FIELD_UNKNOWN    "Sổ %s không có trường “%s”."

#define SAY_NO_SUCH_NUMBER                                                                                             \
    "Không có hồ sơ số “%s”, hoặc tài khoản này không được xem. Kiểm tra lại số, hoặc dán địa chỉ trang của hồ sơ"
#define SAY_NUMBER_OF_SEVERAL "Số “%s” có ở %zu hồ sơ. Mở đúng hồ sơ rồi dán địa chỉ trang của nó"
#define SAY_RECORD_ELSEWHERE  "Hồ sơ đó thuộc sổ “%s”, ở đây cần hồ sơ của sổ “%s”"

/* --- a week ------------------------------------------------------------------------------------------------------- */
#define SAY_WEEK_NAME        "“%s” không phải một tuần: ghi năm và số tuần, 2021-W31, hoặc một ngày của tuần."
#define SAY_WEEK_NONE        "Cơ quan chưa có sổ lịch tuần."
#define SAY_WEEK_CLASH       "%s%s “%s”"
#define SAY_WEEK_CLASH_FIRST "Trùng "
#define SAY_WEEK_CLASH_NEXT  "; trùng "
#define SAY_WEEK_CLASH_WITH  " với “%s”%s%s%s%s%s"
#define SAY_WEEK_TIMES       "Điều chỉnh lần %lld"
#define SAY_WEEK_WHOLE_DAY   "Cả ngày"
#define SAY_WEEK_TABLE       "Bảng"
#define SAY_WEEK_DAY         "Ngày"
#define SAY_WEEK_PART        "Buổi"
#define SAY_WEEK_CLASHES     "Trùng"
#define SAY_WEEK_EMPTY       "Chưa có lịch."
#define SAY_WEEK_CHANGED     "khác bản đã ban hành"
#define SAY_WEEK_GONE        "không còn so với bản đã ban hành"
#define SAY_WEEK_LONG        "Lịch tuần quá dài để ban hành: hơn %d hồ sơ một sổ, hơn %d dòng một bảng, hoặc hơn 60.000 byte."
#define SAY_WEEK_MORE        "Bảng chỉ có %d dòng đầu, của mỗi sổ %d hồ sơ đầu; hãy mở sổ để xem tất cả."

/* --- what a search that found nothing says ------------------------------------------------------------------------ */
#define TEXT_NOT_SEARCHED                                                                                                                                       \
    "Chưa tìm trong: dữ liệu cá nhân (tên, điện thoại, số giấy tờ, địa chỉ), nội dung tệp đính kèm, hồ sơ đã hủy, sổ " \
    "không thuộc quyền xem"
/* to who reads personal data: it was asked, but only as a whole */
#define TEXT_NOT_SEARCHED_PERSONAL                                                                                                                          \
    "Trong dữ liệu cá nhân chỉ tìm trọn số điện thoại, trọn số giấy tờ, trọn họ tên. Chưa tìm trong: địa chỉ, nội " \
    "dung tệp đính kèm, hồ sơ đã hủy, sổ không thuộc quyền xem"
