/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts and their approvals: `congvu draft …`, `congvu approve`. */
#include "main/acts.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "handling/approval.h"
#include "handling/attachment.h"
#include "handling/draft_diff.h"
#include "main/reading.h"
#include "main/remote_writes.h"
#include "main/run.h"
#include "main/texts.h"
#include "query/finder.h"
#include "store/id.h"

static void print_version(struct text *out, const struct attachment *file)
{
    text_printf(out, SAY_DRAFT_VERSION, (long long)file->draft, file->name, file->created_by, file->blob);
    text_printf(out, "%s%s%s\n", *file->note ? ": " : "", file->note, file->withdrawn ? SAY_DRAFT_GONE : "");
}

/* "  0r63…  2. Ký nháy nội dung, Trưởng phòng, Phòng Kinh tế: Đồng ý, …" */
static bool print_line(struct run *run, struct db *db, const struct approval *line, struct err *err)
{
    char id[ID_SIZE];
    const char *who;
    if (!approval_who(db, run->mem, run->definitions, line->to, &who, err))
        return false;
    id_print(line->id, id);
    text_printf(&run->out, "  %s  %lld. %s, %s", id, (long long)line->stage, approval_kind_label(line->kind), who);
    if (line->waits)
        text_raw(&run->out, SAY_DRAFT_WAITS);
    if (line->decision)
        text_printf(&run->out, ": %s, %s%s%s", approval_decision_label(line->decision), line->decided_by,
                    *line->note ? ": " : "", line->note);
    text_char(&run->out, '\n');
    return true;
}

int act_draft_list(struct run *run)
{
    struct err err = { 0 };
    struct attachment *files;
    struct approvals approvals;
    size_t count;
    int64_t id;
    int status;
    if (!run_find_one(run, run->arguments[0], &id, &status))
        return status;
    struct db *db = db_for_read(run->store, &err);
    if (!db || !attachment_list(db, run->mem, id, &files, &count, &err) ||
        !approvals_read(db, run->mem, id, &approvals, &err))
        return run_refuse(&err);
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        drafts_json(&json, files, count, &approvals);
        run_json_end(run);
        return EXIT_DONE;
    }
    for (int64_t version = approvals.draft; version > 0; version--) {
        for (size_t i = 0; i < count; i++)
            if (files[i].draft == version)
                print_version(&run->out, &files[i]);
        for (size_t i = 0; i < approvals.count; i++)
            if (approvals.list[i].draft == version && !print_line(run, db, &approvals.list[i], &err))
                return run_refuse(&err);
    }
    return EXIT_DONE;
}

/* "name=text" of KNOWN; anything else is refused. */
static bool read_values(struct run *run, size_t from, const char *const *known, const char **values, int *status)
{
    struct assignments read;
    if (!run_assignments(run, from, &read, status))
        return false;
    for (size_t i = 0; i < read.list.count; i++) {
        size_t at = 0;
        while (known[at] && !text_equal(known[at], read.list.items[i].name))
            at++;
        if (!known[at]) {
            *status = run_usage(run, SAY_DRAFT_UNKNOWN, read.list.items[i].name);
            return false;
        }
        values[at] = read.list.items[i].text;
    }
    return true;
}

static bool add_here(struct run *run, int64_t id, const char *path, const char *note, struct err *err)
{
    struct attachment added;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return err_set(err, ERR_INVALID, "file", "file", SAY_DRAFT_NO_FILE, path);
    bool done = attachment_add_draft(&run->office, run->mem, id, 0, path, file, note, &added, err);
    close(file);
    return done;
}

int act_draft_add(struct run *run)
{
    static const char *const known[] = { "note", NULL };
    struct err err = { 0 };
    const char *note = NULL, *path = run->arguments[1];
    int64_t id;
    int status;
    if (!read_values(run, 2, known, &note, &status) || !run_find_one(run, run->arguments[0], &id, &status))
        return status;
    bool done = run->remote ? remote_draft_add(run, id, path, note ? note : "", &err)
                            : add_here(run, id, path, note ? note : "", &err);
    if (!done)
        return run_refuse(&err);
    run_say(SAY_WRITTEN, run->arguments[0]);
    return EXIT_DONE;
}

static bool read_version(struct run *run, const char *text, int64_t *version, int *status)
{
    *version = 0;
    if (!text || text_to_int(text, 1, INT32_MAX, version))
        return true;
    *status = run_usage(run, SAY_DRAFT_NO_VERSION, text);
    return false;
}

int act_draft_compare(struct run *run)
{
    static const char *const known[] = { "old", "new", NULL };
    static const char *const marks[][2] = { { "", "" }, { "[-", "-]" }, { "{+", "+}" } };
    struct err err = { 0 };
    const char *values[] = { NULL, NULL };
    struct draft_diff diff;
    int64_t id, old, new;
    int status;
    if (!read_values(run, 1, known, values, &status) || !read_version(run, values[0], &old, &status) ||
        !read_version(run, values[1], &new, &status) || !run_find_one(run, run->arguments[0], &id, &status))
        return status;
    struct db *db = db_for_read(run->store, &err);
    struct record *record = db ? record_read(db, run->mem, run->definitions, &run->office.scope, id, &err) : NULL;
    if (!record || !draft_diff_read(run->store, db, run->mem, id, old, new, &diff, &err) ||
        (diff.compared && !reading_of_record(run, record, &err)))
        return run_refuse(&err);
    print_version(&run->out, diff.old);
    print_version(&run->out, diff.new);
    if (!diff.compared)
        text_raw(&run->out, SAY_DRAFT_NO_TEXT);
    for (size_t i = 0; i < diff.words.count; i++) {
        const struct word_run *word = &diff.words.runs[i];
        text_printf(&run->out, "%s%s%s", marks[word->change][0], word->text, marks[word->change][1]);
    }
    text_raw(&run->out, "\n");
    return EXIT_DONE;
}

int act_approve(struct run *run)
{
    static const char *const known[] = { "sha256", "decision", "note", NULL };
    struct err err = { 0 };
    const char *values[] = { "", "agreed", "" };
    enum approval_decision decision;
    int64_t id;
    int status;
    if (!read_values(run, 1, known, values, &status))
        return status;
    if (!id_parse(run->arguments[0], &id))
        return run_usage(run, SAY_APPROVE_NO_LINE, run->arguments[0]);
    if (!approval_decision_find(values[1], &decision) || decision == DECISION_NONE)
        return run_usage(run, SAY_APPROVE_HOW, values[1]);
    bool done = run->remote ? remote_approve(run, id, values[0], values[1], values[2], &err)
                            : approval_decide(&run->office, run->mem, id, values[0], decision, values[2], &err);
    if (!done)
        return run_refuse(&err);
    run_say(SAY_WRITTEN, run->arguments[0]);
    return EXIT_DONE;
}
