/* Đơn vị, chức vụ: the tree of units as of a day, read from the definitions, and who holds which position.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "web/admin_internal.h"
#include "web/pages.h"

enum { DEPTH_MAX = 6, PEOPLE_MAX = 5000 };

struct showing {
    struct visit *visit;
    const char *day; /* of the tree */
    struct account_list people;
    struct position *positions;
    size_t position_count;
    struct template_value *units;
    bool *done; /* one a unit */
};

/* --- the tree ----------------------------------------------------------------------------------------------------- */

static bool is_there(const struct unit *unit, const char *day)
{
    return strcmp(unit->from, day) <= 0 && strcmp(unit->until, day) >= 0;
}

static const char *name_of(const struct unit *unit, const char *day)
{
    const char *name = unit_name_on(unit, day);
    return text_is_empty(name) ? unit->names.items[unit->names.count - 1].name : name;
}

static void add_part(struct text *out, const char *part)
{
    text_printf(out, "%s%s", out->length ? "; " : "", part);
}

/* "từ 01/07/2021; trước là Phòng Nội chính". */
static const char *note_of(const struct showing *showing, const struct unit *unit)
{
    struct arena *mem = showing->visit->mem;
    const struct definitions *definitions = showing->visit->definitions;
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    if (strncmp(unit->from, "0001", 4) != 0)
        add_part(&out, arena_printf(mem, SAY_UNIT_FROM, page_day(mem, unit->from)));
    if (strncmp(unit->until, "9999", 4) != 0)
        add_part(&out, arena_printf(mem, SAY_UNIT_UNTIL, page_day(mem, unit->until)));
    for (size_t i = 0; i < definitions->units.count; i++)
        if (text_list_has(&definitions->units.items[i].successors, unit->code))
            add_part(&out, arena_printf(mem, SAY_UNIT_BEFORE, name_of(&definitions->units.items[i], unit->from)));
    for (size_t i = 0; i < unit->successors.count; i++) {
        const struct unit *next = definitions_unit(definitions, unit->successors.items[i]);
        if (next)
            add_part(&out, arena_printf(mem, SAY_UNIT_AFTER, name_of(next, next->from)));
    }
    return out.data ? out.data : "";
}

static size_t people_of(const struct showing *showing, const char *code)
{
    size_t count = 0;
    for (size_t i = 0; i < showing->people.count; i++)
        count += !showing->people.items[i]->disabled && text_equal(showing->people.items[i]->unit, code);
    return count;
}

static void add_unit(struct showing *showing, size_t at, int depth)
{
    struct arena *mem = showing->visit->mem;
    const struct definitions *definitions = showing->visit->definitions;
    const struct unit *unit = &definitions->units.items[at];
    size_t people = people_of(showing, unit->code);
    struct template_value *item = template_object(mem);
    showing->done[at] = true;
    template_put_text(item, "depth", arena_printf(mem, "%d", depth));
    template_put_text(item, "label", name_of(unit, showing->day));
    template_put_text(item, "code", unit->code);
    template_put_text(item, "note", note_of(showing, unit));
    template_put_text(item, "count", people ? arena_printf(mem, SAY_UNIT_PEOPLE, people) : "");
    template_put_text(item, "href", people ? arena_printf(mem, PATH_USERS "?unit=%s", unit->code) : "");
    template_add(showing->units, item);
    for (size_t i = 0; i < definitions->units.count; i++)
        if (!showing->done[i] && text_equal(definitions->units.items[i].parent, unit->code) &&
            is_there(&definitions->units.items[i], showing->day))
            add_unit(showing, i, depth < DEPTH_MAX ? depth + 1 : DEPTH_MAX);
}

/* Whose parent is not there that day stands at the top. */
static void put_tree(struct page *page, struct showing *showing)
{
    const struct definitions *definitions = showing->visit->definitions;
    showing->units = template_list(showing->visit->mem);
    showing->done = ARENA_ARRAY(showing->visit->mem, bool, definitions->units.count + 1);
    for (size_t i = 0; i < definitions->units.count; i++) {
        const struct unit *unit = &definitions->units.items[i];
        const struct unit *parent = definitions_unit(definitions, unit->parent);
        if (is_there(unit, showing->day) && !(parent && is_there(parent, showing->day)))
            add_unit(showing, i, 1);
    }
    template_put(page->values, "units", showing->units);
    template_put_text(page->values, "as_of", page_day(showing->visit->mem, showing->day));
}

/* PROBLEM is about the day where it was asked for by GET. */
static void put_filter(struct page *page, const struct showing *showing, const struct err *problem)
{
    struct visit *visit = showing->visit;
    struct template_value *filter = template_object(visit->mem);
    const char *typed = pairs_get(&visit->request->parameters, "day");
    bool own = problem && visit->request->method != HTTP_POST;
    struct draft_faults faults = admin_faults(visit, own ? problem : NULL);
    struct form form;
    form_init(&form, visit, "tree-", &faults);
    template_put(filter, "fields", form_section(&form));
    form_put(&form, &(struct form_control){ .kind = FORM_DATE,
                                            .name = "day",
                                            .label = SAY_UNITS_DAY,
                                            .value = own && typed ? typed : page_day(visit->mem, showing->day) });
    template_put_text(filter, "action", PATH_UNITS);
    template_put_text(filter, "submit", SAY_UNITS_SHOW);
    template_put(page->values, "filter", filter);
    if (own)
        template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
}

/* --- positions ---------------------------------------------------------------------------------------------------- */

static const struct account *find_person(const struct showing *showing, const char *login)
{
    for (size_t i = 0; i < showing->people.count; i++)
        if (text_equal(showing->people.items[i]->login, login))
            return showing->people.items[i];
    return NULL;
}

static void put_positions(struct page *page, const struct showing *showing)
{
    struct visit *visit = showing->visit;
    struct cells *cells = cells_new(visit->mem, SAY_POSITIONS_CAPTION, false);
    cells_column(cells, SAY_POSITION, "");
    cells_column(cells, SAY_COLUMN_UNIT, "");
    cells_column(cells, SAY_POSITION_HOLDER, "");
    for (size_t i = 0; i < showing->position_count; i++) {
        const struct position *position = &showing->positions[i];
        const struct account *holder = find_person(showing, position->holder);
        cells_row(cells, false);
        cell_sub(cells_add(cells, position->title), position->code);
        cells_add(cells, admin_unit_name(visit, position->unit));
        if (text_is_empty(position->holder)) {
            cells_add(cells, SAY_POSITION_VACANT);
            continue;
        }
        cell_sub(cells_link(cells, holder ? holder->name : position->holder,
                            admin_user_path(visit->mem, position->holder, "")),
                 arena_printf(visit->mem, SAY_POSITION_SINCE, page_day(visit->mem, position->since)));
    }
    cells_put(cells, page->values);
    template_put_bool(page->values, "has_positions", showing->position_count > 0);
}

/* Which of the two forms was sent, in a POST that is shown again. */
static bool is_of(const struct visit *visit, const char *path)
{
    return visit->request->method == HTTP_POST && text_equal(visit->request->path, path);
}

static void begin_form(struct form *form, struct page *page, const char *prefix, const char *path,
                       struct draft_faults *faults, const struct err *problem)
{
    struct visit *visit = page->visit;
    bool own = (problem || form_is_find(visit)) && is_of(visit, path);
    *faults = admin_faults(visit, own ? problem : NULL);
    form_init(form, visit, prefix, faults);
    form->fresh = !own;
    form_section(form);
}

static bool add_give_form(struct page *page, const struct showing *showing, struct template_value *forms,
                          const struct err *problem, struct err *err)
{
    struct visit *visit = showing->visit;
    struct form form;
    struct draft_faults faults;
    char today[DATE_SIZE];
    struct form_option *positions = ARENA_ARRAY(visit->mem, struct form_option, showing->position_count + 1);
    for (size_t i = 0; i < showing->position_count; i++)
        positions[i] = (struct form_option){ showing->positions[i].code, showing->positions[i].title, NULL };
    day_print_people(clock_today(), today);
    begin_form(&form, page, "give-", PATH_UNITS, &faults, problem);
    form_put(&form, &(struct form_control){ .kind = FORM_SELECT,
                                            .name = "position",
                                            .label = SAY_POSITION,
                                            .value = form_typed(&form, "position", ""),
                                            .required = true,
                                            .blank = SAY_POSITION_NOT_SET,
                                            .options = positions,
                                            .option_count = showing->position_count });
    const struct form_control holder = { .name = "holder",
                                         .label = SAY_POSITION_HOLDER,
                                         .hint = SAY_POSITION_HOLDER_HINT };
    if (!form_put_one(&form, PICK_PERSON, "", &holder, "", err))
        return false;
    form_put(&form, &(struct form_control){ .kind = FORM_DATE,
                                            .name = "from",
                                            .label = SAY_POSITION_FROM,
                                            .value = form_typed(&form, "from", arena_strdup(visit->mem, today)),
                                            .required = true });
    if (form.wrong)
        template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "give",
                                         .title = SAY_POSITION_GIVE,
                                         .text = SAY_POSITION_TEXT,
                                         .action = PATH_UNITS,
                                         .submit = SAY_POSITION_GIVE,
                                         .fields = form.fields });
    return true;
}

static bool add_new_form(struct page *page, struct template_value *forms, const struct err *problem, struct err *err)
{
    struct form form;
    struct draft_faults faults;
    begin_form(&form, page, "new-", PATH_POSITIONS, &faults, problem);
    form_put(&form, &(struct form_control){ .name = "title",
                                            .label = SAY_POSITION_TITLE,
                                            .value = form_typed(&form, "title", ""),
                                            .required = true,
                                            .max = ACCOUNT_TEXT_MAX });
    form_put(&form, &(struct form_control){ .name = "code",
                                            .label = SAY_POSITION_CODE,
                                            .hint = SAY_POSITION_CODE_HINT,
                                            .value = form_typed(&form, "code", ""),
                                            .required = true,
                                            .max = 60 });
    const struct form_control unit = { .name = "unit", .label = SAY_COLUMN_UNIT, .required = true };
    if (!form_put_one(&form, PICK_UNIT, "", &unit, SAY_USER_UNIT_NOT_SET, err))
        return false;
    if (form.wrong)
        template_put(page->values, "errors", form_errors(&form, SAY_ADMIN_FAILED));
    admin_add_form(page, forms,
                   &(struct admin_form){ .id = "new-position",
                                         .title = SAY_POSITION_ADD,
                                         .action = PATH_POSITIONS,
                                         .submit = SAY_POSITION_ADD,
                                         .fields = form.fields });
    return true;
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static bool show(struct visit *visit, const char *day, const struct err *problem, struct err *err)
{
    struct showing showing = { .visit = visit, .day = day };
    char today[DATE_SIZE];
    struct db *db = visit_db(visit, err);
    if (!db || !account_list(db, visit->mem, "", NULL, 0, PEOPLE_MAX, &showing.people, err) ||
        !position_list(db, visit->mem, &showing.positions, &showing.position_count, err))
        return false;
    if (!day) {
        day_print(clock_today(), today);
        showing.day = arena_strdup(visit->mem, today);
    }
    struct page *page = admin_page_new(visit, SAY_PART_UNITS, SAY_UNITS_LEAD, PATH_UNITS);
    struct template_value *forms = template_list(visit->mem);
    put_filter(page, &showing, problem);
    put_tree(page, &showing);
    put_positions(page, &showing);
    if ((showing.position_count && !add_give_form(page, &showing, forms, problem, err)) ||
        !add_new_form(page, forms, problem, err))
        return false;
    template_put(page->values, "forms", forms);
    if (problem)
        page_set_failed(page);
    return page_send(page, "admin-units", err);
}

bool units_page(struct visit *visit, struct err *err)
{
    return show(visit, visit_text(visit, "day"), NULL, err);
}

bool units_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, NULL, problem, err);
}

/* The position with this code; NULL without an err where there is none. */
static struct position *find_position(struct visit *visit, const char *code, struct err *err)
{
    struct position *positions;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !position_list(db, visit->mem, &positions, &count, err))
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (text_equal(positions[i].code, code))
            return &positions[i];
    return NULL;
}

bool units_post(struct visit *visit, struct err *err)
{
    const struct form_control control = { .name = "holder", .label = SAY_POSITION_HOLDER, .value = "" };
    const char *code = visit_text(visit, "position"), *holder;
    if (form_is_find(visit))
        return show(visit, NULL, NULL, err);
    if (!form_take_one(visit, PICK_PERSON, &control, &holder, err))
        return false;
    struct position *position = find_position(visit, code, err);
    if (!position)
        return err->kind == ERR_NONE && err_set(err, ERR_INVALID, "position", "position", SAY_POSITION_UNKNOWN, code);
    position->holder = holder;
    position->from = visit_text(visit, "from");
    if (!position_keep(visit->store, visit->mem, position, visit->scope.user, err)) {
        if (err->kind == ERR_NOT_FOUND) /* the holder: something to choose again, not a page that is missing */
            err->kind = ERR_INVALID;
        if (text_equal(err->field, "login"))
            snprintf(err->field, sizeof err->field, "holder");
        return false;
    }
    const char *from = page_day(visit->mem, position->from);
    page_notice(visit, *position->holder
                           ? arena_printf(visit->mem, SAY_POSITION_GIVEN, position->title, position->holder, from)
                           : arena_printf(visit->mem, SAY_POSITION_LEFT, position->title, from));
    return page_go(visit, PATH_UNITS);
}

bool position_post(struct visit *visit, struct err *err)
{
    const struct form_control unit = { .name = "unit", .label = SAY_COLUMN_UNIT, .value = "" };
    struct position position = {
        .code = visit_text(visit, "code"), .title = visit_text(visit, "title"), .unit = "", .holder = ""
    };
    if (form_is_find(visit))
        return show(visit, NULL, NULL, err);
    if (!form_take_one(visit, PICK_UNIT, &unit, &position.unit, err))
        return false;
    if (find_position(visit, position.code, err))
        return err_set(err, ERR_CONFLICT, "position", "code", SAY_POSITION_TAKEN, position.code);
    if (err->kind != ERR_NONE || !position_keep(visit->store, visit->mem, &position, visit->scope.user, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_POSITION_ADDED, position.title));
    return page_go(visit, PATH_UNITS);
}
