/* src/definitions/explain.h
 * A register in words: what it keeps, how a record moves, by when, who may, what it counts; and the dashboard.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/text.h"
#include "definitions/definitions.h"

/* Fields, states, steps, deadlines with their laws, figures, in Vietnamese, for `congvu explain`. */
void explain_register(struct text *out, const struct definitions *definitions, const struct register_definition *reg);

/* Which roles see it, how far, and what they may do; part of explain_register. */
void explain_roles(struct text *out, const struct definitions *definitions, const struct register_definition *reg);

/* Where the dashboard shows it; part of explain_register. */
void explain_places(struct text *out, const struct definitions *definitions, const struct register_definition *reg);

/* The dashboard: the registers it follows and its panels in their order. */
void explain_dashboard(struct text *out, const struct definitions *definitions);

/* What is asked of the days of FIELD and STEP, and what records keep to; parts of explain_register. */
void explain_days(struct text *out, const struct register_definition *reg, const struct field *field);
void explain_step_days(struct text *out, const struct register_definition *reg, const struct step *step);
void explain_step_approvals(struct text *out, const struct step *step);
void explain_approvals(struct text *out, const struct definitions *definitions, const struct register_definition *reg);
void explain_rules(struct text *out, const struct register_definition *reg);
void explain_step_company(struct text *out, const struct definitions *definitions,
                          const struct register_definition *reg, const struct step *step);
void explain_prints(struct text *out, const struct register_definition *reg);

/* Whose records are urged, and by which letter; nothing where none are. */
void explain_boards(struct text *out, const struct definitions *definitions, const struct register_definition *reg);
void explain_week(struct text *out, const struct register_definition *reg);
void explain_opens(struct text *out, const struct definitions *definitions, const struct register_definition *reg);
void explain_urges(struct text *out, const struct definitions *definitions, const struct register_definition *reg);

/* The states and steps as a Graphviz digraph. */
void explain_dot(struct text *out, const struct register_definition *reg);

/* A query in words: “Nguồn đơn: Bưu điện; Ngày nhận trong kỳ”. What it does not know stands as it is. */
void explain_query(struct text *out, const struct register_definition *reg, const char *query);

/* A figure in one sentence: “đếm hồ sơ trong sổ Đơn thư (Nguồn đơn: Bưu điện; Ngày nhận trong kỳ)”. */
void explain_figure(struct text *out, const struct figure_definition *figure);
