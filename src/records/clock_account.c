/* SPDX-License-Identifier: Apache-2.0 */
#include "records/clock_account.h"

#include <string.h>

#include "base/text.h"
#include "definitions/law.h"
#include "fields/field_type.h"
#include "query/builder.h"
#include "records/history.h"
#include "records/history_steps.h"
#include "records/history_values.h"
#include "records/texts.h"

enum { WORDS_MAX = 300 };

/* A history line: the entry, a step, a correction, another calendar. */
struct line {
    int64_t version;
    const char *name;
    const struct step *step; /* NULL: the entry, a correction, a step that is no longer defined */
    const char *on, *reason;
    const char *clocks; /* the due dates it put in force: "CLOCK,DUE,FROM;…"; NULL */
    struct history_value_row *values;
    size_t count;
};

struct due_line {
    const char *clock;
    struct clock_due due;
};

struct reading {
    struct arena *mem;
    const struct definitions *definitions;
    const struct record *record;
    const char *day; /* as of which */
    struct clock_walk walk;
    ARRAY(struct line) lines;
    ARRAY(struct due_line) dues;
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void add_line(struct reading *reading, const struct rows *rows)
{
    struct arena *mem = reading->mem;
    const char *name = rows_text(rows, 1);
    struct line *line = reading->lines.count ? &reading->lines.items[reading->lines.count - 1] : NULL;
    struct history_value_row *values;
    size_t count;
    history_values_of_row(mem, rows, 5, &values, &count);
    if (line && line->version == rows_int(rows, 0)) { /* a line of old, a row a value */
        struct history_value_row *all = ARENA_ARRAY(mem, struct history_value_row, line->count + count + 1);
        if (line->count)
            memcpy(all, line->values, line->count * sizeof *all);
        if (count)
            memcpy(all + line->count, values, count * sizeof *all);
        line->values = all;
        line->count += count;
        return;
    }
    const char *on = arena_strdup(mem, rows_text(rows, 2));
    *ARRAY_ADD(mem, &reading->lines) = (struct line){ .version = rows_int(rows, 0),
                                                      .name = arena_strdup(mem, name),
                                                      .clocks = history_after_value(mem, rows_text(rows, 4), "clocks"),
                                                      .step = register_step(reading->record->reg, name),
                                                      .on = on,
                                                      .reason = arena_strdup(mem, rows_text(rows, 3)),
                                                      .values = values,
                                                      .count = count };
}

/* A step that was taken back is no part of the course. */
static void take_back(struct reading *reading)
{
    size_t at = reading->lines.count;
    while (at > 0 && !history_step_dates(reading->lines.items[at - 1].name))
        at--;
    reading->lines.count = at ? at - 1 : 0;
}

static bool read_lines(struct reading *reading, struct db *db, struct err *err)
{
    clock_walk_init(&reading->walk, reading->mem, reading->record->reg);
    struct rows *rows = db_rows(db, reading->mem,
                                SQL("select h.version, h.step, h.\"on\", h.reason, h.after, h.changes, v.field, v.old, "
                                    "v.new, case when v.nonce is null then 1 else 0 end from history h "
                                    "left join history_value v on v.record = h.record and v.version = h.version and "
                                    "h.changes is null where h.record = $1 order by h.version"),
                                DB(db_int(reading->record->id)), err);
    while (rows && rows_next(rows))
        if (text_equal(rows_text(rows, 1), STEP_UNDO))
            take_back(reading);
        else if (history_step_dates(rows_text(rows, 1)) || text_equal(rows_text(rows, 1), STEP_SET) ||
                 text_equal(rows_text(rows, 1), STEP_CALENDAR))
            add_line(reading, rows);
    for (size_t i = 0; i < reading->lines.count; i++) {
        const struct line *line = &reading->lines.items[i];
        if (history_step_dates(line->name))
            clock_walk_line(&reading->walk, line->name, line->on, line->version);
    }
    return rows && rows_end(rows, err);
}

static bool read_dues(struct reading *reading, struct db *db, struct err *err)
{
    struct arena *mem = reading->mem;
    struct rows *rows =
        db_rows(db, mem, SQL("select clock, due, from_on, until_on from due_span where record = $1 order by part"),
                DB(db_int(reading->record->id)), err);
    while (rows && rows_next(rows)) {
        struct due_line *line = ARRAY_ADD(mem, &reading->dues);
        line->clock = arena_strdup(mem, rows_text(rows, 0));
        line->due = (struct clock_due){ .due = arena_strdup(mem, rows_text(rows, 1)),
                                        .from_on = arena_strdup(mem, rows_text(rows, 2)),
                                        .until_on = arena_strdup(mem, rows_text(rows, 3)),
                                        .why = "" };
    }
    return rows && rows_end(rows, err);
}

bool clock_walk_read(struct db *db, struct arena *mem, const struct record *record, struct clock_walk *walk,
                     struct err *err)
{
    clock_walk_init(walk, mem, record->reg);
    struct rows *rows = db_rows(
        db, mem, SQL("select version, step, \"on\" from history where record = $1 and step <> 'set' order by version"),
        DB(db_int(record->id)), err);
    struct step_days days = { 0 };
    while (rows && rows_next(rows))
        step_days_tell(mem, &days, rows_text(rows, 1), rows_text(rows, 2), rows_int(rows, 0));
    clock_walk_lines(walk, &days);
    clock_walk_end(walk, record->clock, record->due, record->due_since);
    return rows && rows_end(rows, err);
}

static struct rows *ask_steps(struct db *db, struct arena *mem, struct record *const *records, size_t count,
                              struct err *err)
{
    struct query_builder to;
    query_builder_init(&to, mem, NULL, STORE_SQLITE);
    text_raw(&to.text, "select record, version, step, \"on\" from history where step <> 'set' and record in (");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_raw(&to.text, ", ");
        query_put(&to, db_int(records[i]->id));
    }
    text_raw(&to.text, ") order by record, version");
    struct query_sql sql = query_finish(&to);
    return db_rows(db, mem, sql.statement, sql.values, sql.count, err);
}

bool clock_walks_read(struct db *db, struct arena *mem, struct record *const *records, size_t count,
                      struct clock_walk *walks, struct err *err)
{
    size_t at = 0;
    struct step_days *days = ARENA_ARRAY(mem, struct step_days, count + 1);
    for (size_t i = 0; i < count; i++)
        clock_walk_init(&walks[i], mem, records[i]->reg);
    struct rows *rows = ask_steps(db, mem, records, count, err);
    while (rows && rows_next(rows)) {
        for (size_t tried = 0; tried < count && records[at]->id != rows_int(rows, 0); tried++)
            at = (at + 1) % count;
        step_days_tell(mem, &days[at], rows_text(rows, 2), rows_text(rows, 3), rows_int(rows, 1));
    }
    for (size_t i = 0; i < count; i++) {
        clock_walk_lines(&walks[i], &days[i]);
        clock_walk_end(&walks[i], records[i]->clock, records[i]->due, records[i]->due_since);
    }
    return rows && rows_end(rows, err);
}

/* --- in words ----------------------------------------------------------------------------------------------------- */

static const struct line *line_of(const struct reading *reading, int64_t version)
{
    for (size_t i = 0; i < reading->lines.count; i++)
        if (reading->lines.items[i].version == version)
            return &reading->lines.items[i];
    return NULL;
}

/* Which of the values that a line wrote say why: of a step that does more than to move a clock only the document, of a
 * correction what the clock rests on. */
enum told { TOLD_ALL, TOLD_DOCUMENTS };

static bool is_told(const struct field *field, const struct history_value_row *value, const struct line *line,
                    const struct deadline_definition *clock, enum told told)
{
    if (!field || field->personal || value->erased || text_is_empty(value->new))
        return false;
    if (text_equal(line->name, STEP_SET))
        return record_deadline_rests_on(clock, field->name);
    return line->step && (field->type == FIELD_DOCUMENT_NUMBER || told == TOLD_ALL);
}

static void add_words(struct text *out, const char *label, const char *words)
{
    text_printf(out, "%s%s: ", out->length ? "; " : "", label);
    text_add_bytes(out, words, utf8_cut(words, WORDS_MAX));
}

static const char *words_of(const struct reading *reading, const struct line *line,
                            const struct deadline_definition *clock, enum told told)
{
    struct arena *mem = reading->mem;
    const struct register_definition *reg = reading->record->reg;
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    if (!text_is_empty(line->reason))
        add_words(&out, SAY_ACCOUNT_REASON, line->reason);
    for (size_t i = 0; i < line->count; i++) {
        const struct field *field = register_field(reg, line->values[i].field);
        struct value value;
        struct err ignored = { 0 };
        if (is_told(field, &line->values[i], line, clock, told) &&
            value_read(mem, reading->definitions, field, line->values[i].new, &value, &ignored) && value.is_set)
            add_words(&out, field->label, value_people(mem, reading->definitions, field, &value));
    }
    return out.length ? out.data : "";
}

/* To which day an extension went: what its line wrote, or what an earlier line did. */
static const char *extended_to(const struct reading *reading, const char *field, int64_t version)
{
    const char *day = NULL;
    for (size_t i = 0; i < reading->lines.count && reading->lines.items[i].version <= version; i++)
        for (size_t k = 0; k < reading->lines.items[i].count; k++)
            if (text_equal(reading->lines.items[i].values[k].field, field))
                day = reading->lines.items[i].values[k].new;
    return day;
}

static void tell(struct reading *reading, const struct record_clock *clock, struct clock_account *account,
                 struct clock_words *words)
{
    account->told = ARENA_ARRAY(reading->mem, struct clock_told, clock->events.count);
    account->told_count = clock->events.count;
    bool newest = true;
    for (size_t i = clock->events.count; i > 0; i--) {
        const struct clock_event *event = &clock->events.items[i - 1];
        const struct line *line = line_of(reading, event->version);
        struct clock_told *told = &account->told[i - 1];
        bool starts = event->kind == DEADLINE_START;
        *told = (struct clock_told){ .kind = event->kind, .on = event->on, .step = "", .words = "" };
        if (line)
            told->words = words_of(reading, line, clock->definition,
                                   starts || event->kind == DEADLINE_STOP ? TOLD_DOCUMENTS : TOLD_ALL);
        if (line)
            told->step = history_step_label(reading->record->reg, line->name);
        words[i - 1].text = text_is_empty(told->words) ? NULL : told->words;
        if (event->kind == DEADLINE_EXTEND && !newest) /* of the newest the field has the day, corrected or not */
            words[i - 1].extended_to = extended_to(reading, clock->definition->extension_field, event->version);
        newest &= event->kind != DEADLINE_EXTEND;
    }
}

/* --- due dates and verdicts --------------------------------------------------------------------------------------- */

/* Those of the life: from its start until the next life of the same clock, or the end of the rows. */
static void take_dues(struct reading *reading, const struct record_clock *clock, struct clock_account *account)
{
    const char *from = clock->events.items[0].on, *until = DATE_OPEN;
    for (const struct record_clock *next = clock + 1; next < reading->walk.lives.items + reading->walk.lives.count;
         next++)
        if (next->definition == clock->definition && strcmp(next->events.items[0].on, until) < 0)
            until = next->events.items[0].on;
    account->dues = ARENA_ARRAY(reading->mem, struct clock_due, reading->dues.count + 1);
    for (size_t i = 0; i < reading->dues.count; i++) {
        const struct due_line *line = &reading->dues.items[i];
        if (text_equal(line->clock, clock->definition->name) && strcmp(line->due.from_on, from) >= 0 &&
            strcmp(line->due.from_on, until) < 0)
            account->dues[account->due_count++] = line->due;
    }
}

/* A clock beside the record's own has no rows: its due date is the one that the values and the calendar give now. */
static void take_due_beside(struct reading *reading, const struct record_clock *clock, struct clock_account *account)
{
    struct deadline deadline;
    const char *due;
    struct err ignored = { 0 };
    if (!record_deadline_compute(reading->mem, reading->definitions, reading->record, clock, NULL, &deadline, &due,
                                 &ignored) ||
        text_equal(due, DUE_OPEN))
        return;
    account->dues = ARENA_NEW(reading->mem, struct clock_due);
    account->dues[0] = (struct clock_due){
        .due = due, .from_on = account->started_on, .until_on = DATE_OPEN, .why = account->told[0].step
    };
    account->due_count = 1;
}

/* The due date in force on DAY, the last of that day's. One that is DONE was left with its last. */
static const char *due_on(const struct clock_account *account, const char *day, bool done)
{
    const char *due = DUE_OPEN;
    for (size_t i = 0; i < account->due_count; i++) {
        const char *one = account->dues[i].due;
        bool left = text_equal(one, DUE_OPEN) || text_equal(one, DUE_PAUSED);
        if (strcmp(account->dues[i].from_on, day) <= 0 && (!done || !left))
            due = one;
    }
    return due;
}

/* The rows are those that the lines put in force, one after the other: each gets the words of its line. */
static void explain_dues(struct reading *reading)
{
    struct arena *mem = reading->mem;
    size_t row = 0;
    for (size_t i = 0; i < reading->lines.count; i++) {
        const struct line *line = &reading->lines.items[i];
        for (const char *at = line->clocks; at && *at && row < reading->dues.count; row++) {
            struct due_line *due = &reading->dues.items[row];
            const struct deadline_definition *clock = register_deadline(reading->record->reg, due->clock);
            const char *words = clock ? words_of(reading, line, clock, TOLD_DOCUMENTS) : "";
            const char *label = history_step_label(reading->record->reg, line->name);
            due->due.why = *words ? arena_printf(mem, "%s. %s", label, words) : label;
            at += strcspn(at, ";");
            at += *at == ';';
        }
    }
}

/* Since when it stood still on DAY. */
static const char *paused_on(const struct record_clock *clock, const char *day)
{
    struct record_clock until = *clock;
    until.events.count = 0;
    while (until.events.count < clock->events.count && strcmp(clock->events.items[until.events.count].on, day) <= 0)
        until.events.count++;
    return until.events.count ? record_clock_paused(&until) : NULL;
}

static void judge(struct reading *reading, const struct record_clock *clock, struct clock_account *account)
{
    const char *day = reading->day;
    const char *stopped = record_clock_stopped(clock);
    bool done = stopped && strcmp(stopped, day) <= 0;
    account->due = due_on(account, done ? stopped : day, done);
    bool open = text_equal(account->due, DUE_OPEN);
    if (strcmp(account->started_on, day) > 0) {
        account->due = DUE_OPEN;
        return;
    }
    if (done) {
        int order = strncmp(account->stopped_on, account->due, DATE_SIZE - 1);
        account->verdict = open || order == 0 ? "on-time" : order < 0 ? "early" : "late";
        return;
    }
    account->paused_on = paused_on(clock, day);
    if (open)
        account->verdict = reading->record->reg->in_time_without_due ? "in-time" : "none";
    else
        account->verdict =
            strcmp(account->due, stopped && strcmp(account->stopped_on, day) < 0 ? account->stopped_on : day) < 0
                ? "overdue"
                : "in-time";
}

/* The due date of a clock that stands still, were it to go on on the day asked. */
static void foresee(struct reading *reading, const struct record_clock *clock, struct clock_account *account)
{
    struct record_clock resumed = { .definition = clock->definition, .again = clock->again };
    struct deadline deadline;
    const char *due;
    struct err ignored = { 0 };
    if (!account->paused_on)
        return;
    for (size_t i = 0; i < clock->events.count && strcmp(clock->events.items[i].on, reading->day) <= 0; i++)
        *ARRAY_ADD(reading->mem, &resumed.events) = clock->events.items[i];
    *ARRAY_ADD(reading->mem, &resumed.events) = (struct clock_event){ DEADLINE_RESUME, reading->day, 0 };
    if (record_deadline_compute(reading->mem, reading->definitions, reading->record, &resumed, NULL, &deadline, &due,
                                &ignored))
        account->resumed_due = due;
}

/* What the field says that it counts from; NULL: no field does. */
static const char *counted_from(const struct reading *reading, const struct record_clock *clock)
{
    const char *field = clock->again ? NULL : clock->definition->from_field;
    const struct value *value = field ? record_value(reading->record, field) : NULL;
    char minute[MINUTE_SIZE];
    if (!value || !value->is_set || value->text)
        return value && value->is_set ? value->text : NULL;
    minute_print(instant_local_day(value->integer), instant_local_minute(value->integer), minute);
    return arena_strdup(reading->mem, minute);
}

/* The account is computed again; it is kept only where it leads to the date that was in force last. */
static void account_for(struct reading *reading, const struct record_clock *clock, struct clock_account *account)
{
    struct arena *mem = reading->mem;
    struct clock_words *words = ARENA_ARRAY(mem, struct clock_words, clock->events.count);
    const struct deadline_definition *definition = clock->definition;
    const char *due;
    struct err ignored = { 0 };
    memset(words, 0, clock->events.count * sizeof *words);
    *account = (struct clock_account){ .definition = definition,
                                       .name = definition->name,
                                       .label = definition->label ? definition->label : definition->name,
                                       .law = record_deadline_law(mem, reading->definitions, reading->record, clock),
                                       .started_on = clock->events.items[0].on,
                                       .stopped_on = record_clock_stopped(clock),
                                       .original_due = DUE_OPEN,
                                       .current = clock == clock_walk_now(&reading->walk) };
    const char *finished = reading->record->finished_on;
    if (account->current && account->stopped_on && strcmp(finished, account->stopped_on) < 0)
        account->stopped_on = finished; /* a result of an earlier day (`earlier_day:`) ended it */
    account->counted_from = counted_from(reading, clock);
    tell(reading, clock, account, words);
    if (definition->beside)
        take_due_beside(reading, clock, account);
    else
        take_dues(reading, clock, account);
    judge(reading, clock, account);
    foresee(reading, clock, account);
    bool computed = record_deadline_compute(mem, reading->definitions, reading->record, clock, words,
                                            &account->deadline, &due, &ignored);
    if (account->due_count)
        account->original_due = account->dues[0].due;
    if (account->current && account->due_count)
        account->original_due = reading->record->original_due;
    if (!computed || text_equal(due, DUE_OPEN) || !text_equal(due, due_on(account, DATE_OPEN, account->stopped_on))) {
        account->deadline.account = NULL;
        account->deadline.account_count = 0;
        account->law = law_on(mem, reading->definitions, definition->law, account->started_on);
    }
}

bool clock_accounts(struct db *db, struct arena *mem, const struct definitions *definitions,
                    const struct record *record, const char *day, struct clock_account **accounts, size_t *count,
                    struct err *err)
{
    struct reading reading = { .mem = mem, .definitions = definitions, .record = record, .day = day };
    if (!read_lines(&reading, db, err) || !read_dues(&reading, db, err))
        return false;
    clock_walk_end(&reading.walk, record->clock, record->due, record->due_since);
    explain_dues(&reading);
    size_t lives = reading.walk.lives.count;
    struct clock_account *made = ARENA_ARRAY(mem, struct clock_account, lives + 1);
    *accounts = made;
    *count = 0;
    for (size_t i = lives; i > 0; i--) {
        const struct record_clock *clock = &reading.walk.lives.items[i - 1];
        account_for(&reading, clock, &made[*count]);
        *count += !clock->definition->beside || made[*count].due_count > 0;
    }
    return true;
}

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

const char *clock_verdict_label(const char *verdict)
{
    static const struct {
        const char *name, *label;
    } verdicts[] = {
        { "early", SAY_VERDICT_EARLY },     { "on-time", SAY_VERDICT_ON_TIME }, { "late", SAY_VERDICT_LATE },
        { "in-time", SAY_VERDICT_IN_TIME }, { "overdue", SAY_VERDICT_OVERDUE }, { "none", SAY_VERDICT_NONE },
    };
    for (size_t i = 0; i < COUNT_OF(verdicts); i++)
        if (text_equal(verdicts[i].name, verdict))
            return verdicts[i].label;
    return SAY_VERDICT_NOT_YET;
}

static void put_due(struct json *json, const char *key, const char *due)
{
    json_put_text(json, key, due_is_day(due) ? due : NULL);
}

static void put_told(struct json *json, const struct clock_told *told)
{
    static const char *const events[] = {
        [DEADLINE_START] = "start",     [DEADLINE_PAUSE] = "pause",   [DEADLINE_RESUME] = "resume",
        [DEADLINE_RESTART] = "restart", [DEADLINE_EXTEND] = "extend", [DEADLINE_STOP] = "stop"
    };
    json_object(json);
    json_put_text(json, "event", events[told->kind]);
    json_put_text(json, "step", text_is_empty(told->step) ? NULL : told->step);
    json_put_text(json, "on", told->on);
    json_put_text(json, "words", text_is_empty(told->words) ? NULL : told->words);
    json_object_end(json);
}

static void put_in_force(struct json *json, const struct clock_due *due)
{
    json_object(json);
    put_due(json, "due", due->due);
    json_put_bool(json, "paused", text_equal(due->due, DUE_PAUSED));
    json_put_text(json, "from_on", due->from_on);
    json_put_text(json, "until_on", text_equal(due->until_on, DATE_OPEN) ? NULL : due->until_on);
    json_put_text(json, "why", text_is_empty(due->why) ? NULL : due->why);
    json_object_end(json);
}

static void put_account(struct json *json, const struct clock_account *account)
{
    json_object(json);
    json_put_text(json, "clock", account->name);
    json_put_text(json, "label", account->label);
    json_put_text(json, "law", account->law);
    json_put_text(json, "started_on", account->started_on);
    json_put_text(json, "counted_from", account->counted_from);
    json_put_text(json, "stopped_on", account->stopped_on);
    json_put_text(json, "paused_on", account->paused_on);
    put_due(json, "due", account->due);
    put_due(json, "original_due", account->original_due);
    put_due(json, "resumed_due", account->resumed_due);
    json_put_text(json, "verdict", account->verdict);
    json_put_bool(json, "current", account->current);
    json_put_bool(json, "provisional", account->deadline.provisional);
    json_key(json, "events");
    json_array(json);
    for (size_t i = 0; i < account->told_count; i++)
        put_told(json, &account->told[i]);
    json_array_end(json);
    json_key(json, "dues");
    json_array(json);
    for (size_t i = 0; i < account->due_count; i++)
        put_in_force(json, &account->dues[i]);
    json_array_end(json);
    deadline_account_json(json, &account->deadline);
    json_object_end(json);
}

void clock_accounts_json(struct json *json, const struct clock_account *accounts, size_t count)
{
    json_array(json);
    for (size_t i = 0; i < count; i++)
        put_account(json, &accounts[i]);
    json_array_end(json);
}
