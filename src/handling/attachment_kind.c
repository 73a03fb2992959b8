/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/attachment_internal.h"

#include <errno.h>
#include <magic.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/text.h"
#include "handling/texts.h"

enum { LOOKED_AT = 1 << 20 }; /* of a file, from its beginning: what libmagic itself looks at */

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

/* libmagic's tables take a while to read and are not for two threads at once. */
static pthread_mutex_t magic_lock = PTHREAD_MUTEX_INITIALIZER;
static magic_t magic_tables;

static bool guess(const void *bytes, size_t length, char *type, size_t room)
{
    pthread_mutex_lock(&magic_lock);
    if (!magic_tables) {
        magic_tables = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR);
        if (magic_tables && magic_load(magic_tables, NULL) != 0) {
            magic_close(magic_tables);
            magic_tables = NULL;
        }
    }
    const char *found = magic_tables ? magic_buffer(magic_tables, bytes, length) : NULL;
    if (found)
        snprintf(type, room, "%s", found);
    pthread_mutex_unlock(&magic_lock);
    return found != NULL;
}

/* The beginning of FILE, which stands there again afterwards; 0 bytes where it cannot be read. */
static size_t read_beginning(int file, char *bytes)
{
    size_t length = 0;
    while (length < LOOKED_AT) {
        ssize_t got = pread(file, bytes + length, LOOKED_AT - length, (off_t)length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    return length;
}

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

bool attachment_kind(struct arena *mem, int file, const char **name, const struct attachment_type **type,
                     struct err *err)
{
    char found[128];
    char *bytes = arena_alloc(mem, LOOKED_AT);
    size_t length = read_beginning(file, bytes);
    const char *ending = ending_of(*name);
    const struct attachment_type *first = NULL;
    if (length == 0)
        return err_set(err, ERR_INVALID, "file", "file", SAY_FILE_EMPTY, *name);
    if (!guess(bytes, length, found, sizeof found))
        return err_set(err, ERR_INTERNAL, "magic", NULL, SAY_NO_MAGIC);
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
