/* SPDX-License-Identifier: Apache-2.0 */
#include "records/due_moves.h"

#include "base/text.h"
#include "query/builder.h"
#include "records/assignment_line.h"

/* A line of the record's tree, and the date it has from above: before the change, and now. */
struct line {
    int64_t id;
    struct assignment_note note;
    bool open;
    const char *before, *now;
};

struct lines {
    ARRAY(struct line) list;
};

static const struct line *find(const struct lines *lines, int64_t id)
{
    for (size_t i = 0; id && i < lines->list.count; i++)
        if (lines->list.items[i].id == id)
            return &lines->list.items[i];
    return NULL;
}

/* A line comes after the one above it; the record's date is NOW, and was BEFORE. */
static void inherit(const char *before, const char *now, const struct lines *lines, struct line *line)
{
    const struct line *above = find(lines, line->note.parent);
    bool own = line->note.own_due || line->note.role == ASSIGN_INFORM ||
               !text_equal(line->note.due, above ? above->before : before);
    line->before = line->note.due;
    line->now = own ? line->note.due : above ? above->now : now;
}

static bool read_lines(struct write *write, struct db *db, struct lines *lines, struct err *err)
{
    struct arena *mem = write->mem;
    struct rows *rows =
        db_rows(db, mem,
                SQL("select id, to_whom, role, due, parent, own_due, back_of, opinion, finished_at from "
                    "assignment where record = $1 order by id"),
                DB(db_int(write->after.id)), err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct line line = { .id = rows_int(rows, 0),
                             .note = { .to = arena_strdup(mem, rows_text(rows, 1)),
                                       .due = arena_strdup(mem, rows_text(rows, 3)),
                                       .parent = rows_int(rows, 4),
                                       .own_due = rows_int(rows, 5) == 1,
                                       .back_of = rows_int(rows, 6),
                                       .words = arena_strdup(mem, rows_text(rows, 7)) },
                             .open = rows_int(rows, 8) == 0 };
        if (!assignment_role_find(rows_text(rows, 2), &line.note.role))
            continue;
        inherit(write->before.due, write->after.due, lines, &line);
        *ARRAY_ADD(mem, &lines->list) = line;
    }
    return rows_end(rows, err);
}

static bool is_among(const int64_t *ids, size_t count, int64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (ids[i] == id)
            return true;
    return false;
}

bool due_moves_plan(struct write *write, struct db *db, const int64_t *ended, size_t ended_count,
                    struct due_moves *moves, struct err *err)
{
    struct arena *mem = write->mem;
    struct lines lines = { 0 };
    if (write->dues.count == 0 || text_equal(write->before.due, write->after.due))
        return true;
    if (!read_lines(write, db, &lines, err))
        return false;
    struct write_note *notes = ARENA_ARRAY(mem, struct write_note, lines.list.count + 1);
    for (size_t i = 0; i < lines.list.count; i++) {
        struct line *line = &lines.list.items[i];
        if (!line->open || text_equal(line->now, line->note.due) || is_among(ended, ended_count, line->id))
            continue;
        line->note.due = line->now;
        notes[moves->list.count] = assignment_line_note(mem, line->id, &line->note);
        *ARRAY_ADD(mem, &moves->list) = (struct due_move){ line->id, line->now };
    }
    if (moves->list.count > 0)
        write_plan_act(write, STEP_MOVE_ASSIGNMENT, NULL, notes, moves->list.count);
    return true;
}

bool due_moves_apply(struct change *change, const struct due_moves *moves, struct err *err)
{
    for (size_t i = 0; i < moves->list.count; i++)
        if (!change_expect(change, 1, SQL("update assignment set due = $1 where id = $2 and finished_at = 0"),
                           DB(db_text(moves->list.items[i].due), db_int(moves->list.items[i].id)), err))
            return false;
    return true;
}

/* The lines of all of them, a record's together. */
static struct rows *ask_lines(struct db *db, struct arena *mem, const struct due_foreseen *foreseen, size_t count,
                              struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "select record, id, role, due, parent, own_due, finished_at from assignment where record in (");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_raw(&to.text, ", ");
        query_put(&to, db_int(foreseen[i].record));
    }
    text_raw(&to.text, ") order by record, id");
    struct query_sql sql = query_finish(&to);
    return db_rows(db, mem, sql.statement, sql.values, sql.count, err);
}

static struct due_foreseen *find_foreseen(struct due_foreseen *foreseen, size_t count, int64_t record)
{
    size_t i = 0;
    while (i + 1 < count && foreseen[i].record != record)
        i++;
    return &foreseen[i];
}

bool due_moves_foresee(struct db *db, struct arena *mem, struct due_foreseen *foreseen, size_t count, struct err *err)
{
    struct due_foreseen *of = NULL;
    struct lines lines = { 0 };
    struct rows *rows = count ? ask_lines(db, mem, foreseen, count, err) : NULL;
    while (rows && rows_next(rows)) {
        if (!of || of->record != rows_int(rows, 0)) {
            of = find_foreseen(foreseen, count, rows_int(rows, 0));
            lines.list.count = 0;
        }
        struct line line = { .id = rows_int(rows, 1),
                             .note = { .due = arena_strdup(mem, rows_text(rows, 3)),
                                       .parent = rows_int(rows, 4),
                                       .own_due = rows_int(rows, 5) == 1 },
                             .open = rows_int(rows, 6) == 0 };
        if (!assignment_role_find(rows_text(rows, 2), &line.note.role))
            continue;
        inherit(of->before, of->now, &lines, &line);
        *ARRAY_ADD(mem, &lines.list) = line;
        of->lines += line.open && !text_equal(line.now, line.note.due);
    }
    return count == 0 || (rows && rows_end(rows, err));
}
