/* SPDX-License-Identifier: Apache-2.0 */
/* What lies in a file, for each reader, and the file that is proposed. Planted and seen red, each alone (on SQLite): a
 * reader finds what they do not see; the order of the days is lost; a closed file is proposed. Seen red before it was
 * mended: a letter has contents and a package, both empty. */
#include "handling/held.h"

#include "handling/testing_files.h"
#include "store/id.h"

static struct held_list held_by(struct testing *t, struct testing_office *o, const struct scope *scope, int64_t file)
{
    struct err err = { 0 };
    struct held_list list = { 0 };
    assert_true(testing_ok(held_read(db_for_read(t->store, &err), t->mem, o->office.definitions, scope,
                                     testing_read(t, o, file), &list, &err),
                           &err));
    return list;
}

static struct scope clerk(struct testing *t, struct testing_office *o)
{
    struct scope scope = scope_role(t->mem, o->office.definitions, &o->office.definitions->roles.items[0]);
    scope.user = "van-thu";
    return scope;
}

static void test_a_file_is_read_in_the_order_of_its_days(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o, "Hồ sơ");
    int64_t later = testing_create(t, &o, testing_letter(t, &o, "Sau", "cv")); /* there first, issued afterwards */
    int64_t letters[] = { later, a_letter(t, &o, "Trước", "2021-07-01", NULL) };
    assert_true(testing_ok(testing_step(t, &o, later, "number", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, later, "issue", NULL, "issued_on", "2021-08-02", &err), &err));
    assert_int_equal(held_by(t, &o, &o.office.scope, file).count, 0);
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, letters, 2, &err), &err));
    struct held_list list = held_by(t, &o, &o.office.scope, file);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].record->title, "Trước");
    assert_string_equal(list.items[0].day, "2021-07-01");
    assert_string_equal(list.items[0].author, "Sở Y tế");
    assert_true(*list.items[0].number);
    assert_string_equal(list.items[1].record->title, "Sau");
}

static void test_a_reader_finds_what_they_see(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t file = a_file(t, &o, "Hồ sơ");
    set_secrecy(t, &o, file, "mat");
    int64_t letters[] = { a_letter(t, &o, "Kín", "2021-07-01", "mat"), a_letter(t, &o, "Thường", "2021-08-01", NULL) };
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, letters, 2, &err), &err));
    struct scope reader = clerk(t, &o);
    struct held_list list = held_by(t, &o, &reader, file);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].record->title, "Thường");
}

static const struct record *proposed(struct testing *t, struct testing_office *o, const struct scope *scope,
                                     int64_t record)
{
    struct err err = { 0 };
    struct record_context context;
    struct record *file = NULL;
    struct db *db = db_for_read(t->store, &err);
    const struct record *of = testing_read(t, o, record);
    assert_true(record_context_read(db, t->mem, o->office.definitions, scope, of, &context, &err));
    assert_true(testing_ok(held_propose(db, t->mem, o->office.definitions, scope, of, &context, &file, &err), &err));
    return file;
}

static void test_the_file_of_a_linked_record_is_proposed_then_the_newest_of_the_unit(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct scope reader = clerk(t, &o);
    int64_t source = a_letter(t, &o, "Gốc", "2021-07-01", NULL),
            answer = a_letter(t, &o, "Trả lời", "2021-08-01", NULL);
    assert_null(proposed(t, &o, &reader, answer));
    int64_t file = a_file(t, &o, "Của việc"), newest = a_file(t, &o, "Mới nhất");
    reader.unit = testing_read(t, &o, newest)->unit;
    assert_int_equal(proposed(t, &o, &reader, answer)->id, newest);
    assert_true(testing_ok(record_hold(&o.office, t->mem, file, &source, 1, &err), &err));
    assert_true(testing_ok(record_link(&o.office, t->mem, answer, "answers", source, &err), &err));
    assert_int_equal(proposed(t, &o, &reader, answer)->id, file);
    assert_true(testing_ok(testing_step(t, &o, file, "accept", NULL, NULL, NULL, &err), &err));
    assert_true(testing_ok(testing_step(t, &o, file, "settle", NULL, "result", "xong", &err), &err));
    assert_int_equal(proposed(t, &o, &reader, answer)->id, newest);
}

static void test_a_file_of_a_lower_degree_is_not_proposed(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct scope reader = clerk(t, &o);
    int64_t secret = a_letter(t, &o, "Kín", "2021-07-01", "mat"), file = a_file(t, &o, "Kín"),
            usual = a_file(t, &o, "Thường, mới hơn");
    reader.common.every_secrecy = true;
    reader.by_register = NULL;
    reader.common.reads = true;
    reader.common.every_issuer = reader.common.every_unit = true;
    reader.unit = testing_read(t, &o, usual)->unit;
    set_secrecy(t, &o, file, "mat");
    assert_int_equal(proposed(t, &o, &reader, secret)->id, file);
}

static void test_a_register_without_files_has_no_contents(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    struct held_list list;
    testing_enter(t, &o);
    const struct record *letter = testing_read(t, &o, a_letter(t, &o, "Thư", "2021-07-01", NULL));
    assert_false(
        held_read(db_for_read(t->store, &err), t->mem, o.office.definitions, &o.office.scope, letter, &list, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "không phải sổ hồ sơ"));
}

ON_BOTH(test_a_file_is_read_in_the_order_of_its_days)
ON_BOTH(test_a_reader_finds_what_they_see)
ON_BOTH(test_the_file_of_a_linked_record_is_proposed_then_the_newest_of_the_unit)
ON_BOTH(test_a_file_of_a_lower_degree_is_not_proposed)
ON_BOTH(test_a_register_without_files_has_no_contents)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_file_is_read_in_the_order_of_its_days),
        BOTH(test_a_reader_finds_what_they_see),
        BOTH(test_a_file_of_a_lower_degree_is_not_proposed),
        BOTH(test_a_register_without_files_has_no_contents),
        BOTH(test_the_file_of_a_linked_record_is_proposed_then_the_newest_of_the_unit),
    };
    return cmocka_run_group_tests_name("handling: held", tests, NULL, NULL);
}
