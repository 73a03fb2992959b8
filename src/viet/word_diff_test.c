/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: words compared as they were typed, not in NFC; what was added told before what was
 * removed; the way back that takes the wrong diagonal; the limit of changes left out. */
#include "viet/word_diff.h"

#include "base/text.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* "Hạn [-15/8-]{+16/8+}." */
static const char *told(struct arena *mem, const char *old, const char *new)
{
    static const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
    struct word_diff diff;
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    word_diff(mem, old, new, &diff);
    for (size_t i = 0; i < diff.count; i++)
        text_printf(&out, "%s%s%s", marks[diff.runs[i].change][0], diff.runs[i].text, marks[diff.runs[i].change][1]);
    return out.data;
}

static void test_words_that_changed_are_told(void **state)
{
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    assert_string_equal(told(mem, "Hạn nộp: ngày 15/8.", "Hạn nộp: ngày 16/8."), "Hạn nộp: ngày [-15/8.-]{+16/8.+}");
    assert_string_equal(told(mem, "Kính gửi Sở Y tế", "Kính gửi các Sở"), "Kính gửi [-Sở-]{+các+} [-Y tế-]{+Sở+}");
    assert_string_equal(told(mem, "", "Một"), "{+Một+}");
    assert_string_equal(told(mem, "Một", ""), "[-Một-]");
    assert_string_equal(told(mem, "Một\nhai", "Một hai"), "Một[-\n-]{+ +}hai");
    assert_string_equal(told(mem, "", ""), "");
}

static void test_a_word_is_the_same_however_its_marks_were_typed(void **state)
{
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    assert_string_equal(told(mem, "Vie\u0323\u0302t Nam", "Việt Nam"), "Việt Nam");
    assert_string_equal(told(mem, "hoà giải", "hòa giải"),
                        "[-hoà-]{+hòa+} giải"); /* another spelling is another word */
}

/* What is removed or stays is the old text, what is added or stays the new one; no more is told than was done. */
static void test_both_texts_come_back_out_of_it(void **state)
{
    static const char *const words[] = { "báo", "cáo", "của", "Ủy", "ban", "\n", "  ", "tháng" };
    (void)state;
    for (unsigned round = 0; round < 300; round++) {
        struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
        struct text texts[2], back[2];
        struct word_diff diff;
        unsigned seed = round * 2654435761u + 1;
        for (size_t i = 0; i < 2; i++) {
            text_init(&texts[i], mem, TEXT_MAX_PAGE);
            text_init(&back[i], mem, TEXT_MAX_PAGE);
            for (unsigned k = 0; k < round % 40; k++) {
                seed = seed * 1664525u + 1013904223u;
                text_printf(&texts[i], "%s%s", words[(seed >> 16) % COUNT_OF(words)], seed & 4096 ? " " : "");
            }
        }
        word_diff(mem, texts[0].data, texts[1].data, &diff);
        for (size_t i = 0; i < diff.count; i++) {
            assert_true(i == 0 || diff.runs[i].change != diff.runs[i - 1].change);
            if (diff.runs[i].change != WORD_ADDED)
                text_add(&back[0], diff.runs[i].text);
            if (diff.runs[i].change != WORD_REMOVED)
                text_add(&back[1], diff.runs[i].text);
        }
        assert_string_equal(back[0].data, texts[0].data);
        assert_string_equal(back[1].data, texts[1].data);
    }
}

static void test_too_many_changes_are_told_as_one(void **state)
{
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    struct text old, new;
    struct word_diff diff;
    text_init(&old, mem, TEXT_MAX_PAGE);
    text_init(&new, mem, TEXT_MAX_PAGE);
    for (int i = 0; i < WORD_EDITS_MAX; i++) {
        text_printf(&old, "%s a%d", i ? "" : "đầu", i);
        text_printf(&new, "%s b%d", i ? "" : "đầu", i);
    }
    word_diff(mem, old.data, new.data, &diff);
    assert_true(diff.coarse);
    assert_int_equal(diff.count, 3);
    assert_string_equal(diff.runs[0].text, "đầu ");
}

/* The largest that is compared, of the shortest words, changed at both ends: within the memory of a request. */
static void test_a_long_text_of_short_words_fits_a_request(void **state)
{
    enum { BYTES = 128 << 10 };
    (void)state;
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    char *old = arena_alloc(mem, BYTES), *new = arena_alloc(mem, BYTES);
    struct word_diff diff;
    memset(old, 'a', BYTES - 1);
    for (size_t i = 1; i < BYTES; i += 2)
        old[i] = ' ';
    old[BYTES - 1] = '\0';
    memcpy(new, old, BYTES);
    new[0] = new[BYTES - 2] = 'b';
    word_diff(mem, old, new, &diff);
    assert_int_equal(diff.count, 5);
    assert_string_equal(diff.runs[0].text, "a");
    assert_string_equal(diff.runs[1].text, "b");
    assert_int_equal(strlen(diff.runs[2].text), BYTES - 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_that_changed_are_told),
        cmocka_unit_test(test_a_word_is_the_same_however_its_marks_were_typed),
        cmocka_unit_test(test_both_texts_come_back_out_of_it),
        cmocka_unit_test(test_too_many_changes_are_told_as_one),
        cmocka_unit_test(test_a_long_text_of_short_words_fits_a_request),
    };
    return cmocka_run_group_tests_name("viet: words that changed", tests, NULL, NULL);
}
