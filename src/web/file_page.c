/* What is said about a record, and its files: given in, given out, taken out of sight.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/text.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum { FILE_REASON_MAX = 1000 };

bool comment_post(struct visit *visit, struct err *err)
{
    struct office office;
    const char *words = visit_text(visit, "words");
    struct opened *opened = record_open(visit, err);
    if (!opened || !opened_may(opened, ACT_COMMENT, err))
        return false;
    if (!words)
        return err_set(err, ERR_INVALID, "required", "words", SAY_COMMENT_NOTHING);
    record_office(visit, &office, NULL);
    if (!comment_add(&office, visit->mem, opened->record->id, words, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_COMMENT_DONE, opened_name(opened)));
    return page_go(visit, arena_printf(visit->mem, "%s#timeline", opened->path));
}

/* --- given in ----------------------------------------------------------------------------------------------------- */

bool upload_post(struct visit *visit, struct err *err)
{
    struct office office;
    struct attachment added;
    const struct upload *file = request_upload(visit->request, "file");
    struct opened *opened = record_open(visit, err);
    if (!opened || !opened_may(opened, ACT_ATTACH, err))
        return false;
    if (!file || text_is_empty(file->name))
        return err_set(err, ERR_INVALID, "required", "file", SAY_FILE_NOT_CHOSEN);
    record_office(visit, &office, file);
    if (!attachment_add(&office, visit->mem, opened->record->id, 0, file->name, file->file, &added, err)) {
        if (err->kind == ERR_INVALID)
            snprintf(err->field, sizeof err->field, "file");
        return false;
    }
    page_notice(visit, arena_printf(visit->mem, SAY_FILE_DONE, file->name, opened_name(opened)));
    return page_go(visit, arena_printf(visit->mem, "%s#files", opened->path));
}

/* --- given out ---------------------------------------------------------------------------------------------------- */

static struct attachment *find_file(struct visit *visit, struct err *err)
{
    struct db *db = visit_db(visit, err);
    int64_t id = visit_id(visit, "id");
    if (!db)
        return NULL;
    if (!id) {
        err_set(err, ERR_NOT_FOUND, "attachment", NULL, SAY_FILE_UNKNOWN);
        return NULL;
    }
    return attachment_find(db, visit->mem, visit->definitions, &visit->scope, id, err);
}

bool download_page(struct visit *visit, struct err *err)
{
    const struct attachment *file = find_file(visit, err);
    int descriptor = file ? attachment_open_noted(visit->store, visit->mem, &visit->scope, file, err) : -1;
    if (descriptor < 0)
        return false;
    response_download(visit->response, file->name, file->media_type);
    response_file(visit->response, descriptor, file->size);
    return true;
}

/* --- taken out of sight ------------------------------------------------------------------------------------------- */

static struct opened *open_withdrawing(struct visit *visit, struct attachment **file, struct err *err)
{
    *file = find_file(visit, err);
    struct opened *opened = *file ? record_open_read(visit, (*file)->of, err) : NULL;
    return opened && opened_may(opened, ACT_WITHDRAW_FILE, err) ? opened : NULL;
}

static bool show_withdrawing(struct visit *visit, const struct err *problem, struct err *err)
{
    struct record_form to;
    struct attachment *file;
    struct opened *opened = open_withdrawing(visit, &file, err);
    if (!opened)
        return false;
    const char *title = arena_printf(visit->mem, SAY_FILE_WITHDRAW_TITLE, file->name);
    record_form_begin(&to, visit, title, problem, NULL);
    record_put_head(to.page, opened, &(struct record_head){ .heading = title, .lead = opened_heading(opened) });
    form_put(&to.form, &(struct form_control){ .kind = FORM_AREA,
                                               .name = "reason",
                                               .label = SAY_STEP_REASON,
                                               .value = form_typed(&to.form, "reason", ""),
                                               .required = true,
                                               .rows = 3,
                                               .max = FILE_REASON_MAX });
    struct template_value *values = to.page->values;
    template_put(values, "errors", form_errors(&to.form, SAY_FORM_FAILED));
    template_put_text(values, "text", SAY_FILE_WITHDRAW_TEXT);
    template_put_text(values, "action", visit->request->path);
    template_put(values, "hidden", form_hidden(visit, 0));
    template_put(values, "fields", to.form.fields);
    template_put_text(values, "submit", SAY_FILE_WITHDRAW);
    template_put_bool(values, "danger", true);
    template_put_text(values, "back_href", opened->path);
    return page_send(to.page, "confirm", err);
}

bool withdraw_file_page(struct visit *visit, struct err *err)
{
    return show_withdrawing(visit, NULL, err);
}

bool withdraw_file_again(struct visit *visit, const struct err *problem, struct err *err)
{
    return show_withdrawing(visit, problem, err);
}

bool withdraw_file_post(struct visit *visit, struct err *err)
{
    struct attachment *file;
    struct office office;
    struct opened *opened = open_withdrawing(visit, &file, err);
    const char *reason = visit_text(visit, "reason");
    if (!opened)
        return false;
    if (!reason)
        return err_set(err, ERR_INVALID, "required", "reason", SAY_FILE_NEEDS_WHY);
    record_office(visit, &office, NULL);
    if (!attachment_withdraw(&office, visit->mem, file->id, reason, err))
        return false;
    page_notice(visit, arena_printf(visit->mem, SAY_FILE_WITHDRAWN, file->name));
    return page_go(visit, arena_printf(visit->mem, "%s#files", opened->path));
}
