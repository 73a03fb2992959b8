/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked twice is done once; what was overtaken is done all the same, or refused. */
#include "records/testing_office.h"

#include <pthread.h>

#include "handling/comment.h"

static struct idempotency request_of(const char *key)
{
    return (struct idempotency){ .user = "quan-tri", .key = key, .hash = "aa", .status = 200 };
}

static void test_a_repeated_request_makes_one_record(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t first = 0, again = 0;
    testing_enter(t, &o);
    struct idempotency request = request_of("k");
    o.office.request = &request;
    struct draft *draft = testing_letter(t, &o, "Thư", "cv");
    assert_true(testing_ok(record_create(&o.office, t->mem, draft, &first, &err), &err));
    assert_false(o.office.written.repeated);
    assert_int_equal(o.office.written.version, 1);
    request = request_of("k");
    assert_true(testing_ok(record_create(&o.office, t->mem, draft, &again, &err), &err));
    assert_true(o.office.written.repeated);
    assert_true(first == again);
    assert_int_equal(request.status, 200);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 1);
    memcpy(request.hash, "bb", 3);
    assert_false(record_create(&o.office, t->mem, draft, &again, &err));
    assert_string_equal(err.subject, "idempotency-key");
    request = request_of("k2");
    assert_true(testing_ok(record_create(&o.office, t->mem, draft, &again, &err), &err));
    assert_true(first != again);
}

/* The version that the form was made of is long past then. */
static void test_a_repeated_change_step_or_link_says_the_version_it_made(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    int64_t other = testing_create(t, &o, testing_letter(t, &o, "Đáp", "cv"));
    const struct draft_value copies = { "copies", "3" };
    const struct draft_step number = { .name = "number" };
    struct idempotency keys[] = { request_of("set"), request_of("step"), request_of("link"), request_of("comment") };
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < (int)COUNT_OF(keys); i++) {
            o.office.request = &keys[i];
            bool done = i == 0   ? record_set(&o.office, t->mem, id, 1, &copies, 1, &err)
                        : i == 1 ? record_step(&o.office, t->mem, id, 2, &number, &err)
                        : i == 2 ? record_link(&o.office, t->mem, id, "answers", other, &err)
                                 : comment_add(&o.office, t->mem, id, "Đã xem", &err);
            assert_true(testing_ok(done, &err));
            assert_int_equal(o.office.written.version, i + 2);
            assert_true(o.office.written.repeated == (round == 1));
        }
    assert_int_equal(testing_read(t, &o, id)->version, 5);
    o.office.request = NULL;
    assert_false(record_set(&o.office, t->mem, id, 1, &copies, 1, &err));
    assert_string_equal(err.subject, "version");
}

static void test_a_refused_request_may_come_again(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    int64_t id = 0;
    testing_enter(t, &o);
    struct idempotency request = request_of("k");
    o.office.request = &request;
    assert_false(record_create(&o.office, t->mem, testing_letter(t, &o, "", "cv"), &id, &err));
    assert_int_equal(testing_int(t, SQL("select count(*) from idempotency")), 0);
    assert_true(testing_ok(record_create(&o.office, t->mem, testing_letter(t, &o, "Thư", "cv"), &id, &err), &err));
    assert_false(o.office.written.repeated);
}

/* --- at once ------------------------------------------------------------------------------------------------------ */

enum { WRITERS = 6 };

struct writer {
    struct office office;
    struct idempotency request;
    bool keyed;
    int64_t record, version, id;
    const struct draft *draft;
    const char *copies; /* another number each: the same value again is no change */
    bool done;
    struct err err;
};

static void *write_once(void *arg)
{
    struct writer *writer = arg;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    const struct draft_value copies = { "copies", writer->copies };
    writer->office.request = writer->keyed ? &writer->request : NULL;
    writer->done = writer->draft
                       ? record_create(&writer->office, mem, writer->draft, &writer->id, &writer->err)
                       : record_set(&writer->office, mem, writer->record, writer->version, &copies, 1, &writer->err);
    arena_free(mem);
    return NULL;
}

static int run_writers(struct writer writers[WRITERS])
{
    pthread_t threads[WRITERS];
    int done = 0;
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_once, &writers[i]), 0);
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], NULL);
        done += writers[i].done;
    }
    return done;
}

static void test_the_same_request_at_once_is_done_once(struct testing *t)
{
    struct testing_office o;
    struct writer writers[WRITERS];
    int first = 0;
    testing_enter(t, &o);
    for (int i = 0; i < WRITERS; i++)
        writers[i] = (struct writer){
            .office = o.office, .request = request_of("k"), .keyed = true, .draft = testing_letter(t, &o, "Thư", "cv")
        };
    assert_int_equal(run_writers(writers), WRITERS);
    for (int i = 0; i < WRITERS; i++) {
        assert_true(writers[i].id == writers[0].id);
        first += !writers[i].office.written.repeated;
    }
    assert_int_equal(first, 1);
    assert_int_equal(testing_int(t, SQL("select count(*) from record")), 1);
}

static void test_who_names_no_version_is_not_overtaken(struct testing *t)
{
    struct testing_office o;
    struct writer writers[WRITERS];
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    for (int i = 0; i < WRITERS; i++)
        writers[i] = (struct writer){ .office = o.office, .record = id, .copies = arena_printf(t->mem, "%d", i + 1) };
    assert_int_equal(run_writers(writers), WRITERS);
    assert_int_equal(testing_read(t, &o, id)->version, 1 + WRITERS);
}

static void test_of_those_who_saw_the_same_version_one_writes(struct testing *t)
{
    struct testing_office o;
    struct writer writers[WRITERS];
    testing_enter(t, &o);
    int64_t id = testing_create(t, &o, testing_letter(t, &o, "Thư", "cv"));
    for (int i = 0; i < WRITERS; i++)
        writers[i] = (struct writer){
            .office = o.office, .record = id, .version = 1, .copies = arena_printf(t->mem, "%d", i + 1)
        };
    assert_int_equal(run_writers(writers), 1);
    for (int i = 0; i < WRITERS; i++)
        if (!writers[i].done)
            assert_string_equal(writers[i].err.subject, "version");
    assert_int_equal(testing_read(t, &o, id)->version, 2);
}

/* --- personal fields ---------------------------------------------------------------------------------------------- */

static void test_what_may_not_be_read_is_not_written_over(struct testing *t)
{
    struct testing_office o;
    struct err err = { 0 };
    testing_enter(t, &o);
    const char *clerk[] = { "clerk" };
    o.office.scope = (struct scope){ .user = "van-thu",
                                     .unit = "vp",
                                     .common = { .reads = true,
                                                 .every_issuer = true,
                                                 .every_unit = true,
                                                 .every_secrecy = true,
                                                 .creates = true,
                                                 .changes = true,
                                                 .works_everywhere = true },
                                     .roles = { clerk, 1 } };
    struct draft *draft = testing_letter(t, &o, "Thư", "cv");
    draft_set(t->mem, draft, "sender", "Người gửi"); /* who enters it reads it on the paper */
    int64_t id = testing_create(t, &o, draft);
    const struct draft_value masked = { "sender", "***" }, summary = { "summary", "Thư khác" };
    assert_false(record_set(&o.office, t->mem, id, 0, &masked, 1, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_string_equal(err.field, "sender");
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &summary, 1, &err), &err));
    o.office.scope.common.personal = true;
    assert_true(testing_ok(record_set(&o.office, t->mem, id, 0, &masked, 1, &err), &err));
}

ON_BOTH(test_a_repeated_request_makes_one_record)
ON_BOTH(test_a_repeated_change_step_or_link_says_the_version_it_made)
ON_BOTH(test_a_refused_request_may_come_again)
ON_BOTH(test_the_same_request_at_once_is_done_once)
ON_BOTH(test_who_names_no_version_is_not_overtaken)
ON_BOTH(test_of_those_who_saw_the_same_version_one_writes)
ON_BOTH(test_what_may_not_be_read_is_not_written_over)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_a_repeated_request_makes_one_record),
        BOTH(test_a_repeated_change_step_or_link_says_the_version_it_made),
        BOTH(test_a_refused_request_may_come_again),
        BOTH(test_the_same_request_at_once_is_done_once),
        BOTH(test_who_names_no_version_is_not_overtaken),
        BOTH(test_of_those_who_saw_the_same_version_one_writes),
        BOTH(test_what_may_not_be_read_is_not_written_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
