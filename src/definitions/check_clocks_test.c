/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: a pause of what stands still let pass (hinders); a clock that ends kept running
 * (take); an extension that nobody dates let pass (check_extension). */
#include "definitions/test_internal.h"

/* Steps that wait for something, and the field that they may write. */
#define WAITS                                                                                                          \
    "ends: answer }\n"                                                                                                 \
    "  - { name: wait, label: Chờ, from: [open, held], to: held, who: [clerk], pauses: answer }\n"                   \
    "  - { name: go-on, label: Tiếp, from: [held], to: open, who: [clerk], resumes: answer }"

/* What check says of the test's office with a state more and the STEPS in the place of “ends: answer }”. */
static const char *said_of(const char *steps, const char *deadline)
{
    struct faults faults = { 0 };
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    copy_office();
    change_file("registers/note.yaml", "ends: answer }", steps);
    change_file("registers/note.yaml", "  - { name: done, label: Xong, group: resolved }",
                "  - { name: held, label: Chờ, group: open }\n  - { name: done, label: Xong, group: resolved }");
    change_file("registers/note.yaml", "length: 5 ngày làm việc", deadline);
    (void)!load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s%s", i ? "\n" : "", print_fault(&faults.list.items[i]));
    return all.data;
}

#define LENGTH "length: 5 ngày làm việc"

static void test_a_step_that_its_clock_never_lets_be_taken_is_a_fault(void **state)
{
    (void)state;
    assert_string_equal(said_of(WAITS, LENGTH),
                        "registers/note.yaml:22:13: bước “wait” không bao giờ làm được ở trạng thái “held”: ở đó thời "
                        "hạn “answer” luôn đang tạm dừng");
    assert_string_equal(
        said_of("ends: answer }\n"
                "  - { name: wait, label: Chờ, from: [open], to: held, who: [clerk] }\n"
                "  - { name: go-on, label: Tiếp, from: [held], to: open, who: [clerk], resumes: answer }",
                LENGTH),
        "registers/note.yaml:23:13: bước “go-on” không bao giờ làm được ở trạng thái “held”: ở đó thời "
        "hạn “answer” luôn đang tính, không tạm dừng");
    assert_string_equal(said_of("ends: answer }\n"
                                "  - { name: drop, label: Bỏ, from: [open], to: held, who: [clerk], ends: answer }\n"
                                "  - { name: wait, label: Chờ, from: [held], to: open, who: [clerk], pauses: answer }",
                                LENGTH),
                        "registers/note.yaml:23:13: bước “wait” không bao giờ làm được ở trạng thái “held”: ở đó thời "
                        "hạn “answer” luôn chưa bắt đầu tính");
}

/* `earlier_day:` needs the field of the day, and resolves for good: the row keeps one such day. */
static void test_an_earlier_day_has_its_field_and_resolves_for_good(void **state)
{
    (void)state;
    assert_non_null(strstr(said_of("ends: answer, earlier_day: true }", LENGTH), "thì phải có “day_field”"));
    assert_string_equal(said_of("ends: answer, day_field: made_on, earlier_day: true }", LENGTH),
                        "registers/note.yaml:21:5: bước “finish” có “earlier_day” và đưa đến “done”, nơi bước “reopen” "
                        "còn đưa đi tiếp: chỉ giữ được một ngày xong");
}

static void test_an_extension_may_say_how_often(void **state)
{
    (void)state;
    const char *twice = "ends: answer }\n  - { name: longer, label: Gia hạn, from: [open], to: held, who: [clerk], "
                        "needs: [made_on], extends: answer, times: ";
    const char *until = LENGTH ", extension_field: made_on";
    assert_string_equal(said_of(arena_printf(mem, "%s2 }", twice), until), "");
    assert_non_null(strstr(said_of(arena_printf(mem, "%s10 }", twice), until), "nhiều nhất, từ 1 đến 9"));
    assert_non_null(strstr(said_of(arena_printf(mem, "%s-1 }", twice), until), "nhiều nhất, từ 1 đến 9"));
    assert_non_null(strstr(said_of("ends: answer, times: 1 }\n"
                                   "  - { name: hold, label: Giữ, from: [open], to: held, who: [clerk] }",
                                   LENGTH),
                           "mà không gia hạn thời hạn nào"));
}

static void test_an_extension_says_until_when(void **state)
{
    (void)state;
    const char *extends = "ends: answer }\n"
                          "  - { name: hold, label: Giữ, from: [open], to: held, who: [clerk] }\n"
                          "  - { name: longer, label: Gia hạn, from: [held], to: open, who: [clerk], extends: answer }";
    assert_non_null(strstr(said_of(extends, LENGTH), "bước “longer” gia hạn thời hạn “answer” mà không ghi ngày"));
    assert_non_null(strstr(said_of(extends, LENGTH ", extension_field: made_on"), "mà không ghi ngày gia hạn"));
    assert_string_equal(said_of("ends: answer }\n"
                                "  - { name: longer, label: Gia hạn, from: [open], to: held, who: [clerk], needs: "
                                "[made_on], extends: answer }",
                                LENGTH ", extension_field: made_on"),
                        "");
    assert_non_null(
        strstr(said_of("ends: answer }\n  - { name: hold, label: Giữ, from: [open], to: held, who: [clerk] }",
                       LENGTH ", extension_field: made_on"),
               "không bước nào gia hạn nó"));
    assert_non_null(
        strstr(said_of("ends: answer }\n  - { name: hold, label: Giữ, from: [open], to: held, who: [clerk] }",
                       LENGTH ", extension_field: subject"),
               "phải là trường kiểu date; “subject” có kiểu text"));
}

static void test_a_new_appointment_says_for_when(void **state)
{
    (void)state;
    const char *again = "ends: answer }\n  - { name: again, label: Hẹn lại, from: [open], to: held, who: [clerk], ";
    const char *with = arena_printf(mem, "%sneeds: [made_on], reappoints: answer }", again);
    assert_string_equal(said_of(with, LENGTH ", reappointed_field: made_on"), "");
    assert_non_null(strstr(said_of(with, LENGTH), "mà không bắt buộc ghi ngày hẹn lại"));
    assert_non_null(strstr(said_of(with, LENGTH ", reappointed_field: subject"), "“subject” có kiểu text"));
    assert_non_null(
        strstr(said_of(arena_printf(mem, "%sreappoints: answer }", again), LENGTH ", reappointed_field: made_on"),
               "mà không bắt buộc ghi ngày hẹn lại"));
}

static void test_a_clock_beside_is_only_started_and_ended(void **state)
{
    (void)state;
    const char *beside = LENGTH " }\n  - { name: tell, label: Báo, beside: true, length: 3 ngày làm việc";
    const char *tells = "ends: answer }\n"
                        "  - { name: hold, label: Giữ, from: [open], to: held, who: [clerk], starts: tell }\n"
                        "  - { name: told, label: Báo, from: [held, done], who: [clerk], ends: tell";
    assert_string_equal(said_of(arena_printf(mem, "%s }", tells), beside), "");
    assert_non_null(
        strstr(said_of(arena_printf(mem, "%s, pauses: tell }", tells), beside),
               "chạy bên cạnh thời hạn của hồ sơ (beside): bước “told” chỉ bắt đầu (starts) hoặc kết thúc"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_step_that_its_clock_never_lets_be_taken_is_a_fault),
        TEST(test_an_extension_says_until_when),
        TEST(test_an_earlier_day_has_its_field_and_resolves_for_good),
        TEST(test_an_extension_may_say_how_often),
        TEST(test_a_new_appointment_says_for_when),
        TEST(test_a_clock_beside_is_only_started_and_ended),
    };
    return cmocka_run_group_tests_name("definitions: steps and clocks", tests, NULL, NULL);
}
