/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/tokens.h"

#include "viet/test_internal.h"

static const char *tokens_of(const char *text)
{
    struct viet_tokens *tokens = viet_tokens_new(mem);
    viet_tokens_add(tokens, text);
    return viet_tokens_join(mem, tokens);
}

static const char *query_of(const char *words)
{
    char **items;
    size_t count;
    viet_query_tokens(mem, words, &items, &count);
    struct text joined;
    text_init(&joined, mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < count; i++)
        text_printf(&joined, "%s%s", i > 0 ? " " : "", items[i]);
    return joined.data;
}

/* Every token of the query is one of the text's. */
static bool finds(const char *words, const char *text)
{
    char **asked, **there;
    size_t asked_count, there_count;
    viet_query_tokens(mem, words, &asked, &asked_count);
    viet_tokens_of(mem, text, &there, &there_count);
    for (size_t i = 0; i < asked_count; i++) {
        size_t at = 0;
        while (at < there_count && strcmp(asked[i], there[at]) != 0)
            at++;
        if (at == there_count)
            return false;
    }
    return asked_count > 0;
}

static void test_word_gives_folded_and_exact_form(void **state)
{
    (void)state;
    assert_string_equal(tokens_of("Tháp"), "thap _xtha_4p");
    assert_string_equal(tokens_of("Tỉnh uỷ, Tỉnh ủy"), "tinh _xti_2nh uy _xu_2y");
    assert_string_equal(tokens_of("so 12, So. SO"), "so 12");
    assert_string_equal(tokens_of("đơn"), "don _xd_oo_in");
    assert_string_equal(tokens_of(NULL), "");
    assert_string_equal(tokens_of(" …/- "), "");
}

static void test_document_number_is_one_token_and_its_parts(void **state)
{
    (void)state;
    assert_string_equal(tokens_of("208/2018/NQ-HĐND"),
                        "208 2018 nq hdnd _xhd_ond 208_2018 208_2018_nq 208_2018_nq_hdnd");
    assert_string_equal(tokens_of("108-CTr/TU"), "108 ctr tu 108_ctr 108_ctr_tu");
    assert_string_equal(tokens_of("05/7/2021"), "05 7 2021 5_7 5_7_2021");
    assert_string_equal(tokens_of("kinh-te"), "kinh te");
    assert_string_equal(tokens_of("1/2/3/4/5/6/7/8"), "1 2 3 4 5 6 1_2 1_2_3 1_2_3_4 1_2_3_4_5 1_2_3_4_5_6 7 8 7_8");
    assert_string_equal(tokens_of("00/BC"), "00 bc 0_bc");
}

static void test_search_without_marks_matches_any_marks(void **state)
{
    (void)state;
    assert_true(finds("dong thap", "Tỉnh Đồng Tháp"));
    assert_true(finds("DONG", "đống"));
    assert_true(finds("tinh uy", "Tỉnh uỷ"));
    assert_false(finds("dong nai", "Tỉnh Đồng Tháp"));
}

static void test_search_with_marks_matches_these_marks_only(void **state)
{
    (void)state;
    assert_true(finds("Đồng", "TỈNH ĐỒNG THÁP"));
    assert_true(finds("uỷ", "ủy ban"));
    assert_true(finds("Ðồng", "Đồng"));
    assert_false(finds("đống", "Đồng"));
    assert_false(finds("má", "ma"));
    assert_true(finds("thap đồng", "Đồng Tháp"));
}

static void test_search_finds_a_number_whole_or_from_its_beginning(void **state)
{
    (void)state;
    static const char text[] = "Nghị quyết số 208/2018/NQ-HĐND ngày 07/12/2018, 01/2020/TT-VPCP, 108-CTr/TU";
    static const char *const found[] = {
        "208/2018/NQ-HĐND", "208/2018/nq-hdnd", "208/2018", "208", "NQ-HĐND", "nq", "7/12/2018", "7/12",
        "1/2020/TT-VPCP",   "108/CTr/TU",       "108-ctr",  "hđnd"
    };
    for (size_t i = 0; i < COUNT_OF(found); i++)
        if (!finds(found[i], text))
            fail_msg("%s is not found", found[i]);
    assert_false(finds("208/2019", text));
    assert_false(finds("12/2018/NQ", text));
}

static void test_tokens_are_short_ascii_that_fts5_does_not_split(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Жук 漢字 Müller ไทย 한국 😀 ٣٤", "__a__b__ _x_ _", "ĂÂĐÊÔƠƯ đặng_thị",
        "ộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộộ"
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        char **items;
        size_t count;
        viet_tokens_of(mem, texts[i], &items, &count);
        assert_true(count > 0);
        for (size_t k = 0; k < count; k++) {
            assert_in_range(strlen(items[k]), 1, VIET_TOKEN_MAX);
            assert_int_equal(strspn(items[k], "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(items[k]));
        }
        assert_true(finds(texts[i], texts[i]));
    }
    assert_string_equal(tokens_of("__a__b__ _"), "a__b");
    assert_string_equal(tokens_of("á_b Müller Жук"), "a_b _xa_4__b muller _xm_ufc_ller _u436__u443__u43a_");
}

static void test_exact_forms_differ_where_words_differ(void **state)
{
    (void)state;
    static const char *const words[] = { "á_4", "á_á", "a_á", "â", "ấ",       "ậ",  "ă",   "ắ",  "đa", "dá", "ô",
                                         "ơ",   "ố",   "ớ",   "ü", "u\u0304", "á4", "a4á", "áu", "ư",  "ứ",  "ừ" };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        for (size_t k = 0; k < COUNT_OF(words); k++)
            assert_int_equal(finds(words[i], words[k]), i == k);
}

static void test_filters_cannot_be_typed(void **state)
{
    (void)state;
    assert_string_equal(viet_filter_token(mem, "register", "petition"), "_fregister_petition");
    assert_string_equal(viet_filter_token(mem, "role", "van-thu_1"), "_frole_van_2dthu_5f1");
    struct viet_tokens *tokens = viet_tokens_new(mem);
    viet_tokens_add_filter(tokens, "unit", "17");
    viet_tokens_add(tokens, "đơn");
    viet_tokens_add_filter(tokens, "unit", "17");
    assert_int_equal(viet_tokens_count(tokens), 3);
    assert_string_equal(viet_tokens_at(tokens, 0), "_funit_17");
    assert_string_equal(viet_tokens_join(mem, tokens), "_funit_17 don _xd_oo_in");
    assert_string_equal(query_of("_funit_17"), "funit_17");
    assert_string_equal(query_of("_xtha_4p"), "xtha_4p");
}

static void test_set_is_cut_at_its_limit(void **state)
{
    (void)state;
    struct arena *large = arena_new(ARENA_JOB_MAX);
    struct viet_tokens *tokens = viet_tokens_new(large);
    for (int i = 0; i < VIET_TOKENS_MAX; i++)
        viet_tokens_add(tokens, arena_printf(large, "w%d w%d", i, i / 2));
    assert_false(viet_tokens_are_cut(tokens));
    assert_int_equal(viet_tokens_count(tokens), VIET_TOKENS_MAX);
    viet_tokens_add(tokens, "w7 w19999");
    assert_false(viet_tokens_are_cut(tokens));
    viet_tokens_add(tokens, "more");
    assert_true(viet_tokens_are_cut(tokens));
    assert_int_equal(viet_tokens_count(tokens), VIET_TOKENS_MAX);
    arena_free(large);
}

static void test_queries_are_quoted_for_each_database(void **state)
{
    (void)state;
    char **items;
    size_t count;
    viet_query_tokens(mem, "đơn thu \"' OR * : 12/BC", &items, &count);
    assert_string_equal(viet_query_fts5(mem, items, count, false), "\"_xd_oo_in\" \"thu\" \"or\" \"12_bc\"");
    assert_string_equal(viet_query_fts5(mem, items, count, true), "\"_xd_oo_in\" \"thu\" \"or\" \"12_bc\"*");
    assert_string_equal(viet_query_tsquery(mem, items, count, false), "'_xd_oo_in' & 'thu' & 'or' & '12_bc'");
    assert_string_equal(viet_query_tsquery(mem, items, count, true), "'_xd_oo_in' & 'thu' & 'or' & '12_bc':*");
    assert_string_equal(viet_query_fts5(mem, NULL, 0, true), "");
    assert_string_equal(query_of("?!"), "");
}

static void test_query_is_limited(void **state)
{
    (void)state;
    char **items;
    size_t count;
    viet_query_tokens(mem, "a b c d e f g h i j k l m n o p q r s t a a a", &items, &count);
    assert_int_equal(count, VIET_QUERY_MAX);
    viet_query_tokens(mem, "a A a", &items, &count);
    assert_int_equal(count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_word_gives_folded_and_exact_form),
        cmocka_unit_test(test_document_number_is_one_token_and_its_parts),
        cmocka_unit_test(test_search_without_marks_matches_any_marks),
        cmocka_unit_test(test_search_with_marks_matches_these_marks_only),
        cmocka_unit_test(test_search_finds_a_number_whole_or_from_its_beginning),
        cmocka_unit_test(test_tokens_are_short_ascii_that_fts5_does_not_split),
        cmocka_unit_test(test_exact_forms_differ_where_words_differ),
        cmocka_unit_test(test_filters_cannot_be_typed),
        cmocka_unit_test(test_set_is_cut_at_its_limit),
        cmocka_unit_test(test_queries_are_quoted_for_each_database),
        cmocka_unit_test(test_query_is_limited),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
