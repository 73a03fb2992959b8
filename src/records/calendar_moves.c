/* SPDX-License-Identifier: Apache-2.0 */
#include "records/calendar_moves.h"

#include "base/clock.h"
#include "base/text.h"
#include "people/may.h"
#include "query/list.h"
#include "records/clock_account.h"
#include "records/due_moves.h"
#include "records/texts.h"
#include "records/writing.h"
#include "store/id.h"

enum {
    CHUNK = 200,          /* records looked at together */
    SETTLE_MS = 15 * 1000 /* until when a node may have counted with the calendar of before */
};

/* --- what moves --------------------------------------------------------------------------------------------------- */

/* Looks at the open records with two calendars. */
struct looking {
    struct office *office; /* whose scope shows */
    struct arena *mem;     /* lasts */
    struct scope all;
    struct definitions before, now;
    const char *day;
    struct calendar_moves *moves; /* NULL: only the ids are wanted */
    size_t limit, ids_max;        /* 0: all */
    ARRAY(int64_t) ids;
    ARRAY(struct calendar_move) items;
    struct draft_faults unable;
};

const char *calendar_moves_query(struct arena *mem, const char *day)
{
    return arena_printf(mem, "group=open&due=%s..&sort=due", day);
}

static bool is_seen(const struct looking *looking, const struct record *record)
{
    const struct reach *reach = scope_reach(&looking->office->scope, record->reg);
    return looking->office->scope.everything ||
           (reach->reads && reach_covers(reach, record->issuer, record->unit, record->secrecy));
}

static void add_move(struct looking *looking, const struct record *record, const struct due_foreseen *foreseen)
{
    struct calendar_moves *moves = looking->moves;
    struct arena *mem = looking->mem;
    if (looking->ids_max == 0 || looking->ids.count < looking->ids_max)
        *ARRAY_ADD(mem, &looking->ids) = record->id;
    if (!moves)
        return;
    bool seen = is_seen(looking, record);
    size_t at = moves->total++;
    moves->hidden += !seen;
    moves->work += foreseen->lines;
    if (at < moves->offset || (looking->limit > 0 && looking->items.count == looking->limit))
        return;
    struct calendar_move *move = ARRAY_ADD(mem, &looking->items);
    *move = (struct calendar_move){ .reg = record->reg,
                                    .title = "",
                                    .before = arena_strdup(mem, foreseen->before),
                                    .now = arena_strdup(mem, foreseen->now),
                                    .hours = record_counts_hours(mem, &looking->now, record,
                                                                 register_deadline(record->reg, record->clock)),
                                    .work = foreseen->lines };
    if (!seen)
        return;
    move->id = record->id;
    move->number = record->number ? arena_strdup(mem, record->number) : NULL;
    move->title = arena_strdup(mem, record->title);
}

/* What was counted with the calendar of before cannot be with that of now. */
static void blame(struct looking *looking, const struct record *record, const struct err *why)
{
    if (!looking->moves || looking->unable.list.count == CALENDAR_UNABLE_MAX)
        return;
    const char *number = !is_seen(looking, record) ? SAY_DAY_UNSEEN : record->number ? record->number : record->title;
    err_set(ARRAY_ADD(looking->mem, &looking->unable.list), ERR_INVALID, "negative", "day", SAY_DAY_NEGATIVE,
            record->reg->label, number, why->text);
}

/* Is its date another one with the calendar of now? One that was counted with neither of the two is left alone. */
static bool foresee(struct looking *looking, struct arena *mem, const struct record *record,
                    const struct clock_walk *walk, struct due_foreseen *foreseen)
{
    struct deadline deadline;
    struct err ignored = { 0 }, wrong = { 0 };
    const struct record_clock *clock = clock_walk_now(walk);
    *foreseen = (struct due_foreseen){ .record = record->id };
    if (!clock ||
        !record_deadline_compute(mem, &looking->before, record, clock, NULL, &deadline, &foreseen->before, &ignored))
        return false;
    if (!record_deadline_compute(mem, &looking->now, record, clock, NULL, &deadline, &foreseen->now, &wrong)) {
        blame(looking, record, &wrong);
        return false;
    }
    return text_equal(foreseen->before, record->due) && !text_equal(foreseen->now, foreseen->before);
}

static bool look_at(const struct record_rows *rows, struct arena *mem, void *arg, struct err *err)
{
    struct looking *looking = arg;
    struct clock_walk *walks = ARENA_ARRAY(mem, struct clock_walk, rows->count);
    struct due_foreseen *foreseen = ARENA_ARRAY(mem, struct due_foreseen, rows->count);
    const struct record **moving = ARENA_ARRAY(mem, const struct record *, rows->count);
    size_t count = 0;
    struct db *db = db_for_read(looking->office->store, err);
    if (!db || !clock_walks_read(db, mem, rows->records, rows->count, walks, err))
        return false;
    for (size_t i = 0; i < rows->count; i++)
        if (foresee(looking, mem, rows->records[i], &walks[i], &foreseen[count]))
            moving[count++] = rows->records[i];
    if (looking->moves && !due_moves_foresee(db, mem, foreseen, count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        add_move(looking, moving[i], &foreseen[i]);
    return true;
}

/* The registers that have open records due on the day or later, with a query for each; one statement. */
static bool find_registers(struct looking *looking, const struct query **queries, size_t *count, struct err *err)
{
    const struct definitions *definitions = looking->office->definitions;
    struct record_total totals[RECORD_COUNT_QUERIES_MAX];
    size_t asked = 0;
    *count = 0;
    for (size_t i = 0; i < definitions->registers.count && asked < RECORD_COUNT_QUERIES_MAX; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        if (reg->deadlines.count == 0 || reg->mirror)
            continue;
        const struct query_tokens tokens = { .today = looking->day };
        queries[asked] =
            query_parse(looking->mem, definitions, reg, calendar_moves_query(looking->mem, looking->day), &tokens, err);
        if (!queries[asked++])
            return false;
    }
    if (asked == 0)
        return true;
    if (!record_counts(looking->office->store, looking->mem, &looking->all, queries, asked, totals, err))
        return false;
    for (size_t i = 0; i < asked; i++)
        if (totals[i].count > 0)
            queries[(*count)++] = queries[i];
    return true;
}

/* Every open record that the day can have to do with, once. */
static bool look(struct looking *looking, struct err *err)
{
    const struct query *queries[RECORD_COUNT_QUERIES_MAX];
    size_t count;
    looking->all = scope_local_administrator(looking->mem, looking->office->definitions);
    if (!find_registers(looking, queries, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!record_walk(looking->office->store, looking->mem, &looking->all, queries[i], CHUNK, look_at, looking, err))
            return false;
    return true;
}

/* The calendars of before and now: what is laid over the running one may change while we look, so both are copies. */
static bool take_calendars(struct looking *looking, const struct office_days *days, const struct office_day *before,
                           const struct office_day *now, struct err *err)
{
    const struct definitions *definitions = looking->office->definitions;
    looking->before = looking->now = *definitions;
    looking->before.calendar = office_days_calendar(looking->mem, definitions, days, before, err);
    looking->now.calendar =
        looking->before.calendar ? office_days_calendar(looking->mem, definitions, days, now, err) : NULL;
    return looking->now.calendar != NULL;
}

/* DAY as it is to be written, and what moves with it. */
static bool foresee_all(struct looking *looking, const struct office_day *given, struct office_day *day,
                        struct err *err)
{
    struct office *office = looking->office;
    struct office_days days;
    struct db *db = db_for_read(office->store, err);
    if (!db || !office_days_read(db, looking->mem, &days, err) ||
        !office_day_judge(office, db, looking->mem, &days, given, day, err) ||
        !take_calendars(looking, &days, NULL, day, err))
        return false;
    looking->day = looking->moves->day = day->day;
    looking->moves->kind = day->kind;
    if (!look(looking, err))
        return false;
    looking->moves->items = looking->items.items;
    looking->moves->count = looking->items.count;
    if (looking->unable.list.count == 0)
        return true;
    if (office->faults)
        *office->faults = looking->unable;
    *err = looking->unable.list.items[0];
    return false;
}

bool calendar_preview(struct office *office, struct arena *mem, const struct office_day *given, size_t offset,
                      size_t limit, struct calendar_moves *moves, struct err *err)
{
    struct looking looking = { .office = office, .mem = mem, .moves = moves, .limit = limit, .ids_max = 1 };
    struct office_day day;
    *moves = (struct calendar_moves){ .offset = offset };
    return foresee_all(&looking, given, &day, err);
}

/* --- moving ------------------------------------------------------------------------------------------------------- */

struct recounting {
    struct writing writing;
    const char *reason;
    struct due_moves moves;
};

static struct write *plan_recount(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct recounting *recounting = (struct recounting *)writing;
    bool changed;
    recounting->moves = (struct due_moves){ 0 };
    struct write *write = write_open(writing->office, mem, db, writing->id, 0, err);
    if (!write || !write_plan_calendar(write, recounting->reason, &changed, err))
        return NULL;
    if (!changed) {
        writing->already = true;
        return NULL;
    }
    return due_moves_plan(write, db, NULL, 0, &recounting->moves, err) ? write : NULL;
}

static bool recount_rows(struct writing *writing, struct change *change, struct err *err)
{
    const struct recounting *recounting = (const struct recounting *)writing;
    return due_moves_apply(change, &recounting->moves, err);
}

/* The records found, each a change of its own. One that cannot be written does not keep the others from it; it is tried
 * again with the next turn, which says so. */
static bool recount(struct looking *looking, const struct office_day *day, size_t *moved, struct err *err)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_part(looking->mem, ARENA_REQUEST_MAX);
    const char *reason = office_day_words(looking->mem, day);
    struct office office = *looking->office;
    struct err first = { 0 };
    office.scope = looking->all;
    office.scope.user = day->entered_by;
    office.reg = NULL;
    office.request = NULL;
    office.faults = NULL;
    for (size_t i = 0; i < looking->ids.count; i++) {
        struct recounting recounting = {
            .writing = { .office = &office, .id = looking->ids.items[i], .plan = plan_recount, .rows = recount_rows },
            .reason = reason
        };
        struct err failure = { 0 };
        if (write_run(&recounting.writing, scratch, &failure))
            ++*moved; /* by us, or by the job in the same moment */
        else if (failure.kind == ERR_INVALID)
            first = first.kind == ERR_NONE ? failure : first;
        else if (failure.kind != ERR_NOT_FOUND) /* it went meanwhile */
            return err_set(err, failure.kind, failure.subject, failure.field, "%s", failure.text);
        arena_reset(scratch);
    }
    return first.kind == ERR_NONE || err_set(err, first.kind, first.subject, first.field, "%s", first.text);
}

bool calendar_set(struct office *office, struct arena *mem, const struct office_day *given, size_t at_most,
                  size_t limit, struct calendar_moves *moves, struct err *err)
{
    struct looking looking = { .office = office, .mem = mem, .moves = moves, .limit = limit, .ids_max = at_most };
    struct office_day day;
    size_t moved = 0;
    struct err left = { 0 };
    *moves = (struct calendar_moves){ 0 };
    if (!may(&office->scope, ACT_ADMINISTER, NULL, err) || !calendar_settle(office, mem, at_most, &moved, err))
        return false;
    if (!foresee_all(&looking, given, &day, err))
        return false;
    if (at_most > 0 && moved >= at_most) /* what is left of another day was counted with neither of the two calendars */
        return err_set(err, ERR_CONFLICT, "calendar", "day", SAY_DAY_NOT_SETTLED);
    if (!office_day_write(office, mem, &day, err))
        return false;
    struct db *db = db_for_read(office->store, err);
    if (!db || !office_days_load(db, mem, office->definitions, err))
        return false;
    return recount(&looking, &day, &moves->moved, &left) || left.kind == ERR_INVALID ||
           err_set(err, left.kind, left.subject, left.field, "%s", left.text);
}

/* --- the rest ----------------------------------------------------------------------------------------------------- */

static bool apply_settled(struct change *change, void *arg, struct err *err)
{
    const struct office_day *day = arg;
    return change_run(change, SQL("update calendar_day set settled = 1 where day = $1 and no <= $2 and settled = 0"),
                      DB(db_text(day->day), db_int(day->no)), err);
}

/* What a record was counted with before is the same calendar with the day the other way round. */
static bool settle_day(struct office *office, struct arena *mem, const struct office_days *days, struct office_day *day,
                       size_t at_most, size_t *moved, struct err *err)
{
    struct looking looking = { .office = office, .mem = mem, .day = day->day, .ids_max = at_most };
    struct office_day other = *day;
    size_t before = *moved;
    day_t at;
    if (!day_parse(day->day, &at) || !take_calendars(&looking, days, NULL, NULL, err))
        return false;
    other.kind = calendar_is_working_day(looking.now.calendar, at) ? "off" : "work";
    if (!take_calendars(&looking, days, &other, NULL, err) || !look(&looking, err) ||
        !recount(&looking, day, moved, err))
        return false;
    bool quiet = *moved == before && clock_now() - day->entered_at > SETTLE_MS;
    return !quiet || store_change(office->store, mem, NULL, apply_settled, day, err);
}

bool calendar_settle(struct office *office, struct arena *mem, size_t at_most, size_t *moved, struct err *err)
{
    struct office_days days;
    struct db *db = db_for_read(office->store, err);
    *moved = 0;
    if (!db || !office_days_load(db, mem, office->definitions, err) || !office_days_read(db, mem, &days, err))
        return false;
    for (size_t i = 0; i < days.list.count && office->definitions->calendar; i++)
        if (!days.list.items[i].settled && !settle_day(office, mem, &days, &days.list.items[i], at_most, moved, err))
            return false;
    return true;
}

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

void calendar_moves_json(struct json *json, const struct calendar_moves *moves)
{
    json_object(json);
    json_put_text(json, "day", moves->day);
    json_put_text(json, "kind", moves->kind);
    json_put_int(json, "total", (int64_t)moves->total);
    json_put_int(json, "hidden", (int64_t)moves->hidden);
    json_put_int(json, "work", (int64_t)moves->work);
    json_put_int(json, "moved", (int64_t)moves->moved);
    json_put_int(json, "offset", (int64_t)moves->offset);
    json_key(json, "records");
    json_array(json);
    for (size_t i = 0; i < moves->count; i++) {
        const struct calendar_move *move = &moves->items[i];
        char id[ID_SIZE];
        id_print(move->id, id);
        json_object(json);
        json_put_text(json, "id", move->id ? id : NULL);
        json_put_text(json, "register", move->reg->name);
        json_put_text(json, "number", move->number);
        json_put_text(json, "title", move->id ? move->title : NULL);
        json_put_text(json, "due", move->before);
        json_put_text(json, "new_due", move->now);
        json_put_int(json, "work", (int64_t)move->work);
        json_object_end(json);
    }
    json_array_end(json);
    json_object_end(json);
}
