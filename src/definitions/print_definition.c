/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/print_definition.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"

bool print_holds(const struct print_definition *print, const char *day)
{
    return (!print->from || strcmp(print->from, day) <= 0) && (!print->until || strcmp(print->until, day) >= 0);
}

/* Neither prints DAY: ONE is nearer to it than BEST (which may be NULL), those before DAY first. */
static bool is_nearer(const struct print_definition *one, const struct print_definition *best, const char *day)
{
    if (!best)
        return true;
    bool before = !one->from || strcmp(one->from, day) < 0, best_before = !best->from || strcmp(best->from, day) < 0;
    if (before != best_before)
        return before;
    int order = strcmp(one->from ? one->from : "", best->from ? best->from : "");
    return before ? order > 0 : order < 0;
}

const struct print_definition *register_print(const struct register_definition *reg, const char *name, const char *day,
                                              const struct print_definition **another)
{
    const struct print_definition *found = NULL, *nearest = NULL;
    for (size_t i = 0; i < reg->prints.count && !found; i++) {
        const struct print_definition *print = &reg->prints.items[i];
        if (!text_equal(print->name, name))
            continue;
        if (print_holds(print, day))
            found = print;
        else if (is_nearer(print, nearest, day))
            nearest = print;
    }
    *another = found ? NULL : nearest;
    return found;
}

const char *print_words(struct arena *mem, const struct print_definition *print)
{
    return print->code ? arena_printf(mem, "%s (%s)", print->label, print->code) : print->label;
}

static const char *people(struct arena *mem, const char *words, const char *date)
{
    day_t day;
    char printed[DATE_SIZE];
    if (!date || !day_parse(date, &day))
        return "";
    day_print_people(day, printed);
    return arena_printf(mem, "%s %s", words, printed);
}

const char *print_days(struct arena *mem, const struct print_definition *print)
{
    const char *from = people(mem, "từ", print->from), *until = people(mem, "đến", print->until);
    return arena_printf(mem, "%s%s%s", from, *from && *until ? " " : "", until);
}
