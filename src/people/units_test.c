/* SPDX-License-Identifier: Apache-2.0 */
#include "people/scope.h"

#include "base/text.h"
#include "store/testing.h"

static struct unit_name committee_names[] = { { "Ủy ban nhân dân tỉnh", "UBND", "0001-01-01", "9999-12-31" } };
static struct unit_name law_names[] = {
    { "Phòng Nội chính", "NC", "0001-01-01", "2018-12-31" },
    { "Phòng Pháp chế", NULL, "2019-01-01", "9999-12-31" },
};
static const char *law_successors[] = { "nc" };

static struct definitions set_of(struct unit *units, size_t count)
{
    return (struct definitions){ .units = { units, count } };
}

static void keep(struct testing *t, const struct definitions *set)
{
    struct err err = { 0 };
    if (!people_keep_units(t->store, t->mem, set, &err))
        fail_msg("%s", err.text);
}

/* The rows of a statement of one text column, joined. */
static const char *rows_of(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    struct text out;
    text_init(&out, t->mem, TEXT_MAX_PAGE);
    struct rows *rows = db_rows(db_for_read(t->store, &err), t->mem, statement, DB_NONE, &err);
    assert_non_null(rows);
    while (rows_next(rows))
        text_printf(&out, "%s\n", rows_text(rows, 0));
    assert_false(rows_failed(rows, &err));
    rows_close(rows);
    return out.data;
}

static const char *units(struct testing *t)
{
    return rows_of(t, SQL("select code || ' ' || kind || ' ' || parent || ' ' || from_on || ' ' || until_on from unit "
                          "order by code"));
}

static const char *names(struct testing *t)
{
    return rows_of(t, SQL("select unit || ' ' || name || ' ' || short || ' ' || from_on || ' ' || until_on from "
                          "unit_name order by unit, from_on"));
}

static const char *successions(struct testing *t)
{
    return rows_of(t, SQL("select old || ' ' || new || ' ' || \"on\" from unit_succession order by old, new"));
}

static struct unit committee = { .code = "ubnd",
                                 .kind = "ubnd",
                                 .parent = "",
                                 .from = "0001-01-01",
                                 .until = "9999-12-31",
                                 .names = { committee_names, 1 } };
static struct unit law = { .code = "pc",
                           .kind = "phong",
                           .parent = "ubnd",
                           .from = "0001-01-01",
                           .until = "2021-06-30",
                           .names = { law_names, 2 },
                           .successors = { law_successors, 1 } };

static void test_units_names_and_successions_are_written(struct testing *t)
{
    struct unit both[] = { committee, law };
    struct definitions set = set_of(both, 2);
    keep(t, &set);
    assert_string_equal(units(t), "pc phong ubnd 0001-01-01 2021-06-30\n"
                                  "ubnd ubnd  0001-01-01 9999-12-31\n");
    assert_string_equal(names(t), "pc Phòng Nội chính NC 0001-01-01 2018-12-31\n"
                                  "pc Phòng Pháp chế  2019-01-01 9999-12-31\n"
                                  "ubnd Ủy ban nhân dân tỉnh UBND 0001-01-01 9999-12-31\n");
    assert_string_equal(successions(t), "pc nc 2021-07-01\n"); /* from the day after the last */
}
ON_BOTH(test_units_names_and_successions_are_written)

static void test_again_without_a_change_nothing_is_written(struct testing *t)
{
    struct unit both[] = { committee, law };
    struct definitions set = set_of(both, 2);
    keep(t, &set);
    const char *before = arena_printf(t->mem, "%s%s%s", units(t), names(t), successions(t));
    keep(t, &set);
    assert_string_equal(arena_printf(t->mem, "%s%s%s", units(t), names(t), successions(t)), before);
}
ON_BOTH(test_again_without_a_change_nothing_is_written)

static void test_what_changed_is_changed(struct testing *t)
{
    struct unit both[] = { committee, law };
    struct definitions set = set_of(both, 2);
    keep(t, &set);
    struct unit_name renamed[] = { { "Phòng Tư pháp", "TP", "2019-01-01", "9999-12-31" } };
    both[1].kind = "ban";
    both[1].until = "2021-12-31";
    both[1].names.items = renamed;
    both[1].names.count = 1;
    keep(t, &set);
    assert_string_equal(units(t), "pc ban ubnd 0001-01-01 2021-12-31\n"
                                  "ubnd ubnd  0001-01-01 9999-12-31\n");
    assert_string_equal(names(t), "pc Phòng Tư pháp TP 2019-01-01 9999-12-31\n"
                                  "ubnd Ủy ban nhân dân tỉnh UBND 0001-01-01 9999-12-31\n");
}
ON_BOTH(test_what_changed_is_changed)

static void test_a_unit_that_is_no_longer_named_stays(struct testing *t)
{
    struct unit both[] = { committee, law };
    struct definitions set = set_of(both, 2);
    keep(t, &set);
    set.units.count = 1;
    keep(t, &set);
    assert_string_equal(units(t), "pc phong ubnd 0001-01-01 2021-06-30\n"
                                  "ubnd ubnd  0001-01-01 9999-12-31\n");
    assert_non_null(strstr(names(t), "Phòng Pháp chế"));
}
ON_BOTH(test_a_unit_that_is_no_longer_named_stays)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_units_names_and_successions_are_written),
        BOTH(test_again_without_a_change_nothing_is_written),
        BOTH(test_what_changed_is_changed),
        BOTH(test_a_unit_that_is_no_longer_named_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
