/* SPDX-License-Identifier: Apache-2.0 */
#include "http/response.h"

#include <assert.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "http/request_internal.h"
#include "http/texts.h"

static void close_file(void *file)
{
    if (*(int *)file >= 0)
        close(*(int *)file);
    *(int *)file = -1;
}

void response_init(struct response *response, struct arena *mem)
{
    *response = (struct response){
        .mem = mem,
        .status = 200,
        .media_type = "text/html; charset=utf-8",
        .file = -1,
        .may_compress = true,
        .held = ARENA_NEW(mem, int),
    };
    *response->held = -1;
    arena_defer(mem, close_file, response->held);
    text_init(&response->body, mem, TEXT_MAX_PAGE);
}

/* Nothing that could end a header line or hide in it. */
static bool is_header_value(const char *value)
{
    for (const char *at = value; *at; at++)
        if (((unsigned char)*at < 0x20 && *at != '\t') || *at == 0x7f)
            return false;
    return true;
}

void response_header(struct response *response, const char *name, const char *value)
{
    assert(is_token(name) && is_header_value(value));
    bool several = strcasecmp(name, "set-cookie") == 0;
    for (size_t i = 0; i < response->headers.list.count && !several; i++)
        if (strcasecmp(response->headers.list.items[i].name, name) == 0) {
            response->headers.list.items[i].value = arena_strdup(response->mem, value);
            return;
        }
    pairs_add(response->mem, &response->headers, name, value);
}

/* Begins with one "/" and stays on this server: "//host" and "/\host" do not. */
static bool is_own_path(const char *path)
{
    if (path[0] != '/' || path[1] == '/')
        return false;
    for (const char *at = path; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7f || *at == '\\')
            return false;
    return true;
}

void response_go(struct response *response, const char *path)
{
    struct text location;
    text_init(&location, response->mem, 3 * strlen(path) + 2);
    for (const char *at = is_own_path(path) ? path : "/"; *at; at++) {
        unsigned char c = (unsigned char)*at;
        if (c > 0x20 && c < 0x7f && !strchr("\"<>^`{|}", c))
            text_char(&location, *at);
        else
            text_printf(&location, "%%%02X", c);
    }
    response->status = 303;
    response_header(response, "Location", location.data);
}

/* filename="…" for clients that know no other: what is not plain ASCII becomes "_". */
static void add_plain_name(struct text *text, const char *name)
{
    for (const char *at = name; *at;) {
        uint32_t c = utf8_next(&at);
        text_char(text, c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '%' ? '_' : (char)c);
    }
}

void response_download(struct response *response, const char *name, const char *media_type)
{
    const char *clean = file_name_clean(response->mem, name, strlen(name));
    if (!clean[0])
        clean = TEXT_FILE_UNNAMED;
    struct text value;
    text_init(&value, response->mem, TEXT_MAX_LINE);
    text_raw(&value, "attachment; filename=\"");
    add_plain_name(&value, clean);
    text_raw(&value, "\"; filename*=UTF-8''");
    text_url(&value, clean);
    response_header(response, "Content-Disposition", value.data);
    response_header(response, "X-Content-Type-Options", "nosniff");
    response_header(response, "Content-Security-Policy", "sandbox; default-src 'none'");
    response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    assert(is_header_value(media_type));
    response->media_type = arena_strdup(response->mem, media_type);
}

void response_file(struct response *response, int file, int64_t length)
{
    assert(file >= 0 && length >= 0);
    close_file(response->held);
    *response->held = file;
    response->file = file;
    response->file_length = length;
}

void response_cookie(struct response *response, const char *name, const char *value, int seconds, bool secure)
{
    assert(is_token(name));
    for (const char *at = value; *at; at++)
        assert((unsigned char)*at > 0x20 && (unsigned char)*at < 0x7f && !strchr("\",;\\", *at));
    struct text cookie;
    text_init(&cookie, response->mem, TEXT_MAX_LINE);
    text_printf(&cookie, "%s=%s; Path=/", name, value);
    if (seconds > 0)
        text_printf(&cookie, "; Max-Age=%d", seconds);
    else if (seconds < 0)
        text_raw(&cookie, "; Max-Age=0");
    text_raw(&cookie, "; HttpOnly; SameSite=Lax");
    if (secure)
        text_raw(&cookie, "; Secure");
    assert(!text_is_full(&cookie));
    response_header(response, "Set-Cookie", cookie.data);
}
