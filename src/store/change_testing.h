/* src/store/change_testing.h
 * Slips: a small table with numbers, for the tests of changes.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/testing.h"

#include <stdatomic.h>

#include "store/id.h"

static const char ddl[] = "create table slip (\n"
                          "    id {int} not null primary key,\n"
                          "    seq {int} not null,\n"
                          "    who {int} not null,\n"
                          "    recorded_at {int} not null\n"
                          "){strict}\n"
                          ";\n"
                          "create unique index slip_by_seq on slip (seq)\n"
                          ";\n"
                          "create table counter (\n"
                          "    id {int} not null primary key,\n"
                          "    value {int} not null,\n"
                          "    version {int} not null\n"
                          "){strict}\n"
                          ";\n"
                          "insert into counter (id, value, version) values (1, 0, 1)\n"
                          ";\n"
                          "insert into counter (id, value, version) values (2, 0, 1)\n"
                          ";\n";

static inline void make_tables(struct testing *t)
{
    struct err err = { 0 };
    assert_true(testing_ok(store_define(t->store, ddl, &err), &err));
}

static inline int64_t ask_int(struct testing *t, const struct statement *statement)
{
    struct err err = { 0 };
    int64_t value = -1;
    struct db *db = db_for_read(t->store, &err);
    assert_true(testing_ok(db && db_one_int(db, statement, DB_NONE, -1, &value, &err), &err));
    return value;
}

/* --- a slip with a number ----------------------------------------------------------------------------------------- */

struct slip {
    int64_t id;
    int64_t who;
    int64_t seq;    /* given; 0: a number is drawn */
    bool refuse;    /* apply says no after its statement */
    bool duplicate; /* its last statement breaks a unique index */
    bool ignore;    /* and apply takes no notice */
    bool stale;     /* its last statement finds no row of its version */
    int64_t drawn;
};

static inline bool prepare_slip(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct slip *slip = arg;
    (void)db, (void)err;
    slip->id = id_next();
    if (!slip->seq)
        assert_int_equal(change_want_numbers(change, "outgoing", "2021", 4001, 1), 0);
    return true;
}

static inline const struct statement *insert_slip(void)
{
    return SQL("insert into slip (id, seq, who, recorded_at) values ($1, $2, $3, $4)");
}

static inline bool apply_slip(struct change *change, void *arg, struct err *err)
{
    struct slip *slip = arg;
    slip->drawn = slip->seq ? slip->seq : change_number(change, 0);
    if (!change_run(change, insert_slip(),
                    DB(db_int(slip->id), db_int(slip->drawn), db_int(slip->who), db_int(change_time(change))), err))
        return false;
    if (slip->duplicate) {
        bool done =
            change_run(change, insert_slip(), DB(db_int(slip->id + 1), db_int(slip->drawn), db_int(0), db_int(0)), err);
        return done || slip->ignore;
    }
    if (slip->stale)
        return change_expect(change, 1, SQL("update counter set value = value + 1 where id = 1 and version = $1"),
                             DB(db_int(-1)), err);
    return !slip->refuse || err_set(err, ERR_INVALID, "slip", NULL, "không nhận");
}

static inline bool write_slip(struct testing *t, struct slip *slip, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_REQUEST_MAX);
    return store_change(t->store, mem, prepare_slip, apply_slip, slip, err);
}

/* --- without waiting -------------------------------------------------------------------------------------------- */

struct answer {
    struct slip slip;
    struct arena *mem;
    _Atomic int times;
    enum err_kind kind;
};

static inline void note_answer(void *arg, const struct err *failure)
{
    struct answer *answer = arg;
    answer->kind = failure ? failure->kind : ERR_NONE;
    atomic_fetch_add(&answer->times, 1);
}

static inline void free_arena(void *mem)
{
    arena_free(mem);
}

/* Each change has its own memory, which goes with the test's. */
static inline void submit(struct testing *t, struct answer *answer, change_prepare *prepare, change_apply *apply)
{
    struct err err = { 0 };
    answer->mem = arena_new(ARENA_REQUEST_MAX);
    arena_defer(t->mem, free_arena, answer->mem);
    assert_true(testing_ok(store_submit(t->store, answer->mem, prepare, apply, answer, note_answer, &err), &err));
}
