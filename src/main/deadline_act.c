/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include "base/clock.h"
#include "base/text.h"
#include "main/run.h"
#include "main/texts.h"
#include "main/words.h"
#include "query/finder.h"
#include "records/clock_account.h"

enum { ACCOUNT_COLUMN = 14, FACT_COLUMN = 16 };

static void print_days(struct run *run, const struct deadline *deadline)
{
    struct text *out = &run->out;
    char day[DATE_SIZE];
    for (size_t i = 0; i < deadline->account_count; i++) {
        const struct deadline_line *line = &deadline->account[i];
        day_print_people(line->day, day);
        text_raw(out, "  ");
        words_pad(out, day, ACCOUNT_COLUMN);
        words_pad(out, line->number > 0 ? arena_printf(run->mem, "%d", line->number) : line->counted ? "+" : "", 6);
        day_print_people(line->until, day);
        text_printf(out, "%s%s%s\n", line->until > line->day ? "đến " : "", line->until > line->day ? day : "",
                    arena_printf(run->mem, "%s%s", line->until > line->day ? ": " : "", line->why));
    }
    if (deadline->provisional)
        text_raw(out, "Tạm tính: có ngày ngoài lịch đã công bố.\n");
}

static void print_account(struct run *run, const struct deadline *deadline)
{
    char day[DATE_SIZE];
    day_print_people(deadline->due.day, day);
    text_printf(&run->out, "Hạn: %02d:%02d ngày %s (%s)\n", deadline->due.minute / 60, deadline->due.minute % 60, day,
                deadline->due_text);
    print_days(run, deadline);
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

/* --- of a record -------------------------------------------------------------------------------------------------- */

/* "2021-08-05T10:00", "2021-08-05" as people write them; NULL and what is no day: "". */
static const char *day_words(struct run *run, const char *text)
{
    day_t day;
    int minute;
    char printed[DATE_SIZE];
    if (!text || !minute_parse(text, &day, &minute))
        return "";
    day_print_people(day, printed);
    return minute < 0 ? arena_strdup(run->mem, printed)
                      : arena_printf(run->mem, "%02d:%02d ngày %s", minute / 60, minute % 60, printed);
}

static void print_fact(struct run *run, const char *label, const char *words)
{
    if (text_is_empty(words))
        return;
    text_raw(&run->out, "  ");
    words_pad(&run->out, arena_printf(run->mem, "%s:", label), FACT_COLUMN);
    text_printf(&run->out, "%s\n", words);
}

static void print_clock(struct run *run, const struct clock_account *account)
{
    const char *original = due_is_day(account->original_due) ? day_words(run, account->original_due) : "";
    text_printf(&run->out, "%s%s\n", account->label, account->current ? " (đang áp dụng)" : "");
    print_fact(run, "Căn cứ", account->law);
    print_fact(run, "Bắt đầu", day_words(run, account->started_on));
    print_fact(run, "Tính từ", account->counted_from ? day_words(run, account->counted_from) : "");
    print_fact(run, "Hạn ban đầu", original);
    print_fact(run, "Hạn", due_is_day(account->due) ? day_words(run, account->due) : "");
    print_fact(run, "Tạm dừng từ", day_words(run, account->paused_on));
    if (account->resumed_due && due_is_day(account->resumed_due))
        print_fact(run, "Nếu tính tiếp", day_words(run, account->resumed_due));
    print_fact(run, "Kết thúc", day_words(run, account->stopped_on));
    print_fact(run, "Đánh giá", clock_verdict_label(account->verdict));
    print_days(run, &account->deadline);
}

int act_deadline_of(struct run *run)
{
    struct err err = { 0 };
    int64_t id;
    size_t clocks;
    int status;
    struct clock_account *accounts;
    day_t day = clock_today();
    char as_of[DATE_SIZE];
    struct json json;
    if (run->argument_count > 1 && !day_parse_people(run->arguments[1], &day)) {
        err_set(&err, ERR_INVALID, "date", "as_of", SAY_NOT_A_DAY, run->arguments[1]);
        return run_misused(&err);
    }
    day_print(day, as_of);
    if (!run_find_one(run, run->arguments[0], &id, &status))
        return status;
    struct db *db = db_for_read(run->store, &err);
    struct record *record = db ? record_read(db, run->mem, run->definitions, &run->office.scope, id, &err) : NULL;
    if (!record || !clock_accounts(db, run->mem, run->definitions, record, as_of, &accounts, &clocks, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        run_json_begin(run, &json);
        clock_accounts_json(&json, accounts, clocks);
        run_json_end(run);
        return EXIT_DONE;
    }
    text_printf(&run->out, "%s, tính đến %s\n", record_words(run->mem, record), day_words(run, as_of));
    for (size_t i = 0; i < clocks; i++)
        print_clock(run, &accounts[i]);
    if (clocks == 0)
        text_raw(&run->out, "Hồ sơ này chưa có thời hạn nào.\n");
    return EXIT_DONE;
}
