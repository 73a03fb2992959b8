/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: national() that leaves 84 where no + stands before it; add_names without the whole;
 * without_address that takes nothing off; a name's marks left out of the key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "fields/personal_index.h"

#define SECRET "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct field test_fields[] = {
    { .name = "who", .type = FIELD_PERSON, .personal = true },
    { .name = "tel", .type = FIELD_PHONE, .personal = true },
    { .name = "paper", .type = FIELD_TEXT, .personal = true },
    { .name = "said", .type = FIELD_LONG_TEXT, .personal = true },
    { .name = "open", .type = FIELD_TEXT },
};
enum { WHO, TEL, PAPER, SAID, OPEN };

/* Is a record whose FIELD holds TEXT found by WORDS? */
static bool finds(int field, const char *text, const char *words)
{
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct register_definition reg = { .name = "r" };
    struct value values[COUNT_OF(test_fields)] = { 0 };
    reg.fields.items = test_fields;
    reg.fields.count = COUNT_OF(test_fields);
    values[field] = (struct value){ true, 0, text };
    struct record record = { .reg = &reg, .values = values };
    bool numbered;
    struct personal_keys has = personal_keys_of(mem, SECRET, &record);
    struct personal_keys wanted = personal_keys_wanted(mem, SECRET, words, &numbered);
    bool all = wanted.list.count > 0;
    for (size_t i = 0; i < wanted.list.count; i++) {
        bool any = false;
        for (size_t k = 0; k < has.list.count; k++)
            any |= text_equal(has.list.items[k].key, wanted.list.items[i].key) &&
                   (!*wanted.list.items[i].marks || text_equal(has.list.items[k].marks, wanted.list.items[i].marks));
        all &= any;
    }
    arena_free(mem);
    return all;
}

struct search_case {
    int field;
    const char *text, *words;
    bool found;
};

static void check(const struct search_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (finds(cases[i].field, cases[i].text, cases[i].words) != cases[i].found)
            fail_msg("“%s” by “%s”: %s", cases[i].text, cases[i].words, cases[i].found ? "not found" : "found");
}

static void test_a_number_is_found_in_every_spelling(void **state)
{
    (void)state;
    static const struct search_case cases[] = {
        { TEL, "0912345678", "0912345678", true },
        { TEL, "0912345678", "0912 345 678", true },
        { TEL, "0912345678", "0912.345.678", true },
        { TEL, "0912345678", "(0912) 345-678", true },
        { TEL, "0912345678", "+84 912 345 678", true },
        { TEL, "0912345678", "+84912345678", true },
        { TEL, "0912345678", "+84 (0)912 345 678", true },
        { TEL, "0912345678", "84912345678", true },
        { TEL, "0912345678", "0084 912 345 678", true },
        { TEL, "+84912345678", "0912345678", true },
        { TEL, "84912345678", "0912345678", true },
        { TEL, "02773851234", "0277 3851 234", true },
        { TEL, "0912345678", "912345678", false },
        { TEL, "0912345678", "0912345679", false },
        { TEL, "0912345678", "0912345", false },
        { PAPER, "079084001234", "079 084 001 234", true },
        { PAPER, "341234567", "341 234 567", true },
        { PAPER, "B1234567", "b 1234567", true },
        { PAPER, "B1234567", "1234567", false },
        { PAPER, "341234567", "341234568", false },
        { SAID, "Gọi lại số 0912 345 678 lúc 8 giờ", "0912345678", true },
        { SAID, "0912345678 - 0987654321", "0987.654.321", true },
        { SAID, "0912345678 0987654321", "0987654321", true },
        { SAID, "Số nhà 12345678", "12345678", false },
        { WHO, "Nguyễn Văn An (0912.345.678)", "+84912345678", true },
        { OPEN, "0912345678", "0912345678", false },
    };
    check(cases, COUNT_OF(cases));
}

static void test_a_name_is_found_as_a_whole_with_its_marks_or_without(void **state)
{
    (void)state;
    static const struct search_case cases[] = {
        { WHO, "Nguyễn Văn An", "Nguyễn Văn An", true },
        { WHO, "Nguyễn Văn An", "nguyễn  văn an", true },
        { WHO, "Nguyễn Văn An", "nguyen van an", true },
        { WHO, "Nguyễn Văn An", "NGUYEN VAN AN", true },
        { WHO, "Nguyễn Văn An", "Nguyễn Văn Ân", false },
        { WHO, "Nguyễn Văn Ân", "nguyen van an", true },
        { WHO, "Nguyễn Văn An", "Nguyễn Văn", false },
        { WHO, "Nguyễn Văn An", "Văn An", false },
        { WHO, "Phan Hoà", "Phan Hòa", true },
        { WHO, "Đỗ Thuý", "do thuy", true },
        { WHO, "Ông Nguyễn Văn An", "nguyễn văn an", true },
        { WHO, "Nguyễn Văn An", "ông nguyễn văn an", false },
        { WHO, "Nguyễn Văn An và Trần Thị Bé", "Trần Thị Bé", true },
        { WHO, "Nguyễn Văn An và Trần Thị Bé", "Nguyễn Văn An", true },
        { WHO, "Nguyễn Văn An và Trần Thị Bé", "Nguyễn Văn An và Trần Thị Bé", true },
        { WHO, "Công ty TNHH Giống cây, con", "cong ty tnhh giong cay con", true },
        { PAPER, "Lê Thị Cúc, Võ Văn Dư; ông Mai Én", "mai en", true },
        { SAID, "Nguyễn Văn An", "Nguyễn Văn An", false },
        { OPEN, "Nguyễn Văn An", "Nguyễn Văn An", false },
        { WHO, "Nguyễn Văn An", "...", false },
    };
    check(cases, COUNT_OF(cases));
}

static void test_a_number_and_a_name_together_must_both_be_there(void **state)
{
    (void)state;
    static const struct search_case cases[] = {
        { WHO, "Nguyễn Văn An, 0912345678", "Nguyễn Văn An 0912 345 678", true },
        { WHO, "Nguyễn Văn An, 0912345678", "0912345678 nguyen van an", true },
        { WHO, "Nguyễn Văn An, 0912345678", "Nguyễn Văn Bé 0912345678", false },
        { WHO, "Nguyễn Văn An", "Nguyễn Văn An 0912345678", false },
    };
    check(cases, COUNT_OF(cases));
}

static void test_a_key_shows_nothing_and_is_another_in_another_office(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    bool numbered;
    struct personal_keys one = personal_keys_wanted(mem, SECRET, "0912345678", &numbered);
    assert_true(numbered);
    struct personal_keys other = personal_keys_wanted(mem, "1" SECRET, "0912345678", &numbered);
    assert_int_equal(one.list.count, 1);
    assert_string_not_equal(one.list.items[0].key, other.list.items[0].key);
    assert_null(strstr(one.list.items[0].key, "0912345678"));
    (void)personal_keys_wanted(mem, SECRET, "Nguyễn Văn An", &numbered);
    assert_false(numbered);
    arena_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_number_is_found_in_every_spelling),
        cmocka_unit_test(test_a_name_is_found_as_a_whole_with_its_marks_or_without),
        cmocka_unit_test(test_a_number_and_a_name_together_must_both_be_there),
        cmocka_unit_test(test_a_key_shows_nothing_and_is_another_in_another_office),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
