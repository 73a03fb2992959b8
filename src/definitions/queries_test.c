/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/test_internal.h"

static void test_every_query_is_listed_with_its_place(void **state)
{
    (void)state;
    const struct definitions *set = load_unchanged();
    const char *all = "";
    for (size_t i = 0; i < set->queries.count; i++) {
        const struct query_use *use = &set->queries.items[i];
        all = arena_printf(mem, "%s%s %s %s %d:%d%s%s%s\n", all, use->reg->name, use->what, use->query, use->place.line,
                           use->place.column, use->tokens ? " tokens" : "", use->plain ? " plain" : "",
                           use->no_personal ? " no-personal" : "");
    }
    assert_string_equal(all,
                        "note steps.reopen.only_if place=xa 21:100 plain\n"
                        "note list.tabs.Xa.query place=xa 24:82 tokens\n"
                        "note figures.notes.query made_on=@period 27:62 tokens no-personal\n"
                        "note figures.notes_size.query made_on=@period 28:68 tokens no-personal\n"
                        "petition figures.petitions_by_post.query source=buu-dien&received_on=@period 31:84 tokens "
                        "no-personal\n"
                        "note parts.titles.query made_on=@period 22:46 tokens no-personal\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_query_is_listed_with_its_place),
    };
    return cmocka_run_group_tests_name("definitions: queries", tests, NULL, NULL);
}
