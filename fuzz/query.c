/* fuzz/query.c
 * Reads any text as a query of a small register. What is accepted prints to a text that reads back to itself, has
 * words, and makes a statement with as many values as it names.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "query/query_testing.h"
#include "query/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct query_tokens tokens = {
    .today = "2021-08-02",
    .me = "van-thu",
    .my_unit = "nc",
    .period = "2021-07",
    .period_from = "2021-07-01",
    .period_to = "2021-07-31",
    .before = "2021-06-30",
    .cutoff = "2021-08-02",
};

static void check(bool fine)
{
    if (!fine)
        abort();
}

/* The highest $n of the statement is the number of its values. */
static void check_statement(struct arena *mem, const struct query *query, enum store_kind kind, enum query_want want)
{
    static const char *units[] = { "nc" };
    struct scope scope = { .user = "van-thu",
                           .whoms = TEST_LIST(units),
                           .common = { .reads = true, .units = TEST_LIST(units), .every_secrecy = true } };
    const char *columns = want == QUERY_PAGE || want == QUERY_WHOLE ? "r.id" : NULL;
    struct query_sql sql = query_sql(mem, query, &scope, kind, want, columns);
    size_t highest = 0;
    for (const char *at = strchr(sql.statement->text, '$'); at; at = strchr(at + 1, '$')) {
        size_t number = strtoul(at + 1, NULL, 10);
        highest = number > highest ? number : highest;
    }
    check(highest == sql.count);
}

static void check_query(struct arena *mem, const struct definitions *definitions, const struct register_definition *reg,
                        const struct query *query)
{
    struct err err = { 0 };
    const char *printed = query_print(mem, query);
    check(utf8_is_valid(printed, strlen(printed)) && query_words(mem, query)[0]);
    if (strlen(printed) > QUERY_TEXT_MAX)
        return;
    const struct query *again = query_parse(mem, definitions, reg, printed, &tokens, &err);
    check(again && strcmp(query_print(mem, again), printed) == 0);
    for (int want = QUERY_PAGE; want <= QUERY_VALUES; want++) {
        check_statement(mem, query, STORE_SQLITE, (enum query_want)want);
        check_statement(mem, query, STORE_POSTGRES, (enum query_want)want);
    }
    if (query_by(query))
        check_statement(mem, query, STORE_SQLITE, QUERY_GROUPS);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    const struct definitions *definitions = testing_definitions(mem);
    const char *text = arena_strndup(mem, (const char *)bytes, size);
    for (size_t i = 0; i < definitions->registers.count; i++) {
        struct err err = { 0 };
        const struct register_definition *reg = &definitions->registers.items[i];
        const struct query *query = query_parse(mem, definitions, reg, text, &tokens, &err);
        if (query)
            check_query(mem, definitions, reg, query);
        else
            check(err.kind == ERR_INVALID && err.text[0] && utf8_is_valid(err.text, strlen(err.text)));
    }
    arena_free(mem);
    return 0;
}
