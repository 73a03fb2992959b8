/* SPDX-License-Identifier: Apache-2.0 */
/* What roles are granted: registers that exist, acts only on what is read. */
#include "definitions/degree.h"
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/report_definition.h"
#include "definitions/texts.h"

struct role_names {
    struct names registers, secrecy, reports;
};

/* `all` stands alone. */
static void check_all(struct loader *loader, const struct text_list *list, const char *key, struct place owner)
{
    if (list->count > 1 && text_list_has(list, GRANT_ALL))
        fault_error(loader, place_of(loader, list->items[0], owner), TEXT_GRANT_ALL_AND, key);
}

static void check_grant(struct loader *loader, const struct role *role, struct role_grant *grant,
                        const struct role_names *names)
{
    const struct {
        const char *key;
        struct text_list *list;
    } acts[] = {
        { "personal", &grant->personal }, { "creates", &grant->creates },   { "imports", &grant->imports },
        { "changes", &grant->changes },   { "cancels", &grant->cancels },   { "assigns", &grant->assigns },
        { "directs", &grant->directs },   { "attaches", &grant->attaches }, { "exports", &grant->exports },
    };
    check_each(loader, &names->registers, &grant->reads, grant->place);
    check_each(loader, &names->secrecy, &grant->secrecy, grant->place);
    check_all(loader, &grant->reads, "reads", grant->place);
    check_all(loader, &grant->secrecy, "secrecy", grant->place);
    for (size_t i = 0; i < COUNT_OF(acts); i++) {
        struct text_list *list = acts[i].list;
        check_each(loader, &names->registers, list, grant->place);
        check_all(loader, list, acts[i].key, grant->place);
        for (size_t j = 0; j < list->count; j++) {
            const struct register_definition *reg = definitions_register(loader->set, list->items[j]);
            if (reg && !grant_reads(grant, reg))
                fault_error(loader, place_of(loader, list->items[j], grant->place), TEXT_GRANT_NOT_READ, acts[i].key,
                            role->name, reg->name);
        }
    }
}

void check_roles(struct loader *loader)
{
    struct definitions *set = loader->set;
    struct role_names names = {
        .registers = { .what = "sổ", .elsewhere = true },
        .secrecy = { .what = "độ mật" },
        .reports = { .what = "báo cáo", .elsewhere = true },
    };
    names_add(loader, &names.registers, GRANT_ALL);
    NAMES_OF(loader, &names.registers, set->registers, name);
    names_add(loader, &names.secrecy, GRANT_ALL);
    for (int i = 0; i < DEGREE_COUNT; i++)
        names_add(loader, &names.secrecy, secrecy_degrees[i].code);
    names_add(loader, &names.reports, GRANT_ALL);
    for (size_t i = 0; i < set->reports.count; i++)
        names_add(loader, &names.reports, set->reports.items[i]->name);
    CHECK_UNIQUE(loader, set->roles, name, "vai trò", set->roles.items[0].place);
    CHECK_UNIQUE(loader, set->roles, login, "tên đăng nhập", set->roles.items[0].place);
    for (size_t i = 0; i < set->roles.count; i++) {
        struct role *role = &set->roles.items[i];
        if (role->name && !is_code(role->name))
            fault_error(loader, place_of(loader, role->name, role->place), TEXT_NOT_CODE, role->name);
        for (size_t j = 0; j < role->grants.count; j++)
            check_grant(loader, role, &role->grants.items[j], &names);
        check_each(loader, &names.reports, &role->reports, role->place);
        check_all(loader, &role->reports, "reports", role->place);
    }
}
