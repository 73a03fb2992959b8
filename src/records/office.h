/* src/records/office.h
 * What every act on records needs, gathered once: the store, the definitions, who acts, and the rules by name.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "definitions/definitions.h"
#include "people/scope.h"
#include "records/record.h"
#include "store/store.h"

struct register_sql_set;

/* A condition that a definition names in `only_if:`. False with a text that says why not. */
struct rule {
    const char *name;
    bool (*may)(const struct record *record, const struct definitions *definitions, struct err *err);
};

struct office {
    struct store *store;
    const struct definitions *definitions;
    struct scope scope;
    const struct rule *rules;
    size_t rule_count;
    const struct register_sql_set *sql; /* the statements of the registers' tables */
};

/* Fills OFFICE; the statements live in MEM. */
void office_init(struct office *office, struct arena *mem, struct store *store, const struct definitions *definitions,
                 struct scope scope, const struct rule *rules, size_t rule_count);
