/* The names of people, positions and units on a page: wanted while it is read, asked for once.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "people/names.h"
#include "web/page.h"

enum { NAMES_MAX = 200 }; /* beyond, logins and codes stand for themselves */

struct page_names {
    struct visit *visit;
    ARRAY(const char *) wanted;
    const char **found;
};

struct page_names *page_names_new(struct visit *visit)
{
    struct page_names *names = ARENA_NEW(visit->mem, struct page_names);
    names->visit = visit;
    return names;
}

static bool is_wanted(const struct page_names *names, const char *whom, size_t *at)
{
    for (*at = 0; *at < names->wanted.count; (*at)++)
        if (text_equal(names->wanted.items[*at], whom))
            return true;
    return false;
}

void page_names_want(struct page_names *names, const char *whom)
{
    size_t at;
    if (!text_is_empty(whom) && names->wanted.count < NAMES_MAX && !is_wanted(names, whom, &at))
        *ARRAY_ADD(names->visit->mem, &names->wanted) = whom;
}

bool page_names_read(struct page_names *names, struct err *err)
{
    struct visit *visit = names->visit;
    if (names->wanted.count == 0)
        return true;
    struct db *db = visit_db(visit, err);
    return db && people_names(db, visit->mem, visit->definitions, names->wanted.items, names->wanted.count,
                              &names->found, err);
}

const char *page_name(const struct page_names *names, const char *whom)
{
    size_t at;
    if (text_is_empty(whom))
        return "";
    bool known = names->found && is_wanted(names, whom, &at) && names->found[at];
    return known ? names->found[at] : whom;
}
