/* SPDX-License-Identifier: Apache-2.0 */
#include "people/scope.h"

#include "definitions/degree.h"
#include "base/text.h"
#include "definitions/report_definition.h"
#include "people/account.h"

enum { TREE_DEPTH_MAX = 32 };

static void add(struct text_list *list, const char *item)
{
    list->items[list->count++] = item;
}

const struct reach *scope_reach(const struct scope *scope, const struct register_definition *reg)
{
    return scope->by_register ? &scope->by_register[reg - scope->first_register] : &scope->common;
}

size_t reach_part_count(const struct reach *reach)
{
    return reach->part_count ? reach->part_count : 1;
}

const struct reach *reach_part(const struct reach *reach, size_t at)
{
    return reach->part_count ? &reach->parts[at] : reach;
}

/* --- whole scopes ------------------------------------------------------------------------------------------------- */

static struct text_list all_roles(struct arena *mem, const struct definitions *definitions)
{
    struct text_list roles = { ARENA_ARRAY(mem, const char *, definitions->roles.count + 1), 0 };
    for (size_t i = 0; i < definitions->roles.count; i++)
        add(&roles, definitions->roles.items[i].name);
    return roles;
}

static struct text_list all_reports(struct arena *mem, const struct definitions *definitions)
{
    struct text_list reports = { ARENA_ARRAY(mem, const char *, definitions->reports.count + 1), 0 };
    for (size_t i = 0; i < definitions->reports.count; i++)
        add(&reports, definitions->reports.items[i]->name);
    return reports;
}

static struct text_list one(struct arena *mem, const char *item)
{
    struct text_list list = { ARENA_ARRAY(mem, const char *, 1), 0 };
    add(&list, item);
    return list;
}

struct scope scope_local_administrator(struct arena *mem, const struct definitions *definitions)
{
    struct scope scope = { .user = "quan-tri",
                           .name = "Quản trị tại máy",
                           .unit = "",
                           .everything = true,
                           .roles = all_roles(mem, definitions),
                           .whoms = one(mem, "quan-tri"),
                           .dashboard = true,
                           .administers = true,
                           .audits = true,
                           .reports = all_reports(mem, definitions) };
    scope.common = (struct reach){ .reads = true,
                                   .every_issuer = true,
                                   .every_unit = true,
                                   .every_secrecy = true,
                                   .personal = true,
                                   .creates = true,
                                   .imports = true,
                                   .changes = true,
                                   .cancels = true,
                                   .assigns = true,
                                   .directs = true,
                                   .attaches = true,
                                   .exports = true,
                                   .works_everywhere = true };
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

/* Its own records and those of the issuers above and below its unit. */
static struct text_list issuers_around(struct arena *mem, const struct definitions *definitions,
                                       const struct issuer *own)
{
    struct text_list issuers = { ARENA_ARRAY(mem, const char *, definitions->issuers.count + 1), 0 };
    for (size_t i = 0; own && i < definitions->issuers.count; i++) {
        const struct issuer *other = &definitions->issuers.items[i];
        if (other == own || is_below(definitions, other->unit, own->unit) ||
            is_below(definitions, own->unit, other->unit))
            add(&issuers, other->code);
    }
    return issuers;
}

struct scope scope_issuer(struct arena *mem, const struct definitions *definitions, const char *issuer)
{
    const struct issuer *own = definitions_issuer(definitions, issuer);
    struct scope scope = { .user = "", .name = "", .unit = own && own->unit ? own->unit : "" };
    scope.common = (struct reach){
        .reads = true, .issuers = issuers_around(mem, definitions, own), .every_unit = true, .every_secrecy = true
    };
    return scope;
}

static bool part_covers(const struct reach *part, const char *issuer, const char *unit, const char *secrecy)
{
    return part->reads && (part->every_issuer || text_list_has(&part->issuers, issuer)) &&
           (part->every_unit || text_list_has(&part->units, unit)) &&
           (part->every_secrecy || text_list_has(&part->secrecy, secrecy));
}

bool reach_covers(const struct reach *reach, const char *issuer, const char *unit, const char *secrecy)
{
    for (size_t i = 0; i < reach_part_count(reach); i++)
        if (part_covers(reach_part(reach, i), issuer, unit, secrecy))
            return true;
    return false;
}

bool reach_reads_degree(const struct reach *reach, const char *secrecy)
{
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        const struct reach *part = reach_part(reach, i);
        if (part->reads && (part->every_secrecy || text_list_has(&part->secrecy, secrecy)))
            return true;
    }
    return false;
}

bool scope_is_own_name(const struct scope *scope, const char *to)
{
    return text_list_has(&scope->whoms, to) && !text_list_has(&scope->stands_for, to);
}

bool scope_stands_for(const struct scope *scope, const char *reg, const char *to)
{
    for (size_t i = 0; i < scope->stands_for.count; i++)
        if (text_equal(scope->stands_for.items[i], to))
            return !scope->lent || scope->lent[i].count == 0 || text_list_has(&scope->lent[i], reg);
    return false;
}

bool scope_holds(const struct scope *scope, const struct register_definition *reg, const char *secrecy, const char *to)
{
    return scope_is_own_name(scope, to) ||
           (scope_stands_for(scope, reg->name, to) && text_list_has(&scope->whoms, to) &&
            reach_reads_degree(scope_reach(scope, reg), secrecy));
}

/* --- a person's --------------------------------------------------------------------------------------------------- */

/* The issuer whose unit is UNIT, or the nearest one above it; NULL. */
static const struct issuer *issuer_of_unit(const struct definitions *definitions, const char *unit)
{
    for (int depth = 0; depth < TREE_DEPTH_MAX && !text_is_empty(unit); depth++) {
        for (size_t i = 0; i < definitions->issuers.count; i++)
            if (text_equal(definitions->issuers.items[i].unit, unit))
                return &definitions->issuers.items[i];
        const struct unit *next = definitions_unit(definitions, unit);
        unit = next ? next->parent : NULL;
    }
    return NULL;
}

/* UNIT, the units below, and what all of these came from. */
static struct text_list units_of(struct arena *mem, const struct definitions *definitions, const char *unit)
{
    struct text_list units = { ARENA_ARRAY(mem, const char *, definitions->units.count + 1), 0 };
    if (text_is_empty(unit))
        return units;
    add(&units, unit);
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < definitions->units.count; i++) {
            const struct unit *other = &definitions->units.items[i];
            bool belongs = is_below(definitions, other->code, unit) || text_list_has(&units, other->parent);
            for (size_t j = 0; !belongs && j < other->successors.count; j++)
                belongs = text_list_has(&units, other->successors.items[j]);
            if (belongs && !text_list_has(&units, other->code)) {
                add(&units, other->code);
                more = true;
            }
        }
    }
    return units;
}

/* Whose grants are expanded. UNIT "": nobody's unit; ANYWHERE: then reach and work of a unit are everywhere. */
struct scope_person {
    const char *login, *name, *unit;
    struct text_list roles, positions, stands_for;
    const struct text_list *lent; /* of each of STANDS_FOR; NULL: every register */
    bool anywhere;
};

struct expansion {
    struct arena *mem;
    const struct scope_person *person;
    const struct issuer *issuer;
    struct text_list units, issuers;
};

static void set_sight(const struct expansion *with, const struct role_grant *grant, struct reach *part)
{
    /* without an issuer above one's unit, the whole issuer is the unit */
    bool unit = grant->sees == SEES_UNIT || (grant->sees == SEES_ISSUER && !with->issuer);
    bool anywhere = with->person->anywhere;
    part->every_issuer = unit || anywhere || grant->sees == SEES_ALL;
    if (!part->every_issuer)
        part->issuers = with->issuers;
    part->every_unit = !unit || anywhere;
    if (!part->every_unit)
        part->units = with->units;
    part->works_everywhere = anywhere || grant->works == WORKS_EVERYWHERE;
    if (!part->works_everywhere)
        part->works_in = with->units;
    part->every_secrecy = text_list_has(&grant->secrecy, GRANT_ALL);
    if (!part->every_secrecy)
        part->secrecy = grant->secrecy.count ? grant->secrecy : one(with->mem, DEGREE_USUAL);
}

static struct reach expand_grant(const struct expansion *with, const struct role *role, const struct role_grant *grant,
                                 const struct register_definition *reg)
{
    struct reach part = { .reads = true, .role = role->name };
    set_sight(with, grant, &part);
    part.personal = grant_has(grant, &grant->personal, reg);
    part.creates = grant_has(grant, &grant->creates, reg);
    part.imports = grant_has(grant, &grant->imports, reg);
    part.changes = grant_has(grant, &grant->changes, reg);
    part.cancels = grant_has(grant, &grant->cancels, reg);
    part.assigns = grant_has(grant, &grant->assigns, reg);
    part.directs = grant_has(grant, &grant->directs, reg);
    part.attaches = grant_has(grant, &grant->attaches, reg);
    part.exports = grant_has(grant, &grant->exports, reg);
    return part;
}

static struct reach whole_of(const struct reach *parts, size_t count)
{
    if (count == 1)
        return parts[0];
    struct reach whole = { .parts = parts, .part_count = count };
    for (size_t i = 0; i < count; i++) {
        whole.reads |= parts[i].reads;
        whole.personal |= parts[i].personal;
        whole.creates |= parts[i].creates;
        whole.imports |= parts[i].imports;
        whole.changes |= parts[i].changes;
        whole.cancels |= parts[i].cancels;
        whole.assigns |= parts[i].assigns;
        whole.directs |= parts[i].directs;
        whole.attaches |= parts[i].attaches;
        whole.exports |= parts[i].exports;
    }
    return whole;
}

static struct reach expand_register(const struct expansion *with, const struct definitions *definitions,
                                    const struct register_definition *reg)
{
    ARRAY(struct reach) parts = { 0 };
    for (size_t i = 0; i < with->person->roles.count; i++) {
        const struct role *role = definitions_role(definitions, with->person->roles.items[i]);
        for (size_t j = 0; role && j < role->grants.count; j++)
            if (grant_reads(&role->grants.items[j], reg))
                *ARRAY_ADD(with->mem, &parts) = expand_grant(with, role, &role->grants.items[j], reg);
    }
    return parts.count ? whole_of(parts.items, parts.count) : (struct reach){ 0 };
}

static void set_office_rights(struct scope *scope, struct arena *mem, const struct definitions *definitions)
{
    struct text_list every = all_reports(mem, definitions);
    scope->reports.items = ARENA_ARRAY(mem, const char *, every.count + 1);
    for (size_t i = 0; i < scope->roles.count; i++) {
        const struct role *role = definitions_role(definitions, scope->roles.items[i]);
        scope->dashboard |= role->dashboard;
        scope->administers |= role->administers;
        scope->audits |= role->audits;
        for (size_t j = 0; j < every.count; j++)
            if ((text_list_has(&role->reports, GRANT_ALL) || text_list_has(&role->reports, every.items[j])) &&
                !text_list_has(&scope->reports, every.items[j]))
                add(&scope->reports, every.items[j]);
    }
}

/* What is given to who is away; what is one's own already is not done for somebody else. */
static void put_stood_for(struct scope *scope, struct arena *mem, const struct scope_person *person)
{
    struct text_list *lent = ARENA_ARRAY(mem, struct text_list, person->stands_for.count + 1);
    scope->stands_for.items = ARENA_ARRAY(mem, const char *, person->stands_for.count + 1);
    scope->lent = lent;
    for (size_t i = 0; i < person->stands_for.count; i++) {
        const char *whom = person->stands_for.items[i];
        if (text_list_has(&scope->whoms, whom))
            continue;
        add(&scope->whoms, whom);
        if (person->lent)
            lent[scope->stands_for.count] = person->lent[i];
        add(&scope->stands_for, whom);
    }
}

static struct scope scope_expand(struct arena *mem, const struct definitions *definitions,
                                 const struct scope_person *person)
{
    struct scope scope = { .user = person->login, .name = person->name, .unit = person->unit };
    struct expansion with = { .mem = mem,
                              .person = person,
                              .issuer = issuer_of_unit(definitions, person->unit),
                              .units = units_of(mem, definitions, person->unit) };
    with.issuers = issuers_around(mem, definitions, with.issuer);
    scope.roles.items = ARENA_ARRAY(mem, const char *, person->roles.count + 1);
    for (size_t i = 0; i < person->roles.count; i++)
        if (definitions_role(definitions, person->roles.items[i])) /* a role that is no longer defined gives nothing */
            add(&scope.roles, person->roles.items[i]);
    scope.whoms.items = ARENA_ARRAY(mem, const char *, person->positions.count + person->stands_for.count + 2);
    add(&scope.whoms, person->login);
    for (size_t i = 0; i < person->positions.count; i++)
        add(&scope.whoms, arena_printf(mem, "position:%s", person->positions.items[i]));
    if (!text_is_empty(person->unit))
        add(&scope.whoms, arena_printf(mem, "unit:%s", person->unit));
    put_stood_for(&scope, mem, person);
    struct reach *reaches = ARENA_ARRAY(mem, struct reach, definitions->registers.count + 1);
    for (size_t i = 0; i < definitions->registers.count; i++)
        reaches[i] = expand_register(&with, definitions, &definitions->registers.items[i]);
    scope.by_register = reaches;
    scope.register_count = definitions->registers.count;
    scope.first_register = definitions->registers.items;
    set_office_rights(&scope, mem, definitions);
    return scope;
}

struct scope scope_role(struct arena *mem, const struct definitions *definitions, const struct role *role)
{
    const char *login = role->login ? role->login : role->name;
    struct scope_person person = {
        .login = login, .name = role->label, .unit = "", .roles = one(mem, role->name), .anywhere = true
    };
    return scope_expand(mem, definitions, &person);
}

struct scope scope_account(struct arena *mem, const struct definitions *definitions, const struct account *account)
{
    struct scope_person person = { .login = account->login,
                                   .name = text_is_empty(account->name) ? account->login : account->name,
                                   .unit = account->unit,
                                   .roles = account->roles,
                                   .positions = account->positions,
                                   .stands_for = account->stands_for,
                                   .lent = account->lent };
    return scope_expand(mem, definitions, &person);
}
