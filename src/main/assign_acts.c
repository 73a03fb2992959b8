/* SPDX-License-Identifier: Apache-2.0 */
/* Work handed down a tree: `congvu assign …`. */
#include "main/acts.h"

#include <string.h>

#include "base/text.h"
#include "handling/handing_template_ask.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "people/names.h"
#include "query/finder.h"
#include "records/record_deadline.h"
#include "store/id.h"

/* --- the tree of a record ----------------------------------------------------------------------------------------- */

struct listing {
    struct run *run;
    struct assignment *list;
    size_t count;
    const char **names; /* of `to` and of `from`, two a line */
    bool hours;         /* the record's clock counts hours: due dates are told with their minute */
};

static bool read_listing(struct run *run, int64_t record, struct listing *listing, struct err *err)
{
    struct db *db = db_for_read(run->store, err);
    *listing = (struct listing){ .run = run };
    const struct record *of = db ? record_read(db, run->mem, run->definitions, &run->office.scope, record, err) : NULL;
    if (!of || !assignment_list(db, run->mem, record, &listing->list, &listing->count, err))
        return false;
    listing->hours = record_counts_hours(run->mem, run->definitions, of, register_deadline(of->reg, of->clock));
    const char **whoms = ARENA_ARRAY(run->mem, const char *, 2 * listing->count + 1);
    for (size_t i = 0; i < listing->count; i++) {
        whoms[2 * i] = listing->list[i].to;
        whoms[2 * i + 1] = listing->list[i].from;
    }
    return people_names(db, run->mem, run->definitions, whoms, 2 * listing->count, &listing->names, err);
}

static const char *name_of(const struct listing *listing, size_t at, const char *otherwise)
{
    return listing->names[at] ? listing->names[at] : otherwise;
}

static void print_due(struct text *out, const char *before, const char *minute, bool hours)
{
    day_t day;
    int at;
    char people[DATE_SIZE];
    if (!minute_parse(minute, &day, &at))
        return;
    day_print_people(day, people);
    text_printf(out, "%s%s", before, people);
    if (hours)
        text_printf(out, " %02d:%02d", at / 60, at % 60);
}

/* "  0r63… Sở Y tế (chủ trì), hạn 15/08/2021, đã xong: …" */
static void print_line(const struct listing *listing, size_t at, int depth)
{
    const struct assignment *line = &listing->list[at];
    struct text *out = &listing->run->out;
    char id[ID_SIZE];
    id_print(line->id, id);
    text_printf(out, "%*s%s  %s (%s)", 2 * depth, "", id, name_of(listing, 2 * at, line->to),
                assignment_role_label(line->role));
    if (!text_equal(line->due, DUE_OPEN))
        print_due(out, ", hạn ", line->due, listing->hours);
    text_printf(out, ", %s giao", name_of(listing, 2 * at + 1, line->from));
    text_add(out, line->finished_at ? "" : line->read_at ? ", đã xem" : ", chưa xem");
    if (line->finished_at)
        text_printf(out, ", %s", assignment_outcome_label(line->outcome));
    const char *said = line->finished_at ? line->result : line->opinion;
    if (!text_is_empty(said))
        text_printf(out, ": %s", said);
    text_char(out, '\n');
}

enum { DEPTH_MAX = 30 };

static void print_below(const struct listing *listing, int64_t parent, int depth)
{
    for (size_t i = 0; i < listing->count && depth < DEPTH_MAX; i++)
        if (listing->list[i].parent == parent) {
            print_line(listing, i, depth);
            print_below(listing, listing->list[i].id, depth + 1);
        }
}

/* All of the record's, or those of LINES. */
static void print_json(struct run *run, const struct listing *listing, const struct handed *lines, size_t line_count)
{
    struct json json;
    run_json_begin(run, &json);
    json_object(&json);
    json_key(&json, "assignments");
    json_array(&json);
    for (size_t i = 0; i < listing->count; i++) {
        bool asked = !lines;
        for (size_t k = 0; k < line_count; k++)
            asked |= lines[k].id == listing->list[i].id;
        if (!asked)
            continue;
        json_object(&json);
        assignment_json(&json, &listing->list[i]);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    run_json_end(run);
}

int act_assign_list(struct run *run)
{
    struct err err = { 0 };
    struct listing listing;
    int64_t id;
    int status;
    if (!run_find_one(run, run->arguments[0], &id, &status))
        return status;
    if (!read_listing(run, id, &listing, &err))
        return run_refuse(&err);
    if (run_wants_json(run))
        print_json(run, &listing, NULL, 0);
    else
        print_below(&listing, 0, 0);
    return EXIT_DONE;
}

/* --- handing on --------------------------------------------------------------------------------------------------- */

static void add_lines(struct run *run, struct hand_out *given, const char *joined, enum assignment_role role,
                      const char *field)
{
    size_t count = 1;
    const char *const *whoms = &joined;
    if (role != ASSIGN_LEAD) /* one leads */
        whoms = (const char *const *)text_split(run->mem, joined ? joined : "", ',', &count);
    for (size_t i = 0; i < count; i++)
        if (!text_is_empty(whoms[i]))
            *ARRAY_ADD(run->mem, &given->lines) =
                (struct handed){ .to = whoms[i], .role = role, .opinion = given->opinion, .field = field };
}

/* "lead=…", "support=a,b", "inform=…", "due=…", "opinion=…", "parent=…", "template=…", "same=yes". */
static bool read_hand_out(struct run *run, struct hand_out *given, int *status)
{
    const char *lead = NULL, *support = NULL, *inform = NULL, *parent = NULL, *same = NULL, *unknown;
    *given = (struct hand_out){ 0 };
    const struct run_name known[] = { { "lead", &lead },
                                      { "support", &support },
                                      { "inform", &inform },
                                      { "due", &given->due },
                                      { "opinion", &given->opinion },
                                      { "parent", &parent },
                                      { "template", &given->template },
                                      { "same", &same } };
    if (!run_names(run, 1, known, COUNT_OF(known), &unknown, status)) {
        *status = unknown ? run_usage(run, SAY_ASSIGN_UNKNOWN, unknown) : *status;
        return false;
    }
    if (same && !text_equal(same, "yes") && !text_equal(same, "no")) {
        *status = run_usage(run, SAY_ASSIGN_SAME, same);
        return false;
    }
    given->same = text_equal(same, "yes");
    if (parent && !id_parse(parent, &given->parent)) {
        *status = run_usage(run, SAY_ASSIGN_NO_LINE, parent);
        return false;
    }
    add_lines(run, given, lead, ASSIGN_LEAD, "lead");
    add_lines(run, given, support, ASSIGN_SUPPORT, "support");
    bool works = given->lines.count > 0;
    add_lines(run, given, inform, ASSIGN_INFORM, "inform");
    for (size_t i = 0; i < given->lines.count; i++)
        if (given->lines.items[i].role != ASSIGN_INFORM || (!works && i == 0)) /* refused there: it has no date */
            given->lines.items[i].due = given->due;
    return true;
}

/* "ID", or "ID,ID,…": those are handed on in one act. */
static bool read_records(struct run *run, struct hand_out *given, int *status)
{
    size_t count;
    char **names = text_split(run->mem, run->arguments[0], ',', &count);
    given->records = ARENA_ARRAY(run->mem, struct handed_record, count + 1);
    for (given->record_count = 0; given->record_count < count; given->record_count++)
        if (!run_find_one(run, names[given->record_count], &given->records[given->record_count].record, status))
            return false;
    return true;
}

/* The lines of a template or of the last time with those that were given. */
static bool fill(struct run *run, struct hand_out *given, struct err *err)
{
    struct handing_fill fill;
    const struct handing_ask ask = { .template = given->template,
                                     .same = given->same,
                                     .due = given->due,
                                     .opinion = given->opinion,
                                     .own = given->lines.items,
                                     .own_count = given->lines.count };
    struct db *db = db_for_read(run->store, err);
    const struct record *first =
        db ? record_read(db, run->mem, run->definitions, &run->office.scope, given->records[0].record, err) : NULL;
    if (!first || !handing_ask_lines(db, run->mem, run->definitions, &run->office.scope, first, &ask, &fill, err))
        return false;
    given->lines.items = fill.lines;
    given->lines.count = fill.count;
    given->gone = fill.gone;
    return true;
}

static bool hand_out(struct run *run, struct hand_out *given, struct err *err)
{
    if (run->remote)
        return remote_hand_out(run, given, err);
    if (!fill(run, given, err))
        return false;
    struct handed *lines = given->lines.items;
    size_t count = given->lines.count;
    if (given->record_count > 1)
        return assignment_hand_out_all(&run->office, run->mem, given->records, given->record_count, lines, count, err);
    return assignment_hand_out(&run->office, run->mem, given->records[0].record, 0, given->parent, lines, count, err);
}

/* Everything that is wrong, a line each, of several records with the record it is said of. */
static int refuse(const struct hand_out *given, const struct draft_faults *faults, const struct err *err)
{
    bool told = false;
    for (size_t i = 0; given->record_count > 1 && i < given->record_count; i++) {
        char id[ID_SIZE];
        id_print(given->records[i].record, id);
        if (given->records[i].failure.kind == ERR_NONE)
            continue;
        run_say("%s: %s", id, given->records[i].failure.text);
        told = true;
    }
    if (told)
        return err_exit_status(err->kind);
    for (size_t i = 0; i + 1 < faults->list.count; i++)
        run_refuse(&faults->list.items[i]);
    return run_refuse(faults->list.count > 1 ? &faults->list.items[faults->list.count - 1] : err);
}

int act_assign(struct run *run)
{
    struct err err = { 0 };
    struct hand_out given;
    struct draft_faults faults = { 0 };
    struct listing listing;
    int status;
    if (!read_hand_out(run, &given, &status) || !read_records(run, &given, &status))
        return status;
    run->office.faults = &faults;
    bool done = hand_out(run, &given, &err);
    run->office.faults = NULL;
    if (!done)
        return refuse(&given, &faults, &err);
    for (size_t i = 0; i < given.gone.list.count; i++)
        run_say(SAY_ASSIGN_LEFT_OUT, given.gone.list.items[i].text);
    if (given.record_count > 1) {
        run_say(SAY_ASSIGN_DONE_MANY, given.record_count, given.lines.count);
        return EXIT_DONE;
    }
    if (run_wants_json(run)) {
        if (!read_listing(run, given.records[0].record, &listing, &err))
            return run_refuse(&err);
        print_json(run, &listing, given.lines.items, given.lines.count);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < given.lines.count; i++) {
        char id[ID_SIZE];
        id_print(given.lines.items[i].id, id);
        text_printf(&run->out, "%s\n", id);
    }
    return EXIT_DONE;
}

/* --- how a line ends ---------------------------------------------------------------------------------------------- */

typedef bool end_line(struct office *office, struct arena *mem, int64_t id, const char *words, struct err *err);

/* ACT is the end of its address in the API; NAME the one value it takes, NULL: none. */
static int end_with(struct run *run, const char *act, const char *name, end_line *end)
{
    struct err err = { 0 };
    struct assignments read;
    int64_t id;
    int status;
    if (!run_assignments(run, 1, &read, &status))
        return status;
    for (size_t i = 0; i < read.list.count; i++)
        if (!text_equal(read.list.items[i].name, name))
            return run_usage(run, SAY_ASSIGN_UNKNOWN, read.list.items[i].name);
    if (!id_parse(run->arguments[0], &id))
        return run_usage(run, SAY_ASSIGN_NO_LINE, run->arguments[0]);
    const char *words = read.list.count ? read.list.items[0].text : "";
    bool done = run->remote ? remote_end_assignment(run, id, act, name, words, &err)
                            : end(&run->office, run->mem, id, words, &err);
    if (!done)
        return run_refuse(&err);
    run_say(SAY_WRITTEN, run->arguments[0]);
    return EXIT_DONE;
}

int act_assign_finish(struct run *run)
{
    return end_with(run, "finish", "result", assignment_finish);
}

int act_assign_pass_back(struct run *run)
{
    return end_with(run, "pass-back", "reason", assignment_pass_back);
}

int act_assign_return(struct run *run)
{
    return end_with(run, "return", "reason", assignment_return);
}

static bool withdraw(struct office *office, struct arena *mem, int64_t id, const char *words, struct err *err)
{
    (void)words;
    return assignment_withdraw(office, mem, id, err);
}

int act_assign_withdraw(struct run *run)
{
    return end_with(run, "withdraw", NULL, withdraw);
}
