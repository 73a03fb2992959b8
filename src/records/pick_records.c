/* SPDX-License-Identifier: Apache-2.0 */
/* Records that a person may mean: by the index of words, never by going through a register. */
#include "records/pick_internal.h"

#include <string.h>

#include "base/text.h"
#include "definitions/degree.h"
#include "fields/condition.h"
#include "query/builder.h"
#include "query/finder.h"
#include "query/search.h"
#include "query/search_results.h"
#include "records/catalogue.h"
#include "store/id.h"
#include "viet/tokens.h"

enum { PREFIX_MIN = 2 };

/* The records that are looked at: those with all words, within the reader's units or anywhere; or those with all words
 * but the last, of which one begins as that does. */
enum look { LOOK_WITHIN, LOOK_ANYWHERE, LOOK_BEGINNING, LOOKS };

struct looking {
    const struct picking *picking;
    const char *words; /* all of them */
    const char *base;  /* without the last one */
    const char *last;  /* the token of the last one; NULL: it is too short */
    struct query_builder to;
};

static const char *printed_id(struct arena *mem, int64_t id)
{
    char out[ID_SIZE];
    id_print(id, out);
    return arena_strdup(mem, out);
}

static struct pick make_pick(const struct picking *picking, int64_t id, const char *number, const char *title)
{
    const char *printed = printed_id(picking->mem, id);
    const char *key = text_is_empty(number) ? printed : number;
    return (struct pick){ pick_label(picking->mem, text_is_empty(title) ? picking->reg->label : title), key,
                          picking->kind == PICK_CODED ? key : printed };
}

static void begin(struct looking *looking, const struct picking *picking, const char *words)
{
    struct arena *mem = picking->mem;
    const char *blank = strrchr(words, ' ');
    char **tokens;
    size_t count;
    *looking = (struct looking){ .picking = picking, .words = words };
    looking->base = blank ? arena_strndup(mem, words, (size_t)(blank - words)) : "";
    viet_query_tokens(mem, blank ? blank + 1 : words, &tokens, &count);
    if (count > 0 && strlen(tokens[count - 1]) >= PREFIX_MIN)
        looking->last = tokens[count - 1];
}

/* EXPRESSION, and only in the picking's register. */
static void put_expression(struct query_builder *to, const struct picking *picking, const char *expression)
{
    bool sqlite = to->kind == STORE_SQLITE;
    const char *token = viet_filter_token(to->mem, "register", picking->reg->name);
    query_put_text(to, arena_printf(to->mem, sqlite ? "(%s) AND \"%s\"" : "(%s) & '%s'", expression, token));
}

/* The ids that are looked at; false where there is nothing to look for. */
static bool put_ids(struct looking *looking, enum look look)
{
    struct query_builder *to = &looking->to;
    const struct picking *picking = looking->picking;
    const char *words = look == LOOK_BEGINNING ? looking->base : looking->words;
    bool sqlite = to->kind == STORE_SQLITE;
    if (!search_has_words(to->mem, words)) {
        text_printf(&to->text, "select n.id from %s n order by n.id desc limit %d",
                    db_name(to->mem, picking->reg->name), PICK_LOOKED_AT);
        return look == LOOK_BEGINNING;
    }
    const char *expression =
        look == LOOK_WITHIN ? search_expression_within(to->mem, to->kind, words, picking->definitions, picking->scope)
                            : search_expression(to->mem, to->kind, words);
    if (!expression)
        return false;
    to->plan = PLAN_FOR_THESE_VALUES;
    text_add(&to->text, sqlite ? "select rowid as id from search where search match "
                               : "select t.record as id from search_text t where t.vector @@ ");
    put_expression(to, picking, expression);
    /* a sum is in no index: PostgreSQL takes the words' index and sorts */
    text_printf(&to->text, sqlite ? " order by rowid desc limit %d" : "::tsquery order by t.record + 0 desc limit %d",
                PICK_LOOKED_AT);
    return true;
}

/* Is the reader bound to some units in the register? Then the newest records of all may be nobody's he sees. */
static bool is_bound(const struct picking *picking)
{
    const struct reach *reach = picking->scope->everything ? NULL : scope_reach(picking->scope, picking->reg);
    bool bound = reach != NULL;
    for (size_t i = 0; reach && i < reach_part_count(reach); i++)
        bound &= !reach_part(reach, i)->every_unit;
    return bound;
}

/* False where LOOK has nothing to ask. */
static bool put_question(struct looking *looking, enum look look)
{
    const struct picking *picking = looking->picking;
    struct query_builder *to = &looking->to;
    bool begins = look == LOOK_BEGINNING && looking->last;
    query_builder_init(to, picking->mem, NULL, store_kind(picking->store));
    text_raw(&to->text, "with looked as materialized (");
    if (!put_ids(looking, look))
        return false;
    text_printf(&to->text,
                ") select %s, (select count(*) from looked) from looked l cross join %s record r cross join %s f where "
                "r.id = l.id and f.id = r.id and r.cancelled = 0 and r.register = ",
                record_columns(to->mem, picking->reg), begins ? "search_text b cross join" : "",
                db_name(to->mem, picking->reg->name));
    query_put_text(to, picking->reg->name);
    text_raw(&to->text, " and r.secrecy = ");
    query_put_text(to, DEGREE_USUAL);
    if (begins) {
        text_add(&to->text, to->kind == STORE_SQLITE ? " and b.record = l.id and instr(' ' || b.tokens, "
                                                     : " and b.record = l.id and strpos(' ' || b.tokens, ");
        query_put_text(to, arena_printf(to->mem, " %s", looking->last));
        text_raw(&to->text, ") > 0");
    }
    query_put_scope(to, picking->scope, picking->reg);
    /* whether a procedure is in force, and what a link may name, is seen when it is read */
    bool reads_on = picking->kind == PICK_CODED || (picking->link && picking->link->only_if.count > 0);
    text_printf(&to->text, " order by r.id desc limit %d", reads_on ? PICK_LOOKED_AT : PICK_MAX + 1);
    return true;
}

static bool read_found(struct looking *looking, struct picks *picks, bool *whole, struct err *err)
{
    const struct picking *picking = looking->picking;
    struct query_sql sql = query_finish(&looking->to);
    struct db *db = db_for_read(picking->store, err);
    struct rows *rows = db ? db_rows(db, picking->mem, sql.statement, sql.values, sql.count, err) : NULL;
    if (!rows)
        return false;
    while (rows_next(rows)) {
        *whole &= rows_int(rows, record_column_count(picking->reg)) < PICK_LOOKED_AT;
        if (picks->count > PICK_MAX)
            continue;
        const struct record *record = record_from_row(picking->mem, rows, picking->reg);
        struct err ended = { 0 };
        if (picking->link && condition_of_named(picking->mem, picking->link, record))
            continue;
        if (picking->kind != PICK_CODED || record_in_force(picking->mem, record, "", "", picking->day, &ended))
            pick_add(picks, make_pick(picking, record->id, record->number, record->title));
    }
    return rows_end(rows, err);
}

bool pick_find_records(const struct picking *picking, const char *words, struct picks *picks, bool *whole,
                       struct err *err)
{
    struct looking looking;
    begin(&looking, picking, words);
    *whole = true;
    for (enum look look = 0; look < LOOKS && picks->count <= PICK_MAX; look++) {
        bool idle =
            (look == LOOK_WITHIN && !is_bound(picking)) || (look == LOOK_BEGINNING && *looking.words && !looking.last);
        if (!idle && put_question(&looking, look) && !read_found(&looking, picks, whole, err))
            return false;
    }
    return true;
}

const char *pick_plan(const struct picking *picking, const char *words, struct err *err)
{
    struct looking looking;
    struct text out;
    text_init(&out, picking->mem, TEXT_MAX_PAGE);
    begin(&looking, picking, words);
    for (enum look look = 0; look < LOOKS; look++) {
        if ((look == LOOK_WITHIN && picking->scope->everything) || !put_question(&looking, look))
            continue;
        struct query_sql sql = query_finish(&looking.to);
        struct db *db = db_for_read(picking->store, err);
        const struct statement *plan =
            statement_build(picking->mem, arena_printf(picking->mem, "explain query plan %s", sql.statement->text));
        struct rows *rows = db ? db_rows(db, picking->mem, plan, sql.values, sql.count, err) : NULL;
        if (!rows)
            return NULL;
        while (rows_next(rows))
            text_printf(&out, "%s\n", rows_text(rows, 3));
        if (!rows_end(rows, err))
            return NULL;
    }
    return out.data;
}

/* --- by key ------------------------------------------------------------------------------------------------------- */

static bool add_by_id(const struct picking *picking, int64_t id, struct picks *picks, struct err *err)
{
    struct err missing = { 0 };
    struct db *db = db_for_read(picking->store, err);
    const struct record *record =
        db ? record_read_in(db, picking->mem, picking->reg, picking->scope, id, &missing) : NULL;
    if (record)
        pick_add(picks, make_pick(picking, id, record->number, record->title));
    if (db && !record && missing.kind != ERR_NOT_FOUND)
        *err = missing;
    return record || (db && missing.kind == ERR_NOT_FOUND);
}

bool pick_records_by_key(const struct picking *picking, const char *key, struct picks *picks, struct err *err)
{
    struct search_results found;
    int64_t id;
    const char *slash = strrchr(key, '/');
    if (picking->kind == PICK_RECORD && id_parse(slash ? slash + 1 : key, &id))
        return add_by_id(picking, id, picks, err);
    if (!search_results_of_number(picking->store, picking->mem, picking->definitions, picking->scope, picking->reg,
                                  NULL, key, &found, err))
        return false;
    bool coded = picking->kind == PICK_CODED;
    for (size_t i = 0; i < found.count; i++) {
        const struct search_result *one = &found.items[i];
        struct pick pick = make_pick(picking, one->id, one->number, one->title);
        if (found.count > 1 && !coded) /* the number says several: their ids tell them apart */
            pick.key = pick.value;
        if (!one->cancelled)
            pick_add(picks, pick);
    }
    return true;
}
