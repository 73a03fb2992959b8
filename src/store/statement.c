/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/log.h"
#include "store/db.h"

/* The linker's bounds of the section that SQL("…") fills; there is none in a program without statements. */
extern const struct statement *const __start_congvu_sql[] __attribute__((weak));
extern const struct statement *const __stop_congvu_sql[] __attribute__((weak));

/* A sanitizer may leave gaps between the entries, which are zero. */
__attribute__((no_sanitize("address"))) void statement_each(void (*visit)(const struct statement *statement, void *arg),
                                                            void *arg)
{
    const struct statement *const volatile *end = __stop_congvu_sql;
    for (const struct statement *const volatile *at = __start_congvu_sql; at < end; at++)
        if (*at)
            visit(*at, arg);
}

const struct statement *statement_build(struct arena *mem, const char *text)
{
    return statement_build_planned(mem, text, PLAN_ANY);
}

const struct statement *statement_build_planned(struct arena *mem, const char *text, enum statement_plan plan)
{
    struct statement *statement = ARENA_NEW(mem, struct statement);
    statement->text = arena_strdup(mem, text);
    statement->plan = plan;
    return statement;
}

const char *db_name(struct arena *mem, const char *identifier)
{
    for (const char *c = identifier; *c || c == identifier; c++) {
        bool letter = (*c >= 'a' && *c <= 'z') || *c == '_';
        if (!letter && !(c > identifier && *c >= '0' && *c <= '9')) {
            log_line(LOG_ERROR, "store", "not an identifier: %s", identifier);
            abort();
        }
    }
    return arena_printf(mem, "\"%s\"", identifier);
}
