/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/jobs.h"

#include "base/clock.h"
#include "store/id.h"
#include "store/testing.h"

/* What the receiver of these tests heard, and the topic it refuses. */
static char heard[200];
static const char *refused;

static bool take(struct office *office, struct arena *mem, const struct outbox_line *line, struct err *err)
{
    (void)office;
    (void)mem;
    if (refused && strcmp(line->topic, refused) == 0)
        return err_set(err, ERR_BUSY, "receiver", NULL, "đang bận");
    snprintf(heard + strlen(heard), sizeof heard - strlen(heard), "%s ", line->topic);
    return true;
}

static const struct outbox_receiver receivers[] = { { "test", take }, { NULL, NULL } };

static bool put_line(struct change *change, void *arg, struct err *err)
{
    return change_run(change,
                      SQL("insert into outbox (id, topic, record, created_at, sent_at) values ($1, $2, 0, 0, 0)"),
                      DB(db_int(id_next()), db_text(arg)), err);
}

static void put(struct testing *t, const char *topic)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, put_line, (void *)topic, &err), &err));
}

static int64_t waiting(struct testing *t)
{
    struct err err = { 0 };
    int64_t count = -1;
    assert_true(db_one_int(db_for_read(t->store, &err), SQL("select count(*) from outbox where sent_at = 0"), DB_NONE,
                           -1, &count, &err));
    return count;
}

static void begin(struct office *office, struct testing *t)
{
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2), 8 * 60));
    *office = (struct office){ .store = t->store };
    heard[0] = '\0';
    refused = NULL;
}

static void test_lines_are_handed_out_once_in_their_order(struct testing *t)
{
    struct office office;
    struct err err = { 0 };
    size_t done;
    begin(&office, t);
    put(t, "create");
    put(t, "screen");
    assert_true(testing_ok(outbox_send(&office, t->mem, receivers, &done, &err), &err));
    assert_int_equal(done, 2);
    assert_true(outbox_send(&office, t->mem, receivers, &done, &err));
    assert_int_equal(done, 0);
    assert_string_equal(heard, "create screen ");
}
ON_BOTH(test_lines_are_handed_out_once_in_their_order)

static void test_what_a_receiver_refuses_waits_with_those_behind_it(struct testing *t)
{
    struct office office;
    struct err err = { 0 };
    size_t done;
    begin(&office, t);
    put(t, "create");
    put(t, "screen");
    put(t, "accept");
    refused = "screen";
    assert_false(outbox_send(&office, t->mem, receivers, &done, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    assert_int_equal(waiting(t), 2);
    refused = NULL;
    assert_true(testing_ok(outbox_send(&office, t->mem, receivers, &done, &err), &err));
    assert_string_equal(heard, "create screen accept ");
    assert_int_equal(waiting(t), 0);
}
ON_BOTH(test_what_a_receiver_refuses_waits_with_those_behind_it)

static void test_a_turn_is_limited(struct testing *t)
{
    struct office office;
    struct err err = { 0 };
    size_t done;
    begin(&office, t);
    for (int i = 0; i < OUTBOX_TURN + 1; i++)
        put(t, "x");
    assert_true(outbox_send(&office, t->mem, &receivers[1], &done, &err));
    assert_int_equal(done, OUTBOX_TURN);
    assert_int_equal(waiting(t), 1);
}
ON_BOTH(test_a_turn_is_limited)

static void test_what_was_sent_is_forgotten_after_its_days(struct testing *t)
{
    struct office office;
    struct err err = { 0 };
    size_t done;
    int64_t count = -1;
    begin(&office, t);
    put(t, "create");
    assert_true(outbox_send(&office, t->mem, receivers, &done, &err));
    put(t, "waits");
    assert_true(outbox_expire(&office, t->mem, &err));
    assert_true(db_one_int(db_for_read(t->store, &err), SQL("select count(*) from outbox"), DB_NONE, -1, &count, &err));
    assert_int_equal(count, 2);
    clock_fix(instant_from_local(day_from_civil(2021, 8, 2 + OUTBOX_KEPT_DAYS), 8 * 60 + 1));
    assert_true(outbox_expire(&office, t->mem, &err));
    assert_true(db_one_int(db_for_read(t->store, &err), SQL("select count(*) from outbox"), DB_NONE, -1, &count, &err));
    assert_int_equal(count, 1);
    assert_int_equal(waiting(t), 1); /* what was never sent is never forgotten */
}
ON_BOTH(test_what_was_sent_is_forgotten_after_its_days)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_lines_are_handed_out_once_in_their_order),
        BOTH(test_what_a_receiver_refuses_waits_with_those_behind_it),
        BOTH(test_a_turn_is_limited),
        BOTH(test_what_was_sent_is_forgotten_after_its_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
