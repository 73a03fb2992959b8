/* src/fields/field_type_texts.h
 * What the types of fields say of values they refuse; the label of the field comes first.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define TEXT_VALUE_ENCODING   "%s: chữ không phải UTF-8."
#define TEXT_VALUE_CONTROL    "%s: có ký tự điều khiển hoặc không phải chữ (U+%04X); hãy xóa rồi gõ lại."
#define TEXT_VALUE_LONG       "%s: dài %zu ký tự, nhiều nhất %lld."
#define TEXT_VALUE_SHORT      "%s: có %zu ký tự, ít nhất %lld."
#define TEXT_VALUE_NUMBER     "%s: “%s” không phải số nguyên; ghi 1234567 hoặc 1.234.567."
#define TEXT_VALUE_LESS       "%s: %s nhỏ hơn %s."
#define TEXT_VALUE_MORE       "%s: %s lớn hơn %s."
#define TEXT_VALUE_DATE       "%s: “%s” không phải ngày; ghi ngày/tháng/năm hoặc YYYY-MM-DD."
#define TEXT_VALUE_YEAR       "%s: năm của “%s” phải từ %d đến %d."
#define TEXT_VALUE_DATE_TIME  "%s: “%s” không phải ngày giờ; ghi YYYY-MM-DDTHH:MM hoặc ngày/tháng/năm HH:MM."
#define TEXT_VALUE_YES_NO     "%s: “%s” không hợp lệ; ghi có hoặc không (yes, no)."
#define TEXT_VALUE_CHOICE     "%s: “%s” không có trong danh sách; có: %s."
#define TEXT_VALUE_UNIT       "%s: “%s” không phải mã hay tên của đơn vị nào."
#define TEXT_VALUE_UNIT_KIND  "%s: %s không thuộc loại đơn vị mà ô này nhận."
#define TEXT_VALUE_UNIT_SAME  "%s: “%s” có thể là %s; hãy ghi mã đơn vị hoặc đủ tên."
#define TEXT_VALUE_USER       "%s: “%s” không phải tên đăng nhập; chỉ dùng chữ thường không dấu, chữ số, “-”, “_” và “.”."
#define TEXT_VALUE_PHONE      "%s: “%s” không phải số điện thoại; ghi 8 đến 15 chữ số."
#define TEXT_VALUE_PROCEDURE  "%s: “%s” không phải mã thủ tục; chỉ dùng chữ, chữ số, “.” và “-”."
#define TEXT_VALUE_LINK       "%s: “%s” không phải mã hồ sơ (13 chữ và số)."
#define TEXT_VALUE_WHOLE_YEAR "%s: “%s” không phải một năm; ghi bốn chữ số, ví dụ 2021."
#define TEXT_VALUE_PERIOD     "%s: “%s” không phải kỳ; ghi 2021-07, 2021-Q3, 2021-H1 hoặc 2021."
#define TEXT_VALUE_TIME       "%s: “%s” không phải giờ phút trong ngày; ghi từ 00:00 đến 23:59, ví dụ 08:05."
#define TEXT_VALUE_RATING     "%s: “%s” không hợp lệ; ghi một số từ 1 đến 5."
#define TEXT_RECIPIENT_LINE   "%s: dòng “%s”: %s."
#define TEXT_RECIPIENT_EVENT                                                                                           \
    "sau dấu “|” ghi “gửi NGÀY”, “gửi NGÀY qua CÁCH GỬI”, “nhận NGÀY” hoặc “trả lại NGÀY”, mỗi việc một lần"
#define TEXT_RECIPIENT_NAMELESS "thiếu tên nơi nhận"
#define TEXT_RECIPIENT_LONG     "tên nơi nhận dài quá 300 ký tự"
#define TEXT_RECIPIENT_TWICE    "nơi nhận này đã có ở dòng khác"
#define TEXT_RECIPIENT_KEPT     "nơi lưu thì không gửi"
#define TEXT_RECIPIENT_UNSENT   "đã nhận hoặc trả lại thì phải có ngày gửi"
#define TEXT_RECIPIENT_ORDER    "ngày nhận, ngày trả lại không trước ngày gửi"
#define TEXT_RECIPIENTS_MANY    "%s: có nhiều nhất %d nơi nhận; hãy ghi nhóm đơn vị thành một dòng."
