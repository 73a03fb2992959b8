/* SPDX-License-Identifier: Apache-2.0 */
#include "main/acts.h"

#include <string.h>

#include "base/file.h"
#include "main/office_acts.h"
#include "main/run.h"
#include "sample/sample.h"
#include "main/texts.h"
#include "main/words.h"

#define SAMPLE_MONTH "2021-07"

/* Shows the progress and remembers how many records there are. */
static void count(size_t done, size_t of, void *arg)
{
    static char counted[] = "Văn phòng mẫu";
    *(size_t *)arg = of;
    run_progress(done, of, counted);
}

enum { DEMO_MODE = 0600, DEMO_LOGIN = 14, DEMO_PASSWORD = 30, DEMO_ROLE = 34 };

/* In the folder of the office; with --db beside the blobs. */
static const char *demo_path(struct run *run)
{
    struct store_place place = run_place(run);
    const char *slash = place.blobs ? strrchr(place.blobs, '/') : NULL;
    if (place.folder && !place.url)
        return arena_printf(run->mem, "%s/demo-accounts", place.folder);
    return slash ? arena_printf(run->mem, "%.*s/demo-accounts", (int)(slash - place.blobs), place.blobs)
                 : "demo-accounts";
}

static void add_accounts(struct text *out, const struct sample_account *accounts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        words_pad(out, accounts[i].login, DEMO_LOGIN);
        words_pad(out, accounts[i].password, DEMO_PASSWORD);
        words_pad(out, accounts[i].role, DEMO_ROLE);
        text_printf(out, "%s\n", accounts[i].name);
    }
}

/* Makes the people, writes their passwords down. */
static bool add_people(struct run *run, struct sample_account **accounts, size_t *count, struct err *err)
{
    struct text lines;
    if (!sample_people(&run->office, run->mem, accounts, count, err))
        return false;
    text_init(&lines, run->mem, TEXT_MAX_PAGE);
    add_accounts(&lines, *accounts, *count);
    return file_write(demo_path(run), lines.data, lines.length, DEMO_MODE, err);
}

static void accounts_json(struct json *json, const struct sample_account *accounts, size_t count)
{
    json_key(json, "accounts");
    json_array(json);
    for (size_t i = 0; i < count; i++) {
        json_object(json);
        json_put_text(json, "login", accounts[i].login);
        json_put_text(json, "password", accounts[i].password);
        json_put_text(json, "role", accounts[i].role);
        json_put_text(json, "name", accounts[i].name);
        json_object_end(json);
    }
    json_array_end(json);
}

int act_sample(struct run *run)
{
    struct err err = { 0 };
    struct sample_request request = { .month = run->options->month ? run->options->month : SAMPLE_MONTH, .scale = 1 };
    struct text_list changes;
    int64_t scale = 1;
    size_t made = 0, account_count = 0, given;
    struct sample_account *accounts;
    int status;
    if (!text_equal(request.month, SAMPLE_MONTH))
        return run_usage(run, SAY_BAD_MONTH, request.month, SAMPLE_MONTH);
    if (run->options->scale && !text_to_int(run->options->scale, 1, SAMPLE_SCALE_MAX, &scale))
        return run_usage(run, SAY_BAD_SCALE, run->options->scale, (int)SAMPLE_SCALE_MAX);
    request.scale = (int)scale;
    if (!office_make(run, true, &changes, &status))
        return status;
    if (!add_people(run, &accounts, &account_count, &err) ||
        !sample_fill(&run->office, run->mem, &request, count, &made, &err) ||
        !sample_work(&run->office, run->mem, &given, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_put_int(&json, "records", (int64_t)made);
        accounts_json(&json, accounts, account_count);
        json_object_end(&json);
        run_json_end(run);
    } else {
        text_printf(&run->out, SAY_SAMPLE_MADE "\n", made, request.month);
        text_printf(&run->out, SAY_DEMO_ACCOUNTS "\n", demo_path(run));
        add_accounts(&run->out, accounts, account_count);
    }
    return EXIT_DONE;
}
