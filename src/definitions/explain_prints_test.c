/* SPDX-License-Identifier: Apache-2.0 */
/* What goes with an entry and with a step, and what can be printed, of the office that comes with the program.
 *
 * Planted and seen red, each alone: a stamp told as a sheet; the step of another record left out. */
#include "definitions/explain.h"
#include "definitions/test_internal.h"

static const char *explained(const char *reg)
{
    struct faults faults = { 0 };
    struct err err = { 0 };
    struct text out;
    const struct definitions *set = definitions_load(mem, NULL, NULL, &faults, &err);
    assert_non_null(set);
    text_init(&out, mem, TEXT_MAX_PAGE);
    explain_register(&out, set, definitions_register(set, reg));
    return out.data;
}

static void test_prints_are_told_with_their_form(void **state)
{
    (void)state;
    const char *incoming = explained("incoming");
    const char *prints = strstr(incoming, "\nBản in\n");
    assert_non_null(prints);
    assert_non_null(strstr(prints, "(khung dấu)\n"));
    assert_non_null(strstr(prints, "(tờ phiếu)\n"));
    assert_null(strstr(explained("petition"), "\nBản in\n"));
    const char *dossier = explained("dossier");
    assert_non_null(
        strstr(dossier, "Phiếu kiểm soát (Mẫu số 05) (tờ phiếu); hồ sơ từ 06/01/2019 đến 14/09/2025; khi có"));
    assert_non_null(strstr(dossier, "(Mẫu số 05) (tờ phiếu); hồ sơ từ 15/09/2025; khi có “Lý do”\n"));
}

static void test_what_goes_with_an_entry_or_a_step_is_told(void **state)
{
    (void)state;
    const char *incoming = explained("incoming"), *outgoing = explained("outgoing");
    assert_non_null(strstr(incoming, "làm được ngay khi vào sổ, cùng một lần ghi"));
    assert_null(strstr(outgoing, "làm được ngay khi vào sổ"));
    assert_non_null(strstr(outgoing, "(Văn bản đến) cũng làm bước “"));
    assert_null(strstr(incoming, "cũng làm bước"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_prints_are_told_with_their_form),
        TEST(test_what_goes_with_an_entry_or_a_step_is_told),
    };
    return cmocka_run_group_tests_name("definitions: prints in words", tests, NULL, NULL);
}
