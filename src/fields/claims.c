/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/claims.h"

#include <string.h>

#include "base/hash.h"
#include "base/text.h"
#include "fields/condition.h"
#include "fields/derived_rows.h"
#include "fields/field_type.h"
#include "viet/fold.h"

enum { CLAIM_COLUMNS = 5 };

static const char *rule_name(struct arena *mem, const struct unique_rule *unique)
{
    struct text name;
    text_init(&name, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < unique->fields.count; i++)
        text_printf(&name, "%s%s", i ? "," : "", unique->fields.items[i]);
    if (unique->when)
        text_printf(&name, "?%s", unique->when);
    return name.data;
}

static bool make_key(struct arena *mem, const struct record *record, const struct unique_rule *unique, char *key)
{
    uint8_t bytes[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    const char *texts[16];
    for (size_t i = 0; i < unique->fields.count; i++) {
        const struct field *field = register_field(record->reg, unique->fields.items[i]);
        const char *text = field ? value_print(mem, field, record_value(record, field->name)) : NULL;
        if (!text || i == COUNT_OF(texts))
            return false;
        texts[i] = viet_fold(mem, text);
    }
    struct hash hash;
    hash_begin(&hash);
    for (size_t i = 0; i < unique->fields.count; i++)
        hash_add_text(&hash, texts[i]);
    hash_end(&hash, bytes);
    hash_hex(bytes, hex);
    memcpy(key, hex, CLAIM_KEY_SIZE - 1);
    key[CLAIM_KEY_SIZE - 1] = '\0';
    return true;
}

struct claims claims_of(struct arena *mem, const struct record *record)
{
    struct claims claims = { 0 };
    for (size_t i = 0; record && !record->cancelled && i < record->reg->unique.count; i++) {
        struct claim claim = { .unique = &record->reg->unique.items[i] };
        if ((claim.unique->when && !condition_holds(mem, record, claim.unique->when)) ||
            !make_key(mem, record, claim.unique, claim.key))
            continue;
        claim.rule = rule_name(mem, claim.unique);
        *ARRAY_ADD(mem, &claims.list) = claim;
    }
    return claims;
}

bool claims_have(const struct claims *claims, const struct claim *claim)
{
    for (size_t i = 0; i < claims->list.count; i++)
        if (claims->list.items[i].unique == claim->unique && text_equal(claims->list.items[i].key, claim->key))
            return true;
    return false;
}

bool claims_move(struct change *change, struct arena *mem, const struct record *before, const struct record *after,
                 struct err *err)
{
    const struct register_definition *reg = after->reg;
    if (reg->unique.count == 0)
        return true;
    const struct claims old = claims_of(mem, before), new = claims_of(mem, after);
    for (size_t i = 0; i < old.list.count; i++) {
        const struct claim *claim = &old.list.items[i];
        if (!claims_have(&new, claim) &&
            !change_run(change, SQL("delete from claim where register = $1 and rule = $2 and key = $3 and record = $4"),
                        DB(db_text(reg->name), db_text(claim->rule), db_text(claim->key), db_int(after->id)), err))
            return false;
    }
    for (size_t i = 0; i < new.list.count; i++) {
        const struct claim *claim = &new.list.items[i];
        if (!claims_have(&old, claim) &&
            !change_run(change,
                        SQL("insert into claim (register, rule, key, record, hint) values ($1, $2, $3, $4, $5)"),
                        DB(db_text(reg->name), db_text(claim->rule), db_text(claim->key), db_int(after->id),
                           db_int(claim->unique->hint)),
                        err))
            return false;
    }
    return true;
}

/* --- made anew ---------------------------------------------------------------------------------------------------- */

static const char *rules_of(struct arena *mem, const struct register_definition *reg)
{
    struct text rules;
    text_init(&rules, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < reg->unique.count; i++)
        text_printf(&rules, "%s%s;", rule_name(mem, &reg->unique.items[i]), reg->unique.items[i].hint ? "~" : "");
    return rules.data;
}

static void add_rows(struct arena *mem, const struct record *record, const void *arg, struct derived_values *values)
{
    const struct claims claims = claims_of(mem, record);
    (void)arg;
    for (size_t i = 0; i < claims.list.count; i++) {
        const struct claim *claim = &claims.list.items[i];
        const struct db_value row[CLAIM_COLUMNS] = { db_text(record->reg->name), db_text(claim->rule),
                                                     db_text(arena_strdup(mem, claim->key)), db_int(record->id),
                                                     db_int(claim->unique->hint) };
        for (size_t k = 0; k < CLAIM_COLUMNS; k++)
            *ARRAY_ADD(mem, &values->list) = row[k];
    }
}

static bool make_register(struct store *store, struct arena *mem, const struct register_definition *reg,
                          struct err *err)
{
    const struct derived_rows rows = {
        .clear_rows = SQL("delete from claim where register = $1"),
        .clear_note = SQL("delete from claim_made where register = $1"),
        .insert = SQL("insert into claim (register, rule, key, record, hint) values ($1, $2, $3, $4, $5) "
                      "on conflict do nothing"),
        .note = SQL("insert into claim_made (register, rules) values ($1, $2)"),
        .columns = CLAIM_COLUMNS,
        .made_by = rules_of(mem, reg),
        .add = add_rows,
    };
    return derived_rows_make(store, mem, reg, &rows, err);
}

bool claims_make(struct store *store, struct arena *mem, const struct definitions *definitions, struct err *err)
{
    struct db *db = db_for_read(store, err);
    for (size_t i = 0; db && i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        const char *made = NULL;
        if (!db_one_text(db, mem, SQL("select rules from claim_made where register = $1"), DB(db_text(reg->name)),
                         &made, err))
            return false;
        if (!text_equal(made ? made : "", rules_of(mem, reg)) && !make_register(store, mem, reg, err))
            return false;
    }
    return db != NULL;
}
