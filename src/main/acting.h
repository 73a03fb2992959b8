/* src/main/acting.h
 * Whose rights a command has: the administrator at the machine, an account, or a role of the office by its login.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/scope.h"

/* LOGIN NULL: the local administrator. Otherwise an account of the database, where there is one (forbidden.user when it
 * is disabled); else a login of office/roles.yaml acts with that role alone, and sees every unit where the role sees
 * its own (scope_role). Fails with ERR_INVALID for another. */
bool acting_scope(struct arena *mem, struct store *store, const struct definitions *definitions, const char *login,
                  struct scope *scope, struct err *err) MUST_CHECK;
