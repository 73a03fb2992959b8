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

static void put_html(struct text *out, struct arena *mem, const char *at, size_t length)
{
    text_html(out, length == strlen(at) ? at : arena_strndup(mem, at, length));
}

/* The text of one side with what the other has not, as HTML: a line may be a single letter, so that a value of the
 * template for each would take the memory of the request. */
static const char *make_runs(struct arena *mem, const struct word_diff *words, enum word_change own)
{
    const char *tag = own == WORD_REMOVED ? "del" : "ins";
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    for (size_t i = 0; i < words->count; i++) {
        const struct word_run *run = &words->runs[i];
        const char *at = run->text;
        if (run->change != WORD_SAME && run->change != own)
            continue;
        if (run->change == own)
            text_printf(&out, "<%s>", tag);
        for (const char *end; (end = strchr(at, '\n')); at = end + 1) {
            put_html(&out, mem, at, (size_t)(end - at));
            text_raw(&out, "<br>");
        }
        put_html(&out, mem, at, strlen(at));
        if (run->change == own)
            text_printf(&out, "</%s>", tag);
    }
    return out.data;
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
    template_put_text(side, "html", diff->compared ? make_runs(mem, &diff->words, own) : "");
    return side;
}

bool draft_diff_page(struct visit *visit, struct err *err)
{
    struct arena *mem = visit->mem;
    struct draft_diff diff;
    struct opened *opened = record_open(visit, err);
    struct db *db = opened ? visit_db(visit, err) : NULL;
    if (!db ||
        !draft_diff_read(visit->store, db, mem, opened->record->id, visit_integer(visit, "old"),
                         visit_integer(visit, "new"), &diff, err) ||
        !draft_diff_note(visit->store, mem, &visit->scope, opened->record, &diff, err))
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
