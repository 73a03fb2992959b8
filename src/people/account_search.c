/* SPDX-License-Identifier: Apache-2.0 */
#include "people/account_search.h"

#include <string.h>

#include "base/text.h"
#include "viet/fold.h"

enum { INITIALS_MIN = 2 };

/* --- words -------------------------------------------------------------------------------------------------------- */

static void add_word(struct arena *mem, struct text_list *words, size_t *room, const char *word)
{
    if (!*word || text_list_has(words, word))
        return;
    if (words->count == *room) {
        *room = *room ? 2 * *room : 8;
        const char **items = ARENA_ARRAY(mem, const char *, *room);
        for (size_t i = 0; i < words->count; i++)
            items[i] = words->items[i];
        words->items = items;
    }
    words->items[words->count++] = word;
}

const char *words_initials(struct arena *mem, const char *text)
{
    const char *folded = viet_fold(mem, text);
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    for (const char *at = folded; *at;) {
        const char *next = at;
        if (utf8_next(&next))
            text_add_bytes(&out, at, (size_t)(next - at));
        at += strcspn(at, " ");
        at += *at == ' ';
    }
    return out.length >= INITIALS_MIN ? out.data : "";
}

/* The words of an account: lower case without marks, each once. Live in MEM. */
static struct text_list account_search_words(struct arena *mem, const char *login, const char *name)
{
    struct text_list words = { 0 };
    size_t room = 0, count;
    const char *const texts[] = { viet_fold(mem, name), viet_fold(mem, login) };
    for (size_t k = 0; k < COUNT_OF(texts); k++) {
        char **parts = text_split(mem, texts[k], ' ', &count);
        for (size_t i = 0; i < count; i++)
            add_word(mem, &words, &room, parts[i]);
    }
    add_word(mem, &words, &room, words_initials(mem, name));
    add_word(mem, &words, &room, login);
    return words;
}

/* A word of TEXT begins with WORD. */
static bool has_beginning(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; *at; at += *at == ' ') {
        if (strncmp(at, word, length) == 0)
            return true;
        at += strcspn(at, " ");
    }
    return false;
}

bool words_begin(struct arena *mem, const char *text, const char *question)
{
    size_t count;
    const char *exact = viet_exact(mem, text), *folded = viet_fold(mem, text);
    char **words = text_split(mem, viet_exact(mem, question), ' ', &count);
    bool all = true;
    for (size_t i = 0; i < count && all; i++) {
        const char *plain = viet_fold(mem, words[i]);
        all = has_beginning(text_equal(plain, words[i]) ? folded : exact, words[i]);
    }
    return all || (count == 1 && strlen(words[0]) >= INITIALS_MIN && text_starts(words_initials(mem, text), words[0]));
}

/* --- keeping them ------------------------------------------------------------------------------------------------- */

static bool put_words(struct change *change, int64_t id, const char *login, const char *name, struct err *err)
{
    const struct text_list words = account_search_words(change_mem(change), login, name);
    for (size_t i = 0; i < words.count; i++)
        if (!change_run(change, SQL("insert into account_word (word, account) values ($1, $2) on conflict do nothing"),
                        DB(db_text(words.items[i]), db_int(id)), err))
            return false;
    return true;
}

bool account_search_keep(struct change *change, int64_t id, const char *login, const char *name, struct err *err)
{
    return change_run(change, SQL("delete from account_word where account = $1"), DB(db_int(id)), err) &&
           put_words(change, id, login, name, err);
}

struct wordless {
    ARRAY(struct account) accounts;
};

static bool read_wordless(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct wordless *wordless = arg;
    struct arena *mem = change_mem(change);
    struct rows *rows = db_rows(db, mem,
                                SQL("select a.id, a.login, a.name from account a where not exists (select 1 from "
                                    "account_word w where w.account = a.id) order by a.id"),
                                DB_NONE, err);
    *wordless = (struct wordless){ 0 };
    if (!rows)
        return false;
    while (rows_next(rows))
        *ARRAY_ADD(mem, &wordless->accounts) = (struct account){ .id = rows_int(rows, 0),
                                                                 .login = arena_strdup(mem, rows_text(rows, 1)),
                                                                 .name = arena_strdup(mem, rows_text(rows, 2)) };
    return rows_end(rows, err);
}

static bool write_wordless(struct change *change, void *arg, struct err *err)
{
    const struct wordless *wordless = arg;
    for (size_t i = 0; i < wordless->accounts.count; i++) {
        const struct account *account = &wordless->accounts.items[i];
        if (!put_words(change, account->id, account->login, account->name, err))
            return false;
    }
    return true;
}

bool account_search_make(struct store *store, struct arena *mem, struct err *err)
{
    struct wordless wordless = { 0 };
    int64_t missing;
    struct db *db = db_for_read(store, err);
    if (!db || !db_one_int(db,
                           SQL("select count(*) from account a where not exists (select 1 from account_word w where "
                               "w.account = a.id)"),
                           DB_NONE, 0, &missing, err))
        return false;
    return missing == 0 || store_change(store, mem, read_wordless, write_wordless, &wordless, err);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

struct question {
    struct text sql;
    ARRAY(struct db_value) values;
};

static void put_value(struct question *to, struct arena *mem, struct db_value value)
{
    *ARRAY_ADD(mem, &to->values) = value;
    text_printf(&to->sql, "$%zu", to->values.count);
}

/* Accounts with a word in [WORD, WORD~). */
static void put_word(struct question *to, struct arena *mem, const char *word)
{
    text_raw(&to->sql, " and a.id in (select w.account from account_word w where w.word >= ");
    put_value(to, mem, db_text(word));
    text_raw(&to->sql, " and w.word < ");
    put_value(to, mem, db_text(arena_printf(mem, "%s~", word)));
    text_raw(&to->sql, ")");
}

static bool is_wanted(struct arena *mem, const struct rows *rows, const char *words)
{
    return words_begin(mem, arena_printf(mem, "%s %s", rows_text(rows, 2), rows_text(rows, 1)), words) ||
           words_begin(mem, rows_text(rows, 2), words);
}

static bool read_found(struct rows *rows, struct arena *mem, const char *words, size_t limit, struct account_list *list,
                       bool *whole, struct err *err)
{
    ARRAY(struct account *) found = { 0 };
    size_t looked_at = 0;
    *whole = true;
    while (rows_next(rows)) {
        looked_at++;
        if (looked_at > ACCOUNT_SEARCH_LOOKED_AT || found.count == limit) {
            *whole = false;
            continue;
        }
        if (!is_wanted(mem, rows, words))
            continue;
        struct account *account = ARENA_NEW(mem, struct account);
        *account = (struct account){ .id = rows_int(rows, 0),
                                     .login = arena_strdup(mem, rows_text(rows, 1)),
                                     .name = arena_strdup(mem, rows_text(rows, 2)),
                                     .unit = arena_strdup(mem, rows_text(rows, 3)),
                                     .title = arena_strdup(mem, rows_text(rows, 4)) };
        *ARRAY_ADD(mem, &found) = account;
    }
    *list = (struct account_list){ .items = found.items, .count = found.count };
    return rows_end(rows, err);
}

bool account_search(struct db *db, struct arena *mem, const char *words, size_t limit, struct account_list *list,
                    bool *whole, struct err *err)
{
    struct question to = { 0 };
    size_t count;
    char **folded = text_split(mem, viet_fold(mem, words), ' ', &count);
    *list = (struct account_list){ 0 };
    *whole = true;
    if (!*folded[0])
        return true;
    text_init(&to.sql, mem, TEXT_MAX_LINE);
    text_raw(&to.sql, "select a.id, a.login, a.name, a.unit, a.title from account a where a.disabled = 0");
    for (size_t i = 0; i < count && i < ACCOUNT_SEARCH_WORDS_MAX; i++)
        put_word(&to, mem, folded[i]);
    /* no plain column: the words are to be gone through, not everybody in the order of names */
    text_raw(&to.sql, " order by a.name_key || '', a.id limit ");
    put_value(&to, mem, db_int(ACCOUNT_SEARCH_LOOKED_AT + 1));
    struct rows *rows = db_rows(db, mem, statement_build(mem, to.sql.data), to.values.items, to.values.count, err);
    return rows && read_found(rows, mem, words, limit, list, whole, err);
}
