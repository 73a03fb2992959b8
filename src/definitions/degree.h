/* src/definitions/degree.h
 * The degrees of secrecy (Luật Bảo vệ bí mật nhà nước 2018 Art. 8) and of urgency (NĐ 30/2020, annex I), lowest first.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

enum { DEGREE_COUNT = 4 };

struct degree {
    const char *code;
    const char *label;
};

/* The first one of each: papers without a mark. */
#define DEGREE_USUAL "thuong"

extern const struct degree secrecy_degrees[DEGREE_COUNT], urgency_degrees[DEGREE_COUNT];

/* NULL where none of DEGREES has the code. */
const struct degree *degree_find(const struct degree degrees[DEGREE_COUNT], const char *code);

/* Is the degree ONE above OTHER? NULL is the lowest. */
bool degree_is_above(const struct degree degrees[DEGREE_COUNT], const char *one, const char *other);

/* The mark that a paper bears, "Mật", "Hỏa tốc"; "" for the usual degree. */
const char *degree_mark(const struct degree degrees[DEGREE_COUNT], const char *code);
