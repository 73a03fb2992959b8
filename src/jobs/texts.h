/* src/jobs/texts.h
 * What the jobs say came of them, in one place for proof-reading.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#define SAY_NO_MAIL_SERVER      "Chưa đặt máy chủ thư (mail.server): bản tin chỉ có trên trang"
#define SAY_NOT_YET_MORNING     "Chưa đến giờ lập bản tin"
#define SAY_DIGESTS_MADE        "Lập %lld thư"
#define SAY_MAILS_SENT          "Gửi %d thư, chờ gửi lại %d, không gửi được %d"
#define SAY_NUMBERS_EXPIRED     "Hủy %zu số giữ trước đã hết hạn"
#define SAY_SERIES_MADE         "Mở %zu việc định kỳ, trong đó %zu mở bù cho ngày đã qua; bỏ %zu nơi nhận không còn"
#define SAY_SERIES_REFUSED_ROWS "Mở %zu việc định kỳ; %zu loạt chưa mở được. %s"
#define SAY_JOB_NO_MEMORY       "Không đủ bộ nhớ"
#define SAY_JOBS_NO_MEMORY      "Không đủ bộ nhớ để chạy việc nền"
#define SAY_JOBS_NO_THREAD      "Không mở được luồng việc nền: %s"
