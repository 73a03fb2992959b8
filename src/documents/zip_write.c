/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/zip_write.h"

#include <zip.h>

#include "documents/texts.h"

enum {
    ZIP_LEVEL = 6,
    ZIP_DOS_DATE = 1 << 5 | 1, /* 1980-01-01 */
    ZIP_DOS_TIME = 12 << 11,   /* noon: no time zone skips it */
};

struct zip_work {
    zip_source_t *source; /* the bytes being made; ours */
    zip_t *archive;
};

static void release(void *thing);
static bool add_part(struct zip_work *work, const struct zip_part *part);
static bool take_bytes(struct arena *mem, struct zip_work *work, const char **bytes, size_t *length);
static bool failed(struct zip_work *work, struct err *err);

bool zip_write(struct arena *mem, const struct zip_part *parts, size_t count, const char **bytes, size_t *length,
               struct err *err)
{
    struct zip_work *work = ARENA_NEW(mem, struct zip_work);
    arena_defer(mem, release, work);
    bool done = false;
    work->source = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!work->source)
        return failed(work, err);
    work->archive = zip_open_from_source(work->source, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!work->archive)
        return failed(work, err);
    zip_source_keep(work->source);
    for (size_t i = 0; i < count; i++) {
        if (!add_part(work, &parts[i]))
            goto done;
    }
    if (zip_close(work->archive) != 0)
        goto done;
    work->archive = NULL;
    done = take_bytes(mem, work, bytes, length);
done:
    if (!done)
        failed(work, err);
    release(work);
    return done;
}

bool zip_write_file(struct arena *mem, const struct zip_part *parts, size_t count, const char *path, struct err *err)
{
    struct zip_work *work = ARENA_NEW(mem, struct zip_work);
    arena_defer(mem, release, work);
    bool done = true;
    work->archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (!work->archive)
        return failed(work, err);
    for (size_t i = 0; i < count && done; i++)
        done = add_part(work, &parts[i]);
    done = done && zip_close(work->archive) == 0;
    if (done)
        work->archive = NULL;
    else
        failed(work, err);
    release(work);
    return done;
}

static bool add_part(struct zip_work *work, const struct zip_part *part)
{
    zip_source_t *bytes = part->path ? zip_source_file(work->archive, part->path, 0, -1)
                                     : zip_source_buffer(work->archive, part->bytes, part->length, 0);
    if (!bytes)
        return false;
    zip_int64_t index = zip_file_add(work->archive, part->name, bytes, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(bytes);
        return false;
    }
    return zip_set_file_compression(work->archive, (zip_uint64_t)index, part->path ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                    part->path ? 0 : ZIP_LEVEL) == 0 &&
           zip_file_set_dostime(work->archive, (zip_uint64_t)index, ZIP_DOS_TIME, ZIP_DOS_DATE, 0) == 0;
}

static bool take_bytes(struct arena *mem, struct zip_work *work, const char **bytes, size_t *length)
{
    zip_stat_t stat;
    if (zip_source_stat(work->source, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE))
        return false;
    char *copy = arena_alloc(mem, stat.size + 1);
    if (zip_source_open(work->source) != 0)
        return false;
    zip_int64_t got = zip_source_read(work->source, copy, stat.size);
    zip_source_close(work->source);
    if (got < 0 || (zip_uint64_t)got != stat.size)
        return false;
    *bytes = copy;
    *length = stat.size;
    return true;
}

static bool failed(struct zip_work *work, struct err *err)
{
    const char *reason = work->archive ? zip_strerror(work->archive) : "zip";
    return err_set(err, ERR_INTERNAL, "zip", NULL, TEXT_ZIP_FAILED, reason);
}

static void release(void *thing)
{
    struct zip_work *work = thing;
    if (work->archive)
        zip_discard(work->archive);
    if (work->source)
        zip_source_free(work->source);
    work->archive = NULL;
    work->source = NULL;
}
