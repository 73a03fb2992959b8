/* SPDX-License-Identifier: Apache-2.0 */
#include "reports/draft_cache.h"

#include <pthread.h>
#include <string.h>

#include "reports/testing_reports.h"
#include "reports/testing_store.h"

static const struct report_draft *read_in(struct draft_cache *cache, struct arena *mem, struct testing *t,
                                          struct testing_month *m, const char *period)
{
    struct err err = { 0 };
    const struct report_draft *draft =
        draft_cache_read(cache, mem, t->store, m->office.definitions, m->report, period, NULL, &err);
    assert_true(testing_ok(draft != NULL, &err));
    return draft;
}

static void add_record(struct testing *t, struct testing_month *m, int order)
{
    struct err err = { 0 };
    int64_t id;
    struct draft *draft = testing_draft(t->mem, m->office.definitions, &testing_rows[0], order);
    draft->fresh_id = true;
    assert_true(testing_ok(record_create(&m->office, t->mem, draft, &id, &err), &err));
}

static void test_a_draft_is_kept_while_nothing_is_written(struct testing *t)
{
    struct testing_month m;
    struct draft_cache *cache = draft_cache_new();
    struct arena *first = arena_new(ARENA_REQUEST_MAX), *second = arena_new(ARENA_REQUEST_MAX);
    testing_month_make(t, &m);
    const struct report_draft *july = read_in(cache, first, t, &m, "2021-07");
    assert_ptr_equal(read_in(cache, second, t, &m, "2021-07"), july);
    assert_ptr_not_equal(read_in(cache, second, t, &m, "2021-06"), july);
    assert_ptr_equal(read_in(cache, second, t, &m, "2021-07"), july);
    arena_free(first);
    arena_free(second);
    draft_cache_free(cache);
}
ON_BOTH(test_a_draft_is_kept_while_nothing_is_written)

static void test_what_is_written_makes_a_new_draft_and_readers_keep_the_old(struct testing *t)
{
    struct testing_month m;
    struct draft_cache *cache = draft_cache_new();
    struct arena *first = arena_new(ARENA_REQUEST_MAX), *second = arena_new(ARENA_REQUEST_MAX);
    testing_month_make(t, &m);
    const struct report_draft *old = read_in(cache, first, t, &m, "2021-07");
    size_t sections = old->sections.count;
    add_record(t, &m, 100);
    assert_ptr_not_equal(read_in(cache, second, t, &m, "2021-07"), old);
    assert_int_equal(old->sections.count, sections); /* still there for its reader */
    assert_string_equal(old->period.name, "2021-07");
    arena_free(first);
    arena_free(second);
    draft_cache_free(cache);
}
ON_BOTH(test_what_is_written_makes_a_new_draft_and_readers_keep_the_old)

static void test_the_one_longest_unused_goes(struct testing *t)
{
    static const char *const periods[] = { "2021-07", "2021-06", "2021-05", "2021-04", "2021-03" };
    struct testing_month m;
    struct draft_cache *cache = draft_cache_new();
    testing_month_make(t, &m);
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < COUNT_OF(periods); i++) {
            struct arena *mem = arena_new(ARENA_REQUEST_MAX);
            assert_string_equal(read_in(cache, mem, t, &m, periods[i])->period.name, periods[i]);
            arena_free(mem);
        }
    draft_cache_free(cache);
}
ON_BOTH(test_the_one_longest_unused_goes)

static void test_what_cannot_be_drafted_is_refused_and_not_kept(struct testing *t)
{
    struct testing_month m;
    struct err err = { 0 };
    struct draft_cache *cache = draft_cache_new();
    testing_month_make(t, &m);
    assert_null(draft_cache_read(cache, t->mem, t->store, m.office.definitions, m.report, "tháng bảy", NULL, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    draft_cache_free(cache);
}
ON_BOTH(test_what_cannot_be_drafted_is_refused_and_not_kept)

/* A record of a register that the report does not read, with its line of history. */
static bool write_elsewhere(struct change *change, void *arg, struct err *err)
{
    (void)arg;
    return change_run(change,
                      SQL("insert into record (id, register, number_key, title, state, state_group, unit, issuer, "
                          "secrecy, urgency, happened_on, due, original_due, finished_on, cancelled, source, "
                          "source_code, created_at, created_by, changed_at, changed_by, changed_on, version) values "
                          "(7, 'elsewhere', '', '', 's', 'open', '', 'ubnd', 'thuong', 'thuong', '2021-07-01', '', '', "
                          "'', 0, '', '', 0, '', 0, '', '', 1)"),
                      DB_NONE, err) &&
           change_run(
               change,
               SQL("insert into history (record, version, step, \"on\", recorded_at, \"by\", for_whom, reason, "
                   "definitions, after, commitment) select 7, 1, 'create', '2021-07-01', 0, 'a', '', '', '', '', "
                   "h.commitment from history h where h.seq = (select min(seq) from history)"),
               DB_NONE, err);
}

static void test_a_write_elsewhere_keeps_the_draft(struct testing *t)
{
    struct testing_month m;
    struct draft_cache *cache = draft_cache_new();
    struct arena *first = arena_new(ARENA_REQUEST_MAX), *second = arena_new(ARENA_REQUEST_MAX);
    struct err err = { 0 };
    testing_month_make(t, &m);
    const struct report_draft *july = read_in(cache, first, t, &m, "2021-07");
    assert_non_null(strstr(july->registers, ",ticket,"));
    assert_null(strstr(july->registers, ",elsewhere,"));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, write_elsewhere, NULL, &err), &err));
    assert_ptr_equal(read_in(cache, second, t, &m, "2021-07"), july);
    assert_int_equal(draft_cache_made(cache), 1);
    add_record(t, &m, 100);
    assert_ptr_not_equal(read_in(cache, second, t, &m, "2021-07"), july);
    assert_int_equal(draft_cache_made(cache), 2);
    arena_free(first);
    arena_free(second);
    draft_cache_free(cache);
}
ON_BOTH(test_a_write_elsewhere_keeps_the_draft)

struct visitor {
    pthread_t thread;
    struct draft_cache *cache;
    struct testing *t;
    struct testing_month *m;
    bool done;
    const struct report_draft *shown; /* gone by now: to be compared only */
    instant_t older_of;
};

static void *visit(void *arg)
{
    struct visitor *visitor = arg;
    struct err err = { 0 };
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    visitor->shown = draft_cache_read(visitor->cache, mem, visitor->t->store, visitor->m->office.definitions,
                                      visitor->m->report, "2021-07", &visitor->older_of, &err);
    visitor->done = visitor->shown != NULL;
    arena_free(mem);
    return NULL;
}

static void test_visitors_at_once_draft_it_once(struct testing *t)
{
    struct testing_month m;
    struct visitor visitors[6];
    struct draft_cache *cache = draft_cache_new();
    testing_month_make(t, &m);
    for (size_t i = 0; i < COUNT_OF(visitors); i++) {
        visitors[i] = (struct visitor){ .cache = cache, .t = t, .m = &m };
        assert_int_equal(pthread_create(&visitors[i].thread, NULL, visit, &visitors[i]), 0);
    }
    for (size_t i = 0; i < COUNT_OF(visitors); i++) {
        pthread_join(visitors[i].thread, NULL);
        assert_true(visitors[i].done);
    }
    assert_int_equal(draft_cache_made(cache), 1);
    draft_cache_free(cache);
}
ON_BOTH(test_visitors_at_once_draft_it_once)

/* Who comes while the new draft is made is shown the one before, and told when it was drafted. Planted and seen red:
 * who is shown the older draft is told nothing. */
static void test_meanwhile_the_older_draft_is_shown_and_marked(struct testing *t)
{
    enum { ROUNDS = 60 };
    struct testing_month m;
    struct visitor visitors[6];
    struct draft_cache *cache = draft_cache_new();
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    size_t older = 0;
    testing_month_make(t, &m);
    for (int round = 0; round < ROUNDS && older == 0; round++) {
        const struct report_draft *before =
            read_in(cache, mem, t, &m, "2021-07"); /* held, so that no other has its place */
        add_record(t, &m, 100 + round);
        for (size_t i = 0; i < COUNT_OF(visitors); i++) {
            visitors[i] = (struct visitor){ .cache = cache, .t = t, .m = &m };
            assert_int_equal(pthread_create(&visitors[i].thread, NULL, visit, &visitors[i]), 0);
        }
        for (size_t i = 0; i < COUNT_OF(visitors); i++) {
            pthread_join(visitors[i].thread, NULL);
            assert_true(visitors[i].done);
            assert_int_equal(visitors[i].shown == before, visitors[i].older_of != 0);
            older += visitors[i].older_of != 0;
        }
        assert_int_equal(draft_cache_made(cache), round + 2);
        arena_reset(mem);
    }
    assert_true(older > 0);
    arena_free(mem);
    draft_cache_free(cache);
}
ON_BOTH(test_meanwhile_the_older_draft_is_shown_and_marked)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_draft_is_kept_while_nothing_is_written),
        BOTH(test_what_is_written_makes_a_new_draft_and_readers_keep_the_old),
        BOTH(test_a_write_elsewhere_keeps_the_draft),
        BOTH(test_visitors_at_once_draft_it_once),
        BOTH(test_meanwhile_the_older_draft_is_shown_and_marked),
        BOTH(test_the_one_longest_unused_goes),
        BOTH(test_what_cannot_be_drafted_is_refused_and_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
