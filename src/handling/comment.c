/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/comment.h"

#include "query/finder.h"

#include <string.h>

#include "base/text.h"
#include "handling/assignment_note.h"
#include "records/approvals.h"
#include "records/history_values.h"
#include "handling/texts.h"
#include "records/texts.h"
#include "records/writing.h"
#include "records/typed.h"
#include "store/id.h"
#include "viet/input.h"

static struct write *plan_comment(struct writing *writing, struct arena *mem, struct db *db, struct err *err)
{
    struct write *write = write_open(writing->office, mem, db, writing->id, 0, err);
    struct write_note note = { .name = HISTORY_COMMENT, .new = writing->arg };
    if (!write || !write_may(write, ACT_COMMENT, NULL, err) || !write_keeps_more(write, "words", SAY_MORE_COMMENT, err))
        return NULL;
    write_plan_act(write, STEP_COMMENT, NULL, &note, 1);
    return write;
}

bool comment_add(struct office *office, struct arena *mem, int64_t record, const char *words, struct err *err)
{
    if (text_is_empty(words))
        return err_set(err, ERR_INVALID, "required", "words", SAY_COMMENT_EMPTY);
    uint32_t bad;
    char *clean = viet_input(mem, words, true, &bad);
    if (!clean)
        return typed_refuse("words", bad, err);
    clean = text_trim(mem, clean);
    if (text_is_empty(clean))
        return err_set(err, ERR_INVALID, "required", "words", SAY_COMMENT_EMPTY);
    if (utf8_length(clean) > COMMENT_MAX)
        return err_set(err, ERR_INVALID, "length", "words", SAY_COMMENT_LONG, COMMENT_MAX);
    struct writing writing = { .office = office, .id = record, .plan = plan_comment, .arg = clean };
    return write_run(&writing, mem, err);
}

/* --- the timeline ------------------------------------------------------------------------------------------------- */

static const char *keep(struct arena *mem, const struct rows *rows, int column)
{
    const char *text = rows_text(rows, column);
    return text ? arena_strdup(mem, text) : NULL;
}

enum column {
    COLUMN_VERSION,
    COLUMN_STEP,
    COLUMN_ON,
    COLUMN_RECORDED_AT,
    COLUMN_BY,
    COLUMN_FOR_WHOM,
    COLUMN_REASON,
    COLUMN_CHANGES, /* and four more: history_values_of_row */
};

enum { FORMER_FIELDS = 8 }; /* names in one line that are no fields any more; further ones are left out */

struct history_lines {
    struct history_line *items;
    size_t count, room;
};

/* A field by its name of today or the one before. */
static const struct field *field_of(const struct register_definition *reg, const char *name)
{
    const struct field *field = register_field(reg, name);
    for (size_t i = 0; i < reg->fields.count && !field; i++)
        if (text_equal(reg->fields.items[i].was, name))
            field = &reg->fields.items[i];
    return field;
}

static int64_t id_of(const char *text)
{
    int64_t id;
    return text && id_parse(text, &id) ? id : 0;
}

/* An act that says the same to several says it once. */
static void tell_handed(struct arena *mem, struct history_line *line, int64_t id, const char *text)
{
    struct assignment_note note;
    if (line->handed_count == 0)
        line->about = id;
    if (!text || !assignment_note_parse(mem, text, &note) || line->handed_count == HANDED_MAX)
        return;
    if (!line->handed)
        line->handed = ARENA_ARRAY(mem, struct history_handed, HANDED_MAX);
    line->handed[line->handed_count++] =
        (struct history_handed){ id, note.to, assignment_role_label(note.role), note.due };
    if (text_is_empty(line->words))
        line->words = note.words;
    else if (!text_is_empty(note.words) && !text_equal(line->words, note.words))
        line->words = arena_printf(mem, "%s\n%s", line->words, note.words);
}

/* What was said, without who and when in the lines before it; of the tasks made of it how many. */
static void tell_direction(struct arena *mem, struct history_line *line, int64_t id, const char *text)
{
    enum { LINES_BEFORE = 3 };
    size_t tasks = 0;
    line->about = id;
    if (!text)
        return;
    if (text_equal(line->step, STEP_CARRY_OUT)) {
        for (const char *at = text; *at; at++)
            tasks += *at == ' ';
        line->words = arena_printf(mem, SAY_DIRECTION_TASKS, tasks);
        return;
    }
    for (int i = 0; i < LINES_BEFORE; i++)
        text += strcspn(text, "\n") + (text[strcspn(text, "\n")] != '\0');
    line->words = arena_strdup(mem, text);
}

/* The name of a file; of a version of the draft its number and note, too. */
static const char *told_file(struct arena *mem, const char *text)
{
    const char *name = arena_strndup(mem, text, strcspn(text, "\n")), *at = text;
    for (int line = 0; at && line < 5; line++) {
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    if (!at)
        return name;
    const char *note = strchr(at, '\n');
    const char *version = arena_printf(mem, SAY_DRAFT_TOLD, (int)strcspn(at, "\n"), at, name);
    return note && note[1] ? arena_printf(mem, "%s: %s", version, note + 1) : version;
}

/* "Ký nháy nội dung: Đồng ý, có ý kiến: …" of what the line decided; a version's own round begins with its file. */
static void tell_approval(struct arena *mem, struct history_line *line, const char *text)
{
    struct approval approval;
    if (text_equal(line->step, STEP_DRAFT) || !text || !approval_note_parse(mem, text, &approval) || !approval.decision)
        return;
    line->words = arena_printf(mem, *approval.note ? SAY_APPROVAL_TOLD_NOTE : SAY_APPROVAL_TOLD,
                               approval_kind_label(approval.kind), approval_decision_label(approval.decision),
                               (long long)approval.draft, approval.note);
}

/* What the engine's own acts left, by the name of the value; false: it is a field's. */
static bool tell(struct arena *mem, struct history_line *line, const char *name, const char *old, const char *new)
{
    if (text_equal(name, HISTORY_COMMENT)) {
        line->words = new ? new : "";
    } else if (text_starts(name, HISTORY_LINK)) {
        line->link = name + strlen(HISTORY_LINK);
        line->about = id_of(new ? new : old);
    } else if (text_starts(name, HISTORY_ASSIGNMENT)) {
        tell_handed(mem, line, id_of(name + strlen(HISTORY_ASSIGNMENT)), new);
    } else if (text_starts(name, HISTORY_DIRECTION)) {
        tell_direction(mem, line, id_of(name + strlen(HISTORY_DIRECTION)), new);
    } else if (text_starts(name, HISTORY_ATTACHMENT)) {
        line->about = id_of(name + strlen(HISTORY_ATTACHMENT));
        line->words = new ? told_file(mem, new) : "";
    } else if (text_starts(name, HISTORY_APPROVAL)) {
        tell_approval(mem, line, new);
    } else {
        return false;
    }
    return true;
}

/* A value of a name that is no field any more may have been personal: it is not shown to who may not read those. */
static void add_change(struct arena *mem, const struct record *record, bool personal, struct history_line *line,
                       const struct history_value_row *value)
{
    const char *name = value->field, *old = value->old, *new = value->new;
    if (tell(mem, line, name, old, new))
        return;
    const struct field *field = field_of(record->reg, name);
    struct history_change change = { .field = field, .name = name, .old = old, .new = new };
    change.erased = value->erased;
    change.masked = !personal && (!field || field->personal);
    if (change.masked)
        change.old = change.new = NULL;
    if (!line->changes)
        line->changes = ARENA_ARRAY(mem, struct history_change, record->reg->fields.count + FORMER_FIELDS);
    if (line->change_count < record->reg->fields.count + FORMER_FIELDS)
        line->changes[line->change_count++] = change;
}

static struct history_line *add_line(struct arena *mem, const struct record *record, struct history_lines *found,
                                     const struct rows *rows)
{
    struct history_line *line = ARRAY_ADD(mem, found);
    *line = (struct history_line){ .version = rows_int(rows, COLUMN_VERSION),
                                   .step = keep(mem, rows, COLUMN_STEP),
                                   .on = keep(mem, rows, COLUMN_ON),
                                   .recorded_at = rows_int(rows, COLUMN_RECORDED_AT),
                                   .by = keep(mem, rows, COLUMN_BY),
                                   .for_whom = keep(mem, rows, COLUMN_FOR_WHOM),
                                   .reason = keep(mem, rows, COLUMN_REASON),
                                   .words = "" };
    line->label = history_step_label(record->reg, line->step);
    return line;
}

/* --- where links lead --------------------------------------------------------------------------------------------- */

enum { TARGETS_ASKED_MAX = 100 }; /* of one reading; a further record is taken for one that may not be read */

struct targets {
    struct db *db;
    struct arena *mem;
    const struct definitions *definitions;
    const struct scope *scope;
    struct {
        int64_t id;
        bool seen;
    } items[TARGETS_ASKED_MAX];
    size_t count;
};

/* May the scope read the record ID? */
static bool is_seen(struct targets *targets, int64_t id)
{
    struct err no = { 0 };
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].id == id)
            return targets->items[i].seen;
    if (targets->count == TARGETS_ASKED_MAX)
        return false;
    bool seen = record_read(targets->db, targets->mem, targets->definitions, targets->scope, id, &no) != NULL;
    targets->items[targets->count].id = id;
    targets->items[targets->count++].seen = seen;
    return seen;
}

static void hide_line(struct targets *targets, struct history_line *line)
{
    if (line->link && line->about && !is_seen(targets, line->about)) {
        line->hidden = true;
        line->about = 0;
    }
    for (size_t i = 0; i < line->change_count; i++) {
        struct history_change *change = &line->changes[i];
        if (!change->field || change->field->type != FIELD_LINK || change->masked)
            continue;
        int64_t old = id_of(change->old), new = id_of(change->new);
        change->masked = (old && !is_seen(targets, old)) || (new && !is_seen(targets, new));
        if (change->masked)
            change->old = change->new = NULL;
    }
}

/* A row a line; of a line written before there were packed values a row a value, which stand together. */
bool record_history(struct db *db, struct arena *mem, const struct definitions *definitions,
                    const struct record *record, const struct scope *scope, int64_t before, size_t limit,
                    struct history_line **lines, size_t *count, struct err *err)
{
    struct history_lines found = { 0 };
    bool personal = record_personal(record, scope);
    struct rows *rows = db_rows(
        db, mem,
        SQL("select h.version, h.step, h.\"on\", h.recorded_at, h.\"by\", h.for_whom, h.reason, h.changes, v.field, "
            "v.old, "
            "v.new, case when v.nonce is null then 1 else 0 end from history h left join history_value v on v.record = "
            "h.record and v.version = h.version and h.changes is null where h.record = $1 and h.version < $2 and "
            "h.version >= coalesce("
            "(select min(p.version) from (select version from history where record = $1 and version < $2 order by "
            "version desc limit $3) p), 0) order by h.version desc, v.field"),
        DB(db_int(record->id), db_int(before ? before : INT64_MAX), db_int((int64_t)limit)), err);
    if (!rows)
        return false;
    while (rows_next(rows)) {
        struct history_line *line = found.count ? &found.items[found.count - 1] : NULL;
        if (!line || line->version != rows_int(rows, COLUMN_VERSION))
            line = add_line(mem, record, &found, rows);
        struct history_value_row *values;
        size_t value_count;
        history_values_of_row(mem, rows, COLUMN_CHANGES, &values, &value_count);
        for (size_t i = 0; i < value_count; i++)
            add_change(mem, record, personal, line, &values[i]);
    }
    bool failed = !rows_end(rows, err);
    struct targets targets = { .db = db, .mem = mem, .definitions = definitions, .scope = scope };
    for (size_t i = 0; !failed && !scope->everything && i < found.count; i++)
        hide_line(&targets, &found.items[i]);
    *lines = failed ? *lines : found.items;
    *count = failed ? *count : found.count;
    return !failed;
}

bool record_step_days(struct db *db, struct arena *mem, const struct record *record, const char ***days,
                      struct err *err)
{
    const struct register_definition *reg = record->reg;
    const char **found = ARENA_ARRAY(mem, const char *, reg->steps.count + 1);
    struct rows *rows = db_rows(db, mem, SQL("select step, \"on\" from history where record = $1 order by version"),
                                DB(db_int(record->id)), err);
    if (!rows)
        return false;
    struct step_days stand = { 0 };
    while (rows_next(rows))
        step_days_tell(mem, &stand, rows_text(rows, 0), rows_text(rows, 1), 0);
    for (size_t i = 0; i < stand.list.count; i++) {
        const struct step *step = register_step(reg, stand.list.items[i].step);
        if (step)
            found[step - reg->steps.items] = stand.list.items[i].on;
    }
    bool failed = !rows_end(rows, err);
    if (!failed)
        *days = found;
    return !failed;
}
