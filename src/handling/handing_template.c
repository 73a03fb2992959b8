/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/handing_template.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "handling/assignment_note.h"
#include "handling/texts.h"
#include "people/left.h"
#include "people/may.h"
#include "records/typed.h"
#include "store/change.h"
#include "viet/fold.h"

enum { TRIES_MAX = 8 };

/* --- who may ------------------------------------------------------------------------------------------------------ */

/* Does some role hand out what lies in UNIT; "": whatever it sees? NULL: anything. */
static bool assigns(const struct scope *scope, const struct definitions *definitions, const char *unit)
{
    if (scope->everything)
        return true;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct reach *reach = scope_reach(scope, &definitions->registers.items[i]);
        for (size_t k = 0; k < reach_part_count(reach); k++) {
            const struct reach *part = reach_part(reach, k);
            if (!part->reads || !part->assigns)
                continue;
            if (!unit || part->works_everywhere || (*unit && text_list_has(&part->works_in, unit)))
                return true;
        }
    }
    return false;
}

bool handing_template_may(const struct scope *scope, const struct definitions *definitions, const char *unit)
{
    bool own = *unit && text_equal(unit, scope->unit);
    return assigns(scope, definitions, own ? NULL : unit);
}

static bool may_use(const struct scope *scope, const struct definitions *definitions, const char *unit)
{
    return *unit ? handing_template_may(scope, definitions, unit) : assigns(scope, definitions, NULL);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static const char *pack(struct arena *mem, const struct handed *lines, size_t count)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < count; i++)
        text_printf(&out, "%s %s\n", assignment_role_name(lines[i].role), lines[i].to);
    return out.data;
}

static void unpack(struct arena *mem, const char *packed, struct handing_template *into)
{
    size_t count;
    char **lines = text_split(mem, packed, '\n', &count);
    into->lines = ARENA_ARRAY(mem, struct handed, count + 1);
    for (size_t i = 0; i < count; i++) {
        char *to = strchr(lines[i], ' ');
        struct handed line = { .opinion = into->opinion };
        if (!to)
            continue;
        *to++ = '\0';
        line.to = to;
        if (assignment_role_find(lines[i], &line.role))
            into->lines[into->count++] = line;
    }
}

#define TEMPLATES                                                                                                      \
    "select no, name, unit, lines, opinion, version, entered_at, entered_by, changed_at, changed_by from "             \
    "handing_template where removed_at = 0"

static struct handing_template from_row(struct arena *mem, const struct rows *rows)
{
    struct handing_template read = { .no = rows_int(rows, 0),
                                     .name = arena_strdup(mem, rows_text(rows, 1)),
                                     .unit = arena_strdup(mem, rows_text(rows, 2)),
                                     .opinion = arena_strdup(mem, rows_text(rows, 4)),
                                     .version = rows_int(rows, 5),
                                     .entered_at = rows_int(rows, 6),
                                     .entered_by = arena_strdup(mem, rows_text(rows, 7)),
                                     .changed_at = rows_int(rows, 8),
                                     .changed_by = arena_strdup(mem, rows_text(rows, 9)) };
    unpack(mem, rows_text(rows, 3), &read);
    return read;
}

/* The rows, from the first to the last, that the reader may use. */
static bool take_rows(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                      struct rows *rows, struct handing_templates *found, struct err *err)
{
    found->items = ARENA_ARRAY(mem, struct handing_template, HANDING_TEMPLATES_MAX + 1);
    while (rows && rows_next(rows) && found->count < HANDING_TEMPLATES_MAX) {
        const char *unit = rows_text(rows, 2);
        if (!may_use(scope, definitions, unit))
            continue;
        struct handing_template *one = &found->items[found->count++];
        *one = from_row(mem, rows);
        one->changes = handing_template_may(scope, definitions, one->unit);
    }
    return rows && rows_end(rows, err);
}

/* Those of units first; each in the order of their names, which they were read in. */
static void order(struct arena *mem, struct handing_templates *templates)
{
    struct handing_template *ordered = ARENA_ARRAY(mem, struct handing_template, templates->count + 1);
    size_t made = 0;
    for (int of_office = 0; of_office <= 1; of_office++)
        for (size_t i = 0; i < templates->count; i++)
            if ((*templates->items[i].unit == '\0') == (of_office == 1))
                ordered[made++] = templates->items[i];
    templates->items = ordered;
}

bool handing_templates_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                            const struct scope *scope, struct handing_templates *templates, struct err *err)
{
    struct handing_templates found = { 0 };
    *templates = found;
    if (!assigns(scope, definitions, NULL))
        return true;
    struct rows *rows = db_rows(db, mem, SQL(TEMPLATES " order by unit, name_key"), DB_NONE, err);
    if (!take_rows(mem, definitions, scope, rows, &found, err))
        return false;
    order(mem, &found);
    *templates = found;
    return true;
}

bool handing_template_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const char *asked, struct handing_template *found,
                           struct err *err)
{
    struct handing_templates all;
    int64_t no = 0;
    size_t count = 0;
    const char *key = viet_exact(mem, asked);
    if (!handing_templates_read(db, mem, definitions, scope, &all, err))
        return false;
    if (!text_to_int(asked, 1, INT32_MAX, &no))
        no = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (no ? all.items[i].no != no : !text_equal(viet_exact(mem, all.items[i].name), key))
            continue;
        if (count++ == 0)
            *found = all.items[i];
    }
    if (count == 0)
        return err_set(err, ERR_NOT_FOUND, "template", "template", SAY_NO_SUCH_TEMPLATE, asked);
    return count == 1 || err_set(err, ERR_INVALID, "template", "template", SAY_TEMPLATE_TWO, asked);
}

bool handing_fill(struct db *db, struct arena *mem, const struct definitions *definitions, const struct handed *lines,
                  size_t count, struct handing_fill *fill, struct err *err)
{
    *fill = (struct handing_fill){ .lines = ARENA_ARRAY(mem, struct handed, count + 1) };
    for (size_t i = 0; i < count; i++) {
        struct err why = { 0 };
        if (assignment_check_to(db, mem, definitions, lines[i].to, lines[i].to, &why)) {
            fill->lines[fill->count++] = lines[i];
        } else if (why.kind == ERR_INVALID) {
            *ARRAY_ADD(mem, &fill->gone.list) = why;
        } else {
            *err = why;
            return false;
        }
    }
    return true;
}

/* --- judged ------------------------------------------------------------------------------------------------------- */

enum what { ADDS, CHANGES, REMOVES };

struct templating {
    struct office *office;
    enum what what;
    const struct handing_template *asked;
    struct arena *mem;
    struct db *db;
    struct handing_template made;
    instant_t removed_at;
    const char *key, *words;
    struct draft_faults faults;
};

static struct err *fault(struct templating *templating)
{
    return ARRAY_ADD(templating->mem, &templating->faults.list);
}

static const char *field_of(const struct handed *line)
{
    return line->field ? line->field : assignment_role_name(line->role);
}

static bool judge_line(struct templating *templating, size_t at, struct err *err)
{
    const struct handing_template *asked = templating->asked;
    const struct handed *line = &asked->lines[at];
    struct err why = { 0 };
    if (!assignment_check_to(templating->db, templating->mem, templating->office->definitions, line->to, field_of(line),
                             &why)) {
        if (why.kind != ERR_INVALID) {
            *err = why;
            return false;
        }
        *fault(templating) = why;
    }
    for (size_t i = 0; i < at; i++) {
        if (line->role == ASSIGN_LEAD && asked->lines[i].role == ASSIGN_LEAD) {
            err_set(fault(templating), ERR_CONFLICT, "lead", field_of(line), SAY_TEMPLATE_ONE_LEAD);
            break;
        }
        if (!text_is_empty(line->to) && text_equal(line->to, asked->lines[i].to)) {
            err_set(fault(templating), ERR_CONFLICT, "assigned", field_of(line), SAY_TEMPLATE_SAME_TWICE, line->to);
            break;
        }
    }
    return true;
}

/* Lead before support before inform, whatever the order they were asked in. */
static bool judge_lines(struct templating *templating, struct err *err)
{
    const struct handing_template *asked = templating->asked;
    struct handing_template *made = &templating->made;
    if (asked->count == 0)
        err_set(fault(templating), ERR_INVALID, "to", assignment_role_name(ASSIGN_LEAD), SAY_TEMPLATE_NOBODY);
    if (asked->count > HANDING_TEMPLATE_LINES_MAX) {
        err_set(fault(templating), ERR_INVALID, "to", assignment_role_name(ASSIGN_SUPPORT), SAY_TEMPLATE_TOO_MANY_LINES,
                (int)HANDING_TEMPLATE_LINES_MAX, asked->count);
        return true;
    }
    made->lines = ARENA_ARRAY(templating->mem, struct handed, asked->count + 1);
    made->count = 0;
    for (size_t i = 0; i < asked->count; i++)
        if (!judge_line(templating, i, err))
            return false;
    for (enum assignment_role role = ASSIGN_LEAD; role <= ASSIGN_INFORM; role++)
        for (size_t i = 0; i < asked->count; i++)
            if (asked->lines[i].role == role)
                made->lines[made->count++] = asked->lines[i];
    return true;
}

static bool judge_unit(struct templating *templating, const char *unit, struct err *err)
{
    const struct office *office = templating->office;
    struct err why = { 0 };
    if (*unit && !assignment_check_to(templating->db, templating->mem, office->definitions,
                                      arena_printf(templating->mem, "unit:%s", unit), "unit", &why)) {
        if (why.kind != ERR_INVALID) {
            *err = why;
            return false;
        }
        err_set(fault(templating), ERR_INVALID, "unit", "unit", "%s", why.text);
    } else if (!handing_template_may(&office->scope, office->definitions, unit)) {
        err_set(fault(templating), ERR_FORBIDDEN, "template", "unit", "%s",
                *unit ? SAY_TEMPLATE_NOT_YOUR_UNIT : SAY_TEMPLATE_NOT_OFFICE);
    }
    return true;
}

/* No two of a unit have one name, and the office no more than its number. */
static bool judge_others(struct templating *templating, struct err *err)
{
    const struct handing_template *made = &templating->made;
    int64_t count, same;
    if (!db_one_int(templating->db, SQL("select count(*) from handing_template where removed_at = 0"), DB_NONE, 0,
                    &count, err) ||
        !db_one_int(templating->db,
                    SQL("select count(*) from handing_template where removed_at = 0 and unit = $1 and name_key = $2 "
                        "and no <> $3"),
                    DB(db_text(made->unit), db_text(templating->key), db_int(made->no)), 0, &same, err))
        return false;
    if (same > 0)
        err_set(fault(templating), ERR_CONFLICT, "name", "name", SAY_TEMPLATE_NAME_TAKEN, made->name);
    if (templating->what == ADDS && count >= HANDING_TEMPLATES_MAX)
        err_set(fault(templating), ERR_CONFLICT, "full", "name", SAY_TEMPLATES_FULL, (int)HANDING_TEMPLATES_MAX);
    return true;
}

/* Signs alone are the same as any others, and a number is that of a template. */
static bool is_no_name(const char *name, const char *key)
{
    int64_t number;
    return !*key || text_to_int(name, INT64_MIN, INT64_MAX, &number);
}

static bool judge(struct templating *templating, struct err *err)
{
    const struct handing_template *asked = templating->asked;
    struct handing_template *made = &templating->made;
    struct arena *mem = templating->mem;
    struct draft_faults *faults = &templating->faults;
    const struct typed name = { "name", asked->name, SAY_TEMPLATE_NAME, HANDING_TEMPLATE_NAME_MAX, false };
    const struct typed opinion = { "opinion", asked->opinion, NULL, ASSIGNMENT_WORDS_MAX, true };
    made->name = typed_words(mem, faults, &name);
    made->opinion = typed_words(mem, faults, &opinion);
    made->unit = asked->unit ? asked->unit : "";
    templating->key = viet_exact(mem, made->name);
    if (*made->name && is_no_name(made->name, templating->key))
        err_set(fault(templating), ERR_INVALID, "name", "name", SAY_TEMPLATE_NO_NAME, made->name);
    return judge_unit(templating, made->unit, err) && judge_lines(templating, err) &&
           (!*made->name || judge_others(templating, err));
}

/* The row that is changed or removed, as it stands; forbidden.template where it is not the reader's. */
static bool read_row(struct templating *templating, struct err *err)
{
    const struct office *office = templating->office;
    struct arena *mem = templating->mem;
    struct rows *rows =
        db_rows(templating->db, mem, SQL(TEMPLATES " and no = $1"), DB(db_int(templating->asked->no)), err);
    bool found = rows && rows_next(rows);
    if (found)
        templating->made = from_row(mem, rows);
    if (!rows || !rows_end(rows, err))
        return false;
    const struct handing_template *made = &templating->made;
    if (!found || !may_use(&office->scope, office->definitions, made->unit))
        return err_set(err, ERR_NOT_FOUND, "template", NULL, SAY_NO_SUCH_TEMPLATE,
                       arena_printf(mem, "%" PRId64, templating->asked->no));
    if (!handing_template_may(&office->scope, office->definitions, made->unit))
        return err_set(err, ERR_FORBIDDEN, "template", NULL, "%s",
                       *made->unit ? SAY_TEMPLATE_NOT_YOUR_UNIT : SAY_TEMPLATE_NOT_OFFICE);
    return templating->asked->version == 0 || templating->asked->version == made->version ||
           err_set(err, ERR_CONFLICT, "version", NULL, SAY_TEMPLATE_CHANGED, made->name);
}

/* --- written ------------------------------------------------------------------------------------------------------ */

/* "“Giao phòng KT” (Phòng Kinh tế): Phòng Kinh tế (chủ trì), …" */
static bool put_words(struct templating *templating, struct err *err)
{
    static const char *const said[] = {
        [ADDS] = SAY_TEMPLATE_ADDED, [CHANGES] = SAY_TEMPLATE_EDITED, [REMOVES] = SAY_TEMPLATE_REMOVED
    };
    const struct handing_template *made = &templating->made;
    struct arena *mem = templating->mem;
    struct text out;
    const char **whoms = ARENA_ARRAY(mem, const char *, made->count + 1), *names;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_printf(&out, SAY_TEMPLATE_NOTED, said[templating->what], made->name,
                *made->unit ? made->unit : SAY_TEMPLATE_OF_OFFICE);
    for (size_t i = 0; i < made->count; i++) {
        whoms[i] = made->lines[i].to;
        if (!assignment_names(templating->db, mem, templating->office->definitions, &whoms[i], 1, &names, err))
            return false;
        text_printf(&out, "%s%s (%s)", i ? ", " : "", names, assignment_role_label(made->lines[i].role));
    }
    templating->words = out.data;
    return true;
}

static bool prepare(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct templating *templating = arg;
    int64_t last = 0;
    templating->db = db;
    templating->mem = change_mem(change);
    templating->faults = (struct draft_faults){ 0 };
    templating->made = (struct handing_template){ .entered_by = templating->office->scope.user };
    if (templating->what == ADDS
            ? !db_one_int(db, SQL("select coalesce(max(no), 0) from handing_template"), DB_NONE, 0, &last, err)
            : !read_row(templating, err))
        return false;
    if (templating->what == ADDS)
        templating->made.no = last + 1;
    templating->key = viet_exact(templating->mem, templating->made.name ? templating->made.name : "");
    if (templating->what != REMOVES && !judge(templating, err))
        return false;
    if (templating->office->faults)
        *templating->office->faults = templating->faults;
    if (templating->faults.list.count > 0) {
        *err = templating->faults.list.items[0];
        return false;
    }
    return put_words(templating, err);
}

static bool note(struct change *change, const struct templating *templating, const char *lines, struct err *err)
{
    const struct handing_template *made = &templating->made;
    const char *by = templating->office->scope.user;
    const char *left = left_line(
        change_mem(change), LEFT_TEMPLATE, arena_printf(change_mem(change), "%" PRId64, made->no),
        DB(db_text(made->name), db_text(templating->key), db_text(made->unit), db_text(lines), db_text(made->opinion),
           db_int(made->version), db_int(made->entered_at), db_text(made->entered_by), db_int(made->changed_at),
           db_text(made->changed_by), db_int(templating->removed_at), db_text(templating->removed_at ? by : "")));
    return left_note(change,
                     &(struct account_history_line){
                         .by = by, .login = "", .what = "template", .detail = templating->words, .after = left },
                     err);
}

static bool insert(struct change *change, struct templating *templating, const char *lines, struct err *err)
{
    const struct handing_template *made = &templating->made;
    return change_run(change,
                      SQL("insert into handing_template (no, name, name_key, unit, lines, opinion, version, "
                          "entered_at, entered_by, changed_at, changed_by, removed_at, removed_by) values ($1, $2, $3, "
                          "$4, $5, $6, 1, $7, $8, $9, $10, 0, '')"),
                      DB(db_int(made->no), db_text(made->name), db_text(templating->key), db_text(made->unit),
                         db_text(lines), db_text(made->opinion), db_int(made->entered_at), db_text(made->entered_by),
                         db_int(made->changed_at), db_text(made->changed_by)),
                      err);
}

static bool apply(struct change *change, void *arg, struct err *err)
{
    struct templating *templating = arg;
    struct templating applied = *templating; /* it may run again */
    struct handing_template *made = &applied.made;
    const char *by = applied.office->scope.user;
    const char *lines = pack(change_mem(change), made->lines, made->count);
    int64_t before = made->version;
    made->version = before + 1;
    made->changed_at = change_time(change);
    made->changed_by = by;
    if (applied.what == ADDS) {
        made->entered_at = made->changed_at;
        return insert(change, &applied, lines, err) && note(change, &applied, lines, err);
    }
    if (applied.what == REMOVES)
        applied.removed_at = made->changed_at;
    return change_expect(change, 1,
                         SQL("update handing_template set name = $1, name_key = $2, unit = $3, lines = $4, opinion = "
                             "$5, version = $6, changed_at = $7, changed_by = $8, removed_at = $9, removed_by = $10 "
                             "where no = $11 and version = $12"),
                         DB(db_text(made->name), db_text(applied.key), db_text(made->unit), db_text(lines),
                            db_text(made->opinion), db_int(made->version), db_int(made->changed_at), db_text(by),
                            db_int(applied.removed_at), db_text(applied.removed_at ? by : ""), db_int(made->no),
                            db_int(before)),
                         err) &&
           note(change, &applied, lines, err);
}

/* Another was written in the same moment: it is judged with that one. */
static bool write(struct templating *templating, struct arena *mem, struct err *err)
{
    const struct office *office = templating->office;
    if (!assigns(&office->scope, office->definitions, NULL))
        return err_set(err, ERR_FORBIDDEN, "act", NULL, SAY_TEMPLATE_NOT_YOURS);
    for (int tries = 1;; tries++) {
        struct err failure = { 0 };
        if (store_change(office->store, mem, prepare, apply, templating, &failure))
            return true;
        if (tries == TRIES_MAX || failure.kind != ERR_CONFLICT || !text_equal(failure.subject, "unique")) {
            *err = failure;
            return false;
        }
    }
}

bool handing_template_add(struct office *office, struct arena *mem, const struct handing_template *asked, int64_t *no,
                          struct err *err)
{
    struct templating templating = { .office = office, .what = ADDS, .asked = asked };
    if (!write(&templating, mem, err))
        return false;
    *no = templating.made.no;
    return true;
}

bool handing_template_change(struct office *office, struct arena *mem, const struct handing_template *asked,
                             struct err *err)
{
    struct templating templating = { .office = office, .what = CHANGES, .asked = asked };
    return write(&templating, mem, err);
}

bool handing_template_remove(struct office *office, struct arena *mem, int64_t no, struct err *err)
{
    const struct handing_template asked = { .no = no };
    struct templating templating = { .office = office, .what = REMOVES, .asked = &asked };
    return write(&templating, mem, err);
}

/* --- told --------------------------------------------------------------------------------------------------------- */

void handing_lines_json(struct json *json, const struct handed *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lines[i].role == ASSIGN_LEAD)
            json_put_text(json, assignment_role_name(ASSIGN_LEAD), lines[i].to);
    for (enum assignment_role role = ASSIGN_SUPPORT; role <= ASSIGN_INFORM; role++) {
        json_key(json, assignment_role_name(role));
        json_array(json);
        for (size_t i = 0; i < count; i++)
            if (lines[i].role == role)
                json_text(json, lines[i].to);
        json_array_end(json);
    }
}

static void put_instant(struct json *json, const char *name, instant_t at)
{
    char printed[INSTANT_SIZE];
    instant_print(at, printed);
    json_put_text(json, name, printed);
}

void handing_template_json(struct json *json, const struct handing_template *template)
{
    json_object(json);
    json_put_int(json, "no", template->no);
    json_put_text(json, "name", template->name);
    json_put_text(json, "unit", *template->unit ? template->unit : NULL);
    handing_lines_json(json, template->lines, template->count);
    json_put_text(json, "opinion", template->opinion);
    json_put_int(json, "version", template->version);
    put_instant(json, "entered_at", template->entered_at);
    json_put_text(json, "entered_by", template->entered_by);
    put_instant(json, "changed_at", template->changed_at);
    json_put_text(json, "changed_by", template->changed_by);
    json_put_bool(json, "changes", template->changes);
    json_object_end(json);
}
