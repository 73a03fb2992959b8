/* src/handling/draft_diff.h
 * Two versions of a record's draft, side by side, with the words that were changed.
 *
 * Words are compared where both versions are plain text of at most DRAFT_DIFF_MAX bytes in UTF-8, or a .docx of at most
 * DRAFT_DOCX_MAX bytes with no more words than that (documents/docx_text.h); of other files (a scan) there is nothing
 * but what is known of them. The caller read the record; a version that was taken out
 * of sight is refused. Words of a record with personal data are shown after draft_diff_note.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/attachment.h"
#include "viet/word_diff.h"

enum {
    DRAFT_DIFF_MAX = 128 << 10,
    DRAFT_DOCX_MAX = 4 << 20, /* of a file, pictures and all */
};

struct draft_diff {
    const struct attachment *old, *new;
    bool compared; /* both could be read as text */
    struct word_diff words;
};

/* OLD 0: the version before NEW; NEW 0: the newest. not-found.draft, forbidden.withdrawn, invalid.same where both are
 * one. */
bool draft_diff_read(struct store *store, struct db *db, struct arena *mem, int64_t record, int64_t old, int64_t new,
                     struct draft_diff *diff, struct err *err) MUST_CHECK;

/* Where words were compared both files of RECORD are given out to SCOPE: as attachment_note_given says. */
bool draft_diff_note(struct store *store, struct arena *mem, const struct scope *scope, const struct record *record,
                     const struct draft_diff *diff, struct err *err) MUST_CHECK;
