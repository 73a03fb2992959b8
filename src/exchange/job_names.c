/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/job_names.h"

#include "base/attributes.h"
#include "base/text.h"

enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS, HOUR_MS = 60 * MINUTE_MS };

const struct job_name job_names[JOBS] = {
    [JOB_SEAL] = { "seal", "Niêm phong lịch sử", 2 * SECOND_MS },
    [JOB_OUTBOX] = { "outbox", "Báo việc đã làm cho hệ thống khác", 5 * SECOND_MS },
    [JOB_CALENDAR] = { "calendar", "Tính lại hạn khi lịch đổi", 5 * SECOND_MS },
    [JOB_HANDOVER] = { "handover", "Bàn giao tiếp phần còn lại", 5 * SECOND_MS },
    [JOB_TALLY] = { "tally", "Cộng dồn số đếm", 2 * SECOND_MS },
    [JOB_RESERVATIONS] = { "reservations", "Hủy số giữ trước đã hết hạn", 5 * MINUTE_MS, .alone = true },
    [JOB_SERIES] = { "series", "Mở việc định kỳ đến ngày", MINUTE_MS, .alone = true },
    [JOB_DIGEST] = { "digest", "Lập bản tin sáng", 5 * SECOND_MS, .alone = true },
    [JOB_MAIL] = { "mail", "Gửi thư", 2 * SECOND_MS, .waits = true },
    [JOB_TALLY_TIDY] = { "tally-tidy", "Dọn số đếm", HOUR_MS },
    [JOB_SESSIONS] = { "sessions", "Xóa phiên đã hết hạn", HOUR_MS, .alone = true },
    [JOB_IDEMPOTENCY] = { "idempotency", "Xóa dấu của yêu cầu cũ", HOUR_MS, .alone = true },
    [JOB_OUTBOX_EXPIRE] = { "outbox-expire", "Xóa tin đã báo", HOUR_MS, .alone = true },
    [JOB_MAIL_FORGET] = { "mail-forget", "Xóa thư cũ", HOUR_MS, .alone = true },
};

const struct job_name *job_name_find(const char *name)
{
    for (size_t i = 0; i < JOBS; i++)
        if (text_equal(job_names[i].name, name))
            return &job_names[i];
    return NULL;
}
