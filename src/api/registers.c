/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include <string.h>
#include <strings.h>

#include "api/texts.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "definitions/law.h"
#include "definitions/register_json.h"
#include "people/account.h"
#include "query/list.h"
#include "query/list_json.h"
#include "query/personal_search.h"
#include "query/reading.h"
#include "records/import.h"
#include "store/id.h"

/* --- registers ---------------------------------------------------------------------------------------------------- */

static const struct {
    enum act act;
    const char *name;
} acts[] = { { ACT_READ, "read" },     { ACT_PERSONAL, "personal" }, { ACT_EXPORT, "export" }, { ACT_CREATE, "create" },
             { ACT_IMPORT, "import" }, { ACT_CHANGE, "change" },     { ACT_CANCEL, "cancel" }, { ACT_ASSIGN, "assign" },
             { ACT_DIRECT, "direct" }, { ACT_ATTACH, "attach" } };

static void put_brief(struct json *json, struct visit *visit, const struct register_definition *reg)
{
    json_put_text(json, "name", reg->name);
    json_put_text(json, "slug", reg->slug);
    json_put_text(json, "label", reg->label);
    json_put_text(json, "area", reg->area);
    json_put_text(json, "law", law_today(visit->mem, visit->definitions, reg->law));
    json_put_text(json, "book", reg->number);
    json_key(json, "may");
    json_array(json);
    for (size_t i = 0; i < COUNT_OF(acts); i++)
        if (may_somewhere(&visit->scope, acts[i].act, reg))
            json_text(json, acts[i].name);
    json_array_end(json);
}

bool api_registers(struct visit *visit, struct err *err)
{
    struct json json;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "registers");
    json_array(&json);
    for (size_t i = 0; i < visit->definitions->registers.count; i++) {
        const struct register_definition *reg = &visit->definitions->registers.items[i];
        if (!may_somewhere(&visit->scope, ACT_READ, reg))
            continue;
        json_object(&json);
        put_brief(&json, visit, reg);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_register(struct visit *visit, struct err *err)
{
    const struct register_definition *reg = visit->reg;
    struct json json;
    api_begin(visit, &json);
    json_object(&json);
    put_brief(&json, visit, reg);
    json_put_text(&json, "date", reg->date);
    register_json_members(&json, visit->definitions, reg);
    json_put_texts(&json, "columns", &reg->list.columns);
    json_put_text(&json, "sort", reg->list.sort);
    json_object_end(&json);
    return api_end(visit, err);
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

/* The parameters, decoded, as the text of a query. */
static const char *query_text(struct visit *visit)
{
    struct text out;
    const struct http_pairs *pairs = &visit->request->parameters;
    text_init(&out, visit->mem, 2 * QUERY_TEXT_MAX); /* longer than a query may be: its parser says so */
    for (size_t i = 0; i < pairs->list.count; i++)
        text_printf(&out, "%s%s=%s", i ? "&" : "", pairs->list.items[i].name, pairs->list.items[i].value);
    return out.data;
}

/* Link: the same address from the last record on. */
static void link_next(struct visit *visit, const char *next)
{
    struct http_pairs pairs = { 0 };
    const struct http_pairs *given = &visit->request->parameters;
    for (size_t i = 0; i < given->list.count; i++)
        if (!text_equal(given->list.items[i].name, "after") && !text_equal(given->list.items[i].name, "before"))
            pairs_add(visit->mem, &pairs, given->list.items[i].name, given->list.items[i].value);
    pairs_add(visit->mem, &pairs, "after", next);
    response_header(
        visit->response, "Link",
        arena_printf(visit->mem, "<%s?%s>; rel=\"next\"", visit->request->path, pairs_print(visit->mem, &pairs)));
}

/* The query TEXT of a register, with the visit's tokens. */
static const struct query *api_query(struct visit *visit, const struct register_definition *reg, const char *text,
                                     struct err *err)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    struct query_tokens tokens = { .today = arena_strdup(visit->mem, today),
                                   .me = visit->scope.user,
                                   .my_unit = visit->scope.unit };
    return query_parse(visit->mem, visit->definitions, reg, text, &tokens, err);
}

static bool answer_groups(struct visit *visit, const struct query *query, struct err *err)
{
    struct json json;
    struct record_group *groups;
    size_t count;
    if (!record_groups(visit->store, visit->mem, &visit->scope, query, &groups, &count, err))
        return false;
    api_begin(visit, &json);
    record_groups_json(&json, query, groups, count);
    return api_end(visit, err);
}

/* One line an act: what was searched, and how many records with personal data are SHOWN. */
static bool note_reading(struct visit *visit, const struct query *query, size_t shown,
                         const struct personal_note *searched, struct err *err)
{
    const char *line = reading_line(visit->mem, SAY_READ_API, query, shown, searched);
    return !line || account_note_reading(visit->store, visit->mem, visit->scope.user, line, err);
}

bool api_list(struct visit *visit, struct err *err)
{
    struct personal_note searched;
    struct json json;
    struct record_page page;
    struct secret_lines lines;
    char next[ID_SIZE];
    const struct query *query = api_query(visit, visit->reg, query_text(visit), err);
    if (!query || !query_with_personal(visit->store, visit->mem, &visit->scope, &query, &searched, err))
        return false;
    if (query_by(query))
        return note_reading(visit, query, 0, &searched, err) && answer_groups(visit, query, err);
    if (!record_list(visit->store, visit->mem, visit->definitions, &visit->scope, query, &page, err) ||
        !secret_lines_of_list(visit->store, visit->mem, &visit->scope, query, &lines, err))
        return false;
    size_t shown = reading_count(page.records, page.count, &visit->scope, NULL);
    if (!note_reading(visit, query, shown, &searched, err))
        return false;
    if (page.next) {
        id_print(page.next, next);
        link_next(visit, arena_strdup(visit->mem, next));
    }
    api_begin(visit, &json);
    record_page_json(&json, &page, &visit->scope, &lines);
    return api_end(visit, err);
}

/* --- import ------------------------------------------------------------------------------------------------------- */

struct import {
    const struct upload *upload; /* NULL: the body itself */
    bool dry_run;
};

static void put_result(struct json *json, const void *result)
{
    import_result_members(json, result, 0);
}

static bool answer_import(struct visit *visit, const struct import_result *result, bool dry_run, struct err *err)
{
    struct json json;
    struct err refused;
    if (result->fault_count > 0) {
        err_set(&refused, ERR_INVALID, "import", NULL, SAY_IMPORT_REFUSED, result->fault_count);
        api_problem(visit, &refused, put_result, result);
        return true;
    }
    visit->response->status = dry_run ? 200 : 201;
    api_begin(visit, &json);
    import_result_json(&json, result, dry_run ? 0 : result->count);
    return api_end(visit, err);
}

static bool import_bytes(struct visit *visit, struct arena *mem, const struct import *import, const char **bytes,
                         size_t *length, struct err *err)
{
    const struct request *request = visit->request;
    if (!import->upload) {
        *bytes = request->body ? request->body : "";
        *length = request->body_length;
        return true;
    }
    const struct upload *upload = import->upload;
    *bytes = file_read_open(mem, upload->file, upload->name, (size_t)upload->size, length, err);
    return *bytes != NULL;
}

static bool import_work(struct visit *visit, struct arena *mem, void *arg, struct err *err)
{
    const struct import *import = arg;
    struct office office;
    struct import_result result;
    const char *bytes;
    size_t length;
    if (!api_office(visit, &office, err) || !import_bytes(visit, mem, import, &bytes, &length, err))
        return false;
    bool done = import->dry_run ? import_try(&office, mem, visit->reg, bytes, length, &result, err)
                                : import_load(&office, mem, visit->reg, bytes, length, &result, NULL, NULL, err);
    return done && answer_import(visit, &result, import->dry_run, err);
}

bool api_import(struct visit *visit, struct err *err)
{
    static const char *const parameters[] = { "dry_run", NULL };
    const struct request *request = visit->request;
    const char *type = request_header(request, "content-type");
    const char *dry_run = request_parameter(request, "dry_run");
    struct import import = { .dry_run = text_equal(dry_run, "yes") };
    if (!api_parameters(visit, parameters, err) || !api_no_key(visit, err))
        return false;
    if (dry_run && !import.dry_run && !text_equal(dry_run, "no"))
        return err_set(err, ERR_INVALID, "parameter", "dry_run", SAY_PARAMETER_YES_NO, "dry_run");
    if (request->uploads.count > 0) {
        if (!(import.upload = api_upload(visit, err)))
            return false;
    } else if (!type || strncasecmp(type, "text/csv", strlen("text/csv")) != 0) {
        return err_set(err, ERR_INVALID, "media-type", NULL, SAY_IMPORT_MEDIA);
    }
    return api_with_job_memory(visit, import_work, &import, err);
}
