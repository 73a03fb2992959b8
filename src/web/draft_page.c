/* The draft of a record on its page: its versions, whose turn it is to approve, and what they say.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/text.h"
#include "handling/approval.h"
#include "people/names.h"
#include "store/id.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

static int64_t newest_version(const struct opened *opened)
{
    int64_t newest = 0;
    for (size_t i = 0; i < opened->context.attachment_count; i++)
        if (opened->context.attachments[i].draft > newest)
            newest = opened->context.attachments[i].draft;
    return newest;
}

static bool is_open(const struct opened *opened)
{
    const struct record *record = opened->record;
    return record->reg->drafts && opened_is_writable(opened) &&
           text_list_has(&record->reg->drafts->states, record->state);
}

/* --- who approves ------------------------------------------------------------------------------------------------- */

struct route_view {
    const struct opened *opened;
    struct approval *list;
    size_t count;
    const char **names; /* of `to` and of who decided, two a line */
    int64_t newest;
};

static const char *name_at(const struct route_view *view, size_t at, const char *otherwise)
{
    return view->names[at] ? view->names[at] : otherwise;
}

/* One form of words with two buttons: to agree, and to return. A kind that a step of the register is has no first. */
static void add_form(const struct route_view *view, struct template_value *forms, const struct approval *line)
{
    struct visit *visit = view->opened->visit;
    struct arena *mem = visit->mem;
    char id[ID_SIZE];
    struct form form;
    bool by_step = approval_step(view->opened->record->reg, line->kind) != NULL;
    id_print(line->id, id);
    const char *path = arena_printf(mem, "%s/duyet/%s", view->opened->path, id);
    form_init(&form, visit, arena_printf(mem, "duyet-%s-", id), NULL);
    form.fresh = !text_starts(visit->request->path, path);
    form_put(&form, &(struct form_control){ .kind = FORM_AREA,
                                            .name = "words",
                                            .fault = "note",
                                            .label = by_step ? SAY_DRAFT_WHY : SAY_DRAFT_WORDS,
                                            .value = form_typed(&form, "words", ""),
                                            .required = by_step,
                                            .rows = 2,
                                            .max = APPROVAL_NOTE_MAX });
    struct template_value *made = template_object(mem), *hidden = form_hidden(visit, 0);
    struct template_value *seen = template_object(mem);
    template_put_text(seen, "name", "sha256");
    template_put_text(seen, "value", line->blob);
    template_add(hidden, seen);
    template_put_text(made, "action", arena_printf(mem, by_step ? "%s/tra-lai" : "%s/dong-y", path));
    template_put_text(made, "label", by_step ? SAY_DRAFT_RETURN : SAY_DRAFT_AGREE);
    template_put_text(made, "fold", "");
    template_put_text(made, "other", by_step ? "" : arena_printf(mem, "%s/tra-lai", path));
    template_put_text(made, "other_label", by_step ? "" : SAY_DRAFT_RETURN);
    template_put_bool(made, "danger", false);
    template_put_bool(made, "open", false);
    template_put(made, "hidden", hidden);
    template_put(made, "fields", form.fields);
    template_add(forms, made);
}

/* "Đồng ý 02/08/2021 08:00, Lê Thị B: …"; "" while it is not decided. */
static const char *decided_words(const struct route_view *view, size_t at)
{
    struct arena *mem = view->opened->visit->mem;
    const struct approval *line = &view->list[at];
    if (!line->decision)
        return "";
    const char *said = arena_printf(mem, "%s %s, %s", approval_decision_label(line->decision),
                                    page_instant(mem, line->decided_at), name_at(view, 2 * at + 1, line->decided_by));
    return *line->note ? arena_printf(mem, "%s: %s", said, line->note) : said;
}

static struct template_value *make_line(const struct route_view *view, size_t at)
{
    struct arena *mem = view->opened->visit->mem;
    const struct approval *line = &view->list[at];
    bool is_void = line->draft < view->newest;
    bool mine = line->waits && !is_void && is_open(view->opened) &&
                approval_is_mine(view->opened->visit->definitions, &view->opened->visit->scope, line->to);
    struct template_value *item = template_object(mem), *forms = template_list(mem);
    const char *where = is_void       ? arena_printf(mem, SAY_DRAFT_VOID, (long long)line->draft + 1)
                        : line->waits ? arena_printf(mem, SAY_DRAFT_TURN, page_instant(mem, line->turn_at))
                                      : "";
    if (mine)
        add_form(view, forms, line);
    template_put_text(item, "to", name_at(view, 2 * at, line->to));
    template_put_text(item, "role", approval_kind_label(line->kind));
    template_put_bool(item, "tag", false);
    template_put_text(item, "given",
                      arena_printf(mem, SAY_DRAFT_LINE, (long long)line->draft, (long long)line->stage, where));
    template_put_text(item, "due", "");
    template_put_text(item, "opinion", "");
    template_put_text(item, "done", decided_words(view, at));
    template_put_text(item, "waits", "");
    template_put(item, "forms", forms);
    template_put_bool(item, "children", false);
    return item;
}

static bool read_route(struct route_view *view, struct err *err)
{
    const struct opened *opened = view->opened;
    struct arena *mem = opened->visit->mem;
    struct db *db = visit_db(opened->visit, err);
    if (!db || !approval_list(db, mem, opened->record->id, &view->list, &view->count, err))
        return false;
    const char **whoms = ARENA_ARRAY(mem, const char *, 2 * view->count + 1);
    for (size_t i = 0; i < view->count; i++) {
        whoms[2 * i] = view->list[i].to;
        whoms[2 * i + 1] = view->list[i].decided_by;
    }
    return people_names(db, mem, opened->visit->definitions, whoms, 2 * view->count, &view->names, err);
}

/* The newest version first; of those before it what was decided. */
static struct template_value *make_lines(const struct route_view *view)
{
    struct template_value *items = template_list(view->opened->visit->mem);
    for (int64_t version = view->newest; version > 0; version--)
        for (size_t i = 0; i < view->count; i++)
            if (view->list[i].draft == version && (version == view->newest || view->list[i].decision))
                template_add(items, make_line(view, i));
    return items;
}

/* --- the panel ---------------------------------------------------------------------------------------------------- */

static struct template_value *make_upload(const struct opened *opened, const struct draft_faults *faults)
{
    struct visit *visit = opened->visit;
    struct form form;
    struct template_value *upload = template_object(visit->mem);
    form_init(&form, visit, "du-thao-", text_ends(visit->request->path, "/du-thao") ? faults : NULL);
    form.fresh = !text_ends(visit->request->path, "/du-thao");
    form_put(&form, &(struct form_control){
                        .kind = FORM_FILE, .name = "file", .label = SAY_DRAFT_FILE, .hint = SAY_DRAFT_FILE_HINT });
    form_put(&form, &(struct form_control){ .name = "note",
                                            .label = SAY_DRAFT_NOTE,
                                            .value = form_typed(&form, "note", ""),
                                            .max = DRAFT_NOTE_MAX });
    template_put_text(upload, "action", arena_printf(visit->mem, "%s/du-thao", opened->path));
    template_put(upload, "hidden", form_hidden(visit, 0));
    template_put(upload, "fields", form.fields);
    return upload;
}

bool draft_put(struct page *page, const struct opened *opened, const struct draft_faults *faults, struct err *err)
{
    struct arena *mem = opened->visit->mem;
    struct route_view view = { .opened = opened, .newest = newest_version(opened) };
    struct err ignored = { 0 };
    bool uploads = is_open(opened) && !record_is_line(opened->record) && opened_may(opened, ACT_ATTACH, &ignored);
    if (!opened->record->reg->drafts || (!view.newest && !uploads)) {
        template_put_bool(page->values, "draft", false);
        return true;
    }
    if (view.newest && !read_route(&view, err))
        return false;
    struct template_value *draft = template_object(mem), *lines = make_lines(&view);
    template_put_text(draft, "note",
                      view.newest ? arena_printf(mem, SAY_DRAFT_NEWEST, (long long)view.newest) : SAY_DRAFT_NO_VERSION);
    template_put(draft, "lines", lines);
    template_put_bool(draft, "has_lines", view.count > 0);
    template_put_text(draft, "compare", view.newest > 1 ? arena_printf(mem, "%s/du-thao/so-sanh", opened->path) : "");
    template_put(draft, "upload", uploads ? make_upload(opened, faults) : template_bool(mem, false));
    template_put(page->values, "draft", draft);
    return true;
}

/* --- acts --------------------------------------------------------------------------------------------------------- */

bool draft_post(struct visit *visit, struct err *err)
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
    const char *note = visit_text(visit, "note");
    if (!attachment_add_draft(&office, visit->mem, opened->record->id, 0, file->name, file->file, note ? note : "",
                              &added, err)) {
        if (err->kind == ERR_INVALID && !text_equal(err->field, "note"))
            snprintf(err->field, sizeof err->field, "file");
        return false;
    }
    page_notice(visit, arena_printf(visit->mem, SAY_DRAFT_DONE, (long long)added.draft, opened_name(opened)));
    return page_go(visit, arena_printf(visit->mem, "%s#draft", opened->path));
}

static bool decide(struct visit *visit, bool agrees, struct err *err)
{
    struct office office;
    struct opened *opened = record_open(visit, err);
    const char *words = visit_text(visit, "words"), *seen = visit_text(visit, "sha256");
    if (!opened)
        return false;
    enum approval_decision decision = !agrees ? DECISION_RETURNED : words ? DECISION_OPINION : DECISION_AGREED;
    record_office(visit, &office, NULL);
    if (!approval_decide(&office, visit->mem, visit_id(visit, "approval"), seen ? seen : "", decision,
                         words ? words : "", err))
        return false;
    page_notice(
        visit, arena_printf(visit->mem, "%s: %s", agrees ? SAY_DRAFT_AGREED : SAY_DRAFT_RETURNED, opened_name(opened)));
    return page_go(visit, arena_printf(visit->mem, "%s#draft", opened->path));
}

bool approval_agree_post(struct visit *visit, struct err *err)
{
    return decide(visit, true, err);
}

bool approval_return_post(struct visit *visit, struct err *err)
{
    return decide(visit, false, err);
}
