/* SPDX-License-Identifier: Apache-2.0 */
#include "query/tally.h"

#include <assert.h>

#include "base/text.h"

void tally_add(struct tally *tally, const char *reg, const char *state, int64_t delta)
{
    for (size_t i = 0; i < tally->count; i++)
        if (text_equal(tally->lines[i].reg, reg) && text_equal(tally->lines[i].state, state)) {
            tally->lines[i].delta += delta;
            return;
        }
    assert(tally->count < TALLY_LINES_MAX);
    tally->lines[tally->count++] = (struct tally_line){ reg, state, delta };
}

bool tally_apply(struct change *change, const struct tally *tally, struct err *err)
{
    for (size_t i = 0; i < tally->count; i++) {
        const struct tally_line *line = &tally->lines[i];
        if (line->delta != 0 &&
            !change_run(
                change,
                SQL("insert into tally (register, state, count) values ($1, $2, $3) on conflict (register, state) "
                    "do update set count = tally.count + excluded.count"),
                DB(db_text(line->reg), db_text(line->state), db_int(line->delta)), err))
            return false;
    }
    return true;
}

bool tally_count(struct db *db, const char *reg, const char *state, int64_t *count, struct err *err)
{
    if (state)
        return db_one_int(db, SQL("select count from tally where register = $1 and state = $2"),
                          DB(db_text(reg), db_text(state)), 0, count, err);
    return db_one_int(
        db, SQL("select cast(coalesce(sum(count), 0) as bigint) from tally where register = $1 and state <> ''"),
        DB(db_text(reg)), 0, count, err);
}

bool tally_check(struct db *db, int64_t *wrong, struct err *err)
{
    return db_one_int(
        db,
        SQL("select count(*) from (select register, state, sum(n) as n from ("
            "select register, case when cancelled = 1 then '' else state end as state, 1 as n from record "
            "union all select register, state, -count as n from tally) as both_sides "
            "group by register, state) as summed where n <> 0"),
        DB_NONE, 0, wrong, err);
}
