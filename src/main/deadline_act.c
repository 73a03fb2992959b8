/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "deadlines/deadline.h"
#include "main/run.h"
#include "main/words.h"

enum { ACCOUNT_COLUMN = 14 };

static void print_account(struct run *run, const struct deadline *deadline)
{
    struct text *out = &run->out;
    char day[DATE_SIZE];
    day_print_people(deadline->due.day, day);
    text_printf(out, "Hạn: %02d:%02d ngày %s (%s)\n", deadline->due.minute / 60, deadline->due.minute % 60, day,
                deadline->due_text);
    for (size_t i = 0; i < deadline->account_count; i++) {
        const struct deadline_line *line = &deadline->account[i];
        day_print_people(line->day, day);
        text_raw(out, "  ");
        words_pad(out, day, ACCOUNT_COLUMN);
        words_pad(out, line->number > 0 ? arena_printf(run->mem, "%d", line->number) : line->counted ? "+" : "", 6);
        text_printf(out, "%s\n", line->why);
    }
    if (deadline->provisional)
        text_raw(out, "Tạm tính: có ngày ngoài lịch đã công bố.\n");
}

int act_deadline(struct run *run)
{
    struct err err = { 0 };
    struct deadline_rules rules = { run->definitions->calendar, run->definitions->hours };
    struct deadline_moment from;
    struct length length;
    struct deadline deadline;
    if (!deadline_moment_parse(run->arguments[0], &from, &err) ||
        !length_parse(run->mem, run->arguments[1], &length, &err) ||
        !deadline_compute(run->mem, &rules, from, &length, &deadline, &err))
        return run_misused(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        deadline_json(&json, &deadline);
        run_json_end(run);
    } else {
        print_account(run, &deadline);
    }
    return EXIT_DONE;
}
