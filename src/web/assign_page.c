/* Handing a record to somebody, and what becomes of it: finished, withdrawn.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "people/names.h"
#include "store/id.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

static bool may_assign(const struct opened *opened, struct err *err)
{
    if (opened->record->reg->mirror)
        return err_set(err, ERR_FORBIDDEN, "mirror", NULL, SAY_NO_STEPS_MIRROR);
    if (opened->record->cancelled)
        return err_set(err, ERR_FORBIDDEN, "cancelled", NULL, SAY_NO_STEPS_CANCELLED);
    return opened_may(opened, ACT_ASSIGN, err);
}

/* --- the form --------------------------------------------------------------------------------------------------------
 */

bool assign_put_controls(struct form *form, struct err *err)
{
    struct form_option roles[] = { { "lead", SAY_ASSIGN_LEAD, NULL },
                                   { "support", SAY_ASSIGN_SUPPORT, NULL },
                                   { "inform", SAY_ASSIGN_INFORM, NULL } };
    const struct picking picking = form_picking(form->visit, NULL, NULL);
    if (!form_put_pick(form, &picking, "",
                       &(struct form_control){
                           .name = "to", .label = SAY_ASSIGN_TO, .hint = SAY_ASSIGN_TO_HINT, .required = true },
                       err))
        return false;
    form_put(form, &(struct form_control){ .kind = FORM_RADIOS,
                                           .name = "role",
                                           .label = SAY_ASSIGN_ROLE,
                                           .value = form_typed(form, "role", "lead"),
                                           .required = true,
                                           .row = true,
                                           .options = roles,
                                           .option_count = COUNT_OF(roles) });
    form_put(form, &(struct form_control){ .kind = FORM_DATE,
                                           .name = "due",
                                           .label = SAY_ASSIGN_DUE,
                                           .hint = SAY_ASSIGN_DUE_HINT,
                                           .value = form_typed(form, "due", "") });
    form_put(form, &(struct form_control){ .kind = FORM_AREA,
                                           .name = "opinion",
                                           .label = SAY_ASSIGN_OPINION,
                                           .value = form_typed(form, "opinion", ""),
                                           .rows = 4,
                                           .max = ASSIGNMENT_WORDS_MAX });
    return true;
}

static bool show(struct visit *visit, const struct err *problem, struct err *err)
{
    struct record_form to;
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_assign(opened, err))
        return false;
    const char *title = arena_printf(visit->mem, SAY_ASSIGN_TITLE, opened_name(opened));
    const char *path = arena_printf(visit->mem, "%s/giao", opened->path);
    record_form_begin(&to, visit, title, problem, NULL);
    record_put_head(
        to.page, opened,
        &(struct record_head){ .heading = title, .lead = opened->record->title, .tag = record_tag(opened) });
    record_form_section(&to, "fields", "", "");
    if (!assign_put_controls(&to.form, err))
        return false;
    return record_form_send(&to,
                            &(struct record_form_end){ .action = path,
                                                       .draft = path + 1,
                                                       .submit = SAY_STEP_ASSIGN,
                                                       .cancel = opened->path,
                                                       .version = opened->record->version,
                                                       .notice = form_is_find(visit) ? SAY_PICK_NOTHING_SAVED
                                                                 : problem && problem->kind == ERR_CONFLICT
                                                                     ? SAY_CONFLICT_STEP
                                                                     : NULL },
                            err);
}

bool assign_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, err);
}

bool assign_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, err);
}

/* --- giving it -------------------------------------------------------------------------------------------------------
 */

/* Whom the text of "to" names. */
static bool read_receiver(struct visit *visit, const char **to, struct err *err)
{
    const struct picking picking = form_picking(visit, NULL, NULL);
    struct err fault;
    form_take_pick(visit, "to");
    *to = form_sent(visit, "to");
    if (text_is_empty(*to))
        return err_set(err, ERR_INVALID, "to", "to", SAY_ASSIGN_NOBODY);
    *to = text_trim(visit->mem, *to);
    if (!form_pick(visit, &picking, &(struct form_control){ .name = "to", .label = SAY_ASSIGN_TO, .value = "" }, to,
                   &fault, err))
        return false;
    if (fault.kind != ERR_NONE)
        *err = fault;
    return fault.kind == ERR_NONE;
}

bool assign_read(struct visit *visit, struct assignment *assignment, struct err *err)
{
    const char *due = visit_text(visit, "due"), *opinion = visit_text(visit, "opinion");
    *assignment = (struct assignment){ .from = visit->scope.user,
                                       .opinion = opinion ? opinion : "",
                                       .due = due ? due : DUE_OPEN };
    if (!read_receiver(visit, &assignment->to, err))
        return false;
    const char *role = visit_text(visit, "role");
    return (role && assignment_role_find(role, &assignment->role)) ||
           err_set(err, ERR_INVALID, "role", "role", SAY_ASSIGN_NO_ROLE);
}

/* "Đã chuyển 5096/VPCP-KSTT cho Lương Quốc Việt, hạn 05/08/2021" */
static bool note_assignment(const struct opened *opened, const struct assignment *assignment, struct err *err)
{
    struct visit *visit = opened->visit;
    struct page_names *names = page_names_new(visit);
    page_names_want(names, assignment->to);
    if (!page_names_read(names, err))
        return false;
    const char *due = page_day(visit->mem, assignment->due);
    page_notice(visit, arena_printf(visit->mem, *due ? SAY_ASSIGN_SENT_DUE : SAY_ASSIGN_SENT, opened_name(opened),
                                    page_name(names, assignment->to), due));
    page_draft_done(visit, arena_printf(visit->mem, "%s/giao", opened->path + 1));
    return page_go(visit, opened->path);
}

bool assign_post(struct visit *visit, struct err *err)
{
    struct assignment assignment;
    struct office office;
    int64_t id;
    bool repeated;
    if (form_is_find(visit))
        return show(visit, NULL, err);
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_assign(opened, err) || !assign_read(visit, &assignment, err))
        return false;
    record_office(visit, &office, NULL);
    if (!record_is_repeated(opened, &office, &repeated, err))
        return false;
    if (!repeated &&
        !assignment_give(&office, visit->mem, opened->record->id, record_version(visit), &assignment, &id, err))
        return false;
    return note_assignment(opened, &assignment, err);
}

/* --- what becomes of it
 * ------------------------------------------------------------------------------------------------ */

/* The assignment of the path, if it is one of this record's. */
static bool find_assignment(struct visit *visit, struct opened **opened, const struct assignment **found,
                            struct err *err)
{
    int64_t id = visit_id(visit, "assignment");
    *opened = record_open(visit, err);
    if (!*opened)
        return false;
    for (size_t i = 0; i < (*opened)->context.assignment_count; i++)
        if ((*opened)->context.assignments[i].id == id) {
            *found = &(*opened)->context.assignments[i];
            return true;
        }
    return err_set(err, ERR_NOT_FOUND, "assignment", NULL, SAY_ASSIGN_UNKNOWN);
}

bool assignment_finish_post(struct visit *visit, struct err *err)
{
    struct opened *opened;
    const struct assignment *assignment;
    struct office office;
    const char *words = visit_text(visit, "words");
    if (!find_assignment(visit, &opened, &assignment, err))
        return false;
    record_office(visit, &office, NULL);
    if (!assignment_finish(&office, visit->mem, assignment->id, words ? words : "", err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_ASSIGN_FINISHED, opened_name(opened)));
    return page_go(visit, opened->path);
}

bool assignment_withdraw_post(struct visit *visit, struct err *err)
{
    struct opened *opened;
    const struct assignment *assignment;
    struct office office;
    if (!find_assignment(visit, &opened, &assignment, err))
        return false;
    record_office(visit, &office, NULL);
    if (!assignment_withdraw(&office, visit->mem, assignment->id, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_ASSIGN_WITHDRAWN, opened_name(opened)));
    return page_go(visit, opened->path);
}
