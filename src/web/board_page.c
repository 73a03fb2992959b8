/* A board of a register, as a page and as a file: unit by unit how its records stand on a day.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "http/request.h"
#include "people/may.h"
#include "reports/board.h"
#include "web/cells.h"
#include "web/page_internal.h"
#include "web/pages.h"
#include "web/record_texts.h"
#include "web/texts.h"

static bool read_board(struct visit *visit, struct board *board, struct err *err)
{
    const char *name = request_segment(visit->request, "board");
    const struct board_definition *definition = register_board(visit->reg, name);
    day_t from, until;
    if (!definition)
        return err_set(err, ERR_NOT_FOUND, "board", "board", SAY_UNIT_BOARD_NONE, visit->reg->label, name);
    return board_days(visit_text(visit, "from"), visit_text(visit, "to"), &from, &until, err) &&
           board_read(visit->store, visit->mem, visit->definitions, &visit->scope, visit->reg, definition, from, until,
                      board, err);
}

static const char *day_people(struct arena *mem, day_t day)
{
    char printed[DATE_SIZE];
    day_print_people(day, printed);
    return arena_strdup(mem, printed);
}

static const char *board_path(struct arena *mem, const struct board *board, const char *name, const char *end)
{
    return arena_printf(mem, "%s/bang/%s%s?from=%s&to=%s", page_register_path(mem, board->reg), name, end,
                        day_people(mem, board->from), day_people(mem, board->until));
}

static void put_row(struct cells *cells, struct arena *mem, const struct board *board, const struct board_row *row)
{
    const int64_t *counts = row ? row->counts : board->totals;
    const char *path = page_register_path(mem, board->reg);
    cells_row(cells, false);
    cells_add(cells, row ? row->name : SAY_UNIT_BOARD_TOTAL);
    for (size_t i = 0; i < board->columns; i++)
        cell_label(cells_link(cells, page_number(mem, counts[i]),
                              arena_printf(mem, "%s?%s", path, board_query(mem, board, row, i))),
                   board->labels[i]);
}

/* Đôn đốc what is late of this board, where who looks may. */
static void put_urging(struct page *page, const struct board *board)
{
    struct visit *visit = page->visit;
    const struct urges *urges = board->reg->urges;
    struct err ignored = { 0 };
    struct text href;
    if (!urges || text_is_empty(board->units) ||
        !may(&visit->scope, ACT_STEP,
             &(struct may_what){ .reg = board->reg, .step = register_step(board->reg, urges->step) }, &ignored))
        return;
    text_init(&href, visit->mem, TEXT_MAX_PAGE);
    text_printf(&href, "%s/don-doc?query=", page_register_path(visit->mem, board->reg));
    text_url(&href, arena_printf(visit->mem, "unit=%s", board->units));
    page_action(page, SAY_UNIT_BOARD_URGE, href.data, "bell", false);
}

bool board_page(struct visit *visit, struct err *err)
{
    struct board board;
    struct arena *mem = visit->mem;
    if (!read_board(visit, &board, err))
        return false;
    struct page *page = page_new(visit, board.definition->label);
    const char *path = page_register_path(mem, board.reg);
    page_head(page, board.definition->label,
              arena_printf(mem, SAY_UNIT_BOARD_LEAD, day_people(mem, board.from), day_people(mem, board.until)));
    page_crumb(page, board.reg->plural ? board.reg->plural : board.reg->label, path);
    for (size_t i = 0; i < board.reg->boards.count; i++)
        if (&board.reg->boards.items[i] != board.definition)
            page_action(page, board.reg->boards.items[i].label,
                        board_path(mem, &board, board.reg->boards.items[i].name, ""), "list", false);
    put_urging(page, &board);
    page_action(page, SAY_UNIT_BOARD_FILE, board_path(mem, &board, board.definition->name, "/csv"), "download", false);
    page_empty(page, SAY_UNIT_BOARD_EMPTY, path, SAY_UNIT_BOARD_LIST);
    template_put_text(page->values, "action", arena_printf(mem, "%s/bang/%s", path, board.definition->name));
    template_put_text(page->values, "from", day_people(mem, board.from));
    template_put_text(page->values, "to", day_people(mem, board.until));
    struct cells *cells = cells_new(mem, board.definition->label, true);
    cells_column(cells, SAY_UNIT_BOARD_WHO, "wide");
    for (size_t i = 0; i < board.columns; i++)
        cells_column(cells, board.labels[i], "num");
    for (size_t i = 0; i < board.count; i++)
        put_row(cells, mem, &board, &board.rows[i]);
    if (board.count > 0)
        put_row(cells, mem, &board, NULL);
    cells_put(cells, page->values);
    return page_send(page, "board", err);
}

bool board_file(struct visit *visit, struct err *err)
{
    struct board board;
    if (!read_board(visit, &board, err))
        return false;
    board_csv(&visit->response->body, &board);
    visit->response->media_type = "text/csv; charset=utf-8";
    response_download(visit->response, arena_printf(visit->mem, "%s-%s.csv", board.reg->slug, board.definition->name),
                      "text/csv; charset=utf-8");
    return true;
}
