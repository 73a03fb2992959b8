/* src/reports/board.h
 * A board of a register (definitions/board_definition.h): for each unit that leads, how many of its records are what,
 * of a period up to a day.
 *
 * The figures are the register's own, counted as its reports count them, by the statutory words and as of the last day
 * (domain: total = done on time + done late + open in time + open overdue + open without a limit). It is counted for
 * who looks: a record that they may not see is in no number. Each number has a query, whose list is just as long. One
 * statement.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "definitions/board_definition.h"
#include "query/counts.h"

struct board_row {
    const char *unit, *name; /* its code; as it was called on the last day */
    int64_t counts[BOARD_PARTS_MAX + 1];
};

struct board {
    const struct register_definition *reg;
    const struct board_definition *definition;
    day_t from, until;
    const char *labels[BOARD_PARTS_MAX + 1];          /* the total's first, then the parts' */
    const struct query *queries[BOARD_PARTS_MAX + 1]; /* grouped by unit */
    const char *texts[BOARD_PARTS_MAX + 1];           /* the same for a list */
    size_t columns;
    struct board_row *rows; /* units with something to count, in the order of the definitions */
    size_t count;
    int64_t totals[BOARD_PARTS_MAX + 1];
    const char *units; /* of all rows, commas between; "" none */
};

/* Of FROM to UNTIL. invalid.to where UNTIL lies before FROM or after today. */
bool board_read(struct store *store, struct arena *mem, const struct definitions *definitions,
                const struct scope *scope, const struct register_definition *reg,
                const struct board_definition *definition, day_t from, day_t until, struct board *board,
                struct err *err) MUST_CHECK;

/* FROM and TO as somebody typed them, NULL or "": the 1st of January of TO's year, today. Fails with invalid.from,
 * invalid.to. */
bool board_days(const char *from, const char *to, day_t *first, day_t *last, struct err *err) MUST_CHECK;

/* The query behind a number: COLUMN of the row, NULL: of all rows. Lives in MEM. */
const char *board_query(struct arena *mem, const struct board *board, const struct board_row *row, size_t column);

/* Its members, in an open object; the same as a CSV file with a row for each unit and the sum. */
void board_json(struct json *json, struct arena *mem, const struct board *board);
void board_csv(struct text *out, const struct board *board);
