/* src/records/condition.h
 * A condition of a definition (`only_if:`, `shown_if:`) on the values one record has: a small part of the query
 * language, field=value, comma lists, any, none and `!`, joined by `&`. It reads no database.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* True where every part holds. A field the register does not have never holds: `congvu check` refused it. */
bool condition_holds(const struct record *record, const char *condition);
