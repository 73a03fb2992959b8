/* SPDX-License-Identifier: Apache-2.0 */
/* What a scope lets through, as a part of a statement. */
#include "base/text.h"
#include "definitions/degree.h"
#include "query/query_internal.h"

void query_put_line_register(struct query_builder *to, const char *alias, const struct register_definition *reg)
{
    text_printf(&to->text, " and %s.register in ('', '%s')", alias, reg->name);
}

/* What one grant of a role sees; without its units where the caller has put them. */
static void put_part(struct query_builder *to, const struct reach *part, bool units_put)
{
    text_raw(&to->text, "(");
    if (part->every_issuer)
        text_raw(&to->text, "1 = 1");
    else
        query_put_text_set(to, "r.issuer", &part->issuers);
    text_raw(&to->text, " and ");
    if (part->every_unit || units_put)
        text_raw(&to->text, "1 = 1");
    else
        query_put_text_set(to, "r.unit", &part->units);
    text_raw(&to->text, " and ");
    if (part->every_secrecy)
        text_raw(&to->text, "1 = 1");
    else
        query_put_text_set(to, "r.secrecy", &part->secrecy);
    text_raw(&to->text, ")");
}

static bool is_within(const struct text_list *small, bool small_every, const struct text_list *large, bool large_every)
{
    if (large_every || small_every)
        return large_every;
    for (size_t i = 0; i < small->count; i++)
        if (!text_list_has(large, small->items[i]))
            return false;
    return true;
}

/* LARGE sees whatever SMALL does. */
static bool sees_as_much(const struct reach *large, const struct reach *small)
{
    return is_within(&small->issuers, small->every_issuer, &large->issuers, large->every_issuer) &&
           is_within(&small->units, small->every_unit, &large->units, large->every_unit) &&
           is_within(&small->secrecy, small->every_secrecy, &large->secrecy, large->every_secrecy);
}

/* Another part of REACH says the same or more; of two that say the same the first stays. */
static bool is_spare(const struct reach *reach, size_t at, bool personal)
{
    const struct reach *part = reach_part(reach, at);
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        const struct reach *other = reach_part(reach, i);
        if (i == at || (personal && !other->personal) || !sees_as_much(other, part))
            continue;
        if (i < at || !sees_as_much(part, other))
            return true;
    }
    return false;
}

static void put_parts(struct query_builder *to, const struct reach *reach, bool personal, bool units_put)
{
    const char *between = "";
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        if ((personal && !reach_part(reach, i)->personal) || is_spare(reach, i, personal))
            continue;
        text_add(&to->text, between);
        put_part(to, reach_part(reach, i), units_put);
        between = " or ";
    }
}

/* --- what is given ------------------------------------------------------------------------------------------------ */

static bool has_degrees_of(const struct reach *one, const struct reach *other)
{
    for (size_t i = 0; i < reach_part_count(one); i++) {
        const struct reach *part = reach_part(one, i), *by = NULL;
        for (size_t k = 0; k < reach_part_count(other) && !by; k++)
            if (is_within(&part->secrecy, part->every_secrecy, &reach_part(other, k)->secrecy,
                          reach_part(other, k)->every_secrecy))
                by = reach_part(other, k);
        if (!by)
            return false;
    }
    return true;
}

/* "d.secrecy in (…) or …": a degree that some part of REACH reads. */
static void put_degrees(struct query_builder *to, const struct reach *reach)
{
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        const struct reach *part = reach_part(reach, i);
        text_add(&to->text, i ? " or " : "");
        if (part->every_secrecy)
            text_raw(&to->text, "1 = 1");
        else
            query_put_text_set(to, "d.secrecy", &part->secrecy);
    }
}

static bool is_among(const struct text_list *only, const char *name)
{
    return !only || only->count == 0 || text_list_has(only, name);
}

/* The record of LINE is of one of the registers ONLY (NULL or none: any) and has a degree that SCOPE's own roles read
 * in it. Registers with the same degrees stand together. */
static void put_degree_read(struct query_builder *to, const struct scope *scope, const struct text_list *only,
                            const char *line)
{
    const struct register_definition *registers = scope->first_register;
    bool *done = ARENA_ARRAY(to->mem, bool, scope->register_count + 1), any = false;
    text_printf(&to->text, "exists (select 1 from record d where d.id = %s.record and (", line);
    for (size_t i = 0; i < scope->register_count; i++) {
        const struct reach *reach = &scope->by_register[i];
        if (done[i] || !reach->reads || !is_among(only, registers[i].name))
            continue;
        text_add(&to->text, any ? " or (d.register in (" : "(d.register in (");
        query_put_text(to, registers[i].name);
        for (size_t k = i + 1; k < scope->register_count; k++) {
            const struct reach *other = &scope->by_register[k];
            if (done[k] || !other->reads || !is_among(only, registers[k].name) || !has_degrees_of(reach, other) ||
                !has_degrees_of(other, reach))
                continue;
            text_raw(&to->text, ", ");
            query_put_text(to, registers[k].name);
            done[k] = true;
        }
        text_raw(&to->text, ") and (");
        put_degrees(to, reach);
        text_raw(&to->text, "))");
        any = true;
    }
    text_add(&to->text, any ? "))" : "1 = 0))");
}

/* Of which registers the name is lent; NULL: every one. */
static const struct text_list *lent_of(const struct scope *scope, const char *name)
{
    for (size_t i = 0; scope->lent && i < scope->stands_for.count; i++)
        if (text_equal(scope->stands_for.items[i], name))
            return scope->lent[i].count ? &scope->lent[i] : NULL;
    return NULL;
}

static bool is_lent_alike(const struct text_list *one, const struct text_list *other)
{
    if (!one || !other || one->count != other->count)
        return one == other;
    for (size_t i = 0; i < one->count; i++)
        if (!text_equal(one->items[i], other->items[i]))
            return false;
    return true;
}

void query_put_degree_lent(struct query_builder *to, const struct scope *scope, const char *line, const char *whom)
{
    struct text_list stood = { ARENA_ARRAY(to->mem, const char *, scope->whoms.count + 1), 0 };
    for (size_t i = 0; i < scope->whoms.count; i++)
        if (!scope_is_own_name(scope, scope->whoms.items[i]))
            stood.items[stood.count++] = scope->whoms.items[i];
    while (stood.count > 0) { /* those that are lent alike stand together */
        struct text_list alike = { ARENA_ARRAY(to->mem, const char *, stood.count + 1), 0 };
        const struct text_list *lent = lent_of(scope, stood.items[0]);
        size_t left = 0;
        for (size_t i = 0; i < stood.count; i++) {
            bool same = is_lent_alike(lent, lent_of(scope, stood.items[i]));
            if (same)
                alike.items[alike.count++] = stood.items[i];
            else
                stood.items[left++] = stood.items[i];
        }
        stood.count = left;
        text_raw(&to->text, " and (not ");
        query_put_text_set(to, whom, &alike);
        text_raw(&to->text, " or ");
        put_degree_read(to, scope, lent, line);
        text_raw(&to->text, ")");
    }
}

void query_put_given(struct query_builder *to, const struct scope *scope, const char *line, const char *whom)
{
    query_put_text_set(to, whom, &scope->whoms);
    query_put_degree_lent(to, scope, line, whom);
}

void query_put_given_to(struct query_builder *to, const struct scope *scope, const char *line, const char *name)
{
    text_printf(&to->text, "%s.to_whom = ", line);
    query_put_text(to, name);
    if (scope_is_own_name(scope, name))
        return;
    text_raw(&to->text, " and ");
    put_degree_read(to, scope, lent_of(scope, name), line);
}

/* PERSONAL: only what is seen with its personal fields; what is assigned beyond reach is not searched by them. */
static void put_reach(struct query_builder *to, const struct scope *scope, const struct reach *reach, bool personal)
{
    if (!reach->reads || (personal && !reach->personal)) {
        text_raw(&to->text, "1 = 0");
        return;
    }
    text_raw(&to->text, "(");
    put_parts(to, reach, personal, false);
    if (scope->whoms.count > 0 && !personal) {
        text_raw(&to->text, " or exists (select 1 from assignment p where p.record = r.id and ");
        query_put_given(to, scope, "p", "p.to_whom");
        text_raw(&to->text, " and " ASSIGNMENT_SHOWS("p") ")");
    }
    text_raw(&to->text, ")");
}

/* One grant that reads papers without a degree within the issuers and units of this one. */
static bool put_book_part(struct query_builder *to, const struct reach *part, const char *between)
{
    struct reach book = *part;
    if (!part->every_secrecy && !text_list_has(&part->secrecy, DEGREE_USUAL))
        return false;
    book.every_secrecy = true;
    text_add(&to->text, between);
    put_part(to, &book, false);
    return true;
}

void query_put_line_reach(struct query_builder *to, const struct scope *scope, const struct register_definition *reg)
{
    const struct reach *reach = scope_reach(scope, reg);
    bool any = false;
    text_raw(&to->text, "(");
    for (size_t i = 0; i < reach_part_count(reach); i++)
        any |= put_book_part(to, reach_part(reach, i), any ? " or " : "");
    text_add(&to->text, any ? ") and not " : "1 = 0) and not ");
    put_reach(to, scope, reach, false);
}

void query_put_scope(struct query_builder *to, const struct scope *scope, const struct register_definition *reg)
{
    if (scope->everything)
        return;
    text_raw(&to->text, " and ");
    put_reach(to, scope, scope_reach(scope, reg), false);
}

static const struct reach *only_part(const struct reach *reach)
{
    const struct reach *only = NULL;
    for (size_t i = 0; i < reach_part_count(reach); i++) {
        if (is_spare(reach, i, false))
            continue;
        if (only)
            return NULL;
        only = reach_part(reach, i);
    }
    return only;
}

bool query_sees_all(const struct scope *scope, const struct register_definition *reg)
{
    const struct reach *only = scope->everything ? NULL : only_part(scope_reach(scope, reg));
    return scope->everything ||
           (only && scope_reach(scope, reg)->reads && only->every_issuer && only->every_unit && only->every_secrecy);
}

const struct text_list *query_scope_units(const struct scope *scope, const struct register_definition *reg)
{
    const struct reach *only = scope->everything ? NULL : only_part(scope_reach(scope, reg));
    return only && !only->every_unit ? &only->units : NULL;
}

void query_put_own_reach(struct query_builder *to, const struct scope *scope, const struct register_definition *reg,
                         bool units_put)
{
    if (query_sees_all(scope, reg))
        text_raw(&to->text, "1 = 1");
    else if (!scope_reach(scope, reg)->reads)
        text_raw(&to->text, "1 = 0");
    else
        put_parts(to, scope_reach(scope, reg), false, units_put);
}

/* --- the personal index ------------------------------------------------------------------------------------------- */

static bool opens_to(const struct register_definition *reg, const char *role)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (text_list_has(&reg->fields.items[i].opens_to, role))
            return true;
    return false;
}

static const char *const opening_roles[] = { "lead", "support", "inform" };

bool query_reads_personal(const struct scope *scope, const struct register_definition *reg)
{
    bool opens = false;
    if (!personal_is_indexed(reg))
        return false;
    if (scope->everything)
        return true;
    const struct reach *reach = scope_reach(scope, reg);
    for (size_t i = 0; i < COUNT_OF(opening_roles); i++)
        opens |= opens_to(reg, opening_roles[i]);
    return reach->reads && (reach->personal || (opens && scope->whoms.count > 0));
}

/* " or …": it is in the reader's hands in a role that the field of the key opens to. */
static void put_opened(struct query_builder *to, const struct scope *scope, const struct register_definition *reg,
                       const char *key)
{
    for (size_t i = 0; i < COUNT_OF(opening_roles); i++) {
        if (!opens_to(reg, opening_roles[i]) || scope->whoms.count == 0)
            continue;
        text_printf(&to->text, " or (%s.field in (", key);
        const char *between = "";
        for (size_t k = 0; k < reg->fields.count; k++) {
            if (!text_list_has(&reg->fields.items[k].opens_to, opening_roles[i]))
                continue;
            text_add(&to->text, between);
            query_put_text(to, reg->fields.items[k].name);
            between = ", ";
        }
        text_raw(&to->text, ") and exists (select 1 from assignment p where p.record = r.id and p.finished_at = 0 and "
                            "p.role = ");
        query_put_text(to, opening_roles[i]);
        text_raw(&to->text, " and ");
        query_put_given(to, scope, "p", "p.to_whom");
        text_raw(&to->text, "))");
    }
}

/* The rule of record_opens (fields/record.h) for the field of a key KEY of `record` r. */
static void put_readable(struct query_builder *to, const struct scope *scope, const struct register_definition *reg,
                         const char *key)
{
    const struct reach *reach = scope_reach(scope, reg);
    text_raw(&to->text, "(");
    if (reach->personal)
        put_parts(to, reach, true, false);
    else
        text_raw(&to->text, "1 = 0");
    put_opened(to, scope, reg, key);
    text_raw(&to->text, ")");
}

static void put_key(struct query_builder *to, const struct personal_key *wanted, const char *alias)
{
    text_printf(&to->text, "%s.key = ", alias);
    query_put_text(to, wanted->key);
    if (!*wanted->marks)
        return;
    text_printf(&to->text, " and %s.marks = ", alias);
    query_put_text(to, wanted->marks);
}

void query_put_personal(struct query_builder *to, const struct personal_keys *wanted, const struct scope *scope,
                        const struct register_definition *reg)
{
    /* the keys first: SQLite took a join that leaves it the choice for a walk over the whole register */
    text_raw(&to->text, "select k.record from personal_key k cross join record r where r.id = k.record and ");
    put_key(to, &wanted->list.items[0], "k");
    text_raw(&to->text, " and r.cancelled = 0 and r.register = ");
    query_put_text(to, reg->name);
    for (size_t i = 0; i < wanted->list.count; i++) {
        const char *alias = i ? "m" : "k";
        text_raw(&to->text, " and ");
        if (i) {
            text_raw(&to->text, "exists (select 1 from personal_key m where m.record = r.id and ");
            put_key(to, &wanted->list.items[i], "m");
            text_raw(&to->text, " and ");
        }
        if (scope->everything)
            text_raw(&to->text, "1 = 1");
        else
            put_readable(to, scope, reg, alias);
        text_add(&to->text, i ? ")" : "");
    }
}

/* --- personal fields ---------------------------------------------------------------------------------------------- */

bool query_put_personal_bounds(struct query_builder *to, const struct query_condition *condition,
                               const struct scope *scope)
{
    if (!condition->field || !condition->field->personal)
        return true;
    const struct reach *reach = scope_reach(scope, to->query->reg);
    bool every = true;
    for (size_t i = 0; i < reach_part_count(reach); i++)
        every &= reach_part(reach, i)->personal;
    if (!reach->personal) {
        text_raw(&to->text, "1 = 0");
        return false;
    }
    if (!every) {
        put_reach(to, scope, reach, true);
        text_raw(&to->text, " and ");
    }
    return true;
}
