/* SPDX-License-Identifier: Apache-2.0 */
#include "http/multipart_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "http/request_internal.h"

enum { DELIMITER_MAX = 4 + MULTIPART_BOUNDARY_MAX, FIRST_ROOM = 256 };

enum place {
    BEFORE_FIRST, /* what stands before the first delimiter is not for us */
    AFTER_DELIMITER,
    IN_HEAD,
    IN_FIELD,
    IN_FILE,
    IN_NOTHING, /* a file input where nothing was chosen */
    AFTER_LAST,
};

struct multipart {
    struct request *request;
    struct multipart_limits limits;
    enum place place;
    char delimiter[DELIMITER_MAX + 1]; /* "\r\n--boundary" */
    size_t delimiter_length;
    size_t matched; /* bytes of the delimiter that were seen at the end of what came so far */
    char tail[2];   /* what follows a delimiter: "--" or a line's end */
    size_t tail_length;
    char head[MULTIPART_HEAD_MAX + 1];
    size_t head_length;
    const char *name, *file_name, *type; /* of the part that is being read; FILE_NAME NULL for a field */
    char *value;
    size_t value_length, value_room;
    size_t field_bytes; /* of all fields so far */
    size_t parts;
    int file;
    int64_t file_length;
};

/* The value of PARAMETER in "form-data; name=\"x\"; filename=y", unescaped as browsers escape (%22, %0D, %0A) and as
 * curl once did (\"); NULL where there is none. LENGTH is of the value, which is terminated too. */
static char *parameter(struct arena *mem, const char *header, const char *wanted, size_t *length)
{
    const char *at = header + strcspn(header, ";");
    while (*at == ';') {
        at += 1 + strspn(at + 1, " \t");
        size_t name_length = strcspn(at, "=;");
        bool found = name_length == strlen(wanted) && strncasecmp(at, wanted, name_length) == 0;
        at += name_length;
        if (*at != '=')
            continue;
        at++;
        bool quoted = *at == '"';
        char *value = found ? arena_alloc(mem, strlen(at) + 1) : NULL, *to = value;
        for (at += quoted; *at && (quoted ? *at != '"' : *at != ';'); at++) {
            if (quoted && at[0] == '\\' && at[1] == '"')
                at++;
            if (to)
                *to++ = *at;
        }
        if (found) {
            *length = (size_t)(to - value);
            return value;
        }
        at += strcspn(at, ";");
    }
    return NULL;
}

/* %22, %0D and %0A back to what they stand for; other % stay. In place. */
static void unescape_name(char *name)
{
    char *to = name;
    for (const char *at = name; *at; at++) {
        if (strncmp(at, "%22", 3) == 0 || strncasecmp(at, "%0d", 3) == 0 || strncasecmp(at, "%0a", 3) == 0) {
            *to++ = at[1] == '2' ? '"' : at[2] == 'a' || at[2] == 'A' ? '\n' : '\r';
            at += 2;
        } else {
            *to++ = *at;
        }
    }
    *to = '\0';
}

struct multipart *multipart_new(struct request *request, const char *content_type,
                                const struct multipart_limits *limits)
{
    size_t length = 0;
    const char *boundary = parameter(request->mem, content_type, "boundary", &length);
    bool fine = boundary && length > 0 && length <= MULTIPART_BOUNDARY_MAX && boundary[length - 1] != ' ';
    for (const char *at = boundary; fine && *at; at++)
        fine = (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x7f;
    if (!fine)
        return NULL;
    struct multipart *multipart = ARENA_NEW(request->mem, struct multipart);
    multipart->request = request;
    multipart->limits = *limits;
    multipart->delimiter_length =
        (size_t)snprintf(multipart->delimiter, sizeof multipart->delimiter, "\r\n--%s", boundary);
    multipart->matched = 2; /* the first delimiter has no line before it */
    multipart->file = -1;
    return multipart;
}

/* --- one part ----------------------------------------------------------------------------------------------------- */

/* Where the value of NAME stands in a head of lines; NULL where there is none. Cuts the lines apart. */
static char *part_header(struct multipart *multipart, const char *name)
{
    size_t length = strlen(name);
    for (char *line = multipart->head; *line; line += strlen(line) + 2) {
        if (strncasecmp(line, name, length) == 0 && line[length] == ':')
            return line + length + 1 + strspn(line + length + 1, " \t");
    }
    return NULL;
}

/* The lines of the head become strings of their own: "a\r\nb\r\n\r\n" is "a\0\0b\0\0\0\0". False for a NUL, a folded
 * line or text that is not UTF-8. */
static bool split_head(struct multipart *multipart)
{
    char *head = multipart->head;
    size_t length = multipart->head_length;
    if (memchr(head, '\0', length) || !utf8_is_valid(head, length))
        return false;
    for (size_t i = 0; i + 1 < length; i++)
        if (head[i] == '\r' && head[i + 1] == '\n') {
            head[i] = head[i + 1] = '\0';
            if (head[i + 2] == ' ' || head[i + 2] == '\t')
                return false;
        }
    head[length] = '\0';
    return true;
}

static void close_file(void *file)
{
    if (*(int *)file >= 0)
        close(*(int *)file);
}

/* A file without a name in TMPDIR or /tmp, closed by MEM; -1 where there is no room for it. */
static int temporary_file(struct arena *mem)
{
    const char *folder = getenv("TMPDIR");
    if (!folder || !folder[0])
        folder = "/tmp";
    char *pattern = arena_printf(mem, "%s/congvu-XXXXXX", folder);
    int *file = ARENA_NEW(mem, int);
    *file = -1;
    arena_defer(mem, close_file, file);
    *file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (*file >= 0)
        return *file;
    *file = mkostemp(pattern, O_CLOEXEC); /* a file system without O_TMPFILE */
    if (*file >= 0)
        unlink(pattern);
    return *file;
}

static enum refusal begin_file(struct multipart *multipart, const char *raw_name, size_t raw_length)
{
    struct request *request = multipart->request;
    multipart->file_name = file_name_clean(request->mem, raw_name, raw_length);
    if (request->uploads.count >= multipart->limits.files)
        return multipart->limits.files == 0 ? REFUSED_NO_FILE : REFUSED_FILES;
    multipart->file = temporary_file(request->mem);
    multipart->file_length = 0;
    multipart->place = IN_FILE;
    return multipart->file < 0 ? REFUSED_DISK : REFUSED_NOT;
}

/* The head of a part is there: what is it? */
static enum refusal begin_part(struct multipart *multipart)
{
    struct arena *mem = multipart->request->mem;
    size_t name_length = 0, file_length = 0;
    const char *disposition = split_head(multipart) ? part_header(multipart, "Content-Disposition") : NULL;
    char *name = disposition && is_media_type(disposition, "form-data")
                     ? parameter(mem, disposition, "name", &name_length)
                     : NULL;
    if (!name)
        return REFUSED_FORM;
    if (multipart->parts++ >= multipart->limits.fields + multipart->limits.files)
        return REFUSED_FIELDS;
    unescape_name(name);
    char *file_name = parameter(mem, disposition, "filename", &file_length);
    const char *type = part_header(multipart, "Content-Type");
    multipart->name = name;
    multipart->type = arena_strdup(mem, type ? type : "");
    multipart->file_name = NULL;
    multipart->value_length = multipart->head_length = 0;
    multipart->field_bytes += name_length;
    if (file_name && file_length > 0) {
        unescape_name(file_name);
        return begin_file(multipart, file_name, strlen(file_name));
    }
    multipart->place = file_name ? IN_NOTHING : IN_FIELD;
    multipart->value_room = FIRST_ROOM;
    multipart->value = arena_alloc(mem, FIRST_ROOM);
    return multipart->field_bytes > multipart->limits.field_bytes ? REFUSED_BODY : REFUSED_NOT;
}

static enum refusal add_value(struct multipart *multipart, const char *bytes, size_t length)
{
    if (length > multipart->limits.field_bytes - multipart->field_bytes)
        return REFUSED_BODY;
    multipart->field_bytes += length;
    size_t wanted = multipart->value_length + length + 1, room = multipart->value_room;
    while (room < wanted)
        room *= 2;
    if (room > multipart->value_room) {
        char *grown = arena_alloc(multipart->request->mem, room);
        memcpy(grown, multipart->value, multipart->value_length);
        multipart->value = grown;
        multipart->value_room = room;
    }
    memcpy(multipart->value + multipart->value_length, bytes, length);
    multipart->value_length += length;
    return REFUSED_NOT;
}

static enum refusal add_to_file(struct multipart *multipart, const char *bytes, size_t length)
{
    if ((int64_t)length > multipart->limits.file_bytes - multipart->file_length)
        return REFUSED_FILE;
    multipart->file_length += (int64_t)length;
    while (length > 0) {
        ssize_t written = write(multipart->file, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return REFUSED_DISK;
        bytes += written;
        length -= (size_t)written;
    }
    return REFUSED_NOT;
}

static enum refusal add_content(struct multipart *multipart, const char *bytes, size_t length)
{
    if (length == 0)
        return REFUSED_NOT;
    switch (multipart->place) {
    case IN_FIELD:
        return add_value(multipart, bytes, length);
    case IN_FILE:
        return add_to_file(multipart, bytes, length);
    case IN_NOTHING: /* a file without a name, but with content, is one all the same */
        multipart->place = IN_FILE;
        enum refusal refused = begin_file(multipart, "", 0);
        return refused ? refused : add_to_file(multipart, bytes, length);
    default:
        return REFUSED_NOT;
    }
}

static enum refusal end_part(struct multipart *multipart)
{
    struct request *request = multipart->request;
    if (multipart->place == IN_FIELD) {
        char *value = multipart->value;
        value[multipart->value_length] = '\0';
        if (request->form.list.count >= multipart->limits.fields)
            return REFUSED_FIELDS;
        if (memchr(value, '\0', multipart->value_length) || !utf8_is_valid(value, multipart->value_length))
            return REFUSED_FORM;
        struct http_pair pair = { multipart->name, value };
        *ARRAY_ADD(request->mem, &request->form.list) = pair;
    } else if (multipart->place == IN_FILE) {
        if (lseek(multipart->file, 0, SEEK_SET) != 0)
            return REFUSED_DISK;
        struct upload upload = { multipart->name, multipart->file_name, multipart->type, multipart->file,
                                 multipart->file_length };
        *ARRAY_ADD(request->mem, &request->uploads) = upload;
    }
    return REFUSED_NOT;
}

/* --- the body ----------------------------------------------------------------------------------------------------- */

/* What stands between two delimiters; gives how many bytes of it were used. */
static enum refusal add_until_delimiter(struct multipart *multipart, const char *bytes, size_t length, size_t *used)
{
    size_t i = 0, from = 0;
    while (i < length) {
        if (multipart->matched == 0) {
            const char *line_end = memchr(bytes + i, '\r', length - i);
            i = line_end ? (size_t)(line_end - bytes) : length;
            enum refusal refused = add_content(multipart, bytes + from, i - from);
            if (refused || !line_end)
                return *used = length, refused;
            multipart->matched = 1;
            from = ++i;
        } else if (bytes[i] == multipart->delimiter[multipart->matched]) {
            multipart->matched++;
            from = ++i;
            if (multipart->matched == multipart->delimiter_length) {
                multipart->matched = 0;
                *used = i;
                enum refusal refused = end_part(multipart);
                multipart->place = AFTER_DELIMITER;
                multipart->tail_length = 0;
                return refused;
            }
        } else { /* a line's end that was none of ours: \r stands only at a delimiter's beginning */
            size_t matched = multipart->matched;
            multipart->matched = 0;
            from = i;
            enum refusal refused = add_content(multipart, multipart->delimiter, matched);
            if (refused)
                return *used = length, refused;
        }
    }
    *used = length;
    return REFUSED_NOT;
}

static enum refusal add_after_delimiter(struct multipart *multipart, char c)
{
    if (multipart->tail_length == 0 && (c == ' ' || c == '\t'))
        return REFUSED_NOT;
    multipart->tail[multipart->tail_length++] = c;
    if (multipart->tail_length < 2)
        return REFUSED_NOT;
    if (memcmp(multipart->tail, "\r\n", 2) == 0)
        multipart->place = IN_HEAD;
    else if (memcmp(multipart->tail, "--", 2) == 0)
        multipart->place = AFTER_LAST;
    else
        return REFUSED_FORM;
    return REFUSED_NOT;
}

static enum refusal add_to_head(struct multipart *multipart, char c)
{
    if (multipart->head_length == MULTIPART_HEAD_MAX - 2)
        return REFUSED_FORM;
    multipart->head[multipart->head_length++] = c;
    multipart->head[multipart->head_length] = '\0';
    size_t length = multipart->head_length;
    bool ends = length >= 4 && memcmp(multipart->head + length - 4, "\r\n\r\n", 4) == 0;
    if (length == 2 && memcmp(multipart->head, "\r\n", 2) == 0)
        return REFUSED_FORM; /* a part without any header has no name */
    return ends ? begin_part(multipart) : REFUSED_NOT;
}

enum refusal multipart_add(struct multipart *multipart, const char *bytes, size_t length)
{
    enum refusal refused = REFUSED_NOT;
    size_t used;
    for (size_t i = 0; i < length && !refused; i += used) {
        used = 1;
        switch (multipart->place) {
        case AFTER_DELIMITER:
            refused = add_after_delimiter(multipart, bytes[i]);
            break;
        case IN_HEAD:
            refused = add_to_head(multipart, bytes[i]);
            break;
        case AFTER_LAST:
            used = length - i;
            break;
        default:
            refused = add_until_delimiter(multipart, bytes + i, length - i, &used);
        }
    }
    return refused;
}

enum refusal multipart_end(struct multipart *multipart)
{
    return multipart->place == AFTER_LAST ? REFUSED_NOT : REFUSED_FORM;
}
