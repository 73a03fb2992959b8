/* SPDX-License-Identifier: Apache-2.0 */
/* Planted defect shown: with read_page never going on within the reader's reach,
 * test_what_stands_behind_many_that_are_not_seen_is_found is red on both databases. */
#include "query/search_results.h"

#include "records/testing_office.h"

static struct search_results search(struct testing *t, struct testing_office *office, const struct scope *scope,
                                    const char *words, int64_t after, size_t limit)
{
    struct err err = { 0 };
    struct search_results results;
    struct search_total total;
    assert_true(testing_ok(search_results_of_words(t->store, t->mem, office->office.definitions, scope, words, after,
                                                   limit, &results, &total, &err),
                           &err));
    return results;
}

static struct search_total count(struct testing *t, struct testing_office *office, const struct scope *scope,
                                 const char *words)
{
    struct err err = { 0 };
    struct search_results results;
    struct search_total total;
    assert_true(testing_ok(search_results_of_words(t->store, t->mem, office->office.definitions, scope, words, 0, 1,
                                                   &results, &total, &err),
                           &err));
    return total;
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
    struct search_results found = search(t, &office, all, "khieu nai", 0, 10);
    assert_int_equal(found.count, 3);
    assert_int_equal(found.items[0].id, third);
    assert_int_equal(found.items[1].id, second);
    assert_ptr_equal(found.items[1].reg, office.case_work);
    assert_int_equal(found.items[2].id, first);
    assert_int_equal(found.next, 0);
    assert_int_equal(search(t, &office, all, "khiếu nại", 0, 10).count, 3);
    assert_int_equal(search(t, &office, all, "khiêu nai", 0, 10).count, 0);
    assert_int_equal(search(t, &office, all, "họp", 0, 10).items[0].id, other);
    found = search(t, &office, all, "khieu nai", 0, 2);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.next, second);
    found = search(t, &office, all, "khieu nai", found.items[1].id, 2);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].id, first);
    assert_int_equal(found.next, 0);
    assert_int_equal(search(t, &office, all, " ?! ", 0, 10).count, 0);
    assert_false(search_has_words(t->mem, "…"));
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
    struct search_results found = search(t, &office, &scope, "khiếu nại", 0, 10);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].id, id);
    struct search_total total = count(t, &office, &scope, "khiếu nại");
    assert_int_equal(total.register_count, 1);
    assert_int_equal(total.registers[0].count, 1);
    assert_int_equal(total.total, 1);
    assert_true(total.exact);
    assert_int_equal(count(t, &office, &office.office.scope, "khieu nai").register_count, 2);
    struct scope nobody = reads_only(t, &office, office.letter);
    nobody.by_register = NULL;
    assert_int_equal(search(t, &office, &nobody, "khiếu nại", 0, 10).count, 0);
    assert_true(
        search_results_of_number(t->store, t->mem, office.office.definitions, &nobody, NULL, NULL, "1", &found, &err));
    assert_int_equal(found.count, 0);
}
ON_BOTH(test_what_is_not_read_is_not_found)

/* More records with a word than are looked at, all in the other register; what the reader may see is older than they.
 */
static void fill(struct testing *t, struct testing_office *office, int count)
{
    struct draft **drafts = ARENA_ARRAY(t->mem, struct draft *, (size_t)count);
    struct err err = { 0 };
    for (int i = 0; i < count; i++) {
        drafts[i] = draft_new(t->mem, office->case_work);
        draft_set(t->mem, drafts[i], "summary", "Về việc khiếu nại");
        draft_set(t->mem, drafts[i], "received_on", "2021-07-30");
    }
    assert_true(testing_ok(record_load(&office->office, t->mem, drafts, (size_t)count, true, NULL, NULL, &err), &err));
}

static void test_what_stands_behind_many_that_are_not_seen_is_found(struct testing *t)
{
    struct testing_office office;
    testing_enter(t, &office);
    int64_t first = letter(t, &office, "Khiếu nại xưa"), second = letter(t, &office, "Khiếu nại cũ");
    fill(t, &office, SEARCH_LOOKED_AT + 50);
    struct scope scope = reads_only(t, &office, office.letter);
    struct search_results found = search(t, &office, &scope, "khieu nai", 0, 10);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.items[0].id, second);
    assert_int_equal(found.items[1].id, first);
    assert_int_equal(found.next, 0);
    struct search_total total = count(t, &office, &scope, "khieu nai");
    assert_true(total.exact);
    assert_int_equal(total.total, 2);
    found = search(t, &office, &scope, "khieu nai", second, 10);
    assert_int_equal(found.count, 1);
    total =
        count(t, &office, &office.office.scope, "khieu nai"); /* who sees everything has them counted by the index */
    assert_true(total.exact);
    assert_int_equal(total.total, SEARCH_LOOKED_AT + 52);
}
ON_BOTH(test_what_stands_behind_many_that_are_not_seen_is_found)

/* Every page starts where the one before ended, and none is shown twice or left out. */
static void test_pages_go_on_to_the_end(struct testing *t)
{
    struct testing_office office;
    testing_enter(t, &office);
    letter(t, &office, "Khiếu nại xưa");
    fill(t, &office, SEARCH_LOOKED_AT + 50);
    int64_t after = 0, before = INT64_MAX;
    size_t seen = 0;
    do {
        struct search_results found = search(t, &office, &office.office.scope, "khieu nai", after, 300);
        for (size_t i = 0; i < found.count; i++) {
            assert_true(found.items[i].id < before);
            before = found.items[i].id;
        }
        seen += found.count;
        after = found.next;
    } while (after);
    assert_int_equal(seen, SEARCH_LOOKED_AT + 51);
}
ON_BOTH(test_pages_go_on_to_the_end)

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
        struct search_results found;
        assert_true(
            testing_ok(search_results_of_number(t->store, t->mem, office.office.definitions, &office.office.scope,
                                                asked[i].reg, asked[i].series, asked[i].number, &found, &err),
                       &err));
        assert_int_equal(found.count, asked[i].found);
        if (found.count)
            assert_int_equal(found.items[0].id, id);
    }
}
ON_BOTH(test_a_number_finds_its_record_alone_or_in_its_series)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_words_are_found_in_every_register_newest_first),     BOTH(test_what_is_not_read_is_not_found),
        BOTH(test_what_stands_behind_many_that_are_not_seen_is_found), BOTH(test_pages_go_on_to_the_end),
        BOTH(test_a_number_finds_its_record_alone_or_in_its_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
