/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/attachment_internal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/text.h"
#include "handling/attachment_box.h"
#include "handling/texts.h"

/* Several endings of one kind are lines of their own; the first is the one that is given where a name has none. */
const struct attachment_type attachment_types[] = {
    { "application/pdf", ".pdf", "PDF" },
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "Word" },
    { "application/msword", ".doc", "Word 97–2003" },
    { "application/vnd.oasis.opendocument.text", ".odt", "OpenDocument" },
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "Excel" },
    { "application/vnd.ms-excel", ".xls", "Excel 97–2003" },
    { "application/vnd.oasis.opendocument.spreadsheet", ".ods", "Bảng tính OpenDocument" },
    { "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx", "PowerPoint" },
    { "text/plain", ".txt", "Văn bản thuần" },
    { "text/csv", ".csv", "CSV" },
    { "image/jpeg", ".jpg", "Ảnh JPEG" },
    { "image/jpeg", ".jpeg", "Ảnh JPEG" },
    { "image/png", ".png", "Ảnh PNG" },
    { "image/tiff", ".tif", "Ảnh TIFF" },
    { "image/tiff", ".tiff", "Ảnh TIFF" },
};
const size_t attachment_type_count = COUNT_OF(attachment_types);

/* --- by the bytes ------------------------------------------------------------------------------------------------- */

/* Plain text and a table of texts differ in their ending only: which of the two libmagic sees is chance. */
static bool is_of(const struct attachment_type *type, const char *found)
{
    bool text = text_equal(found, "text/plain") || text_equal(found, "text/csv");
    return text_equal(type->media_type, found) || (text && text_starts(type->media_type, "text/"));
}

static const char *ending_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot : "";
}

static bool refuse_answer(enum box_answer answer, const char *name, struct err *err)
{
    switch (answer) {
    case BOX_EMPTY:
        return err_set(err, ERR_INVALID, "file", "file", SAY_FILE_EMPTY, name);
    case BOX_UNREADABLE:
        return err_set(err, ERR_INTERNAL, "file", "file", SAY_FILE_UNREADABLE, name);
    case BOX_NO_TABLES:
        return err_set(err, ERR_INTERNAL, "magic", NULL, SAY_NO_MAGIC);
    default:
        return err_set(err, ERR_BUSY, "magic", "file", SAY_FILE_KIND_UNKNOWN, name);
    }
}

/* Letters and line ends alone, and nothing that a system would run. A letter may lie over the end of a block. */
static bool is_clean_text(int file)
{
    enum { BLOCK = 1 << 16, LETTER_MAX = 4 };
    char block[BLOCK];
    size_t kept = 0;
    for (off_t at = 0;;) {
        ssize_t got = pread(file, block + kept, sizeof block - kept, at);
        if (got <= 0)
            return got == 0 && kept == 0;
        if (at == 0 && got >= 2 && memcmp(block, "#!", 2) == 0)
            return false;
        size_t length = kept + (size_t)got, whole = length;
        at += got;
        for (size_t i = 0; i < length; i++)
            if (((unsigned char)block[i] < ' ' && !strchr("\t\n\r\f", block[i])) || block[i] == 0x7f || !block[i])
                return false;
        while (whole > 0 && length - whole < LETTER_MAX && !utf8_is_valid(block, whole))
            whole--;
        if (!utf8_is_valid(block, whole))
            return false;
        kept = length - whole;
        memmove(block, block + whole, kept);
        if (kept >= LETTER_MAX)
            return false;
    }
}

/* libmagic takes a line of a draft for another language now and then ("text/x-c"): what is clean text by its bytes and
 * called a text is one. Not a page that a browser would run. */
static bool is_text_in_disguise(int file, const char *ending, const char *found)
{
    return strcasecmp(ending, ".txt") == 0 && text_starts(found, "text/") && !text_equal(found, "text/html") &&
           !text_equal(found, "text/xml") && is_clean_text(file);
}

bool attachment_kind(struct arena *mem, int file, const char **name, const struct attachment_type **type,
                     struct err *err)
{
    char found[BOX_TYPE_MAX];
    const char *ending = ending_of(*name);
    const struct attachment_type *first = NULL;
    enum box_answer answer = attachment_box_ask(file, found);
    if (answer != BOX_FOUND)
        return refuse_answer(answer, *name, err);
    if (is_text_in_disguise(file, ending, found))
        snprintf(found, sizeof found, "text/plain");
    for (size_t i = 0; i < attachment_type_count; i++) {
        if (!is_of(&attachment_types[i], found))
            continue;
        first = first ? first : &attachment_types[i];
        if (strcasecmp(ending, attachment_types[i].ending) == 0) {
            *type = &attachment_types[i];
            return true;
        }
    }
    if (!first)
        return err_set(err, ERR_INVALID, "file", "file", SAY_FILE_KIND, *name, found);
    if (*ending)
        return err_set(err, ERR_INVALID, "name", "file", SAY_FILE_ENDING, *name, first->label, first->ending);
    *name = arena_printf(mem, "%s%s", *name, first->ending);
    *type = first;
    return true;
}
