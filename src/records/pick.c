/* SPDX-License-Identifier: Apache-2.0 */
#include "records/pick_internal.h"

#include <string.h>

#include "base/text.h"
#include "people/account_search.h"
#include "people/names.h"
#include "viet/fold.h"

#define SEPARATOR     " · "
#define WHOM_UNIT     "unit:"
#define WHOM_POSITION "position:"

bool pick_kind_of(const struct field *field, enum pick_kind *kind)
{
    switch (field->type) {
    case FIELD_UNIT:
        *kind = PICK_UNIT;
        return true;
    case FIELD_USER:
        *kind = PICK_PERSON;
        return true;
    case FIELD_LINK:
        *kind = PICK_RECORD;
        return true;
    case FIELD_PROCEDURE: /* of the register that holds them it is the code that is typed */
        *kind = PICK_CODED;
        return field->target != NULL;
    default:
        return false;
    }
}

const char *pick_print(struct arena *mem, const struct pick *pick)
{
    return text_equal(pick->label, pick->key) ? pick->key
                                              : arena_printf(mem, "%s" SEPARATOR "%s", pick->label, pick->key);
}

const char *pick_label(struct arena *mem, const char *text)
{
    char *line = arena_strdup(mem, text);
    for (char *at = line; *at; at++)
        if (*at == '\n' || *at == '\r' || *at == '\t')
            *at = ' ';
    if (strlen(line) <= PICK_LABEL_MAX)
        return text_trim(mem, line);
    return arena_printf(mem, "%s…",
                        text_trim(mem, arena_strndup(mem, line, utf8_cut(line, PICK_LABEL_MAX - strlen("…")))));
}

void pick_add(struct picks *picks, struct pick pick)
{
    for (size_t i = 0; i < picks->count; i++)
        if (text_equal(picks->items[i].value, pick.value))
            return;
    if (picks->count <= PICK_MAX)
        picks->items[picks->count++] = pick;
}

/* Does TEXT say LABEL as a whole: with marks exactly, without marks with any, or by its initials? */
static bool pick_says(struct arena *mem, const char *label, const char *text)
{
    const char *exact = viet_exact(mem, text), *plain = viet_fold(mem, text);
    if (text_equal(viet_exact(mem, label), exact))
        return true;
    if (!text_equal(exact, plain))
        return false;
    return text_equal(viet_fold(mem, label), plain) ||
           (!strchr(plain, ' ') && text_equal(words_initials(mem, label), plain));
}

static struct picks new_picks(struct arena *mem)
{
    return (struct picks){ .items = ARENA_ARRAY(mem, struct pick, PICK_MAX + 1) };
}

/* --- units -------------------------------------------------------------------------------------------------------- */

static struct pick unit_pick(const struct picking *picking, const struct unit *unit)
{
    const char *value =
        picking->kind == PICK_WHOM ? arena_printf(picking->mem, WHOM_UNIT "%s", unit->code) : unit->code;
    return (struct pick){ unit_name_on(unit, picking->day), unit->code, value };
}

static bool takes_unit(const struct picking *picking, const struct unit *unit)
{
    return strcmp(unit->from, picking->day) <= 0 && strcmp(picking->day, unit->until) <= 0 &&
           (!picking->units || picking->units->count == 0 || text_list_has(picking->units, unit->kind));
}

static bool says_unit(const struct picking *picking, const struct unit *unit, const char *words)
{
    const char *brief = unit_brief_on(unit, picking->day);
    return pick_says(picking->mem, unit_name_on(unit, picking->day), words) || text_equal(unit->code, words) ||
           (brief && pick_says(picking->mem, brief, words));
}

/* How well WORDS say it: as a whole, as its beginning, as beginnings of its words; −1: not at all. */
static int rank_unit(const struct picking *picking, const struct unit *unit, const char *words)
{
    struct arena *mem = picking->mem;
    const char *name = unit_name_on(unit, picking->day), *brief = unit_brief_on(unit, picking->day);
    if (*words && says_unit(picking, unit, words))
        return 0;
    if (!words_begin(mem, name, words) &&
        !words_begin(mem, arena_printf(mem, "%s %s %s", name, unit->code, brief ? brief : ""), words))
        return -1;
    return text_starts(viet_fold(mem, name), viet_fold(mem, words)) ? 1 : 2;
}

/* The likeliest first, otherwise in the order of the office. */
static void find_units(const struct picking *picking, const char *words, struct picks *picks)
{
    size_t count = picking->definitions->units.count;
    int *ranks = ARENA_ARRAY(picking->mem, int, count + 1);
    for (size_t i = 0; i < count; i++) {
        const struct unit *unit = &picking->definitions->units.items[i];
        ranks[i] = takes_unit(picking, unit) ? rank_unit(picking, unit, words) : -1;
    }
    for (int rank = 0; rank <= 2; rank++)
        for (size_t i = 0; i < count && picks->count <= PICK_MAX; i++)
            if (ranks[i] == rank)
                pick_add(picks, unit_pick(picking, &picking->definitions->units.items[i]));
}

/* --- people ------------------------------------------------------------------------------------------------------- */

static bool find_people(const struct picking *picking, const char *words, struct picks *picks, bool *whole,
                        struct err *err)
{
    struct account_list people;
    struct db *db = db_for_read(picking->store, err);
    if (!db || !account_search(db, picking->mem, words, PICK_MAX + 1, &people, whole, err))
        return false;
    for (size_t i = 0; i < people.count; i++)
        pick_add(picks, (struct pick){ people.items[i]->name, people.items[i]->login, people.items[i]->login });
    return true;
}

static bool find_positions(const struct picking *picking, const char *words, struct picks *picks, struct err *err)
{
    struct position *positions;
    size_t count;
    struct db *db = db_for_read(picking->store, err);
    if (!db || !position_list(db, picking->mem, &positions, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (words_begin(picking->mem, positions[i].title, words) || text_equal(positions[i].code, words))
            pick_add(picks, (struct pick){ positions[i].title, positions[i].code,
                                           arena_printf(picking->mem, WHOM_POSITION "%s", positions[i].code) });
    return true;
}

static bool add_person(const struct picking *picking, const char *login, struct picks *picks, struct err *err)
{
    struct err missing = { 0 };
    struct db *db = db_for_read(picking->store, err);
    const struct account *account = db ? account_find(db, picking->mem, login, &missing) : NULL;
    if (account && !account->disabled)
        pick_add(picks, (struct pick){ account->name, account->login, account->login });
    if (db && !account && missing.kind != ERR_NOT_FOUND)
        *err = missing;
    return account || (db && missing.kind == ERR_NOT_FOUND);
}

/* --- any of them -------------------------------------------------------------------------------------------------- */

/* PICKS, which stay; WHOLE: there are no others. */
static bool find(const struct picking *picking, const char *words, struct picks *picks, bool *whole, struct err *err)
{
    *whole = true;
    switch (picking->kind) {
    case PICK_UNIT:
        find_units(picking, words, picks);
        break;
    case PICK_PERSON:
        if (!find_people(picking, words, picks, whole, err))
            return false;
        break;
    case PICK_WHOM:
        if (!find_people(picking, words, picks, whole, err) || !find_positions(picking, words, picks, err))
            return false;
        find_units(picking, words, picks);
        break;
    default:
        if (!pick_find_records(picking, words, picks, whole, err))
            return false;
    }
    picks->more = picks->count > PICK_MAX || !*whole;
    if (picks->count > PICK_MAX)
        picks->count = PICK_MAX;
    return true;
}

bool pick_find(const struct picking *picking, const char *words, struct picks *picks, struct err *err)
{
    bool whole;
    *picks = new_picks(picking->mem);
    return find(picking, text_trim(picking->mem, words), picks, &whole, err);
}

/* What KEY names, of the labels that LABEL says; NULL: of any. */
static bool find_keyed(const struct picking *picking, const char *key, const char *label, struct picks *picks,
                       struct err *err)
{
    struct picks all = new_picks(picking->mem);
    bool whom = picking->kind == PICK_WHOM;
    if (picking->kind == PICK_RECORD || picking->kind == PICK_CODED) {
        if (!pick_records_by_key(picking, key, &all, err))
            return false;
    } else {
        bool coded = whom && (text_starts(key, WHOM_UNIT) || text_starts(key, WHOM_POSITION));
        const char *code = coded ? strchr(key, ':') + 1 : key;
        const struct unit *unit = picking->kind == PICK_PERSON || (coded && !text_starts(key, WHOM_UNIT))
                                      ? NULL
                                      : definitions_unit(picking->definitions, code);
        if (unit && takes_unit(picking, unit))
            pick_add(&all, unit_pick(picking, unit));
        if (whom && !text_starts(key, WHOM_UNIT) && !find_positions(picking, code, &all, err))
            return false;
        if (picking->kind != PICK_UNIT && !coded && !add_person(picking, key, &all, err))
            return false;
    }
    *picks = new_picks(picking->mem);
    for (size_t i = 0; i < all.count; i++) {
        const struct pick *one = &all.items[i];
        bool named = text_equal(one->key, key) || text_equal(one->value, key) || picking->kind == PICK_RECORD;
        if (named && (!label || viet_same(picking->mem, one->label, label)))
            pick_add(picks, *one);
    }
    return true;
}

/* The label and the key of "LABEL · KEY"; false where TEXT is not made so. */
static bool part(struct arena *mem, const char *text, const char **label, const char **key)
{
    const char *at = NULL;
    for (const char *next = strstr(text, SEPARATOR); next; next = strstr(next + 1, SEPARATOR))
        at = next;
    if (!at)
        return false;
    *label = text_trim(mem, arena_strndup(mem, text, (size_t)(at - text)));
    *key = text_trim(mem, at + strlen(SEPARATOR));
    return **key != '\0';
}

bool pick_key(struct arena *mem, const char *text, const char **key)
{
    const char *label, *found;
    if (text_is_empty(text))
        return false;
    if (part(mem, text, &label, &found))
        *key = found;
    else if (!strchr(text, ' '))
        *key = text;
    else
        return false;
    return true;
}

/* The only one of PICKS that WORDS say as a whole; NULL. */
static const struct pick *only_said(const struct picking *picking, const struct picks *picks, const char *words)
{
    const struct pick *said = NULL;
    for (size_t i = 0; i < picks->count; i++) {
        const struct pick *one = &picks->items[i];
        bool unit = picking->kind == PICK_UNIT || text_starts(one->value, WHOM_UNIT);
        const struct unit *there = unit ? definitions_unit(picking->definitions, one->key) : NULL;
        if (!(there ? says_unit(picking, there, words) : pick_says(picking->mem, one->label, words)))
            continue;
        if (said)
            return NULL;
        said = one;
    }
    return said;
}

bool pick_resolve(const struct picking *picking, const char *text, const char **value, struct picks *matches,
                  struct err *err)
{
    const char *typed = viet_nfc(picking->mem, text_trim(picking->mem, text)), *label = typed, *key;
    bool whole, parted = part(picking->mem, typed, &label, &key);
    *value = NULL;
    /* words with blanks are no key, and cost no question */
    *matches = new_picks(picking->mem);
    if (!strchr(typed, ' ') && !find_keyed(picking, typed, NULL, matches, err))
        return false;
    if (matches->count == 0 && parted && !find_keyed(picking, key, label, matches, err))
        return false;
    if (matches->count == 1)
        *value = matches->items[0].value;
    if (matches->count > 0)
        return true;
    if (!find(picking, label, matches, &whole, err))
        return false;
    const struct pick *said = parted || matches->more ? NULL : only_said(picking, matches, label);
    if (said)
        *value = said->value;
    return true;
}

/* --- what is stored ----------------------------------------------------------------------------------------------- */

static bool show_named(const struct picking *picking, const char *value, const char **text, struct err *err)
{
    const char **names;
    struct db *db = db_for_read(picking->store, err);
    if (!db || !people_names(db, picking->mem, picking->definitions, &value, 1, &names, err))
        return false;
    const char *key = strchr(value, ':');
    if (names[0])
        *text = pick_print(picking->mem, &(struct pick){ names[0], key ? key + 1 : value, value });
    return true;
}

bool pick_show(const struct picking *picking, const char *value, const char **text, struct err *err)
{
    struct picks picks = new_picks(picking->mem);
    *text = value;
    if (text_is_empty(value))
        return true;
    if (picking->kind == PICK_UNIT) {
        const struct unit *unit = definitions_unit(picking->definitions, value);
        if (unit)
            *text = pick_print(picking->mem, &(struct pick){ unit_name_on(unit, picking->day), unit->code, value });
        return true;
    }
    if (picking->kind == PICK_PERSON || picking->kind == PICK_WHOM)
        return show_named(picking, value, text, err);
    if (!pick_records_by_key(picking, value, &picks, err))
        return false;
    if (picks.count > 0)
        *text = pick_print(picking->mem, &picks.items[0]);
    return true;
}
