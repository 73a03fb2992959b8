/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red: the note of a line left out of its commitment; the second row of a key left out of its hash. */
#include "people/left.h"
#include "people/testing_people.h"

static void test_another_value_or_another_row_is_another_hash(void **state)
{
    (void)state;
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    const char *one = left_line(mem, LEFT_ROLES, "an", DB(db_text("clerk")));
    assert_true(text_starts(one, "roles an "));
    assert_int_equal(strlen(one), strlen("roles an ") + HASH_HEX_SIZE - 1 + 1);
    assert_string_equal(one, left_line(mem, LEFT_ROLES, "an", DB(db_text("clerk"))));
    assert_string_not_equal(one, left_line(mem, LEFT_ROLES, "an", DB(db_text("leader"))));
    assert_string_not_equal(one, left_line(mem, LEFT_ROLES, "an", DB(db_text("clerk"), db_text("leader"))));
    assert_string_not_equal(left_line(mem, LEFT_BOOK, "a/b", DB(db_int(1), db_text(""))),
                            left_line(mem, LEFT_BOOK, "a/b", DB(db_int(1), db_text(NULL))));
    assert_string_equal(left_line(mem, LEFT_ROLES, "an", DB_NONE), "roles an -\n");
    arena_free(mem);
}

static void test_a_line_is_committed_to_with_all_it_says(void **state)
{
    (void)state;
    const struct account_history_line line = { 1, "a", "b", "c", "d", "e" };
    struct account_history_line others[] = { line, line, line, line, line, line };
    uint8_t expected[HASH_SIZE], other[HASH_SIZE];
    others[0].at = 2;
    others[1].by = others[2].login = others[3].what = others[4].detail = others[5].after = "x";
    left_commit(&line, expected);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        left_commit(&others[i], other);
        assert_memory_not_equal(expected, other, HASH_SIZE);
    }
}

struct told {
    const char *key, *hex;
    struct arena *mem;
    int count;
};

static void hear(void *arg, const struct left_kind *kind, const char *key, const char *hex)
{
    struct told *told = arg;
    (void)kind;
    told->key = arena_strdup(told->mem, key);
    told->hex = arena_strdup(told->mem, hex);
    told->count++;
}

/* What an act says it left is what the tables then hold. */
static void test_what_is_left_is_what_is_read(struct testing *t)
{
    struct err err = { 0 };
    struct left_kind kind;
    struct told told = { .mem = t->mem };
    const char *after = NULL;
    struct account account = { .login = "lanh", .name = "Lê Thị Lành", .unit = "kt", .title = "" };
    testing_people(t);
    assert_true(testing_fine(account_create(t->store, t->mem, &testing_set, &account, NULL, "quan-tri", &err), &err));
    struct db *db = db_for_read(t->store, &err);
    assert_true(left_kind_at(0, &kind));
    assert_true(testing_fine(left_read(db, t->mem, &kind, hear, &told, &err), &err));
    assert_true(testing_fine(
        db_one_text(db, t->mem, SQL("select after from account_history where login = 'lanh'"), DB_NONE, &after, &err),
        &err));
    assert_true(told.count > 0);
    assert_non_null(strstr(after, arena_printf(t->mem, "account lanh %s\n", told.hex)));
}
ON_BOTH(test_what_is_left_is_what_is_read)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_another_value_or_another_row_is_another_hash),
        cmocka_unit_test(test_a_line_is_committed_to_with_all_it_says),
        BOTH(test_what_is_left_is_what_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
