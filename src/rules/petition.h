/* src/rules/petition.h
 * What the law asks of a petition before a step.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/office.h"

/* May the Chairman accept it as a complaint for the first settlement? It is a complaint (khieu-nai), within competence
 * (competent), and not one for the second settlement (lan-hai), which has its own step and limit. Luật Khiếu nại 2011
 * Điều 11, 21, 27. The text says which of these is missing. */
bool petition_within_competence(const struct record *record, const struct definitions *definitions, struct err *err);
