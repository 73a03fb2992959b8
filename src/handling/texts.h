/* src/handling/texts.h
 * What this room says when it refuses to hand work about or to keep a file. Each is a format.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define SAY_WORDS_LONG          "Nội dung dài quá %d ký tự; hãy viết ngắn lại"
#define SAY_NO_SUCH_ASSIGNMENT  "Không có việc giao này, hoặc đã được thu hồi"
#define SAY_ASSIGN_TO_WHOM      "Hãy chọn người, chức vụ hoặc đơn vị nhận"
#define SAY_ASSIGN_TO_MANY      "Một lần giao nhiều nhất %d nơi, đang chọn %zu; hãy giao làm nhiều lần"
#define SAY_ASSIGN_TO_NOBODY    "Không có người, chức vụ hoặc đơn vị “%s” để giao"
#define SAY_ASSIGN_TO_CLOSED    "Tài khoản của %s đã đóng; hãy giao cho người khác, hoặc cho chức vụ, đơn vị"
#define SAY_ASSIGN_TO_PAST_UNIT "%s không còn từ sau ngày %s; hãy chọn đơn vị đang hoạt động"
#define SAY_ASSIGNED_ALREADY    "Đã giao cho nơi này và chưa xong (%s)"
#define SAY_ASSIGNED_ABOVE      "%s đang giữ việc này ở cấp trên; muốn đưa lên thì chuyển trả"
#define SAY_ONE_LEAD                                                                                                   \
    "Mỗi cấp chỉ có một nơi chủ trì, cấp này đã có %s; hãy giao phối hợp, hoặc thu hồi việc đã giao trước"
#define SAY_GIVE_NOT_YOURS      "Chỉ người đang giữ việc này giao tiếp được"
#define SAY_INFORM_WITHOUT_DUE  "Nhận để biết thì không có hạn; hãy bỏ hạn hoặc giao chủ trì, phối hợp"
#define SAY_DUE_IN_THE_PAST     "Hạn %s đã qua"
#define SAY_DUE_BEYOND          "Hạn %s sau hạn của cấp trên (%s, %02d:%02d); hãy chọn sớm hơn"
#define SAY_WITHDRAW_NOT_YOURS  "Chỉ người giao mới thu hồi được"
#define SAY_FINISH_NOT_YOURS    "Chỉ người được giao hoặc người giao mới báo xong được"
#define SAY_BACK_NOT_YOURS      "Chỉ người được giao mới chuyển trả được"
#define SAY_BACK_WHY            "Chuyển trả, trả lại nơi gửi phải ghi lý do"
#define SAY_BACK_INFORM         "Nhận để biết thì không chuyển trả; gửi nhầm thì trả lại nơi gửi"
#define SAY_OPEN_BELOW          "Việc giao tiếp từ đây chưa xong: %s; hãy chờ các nơi ấy xong hoặc thu hồi"
#define SAY_READ_NOT_YOURS      "Việc này giao cho người khác"
#define SAY_ASSIGNMENT_FINISHED "Việc này đã xong"
#define SAY_WITHDRAW_READ       "Người nhận đã mở xem, không thu hồi được nữa; hãy trao đổi với người nhận"
#define SAY_WITHDRAW_BACK       "Việc đã chuyển trả thì không thu hồi được"
#define SAY_NO_SUCH_FILE        "Không có tệp này"
#define SAY_FILE_WITHDRAWN      "Tệp “%s” đã được gỡ; lý do ghi trong diễn biến của hồ sơ"
#define SAY_FILES_MANY          "Một hồ sơ giữ nhiều nhất %d tệp; hãy đưa tệp vào hồ sơ khác và liên kết"
#define SAY_FILE_SECRET                                                                                                                                          \
    "Tên tệp “%s” ghi dấu mật mà hồ sơ không mật: tài liệu mật không đưa lên đây; nếu tệp không mật hãy đổi tên rồi " \
    "gửi lại"
#define SAY_MORE_FILE       "tệp"
#define SAY_MORE_COMMENT    "ý kiến"
#define SAY_MORE_WORDS      "ý kiến khi giao, kết quả"
#define SAY_FILE_EMPTY      "Tệp “%s” rỗng; hãy chọn lại tệp"
#define SAY_FILE_UNREADABLE "Không đọc được tệp “%s”; hãy gửi lại"
#define SAY_FILE_KIND_UNKNOWN                                                                                          \
    "Chưa nhận ra được loại của tệp “%s”; hãy gửi lại, nếu vẫn không được hãy lưu thành PDF rồi gửi"
#define SAY_FILE_KIND                                                                                                  \
    "Không nhận tệp “%s”: nội dung là loại %s; nhận PDF, Word, Excel, PowerPoint, OpenDocument, ảnh, văn bản thuần"
#define SAY_FILE_ENDING        "Tên “%s” không hợp với nội dung là %s; hãy đặt tên kết thúc bằng %s"
#define SAY_FILE_NAME_TEXT     "Tên tệp không phải là văn bản UTF-8; hãy đổi tên rồi gửi lại"
#define SAY_FILE_NAME_HIDDEN   "Tên tệp có ký tự ẩn hoặc ký tự đổi chiều chữ; hãy đổi tên rồi gửi lại"
#define SAY_FILE_NAME_MISSING  "Tệp không có tên, hoặc tên bắt đầu bằng dấu chấm; hãy đổi tên rồi gửi lại"
#define SAY_FILE_NAME_LONG     "Tên tệp dài quá %d ký tự; hãy đặt tên ngắn hơn"
#define SAY_FILE_NAME_SIGNS    "Tên “%s” có một trong các dấu < > : \" | ? *; hãy bỏ đi rồi gửi lại"
#define SAY_FILE_NAME_RESERVED "“%s” là tên máy tính dành riêng; hãy đổi tên rồi gửi lại"
#define SAY_WITHDRAW_REASON    "Gỡ tệp phải ghi lý do"
#define SAY_NO_MAGIC           "Không đọc được bảng nhận dạng loại tệp (libmagic)"
