/* src/people/texts.h
 * What this room says to people, in one place to be proof-read.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- may ---------------------------------------------------------------------------------------------------------- */
#define SAY_NEVER         "Việc này không ai được làm"
#define SAY_SIGN_IN_FIRST "Cần đăng nhập trước"
#define SAY_NOT_YOURS     "Vai trò của bạn không được %s trong sổ “%s”; nếu cần, hãy đề nghị người quản trị cấp vai trò"
#define SAY_NOT_IN_REACH  "Không có hồ sơ như vậy trong phạm vi bạn được xem ở sổ “%s”"
#define SAY_NOT_YOUR_WORK "Bạn không được %s hồ sơ này của sổ “%s”: chỉ hồ sơ của đơn vị mình hoặc được giao cho mình"
#define SAY_NOT_YOUR_STEP "Vai trò của bạn không được làm bước “%s” của sổ “%s”"
#define SAY_NOT_NAMED     "Bước “%s” chỉ người (của đơn vị) được ghi ở “%s” của hồ sơ làm"
#define SAY_NOT_OF_OFFICE "Vai trò của bạn không được %s; nếu cần, hãy đề nghị người quản trị cấp vai trò"

/* --- accounts ----------------------------------------------------------------------------------------------------- */
#define SAY_NO_ACCOUNT    "Không có tài khoản “%s”"
#define SAY_BAD_LOGIN     "Tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm và dấu gạch ngang"
#define SAY_LOGIN_TAKEN   "Tên đăng nhập “%s” đã có; tên đã cấp không dùng lại cho người khác"
#define SAY_BAD_NAME      "Họ tên phải có, không quá 100 chữ"
#define SAY_BAD_TITLE     "Chức danh không quá 100 chữ"
#define SAY_NO_UNIT       "Không có đơn vị mã “%s”"
#define SAY_NO_ROLE       "Không có vai trò “%s”; các vai trò: %s"
#define SAY_STALE_ACCOUNT "Tài khoản vừa được người khác sửa (bản %lld, bạn đang sửa bản %lld): hãy mở lại"
#define SAY_LAST_ADMINISTRATOR                                                                                         \
    "Đây là người quản trị cuối cùng: hãy giao vai trò quản trị cho người khác trước, rồi mới thôi vai trò hoặc khóa"
#define SAY_BAD_POSITION      "Mã chức vụ gồm 2–60 chữ thường không dấu, số và dấu gạch ngang"
#define SAY_POSITION_UNTITLED "Chức vụ phải có tên, không quá 100 chữ"
#define SAY_HOLDER_SINCE      "Người đang giữ chức vụ này bắt đầu từ ngày %s: chọn ngày đó hoặc một ngày sau đó"
#define SAY_HOLDER_UNTIL      "Đến hết ngày %s chức vụ này đã có người giữ: chọn một ngày sau đó"
#define SAY_HOLDER_DAY        "“%.20s” không phải là một ngày"
#define SAY_HOLDER_DISABLED   "Tài khoản “%s” đang khóa nên không giữ chức vụ được"

/* --- mail --------------------------------------------------------------------------------------------------------- */
#define SAY_BAD_ADDRESS       "Địa chỉ thư điện tử phải có dạng ten@coquan.gov.vn"
#define SAY_MAIL_WANTED       "nhận bản tin"
#define SAY_MAIL_NOT_WANTED   "không nhận bản tin"
#define SAY_MAIL_ADDRESS_NEW  ", địa chỉ mới"
#define SAY_MAIL_ADDRESS_GONE ", bỏ địa chỉ"

/* --- passwords ---------------------------------------------------------------------------------------------------- */
#define SAY_PASSWORD_SHORT  "Mật khẩu phải có ít nhất 12 ký tự; một câu dài dễ nhớ là tốt nhất"
#define SAY_PASSWORD_LONG   "Mật khẩu không quá 256 byte"
#define SAY_PASSWORD_TEXT   "Mật khẩu có ký tự không hợp lệ"
#define SAY_PASSWORD_USUAL  "Mật khẩu này quá dễ đoán: gồm từ quen dùng, tên người, tên đơn vị hoặc ký tự lặp lại"
#define SAY_PASSWORD_BUSY   "Đang có nhiều người đăng nhập; hãy thử lại sau vài giây"
#define SAY_PASSWORD_MEMORY "Không đủ bộ nhớ để kiểm tra mật khẩu"

/* --- signing in --------------------------------------------------------------------------------------------------- */
#define SAY_SIGN_IN_REFUSED "Tên đăng nhập hoặc mật khẩu không đúng"
#define SAY_PASSWORD_WRONG  "Mật khẩu hiện tại không đúng; gõ lại"
#define SAY_SIGN_IN_WAIT    "Đăng nhập không đúng nhiều lần; hãy thử lại sau %lld giây"
#define SAY_NO_SESSION      "Không có phiên đăng nhập này, hoặc phiên đã kết thúc"
#define SAY_TOKEN_NAME      "Mã truy cập phải có tên, không quá 100 chữ"
#define SAY_TOKEN_DAYS      "Mã truy cập có hiệu lực từ 1 đến 366 ngày"
#define SAY_TOKENS_MANY     "Tài khoản đã có %d mã truy cập: hãy hủy bớt mã không dùng"
