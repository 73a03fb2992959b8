/* SPDX-License-Identifier: Apache-2.0 */
#include "store/testing.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/clock.h"
#include "store/id.h"
#include "store/idempotency.h"

static struct idempotency make_request(const char *user, const char *key, const char *body)
{
    struct idempotency request = { .user = user, .key = key, .status = 201, .record = 17, .version = 3 };
    uint8_t digest[HASH_SIZE];
    hash_bytes(body, strlen(body), digest);
    hash_hex(digest, request.hash);
    return request;
}

struct job {
    struct idempotency *request;
    int64_t id;
};

static bool apply_keep(struct change *change, void *arg, struct err *err)
{
    const struct job *job = arg;
    return change_run(change,
                      SQL("insert into outbox (id, topic, record, created_at, sent_at) values ($1, 'done', 0, 0, 0)"),
                      DB(db_int(job->id)), err) &&
           idempotency_keep(change, job->request, err);
}

static bool keep(struct testing *t, struct idempotency *request, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    struct job job = { .request = request, .id = id_next() };
    return store_change(t->store, mem, NULL, apply_keep, &job, err);
}

static bool is_found(struct testing *t, struct idempotency *request)
{
    struct err err = { 0 };
    bool found = false;
    assert_true(testing_ok(idempotency_find(db_for_read(t->store, &err), request, &found, &err), &err));
    return found;
}

static int64_t times_done(struct testing *t)
{
    struct err err = { 0 };
    int64_t count = -1;
    assert_true(db_one_int(db_for_read(t->store, &err), SQL("select count(*) from outbox"), DB_NONE, -1, &count, &err));
    return count;
}

static void test_a_request_that_was_done_is_found_again(struct testing *t)
{
    struct err err = { 0 };
    struct idempotency request = make_request("van-thu", "k1", "a");
    assert_false(is_found(t, &request));
    assert_true(testing_ok(keep(t, &request, &err), &err));
    struct idempotency again = make_request("van-thu", "k1", "a");
    again.status = again.record = again.version = 0;
    assert_true(is_found(t, &again));
    assert_true(again.status == 201 && again.record == 17 && again.version == 3);
}

static void test_a_key_belongs_to_its_user(struct testing *t)
{
    struct err err = { 0 };
    struct idempotency request = make_request("van-thu", "k1", "a"), other = make_request("lanh-dao", "k1", "b");
    assert_true(keep(t, &request, &err));
    assert_false(is_found(t, &other));
    assert_true(testing_ok(keep(t, &other, &err), &err));
}

static void test_the_same_key_with_another_body_is_invalid(struct testing *t)
{
    struct err err = { 0 };
    bool found;
    struct idempotency request = make_request("van-thu", "k1", "a"), other = make_request("van-thu", "k1", "b");
    assert_true(keep(t, &request, &err));
    assert_false(idempotency_find(db_for_read(t->store, &err), &other, &found, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_string_equal(err.subject, "idempotency-key");
}

struct twins {
    struct testing *t;
    _Atomic int done;
    _Atomic int repeated;
};

static void *do_it_too(void *arg)
{
    struct twins *twins = arg;
    struct err err = { 0 };
    struct idempotency request = make_request("van-thu", "k1", "a");
    if (keep(twins->t, &request, &err))
        atomic_fetch_add(&twins->done, 1);
    else if (err.kind == ERR_CONFLICT && strcmp(err.subject, "repeated") == 0)
        atomic_fetch_add(&twins->repeated, 1);
    else
        print_error("%s: %s\n", err.subject, err.text);
    return NULL;
}

static void test_of_two_at_the_same_time_one_is_done(struct testing *t)
{
    struct twins twins = { .t = t };
    pthread_t threads[8];
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        assert_int_equal(pthread_create(&threads[i], NULL, do_it_too, &twins), 0);
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(twins.done, 1);
    assert_int_equal(times_done(t), 1);
    assert_int_equal(twins.repeated, 7);
}

static void test_a_key_lasts_seven_days(struct testing *t)
{
    struct err err = { 0 };
    instant_t start = instant_from_local(day_from_civil(2021, 7, 1), 0);
    struct idempotency request = make_request("van-thu", "k1", "a");
    clock_fix(start);
    assert_true(keep(t, &request, &err));
    clock_fix(start + (instant_t)IDEMPOTENCY_DAYS * DAY_MS);
    assert_true(is_found(t, &request));
    assert_false(keep(t, &request, &err));
    clock_fix(start + (instant_t)IDEMPOTENCY_DAYS * DAY_MS + 1);
    assert_false(is_found(t, &request));
    assert_true(testing_ok(keep(t, &request, &err), &err));
    assert_true(is_found(t, &request));
    clock_fix(start + (instant_t)2 * IDEMPOTENCY_DAYS * DAY_MS + 2);
    assert_true(testing_ok(idempotency_expire(t->store, &err), &err));
    int64_t left = -1;
    assert_true(
        db_one_int(db_for_read(t->store, &err), SQL("select count(*) from idempotency"), DB_NONE, -1, &left, &err));
    assert_int_equal(left, 0);
    clock_reset();
}

ON_BOTH(test_a_request_that_was_done_is_found_again)
ON_BOTH(test_a_key_belongs_to_its_user)
ON_BOTH(test_the_same_key_with_another_body_is_invalid)
ON_BOTH(test_of_two_at_the_same_time_one_is_done)
ON_BOTH(test_a_key_lasts_seven_days)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_request_that_was_done_is_found_again),
        BOTH(test_a_key_belongs_to_its_user),
        BOTH(test_the_same_key_with_another_body_is_invalid),
        BOTH(test_of_two_at_the_same_time_one_is_done),
        BOTH(test_a_key_lasts_seven_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
