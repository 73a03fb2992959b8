/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acting.h"

#include "base/text.h"
#include "main/texts.h"

bool acting_scope(struct arena *mem, const struct definitions *definitions, const char *login, struct scope *scope,
                  struct err *err)
{
    struct scope administrator = scope_local_administrator(mem, definitions);
    if (!login || text_equal(login, administrator.user)) {
        *scope = administrator;
        return true;
    }
    struct text logins;
    text_init(&logins, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < definitions->roles.count; i++) {
        const struct role *role = &definitions->roles.items[i];
        if (text_equal(role->login, login)) {
            *scope = scope_role(mem, definitions, role);
            return true;
        }
        if (role->login)
            text_printf(&logins, "%s%s", logins.length ? ", " : "", role->login);
    }
    return err_set(err, ERR_INVALID, "user", "--as", SAY_NO_SUCH_USER, login, logins.data);
}
