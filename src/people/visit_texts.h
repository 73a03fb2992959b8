/* src/people/visit_texts.h
 * What dispatch says to people, in one place.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define PATH_SIGN_IN  "/dang-nhap"
#define PATH_SIGN_OUT "/dang-xuat"
#define PATH_PASSWORD "/tai-khoan/mat-khau"

#define SAY_NEEDS_TOKEN "Cần mã truy cập: gửi tiêu đề Authorization: Bearer …; mã lấy ở trang Tài khoản"
#define SAY_NO_PAGE     "Không có trang này. Kiểm tra lại địa chỉ, hoặc tìm bằng ô tìm kiếm ở đầu trang"
#define SAY_NO_METHOD   "Địa chỉ này chỉ nhận: %s"
#define SAY_WRONG_HOST  "Máy chủ không phục vụ tên miền này. Người quản trị đặt địa chỉ bằng --public-url\n"
#define SAY_FOREIGN_FORM                                                                                               \
    "Yêu cầu không được gửi từ trang của hệ thống nên đã bị từ chối; chưa có gì thay đổi. Mở lại trang rồi gửi lại"
#define SAY_OLD_FORM "Biểu mẫu đã cũ hoặc phiên đã đổi; chưa có gì thay đổi. Tải lại trang rồi gửi lại"
#define SAY_DONE_WITHOUT_ANSWER                                                                                        \
    "Việc đã được ghi, nhưng chưa đọc lại được để trả lời (%s): hãy tải lại trang để xem, đừng làm lại"
#define SAY_MAY_NOT_IN_REGISTER "Không có quyền %s trong sổ “%s”"

#define SAY_INPUT_TOO_LONG   "%s dài quá %lld ký tự"
#define SAY_INPUT_NOT_NUMBER "%s phải là một số nguyên"
#define SAY_INPUT_NOT_DATE   "%s phải là một ngày, ví dụ 30/07/2021"
#define SAY_INPUT_NOT_ID     "%s không phải là mã hồ sơ"
#define SAY_INPUT_NOT_YES_NO "%s phải là yes hoặc no"
#define SAY_INPUT_UNKNOWN    "Không có ô “%s” ở đây"
#define SAY_INPUT_TWICE      "%s được gửi hai lần"
#define SAY_INPUT_NO_FILE    "Chọn tệp: %s"
#define SAY_INPUT_REQUIRED   "Chưa nhập: %s"
