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
                        "petition steps.accept.only_if kind=khieu-nai 24:101 plain\n"
                        "petition figures.petitions_by_post.query source=buu-dien&received_on=@period 31:84 tokens "
                        "no-personal\n"
                        "note parts.titles.query made_on=@period 22:46 tokens no-personal\n");
}

static const struct definitions *read_faulty(struct faults *faults)
{
    struct err err = { 0 };
    return definitions_read(mem, arena_printf(mem, "%s/office", folder), NULL, faults, &err);
}

static void test_a_faulty_set_keeps_the_queries_that_can_be_parsed(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    size_t all = load_unchanged()->queries.count;
    change_file("registers/note.yaml", "title: subject\n", "title: subject\nnumber: no-such-book\n");
    const struct definitions *set = read_faulty(&faults);
    assert_true(faults.errors > 0);
    assert_int_equal(set->queries.count, all);
}

static void test_queries_of_what_lacks_a_name_are_left_out(void **state)
{
    (void)state;
    struct faults faults = { 0 };
    copy_office();
    change_file("registers/note.yaml", "{ name: size, ", "{ ");
    const struct definitions *set = read_faulty(&faults);
    assert_true(faults.errors > 0);
    assert_int_equal(set->queries.count, 2);
    assert_string_equal(set->queries.items[0].reg->name, "petition");
    assert_string_equal(set->queries.items[1].reg->name, "petition");
    copy_office();
    change_file("units.yaml", "code: vp", "kod: vp");
    faults = (struct faults){ 0 };
    set = read_faulty(&faults);
    assert_true(faults.errors > 0);
    assert_int_equal(set->queries.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_query_is_listed_with_its_place),
        TEST(test_a_faulty_set_keeps_the_queries_that_can_be_parsed),
        TEST(test_queries_of_what_lacks_a_name_are_left_out),
    };
    return cmocka_run_group_tests_name("definitions: queries", tests, NULL, NULL);
}
