/* src/query/secret_lines.h
 * The lines that records of a degree of secrecy leave in their book, for readers who may not read them.
 *
 * A book has no holes: whoever reads the book within a reach sees that number 12 is a secret paper (“01 văn bản mật, số
 * sổ 12”), and nothing else of it: no id, link, title, author, date, state, history or file (people/may.h says who).
 * The lines are no records: they stand among the rows of a list by number, beside other lists and what a search finds,
 * in no count, group or figure, and no condition but the number is answered by them, so that nobody finds out by
 * asking. What was cancelled has none.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/list.h"

enum { SECRET_LINES_MAX = 200, SECRET_LINES_FILE_MAX = 5000 };

struct secret_lines {
    const char **texts; /* by number, the highest first */
    const char **numbers;
    size_t count;
    bool more; /* there are others behind the last */

    /* of secret_lines_of_rows */
    const char **keys; /* the keys of their numbers, in the order of record.number_key */
    bool placed;       /* the list is by number: they are in its order, and stand among its rows */
    bool descending;
    bool hidden; /* there are some, and the list asks for what they do not answer */
};

/* "01 văn bản mật, số sổ 12"; without its number where NUMBER is NULL or "". Lives in MEM. */
const char *secret_line(struct arena *mem, const char *number);

/* Beside the list of QUERY. None where it asks for anything but a number, for a past day, groups or a later page. At
 * most one statement, none for who reads every degree. Lives in MEM. */
bool secret_lines_of_list(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                          struct secret_lines *lines, struct err *err) MUST_CHECK;

/* Those that stand among ROWS, a page of QUERY; ROWS NULL: the whole list, at most MOST. Where the list is by number
 * they are placed: each is on one page, behind the row before the page's first and no further than its last row where
 * others follow. Otherwise as secret_lines_of_list. At most one statement; it may be asked on any page. */
bool secret_lines_of_rows(struct store *store, struct arena *mem, const struct scope *scope, const struct query *query,
                          const struct record_rows *rows, size_t most, struct secret_lines *lines,
                          struct err *err) MUST_CHECK;

/* How many of the placed LINES, from the one AT on, stand before a row with NUMBER_KEY. */
size_t secret_lines_before(const struct secret_lines *lines, size_t at, const char *number_key);

/* Those that carry this official number, in any register, each behind its register's name: "Văn bản đến: 01 văn bản
 * mật, số sổ 12". The same; none where NUMBER has no digit. */
bool secret_lines_of_number(struct store *store, struct arena *mem, const struct definitions *definitions,
                            const struct scope *scope, const char *number, struct secret_lines *lines,
                            struct err *err) MUST_CHECK;

/* "secret_lines": […], where there are any. */
struct json;
void secret_lines_json(struct json *json, const struct secret_lines *lines);
