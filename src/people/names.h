/* src/people/names.h
 * What people call those whom the records know by login or code.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"
#include "store/db.h"

/* NAMES[i] is what WHOMS[i] is called: the name of the account with this login, "Chánh Văn phòng (Nguyễn Thị A)" of
 * "position:CODE" with who holds it today, the unit of "unit:CODE", "Trưởng phòng, Phòng Kinh tế" of "role:NAME@UNIT";
 * NULL where there is none. One statement for all, none where only units are asked for. Lives in MEM. */
bool people_names(struct db *db, struct arena *mem, const struct definitions *definitions, const char *const *whoms,
                  size_t count, const char ***names, struct err *err) MUST_CHECK;
