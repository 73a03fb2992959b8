/* A board of a register: unit by unit how its records stand on a day.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api_internal.h"

#include "api/texts.h"
#include "http/request.h"
#include "reports/board.h"

bool api_board(struct visit *visit, struct err *err)
{
    struct board board;
    struct json json;
    day_t from, until;
    const char *name = request_segment(visit->request, "board");
    const struct board_definition *definition = register_board(visit->reg, name);
    if (!definition)
        return err_set(err, ERR_NOT_FOUND, "board", "board", SAY_NO_BOARD, visit->reg->label, name);
    if (!board_days(visit_text(visit, "from"), visit_text(visit, "to"), &from, &until, err) ||
        !board_read(visit->store, visit->mem, visit->definitions, &visit->scope, visit->reg, definition, from, until,
                    &board, err))
        return false;
    api_begin(visit, &json);
    json_object(&json);
    board_json(&json, visit->mem, &board);
    json_object_end(&json);
    return api_end(visit, err);
}
