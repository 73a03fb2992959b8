/* SPDX-License-Identifier: Apache-2.0 */
#include "records/hold.h"

#include <string.h>

#include "base/text.h"
#include "definitions/degree.h"
#include "query/finder.h"
#include "records/texts.h"
#include "records/write.h"
#include "store/id.h"

enum { OPEN_TOLD = 3 };

struct holding {
    struct writing writing;
    const int64_t *records; /* as asked */
    size_t count;
    bool out;
    const char *reason;
    ARRAY(int64_t) moved; /* those that the change puts in or takes out */
};

/* --- what may lie there ------------------------------------------------------------------------------------------- */

static bool judge_file(const struct write *write, struct err *err)
{
    const struct register_definition *reg = write->after.reg;
    const struct state *state = register_state(reg, write->after.state);
    if (!reg->holds)
        return err_set(err, ERR_INVALID, "holds", "record", SAY_HOLDS_NOTHING, reg->label);
    if (write->after.cancelled || !text_list_has(&reg->holds->states, write->after.state))
        return err_set(err, ERR_CONFLICT, "state", "state", SAY_HOLD_STATE, reg->label,
                       state ? state->label : write->after.state);
    return true;
}

static void blame(struct write *write, const char *code, const char *words)
{
    struct err fault;
    err_set(&fault, ERR_INVALID, code, "records", "%s", words);
    write_blame(write, &fault);
}

/* NULL with an err where the reader sees no such record. */
static struct record *read_seen(const struct write *write, struct db *db, int64_t id, struct err *err)
{
    return record_read(db, write->mem, write->office->definitions, &write->office->scope, id, err);
}

/* False only where the record cannot be read. */
static bool judge_record(struct write *write, struct db *db, int64_t id, struct err *err)
{
    struct arena *mem = write->mem;
    const struct register_definition *reg = write->after.reg;
    const struct record *record = read_seen(write, db, id, err);
    if (!record)
        return false;
    const char *words = record_words(mem, record);
    if (!register_holds(reg, record->reg))
        blame(write, "records", arena_printf(mem, SAY_HOLD_REGISTER, words, reg->label, record->reg->label));
    else if (record->cancelled)
        blame(write, "cancelled", arena_printf(mem, SAY_HOLD_CANCELLED, words));
    else if (degree_is_above(secrecy_degrees, record->secrecy, write->after.secrecy))
        blame(write, "secrecy",
              arena_printf(mem, SAY_HOLD_SECRECY, words, degree_mark(secrecy_degrees, record->secrecy)));
    return true;
}

/* --- putting in and taking out ------------------------------------------------------------------------------------ */

static bool lies_there(struct db *db, int64_t file, int64_t record, bool *there, struct err *err)
{
    int64_t found;
    if (!db_one_int(db, SQL("select count(*) from record_link where from_record = $1 and kind = $2 and to_record = $3"),
                    DB(db_int(file), db_text(LINK_HOLDS), db_int(record)), 0, &found, err))
        return false;
    *there = found > 0;
    return true;
}

/* What the reader does not see is, to them, not there. */
static bool judge_release(const struct write *write, struct db *db, int64_t record, bool there, struct err *err)
{
    char id[ID_SIZE];
    if (there && read_seen(write, db, record, err))
        return true;
    if (there && err->kind != ERR_NOT_FOUND)
        return false;
    id_print(record, id);
    return err_set(err, ERR_NOT_FOUND, "link", "records", SAY_HOLD_NOT_THERE, id);
}

static bool find_moved(struct holding *holding, struct write *write, struct db *db, struct err *err)
{
    for (size_t i = 0; i < holding->count; i++) {
        bool there, twice = false;
        for (size_t k = 0; k < i; k++)
            twice |= holding->records[k] == holding->records[i];
        if (twice)
            continue;
        if (!lies_there(db, write->after.id, holding->records[i], &there, err))
            return false;
        if (!(holding->out ? judge_release(write, db, holding->records[i], there, err)
                           : judge_record(write, db, holding->records[i], err)))
            return false;
        if (holding->out == there)
            *ARRAY_ADD(write->mem, &holding->moved) = holding->records[i];
    }
    return true;
}

/* As many as are asked for at once, and as many as lie in a file. */
static bool judge_count(const struct holding *holding, struct write *write, struct db *db, struct err *err)
{
    int64_t held;
    if (holding->out)
        return true;
    if (!db_one_int(db, SQL("select count(*) from record_link where from_record = $1 and kind = $2"),
                    DB(db_int(write->after.id), db_text(LINK_HOLDS)), 0, &held, err))
        return false;
    if (held + (int64_t)holding->moved.count > HELD_MAX)
        blame(write, "records", arena_printf(write->mem, SAY_HOLD_FULL, (int)HELD_MAX));
    return true;
}

static struct write *plan_holding(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct holding *holding = (struct holding *)writing;
    struct write *write = write_open(writing->office, mem, db, writing->id, 0, err);
    memset(&holding->moved, 0, sizeof holding->moved); /* of a former try, whose memory is gone */
    if (!write || !write_may(write, ACT_CHANGE, NULL, err) || !judge_file(write, err) ||
        !find_moved(holding, write, db, err) || !judge_count(holding, write, db, err) ||
        !write_is_blameless(write, err))
        return NULL;
    if (holding->moved.count == 0) {
        writing->already = true;
        writing->office->written = (struct written){ write->after.id, write->after.version, false };
        return NULL;
    }
    for (size_t i = 0; i < holding->moved.count; i++) { /* a line each: who sees a part of them sees their lines */
        char id[ID_SIZE];
        id_print(holding->moved.items[i], id);
        const char *printed = arena_strdup(mem, id);
        const struct write_note note = { .name = HISTORY_LINK LINK_HOLDS,
                                         .old = holding->out ? printed : NULL,
                                         .new = holding->out ? NULL : printed };
        write_plan_act(write, holding->out ? STEP_UNLINK : STEP_LINK, holding->reason, &note, 1);
    }
    return write;
}

static bool apply_holding(struct writing *writing, struct change *change, struct err *err)
{
    const struct holding *holding = (const struct holding *)writing;
    for (size_t i = 0; i < holding->moved.count; i++) {
        const struct db_value record = db_int(holding->moved.items[i]);
        if (holding->out ? !change_expect(change, 1,
                                          SQL("delete from record_link where from_record = $1 and kind = $2 and "
                                              "to_record = $3"),
                                          DB(db_int(writing->id), db_text(LINK_HOLDS), record), err)
                         : !change_run(change,
                                       SQL("insert into record_link (from_record, kind, to_record, created_at, "
                                           "created_by) values ($1, $2, $3, $4, $5)"),
                                       DB(db_int(writing->id), db_text(LINK_HOLDS), record, db_int(change_time(change)),
                                          db_text(writing->office->scope.user)),
                                       err))
            return false;
    }
    return true;
}

static bool run(struct holding *holding, struct arena *mem, struct err *err)
{
    if (holding->count == 0 || holding->count > HOLD_MAX)
        return err_set(err, ERR_INVALID, "records", "records", SAY_HOLD_COUNT, (int)HOLD_MAX, holding->count);
    return write_run(&holding->writing, mem, err);
}

bool record_hold(struct office *office, struct arena *mem, int64_t file, const int64_t *records, size_t count,
                 struct err *err)
{
    struct holding holding = {
        .writing = { .office = office, .id = file, .plan = plan_holding, .rows = apply_holding },
        .records = records,
        .count = count,
    };
    return run(&holding, mem, err);
}

bool record_release(struct office *office, struct arena *mem, int64_t file, const int64_t *records, size_t count,
                    const char *reason, struct err *err)
{
    struct holding holding = {
        .writing = { .office = office, .id = file, .plan = plan_holding, .rows = apply_holding },
        .records = records,
        .count = count,
        .out = true,
        .reason = reason,
    };
    return run(&holding, mem, err);
}

/* --- its degree --------------------------------------------------------------------------------------------------- */

bool hold_judge_degree(struct write *write, struct db *db, struct err *err)
{
    const char *highest = NULL;
    const char *degree = write->after.secrecy;
    struct err fault;
    if (write->is_new || !write->after.reg->holds || !degree_is_above(secrecy_degrees, write->old_secrecy, degree))
        return true;
    struct rows *rows = db_rows(db, write->mem,
                                SQL("select distinct r.secrecy from record_link l join record r on r.id = l.to_record "
                                    "where l.from_record = $1 and l.kind = $2 and r.cancelled = 0"),
                                DB(db_int(write->after.id), db_text(LINK_HOLDS)), err);
    if (!rows)
        return false;
    while (rows_next(rows))
        if (degree_is_above(secrecy_degrees, rows_text(rows, 0), highest))
            highest = arena_strdup(write->mem, rows_text(rows, 0));
    if (!rows_end(rows, err))
        return false;
    if (highest && degree_is_above(secrecy_degrees, highest, degree)) {
        err_set(&fault, ERR_INVALID, "holds", "secrecy", SAY_HOLD_DEGREE, degree_mark(secrecy_degrees, highest));
        write_blame(write, &fault);
    }
    return true;
}

/* --- a step of the file ------------------------------------------------------------------------------------------- */

struct open_held {
    ARRAY(int64_t) ids;
};

static bool read_open_held(const struct write *write, struct db *db, struct open_held *open, struct err *err)
{
    struct rows *rows = db_rows(db, write->mem,
                                SQL("select r.id from record_link l join record r on r.id = l.to_record where "
                                    "l.from_record = $1 and l.kind = $2 and r.state_group = 'open' and r.cancelled = 0 "
                                    "order by r.id"),
                                DB(db_int(write->after.id), db_text(LINK_HOLDS)), err);
    if (!rows)
        return false;
    while (rows_next(rows))
        *ARRAY_ADD(write->mem, &open->ids) = rows_int(rows, 0);
    return rows_end(rows, err);
}

/* "Nhiệm vụ giao 12 (06f3…); …" of the first that the scope sees; of others that they are there. */
static bool put_words(const struct write *write, struct db *db, const struct open_held *open, struct text *words,
                      struct err *err)
{
    const struct office *office = write->office;
    size_t named = 0;
    for (size_t i = 0; i < open->ids.count && named < OPEN_TOLD; i++) {
        struct err unseen = { 0 };
        const struct record *record =
            record_read(db, write->mem, office->definitions, &office->scope, open->ids.items[i], &unseen);
        if (record)
            text_printf(words, "%s%s", named++ ? "; " : "", record_words(write->mem, record));
        else if (unseen.kind != ERR_NOT_FOUND) {
            *err = unseen;
            return false;
        }
    }
    if (named == 0)
        text_raw(words, SAY_HOLD_OPEN_UNSEEN);
    return true;
}

bool hold_judge_step(struct write *write, struct db *db, const struct step *step, struct err *err)
{
    int64_t held;
    struct err fault;
    struct text words;
    struct open_held open = { 0 };
    text_init(&words, write->mem, TEXT_MAX_LINE);
    if (!step->needs_held)
        return true;
    if (!db_one_int(db,
                    SQL("select count(*) from record_link l join record r on r.id = l.to_record where "
                        "l.from_record = $1 and l.kind = $2 and r.cancelled = 0"),
                    DB(db_int(write->after.id), db_text(LINK_HOLDS)), 0, &held, err) ||
        !read_open_held(write, db, &open, err))
        return false;
    if (held > 0 && open.ids.count == 0)
        return true;
    if (!put_words(write, db, &open, &words, err))
        return false;
    if (held == 0)
        err_set(&fault, ERR_CONFLICT, "file-empty", "state", SAY_HOLD_EMPTY, step->label);
    else
        err_set(&fault, ERR_CONFLICT, "file-open", "state", SAY_HOLD_OPEN, step->label, words.data);
    write_blame(write, &fault);
    return true;
}
