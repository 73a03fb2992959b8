/* src/people/scope.h
 * Who is acting, and what they may see.
 *
 * A scope is expanded once (at sign-in, at the start of a command) and then travels with every list, count, search,
 * export and figure: the query's SQL carries it. It compiles to at most: issuer in, unit in, secrecy in, or
 * assigned to me. A report's figures are computed in its issuer's scope, the lists behind them in the reader's.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "definitions/definitions.h"
#include "store/store.h"

struct scope {
    const char *user;         /* login; in history and `@me` */
    const char *unit;         /* code of the own unit; `@my-unit`; "" where none */
    bool everything;          /* the local administrator: no filter */
    struct text_list issuers; /* may see records of these issuers … */
    struct text_list units;   /* … and units, with their predecessors */
    struct text_list secrecy; /* … and of these degrees */
    struct text_list roles;
    bool personal;            /* may read personal fields */
};

/* The administrator at the machine itself: the default of every command. */
struct scope scope_local_administrator(struct arena *mem, const struct definitions *definitions);

/* Sees the records of one issuer, whoever asks: for the figures of its reports. */
struct scope scope_issuer(struct arena *mem, const struct definitions *definitions, const char *issuer);

/* Writes office/units.yaml into unit, unit_name and unit_succession: what changed is changed. */
bool people_keep_units(struct store *store, struct arena *mem, const struct definitions *definitions,
                       struct err *err) MUST_CHECK;
