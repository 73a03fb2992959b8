/* SPDX-License-Identifier: Apache-2.0 */
#include "people/names.h"

#include "base/clock.h"
#include "people/account.h"
#include "store/testing.h"

static const struct definitions *load(struct testing *t)
{
    struct faults faults = { 0 };
    struct err err = { 0 };
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    const struct definitions *definitions =
        definitions_load(t->mem, SOURCE_FOLDER "/src/records/testdata/office", NULL, &faults, &err);
    assert_non_null(definitions);
    assert_true(testing_ok(people_keep_units(t->store, t->mem, definitions, &err), &err));
    return definitions;
}

static void create(struct testing *t, const struct definitions *definitions, const char *login, const char *name)
{
    struct err err = { 0 };
    const char *role = "clerk";
    struct account account = { .login = login, .name = name, .unit = "vp", .title = "" };
    account.roles = (struct text_list){ &role, 1 };
    assert_true(testing_ok(
        account_create(t->store, t->mem, definitions, &account, "mười hai con giáp quanh bàn", "quan-tri", &err),
        &err));
}

static void test_logins_positions_and_units_are_named_together(struct testing *t)
{
    struct err err = { 0 };
    const char **names;
    const struct definitions *definitions = load(t);
    create(t, definitions, "an.vt", "Trần Văn An");
    struct position position = { "truong-phong-kt", "Trưởng phòng Kinh tế", "kt", "an.vt" };
    assert_true(testing_ok(position_keep(t->store, t->mem, &position, "quan-tri", &err), &err));
    const char *const whoms[] = { "unit:kt",
                                  "an.vt",
                                  "position:truong-phong-kt",
                                  "khong.co",
                                  "an.vt",
                                  "unit:xxx",
                                  "position:xxxx",
                                  "a1",
                                  "a2",
                                  "a3",
                                  "a4",
                                  "a5",
                                  "a6",
                                  "a7",
                                  "a8" };
    size_t count = sizeof whoms / sizeof whoms[0];
    assert_true(
        testing_ok(people_names(db_for_read(t->store, &err), t->mem, definitions, whoms, count, &names, &err), &err));
    assert_string_equal(names[0], "Phòng Kinh tế");
    assert_string_equal(names[1], "Trần Văn An");
    assert_string_equal(names[2], "Trưởng phòng Kinh tế (Trần Văn An)");
    assert_null(names[3]);
    assert_string_equal(names[4], "Trần Văn An");
    for (size_t i = 5; i < count; i++)
        assert_null(names[i]);
}

ON_BOTH(test_logins_positions_and_units_are_named_together)

int main(void)
{
    const struct CMUnitTest tests[] = { BOTH(test_logins_positions_and_units_are_named_together) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
