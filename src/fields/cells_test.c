/* SPDX-License-Identifier: Apache-2.0 */
#include "fields/cells.h"

#include "records/testing_office.h"

static void test_a_cell_is_written_for_people_and_for_machines(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "Thư trả lời", "qd");
    draft_set(t->mem, draft, "copies", "12");
    draft_add_step(t->mem, draft, "number", NULL);
    const struct record *letter = testing_read(t, &o, testing_create(t, &o, draft));
    static const struct {
        const char *name, *people, *machine;
    } cells[] = {
        { "summary", "Thư trả lời", "Thư trả lời" },
        { "copies", "12", "12" },
        { "type", "Quyết định", "qd" },
        { "number", "01/QĐ-VPT", "01/QĐ-VPT" },
        { "state", "Đã cấp số", "numbered" },
        { "issued_on", "", "" },
        { "due", "", "" },
        { "finished_on", "", "" },
    };
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        assert_true(cell_exists(o.letter, cells[i].name));
        assert_string_equal(cell_people(t->mem, o.office.definitions, &o.office.scope, letter, cells[i].name),
                            cells[i].people);
        assert_string_equal(cell_machine(t->mem, &o.office.scope, letter, cells[i].name), cells[i].machine);
    }
    assert_false(cell_exists(o.letter, "summary2"));
    assert_string_equal(cell_heading(o.letter, "copies"), "Số bản");
}
ON_BOTH(test_a_cell_is_written_for_people_and_for_machines)

static void test_a_personal_value_is_masked_for_who_may_not_read_it(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct draft *draft = testing_letter(t, &o, "Thư", "qd");
    draft_set(t->mem, draft, "sender", "Bùi Thị Mây");
    const struct record *letter = testing_read(t, &o, testing_create(t, &o, draft));
    struct scope other = {
        .user = "x", .common = { .reads = true, .every_issuer = true, .every_unit = true, .every_secrecy = true }
    };
    assert_string_equal(cell_machine(t->mem, &o.office.scope, letter, "sender"), "Bùi Thị Mây");
    assert_null(strstr(cell_machine(t->mem, &other, letter, "sender"), "Mây"));
    assert_null(strstr(cell_people(t->mem, o.office.definitions, &other, letter, "sender"), "Mây"));
}
ON_BOTH(test_a_personal_value_is_masked_for_who_may_not_read_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_cell_is_written_for_people_and_for_machines),
        BOTH(test_a_personal_value_is_masked_for_who_may_not_read_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
