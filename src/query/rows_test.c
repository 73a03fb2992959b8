/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a page and the counts of its tabs, each in one statement. */
#include "records/testing_office.h"
#include "store/id.h"

enum { LETTERS = 23 };

static const struct query *parse(struct testing *t, struct testing_office *office, const char *text)
{
    struct err err = { 0 };
    const struct query_tokens tokens = { .today = "2021-08-02" };
    const struct query *query = query_parse(t->mem, office->office.definitions, office->letter, text, &tokens, &err);
    if (!query)
        fail_msg("%s: %s", text, err.text);
    return query;
}

/* Letters of two kinds; every third is issued. */
static void make_letters(struct testing *t, struct testing_office *office, int64_t *ids)
{
    struct err err = { 0 };
    testing_enter(t, office);
    for (int i = 0; i < LETTERS; i++) {
        const char *summary = arena_printf(t->mem, "Văn bản thứ %02d", i);
        ids[i] = testing_create(t, office, testing_letter(t, office, summary, i % 2 ? "cv" : "qd"));
        if (i % 3 == 0) {
            assert_true(testing_ok(testing_step(t, office, ids[i], "number", NULL, NULL, NULL, &err), &err));
            assert_true(testing_ok(
                testing_step(t, office, ids[i], "issue", "2021-08-02", "issued_on", "2021-08-02", &err), &err));
        }
    }
}

static struct record_rows rows_of(struct testing *t, struct testing_office *office, const char *text)
{
    struct err err = { 0 };
    struct record_rows rows;
    assert_true(
        testing_ok(record_rows(t->store, t->mem, &office->office.scope, parse(t, office, text), 0, &rows, &err), &err));
    return rows;
}

static void test_rows_know_what_is_before_and_after_them(struct testing *t)
{
    struct testing_office office;
    int64_t ids[LETTERS];
    make_letters(t, &office, ids);
    char id[ID_SIZE];
    struct record_rows first = rows_of(t, &office, "sort=id&page_size=10");
    assert_int_equal(first.count, 10);
    assert_int_equal(first.records[0]->id, ids[0]);
    assert_false(first.earlier);
    assert_true(first.later);
    id_print(first.records[9]->id, id);
    struct record_rows second = rows_of(t, &office, arena_printf(t->mem, "sort=id&page_size=10&after=%s", id));
    assert_int_equal(second.records[0]->id, ids[10]);
    assert_true(second.earlier && second.later);
    id_print(second.records[9]->id, id);
    struct record_rows third = rows_of(t, &office, arena_printf(t->mem, "sort=id&page_size=10&after=%s", id));
    assert_int_equal(third.count, 3);
    assert_true(third.earlier);
    assert_false(third.later);
    id_print(second.records[0]->id, id);
    struct record_rows back = rows_of(t, &office, arena_printf(t->mem, "sort=id&page_size=10&before=%s", id));
    assert_int_equal(back.count, 10);
    assert_int_equal(back.records[0]->id, ids[0]);
    assert_int_equal(back.records[9]->id, ids[9]);
    assert_false(back.earlier);
    assert_true(back.later);
}
ON_BOTH(test_rows_know_what_is_before_and_after_them)

struct walked {
    int64_t ids[LETTERS];
    size_t count, chunks;
};

static bool note_rows(const struct record_rows *rows, struct arena *mem, void *arg, struct err *err)
{
    struct walked *walked = arg;
    (void)mem, (void)err;
    for (size_t i = 0; i < rows->count; i++)
        walked->ids[walked->count++] = rows->records[i]->id;
    walked->chunks++;
    return true;
}

static void test_a_walk_gives_each_row_once_in_order(struct testing *t)
{
    static const char *const texts[] = { "sort=-number", "sort=id", "type=cv&sort=summary", "", "state=recalled" };
    struct testing_office office;
    int64_t ids[LETTERS];
    struct err err = { 0 };
    make_letters(t, &office, ids);
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct walked walked = { 0 };
        struct record_rows whole;
        const struct query *query = parse(t, &office, texts[i]);
        assert_true(
            testing_ok(record_walk(t->store, t->mem, &office.office.scope, query, 5, note_rows, &walked, &err), &err));
        assert_true(testing_ok(record_rows(t->store, t->mem, &office.office.scope, query, 500, &whole, &err), &err));
        assert_int_equal(walked.count, whole.count);
        assert_int_equal(walked.chunks, (whole.count + 4) / 5);
        for (size_t k = 0; k < whole.count; k++)
            assert_int_equal(walked.ids[k], whole.records[k]->id);
    }
}
ON_BOTH(test_a_walk_gives_each_row_once_in_order)

static bool give(struct change *change, void *arg, struct err *err)
{
    static const struct {
        int letter;
        const char *whom, *role;
        int finished;
    } given[] = {
        { 1, "xa", "lead", 0 },      { 1, "an", "lead", 0 }, /* the lowest */
        { 1, "binh", "support", 0 }, { 2, "an", "lead", 5 }, { 4, "unit:vp", "lead", 0 }, { 5, "binh", "inform", 0 },
    };
    const int64_t *ids = arg;
    for (size_t i = 0; i < COUNT_OF(given); i++)
        if (!change_run(change,
                        SQL("insert into assignment (id, record, parent, from_whom, to_whom, role, opinion, due, "
                            "given_at, read_at, finished_at, on_path) values ($1, $2, $7, 'a', $3, $4, '', '', 1, 0, "
                            "$5, $6)"),
                        DB(db_int((int64_t)i + 1), db_int(ids[given[i].letter]), db_text(given[i].whom),
                           db_text(given[i].role), db_int(given[i].finished), db_int(text_equal(given[i].role, "lead")),
                           db_int(i == 1)),
                        err))
            return false;
    return true;
}

static void test_rows_say_who_has_the_record_in_hand(struct testing *t)
{
    struct testing_office office;
    int64_t ids[LETTERS];
    struct err err = { 0 };
    make_letters(t, &office, ids);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, give, ids, &err), &err));
    struct record_rows rows = rows_of(t, &office, "sort=-id");
    static const char *const wanted[] = { "", "an", "", "", "unit:vp", "" };
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        assert_string_equal(rows.leads[rows.count - 1 - i], wanted[i]);
    char id[ID_SIZE];
    id_print(ids[3], id);
    rows = rows_of(t, &office, arena_printf(t->mem, "sort=id&before=%s", id)); /* turned round together */
    assert_int_equal(rows.count, 3);
    assert_string_equal(rows.leads[1], "an");
}
ON_BOTH(test_rows_say_who_has_the_record_in_hand)

static void test_counts_of_many_queries_are_those_of_each(struct testing *t)
{
    static const char *const texts[] = { "",
                                         "group=open",
                                         "state=issued&type=qd",
                                         "q=thứ 07",
                                         "type=cv,qd",
                                         "group=resolved&issued_on=..2021-08-02",
                                         "state=draft",
                                         "cancelled=yes" };
    struct testing_office office;
    int64_t ids[LETTERS];
    struct err err = { 0 };
    make_letters(t, &office, ids);
    const struct query *queries[COUNT_OF(texts)];
    struct record_total totals[COUNT_OF(texts)];
    int64_t one;
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        queries[i] = parse(t, &office, texts[i]);
    assert_true(testing_ok(
        record_counts(t->store, t->mem, &office.office.scope, queries, COUNT_OF(texts), totals, &err), &err));
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        assert_true(record_count(t->store, t->mem, &office.office.scope, queries[i], &one, &err));
        assert_int_equal(totals[i].count, one);
    }
    assert_int_equal(totals[0].count, LETTERS);
    assert_int_equal(totals[3].count, 1);
    struct scope nobody = { .user = "ai-do" };
    assert_true(testing_ok(record_counts(t->store, t->mem, &nobody, queries, COUNT_OF(texts), totals, &err), &err));
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        assert_int_equal(totals[i].count, 0);
}
ON_BOTH(test_counts_of_many_queries_are_those_of_each)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_rows_know_what_is_before_and_after_them),
        BOTH(test_a_walk_gives_each_row_once_in_order),
        BOTH(test_rows_say_who_has_the_record_in_hand),
        BOTH(test_counts_of_many_queries_are_those_of_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
