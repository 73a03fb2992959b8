/* SPDX-License-Identifier: Apache-2.0 */
/* What a hand-over is judged by, what it would move, and what it moved. */
#include "handling/handover_internal.h"

#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handling/assignment_note.h"
#include "handling/texts.h"
#include "people/account.h"
#include "people/may.h"
#include "people/names.h"
#include "records/approvals.h"
#include "records/texts.h"
#include "records/typed.h"
#include "store/id.h"

const char *handover_code(const char *whom, const char *kind)
{
    return whom && text_starts(whom, kind) ? whom + strlen(kind) : NULL;
}

struct text_list handover_whoms(struct arena *mem, const struct definitions *definitions, const char *from)
{
    const char *unit = handover_code(from, HANDOVER_UNIT);
    struct text_list whoms = { ARENA_ARRAY(mem, const char *, definitions->roles.count + 1), 0 };
    whoms.items[whoms.count++] = from;
    for (size_t i = 0; unit && i < definitions->roles.count; i++)
        whoms.items[whoms.count++] = arena_printf(mem, "role:%s@%s", definitions->roles.items[i].name, unit);
    return whoms;
}

const char *handover_whom_after(struct arena *mem, const char *whom, const char *from, const char *to)
{
    const char *unit = handover_code(to, HANDOVER_UNIT), *at = strchr(whom, '@');
    return text_equal(whom, from) || !unit || !at ? to : arena_printf(mem, "%.*s@%s", (int)(at - whom), whom, unit);
}

void handover_put_whoms(struct query_builder *query, const struct text_list *whoms)
{
    text_raw(&query->text, "(");
    for (size_t i = 0; i < whoms->count; i++) {
        text_add(&query->text, i ? ", " : "");
        query_put_text(query, whoms->items[i]);
    }
    text_raw(&query->text, ")");
}

/* --- what is open ------------------------------------------------------------------------------------------------- */

/* Where the lines of a hand-over are gathered. */
struct gathering {
    struct office *office;
    struct arena *mem;
    const char *today;
    struct handover_lines *lines;
    ARRAY(struct handover_line) items;
    int64_t last_record;
    size_t limit;
};

static void count(struct handover_counts *counts, const struct handover_line *line, enum assignment_role role,
                  const char *today)
{
    if (text_equal(line->what, "approval"))
        counts->approvals++;
    else if (text_equal(line->what, "position"))
        counts->positions++;
    else if (text_equal(line->what, "account"))
        counts->accounts++;
    else if (role == ASSIGN_INFORM)
        counts->inform++;
    else
        *(role == ASSIGN_LEAD ? &counts->lead : &counts->support) += 1;
    if (text_equal(line->what, "assignment") && role != ASSIGN_INFORM && strcmp(line->due, today) < 0)
        counts->overdue++;
}

/* Columns of what belongs to a record: what, role or kind, due, open, record, register, number, title, issuer, unit,
 * secrecy. */
#define OF_RECORD "r.id, r.register, r.number, r.title, r.issuer, r.unit, r.secrecy"
enum {
    COLUMN_WHAT,
    COLUMN_KIND,
    COLUMN_DUE,
    COLUMN_OPEN,
    COLUMN_RECORD,
    COLUMN_REGISTER,
    COLUMN_NUMBER,
    COLUMN_TITLE,
    COLUMN_ISSUER,
    COLUMN_UNIT,
    COLUMN_SECRECY
};

/* What is counted beyond the lines that are shown takes no memory: somebody may have a hundred thousand. */
static void add_row(struct gathering *gathering, const struct rows *rows)
{
    struct arena *mem = gathering->mem;
    const struct scope *scope = &gathering->office->scope;
    enum assignment_role role = ASSIGN_LEAD;
    bool approval = text_equal(rows_text(rows, COLUMN_WHAT), "approval");
    struct handover_line line = { .what = approval ? "approval" : "assignment",
                                  .code = "",
                                  .due = rows_text(rows, COLUMN_DUE),
                                  .open = rows_int(rows, COLUMN_OPEN) == 1,
                                  .record = rows_int(rows, COLUMN_RECORD),
                                  .reg = definitions_register(gathering->office->definitions,
                                                              rows_text(rows, COLUMN_REGISTER)) };
    const char *kind = rows_text(rows, COLUMN_KIND);
    bool work = !approval && assignment_role_find(kind, &role);
    gathering->lines->counts.records += line.record != gathering->last_record;
    gathering->last_record = line.record;
    count(&gathering->lines->counts, &line, role, gathering->today);
    const struct reach *reach = line.reg ? scope_reach(scope, line.reg) : NULL;
    bool seen = scope->everything || (reach && reach->reads &&
                                      reach_covers(reach, rows_text(rows, COLUMN_ISSUER), rows_text(rows, COLUMN_UNIT),
                                                   rows_text(rows, COLUMN_SECRECY)));
    gathering->lines->hidden += !seen;
    if (gathering->items.count >= gathering->limit)
        return;
    line.name = approval ? approval_kind_label(arena_strdup(mem, kind)) : work ? assignment_role_label(role) : "";
    line.due = arena_strdup(mem, line.due);
    if (seen) {
        line.number = rows_is_null(rows, COLUMN_NUMBER) ? NULL : arena_strdup(mem, rows_text(rows, COLUMN_NUMBER));
        line.title = arena_strdup(mem, rows_text(rows, COLUMN_TITLE));
    } else {
        line.record = 0;
    }
    *ARRAY_ADD(mem, &gathering->items) = line;
}

static bool add_rows(struct gathering *gathering, struct rows *rows, struct err *err)
{
    while (rows && rows_next(rows))
        add_row(gathering, rows);
    return rows && rows_end(rows, err);
}

/* What is open of FROM now. */
static bool gather_open(struct gathering *gathering, struct db *db, const char *from, struct err *err)
{
    struct query_builder query;
    const struct text_list whoms = handover_whoms(gathering->mem, gathering->office->definitions, from);
    query_builder_init(&query, gathering->mem, NULL, STORE_SQLITE);
    text_raw(&query.text,
             "select 'assignment', a.role, a.due, 1, " OF_RECORD ", a.id from assignment a join record r on "
             "r.id = a.record where a.finished_at = 0 and a.register > '' and a.to_whom = ");
    query_put_text(&query, from);
    text_raw(&query.text,
             " union all select 'approval', p.kind, '" DUE_OPEN "', 1, " OF_RECORD ", p.id from approval p "
             "join record r on r.id = p.record where p.decided_at = 0 and r.cancelled = 0 and p.draft = "
             "(select max(f.draft) from attachment f where f.record = p.record and f.draft > 0) and "
             "p.to_whom in ");
    handover_put_whoms(&query, &whoms);
    text_raw(&query.text, " order by 5, 12");
    struct query_sql sql = query_finish(&query);
    return add_rows(gathering, db_rows(db, gathering->mem, sql.statement, sql.values, sql.count, err), err);
}

/* STATEMENT gives what, code and name of lines without a record. */
static bool gather_names(struct db *db, struct arena *mem, const struct statement *statement, struct db_value of,
                         struct handover_lines *lines, struct err *err)
{
    ARRAY(struct handover_line) items = { 0 };
    struct rows *rows = db_rows(db, mem, statement, &of, 1, err);
    for (size_t i = 0; i < lines->count; i++)
        *ARRAY_ADD(mem, &items) = lines->items[i];
    while (rows && rows_next(rows))
        *ARRAY_ADD(mem, &items) = (struct handover_line){ .what = arena_strdup(mem, rows_text(rows, 0)),
                                                          .code = arena_strdup(mem, rows_text(rows, 1)),
                                                          .name = arena_strdup(mem, rows_text(rows, 2)),
                                                          .due = DUE_OPEN };
    lines->items = items.items;
    lines->count = items.count;
    return rows && rows_end(rows, err);
}

bool handover_holdings(struct db *db, struct arena *mem, const char *from, struct handover_lines *lines,
                       struct err *err)
{
    const char *unit = handover_code(from, HANDOVER_UNIT);
    if (handover_code(from, HANDOVER_POSITION))
        return true;
    if (unit)
        return gather_names(db, mem,
                            SQL("select 'account', login, name from account where unit = $1 order by name_key, id"),
                            db_text(unit), lines, err) &&
               gather_names(db, mem, SQL("select 'position', code, title from position where unit = $1 order by code"),
                            db_text(unit), lines, err);
    return gather_names(db, mem,
                        SQL("select 'position', p.code, p.title from position_holder h join position p on p.code = "
                            "h.position join account a on a.id = h.account where a.login = $1 and h.until_on = "
                            "'" DATE_OPEN "' order by p.code"),
                        db_text(from), lines, err);
}

static struct gathering begin_gathering(struct office *office, struct arena *mem, struct handover_lines *lines)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    *lines = (struct handover_lines){ 0 };
    return (struct gathering){
        .office = office, .mem = mem, .today = arena_strdup(mem, today), .lines = lines, .limit = HANDOVER_LINES_MAX
    };
}

static void end_gathering(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->lines->count; i++) { /* what is of no record stands before the rest */
        count(&gathering->lines->counts, &gathering->lines->items[i], ASSIGN_LEAD, gathering->today);
    }
    size_t own = gathering->lines->count, all = own + gathering->items.count;
    struct handover_line *items = ARENA_ARRAY(gathering->mem, struct handover_line, all + 1);
    for (size_t i = 0; i < all; i++)
        items[i] = i < own ? gathering->lines->items[i] : gathering->items.items[i - own];
    gathering->lines->items = items;
    gathering->lines->count = all;
}

/* --- judged ------------------------------------------------------------------------------------------------------- */

struct judging_handover {
    struct office *office;
    struct arena *mem;
    struct db *db;
    const struct handover *asked;
    struct handover *made;
    struct draft_faults faults;
};

static struct err *fault(struct judging_handover *judging)
{
    return ARRAY_ADD(judging->mem, &judging->faults.list);
}

/* Who hands over may be closed, vacant or no more. */
static bool judge_from(struct judging_handover *judging, struct err *err)
{
    const char *from = judging->asked->from, *unit = handover_code(from, HANDOVER_UNIT);
    const char *position = handover_code(from, HANDOVER_POSITION);
    int64_t found = 0;
    judging->made->from = "";
    if (text_is_empty(from)) {
        err_set(fault(judging), ERR_INVALID, "required", "from", SAY_HANDOVER_FROM);
        return true;
    }
    if (unit)
        found = definitions_unit(judging->office->definitions, unit) != NULL;
    else if (!db_one_int(judging->db,
                         position ? SQL("select count(*) from position where code = $1")
                                  : SQL("select count(*) from account where login = $1"),
                         DB(db_text(position ? position : from)), 0, &found, err))
        return false;
    if (found)
        judging->made->from = from;
    else
        err_set(fault(judging), ERR_INVALID, "from", "from", SAY_ASSIGN_TO_NOBODY, from);
    return true;
}

static bool judge_to(struct judging_handover *judging, struct err *err)
{
    const char *from = judging->made->from, *to = judging->asked->to ? judging->asked->to : "";
    struct err closed = { 0 };
    judging->made->to = to;
    if (!assignment_check_to(judging->db, judging->mem, judging->office->definitions, to, "to", &closed)) {
        if (closed.kind != ERR_INVALID) {
            *err = closed;
            return false;
        }
        *fault(judging) = closed;
        judging->made->to = "";
        return true;
    }
    bool unit = handover_code(from, HANDOVER_UNIT), position = handover_code(from, HANDOVER_POSITION);
    bool to_unit = handover_code(to, HANDOVER_UNIT), to_position = handover_code(to, HANDOVER_POSITION);
    if (text_equal(from, to))
        err_set(fault(judging), ERR_INVALID, "same", "to", SAY_HANDOVER_SAME);
    else if (judging->asked->holdings && *from && unit && !to_unit)
        err_set(fault(judging), ERR_INVALID, "holdings", "to", SAY_HANDOVER_PEOPLE);
    else if (judging->asked->holdings && *from && !unit && !position && (to_unit || to_position))
        err_set(fault(judging), ERR_INVALID, "holdings", "to", SAY_HANDOVER_POSITIONS);
    return true;
}

static void judge_on(struct judging_handover *judging)
{
    const char *given = judging->asked->on;
    char printed[DATE_SIZE];
    day_t on = clock_today();
    if (!text_is_empty(given) && !day_parse_people(given, &on))
        err_set(fault(judging), ERR_INVALID, "date", "on", SAY_NOT_A_DATE, given);
    else if (on > clock_today())
        err_set(fault(judging), ERR_INVALID, "date", "on", SAY_IN_THE_FUTURE, given);
    day_print(on, printed);
    judging->made->on = arena_strdup(judging->mem, printed);
}

static bool judge(struct judging_handover *judging, struct err *err)
{
    struct office *office = judging->office;
    const char *sides[2], **names;
    *judging->made = (struct handover){ .holdings = judging->asked->holdings, .entered_by = office->scope.user };
    if (!may(&office->scope, ACT_ADMINISTER, &(struct may_what){ 0 }, err) || !judge_from(judging, err) ||
        !judge_to(judging, err))
        return false;
    const struct typed reason = { "reason", judging->asked->reason, SAY_HANDOVER_REASON, HANDOVER_TEXT_MAX, true };
    const struct typed document = { "document", judging->asked->document, NULL, HANDOVER_TEXT_MAX, true };
    judging->made->reason = typed_words(judging->mem, &judging->faults, &reason);
    judging->made->document = typed_words(judging->mem, &judging->faults, &document);
    judge_on(judging);
    if (office->faults)
        *office->faults = judging->faults;
    if (judging->faults.list.count > 0) {
        *err = judging->faults.list.items[0];
        return false;
    }
    sides[0] = judging->made->from;
    sides[1] = judging->made->to;
    if (!people_names(judging->db, judging->mem, office->definitions, sides, 2, &names, err))
        return false;
    judging->made->from_name = names[0] ? names[0] : sides[0];
    judging->made->to_name = names[1] ? names[1] : sides[1];
    return true;
}

bool handover_judge(struct office *office, struct arena *mem, struct db *db, const struct handover *asked,
                    struct handover *made, struct err *err)
{
    struct judging_handover judging = { .office = office, .mem = mem, .db = db, .asked = asked, .made = made };
    return judge(&judging, err);
}

bool handover_preview(struct office *office, struct arena *mem, const struct handover *asked, struct handover *handover,
                      struct handover_lines *lines, struct err *err)
{
    struct gathering gathering = begin_gathering(office, mem, lines);
    struct db *db = db_for_read(office->store, err);
    if (!db || !handover_judge(office, mem, db, asked, handover, err) ||
        !gather_open(&gathering, db, handover->from, err) ||
        (asked->holdings && !handover_holdings(db, mem, handover->from, lines, err)))
        return false;
    end_gathering(&gathering);
    return true;
}

/* --- read --------------------------------------------------------------------------------------------------------- */

static const struct db_column columns[] = {
    DB_COLUMN_INT(struct handover, no),         DB_COLUMN_TEXT(struct handover, from),
    DB_COLUMN_TEXT(struct handover, to),        DB_COLUMN_TEXT(struct handover, from_name),
    DB_COLUMN_TEXT(struct handover, to_name),   DB_COLUMN_TEXT(struct handover, reason),
    DB_COLUMN_TEXT(struct handover, document),  DB_COLUMN_TEXT(struct handover, on),
    DB_COLUMN_INT(struct handover, entered_at), DB_COLUMN_TEXT(struct handover, entered_by),
    DB_COLUMN_INT(struct handover, done_at),
};
#define HANDOVERS                                                                                                      \
    "select no, from_whom, to_whom, from_name, to_name, reason, document, handed_on, entered_at, entered_by, done_at " \
    "from handover"

bool handover_list(struct office *office, struct arena *mem, struct handover **list, size_t *count, struct err *err)
{
    struct db *db = db_for_read(office->store, err);
    return may(&office->scope, ACT_ADMINISTER, &(struct may_what){ 0 }, err) && db &&
           db_all(db, mem, SQL(HANDOVERS " order by no desc limit 200"), DB_NONE, columns, COUNT_OF(columns),
                  sizeof **list, list, count, err);
}

static bool gather_lines(struct gathering *gathering, struct db *db, int64_t no, struct err *err)
{
    return gather_names(db, gathering->mem,
                        SQL("select l.what, l.code, coalesce(a.name, p.title, l.code) from handover_line l left join "
                            "account a on l.what = 'account' and a.login = l.code left join position p on l.what = "
                            "'position' and p.code = l.code where l.handover = $1 and l.record = 0 order by l.seq"),
                        db_int(no), gathering->lines, err) &&
           add_rows(gathering,
                    db_rows(db, gathering->mem,
                            SQL("select l.what, coalesce(a.role, p.kind, ''), coalesce(a.due, '" DUE_OPEN
                                "'), case when a.finished_at = 0 or p.decided_at = 0 then 1 else 0 end, " OF_RECORD
                                " from handover_line l join record r on r.id = l.record left join assignment a on "
                                "l.what = 'assignment' and a.id = l.item left join approval p on l.what = 'approval' "
                                "and p.id = l.item where l.handover = $1 and l.record > 0 order by l.seq"),
                            DB(db_int(no)), err),
                    err);
}

bool handover_read(struct office *office, struct arena *mem, int64_t no, struct handover *handover,
                   struct handover_lines *lines, struct err *err)
{
    struct handover *found;
    size_t found_count;
    struct err ignored = { 0 };
    struct gathering gathering = begin_gathering(office, mem, lines);
    struct db *db = db_for_read(office->store, err);
    if (!db || !db_all(db, mem, SQL(HANDOVERS " where no = $1"), DB(db_int(no)), columns, COUNT_OF(columns),
                       sizeof *found, &found, &found_count, err))
        return false;
    /* a stand-in has the work of who is away, not what they handed over: its sums would tell of what is closed to them
     */
    bool theirs = found_count > 0 &&
                  (may(&office->scope, ACT_ADMINISTER, &(struct may_what){ 0 }, &ignored) ||
                   scope_is_own_name(&office->scope, found->from) || scope_is_own_name(&office->scope, found->to));
    if (!theirs)
        return err_set(err, ERR_NOT_FOUND, "handover", NULL, SAY_NO_SUCH_HANDOVER);
    *handover = found[0];
    if (!gather_lines(&gathering, db, no, err))
        return false;
    end_gathering(&gathering);
    return true;
}

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

static void put_line(struct json *json, const struct handover_line *line)
{
    char id[ID_SIZE];
    id_print(line->record, id);
    json_object(json);
    json_put_text(json, "what", line->what);
    json_put_text(json, "name", line->name);
    json_put_text(json, "code", text_is_empty(line->code) ? NULL : line->code);
    json_put_text(json, "due", due_is_day(line->due) ? line->due : NULL);
    json_put_text(json, "record", line->record ? id : NULL);
    json_put_text(json, "register", line->reg ? line->reg->name : NULL);
    json_put_text(json, "number", line->number);
    json_put_text(json, "title", line->title);
    json_object_end(json);
}

static void put_lines(struct json *json, const struct handover_lines *lines)
{
    const struct handover_counts *counts = &lines->counts;
    json_put_int(json, "lead", (int64_t)counts->lead);
    json_put_int(json, "support", (int64_t)counts->support);
    json_put_int(json, "inform", (int64_t)counts->inform);
    json_put_int(json, "overdue", (int64_t)counts->overdue);
    json_put_int(json, "approvals", (int64_t)counts->approvals);
    json_put_int(json, "positions", (int64_t)counts->positions);
    json_put_int(json, "accounts", (int64_t)counts->accounts);
    json_put_int(json, "records", (int64_t)counts->records);
    json_put_int(json, "hidden", (int64_t)lines->hidden);
    json_key(json, "lines");
    json_array(json);
    for (size_t i = 0; i < lines->count; i++)
        put_line(json, &lines->items[i]);
    json_array_end(json);
}

void handover_json(struct json *json, const struct handover *handover, const struct handover_lines *lines)
{
    char done[INSTANT_SIZE];
    instant_print(handover->done_at, done);
    json_object(json);
    if (handover->no)
        json_put_int(json, "no", handover->no);
    else
        json_put_null(json, "no");
    json_put_text(json, "from", handover->from);
    json_put_text(json, "to", handover->to);
    json_put_text(json, "from_name", handover->from_name);
    json_put_text(json, "to_name", handover->to_name);
    json_put_text(json, "reason", handover->reason);
    json_put_text(json, "document", handover->document);
    json_put_text(json, "on", handover->on);
    json_put_text(json, "entered_by", handover->entered_by);
    json_put_text(json, "done_at", handover->done_at ? done : NULL);
    if (lines)
        put_lines(json, lines);
    json_object_end(json);
}
