/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone: the words not written with a changed name; a closed account found; a word with
 * marks compared without them; initials left out; every account read in the order of names. */
#include "people/account_search.h"

#include "people/testing_people.h"

static const char *found(struct testing *t, const char *words)
{
    struct err err = { 0 };
    struct account_list list;
    struct text out;
    bool whole;
    text_init(&out, t->mem, TEXT_MAX_LINE);
    assert_true(
        testing_fine(account_search(db_for_read(t->store, &err), t->mem, words, 20, &list, &whole, &err), &err));
    for (size_t i = 0; i < list.count; i++)
        text_printf(&out, "%s%s", i ? " " : "", list.items[i]->login);
    return out.data;
}

static void enter(struct testing *t)
{
    testing_people(t);
    testing_account(t, "hoa.nt", "Nguyễn Thị Hoa", "clerk");
    testing_account(t, "hoa.tv", "Trần Văn Hoà", "clerk");
    testing_account(t, "tuan", "Nguyễn Anh Tuấn", "clerk");
}

static void test_people_are_found_by_the_beginnings_of_their_words(struct testing *t)
{
    enter(t);
    assert_string_equal(found(t, "hoa"), "hoa.nt hoa.tv");
    assert_string_equal(found(t, "ng t"), "hoa.nt tuan"); /* "Thị", "Tuấn" */
    assert_string_equal(found(t, "Nguyễn"), "hoa.nt tuan");
    assert_string_equal(found(t, "hòa"), "hoa.tv"); /* with marks these marks, in either spelling */
    assert_string_equal(found(t, "nth"), "hoa.nt");
    assert_string_equal(found(t, "hoa.tv"), "hoa.tv");
    assert_string_equal(found(t, "uấn"), "");
    assert_string_equal(found(t, "%"), "");
    assert_string_equal(found(t, ""), "");
}

static void test_a_closed_account_is_not_found_and_a_new_name_is(struct testing *t)
{
    struct err err = { 0 };
    enter(t);
    struct account *account = testing_find(t, "tuan");
    account->name = "Nguyễn Anh Dũng";
    assert_true(testing_fine(
        account_change(t->store, t->mem, &testing_set, account, account->version, "quan-tri", &err), &err));
    assert_string_equal(found(t, "dung"), "tuan");
    assert_string_equal(found(t, "nat"), "");
    account = testing_find(t, "tuan");
    account->disabled = true;
    assert_true(testing_fine(
        account_change(t->store, t->mem, &testing_set, account, account->version, "quan-tri", &err), &err));
    assert_string_equal(found(t, "dung"), "");
}

static bool nothing(struct change *change, struct db *db, void *arg, struct err *err)
{
    (void)change, (void)db, (void)arg, (void)err;
    return true;
}

static bool forget(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change, SQL("delete from account_word"), DB_NONE, err);
}

static void test_accounts_without_words_get_them(struct testing *t)
{
    struct err err = { 0 };
    enter(t);
    assert_true(testing_fine(store_change(t->store, t->mem, nothing, forget, NULL, &err), &err));
    assert_string_equal(found(t, "hoa"), "");
    assert_true(testing_fine(account_search_make(t->store, t->mem, &err), &err));
    assert_string_equal(found(t, "hoa"), "hoa.nt hoa.tv");
}

static void test_a_text_is_said_by_words_or_initials(struct testing *t)
{
    assert_true(words_begin(t->mem, "Sở Tài chính", "stc"));
    assert_true(words_begin(t->mem, "Sở Tài chính", "so tai"));
    assert_true(words_begin(t->mem, "Sở Tài chính", "tài ch"));
    assert_false(words_begin(t->mem, "Sở Tài chính", "tái"));
    assert_false(words_begin(t->mem, "Sở Tài chính", "chinh phu"));
    assert_true(words_begin(t->mem, "Sở Tài chính", ""));
}

ON_BOTH(test_people_are_found_by_the_beginnings_of_their_words)
ON_BOTH(test_a_closed_account_is_not_found_and_a_new_name_is)
ON_BOTH(test_accounts_without_words_get_them)
ON_BOTH(test_a_text_is_said_by_words_or_initials)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_people_are_found_by_the_beginnings_of_their_words),
        BOTH(test_a_closed_account_is_not_found_and_a_new_name_is),
        BOTH(test_accounts_without_words_get_them),
        BOTH(test_a_text_is_said_by_words_or_initials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
