/* SPDX-License-Identifier: Apache-2.0 */
#include "records/approvals.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "fields/condition.h"
#include "people/names.h"
#include "store/id.h"

#define WHOM_ROLE "role:"
#define WHOM_UNIT "unit:"

enum { SUCCESSIONS_MAX = 8 /* of one unit, one after another */ };

static const struct {
    const char *name, *label;
} decisions[] = { [DECISION_NONE] = { "", "" },
                  [DECISION_AGREED] = { "agreed", "Đồng ý" },
                  [DECISION_OPINION] = { "opinion", "Đồng ý, có ý kiến" },
                  [DECISION_RETURNED] = { "returned", "Trả lại" } };

const char *approval_decision_name(enum approval_decision decision)
{
    return decisions[decision].name;
}

const char *approval_decision_label(enum approval_decision decision)
{
    return decisions[decision].label;
}

bool approval_decision_find(const char *name, enum approval_decision *decision)
{
    for (size_t i = 0; i < COUNT_OF(decisions); i++)
        if (text_equal(decisions[i].name, name)) {
            *decision = (enum approval_decision)i;
            return true;
        }
    return false;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct approval approval_from_row(struct arena *mem, const struct rows *rows)
{
    struct approval approval = { .id = rows_int(rows, 0),
                                 .record = rows_int(rows, 1),
                                 .draft = rows_int(rows, 2),
                                 .blob = arena_strdup(mem, rows_text(rows, 3)),
                                 .route = arena_strdup(mem, rows_text(rows, 4)),
                                 .kind = arena_strdup(mem, rows_text(rows, 5)),
                                 .stage = rows_int(rows, 6),
                                 .to = arena_strdup(mem, rows_text(rows, 7)),
                                 .waits = rows_int(rows, 8) == 1,
                                 .turn_at = rows_int(rows, 9),
                                 .decided_at = rows_int(rows, 10),
                                 .note = arena_strdup(mem, rows_text(rows, 12)),
                                 .decided_by = arena_strdup(mem, rows_text(rows, 13)) };
    if (!approval_decision_find(rows_text(rows, 11), &approval.decision))
        approval.decision = DECISION_NONE;
    return approval;
}

bool approval_list(struct db *db, struct arena *mem, int64_t record, struct approval **list, size_t *count,
                   struct err *err)
{
    ARRAY(struct approval) found = { 0 };
    struct rows *rows = db_rows(db, mem,
                                SQL("select " APPROVAL_COLUMNS " from approval a where a.record = $1 order by a.draft, "
                                    "a.stage, a.id"),
                                DB(db_int(record)), err);
    if (!rows)
        return false;
    while (rows_next(rows))
        *ARRAY_ADD(mem, &found) = approval_from_row(mem, rows);
    *list = found.items;
    *count = found.count;
    return rows_end(rows, err);
}

bool approvals_read(struct db *db, struct arena *mem, int64_t record, struct approvals *approvals, struct err *err)
{
    *approvals = (struct approvals){ .blob = "" };
    /* the lines first: of a version given in meanwhile it is known that there is one, before its lines are */
    if (!approval_list(db, mem, record, &approvals->list, &approvals->count, err))
        return false;
    struct rows *rows = db_rows(db, mem,
                                SQL("select draft, blob, withdrawn from attachment where record = $1 and draft > 0 "
                                    "order by draft desc limit 1"),
                                DB(db_int(record)), err);
    if (!rows)
        return false;
    if (rows_next(rows)) {
        approvals->draft = rows_int(rows, 0);
        approvals->blob = arena_strdup(mem, rows_text(rows, 1));
        approvals->withdrawn = rows_int(rows, 2) != 0;
    }
    return rows_end(rows, err);
}

/* --- whose it is -------------------------------------------------------------------------------------------------- */

/* OWN took over from UNIT, which is no more, or from one that did. A circle ends with the units there are. Asked of
 * every unit for each page, so most are passed over before anything is looked up. */
static bool took_over(const struct definitions *definitions, const char *own, const struct unit *unit, size_t most)
{
    char today[DATE_SIZE];
    if (!unit || !unit->until || unit->successors.count == 0 || text_is_empty(own) || !most)
        return false;
    day_print(clock_today(), today);
    if (strcmp(unit->until, today) >= 0)
        return false;
    bool took = text_list_has(&unit->successors, own);
    for (size_t i = 0; i < unit->successors.count && !took; i++)
        took = took_over(definitions, own, definitions_unit(definitions, unit->successors.items[i]), most - 1);
    return took;
}

static bool is_own_unit(const struct definitions *definitions, const struct scope *scope, const char *code)
{
    return text_equal(code, scope->unit) ||
           took_over(definitions, scope->unit, definitions_unit(definitions, code), SUCCESSIONS_MAX);
}

bool approval_is_mine(const struct definitions *definitions, const struct scope *scope, const char *to)
{
    if (text_list_has(&scope->stands_for, to))
        return false;
    if (text_equal(to, scope->user) || text_list_has(&scope->whoms, to))
        return true;
    if (scope->everything)
        return false;
    if (text_starts(to, WHOM_UNIT))
        return is_own_unit(definitions, scope, to + strlen(WHOM_UNIT));
    if (!text_starts(to, WHOM_ROLE))
        return false;
    const char *role = to + strlen(WHOM_ROLE), *unit = strchr(role, '@');
    size_t length = unit ? (size_t)(unit - role) : strlen(role);
    if (unit && !is_own_unit(definitions, scope, unit + 1))
        return false;
    for (size_t i = 0; i < scope->roles.count; i++)
        if (strlen(scope->roles.items[i]) == length && memcmp(scope->roles.items[i], role, length) == 0)
            return true;
    return false;
}

static void add_unit_whoms(struct arena *mem, struct text_list *whoms, const struct scope *scope, const char *unit)
{
    for (size_t i = 0; i < scope->roles.count; i++)
        whoms->items[whoms->count++] = arena_printf(mem, WHOM_ROLE "%s@%s", scope->roles.items[i], unit);
}

struct text_list approval_whoms(struct arena *mem, const struct definitions *definitions, const struct scope *scope)
{
    size_t roles = scope->everything ? 0 : scope->roles.count, units = definitions->units.count + 1;
    struct text_list whoms = { ARENA_ARRAY(mem, const char *, scope->whoms.count + (roles + 1) * (units + 1)), 0 };
    for (size_t i = 0; i < scope->whoms.count; i++)
        whoms.items[whoms.count++] = scope->whoms.items[i];
    if (scope->everything)
        return whoms;
    for (size_t i = 0; i < roles; i++)
        whoms.items[whoms.count++] = arena_printf(mem, WHOM_ROLE "%s", scope->roles.items[i]);
    if (!text_is_empty(scope->unit))
        add_unit_whoms(mem, &whoms, scope, scope->unit);
    for (size_t i = 0; i < definitions->units.count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        if (!took_over(definitions, scope->unit, unit, SUCCESSIONS_MAX))
            continue;
        whoms.items[whoms.count++] = arena_printf(mem, WHOM_UNIT "%s", unit->code);
        add_unit_whoms(mem, &whoms, scope, unit->code);
    }
    return whoms;
}

bool approval_who(struct db *db, struct arena *mem, const struct definitions *definitions, const char *to,
                  const char **words, struct err *err)
{
    const char **names;
    if (!people_names(db, mem, definitions, &to, 1, &names, err))
        return false;
    *words = names[0] ? names[0] : to;
    return true;
}

/* --- routes ------------------------------------------------------------------------------------------------------- */

const struct approval_route *approval_route_of(const struct definitions *definitions, struct arena *mem,
                                               const struct record *record)
{
    for (size_t i = 0; record->reg->drafts && i < definitions->routes.count; i++) {
        const struct approval_route *route = &definitions->routes.items[i];
        if (text_equal(route->register_name, record->reg->name) &&
            (!route->when || condition_holds(mem, record, route->when)))
            return route;
    }
    return NULL;
}

static const char *whom_of(const struct write *write, const struct approval_stage *stage)
{
    const struct record *record = &write->after;
    const struct issuer *issuer = definitions_issuer(write->office->definitions, record->issuer);
    const char *unit = stage->unit;
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    if (text_equal(stage->kind, APPROVAL_DRAFTED))
        return write->by;
    if (stage->position)
        return arena_printf(write->mem, "position:%s", stage->position);
    if (text_equal(stage->of, "unit"))
        unit = definitions_unit_on(write->office->definitions, record->unit, today);
    else if (text_equal(stage->of, "issuer") && issuer)
        unit = issuer->unit;
    if (!stage->role)
        return arena_printf(write->mem, "unit:%s", unit);
    return unit ? arena_printf(write->mem, WHOM_ROLE "%s@%s", stage->role, unit)
                : arena_printf(write->mem, WHOM_ROLE "%s", stage->role);
}

/* --- the history -------------------------------------------------------------------------------------------------- */

enum note_line { NOTE_DRAFT, NOTE_STAGE, NOTE_KIND, NOTE_TO, NOTE_ROUTE, NOTE_BLOB, NOTE_WAITS, NOTE_DECISION, NOTES };

const char *approval_note_print(struct arena *mem, const struct approval *approval)
{
    return arena_printf(mem, "%lld\n%lld\n%s\n%s\n%s\n%s\n%d\n%s\n%s", (long long)approval->draft,
                        (long long)approval->stage, approval->kind, approval->to, approval->route, approval->blob,
                        approval->waits, approval_decision_name(approval->decision), approval->note);
}

bool approval_note_parse(struct arena *mem, const char *text, struct approval *approval)
{
    const char *lines[NOTES];
    for (int i = 0; i < NOTES; i++) {
        const char *end = strchr(text, '\n');
        if (!end)
            return false;
        lines[i] = arena_strndup(mem, text, (size_t)(end - text));
        text = end + 1;
    }
    *approval = (struct approval){ .kind = lines[NOTE_KIND],
                                   .to = lines[NOTE_TO],
                                   .route = lines[NOTE_ROUTE],
                                   .blob = lines[NOTE_BLOB],
                                   .waits = text_equal(lines[NOTE_WAITS], "1"),
                                   .note = text,
                                   .decided_by = "" };
    return text_to_int(lines[NOTE_DRAFT], 1, INT64_MAX, &approval->draft) &&
           text_to_int(lines[NOTE_STAGE], 1, INT64_MAX, &approval->stage) &&
           approval_decision_find(lines[NOTE_DECISION], &approval->decision);
}

struct write_note *approval_notes(struct arena *mem, const struct approval_changes *changes, size_t *count)
{
    struct write_note *notes = ARENA_ARRAY(mem, struct write_note, changes->list.count + 1);
    for (size_t i = 0; i < changes->list.count; i++) {
        const struct approval *approval = &changes->list.items[i].approval;
        char id[ID_SIZE];
        id_print(approval->id, id);
        notes[i] = (struct write_note){ .name = arena_printf(mem, HISTORY_APPROVAL "%s", id),
                                        .new = approval_note_print(mem, approval) };
    }
    *count = changes->list.count;
    return notes;
}

/* --- a change of them --------------------------------------------------------------------------------------------- */

const struct approval *approvals_returned(const struct approvals *approvals)
{
    for (size_t i = 0; i < approvals->count; i++)
        if (approvals->list[i].draft == approvals->draft && approvals->list[i].decision == DECISION_RETURNED)
            return &approvals->list[i];
    return NULL;
}

static bool has_agreed(const struct approval *approval)
{
    return approval->decision == DECISION_AGREED || approval->decision == DECISION_OPINION;
}

/* What waits does so no more. */
static void close_waiting(struct write *write, const struct approvals *approvals, int64_t but,
                          struct approval_changes *changes)
{
    for (size_t i = 0; i < approvals->count; i++) {
        struct approval closed = approvals->list[i];
        if (!closed.waits || closed.id == but)
            continue;
        closed.waits = false;
        *ARRAY_ADD(write->mem, &changes->list) = (struct approval_change){ .approval = closed };
    }
}

void approvals_plan_version(struct write *write, const struct approvals *approvals, const struct approval_route *route,
                            int64_t draft, const char *blob, struct approval_changes *changes)
{
    int64_t turn = 0; /* the stage after what is agreed by now */
    close_waiting(write, approvals, 0, changes);
    for (size_t i = 0; route && i < route->stages.count; i++) {
        const struct approval_stage *stage = &route->stages.items[i];
        bool drafted = text_equal(stage->kind, APPROVAL_DRAFTED);
        if (!drafted && !turn)
            turn = stage->order;
        struct approval made = { .id = id_next(),
                                 .record = write->after.id,
                                 .draft = draft,
                                 .blob = blob,
                                 .route = route->name,
                                 .stage = stage->order,
                                 .kind = stage->kind,
                                 .to = whom_of(write, stage),
                                 .waits = !drafted && stage->order == turn,
                                 .decision = drafted ? DECISION_AGREED : DECISION_NONE,
                                 .note = "",
                                 .decided_by = drafted ? write->by : "" };
        *ARRAY_ADD(write->mem, &changes->list) =
            (struct approval_change){ made, .is_new = true, .opened = made.waits, .decided = drafted };
    }
}

/* The stage that has its turn once everything before it has agreed; 0: none, or a line before it has not. */
static int64_t next_stage(const struct approvals *approvals)
{
    int64_t next = 0;
    for (size_t i = 0; i < approvals->count; i++) {
        const struct approval *one = &approvals->list[i];
        if (one->draft == approvals->draft && !has_agreed(one) && (!next || one->stage < next))
            next = one->stage;
    }
    return next;
}

void approvals_plan_decision(struct write *write, struct approvals *approvals, size_t at,
                             enum approval_decision decision, const char *note, struct approval_changes *changes)
{
    struct approval *one = &approvals->list[at];
    one->decision = decision;
    one->note = note;
    one->waits = false;
    one->decided_by = write->by;
    *ARRAY_ADD(write->mem, &changes->list) = (struct approval_change){ *one, .decided = true };
    if (decision == DECISION_RETURNED) {
        close_waiting(write, approvals, one->id, changes);
        return;
    }
    int64_t next = next_stage(approvals);
    for (size_t i = 0; i < approvals->count; i++) {
        struct approval opened = approvals->list[i];
        if (opened.draft != approvals->draft || opened.stage != next || opened.waits || has_agreed(&opened))
            continue;
        opened.waits = true;
        *ARRAY_ADD(write->mem, &changes->list) = (struct approval_change){ opened, .opened = true };
    }
}

static bool insert_line(struct change *change, const struct write *write, const struct approval *line, struct err *err)
{
    return change_run(
        change,
        SQL("insert into approval (id, record, register, draft, blob, route, stage, kind, to_whom, waits, "
            "turn_at, decision, note, decided_at, decided_by) values ($1, $2, $3, $4, $5, $6, $7, $8, "
            "$9, $10, $11, $12, $13, $14, $15)"),
        DB(db_int(line->id), db_int(line->record), db_text(write->after.reg->name), db_int(line->draft),
           db_text(line->blob), db_text(line->route), db_int(line->stage), db_text(line->kind), db_text(line->to),
           db_int(line->waits), db_int(line->turn_at), db_text(approval_decision_name(line->decision)),
           db_text(line->note), db_int(line->decided_at), db_text(line->decided_by)),
        err);
}

bool approvals_apply(struct change *change, const struct write *write, const struct approval_changes *changes,
                     struct err *err)
{
    instant_t now = change_time(change);
    for (size_t i = 0; i < changes->list.count; i++) {
        const struct approval_change *made = &changes->list.items[i];
        struct approval line = made->approval;
        if (made->opened)
            line.turn_at = now;
        if (made->decided)
            line.decided_at = now;
        bool done = made->is_new
                        ? insert_line(change, write, &line, err)
                        : change_expect(change, 1,
                                        SQL("update approval set waits = $1, turn_at = $2, decision = $3, note = $4, "
                                            "decided_at = $5, decided_by = $6 where id = $7 and decided_at = 0"),
                                        DB(db_int(line.waits), db_int(line.turn_at),
                                           db_text(approval_decision_name(line.decision)), db_text(line.note),
                                           db_int(line.decided_at), db_text(line.decided_by), db_int(line.id)),
                                        err);
        if (!done)
            return false;
    }
    return true;
}
