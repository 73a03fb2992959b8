/* The inbox, comments, links.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "base/clock.h"
#include "base/text.h"
#include "handling/approval.h"
#include "handling/inbox.h"
#include "handling/comment.h"
#include "handling/links.h"
#include "query/queues.h"
#include "records/write.h"
#include "store/id.h"

enum { COMMENTS_MAX = 1000 };

const struct shape shape_comment = {
    .name = "new-comment",
    .members = { { "text", MEMBER_TEXT, .required = true, .max = 4 * COMMENT_MAX, .help = "ý kiến" } },
};

const struct shape shape_link = {
    .name = "new-link",
    .members = { { "kind", MEMBER_TEXT, .required = true, .max = 40, .help = "answers, replaces, results-in, …" },
                 { "to", MEMBER_TEXT, .required = true, .max = 13, .help = "mã hồ sơ" } },
};

/* --- the inbox ---------------------------------------------------------------------------------------------------- */

static void put_inbox_line(struct json *json, const struct inbox_line *line)
{
    json_object(json);
    assignment_json(json, &line->assignment);
    json_put_text(json, "register", line->reg->name);
    json_put_text(json, "number", line->number);
    json_put_text(json, "title", line->title);
    json_put_text(json, "state", line->state);
    json_put_int(json, "version", line->version);
    json_put_text(json, "record_due", due_is_day(line->record_due) ? line->record_due : NULL);
    json_put_int(json, "below", line->below);
    json_put_text(json, "back_from", line->back_from);
    json_put_text(json, "back_why", line->back_why);
    json_object_end(json);
}

static void put_queue(struct json *json, const struct work_queue *queue)
{
    json_object(json);
    json_put_text(json, "register", queue->reg->name);
    json_put_text(json, "step", queue->step->name);
    json_put_text(json, "label", queue->step->label);
    json_put_int(json, "total", queue->total.count);
    json_put_int(json, "overdue", queue->overdue.count);
    json_put_bool(json, "at_least", queue->total.at_least || queue->overdue.at_least);
    json_object_end(json);
}

static bool read_queues(struct visit *visit, struct work_queues *queues, struct err *err)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return work_queues_read(visit->store, visit->mem, visit->definitions, &visit->scope,
                            arena_strdup(visit->mem, today), NULL, queues, err);
}

static void put_waiting(struct json *json, const struct record *record)
{
    json_object(json);
    api_put_id(json, "id", record->id);
    json_put_text(json, "number", record->number);
    json_put_text(json, "title", record->title);
    json_put_text(json, "state", record->state);
    json_put_text(json, "unit", record->unit);
    json_put_text(json, "due", due_is_day(record->due) ? record->due : NULL);
    json_put_int(json, "version", record->version);
    json_object_end(json);
}

bool api_queue(struct visit *visit, struct err *err)
{
    struct json json;
    struct work_queues queues;
    struct record_rows rows;
    int size;
    const char *step = request_segment(visit->request, "step");
    if (!api_page_size(visit, &size, err) || !read_queues(visit, &queues, err))
        return false;
    const struct work_queue *queue = work_queue_find(&queues, visit->reg->name, step);
    if (!queue)
        return err_set(err, ERR_NOT_FOUND, "queue", "step", SAY_NO_QUEUE, step, visit->reg->label);
    if (!work_queue_page(visit->store, visit->mem, queue, visit_integer(visit, "after"), (size_t)size, &rows, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "queue");
    put_queue(&json, queue);
    json_key(&json, "records");
    json_array(&json);
    for (size_t i = 0; i < rows.count; i++)
        put_waiting(&json, rows.records[i]);
    json_array_end(&json);
    api_put_id(&json, "next", rows.later ? rows.records[rows.count - 1]->id : 0);
    json_object_end(&json);
    return api_end(visit, err);
}

/* Drafts that wait for the visitor's approval. */
static void put_approval(struct json *json, const struct approval_line *line)
{
    json_object(json);
    approval_json(json, &line->approval, line->approval.draft);
    json_put_text(json, "register", line->reg->name);
    json_put_text(json, "number", line->number);
    json_put_text(json, "title", line->title);
    json_put_text(json, "state", line->state);
    json_object_end(json);
}

bool api_inbox(struct visit *visit, struct err *err)
{
    struct json json;
    struct inbox inbox;
    struct work_queues queues;
    struct approval_line *approvals;
    size_t approval_count;
    int size;
    char now[MINUTE_SIZE];
    instant_t at = clock_now();
    minute_print(instant_local_day(at), instant_local_minute(at), now);
    struct db *db = visit_db(visit, err);
    if (!db || !api_page_size(visit, &size, err) ||
        !inbox_read(db, visit->mem, visit->definitions, &visit->scope, NULL, visit_text(visit, "after_due"),
                    visit_integer(visit, "after"), (size_t)size, now, &inbox, err) ||
        !read_queues(visit, &queues, err) ||
        !approvals_waiting(db, visit->mem, visit->definitions, &visit->scope, NULL, (size_t)size, &approvals,
                           &approval_count, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "assignments");
    json_array(&json);
    for (size_t i = 0; i < inbox.count; i++)
        put_inbox_line(&json, &inbox.lines[i]);
    json_array_end(&json);
    json_put_int(&json, "total", inbox.total);
    json_put_int(&json, "overdue", inbox.overdue);
    json_put_int(&json, "informs", inbox.informs);
    json_key(&json, "queues");
    json_array(&json);
    for (size_t i = 0; i < queues.count; i++)
        if (queues.items[i].total.count > 0)
            put_queue(&json, &queues.items[i]);
    json_array_end(&json);
    json_key(&json, "approvals");
    json_array(&json);
    for (size_t i = 0; i < approval_count; i++)
        put_approval(&json, &approvals[i]);
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

/* --- comments ----------------------------------------------------------------------------------------------------- */

static bool answer_comments(struct visit *visit, const struct record *record, int status, struct err *err)
{
    struct json json;
    struct history_line *lines;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !record_history(db, visit->mem, visit->definitions, record, &visit->scope, 0, COMMENTS_MAX, &lines,
                               &count, err))
        return false;
    visit->response->status = status;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "comments");
    json_array(&json);
    for (size_t i = 0; i < count; i++) {
        if (!text_equal(lines[i].step, "comment"))
            continue;
        json_object(&json);
        json_put_int(&json, "version", lines[i].version);
        json_put_text(&json, "by", lines[i].by);
        api_put_instant(&json, "at", lines[i].recorded_at);
        json_put_text(&json, "text", lines[i].words);
        json_object_end(&json);
    }
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_comments(struct visit *visit, struct err *err)
{
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    return record && answer_comments(visit, record, 200, err);
}

bool api_comment_add(struct visit *visit, struct err *err)
{
    struct office office;
    json_t *body = body_read(visit, &shape_comment, err);
    struct record *record = body ? api_record(visit, ACT_COMMENT, NULL, err) : NULL;
    if (!record || !api_office(visit, &office, err))
        return false;
    if (office.request)
        office.request->status = 201;
    return comment_add(&office, visit->mem, record->id, body_text(visit, body, "text"), err) &&
           answer_comments(visit, record, 201, err);
}

/* --- links -------------------------------------------------------------------------------------------------------- */

static void put_link(struct json *json, const struct record_link_line *link)
{
    const struct record *record = link->record;
    json_object(json);
    json_put_text(json, "kind", link->kind);
    json_put_text(json, "direction", link->back ? "from" : "to");
    api_put_id(json, "id", record->id);
    json_put_text(json, "register", record->reg->name);
    json_put_text(json, "number", record->number);
    json_put_text(json, "title", record->title);
    json_put_text(json, "state", record->state);
    json_object_end(json);
}

static bool answer_links(struct visit *visit, int64_t record, int status, struct err *err)
{
    struct json json;
    struct record_link_line *links;
    size_t count;
    struct db *db = visit_db(visit, err);
    if (!db || !record_links(db, visit->mem, visit->definitions, &visit->scope, record, &links, &count, err))
        return false;
    visit->response->status = status;
    api_begin(visit, &json);
    json_object(&json);
    json_key(&json, "links");
    json_array(&json);
    for (size_t i = 0; i < count; i++)
        put_link(&json, &links[i]);
    json_array_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}

bool api_links(struct visit *visit, struct err *err)
{
    struct record *record = api_record(visit, ACT_READ, NULL, err);
    return record && answer_links(visit, record->id, 200, err);
}

bool api_link_add(struct visit *visit, struct err *err)
{
    struct office office;
    int64_t to;
    json_t *body = body_read(visit, &shape_link, err);
    struct record *record = body ? api_record(visit, ACT_CHANGE, NULL, err) : NULL;
    if (!record || !api_office(visit, &office, err))
        return false;
    const char *id = body_text(visit, body, "to");
    if (!id_parse(id, &to))
        return err_set(err, ERR_INVALID, "id", "to", SAY_NO_SUCH_ID, id);
    if (office.request)
        office.request->status = 201;
    return record_link(&office, visit->mem, record->id, body_text(visit, body, "kind"), to, err) &&
           answer_links(visit, record->id, 201, err);
}
