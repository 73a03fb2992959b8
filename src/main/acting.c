/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acting.h"

#include "base/text.h"
#include "main/texts.h"

static struct text_list one(struct arena *mem, const char *item)
{
    const char **items = ARENA_NEW(mem, const char *);
    items[0] = item;
    return (struct text_list){ items, 1 };
}

static struct scope role_scope(struct arena *mem, const struct definitions *definitions, const struct role *role)
{
    struct scope scope = { .user = role->login, .unit = "", .every_unit = true };
    scope.issuers.items = ARENA_ARRAY(mem, const char *, definitions->issuers.count + 1);
    for (size_t i = 0; i < definitions->issuers.count; i++)
        scope.issuers.items[scope.issuers.count++] = definitions->issuers.items[i].code;
    scope.secrecy = one(mem, "thuong");
    scope.roles = one(mem, role->name);
    return scope;
}

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
            *scope = role_scope(mem, definitions, role);
            return true;
        }
        if (role->login)
            text_printf(&logins, "%s%s", logins.length ? ", " : "", role->login);
    }
    return err_set(err, ERR_INVALID, "user", "--as", SAY_NO_SUCH_USER, login, logins.data);
}
