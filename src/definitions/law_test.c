/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: cites() that takes any substring; law_days of the first act alone; law_on that looks at `from`
 * only; check_text that looks at the first day only; check_rule without its end. */
#include "definitions/law.h"
#include "definitions/test_internal.h"

#include "base/clock.h"

static const struct definitions *acts(void)
{
    static struct legal_act items[] = {
        { .name = "07/2014/TT-TTCP", .until = "2021-11-14" },
        { .name = "05/2021/TT-TTCP", .from = "2021-11-15" },
        { .name = "30/2020/NĐ-CP", .from = "2020-03-05" },
        { .name = "67/2020/QH14", .from = "2022-01-01" },
        { .name = "Luật Hai", .from = "2019-01-01", .until = "2021-12-31" },
    };
    static struct definitions definitions;
    definitions.acts.items = items;
    definitions.acts.count = COUNT_OF(items);
    return &definitions;
}

static void test_a_law_is_cited_on_the_days_it_is_in_force(void **state)
{
    (void)state;
    static const struct {
        const char *text, *day, *cited;
    } cases[] = {
        { "TT 07/2014/TT-TTCP; TT 05/2021/TT-TTCP", "2021-07-31", "TT 07/2014/TT-TTCP" },
        { "TT 07/2014/TT-TTCP; TT 05/2021/TT-TTCP", "2021-11-14", "TT 07/2014/TT-TTCP" },
        { "TT 07/2014/TT-TTCP; TT 05/2021/TT-TTCP", "2021-11-15", "TT 05/2021/TT-TTCP" },
        { "Luật Khiếu nại 2011; TT 05/2021/TT-TTCP Điều 6", "2021-07-31", "Luật Khiếu nại 2011" },
        { "Luật Khiếu nại 2011; TT 05/2021/TT-TTCP Điều 6", "2022-01-01",
          "Luật Khiếu nại 2011; TT 05/2021/TT-TTCP Điều 6" },
        { "NĐ 130/2020/NĐ-CP", "2020-01-01", "NĐ 130/2020/NĐ-CP" },
        { "NĐ 30/2020/NĐ-CP", "2020-01-01", NULL },
        { "Nghị định 30/2020/NĐ-CP Điều 15", "2020-03-05", "Nghị định 30/2020/NĐ-CP Điều 15" },
        { "Luật Hai Điều 66, sửa đổi bởi Luật 67/2020/QH14", "2021-12-31", NULL },
        { "Luật Hai Điều 66, sửa đổi bởi Luật 67/2020/QH14", "2022-01-01", NULL },
        { "Luật Hai Điều 66", "2021-12-31", "Luật Hai Điều 66" },
        { "Quy chế làm việc", "1999-01-01", "Quy chế làm việc" },
        { NULL, "2021-07-31", NULL },
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *cited = law_on(mem, acts(), cases[i].text, cases[i].day);
        if (!text_equal(cited, cases[i].cited))
            fail_msg("%s on %s: %s", cases[i].text, cases[i].day, cited ? cited : "nothing");
    }
}

static void test_a_law_is_explained_with_its_days(void **state)
{
    (void)state;
    assert_string_equal(law_explained(mem, acts(), "Luật Một; TT 07/2014/TT-TTCP; TT 05/2021/TT-TTCP; Luật Hai"),
                        "Luật Một; TT 07/2014/TT-TTCP (đến 14/11/2021); TT 05/2021/TT-TTCP (từ 15/11/2021); Luật Hai "
                        "(từ 01/01/2019 đến 31/12/2021)");
}

/* Every `law:` of the office's own definitions: on no day since the records begin does it cite an act that is not in
 * force, and on none does it cite nothing. */
static void test_the_office_cites_laws_that_are_in_force(void **state)
{
    (void)state;
    struct err err = { 0 };
    struct faults faults = { 0 };
    const struct definitions *set = definitions_load(mem, SOURCE_FOLDER "/office", NULL, &faults, &err);
    static const char *const days[] = { "2021-06-01", "2021-07-31", "2021-11-14", "2021-11-15",
                                        "2022-01-01", "2025-06-30", "2025-07-01", "2026-07-01" };
    int cases = 0;
    assert_non_null(set);
    for (size_t i = 0; i < faults.list.count; i++)
        if (strstr(faults.list.items[i].text, "hiệu lực"))
            fail_msg("%s", faults.list.items[i].text);
    for (size_t r = 0; r < set->registers.count; r++) {
        const struct register_definition *reg = &set->registers.items[r];
        for (size_t d = 0; d < COUNT_OF(days); d++) {
            cases++;
            if (reg->law && !law_on(mem, set, reg->law, days[d]))
                fail_msg("%s cites nothing on %s: %s", reg->name, days[d], reg->law);
            for (size_t k = 0; k < reg->deadlines.count; k++, cases++)
                if (reg->deadlines.items[k].law && !law_on(mem, set, reg->deadlines.items[k].law, days[d]))
                    fail_msg("%s, %s cites nothing on %s", reg->name, reg->deadlines.items[k].name, days[d]);
        }
    }
    const struct register_definition *petition = definitions_register(set, "petition");
    assert_null(strstr(law_on(mem, set, petition->law, "2021-07-31"), "05/2021"));
    assert_non_null(strstr(law_on(mem, set, petition->law, "2021-07-31"), "07/2014"));
    assert_non_null(strstr(law_on(mem, set, petition->law, "2021-11-15"), "05/2021"));
    print_message("%d citations on a day\n", cases);
    assert_true(cases >= 200);
}

/* What check says of the test's office with ACTS and two texts changed. */
static const char *warnings_with(const char *acts_text, const char *file, const char *old, const char *new)
{
    struct faults faults = { 0 };
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    copy_office();
    write_text("office/law/acts.yaml", acts_text);
    change_file(file, old, new);
    load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s%s", i ? "\n" : "", print_fault(&faults.list.items[i]));
    return all.data;
}

static void test_check_warns_of_a_law_cited_when_it_is_not_in_force(void **state)
{
    (void)state;
    static const char until[] = "acts:\n  - { name: Luật Khiếu nại 2011, until: 2023-12-31, mark: verified }\n";
    static const char from[] = "acts:\n  - { name: Luật Khiếu nại 2011, from: 2021-12-01, mark: verified }\n";
    static const char late[] = "acts:\n  - { name: Luật Mới, from: 2022-01-01, mark: unsure }\n";
    static const char none[] = "acts:\n  - { name: Luật Mới, mark: unsure }\n";
    static const char records[] = "value: \"50\" }\n  - { name: records.from, value: 2021-06-01 }";
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    assert_string_equal(warnings_with(until, "settings.yaml", "value: \"50\" }", records),
                        "law/complaints.yaml:7:51: (cảnh báo) “Luật Khiếu nại 2011 Điều 28” chỉ có hiệu lực đến "
                        "31/12/2023 nhưng được viện dẫn cho cả sau ngày đó\n"
                        "registers/petition.yaml:27:26: (cảnh báo) “Luật Khiếu nại 2011 Điều 28”: không văn bản nào ở "
                        "đây có hiệu lực ngày 01/01/2024");
    assert_string_equal(warnings_with(from, "settings.yaml", "value: \"50\" }", records),
                        "law/complaints.yaml:6:52: (cảnh báo) “Luật Khiếu nại 2011 Điều 28” có hiệu lực từ 01/12/2021 "
                        "nhưng được viện dẫn cho ngày 01/06/2021\n"
                        "registers/petition.yaml:27:26: (cảnh báo) “Luật Khiếu nại 2011 Điều 28”: không văn bản nào ở "
                        "đây có hiệu lực ngày 01/06/2021");
    assert_string_equal(
        warnings_with(late, "registers/note.yaml", "title: subject\n", "title: subject\nlaw: Luật Mới Điều 1\n"),
        "registers/note.yaml:7:6: (cảnh báo) “Luật Mới Điều 1”: không văn bản nào ở đây có hiệu lực ngày 02/08/2021");
    assert_string_equal(
        warnings_with(none, "registers/note.yaml", "title: subject\n", "title: subject\nlaw: Luật Mới Điều 1\n"),
        "law/acts.yaml:2:5: văn bản “Luật Mới” không ghi “from” hay “until”");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_law_is_cited_on_the_days_it_is_in_force),
        TEST(test_a_law_is_explained_with_its_days),
        TEST(test_the_office_cites_laws_that_are_in_force),
        TEST(test_check_warns_of_a_law_cited_when_it_is_not_in_force),
    };
    return cmocka_run_group_tests_name("definitions: laws", tests, NULL, NULL);
}
