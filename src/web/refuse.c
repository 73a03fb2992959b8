/* Pages for what went wrong: what it is, what to do now, where to go.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"
#include "base/text.h"
#include "web/page_internal.h"
#include "web/texts.h"

/* One row a status. */
static const struct words {
    int status;
    const char *heading;
    const char *remedy;
} words[] = {
    { 401, SAY_TITLE_SIGN_IN, SAY_REMEDY_SIGN_IN },     { 403, SAY_TITLE_FORBIDDEN, SAY_REMEDY_FORBIDDEN },
    { 404, SAY_TITLE_NOT_FOUND, SAY_REMEDY_NOT_FOUND }, { 405, SAY_TITLE_INVALID, NULL },
    { 409, SAY_TITLE_CONFLICT, SAY_REMEDY_CONFLICT },   { 413, SAY_TITLE_SIZE, NULL },
    { 429, SAY_TITLE_BUSY, SAY_REMEDY_BUSY },           { 500, SAY_TITLE_INTERNAL, SAY_REMEDY_INTERNAL },
    { 503, SAY_TITLE_BUSY, SAY_REMEDY_BUSY },           { 507, SAY_TITLE_FULL, SAY_REMEDY_FULL },
    { 0, SAY_TITLE_INVALID, SAY_REMEDY_INVALID },
};

/* A conflict that is nobody's change: the record's state, or what it is already, does not allow it. */
static const struct words not_now = { 409, SAY_TITLE_NOT_NOW, SAY_REMEDY_NOT_NOW };

static const struct words *words_of(int status, const struct err *err)
{
    if (err->kind == ERR_CONFLICT && !text_equal(err->subject, "version"))
        return &not_now;
    const struct words *found = words;
    while (found->status && found->status != status)
        found++;
    return found;
}

static void add_link(struct template_value *links, struct arena *mem, const char *href, const char *label, bool primary)
{
    struct template_value *link = template_object(mem);
    template_put_text(link, "href", href);
    template_put_text(link, "label", label);
    template_put_bool(link, "primary", primary);
    template_add(links, link);
}

static void put_remedies(struct page *page, const struct words *say)
{
    struct arena *mem = page->visit->mem;
    struct template_value *remedies = template_list(mem), *links = template_list(mem);
    if (say->remedy) {
        struct template_value *remedy = template_object(mem);
        template_put_text(remedy, "text", say->remedy);
        template_add(remedies, remedy);
    }
    if (text_is_empty(page->visit->scope.user))
        add_link(links, mem, "/dang-nhap", SAY_TITLE_SIGN_IN, true);
    else
        add_link(links, mem, "/viec-cua-toi", SAY_MENU_INBOX, true);
    template_put(page->values, "remedies", remedies);
    template_put(page->values, "links", links);
}

void web_refuse(struct visit *visit, const struct err *err)
{
    struct arena *mem = visit->mem;
    const struct words *say = words_of(visit->response->status, err);
    struct page *page = page_new(visit, say->heading);
    struct err failed = { 0 };
    page_set_failed(page);
    template_put_text(page->values, "code", arena_printf(mem, "%d", visit->response->status));
    template_put_text(page->values, "heading", say->heading);
    template_put_text(page->values, "text", err->kind == ERR_INTERNAL ? SAY_INTERNAL_TEXT : err->text);
    template_put_text(page->values, "request_id",
                      arena_printf(mem, "%llu", (unsigned long long)visit->request->number));
    put_remedies(page, say);
    if (page_send(page, "message", &failed))
        return;
    log_line(LOG_ERROR, "web", "error page: %s", failed.text);
    visit->response->media_type = "text/plain; charset=utf-8";
    text_clear(&visit->response->body);
    text_add(&visit->response->body, err->text);
}
