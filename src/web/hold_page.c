/* Files (`holds:`): what lies in one, putting a record into one from its own page, taking it out, the package.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "handling/package.h"
#include "query/finder.h"
#include "store/id.h"
#include "web/cells.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum { HOLD_REASON_MAX = 1000 };

static const char *id_text(struct arena *mem, int64_t id)
{
    char out[ID_SIZE];
    id_print(id, out);
    return arena_strdup(mem, out);
}

/* --- what lies in a file ------------------------------------------------------------------------------------------ */

bool holds_read(struct opened *opened, struct err *err)
{
    struct visit *visit = opened->visit;
    if (!opened->record->reg->holds)
        return true;
    struct db *db = visit_db(visit, err);
    return db && held_read(db, visit->mem, visit->definitions, &visit->scope, opened->record, &opened->held, err);
}

/* May the visit put something into the file now, or take it out? */
static bool takes_now(const struct opened *opened)
{
    struct err ignored = { 0 };
    const struct holds_definition *holds = opened->record->reg->holds;
    return holds && opened_is_writable(opened) && text_list_has(&holds->states, opened->record->state) &&
           opened_may(opened, ACT_CHANGE, &ignored);
}

static struct template_value *make_line(const struct opened *opened, const struct held *held, bool takes)
{
    struct arena *mem = opened->visit->mem;
    const struct record *record = held->record;
    const struct state *state = register_state(record->reg, record->state);
    const char *day = page_day(mem, held->day);
    struct template_value *line = template_object(mem);
    template_put_text(line, "text", record->title && *record->title ? record->title : record->reg->label);
    template_put_text(line, "href", page_record_path(mem, record->reg, record->id));
    template_put_text(line, "number", *held->number ? held->number : SAY_HELD_NO_NUMBER);
    template_put_text(line, "note",
                      arena_printf(mem, "%s%s%s%s%s", record->reg->label, *day ? ", ngày " : "", day,
                                   *held->author ? ", " : "", held->author));
    template_put_text(line, "state", record->cancelled ? SAY_CANCELLED_TAG : state ? state->label : "");
    template_put_text(line, "out_href",
                      takes ? arena_printf(mem, "%s/bo-ra/%s", opened->path, id_text(mem, record->id)) : "");
    return line;
}

void holds_put(struct page *page, const struct opened *opened)
{
    struct err ignored = { 0 };
    struct arena *mem = page->visit->mem;
    const struct holds_definition *holds = opened->record->reg->holds;
    if (!holds) {
        template_put_bool(page->values, "contents", false);
        return;
    }
    struct template_value *held = template_object(mem), *lines = template_list(mem);
    bool takes = takes_now(opened);
    for (size_t i = 0; i < opened->held.count; i++)
        template_add(lines, make_line(opened, &opened->held.items[i], takes));
    template_put_text(held, "label", holds->label);
    template_put_text(held, "note",
                      opened->held.count ? arena_printf(mem, SAY_HELD_COUNT, opened->held.count) : SAY_HELD_NONE);
    template_put_text(held, "hint", takes ? SAY_HELD_HINT : "");
    template_put_bool(held, "any", opened->held.count > 0);
    template_put(held, "lines", lines);
    template_put(page->values, "contents", held);
    if (opened_may(opened, ACT_EXPORT, &ignored))
        page_action(page, SAY_PACKAGE, arena_printf(mem, "%s/tron-goi", opened->path), "download", false);
}

/* --- where a record belongs --------------------------------------------------------------------------------------- */

/* The register whose files take the record, where the visit may put it into some. */
static const struct register_definition *files_for(const struct opened *opened)
{
    struct visit *visit = opened->visit;
    const struct register_definition *files = held_files_of(visit->definitions, opened->record->reg);
    bool may = files && !opened->record->cancelled && may_somewhere(&visit->scope, ACT_CHANGE, files);
    return may ? files : NULL;
}

static bool lies_somewhere(const struct opened *opened)
{
    for (size_t i = 0; i < opened->context.link_count; i++) {
        const struct linked *link = &opened->context.links[i];
        if (link->back && !link->cancelled && text_equal(link->kind, LINK_HOLDS))
            return true;
    }
    return false;
}

static bool propose(const struct opened *opened, struct record **file, struct err *err)
{
    struct visit *visit = opened->visit;
    struct db *db = visit_db(visit, err);
    return db &&
           held_propose(db, visit->mem, visit->definitions, &visit->scope, opened->record, &opened->context, file, err);
}

bool belongs_put(struct page *page, const struct opened *opened, struct err *err)
{
    struct arena *mem = page->visit->mem;
    const struct register_definition *files = files_for(opened);
    const struct state *state = register_state(opened->record->reg, opened->record->state);
    bool asks = files && state && state->group == GROUP_RESOLVED && !lies_somewhere(opened);
    struct record *file = NULL;
    const char *path = arena_printf(mem, "%s/vao-ho-so", opened->path);
    template_put_text(page->values, "hold_href", files ? path : "");
    if (files)
        template_put_bool(page->values, "has_links", true);
    template_put_bool(page->values, "belongs", false);
    if (!asks)
        return true;
    if (!propose(opened, &file, err))
        return false;
    struct template_value *belongs = template_object(mem);
    template_put_text(belongs, "action", path);
    template_put(belongs, "hidden", form_hidden(page->visit, 0));
    template_put_text(belongs, "text", file ? SAY_BELONGS : SAY_BELONGS_NOWHERE);
    template_put_text(belongs, "file", file ? id_text(mem, file->id) : "");
    template_put_text(belongs, "label", file ? arena_printf(mem, SAY_BELONGS_PUT, record_short(mem, file)) : "");
    template_put(page->values, "belongs", belongs);
    return true;
}

/* --- putting it in ------------------------------------------------------------------------------------------------ */

static struct picking file_picking(struct visit *visit, const struct register_definition *files)
{
    struct picking picking = form_picking(visit, NULL, NULL);
    picking.kind = PICK_RECORD;
    picking.reg = files;
    return picking;
}

static bool show(struct visit *visit, const struct err *problem, struct err *err)
{
    struct record_form to;
    struct record *file = NULL;
    struct arena *mem = visit->mem;
    struct opened *opened = record_open(visit, err);
    const struct register_definition *files = opened ? files_for(opened) : NULL;
    if (!opened)
        return false;
    if (!files)
        return err_set(err, ERR_FORBIDDEN, "holds", NULL, SAY_HOLD_NOWHERE, visit->reg->label);
    if (visit->request->method == HTTP_GET && !propose(opened, &file, err))
        return false;
    const char *title = arena_printf(mem, SAY_HOLD_TITLE, opened_name(opened));
    const struct picking picking = file_picking(visit, files);
    record_form_begin(&to, visit, title, problem, NULL);
    record_put_head(to.page, opened, &(struct record_head){ .heading = title, .lead = opened->record->title });
    record_form_section(&to, "fields", "", "");
    if (!form_put_pick(&to.form, &picking, file ? id_text(mem, file->id) : "",
                       &(struct form_control){
                           .name = "file", .label = files->label, .hint = SAY_HOLD_FILE_HINT, .required = true },
                       err))
        return false;
    const char *path = page_register_path(mem, files);
    bool creates = may_somewhere(&visit->scope, ACT_CREATE, files);
    return record_form_send(&to,
                            &(struct record_form_end){ .action = arena_printf(mem, "%s/vao-ho-so", opened->path),
                                                       .submit = SAY_HOLD_SUBMIT,
                                                       .notice = form_is_find(visit) ? SAY_PICK_NOTHING_SAVED : NULL,
                                                       .draft = "",
                                                       .offer = creates ? SAY_HOLD_NEW : NULL,
                                                       .offer_href = arena_printf(mem, "%s/moi", path),
                                                       .offer_link = SAY_HOLD_NEW_LINK,
                                                       .cancel = opened->path },
                            err);
}

bool hold_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, err);
}

bool hold_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, err);
}

/* The file that was chosen; an id alone says it, too. */
static struct record *chosen_file(struct visit *visit, const struct register_definition *files, struct err *err)
{
    const struct picking picking = file_picking(visit, files);
    struct err fault = { 0 };
    const char *value = NULL;
    form_take_pick(visit, "file");
    value = text_trim(visit->mem, form_sent(visit, "file") ? form_sent(visit, "file") : "");
    const struct form_control control = { .name = "file", .label = files->label, .value = "" };
    if (!*value) {
        err_set(err, ERR_INVALID, "required", "file", SAY_HOLD_NO_FILE, files->label);
        return NULL;
    }
    if (!form_pick(visit, &picking, &control, &value, &fault, err))
        return NULL;
    int64_t id;
    if (fault.kind != ERR_NONE || !value || !id_parse(value, &id)) {
        *err = fault;
        if (fault.kind == ERR_NONE)
            err_set(err, ERR_INVALID, "required", "file", SAY_HOLD_NO_FILE, files->label);
        return NULL;
    }
    struct db *db = visit_db(visit, err);
    return db ? record_read_in(db, visit->mem, files, &visit->scope, id, err) : NULL;
}

bool hold_post(struct visit *visit, struct err *err)
{
    struct office office;
    if (form_is_find(visit))
        return show(visit, NULL, err);
    struct opened *opened = record_open(visit, err);
    const struct register_definition *files = opened ? files_for(opened) : NULL;
    if (!opened)
        return false;
    if (!files)
        return err_set(err, ERR_FORBIDDEN, "holds", NULL, SAY_HOLD_NOWHERE, visit->reg->label);
    const struct record *file = chosen_file(visit, files, err);
    if (!file)
        return false;
    record_office(visit, &office, NULL);
    if (!record_hold(&office, visit->mem, file->id, &opened->record->id, 1, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_HOLD_DONE, opened_name(opened), record_short(visit->mem, file)));
    return page_go(visit, opened->path);
}

/* --- taking it out ------------------------------------------------------------------------------------------------ */

static const struct held *find_held(struct visit *visit, struct opened **opened, struct err *err)
{
    int64_t id = visit_id(visit, "other");
    *opened = record_open(visit, err);
    if (!*opened || !holds_read(*opened, err))
        return NULL;
    for (size_t i = 0; i < (*opened)->held.count; i++)
        if ((*opened)->held.items[i].record->id == id)
            return &(*opened)->held.items[i];
    err_set(err, ERR_NOT_FOUND, "link", NULL, SAY_HELD_UNKNOWN);
    return NULL;
}

static bool show_release(struct visit *visit, const struct err *problem, struct err *err)
{
    struct record_form to;
    struct opened *opened;
    const struct held *held = find_held(visit, &opened, err);
    if (!held || !opened_may(opened, ACT_CHANGE, err))
        return false;
    if (!problem && !takes_now(opened))
        return err_set(err, ERR_CONFLICT, "state", NULL, SAY_RELEASE_STATE,
                       register_state(opened->record->reg, opened->record->state)->label);
    const char *title = arena_printf(visit->mem, SAY_RELEASE_TITLE, record_short(visit->mem, held->record));
    record_form_begin(&to, visit, title, problem, NULL);
    record_put_head(to.page, opened, &(struct record_head){ .heading = title, .lead = opened_heading(opened) });
    form_put(&to.form, &(struct form_control){ .kind = FORM_AREA,
                                               .name = "reason",
                                               .label = SAY_STEP_REASON,
                                               .value = form_typed(&to.form, "reason", ""),
                                               .rows = 3,
                                               .max = HOLD_REASON_MAX });
    struct template_value *values = to.page->values;
    template_put(values, "errors", form_errors(&to.form, SAY_FORM_FAILED));
    template_put_text(values, "text", SAY_RELEASE_TEXT);
    template_put_text(values, "action", visit->request->path);
    template_put(values, "hidden", form_hidden(visit, 0));
    template_put(values, "fields", to.form.fields);
    template_put_text(values, "submit", SAY_RELEASE);
    template_put_bool(values, "danger", false);
    template_put_text(values, "back_href", opened->path);
    return page_send(to.page, "confirm", err);
}

bool release_page(struct visit *visit, struct err *err)
{
    return show_release(visit, NULL, err);
}

bool release_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show_release(visit, problem, err);
}

bool release_post(struct visit *visit, struct err *err)
{
    struct office office;
    struct opened *opened;
    const struct held *held = find_held(visit, &opened, err);
    if (!held)
        return false;
    record_office(visit, &office, NULL);
    if (!record_release(&office, visit->mem, opened->record->id, &held->record->id, 1, visit_text(visit, "reason"),
                        err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_RELEASED, record_short(visit->mem, held->record)));
    return page_go(visit, opened->path);
}

/* --- the package -------------------------------------------------------------------------------------------------- */

bool package_page(struct visit *visit, struct err *err)
{
    int64_t length;
    struct opened *opened = record_open(visit, err);
    if (!opened || !opened_may(opened, ACT_EXPORT, err))
        return false;
    if (!visit->reg->holds)
        return err_set(err, ERR_NOT_FOUND, "package", NULL, SAY_HOLDS_NO_PACKAGE, visit->reg->label);
    int file = package_make(visit->store, visit->mem, visit->definitions, &visit->scope, opened->record, &length, err);
    if (file < 0)
        return false;
    response_file(visit->response, file, length);
    response_download(visit->response, package_name(visit->mem, opened->record), "application/zip");
    page_note_record(visit, opened->record);
    return true;
}
