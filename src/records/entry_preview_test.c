/* SPDX-License-Identifier: Apache-2.0 */
/* The number a new record would have, and what is there already, in the office that comes with the program. */
#include "records/entry_preview.h"

#include "records/testing_office.h"

static const char *next(struct testing *t, struct testing_office *o, const char *reg, const char *type, bool with_step)
{
    struct err err = { 0 };
    const char *number = "";
    const struct register_definition *definition = definitions_register(o->office.definitions, reg);
    struct record record = { .reg = definition, .unit = "kt", .issuer = "van-phong" };
    record.values = ARENA_ARRAY(t->mem, struct value, definition->fields.count + 1);
    if (type)
        record.values[register_field(definition, "type") - definition->fields.items] =
            (struct value){ .is_set = true, .text = type };
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(entry_next_number(db, t->mem, o->office.definitions, &record,
                                             with_step ? entry_step(definition) : NULL, "2021-08-02", &number, &err),
                           &err));
    return number;
}

static int64_t arrived(struct testing *t, struct testing_office *o)
{
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "incoming"));
    draft_set(t->mem, draft, "received_on", "2021-08-02");
    draft_set(t->mem, draft, "author", "Bộ Y tế");
    draft_set(t->mem, draft, "document_number", "5096/BYT-DP");
    draft_set(t->mem, draft, "dated_on", "2021-07-30");
    draft_set(t->mem, draft, "type", "cv");
    draft_set(t->mem, draft, "summary", "Về phòng, chống dịch");
    draft_add_step(t->mem, draft, "register", NULL);
    return testing_create(t, o, draft);
}

static void test_the_next_number_is_that_of_the_series(struct testing *t)
{
    struct testing_office o;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    assert_string_equal(next(t, &o, "incoming", NULL, true), "1");
    arrived(t, &o);
    assert_string_equal(next(t, &o, "incoming", NULL, true), "2");
    assert_null(next(t, &o, "incoming", NULL, false)); /* it is drawn by the step */
    assert_null(next(t, &o, "outgoing", "bc", true));  /* no step goes with that entry */
    assert_string_equal(next(t, &o, "petition", NULL, false), "1/2021/ĐT");
}

static void test_what_is_there_already_is_told(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    const char *words;
    testing_enter_folder(t, &o, SOURCE_FOLDER "/office");
    struct record *same = testing_read(t, &o, arrived(t, &o));
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(entry_twins(&o.office, db, t->mem, same, &words, &err), &err));
    assert_string_equal(words, "Văn bản cùng cơ quan ban hành, số, ký hiệu và ngày đã có (1)");
    same->values[register_field(same->reg, "dated_on") - same->reg->fields.items].is_set = false;
    assert_true(testing_ok(entry_twins(&o.office, db, t->mem, same, &words, &err), &err));
    assert_string_equal(words, "");
}

ON_BOTH(test_the_next_number_is_that_of_the_series)
ON_BOTH(test_what_is_there_already_is_told)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_next_number_is_that_of_the_series),
        BOTH(test_what_is_there_already_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
