/* fuzz/http.c
 * Reads any bytes as what a client may send: the first byte says as what. What is read must be well-formed, and be read
 * again as it was after it was written.
 *   p… pairs   u… a path   c… cookies   f… a file name   m… a multipart body of the boundary "b", once at one go and
 * once in pieces
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "http/multipart_internal.h"
#include "http/request_internal.h"
#include "http/response.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { PAIRS_MAX = 100 };

static void check(bool fine)
{
    if (!fine)
        abort();
}

static void check_pairs(const struct http_pairs *pairs)
{
    for (size_t i = 0; i < pairs->list.count; i++) {
        check(utf8_is_valid(pairs->list.items[i].name, strlen(pairs->list.items[i].name)));
        check(utf8_is_valid(pairs->list.items[i].value, strlen(pairs->list.items[i].value)));
    }
}

static void try_pairs(struct arena *mem, const char *text)
{
    struct http_pairs pairs = { 0 }, again = { 0 };
    struct err err = { 0 };
    if (!pairs_parse(mem, &pairs, text, PAIRS_MAX, &err)) {
        check(err.kind == ERR_INVALID && err.text[0]);
        return;
    }
    check_pairs(&pairs);
    check(pairs_parse(mem, &again, pairs_print(mem, &pairs), PAIRS_MAX, &err));
    check(again.list.count == pairs.list.count);
    for (size_t i = 0; i < pairs.list.count; i++)
        check(strcmp(pairs.list.items[i].value, again.list.items[i].value) == 0);
}

static void try_path(struct arena *mem, const char *raw)
{
    struct err err = { 0 };
    bool slash, again;
    const char *path = path_decode(mem, raw, &slash, &err);
    if (!path)
        return;
    check(path[0] == '/' && path[1] != '/' && utf8_is_valid(path, strlen(path)));
    check(!strstr(path, "//") && !strstr(path, "/../") && !strchr(path, '\\'));
    const char *second = path_decode(mem, path_encode(mem, path), &again, &err);
    check(second && strcmp(path, second) == 0 && !again);
}

static void try_name(struct arena *mem, const char *name, size_t size)
{
    const char *clean = file_name_clean(mem, name, size);
    check(strlen(clean) <= FILE_NAME_MAX && utf8_is_valid(clean, strlen(clean)));
    check(!strpbrk(clean, "/\\\r\n\"") && strcmp(clean, ".") != 0 && strcmp(clean, "..") != 0);
    check(strcmp(clean, file_name_clean(mem, clean, strlen(clean))) == 0);
    struct response response;
    response_init(&response, mem);
    response_download(&response, clean, "text/plain"); /* asserts that no header line can end */
    response_go(&response, clean);
}

static enum refusal read_multipart(struct request *request, const char *bytes, size_t size, size_t piece)
{
    const struct multipart_limits limits = { .fields = 8, .field_bytes = 4096, .files = 3, .file_bytes = 1000 };
    struct multipart *multipart = multipart_new(request, "multipart/form-data; boundary=b", &limits);
    enum refusal refused = REFUSED_NOT;
    for (size_t i = 0; i < size && !refused; i += piece)
        refused = multipart_add(multipart, bytes + i, size - i < piece ? size - i : piece);
    return refused ? refused : multipart_end(multipart);
}

static void try_multipart(struct arena *mem, const char *bytes, size_t size)
{
    struct request *whole = request_new(mem, HTTP_POST, "/"), *pieces = request_new(mem, HTTP_POST, "/");
    enum refusal first = read_multipart(whole, bytes, size, size + 1), second = read_multipart(pieces, bytes, size, 3);
    check(first == second);
    check_pairs(&whole->form);
    check(whole->form.list.count == pieces->form.list.count && whole->uploads.count == pieces->uploads.count);
    for (size_t i = 0; i < whole->uploads.count; i++)
        check(whole->uploads.items[i].size == pieces->uploads.items[i].size && whole->uploads.items[i].size <= 1000);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    char *text = arena_strndup(mem, (const char *)bytes + 1, size - 1);
    struct http_pairs cookies = { 0 };
    if (bytes[0] == 'p')
        try_pairs(mem, text);
    else if (bytes[0] == 'u')
        try_path(mem, text);
    else if (bytes[0] == 'c')
        cookies_parse(mem, &cookies, text);
    else if (bytes[0] == 'f')
        try_name(mem, (const char *)bytes + 1, size - 1);
    else if (bytes[0] == 'm')
        try_multipart(mem, (const char *)bytes + 1, size - 1);
    arena_free(mem);
    return 0;
}
