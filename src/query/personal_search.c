/* SPDX-License-Identifier: Apache-2.0 */
#include "query/personal_search.h"

#include <string.h>

#include "base/text.h"
#include "people/account.h"
#include "query/query_internal.h"
#include "query/query_texts.h"
#include "query/search_internal.h"
#include "store/id.h"
#include "store/secret.h"

enum { NOTE_RECORDS_MAX = 5 };

/* Does SCOPE read personal data of any register that is indexed? */
static bool is_searched(const struct definitions *definitions, const struct scope *scope)
{
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (query_reads_personal(scope, &definitions->registers.items[i]))
            return true;
    return false;
}

const char *search_left_out(const struct definitions *definitions, const struct scope *scope)
{
    return is_searched(definitions, scope) ? TEXT_NOT_SEARCHED_PERSONAL : TEXT_NOT_SEARCHED;
}

/* The keys of WORDS; none, without an err, in an office older than its index. */
static bool read_wanted(struct store *store, struct arena *mem, const char *words, struct personal_keys *wanted,
                        bool *numbered, struct err *err)
{
    struct err failure = { 0 };
    const char *secret = store_secret(store, &failure);
    *wanted = (struct personal_keys){ 0 };
    *numbered = false;
    if (secret)
        *wanted = personal_keys_wanted(mem, secret, words, numbered);
    else if (!text_equal(failure.subject, "secret"))
        *err = failure;
    return secret || text_equal(failure.subject, "secret");
}

/* "tìm theo số: 2 hồ sơ: Phản ánh 12/2021 (06f3…), …" */
static const char *note_of(struct arena *mem, const struct search_results *results, bool numbered)
{
    struct text note;
    if (results->count == 0 && !numbered)
        return NULL;
    text_init(&note, mem, TEXT_MAX_LINE);
    text_printf(&note, numbered ? TEXT_PERSONAL_BY_NUMBER : TEXT_PERSONAL_BY_NAME, results->count,
                results->next ? "+" : "");
    for (size_t i = 0; i < results->count && i < NOTE_RECORDS_MAX; i++) {
        const struct search_result *result = &results->items[i];
        char id[ID_SIZE];
        id_print(result->id, id);
        text_printf(&note, "%s%s %s(%s)", i ? ", " : ": ", result->reg->label,
                    result->number ? arena_printf(mem, "%s ", result->number) : "", id);
    }
    text_add(&note, results->count > NOTE_RECORDS_MAX ? ", …" : "");
    return note.data;
}

/* "select … where id in (each register's) …"; false where the scope reads nothing. */
static bool put_found(struct query_builder *to, const struct definitions *definitions, const struct scope *scope,
                      const struct register_definition *only, const struct personal_keys *wanted)
{
    bool any = false;
    text_raw(&to->text, "select " RESULT_COLUMNS " from record r where r.cancelled = 0 and r.id in (");
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        if ((only && reg != only) || !query_reads_personal(scope, reg))
            continue;
        text_add(&to->text, any ? " union " : "");
        query_put_personal(to, wanted, scope, reg);
        any = true;
    }
    text_raw(&to->text, ") order by r.id desc limit ");
    query_put(to, db_int(PERSONAL_FOUND_MAX + 1));
    return any;
}

static bool find(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct register_definition *reg, const struct personal_keys *wanted,
                 struct search_results *results, struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, store_kind(store));
    to.plan = PLAN_FOR_ALL_VALUES; /* by the keys, of which each has few */
    *results = (struct search_results){ 0 };
    return wanted->list.count == 0 || !put_found(&to, definitions, scope, reg, wanted) ||
           search_read_results(&to, store, definitions, PERSONAL_FOUND_MAX, results, err);
}

bool personal_search(struct store *store, struct arena *mem, const struct definitions *definitions,
                     const struct scope *scope, const struct register_definition *reg, const char *words,
                     struct personal_found *found, struct err *err)
{
    struct personal_keys wanted;
    bool numbered;
    *found = (struct personal_found){ 0 };
    if (reg ? !query_reads_personal(scope, reg) : !is_searched(definitions, scope))
        return true;
    if (!read_wanted(store, mem, words, &wanted, &numbered, err) ||
        !find(store, mem, definitions, scope, reg, &wanted, &found->results, err))
        return false;
    found->note = (struct personal_note){ note_of(mem, &found->results, numbered), words };
    return true;
}

bool personal_search_noted(struct store *store, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const char *words, struct personal_found *found, struct err *err)
{
    return personal_search(store, mem, definitions, scope, NULL, words, found, err) &&
           (!found->note.text || account_note_reading(store, mem, scope->user, found->note.text, err));
}

/* --- in a query --------------------------------------------------------------------------------------------------- */

static bool add_personal(struct store *store, struct arena *mem, const struct scope *scope, struct query *query,
                         struct query_condition *condition, struct personal_note *note, struct err *err)
{
    struct personal_keys *wanted = ARENA_NEW(mem, struct personal_keys);
    struct search_results results;
    bool numbered;
    const char *words = condition->values[0].text;
    if (!read_wanted(store, mem, words, wanted, &numbered, err) ||
        !find(store, mem, query->definitions, scope, query->reg, wanted, &results, err))
        return false;
    const char *more = note_of(mem, &results, numbered);
    if (more && note->text)
        *note = (struct personal_note){ arena_printf(mem, "%s; %s", note->text, more),
                                        arena_printf(mem, "%s %s", note->words, words) };
    else if (more)
        *note = (struct personal_note){ more, words };
    condition->personal = results.count > 0 ? wanted : NULL;
    return true;
}

bool query_with_personal(struct store *store, struct arena *mem, const struct scope *scope, const struct query **query,
                         struct personal_note *note, struct err *err)
{
    const struct query *asked = *query;
    *note = (struct personal_note){ 0 };
    if (!query_reads_personal(scope, asked->reg))
        return true;
    struct query *made = arena_copy(mem, asked, sizeof *asked);
    if (made->conditions.count > 0)
        made->conditions.items =
            arena_copy(mem, asked->conditions.items, asked->conditions.count * sizeof *asked->conditions.items);
    for (size_t i = 0; i < made->conditions.count; i++)
        if (made->conditions.items[i].ask == ASK_SEARCH &&
            !add_personal(store, mem, scope, made, &made->conditions.items[i], note, err))
            return false;
    *query = made;
    return true;
}
