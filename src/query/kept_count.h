/* src/query/kept_count.h
 * Which queries the tally answers, and the SQL that reads it. For counts.c only.
 *
 * A query becomes terms that read the same from the tally and from the records beyond a reach: both are called r and
 * have state ('' where cancelled), issuer, unit and secrecy; the value of the facet is r.value there and a column of
 * its name here.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "query/builder.h"
#include "query/query_internal.h"

/* A facet answers it (day_count.h: the days do). */
bool kept_by_facet(struct arena *mem, const struct query *query);

/* Are there records that SCOPE sees only because they are assigned? */
bool kept_has_beyond(const struct scope *scope, const struct register_definition *reg);

/* "mineAT as (…)": the records of REG assigned to SCOPE, MOST + 1 of them at most; 0: all. */
void kept_put_mine(struct query_builder *to, const struct scope *scope, const struct register_definition *reg,
                   int64_t most, size_t at);

/* "beyondAT as (…)": those of mineMINE, which are of REG, that the reach does not cover. */
void kept_put_beyond(struct query_builder *to, const struct scope *scope, const struct register_definition *reg,
                     size_t mine, size_t at);

/* " from … where …": the rows of the tally, and of beyondAT, that QUERY asks for. */
void kept_put_rows(struct query_builder *to, const struct query *query, const struct scope *scope);
void kept_put_beyond_rows(struct query_builder *to, const struct query *query, size_t at);

/* " and (…)": the reach of SCOPE alone in REG, whatever is assigned. */
void kept_put_reach(struct query_builder *to, const struct scope *scope, const struct register_definition *reg);

/* The column of those rows that QUERY is grouped by, of the tally or BEYOND the reach; NULL where neither has it. */
const char *kept_group_column(struct arena *mem, const struct query *query, bool beyond);
