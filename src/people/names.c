/* SPDX-License-Identifier: Apache-2.0 */
#include "people/names.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"

#define WHOM_POSITION "position:"
#define WHOM_UNIT     "unit:"
#define WHOM_ROLE     "role:"

enum { FEWEST = 8 }; /* the least number of values in a list: longer ones double, so that few statements are made */

struct asking {
    struct text sql;
    ARRAY(struct db_value) values;
};

/* "$3, $4, …" of those of WHOMS that begin with PREFIX, without it; logins where PREFIX is "". Filled up with the last
 * one to a number that is often asked. False where there are none. */
static bool put_list(struct asking *asking, struct arena *mem, const char *const *whoms, size_t count,
                     const char *prefix)
{
    const char *last = NULL;
    size_t put = 0, room = FEWEST;
    for (size_t i = 0; i < count; i++) {
        bool coded = text_starts(whoms[i], WHOM_POSITION) || text_starts(whoms[i], WHOM_UNIT) ||
                     text_starts(whoms[i], WHOM_ROLE);
        if (*prefix ? !text_starts(whoms[i], prefix) : coded)
            continue;
        last = whoms[i] + strlen(prefix);
        *ARRAY_ADD(mem, &asking->values) = db_text(last);
        text_printf(&asking->sql, "%s$%zu", put++ ? ", " : "", asking->values.count);
    }
    while (room < put)
        room *= 2;
    for (; last && put < room; put++) {
        *ARRAY_ADD(mem, &asking->values) = db_text(last);
        text_printf(&asking->sql, ", $%zu", asking->values.count);
    }
    if (!last)
        text_raw(&asking->sql, "''");
    return last != NULL;
}

static const char *unit_words(struct arena *mem, const struct definitions *definitions, const char *code)
{
    char today[DATE_SIZE];
    const struct unit *unit = definitions_unit(definitions, code);
    day_print(clock_today(), today);
    return unit ? unit_name_on(unit, arena_strdup(mem, today)) : NULL;
}

/* "Trưởng phòng, Phòng Kinh tế" of "unit_head@kt". */
static const char *role_words(struct arena *mem, const struct definitions *definitions, const char *name)
{
    const char *unit = strchr(name, '@');
    const struct role *role =
        definitions_role(definitions, unit ? arena_strndup(mem, name, (size_t)(unit - name)) : name);
    const char *where = unit ? unit_words(mem, definitions, unit + 1) : NULL;
    if (!role)
        return NULL;
    return where ? arena_printf(mem, "%s, %s", role->label, where) : role->label;
}

static void keep_name(struct arena *mem, const char *const *whoms, size_t count, const char **names, const char *whom,
                      const char *name, const char *holder)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(whoms[i], whom))
            names[i] = text_is_empty(holder) ? arena_strdup(mem, name) : arena_printf(mem, "%s (%s)", name, holder);
}

/* Accounts by login, positions with who holds them today. */
static bool ask(struct db *db, struct arena *mem, struct asking *asking, const char *const *whoms, size_t count,
                const char **names, struct err *err)
{
    const struct statement *statement = statement_build(mem, asking->sql.data);
    struct rows *rows = db_rows(db, mem, statement, asking->values.items, asking->values.count, err);
    if (!rows)
        return false;
    while (rows_next(rows))
        keep_name(mem, whoms, count, names, rows_text(rows, 0), rows_text(rows, 1), rows_text(rows, 2));
    return rows_end(rows, err);
}

bool people_names(struct db *db, struct arena *mem, const struct definitions *definitions, const char *const *whoms,
                  size_t count, const char ***names, struct err *err)
{
    const char **found = ARENA_ARRAY(mem, const char *, count + 1);
    struct asking asking = { 0 };
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    for (size_t i = 0; i < count; i++)
        if (text_starts(whoms[i], WHOM_UNIT))
            found[i] = unit_words(mem, definitions, whoms[i] + strlen(WHOM_UNIT));
        else if (text_starts(whoms[i], WHOM_ROLE))
            found[i] = role_words(mem, definitions, whoms[i] + strlen(WHOM_ROLE));
    text_init(&asking.sql, mem, TEXT_MAX_PAGE);
    *ARRAY_ADD(mem, &asking.values) = db_text(arena_strdup(mem, today));
    text_raw(&asking.sql, "select login, name, '' from account where login in (");
    bool any = put_list(&asking, mem, whoms, count, "");
    text_raw(&asking.sql, ") union all select 'position:' || p.code, p.title, coalesce(a.name, '') from position p "
                          "left join position_holder h on h.position = p.code and h.from_on <= $1 and h.until_on >= $1 "
                          "left join account a on a.id = h.account where p.code in (");
    any |= put_list(&asking, mem, whoms, count, WHOM_POSITION);
    text_raw(&asking.sql, ")");
    if (any && !ask(db, mem, &asking, whoms, count, found, err))
        return false;
    *names = found;
    return true;
}
