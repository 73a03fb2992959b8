/* Handing a record on, and what becomes of a line of its tree: finished, passed back,
 * returned, withdrawn.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "query/finder.h"
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

/* --- the form ----------------------------------------------------------------------------------------------------- */

static bool show(struct visit *visit, const struct err *problem, const char *notice, struct err *err)
{
    struct record_form to;
    struct handing_values values = { 0 };
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_assign(opened, err))
        return false;
    const char *title = arena_printf(visit->mem, SAY_ASSIGN_TITLE, opened_name(opened));
    const char *path = arena_printf(visit->mem, "%s/giao", opened->path);
    struct record_form_end end = { .action = path,
                                   .draft = path + 1,
                                   .submit = SAY_STEP_ASSIGN,
                                   .more = SAY_ASSIGN_MORE,
                                   .more_name = HANDING_MORE,
                                   .cancel = opened->path,
                                   .version = opened->record->version };
    if (notice)
        end.notice = notice;
    else if (handing_is_asking(visit))
        end.notice = SAY_PICK_NOTHING_SAVED;
    else if (problem && text_equal(problem->subject, "version"))
        end.notice = SAY_CONFLICT_STEP;
    if (!handing_offer(visit, opened->record, path, &values, &end, err))
        return false;
    record_form_begin(&to, visit, title, problem, NULL);
    record_put_head(
        to.page, opened,
        &(struct record_head){ .heading = title, .lead = opened->record->title, .tag = record_tag(opened) });
    record_form_section(&to, "fields", "", "");
    return handing_put(&to.form, &values, err) && handing_put_templates(&to.form, &end, err) &&
           record_form_send(&to, &end, err);
}

bool assign_page(struct visit *visit, struct err *err)
{
    return show(visit, NULL, NULL, err);
}

bool assign_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show(visit, problem, NULL, err);
}

/* --- giving it ---------------------------------------------------------------------------------------------------- */

/* "Đã giao 5096/VPCP-KSTT cho Sở Y tế (chủ trì), Phòng Kinh tế (nhận để biết), hạn 05/08/2021" */
static bool note_handing(const struct opened *opened, const struct handing_read *read, struct err *err)
{
    struct visit *visit = opened->visit;
    struct page_names *names = page_names_new(visit);
    handing_want_names(names, read);
    if (!page_names_read(names, err))
        return false;
    const char *due = read->lines.items[0].due, *words = handing_words(visit->mem, names, read);
    page_notice(visit, *due ? arena_printf(visit->mem, SAY_ASSIGN_SENT_DUE, opened_name(opened), words,
                                           page_day(visit->mem, due))
                            : arena_printf(visit->mem, SAY_ASSIGN_SENT, opened_name(opened), words));
    page_draft_done(visit, arena_printf(visit->mem, "%s/giao", opened->path + 1));
    return page_go(visit, opened->path);
}

bool assign_post(struct visit *visit, struct err *err)
{
    struct handing_read read;
    struct office office;
    bool repeated;
    const char *notice;
    handing_take_picks(visit, &(struct handing_values){ 0 });
    if (!handing_take_template(visit, &notice, err))
        return false;
    if (notice || handing_is_asking(visit))
        return show(visit, NULL, notice, err);
    struct opened *opened = record_open(visit, err);
    if (!opened || !may_assign(opened, err) ||
        !handing_collect(visit, &(struct handing_values){ 0 }, NULL, 0, &read, err))
        return false;
    record_office(visit, &office, NULL);
    if (!record_is_repeated(opened, &office, &repeated, err))
        return false;
    if (!repeated && !assignment_hand_out(&office, visit->mem, opened->record->id, record_version(visit), 0,
                                          read.lines.items, read.lines.count, err))
        return handing_refuse(visit, &read, err);
    return note_handing(opened, &read, err);
}

/* --- what becomes of it ------------------------------------------------------------------------------------------- */

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

typedef bool end_line(struct office *office, struct arena *mem, int64_t id, const char *words, struct err *err);

/* To the record; to the own work for who read it by that line alone. */
static bool go_on(struct visit *visit, const struct opened *opened, struct err *err)
{
    struct err hidden = { 0 };
    struct db *db = visit_db(visit, err);
    if (!db)
        return false;
    if (record_read_in(db, visit->mem, visit->reg, &visit->scope, opened->record->id, &hidden))
        return page_go(visit, opened->path);
    if (hidden.kind == ERR_NOT_FOUND)
        return page_go(visit, "/viec-cua-toi");
    *err = hidden;
    return false;
}

/* Ends the line of the path with what was said; SAID is told on the next page. */
static bool end_with(struct visit *visit, end_line *end, const char *said, struct err *err)
{
    struct opened *opened;
    const struct assignment *assignment;
    struct office office;
    const char *words = visit_text(visit, "words");
    if (!find_assignment(visit, &opened, &assignment, err))
        return false;
    record_office(visit, &office, NULL);
    if (!end(&office, visit->mem, assignment->id, words ? words : "", err))
        return false;
    page_notice(visit, arena_printf(visit->mem, "%s: %s", said, opened_name(opened)));
    return go_on(visit, opened, err);
}

bool assignment_finish_post(struct visit *visit, struct err *err)
{
    return end_with(visit, assignment_finish, SAY_ASSIGN_FINISHED, err);
}

bool assignment_pass_back_post(struct visit *visit, struct err *err)
{
    return end_with(visit, assignment_pass_back, SAY_ASSIGN_PASSED, err);
}

bool assignment_return_post(struct visit *visit, struct err *err)
{
    return end_with(visit, assignment_return, SAY_ASSIGN_RETURNED, err);
}

static bool withdraw(struct office *office, struct arena *mem, int64_t id, const char *words, struct err *err)
{
    (void)words;
    return assignment_withdraw(office, mem, id, err);
}

bool assignment_withdraw_post(struct visit *visit, struct err *err)
{
    return end_with(visit, withdraw, SAY_ASSIGN_WITHDRAWN, err);
}
