/* src/people/scope.h
 * Who is acting, and what they may see.
 *
 * A scope is expanded once (at sign-in, at the start of a command) and then travels with every list, count, search,
 * export and figure: the query's SQL carries it. It compiles to at most: issuer in, unit in, secrecy in, or
 * assigned to me. An empty list lets nothing through. A report's figures are computed in its issuer's scope, the lists
 * behind them in the reader's.
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
    const char *user;         /* login; in history and `@me`; "" where it is nobody's */
    const char *unit;         /* code of the own unit; `@my-unit`; "" where none */
    bool everything;          /* the local administrator: no filter */
    struct text_list issuers; /* may see records of these issuers … */
    bool every_unit;          /* … and of every unit, */
    struct text_list units;   /* or of these, with their predecessors … */
    bool every_secrecy;       /* … and of every degree of secrecy, */
    struct text_list secrecy; /* or of these degrees */
    struct text_list roles;
    bool personal; /* may read personal fields */
};

/* The administrator at the machine itself, login `quan-tri`: the default of every command. Holds every role. */
struct scope scope_local_administrator(struct arena *mem, const struct definitions *definitions);

/* Sees what one issuer reports on, whoever asks: for the figures of its reports. That is its own records and those of
 * the issuers above and below its unit, for an office keeps the papers of the body it serves; of every unit and degree
 * of secrecy. It is nobody's: nothing is assigned to it. */
struct scope scope_issuer(struct arena *mem, const struct definitions *definitions, const char *issuer);

/* Would it see a record of this issuer, unit and degree of secrecy, assigned to nobody? */
bool scope_covers(const struct scope *scope, const char *issuer, const char *unit, const char *secrecy);

/* Writes office/units.yaml into unit, unit_name and unit_succession: what changed is changed, a unit that is no longer
 * named stays (records point to it). Again without a change of the file, it writes nothing. */
bool people_keep_units(struct store *store, struct arena *mem, const struct definitions *definitions,
                       struct err *err) MUST_CHECK;
