/* src/query/queues.h
 * Work that waits by its state for whoever may take the next step (`awaits:` of a state): the queue of a desk.
 *
 * A queue is the records of one register that one step waits for, as far as the reader may take that step: who the step
 * names, where that role works, which degrees of secrecy it sees, and what the step's `only_if` asks of fields that the
 * step does not give itself. A queue is a query in a scope, so its count is one of counts.h and its page one of list.h:
 * the tally counts it, an index is walked for it, by due date. What is assigned to the reader but not in the reach of
 * a role is no part of it: that is in the inbox (handling/assignment.h).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/scope.h"
#include "query/counts.h"
#include "query/list.h"

struct work_queue {
    const struct register_definition *reg;
    const struct step *step;
    const struct query *query; /* state=…&…&sort=due */
    const struct query *late;  /* those of it that are overdue; NULL where none can be: no deadlines, or resolved */
    struct scope scope;        /* where the reader may take the step */
    struct record_total total, overdue;
};

/* The queues of SCOPE, in the order of the definitions. TODAY is a day. They live in MEM. */
struct work_queues {
    struct work_queue *items;
    size_t count;
};
bool work_queues_find(struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                      const char *today, struct work_queues *queues, struct err *err) MUST_CHECK;

/* The same, counted: one statement for every RECORD_COUNT_QUERIES_MAX queries. BESIDE is asked with the first of them;
 * NULL: nothing. */
bool work_queues_read(struct store *store, struct arena *mem, const struct definitions *definitions,
                      const struct scope *scope, const char *today, struct count_beside *beside,
                      struct work_queues *queues, struct err *err) MUST_CHECK;

/* The queue of REG and STEP; NULL where SCOPE has none. */
const struct work_queue *work_queue_find(const struct work_queues *queues, const char *reg, const char *step);

/* A record that waits, of the queue AT. */
struct work_line {
    size_t at;
    int64_t id, version;
    const char *number, *title, *state, *due, *unit, *happened_on;
};

/* The first EACH records of every queue of REG (NULL: of all) that is not counted empty, by queue, due date and id: one
 * statement, none where there is nothing. */
bool work_lines_read(struct store *store, struct arena *mem, const struct work_queues *queues,
                     const struct register_definition *reg, size_t each, struct work_line **lines, size_t *count,
                     struct err *err) MUST_CHECK;

/* A page of one queue: MOST records after AFTER (0: from the beginning). */
bool work_queue_page(struct store *store, struct arena *mem, const struct work_queue *queue, int64_t after, size_t most,
                     struct record_rows *rows, struct err *err) MUST_CHECK;
