/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/shapes.h"

#define PLACE_OF(type) offsetof(type, place)

const char *const report_words[] = {
    "month", "year",   "next_month",  "next_year",     "previous_month", "previous_year", "last_year", "quarter",
    "half",  "period", "next_period", "period_before", "from",           "until",         "cutoff",
};
const size_t report_word_count = COUNT_OF(report_words);

const char *const figure_forms[] = { "over", "nearly", "million", "words", "plain", "trend", "names", "known", "some" };
const size_t figure_form_count = COUNT_OF(figure_forms);

static const char *const compare_words[] = { "before", "last-year", NULL };
static const char *const period_words[] = {
    "week",
    "month",
    "quarter",
    "half",
    "nine-months",
    "year",
    "reporting-month",
    "reporting-quarter",
    "reporting-half",
    "reporting-nine-months",
    "reporting-year",
    NULL,
};

static const struct bind_key titles_shape_keys[] = {
    KEY_TEXT("register", struct titles_definition, register_name, .required = true),
    KEY_TEXT("query", struct titles_definition, query, .required = true),
    KEY_TEXT("lead", struct titles_definition, lead),
    KEY_TEXT("by", struct titles_definition, by),
    KEY_TEXT("otherwise", struct titles_definition, otherwise),
    KEY_TEXT("phrase", struct titles_definition, phrase),
    KEY_INT("limit", struct titles_definition, limit),
};
static SHAPE(titles_shape, struct titles_definition, "danh mục văn bản (titles)", NULL, BIND_NO_PLACE);

static const struct bind_key texts_shape_keys[] = {
    KEY_TEXT("register", struct texts_definition, register_name, .required = true),
    KEY_TEXT("query", struct texts_definition, query, .required = true),
    KEY_TEXT("text", struct texts_definition, text, .required = true),
    KEY_YES_NO("titled", struct texts_definition, titled),
    KEY_YES_NO("late", struct texts_definition, late),
};
static SHAPE(texts_shape, struct texts_definition, "lời của hồ sơ (texts, plan)", NULL, BIND_NO_PLACE);

static const struct bind_key table_shape_keys[] = {
    KEY_TEXT("title", struct table_definition, title),
    KEY_TEXTS("figures", struct table_definition, figures, .required = true),
    KEY_WORD("compare", struct table_definition, compare, compare_words),
};
static SHAPE(table_shape, struct table_definition, "bảng", NULL, BIND_NO_PLACE);

static const struct bind_key part_shape_keys[] = {
    KEY_TEXT("line", struct part_definition, line),
    KEY_TEXT("text", struct part_definition, text),
    KEY_NEW("titles", struct part_definition, titles, struct titles_definition, &titles_shape),
    KEY_NEW("table", struct part_definition, table, struct table_definition, &table_shape),
    KEY_NEW("texts", struct part_definition, texts, struct texts_definition, &texts_shape),
    KEY_NEW("plan", struct part_definition, plan, struct texts_definition, &texts_shape),
    KEY_TEXT("only_if", struct part_definition, only_if),
};
static SHAPE(part_shape, struct part_definition, "đoạn (parts)", NULL, PLACE_OF(struct part_definition));

static const struct bind_shape section_shape; /* sections hold sections */

static const struct bind_key section_shape_keys[] = {
    KEY_TEXT("title", struct section_definition, title, .required = true),
    KEY_TEXT("unit", struct section_definition, unit),
    KEY_YES_NO("optional", struct section_definition, optional),
    KEY_LIST("parts", struct section_definition, parts, struct part_definition, &part_shape),
    KEY_LIST("sections", struct section_definition, sections, struct section_definition, &section_shape),
};
static SHAPE(section_shape, struct section_definition, "mục của báo cáo", NULL, PLACE_OF(struct section_definition));

static const struct bind_key report_shape_keys[] = {
    KEY_TEXT("report", struct report_definition, name, .required = true),
    KEY_TEXT("slug", struct report_definition, slug, .required = true),
    KEY_TEXT("file", struct report_definition, file),
    KEY_TEXT("label", struct report_definition, label, .required = true),
    KEY_TEXT("issuer", struct report_definition, issuer, .required = true),
    KEY_TEXT("unit", struct report_definition, unit, .required = true),
    KEY_TEXT("type", struct report_definition, type, .required = true),
    KEY_WORD("period", struct report_definition, period, period_words, .required = true),
    KEY_TEXTS("subject", struct report_definition, subject, .required = true),
    KEY_TEXT("closing", struct report_definition, closing),
    KEY_TEXTS("recipients", struct report_definition, recipients),
    KEY_TEXTS("authority", struct report_definition, authority),
    KEY_TEXT("signer", struct report_definition, signer),
    KEY_LIST("figures", struct report_definition, figures, struct figure_definition, &figure_shape),
    KEY_TEXT("nothing", struct report_definition, nothing),
    KEY_TEXTS("openings", struct report_definition, openings),
    KEY_TEXTS("names", struct report_definition, names),
    KEY_TEXTS("tails", struct report_definition, tails),
    KEY_TEXTS("annex", struct report_definition, annex),
    KEY_LIST("sections", struct report_definition, sections, struct section_definition, &section_shape,
             .required = true),
};
SHAPE(report_shape, struct report_definition, "báo cáo", NULL, PLACE_OF(struct report_definition));
