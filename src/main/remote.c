/* SPDX-License-Identifier: Apache-2.0 */
#include "main/remote.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "main/texts.h"

enum { ANSWER_MAX = 64 << 20, ANSWER_SECONDS = 600, CONNECT_SECONDS = 5 };

struct remote {
    struct arena *mem;
    const char *socket;
    const char *as; /* NULL: the local administrator */
};

/* Does somebody listen there? A socket that a dead server left behind refuses. */
static bool listens(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof address.sun_path)
        return false;
    memcpy(address.sun_path, path, strlen(path) + 1);
    int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool connected = client >= 0 && connect(client, (const struct sockaddr *)&address, sizeof address) == 0;
    if (client >= 0)
        close(client);
    return connected;
}

struct remote *remote_find(struct arena *mem, const char *folder, const char *as)
{
    const char *path = arena_printf(mem, "%s/congvu.sock", folder);
    if (!listens(path))
        return NULL;
    struct remote *remote = ARENA_NEW(mem, struct remote);
    *remote = (struct remote){ .mem = mem, .socket = path, .as = as };
    return remote;
}

const char *remote_segment(struct arena *mem, const char *part)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_LINE);
    text_url(&out, part);
    return out.data;
}

/* --- one request -------------------------------------------------------------------------------------------------- */

/* What comes back: gathered without the arena, for curl calls from inside. */
struct gathered {
    char *bytes;
    size_t length;
};

static size_t gather(char *bytes, size_t size, size_t count, void *arg)
{
    struct gathered *gathered = arg;
    size_t length = size * count;
    if (gathered->length + length > ANSWER_MAX)
        return 0;
    char *grown = realloc(gathered->bytes, gathered->length + length + 1);
    if (!grown)
        return 0;
    memcpy(grown + gathered->length, bytes, length);
    gathered->bytes = grown;
    gathered->length += length;
    return length;
}

static void release_json(void *json)
{
    json_decref(json);
}

/* "conflict.version" */
static enum err_kind kind_of(const char *code)
{
    for (int kind = ERR_INVALID; kind <= ERR_INTERNAL; kind++) {
        const char *name = err_kind_name((enum err_kind)kind);
        if (text_starts(code, name) && code[strlen(name)] == '.')
            return (enum err_kind)kind;
    }
    return ERR_INTERNAL;
}

static bool refuse_problem(const json_t *problem, struct err *err)
{
    const char *code = json_string_value(json_object_get(problem, "code"));
    const char *detail = json_string_value(json_object_get(problem, "detail"));
    const char *field = json_string_value(json_object_get(problem, "field"));
    if (!code || !detail)
        return err_set(err, ERR_INTERNAL, "server", NULL, SAY_SERVER_STRANGE);
    const char *subject = strchr(code, '.');
    return err_set(err, kind_of(code), subject ? subject + 1 : "server", field, "%s", detail);
}

static bool read_answer(struct remote *remote, CURL *curl, const struct gathered *gathered, const json_t **answer,
                        struct err *err)
{
    long status = 0;
    json_t *json = gathered->length > 0 ? json_loadb(gathered->bytes, gathered->length, 0, NULL) : NULL;
    if (json)
        arena_defer(remote->mem, release_json, json);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (answer)
        *answer = json;
    if (status >= 400)
        return refuse_problem(json, err);
    return json || status == 204 || err_set(err, ERR_INTERNAL, "server", NULL, SAY_SERVER_STRANGE);
}

static bool perform(struct remote *remote, CURL *curl, const char *path, struct curl_slist *headers,
                    const json_t **answer, struct err *err)
{
    struct gathered gathered = { 0 };
    const char *url = arena_printf(remote->mem, "http://localhost/api/v1%s", path);
    curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, remote->socket);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)ANSWER_SECONDS);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, gather);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &gathered);
    CURLcode code = curl_easy_perform(curl);
    bool done = code == CURLE_OK ? read_answer(remote, curl, &gathered, answer, err)
                                 : err_set(err, ERR_BUSY, "server", NULL, SAY_SERVER_SILENT, curl_easy_strerror(code));
    free(gathered.bytes);
    return done;
}

/* The handle and its headers go with the memory: an arena that runs out in between still lets them go. */
static void release_curl(void *curl)
{
    curl_easy_cleanup(curl);
}

static void release_list(void *list)
{
    curl_slist_free_all(list);
}

static void release_form(void *form)
{
    curl_mime_free(form);
}

static CURL *begin(struct remote *remote, struct err *err)
{
    CURL *curl = curl_easy_init();
    if (curl)
        arena_defer(remote->mem, release_curl, curl);
    else
        err_set(err, ERR_BUSY, "server", NULL, SAY_SERVER_SILENT, "curl");
    return curl;
}

static struct curl_slist *make_headers(struct remote *remote, const char *media_type)
{
    const char *type = media_type ? arena_printf(remote->mem, "Content-Type: %s", media_type) : NULL;
    const char *as = remote->as ? arena_printf(remote->mem, "Congvu-As: %s", remote->as) : NULL;
    struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
    headers = curl_slist_append(headers, "If-Match: *"); /* commands name no version: whatever it is */
    if (type)
        headers = curl_slist_append(headers, type);
    if (as)
        headers = curl_slist_append(headers, as);
    arena_defer(remote->mem, release_list, headers);
    return headers;
}

bool remote_send(struct remote *remote, const char *method, const char *path, const char *body, const json_t **answer,
                 struct err *err)
{
    CURL *curl = begin(remote, err);
    if (!curl)
        return false;
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(body));
    return perform(remote, curl, path, make_headers(remote, "application/json"), answer, err);
}

bool remote_get(struct remote *remote, const char *path, const json_t **answer, struct err *err)
{
    CURL *curl = begin(remote, err);
    return curl && perform(remote, curl, path, make_headers(remote, NULL), answer, err);
}

bool remote_send_file(struct remote *remote, const char *path, const char *name, const char *bytes, size_t length,
                      const json_t **answer, struct err *err)
{
    CURL *curl = begin(remote, err);
    if (!curl)
        return false;
    curl_mime *form = curl_mime_init(curl);
    curl_mimepart *part = curl_mime_addpart(form);
    curl_mime_name(part, "file");
    curl_mime_filename(part, name);
    curl_mime_type(part, "text/csv");
    curl_mime_data(part, bytes, length);
    arena_defer(remote->mem, release_form, form);
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, form);
    return perform(remote, curl, path, make_headers(remote, NULL), answer, err);
}
