/* What a record's page shows beside its fields: who has it, its files, what it is linked with.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "definitions/made_record.h"
#include "fields/condition.h"
#include "store/id.h"
#include "web/record_internal.h"
#include "web/record_texts.h"
#include "web/texts.h"

enum { TREE_DEPTH_MAX = 12 };

void work_want_names(const struct opened *opened, struct page_names *names)
{
    for (size_t i = 0; i < opened->context.assignment_count; i++) {
        page_names_want(names, opened->context.assignments[i].from);
        page_names_want(names, opened->context.assignments[i].to);
        page_names_want(names, opened->context.assignments[i].ended_by);
    }
    for (size_t i = 0; i < opened->context.attachment_count; i++)
        page_names_want(names, opened->context.attachments[i].created_by);
}

/* --- who has it --------------------------------------------------------------------------------------------------- */

struct tree {
    const struct opened *opened;
    const struct page_names *names;
    bool *placed;
};

static bool is_mine(const struct opened *opened, const struct assignment *assignment)
{
    const struct record *record = opened->record;
    return scope_holds(&opened->visit->scope, record->reg, record->secrecy, assignment->to);
}

static bool gave_it(const struct opened *opened, const struct assignment *assignment)
{
    return text_equal(opened->visit->scope.user, assignment->from);
}

/* A form of a line: ACT is the end of its address, FOLD what opens it ("": it stands open). */
struct line_form {
    const char *act, *label, *fold;
    const char *other_act, *other_label; /* a second button; NULL: none */
    bool danger, required;               /* required: its words */
};

static void add_form(const struct tree *tree, struct template_value *forms, const struct assignment *assignment,
                     const struct line_form *made, struct template_value *fields)
{
    struct arena *mem = tree->opened->visit->mem;
    char id[ID_SIZE];
    id_print(assignment->id, id);
    struct template_value *form = template_object(mem);
    const char *path = arena_printf(mem, "%s/giao/%s", tree->opened->path, id);
    template_put_text(form, "action", arena_printf(mem, "%s/%s", path, made->act));
    template_put_text(form, "label", made->label);
    template_put_text(form, "fold", made->fold);
    template_put_text(form, "other", made->other_act ? arena_printf(mem, "%s/%s", path, made->other_act) : "");
    template_put_text(form, "other_label", made->other_label ? made->other_label : "");
    template_put_bool(form, "danger", made->danger);
    template_put_bool(form, "open", text_starts(tree->opened->visit->request->path, path) && *made->fold);
    template_put(form, "hidden", form_hidden(tree->opened->visit, 0));
    template_put(form, "fields", fields ? fields : template_list(mem));
    template_add(forms, form);
}

/* The one line of words that a form of the line asks for; ACTS are those that it is sent with. */
static struct template_value *make_words(const struct tree *tree, const struct assignment *assignment,
                                         const struct line_form *made, const char *label, const char *fault)
{
    struct visit *visit = tree->opened->visit;
    struct form form;
    char id[ID_SIZE];
    id_print(assignment->id, id);
    bool ours =
        strstr(visit->request->path, id) && (text_ends(visit->request->path, made->act) ||
                                             (made->other_act && text_ends(visit->request->path, made->other_act)));
    form_init(&form, visit, arena_printf(visit->mem, "%s-%s-", made->act, id), NULL);
    form.fresh = !ours;
    form_put(&form, &(struct form_control){ .name = "words",
                                            .fault = fault,
                                            .label = label,
                                            .value = form_typed(&form, "words", ""),
                                            .required = made->required,
                                            .max = ASSIGNMENT_WORDS_MAX });
    return form.fields;
}

/* Finishing asks for a word about the result, sending back for the reason; withdrawing asks for nothing. */
static struct template_value *make_forms(const struct tree *tree, const struct assignment *assignment)
{
    struct visit *visit = tree->opened->visit;
    const struct record_context *context = &tree->opened->context;
    struct template_value *forms = template_list(visit->mem);
    bool open = assignment->finished_at == 0 && !tree->opened->record->cancelled;
    bool gave = gave_it(tree->opened, assignment) || visit->scope.everything;
    bool mine = is_mine(tree->opened, assignment) || visit->scope.everything;
    bool inform = assignment->role == ASSIGN_INFORM;
    bool waits = assignment_open_below(context->assignments, context->assignment_count, assignment->id) > 0;
    if (open && !waits && (mine || gave)) {
        struct line_form finish = { "xong", inform ? SAY_ASSIGN_SEEN : SAY_ASSIGN_FINISH, "" };
        add_form(tree, forms, assignment, &finish, make_words(tree, assignment, &finish, SAY_ASSIGN_RESULT, NULL));
    }
    if (open && !waits && mine && !assignment->back_of) {
        struct line_form back = { "chuyen-tra", SAY_ASSIGN_PASS_BACK, SAY_ASSIGN_BACK,
                                  "tra-lai",    SAY_ASSIGN_RETURN,    .required = true };
        struct line_form returned = { "tra-lai", SAY_ASSIGN_RETURN, SAY_ASSIGN_RETURN, .required = true };
        if (inform) /* what is only to be known is not passed back */
            back = returned;
        add_form(tree, forms, assignment, &back, make_words(tree, assignment, &back, SAY_ASSIGN_REASON, "reason"));
    }
    if (open && gave && assignment->read_at == 0 && !assignment->back_of)
        add_form(tree, forms, assignment, &(struct line_form){ "thu-hoi", SAY_ASSIGN_WITHDRAW, "", .danger = true },
                 NULL);
    return forms;
}

static const char *given_words(const struct tree *tree, const struct assignment *assignment)
{
    struct arena *mem = tree->opened->visit->mem;
    const char *read = assignment->read_at ? arena_printf(mem, SAY_ASSIGN_READ, page_instant(mem, assignment->read_at))
                                           : SAY_ASSIGN_UNREAD;
    return arena_printf(mem, assignment->back_of ? SAY_ASSIGN_SENT_BACK : SAY_ASSIGN_GIVEN,
                        page_name(tree->names, assignment->from), page_instant(mem, assignment->given_at), read);
}

/* Open work as its date says; work that is done as it was on the day it was done. */
static struct template_value *assignment_tag(const struct tree *tree, const struct assignment *assignment)
{
    struct visit *visit = tree->opened->visit;
    bool dated = !text_equal(assignment->due, DUE_OPEN);
    bool done = assignment->outcome == OUTCOME_DONE;
    if (assignment->role == ASSIGN_INFORM || (assignment->finished_at && (!done || !dated)))
        return template_bool(visit->mem, false);
    const char *finished = done ? page_iso_day(visit->mem, assignment->finished_at) : DATE_OPEN;
    return page_tag(visit->mem, visit->definitions,
                    &(struct page_due){ assignment->due, finished, tree->opened->record->cancelled });
}

/* "Xong 02/08/2021 08:00: Đã trả lời", "Chuyển trả 02/08/2021 08:00, Lê Thị B: nhầm phòng"; "" while it is open. */
static const char *ended_words(const struct tree *tree, const struct assignment *assignment)
{
    static const char *const how[] = { [OUTCOME_OPEN] = "",
                                       [OUTCOME_DONE] = SAY_ASSIGN_DONE_WORD,
                                       [OUTCOME_PASSED_BACK] = SAY_ASSIGN_PASSED_WORD,
                                       [OUTCOME_RETURNED] = SAY_ASSIGN_RETURNED_WORD,
                                       [OUTCOME_REPLACED] = SAY_ASSIGN_REPLACED_WORD,
                                       [OUTCOME_CLOSED] = SAY_ASSIGN_CLOSED_WORD };
    struct arena *mem = tree->opened->visit->mem;
    if (!assignment->finished_at)
        return "";
    const char *said = arena_printf(mem, "%s %s", how[assignment->outcome], page_instant(mem, assignment->finished_at));
    if (!text_is_empty(assignment->ended_by))
        said = arena_printf(mem, "%s, %s", said, page_name(tree->names, assignment->ended_by));
    return text_is_empty(assignment->result) ? said : arena_printf(mem, "%s: %s", said, assignment->result);
}

static struct template_value *make_children(const struct tree *tree, int64_t parent, int depth);

/* The children are a list in every item: a name that is not set would be looked up further out. */
static struct template_value *make_assignment(const struct tree *tree, const struct assignment *assignment, int depth)
{
    struct arena *mem = tree->opened->visit->mem;
    const struct record_context *context = &tree->opened->context;
    struct template_value *item = template_object(mem);
    template_put_text(item, "to", page_name(tree->names, assignment->to));
    template_put_text(item, "role", assignment_role_label(assignment->role));
    template_put_text(item, "given", given_words(tree, assignment));
    template_put_text(item, "due", text_equal(assignment->due, DUE_OPEN) ? "" : page_day(mem, assignment->due));
    template_put_text(item, "opinion", assignment->opinion);
    template_put(item, "tag", assignment_tag(tree, assignment));
    template_put_text(item, "done", ended_words(tree, assignment));
    size_t below = assignment->finished_at
                       ? 0
                       : assignment_open_below(context->assignments, context->assignment_count, assignment->id);
    template_put_text(item, "waits", below ? arena_printf(mem, SAY_ASSIGN_BELOW, below) : "");
    template_put(item, "forms", make_forms(tree, assignment));
    struct template_value *children = make_children(tree, assignment->id, depth + 1);
    template_put(item, "children", children);
    return item;
}

/* Those given out of PARENT; false where there are none. */
static struct template_value *make_children(const struct tree *tree, int64_t parent, int depth)
{
    const struct record_context *context = &tree->opened->context;
    struct arena *mem = tree->opened->visit->mem;
    struct template_value *items = template_list(mem);
    bool any = false;
    for (size_t i = 0; i < context->assignment_count && depth < TREE_DEPTH_MAX; i++) {
        if (tree->placed[i] || context->assignments[i].parent != parent)
            continue;
        tree->placed[i] = any = true;
        template_add(items, make_assignment(tree, &context->assignments[i], depth));
    }
    if (!any)
        return template_bool(mem, false);
    struct template_value *children = template_object(mem);
    template_put(children, "items", items);
    return children;
}

static bool is_listed(const struct record_context *context, int64_t id)
{
    for (size_t i = 0; i < context->assignment_count; i++)
        if (context->assignments[i].id == id)
            return true;
    return false;
}

/* Where what the reader gave becomes a template; "" for who may hand out nothing. */
static const char *keep_path(const struct opened *opened)
{
    char id[ID_SIZE];
    id_print(opened->record->id, id);
    return opened_may(opened, ACT_ASSIGN, &(struct err){ 0 })
               ? arena_printf(opened->visit->mem, "/mau-phan-cong/moi?record=%s", id)
               : "";
}

void work_put_assignments(struct template_value *values, const struct opened *opened, const struct page_names *names)
{
    struct arena *mem = opened->visit->mem;
    const struct record_context *context = &opened->context;
    struct tree tree = { opened, names, ARENA_ARRAY(mem, bool, context->assignment_count + 1) };
    struct template_value *items = template_list(mem), *all = template_object(mem);
    int open = 0;
    bool gave = false;
    if (context->assignment_count == 0) {
        template_put_bool(values, "assignments", false);
        return;
    }
    for (size_t i = 0; i < context->assignment_count; i++) {
        const struct assignment *assignment = &context->assignments[i];
        gave |= text_equal(assignment->from, opened->visit->scope.user) && !assignment->back_of;
        open += assignment->finished_at == 0 && assignment->role != ASSIGN_INFORM;
        if (tree.placed[i] || is_listed(context, assignment->parent))
            continue;
        tree.placed[i] = true;
        template_add(items, make_assignment(&tree, assignment, 0));
    }
    template_put_text(all, "note", open ? arena_printf(mem, SAY_ASSIGN_OPEN, open) : SAY_ASSIGN_NONE_OPEN);
    template_put(all, "items", items);
    template_put_text(all, "keep", gave ? keep_path(opened) : "");
    template_put_text(all, "keep_label", SAY_ASSIGN_KEEP);
    template_put(values, "assignments", all);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static const char *type_label(const char *media_type)
{
    for (size_t i = 0; i < attachment_type_count; i++)
        if (text_equal(attachment_types[i].media_type, media_type))
            return attachment_types[i].label;
    return media_type;
}

static struct template_value *make_file(const struct opened *opened, const struct page_names *names,
                                        const struct attachment *file, bool may_withdraw)
{
    struct arena *mem = opened->visit->mem;
    struct template_value *item = template_object(mem);
    char id[ID_SIZE];
    id_print(file->id, id);
    template_put_text(item, "name", file->name);
    template_put_text(item, "href", file->withdrawn ? "" : arena_printf(mem, "/tep/%s", id));
    template_put_text(item, "detail",
                      arena_printf(mem, SAY_FILE_DETAIL, type_label(file->media_type), record_size(mem, file->size),
                                   (long long)file->version, page_name(names, file->created_by),
                                   page_instant(mem, file->created_at)));
    if (file->draft)
        template_put_text(
            item, "detail",
            arena_printf(mem, SAY_DRAFT_DETAIL, (long long)file->draft, *file->note ? ": " : "", file->note,
                         arena_printf(mem, SAY_FILE_DETAIL, type_label(file->media_type), record_size(mem, file->size),
                                      (long long)file->version, page_name(names, file->created_by),
                                      page_instant(mem, file->created_at))));
    template_put_bool(item, "withdrawn", file->withdrawn);
    template_put_text(item, "withdraw_href",
                      may_withdraw && !file->withdrawn ? arena_printf(mem, "/tep/%s/rut", id) : "");
    return item;
}

static struct template_value *make_upload(const struct opened *opened, struct form *form)
{
    struct visit *visit = opened->visit;
    struct text hint, accept;
    text_init(&hint, visit->mem, TEXT_MAX_LINE);
    text_init(&accept, visit->mem, TEXT_MAX_LINE);
    for (size_t i = 0; i < attachment_type_count; i++) {
        text_printf(&accept, "%s%s", i ? "," : "", attachment_types[i].ending);
        bool told = i && text_equal(attachment_types[i].label, attachment_types[i - 1].label); /* .jpg and .jpeg */
        if (!told)
            text_printf(&hint, "%s%s", i ? ", " : "", attachment_types[i].label);
    }
    form_section(form);
    form_put(form, &(struct form_control){
                       .kind = FORM_FILE,
                       .name = "file",
                       .label = SAY_FILE_LABEL,
                       .hint = arena_printf(visit->mem, SAY_FILE_HINT, ATTACHMENT_BYTES_MAX >> 20, hint.data),
                       .accept = accept.data });
    struct template_value *upload = template_object(visit->mem);
    template_put_text(upload, "action", arena_printf(visit->mem, "%s/tep", opened->path));
    template_put(upload, "hidden", form_hidden(visit, 0));
    template_put(upload, "fields", form->fields);
    return upload;
}

void work_put_files(struct page *page, const struct opened *opened, const struct page_names *names, struct form *form)
{
    struct arena *mem = opened->visit->mem;
    struct err ignored = { 0 };
    const struct record_context *context = &opened->context;
    struct template_value *files = template_object(mem), *items = template_list(mem);
    bool writable = opened_is_writable(opened);
    bool withdraws = writable && opened_may(opened, ACT_WITHDRAW_FILE, &ignored);
    bool attaches = writable && opened_may(opened, ACT_ATTACH, &ignored);
    size_t shown = 0;
    for (size_t i = 0; i < context->attachment_count; i++) {
        shown += !context->attachments[i].withdrawn;
        template_add(items, make_file(opened, names, &context->attachments[i], withdraws));
    }
    template_put_text(files, "note", shown ? arena_printf(mem, SAY_FILE_COUNT, shown) : SAY_FILE_NONE);
    template_put(files, "items", items);
    template_put(page->values, "files", files);
    template_put_bool(page->values, "has_files", context->attachment_count > 0);
    template_put(page->values, "upload", attaches ? make_upload(opened, form) : template_bool(mem, false));
}

/* --- links -------------------------------------------------------------------------------------------------------- */

static const char *state_label(const struct linked *linked)
{
    const struct state *state = register_state(linked->reg, linked->state);
    return linked->cancelled ? SAY_CANCELLED_TAG : state ? state->label : "";
}

/* What may be entered from this record by this visit. */
static struct template_value *made_of(const struct opened *opened, bool *any)
{
    struct visit *visit = opened->visit;
    const struct record *record = opened->record;
    struct template_value *list = template_list(visit->mem);
    char id[ID_SIZE];
    id_print(record->id, id);
    for (size_t i = 0; i < record->reg->makes.count && !record->cancelled; i++) {
        const struct made_record *made = &record->reg->makes.items[i];
        bool here = made->states.count == 0 || text_list_has(&made->states, record->state);
        const struct field *link = register_field(made->reg, made->field);
        here = here && !condition_of_named(visit->mem, link, record);
        if (!here || !may_somewhere(&visit->scope, ACT_CREATE, made->reg))
            continue;
        struct http_pairs begins = { 0 };
        pairs_add(visit->mem, &begins, made->field, arena_strdup(visit->mem, id));
        for (size_t k = 0; k < made->values.count; k++)
            pairs_add(visit->mem, &begins, made->values.items[k].field, made->values.items[k].text);
        struct template_value *item = template_object(visit->mem);
        template_put_text(item, "text", made->label);
        template_put_text(item, "href",
                          arena_printf(visit->mem, "%s/moi?%s", page_register_path(visit->mem, made->reg),
                                       pairs_print(visit->mem, &begins)));
        template_add(list, item);
        *any = true;
    }
    return list;
}

/* A link by a field of this record stands with the field; the others stand here. */
void work_put_links(struct template_value *values, const struct opened *opened)
{
    struct arena *mem = opened->visit->mem;
    struct template_value *links = template_list(mem);
    bool any = false;
    for (size_t i = 0; i < opened->context.link_count; i++) {
        const struct linked *linked = &opened->context.links[i];
        if (linked->field && !linked->back)
            continue;
        const char *label = linked->kind ? link_kind_label(linked->kind, linked->back)
                                         : arena_printf(mem, SAY_LINK_BY_FIELD, linked->field->label);
        struct template_value *item = template_object(mem);
        template_put_text(item, "label", arena_printf(mem, "%s · %s", label, linked->reg->label));
        template_put_text(item, "href", page_record_path(mem, linked->reg, linked->id));
        template_put_text(item, "text", linked_text(mem, linked));
        template_put_text(item, "note", state_label(linked));
        template_add(links, item);
        any = true;
    }
    struct err ignored = { 0 };
    bool may_link = opened_is_writable(opened) && opened_may(opened, ACT_CHANGE, &ignored);
    template_put(values, "links", links);
    template_put(values, "makes", made_of(opened, &any));
    template_put_bool(values, "has_links", any || may_link);
    template_put_text(values, "link_href", may_link ? arena_printf(mem, "%s/lien-ket", opened->path) : "");
}
