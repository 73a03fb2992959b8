/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/held.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "definitions/degree.h"
#include "fields/field_type.h"
#include "handling/texts.h"
#include "query/builder.h"
#include "query/finder.h"
#include "store/id.h"

/* --- what lies there ---------------------------------------------------------------------------------------------- */

struct gathered {
    ARRAY(struct held) list;
};

static const char *value_of(const struct record *record, const char *field, struct arena *mem,
                            const struct definitions *definitions)
{
    const struct field *named = field ? register_field(record->reg, field) : NULL;
    const struct value *value = named ? record_value(record, field) : NULL;
    return value && value->is_set ? value_people(mem, definitions, named, value) : "";
}

static struct held make_held(struct arena *mem, const struct definitions *definitions,
                             const struct held_register *there, const struct record *record)
{
    const struct issuer *issuer = definitions_issuer(definitions, record->issuer);
    struct held held = { .record = record, .day = "", .number = value_of(record, there->number, mem, definitions) };
    if (!*held.number && record->number)
        held.number = record->number;
    if (there->day && record_value(record, there->day)->is_set)
        held.day = record_value(record, there->day)->text;
    else if (!text_equal(record->happened_on, DATE_OPEN))
        held.day = record->happened_on;
    held.author = value_of(record, there->author, mem, definitions);
    if (!*held.author && !there->author && issuer)
        held.author = issuer->name;
    return held;
}

/* Those of one register that the scope sees. */
static bool read_of(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                    const struct record *file, const struct held_register *there, struct gathered *into,
                    struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_printf(&to.text, "select %s from record_link l join record r on r.id = l.to_record join %s f on f.id = r.id",
                record_columns(mem, there->reg), db_name(mem, there->reg->name));
    text_raw(&to.text, " where l.from_record = ");
    query_put(&to, db_int(file->id));
    text_raw(&to.text, " and l.kind = ");
    query_put_text(&to, LINK_HOLDS);
    text_raw(&to.text, " and r.register = ");
    query_put_text(&to, there->reg->name);
    query_put_scope(&to, scope, there->reg);
    text_printf(&to.text, " order by r.id limit %d", HELD_MAX);
    struct query_sql sql = query_finish(&to);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct record *record = record_from_row(mem, rows, there->reg);
        *ARRAY_ADD(mem, &into->list) = make_held(mem, definitions, there, record);
    }
    return rows_end(rows, err);
}

static int compare_held(const void *a, const void *b)
{
    const struct held *one = a, *other = b;
    int days = strcmp(one->day, other->day);
    return days != 0 ? days : (one->record->id > other->record->id) - (one->record->id < other->record->id);
}

/* The names of the registers of which something lies there, whoever sees it. */
static bool read_registers(struct db *db, struct arena *mem, int64_t file, struct text_list *names, struct err *err)
{
    struct rows *rows = db_rows(db, mem,
                                SQL("select distinct r.register from record_link l join record r on r.id = l.to_record "
                                    "where l.from_record = $1 and l.kind = $2"),
                                DB(db_int(file), db_text(LINK_HOLDS)), err);
    if (!rows)
        return false;
    ARRAY(const char *) list = { 0 };
    while (rows_next(rows))
        *ARRAY_ADD(mem, &list) = arena_strdup(mem, rows_text(rows, 0));
    *names = (struct text_list){ list.items, list.count };
    return rows_end(rows, err);
}

bool held_read(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
               const struct record *file, struct held_list *list, struct err *err)
{
    struct gathered all = { 0 };
    struct text_list names = { 0 };
    const struct holds_definition *holds = file->reg->holds;
    if (!holds)
        return err_set(err, ERR_NOT_FOUND, "holds", NULL, SAY_HELD_NO_FILES, file->reg->label);
    if (!read_registers(db, mem, file->id, &names, err))
        return false;
    for (size_t i = 0; i < holds->registers.count; i++) {
        const struct held_register *there = &holds->registers.items[i];
        bool reads = scope->everything || scope_reach(scope, there->reg)->reads;
        if (reads && text_list_has(&names, there->reg->name) &&
            !read_of(db, mem, definitions, scope, file, there, &all, err))
            return false;
    }
    if (all.list.count > 1)
        qsort(all.list.items, all.list.count, sizeof *all.list.items, compare_held);
    *list = (struct held_list){ all.list.items, all.list.count };
    return true;
}

static void put_held(struct json *json, const struct held *held, size_t order)
{
    char id[ID_SIZE];
    id_print(held->record->id, id);
    json_object(json);
    json_put_int(json, "order", (int64_t)order);
    json_put_text(json, "id", id);
    json_put_text(json, "register", held->record->reg->name);
    json_put_text(json, "number", *held->number ? held->number : NULL);
    json_put_text(json, "day", *held->day ? held->day : NULL);
    json_put_text(json, "written_by", *held->author ? held->author : NULL);
    json_put_text(json, "title", held->record->title);
    json_put_text(json, "state", held->record->state);
    json_put_bool(json, "cancelled", held->record->cancelled);
    json_object_end(json);
}

void held_list_json(struct json *json, const struct held_list *list)
{
    json_object(json);
    json_key(json, "contents");
    json_array(json);
    for (size_t i = 0; i < list->count; i++)
        put_held(json, &list->items[i], i + 1);
    json_array_end(json);
    json_object_end(json);
}

/* --- where it belongs --------------------------------------------------------------------------------------------- */

const struct register_definition *held_files_of(const struct definitions *definitions,
                                                const struct register_definition *reg)
{
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (register_holds(&definitions->registers.items[i], reg))
            return &definitions->registers.items[i];
    return NULL;
}

/* " where …" of files that take RECORD now, by their state and their degree, and that the scope sees. */
static void put_taking(struct query_builder *to, const struct scope *scope, const struct register_definition *files,
                       const struct record *record)
{
    const char *between = "";
    text_raw(&to->text, " where r.register = ");
    query_put_text(to, files->name);
    text_raw(&to->text, " and r.cancelled = 0 and r.state in (");
    for (size_t i = 0; i < files->holds->states.count; i++) {
        text_add(&to->text, between);
        query_put_text(to, files->holds->states.items[i]);
        between = ", ";
    }
    text_raw(&to->text, ") and r.secrecy in (");
    between = "";
    for (size_t i = 0; i < DEGREE_COUNT; i++) {
        if (degree_is_above(secrecy_degrees, record->secrecy, secrecy_degrees[i].code))
            continue;
        text_add(&to->text, between);
        query_put_text(to, secrecy_degrees[i].code);
        between = ", ";
    }
    text_raw(&to->text, ")");
    query_put_scope(to, scope, files);
}

static bool find_one(struct db *db, struct query_builder *to, int64_t *id, struct err *err)
{
    struct query_sql sql = query_finish(to);
    struct rows *rows = db_rows(db, to->mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return false;
    *id = rows_next(rows) ? rows_int(rows, 0) : 0;
    return rows_end(rows, err);
}

static bool find_of_linked(struct db *db, struct arena *mem, const struct scope *scope,
                           const struct register_definition *files, const struct record *record,
                           const struct record_context *context, int64_t *id, struct err *err)
{
    struct query_builder to;
    *id = 0;
    if (context->link_count == 0)
        return true;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    /* from what is linked, not from every open file of the office */
    text_raw(&to.text, "select r.id from record_link l cross join record r");
    put_taking(&to, scope, files, record);
    text_raw(&to.text, " and r.id = l.from_record and l.kind = ");
    query_put_text(&to, LINK_HOLDS);
    text_raw(&to.text, " and l.to_record in (");
    for (size_t i = 0; i < context->link_count; i++) {
        text_add(&to.text, i ? ", " : "");
        query_put(&to, db_int(context->links[i].id));
    }
    text_raw(&to.text, ") order by l.created_at desc, r.id desc limit 1");
    return find_one(db, &to, id, err);
}

static bool find_of_unit(struct db *db, struct arena *mem, const struct scope *scope,
                         const struct register_definition *files, const struct record *record, int64_t *id,
                         struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "select r.id from record r");
    put_taking(&to, scope, files, record);
    text_raw(&to.text, " and r.unit = ");
    query_put_text(&to, scope->unit);
    text_raw(&to.text, " order by r.id desc limit 1");
    return find_one(db, &to, id, err);
}

bool held_propose(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                  const struct record *record, const struct record_context *context, struct record **file,
                  struct err *err)
{
    int64_t id;
    const struct register_definition *files = held_files_of(definitions, record->reg);
    *file = NULL;
    if (!files || scope->everything || !scope_reach(scope, files)->reads)
        return true;
    if (!find_of_linked(db, mem, scope, files, record, context, &id, err) ||
        (id == 0 && !find_of_unit(db, mem, scope, files, record, &id, err)))
        return false;
    if (id != 0)
        *file = record_read_in(db, mem, files, scope, id, err);
    return id == 0 || *file;
}
