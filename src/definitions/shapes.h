/* src/definitions/shapes.h
 * The key tables of every kind of file in office/, and the structs of files that are not definitions themselves.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/binder.h"
#include "definitions/dashboard_definition.h"
#include "definitions/definitions.h"
#include "definitions/report_definition.h"

/* office/calendars/ *.yaml */
struct calendar_day {
    const char *date;
    int kind; /* enum calendar_kind */
    const char *reason;
    const char *decision;
    int mark; /* enum calendar_mark */
    struct place place;
};

struct calendar_file {
    const char *name;
    const char *label;
    const char *from, *until;
    LIST_OF(struct calendar_day) days;
    struct place place;
};

/* office/settings.yaml */
struct hours_row {
    const char *from;
    const char *morning;
    const char *afternoon;
    struct place place;
};

/* A word of the built-in set that the office says otherwise (words.c). */
struct office_word {
    const char *word, *as;
};

struct settings_file {
    LIST_OF(struct setting) settings;
    LIST_OF(struct office_word) words;
    LIST_OF(struct hours_row) hours;
};

struct units_file {
    LIST_OF(struct issuer) issuers;
    LIST_OF(struct unit) units;
    LIST_OF(struct unit_group) groups;
};

struct books_file {
    LIST_OF(struct book) books;
};

struct routes_file {
    LIST_OF(struct approval_route) routes;
};

struct roles_file {
    LIST_OF(struct role) roles;
};

struct law_file {
    LIST_OF(struct limit_table) limits;
    LIST_OF(struct legal_act) acts;
};

struct areas_file {
    LIST_OF(struct area) areas;
};

extern const struct bind_shape register_shape; /* struct register_definition */
extern const struct bind_shape report_shape;   /* struct report_definition */
extern const struct bind_shape list_shape;     /* struct choice_list */
extern const struct bind_shape figure_shape;   /* struct figure_definition */
extern const struct bind_shape calendar_shape;
extern const struct bind_shape settings_shape;
extern const struct bind_shape units_shape;
extern const struct bind_shape books_shape;
extern const struct bind_shape routes_shape;
extern const struct bind_shape roles_shape;
extern const struct bind_shape law_shape;
extern const struct bind_shape areas_shape;
extern const struct bind_shape dashboard_shape; /* struct dashboard_definition */

/* In the order of their enums; each ends with NULL. */
extern const char *const approval_kind_words[];
extern const char *const field_type_words[];
extern const char *const state_group_words[];
extern const char *const figure_kind_words[];
