/* SPDX-License-Identifier: Apache-2.0 */
#include "records/undo.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "definitions/step_along.h"
#include "fields/field_type.h"
#include "query/builder.h"
#include "records/approvals.h"
#include "records/assignment_line.h"
#include "records/history.h"
#include "records/history_values.h"
#include "records/step_company.h"
#include "records/texts.h"
#include "records/write.h"
#include "records/writing.h"
#include "store/id.h"

enum { LINES_READ = 12, COLUMN_CHANGES = 6 };

/* A line of the record's history. */
struct line {
    int64_t version;
    const char *step, *on, *by, *after;
    instant_t at;
    struct history_value_row *values;
    size_t count;
};

/* An assignment of the record, as the act found and left it. */
struct handed {
    int64_t id;
    struct assignment_note note;
    instant_t read_at;
    bool given, ended, moved; /* by the act */
};

struct undoing {
    struct writing writing;
    struct line lines[LINES_READ]; /* the newest first */
    size_t count, at;              /* AT: of the step; those before it are its act's */
    const struct step *step;
    struct record before; /* what the record was: its columns */
    ARRAY(struct handed) handed;
    struct approval_changes approvals; /* as they are again */
    int spans_kept, dues_kept;
    const char **taken;
    const struct undoing *first;   /* it was taken along with that one's step; NULL: it is the one that is asked for */
    size_t place;                  /* which of those that went along */
    int64_t along[STEP_ALONG_MAX]; /* those the step took along, 0: none; of one that went along the first's record */
};

/* --- what the newest act was -------------------------------------------------------------------------------------- */

/* What a step does to the work on its record, and what it approves or returns, has lines of its own. */
static bool belongs_to_step(const char *name)
{
    return text_equal(name, STEP_FINISH_ASSIGNMENT) || text_equal(name, STEP_ASSIGN) ||
           text_equal(name, STEP_MOVE_ASSIGNMENT) || text_equal(name, STEP_APPROVE) ||
           text_equal(name, STEP_RETURN_DRAFT);
}

bool undo_is_offered(const struct register_definition *reg, const struct undo_line *lines, size_t count, const char *by,
                     instant_t now, const struct step **step)
{
    size_t at = 0;
    while (at < count && belongs_to_step(lines[at].step))
        at++;
    const struct step *found = at < count ? register_step(reg, lines[at].step) : NULL;
    if (!found || !text_equal(lines[at].by, by) || now - lines[at].recorded_at > UNDO_MS)
        return false;
    for (size_t i = 0; i < at; i++)
        if (lines[i].recorded_at != lines[at].recorded_at)
            return false;
    *step = found;
    return true;
}

static bool read_lines(struct undoing *undoing, struct write *write, struct db *db, struct err *err)
{
    struct arena *mem = write->mem;
    struct rows *rows =
        db_rows(db, mem,
                SQL("select h.version, h.step, h.\"on\", h.\"by\", h.recorded_at, h.after, h.changes, v.field, v.old, "
                    "v.new, case when v.nonce is null then 1 else 0 end from history h left join history_value v on "
                    "v.record = h.record and v.version = h.version and h.changes is null where h.record = $1 and "
                    "h.version > $2 order by h.version desc"),
                DB(db_int(write->after.id), db_int(write->old_version - LINES_READ)), err);
    undoing->count = 0;
    while (rows && rows_next(rows)) {
        struct line *last = undoing->count ? &undoing->lines[undoing->count - 1] : NULL;
        if (undoing->count == LINES_READ || (last && last->version == rows_int(rows, 0)))
            continue;
        struct line *line = &undoing->lines[undoing->count++];
        *line = (struct line){ .version = rows_int(rows, 0),
                               .step = arena_strdup(mem, rows_text(rows, 1)),
                               .on = arena_strdup(mem, rows_text(rows, 2)),
                               .by = arena_strdup(mem, rows_text(rows, 3)),
                               .at = rows_int(rows, 4),
                               .after = arena_strdup(mem, rows_text(rows, 5)) };
        history_values_of_row(mem, rows, COLUMN_CHANGES, &line->values, &line->count);
    }
    return rows && rows_end(rows, err);
}

static void blame(struct write *write, enum err_kind kind, const char *subject, const char *text)
{
    struct err fault;
    err_set(&fault, kind, subject, NULL, "%s", text);
    write_blame(write, &fault);
}

/* The step and what came with it; where something came since, it is named. */
static bool find_act(struct undoing *undoing, struct write *write)
{
    struct arena *mem = write->mem;
    const struct register_definition *reg = write->after.reg;
    size_t at = 0;
    while (at < undoing->count && !history_step_dates(undoing->lines[at].step))
        at++;
    const struct line *line = at + 1 < undoing->count ? &undoing->lines[at] : NULL;
    undoing->at = at;
    undoing->step = line ? register_step(reg, line->step) : NULL;
    if (!undoing->step) {
        const char *newest = history_step_label(reg, undoing->lines[0].step);
        blame(write, ERR_CONFLICT, "undo", arena_printf(mem, SAY_UNDO_NOTHING, newest));
        return false;
    }
    for (size_t i = 0; i < at; i++) {
        const struct line *other = &undoing->lines[i];
        if (belongs_to_step(other->step) && other->at == line->at && text_equal(other->by, line->by))
            continue;
        blame(write, ERR_CONFLICT, "undo",
              arena_printf(mem, SAY_UNDO_SINCE, undoing->step->label, history_step_label(reg, other->step)));
        break;
    }
    return true;
}

/* --- what stands in the way --------------------------------------------------------------------------------------- */

static void judge_line(struct undoing *undoing, struct write *write)
{
    struct arena *mem = write->mem;
    const struct line *line = &undoing->lines[undoing->at], *before = line + 1;
    const char *number = history_after_value(mem, line->after, "number");
    if (!text_equal(line->by, write->by))
        blame(write, ERR_FORBIDDEN, "undo", arena_printf(mem, SAY_UNDO_NOT_YOURS, undoing->step->label));
    if (clock_now() - line->at > UNDO_MS)
        blame(write, ERR_CONFLICT, "undo-time",
              arena_printf(mem, SAY_UNDO_LATE, undoing->step->label, (int)(UNDO_MS / 1000)));
    if (!text_equal(number, history_after_value(mem, before->after, "number")))
        blame(write, ERR_CONFLICT, "undo", arena_printf(mem, SAY_UNDO_NUMBER, undoing->step->label, number));
    for (size_t i = 0; i < line->count; i++)
        if (line->values[i].erased)
            blame(write, ERR_CONFLICT, "undo", arena_printf(mem, SAY_UNDO_ERASED, undoing->step->label));
}

static void judge_handed(struct undoing *undoing, struct write *write)
{
    for (size_t i = 0; i < undoing->handed.count; i++)
        if (undoing->handed.items[i].given && undoing->handed.items[i].read_at)
            blame(write, ERR_CONFLICT, "undo", arena_printf(write->mem, SAY_UNDO_READ, undoing->step->label));
}

_Static_assert(STEP_ALONG_MAX == 8, "the statement of count_naming names so many records");

/* Fields of other registers that may name a record of REG; COUNT grows by those of REGISTER_OF that do since. */
static bool count_naming(struct undoing *undoing, struct write *write, struct db *db,
                         const struct register_definition *other, int64_t *count, struct err *err)
{
    struct arena *mem = write->mem;
    for (size_t i = 0; i < other->fields.count; i++) {
        const struct field *field = &other->fields.items[i];
        int64_t found;
        if (field->type != FIELD_LINK || (field->target && field->target != write->after.reg))
            continue;
        const struct statement *naming = statement_build(
            mem, arena_printf(mem,
                              "select count(*) from %s f join record r on r.id = f.id where f.%s = $1 and "
                              "r.changed_at >= $2 and r.id not in ($3, $4, $5, $6, $7, $8, $9, $10, $11)",
                              db_name(mem, other->name), db_name(mem, field->name)));
        struct db_value values[3 + STEP_ALONG_MAX] = { db_int(write->after.id), db_int(undoing->lines[undoing->at].at),
                                                       db_int(write->after.id) };
        for (size_t k = 0; k < STEP_ALONG_MAX; k++)
            values[3 + k] = db_int(undoing->along[k]);
        if (!db_one_int(db, naming, values, COUNT_OF(values), 0, &found, err))
            return false;
        *count += found;
    }
    return true;
}

/* The records that took their steps with this one's: in the same change, by the same person. */
static bool find_along(struct undoing *undoing, const struct write *write, struct db *db, struct err *err)
{
    const struct line *line = &undoing->lines[undoing->at];
    if (undoing->first)
        return true;
    for (size_t i = 0; i < STEP_ALONG_MAX; i++) {
        int64_t id = step_along_names(write->mem, &write->after, undoing->step, i), found = 0;
        const char *step = id ? undoing->step->along.items[i].step : "";
        if (id && !db_one_int(db,
                              SQL("select count(*) from history where record = $1 and step = $2 and recorded_at = $3 "
                                  "and \"by\" = $4"),
                              DB(db_int(id), db_text(step), db_int(line->at), db_text(line->by)), 0, &found, err))
            return false;
        undoing->along[i] = found > 0 ? id : 0;
    }
    return true;
}

/* Other records that were linked with this one since, and what went out. */
static bool judge_others(struct undoing *undoing, struct write *write, struct db *db, struct err *err)
{
    const struct definitions *definitions = write->office->definitions;
    const struct db_value id = db_int(write->after.id), at = db_int(undoing->lines[undoing->at].at);
    int64_t linked, sent;
    if (!db_one_int(db, SQL("select count(*) from record_link where to_record = $1 and created_at >= $2"), DB(id, at),
                    0, &linked, err) ||
        !db_one_int(db, SQL("select count(*) from outbox where sent_at >= $1 and record = $2 and created_at >= $3"),
                    DB(at, id, at), 0, &sent, err))
        return false;
    for (size_t i = 0; i < definitions->registers.count; i++)
        if (!count_naming(undoing, write, db, &definitions->registers.items[i], &linked, err))
            return false;
    if (linked > 0)
        blame(write, ERR_CONFLICT, "undo", arena_printf(write->mem, SAY_UNDO_LINKED, undoing->step->label));
    if (sent > 0)
        blame(write, ERR_CONFLICT, "undo", arena_printf(write->mem, SAY_UNDO_SENT, undoing->step->label));
    return true;
}

/* --- what there was ----------------------------------------------------------------------------------------------- */

/* What a line of the act says of this assignment. */
static bool says(const struct undoing *undoing, const char *step, const char *name)
{
    for (size_t i = 0; i < undoing->at; i++)
        for (size_t k = 0; text_equal(undoing->lines[i].step, step) && k < undoing->lines[i].count; k++)
            if (text_equal(undoing->lines[i].values[k].field, name))
                return true;
    return false;
}

static bool read_handed(struct undoing *undoing, struct write *write, struct db *db, struct err *err)
{
    struct arena *mem = write->mem;
    undoing->handed.count = 0;
    if (undoing->at == 0)
        return true;
    struct rows *rows = db_rows(db, mem,
                                SQL("select id, to_whom, role, due, parent, own_due, back_of, opinion, read_at from "
                                    "assignment where record = $1 order by id"),
                                DB(db_int(write->after.id)), err);
    while (rows && rows_next(rows)) {
        char id[ID_SIZE];
        struct handed one = { .id = rows_int(rows, 0),
                              .read_at = rows_int(rows, 8),
                              .note = { .to = arena_strdup(mem, rows_text(rows, 1)),
                                        .due = arena_strdup(mem, rows_text(rows, 3)),
                                        .parent = rows_int(rows, 4),
                                        .own_due = rows_int(rows, 5) == 1,
                                        .back_of = rows_int(rows, 6),
                                        .words = arena_strdup(mem, rows_text(rows, 7)) } };
        id_print(one.id, id);
        const char *name = arena_printf(mem, HISTORY_ASSIGNMENT "%s", id);
        one.given = says(undoing, STEP_ASSIGN, name);
        one.ended = says(undoing, STEP_FINISH_ASSIGNMENT, name);
        one.moved = says(undoing, STEP_MOVE_ASSIGNMENT, name);
        if (assignment_role_find(rows_text(rows, 2), &one.note.role) && (one.given || one.ended || one.moved))
            *ARRAY_ADD(mem, &undoing->handed) = one;
    }
    return rows && rows_end(rows, err);
}

/* What the step decided, closed or opened is as before: what waited waits again, from now on. Nothing came since, or
 * the record had a line of it. */
static bool read_approvals(struct undoing *undoing, struct write *write, struct db *db, struct err *err)
{
    struct approvals all;
    undoing->approvals = (struct approval_changes){ 0 };
    if (!write->after.reg->drafts || undoing->at == 0)
        return true;
    if (!approvals_read(db, write->mem, write->after.id, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++) {
        struct approval line = all.list[i];
        char id[ID_SIZE];
        id_print(line.id, id);
        const char *name = arena_printf(write->mem, HISTORY_APPROVAL "%s", id);
        if (!says(undoing, STEP_APPROVE, name) && !says(undoing, STEP_RETURN_DRAFT, name))
            continue;
        line.waits = !line.waits;
        line.decision = DECISION_NONE;
        line.note = line.decided_by = "";
        line.decided_at = 0;
        *ARRAY_ADD(write->mem, &undoing->approvals.list) =
            (struct approval_change){ .approval = line, .opened = line.waits };
    }
    return true;
}

static const char *column(struct arena *mem, const char *after, const char *name, const char *usual)
{
    const char *value = history_after_value(mem, after, name);
    return value ? value : usual;
}

/* The engine's columns as the line before the step left them, and the values that the step changed. */
static bool put_back(struct undoing *undoing, struct write *write, struct err *err)
{
    struct arena *mem = write->mem;
    struct record *to = &write->after;
    const struct line *line = &undoing->lines[undoing->at];
    const char *after = line[1].after;
    const struct state *state = register_state(to->reg, column(mem, after, "state", ""));
    if (!state)
        return err_set(err, ERR_CONFLICT, "undo", NULL, SAY_UNDO_DEFINITION, undoing->step->label);
    to->state = state->name;
    to->due = column(mem, after, "due", DUE_OPEN);
    to->original_due = column(mem, after, "original_due", to->due);
    to->finished_on = column(mem, after, "finished", DATE_OPEN);
    to->secrecy = column(mem, after, "secrecy", DEGREE_USUAL);
    to->urgency = column(mem, after, "urgency", DEGREE_USUAL);
    to->unit = column(mem, after, "unit", to->unit);
    to->issuer = column(mem, after, "issuer", to->issuer);
    for (size_t i = 0; i < line->count; i++) {
        const struct field *field = register_field(to->reg, line->values[i].field);
        const char *old = line->values[i].old;
        if (!field)
            return err_set(err, ERR_CONFLICT, "undo", NULL, SAY_UNDO_DEFINITION, undoing->step->label);
        if (!value_read(mem, write->office->definitions, field, old ? old : "",
                        &to->values[field - to->reg->fields.items], err))
            return false;
    }
    return true;
}

/* --- spans and due dates ------------------------------------------------------------------------------------------ */

/* The newest span is the step's where it leads to a state; what is left is told by the row again. */
static bool plan_spans(struct undoing *undoing, struct write *write, struct db *db, struct err *err)
{
    struct rows *rows =
        db_rows(db, write->mem, SQL("select part, from_on, state from record_span where record = $1 order by part"),
                DB(db_int(write->after.id)), err);
    int last = undoing->step->to ? write->open_span : write->open_span + 1;
    enum state_group before = GROUP_OPEN, group;
    write->row_days = row_days_new();
    undoing->spans_kept = last;
    while (rows && rows_next(rows)) {
        const struct state *state = register_state(write->after.reg, rows_text(rows, 2));
        if (rows_int(rows, 0) >= last || !state)
            continue;
        bool first = rows_int(rows, 0) == 0;
        const char *on = arena_strdup(write->mem, rows_text(rows, 1));
        group = state->group;
        row_days_enter(&write->row_days, first ? NULL : &before, group, on);
        if (first || group != before)
            write->last_span.since_on = on; /* of the newest that is left */
        before = group;
    }
    return rows && rows_end(rows, err);
}

static int count_clocks(struct arena *mem, const char *after)
{
    const char *clocks = history_after_value(mem, after, "clocks");
    int count = !text_is_empty(clocks);
    for (const char *at = clocks; at && *at; at++)
        count += *at == ';';
    return count;
}

static bool plan_dues(struct undoing *undoing, struct write *write, struct db *db, struct err *err)
{
    struct arena *mem = write->mem;
    int made = 0;
    for (size_t i = 0; i <= undoing->at; i++)
        made += count_clocks(mem, undoing->lines[i].after);
    undoing->dues_kept = write->open_due + 1 - made;
    if (made == 0)
        return true;
    write->last_due = (struct due_row){ 0 };
    struct rows *rows =
        db_rows(db, mem, SQL("select part, clock, due, from_on from due_span where record = $1 and part = $2"),
                DB(db_int(write->after.id), db_int(undoing->dues_kept - 1)), err);
    if (rows && rows_next(rows))
        write->last_due = (struct due_row){ .part = (int)rows_int(rows, 0),
                                            .clock = arena_strdup(mem, rows_text(rows, 1)),
                                            .due = arena_strdup(mem, rows_text(rows, 2)),
                                            .from_on = arena_strdup(mem, rows_text(rows, 3)) };
    return rows && rows_end(rows, err);
}

/* --- the plan ----------------------------------------------------------------------------------------------------- */

/* The line of the history: each value as the step left it and as it is again; the assignments that are there again. */
static void plan_line(struct undoing *undoing, struct write *write)
{
    struct arena *mem = write->mem;
    const struct line *line = &undoing->lines[undoing->at];
    size_t count = 0, approved;
    struct write_note *approvals = approval_notes(mem, &undoing->approvals, &approved);
    struct write_note *notes = ARENA_ARRAY(mem, struct write_note, line->count + undoing->handed.count + approved + 1);
    for (size_t i = 0; i < line->count; i++)
        notes[count++] = (struct write_note){ line->values[i].field, line->values[i].new, line->values[i].old };
    for (size_t i = 0; i < undoing->handed.count; i++) {
        struct handed *one = &undoing->handed.items[i];
        if (one->moved)
            one->note.due = write->after.due;
        struct write_note note = assignment_line_note(mem, one->id, &one->note);
        notes[count++] = one->given ? (struct write_note){ note.name, note.new, NULL } : note;
    }
    for (size_t i = 0; i < approved; i++)
        notes[count++] = approvals[i];
    write_plan_act(write, STEP_UNDO, undoing->step->label, notes, count);
}

static struct write *plan_undo(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct undoing *undoing = (struct undoing *)writing;
    if (undoing->first) {
        undoing->along[0] = undoing->first->writing.id;
        writing->id = undoing->first->along[undoing->place];
        writing->already = !writing->id || !undoing->first->writing.write;
        if (writing->already)
            return NULL;
    }
    struct write *write = write_open(writing->office, mem, db, writing->id, writing->version, err);
    if (!write || !read_lines(undoing, write, db, err))
        return NULL;
    if (find_act(undoing, write)) {
        if (!find_along(undoing, write, db, err) || !read_handed(undoing, write, db, err) ||
            !read_approvals(undoing, write, db, err) || !judge_others(undoing, write, db, err))
            return NULL;
        judge_line(undoing, write);
        judge_handed(undoing, write);
    }
    if (!write_is_blameless(write, err) || !put_back(undoing, write, err) || !plan_spans(undoing, write, db, err) ||
        !plan_dues(undoing, write, db, err))
        return NULL;
    write->undoes = true;
    plan_line(undoing, write);
    *undoing->taken = undoing->step->label;
    return write;
}

/* --- the statements ----------------------------------------------------------------------------------------------- */

static bool take_spans(struct change *change, const struct undoing *undoing, struct err *err)
{
    const struct write *write = undoing->writing.write;
    const struct db_value id = db_int(write->after.id);
    if (undoing->spans_kept <= write->open_span &&
        (!change_run(change, SQL("delete from record_span where record = $1 and part >= $2"),
                     DB(id, db_int(undoing->spans_kept)), err) ||
         !change_run(change, SQL("update record_span set until_on = '9999-12-31' where record = $1 and part = $2"),
                     DB(id, db_int(undoing->spans_kept - 1)), err)))
        return false;
    return undoing->dues_kept > write->open_due ||
           (change_run(change, SQL("delete from due_span where record = $1 and part >= $2"),
                       DB(id, db_int(undoing->dues_kept)), err) &&
            change_run(change, SQL("update due_span set until_on = '9999-12-31' where record = $1 and part = $2"),
                       DB(id, db_int(undoing->dues_kept - 1)), err));
}

/* What was given is taken out before what it ended is open again: a record has one lead. */
static bool take_handed(struct change *change, const struct undoing *undoing, struct err *err)
{
    const struct db_value at = db_int(undoing->lines[undoing->at].at);
    for (size_t i = 0; i < undoing->handed.count; i++)
        if (undoing->handed.items[i].given &&
            !change_expect(change, 1, SQL("delete from assignment where id = $1 and read_at = 0 and finished_at = 0"),
                           DB(db_int(undoing->handed.items[i].id)), err))
            return false;
    for (size_t i = 0; i < undoing->handed.count; i++) {
        const struct handed *one = &undoing->handed.items[i];
        if (one->ended &&
            !change_expect(change, 1,
                           SQL("update assignment set read_at = case when read_at = finished_at then 0 else read_at "
                               "end, finished_at = 0, outcome = '', result = '', ended_by = '' where id = $1 and "
                               "finished_at = $2"),
                           DB(db_int(one->id), at), err))
            return false;
        if (one->moved && !change_expect(change, 1, SQL("update assignment set due = $1 where id = $2"),
                                         DB(db_text(one->note.due), db_int(one->id)), err))
            return false;
    }
    return true;
}

static bool take_approvals(struct change *change, const struct undoing *undoing, struct err *err)
{
    for (size_t i = 0; i < undoing->approvals.list.count; i++) {
        const struct approval *line = &undoing->approvals.list.items[i].approval;
        if (!change_expect(
                change, 1,
                SQL("update approval set waits = $1, turn_at = $2, decision = '', note = '', decided_at = 0, "
                    "decided_by = '' where id = $3"),
                DB(db_int(line->waits), db_int(line->waits ? change_time(change) : line->turn_at), db_int(line->id)),
                err))
            return false;
    }
    return true;
}

static bool undo_rows(struct writing *writing, struct change *change, struct err *err)
{
    const struct undoing *undoing = (const struct undoing *)writing;
    return take_spans(change, undoing, err) && take_handed(change, undoing, err) &&
           take_approvals(change, undoing, err) &&
           change_run(change, /* the step's is the newest */
                      SQL("delete from outbox where sent_at = 0 and id = (select max(id) from outbox where sent_at = 0 "
                          "and record = $1 and created_at >= $2)"),
                      DB(db_int(writing->id), db_int(undoing->lines[undoing->at].at)), err);
}

/* How many a step takes along at most. */
static size_t takes_along(const struct definitions *definitions)
{
    size_t most = 0;
    for (size_t i = 0; i < definitions->registers.count; i++)
        for (size_t k = 0; k < definitions->registers.items[i].steps.count; k++)
            if (definitions->registers.items[i].steps.items[k].along.count > most)
                most = definitions->registers.items[i].steps.items[k].along.count;
    return most;
}

bool record_undo(struct office *office, struct arena *mem, int64_t id, int64_t version, const char **taken,
                 struct err *err)
{
    const char *label = "";
    struct undoing undoing = { .writing = { .office = office,
                                            .id = id,
                                            .version = version,
                                            .quiet = true,
                                            .plan = plan_undo,
                                            .rows = undo_rows },
                               .taken = &label };
    const char *other = "";
    struct office whole = *office; /* the definition gave the right to the other's step, whoever may see it */
    whole.scope.everything = true;
    whole.reg = NULL;
    whole.request = NULL;
    struct undoing *along = ARENA_ARRAY(mem, struct undoing, STEP_ALONG_MAX);
    struct writing *all[1 + STEP_ALONG_MAX] = { &undoing.writing };
    for (size_t i = 0; i < STEP_ALONG_MAX; i++) {
        along[i] =
            (struct undoing){ .writing = { .office = &whole, .quiet = true, .plan = plan_undo, .rows = undo_rows },
                              .taken = &other,
                              .first = &undoing,
                              .place = i };
        all[1 + i] = &along[i].writing;
    }
    if (!write_run_all(all, 1 + takes_along(office->definitions), mem, err))
        return false;
    if (taken)
        *taken = arena_strdup(mem, label);
    return true;
}
