/* SPDX-License-Identifier: Apache-2.0 */
/* Boards: whose records, and which figures. */
#include "definitions/loader_internal.h"

#include "base/text.h"
#include "definitions/board_definition.h"
#include "definitions/texts.h"

enum { UNIT_LEVELS_MAX = 32 };

bool board_has(const struct definitions *definitions, const struct board_definition *board, const char *unit)
{
    const char *root = board->under ? board->under : board->outside;
    bool under = false;
    for (int level = 0; level < UNIT_LEVELS_MAX && unit && !under; level++) {
        const struct unit *at = definitions_unit(definitions, unit);
        under = text_equal(unit, root);
        unit = at ? at->parent : NULL;
    }
    return under == (board->under != NULL);
}

const struct board_definition *register_board(const struct register_definition *reg, const char *name)
{
    for (size_t i = 0; i < reg->boards.count; i++)
        if (text_equal(reg->boards.items[i].name, name))
            return &reg->boards.items[i];
    return NULL;
}

/* A figure of this register that counts records. */
static void check_figure(struct loader *loader, const struct register_definition *reg, const char *name,
                         const struct board_definition *board)
{
    for (size_t i = 0; name && i < reg->figures.count; i++)
        if (text_equal(reg->figures.items[i].name, name) && reg->figures.items[i].kind == FIGURE_RECORDS)
            return;
    if (name)
        fault_error(loader, place_of(loader, name, board->place), TEXT_BOARD_FIGURE, name, reg->name);
}

static void check_board(struct loader *loader, const struct register_definition *reg,
                        const struct board_definition *board)
{
    struct names units = { .what = "đơn vị", .elsewhere = true };
    NAMES_OF(loader, &units, loader->set->units, code);
    check_one(loader, &units, board->under, board->place);
    check_one(loader, &units, board->outside, board->place);
    if (!board->under == !board->outside)
        fault_error(loader, board->place, TEXT_BOARD_WHOSE, board->name ? board->name : "");
    if (board->name && !is_code(board->name))
        fault_error(loader, place_of(loader, board->name, board->place), TEXT_BOARD_NAME, board->name);
    check_figure(loader, reg, board->total, board);
    for (size_t i = 0; i < board->parts.count; i++)
        check_figure(loader, reg, board->parts.items[i], board);
    if (board->parts.count == 0 || board->parts.count > BOARD_PARTS_MAX)
        fault_error(loader, board->place, TEXT_BOARD_PARTS, (int)BOARD_PARTS_MAX);
}

void check_boards(struct loader *loader)
{
    for (size_t i = 0; i < loader->set->registers.count; i++) {
        const struct register_definition *reg = &loader->set->registers.items[i];
        CHECK_UNIQUE(loader, reg->boards, name, "bảng theo dõi", reg->place);
        for (size_t k = 0; k < reg->boards.count; k++)
            check_board(loader, reg, &reg->boards.items[k]);
    }
}
