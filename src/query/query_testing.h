/* src/query/query_testing.h
 * A small office for the tests of queries and lists: two registers, a few units, two issuers. For *_test.c only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"

#define TEST_LIST(array)                                                                                               \
    {                                                                                                                  \
        (array), COUNT_OF(array)                                                                                       \
    }

/* Lives in MEM. */
static inline const struct definitions *testing_definitions(struct arena *mem)
{
    static struct choice sources[] = { { .code = "buu-dien", .label = "Bưu điện", .was = "thu-tin" },
                                       { .code = "truc-tiep", .label = "Trực tiếp", .brief = "TT" },
                                       { .code = "any", .label = "Nơi khác" } };
    static struct choice topics[] = { { .code = "dat-dai", .label = "Đất đai" },
                                      { .code = "dat", .label = "Đất" },
                                      { .code = "noi-vu", .label = "Nội vụ" } };
    static struct choice channels[] = { { .code = "counter", .label = "Trực tiếp" },
                                        { .code = "online", .label = "Trực tuyến" } };
    static struct choice sectors[] = { { .code = "dat-dai", .label = "Đất đai" },
                                       { .code = "ho-tich", .label = "Hộ tịch" } };
#define ANY_LIMIT .min = INT64_MIN, .max = INT64_MAX
    static struct field petition_fields[] = {
        { .name = "received_on", .type = FIELD_DATE, .label = "Ngày nhận", ANY_LIMIT },
        { .name = "source",
          .type = FIELD_CHOICE,
          .label = "Nguồn đơn",
          .choices = TEST_LIST(sources),
          .counted = true,
          ANY_LIMIT },
        { .name = "sender", .type = FIELD_PERSON, .label = "Người gửi", .personal = true, ANY_LIMIT },
        { .name = "persons", .type = FIELD_NUMBER, .label = "Số người", .was = "people", .min = 0, .max = 10000 },
        { .name = "summary", .type = FIELD_TEXT, .label = "Nội dung", .min = INT64_MIN, .max = 200 },
        { .name = "topics", .type = FIELD_CHOICES, .label = "Chủ đề", .choices = TEST_LIST(topics), ANY_LIMIT },
        { .name = "district", .type = FIELD_UNIT, .label = "Huyện", ANY_LIMIT },
        { .name = "case_of", .type = FIELD_LINK, .label = "Trùng với đơn", ANY_LIMIT },
        { .name = "eligible", .type = FIELD_YES_NO, .label = "Đủ điều kiện", .counted = true, ANY_LIMIT },
        { .name = "called_at", .type = FIELD_DATE_TIME, .label = "Lúc gọi", ANY_LIMIT },
        { .name = "month", .type = FIELD_PERIOD, .label = "Kỳ", ANY_LIMIT },
        { .name = "replied_on", .type = FIELD_DATE, .label = "Ngày trả lời", .counted = true, ANY_LIMIT },
        { .name = "drafter", .type = FIELD_USER, .label = "Người soạn", ANY_LIMIT },
    };
    static struct field dossier_fields[] = {
        { .name = "accepted_on", .type = FIELD_DATE_TIME, .label = "Thời gian tiếp nhận", ANY_LIMIT },
        { .name = "sector", .type = FIELD_CHOICE, .label = "Lĩnh vực", .choices = TEST_LIST(sectors), ANY_LIMIT },
        { .name = "channel",
          .type = FIELD_CHOICE,
          .label = "Kênh nộp",
          .choices = TEST_LIST(channels),
          .counted = true,
          ANY_LIMIT },
        { .name = "subject", .type = FIELD_TEXT, .label = "Nội dung", ANY_LIMIT },
    };
#undef ANY_LIMIT
    static struct state states[] = {
        { .name = "new", .label = "Mới đăng ký", .group = GROUP_UNCOUNTED },
        { .name = "received", .label = "Mới nhận", .was = "arrived", .group = GROUP_OPEN },
        { .name = "in-work", .label = "Đang xử lý", .group = GROUP_OPEN },
        { .name = "decided", .label = "Đã có quyết định", .group = GROUP_RESOLVED },
        { .name = "enforced", .label = "Đã thi hành", .group = GROUP_RESOLVED },
    };
    static const char *searched[] = { "number", "summary" };
    static struct deadline_definition deadlines[] = { { .name = "settle", .label = "Hạn", .length = "5 ngày" } };
    static struct register_definition registers[] = {
        { .name = "dossier",
          .slug = "ho-so",
          .label = "Hồ sơ một cửa",
          .date = "accepted_on",
          .title = "subject",
          .fields = TEST_LIST(dossier_fields),
          .states = TEST_LIST(states),
          .deadlines = TEST_LIST(deadlines),
          .in_time_without_due = true },
        { .name = "petition",
          .slug = "don-thu",
          .label = "Đơn thư",
          .date = "received_on",
          .title = "summary",
          .fields = TEST_LIST(petition_fields),
          .states = TEST_LIST(states),
          .deadlines = TEST_LIST(deadlines),
          .search = TEST_LIST(searched),
          .list = { .sort = "due_on" } },
    };
    static struct unit_name top[] = { { "Ủy ban nhân dân tỉnh", "UBND", "0001-01-01", "9999-12-31" } };
    static struct unit_name office[] = { { "Văn phòng", "VP", "0001-01-01", "9999-12-31" } };
    static struct unit_name inside[] = { { "Phòng Nội chính", "NC", "0001-01-01", "2021-06-30" },
                                         { "Phòng Nội chính - Pháp chế", "NCPC", "2021-07-01", "9999-12-31" } };
    static struct unit_name law[] = { { "Phòng Pháp chế", "PC", "0001-01-01", "9999-12-31" } };
    static const char *successors[] = { "nc" };
    static struct unit units[] = {
        { .code = "ubnd",
          .kind = "ubnd",
          .parent = "",
          .from = "0001-01-01",
          .until = "9999-12-31",
          .names = TEST_LIST(top) },
        { .code = "vp",
          .kind = "van-phong",
          .parent = "ubnd",
          .from = "0001-01-01",
          .until = "9999-12-31",
          .names = TEST_LIST(office) },
        { .code = "nc",
          .kind = "phong",
          .parent = "vp",
          .from = "0001-01-01",
          .until = "9999-12-31",
          .names = TEST_LIST(inside) },
        { .code = "pc",
          .kind = "phong",
          .parent = "vp",
          .from = "0001-01-01",
          .until = "2021-06-30",
          .names = TEST_LIST(law),
          .successors = TEST_LIST(successors) },
    };
    static struct issuer issuers[] = {
        { .code = "ubnd", .name = "Ủy ban nhân dân tỉnh", .symbol = "UBND", .unit = "ubnd" },
        { .code = "van-phong", .name = "Văn phòng", .symbol = "VPUBND", .unit = "vp" },
        { .code = "so-khac", .name = "Sở khác", .symbol = "SK", .unit = "" },
    };
    static struct role roles[] = { { .name = "clerk" }, { .name = "leader" } };
    struct definitions *set = ARENA_NEW(mem, struct definitions);
    petition_fields[7].target = &registers[1];
    *set = (struct definitions){ .registers = TEST_LIST(registers),
                                 .units = TEST_LIST(units),
                                 .issuers = TEST_LIST(issuers),
                                 .roles = TEST_LIST(roles),
                                 .hash = "test" };
    return set;
}
