/* SPDX-License-Identifier: Apache-2.0 */
#include "records/testing_office.h"

#include "fields/derived_rows.h"

enum { LETTERS = DERIVED_AT_ONCE + 3 };

/* Two rows a record, as claims under the rules "one" and "other". */
static void add_two(struct arena *mem, const struct record *record, const void *arg, struct derived_values *values)
{
    static const char *const rules[] = { "one", "other" };
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        const struct db_value row[] = { db_text(record->reg->name), db_text(rules[i]),
                                        db_text(arena_printf(mem, "%s %lld", (const char *)arg, (long long)record->id)),
                                        db_int(record->id), db_int(0) };
        for (size_t k = 0; k < COUNT_OF(row); k++)
            *ARRAY_ADD(mem, &values->list) = row[k];
    }
}

static void make(struct testing *t, struct testing_office *o, const char *made_by)
{
    struct err err = { 0 };
    const struct derived_rows rows = {
        .clear_rows = SQL("delete from claim where register = $1"),
        .clear_note = SQL("delete from claim_made where register = $1"),
        .insert = SQL("insert into claim (register, rule, key, record, hint) values ($1, $2, $3, $4, $5)"),
        .note = SQL("insert into claim_made (register, rules) values ($1, $2)"),
        .columns = 5,
        .made_by = made_by,
        .add = add_two,
        .arg = made_by,
    };
    assert_true(testing_ok(derived_rows_make(t->store, t->mem, o->letter, &rows, &err), &err));
}

/* Planted and seen red, each alone: a part that begins at its last record; rows left from before. */
static void test_rows_of_every_record_are_made_anew_in_parts(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    for (int i = 0; i < LETTERS; i++)
        testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    make(t, &o, "trước");
    make(t, &o, "sau");
    assert_int_equal(testing_int(t, SQL("select count(*) from claim")), 2 * LETTERS);
    assert_int_equal(testing_int(t, SQL("select count(distinct record) from claim where key like 'sau %'")), LETTERS);
    assert_int_equal(testing_int(t, SQL("select count(*) from claim_made where register = 'letter'")), 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from claim_made where rules = 'sau'")), 1);
}
ON_BOTH(test_rows_of_every_record_are_made_anew_in_parts)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_rows_of_every_record_are_made_anew_in_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
