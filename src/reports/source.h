/* src/reports/source.h
 * What a report reads: the values behind a figure, chosen records, issued values.
 *
 * A report's figures are computed in its issuer's scope, whoever asks: everything the issuer keeps. The Office keeps
 * the papers of the Committee as well as its own (scope_issuer), so a report of the Office counts both. One source
 * reads the store; tests bring their own. Everything handed out lives in the MEM of the call.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "definitions/definitions.h"
#include "definitions/report_definition.h"
#include "people/scope.h"
#include "reports/period.h"
#include "store/store.h"

/* Days that a query is bound to. */
struct report_days {
    const struct period *period;
    day_t cutoff; /* states and verdicts are judged on it; @today and @cutoff */
};

/* One statement made all of it. */
struct figure_records {
    const int64_t *ids;      /* NULL where only the count was wanted */
    const int64_t *integers; /* beside each id; NULL where no field was asked, or a text */
    const char **texts;
    size_t count;
    const char *query; /* bound, canonical: opens the same records in a list */
    const char *words; /* the query for people */
    bool baseline;     /* the period begins before the office's first day: there are no records to count */
    bool unbound;      /* a span has no value in a field of type period: there is nothing to ask for */
};

/* A record that a sentence is made of. */
struct report_item {
    int64_t id;
    const char *unit;
    const char *title;
    const char **values; /* of the fields asked for, as stored; NULL where not set */
};

struct report_items {
    ARRAY(struct report_item) list;
};

enum { REPORT_ITEMS_MAX = 2000 }; /* of one list */

struct report_source {
    /* WITH_IDS: ids too of a figure that counts records. */
    bool (*figure)(const struct report_source *source, struct arena *mem, const struct figure_definition *figure,
                   const struct report_days *days, bool with_ids, struct figure_records *records, struct err *err);
    /* In the order of the register's date and id unless the query sorts. */
    bool (*items)(const struct report_source *source, struct arena *mem, const struct register_definition *reg,
                  const char *query, const struct report_days *days, const char *const *fields, size_t field_count,
                  struct report_items *items, struct err *err);
    /* What an issued report printed; KNOWN is false where it was not issued or had no value. */
    bool (*issued)(const struct report_source *source, struct arena *mem, const char *report, const char *period,
                   const char *figure, bool *known, int64_t *value, struct err *err);
    struct store *store;
    const struct definitions *definitions;
    struct scope scope;
};

/* Reads STORE in the scope of REPORT's issuer. */
struct report_source report_source_of_store(struct arena *mem, struct store *store,
                                            const struct definitions *definitions,
                                            const struct report_definition *report);

/* Does the query text ask KEY ("unit", "sort")? */
bool query_text_asks(const char *query, const char *key);
