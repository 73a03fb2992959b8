/* src/store/change.h
 * The only way to write.
 *
 * A change is prepared on the caller's thread (reads, permission, rules, texts) and applied where writing happens
 * (statements only), together with others in one commit. It is acknowledged after the commit is on disk. PREPARE may
 * ask for numbers of books and name the records it will touch; APPLY sees the numbers drawn. APPLY may run again after
 * another change of its batch failed, so it must give the same statements each time and keep nothing of the first run.
 * On PostgreSQL statements are pipelined: a statement's failure is known only after APPLY returned; therefore APPLY
 * cannot read. A change that failed in one statement fails as a whole, whatever APPLY returns.
 *
 * Numbers are drawn inside the transaction: a change that fails leaves no gap (NĐ 30/2020 Art. 15).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "store/db.h"

struct store;
struct change;

typedef bool change_prepare(struct change *change, struct db *db, void *arg, struct err *err);
typedef bool change_apply(struct change *change, void *arg, struct err *err);

/* Prepares, waits until applied and on disk. Either may be NULL. What they allocate in change_mem lives in MEM. */
bool store_change(struct store *store, struct arena *mem, change_prepare *prepare, change_apply *apply, void *arg,
                  struct err *err) MUST_CHECK;

/* How many changes of store_change this thread has on disk: whether an act that failed later has written something. */
uint64_t store_written(void);

/* The same without waiting: when it returns true, DONE is called once with ARG, after the commit (FAILURE NULL) or with
 * what went wrong. That is on the writing thread, except where nothing needs it (no APPLY; on PostgreSQL a change
 * without numbers): then on the caller's, before store_submit returns. DONE must be short and must not close or define
 * anything. MEM must be left alone until then. */
typedef void change_done(void *arg, const struct err *failure);
bool store_submit(struct store *store, struct arena *mem, change_prepare *prepare, change_apply *apply, void *arg,
                  change_done *done, struct err *err) MUST_CHECK;

/* --- in prepare --------------------------------------------------------------------------------------------------- */

struct arena *change_mem(struct change *change);

/* Asks for COUNT consecutive numbers of a book's series ("outgoing", "2021/qd"); the first number of a series that does
 * not exist yet is START. Returns the slot for change_number. COUNT 0 draws none, but has the series to itself as one
 * that draws: what APPLY expects of the numbers in it is asked after all who wrote there before. */
int change_want_numbers(struct change *change, const char *book, const char *series, int64_t start, int64_t count);

/* Names a record that APPLY updates: PostgreSQL locks it first, in the order of ids. */
void change_touch(struct change *change, int64_t record);

/* --- in apply ----------------------------------------------------------------------------------------------------- */

/* The first of the numbers drawn for SLOT. */
int64_t change_number(const struct change *change, int slot);

/* The instant of the commit's batch: recorded_at of every row of the change. */
instant_t change_time(const struct change *change);

bool change_run(struct change *change, const struct statement *statement, const struct db_value *values, size_t count,
                struct err *err) MUST_CHECK;

/* An insert for many rows, quicker than one by one: STATEMENT is "insert into … values ($1, …, $COLUMNS)" without
 * brackets or "$" in its values, and may go on (on conflict …); VALUES are those of ROWS rows, one after the other. */
bool change_run_all(struct change *change, const struct statement *statement, const struct db_value *values,
                    size_t columns, size_t rows, struct err *err) MUST_CHECK;

/* The same for counts: STATEMENT ends in "on conflict … do update set x = x + excluded.x", x its last column, an
 * integer. On SQLite rows of one batch that are alike but for it are written as one, after all other statements of the
 * batch, and VALUES must live until the change is told. Who changes such rows by another statement settles first: what
 * the batch has added up so far is written. */
bool change_add_up(struct change *change, const struct statement *statement, const struct db_value *values,
                   size_t columns, size_t rows, struct err *err) MUST_CHECK;
bool change_settle(struct change *change, struct err *err) MUST_CHECK;

/* The statement must touch exactly ROWS rows; otherwise the change fails with conflict.version: somebody was faster. */
bool change_expect(struct change *change, int64_t rows, const struct statement *statement,
                   const struct db_value *values, size_t count, struct err *err) MUST_CHECK;

/* ROWS records are about to come, each with rows of TABLES: where they are many and not few beside what `record` holds,
 * the indexes of those tables are put aside and made again at the end, sorted, which is quicker than keeping them. What
 * is unique stays. All within the change: who reads meanwhile has the indexes, and where the change fails or the
 * process dies they are as they were. In between no statement may look for rows of TABLES but by their primary key.
 * PostgreSQL keeps its indexes, since to drop one has every reader of the table wait: there both do nothing. */
bool change_indexes_defer(struct change *change, const char *const *tables, size_t count, size_t rows,
                          struct err *err) MUST_CHECK;
bool change_indexes_restore(struct change *change, struct err *err) MUST_CHECK;
