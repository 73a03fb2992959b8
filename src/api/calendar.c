/* The calendar of the office: the days of a year that depart from the week, and the days that the office sets itself.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/clock.h"
#include "records/calendar_moves.h"

enum { DAY_TEXT_BYTES = 4 * OFFICE_DAY_TEXT_MAX };

/* What is missing is told by who judges the day, with all else that is wrong. */
const struct shape shape_calendar_day = {
    .name = "calendar-day",
    .members = { { "day", MEMBER_TEXT, .max = 10, .help = "ngày: 2021-07-29" },
                 { "kind", MEMBER_TEXT, .max = 10, .help = "off nghỉ, work làm việc, usual theo lịch chung trở lại" },
                 { "reason", MEMBER_TEXT, .max = DAY_TEXT_BYTES, .help = "nội dung quyết định" },
                 { "decision", MEMBER_TEXT, .max = DAY_TEXT_BYTES, .help = "số, ký hiệu của văn bản quyết định" },
                 { "decided_on", MEMBER_TEXT, .max = 10, .help = "ngày của văn bản quyết định" },
                 { "dry_run", MEMBER_YES_NO, .help = "chỉ xem hồ sơ nào sẽ dời hạn, không ghi gì" },
                 { "offset", MEMBER_INTEGER, .help = "cùng dry_run: bỏ qua bao nhiêu hồ sơ đầu" } },
};

bool api_calendar(struct visit *visit, struct err *err)
{
    struct json json;
    struct calendar_line *lines;
    size_t count;
    int64_t asked = visit_integer(visit, "year");
    int year = asked ? (int)asked : civil_from_day(clock_today()).year;
    struct db *db = visit_db(visit, err);
    if (!db || !office_days_year(db, visit->mem, visit->definitions, year, &lines, &count, err))
        return false;
    api_begin(visit, &json);
    calendar_year_json(&json, visit->definitions, year, lines, count);
    return api_end(visit, err);
}

bool api_calendar_set(struct visit *visit, struct err *err)
{
    struct json json;
    struct office office;
    struct calendar_moves moves;
    struct draft_faults faults = { 0 };
    json_t *body = body_read(visit, &shape_calendar_day, err);
    if (!body || !api_no_key(visit, err) || !api_office(visit, &office, err))
        return false;
    struct office_day day = { .day = body_text(visit, body, "day"),
                              .kind = body_text(visit, body, "kind"),
                              .reason = body_text(visit, body, "reason"),
                              .decision = body_text(visit, body, "decision"),
                              .decided_on = body_text(visit, body, "decided_on") };
    int64_t offset = body_integer(body, "offset", 0);
    if (offset < 0 || offset > INT32_MAX)
        return err_set(err, ERR_INVALID, "limit", "offset", SAY_CALENDAR_OFFSET);
    office.faults = &faults;
    bool dry = body_yes_no(body, "dry_run", false);
    if (dry ? !calendar_preview(&office, visit->mem, &day, (size_t)offset, CALENDAR_PAGE, &moves, err)
            : !calendar_set(&office, visit->mem, &day, CALENDAR_AT_ONCE, CALENDAR_PAGE, &moves, err))
        return faults.list.count > 0 && api_refuse_faults(visit, &faults, err);
    api_begin(visit, &json);
    calendar_moves_json(&json, &moves);
    return api_end(visit, err);
}
