/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include <stdlib.h>

#include "api/texts.h"
#include "base/text.h"
#include "definitions/report_definition.h"
#include "people/account.h"
#include "query/finder.h"
#include "query/record_filter.h"
#include "reports/draft_cache.h"
#include "reports/draft_json.h"
#include "store/id.h"

/* The report of {report}, if the visit may see it. */
static const struct report_definition *find_report(struct visit *visit, struct err *err)
{
    const char *name = request_segment(visit->request, "report");
    const struct report_definition *report = definitions_report(visit->definitions, name);
    if (!report) {
        err_set(err, ERR_NOT_FOUND, "report", NULL, SAY_NO_REPORT, name);
        return NULL;
    }
    return visit_may(visit, ACT_REPORT, &(struct may_what){ .report = report->name }, err) ? report : NULL;
}

bool api_reports(struct visit *visit, struct err *err)
{
    struct json json;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "reports");
    json_array(&json);
    for (size_t i = 0; i < visit->definitions->reports.count; i++) {
        const struct report_definition *report = visit->definitions->reports.items[i];
        struct err no = { 0 };
        if (!visit_may(visit, ACT_REPORT, &(struct may_what){ .report = report->name }, &no))
            continue;
        json_object(&json);
        json_put_text(&json, "name", report->name);
        json_put_text(&json, "label", report->label);
        json_put_text(&json, "period", report->period);
        json_put_text(&json, "issuer", report->issuer);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

static bool report_work(struct visit *visit, struct arena *mem, void *arg, struct err *err)
{
    const struct report_definition *report = arg;
    const char *period = request_segment(visit->request, "period");
    const struct report_draft *draft =
        draft_cache_read(api_drafts(visit), mem, visit->store, visit->definitions, report, period, NULL, err);
    struct text out;
    if (!draft)
        return false;
    text_init(&out, mem, TEXT_MAX_PAGE);
    report_draft_json(&out, draft);
    if (text_is_full(&out))
        return err_set(err, ERR_INVALID, "answer", NULL, SAY_ANSWER_LARGE);
    visit->response->media_type = "application/json";
    text_add_bytes(&visit->response->body, out.data, out.length);
    return true;
}

bool api_report(struct visit *visit, struct err *err)
{
    const struct report_definition *report = find_report(visit, err);
    return report && api_with_job_memory(visit, report_work, (void *)report, err);
}

/* --- one figure --------------------------------------------------------------------------------------------------- */

struct figure_ask {
    const struct report_definition *report;
    bool records; /* a page of the records, not their ids */
    int page_size;
    int64_t after; /* 0: from the beginning */
};

/* {figure}, and those of its records that the reader sees. */
static const struct figure *read_figure(struct visit *visit, struct arena *mem, const struct figure_ask *ask,
                                        const int64_t **ids, size_t *count, struct err *err)
{
    const struct figure *figure = report_figure_read(mem, visit->store, visit->definitions, ask->report,
                                                     request_segment(visit->request, "period"), NULL,
                                                     request_segment(visit->request, "figure"), err);
    struct db *db = figure ? visit_db(visit, err) : NULL;
    return db && records_visible(db, mem, visit->definitions, &visit->scope, figure->ids, figure->count, ids, count,
                                 err)
               ? figure
               : NULL;
}

static void put_seen(struct json *json, const struct figure *figure, size_t visible)
{
    figure_json_members(json, figure);
    json_put_text(json, "words", figure->words);
    json_put_text(json, "as_of", figure->as_of);
    json_put_int(json, "visible", (int64_t)visible);
    json_put_int(json, "hidden", (int64_t)(figure->count - visible));
}

static bool answer_ids(struct visit *visit, const struct figure *figure, const int64_t *ids, size_t count,
                       struct err *err)
{
    struct json json;
    char id[ID_SIZE];
    api_begin(visit, &json);
    json_object(&json);
    put_seen(&json, figure, count);
    json_key(&json, "ids");
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        id_print(ids[i], id);
        json_text(&json, id);
    }
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

static bool answer_page(struct visit *visit, const struct figure_ask *ask, const struct figure *figure,
                        const int64_t *ids, size_t count, struct err *err)
{
    struct json json;
    size_t from = 0;
    struct db *db = visit_db(visit, err);
    while (ask->after && from < count && ids[from++] != ask->after)
        ;
    if (ask->after && (from == 0 || ids[from - 1] != ask->after))
        return err_set(err, ERR_INVALID, "after", "after", SAY_AFTER);
    size_t shown = 0;
    size_t until = from + (size_t)ask->page_size < count ? from + (size_t)ask->page_size : count;
    api_begin(visit, &json);
    json_object(&json);
    put_seen(&json, figure, count);
    json_key(&json, "records");
    json_array(&json);
    for (size_t i = from; i < until; i++) {
        struct record *record = db ? record_read(db, visit->mem, visit->definitions, &visit->scope, ids[i], err) : NULL;
        if (!record)
            return false;
        record_json(&json, record, &visit->scope);
        shown += record_shows_personal(record, &visit->scope);
    }
    json_array_end(&json);
    api_put_id(&json, "next", until < count ? ids[until - 1] : 0);
    json_object_end(&json);
    if (shown > 0 && !account_note_reading(visit->store, visit->mem, visit->scope.user,
                                           arena_printf(visit->mem, SAY_READ_FIGURE, figure->label, shown), err))
        return false;
    return api_end(visit, err);
}

static bool figure_work(struct visit *visit, struct arena *mem, void *arg, struct err *err)
{
    const struct figure_ask *ask = arg;
    const int64_t *ids;
    size_t count;
    const struct figure *figure = read_figure(visit, mem, ask, &ids, &count, err);
    if (!figure)
        return false;
    return ask->records ? answer_page(visit, ask, figure, ids, count, err) : answer_ids(visit, figure, ids, count, err);
}

bool api_figure(struct visit *visit, struct err *err)
{
    struct figure_ask ask = { .report = find_report(visit, err) };
    return ask.report && api_with_job_memory(visit, figure_work, &ask, err);
}

bool api_figure_records(struct visit *visit, struct err *err)
{
    struct figure_ask ask = { .report = find_report(visit, err),
                              .records = true,
                              .after = visit_integer(visit, "after") };
    return ask.report && api_page_size(visit, &ask.page_size, err) &&
           api_with_job_memory(visit, figure_work, &ask, err);
}
