/* src/main/acting.h
 * Whose rights a command has: the administrator at the machine, or a role of the office by its login.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/scope.h"

/* LOGIN NULL: the local administrator. Until accounts come, a login of office/roles.yaml acts with that role alone: it
 * sees the records of every unit, not the secret ones and not personal fields. Fails with ERR_INVALID for another. */
bool acting_scope(struct arena *mem, const struct definitions *definitions, const char *login, struct scope *scope,
                  struct err *err) MUST_CHECK;
