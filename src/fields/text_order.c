/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/text_order.h"

#include "base/text.h"
#include "viet/sort_key.h"

enum { KEYS_TEXT_MAX = 4000, BATCH = 500, BATCH_MEMORY = 64 << 20 };

bool field_has_key(const struct register_definition *reg, const struct field *field)
{
    return field->type == FIELD_TEXT && !field->personal && !text_equal(field->name, reg->title) &&
           text_list_has(&reg->list.columns, field->name);
}

const char *field_key_column(struct arena *mem, const struct field *field)
{
    return arena_printf(mem, "_%s_key", field->name);
}

struct db_value field_key(struct arena *mem, const struct value *value)
{
    return db_text(value->is_set ? viet_sort_key(mem, value->text) : NULL);
}

/* --- of what is there --------------------------------------------------------------------------------------------- */

/* The records of a register whose keys are written anew, a batch at a time. */
struct writing {
    const struct register_definition *reg;
    const char *keys; /* as text_order_kept remembers them */
    const struct statement *read, *write;
    ARRAY(const struct field *) fields;
    ARRAY(struct db_value) values; /* of a batch, record by record: title_key, id, the keys of the fields */
};

/* "1 title,author": the version of the keys and what has one. */
static const char *keys_of(struct arena *mem, const struct writing *writing)
{
    struct text out;
    text_init(&out, mem, KEYS_TEXT_MAX);
    text_printf(&out, "%d title", VIET_KEY_VERSION);
    for (size_t i = 0; i < writing->fields.count; i++)
        text_printf(&out, ",%s", writing->fields.items[i]->name);
    return out.data;
}

static void make_statements(struct arena *mem, struct writing *writing)
{
    const char *table = db_name(mem, writing->reg->name);
    struct text read, write;
    text_init(&read, mem, KEYS_TEXT_MAX);
    text_init(&write, mem, KEYS_TEXT_MAX);
    text_raw(&read, "select r.id, r.title");
    text_printf(&write, "update %s set ", table);
    for (size_t i = 0; i < writing->fields.count; i++) {
        const struct field *field = writing->fields.items[i];
        text_printf(&read, ", f.%s", db_name(mem, field->name));
        text_printf(&write, "%s%s = $%zu", i ? ", " : "", db_name(mem, field_key_column(mem, field)), i + 2);
    }
    text_printf(&read,
                " from record r join %s f on f.id = r.id where r.register = $1 and r.id > $2 order by r.id limit %d",
                table, BATCH);
    text_raw(&write, " where id = $1");
    writing->read = statement_build(mem, read.data);
    writing->write = writing->fields.count > 0 ? statement_build(mem, write.data) : NULL;
}

static struct writing writing_of(struct arena *mem, const struct register_definition *reg)
{
    struct writing writing = { .reg = reg };
    for (size_t i = 0; i < reg->fields.count; i++)
        if (field_has_key(reg, &reg->fields.items[i]))
            *ARRAY_ADD(mem, &writing.fields) = &reg->fields.items[i];
    writing.keys = keys_of(mem, &writing);
    make_statements(mem, &writing);
    return writing;
}

static bool write_keys(struct change *change, void *arg, struct err *err)
{
    const struct writing *writing = arg;
    const struct db_value *row = writing->values.items;
    size_t columns = writing->fields.count + 2;
    for (size_t i = 0; i < writing->values.count; i += columns, row += columns)
        if (!change_run(change, SQL("update record set title_key = $1 where id = $2"), row, 2, err) ||
            (writing->write && !change_run(change, writing->write, row + 1, columns - 1, err)))
            return false;
    return true;
}

static bool keep_keys(struct change *change, void *arg, struct err *err)
{
    const struct writing *writing = arg;
    return change_run(change,
                      SQL("insert into text_order_kept (register, keys) values ($1, $2) on conflict (register) do "
                          "update set keys = excluded.keys"),
                      DB(db_text(writing->reg->name), db_text(writing->keys)), err);
}

static struct db_value read_key(struct arena *mem, const struct rows *rows, int column)
{
    return db_text(rows_is_null(rows, column) ? NULL : viet_sort_key(mem, rows_text(rows, column)));
}

/* The batch behind LAST; LAST becomes its end. */
static bool read_batch(struct store *store, struct arena *mem, struct writing *writing, int64_t *last, struct err *err)
{
    struct db *db = db_for_read(store, err);
    struct rows *rows =
        db ? db_rows(db, mem, writing->read, DB(db_text(writing->reg->name), db_int(*last)), err) : NULL;
    if (!rows)
        return false;
    while (rows_next(rows)) {
        *last = rows_int(rows, 0);
        *ARRAY_ADD(mem, &writing->values) = read_key(mem, rows, 1);
        *ARRAY_ADD(mem, &writing->values) = db_int(*last);
        for (size_t i = 0; i < writing->fields.count; i++)
            *ARRAY_ADD(mem, &writing->values) = read_key(mem, rows, (int)i + 2);
    }
    return rows_end(rows, err);
}

static bool write_register(struct store *store, struct arena *whole, struct writing *writing, struct err *err)
{
    CLEANUP(arena_cleanup) struct arena *mem = arena_part(whole, BATCH_MEMORY);
    size_t full = BATCH * (writing->fields.count + 2), read;
    int64_t last = 0;
    do {
        arena_reset(mem);
        writing->values.items = NULL;
        writing->values.count = writing->values.room = 0;
        if (!read_batch(store, mem, writing, &last, err))
            return false;
        read = writing->values.count;
        if (read > 0 && !store_change(store, whole, NULL, write_keys, writing, err))
            return false;
    } while (read == full);
    return true;
}

/* Has every record of the register the keys it should have? */
static bool is_made(struct db *db, const struct writing *writing, bool *made, struct err *err)
{
    int64_t same;
    if (!db_one_int(db, SQL("select count(*) from text_order_kept where register = $1 and keys = $2"),
                    DB(db_text(writing->reg->name), db_text(writing->keys)), 0, &same, err))
        return false;
    *made = same > 0;
    return true;
}

bool text_order_is_made(struct store *store, struct arena *mem, const struct definitions *definitions, bool *made,
                        struct err *err)
{
    const char **columns;
    size_t count;
    struct db *db = db_for_read(store, err);
    if (!db || !store_columns(store, mem, "text_order_kept", &columns, &count, err))
        return false;
    *made = count > 0;
    for (size_t i = 0; i < definitions->registers.count && *made; i++) {
        struct writing writing = writing_of(mem, &definitions->registers.items[i]);
        if (!is_made(db, &writing, made, err))
            return false;
    }
    return true;
}

bool text_order_make(struct store *store, struct arena *mem, const struct definitions *definitions, size_t *made,
                     struct err *err)
{
    *made = 0;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        struct writing writing = writing_of(mem, &definitions->registers.items[i]);
        struct db *db = db_for_read(store, err);
        bool is = false;
        if (!db || !is_made(db, &writing, &is, err))
            return false;
        if (is)
            continue;
        if (!write_register(store, mem, &writing, err) || !store_change(store, mem, NULL, keep_keys, &writing, err))
            return false;
        *made += 1;
    }
    return true;
}
