/* SPDX-License-Identifier: Apache-2.0 */
#include "query/record_filter.h"

#include <stdlib.h>

#include "query/builder.h"

/* One id: its register and whether it is seen. */
struct look {
    int64_t id;
    const struct register_definition *reg;
    bool seen;
};

static int by_id(const void *a, const void *b)
{
    const struct look *left = a, *right = b;
    return left->id < right->id ? -1 : left->id > right->id;
}

static struct look *find(struct look *looks, size_t count, int64_t id)
{
    return bsearch(&(struct look){ .id = id }, looks, count, sizeof *looks, by_id);
}

static void put_ids(struct query_builder *to, const int64_t *ids, size_t count)
{
    text_raw(&to->text, "r.id in (");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_raw(&to->text, ", ");
        query_put(to, db_int(ids[i]));
    }
    text_raw(&to->text, ")");
}

/* The registers of a block of ids. */
static bool find_registers(struct db *db, struct arena *mem, const struct definitions *definitions, struct look *looks,
                           size_t look_count, const int64_t *ids, size_t count, struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "select r.id, r.register from record r where ");
    put_ids(&to, ids, count);
    struct query_sql sql = query_finish(&to);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    while (rows && rows_next(rows)) {
        struct look *look = find(looks, look_count, rows_int(rows, 0));
        look->reg = definitions_register(definitions, rows_text(rows, 1));
    }
    bool failed = !rows || rows_failed(rows, err);
    rows_close(rows);
    return !failed;
}

/* Which of a block of ids of REG are seen. */
static bool find_seen(struct db *db, struct arena *mem, const struct scope *scope,
                      const struct register_definition *reg, struct look *looks, size_t look_count, const int64_t *ids,
                      size_t count, struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "select r.id from record r where ");
    put_ids(&to, ids, count);
    query_put_scope(&to, scope, reg);
    struct query_sql sql = query_finish(&to);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    while (rows && rows_next(rows))
        find(looks, look_count, rows_int(rows, 0))->seen = true;
    bool failed = !rows || rows_failed(rows, err);
    rows_close(rows);
    return !failed;
}

/* All looks of one register, a block at a time. */
static bool look_at(struct db *db, struct arena *mem, const struct scope *scope, const struct register_definition *reg,
                    struct look *looks, size_t look_count, struct err *err)
{
    int64_t block[VISIBLE_BLOCK];
    size_t filled = 0;
    for (size_t i = 0; i < look_count; i++) {
        if (looks[i].reg == reg)
            block[filled++] = looks[i].id;
        if (filled > 0 && (filled == VISIBLE_BLOCK || i + 1 == look_count)) {
            if (!find_seen(db, mem, scope, reg, looks, look_count, block, filled, err))
                return false;
            filled = 0;
        }
    }
    return true;
}

bool records_visible(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                     const int64_t *ids, size_t count, const int64_t **visible, size_t *visible_count, struct err *err)
{
    struct look *looks = ARENA_ARRAY(mem, struct look, count + 1);
    int64_t *seen = ARENA_ARRAY(mem, int64_t, count + 1);
    size_t seen_count = 0;
    for (size_t i = 0; i < count; i++)
        looks[i].id = ids[i];
    qsort(looks, count, sizeof *looks, by_id);
    for (size_t at = 0; at < count; at += VISIBLE_BLOCK)
        if (!find_registers(db, mem, definitions, looks, count, ids + at,
                            count - at < VISIBLE_BLOCK ? count - at : VISIBLE_BLOCK, err))
            return false;
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (!look_at(db, mem, scope, &definitions->registers.items[i], looks, count, err))
            return false;
    for (size_t i = 0; i < count; i++)
        if (find(looks, count, ids[i])->seen)
            seen[seen_count++] = ids[i];
    *visible = seen;
    *visible_count = seen_count;
    return true;
}

/* The links in the field AT of RECORDS. */
static bool hide_field(struct db *db, struct arena *mem, const struct scope *scope, size_t at,
                       struct record *const *records, size_t count, struct err *err)
{
    const struct register_definition *target = records[0]->reg->fields.items[at].target;
    struct look *looks = ARENA_ARRAY(mem, struct look, count);
    size_t named = 0;
    for (size_t i = 0; i < count; i++)
        if (records[i]->values[at].is_set)
            looks[named++] = (struct look){ .id = records[i]->values[at].integer, .reg = target };
    if (named > 1)
        qsort(looks, named, sizeof *looks, by_id);
    if (named > 0 && !look_at(db, mem, scope, target, looks, named, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct value *value = &records[i]->values[at];
        bool seen = !value->is_set;
        for (struct look *look = looks; !seen && look < looks + named; look++) /* two may name one */
            seen = look->id == value->integer && look->seen;
        value->hidden = !seen;
    }
    return true;
}

bool records_hide_links(struct db *db, struct arena *mem, const struct scope *scope, struct record *const *records,
                        size_t count, struct err *err)
{
    if (scope->everything || count == 0)
        return true;
    const struct register_definition *reg = records[0]->reg;
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].type == FIELD_LINK && reg->fields.items[i].target &&
            !hide_field(db, mem, scope, i, records, count, err))
            return false;
    return true;
}
