/* SPDX-License-Identifier: Apache-2.0 */
#include "store/failures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "store/db.h"

enum { DETAIL_BYTES = 280, PLACE_BYTES = 80 }; /* an err keeps 400 with its own words: it ends with the bracket */

static const struct {
    enum err_kind kind;
    const char *subject;
    const char *text;
} failures[] = {
    [FAIL_UNIQUE] = { ERR_CONFLICT, "unique", "Dữ liệu này đã có: trùng với một dòng đã ghi" },
    [FAIL_VERSION] = { ERR_CONFLICT, "version", "Hồ sơ vừa được người khác thay đổi; hãy xem lại bản mới rồi làm lại" },
    [FAIL_REPEATED] = { ERR_CONFLICT, "repeated", "Yêu cầu này đang được hoặc vừa được thực hiện" },
    [FAIL_OTHER_REQUEST] = { ERR_INVALID, "idempotency-key", "Khóa của yêu cầu đã được dùng cho một nội dung khác" },
    [FAIL_BUSY_DATABASE] = { ERR_BUSY, "database", "Cơ sở dữ liệu đang bận; hãy thử lại sau giây lát" },
    [FAIL_BUSY_OFFICE] = { ERR_BUSY, "office",
                           "Văn phòng này đang được một tiến trình khác ghi; hãy thử lại khi tiến trình đó xong" },
    [FAIL_BUSY_QUEUE] = { ERR_BUSY, "queue", "Quá nhiều yêu cầu đang chờ ghi; hãy thử lại sau giây lát" },
    [FAIL_BUSY_CLOSING] = { ERR_BUSY, "closing", "Chương trình đang dừng; hãy thử lại sau khi khởi động xong" },
    [FAIL_BUSY_MEMORY] = { ERR_BUSY, "memory", "Việc này cần nhiều bộ nhớ hơn mức cho phép; hãy chia nhỏ rồi làm lại" },
    [FAIL_BUSY_NODE] = { ERR_BUSY, "node",
                         "Máy này chưa nhận lại được số máy trong cơ sở dữ liệu; hãy thử lại sau giây lát" },
    [FAIL_BUSY_CONNECTION] = { ERR_BUSY, "connection", "Không kết nối được với cơ sở dữ liệu" },
    [FAIL_UNKNOWN_RESULT] = { ERR_BUSY, "unknown-result",
                              "Mất kết nối đúng lúc ghi: chưa biết đã ghi hay chưa; hãy xem lại trước khi làm lại" },
    [FAIL_FULL] = { ERR_FULL, "disk", "Đĩa đã đầy nên không ghi được; việc xem vẫn tiếp tục" },
    [FAIL_NO_OFFICE] = { ERR_NOT_FOUND, "office", "Chưa có dữ liệu văn phòng ở đây; hãy tạo bằng “congvu init”" },
    [FAIL_NOT_WRITABLE] = { ERR_FORBIDDEN, "read-only", "Văn phòng đang được mở chỉ để xem" },
    [FAIL_SCHEMA_CHANGED] = { ERR_INTERNAL, "schema-changed", "Tệp cấu trúc đã áp dụng nay có nội dung khác" },
    [FAIL_SCHEMA_NEWER] = { ERR_INTERNAL, "schema-newer",
                            "Dữ liệu được ghi bởi một phiên bản mới hơn của chương trình; hãy dùng phiên bản đó" },
    [FAIL_CORRUPT] = { ERR_INTERNAL, "corrupt", "Tệp cơ sở dữ liệu bị hỏng; hãy dừng ghi và phục hồi từ bản sao lưu" },
    [FAIL_RULE] = { ERR_INTERNAL, "constraint", "Cơ sở dữ liệu từ chối dòng này" },
    [FAIL_STATEMENT] = { ERR_INTERNAL, "database", "Câu lệnh với cơ sở dữ liệu không chạy được" },
    [FAIL_FILE] = { ERR_INTERNAL, "file", "Không làm việc được với tệp" },
    [FAIL_BLOB_MISSING] = { ERR_NOT_FOUND, "blob", "Không tìm thấy nội dung tệp đính kèm" },
    [FAIL_BLOB_DAMAGED] = { ERR_INTERNAL, "blob", "Nội dung tệp đính kèm không còn nguyên vẹn" },
    [FAIL_BLOB_LARGE] = { ERR_INVALID, "size", "Tệp lớn hơn mức cho phép" },
    [FAIL_NO_BLOBS] = { ERR_INTERNAL, "blobs", "Chưa đặt thư mục cho tệp đính kèm" },
    [FAIL_SECRET] = { ERR_INTERNAL, "secret",
                      "Văn phòng chưa có khóa của chỉ mục dữ liệu cá nhân; hãy chạy “congvu migrate”" },
};

bool store_fail(struct err *err, enum failure failure, const char *detail)
{
    return err_set(err, failures[failure].kind, failures[failure].subject, NULL, "%s%s%s%s", failures[failure].text,
                   detail ? " (" : "", detail ? detail : "", detail ? ")" : "");
}

bool store_fail_statement(struct err *err, enum failure failure, const char *message, const struct statement *statement)
{
    char detail[DETAIL_BYTES + PLACE_BYTES], place[PLACE_BYTES] = "", line[ERR_TEXT_MAX];
    snprintf(line, sizeof line, "%.*s", (int)strcspn(message, "\n"), message);
    if (statement && statement->file)
        snprintf(place, sizeof place, "; %s:%d", statement->file, statement->line);
    snprintf(detail, sizeof detail, "%.*s%s", (int)utf8_cut(line, DETAIL_BYTES - PLACE_BYTES), line, place);
    return store_fail(err, failure, detail[0] ? detail : NULL);
}

void store_fatal(const char *what)
{
    log_line(LOG_ERROR, "store",
             "đĩa không giữ được dữ liệu (fsync): %s; chương trình dừng để phục hồi khi khởi động lại", what);
    abort();
}
