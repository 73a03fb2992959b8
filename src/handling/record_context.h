/* src/handling/record_context.h
 * What a record's page shows beside its fields, in one statement; and finding one record by what a person writes.
 *
 * Who has the record, what a leader said on it, its files, and the records it is linked with: by record_link in both
 * directions, by its own fields of type link, by such fields of other registers, and those that carry out what was
 * said. A record that the scope may not see is not among them, nor what lies in a file (handling/held.h).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/may.h"
#include "handling/assignment.h"
#include "handling/attachment.h"
#include "handling/direction.h"
#include "records/record_deadline.h"

enum { CONTEXT_LINKS_MAX = 100 }; /* of each way of being linked: the newest */

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

struct record_context {
    struct assignment *assignments; /* in the order they were given */
    size_t assignment_count;
    struct attachment *attachments; /* by name, newest version first */
    size_t attachment_count;
    struct linked *links;
    size_t link_count;
    struct direction *directions; /* said on it, newest first */
    size_t direction_count;
    struct direction *order;                     /* the one it carries out; NULL: none */
    const struct register_definition *order_reg; /* of the record it was said on; NULL: the scope does not see that */
    enum given given;                            /* to the scope's whoms */
};

/* The caller read RECORD with SCOPE. One statement. */
bool record_context_read(struct db *db, struct arena *mem, const struct definitions *definitions,
                         const struct scope *scope, const struct record *record, struct record_context *context,
                         struct err *err) MUST_CHECK;

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
