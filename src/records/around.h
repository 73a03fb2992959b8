/* src/records/around.h
 * What a record's page shows beside its fields, in one statement; and finding one record by what a person writes.
 *
 * Who has the record, its files, and the records it is linked with: by record_link in both directions, by its own
 * fields of type link, and by such fields of other registers. A record that the scope may not see is not among them.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/assignment.h"
#include "records/attachment.h"
#include "records/clocks.h"

enum { AROUND_LINKS_MAX = 100 }; /* of each way of being linked: the newest */

struct linked {
    int64_t id;
    const struct register_definition *reg;
    const char *number; /* "" where none */
    const char *title;
    const char *state;
    bool cancelled;
    bool back;                 /* the other record names this one */
    const char *kind;          /* of record_link: "answers"; NULL where a field names it */
    const struct field *field; /* the field of type link, of the record that names the other; NULL likewise */
};

struct around {
    struct assignment *assignments; /* in the order they were given */
    size_t assignment_count;
    struct attachment *attachments; /* by name, newest version first */
    size_t attachment_count;
    struct linked *links;
    size_t link_count;
    bool assigned; /* one of the assignments names one of the scope's whoms */
};

/* The caller read RECORD with SCOPE. One statement. */
bool record_around(struct db *db, struct arena *mem, const struct definitions *definitions, const struct scope *scope,
                   const struct record *record, struct around *around, struct err *err) MUST_CHECK;

/* The kinds of record_link that people choose from. What another program wrote may have other names. */
struct link_kind {
    const char *name;
    const char *label; /* of the record that has the link: "Trả lời cho" */
    const char *back;  /* seen from the other: "Được trả lời bởi" */
};
extern const struct link_kind link_kinds[];
extern const size_t link_kind_count;

/* "Trả lời cho" or, seen from the other, "Được trả lời bởi"; the name itself where it is none of ours. */
const char *link_kind_label(const char *name, bool back);

/* One record of REG (NULL: of any register), by its number, its id, or an address that ends with its id. Fails with
 * not-found.record and, where several have the number, invalid.record; FIELD is the err's. At most one statement for a
 * number, two for an id. */
struct record *record_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                           const struct scope *scope, const struct register_definition *reg, const char *text,
                           const char *field, struct err *err) MUST_CHECK;

/* One of a register that is known: one statement. */
struct record *record_read_in(struct db *db, struct arena *mem, const struct register_definition *reg,
                              const struct scope *scope, int64_t id, struct err *err) MUST_CHECK;

/* --- the due date ---------------------------------------------------------------------------------------------------
 */

struct due_line {
    const struct deadline_definition *clock; /* NULL: no longer defined */
    const char *name;                        /* of the clock */
    const char *due;                         /* local minute; DUE_OPEN where it had none from that day */
    const char *from;                        /* the day it came into force */
    struct deadline account;                 /* how it was reached; no lines where a date was set, or where the values
                                              * it was computed from have changed since */
};

/* The due dates the record had, newest first. One statement. */
bool record_due_lines(struct db *db, struct arena *mem, const struct definitions *definitions,
                      const struct record *record, struct due_line **lines, size_t *count, struct err *err) MUST_CHECK;
