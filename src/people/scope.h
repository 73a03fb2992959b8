/* src/people/scope.h
 * Who is acting, and what they may see.
 *
 * A scope is expanded once (at sign-in, at the start of a command) and then travels with every list, count, search,
 * export and figure: the query's SQL carries it. For each register it has a reach; that compiles to at most: issuer in,
 * unit in, secrecy in, or assigned to me. An empty list lets nothing through. A report's figures are computed in its
 * issuer's scope, the lists behind them in the reader's.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "definitions/definitions.h"
#include "store/store.h"

/* What one may see and do in one register. Where several grants of roles open it, PARTS has a reach for each and the
 * lists of the whole are empty; its yes-or-no members say what any part allows. Parts are never mixed: what one allows
 * is not done to what only another sees. Ask may() and reach_covers(), which know. */
struct reach {
    bool reads;               /* nothing at all without it */
    bool every_issuer;        /* sees records of every issuer, */
    struct text_list issuers; /* or of these … */
    bool every_unit;          /* … and of every unit, */
    struct text_list units;   /* or of these, with their predecessors and the units below … */
    bool every_secrecy;       /* … and of every degree of secrecy, */
    struct text_list secrecy; /* or of these degrees */
    bool personal;            /* reads personal fields */
    bool creates, imports, changes, cancels, assigns, directs, attaches, exports;
    bool works_everywhere; /* may change and step what it sees; otherwise only records of WORKS_IN or assigned to it */
    struct text_list works_in;
    const char *role; /* whose grant it is; NULL: any of the scope's roles */
    const struct reach *parts;
    size_t part_count; /* 0: the reach itself is all there is */
};

struct scope {
    const char *user; /* login; in history and `@me`; "" where it is nobody's */
    const char *name; /* "Nguyễn Thị A"; the login where there is none */
    const char *unit; /* code of the own unit; `@my-unit`; "" where none */
    bool everything;  /* the local administrator: no filter */
    struct text_list roles;
    struct text_list whoms;       /* the assignments that are mine: my login, "position:CODE", "unit:CODE" */
    struct text_list stands_for;  /* those of them that are of somebody who is away today (absence.h) */
    const struct text_list *lent; /* the registers each of STANDS_FOR is lent in, none: every one; NULL: all of all */
    struct reach common;          /* of every register where BY_REGISTER is NULL */
    const struct reach *by_register;                  /* one a register, in the order of definitions->registers */
    size_t register_count;                            /* of BY_REGISTER */
    const struct register_definition *first_register; /* definitions->registers.items: gives the place in BY_REGISTER */
    bool dashboard, administers, audits;
    struct text_list reports; /* names; every report for the local administrator */
};

/* What SCOPE may see and do in REG; lives with the scope. */
const struct reach *scope_reach(const struct scope *scope, const struct register_definition *reg);

/* The administrator at the machine itself, login `quan-tri`: the default of every command. Holds every role. */
struct scope scope_local_administrator(struct arena *mem, const struct definitions *definitions);

/* Sees what one issuer reports on, whoever asks: for the figures of its reports. That is its own records and those of
 * the issuers above and below its unit, for an office keeps the papers of the body it serves; of every unit and degree
 * of secrecy. It is nobody's: nothing is assigned to it. */
struct scope scope_issuer(struct arena *mem, const struct definitions *definitions, const char *issuer);

/* What ROLE alone may, for somebody at the machine who tries it: where the role sees its unit, it sees every unit. */
struct scope scope_role(struct arena *mem, const struct definitions *definitions, const struct role *role);

/* The parts of a reach: itself where it has none. */
size_t reach_part_count(const struct reach *reach);
const struct reach *reach_part(const struct reach *reach, size_t at);

/* Would it see a record of this issuer, unit and degree of secrecy, assigned to nobody? */
bool reach_covers(const struct reach *reach, const char *issuer, const char *unit, const char *secrecy);

/* Do the roles read this degree of secrecy in the register, wherever in it? */
bool reach_reads_degree(const struct reach *reach, const char *secrecy);

/* Does SCOPE stand in for TO in the register REG (its name)? An absence may be of some registers alone. */
bool scope_stands_for(const struct scope *scope, const char *reg, const char *to);

/* Is what is assigned to TO, of a record of REG with this degree of secrecy, SCOPE's? The one rule of “given to me”:
 * under one's own names whatever the degree. Who stands in for somebody has of theirs, in the registers that the
 * absence is of, what one's own roles read the degree of; an absence lends work, no degree, and with the record its
 * personal fields (`opens_to:`) stay closed. In a statement query_put_given() says the same (query/builder.h). */
bool scope_holds(const struct scope *scope, const struct register_definition *reg, const char *secrecy, const char *to);

/* Is TO one of SCOPE's own names, and not of somebody who is away? */
bool scope_is_own_name(const struct scope *scope, const char *to);

/* Writes office/units.yaml into unit, unit_name and unit_succession: what changed is changed, a unit that is no longer
 * named stays (records point to it). Again without a change of the file, it writes nothing. */
bool people_keep_units(struct store *store, struct arena *mem, const struct definitions *definitions,
                       struct err *err) MUST_CHECK;

/* What that leaves (left.h), for the line that says so. Lives in MEM. */
const char *people_units_left(struct arena *mem, const struct definitions *definitions);
