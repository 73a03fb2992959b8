/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/draft_diff.h"

#include <string.h>

#include "base/text.h"
#include "documents/docx_text.h"
#include "handling/texts.h"
#include "store/blob.h"

static bool find_version(const struct attachment *files, size_t count, int64_t version, const struct attachment **found,
                         struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (files[i].draft == version && version > 0) {
            *found = &files[i];
            return !files[i].withdrawn ||
                   err_set(err, ERR_FORBIDDEN, "withdrawn", NULL, SAY_DRAFT_DIFF_GONE, (long long)version);
        }
    return err_set(err, ERR_NOT_FOUND, "draft", NULL, SAY_DRAFT_DIFF_NONE, (long long)version);
}

#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/* NULL where it is no text. */
static const char *load_text(struct store *store, struct arena *mem, const struct attachment *file, struct err *err)
{
    size_t length;
    if (text_equal(file->media_type, DOCX) && file->size <= DRAFT_DOCX_MAX) {
        struct arena *scratch CLEANUP(arena_cleanup) = arena_part(mem, ARENA_REQUEST_MAX);
        const char *bytes = blob_load(store, scratch, file->blob, DRAFT_DOCX_MAX, &length, err);
        return bytes ? docx_text(mem, bytes, length, DRAFT_DIFF_MAX) : NULL;
    }
    if (!text_equal(file->media_type, "text/plain") || file->size > DRAFT_DIFF_MAX)
        return NULL;
    const char *text = blob_load(store, mem, file->blob, DRAFT_DIFF_MAX, &length, err);
    return text && strlen(text) == length && utf8_is_valid(text, length) ? text : NULL;
}

bool draft_diff_read(struct store *store, struct db *db, struct arena *mem, int64_t record, int64_t old, int64_t new,
                     struct draft_diff *diff, struct err *err)
{
    struct attachment *files;
    size_t count;
    *diff = (struct draft_diff){ 0 };
    if (!attachment_list(db, mem, record, &files, &count, err))
        return false;
    for (size_t i = 0; !new &&i < count; i++)
        diff->new = !diff->new || files[i].draft > diff->new->draft ? &files[i] : diff->new;
    if (!new)
        new = diff->new ? diff->new->draft : 0;
    if (!old && new == (diff->new ? diff->new->draft : 0) && new < 2)
        return err_set(err, ERR_NOT_FOUND, "draft", NULL, SAY_DRAFT_DIFF_FEW);
    if (!old)
        old = new - 1;
    if (!find_version(files, count, new, &diff->new, err) || !find_version(files, count, old, &diff->old, err))
        return false;
    if (old == new)
        return err_set(err, ERR_INVALID, "same", "old", SAY_DRAFT_DIFF_SAME);
    struct err failure = { 0 };
    const char *before = load_text(store, mem, diff->old, &failure);
    const char *after = before ? load_text(store, mem, diff->new, &failure) : NULL;
    if (failure.kind != ERR_NONE) {
        *err = failure;
        return false;
    }
    diff->compared = before && after;
    if (diff->compared)
        word_diff(mem, before, after, &diff->words);
    return true;
}

bool draft_diff_note(struct store *store, struct arena *mem, const struct scope *scope, const struct record *record,
                     const struct draft_diff *diff, struct err *err)
{
    return !diff->compared || (attachment_note_given(store, mem, scope, record, diff->old, err) &&
                               attachment_note_given(store, mem, scope, record, diff->new, err));
}
