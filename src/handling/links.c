/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/links.h"

#include "base/text.h"
#include "query/builder.h"

/* The select list, in this order. */
enum column {
    LINK_KIND,
    LINK_BACK,
    LINK_ID,
    LINK_REGISTER,
    LINK_NUMBER,
    LINK_TITLE,
    LINK_STATE,
    LINK_UNIT,
    LINK_ISSUER,
    LINK_SECRECY,
    LINK_HAPPENED_ON,
    LINK_DUE,
    LINK_FINISHED_ON,
    LINK_CANCELLED,
    LINK_VERSION,
    LINK_MINE,
};

/* 1 where the other record is assigned to who asks. */
static void put_mine(struct query_builder *to, const struct scope *scope)
{
    if (scope->whoms.count == 0) {
        text_raw(&to->text, "0");
        return;
    }
    text_raw(&to->text, "case when exists (select 1 from assignment a where a.record = r.id and ");
    query_put_given(to, scope, "a", "a.to_whom");
    text_raw(&to->text, " and " ASSIGNMENT_SHOWS("a") ") then 1 else 0 end");
}

static struct rows *ask(struct db *db, struct arena *mem, const struct scope *scope, int64_t record, struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "select l.kind, l.back, r.id, r.register, r.number, r.title, r.state, r.unit, r.issuer, "
                       "r.secrecy, r.happened_on, r.due, r.finished_on, r.cancelled, r.version, ");
    put_mine(&to, scope);
    text_raw(&to.text, " from (select kind, to_record as other, 0 as back, created_at from record_link where "
                       "from_record = ");
    query_put(&to, db_int(record));
    text_raw(&to.text, " union all select kind, from_record, 1, created_at from record_link where to_record = ");
    query_put(&to, db_int(record));
    text_raw(&to.text, ") as l join record r on r.id = l.other order by l.back, l.created_at, l.other, l.kind limit ");
    query_put(&to, db_int(LINKS_MAX));
    struct query_sql sql = query_finish(&to);
    return db_rows(db, mem, sql.statement, sql.values, sql.count, err);
}

static const char *copy(struct arena *mem, const struct rows *rows, int column)
{
    const char *text = rows_text(rows, column);
    return text ? arena_strdup(mem, text) : NULL;
}

static bool is_visible(const struct scope *scope, const struct register_definition *reg, const struct rows *rows)
{
    if (scope->everything)
        return true;
    const struct reach *reach = scope_reach(scope, reg);
    return reach->reads &&
           (rows_int(rows, LINK_MINE) != 0 || reach_covers(reach, rows_text(rows, LINK_ISSUER),
                                                           rows_text(rows, LINK_UNIT), rows_text(rows, LINK_SECRECY)));
}

static struct record *other_record(struct arena *mem, const struct register_definition *reg, const struct rows *rows)
{
    struct record *record = ARENA_NEW(mem, struct record);
    record->id = rows_int(rows, LINK_ID);
    record->reg = reg;
    record->number = copy(mem, rows, LINK_NUMBER);
    record->title = copy(mem, rows, LINK_TITLE);
    record->state = copy(mem, rows, LINK_STATE);
    record->unit = copy(mem, rows, LINK_UNIT);
    record->issuer = copy(mem, rows, LINK_ISSUER);
    record->secrecy = copy(mem, rows, LINK_SECRECY);
    record->happened_on = copy(mem, rows, LINK_HAPPENED_ON);
    record->due = copy(mem, rows, LINK_DUE);
    record->finished_on = copy(mem, rows, LINK_FINISHED_ON);
    record->cancelled = rows_int(rows, LINK_CANCELLED) != 0;
    record->version = rows_int(rows, LINK_VERSION);
    record->values = ARENA_ARRAY(mem, struct value, reg->fields.count + 1);
    return record;
}

bool record_links(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                  int64_t record, struct record_link_line **links, size_t *count, struct err *err)
{
    struct rows *rows = ask(db, mem, scope, record, err);
    ARRAY(struct record_link_line) seen = { 0 };
    if (!rows)
        return false;
    while (rows_next(rows)) {
        const struct register_definition *reg = definitions_register(definitions, rows_text(rows, LINK_REGISTER));
        if (!reg || !is_visible(scope, reg, rows))
            continue;
        struct record_link_line line = { copy(mem, rows, LINK_KIND), rows_int(rows, LINK_BACK) != 0,
                                         other_record(mem, reg, rows) };
        *ARRAY_ADD(mem, &seen) = line;
    }
    if (!rows_end(rows, err))
        return false;
    *links = seen.items;
    *count = seen.count;
    return true;
}
