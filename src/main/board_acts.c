/* SPDX-License-Identifier: Apache-2.0 */
/* A board of a register: `congvu board …`. */
#include "main/acts.h"

#include "base/text.h"
#include "main/run.h"
#include "main/texts.h"
#include "people/may.h"
#include "reports/board.h"

/* from=, to= */
static bool read_days(struct run *run, day_t *from, day_t *until, int *status)
{
    struct assignments read;
    struct err err = { 0 };
    const char *first = NULL, *last = NULL;
    if (!run_assignments(run, 2, &read, status))
        return false;
    for (size_t i = 0; i < read.list.count; i++) {
        bool is_first = text_equal(read.list.items[i].name, "from");
        if (!is_first && !text_equal(read.list.items[i].name, "to")) {
            *status = run_usage(run, SAY_BOARD_UNKNOWN, read.list.items[i].name);
            return false;
        }
        *(is_first ? &first : &last) = read.list.items[i].text;
    }
    if (board_days(first, last, from, until, &err))
        return true;
    *status = run_refuse(&err);
    return false;
}

static void print_row(struct text *out, const char *name, const int64_t *counts, const struct board *board)
{
    text_printf(out, "%s: %lld", name, (long long)counts[0]);
    for (size_t i = 1; i < board->columns; i++)
        text_printf(out, "%s%s %lld", i == 1 ? " = " : " + ", board->labels[i], (long long)counts[i]);
    text_raw(out, "\n");
}

int act_board(struct run *run)
{
    struct err err = { 0 };
    struct board board;
    day_t from, until;
    int status;
    const struct register_definition *reg = definitions_register(run->definitions, run->arguments[0]);
    const struct board_definition *definition = reg ? register_board(reg, run->arguments[1]) : NULL;
    if (!definition)
        return run_usage(run, SAY_BOARD_NOT_THERE, run->arguments[0], run->arguments[1]);
    if (!read_days(run, &from, &until, &status))
        return status;
    if (!may_somewhere(&run->office.scope, ACT_READ, reg))
        return run_usage(run, SAY_BOARD_NOT_THERE, run->arguments[0], run->arguments[1]);
    if (!board_read(run->store, run->mem, run->definitions, &run->office.scope, reg, definition, from, until, &board,
                    &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        board_json(&json, run->mem, &board);
        json_object_end(&json);
        run_json_end(run);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < board.count; i++)
        print_row(&run->out, board.rows[i].name, board.rows[i].counts, &board);
    print_row(&run->out, definition->label, board.totals, &board);
    return EXIT_DONE;
}
