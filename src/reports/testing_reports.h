/* src/reports/testing_reports.h
 * The small office of testdata/office, and a source that answers from a table instead of a store. For *_test.c of this
 * room.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/text.h"
#include "reports/draft.h"

#define TESTDATA SOURCE_FOLDER "/src/reports/testdata"

static inline const struct definitions *testing_reports_office(struct arena *mem)
{
    struct faults faults = { 0 };
    struct err err = { 0 };
    const struct definitions *definitions = definitions_load(mem, TESTDATA "/office", NULL, &faults, &err);
    for (size_t i = 0; i < faults.list.count; i++)
        print_message("%s:%d: %s\n", faults.list.items[i].place.file, faults.list.items[i].place.line,
                      faults.list.items[i].text);
    assert_non_null(definitions);
    assert_int_equal(faults.errors, 0);
    return definitions;
}

/* What the source answers for FIGURE in the period that begins on FROM. */
struct testing_answer {
    const char *figure;
    const char *from;
    int64_t values[8]; /* beside ids 1, 2, … or those given */
    size_t count;
    int64_t first_id; /* 0: 1 */
    bool baseline, unbound;
    const char *texts[8];
};

struct testing_source {
    struct report_source source;
    const struct testing_answer *answers;
    size_t count;
    int asked;           /* how often a figure was read */
    const char *cutoffs; /* "2021-07-31 2021-06-30 ": those of the questions */
};

static inline bool testing_figure(const struct report_source *source, struct arena *mem,
                                  const struct figure_definition *figure, const struct report_days *days, bool with_ids,
                                  struct figure_records *records, struct err *err)
{
    struct testing_source *own = (struct testing_source *)source;
    char from[DATE_SIZE], cutoff[DATE_SIZE];
    (void)err, (void)with_ids;
    day_print(days->period->from, from);
    day_print(days->cutoff, cutoff);
    own->asked++;
    own->cutoffs = arena_printf(mem, "%s%s ", own->cutoffs ? own->cutoffs : "", cutoff);
    *records =
        (struct figure_records){ .query = arena_printf(mem, "%s@%s", figure->name, from), .words = figure->label };
    for (size_t i = 0; i < own->count; i++) {
        const struct testing_answer *answer = &own->answers[i];
        if (!text_equal(answer->figure, figure->name) || (answer->from && !text_equal(answer->from, from)))
            continue;
        int64_t *ids = ARENA_ARRAY(mem, int64_t, answer->count + 1);
        for (size_t j = 0; j < answer->count; j++)
            ids[j] = (answer->first_id ? answer->first_id : 1) + (int64_t)j;
        records->ids = ids;
        records->count = answer->count;
        records->baseline = answer->baseline;
        records->unbound = answer->unbound;
        if (answer->texts[0])
            records->texts = arena_copy(mem, answer->texts, sizeof answer->texts);
        else if (figure->field)
            records->integers = answer->values;
        return true;
    }
    return true;
}

/* Every month of 2022 was issued with 40; no other. */
static inline bool testing_issued(const struct report_source *source, struct arena *mem, const char *report,
                                  const char *period, const char *figure, bool *known, int64_t *value, struct err *err)
{
    (void)source, (void)mem, (void)err;
    assert_string_equal(report, "month");
    assert_string_equal(figure, "tickets");
    *known = text_starts(period, "2022-");
    *value = *known ? 40 : 0;
    return true;
}

static inline struct testing_source testing_source(const struct testing_answer *answers, size_t count)
{
    return (struct testing_source){ .source = { .figure = testing_figure, .issued = testing_issued },
                                    .answers = answers,
                                    .count = count };
}
