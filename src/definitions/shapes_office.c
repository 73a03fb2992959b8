/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/shapes.h"

#include "base/date.h"
#include "definitions/delivery.h"

#define PLACE_OF(type) offsetof(type, place)
#define FIRST_DAY      "0001-01-01"

static const char *const calendar_kind_words[] = { "off", "work", NULL };
static const char *const mark_words[] = { "verified", "from-memory", "unsure", NULL };
static const char *const book_period_words[] = { "year", "day", "none", NULL };
static const char *const back_dating_words[] = {
    [BACK_DATING_ASKED] = "asked", [BACK_DATING_REFUSED] = "refused", NULL
};

/* --- units.yaml --------------------------------------------------------------------------------------------------- */

static const struct unit_name blank_unit_name = { .from = FIRST_DAY, .until = DATE_OPEN };

static const struct bind_key unit_name_shape_keys[] = {
    KEY_TEXT("name", struct unit_name, name, .required = true),
    KEY_TEXT("short", struct unit_name, brief),
    KEY_DATE("from", struct unit_name, from),
    KEY_DATE("until", struct unit_name, until),
};
static SHAPE(unit_name_shape, struct unit_name, "tên của đơn vị", &blank_unit_name, BIND_NO_PLACE);

static const struct unit blank_unit = { .kind = "", .parent = "", .from = FIRST_DAY, .until = DATE_OPEN };

static const struct bind_key unit_shape_keys[] = {
    KEY_TEXT("code", struct unit, code, .required = true),
    KEY_TEXT("kind", struct unit, kind),
    KEY_TEXT("parent", struct unit, parent),
    KEY_TEXT("identifier", struct unit, identifier),
    KEY_DATE("from", struct unit, from),
    KEY_DATE("until", struct unit, until),
    KEY_LIST("names", struct unit, names, struct unit_name, &unit_name_shape, .required = true),
    KEY_TEXTS("successors", struct unit, successors),
};
static SHAPE(unit_shape, struct unit, "đơn vị", &blank_unit, PLACE_OF(struct unit));

static const struct bind_key issuer_shape_keys[] = {
    KEY_TEXT("code", struct issuer, code, .required = true),
    KEY_TEXT("name", struct issuer, name, .required = true),
    KEY_TEXT("symbol", struct issuer, symbol, .required = true),
    KEY_TEXT("place", struct issuer, place_name, .required = true),
    KEY_TEXTS("letterhead", struct issuer, letterhead, .required = true),
    KEY_TEXT("collective", struct issuer, collective),
    KEY_TEXT("unit", struct issuer, unit, .required = true),
};
static SHAPE(issuer_shape, struct issuer, "cơ quan ban hành", NULL, PLACE_OF(struct issuer));

static const struct bind_key unit_group_shape_keys[] = {
    KEY_TEXT("code", struct unit_group, code, .required = true),
    KEY_TEXT("label", struct unit_group, label, .required = true),
    KEY_TEXTS("names", struct unit_group, names),
    KEY_TEXTS("kinds", struct unit_group, kinds),
    KEY_TEXTS("units", struct unit_group, units),
    KEY_TEXTS("without", struct unit_group, without),
};
static SHAPE(unit_group_shape, struct unit_group, "nhóm đơn vị", NULL, PLACE_OF(struct unit_group));

static const struct bind_key units_shape_keys[] = {
    KEY_LIST("issuers", struct units_file, issuers, struct issuer, &issuer_shape),
    KEY_LIST("units", struct units_file, units, struct unit, &unit_shape),
    KEY_LIST("groups", struct units_file, groups, struct unit_group, &unit_group_shape),
};
SHAPE(units_shape, struct units_file, "units.yaml", NULL, BIND_NO_PLACE);

/* --- books.yaml --------------------------------------------------------------------------------------------------- */

static const struct bind_key book_start_shape_keys[] = {
    KEY_TEXT("series", struct book_start, series, .required = true),
    KEY_INT("at", struct book_start, at, .required = true),
    KEY_TEXT("note", struct book_start, note, .required = true),
};
static SHAPE(book_start_shape, struct book_start, "số bắt đầu", NULL, BIND_NO_PLACE);

static const struct bind_key book_pattern_shape_keys[] = {
    KEY_TEXT("type", struct book_pattern, type, .required = true),
    KEY_TEXT("pattern", struct book_pattern, pattern, .required = true),
};
static SHAPE(book_pattern_shape, struct book_pattern, "mẫu số", NULL, BIND_NO_PLACE);

static const struct book blank_book = { .start = 1 };

static const struct bind_key book_shape_keys[] = {
    KEY_TEXT("name", struct book, name, .required = true),
    KEY_TEXT("label", struct book, label),
    KEY_TEXT("issuer", struct book, issuer),
    KEY_TEXT("serves", struct book, serves, .required = true),
    KEY_WORD("period", struct book, period, book_period_words, .required = true),
    KEY_TEXTS("by", struct book, by),
    KEY_TEXT("dated", struct book, dated),
    KEY_CHOICE("back_dating", struct book, back_dating, back_dating_words),
    KEY_TEXT("pattern", struct book, pattern, .required = true),
    KEY_LIST("patterns", struct book, patterns, struct book_pattern, &book_pattern_shape),
    KEY_INT("start", struct book, start),
    KEY_LIST("starts", struct book, starts, struct book_start, &book_start_shape),
};
static SHAPE(book_shape, struct book, "sổ số", &blank_book, PLACE_OF(struct book));

static const struct bind_key books_shape_keys[] = {
    KEY_LIST("books", struct books_file, books, struct book, &book_shape),
};
SHAPE(books_shape, struct books_file, "books.yaml", NULL, BIND_NO_PLACE);

/* --- approval-routes.yaml ----------------------------------------------------------------------------------------- */

const char *const approval_kind_words[] = { "drafted",        "content-initialled",
                                            "format-checked", "format-initialled",
                                            "signed",         NULL };
static const char *const approval_of_words[] = { "unit", "issuer", NULL };

static const struct bind_key stage_shape_keys[] = {
    KEY_INT("order", struct approval_stage, order, .required = true),
    KEY_WORD("kind", struct approval_stage, kind, approval_kind_words, .required = true),
    KEY_TEXT("position", struct approval_stage, position),
    KEY_TEXT("role", struct approval_stage, role),
    KEY_WORD("of", struct approval_stage, of, approval_of_words),
    KEY_TEXT("unit", struct approval_stage, unit),
};
static SHAPE(stage_shape, struct approval_stage, "chặng duyệt", NULL, PLACE_OF(struct approval_stage));

static const struct bind_key route_shape_keys[] = {
    KEY_TEXT("name", struct approval_route, name, .required = true),
    KEY_TEXT("label", struct approval_route, label, .required = true),
    KEY_TEXT("register", struct approval_route, register_name, .required = true),
    KEY_TEXT("when", struct approval_route, when),
    KEY_YES_NO("required", struct approval_route, required),
    KEY_LIST("stages", struct approval_route, stages, struct approval_stage, &stage_shape, .required = true),
};
static SHAPE(route_shape, struct approval_route, "tuyến duyệt", NULL, PLACE_OF(struct approval_route));

static const struct bind_key routes_shape_keys[] = {
    KEY_LIST("routes", struct routes_file, routes, struct approval_route, &route_shape),
};
SHAPE(routes_shape, struct routes_file, "approval-routes.yaml", NULL, BIND_NO_PLACE);

/* --- roles.yaml --------------------------------------------------------------------------------------------------- */

static const char *const sees_words[] = { "unit", "issuer", "all", NULL };
static const char *const works_words[] = { "unit", "everywhere", NULL };

static const struct bind_key grant_shape_keys[] = {
    KEY_TEXT("label", struct role_grant, label, .required = true),
    KEY_TEXTS("reads", struct role_grant, reads, .required = true),
    KEY_CHOICE("sees", struct role_grant, sees, sees_words, .required = true),
    KEY_CHOICE("works", struct role_grant, works, works_words),
    KEY_TEXTS("secrecy", struct role_grant, secrecy),
    KEY_TEXTS("personal", struct role_grant, personal),
    KEY_TEXTS("creates", struct role_grant, creates),
    KEY_TEXTS("imports", struct role_grant, imports),
    KEY_TEXTS("changes", struct role_grant, changes),
    KEY_TEXTS("cancels", struct role_grant, cancels),
    KEY_TEXTS("assigns", struct role_grant, assigns),
    KEY_TEXTS("directs", struct role_grant, directs),
    KEY_TEXTS("attaches", struct role_grant, attaches),
    KEY_TEXTS("exports", struct role_grant, exports),
};
static SHAPE(grant_shape, struct role_grant, "quyền", NULL, PLACE_OF(struct role_grant));

static const struct bind_key role_shape_keys[] = {
    KEY_TEXT("name", struct role, name, .required = true),
    KEY_TEXT("label", struct role, label, .required = true),
    KEY_TEXT("login", struct role, login),
    KEY_TEXT("help", struct role, purpose),
    KEY_LIST("grants", struct role, grants, struct role_grant, &grant_shape),
    KEY_TEXTS("reports", struct role, reports),
    KEY_YES_NO("dashboard", struct role, dashboard),
    KEY_YES_NO("administers", struct role, administers),
    KEY_YES_NO("audits", struct role, audits),
};
static SHAPE(role_shape, struct role, "vai trò", NULL, PLACE_OF(struct role));

static const struct bind_key roles_shape_keys[] = {
    KEY_LIST("roles", struct roles_file, roles, struct role, &role_shape),
};
SHAPE(roles_shape, struct roles_file, "roles.yaml", NULL, BIND_NO_PLACE);

/* --- law/, areas/ ------------------------------------------------------------------------------------------------- */

static const struct limit_row blank_limit = { .variant = "normal", .from = FIRST_DAY, .until = DATE_OPEN };

static const struct bind_key limit_shape_keys[] = {
    KEY_TEXT("variant", struct limit_row, variant),
    KEY_TEXT("length", struct limit_row, length, .required = true),
    KEY_DATE("from", struct limit_row, from),
    KEY_DATE("until", struct limit_row, until),
    KEY_TEXT("law", struct limit_row, law, .required = true),
    KEY_WORD("mark", struct limit_row, mark, mark_words, .required = true),
};
static SHAPE(limit_shape, struct limit_row, "dòng thời hạn", &blank_limit, BIND_NO_PLACE);

static const struct bind_key limit_table_shape_keys[] = {
    KEY_TEXT("name", struct limit_table, name, .required = true),
    KEY_TEXT("label", struct limit_table, label, .required = true),
    KEY_LIST("rows", struct limit_table, rows, struct limit_row, &limit_shape, .required = true),
};
static SHAPE(limit_table_shape, struct limit_table, "bảng thời hạn", NULL, PLACE_OF(struct limit_table));

static const struct bind_key act_shape_keys[] = {
    KEY_TEXT("name", struct legal_act, name, .required = true),
    KEY_TEXT("label", struct legal_act, label),
    KEY_DATE("from", struct legal_act, from),
    KEY_DATE("until", struct legal_act, until),
    KEY_WORD("mark", struct legal_act, mark, mark_words, .required = true),
};
static SHAPE(act_shape, struct legal_act, "văn bản", NULL, PLACE_OF(struct legal_act));

static const struct bind_key law_shape_keys[] = {
    KEY_LIST("limits", struct law_file, limits, struct limit_table, &limit_table_shape),
    KEY_LIST("acts", struct law_file, acts, struct legal_act, &act_shape),
};
SHAPE(law_shape, struct law_file, "law/", NULL, BIND_NO_PLACE);

static const struct area blank_area = { .kind = "", .parent = "", .from = FIRST_DAY, .until = DATE_OPEN };

static const struct bind_key area_shape_keys[] = {
    KEY_TEXT("code", struct area, code, .required = true),
    KEY_TEXT("name", struct area, name, .required = true),
    KEY_TEXT("kind", struct area, kind),
    KEY_TEXT("parent", struct area, parent),
    KEY_DATE("from", struct area, from),
    KEY_DATE("until", struct area, until),
};
static SHAPE(area_shape, struct area, "địa bàn", &blank_area, PLACE_OF(struct area));

static const struct bind_key areas_shape_keys[] = {
    KEY_LIST("areas", struct areas_file, areas, struct area, &area_shape),
};
SHAPE(areas_shape, struct areas_file, "areas/", NULL, BIND_NO_PLACE);

/* --- calendars/, settings.yaml ------------------------------------------------------------------------------------ */

static const struct bind_key day_shape_keys[] = {
    KEY_DATE("date", struct calendar_day, date, .required = true),
    KEY_CHOICE("kind", struct calendar_day, kind, calendar_kind_words, .required = true),
    KEY_TEXT("reason", struct calendar_day, reason, .required = true),
    KEY_TEXT("decision", struct calendar_day, decision),
    KEY_CHOICE("mark", struct calendar_day, mark, mark_words),
};
static SHAPE(day_shape, struct calendar_day, "ngày nghỉ", NULL, PLACE_OF(struct calendar_day));

static const struct bind_key calendar_shape_keys[] = {
    KEY_TEXT("calendar", struct calendar_file, name, .required = true),
    KEY_TEXT("label", struct calendar_file, label, .required = true),
    KEY_DATE("from", struct calendar_file, from, .required = true),
    KEY_DATE("until", struct calendar_file, until, .required = true),
    KEY_LIST("days", struct calendar_file, days, struct calendar_day, &day_shape, .required = true),
};
SHAPE(calendar_shape, struct calendar_file, "lịch", NULL, PLACE_OF(struct calendar_file));

static const struct bind_key setting_shape_keys[] = {
    KEY_TEXT("name", struct setting, name, .required = true),
    KEY_TEXT("value", struct setting, value, .required = true),
};
static SHAPE(setting_shape, struct setting, "thiết lập", NULL, BIND_NO_PLACE);

static const struct hours_row blank_hours = { .from = FIRST_DAY };

static const struct bind_key hours_shape_keys[] = {
    KEY_DATE("from", struct hours_row, from),
    KEY_TEXT("morning", struct hours_row, morning, .required = true),
    KEY_TEXT("afternoon", struct hours_row, afternoon, .required = true),
};
static SHAPE(hours_shape, struct hours_row, "giờ làm việc", &blank_hours, PLACE_OF(struct hours_row));

static const struct bind_key word_shape_keys[] = {
    KEY_TEXT("word", struct office_word, word, .required = true),
    KEY_TEXT("as", struct office_word, as, .required = true),
};
static SHAPE(word_shape, struct office_word, "từ", NULL, BIND_NO_PLACE);

static const struct bind_key settings_shape_keys[] = {
    KEY_LIST("settings", struct settings_file, settings, struct setting, &setting_shape),
    KEY_LIST("words", struct settings_file, words, struct office_word, &word_shape),
    KEY_LIST("office_hours", struct settings_file, hours, struct hours_row, &hours_shape),
};
SHAPE(settings_shape, struct settings_file, "settings.yaml", NULL, BIND_NO_PLACE);
