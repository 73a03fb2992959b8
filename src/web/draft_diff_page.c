/* Two versions of a draft side by side.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "handling/draft_diff.h"
#include "store/id.h"
#include "web/pages.h"
#include "web/record_internal.h"
#include "web/record_texts.h"

static void add_run(struct arena *mem, struct template_value *runs, enum word_change change, const char *text,
                    bool line)
{
    struct template_value *run = template_object(mem);
    template_put_text(run, "text", text);
    template_put_bool(run, "line", line);
    template_put_bool(run, "same", !line && change == WORD_SAME);
    template_put_bool(run, "removed", !line && change == WORD_REMOVED);
    template_put_bool(run, "added", !line && change == WORD_ADDED);
    template_add(runs, run);
}

/* The text of one side with what the other has not; line by line. */
static struct template_value *make_runs(struct arena *mem, const struct word_diff *words, enum word_change own)
{
    struct template_value *runs = template_list(mem);
    for (size_t i = 0; i < words->count; i++) {
        const struct word_run *run = &words->runs[i];
        const char *at = run->text;
        if (run->change != WORD_SAME && run->change != own)
            continue;
        for (const char *end; (end = strchr(at, '\n')); at = end + 1) {
            if (end > at)
                add_run(mem, runs, run->change, arena_strndup(mem, at, (size_t)(end - at)), false);
            add_run(mem, runs, run->change, "", true);
        }
        if (*at)
            add_run(mem, runs, run->change, at, false);
    }
    return runs;
}

static struct template_value *make_side(struct visit *visit, const struct draft_diff *diff,
                                        const struct attachment *file, enum word_change own)
{
    struct arena *mem = visit->mem;
    struct template_value *side = template_object(mem);
    char id[ID_SIZE];
    id_print(file->id, id);
    template_put_text(side, "id", arena_printf(mem, "version-%lld", (long long)file->draft));
    template_put_text(side, "title", arena_printf(mem, SAY_DIFF_VERSION, (long long)file->draft));
    template_put_text(side, "facts",
                      arena_printf(mem, SAY_DIFF_FACTS, file->name, record_size(mem, file->size),
                                   page_instant(mem, file->created_at), *file->note ? ": " : "", file->note));
    template_put_text(side, "href", arena_printf(mem, "/tep/%s", id));
    template_put(side, "runs", diff->compared ? make_runs(mem, &diff->words, own) : template_list(mem));
    return side;
}

bool draft_diff_page(struct visit *visit, struct err *err)
{
    struct arena *mem = visit->mem;
    struct draft_diff diff;
    struct opened *opened = record_open(visit, err);
    struct db *db = opened ? visit_db(visit, err) : NULL;
    if (!db || !draft_diff_read(visit->store, db, mem, opened->record->id, visit_integer(visit, "old"),
                                visit_integer(visit, "new"), &diff, err))
        return false;
    struct page *page = page_new(visit, SAY_DIFF_TITLE);
    struct template_value *sides = template_list(mem);
    template_add(sides, make_side(visit, &diff, diff.old, WORD_REMOVED));
    template_add(sides, make_side(visit, &diff, diff.new, WORD_ADDED));
    record_put_head(page, opened, &(struct record_head){ .heading = SAY_DIFF_TITLE, .lead = "", .printable = true });
    template_put(page->values, "sides", sides);
    template_put_text(page->values, "note",
                      !diff.compared      ? SAY_DIFF_NO_TEXT
                      : diff.words.coarse ? SAY_DIFF_COARSE
                                          : "");
    return page_send(page, "draft-diff", err);
}
