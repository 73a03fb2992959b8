/* SPDX-License-Identifier: Apache-2.0 */
#include "store/job_run.h"

#include "base/clock.h"
#include "base/text.h"
#include "store/store.h"

static const struct db_column columns[] = {
    DB_COLUMN_TEXT(struct job_run, name),       DB_COLUMN_INT(struct job_run, started_at),
    DB_COLUMN_INT(struct job_run, ended_at),    DB_COLUMN_INT(struct job_run, ok),
    DB_COLUMN_TEXT(struct job_run, result),     DB_COLUMN_INT(struct job_run, next_at),
    DB_COLUMN_TEXT(struct job_run, claimed_by), DB_COLUMN_INT(struct job_run, claimed_until),
};

bool job_runs(struct db *db, struct arena *mem, struct job_run **runs, size_t *count, struct err *err)
{
    return db_all(db, mem,
                  SQL("select name, started_at, ended_at, ok, result, next_at, claimed_by, claimed_until from job_run "
                      "order by name"),
                  DB_NONE, columns, COUNT_OF(columns), sizeof **runs, runs, count, err);
}

/* --- who runs it -------------------------------------------------------------------------------------------------- */

struct claim {
    const char *name, *owner;
    int64_t now, until, farthest;
};

/* Where two ask at once the second finds the row taken and touches none. */
static bool apply_claim(struct change *change, void *arg, struct err *err)
{
    const struct claim *claim = arg;
    return change_expect(change, 1,
                         SQL("insert into job_run (name, started_at, ended_at, ok, result, next_at, claimed_by, "
                             "claimed_until) values ($1, 0, 0, 1, '', 0, $2, $3) on conflict (name) do update set "
                             "claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until where "
                             "job_run.claimed_until <= $4 and (job_run.next_at <= $4 or job_run.next_at > $5)"),
                         DB(db_text(claim->name), db_text(claim->owner), db_int(claim->until), db_int(claim->now),
                            db_int(claim->farthest)),
                         err);
}

bool job_claim(struct store *store, struct arena *mem, const char *name, const char *owner, int64_t lease,
               int64_t longest, bool *mine, struct err *err)
{
    int64_t now = clock_now(), others;
    struct claim claim = { name, owner, now, now + lease, now + longest };
    struct err failure = { 0 };
    struct db *db = db_for_read(store, err);
    if (!db || !db_one_int(db,
                           SQL("select count(*) from job_run where name = $1 and (claimed_until > $2 or (next_at > $2 "
                               "and next_at <= $3))"),
                           DB(db_text(name), db_int(now), db_int(claim.farthest)), 0, &others, err))
        return false;
    *mine = others == 0 && store_change(store, mem, NULL, apply_claim, &claim, &failure);
    if (*mine || others > 0 || failure.kind == ERR_CONFLICT)
        return true;
    *err = failure;
    return false;
}

/* --- what came of it ---------------------------------------------------------------------------------------------- */

struct note {
    const struct job_run *runs;
    size_t count;
};

static bool apply_note(struct change *change, void *arg, struct err *err)
{
    const struct note *note = arg;
    for (size_t i = 0; i < note->count; i++) {
        const struct job_run *run = &note->runs[i];
        if (!change_run(change,
                        SQL("insert into job_run (name, started_at, ended_at, ok, result, next_at, claimed_by, "
                            "claimed_until) values ($1, $2, $3, $4, $5, $6, '', 0) on conflict (name) do update set "
                            "started_at = excluded.started_at, ended_at = excluded.ended_at, ok = excluded.ok, "
                            "result = excluded.result, next_at = excluded.next_at, claimed_by = '', claimed_until = 0 "
                            "where job_run.claimed_by = $7 or job_run.claimed_by = ''"),
                        DB(db_text(run->name), db_int(run->started_at), db_int(run->ended_at), db_int(run->ok),
                           db_text(run->result), db_int(run->next_at), db_text(run->claimed_by)),
                        err))
            return false;
    }
    return true;
}

bool job_note(struct store *store, struct arena *mem, const struct job_run *runs, size_t count, struct err *err)
{
    struct note note = { runs, count };
    return count == 0 || store_change(store, mem, NULL, apply_note, &note, err);
}
