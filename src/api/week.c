/* The tables of a week: what is on its days.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "http/request.h"
#include "query/week.h"

bool api_week(struct visit *visit, struct err *err)
{
    struct week week;
    struct json json;
    day_t monday;
    if (!visit->reg->week)
        return err_set(err, ERR_NOT_FOUND, "week", "week", SAY_NO_WEEKS, visit->reg->label);
    if (!week_parse(request_segment(visit->request, "week"), &monday, err) ||
        !week_read(visit->store, visit->mem, visit->definitions, &visit->scope, monday, visit_text(visit, "who"), &week,
                   err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    week_json(&json, visit->mem, &week);
    json_object_end(&json);
    return api_end(visit, err);
}
