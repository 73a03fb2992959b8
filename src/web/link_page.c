/* Linking a record with another, found by its number or its address.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "query/finder.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

static bool may_link(const struct opened *opened, struct err *err)
{
    if (opened->record->reg->mirror)
        return err_set(err, ERR_FORBIDDEN, "mirror", NULL, SAY_NO_STEPS_MIRROR);
    if (opened->record->cancelled)
        return err_set(err, ERR_FORBIDDEN, "cancelled", NULL, SAY_NO_STEPS_CANCELLED);
    return opened_may(opened, ACT_CHANGE, err);
}

/* The registers this visit reads: a number alone may stand in several. */
static struct form_option *register_options(struct visit *visit, size_t *count)
{
    const struct definitions *definitions = visit->definitions;
    struct form_option *options = ARENA_ARRAY(visit->mem, struct form_option, definitions->registers.count + 1);
    *count = 0;
    for (size_t i = 0; i < definitions->registers.count; i++) {
        const struct register_definition *reg = &definitions->registers.items[i];
        if (may_somewhere(&visit->scope, ACT_READ, reg))
            options[(*count)++] = (struct form_option){ reg->name, reg->label, NULL };
    }
    return options;
}

/* Words are looked for in the register that was chosen, otherwise in the record's own. */
static struct picking record_picking(struct visit *visit)
{
    struct picking picking = form_picking(visit, NULL, NULL);
    const char *in = form_sent(visit, "in");
    const struct register_definition *reg = in ? definitions_register(visit->definitions, in) : NULL;
    picking.kind = PICK_RECORD;
    picking.reg = reg ? reg : visit->reg;
    return picking;
}

static bool put_controls(struct form *form, struct err *err)
{
    const struct picking picking = record_picking(form->visit);
    struct form_option *kinds = ARENA_ARRAY(form->mem, struct form_option, link_kind_count);
    size_t register_count;
    struct form_option *registers = register_options(form->visit, &register_count);
    for (size_t i = 0; i < link_kind_count; i++)
        kinds[i] = (struct form_option){ link_kinds[i].name, link_kinds[i].label, NULL };
    form_put(form, &(struct form_control){ .kind = FORM_SELECT,
                                           .name = "kind",
                                           .label = SAY_LINK_KIND_LABEL,
                                           .value = form_typed(form, "kind", ""),
                                           .blank = SAY_FORM_NOT_CHOSEN,
                                           .required = true,
                                           .options = kinds,
                                           .option_count = link_kind_count });
    if (!form_put_pick(form, &picking, "",
                       &(struct form_control){ .name = "record",
                                               .label = SAY_LINK_RECORD,
                                               .hint = SAY_FORM_LINK_HINT,
                                               .required = true,
                                               .pick_day = "in" },
                       err))
        return false;
    form_put(form, &(struct form_control){ .kind = FORM_SELECT,
                                           .name = "in",
                                           .label = SAY_LINK_REGISTER,
                                           .hint = SAY_LINK_REGISTER_HINT,
                                           .value = form_typed(form, "in", ""),
                                           .blank = SAY_LINK_ANY_REGISTER,
                                           .options = registers,
                                           .option_count = register_count });
    return true;
}

static bool show(struct visit *visit, const struct err *problem, struct err *err)
{
    struct record_form to;
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_link(opened, err))
        return false;
    const char *title = arena_printf(visit->mem, SAY_LINK_TITLE, opened_name(opened));
    record_form_begin(&to, visit, title, problem, NULL);
    record_put_head(to.page, opened, &(struct record_head){ .heading = title, .lead = opened->record->title });
    record_form_section(&to, "fields", "", "");
    if (!put_controls(&to.form, err))
        return false;
    return record_form_send(&to,
                            &(struct record_form_end){ .action = arena_printf(visit->mem, "%s/lien-ket", opened->path),
                                                       .submit = SAY_LINK_SUBMIT,
                                                       .notice = form_is_find(visit) ? SAY_PICK_NOTHING_SAVED : NULL,
                                                       .cancel = opened->path },
                            err);
}

bool link_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, err);
}

bool link_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, err);
}

/* One of those that the form offers. */
static bool is_offered(const char *kind)
{
    for (size_t i = 0; i < link_kind_count; i++)
        if (text_equal(link_kinds[i].name, kind))
            return true;
    return false;
}

/* The record that the text names: by words in one register, by number, id or address in any. */
static struct record *find_other(struct visit *visit, const char *in, struct err *err)
{
    const struct register_definition *reg = in ? definitions_register(visit->definitions, in) : NULL;
    struct picking picking = record_picking(visit);
    const struct form_control control = { .name = "record", .label = SAY_LINK_RECORD, .value = "" };
    struct err fault = { 0 };
    form_take_pick(visit, "record");
    const char *other = text_trim(visit->mem, form_sent(visit, "record"));
    if (strchr(other, ' ')) {
        if (!form_pick(visit, &picking, &control, &other, &fault, err))
            return NULL;
        reg = picking.reg;
    }
    if (fault.kind != ERR_NONE) {
        *err = fault;
        return NULL;
    }
    struct db *db = visit_db(visit, err);
    return db ? record_find(db, visit->mem, visit->definitions, &visit->scope, reg, other, "record", err) : NULL;
}

bool link_post(struct visit *visit, struct err *err)
{
    struct office office;
    const char *kind = visit_text(visit, "kind"), *in = visit_text(visit, "in");
    if (form_is_find(visit))
        return show(visit, NULL, err);
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_link(opened, err))
        return false;
    if (!is_offered(kind))
        return err_set(err, ERR_INVALID, "required", "kind", SAY_LINK_NO_KIND);
    if (text_is_empty(form_sent(visit, "record")))
        return err_set(err, ERR_INVALID, "required", "record", SAY_LINK_NO_RECORD);
    struct record *to = find_other(visit, in, err);
    if (!to) {
        if (err->kind == ERR_NOT_FOUND) /* the page is there, the record that was named is not */
            err->kind = ERR_INVALID;
        return false;
    }
    if (to->id == opened->record->id)
        return err_set(err, ERR_INVALID, "record", "record", SAY_LINK_ITSELF);
    record_office(visit, &office, NULL);
    if (!record_link(&office, visit->mem, opened->record->id, kind, to->id, err))
        return false;
    page_notice(visit,
                arena_printf(visit->mem, SAY_LINK_DONE, opened_name(opened), to->number ? to->number : to->title));
    return page_go(visit, arena_printf(visit->mem, "%s#links", opened->path));
}
