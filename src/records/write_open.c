/* SPDX-License-Identifier: Apache-2.0 */
/* A write begins: empty for a new record, from what is there for an existing one; and where it may stand. */
#include "people/names.h"
#include "query/builder.h"
#include "query/finder.h"
#include "records/writing.h"

#include "base/text.h"
#include "records/judge.h"
#include "records/texts.h"

struct write *write_new(struct office *office, struct arena *mem, const struct register_definition *reg)
{
    struct write *write = ARENA_NEW(mem, struct write);
    write->office = office;
    write->mem = mem;
    write->by = office->scope.user;
    write->confirmed = "";
    write->open_span = write->open_due = -1;
    write->row_days = row_days_new();
    clock_walk_init(&write->clocks, mem, reg);
    write->after.reg = reg;
    write->after.values = ARENA_ARRAY(mem, struct value, reg->fields.count + 1);
    return write;
}

/* --- where it may stand ------------------------------------------------------------------------------------------- */

bool write_check_place(const struct write *write, struct err *err)
{
    const struct record *after = &write->after;
    bool moved = write->is_new || !text_equal(after->unit, write->old_unit) ||
                 !text_equal(after->issuer, write->old_issuer) || !text_equal(after->secrecy, write->old_secrecy);
    return !moved ||
           reach_covers(scope_reach(&write->office->scope, after->reg), after->issuer, after->unit, after->secrecy) ||
           err_set(err, ERR_FORBIDDEN, "place", NULL, SAY_PLACE_NOT_YOURS, after->issuer, after->unit, after->secrecy);
}

bool write_may(const struct write *write, enum act act, const struct step *step, struct err *err)
{
    const struct record *after = &write->after;
    return may(&write->office->scope, act,
               &(struct may_what){ .reg = after->reg,
                                   .unit = write->is_new ? after->unit : write->old_unit,
                                   .issuer = write->is_new ? after->issuer : write->old_issuer,
                                   .secrecy = write->is_new ? after->secrecy : write->old_secrecy,
                                   .given = write->given,
                                   .step = step,
                                   .named = record_named(write->mem, write->office->definitions, after, step) },
               err);
}

/* The first step that is kept to who is named in FIELD; NULL: none. TAKEN: ROLE takes one of them. */
static const struct step *kept_to(const struct register_definition *reg, const struct field *field, const char *role,
                                  bool *taken)
{
    const struct step *first = NULL;
    for (size_t i = 0; i < reg->steps.count; i++) {
        const struct step *step = &reg->steps.items[i];
        if (!text_equal(step->by, field->name))
            continue;
        first = first ? first : step;
        *taken |= role && text_list_has(&step->who, role);
    }
    return first;
}

/* A field of type user names an account that is in use and, where steps are kept to who is named in it, has a role that
 * takes one of them: what is laid before somebody else would wait for ever. */
static bool check_user(const struct write *write, struct db *db, const struct record *after, const struct field *field,
                       struct err *err)
{
    const struct register_definition *reg = after->reg;
    const char *login = record_value(after, field->name)->text;
    struct rows *rows = db_rows(db, write->mem,
                                SQL("select r.role from account a left join account_role r on r.account = a.id where "
                                    "a.login = $1 and a.disabled = 0"),
                                DB(db_text(login)), err);
    bool found = false, taken = false;
    if (!rows)
        return false;
    while (rows_next(rows)) {
        found = true;
        kept_to(reg, field, rows_is_null(rows, 0) ? NULL : rows_text(rows, 0), &taken);
    }
    if (!rows_end(rows, err))
        return false;
    if (!found)
        return err_set(err, ERR_INVALID, "user", field->name, SAY_USER_UNKNOWN, field->label, login);
    const struct step *step = kept_to(reg, field, NULL, &taken);
    return !step || taken ||
           err_set(err, ERR_INVALID, "user", field->name, SAY_USER_TAKES_NOT, field->label, login, step->label);
}

static bool check_link(const struct write *write, struct db *db, const struct record *after, const struct field *field,
                       struct err *err)
{
    int64_t id = record_value(after, field->name)->integer;
    if (write->with && id == write->with)
        return true;
    if (after->id && id == after->id)
        return err_set(err, ERR_INVALID, "link", field->name, SAY_LINK_NAMES_ITSELF, field->label);
    const struct record *to = record_read(db, write->mem, write->office->definitions, &write->office->scope, id, err);
    if (!to)
        return err_set(err, err->kind, err->subject, field->name, "%s: %s", field->label,
                       arena_strdup(write->mem, err->text));
    return !field->target || to->reg == field->target ||
           err_set(err, ERR_INVALID, "link", field->name, SAY_LINK_ELSEWHERE, field->label, to->reg->label);
}

/* Blames what FIELD of AFTER names. False only where the database failed. */
static bool check_named(struct write *write, struct db *db, const struct record *after, const struct field *field,
                        struct err *err)
{
    struct err fault = { 0 };
    bool link = field && field->type == FIELD_LINK, user = field && field->type == FIELD_USER;
    if ((!link && !user) || !record_value(after, field->name)->is_set ||
        (link ? check_link(write, db, after, field, &fault) : check_user(write, db, after, field, &fault)))
        return true;
    if (fault.kind != ERR_INVALID && fault.kind != ERR_NOT_FOUND)
        return err_set(err, fault.kind, fault.subject, fault.field, "%s", fault.text);
    write_blame(write, &fault);
    return true;
}

bool write_check_links(struct write *write, struct db *db, struct err *err)
{
    for (size_t i = 0; i < write->history.count; i++) {
        const struct history_row *row = &write->history.items[i];
        for (size_t j = 0; j < row->values.count; j++)
            if (!check_named(write, db, &write->after, register_field(write->after.reg, row->values.items[j].field),
                             err))
                return false;
    }
    return true;
}

void write_blame_judged(struct write *write, const struct judgement *judgement, const struct draft_value *values,
                        size_t count)
{
    struct err unsaid = { 0 };
    for (size_t i = 0; i < judgement->faults.list.count; i++)
        write_blame(write, &judgement->faults.list.items[i]);
    if (write->faults.list.count == 0)
        return; /* what it names is looked at when it is written */
    struct db *db = db_for_read(write->office->store, &unsaid);
    for (size_t i = 0; db && i < count; i++) {
        bool blamed = false;
        for (size_t k = 0; k < write->faults.list.count; k++)
            blamed |= text_equal(write->faults.list.items[k].field, values[i].name);
        if (!blamed &&
            !check_named(write, db, &judgement->record, register_field(judgement->record.reg, values[i].name), &unsaid))
            return;
    }
    if (db)
        (void)!write_check_claims(write, &judgement->record, db, &unsaid);
}

bool write_keeps_more(const struct write *write, const char *field, const char *what, struct err *err)
{
    return !record_is_line(&write->after) || err_set(err, ERR_INVALID, "secret", field, SAY_SECRET_MORE, what);
}

/* --- an existing record ------------------------------------------------------------------------------------------- */

/* The rows that a write goes on from: the open span and due date, the search text. */
static bool read_last(struct write *write, struct db *db, struct err *err)
{
    struct rows *rows =
        db_rows(db, write->mem,
                SQL("select s.part, s.state, s.since_on, s.from_on, r.opened_on, r.left_on, r.told, d.part, d.clock, "
                    "d.due, d.from_on, t.tokens from record r "
                    "left join record_span s on s.record = r.id and s.part = (select max(part) from record_span where "
                    "record = r.id) "
                    "left join due_span d on d.record = r.id and d.part = (select max(part) from due_span where "
                    "record = r.id) "
                    "left join search_text t on t.record = r.id where r.id = $1"),
                DB(db_int(write->after.id)), err);
    if (!rows)
        return false;
    struct arena *mem = write->mem;
    bool found = rows_next(rows);
    if (found && !rows_is_null(rows, 0)) {
        write->open_span = (int)rows_int(rows, 0);
        write->last_span = (struct span_row){ .state = register_state(write->after.reg, rows_text(rows, 1)),
                                              .since_on = arena_strdup(mem, rows_text(rows, 2)),
                                              .from_on = arena_strdup(mem, rows_text(rows, 3)),
                                              .part = write->open_span };
        write->row_days = (struct row_days){ .opened_on = arena_strdup(mem, rows_text(rows, 4)),
                                             .left_on = arena_strdup(mem, rows_text(rows, 5)),
                                             .told = rows_int(rows, 6) == 1 };
    }
    if (found)
        write->counted_before = (struct counted_record){ .record = &write->before,
                                                         .opened_on = arena_strdup(mem, rows_text(rows, 4)),
                                                         .left_on = arena_strdup(mem, rows_text(rows, 5)),
                                                         .told = rows_int(rows, 6) == 1 };
    if (found && !rows_is_null(rows, 7)) {
        write->open_due = (int)rows_int(rows, 7);
        write->last_due = (struct due_row){ .clock = arena_strdup(mem, rows_text(rows, 8)),
                                            .due = arena_strdup(mem, rows_text(rows, 9)),
                                            .from_on = arena_strdup(mem, rows_text(rows, 10)),
                                            .part = write->open_due };
    }
    if (found && !rows_is_null(rows, 11))
        write->old_tokens = arena_strdup(mem, rows_text(rows, 11));
    return rows_end(rows, err);
}

bool write_acts_for(struct write *write, struct db *db, const char *to, struct err *err)
{
    const char **names;
    write->acts_for = NULL;
    if (!to || !scope_stands_for(&write->office->scope, write->after.reg->name, to))
        return true;
    if (!people_names(db, write->mem, write->office->definitions, &to, 1, &names, err))
        return false;
    write->acts_for = names[0] ? names[0] : to;
    return true;
}

const char *write_reason(const struct write *write, const char *reason)
{
    if (!write->acts_for)
        return reason;
    return text_is_empty(reason) ? arena_printf(write->mem, SAY_DONE_FOR, write->acts_for)
                                 : arena_printf(write->mem, SAY_REASON_DONE_FOR, reason, write->acts_for);
}

/* Whose it is; the steps taken, the day of the newest, and the clock they leave. */
static bool read_lines(struct write *write, struct db *db, struct err *err)
{
    const char *away = NULL; /* who is stood in for, and to whom it is given better than to who acts */
    const struct scope *scope = &write->office->scope;
    struct rows *rows =
        db_rows(db, write->mem,
                SQL("select 0 as taken, " ASSIGNMENT_GIVEN " as version, to_whom, '' from assignment "
                    "where record = $1 union all select 1, version, step, \"on\" from history where record = $1 and "
                    "step <> 'set' order by 1, 2"),
                DB(db_int(write->after.id)), err);
    if (!rows)
        return false;
    struct step_days days = { 0 };
    while (rows_next(rows)) {
        const char *name = rows_text(rows, 2);
        if (!rows_int(rows, 0)) {
            enum given given = (enum given)rows_int(rows, 1);
            if (scope->everything || !scope_holds(scope, write->after.reg, write->after.secrecy, name))
                continue;
            bool own = scope_is_own_name(scope, name);
            if (given > write->given)
                away = own ? NULL : arena_strdup(write->mem, name);
            else if (given == write->given && own)
                away = NULL;
            write->given = given > write->given ? given : write->given;
        } else {
            step_days_tell(write->mem, &days, name, rows_text(rows, 3), rows_int(rows, 1));
        }
    }
    for (size_t i = 0; i < days.list.count; i++) {
        *ARRAY_ADD(write->mem, &write->taken) = days.list.items[i].step;
        write->last_on = days.list.items[i].on;
    }
    clock_walk_lines(&write->clocks, &days);
    clock_walk_end(&write->clocks, write->last_due.clock, write->last_due.due, write->last_due.from_on);
    return rows_end(rows, err) && write_acts_for(write, db, away, err);
}

struct write *write_open(struct office *office, struct arena *mem, struct db *db, int64_t id, int64_t version,
                         struct err *err)
{
    struct record *record = office->reg ? record_read_in(db, mem, office->reg, &office->scope, id, err)
                                        : record_read(db, mem, office->definitions, &office->scope, id, err);
    if (!record)
        return NULL;
    if (version && version != record->version) {
        err_set(err, ERR_CONFLICT, "version", NULL, SAY_STALE, (long long)record->version, (long long)version);
        return NULL;
    }
    if (record->reg->mirror) {
        err_set(err, ERR_FORBIDDEN, "mirror", NULL, SAY_MIRROR);
        return NULL;
    }
    struct write *write = write_new(office, mem, record->reg);
    write->before = write->after = *record;
    write->before.values = arena_copy(mem, record->values, (record->reg->fields.count + 1) * sizeof record->values[0]);
    write->old_state = record->state;
    write->old_cancelled = record->cancelled;
    write->old_version = record->version;
    write->old_unit = record->unit;
    write->old_issuer = record->issuer;
    write->old_secrecy = record->secrecy;
    return read_last(write, db, err) && read_lines(write, db, err) ? write : NULL;
}
