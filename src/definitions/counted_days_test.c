/* SPDX-License-Identifier: Apache-2.0 */
/* Which days of the office's registers the tally counts by. */
#include "base/text.h"
#include "definitions/test_internal.h"

static const struct definitions *office(void)
{
    struct faults faults = { 0 };
    struct err err = { 0 };
    const struct definitions *set = definitions_load(mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    assert_non_null(set);
    return set;
}

/* The facets of a register, one after the other. */
static const char *facets(const char *name)
{
    const struct register_definition *reg = definitions_register(office(), name);
    const char *all = "";
    for (size_t i = 0; i < reg->counted_days.count; i++)
        all = arena_printf(mem, "%s%s%s", all, i ? " | " : "", reg->counted_days.items[i].facet);
    return all;
}

static void test_the_days_that_figures_and_the_dashboard_ask_for_are_counted(void **state)
{
    (void)state;
    assert_string_equal(facets("feedback"), "@finished | @received_on | @received_on/finished | @opened | @left");
    assert_string_equal(facets("outgoing"), "@issued_on | @issued_on topic=tiep-dan,khieu-nai,thanh-tra,pctn | "
                                            "@issued_on type=qd&topic=noi-vu | @published_on");
    assert_string_equal(facets("dossier"), "@finished | @opened | @left | @accepted_on channel=online | @accepted_on "
                                           "channel=counter,post,home");
}

static void test_what_is_more_than_a_day_and_choices_is_not_kept(void **state)
{
    (void)state;
    assert_string_equal(facets("reception"), "@finished | @received_on kind=thuong-xuyen"); /* persons=5.. */
    assert_string_equal(facets("agenda"), "@registered_on forum=council"); /* an entry, what stays with a choice */
    assert_string_equal(facets("channel_metric"), "");                     /* sums */
    assert_string_equal(facets("meeting"), "");                            /* held_on and a group */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_days_that_figures_and_the_dashboard_ask_for_are_counted),
        TEST(test_what_is_more_than_a_day_and_choices_is_not_kept),
    };
    return cmocka_run_group_tests_name("definitions: counted days", tests, NULL, NULL);
}
