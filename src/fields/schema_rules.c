/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/schema_rules.h"

#include "base/hash.h"
#include "base/text.h"
#include "fields/field_type.h"
#include "fields/text_order.h"

/* --- one field ---------------------------------------------------------------------------------------------------- */

static bool is_listed(const struct field *field)
{
    return field->type == FIELD_CHOICE && field->choices.count > 0;
}

static bool has_rule(const struct field *field)
{
    return is_listed(field) || field->type == FIELD_YES_NO;
}

static const char *rule_name(struct arena *mem, const struct field *field)
{
    return db_name(mem, arena_printf(mem, "%s_is_known", field->name));
}

/* ",bc,cv," */
static const char *codes(struct arena *mem, const struct field *field)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_raw(&out, ",");
    for (size_t i = 0; i < field->choices.count; i++)
        text_printf(&out, "%s,", field->choices.items[i].code);
    return out.data;
}

/* One look into a text costs less than a list of values, which SQLite sorts anew for each statement. */
static const char *rule(struct arena *mem, const struct field *field, const char *find)
{
    const char *column = db_name(mem, field->name);
    if (!is_listed(field))
        return arena_printf(mem, "check (%s in (0, 1))", column);
    return arena_printf(mem, "check (%s('%s', ',' || %s || ',') > 0 and %s(%s, ',') = 0)", find, codes(mem, field),
                        column, find, column);
}

void rules_column(struct text *ddl, struct arena *mem, const struct field *field)
{
    text_printf(ddl, "%s %s", db_name(mem, field->name), field_column_type(field));
    if (has_rule(field))
        text_printf(ddl, "\n-- only sqlite\n%s\n-- end\n-- only postgres\nconstraint %s %s\n-- end\n",
                    rule(mem, field, "instr"), rule_name(mem, field), rule(mem, field, "strpos"));
}

/* --- a register --------------------------------------------------------------------------------------------------- */

/* The rules of REG, in a few letters: another text for other rules. */
static const char *rules_of(struct arena *mem, const struct register_definition *reg)
{
    uint8_t hash[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (has_rule(&reg->fields.items[i]))
            text_printf(&out, "%s\n", rule(mem, &reg->fields.items[i], "instr"));
    hash_bytes(out.data, out.length, hash);
    hash_hex(hash, hex);
    return arena_strndup(mem, hex, 16);
}

void rules_note(struct text *ddl, struct arena *mem, const struct register_definition *reg)
{
    text_printf(ddl,
                "insert into register_rules (register, rules) values ('%s', '%s') on conflict (register) do update set "
                "rules = excluded.rules\n;\n",
                reg->name, rules_of(mem, reg));
}

/* The constraints that a table of PostgreSQL may have: of its columns as they are called now. */
void rules_lift(struct text *ddl, struct arena *mem, const struct register_definition *reg, const char **columns,
                size_t count)
{
    text_raw(ddl, "-- only sqlite\npragma ignore_check_constraints = on\n;\n-- end\n-- only postgres\n");
    for (size_t i = 0; i < count; i++)
        text_printf(ddl, "alter table %s drop constraint if exists %s\n;\n", db_name(mem, reg->name),
                    db_name(mem, arena_printf(mem, "%s_is_known", columns[i])));
    text_raw(ddl, "-- end\n");
}

/* --- making them -------------------------------------------------------------------------------------------------- */

static void make_anew(struct text *ddl, struct arena *mem, const struct register_definition *reg,
                      void (*indexes)(struct text *ddl, struct arena *mem, const struct register_definition *reg))
{
    const char *table = db_name(mem, reg->name), *before = db_name(mem, arena_printf(mem, "%s__before", reg->name));
    struct text names;
    text_init(&names, mem, TEXT_MAX_PAGE);
    text_raw(&names, "id");
    for (size_t i = 0; i < reg->fields.count; i++)
        text_printf(&names, ", %s", db_name(mem, reg->fields.items[i].name));
    for (size_t i = 0; i < reg->fields.count; i++)
        if (field_has_key(reg, &reg->fields.items[i]))
            text_printf(&names, ", %s", db_name(mem, field_key_column(mem, &reg->fields.items[i])));
    text_printf(ddl, "-- only sqlite\nalter table %s rename to %s\n;\ncreate table %s (\nid {int} not null primary key",
                table, before, table);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        text_printf(ddl, ",\n%s %s %s", db_name(mem, field->name), field_column_type(field),
                    has_rule(field) ? rule(mem, field, "instr") : "");
    }
    for (size_t i = 0; i < reg->fields.count; i++)
        if (field_has_key(reg, &reg->fields.items[i]))
            text_printf(ddl, ",\n%s {text}", db_name(mem, field_key_column(mem, &reg->fields.items[i])));
    text_printf(ddl, "\n){strict}\n;\ninsert into %s (%s) select %s from %s order by id\n;\ndrop table %s\n;\n", table,
                names.data, names.data, before, before);
    indexes(ddl, mem, reg);
    text_raw(ddl, "-- end\n");
}

static void put_constraints(struct text *ddl, struct arena *mem, const struct register_definition *reg)
{
    text_raw(ddl, "-- only postgres\n");
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        if (has_rule(field))
            text_printf(ddl, "alter table %s drop constraint if exists %s\n;\nalter table %s add constraint %s %s\n;\n",
                        db_name(mem, reg->name), rule_name(mem, field), db_name(mem, reg->name), rule_name(mem, field),
                        rule(mem, field, "strpos"));
    }
    text_raw(ddl, "-- end\n");
}

/* A record that breaks a rule was changed by hand: it is for `congvu history verify` to say which. */
static bool check_records(struct db *db, struct arena *mem, const struct register_definition *reg, struct err *err)
{
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        const char *column = db_name(mem, field->name);
        struct text sql;
        int64_t broken;
        if (!has_rule(field))
            continue;
        text_init(&sql, mem, TEXT_MAX_PAGE);
        text_printf(&sql, "select count(*) from %s where %s not in (", db_name(mem, reg->name), column);
        for (size_t j = 0; is_listed(field) && j < field->choices.count; j++)
            text_printf(&sql, "%s'%s'", j ? ", " : "", field->choices.items[j].code);
        text_printf(&sql, "%s)", is_listed(field) ? "" : "0, 1");
        if (!db_one_int(db, statement_build(mem, sql.data), DB_NONE, 0, &broken, err))
            return false;
        if (broken > 0)
            return err_set(err, ERR_CONFLICT, "rules", field->name,
                           "Sổ “%s”, trường “%s”: %lld hồ sơ mang giá trị ngoài danh sách, do bị sửa thẳng trong cơ sở "
                           "dữ liệu; chạy `congvu history verify` để biết hồ sơ nào",
                           reg->label, field->label, (long long)broken);
    }
    return true;
}

static bool is_kept(struct db *db, struct arena *mem, const struct register_definition *reg, bool *kept,
                    struct err *err)
{
    const char *rules = NULL;
    if (!db_one_text(db, mem, SQL("select rules from register_rules where register = $1"), DB(db_text(reg->name)),
                     &rules, err))
        return false;
    *kept = text_equal(rules, rules_of(mem, reg));
    return true;
}

bool rules_keep(struct store *store, struct arena *mem, const struct definitions *definitions,
                void (*indexes)(struct text *ddl, struct arena *mem, const struct register_definition *reg),
                size_t *changed, struct err *err)
{
    struct db *db = db_for_read(store, err);
    *changed = 0;
    for (size_t i = 0; db && i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        struct text ddl;
        bool kept;
        if (!is_kept(db, mem, reg, &kept, err) || (!kept && !check_records(db, mem, reg, err)))
            return false;
        if (kept)
            continue;
        text_init(&ddl, mem, TEXT_MAX_PAGE);
        make_anew(&ddl, mem, reg, indexes);
        put_constraints(&ddl, mem, reg);
        rules_note(&ddl, mem, reg);
        if (!store_define(store, ddl.data, err))
            return false;
        ++*changed;
    }
    return db != NULL;
}
