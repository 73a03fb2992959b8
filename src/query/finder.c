/* SPDX-License-Identifier: Apache-2.0 */
#include "query/finder.h"

#include <stdio.h>
#include <string.h>

#include "query/builder.h"
#include "query/query_texts.h"
#include "query/record_filter.h"
#include "store/id.h"

static void *refuse_missing(int64_t id, struct err *err)
{
    char printed[ID_SIZE];
    id_print(id, printed);
    err_set(err, ERR_NOT_FOUND, "record", NULL, TEXT_RECORD_NOT_FOUND, printed);
    return NULL;
}

static bool opens_to_somebody(const struct register_definition *reg)
{
    for (size_t i = 0; i < reg->fields.count; i++)
        if (reg->fields.items[i].opens_to.count > 0)
            return true;
    return false;
}

/* ", …": the roles in which the record is in the reader's hands now (record.held). */
static void put_held(struct query_builder *to, const struct scope *scope, const struct register_definition *reg)
{
    if (scope->whoms.count == 0 || !opens_to_somebody(reg)) {
        text_raw(&to->text, ", 0");
        return;
    }
    text_printf(&to->text,
                ", (select cast(coalesce(sum(distinct case p.role when 'lead' then %d when 'support' then %d else %d "
                "end), 0) as bigint) from assignment p where p.record = r.id and p.finished_at = 0 and ",
                HELD_LEAD, HELD_SUPPORT, HELD_INFORM);
    query_put_given(to, scope, "p", "p.to_whom");
    text_raw(&to->text, ")");
}

/* ", …" for each link: does it name a record that the reader may not see? The inner r is that record. */
static void put_hidden(struct query_builder *to, const struct scope *scope, const struct register_definition *reg)
{
    for (size_t i = 0; !scope->everything && i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        if (field->type != FIELD_LINK || !field->target)
            continue;
        const char *column = db_name(to->mem, field->name);
        text_printf(&to->text, ", case when f.%s is null or exists (select 1 from record r where r.id = f.%s", column,
                    column);
        query_put_scope(to, scope, field->target);
        text_raw(&to->text, ") then 0 else 1 end");
    }
}

static void read_hidden(struct record *record, const struct scope *scope, const struct rows *rows, int column)
{
    for (size_t i = 0; !scope->everything && i < record->reg->fields.count; i++) {
        const struct field *field = &record->reg->fields.items[i];
        if (field->type == FIELD_LINK && field->target)
            record->values[i].hidden = rows_int(rows, column++) != 0;
    }
}

struct record *record_read_in(struct db *db, struct arena *mem, const struct register_definition *reg,
                              const struct scope *scope, int64_t id, struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_printf(&to.text, "select %s", record_columns(mem, reg));
    put_held(&to, scope, reg);
    put_hidden(&to, scope, reg);
    text_printf(&to.text, " from record r join %s f on f.id = r.id where r.id = ", db_name(mem, reg->name));
    query_put(&to, db_int(id));
    query_put_scope(&to, scope, reg);
    struct query_sql sql = query_finish(&to);
    struct rows *rows = db_rows(db, mem, sql.statement, sql.values, sql.count, err);
    if (!rows)
        return NULL;
    struct record *record = rows_next(rows) ? record_from_row(mem, rows, reg) : NULL;
    if (record) {
        record->held = (unsigned)rows_int(rows, record_column_count(reg));
        read_hidden(record, scope, rows, record_column_count(reg) + 1);
    }
    bool failed = !rows_end(rows, err);
    return record || failed ? record : refuse_missing(id, err);
}

struct record *record_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, int64_t id, struct err *err)
{
    const char *name;
    if (!db_one_text(db, mem, SQL("select register from record where id = $1"), DB(db_int(id)), &name, err))
        return NULL;
    if (!name)
        return refuse_missing(id, err);
    const struct register_definition *reg = definitions_register(definitions, name);
    if (!reg) {
        char printed[ID_SIZE];
        id_print(id, printed);
        err_set(err, ERR_INTERNAL, "register", NULL, TEXT_RECORD_REGISTER, printed, name);
        return NULL;
    }
    return record_read_in(db, mem, reg, scope, id, err);
}

/* The ids with this number, in REG or (NULL) anywhere, whoever may see them. */
static bool read_numbered(struct db *db, struct arena *mem, const struct register_definition *reg, const char *number,
                          const int64_t **ids, size_t *count, struct err *err)
{
    struct rows *rows =
        db_rows(db, mem, SQL("select id, register from record where number is not null and number = $1 order by id"),
                DB(db_text(number)), err);
    if (!rows)
        return false;
    ARRAY(int64_t) found = { 0 };
    while (rows_next(rows))
        if (!reg || text_equal(rows_text(rows, 1), reg->name))
            *ARRAY_ADD(mem, &found) = rows_int(rows, 0);
    bool failed = !rows_end(rows, err);
    *ids = found.items;
    *count = found.count;
    return !failed;
}

bool record_find_number(struct db *db, struct arena *mem, const struct definitions *definitions,
                        const struct scope *scope, const struct register_definition *reg, const char *number,
                        const int64_t **ids, size_t *count, struct err *err)
{
    const int64_t *all;
    size_t all_count;
    return read_numbered(db, mem, reg, number, &all, &all_count, err) &&
           records_visible(db, mem, definitions, scope, all, all_count, ids, count, err);
}

/* The id at the end of TEXT: alone, or the last segment of an address. */
static bool ends_with_id(const char *text, int64_t *id)
{
    const char *slash = strrchr(text, '/');
    return id_parse(slash ? slash + 1 : text, id);
}

struct record *record_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const struct register_definition *reg, const char *text,
                           const char *field, struct err *err)
{
    int64_t id = 0;
    const int64_t *ids = &id;
    size_t count = 1;
    struct record *record = NULL;
    if (!ends_with_id(text, &id) && !record_find_number(db, mem, definitions, scope, reg, text, &ids, &count, err))
        return NULL;
    if (count == 1)
        record = record_read(db, mem, definitions, scope, ids[0], err);
    else if (count == 0)
        err_set(err, ERR_NOT_FOUND, "record", field, SAY_NO_SUCH_NUMBER, text);
    else
        err_set(err, ERR_INVALID, "record", field, SAY_NUMBER_OF_SEVERAL, text, count);
    if (record && reg && record->reg != reg) {
        err_set(err, ERR_INVALID, "record", field, SAY_RECORD_ELSEWHERE, record->reg->label, reg->label);
        return NULL;
    }
    if (!record && field && !err->field[0])
        snprintf(err->field, sizeof err->field, "%s", field);
    return record;
}

bool record_given(struct db *db, struct arena *mem, const struct scope *scope, const struct record *record,
                  enum given *given, struct err *err)
{
    *given = GIVEN_NOT;
    struct rows *rows = db_rows(db, mem, SQL("select to_whom, " ASSIGNMENT_GIVEN " from assignment where record = $1"),
                                DB(db_int(record->id)), err);
    if (!rows)
        return false;
    while (rows_next(rows))
        if ((enum given)rows_int(rows, 1) > *given &&
            scope_holds(scope, record->reg, record->secrecy, rows_text(rows, 0)))
            *given = (enum given)rows_int(rows, 1);
    return rows_end(rows, err);
}
