/* src/reports/figure.h
 * A figure of a report: its value for a period, how it is printed, and the records behind it.
 *
 * A figure that counts records is counted; its ids are read where they are wanted (figures_want_ids), and then value
 * and ids come from one statement. A figure is computed once a run, however often the text names it. Its ids:
 *   records, distinct, sum   all that its query finds (of a sum those that have a value)
 *   last                     the one record that has the value
 *   ratio, share             those of the numerator; query and register too
 *   change                   those of `figure`, likewise
 *   before, last-year, year  those of `figure` in that period
 *   total                    those of `of`, then of `minus`, each once; a query only where one figure makes it
 *   external                 none
 * `count` is the number of ids. A ratio is in hundredths of a percent, half-up, by integers; its value is missing where
 * the denominator is 0. A missing value has no number at all: "không có số liệu"; it makes every figure that rests on
 * it missing. A value of a period before the office's first day (setting records.from) is missing and marked baseline:
 * it has no records behind it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "reports/source.h"

enum { FIGURE_DEPTH_MAX = 16 }; /* figures of figures */

struct figure {
    const char *id;
    const char *label;
    const char *counts; /* the unit counted: "đơn"; NULL where none */
    enum figure_kind kind;
    bool known;
    bool baseline;
    bool percent; /* value is in hundredths of a percent */
    int64_t value;
    bool has_parts; /* numerator and denominator are there */
    int64_t numerator, denominator;
    const char *display;       /* exact, not padded: "6.812", "95,33%", "không có số liệu" */
    const char *register_name; /* NULL where no one query opens its records */
    const char *query;         /* bound; NULL likewise */
    const char *words;         /* how it was computed, for people */
    const char *names;         /* of a distinct figure its values as people read them, "a, b"; NULL of any other */
    char as_of[DATE_SIZE];
    const int64_t *ids; /* NULL where the run was not asked for them; `count` is how many there are */
    size_t count;
};

struct figures;

/* One run over one period. CUTOFF is the day of its states; earlier periods are judged on their last day. REPORT is
 * whose issued values FIGURE_YEAR adds up. SOURCE and PERIOD are borrowed; the run lives in MEM. */
struct figures *figures_new(struct arena *mem, const struct definitions *definitions,
                            const struct report_definition *report, const struct report_source *source,
                            const struct period *period, day_t cutoff);

/* From now on ids are read too: before the first figure. */
void figures_want_ids(struct figures *figures);

/* Calls VISIT with the register of every figure computed so far, some more than once. */
void figures_each_register(struct figures *figures, void (*visit)(const struct register_definition *reg, void *arg),
                           void *arg);

/* NULL where there is no such figure (not-found.figure), a query fails, or a sum leaves int64. Lives in the run. */
const struct figure *figures_get(struct figures *figures, const char *id, struct err *err) MUST_CHECK;

/* The same figure in another period. */
const struct figure *figures_get_in(struct figures *figures, const char *id, const struct period *period,
                                    struct err *err) MUST_CHECK;

/* A − B as a figure of its own: in tables of comparison. ID is made of A's. */
const struct figure *figures_change(struct figures *figures, const struct figure *a, const struct figure *b,
                                    struct err *err) MUST_CHECK;

/* {"id","label","value","display","numerator","denominator","register","query","count"}, and "ids" where asked for:
 * 13-letter strings. All keys are there, null where there is none. */
void figure_json(struct json *json, const struct figure *figure, bool with_ids);

/* Its members but the ids, into an object that is begun. */
void figure_json_members(struct json *json, const struct figure *figure);
