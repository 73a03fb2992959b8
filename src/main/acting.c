/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acting.h"

#include "base/text.h"
#include "main/texts.h"
#include "people/account.h"

/* Sets SCOPE where there is such an account. */
static bool account_scope(struct arena *mem, struct store *store, const struct definitions *definitions,
                          const char *login, struct scope *scope, bool *found, struct err *err)
{
    struct err none = { 0 };
    struct db *db = db_for_read(store, err);
    if (!db)
        return false;
    const struct account *account = account_find(db, mem, login, &none);
    if (!account && none.kind != ERR_NOT_FOUND) {
        *err = none;
        return false;
    }
    if (account && account->disabled)
        return err_set(err, ERR_FORBIDDEN, "user", "--as", SAY_USER_DISABLED, login);
    *found = account != NULL;
    if (account)
        *scope = scope_account(mem, definitions, account);
    return true;
}

static bool demo_scope(struct arena *mem, const struct definitions *definitions, const char *login, struct scope *scope,
                       struct err *err)
{
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

bool acting_scope(struct arena *mem, struct store *store, const struct definitions *definitions, const char *login,
                  struct scope *scope, struct err *err)
{
    struct scope administrator = scope_local_administrator(mem, definitions);
    bool found = false;
    if (login && !account_scope(mem, store, definitions, login, scope, &found, err))
        return false;
    if (found)
        return true;
    if (login && !text_equal(login, administrator.user))
        return demo_scope(mem, definitions, login, scope, err);
    *scope = administrator;
    return true;
}
