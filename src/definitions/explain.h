/* src/definitions/explain.h
 * A register in words: what it keeps, how a record moves, by when, who may, what it counts.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/text.h"
#include "definitions/definitions.h"

/* Fields, states, steps, deadlines with their laws, figures, in Vietnamese, for `congvu explain`. */
void explain_register(struct text *out, const struct definitions *definitions, const struct register_definition *reg);

/* The states and steps as a Graphviz digraph. */
void explain_dot(struct text *out, const struct register_definition *reg);

/* A figure in one sentence: “đếm hồ sơ của sổ Đơn thư với source=buu-dien&received_on=@period”. */
void explain_figure(struct text *out, const struct figure_definition *figure);
