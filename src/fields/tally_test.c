/* SPDX-License-Identifier: Apache-2.0 */
/* Planted and seen red, each alone (on SQLite): a step that moves nothing; what was before not taken out; a cancelled
 * record counted by its state; a field's value not moved when it is set; the due day of a closed record counted; a
 * count put in the place of the one that was there; a check of the first facet only; a table that grows without its
 * slots. */
#include "records/testing_office.h"

#include <pthread.h>

#include "fields/tally.h"

enum { KEYS = 3000, WRITERS = 32, WRITES_EACH = 12 };

static bool apply_tally(struct change *change, void *arg, struct err *err)
{
    return tally_apply(change, STORE_SQLITE, arg, err);
}

static void apply(struct testing *t, struct tally *tally)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_tally, tally, &err), &err));
}

static bool run(struct change *change, void *arg, struct err *err)
{
    return change_run(change, arg, DB_NONE, err);
}

static void change_by_hand(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, run, (void *)statement, &err), &err));
}

static struct tally_report check(struct testing *t, const struct testing_office *o)
{
    struct err err = { 0 };
    struct tally_report report;
    assert_true(
        testing_ok(tally_check(db_for_read(t->store, &err), t->mem, o->office.definitions, &report, &err), &err));
    return report;
}

static struct record blank(struct testing *t, const struct testing_office *o)
{
    return (struct record){ .reg = o->letter,
                            .state = "draft",
                            .unit = "vp",
                            .issuer = "vp",
                            .secrecy = "thuong",
                            .happened_on = DATE_OPEN,
                            .due = DUE_OPEN,
                            .finished_on = DATE_OPEN,
                            .values = ARENA_ARRAY(t->mem, struct value, o->letter->fields.count + 1) };
}

static struct counted_record counted(const struct record *record)
{
    return (struct counted_record){ .record = record, .opened_on = "2021-07-01", .left_on = DATE_OPEN, .told = true };
}

static void test_any_number_of_keys_is_added_up(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct tally *tally = tally_new(t->mem);
    struct record record = blank(t, &o);
    struct counted_record one = counted(&record);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < KEYS; i++) {
            record.unit = arena_printf(t->mem, "u%d", i);
            tally_move(tally, NULL, &one);
        }
    assert_int_equal(tally_size(tally), 2 * KEYS); /* under "" and by the kind of letter */
    apply(t, tally);
    assert_int_equal(testing_int(t, SQL("select count(*) from tally where count = 2 and facet = ''")), KEYS);
    apply(t, tally); /* again, as after another change of its batch failed */
    assert_int_equal(testing_int(t, SQL("select count(*) from tally where count = 4 and facet = 'type'")), KEYS);
}
ON_BOTH(test_any_number_of_keys_is_added_up)

static void test_what_does_not_change_is_not_written(struct testing *t)
{
    struct testing_office o;
    testing_enter(t, &o);
    struct record before = blank(t, &o), after = before;
    struct counted_record old = counted(&before), new = counted(&after);
    after.title = "Khác";
    struct tally *tally = tally_new(t->mem);
    tally_move(tally, &old, &new);
    assert_int_equal(tally_size(tally), 0);
    after.state = "numbered";
    tally_move(tally, &old, &new);
    assert_int_equal(tally_size(tally), 4);
    tally_move(tally, &new, &old);
    assert_int_equal(tally_size(tally), 0);
}
ON_BOTH(test_what_does_not_change_is_not_written)

static bool apply_and_fail(struct change *change, void *arg, struct err *err)
{
    return tally_apply(change, STORE_SQLITE, arg, err) &&
           change_expect(change, 1, SQL("update record set title = '' where id = 1"), DB_NONE, err);
}

static void test_a_change_that_fails_counts_nothing(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    struct record record = blank(t, &o);
    struct tally *tally = tally_new(t->mem);
    struct counted_record one = counted(&record);
    tally_move(tally, NULL, &one);
    assert_false(store_change(t->store, t->mem, NULL, apply_and_fail, tally, &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from tally")), 0);
    testing_tally(t, o.office.definitions);
}
ON_BOTH(test_a_change_that_fails_counts_nothing)

/* --- every kind of write ------------------------------------------------------------------------------------------ */

static void set(struct testing *t, struct testing_office *o, int64_t id, const char *name, const char *text)
{
    struct err err = { 0 };
    const struct draft_value value = { name, text };
    assert_true(testing_ok(record_set(&o->office, t->mem, id, 0, &value, 1, &err), &err));
    testing_tally(t, o->office.definitions);
}

static void test_every_write_keeps_the_tally(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    testing_tally(t, o.office.definitions);
    set(t, &o, id, "type", "qd");
    set(t, &o, id, "unit", "nc");
    set(t, &o, id, "secrecy", "mat");
    assert_int_equal(testing_count(t, &o, "letter", "type=qd&unit=nc&secrecy=mat&state=draft"), 1);
    assert_true(testing_ok(testing_step(t, &o, id, "number", NULL, NULL, NULL, &err), &err));
    testing_tally(t, o.office.definitions);
    assert_true(testing_ok(testing_step(t, &o, id, "cancel", NULL, "reason", "Nhập nhầm", &err), &err));
    testing_tally(t, o.office.definitions);
    assert_int_equal(testing_count(t, &o, "letter", "type=qd"), 0);
    assert_int_equal(testing_count(t, &o, "letter", "type=qd&cancelled=yes"), 1);
    struct draft *draft = draft_new(t->mem, o.case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-01T08:00");
    draft_set(t->mem, draft, "summary", "Vụ việc");
    id = testing_create(t, &o, draft);
    testing_tally(t, o.office.definitions);
    assert_true(testing_ok(testing_step(t, &o, id, "accept", "2021-07-01", NULL, NULL, &err), &err)); /* a due day */
    testing_tally(t, o.office.definitions);
    assert_int_equal(testing_count(t, &o, "case_work", "group=open&due=any"), 1);
    assert_true(testing_ok(testing_step(t, &o, id, "settle", "2021-07-02", "result", "Xong", &err), &err));
    testing_tally(t, o.office.definitions);
    assert_int_equal(testing_count(t, &o, "case_work", "group=open"), 0);
}
ON_BOTH(test_every_write_keeps_the_tally)

/* --- many at once ------------------------------------------------------------------------------------------------- */

struct writer {
    struct office office;
    const struct register_definition *reg;
    int failures;
};

static void *write_many(void *arg)
{
    struct writer *writer = arg;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    for (int i = 0; i < WRITES_EACH; i++) {
        struct err err = { 0 };
        int64_t id = 0;
        struct draft *draft = draft_new(mem, writer->reg);
        draft_set(mem, draft, "summary", "Thư");
        draft_set(mem, draft, "type", i % 2 ? "cv" : "qd");
        bool done = record_create(&writer->office, mem, draft, &id, &err);
        const struct draft_step step = { .name = "number" };
        done = done && (i % 3 || record_step(&writer->office, mem, id, 0, &step, &err));
        writer->failures += !done;
    }
    arena_free(mem);
    return NULL;
}

static void *fold_often(void *arg)
{
    struct testing *t = arg;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    for (int i = 0; i < WRITERS; i++)
        if (!tally_fold(t->store, mem, &err))
            print_error("%s\n", err.text);
    arena_free(mem);
    return NULL;
}

static void test_many_writers_and_two_that_fold_lose_nothing(struct testing *t)
{
    struct testing_office o;
    struct writer writers[WRITERS];
    pthread_t threads[WRITERS], folders[2];
    testing_enter(t, &o);
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = (struct writer){ o.office, o.letter, 0 };
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, &writers[i]), 0);
    }
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&folders[i], NULL, fold_often, t), 0);
    for (int i = 0; i < WRITERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_int_equal(writers[i].failures, 0);
    }
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_join(folders[i], NULL), 0);
    testing_tally(t, o.office.definitions);
    assert_int_equal(testing_count(t, &o, "letter", ""), WRITERS * WRITES_EACH);
    fold_often(t);
    testing_tally(t, o.office.definitions);
    assert_int_equal(testing_int(t, SQL("select count(*) from tally where part <> 0 or count = 0")), 0);
    assert_int_equal(testing_count(t, &o, "letter", "state=numbered"), WRITERS * WRITES_EACH / 3);
}
ON_BOTH(test_many_writers_and_two_that_fold_lose_nothing)

/* --- the check ---------------------------------------------------------------------------------------------------- */

static void test_the_check_finds_every_difference_and_making_mends_it(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    size_t made;
    testing_enter(t, &o);
    for (int i = 0; i < 5; i++)
        testing_create(t, &o, testing_letter(t, &o, "Thư", i % 2 ? "cv" : "qd"));
    assert_int_equal(tally_fold(t->store, t->mem, &err), true);
    const struct statement *const spoil[] = {
        SQL("update tally set count = count + 1 where facet = '' and part = 0"),
        SQL("delete from tally where facet = 'type' and value = 'cv'"),
        SQL("update tally set unit = 'nc' where facet = 'type' and value = 'qd'"),
        SQL("update tally set secrecy = 'mat' where facet = ''"),
        SQL("insert into tally (register, facet, value, state, issuer, unit, secrecy, part, count) values ('gone', '', "
            "'', 'x', '', '', '', 0, 1), ('letter', 'gone', '', 'x', '', '', '', 0, 1)"),
        SQL("update record set unit = 'nc' where id = (select max(id) from record)"),
    };
    static const int64_t faults[] = { 1, 1, 2, 2, 2, 4 };
    for (size_t i = 0; i < COUNT_OF(spoil); i++) {
        testing_tally(t, o.office.definitions);
        change_by_hand(t, spoil[i]);
        assert_int_equal(check(t, &o).fault_count, faults[i]);
        assert_true(testing_ok(tally_make(t->store, t->mem, o.office.definitions, true, &made, &err), &err));
        assert_int_equal(made, 2);
    }
    testing_tally(t, o.office.definitions);
    change_by_hand(t, SQL("update tally_kept set facets = '' where register = 'letter'"));
    assert_string_equal(check(t, &o).unmade, "letter");
    assert_true(testing_ok(tally_make(t->store, t->mem, o.office.definitions, false, &made, &err), &err));
    assert_int_equal(made, 1);
    testing_tally(t, o.office.definitions);
}
ON_BOTH(test_the_check_finds_every_difference_and_making_mends_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_any_number_of_keys_is_added_up),
        BOTH(test_what_does_not_change_is_not_written),
        BOTH(test_a_change_that_fails_counts_nothing),
        BOTH(test_every_write_keeps_the_tally),
        BOTH(test_many_writers_and_two_that_fold_lose_nothing),
        BOTH(test_the_check_finds_every_difference_and_making_mends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
