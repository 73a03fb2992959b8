/* src/handling/held.h
 * What lies in a file (`holds:` of its register), in the order of its index, and the file that is proposed for a
 * record.
 *
 * A reader finds in a file what they may see of other registers and nothing of the rest: neither a line nor a number.
 * Putting in and taking out: records/hold.h.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/holds_definition.h"
#include "handling/record_context.h"
#include "records/hold.h"

/* A line of the index. Texts live in the arena it was read into; "" where there is none. */
struct held {
    const struct record *record; /* whole */
    const char *number, *day;    /* of the document: as `holds:` says; the day YYYY-MM-DD */
    const char *author;
};

struct held_list {
    struct held *items; /* by day, then in the order they were entered: at most HELD_MAX */
    size_t count;
};

/* The caller read FILE; not-found.holds where its register has no `holds:`. A statement, and one for each register of
 * which something lies there. */
bool held_read(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
               const struct record *file, struct held_list *list, struct err *err) MUST_CHECK;

/* {"contents":[{"order","id","register","number","day","written_by","title","state","cancelled"}]}; absent is null. */
void held_list_json(struct json *json, const struct held_list *list);

/* The register whose files take records of REG; NULL: none does. */
const struct register_definition *held_files_of(const struct definitions *definitions,
                                                const struct register_definition *reg);

/* The file that RECORD likely belongs into, among those that take it now and that the scope sees: the newest one
 * that holds a record it is linked with, otherwise the newest one of the reader's unit. FILE NULL: none. Two statements
 * at most and one that reads the file. */
bool held_propose(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                  const struct record *record, const struct record_context *context, struct record **file,
                  struct err *err) MUST_CHECK;
