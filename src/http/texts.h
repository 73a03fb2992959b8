/* src/http/texts.h
 * What this room says to people, in one place, so that it can be proof-read. Inside the room only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- what was wrong with a request -------------------------------------------------------------------------------- */

#define TEXT_PAIRS_MANY    "Biểu mẫu có quá %zu mục"
#define TEXT_PAIRS_PERCENT "Dữ liệu gửi lên có dấu % không đi kèm hai chữ số thập lục phân"
#define TEXT_PAIRS_NUL     "Dữ liệu gửi lên có ký tự rỗng"
#define TEXT_PAIRS_UTF8    "Dữ liệu gửi lên không phải là chữ theo bảng mã UTF-8"

#define TEXT_PATH "Địa chỉ trang viết không đúng: hãy kiểm tra lại đường dẫn hoặc trở về trang đầu"

#define TEXT_REFUSED_REQUEST "Yêu cầu gửi đến viết không đúng chuẩn HTTP: hãy tải lại trang"
#define TEXT_REFUSED_HOST    "Yêu cầu phải nêu đúng một tên máy chủ (Host)"
#define TEXT_REFUSED_LENGTH  "Yêu cầu nêu độ dài dữ liệu không rõ ràng"
#define TEXT_REFUSED_VERSION "Máy chủ chỉ nhận HTTP/1.1 và HTTP/1.0"
#define TEXT_REFUSED_HEAD    "Phần đầu của yêu cầu quá dài: hãy xóa cookie của trang này rồi thử lại"
#define TEXT_REFUSED_QUERY   "Địa chỉ trang có phần sau dấu “?” viết không đúng: hãy trở về trang đầu"
#define TEXT_REFUSED_EXPECT  "Máy chủ không đáp ứng được yêu cầu kèm theo (Expect)"
#define TEXT_REFUSED_CODING  "Máy chủ không nhận dữ liệu đã nén hoặc mã hóa thêm"
#define TEXT_REFUSED_BODY    "Dữ liệu gửi lên quá lớn"
#define TEXT_REFUSED_FIELDS  "Biểu mẫu có quá nhiều mục"
#define TEXT_REFUSED_FORM                                                                                              \
    "Biểu mẫu gửi lên bị hỏng hoặc không phải là chữ theo bảng mã UTF-8: hãy tải lại trang và gửi lại"
#define TEXT_REFUSED_FILE    "Tệp gửi lên quá lớn: hãy chọn tệp nhỏ hơn hoặc chia thành nhiều tệp"
#define TEXT_REFUSED_FILES   "Gửi lên quá nhiều tệp cùng lúc: hãy gửi làm nhiều lần"
#define TEXT_REFUSED_NO_FILE "Trang này không nhận tệp"
#define TEXT_REFUSED_DISK    "Máy chủ hết chỗ lưu tạm: hãy báo người quản trị"
#define TEXT_REFUSED_BUSY    "Máy chủ đang bận: hãy thử lại sau ít giây"
#define TEXT_REFUSED_MEMORY  "Yêu cầu này cần quá nhiều bộ nhớ: hãy thu hẹp phạm vi rồi thử lại"
#define TEXT_REFUSED_WRITTEN                                                                                           \
    "Việc đã được ghi, nhưng máy chủ không đủ bộ nhớ để trả lời: hãy tải lại trang để xem, đừng làm lại"
#define TEXT_REFUSED_STOPPED "Máy chủ đang dừng để bảo trì: hãy thử lại sau ít phút"
#define TEXT_REFUSED_DEFECT  "Máy chủ gặp lỗi khi trả lời: hãy thử lại, nếu vẫn lỗi hãy báo người quản trị"

/* --- what was wrong with an address to listen on ------------------------------------------------------------------ */

#define TEXT_ADDRESS                                                                                                   \
    "Không hiểu địa chỉ “%s”: hãy viết số IP và cổng, ví dụ 127.0.0.1:8080 hoặc [::1]:8080 (cổng 0 đến 65535)"
#define TEXT_ADDRESS_PROXY  "Không hiểu địa chỉ của máy trung gian “%s”: hãy viết số IP, ví dụ 127.0.0.1"
#define TEXT_ADDRESS_TAKEN  "Địa chỉ %s đang có chương trình khác dùng: hãy chọn cổng khác hoặc dừng chương trình kia"
#define TEXT_ADDRESS_DENIED "Không được phép nghe ở địa chỉ %s: hãy chọn cổng từ 1024 trở lên"
#define TEXT_ADDRESS_OTHER  "Không nghe được ở địa chỉ %s: %s"
#define TEXT_SOCKET_LONG    "Đường dẫn “%s” quá dài cho một socket (nhiều nhất %zu byte): hãy dùng đường dẫn ngắn hơn"
#define TEXT_SOCKET_TAKEN   "Một máy chủ khác đang trả lời ở “%s”: hãy dừng nó trước"
#define TEXT_SOCKET_FILE    "“%s” đã có và không phải là socket: hãy dời tệp đó đi"
#define TEXT_SOCKET_OTHER   "Không mở được socket “%s”: %s"
#define TEXT_NO_THREADS     "Không mở được luồng của máy chủ: %s"

/* --- files without a name ----------------------------------------------------------------------------------------- */

#define TEXT_FILE_UNNAMED "tai-lieu"
