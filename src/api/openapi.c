/* openapi.json: the routes of this room with what they take and give, each {register} written out.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/openapi_internal.h"

#include <ctype.h>
#include <string.h>

#include "api/texts.h"
#include "base/text.h"

#define FORM "multipart/form-data"

/* A row for every handler. `gives` with a dash at its end is of the register: record-petition. */
static const struct {
    api_handler *handle;
    struct route_doc doc;
} docs[] = {
    { api_health, { .name = "health", .gives = "health", .status = 200 } },
    { api_openapi, { .name = "openapi", .gives = "openapi", .status = 200 } },
    { api_registers, { .name = "registers", .gives = "registers", .status = 200 } },
    { api_register, { .name = "register", .gives = "register", .status = 200 } },
    { api_list, { .name = "list", .gives = "page-", .status = 200 } },
    { api_record_create, { .name = "create", .shape = &shape_new_record, .gives = "record-", .status = 201 } },
    { api_import, { .name = "import", .takes = "text/csv", .gives = "import", .status = 201 } },
    { api_record_get, { .name = "record", .gives = "record", .status = 200 } },
    { api_record_change, { .name = "change", .shape = &shape_change, .gives = "record", .status = 200 } },
    { api_record_step, { .name = "step", .shape = &shape_step, .gives = "record", .status = 200 } },
    { api_record_lines, { .name = "lines", .gives = "lines", .status = 200 } },
    { api_record_recipients, { .name = "recipients", .gives = "recipients", .status = 200 } },
    { api_record_history, { .name = "history", .gives = "history", .status = 200 } },
    { api_record_deadline, { .name = "deadline", .gives = "deadline", .status = 200 } },
    { api_files, { .name = "files", .gives = "files", .status = 200 } },
    { api_file_add, { .name = "attach", .takes = FORM, .gives = "file", .status = 201 } },
    { api_file_get, { .name = "download", .status = 200 } },
    { api_file_withdraw, { .name = "withdrawFile", .shape = &shape_withdraw, .gives = "file", .status = 200 } },
    { api_draft, { .name = "draft", .gives = "draft", .status = 200 } },
    { api_draft_compare, { .name = "compareVersions", .gives = "draft-diff", .status = 200 } },
    { api_draft_add, { .name = "addVersion", .takes = FORM, .gives = "draft", .status = 201 } },
    { api_approval_decide, { .name = "decide", .shape = &shape_decide, .gives = "draft", .status = 200 } },
    { api_assignments, { .name = "assignments", .gives = "assignments", .status = 200 } },
    { api_assignment_give, { .name = "assign", .shape = &shape_assignment, .gives = "assignment", .status = 201 } },
    { api_directions, { .name = "directions", .gives = "directions", .status = 200 } },
    { api_direction_add, { .name = "direct", .shape = &shape_direction, .gives = "directions", .status = 201 } },
    { api_direction_tasks,
      { .name = "makeTasks", .shape = &shape_direction_tasks, .gives = "direction-tasks-made", .status = 201 } },
    { api_hand_out, { .name = "handOut", .shape = &shape_hand_out, .gives = "hand-out-made", .status = 201 } },
    { api_last_hand_out, { .name = "lastHandOut", .gives = "last-hand-out", .status = 200 } },
    { api_templates, { .name = "handingTemplates", .gives = "handing-templates", .status = 200 } },
    { api_template_add,
      { .name = "addHandingTemplate", .shape = &shape_template, .gives = "handing-template-entered", .status = 201 } },
    { api_template_change, { .name = "changeHandingTemplate", .shape = &shape_template_change, .status = 204 } },
    { api_template_remove, { .name = "removeHandingTemplate", .shape = &shape_nothing, .status = 204 } },
    { api_hand_out_all, { .name = "handOutAll", .shape = &shape_hand_out_all, .gives = "handed-out", .status = 201 } },
    { api_board, { .name = "board", .gives = "board", .status = 200 } },
    { api_week, { .name = "week", .gives = "week", .status = 200 } },
    { api_urge, { .name = "urge", .shape = &shape_urge, .gives = "urged", .status = 201 } },
    { api_assignment_pass_back, { .name = "passBack", .shape = &shape_send_back, .status = 204 } },
    { api_assignment_return, { .name = "returnAssignment", .shape = &shape_send_back, .status = 204 } },
    { api_assignment_read, { .name = "readAssignment", .shape = &shape_nothing, .status = 204 } },
    { api_assignment_finish, { .name = "finish", .shape = &shape_finish, .status = 204 } },
    { api_assignment_withdraw, { .name = "withdrawAssignment", .shape = &shape_nothing, .status = 204 } },
    { api_inbox, { .name = "inbox", .gives = "inbox", .status = 200 } },
    { api_queue, { .name = "queue", .gives = "queue", .status = 200 } },
    { api_comments, { .name = "comments", .gives = "comments", .status = 200 } },
    { api_comment_add, { .name = "comment", .shape = &shape_comment, .gives = "comments", .status = 201 } },
    { api_links, { .name = "links", .gives = "links", .status = 200 } },
    { api_link_add, { .name = "link", .shape = &shape_link, .gives = "links", .status = 201 } },
    { api_held, { .name = "contents", .gives = "contents", .status = 200 } },
    { api_hold, { .name = "putIntoFile", .shape = &shape_hold, .gives = "contents", .status = 200 } },
    { api_release, { .name = "takeOutOfFile", .shape = &shape_release, .gives = "contents", .status = 200 } },
    { api_package, { .name = "package", .status = 200 } },
    { api_reports, { .name = "reports", .gives = "reports", .status = 200 } },
    { api_report, { .name = "report", .gives = "report", .status = 200 } },
    { api_figure, { .name = "figure", .gives = "figure", .status = 200 } },
    { api_figure_records, { .name = "figureRecords", .gives = "figure-records", .status = 200 } },
    { api_search, { .name = "search", .gives = "search", .status = 200 } },
    { api_calendar, { .name = "calendar", .gives = "calendar", .status = 200 } },
    { api_calendar_set,
      { .name = "setCalendarDay", .shape = &shape_calendar_day, .gives = "calendar-moves", .status = 200 } },
    { api_handovers, { .name = "handovers", .gives = "handovers", .status = 200 } },
    { api_handover, { .name = "handover", .gives = "handover", .status = 200 } },
    { api_handover_add, { .name = "handOver", .shape = &shape_handover, .gives = "handover", .status = 201 } },
    { api_absences, { .name = "absences", .gives = "absences", .status = 200 } },
    { api_absence_add, { .name = "addAbsence", .shape = &shape_absence, .gives = "absence-entered", .status = 201 } },
    { api_absence_end, { .name = "endAbsence", .shape = &shape_nothing, .status = 204 } },
    { api_jobs, { .name = "jobs", .gives = "jobs", .status = 200 } },
    { api_reserve, { .name = "reserve", .shape = &shape_reservation, .gives = "reservation", .status = 201 } },
    { api_users, { .name = "users", .gives = "users", .status = 200 } },
    { api_user_add, { .name = "addUser", .shape = &shape_new_user, .gives = "user", .status = 201 } },
    { api_user_password, { .name = "setPassword", .shape = &shape_password, .gives = "user", .status = 200 } },
    { api_user_token, { .name = "addToken", .shape = &shape_token, .gives = "token", .status = 201 } },
};

const struct route_doc *api_route_doc(const struct route *route)
{
    for (size_t i = 0; i < COUNT_OF(docs); i++)
        if (docs[i].handle == route->handle)
            return &docs[i].doc;
    return NULL;
}

/* --- parameters --------------------------------------------------------------------------------------------------- */

static void begin_parameter(struct json *json, const char *name, const char *in, bool required, const char *help)
{
    json_object(json);
    json_put_text(json, "name", name);
    json_put_text(json, "in", in);
    json_put_bool(json, "required", required);
    if (help)
        json_put_text(json, "description", help);
    json_key(json, "schema");
    json_object(json);
}

static void end_parameter(struct json *json)
{
    json_object_end(json);
    json_object_end(json);
}

static void put_path_parameters(struct json *json, struct arena *mem, const char *path)
{
    for (const char *at = strchr(path, '{'); at; at = strchr(at + 1, '{')) {
        const char *name = arena_strndup(mem, at + 1, strcspn(at + 1, "}"));
        begin_parameter(json, name, "path", true, NULL);
        json_put_text(json, "type", "string");
        if (text_equal(name, "id"))
            json_put_text(json, "pattern", "^[0-9a-hjkmnp-tv-z]{13}$");
        end_parameter(json);
    }
}

static void put_input(struct json *json, const struct input *input)
{
    begin_parameter(json, input->name, "query", input->required, input->label);
    json_put_text(json, "type", input->type == INPUT_INTEGER ? "integer" : "string");
    if (input->max)
        json_put_int(json, input->type == INPUT_INTEGER ? "maximum" : "maxLength", input->max);
    end_parameter(json);
}

static void put_text_parameter(struct json *json, const char *name, const char *in, const char *help)
{
    begin_parameter(json, name, in, false, help);
    json_put_text(json, "type", "string");
    end_parameter(json);
}

/* What lists take beside the fields of the register: the query language. */
static void put_query_parameters(struct json *json, const struct register_definition *reg)
{
    static const struct {
        const char *name, *help;
    } names[] = {
        { "page_size", "số hồ sơ một trang, 1–500" },
        { "after", "mã hồ sơ cuối của trang trước" },
        { "sort", "cột; - đứng trước để đảo" },
        { "by", "đếm theo nhóm của trường này" },
        { "q", "từ cần tìm" },
        { "state", "trạng thái" },
        { "group", "open hoặc resolved" },
        { "verdict", "early, on-time, late, in-time, overdue, none" },
        { "as_of", "tính đến ngày" },
        { "cancelled", "no (mặc định), yes, any" },
    };
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!register_field(reg, names[i].name))
            put_text_parameter(json, names[i].name, "query", names[i].help);
    for (size_t i = 0; i < reg->fields.count; i++)
        put_text_parameter(json, reg->fields.items[i].name, "query", reg->fields.items[i].label);
}

static void put_parameters(struct json *json, struct arena *mem, const struct route *route, const char *path,
                           const struct register_definition *reg)
{
    json_key(json, "parameters");
    json_array(json);
    put_path_parameters(json, mem, path);
    for (size_t i = 0; i < ROUTE_INPUTS_MAX && route->inputs[i].name; i++)
        put_input(json, &route->inputs[i]);
    if (route->handle == api_list)
        put_query_parameters(json, reg);
    if (route->handle == api_import)
        put_text_parameter(json, "dry_run", "query", "yes: chỉ kiểm tra");
    else if (route->csrf == CSRF_TOKEN)
        put_text_parameter(json, "Idempotency-Key", "header", "gửi lại cùng khóa thì việc chỉ làm một lần");
    if (route->handle == api_record_change || route->handle == api_record_step)
        put_text_parameter(json, "If-Match", "header", "ETag của hồ sơ đã xem, hoặc *");
    json_array_end(json);
}

/* --- bodies ------------------------------------------------------------------------------------------------------- */

static void put_form_schema(struct json *json)
{
    json_object(json);
    json_put_text(json, "type", "object");
    json_key(json, "required");
    json_array(json);
    json_text(json, "file");
    json_array_end(json);
    json_key(json, "properties");
    json_object(json);
    json_key(json, "file");
    json_object(json);
    json_put_text(json, "type", "string");
    json_put_text(json, "contentMediaType", "application/octet-stream");
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
}

static void put_form(struct json *json)
{
    json_key(json, FORM);
    json_object(json);
    json_key(json, "schema");
    put_form_schema(json);
    json_object_end(json);
}

static void put_body(struct json *json, const struct route_doc *doc, const struct register_definition *reg)
{
    if (!doc->shape && !doc->takes)
        return;
    json_key(json, "requestBody");
    json_object(json);
    json_put_bool(json, "required", true);
    json_key(json, "content");
    json_object(json);
    if (doc->shape) {
        json_key(json, "application/json");
        json_object(json);
        json_key(json, "schema");
        put_shape(json, doc->shape, reg);
        json_object_end(json);
    }
    if (doc->takes)
        put_form(json);
    if (doc->takes && !text_equal(doc->takes, FORM)) {
        json_key(json, doc->takes);
        json_object(json);
        json_key(json, "schema");
        json_object(json);
        json_put_text(json, "type", "string");
        json_object_end(json);
        json_object_end(json);
    }
    json_object_end(json);
    json_object_end(json);
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static void put_given(struct json *json, const struct route *route, const struct route_doc *doc,
                      const struct register_definition *reg)
{
    size_t length = strlen(doc->gives);
    bool of_register = doc->gives[length - 1] == '-';
    const char *name = of_register ? arena_strndup(json->out->mem, doc->gives, length - 1) : doc->gives;
    if (route->handle != api_list) {
        put_ref(json, name, of_register ? reg : NULL);
        return;
    }
    json_object(json);
    json_key(json, "anyOf");
    json_array(json);
    put_ref(json, name, reg);
    put_ref(json, "groups", NULL);
    json_array_end(json);
    json_object_end(json);
}

static void put_done(struct json *json, const struct route *route, const struct route_doc *doc,
                     const struct register_definition *reg, int status)
{
    json_key(json, arena_printf(json->out->mem, "%d", status));
    json_object(json);
    json_put_text(json, "description", route->help);
    if (doc->gives) {
        json_key(json, "content");
        json_object(json);
        json_key(json, "application/json");
        json_object(json);
        json_key(json, "schema");
        put_given(json, route, doc, reg);
        json_object_end(json);
        json_object_end(json);
    }
    json_object_end(json);
}

static void put_answers(struct json *json, const struct route *route, const struct route_doc *doc,
                        const struct register_definition *reg)
{
    json_key(json, "responses");
    json_object(json);
    put_done(json, route, doc, reg, doc->status);
    if (route->handle == api_import)
        put_done(json, route, doc, reg, 200);
    if (route->handle == api_health)
        put_done(json, route, doc, reg, 503);
    json_key(json, "default");
    json_object(json);
    json_put_text(json, "description", "không làm được; xem code và detail");
    json_key(json, "content");
    json_object(json);
    json_key(json, "application/problem+json");
    json_object(json);
    json_key(json, "schema");
    put_ref(json, "problem", NULL);
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
    json_object_end(json);
}

/* --- paths -------------------------------------------------------------------------------------------------------- */

static const char *lower_method(struct arena *mem, enum http_method method)
{
    char *name = arena_strdup(mem, http_method_name(method));
    for (char *at = name; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return name;
}

static void put_route(struct json *json, const struct route *route, const char *path,
                      const struct register_definition *reg)
{
    struct arena *mem = json->out->mem;
    const struct route_doc *doc = api_route_doc(route);
    json_key(json, lower_method(mem, route->method));
    json_object(json);
    json_put_text(json, "operationId", reg ? arena_printf(mem, "%s-%s", doc->name, reg->name) : doc->name);
    json_put_text(json, "summary", route->help);
    if (reg) {
        json_key(json, "tags");
        json_array(json);
        json_text(json, reg->label);
        json_array_end(json);
    }
    if (route->may == ACT_ANYONE) {
        json_key(json, "security");
        json_array(json);
        json_array_end(json);
    }
    put_parameters(json, mem, route, path, reg);
    put_body(json, doc, reg);
    put_answers(json, route, doc, reg);
    json_object_end(json);
}

/* PATTERN with the register's name. */
static const char *path_of(struct arena *mem, const char *pattern, const struct register_definition *reg)
{
    static const char mark[] = "{register}";
    const char *at = strstr(pattern, mark);
    return at && reg ? arena_printf(mem, "%.*s%s%s", (int)(at - pattern), pattern, reg->name, at + strlen(mark))
                     : pattern;
}

/* All methods of one pattern, the first of which is at AT. */
static void put_path(struct json *json, size_t at, const struct register_definition *reg)
{
    const char *pattern = api_routes[at].path, *path = path_of(json->out->mem, pattern, reg);
    json_key(json, path);
    json_object(json);
    for (size_t i = at; i < api_route_count; i++)
        if (text_equal(api_routes[i].path, pattern))
            put_route(json, &api_routes[i], path, reg);
    json_object_end(json);
}

static bool is_first(size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (text_equal(api_routes[i].path, api_routes[at].path))
            return false;
    return true;
}

static void put_paths(struct json *json, const struct definitions *definitions)
{
    json_key(json, "paths");
    json_object(json);
    for (size_t at = 0; at < api_route_count; at++) {
        if (!is_first(at))
            continue;
        if (!strstr(api_routes[at].path, "{register}")) {
            put_path(json, at, NULL);
            continue;
        }
        for (size_t i = 0; i < definitions->registers.count; i++)
            put_path(json, at, &definitions->registers.items[i]);
    }
    json_object_end(json);
}

static void put_security(struct json *json)
{
    json_key(json, "securitySchemes");
    json_object(json);
    json_key(json, "token");
    json_object(json);
    json_put_text(json, "type", "http");
    json_put_text(json, "scheme", "bearer");
    json_put_text(json, "description", "mã truy cập của một người dùng, cùng quyền với người đó");
    json_object_end(json);
    json_object_end(json);
}

bool api_openapi(struct visit *visit, struct err *err)
{
    struct json json;
    api_begin(visit, &json);
    json_object(&json);
    json_put_text(&json, "openapi", "3.1.0");
    json_key(&json, "info");
    json_object(&json);
    json_put_text(&json, "title", "Công vụ");
    json_put_text(&json, "description", "Sổ, hồ sơ và số liệu của cơ quan; bộ định nghĩa xem ở version.");
    json_put_text(&json, "version", arena_printf(visit->mem, "%s+%.12s", api_version(visit), visit->definitions->hash));
    json_object_end(&json);
    json_key(&json, "security");
    json_array(&json);
    json_object(&json);
    json_key(&json, "token");
    json_array(&json);
    json_array_end(&json);
    json_object_end(&json);
    json_array_end(&json);
    put_paths(&json, visit->definitions);
    json_key(&json, "components");
    json_object(&json);
    put_security(&json);
    json_key(&json, "schemas");
    json_object(&json);
    if (!put_schemas(&json, visit->mem, visit->definitions, err))
        return false;
    json_object_end(&json);
    json_object_end(&json);
    json_object_end(&json);
    return api_end(visit, err);
}
