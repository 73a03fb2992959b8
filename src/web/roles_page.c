/* Vai trò: what each role may do in each register, in the words of office/roles.yaml.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "base/text.h"
#include "definitions/degree.h"
#include "web/admin_internal.h"
#include "web/pages.h"

#define NO_LIST ((size_t)-1)

/* A column: an act, and the list of a grant that allows it. */
static const struct column {
    const char *label;
    enum act act;
    size_t list; /* offset in struct role_grant; NO_LIST: of its own */
} columns[] = {
    { SAY_ROLE_READS, ACT_READ, NO_LIST },
    { SAY_ROLE_PERSONAL, ACT_PERSONAL, offsetof(struct role_grant, personal) },
    { SAY_ROLE_CREATES, ACT_CREATE, offsetof(struct role_grant, creates) },
    { SAY_ROLE_IMPORTS, ACT_IMPORT, offsetof(struct role_grant, imports) },
    { SAY_ROLE_CHANGES, ACT_CHANGE, offsetof(struct role_grant, changes) },
    { SAY_ROLE_STEPS, ACT_STEP, NO_LIST },
    { SAY_ROLE_ASSIGNS, ACT_ASSIGN, offsetof(struct role_grant, assigns) },
    { SAY_ROLE_DIRECTS, ACT_DIRECT, offsetof(struct role_grant, directs) },
    { SAY_ROLE_ATTACHES, ACT_ATTACH, offsetof(struct role_grant, attaches) },
    { SAY_ROLE_CANCELS, ACT_CANCEL, offsetof(struct role_grant, cancels) },
    { SAY_ROLE_EXPORTS, ACT_EXPORT, offsetof(struct role_grant, exports) },
};

static void add_words(struct text *out, const char *words)
{
    text_printf(out, "%s%s", out->length ? ", " : "", words);
}

static bool takes_steps(const struct role *role, const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->steps.count; i++)
        if (text_list_has(&reg->steps.items[i].who, role->name))
            return true;
    return false;
}

static bool sees_secret(const struct role_grant *grant)
{
    for (size_t i = 0; i < grant->secrecy.count; i++)
        if (!text_equal(grant->secrecy.items[i], DEGREE_USUAL))
            return true;
    return false;
}

/* How far this grant goes, in the words of the column; false: it does not allow it. */
static bool describe(struct text *out, const struct column *column, const struct role *role,
                     const struct role_grant *grant, const struct register_definition *reg)
{
    static const char *const sees[] = {
        [SEES_UNIT] = SAY_ROLE_SEES_UNIT, [SEES_ISSUER] = SAY_ROLE_SEES_ISSUER, [SEES_ALL] = SAY_ROLE_SEES_ALL
    };
    if (!grant_reads(grant, reg))
        return false;
    if (column->act == ACT_READ) {
        add_words(out, sees[grant->sees]);
        if (sees_secret(grant))
            add_words(out, SAY_ROLE_SECRET);
        return true;
    }
    const struct text_list *list =
        column->list == NO_LIST ? NULL : (const struct text_list *)((const char *)grant + column->list);
    if (list ? !grant_has(grant, list, reg) : !takes_steps(role, reg))
        return false;
    bool works = column->act == ACT_CHANGE || column->act == ACT_STEP;
    if (works && grant->works == WORKS_UNIT)
        add_words(out, SAY_ROLE_OWN_UNIT);
    return true;
}

static struct template_value *make_row(struct arena *mem, const struct role *role,
                                       const struct register_definition *reg)
{
    struct template_value *row = template_object(mem), *cells = template_list(mem);
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        struct template_value *cell = template_object(mem);
        struct text words;
        bool yes = false;
        text_init(&words, mem, TEXT_MAX_LINE);
        for (size_t k = 0; k < role->grants.count; k++)
            yes |= describe(&words, &columns[i], role, &role->grants.items[k], reg);
        template_put_bool(cell, "yes", yes);
        template_put_text(cell, "text", words.data ? words.data : "");
        template_add(cells, cell);
    }
    template_put_text(row, "label", reg->label);
    template_put(row, "cells", cells);
    return row;
}

/* What it is for, and what it may beside the registers. */
static const char *note_of(struct arena *mem, const struct role *role)
{
    struct text also, out;
    text_init(&also, mem, TEXT_MAX_LINE);
    text_init(&out, mem, TEXT_MAX_LINE * 2);
    if (role->dashboard)
        add_words(&also, SAY_ROLE_DASHBOARD);
    if (role->reports.count)
        add_words(&also, SAY_ROLE_REPORTS);
    if (role->administers)
        add_words(&also, SAY_ROLE_ADMIN);
    if (role->audits)
        add_words(&also, SAY_ROLE_AUDIT);
    text_printf(&out, "%s%s%s", role->purpose ? role->purpose : "", role->purpose && also.length ? "; " : "",
                also.length ? also.data : "");
    return out.data;
}

static struct template_value *make_role(struct visit *visit, const struct role *role)
{
    struct arena *mem = visit->mem;
    struct template_value *made = template_object(mem), *rows = template_list(mem);
    bool any = false;
    for (size_t i = 0; i < visit->definitions->registers.count; i++) {
        const struct register_definition *reg = &visit->definitions->registers.items[i];
        bool reads = false;
        for (size_t k = 0; k < role->grants.count; k++)
            reads |= grant_reads(&role->grants.items[k], reg);
        if (reads)
            template_add(rows, make_row(mem, role, reg));
        any |= reads;
    }
    template_put_text(made, "id", arena_printf(mem, "role-%s", role->name));
    template_put_text(made, "label", role->label);
    template_put_text(made, "name", role->name);
    template_put_text(made, "note", note_of(mem, role));
    template_put_bool(made, "has_rows", any);
    template_put(made, "rows", rows);
    return made;
}

bool roles_page(struct visit *visit, struct err *err)
{
    struct page *page = admin_page_new(visit, SAY_PART_ROLES, SAY_ROLES_LEAD, PATH_ROLES);
    struct template_value *heads = template_list(visit->mem), *roles = template_list(visit->mem);
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        struct template_value *head = template_object(visit->mem);
        template_put_text(head, "label", columns[i].label);
        template_add(heads, head);
    }
    for (size_t i = 0; i < visit->definitions->roles.count; i++)
        template_add(roles, make_role(visit, &visit->definitions->roles.items[i]));
    template_put_text(page->values, "source", "office/roles.yaml");
    template_put(page->values, "columns", heads);
    template_put(page->values, "roles", roles);
    return page_send(page, "admin-roles", err);
}
