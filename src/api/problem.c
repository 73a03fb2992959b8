/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/text.h"

static const char *const kind_titles[] = {
    [ERR_NONE] = TITLE_INTERNAL,       [ERR_INVALID] = TITLE_INVALID,   [ERR_NOT_FOUND] = TITLE_NOT_FOUND,
    [ERR_FORBIDDEN] = TITLE_FORBIDDEN, [ERR_CONFLICT] = TITLE_CONFLICT, [ERR_BUSY] = TITLE_BUSY,
    [ERR_FULL] = TITLE_FULL,           [ERR_INTERNAL] = TITLE_INTERNAL,
};

/* Where the status is not that of the kind. */
static const struct {
    int status;
    const char *title;
} status_titles[] = {
    { 401, TITLE_TOKEN }, { 405, TITLE_METHOD }, { 413, TITLE_SIZE }, { 415, TITLE_MEDIA }, { 429, TITLE_RATE },
};

/* Only a stale version is somebody else's change; a step that the state does not allow is not. */
static const char *title_of(int status, const struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(status_titles); i++)
        if (status_titles[i].status == status)
            return status_titles[i].title;
    if (err->kind == ERR_CONFLICT && !text_equal(err->subject, "version"))
        return TITLE_NOT_NOW;
    return kind_titles[err->kind];
}

/* The words for the one who asked: what is inside stays in the log, and a page's words about the search box do not fit.
 */
static const char *detail_of(struct visit *visit, const struct err *err)
{
    if (err->kind == ERR_INTERNAL || err->kind == ERR_NONE)
        return arena_printf(visit->mem, SAY_INTERNAL_HIDE, (unsigned long long)visit->request->number);
    if (err->kind == ERR_NOT_FOUND && text_equal(err->subject, "page"))
        return SAY_NO_ADDRESS;
    return err->text;
}

static void put_error(struct json *json, const char *field, const char *detail)
{
    json_object(json);
    json_put_text(json, "field", field);
    json_put_text(json, "detail", detail);
    json_object_end(json);
}

/* The err's own, or all FAULTS, of which it is the first; may be NULL. */
static void put_errors(struct json *json, const char *field, const char *detail, const struct draft_faults *faults)
{
    bool several = faults && faults->list.count > 1;
    if (!field[0] && !several)
        return;
    if (field[0])
        json_put_text(json, "field", field);
    json_key(json, "errors");
    json_array(json);
    if (!faults || faults->list.count == 0)
        put_error(json, field, detail);
    for (size_t i = 0; faults && i < faults->list.count; i++)
        put_error(json, faults->list.items[i].field, faults->list.items[i].text);
    json_array_end(json);
}

/* The members that every problem has, in the body; the object stays open. */
static void begin_problem(struct response *response, struct json *json, const struct request *request,
                          const char *title, const char *detail, const char *code)
{
    struct arena *mem = response->mem;
    text_clear(&response->body);
    response->media_type = "application/problem+json";
    json_init(json, &response->body, false);
    json_object(json);
    json_put_text(json, "type", arena_printf(mem, "urn:congvu:problem:%s", code));
    json_put_text(json, "title", title);
    json_put_int(json, "status", response->status);
    json_put_text(json, "detail", detail);
    json_put_text(json, "instance", arena_printf(mem, "urn:congvu:request:%llu", (unsigned long long)request->number));
    json_put_text(json, "code", code);
}

static void put_problem(struct visit *visit, const struct err *err, const struct draft_faults *faults, api_more *more,
                        const void *arg)
{
    struct json json;
    bool internal = err->kind == ERR_INTERNAL || err->kind == ERR_NONE;
    const char *code =
        internal ? "internal.error" : arena_printf(visit->mem, "%s.%s", err_kind_name(err->kind), err->subject);
    const char *detail = detail_of(visit, err);
    begin_problem(visit->response, &json, visit->request, title_of(visit->response->status, err), detail, code);
    put_errors(&json, internal ? "" : err->field, detail, faults);
    if (more)
        more(&json, arg);
    json_object_end(&json);
}

void api_refuse(struct visit *visit, const struct err *err)
{
    put_problem(visit, err, visit->faults, NULL, NULL);
}

void api_problem(struct visit *visit, const struct err *err, api_more *more, const void *arg)
{
    visit->response->status = visit_status(err);
    put_problem(visit, err, NULL, more, arg);
}

bool api_refuse_faults(struct visit *visit, const struct draft_faults *faults, const struct err *err)
{
    if (faults->list.count < 2)
        return false;
    visit->response->status = visit_status(err);
    put_problem(visit, err, faults, NULL, NULL);
    return true;
}
