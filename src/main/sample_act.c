/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "main/office_acts.h"
#include "main/run.h"
#include "main/sample.h"
#include "main/texts.h"

#define SAMPLE_MONTH "2021-07"

/* Shows the progress and remembers how many records there are. */
static void count(size_t done, size_t of, void *arg)
{
    static char counted[] = "Văn phòng mẫu";
    *(size_t *)arg = of;
    run_progress(done, of, counted);
}

int act_sample(struct run *run)
{
    struct err err = { 0 };
    struct sample_request request = { .month = run->options->month ? run->options->month : SAMPLE_MONTH, .scale = 1 };
    struct text_list changes;
    int64_t scale = 1;
    size_t made = 0;
    int status;
    if (!text_equal(request.month, SAMPLE_MONTH))
        return run_usage(run, SAY_BAD_MONTH, request.month, SAMPLE_MONTH);
    if (run->options->scale && !text_to_int(run->options->scale, 1, SAMPLE_SCALE_MAX, &scale))
        return run_usage(run, SAY_BAD_SCALE, run->options->scale, (int)SAMPLE_SCALE_MAX);
    request.scale = (int)scale;
    if (!office_make(run, true, &changes, &status))
        return status;
    if (!sample_fill(&run->office, run->mem, &request, count, &made, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_put_int(&json, "records", (int64_t)made);
        json_object_end(&json);
        run_json_end(run);
    } else {
        text_printf(&run->out, SAY_SAMPLE_MADE "\n", made, request.month);
    }
    return EXIT_DONE;
}
