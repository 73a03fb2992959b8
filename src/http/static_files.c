/* SPDX-License-Identifier: Apache-2.0 */
#include "http/static_files.h"

#include <assert.h>
#include <libdeflate.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"

#define PREFIX "/static/"

enum { HASH_LETTERS = 12, FILE_MAX = 4 << 20, SMALLEST = 12 /* of libdeflate's levels */ };

struct static_file {
    const char *name;
    const char *media_type;
    const unsigned char *bytes, *packed;
    size_t length, packed_length; /* 0: not worth it */
};

struct static_files {
    const char *folder;
    char hash[HASH_LETTERS + 1];
    struct static_file *items;
    size_t count;
};

static const struct {
    const char *ending, *media_type;
    bool text;
} types[] = {
    { ".css", "text/css; charset=utf-8", true },
    { ".js", "text/javascript; charset=utf-8", true },
    { ".svg", "image/svg+xml", true },
    { ".woff2", "font/woff2", false },
    { ".txt", "text/plain; charset=utf-8", true },
};

static size_t type_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (text_ends(name, types[i].ending))
            return i;
    assert(!"a kind of file without a media type");
    return 0;
}

/* As small as it gets: it is done once. */
static void pack(struct arena *mem, struct static_file *file)
{
    unsigned char *out = arena_alloc(mem, file->length); /* what does not shrink stays as it is */
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(SMALLEST);
    if (!compressor)
        return;
    file->packed_length = libdeflate_gzip_compress(compressor, file->bytes, file->length, out, file->length);
    file->packed = file->packed_length ? out : NULL;
    libdeflate_free_compressor(compressor);
}

struct static_files *static_files_new(struct arena *mem, const struct embedded_file *files, size_t count,
                                      const char *folder)
{
    struct static_files *set = ARENA_NEW(mem, struct static_files);
    struct hash hash;
    uint8_t sum[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    hash_begin(&hash);
    for (size_t i = 0; i < count; i++) {
        hash_add_text(&hash, files[i].path);
        hash_add_int(&hash, (int64_t)files[i].length);
        hash_add(&hash, files[i].bytes, files[i].length);
    }
    hash_end(&hash, sum);
    hash_hex(sum, hex);
    memcpy(set->hash, hex, HASH_LETTERS);
    set->folder = folder;
    set->items = ARENA_ARRAY(mem, struct static_file, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct static_file *file = &set->items[set->count++];
        assert(text_starts(files[i].path, "static/"));
        size_t type = type_of(files[i].path);
        *file = (struct static_file){ .name = files[i].path + strlen("static/"),
                                      .media_type = types[type].media_type,
                                      .bytes = files[i].bytes,
                                      .length = files[i].length };
        if (types[type].text)
            pack(mem, file);
    }
    return set;
}

static const struct static_file *find(const struct static_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->items[i].name, name))
            return &files->items[i];
    return NULL;
}

const char *static_url(const struct static_files *files, struct arena *mem, const char *name)
{
    return find(files, name) ? arena_printf(mem, PREFIX "%s/%s", files->hash, name) : "";
}

static bool takes_gzip(const struct request *request)
{
    const char *accepts = request_header(request, "accept-encoding");
    return accepts && strstr(accepts, "gzip") && !strstr(accepts, "gzip;q=0");
}

static void send_file(const struct static_files *files, const struct static_file *file, const struct request *request,
                      struct response *response)
{
    const char *mark = arena_printf(response->mem, "\"%s\"", files->hash);
    response->media_type = file->media_type;
    response->may_compress = false;
    response_header(response, "X-Content-Type-Options", "nosniff");
    response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    response_header(response, "ETag", mark);
    response_header(response, "Cache-Control", files->folder ? "no-store" : "public, max-age=31536000, immutable");
    response_header(response, "Vary", "Accept-Encoding");
    if (!files->folder && text_equal(request_header(request, "if-none-match"), mark)) {
        response->status = 304;
        return;
    }
    bool packed = file->packed_length > 0 && !files->folder && takes_gzip(request);
    if (packed)
        response_header(response, "Content-Encoding", "gzip");
    response->bytes = packed ? file->packed : file->bytes;
    response->length = packed ? file->packed_length : file->length;
}

/* While the files are being written: as they lie in the folder now. */
static bool read_now(const struct static_files *files, struct static_file *file, struct arena *mem)
{
    struct err err = { 0 };
    file->bytes = (const unsigned char *)file_read(mem, arena_printf(mem, "%s/%s", files->folder, file->name), FILE_MAX,
                                                   &file->length, &err);
    return file->bytes != NULL;
}

bool static_answer(const struct static_files *files, const struct request *request, struct response *response)
{
    if (!text_starts(request->path, PREFIX))
        return false;
    const char *rest = request->path + strlen(PREFIX);
    bool reads = request->method == HTTP_GET || request->method == HTTP_HEAD;
    bool ours = strncmp(rest, files->hash, HASH_LETTERS) == 0 && rest[HASH_LETTERS] == '/';
    const struct static_file *found = ours && reads ? find(files, rest + HASH_LETTERS + 1) : NULL;
    struct static_file file = found ? *found : (struct static_file){ 0 };
    if (found && files->folder && !read_now(files, &file, response->mem))
        found = NULL;
    if (found) {
        send_file(files, &file, request, response);
        return true;
    }
    response->status = reads ? 404 : 405;
    response->media_type = "text/plain; charset=utf-8";
    if (!reads)
        response_header(response, "Allow", "GET, HEAD");
    text_raw(&response->body, "Không có tệp này.\n");
    return true;
}
