/* SPDX-License-Identifier: Apache-2.0 */
#include "query/hits.h"

#include "records/testing_office.h"

static struct hits search(struct testing *t, struct testing_office *office, const struct scope *scope,
                          const char *words, int64_t after, size_t limit)
{
    struct err err = { 0 };
    struct hits hits;
    assert_true(testing_ok(
        hits_search(t->store, t->mem, office->office.definitions, scope, words, after, limit, &hits, &err), &err));
    return hits;
}

static int64_t letter(struct testing *t, struct testing_office *office, const char *summary)
{
    return testing_create(t, office, testing_letter(t, office, summary, "qd"));
}

static int64_t case_of(struct testing *t, struct testing_office *office, const char *subject)
{
    struct draft *draft = draft_new(t->mem, office->case_work);
    draft_set(t->mem, draft, "summary", subject);
    draft_set(t->mem, draft, "received_on", "2021-07-30");
    return testing_create(t, office, draft);
}

/* What may be read of one register alone: the scope's list is in the order of the definitions. */
static struct scope reads_only(struct testing *t, struct testing_office *office, const struct register_definition *reg)
{
    const struct definitions *definitions = office->office.definitions;
    struct scope scope = office->office.scope;
    struct reach *reaches = ARENA_ARRAY(t->mem, struct reach, definitions->registers.count);
    const struct reach all = { .reads = true, .every_issuer = true, .every_unit = true, .every_secrecy = true };
    reaches[reg - definitions->registers.items] = all;
    scope.everything = false;
    scope.user = "an";
    scope.common = (struct reach){ 0 };
    scope.by_register = reaches;
    scope.first_register = definitions->registers.items;
    return scope;
}

static void test_words_are_found_in_every_register_newest_first(struct testing *t)
{
    struct testing_office office;
    testing_enter(t, &office);
    const struct scope *all = &office.office.scope;
    int64_t first = letter(t, &office, "Về việc khiếu nại đất đai"), other = letter(t, &office, "Lịch họp tháng 8");
    int64_t second = case_of(t, &office, "Khiếu nại về bồi thường"), third = letter(t, &office, "Trả lời khiếu nại");
    struct hits hits = search(t, &office, all, "khieu nai", 0, 10);
    assert_int_equal(hits.count, 3);
    assert_int_equal(hits.items[0].id, third);
    assert_int_equal(hits.items[1].id, second);
    assert_ptr_equal(hits.items[1].reg, office.case_work);
    assert_int_equal(hits.items[2].id, first);
    assert_false(hits.later);
    assert_int_equal(search(t, &office, all, "khiếu nại", 0, 10).count, 3);
    assert_int_equal(search(t, &office, all, "khiêu nai", 0, 10).count, 0);
    assert_int_equal(search(t, &office, all, "họp", 0, 10).items[0].id, other);
    hits = search(t, &office, all, "khieu nai", 0, 2);
    assert_int_equal(hits.count, 2);
    assert_true(hits.later);
    hits = search(t, &office, all, "khieu nai", hits.items[1].id, 2);
    assert_int_equal(hits.count, 1);
    assert_int_equal(hits.items[0].id, first);
    assert_false(hits.later);
    assert_int_equal(search(t, &office, all, " ?! ", 0, 10).count, 0);
    assert_false(hits_asked(t->mem, "…"));
}
ON_BOTH(test_words_are_found_in_every_register_newest_first)

static void test_what_is_not_read_is_not_found(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    testing_enter(t, &office);
    int64_t id = letter(t, &office, "Khiếu nại một");
    case_of(t, &office, "Khiếu nại hai");
    struct scope scope = reads_only(t, &office, office.letter);
    struct hits hits = search(t, &office, &scope, "khiếu nại", 0, 10);
    assert_int_equal(hits.count, 1);
    assert_int_equal(hits.items[0].id, id);
    struct hits_in_register *found;
    size_t count;
    assert_true(testing_ok(
        hits_count(t->store, t->mem, office.office.definitions, &scope, "khiếu nại", &found, &count, &err), &err));
    assert_int_equal(count, 1);
    assert_int_equal(found[0].count, 1);
    assert_true(hits_count(t->store, t->mem, office.office.definitions, &office.office.scope, "khieu nai", &found,
                           &count, &err));
    assert_int_equal(count, 2);
    struct scope nobody = reads_only(t, &office, office.letter);
    nobody.by_register = NULL;
    assert_int_equal(search(t, &office, &nobody, "khiếu nại", 0, 10).count, 0);
    assert_true(hits_of_number(t->store, t->mem, office.office.definitions, &nobody, NULL, NULL, "1", &hits, &err));
    assert_int_equal(hits.count, 0);
}
ON_BOTH(test_what_is_not_read_is_not_found)

static void test_a_number_finds_its_record_alone_or_in_its_series(struct testing *t)
{
    struct testing_office office;
    struct err err = { 0 };
    testing_enter(t, &office);
    int64_t id = letter(t, &office, "Một");
    assert_true(testing_ok(testing_step(t, &office, id, "number", NULL, NULL, NULL, &err), &err));
    struct record *record = testing_read(t, &office, id);
    assert_non_null(record->number);
    const char *series = arena_strndup(t->mem, record->number_key, strcspn(record->number_key, "|"));
    const struct {
        const struct register_definition *reg;
        const char *series, *number;
        bool found;
    } asked[] = {
        { NULL, NULL, record->number, true },
        { office.letter, NULL, record->number, true },
        { office.case_work, NULL, record->number, false },
        { office.letter, series, record->number, true },
        { office.letter, series, "1", true },
        { office.letter, series, "2", false },
        { office.letter, "1999", record->number, false },
        { office.letter, "1999", "1", false },
        { office.letter, NULL, "không có", false },
    };
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        struct hits hits;
        assert_true(testing_ok(hits_of_number(t->store, t->mem, office.office.definitions, &office.office.scope,
                                              asked[i].reg, asked[i].series, asked[i].number, &hits, &err),
                               &err));
        assert_int_equal(hits.count, asked[i].found);
        if (hits.count)
            assert_int_equal(hits.items[0].id, id);
    }
}
ON_BOTH(test_a_number_finds_its_record_alone_or_in_its_series)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_words_are_found_in_every_register_newest_first),
        BOTH(test_what_is_not_read_is_not_found),
        BOTH(test_a_number_finds_its_record_alone_or_in_its_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
