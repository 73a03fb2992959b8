/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/test_internal.h"

/* The test's office with drafts in its notes and ROUTES; what check says, "" where it is right. */
static const char *faults_of(const char *drafts, const char *step, const char *routes)
{
    struct faults faults = { 0 };
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    copy_office();
    change_file("registers/note.yaml", "deadlines:", arena_printf(mem, "%sdeadlines:", drafts));
    change_file("registers/note.yaml", "needs: [size], ends", arena_printf(mem, "needs: [size], %sends", step));
    write_text("office/approval-routes.yaml", routes);
    (void)load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s%s", i ? "\n" : "", print_fault(&faults.list.items[i]));
    return all.data;
}

#define DRAFTS "drafts: { states: [open] }\n"
#define STEP   "needs_approved: [drafted, signed], "

static const char *route(const char *stages)
{
    return arena_printf(mem,
                        "routes:\n  - name: notes\n    label: Ghi chú\n    register: note\n    when: \"place=xa\"\n    "
                        "stages:\n%s",
                        stages);
}

static void test_a_route_with_all_it_needs_is_right(void **state)
{
    (void)state;
    assert_string_equal(faults_of(DRAFTS, STEP,
                                  route("      - { order: 1, kind: drafted }\n"
                                        "      - { order: 2, kind: content-initialled, role: specialist, of: unit }\n"
                                        "      - { order: 2, kind: format-checked, position: van-thu }\n"
                                        "      - { order: 3, kind: signed, role: leader }\n")),
                        "");
}

static void test_a_route_that_nobody_can_go_is_refused(void **state)
{
    static const char *const routes[][2] = {
        { "      - { order: 1, kind: signed, role: leader }\n",
          "approval-routes.yaml:2:5: tuyến duyệt phải bắt đầu bằng đúng một chặng “drafted”, đứng riêng một “order”" },
        { "      - { order: 1, kind: drafted }\n      - { order: 1, kind: signed, role: leader }\n",
          "approval-routes.yaml:2:5: tuyến duyệt phải bắt đầu bằng đúng một chặng “drafted”, đứng riêng một “order”" },
        { "      - { order: 1, kind: drafted }\n      - { order: 3, kind: signed, role: leader }\n"
          "      - { order: 2, kind: format-checked, role: clerk }\n",
          "approval-routes.yaml:8:9: chặng “signed” phải có “order” lớn nhất: ký sau khi đã duyệt xong\n"
          "approval-routes.yaml:9:9: “order” phải là số từ 1, chặng sau không nhỏ hơn chặng trước" },
        { "      - { order: 1, kind: drafted, role: clerk }\n      - { order: 2, kind: signed }\n",
          "approval-routes.yaml:7:9: chặng “drafted” là của người đưa phiên bản lên, không ghi “position”, “role”, "
          "“of” "
          "hay “unit”\n"
          "approval-routes.yaml:8:9: chặng “signed” phải ghi ai duyệt: “position”, “unit”, hoặc “role” (thêm “of” hoặc "
          "“unit” nếu cần)" },
        { "      - { order: 1, kind: drafted }\n      - { order: 2, kind: signed, role: leder }\n",
          "approval-routes.yaml:8:41: không có vai trò “leder”; có phải “leader”?" },
        { "      - { order: 1, kind: drafted }\n      - { order: 2, kind: sign, role: leader }\n",
          "approval-routes.yaml:8:27: “kind” không nhận “sign”; có phải “signed”?" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(routes); i++) {
        assert_string_equal(faults_of(DRAFTS, "", route(routes[i][0])), routes[i][1]);
        remove_office(arena_printf(mem, "%s/office", folder));
    }
}

static void test_what_needs_approvals_has_drafts(void **state)
{
    (void)state;
    assert_string_equal(faults_of("", STEP, "routes: []\n"),
                        "registers/note.yaml:20:5: sổ “note” chưa có “drafts”, nên hồ sơ của sổ không có dự thảo để "
                        "duyệt");
    remove_office(arena_printf(mem, "%s/office", folder));
    assert_string_equal(faults_of("", "", route("      - { order: 1, kind: drafted }\n")),
                        "approval-routes.yaml:4:15: sổ “note” chưa có “drafts”, nên hồ sơ của sổ không có dự thảo để "
                        "duyệt");
    remove_office(arena_printf(mem, "%s/office", folder));
    assert_string_equal(
        faults_of("drafts: { states: [open], returned: finish }\n", "", "routes: []\n"),
        "registers/note.yaml:22:37: “returned”: bước “finish” đòi trường, điều kiện hoặc duyệt; trả lại "
        "dự thảo chỉ có lý do, nên bước này không được đòi gì");
    remove_office(arena_printf(mem, "%s/office", folder));
    assert_string_equal(
        faults_of("drafts: { states: [open], delegated: \"place=xa\" }\n", "", "routes: []\n"),
        "registers/note.yaml:22:38: “delegated”: không mục nào của “backed_by” có “when” là “place=xa”");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_route_with_all_it_needs_is_right),
        TEST(test_a_route_that_nobody_can_go_is_refused),
        TEST(test_what_needs_approvals_has_drafts),
    };
    return cmocka_run_group_tests_name("definitions: approvals", tests, NULL, NULL);
}
