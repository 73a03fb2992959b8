/* SPDX-License-Identifier: Apache-2.0 */
/* Who of the office's tree has opened what was sent to it. */
#include "handling/sendings.h"

#include "records/testing_office.h"

static void test_a_recipient_has_seen_it_when_all_its_units_have_opened_it(void **state)
{
    static const struct field field = { .name = "recipients", .label = "Nơi nhận", .recipients = "unsent" };
    struct arena *mem = arena_new(64 << 20);
    struct faults faults = { 0 };
    struct err err = { 0 };
    struct sendings sendings;
    (void)state;
    const struct definitions *definitions = definitions_load(mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    assert_non_null(definitions);
    const struct value value = { .is_set = true,
                                 .text = "Sở Y tế | gửi 02/08/2021\nUBND huyện, thành phố | gửi 02/08/2021\n"
                                         "Bộ Y tế | gửi 02/08/2021 | nhận 03/08/2021\nSở Nội vụ\nLưu: VT" };
    const struct assignment given[] = { { .to = "unit:syt", .read_at = 5 },
                                        { .to = "unit:snv", .read_at = 6 },
                                        { .to = "unit:872", .read_at = 7 },
                                        { .to = "user:bo.y.te", .read_at = 8 } };
    sendings_of(mem, definitions, &field, &value, given, COUNT_OF(given), &sendings);
    assert_int_equal(sendings.all, 4);
    assert_int_equal(sendings.sent, 3);
    assert_int_equal(sendings.seen, 2);
    assert_int_equal(sendings.list[0].units[0].read_at, 5);
    assert_string_equal(sendings.list[1].group->code, "cap-huyen");
    assert_int_equal(sendings.list[1].opened, 1);
    assert_int_equal(sendings.list[1].unit_count, 12);
    assert_false(sendings.list[1].seen);
    assert_true(sendings.list[2].seen);
    assert_int_equal(sendings.list[3].unit_count, 0); /* it was not sent there, whatever else that unit reads */
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_recipient_has_seen_it_when_all_its_units_have_opened_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
