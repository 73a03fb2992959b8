/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/shapes.h"

#include "definitions/board_definition.h"
#include "definitions/holds_definition.h"
#include "definitions/made_record.h"
#include "definitions/opens_definition.h"
#include "definitions/delivery.h"
#include "definitions/print_definition.h"
#include "definitions/signs_definition.h"
#include "definitions/step_along.h"
#include "definitions/week_definition.h"

#define PLACE_OF(type) offsetof(type, place)

const char *const field_type_words[] = {
    [FIELD_TEXT] = "text",           [FIELD_LONG_TEXT] = "long-text", [FIELD_NUMBER] = "number",
    [FIELD_MONEY] = "money",         [FIELD_DATE] = "date",           [FIELD_DATE_TIME] = "date-time",
    [FIELD_YES_NO] = "yes-no",       [FIELD_CHOICE] = "choice",       [FIELD_CHOICES] = "choices",
    [FIELD_UNIT] = "unit",           [FIELD_USER] = "user",           [FIELD_PERSON] = "person",
    [FIELD_ADDRESS] = "address",     [FIELD_PHONE] = "phone",         [FIELD_DOCUMENT_NUMBER] = "document-number",
    [FIELD_PROCEDURE] = "procedure", [FIELD_LINK] = "link",           [FIELD_PERIOD] = "period",
    [FIELD_RATING] = "rating",       [FIELD_TIME] = "time",           NULL,
};

const char *const state_group_words[] = {
    [GROUP_OPEN] = "open", [GROUP_RESOLVED] = "resolved", [GROUP_UNCOUNTED] = "uncounted", NULL
};

const char *const figure_kind_words[] = {
    [FIGURE_RECORDS] = "records",
    [FIGURE_DISTINCT] = "distinct",
    [FIGURE_SUM] = "sum",
    [FIGURE_LAST] = "last",
    [FIGURE_RATIO] = "ratio",
    [FIGURE_TOTAL] = "total",
    [FIGURE_BEFORE] = "before",
    [FIGURE_LAST_YEAR] = "last-year",
    [FIGURE_YEAR] = "year",
    [FIGURE_SHARE] = "share",
    [FIGURE_CHANGE] = "change",
    [FIGURE_EXTERNAL] = "external",
    NULL,
};

static const char *const verdict_words[] = { "common", "dossier", NULL };
static const char *const begins_words[] = { "entry", NULL };
static const char *const from_words[] = { "issued", "query", NULL };
static const char *const empty_words[] = { "zero", "missing", NULL };

/* --- choices ------------------------------------------------------------------------------------------------------ */

static const struct bind_key choice_shape_keys[] = {
    KEY_TEXT("code", struct choice, code, .required = true),
    KEY_TEXT("label", struct choice, label, .required = true),
    KEY_TEXT("short", struct choice, brief),
    KEY_TEXT("group", struct choice, group),
    KEY_TEXT("verb", struct choice, verb),
    KEY_TEXT("was", struct choice, was),
    KEY_DATE("from", struct choice, from),
    KEY_DATE("until", struct choice, until),
};
static SHAPE(choice_shape, struct choice, "lựa chọn", NULL, BIND_NO_PLACE);

static const struct bind_key list_shape_keys[] = {
    KEY_TEXT("list", struct choice_list, name, .required = true),
    KEY_TEXT("label", struct choice_list, label, .required = true),
    KEY_LIST("choices", struct choice_list, choices, struct choice, &choice_shape, .required = true),
};
SHAPE(list_shape, struct choice_list, "danh mục", NULL, PLACE_OF(struct choice_list));

/* --- a register --------------------------------------------------------------------------------------------------- */

static const struct field blank_field = { .min = INT64_MIN, .max = INT64_MAX };

static const struct bind_key within_shape_keys[] = {
    KEY_TEXT("of", struct field_within, of, .required = true),
    KEY_TEXT("length", struct field_within, length, .required = true),
    KEY_TEXT("law", struct field_within, law),
};
static SHAPE(within_shape, struct field_within, "khoảng cách ngày (within)", NULL, PLACE_OF(struct field_within));

static const struct bind_key copied_value_shape_keys[] = {
    KEY_TEXT("from", struct copied_value, from, .required = true),
    KEY_TEXT("to", struct copied_value, to, .required = true),
};
static SHAPE(copied_value_shape, struct copied_value, "giá trị chép (copies)", NULL, BIND_NO_PLACE);

static const struct bind_key in_force_shape_keys[] = {
    KEY_TEXT("from", struct in_force, from),
    KEY_TEXT("until", struct in_force, until),
    KEY_TEXT("ended", struct in_force, ended),
};
static SHAPE(in_force_shape, struct in_force, "hiệu lực (in_force)", NULL, BIND_NO_PLACE);

static const struct bind_key carries_out_shape_keys[] = {
    KEY_TEXT("words", struct carries_out, words, .required = true),
    KEY_TEXT("speaker", struct carries_out, speaker),
    KEY_TEXT("said_on", struct carries_out, said_on),
    KEY_TEXT("due", struct carries_out, due),
    KEY_TEXT("number", struct carries_out, number),
    KEY_TEXTS("asks", struct carries_out, asks),
};
static SHAPE(carries_out_shape, struct carries_out, "nhiệm vụ theo ý kiến chỉ đạo (carries_out)", NULL, BIND_NO_PLACE);

static const struct bind_key condition_shape_keys[] = {
    KEY_TEXT("query", struct step_condition, query, .required = true),
    KEY_TEXT("otherwise", struct step_condition, otherwise),
};
static SHAPE(condition_shape, struct step_condition, "điều kiện (only_if)", NULL, PLACE_OF(struct step_condition));

static const struct bind_key field_shape_keys[] = {
    KEY_TEXT("name", struct field, name, .required = true),
    KEY_CHOICE("type", struct field, type, field_type_words, .required = true),
    KEY_TEXT("label", struct field, label, .required = true),
    KEY_TEXT("help", struct field, help),
    KEY_YES_NO("required", struct field, required),
    KEY_YES_NO("unique", struct field, unique),
    KEY_YES_NO("personal", struct field, personal),
    KEY_TEXTS("opens_to", struct field, opens_to),
    KEY_TEXT("initial", struct field, initial),
    KEY_TEXT("set_by", struct field, set_by),
    KEY_TEXT("recipients", struct field, recipients),
    KEY_YES_NO("lines", struct field, lines),
    KEY_TEXT("shown_if", struct field, shown_if),
    KEY_TEXTS("not_before", struct field, not_before),
    KEY_NEW("within", struct field, within, struct field_within, &within_shape),
    KEY_YES_NO("future", struct field, future),
    KEY_YES_NO("past", struct field, past),
    KEY_YES_NO("years", struct field, years),
    KEY_INT("min", struct field, min),
    KEY_INT("max", struct field, max),
    KEY_TEXTS("units", struct field, units),
    KEY_TEXT("list", struct field, list_name),
    KEY_LIST("choices", struct field, choices, struct choice, &choice_shape),
    KEY_TEXT("register", struct field, register_name),
    KEY_LIST("copies", struct field, copies, struct copied_value, &copied_value_shape),
    KEY_LIST("only_if", struct field, only_if, struct step_condition, &condition_shape, .short_form = true),
    KEY_TEXT("was", struct field, was),
    KEY_DATE("until", struct field, until),
};
static SHAPE(field_shape, struct field, "trường", &blank_field, PLACE_OF(struct field));

static const struct bind_key wait_shape_keys[] = {
    KEY_TEXT("step", struct state_wait, step, .required = true),
    KEY_TEXT("only_if", struct state_wait, only_if),
};
static SHAPE(wait_shape, struct state_wait, "bước được chờ (awaits)", NULL, PLACE_OF(struct state_wait));

static const struct bind_key group_shape_keys[] = {
    KEY_TEXT("label", struct field_group, label, .required = true),
    KEY_TEXTS("fields", struct field_group, fields, .required = true),
};
static SHAPE(group_shape, struct field_group, "nhóm trường", NULL, PLACE_OF(struct field_group));

static const struct bind_key state_shape_keys[] = {
    KEY_TEXT("name", struct state, name, .required = true),
    KEY_TEXT("label", struct state, label, .required = true),
    KEY_CHOICE("group", struct state, group, state_group_words, .required = true),
    KEY_LIST("awaits", struct state, awaits, struct state_wait, &wait_shape, .short_form = true),
    KEY_TEXT("was", struct state, was),
    KEY_DATE("until", struct state, until),
};
static SHAPE(state_shape, struct state, "trạng thái", NULL, PLACE_OF(struct state));

static const char *const closes_words[] = { CLOSES_ALL, CLOSES_IF_DONE, NULL };

static const struct bind_key along_shape_keys[] = {
    KEY_TEXT("when", struct step_along, when),
    KEY_TEXT("field", struct step_along, field, .required = true),
    KEY_TEXT("step", struct step_along, step, .required = true),
    KEY_TEXT("sets", struct step_along, sets),
};
static SHAPE(along_shape, struct step_along, "bước làm cùng (takes_along)", NULL, PLACE_OF(struct step_along));

static const char *const delivery_words[] = { DELIVERY_SENT, DELIVERY_RECEIVED, DELIVERY_RETURNED, NULL };

static const struct bind_key delivery_shape_keys[] = {
    KEY_TEXT("field", struct step_delivery, field, .required = true),
    KEY_WORD("as", struct step_delivery, as, delivery_words, .required = true),
    KEY_TEXT("to", struct step_delivery, to, .required = true),
    KEY_TEXT("way", struct step_delivery, way),
};
static SHAPE(delivery_shape, struct step_delivery, "việc gửi (delivers)", NULL, PLACE_OF(struct step_delivery));

static const struct bind_key step_shape_keys[] = {
    KEY_TEXT("name", struct step, name, .required = true),
    KEY_TEXT("label", struct step, label, .required = true),
    KEY_TEXTS("from", struct step, from),
    KEY_TEXT("to", struct step, to),
    KEY_TEXTS("who", struct step, who, .required = true),
    KEY_TEXT("by", struct step, by),
    KEY_TEXTS("needs", struct step, needs),
    KEY_TEXTS("sets", struct step, sets),
    KEY_LIST("only_if", struct step, only_if, struct step_condition, &condition_shape, .short_form = true),
    KEY_TEXT("starts", struct step, starts),
    KEY_TEXT("ends", struct step, ends),
    KEY_TEXT("pauses", struct step, pauses),
    KEY_TEXT("resumes", struct step, resumes),
    KEY_TEXT("extends", struct step, extends),
    KEY_TEXT("reappoints", struct step, reappoints),
    KEY_INT("times", struct step, times),
    KEY_TEXT("restarts", struct step, restarts),
    KEY_TEXT("assigns", struct step, assigns),
    KEY_WORD("closes", struct step, closes, closes_words),
    KEY_TEXTS("needs_approved", struct step, approved),
    KEY_WORD("approves", struct step, approves, approval_kind_words),
    KEY_YES_NO("quiet", struct step, quiet),
    KEY_TEXTS("not_before", struct step, not_before),
    KEY_TEXT("day_field", struct step, day_field),
    KEY_YES_NO("earlier_day", struct step, earlier_day),
    KEY_TEXTS("clears", struct step, clears),
    KEY_YES_NO("needs_held", struct step, needs_held),
    KEY_TEXTS("asks_again", struct step, asks_again),
    KEY_TEXT("counts", struct step, counts),
    KEY_YES_NO("numbers", struct step, numbers),
    KEY_YES_NO("with_entry", struct step, with_entry),
    KEY_NEW("delivers", struct step, delivery, struct step_delivery, &delivery_shape),
    KEY_LIST("takes_along", struct step, along, struct step_along, &along_shape, .short_form = true),
    KEY_TEXT("was", struct step, was),
};
static SHAPE(step_shape, struct step, "bước xử lý", NULL, PLACE_OF(struct step));

static const struct bind_key limits_choice_shape_keys[] = {
    KEY_TEXT("query", struct limits_choice, query, .required = true),
    KEY_TEXT("limits", struct limits_choice, limits),
    KEY_TEXT("law", struct limits_choice, law),
};
static SHAPE(limits_choice_shape, struct limits_choice, "thời hạn theo điều kiện (limits_by)", NULL,
             PLACE_OF(struct limits_choice));

static const struct bind_key deadline_shape_keys[] = {
    KEY_TEXT("name", struct deadline_definition, name, .required = true),
    KEY_TEXT("label", struct deadline_definition, label),
    KEY_TEXT("law", struct deadline_definition, law),
    KEY_WORD("begins", struct deadline_definition, begins, begins_words),
    KEY_YES_NO("beside", struct deadline_definition, beside),
    KEY_TEXT("limits", struct deadline_definition, limits),
    KEY_LIST("limits_by", struct deadline_definition, limits_by, struct limits_choice, &limits_choice_shape),
    KEY_TEXT("variant", struct deadline_definition, variant),
    KEY_TEXT("length", struct deadline_definition, length),
    KEY_TEXT("length_field", struct deadline_definition, length_field),
    KEY_TEXT("date_field", struct deadline_definition, date_field),
    KEY_TEXT("from_field", struct deadline_definition, from_field),
    KEY_TEXT("extension_field", struct deadline_definition, extension_field),
    KEY_TEXT("reappointed_field", struct deadline_definition, reappointed_field),
};
static SHAPE(deadline_shape, struct deadline_definition, "thời hạn", NULL, PLACE_OF(struct deadline_definition));

static const struct bind_key unique_shape_keys[] = {
    KEY_TEXTS("fields", struct unique_rule, fields, .required = true),
    KEY_TEXT("when", struct unique_rule, when),
    KEY_YES_NO("hint", struct unique_rule, hint),
    KEY_TEXT("otherwise", struct unique_rule, otherwise),
};
static SHAPE(unique_shape, struct unique_rule, "điều không được trùng (unique)", NULL, PLACE_OF(struct unique_rule));

static const struct bind_key rule_shape_keys[] = {
    KEY_TEXT("when", struct record_rule, when),
    KEY_TEXT("query", struct record_rule, query, .required = true),
    KEY_TEXT("otherwise", struct record_rule, otherwise, .required = true),
};
static SHAPE(rule_shape, struct record_rule, "quy tắc (rules)", NULL, PLACE_OF(struct record_rule));

static const struct bind_key backed_value_shape_keys[] = {
    KEY_TEXT("here", struct backed_value, here, .required = true),
    KEY_TEXT("there", struct backed_value, there, .required = true),
};
static SHAPE(backed_value_shape, struct backed_value, "giá trị đối chiếu", NULL, BIND_NO_PLACE);

static const struct bind_key backing_shape_keys[] = {
    KEY_TEXT("when", struct backing, when),
    KEY_TEXT("register", struct backing, register_name, .required = true),
    KEY_TEXT("query", struct backing, query),
    KEY_TEXT("day", struct backing, day, .required = true),
    KEY_LIST("same", struct backing, same, struct backed_value, &backed_value_shape, .required = true),
    KEY_LIST("covers", struct backing, covers, struct backed_value, &backed_value_shape),
    KEY_TEXT("otherwise", struct backing, otherwise, .required = true),
};
static SHAPE(backing_shape, struct backing, "căn cứ ở sổ khác (backed_by)", NULL, PLACE_OF(struct backing));

static const struct bind_key sign_line_shape_keys[] = {
    KEY_TEXT("word", struct sign_line, word),
    KEY_TEXT("query", struct sign_line, query),
    KEY_TEXT("keeps", struct sign_line, keeps),
    /* of whom it may be */
    KEY_YES_NO("collective", struct sign_line, collective),
    KEY_YES_NO("unit", struct sign_line, unit),
    KEY_YES_NO("vacant", struct sign_line, vacant),
};
static SHAPE(sign_line_shape, struct sign_line, "dòng của khối chữ ký", NULL, PLACE_OF(struct sign_line));

static const struct bind_key sign_form_shape_keys[] = {
    KEY_TEXT("name", struct sign_form, name, .required = true),
    KEY_TEXT("when", struct sign_form, when, .required = true),
    KEY_LIST("lines", struct sign_form, lines, struct sign_line, &sign_line_shape, .required = true),
};
static SHAPE(sign_form_shape, struct sign_form, "hình thức ký", NULL, PLACE_OF(struct sign_form));

static const struct bind_key signs_shape_keys[] = {
    KEY_TEXT("block", struct signs_definition, block, .required = true),
    KEY_TEXT("signer", struct signs_definition, signer, .required = true),
    KEY_TEXT("title", struct signs_definition, title, .required = true),
    KEY_TEXT("day", struct signs_definition, day, .required = true),
    KEY_TEXT("register", struct signs_definition, register_name, .required = true),
    KEY_TEXT("holder", struct signs_definition, holder, .required = true),
    KEY_TEXT("names", struct signs_definition, names, .required = true),
    KEY_LIST("forms", struct signs_definition, forms, struct sign_form, &sign_form_shape, .required = true),
};
static SHAPE(signs_shape, struct signs_definition, "khối chữ ký (signs)", NULL, PLACE_OF(struct signs_definition));

static const struct bind_key tab_shape_keys[] = {
    KEY_TEXT("label", struct quick_tab, label, .required = true),
    KEY_TEXT("query", struct quick_tab, query, .required = true),
    KEY_YES_NO("first", struct quick_tab, first),
};
static SHAPE(tab_shape, struct quick_tab, "thẻ lọc nhanh", NULL, BIND_NO_PLACE);

static const struct bind_key columns_shape_keys[] = {
    KEY_TEXTS("columns", struct list_definition, columns, .required = true),
    KEY_TEXT("sort", struct list_definition, sort),
    KEY_LIST("tabs", struct list_definition, tabs, struct quick_tab, &tab_shape),
};
static SHAPE(columns_shape, struct list_definition, "danh sách (list)", NULL, BIND_NO_PLACE);

static const struct bind_key figure_shape_keys[] = {
    KEY_TEXT("name", struct figure_definition, name, .required = true),
    KEY_TEXT("label", struct figure_definition, label, .required = true),
    KEY_CHOICE("count", struct figure_definition, kind, figure_kind_words, .required = true),
    KEY_TEXT("query", struct figure_definition, query),
    KEY_TEXT("field", struct figure_definition, field),
    KEY_TEXT("counts", struct figure_definition, counts),
    KEY_TEXT("numerator", struct figure_definition, numerator),
    KEY_TEXT("denominator", struct figure_definition, denominator),
    KEY_TEXTS("of", struct figure_definition, of),
    KEY_TEXTS("minus", struct figure_definition, minus),
    KEY_TEXT("figure", struct figure_definition, figure),
    KEY_TEXT("against", struct figure_definition, against),
    KEY_TEXT("plan", struct figure_definition, plan),
    KEY_WORD("from", struct figure_definition, from, from_words),
    KEY_WORD("empty", struct figure_definition, empty, empty_words),
};
SHAPE(figure_shape, struct figure_definition, "chỉ tiêu", NULL, PLACE_OF(struct figure_definition));

static const struct bind_key drafts_shape_keys[] = {
    KEY_TEXTS("states", struct drafts_definition, states, .required = true),
    KEY_TEXT("returned", struct drafts_definition, returned),
    KEY_TEXT("delegated", struct drafts_definition, delegated),
};
static SHAPE(drafts_shape, struct drafts_definition, "dự thảo (drafts)", NULL, PLACE_OF(struct drafts_definition));

const char *const urge_words[] = { "unit", "count", "today", NULL };

static const struct bind_key urge_value_shape_keys[] = {
    KEY_TEXT("field", struct urge_value, field, .required = true),
    KEY_TEXT("text", struct urge_value, text, .required = true),
};
static SHAPE(urge_value_shape, struct urge_value, "giá trị của văn bản đôn đốc", NULL, PLACE_OF(struct urge_value));

static const struct bind_key urges_shape_keys[] = {
    KEY_TEXT("step", struct urges, step, .required = true),
    KEY_TEXT("query", struct urges, query, .required = true),
    KEY_TEXT("register", struct urges, register_name, .required = true),
    KEY_TEXT("document", struct urges, document, .required = true),
    KEY_LIST("values", struct urges, values, struct urge_value, &urge_value_shape, .required = true),
    KEY_TEXTS("columns", struct urges, columns, .required = true),
    KEY_TEXT("heading", struct urges, heading),
    KEY_TEXT("opening", struct urges, opening, .required = true),
    KEY_TEXT("closing", struct urges, closing),
    KEY_TEXTS("authority", struct urges, authority, .required = true),
};
static SHAPE(urges_shape, struct urges, "đôn đốc (urges)", NULL, PLACE_OF(struct urges));

static const struct bind_key made_value_shape_keys[] = {
    KEY_TEXT("field", struct made_value, field, .required = true),
    KEY_TEXT("text", struct made_value, text, .required = true),
};
static SHAPE(made_value_shape, struct made_value, "giá trị của hồ sơ lập từ hồ sơ này", NULL,
             PLACE_OF(struct made_value));

static const struct bind_key made_record_shape_keys[] = {
    KEY_TEXT("label", struct made_record, label, .required = true),
    KEY_TEXT("register", struct made_record, register_name, .required = true),
    KEY_TEXT("field", struct made_record, field, .required = true),
    KEY_TEXTS("states", struct made_record, states),
    KEY_LIST("values", struct made_record, values, struct made_value, &made_value_shape),
};
static SHAPE(made_record_shape, struct made_record, "hồ sơ lập từ hồ sơ này (makes)", NULL,
             PLACE_OF(struct made_record));

const char *const print_value_words[] = { "number", "title",  "state",       "unit",     "issuer",
                                          "due",    "due_on", "happened_on", "assignee", NULL };

static const char *const print_form_words[] = { PRINT_STAMP, PRINT_SHEET, NULL };

static const struct bind_key print_line_shape_keys[] = {
    KEY_TEXT("label", struct print_line, label, .required = true),
    KEY_TEXT("field", struct print_line, field),
};
static SHAPE(print_line_shape, struct print_line, "dòng in", NULL, PLACE_OF(struct print_line));

static const struct bind_key print_part_shape_keys[] = {
    KEY_TEXT("title", struct print_part, title, .required = true),
    KEY_LIST("lines", struct print_part, lines, struct print_line, &print_line_shape),
    KEY_YES_NO("directions", struct print_part, directions),
    KEY_YES_NO("assignments", struct print_part, assignments),
    KEY_TEXT("addressed", struct print_part, addressed),
    KEY_TEXT("recipients", struct print_part, recipients),
    KEY_YES_NO("signed", struct print_part, is_signed),
    KEY_INT("blank", struct print_part, blank),
    KEY_YES_NO("boxed", struct print_part, boxed),
    KEY_YES_NO("contents", struct print_part, contents),
};
static SHAPE(print_part_shape, struct print_part, "phần in", NULL, PLACE_OF(struct print_part));

static const struct bind_key print_shape_keys[] = {
    KEY_TEXT("name", struct print_definition, name, .required = true),
    KEY_TEXT("label", struct print_definition, label, .required = true),
    KEY_TEXT("heading", struct print_definition, heading, .required = true),
    KEY_TEXT("heading_of", struct print_definition, heading_of),
    KEY_TEXT("dated", struct print_definition, dated),
    KEY_WORD("form", struct print_definition, form, print_form_words, .required = true),
    KEY_TEXT("code", struct print_definition, code),
    KEY_TEXT("law", struct print_definition, law),
    KEY_DATE("from", struct print_definition, from),
    KEY_DATE("until", struct print_definition, until),
    KEY_TEXTS("needs", struct print_definition, needs),
    KEY_LIST("lines", struct print_definition, lines, struct print_line, &print_line_shape),
    KEY_LIST("parts", struct print_definition, parts, struct print_part, &print_part_shape),
};
static SHAPE(print_shape, struct print_definition, "bản in (prints)", NULL, PLACE_OF(struct print_definition));

static const struct bind_key opens_shape_keys[] = {
    KEY_TEXT("register", struct opens_definition, register_name, .required = true),
    KEY_TEXT("series", struct opens_definition, series, .required = true),
    KEY_TEXT("day", struct opens_definition, day, .required = true),
    KEY_TEXT("every", struct opens_definition, every, .required = true),
    KEY_TEXT("starts", struct opens_definition, starts, .required = true),
    KEY_TEXT("next", struct opens_definition, next, .required = true),
    KEY_TEXT("step", struct opens_definition, step, .required = true),
    KEY_TEXT("until", struct opens_definition, until),
    KEY_TEXT("lead", struct opens_definition, lead),
    KEY_TEXT("like", struct opens_definition, like),
    KEY_TEXT("ahead", struct opens_definition, ahead),
    KEY_TEXT("days", struct opens_definition, days),
    KEY_TEXT("due", struct opens_definition, due),
    KEY_TEXT("from", struct opens_definition, from),
    KEY_LIST("copies", struct opens_definition, copies, struct copied_value, &copied_value_shape),
};
static SHAPE(opens_shape, struct opens_definition, "mở định kỳ (opens)", NULL, PLACE_OF(struct opens_definition));

static const struct bind_key held_register_shape_keys[] = {
    KEY_TEXT("register", struct held_register, register_name, .required = true),
    KEY_TEXT("number", struct held_register, number),
    KEY_TEXT("day", struct held_register, day),
    KEY_TEXT("written_by", struct held_register, author),
};
static SHAPE(held_register_shape, struct held_register, "sổ có văn bản trong hồ sơ", NULL,
             PLACE_OF(struct held_register));

static const struct bind_key holds_shape_keys[] = {
    KEY_TEXT("label", struct holds_definition, label, .required = true),
    KEY_TEXTS("states", struct holds_definition, states, .required = true),
    KEY_LIST("registers", struct holds_definition, registers, struct held_register, &held_register_shape,
             .required = true, .short_form = true),
};
static SHAPE(holds_shape, struct holds_definition, "văn bản trong hồ sơ (holds)", NULL,
             PLACE_OF(struct holds_definition));

static const struct bind_key board_shape_keys[] = {
    KEY_TEXT("name", struct board_definition, name, .required = true),
    KEY_TEXT("label", struct board_definition, label, .required = true),
    KEY_TEXT("under", struct board_definition, under),
    KEY_TEXT("outside", struct board_definition, outside),
    KEY_TEXT("total", struct board_definition, total, .required = true),
    KEY_TEXTS("parts", struct board_definition, parts, .required = true),
};
static SHAPE(board_shape, struct board_definition, "bảng theo dõi (boards)", NULL, PLACE_OF(struct board_definition));

static const struct bind_key week_value_shape_keys[] = {
    KEY_TEXT("column", struct week_value, column, .required = true),
    KEY_TEXT("field", struct week_value, field, .required = true),
};
static SHAPE(week_value_shape, struct week_value, "giá trị của một cột", NULL, BIND_NO_PLACE);

static const struct bind_key week_gather_shape_keys[] = {
    KEY_TEXT("register", struct week_gather, register_name, .required = true),
    KEY_TEXT("query", struct week_gather, query),
    KEY_TEXT("day", struct week_gather, day, .required = true),
    KEY_TEXT("until", struct week_gather, until),
    KEY_TEXT("part_of_day", struct week_gather, part),
    KEY_TEXT("from_time", struct week_gather, hour),
    KEY_TEXT("until_time", struct week_gather, until_hour),
    KEY_LIST("values", struct week_gather, values, struct week_value, &week_value_shape, .required = true),
};
static SHAPE(week_gather_shape, struct week_gather, "sổ được gom (gathers)", NULL, PLACE_OF(struct week_gather));

static const struct bind_key week_column_shape_keys[] = {
    KEY_TEXT("name", struct week_column, name, .required = true),
    KEY_TEXT("label", struct week_column, label, .required = true),
    KEY_YES_NO("clashes", struct week_column, clashes),
    KEY_YES_NO("filter", struct week_column, filter),
};
static SHAPE(week_column_shape, struct week_column, "cột của bảng tuần", NULL, BIND_NO_PLACE);

static const struct bind_key week_table_shape_keys[] = {
    KEY_TEXT("name", struct week_table, name, .required = true),
    KEY_TEXT("label", struct week_table, label, .required = true),
    KEY_LIST("columns", struct week_table, columns, struct week_column, &week_column_shape, .required = true),
    KEY_LIST("gathers", struct week_table, gathers, struct week_gather, &week_gather_shape, .required = true),
};
static SHAPE(week_table_shape, struct week_table, "bảng của tuần (tables)", NULL, PLACE_OF(struct week_table));

static const struct bind_key week_span_shape_keys[] = {
    KEY_TEXT("whole", struct week_span, part, .required = true),
    KEY_TEXTS("covers", struct week_span, covers, .required = true),
};
static SHAPE(week_span_shape, struct week_span, "buổi gồm các buổi khác (spans)", NULL, BIND_NO_PLACE);

static const struct bind_key week_shape_keys[] = {
    KEY_TEXT("day", struct week_definition, day, .required = true),
    KEY_TEXT("kept", struct week_definition, kept, .required = true),
    KEY_TEXT("times", struct week_definition, times),
    KEY_LIST("spans", struct week_definition, spans, struct week_span, &week_span_shape),
    KEY_LIST("tables", struct week_definition, tables, struct week_table, &week_table_shape, .required = true),
};
static SHAPE(week_shape, struct week_definition, "tuần (week)", NULL, PLACE_OF(struct week_definition));

static const struct bind_key register_shape_keys[] = {
    KEY_TEXT("register", struct register_definition, name, .required = true),
    KEY_TEXT("slug", struct register_definition, slug, .required = true),
    KEY_TEXT("label", struct register_definition, label, .required = true),
    KEY_TEXT("plural", struct register_definition, plural),
    KEY_TEXT("law", struct register_definition, law),
    KEY_TEXT("date", struct register_definition, date, .required = true),
    KEY_TEXT("title", struct register_definition, title, .required = true),
    KEY_TEXT("number", struct register_definition, number),
    KEY_TEXT("entry", struct register_definition, entry),
    KEY_TEXT("number_field", struct register_definition, number_field),
    KEY_NEW("in_force", struct register_definition, in_force, struct in_force, &in_force_shape),
    KEY_TEXT("area", struct register_definition, area),
    KEY_TEXT("icon", struct register_definition, icon),
    KEY_TEXT("key", struct register_definition, key),
    KEY_YES_NO("mirror", struct register_definition, mirror),
    KEY_CHOICE("verdict", struct register_definition, in_time_without_due, verdict_words),
    KEY_LIST("fields", struct register_definition, fields, struct field, &field_shape, .required = true),
    KEY_LIST("groups", struct register_definition, groups, struct field_group, &group_shape),
    KEY_LIST("states", struct register_definition, states, struct state, &state_shape, .required = true),
    KEY_TEXTS("way", struct register_definition, way),
    KEY_LIST("steps", struct register_definition, steps, struct step, &step_shape),
    KEY_LIST("deadlines", struct register_definition, deadlines, struct deadline_definition, &deadline_shape),
    KEY_LIST("unique", struct register_definition, unique, struct unique_rule, &unique_shape),
    KEY_LIST("rules", struct register_definition, rules, struct record_rule, &rule_shape),
    KEY_LIST("backed_by", struct register_definition, backed_by, struct backing, &backing_shape),
    KEY_NEW("signs", struct register_definition, signs, struct signs_definition, &signs_shape),
    KEY_NEW("drafts", struct register_definition, drafts, struct drafts_definition, &drafts_shape),
    KEY_TEXTS("secret_keeps", struct register_definition, secret_keeps),
    KEY_STRUCT("list", struct register_definition, list, struct list_definition, &columns_shape, .required = true),
    KEY_TEXTS("search", struct register_definition, search),
    KEY_TEXTS("handed_like", struct register_definition, handed_like),
    KEY_NEW("urges", struct register_definition, urges, struct urges, &urges_shape),
    KEY_NEW("opens", struct register_definition, opens, struct opens_definition, &opens_shape),
    KEY_NEW("holds", struct register_definition, holds, struct holds_definition, &holds_shape),
    KEY_NEW("carries_out", struct register_definition, carries_out, struct carries_out, &carries_out_shape),
    KEY_LIST("prints", struct register_definition, prints, struct print_definition, &print_shape),
    KEY_LIST("boards", struct register_definition, boards, struct board_definition, &board_shape),
    KEY_NEW("week", struct register_definition, week, struct week_definition, &week_shape),
    KEY_LIST("makes", struct register_definition, makes, struct made_record, &made_record_shape),
    KEY_LIST("figures", struct register_definition, figures, struct figure_definition, &figure_shape),
};
SHAPE(register_shape, struct register_definition, "sổ", NULL, PLACE_OF(struct register_definition));
