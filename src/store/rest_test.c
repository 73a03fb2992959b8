/* SPDX-License-Identifier: Apache-2.0 */
/* Connections that are given back.
 *
 * Planted and seen red, each alone (on SQLite): store_rest that keeps the seat, that does nothing, that leaves the seat
 * with its thread as well, that does not look at open rows; a wait without it; a wait whose end is not told. */
#include "store/change_testing.h"

#include <pthread.h>
#include <time.h>

#include "base/waiting.h"

/* Another thread asks for a connection and ends. */
struct other {
    struct testing *t;
    struct db *found;
};

static void *look(void *arg)
{
    struct other *other = arg;
    struct err err = { 0 };
    other->found = db_for_read(other->t->store, &err);
    store_rest(other->t->store);
    return NULL;
}

static struct db *of_another_thread(struct testing *t)
{
    struct other other = { .t = t };
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, look, &other), 0);
    pthread_join(thread, NULL);
    assert_non_null(other.found);
    return other.found;
}

static void test_a_connection_that_rests_is_anothers(struct testing *t)
{
    struct err err = { 0 };
    struct db *own = db_for_read(t->store, &err);
    assert_ptr_not_equal(of_another_thread(t), own);
    store_rest(t->store);
    store_rest(t->store); /* again is nothing */
    assert_ptr_equal(of_another_thread(t), own);
    assert_ptr_equal(db_for_read(t->store, &err), own);
}

static void test_a_connection_with_open_rows_stays(struct testing *t)
{
    struct err err = { 0 };
    struct db *own = db_for_read(t->store, &err);
    struct rows *rows = db_rows(own, t->mem, SQL("select 1"), DB_NONE, &err);
    assert_non_null(rows);
    store_rest(t->store);
    assert_ptr_not_equal(of_another_thread(t), own);
    rows_close(rows);
}

struct watched {
    struct testing *t;
    struct db *own, *meanwhile;
    int ends;
};

static void note_meanwhile(void *arg)
{
    struct watched *watched = arg;
    watched->meanwhile = of_another_thread(watched->t);
}

static void note_end(void *arg)
{
    struct watched *watched = arg;
    watched->ends++;
}

/* Long enough for the one who waits to begin it. */
static bool apply_slowly(struct change *change, void *arg, struct err *err)
{
    nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
    return apply_slip(change, arg, err);
}

static void test_a_watched_thread_lends_its_connection_while_it_waits(struct testing *t)
{
    struct err err = { 0 };
    struct watched watched = { .t = t };
    const struct waiting_watch watch = { .begin = note_meanwhile, .end = note_end, .arg = &watched };
    struct slip slip = { .who = 1 };
    make_tables(t);
    watched.own = db_for_read(t->store, &err);
    waiting_set_watch(&watch);
    bool written = store_change(t->store, t->mem, prepare_slip, apply_slowly, &slip, &err);
    waiting_set_watch(NULL);
    assert_true(testing_ok(written, &err));
    assert_ptr_equal(watched.meanwhile, watched.own);
    assert_int_equal(watched.ends, 1);
    assert_int_equal(ask_int(t, SQL("select count(*) from slip")), 1);
}

ON_BOTH(test_a_connection_that_rests_is_anothers)
ON_BOTH(test_a_connection_with_open_rows_stays)
ON_BOTH(test_a_watched_thread_lends_its_connection_while_it_waits)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_connection_that_rests_is_anothers),
        BOTH(test_a_connection_with_open_rows_stays),
        BOTH(test_a_watched_thread_lends_its_connection_while_it_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
