/* A new record of a register: the form its definition makes.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "definitions/degree.h"
#include "definitions/law.h"
#include "definitions/made_record.h"
#include "fields/field_type.h"
#include "definitions/week_definition.h"
#include "query/finder.h"
#include "query/week.h"
#include "records/entry_preview.h"
#include "store/id.h"
#include "viet/fold.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

/* Beside the fields: where it stands, how urgent, how secret; and the button that goes on to the next one. A field of
 * the register that has the name goes before it. */
static const char *const also[] = { "_unit",    "_find._unit", "_pick._unit", "_asked._unit", "_urgency",
                                    "_secrecy", "again",       "wait",        "check" };

/* What the next record most likely shares with the one just entered: its day, and whom it came from, which is the first
 * text beside the title that must be there. The minute at which a call began is not that of the next one. */
static bool is_kept(const struct register_definition *reg, const struct field *field)
{
    if (text_equal(reg->date, field->name))
        return field->type != FIELD_DATE_TIME || !field->initial;
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *first = &reg->fields.items[i];
        if (first->type == FIELD_TEXT && first->required && !first->set_by && !first->personal &&
            !text_equal(reg->title, first->name))
            return first == field;
    }
    return false;
}

/* Another record's page offers this form (`makes:`), and FIELD is what it begins with. NAMES: only as what names that
 * record. */
static bool is_made_with(const struct visit *visit, const struct field *field, bool names)
{
    for (size_t i = 0; i < visit->definitions->registers.count; i++) {
        const struct register_definition *from = &visit->definitions->registers.items[i];
        for (size_t k = 0; k < from->makes.count; k++) {
            const struct made_record *made = &from->makes.items[k];
            if (made->reg != visit->reg)
                continue;
            if (text_equal(made->field, field->name))
                return true;
            for (size_t n = 0; n < made->values.count && !names; n++)
                if (text_equal(made->values.items[n].field, field->name))
                    return true;
        }
    }
    return false;
}

static const char *kept_value(struct visit *visit, const struct field *field)
{
    const char *kept = request_parameter(visit->request, field->name);
    struct value value;
    struct err ignored = { 0 };
    bool names_week = visit->reg->week && text_equal(visit->reg->title, field->name);
    if (!kept || (!is_kept(visit->reg, field) && !is_made_with(visit, field, false) && !names_week) ||
        !value_parse(visit->mem, visit->definitions, field, kept, &value, &ignored))
        return NULL;
    return form_value(visit->mem, visit->definitions, field, &value);
}

/* What the record gives to FIELD that this entry is made from (`copies:` of the link that names it); NULL: nothing, or
 * nothing that everybody who reads the record may read. */
static const char *given_value(struct visit *visit, const struct field *field)
{
    struct err ignored = { 0 };
    for (size_t i = 0; i < visit->reg->fields.count; i++) {
        const struct field *link = &visit->reg->fields.items[i], *from = NULL;
        for (size_t k = 0; k < link->copies.count && link->type == FIELD_LINK && link->target; k++)
            if (text_equal(link->copies.items[k].to, field->name))
                from = register_field(link->target, link->copies.items[k].from);
        const char *text = from && !from->personal ? request_parameter(visit->request, link->name) : NULL;
        struct db *db = text && is_made_with(visit, link, true) ? visit_db(visit, &ignored) : NULL;
        int64_t id;
        const struct record *record = db && id_parse(text, &id)
                                          ? record_read_in(db, visit->mem, link->target, &visit->scope, id, &ignored)
                                          : NULL;
        if (record && text_equal(record->secrecy, DEGREE_USUAL) && record_value(record, from->name)->is_set)
            return form_value(visit->mem, visit->definitions, from, record_value(record, from->name));
    }
    return NULL;
}

/* The entry form's fields are those that no step sets. */
static void entry_items(struct visit *visit, struct form_items *items)
{
    for (size_t i = 0; i < visit->reg->fields.count; i++) {
        const struct field *field = &visit->reg->fields.items[i];
        if (field->set_by || field->until)
            continue;
        const char *kept = kept_value(visit, field);
        if (!kept && field->copied)
            kept = given_value(visit, field);
        form_add_item(visit->mem, items, field, field->required && !field->copied,
                      kept ? kept : form_initial(visit, field));
    }
}

/* The units this visit may enter a record for. */
static struct form_option *own_units(struct visit *visit, size_t *count)
{
    size_t all_count;
    struct form_option *all = form_units(visit, NULL, &all_count);
    *count = 0;
    for (size_t i = 0; i < all_count; i++) {
        struct err ignored = { 0 };
        const struct issuer *issuer = &visit->definitions->issuers.items[0];
        struct may_what what = {
            .reg = visit->reg, .unit = all[i].value, .issuer = issuer->code, .secrecy = DEGREE_USUAL
        };
        const char *office = definitions_setting(visit->definitions, "issuer", NULL);
        if (office)
            what.issuer = office;
        if (visit->scope.everything || visit_may(visit, ACT_CREATE, &what, &ignored))
            all[(*count)++] = all[i];
    }
    return all;
}

static void put_degree(struct record_form *to, const char *name, const char *fault, const char *label,
                       const struct degree degrees[DEGREE_COUNT])
{
    struct form_option *options = ARENA_ARRAY(to->form.mem, struct form_option, DEGREE_COUNT);
    for (int i = 0; i < DEGREE_COUNT; i++)
        options[i] = (struct form_option){ degrees[i].code, degrees[i].label, NULL };
    form_put(&to->form, &(struct form_control){ .kind = FORM_SELECT,
                                                .name = name,
                                                .fault = fault,
                                                .label = label,
                                                .value = form_typed(&to->form, name, DEGREE_USUAL),
                                                .options = options,
                                                .option_count = DEGREE_COUNT });
}

static struct form_control unit_control(void)
{
    return (struct form_control){ .kind = FORM_SELECT, .name = "_unit", .fault = "unit", .label = SAY_FACT_UNIT };
}

static struct picking unit_picking(struct visit *visit)
{
    struct picking picking = form_picking(visit, NULL, NULL);
    picking.kind = PICK_UNIT;
    return picking;
}

/* Many units are chosen by what one types; what the visit may not enter for is refused when it is written. */
static bool put_unit(struct record_form *to, const struct form_option *units, size_t count, struct err *err)
{
    struct visit *visit = to->page->visit;
    struct form_control control = unit_control();
    if (count > FORM_SELECT_UNITS_MAX) {
        const struct picking picking = unit_picking(visit);
        return form_put_pick(&to->form, &picking, visit->scope.unit, &control, err);
    }
    control.value = form_typed(&to->form, "_unit", visit->scope.unit);
    control.blank = SAY_ENTRY_OWN_UNIT;
    control.options = units;
    control.option_count = count;
    form_put(&to->form, &control);
    return true;
}

static bool put_place(struct record_form *to, struct err *err)
{
    struct visit *visit = to->page->visit;
    size_t count;
    struct form_option *units = own_units(visit, &count);
    record_form_section(to, "part-place", SAY_ENTRY_PLACE, "");
    if (count > 1 && !put_unit(to, units, count, err))
        return false;
    if (!register_field(visit->reg, "urgency"))
        put_degree(to, "_urgency", "urgency", SAY_FACT_URGENCY, urgency_degrees);
    if (!register_field(visit->reg, "secrecy"))
        put_degree(to, "_secrecy", "secrecy", SAY_FACT_SECRECY, secrecy_degrees);
    return true;
}

/* The unit that was typed becomes its code in what was sent. */
static bool read_unit(struct visit *visit, struct err *err)
{
    const struct picking picking = unit_picking(visit);
    struct form_control control = unit_control();
    struct err fault;
    form_take_pick(visit, "_unit");
    const char *sent = form_sent(visit, "_unit");
    if (text_is_empty(sent) || form_is_find(visit))
        return true;
    sent = text_trim(visit->mem, sent);
    control.value = "";
    if (!form_pick(visit, &picking, &control, &sent, &fault, err))
        return false;
    if (fault.kind != ERR_NONE) {
        err_set(err, fault.kind, fault.subject, "unit", "%s", fault.text);
        return false;
    }
    form_set_sent(visit, "_unit", sent);
    return true;
}

const struct step *page_entry_step(struct visit *visit)
{
    struct err no = { 0 };
    const struct step *step = entry_step(visit->reg);
    return step && visit_may(visit, ACT_STEP, &(struct may_what){ .reg = visit->reg, .step = step }, &no) ? step : NULL;
}

/* Another record may have the same in it, so that who types it is told at once. */
static bool tells_twins(const struct register_definition *reg, const struct field *field)
{
    for (size_t i = 0; i < reg->unique.count; i++)
        if (text_list_has(&reg->unique.items[i].fields, field->name))
            return true;
    return false;
}

/* The fields that fill others, or tell of a record that is there already; NULL where the register has neither those nor
 * a clock that begins with the record. */
static const char *checked_fields(struct visit *visit)
{
    const struct register_definition *reg = visit->reg;
    struct text names;
    bool clocked = false;
    text_init(&names, visit->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < reg->fields.count; i++) {
        const struct field *field = &reg->fields.items[i];
        if (!field->set_by &&
            (field->copies.count > 0 || tells_twins(reg, field) || week_clash_rests_on(visit->definitions, reg, field)))
            text_printf(&names, "%s%s", names.length ? " " : "", field->name);
    }
    for (size_t i = 0; i < reg->deadlines.count; i++)
        clocked |= reg->deadlines.items[i].begins && !reg->deadlines.items[i].beside;
    return clocked || names.length ? names.data : NULL;
}

/* "Số kế tiếp: 4118"; "" where none is drawn. TYPED NULL: the empty form. */
static bool foresee_number(struct visit *visit, const struct record *typed, const char **words, struct err *err)
{
    struct record empty = { .reg = visit->reg, .unit = visit->scope.unit };
    char today[DATE_SIZE];
    const char *number;
    struct office office;
    empty.values = ARENA_ARRAY(visit->mem, struct value, visit->reg->fields.count + 1);
    page_office(visit, &office);
    day_print(clock_today(), today);
    struct db *db = visit_db(visit, err);
    if (!db || !entry_next_number(db, visit->mem, visit->definitions, typed ? typed : &empty, page_entry_step(visit),
                                  today, &number, err))
        return false;
    *words = number ? arena_printf(visit->mem, SAY_ENTRY_NEXT_NUMBER, number) : "";
    return true;
}

/* What the check says: what is there already, the number it would have, the due date. */
static bool foresee(struct visit *visit, const struct record *typed, const char **notice, struct err *err)
{
    const char *number, *twins = "";
    struct office office;
    page_office(visit, &office);
    *notice = form_foresee(visit, typed, NULL);
    if (form_is_find(visit))
        return true;
    struct db *db = visit_db(visit, err);
    if (!db || !entry_twins(&office, db, visit->mem, typed, &twins, err) || !foresee_number(visit, typed, &number, err))
        return false;
    if (!text_is_empty(number))
        *notice = arena_printf(visit->mem, "%s. %s", *notice, number);
    if (!text_is_empty(twins))
        *notice = arena_printf(visit->mem, "%s. %s", twins, *notice);
    return form_tell_clashes(visit, typed, notice, err);
}

/* Under the heading: what the register rests on, and on the empty form which number comes next; a form that is shown
 * again has other things to say. */
static const char *lead_of(struct visit *visit, const struct err *problem, const char *notice)
{
    struct err unsaid = { 0 };
    const char *words = NULL, *law = law_today(visit->mem, visit->definitions, visit->reg->law);
    if (problem || notice || !foresee_number(visit, NULL, &words, &unsaid) || text_is_empty(words))
        return law;
    return text_is_empty(law) ? words : arena_printf(visit->mem, "%s. %s", law, words);
}

/* “Vào sổ” is said only where the entry draws the number of the book. */
static void put_acts(struct visit *visit, const struct step *step, struct record_form_end *end)
{
    const struct register_definition *reg = visit->reg;
    bool draws = register_draws(reg, step);
    end->submit = draws ? SAY_ENTRY_SUBMIT : reg->entry ? reg->entry : SAY_ENTRY_SAVE;
    end->more = arena_printf(visit->mem, SAY_ENTRY_AND_NEXT, end->submit);
    end->more_name = "again";
    end->rest = step ? arena_printf(visit->mem, SAY_ENTRY_WAIT, reg->states.items[0].label) : NULL;
    end->rest_name = "wait";
    end->failed = draws ? SAY_ENTRY_FAILED : SAY_ENTRY_NOT_SAVED;
}

static bool show(struct visit *visit, const struct err *problem, const struct draft_faults *faults, const char *notice,
                 struct err *err)
{
    const struct step *step = page_entry_step(visit);
    struct arena *mem = visit->mem;
    struct record_form to;
    struct form_items items = { 0 };
    const char *path = page_register_path(mem, visit->reg);
    const char *label = visit->reg->label;
    const char *title = register_draws(visit->reg, step) ? arena_printf(mem, SAY_ENTRY_TITLE, label)
                                                         : arena_printf(mem, SAY_ADD, viet_lower_first(mem, label));
    entry_items(visit, &items);
    record_form_begin(&to, visit, title, problem, faults);
    record_put_head(to.page, NULL, &(struct record_head){ .heading = title, .lead = lead_of(visit, problem, notice) });
    record_form_items(&to, &items);
    if (!put_place(&to, err))
        return false;
    struct record_form_end end = { .action = arena_printf(mem, "%s/moi", path),
                                   .draft = arena_printf(mem, "%s:new", visit->reg->name),
                                   .cancel = path,
                                   .check = checked_fields(visit),
                                   .notice = notice };
    put_acts(visit, step, &end);
    return record_form_send(&to, &end, err);
}

static bool may_enter(struct visit *visit, struct err *err)
{
    if (visit->reg->mirror)
        return err_set(err, ERR_FORBIDDEN, "mirror", NULL, SAY_NO_STEPS_MIRROR);
    return visit_may(visit, ACT_CREATE, &(struct may_what){ .reg = visit->reg }, err);
}

bool entry_page(struct visit *visit, struct err *err)
{
    return may_enter(visit, err) && show(visit, NULL, NULL, NULL, err);
}

bool entry_again(struct visit *visit, const struct err *problem, struct err *err)
{
    struct form_items items = { 0 };
    struct form_read read = { 0 };
    struct err ignored = { 0 };
    if (!may_enter(visit, err))
        return false;
    entry_items(visit, &items);
    bool read_all = form_collect(visit, visit->reg, &items, also, COUNT_OF(also), &read, &ignored);
    const char *notice = NULL;
    if (read_all)
        form_fill(visit, &items, &read);
    if (read_all && form_is_check(visit) && !foresee(visit, &read.typed, &notice, err))
        return false;
    return show(visit, problem, read_all ? &read.faults : NULL, notice, err);
}

static void set_from(struct visit *visit, struct draft *draft, const char *control, const char *name)
{
    const char *sent = form_sent(visit, control);
    if (!text_is_empty(sent) && !register_field(visit->reg, name))
        draft_set(visit->mem, draft, name, sent);
}

/* The empty form of the next one, with what it most likely shares. */
static const char *next_path(struct visit *visit, const struct form_read *read)
{
    struct http_pairs kept = { 0 };
    for (size_t i = 0; i < read->values.count; i++) {
        const struct field *field = register_field(visit->reg, read->values.items[i].name);
        if (field && (is_kept(visit->reg, field) || is_made_with(visit, field, true)))
            pairs_add(visit->mem, &kept, field->name, read->values.items[i].text);
    }
    return arena_printf(visit->mem, "%s/moi?%s", page_register_path(visit->mem, visit->reg),
                        pairs_print(visit->mem, &kept));
}

static void note_entry(struct visit *visit, const struct record *record)
{
    const char *label = visit->reg->label;
    if (text_is_empty(record->number))
        page_notice(visit, arena_printf(visit->mem, SAY_ENTRY_DONE, label, record->title));
    else
        page_notice(visit, arena_printf(visit->mem, SAY_ENTRY_DONE_NUMBER, label, record->number));
    page_draft_done(visit, arena_printf(visit->mem, "%s:new", visit->reg->name));
}

bool entry_post(struct visit *visit, struct err *err)
{
    struct form_items items = { 0 };
    struct form_read read = { 0 };
    struct office office;
    int64_t id;
    if (!may_enter(visit, err))
        return false;
    entry_items(visit, &items);
    if (!form_collect(visit, visit->reg, &items, also, COUNT_OF(also), &read, err) || !form_is_whole(visit, &read, err))
        return false;
    if (form_is_check(visit)) {
        const char *notice;
        form_fill(visit, &items, &read);
        return foresee(visit, &read.typed, &notice, err) && show(visit, NULL, NULL, notice, err);
    }
    if (!read_unit(visit, err))
        return false;
    struct draft *draft = draft_new(visit->mem, visit->reg);
    for (size_t i = 0; i < read.values.count; i++)
        *ARRAY_ADD(visit->mem, &draft->values) = read.values.items[i];
    set_from(visit, draft, "_unit", "unit");
    set_from(visit, draft, "_urgency", "urgency");
    set_from(visit, draft, "_secrecy", "secrecy");
    const struct step *step = page_entry_step(visit);
    draft->hands = true;
    if (step && text_is_empty(form_sent(visit, "wait")))
        draft_add_step(visit->mem, draft, step->name, NULL);
    record_office(visit, &office, NULL);
    if (!record_create(&office, visit->mem, draft, &id, err))
        return false;
    struct db *db = visit_db(visit, err);
    struct record *record = db ? record_read_in(db, visit->mem, visit->reg, &visit->scope, id, err) : NULL;
    if (!record)
        return false;
    note_entry(visit, record);
    bool again = !text_is_empty(form_sent(visit, "again"));
    return page_go(visit, again ? next_path(visit, &read) : page_record_path(visit->mem, visit->reg, id));
}
