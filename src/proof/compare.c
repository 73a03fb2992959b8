/* SPDX-License-Identifier: Apache-2.0 */
/* Each record as it stands against what its history says, in chunks: one query for the records, one for their lines and
 * values, and one each for spans, due dates, links and the columns that no list reads. */
#include "proof/verify_internal.h"

#include <string.h>

#include "base/text.h"
#include "handling/assignment_note.h"
#include "handling/attachment_note.h"
#include "handling/direction_note.h"
#include "records/approvals.h"
#include "fields/field_type.h"
#include "fields/personal_index.h"
#include "query/search.h"
#include "records/history_values.h"
#include "store/id.h"
#include "viet/sort_key.h"

enum { RECORDS_CHUNK = 2000, COLUMN_CHANGES = 8 /* of TABLE_LINES */ };

/* What the history says of one record: its lines, and the newest value of each field. */
struct remembered {
    const char *after;
    int64_t version;
    bool gap; /* in the versions */
    const char **values;
    bool *erased;
    struct past past;
};

struct cursor {
    struct rows *rows;
    bool at_row;
};

enum table {
    TABLE_LINES,
    TABLE_SPANS,
    TABLE_DUES,
    TABLE_LINKS,
    TABLE_COLUMNS,
    TABLE_ASSIGNMENTS,
    TABLE_ATTACHMENTS,
    TABLE_DIRECTIONS,
    TABLE_BATCHES,
    TABLE_APPROVALS,
    TABLE_NUMBERS,
    TABLE_SEARCH,
    TABLE_PERSONAL,
    TABLES
};

struct chunk {
    struct verification *verification;
    struct arena *mem;
    const struct register_definition *reg;
    struct cursor cursors[TABLES];
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* The rows of all tables for the records LOW … HIGH, in the order of the records. */
static bool read_tables(struct chunk *chunk, int64_t low, int64_t high, struct err *err)
{
    const struct statement *const statements[TABLES] = {
        [TABLE_LINES] =
            SQL("select h.record, h.version, h.after, h.step, h.\"on\", h.\"by\", h.recorded_at, h.reason, h.changes, "
                "v.field, v.old, v.new, case when v.nonce is null then 1 else 0 end from record r join history h on "
                "h.record = r.id "
                "left join history_value v on v.record = h.record and v.version = h.version and h.changes is null "
                "where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, h.version"),
        [TABLE_SPANS] = SQL("select s.record, s.part, s.register, s.state, s.state_group, s.since_on, s.from_on, "
                            "s.until_on, s.unit, s.step, s.recorded_at from record r join record_span s on s.record = "
                            "r.id where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, s.part"),
        [TABLE_DUES] =
            SQL("select d.record, d.part, d.clock, d.due, d.from_on, d.until_on from record r join due_span d on "
                "d.record = r.id where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, d.part"),
        [TABLE_LINKS] = SQL(
            "select l.from_record, l.kind, l.to_record, l.created_by, l.created_at from record r join record_link l on "
            "l.from_record = r.id where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, "
            "l.kind, l.to_record"),
        [TABLE_COLUMNS] = SQL(
            "select r.id, r.created_at, r.created_by, r.changed_at, r.changed_by, r.changed_on, "
            "r.state_group, r.source, r.source_code, r.cancelled, r.title_key from record r where r.register = $1 and "
            "r.id >= $2 and r.id <= $3 order by r.id"),
        [TABLE_ASSIGNMENTS] = SQL(
            "select a.record, a.id, a.parent, a.from_whom, a.to_whom, a.role, a.opinion, a.due, a.given_at, "
            "a.finished_at, a.own_due, a.back_of, a.outcome, a.result, a.ended_by, a.on_path, a.register, r.cancelled "
            "from record r join "
            "assignment a on a.record = r.id where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, a.id"),
        [TABLE_ATTACHMENTS] =
            SQL("select t.record, t.id, t.name, t.media_type, t.blob, t.version, b.size, t.created_at, t.created_by, "
                "t.withdrawn, t.draft, t.note from record r join attachment t on t.record = r.id left join blob b on "
                "b.hash = t.blob "
                "where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, t.id"),
        [TABLE_DIRECTIONS] =
            SQL("select d.record, " DIRECTION_COLUMNS " from record r join direction d on d.record = r.id where "
                "r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, d.id"),
        [TABLE_BATCHES] = SQL(
            "select d.record, t.direction, t.batch, t.task, t.created_at, t.created_by from record r join direction "
            "d on d.record = r.id join direction_task t on t.direction = d.id where r.register = $1 and r.id >= $2 "
            "and r.id <= $3 order by r.id, t.batch, t.task"),
        [TABLE_APPROVALS] = SQL("select a.record, " APPROVAL_COLUMNS ", a.register from record r join approval a on "
                                "a.record = r.id where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, "
                                "a.id"),
        [TABLE_NUMBERS] = SQL("select n.record, n.book, n.series, n.seq, n.printed, n.state, n.reason, n.changed_at "
                              "from record r join number n on n.record = r.id where r.register = $1 and r.id >= $2 "
                              "and r.id <= $3 order by r.id, n.book, n.series, n.seq"),
        [TABLE_SEARCH] = SQL("select s.record, s.tokens, s.fold_version from record r join search_text s on s.record = "
                             "r.id where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id"),
        [TABLE_PERSONAL] = SQL("select k.record, k.field, k.key, k.marks from record r join personal_key k on k.record "
                               "= r.id where r.register = $1 and r.id >= $2 and r.id <= $3 order by r.id, k.field, "
                               "k.key, k.marks"),
    };
    for (int i = 0; i < TABLES; i++) {
        struct rows *rows = db_rows(chunk->verification->db, chunk->mem, statements[i],
                                    DB(db_text(chunk->reg->name), db_int(low), db_int(high)), err);
        if (!rows)
            return false;
        chunk->cursors[i] = (struct cursor){ rows, rows_next(rows) };
    }
    return true;
}

/* Stands CURSOR at a row of RECORD? */
static bool is_at(const struct cursor *cursor, const struct record *record)
{
    return cursor->at_row && rows_int(cursor->rows, 0) == record->id;
}

static void step(struct cursor *cursor)
{
    cursor->at_row = rows_next(cursor->rows);
}

static const char *keep(struct chunk *chunk, const struct cursor *cursor, int column)
{
    const char *text = rows_text(cursor->rows, column);
    return text ? arena_strdup(chunk->mem, text) : NULL;
}

/* --- remembering -------------------------------------------------------------------------------------------------- */

/* A link put in, or (NEW is NULL) the one OLD taken out, by the newest line. */
static void remember_link(struct chunk *chunk, struct past *past, const char *kind, const char *new, const char *old)
{
    const struct past_line *line = &past->lines.items[past->lines.count - 1];
    const char *name = arena_printf(chunk->mem, "%s %s", kind, new ? new : old ? old : "");
    for (size_t i = 0; !new &&i < past->links_told.count; i++)
        if (text_equal(past->links_told.items[i].name, name)) {
            past->links_told.items[i] = past->links_told.items[--past->links_told.count];
            return;
        }
    /* one taken out that never was is told: no row is like it */
    *ARRAY_ADD(chunk->mem, &past->links_told) = (struct past_link){ name, line->by, line->recorded_at };
}

static void remember_value(struct chunk *chunk, struct remembered *remembered, const struct history_value_row *value)
{
    const struct register_definition *reg = chunk->reg;
    const char *name = value->field, *text = value->new;
    struct past *past = &remembered->past;
    if (past_tell(chunk->mem, past, &past->lines.items[past->lines.count - 1], name,
                  value->erased ? NULL
                  : text        ? text
                                : ""))
        return;
    if (text_starts(name, HISTORY_LINK) && !value->erased)
        remember_link(chunk, past, name + strlen(HISTORY_LINK), text, value->old);
    for (size_t i = 0; i < reg->fields.count; i++)
        if (text_equal(reg->fields.items[i].name, name) || text_equal(reg->fields.items[i].was, name)) {
            remembered->values[i] = text;
            remembered->erased[i] = value->erased;
        }
}

static void remember_values(struct chunk *chunk, struct remembered *remembered, const struct cursor *cursor)
{
    struct history_value_row *values;
    size_t count;
    history_values_of_row(chunk->mem, cursor->rows, COLUMN_CHANGES, &values, &count);
    for (size_t i = 0; i < count; i++)
        remember_value(chunk, remembered, &values[i]);
}

static void remember_line(struct chunk *chunk, struct remembered *remembered, const struct cursor *cursor)
{
    int64_t version = rows_int(cursor->rows, 1);
    if (version == remembered->version)
        return;
    remembered->gap |= version != remembered->version + 1;
    remembered->version = version;
    remembered->after = keep(chunk, cursor, 2);
    const char *due = history_after_value(chunk->mem, remembered->after, "due");
    *ARRAY_ADD(chunk->mem, &remembered->past.lines) =
        (struct past_line){ .step = keep(chunk, cursor, 3),
                            .on = keep(chunk, cursor, 4),
                            .by = keep(chunk, cursor, 5),
                            .recorded_at = rows_int(cursor->rows, 6),
                            .reason = keep(chunk, cursor, 7),
                            .clocks = history_after_value(chunk->mem, remembered->after, "clocks"),
                            .numbered = history_after_value(chunk->mem, remembered->after, "number") != NULL,
                            .cancelled = history_after_value(chunk->mem, remembered->after, "cancelled") != NULL,
                            .state = history_after_value(chunk->mem, remembered->after, "state"),
                            .unit = history_after_value(chunk->mem, remembered->after, "unit"),
                            .finished = history_after_value(chunk->mem, remembered->after, "finished"),
                            .due = due ? due : DUE_OPEN };
}

static void remember_spans(struct chunk *chunk, struct past *past, const struct record *record)
{
    for (struct cursor *at = &chunk->cursors[TABLE_SPANS]; is_at(at, record); step(at))
        *ARRAY_ADD(chunk->mem, &past->spans) = (struct past_span){ .part = rows_int(at->rows, 1),
                                                                   .reg = keep(chunk, at, 2),
                                                                   .state = keep(chunk, at, 3),
                                                                   .group = keep(chunk, at, 4),
                                                                   .since_on = keep(chunk, at, 5),
                                                                   .from_on = keep(chunk, at, 6),
                                                                   .until_on = keep(chunk, at, 7),
                                                                   .unit = keep(chunk, at, 8),
                                                                   .step = keep(chunk, at, 9),
                                                                   .recorded_at = rows_int(at->rows, 10) };
    for (struct cursor *at = &chunk->cursors[TABLE_DUES]; is_at(at, record); step(at))
        *ARRAY_ADD(chunk->mem, &past->dues) = (struct past_due){ .part = rows_int(at->rows, 1),
                                                                 .clock = keep(chunk, at, 2),
                                                                 .due = keep(chunk, at, 3),
                                                                 .from_on = keep(chunk, at, 4),
                                                                 .until_on = keep(chunk, at, 5) };
}

static void remember_links(struct chunk *chunk, struct past *past, const struct record *record)
{
    char id[ID_SIZE];
    for (struct cursor *at = &chunk->cursors[TABLE_LINKS]; is_at(at, record); step(at)) {
        id_print(rows_int(at->rows, 2), id);
        *ARRAY_ADD(chunk->mem, &past->links_kept) =
            (struct past_link){ arena_printf(chunk->mem, "%s %s", rows_text(at->rows, 1), id), keep(chunk, at, 3),
                                rows_int(at->rows, 4) };
    }
    for (struct cursor *at = &chunk->cursors[TABLE_NUMBERS]; is_at(at, record); step(at))
        *ARRAY_ADD(chunk->mem, &past->numbers) = (struct past_number){ .book = keep(chunk, at, 1),
                                                                       .series = keep(chunk, at, 2),
                                                                       .seq = rows_int(at->rows, 3),
                                                                       .printed = keep(chunk, at, 4),
                                                                       .state = keep(chunk, at, 5),
                                                                       .reason = keep(chunk, at, 6),
                                                                       .changed_at = rows_int(at->rows, 7) };
}

/* Does the line of this row lead under leads, by what was kept so far? */
static bool is_on_path(struct arena *mem, const struct past *past, const struct assignment_note *note)
{
    char id[ID_SIZE];
    if (note->role != ASSIGN_LEAD || !note->parent)
        return note->role == ASSIGN_LEAD;
    id_print(note->parent, id);
    const char *name = arena_printf(mem, HISTORY_ASSIGNMENT "%s", id);
    for (size_t i = 0; i < past->kept.count; i++)
        if (text_equal(past->kept.items[i].name, name))
            return past->kept.items[i].on_path;
    return false;
}

/* It names its register, unless it was open when its record was cancelled before 0016-handing.sql. */
static bool is_of_register(const struct chunk *chunk, const struct cursor *at, instant_t ended)
{
    const char *reg = rows_text(at->rows, 16);
    return text_equal(reg, chunk->reg->name) || (text_is_empty(reg) && !ended && rows_int(at->rows, 17) == 1);
}

/* The row of an assignment; where no act could have left it so, its text is none that an act writes. */
static void remember_assignment(struct chunk *chunk, struct past *past, const struct cursor *at)
{
    struct arena *mem = chunk->mem;
    char id[ID_SIZE];
    enum assignment_outcome outcome;
    struct assignment_note note = { .to = keep(chunk, at, 4),
                                    .due = keep(chunk, at, 7),
                                    .parent = rows_int(at->rows, 2),
                                    .own_due = rows_int(at->rows, 10) == 1,
                                    .back_of = rows_int(at->rows, 11),
                                    .words = keep(chunk, at, 6) };
    instant_t ended = rows_int(at->rows, 9);
    bool known = assignment_role_find(rows_text(at->rows, 5), &note.role) &&
                 assignment_outcome_find(rows_text(at->rows, 12), &outcome) &&
                 (ended != 0) == (outcome != OUTCOME_OPEN) && note.own_due == rows_int(at->rows, 10) &&
                 is_on_path(mem, past, &note) == rows_int(at->rows, 15) && is_of_register(chunk, at, ended);
    bool bare = known && outcome == OUTCOME_OPEN && text_is_empty(rows_text(at->rows, 13)) &&
                text_is_empty(rows_text(at->rows, 14));
    id_print(rows_int(at->rows, 1), id);
    *ARRAY_ADD(mem, &past->kept) = (struct past_thing){
        .name = arena_printf(mem, HISTORY_ASSIGNMENT "%s", id),
        .text = known ? assignment_note_print(mem, &note) : "",
        .by = keep(chunk, at, 3),
        .at = rows_int(at->rows, 8),
        .ended = ended,
        .on_path = rows_int(at->rows, 15) == 1,
        .said = !known || bare ? "" : past_said(mem, outcome, keep(chunk, at, 14), keep(chunk, at, 13))
    };
}

/* What was handed about and attached. */
static void remember_things(struct chunk *chunk, struct past *past, const struct record *record)
{
    struct arena *mem = chunk->mem;
    char id[ID_SIZE];
    for (struct cursor *at = &chunk->cursors[TABLE_ASSIGNMENTS]; is_at(at, record); step(at))
        remember_assignment(chunk, past, at);
    for (struct cursor *at = &chunk->cursors[TABLE_ATTACHMENTS]; is_at(at, record); step(at)) {
        struct attachment file = { .name = keep(chunk, at, 2),
                                   .media_type = keep(chunk, at, 3),
                                   .blob = keep(chunk, at, 4),
                                   .version = rows_int(at->rows, 5),
                                   .size = rows_int(at->rows, 6),
                                   .draft = rows_int(at->rows, 10),
                                   .note = keep(chunk, at, 11) };
        id_print(rows_int(at->rows, 1), id);
        *ARRAY_ADD(mem, &past->kept) = (struct past_thing){ .name = arena_printf(mem, HISTORY_ATTACHMENT "%s", id),
                                                            .text = attachment_note_print(mem, &file),
                                                            .by = keep(chunk, at, 8),
                                                            .at = rows_int(at->rows, 7),
                                                            .ended = rows_int(at->rows, 9),
                                                            .said = "" };
    }
}

/* What was said on the record, and the tasks of each act. */
static void remember_directions(struct chunk *chunk, struct past *past, const struct record *record)
{
    struct arena *mem = chunk->mem;
    char id[ID_SIZE];
    for (struct cursor *at = &chunk->cursors[TABLE_DIRECTIONS]; is_at(at, record); step(at)) {
        struct direction said = { .speaker = keep(chunk, at, 3),
                                  .said_on = keep(chunk, at, 4),
                                  .source = keep(chunk, at, 5),
                                  .words = keep(chunk, at, 6) };
        id_print(rows_int(at->rows, 1), id);
        *ARRAY_ADD(mem, &past->kept) = (struct past_thing){ .name = arena_printf(mem, HISTORY_DIRECTION "%s", id),
                                                            .text = direction_note_print(mem, &said),
                                                            .by = keep(chunk, at, 8),
                                                            .at = rows_int(at->rows, 7),
                                                            .said = "" };
    }
    struct past_thing *batch = NULL;
    int64_t last = 0;
    for (struct cursor *at = &chunk->cursors[TABLE_BATCHES]; is_at(at, record); step(at)) {
        int64_t task = rows_int(at->rows, 3);
        id_print(rows_int(at->rows, 1), id);
        const char *direction = arena_printf(mem, HISTORY_DIRECTION "%s", id);
        const char *by = keep(chunk, at, 5);
        if (batch && rows_int(at->rows, 2) == last && text_equal(batch->by, by) && batch->at == rows_int(at->rows, 4) &&
            text_starts(batch->text, arena_printf(mem, "%s ", direction))) {
            id_print(task, id);
            batch->text = arena_printf(mem, "%s %s", batch->text, id);
            continue;
        }
        last = rows_int(at->rows, 2);
        batch = ARRAY_ADD(mem, &past->kept);
        *batch = (struct past_thing){ .text = arena_printf(mem, "%s %s", direction,
                                                           direction_batch_print(mem, last, &task, 1)),
                                      .by = by,
                                      .at = rows_int(at->rows, 4),
                                      .said = "" };
        id_print(last, id);
        batch->name = arena_printf(mem, "batch.%s", id);
    }
}

/* An undo takes back the newest step that stands, and what came with it. */
static void remember_life(struct chunk *chunk, struct past *past)
{
    for (size_t i = 0; i < past->lines.count; i++) {
        if (!text_equal(past->lines.items[i].step, STEP_UNDO)) {
            *ARRAY_ADD(chunk->mem, &past->life) = past->lines.items[i];
            continue;
        }
        size_t at = past->life.count;
        while (at > 0 && !history_step_dates(past->life.items[at - 1].step))
            at--;
        past->life.count = at ? at - 1 : 0;
    }
}

/* The row of an approval; of one that no act could have left so the text is none that an act writes. */
static void remember_approvals(struct chunk *chunk, struct past *past, const struct record *record)
{
    struct arena *mem = chunk->mem;
    char id[ID_SIZE];
    for (struct cursor *at = &chunk->cursors[TABLE_APPROVALS]; is_at(at, record); step(at)) {
        enum approval_decision decision;
        struct approval row = { .draft = rows_int(at->rows, 3),
                                .blob = keep(chunk, at, 4),
                                .route = keep(chunk, at, 5),
                                .kind = keep(chunk, at, 6),
                                .stage = rows_int(at->rows, 7),
                                .to = keep(chunk, at, 8),
                                .waits = rows_int(at->rows, 9) == 1,
                                .note = keep(chunk, at, 13) };
        bool known = approval_decision_find(rows_text(at->rows, 12), &decision) && row.waits == rows_int(at->rows, 9) &&
                     text_equal(rows_text(at->rows, 15), chunk->reg->name);
        row.decision = known ? decision : DECISION_NONE;
        id_print(rows_int(at->rows, 1), id);
        *ARRAY_ADD(mem, &past->kept) = (struct past_thing){ .name = arena_printf(mem, HISTORY_APPROVAL "%s", id),
                                                            .text = known ? approval_note_print(mem, &row) : "",
                                                            .by = keep(chunk, at, 14),
                                                            .at = rows_int(at->rows, 10),
                                                            .ended = rows_int(at->rows, 11),
                                                            .said = "" };
    }
}

static struct remembered remember(struct chunk *chunk, const struct record *record)
{
    size_t count = chunk->reg->fields.count + 1;
    struct remembered remembered = { .values = ARENA_ARRAY(chunk->mem, const char *, count),
                                     .erased = ARENA_ARRAY(chunk->mem, bool, count) };
    for (struct cursor *at = &chunk->cursors[TABLE_LINES]; is_at(at, record); step(at)) {
        remember_line(chunk, &remembered, at);
        remember_values(chunk, &remembered, at);
    }
    remember_life(chunk, &remembered.past);
    remember_spans(chunk, &remembered.past, record);
    remember_links(chunk, &remembered.past, record);
    remember_things(chunk, &remembered.past, record);
    remember_directions(chunk, &remembered.past, record);
    remember_approvals(chunk, &remembered.past, record);
    return remembered;
}

/* --- comparing ---------------------------------------------------------------------------------------------------- */

static void fault(struct chunk *chunk, const struct record *record, const char *what)
{
    if (what)
        verification_fault(chunk->verification, record->id, 0, what);
}

/* The line names the state as it was called then; `was:` may have renamed it since. */
static bool is_renamed_only(struct arena *mem, const char *after, const char *now, const struct record *record)
{
    const char *rest = strchr(after, '&'), *rest_now = strchr(now, '&');
    return rest && rest_now && text_equal(rest, rest_now) &&
           past_same_state(record->reg, history_after_value(mem, after, "state"), record->state);
}

static void check_field(struct chunk *chunk, const struct record *record, size_t at,
                        const struct remembered *remembered)
{
    const struct field *field = &record->reg->fields.items[at];
    const char *now = value_print(chunk->mem, field, &record->values[at]), *then = remembered->values[at];
    if (!value_is_sound(field, &record->values[at]))
        fault(chunk, record, arena_printf(chunk->mem, "“%s” đang là một giá trị không thể nhập được", field->label));
    if (text_equal(now, then))
        return;
    if (remembered->erased[at])
        fault(chunk, record,
              arena_printf(chunk->mem, "“%s” đã xóa khỏi lịch sử nhưng hồ sơ đang là “%s”", field->label, now));
    for (size_t i = 0; now && then && i < field->choices.count; i++)
        if (text_equal(field->choices.items[i].was, then) && text_equal(field->choices.items[i].code, now))
            return;
    if (!remembered->erased[at])
        fault(chunk, record,
              arena_printf(chunk->mem, "“%s” đang là “%s” nhưng lịch sử ghi “%s”", field->label, now ? now : "",
                           then ? then : ""));
}

/* A title made of a label may be of another day; one made of a text is that text. */
static bool title_is_true(struct chunk *chunk, const struct record *record)
{
    const struct field *field = register_field(record->reg, record->reg->title);
    bool text = field && (field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT || field->type == FIELD_PERSON);
    return !text ||
           text_equal(record->title, write_title(chunk->mem, chunk->verification->office->definitions, record));
}

static void check_columns(struct chunk *chunk, const struct record *record, const struct remembered *remembered)
{
    struct cursor *at = &chunk->cursors[TABLE_COLUMNS];
    if (!is_at(at, record))
        return;
    const struct past_line *first = &remembered->past.lines.items[0];
    const struct past_line *last = &remembered->past.lines.items[remembered->past.lines.count - 1];
    const struct state *state = register_state(record->reg, record->state);
    if (rows_int(at->rows, 1) != first->recorded_at || !text_equal(rows_text(at->rows, 2), first->by))
        fault(chunk, record, "Người tạo hoặc lúc tạo hồ sơ khác với lịch sử");
    if (rows_int(at->rows, 3) != last->recorded_at || !text_equal(rows_text(at->rows, 4), last->by) ||
        !text_equal(rows_text(at->rows, 5), last->on))
        fault(chunk, record, "Người sửa hoặc lúc sửa hồ sơ khác với lịch sử");
    if (!state || !text_equal(rows_text(at->rows, 6), state_group_name(state->group)))
        fault(chunk, record, "Nhóm trạng thái của hồ sơ khác với định nghĩa của sổ");
    if (!text_is_empty(rows_text(at->rows, 7)) || !text_is_empty(rows_text(at->rows, 8)))
        fault(chunk, record, "Nguồn của hồ sơ không có trong lịch sử");
    if (rows_int(at->rows, 9) != 0 && rows_int(at->rows, 9) != 1)
        fault(chunk, record, "Dấu hủy của hồ sơ không phải có hoặc không");
    bool bare = !record->number && !text_is_empty(record->number_key);
    bool own = record->number && record->reg->number_field &&
               !text_equal(record->number_key, arena_printf(chunk->mem, "=%s", record->number));
    if (bare || own)
        fault(chunk, record, "Thứ tự của số không phải của số hồ sơ đang mang");
    if (!title_is_true(chunk, record))
        fault(chunk, record, arena_printf(chunk->mem, "Tiêu đề “%s” khác với nội dung hồ sơ", record->title));
    if (!text_equal(rows_text(at->rows, 10), viet_sort_key(chunk->mem, record->title)))
        fault(chunk, record, "Thứ tự chữ cái của tiêu đề không phải của tiêu đề");
    step(at);
}

static void check_search(struct chunk *chunk, const struct record *record)
{
    struct cursor *at = &chunk->cursors[TABLE_SEARCH];
    bool there = is_at(at, record);
    if (!there || rows_int(at->rows, 2) != SEARCH_FOLD_VERSION ||
        !past_search_is_true(chunk->mem, chunk->verification->office->definitions, record, rows_text(at->rows, 1)))
        fault(chunk, record, "Chữ để tìm kiếm của hồ sơ khác với nội dung hồ sơ");
    if (there)
        step(at);
}

/* Both are in the same order: by field, key and marks. */
static void check_personal(struct chunk *chunk, const struct record *record)
{
    const char *secret = chunk->verification->secret;
    struct personal_keys keys = { 0 };
    size_t at = 0;
    bool same = true;
    if (!secret)
        return; /* said once, of the whole */
    keys = personal_keys_of(chunk->mem, secret, record);
    for (struct cursor *row = &chunk->cursors[TABLE_PERSONAL]; is_at(row, record); step(row), at++) {
        const struct personal_key *key = at < keys.list.count ? &keys.list.items[at] : NULL;
        same &= key && text_equal(rows_text(row->rows, 1), key->field) &&
                text_equal(rows_text(row->rows, 2), key->key) && text_equal(rows_text(row->rows, 3), key->marks);
    }
    if (!same || at != keys.list.count)
        fault(chunk, record, "Chỉ mục dữ liệu cá nhân của hồ sơ khác với nội dung hồ sơ");
}

static void check_record(struct chunk *chunk, const struct record *record)
{
    struct remembered remembered = remember(chunk, record);
    const char *now = history_after_number(chunk->mem, history_after(chunk->mem, record), record->number);
    const struct definitions *definitions = chunk->verification->office->definitions;
    chunk->verification->report->records++;
    if (!remembered.after) {
        fault(chunk, record, "Hồ sơ không có dòng lịch sử nào");
        return;
    }
    if (remembered.gap)
        fault(chunk, record, "Lịch sử của hồ sơ thiếu dòng");
    if (remembered.version != record->version)
        fault(chunk, record, "Số bản của hồ sơ khác với lịch sử");
    const char *after = history_after_row(chunk->mem, remembered.after);
    if (!text_equal(after, now) && !is_renamed_only(chunk->mem, after, now, record))
        fault(chunk, record, arena_printf(chunk->mem, "Hồ sơ đang là “%s” nhưng lịch sử ghi “%s”", now, after));
    for (size_t i = 0; i < record->reg->fields.count; i++)
        check_field(chunk, record, i, &remembered);
    check_columns(chunk, record, &remembered);
    fault(chunk, record, past_check_spans(&remembered.past, record));
    fault(chunk, record, past_check_dues(&remembered.past, record));
    fault(chunk, record, past_check_things(&remembered.past));
    fault(chunk, record, past_check_links(&remembered.past));
    fault(chunk, record, past_check_numbers(chunk->mem, &remembered.past, record, definitions));
    check_search(chunk, record);
    check_personal(chunk, record);
}

/* --- a register --------------------------------------------------------------------------------------------------- */

/* A record that has no line still has its rows: what lies before it is passed over. */
static void skip_to(struct chunk *chunk, const struct record *record)
{
    for (int i = 0; i < TABLES; i++)
        while (chunk->cursors[i].at_row && rows_int(chunk->cursors[i].rows, 0) < record->id)
            step(&chunk->cursors[i]);
}

/* One chunk of a register's records after *LAST; MORE says whether there were any. */
static bool check_records_after(struct chunk *chunk, const struct statement *statement, int64_t *last, bool *more,
                                struct err *err)
{
    struct rows *rows =
        db_rows(chunk->verification->db, chunk->mem, statement, DB(db_text(chunk->reg->name), db_int(*last)), err);
    if (!rows)
        return false;
    struct record **records = ARENA_ARRAY(chunk->mem, struct record *, RECORDS_CHUNK);
    size_t count = 0;
    while (count < RECORDS_CHUNK && rows_next(rows))
        records[count++] = record_from_row(chunk->mem, rows, chunk->reg);
    bool failed = !rows_end(rows, err);
    *more = count > 0;
    if (failed || count == 0)
        return !failed;
    *last = records[count - 1]->id;
    if (!read_tables(chunk, records[0]->id, *last, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        skip_to(chunk, records[i]);
        check_record(chunk, records[i]);
    }
    for (int i = 0; i < TABLES; i++)
        if (rows_failed(chunk->cursors[i].rows, err))
            return false;
    return true;
}

bool verification_compare(struct verification *verification, const struct register_definition *reg, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct arena *rows CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    const struct statement *statement = statement_build(
        mem, arena_printf(mem,
                          "select %s from record r join %s f on f.id = r.id where r.register = $1 and r.id > $2 order "
                          "by r.id limit %d",
                          record_columns(mem, reg), db_name(mem, reg->name), RECORDS_CHUNK));
    struct chunk chunk = { .verification = verification, .mem = rows, .reg = reg };
    int64_t last = 0;
    bool more = true;
    while (more) {
        if (!check_records_after(&chunk, statement, &last, &more, err))
            return false;
        arena_reset(rows);
    }
    return true;
}
