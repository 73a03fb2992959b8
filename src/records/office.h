/* src/records/office.h
 * What every act on records needs, gathered once: the store, the definitions, and who acts.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"
#include "people/scope.h"
#include "fields/record.h"
#include "store/idempotency.h"
#include "store/store.h"

struct register_sql_set;
struct draft_faults;

/* What the last write of one record left: for the answer, and for the next version of a form. */
struct written {
    int64_t record, version;
    bool repeated; /* office->request was done before; nothing was done now */
};

/* It serves one request after another, on one thread. */
struct office {
    struct store *store;
    const struct definitions *definitions;
    struct scope scope;
    const struct register_sql_set *sql; /* the statements of the registers' tables */

    /* The key of the request that the next write answers; NULL: none. The write looks it up and keeps it in its own
     * transaction with the STATUS that stands in it; a repeated one does nothing, and `written` is what it was then.
     * Same key, other hash: invalid.idempotency-key. Not for record_load. */
    struct idempotency *request;
    struct written written;

    /* The register of the records that are written, where the caller knows it: it need not be asked for. NULL: any. */
    const struct register_definition *reg;

    /* Where it is not NULL, a write that the values are to blame for says here all that is wrong with them; its err is
     * the first. Cleared by each write of one record. */
    struct draft_faults *faults;

    /* What a load has read of the records that others name (catalogue.h); NULL: each write reads its own. */
    struct catalogue *catalogue;
};

/* Fills OFFICE; the statements live in MEM. */
void office_init(struct office *office, struct arena *mem, struct store *store, const struct definitions *definitions,
                 struct scope scope);
