/* SPDX-License-Identifier: Apache-2.0 */
#include "people/scope.h"

#include "base/text.h"

enum { TREE_DEPTH_MAX = 32 };

static void add(struct text_list *list, const char *item)
{
    list->items[list->count++] = item;
}

struct scope scope_local_administrator(struct arena *mem, const struct definitions *definitions)
{
    struct scope scope = { .user = "quan-tri", .unit = "", .everything = true, .personal = true };
    scope.roles.items = ARENA_ARRAY(mem, const char *, definitions->roles.count + 1);
    for (size_t i = 0; i < definitions->roles.count; i++)
        add(&scope.roles, definitions->roles.items[i].name);
    return scope;
}

/* UNIT is ABOVE or stands below it. */
static bool is_below(const struct definitions *definitions, const char *unit, const char *above)
{
    for (int depth = 0; depth < TREE_DEPTH_MAX && !text_is_empty(unit); depth++) {
        if (text_equal(unit, above))
            return true;
        const struct unit *next = definitions_unit(definitions, unit);
        unit = next ? next->parent : NULL;
    }
    return false;
}

struct scope scope_issuer(struct arena *mem, const struct definitions *definitions, const char *issuer)
{
    struct scope scope = { .user = "", .unit = "", .every_unit = true, .every_secrecy = true };
    const struct issuer *own = definitions_issuer(definitions, issuer);
    scope.issuers.items = ARENA_ARRAY(mem, const char *, definitions->issuers.count + 1);
    if (!own)
        return scope;
    scope.unit = own->unit ? own->unit : "";
    for (size_t i = 0; i < definitions->issuers.count; i++) {
        const struct issuer *other = &definitions->issuers.items[i];
        if (other == own || is_below(definitions, other->unit, own->unit) ||
            is_below(definitions, own->unit, other->unit))
            add(&scope.issuers, other->code);
    }
    return scope;
}

bool scope_covers(const struct scope *scope, const char *issuer, const char *unit, const char *secrecy)
{
    return scope->everything ||
           (text_list_has(&scope->issuers, issuer) && (scope->every_unit || text_list_has(&scope->units, unit)) &&
            (scope->every_secrecy || text_list_has(&scope->secrecy, secrecy)));
}
