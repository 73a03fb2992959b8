/* src/records/texts.h
 * What this room says when it refuses something, in one place so that it can be proof-read. Each is a format.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define SAY_NO_SUCH_FIELD       "Sổ “%s” không có trường “%s”"
#define SAY_FIELD_REQUIRED      "Thiếu “%s”"
#define SAY_FIELD_SET_BY_STEP   "“%s” do bước “%s” ghi, không nhập khi tạo"
#define SAY_FIELD_NOT_IN_STEP   "Bước “%s” không ghi trường “%s”"
#define SAY_FIELD_BY_STEP_ONLY  "“%s” do bước “%s” ghi; hãy làm bước đó"
#define SAY_FIELD_NOT_EMPTIED   "“%s” do bước “%s” ghi, sửa được nhưng không để trống được"
#define SAY_LINK_ELSEWHERE      "%s: hồ sơ đó thuộc sổ “%s”"
#define SAY_LINK_KIND           "“%s” không phải là tên một loại liên kết"
#define SAY_PLACE_NOT_YOURS     "Bạn không được đặt hồ sơ vào cơ quan “%s”, đơn vị “%s”, độ mật “%s”"
#define SAY_NO_SUCH_STEP        "Sổ “%s” không có bước “%s”"
#define SAY_STEP_NOT_FROM_HERE  "Không làm được bước “%s” khi hồ sơ đang ở trạng thái “%s”"
#define SAY_STEP_NOT_YOURS      "Bạn không được làm bước “%s”"
#define SAY_STEP_NEEDS          "Bước “%s” cần có “%s”"
#define SAY_STEP_ONLY_IF        "Không làm được bước “%s”: hồ sơ chưa đủ điều kiện"
#define SAY_CANCELLED           "Hồ sơ đã hủy, không sửa được nữa"
#define SAY_CANCEL_NEEDS_REASON "Hủy hồ sơ phải ghi lý do: reason=…"
#define SAY_CANCEL_TAKES_REASON "Hủy hồ sơ chỉ ghi on=… và reason=…, không ghi “%s”"
#define SAY_NOT_A_DATE          "“%s” không phải là ngày; viết dd/mm/yyyy hoặc yyyy-mm-dd"
#define SAY_IN_THE_FUTURE       "Ngày %s ở trong tương lai"
#define SAY_BEFORE_LAST_STEP    "Ngày %s trước bước liền trước (%s)"
#define SAY_NO_SUCH_UNIT        "Không có đơn vị “%s”"
#define SAY_NO_SUCH_ISSUER      "Không có cơ quan ban hành “%s”"
#define SAY_BAD_DEGREE          "“%s” không phải là mức %s"
#define SAY_STALE               "Người khác đã sửa hồ sơ này (bản %lld, bạn xem bản %lld); xem lại rồi làm lại"
#define SAY_MIRROR              "Hồ sơ này chép từ hệ thống khác, chỉ xem"
#define SAY_TOO_MUCH_AT_ONCE    "Quá nhiều dữ liệu cho một lần nạp; chia tệp thành nhiều phần rồi nạp từng phần"
