/* src/exchange/texts.h
 * What this room says to people, in one place for proof-reading.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* --- the digest --------------------------------------------------------------------------------------------------- */
#define SAY_DIGEST_OVERDUE  "Quá hạn"
#define SAY_DIGEST_TODAY    "Đến hạn hôm nay"
#define SAY_DIGEST_COMING   "Sắp đến hạn"
#define SAY_DIGEST_OF_UNIT  "Quá hạn ở đơn vị"
#define SAY_DIGEST_GIVEN    "Việc đã giao, quá hạn"
#define SAY_DIGEST_SECRET   "01 văn bản mật"
#define SAY_DIGEST_NUMBERED "%s số %s"
#define SAY_DIGEST_DUE      "hạn %s"
#define SAY_DIGEST_LEFT     ", còn %d ngày làm việc"
#define SAY_DIGEST_REMINDS  ", nhắc: còn %d ngày làm việc"
#define SAY_DIGEST_LATE     ", quá %d ngày làm việc"
#define SAY_DIGEST_WHOSE    ", của %s"

/* --- the mail ----------------------------------------------------------------------------------------------------- */
#define SAY_MAIL_SUBJECT      "Bản tin %s"
#define SAY_MAIL_SUBJECT_PART "%s %lld %s"
#define SAY_MAIL_LATE         "quá hạn"
#define SAY_MAIL_TODAY        "đến hạn hôm nay"
#define SAY_MAIL_COMING       "sắp đến hạn"
#define SAY_MAIL_WAITING      "chờ bước tiếp"
#define SAY_MAIL_GREETING     "Kính gửi %s,"
#define SAY_MAIL_LEAD         "Việc của anh/chị sáng %s:"
#define SAY_MAIL_QUEUES       "Chờ tôi làm bước tiếp"
#define SAY_MAIL_QUEUE        "%s (%s): %s"
#define SAY_MAIL_AT_LEAST     "hơn %lld"
#define SAY_MAIL_INFORMS      "Nhận để biết: %lld"
#define SAY_MAIL_MORE         "… và các việc khác, xem trong Việc của tôi"
#define SAY_MAIL_END          "Thư do hệ thống tự gửi, xin không trả lời thư này."
#define SAY_MAIL_OFF          "Thôi nhận bản tin: %s"
#define SAY_MAIL_OFF_NO_LINK  "Muốn thôi nhận bản tin, mở trang Tài khoản trong Công vụ."

/* --- sending ------------------------------------------------------------------------------------------------------ */
#define SAY_MAIL_NO_MEMORY   "Không đủ bộ nhớ để gửi thư"
#define SAY_MAIL_STOPPED     "Máy chủ dừng khi đang gửi; sẽ gửi lại"
#define SAY_MAIL_NO_PASSWORD "Không đọc được tệp mật khẩu mà CONGVU_MAIL_PASSWORD_FILE chỉ đến"
#define SAY_MAIL_DAY_OVER    "Hết ngày mà chưa gửi được. %s"
#define SAY_MAIL_NONE        "Không có thư của %s ngày %s đang ở trạng thái không gửi được"
#define SAY_MAIL_CANNOT      "Không gửi lại được: %s"
#define SAY_MAIL_CLOSED      "tài khoản đã khóa, đã tắt nhận thư hoặc không có địa chỉ"
