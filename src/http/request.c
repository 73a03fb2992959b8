/* SPDX-License-Identifier: Apache-2.0 */
#include "http/request.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "http/request_internal.h"
#include "http/texts.h"

static const char *const method_names[] = {
    [HTTP_GET] = "GET",     [HTTP_HEAD] = "HEAD",     [HTTP_POST] = "POST",   [HTTP_PUT] = "PUT",
    [HTTP_PATCH] = "PATCH", [HTTP_DELETE] = "DELETE", [HTTP_OTHER] = "OTHER",
};

const char *http_method_name(enum http_method method)
{
    return method_names[method];
}

struct request *request_new(struct arena *mem, enum http_method method, const char *path)
{
    struct request *request = ARENA_NEW(mem, struct request);
    *request = (struct request){
        .mem = mem,
        .method = method,
        .path = arena_strdup(mem, path),
        .query = "",
        .remote = "",
        .peer_uid = -1,
        .body = "",
    };
    return request;
}

const char *pairs_get(const struct http_pairs *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->list.count; i++)
        if (strcmp(pairs->list.items[i].name, name) == 0)
            return pairs->list.items[i].value;
    return NULL;
}

void pairs_add(struct arena *mem, struct http_pairs *pairs, const char *name, const char *value)
{
    struct http_pair pair = { arena_strdup(mem, name), arena_strdup(mem, value) };
    *ARRAY_ADD(mem, &pairs->list) = pair;
}

const char *request_header(const struct request *request, const char *name)
{
    return pairs_get(&request->headers, name);
}

const char *request_cookie(const struct request *request, const char *name)
{
    return pairs_get(&request->cookies, name);
}

const char *request_parameter(const struct request *request, const char *name)
{
    return pairs_get(&request->parameters, name);
}

const char *request_form(const struct request *request, const char *name)
{
    return pairs_get(&request->form, name);
}

const char *request_segment(const struct request *request, const char *name)
{
    return pairs_get(&request->segments, name);
}

const struct upload *request_upload(const struct request *request, const char *field)
{
    for (size_t i = 0; i < request->uploads.count; i++)
        if (strcmp(request->uploads.items[i].field, field) == 0)
            return &request->uploads.items[i];
    return NULL;
}

/* --- escapes ------------------------------------------------------------------------------------------------------ */

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* LENGTH bytes of TEXT with each %XX as its byte, and + as a blank where PLUS. NULL and TEXT_… in WHY where they cannot
 * be. */
static char *unescape(struct arena *mem, const char *text, size_t length, bool plus, const char **why)
{
    char *out = arena_alloc(mem, length + 1), *to = out;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '%') {
            int high = i + 1 < length ? hex_digit(text[i + 1]) : -1, low = i + 2 < length ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                *why = TEXT_PAIRS_PERCENT;
                return NULL;
            }
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (c == '\0') {
            *why = TEXT_PAIRS_NUL;
            return NULL;
        }
        *to++ = c;
    }
    *to = '\0';
    if (!utf8_is_valid(out, (size_t)(to - out))) {
        *why = TEXT_PAIRS_UTF8;
        return NULL;
    }
    return out;
}

/* One "a=1" or "a". */
static bool parse_pair(struct arena *mem, struct http_pairs *pairs, const char *text, size_t length, struct err *err)
{
    const char *equals = memchr(text, '=', length), *why = "";
    size_t name_length = equals ? (size_t)(equals - text) : length;
    char *name = unescape(mem, text, name_length, true, &why), *value = NULL;
    if (name && equals)
        value = unescape(mem, equals + 1, length - name_length - 1, true, &why);
    else if (name)
        value = arena_strdup(mem, "");
    if (!value)
        return err_set(err, ERR_INVALID, "form", NULL, "%s", why);
    struct http_pair pair = { name, value };
    *ARRAY_ADD(mem, &pairs->list) = pair;
    return true;
}

bool pairs_parse(struct arena *mem, struct http_pairs *pairs, const char *text, size_t limit, struct err *err)
{
    for (const char *at = text; *at;) {
        size_t length = strcspn(at, "&");
        if (length > 0) {
            if (pairs->list.count >= limit)
                return err_set(err, ERR_INVALID, "form", NULL, TEXT_PAIRS_MANY, limit);
            if (!parse_pair(mem, pairs, at, length, err))
                return false;
        }
        at += length + (at[length] == '&');
    }
    return true;
}

const char *pairs_print(struct arena *mem, const struct http_pairs *pairs)
{
    size_t room = 1;
    for (size_t i = 0; i < pairs->list.count; i++)
        room += 3 * (strlen(pairs->list.items[i].name) + strlen(pairs->list.items[i].value)) + 2;
    struct text text;
    text_init(&text, mem, room);
    for (size_t i = 0; i < pairs->list.count; i++) {
        if (i)
            text_char(&text, '&');
        text_url(&text, pairs->list.items[i].name);
        text_char(&text, '=');
        text_url(&text, pairs->list.items[i].value);
    }
    return text.data;
}

/* --- the path ----------------------------------------------------------------------------------------------------- */

/* False for a segment that cannot be: empty, "." or "..". */
static bool is_segment(const char *segment, size_t length)
{
    return !(length == 0 || (length == 1 && segment[0] == '.') || (length == 2 && memcmp(segment, "..", 2) == 0));
}

static bool has_slash_escaped(const char *raw)
{
    for (const char *at = strchr(raw, '%'); at; at = strchr(at + 1, '%'))
        if (strncasecmp(at, "%2f", 3) == 0)
            return true;
    return false;
}

const char *path_decode(struct arena *mem, const char *raw, bool *slash, struct err *err)
{
    const char *why;
    char *path = raw[0] == '/' && !has_slash_escaped(raw) ? unescape(mem, raw, strlen(raw), false, &why) : NULL;
    bool fine = path;
    for (const char *at = path; fine && *at; at++)
        fine = (unsigned char)*at >= 0x20 && *at != 0x7f && *at != '\\';
    size_t length = fine ? strlen(path) : 0;
    bool ends = length > 1 && path[length - 1] == '/';
    if (ends)
        path[length - 1] = '\0';
    for (const char *at = path; fine && strcmp(path, "/") != 0 && *at; at += 1 + strcspn(at + 1, "/"))
        fine = is_segment(at + 1, strcspn(at + 1, "/"));
    if (!fine || (ends && strcmp(path, "/") == 0)) {
        err_set(err, ERR_INVALID, "path", NULL, TEXT_PATH);
        return NULL;
    }
    *slash = ends;
    return path;
}

const char *path_encode(struct arena *mem, const char *path)
{
    struct text text;
    text_init(&text, mem, 3 * strlen(path) + 1);
    for (const char *at = path; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
            strchr("/-_.~!$&'()*+,;=:@", c))
            text_char(&text, *at);
        else
            text_printf(&text, "%%%02X", c);
    }
    return text.data;
}

/* --- headers ------------------------------------------------------------------------------------------------------ */

bool is_token(const char *text)
{
    const char *at = text;
    while (*at && ((*at >= '0' && *at <= '9') || (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z') ||
                   strchr("!#$%&'*+-.^_`|~", *at)))
        at++;
    return at > text && *at == '\0';
}

bool is_media_type(const char *type, const char *wanted)
{
    size_t length = strlen(wanted);
    return type && strncasecmp(type, wanted, length) == 0 && (type[length] == '\0' || strchr("; \t", type[length]));
}

void cookies_parse(struct arena *mem, struct http_pairs *cookies, const char *header)
{
    size_t count;
    char **parts = text_split(mem, header, ';', &count);
    for (size_t i = 0; i < count; i++) {
        char *part = text_trim(mem, parts[i]), *equals = strchr(part, '=');
        if (!equals)
            continue;
        *equals = '\0';
        char *value = equals + 1;
        size_t length = strlen(value);
        if (length >= 2 && value[0] == '"' && value[length - 1] == '"') {
            value[length - 1] = '\0';
            value++;
        }
        if (is_token(part))
            pairs_add(mem, cookies, part, value);
    }
}

/* --- file names --------------------------------------------------------------------------------------------------- */

/* Characters that a name must not have: controls, what turns the direction of writing, what is not seen. */
static bool is_hidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x061c || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c == 0xfffd;
}

/* Cuts NAME to FILE_NAME_MAX bytes before its ending (".docx"); an ending longer than 16 bytes is none. */
static void cut_name(char *name)
{
    size_t length = strlen(name);
    if (length <= FILE_NAME_MAX)
        return;
    const char *dot = strrchr(name, '.');
    size_t ending = dot && strlen(dot) <= 16 ? strlen(dot) : 0;
    size_t kept = utf8_cut(name, FILE_NAME_MAX - ending);
    memmove(name + kept, name + length - ending, ending + 1);
}

const char *file_name_clean(struct arena *mem, const char *name, size_t length)
{
    char *bytes = arena_strndup(mem, name, length), *clean = arena_alloc(mem, length + 1), *to = clean;
    for (size_t i = 0; i < length; i++) /* a NUL would hide what follows */
        if (bytes[i] == '\0')
            bytes[i] = ' ';
    for (const char *at = bytes; *at;) {
        const char *from = at;
        uint32_t c = utf8_next(&at);
        if (c == '/' || c == '\\')
            to = clean;
        else if (c == ':' || c == '*' || c == '?' || c == '"' || c == '<' || c == '>' || c == '|')
            *to++ = '_'; /* what a file system of the clerk's machine refuses */
        else if (!is_hidden(c)) {
            memcpy(to, from, (size_t)(at - from));
            to += at - from;
        }
    }
    *to = '\0';
    char *trimmed = text_trim(mem, clean);
    cut_name(trimmed);
    length = strlen(trimmed);
    while (length > 0 && (trimmed[length - 1] == '.' || trimmed[length - 1] == ' '))
        trimmed[--length] = '\0';
    return trimmed;
}
