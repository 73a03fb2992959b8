/* SPDX-License-Identifier: Apache-2.0 */
/* What a reading of personal data is called; that each leaves its line is walked in api/reading_walk_test.c.
 *
 * Planted and seen red: the value of a personal condition in the words. */
#include "records/testing_office.h"

#include "query/query.h"
#include "query/reading.h"

static void test_the_words_say_what_was_asked_but_not_of_whom(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    const struct query *query =
        query_parse(t->mem, o.office.definitions, definitions_register(o.office.definitions, "petition"),
                    "source=buu-dien&sender=\"Trương Thị Kín\"&q=kin", &(struct query_tokens){ 0 }, &err);
    assert_true(testing_ok(query != NULL, &err));
    const char *words = reading_words(t->mem, "Danh sách", query, 7);
    assert_true(text_starts(words, "Danh sách Đơn thư: 7 hồ sơ; tìm theo "));
    assert_non_null(strstr(words, "Nguồn đơn: Bưu điện"));
    assert_null(strstr(words, "Kín"));
    assert_null(strstr(words, "kin"));
}
ON_BOTH(test_the_words_say_what_was_asked_but_not_of_whom)

static void test_only_shown_columns_and_readable_values_count(struct testing *t)
{
    static const char *sender[] = { "sender" }, *summary[] = { "summary" };
    struct testing_office o;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o.office.definitions, "petition"));
    draft_set(t->mem, draft, "source", "buu-dien");
    draft_set(t->mem, draft, "sender", "Trương Thị Kín");
    draft_set(t->mem, draft, "address", "Ấp 1");
    draft_set(t->mem, draft, "signers", "mot-nguoi");
    draft_set(t->mem, draft, "summary", "Đơn");
    struct record *record = testing_read(t, &o, testing_create(t, &o, draft));
    struct scope blind = scope_role(t->mem, o.office.definitions, definitions_role(o.office.definitions, "reporter"));
    assert_int_equal(reading_count(&record, 1, &o.office.scope, NULL), 1);
    assert_int_equal(reading_count(&record, 1, &o.office.scope, &(struct text_list){ sender, 1 }), 1);
    assert_int_equal(reading_count(&record, 1, &o.office.scope, &(struct text_list){ summary, 1 }), 0);
    assert_int_equal(reading_count(&record, 1, &blind, NULL), 0);
}
ON_BOTH(test_only_shown_columns_and_readable_values_count)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_words_say_what_was_asked_but_not_of_whom),
        BOTH(test_only_shown_columns_and_readable_values_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
