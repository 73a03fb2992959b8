/* SPDX-License-Identifier: Apache-2.0 */
#include "store/blob.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/random.h"
#include "store/store_internal.h"

enum { BLOB_PATH_BYTES = PATH_BYTES + 80, HASH_LETTERS = HASH_HEX_SIZE - 1, PROVED_AT_ONCE = 64 << 10 };

struct blob_writer {
    struct store *store;
    int file; /* −1 when finished or thrown away */
    int64_t size;
    int64_t max;
    struct hash hash;
    char path[BLOB_PATH_BYTES]; /* beside its place */
};

struct blob_reader {
    int file;
    bool proved;
    struct hash hash;
    char name[HASH_HEX_SIZE];
};

static bool fail_file(struct err *err, const char *path)
{
    int number = errno;
    if (number == ENOSPC || number == EDQUOT)
        return store_fail(err, FAIL_FULL, NULL);
    char detail[ERR_TEXT_MAX];
    snprintf(detail, sizeof detail, "%.300s: %.60s", path, strerror(number));
    return store_fail(err, FAIL_FILE, detail);
}

/* What is written must be on disk, or nobody may be told so. A disk that is full now is not a broken one. */
static bool sync_file(int file, const char *path, struct err *err)
{
    if (fsync(file) == 0)
        return true;
    if (errno == ENOSPC || errno == EDQUOT)
        return fail_file(err, path);
    store_fatal(path);
}

static bool sync_folder(const char *path, struct err *err)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return fail_file(err, path);
    bool done = sync_file(folder, path, err);
    close(folder);
    return done;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void throw_away(void *arg)
{
    struct blob_writer *writer = arg;
    if (writer->file < 0)
        return;
    close(writer->file);
    writer->file = -1;
    unlink(writer->path);
}

struct blob_writer *blob_begin(struct store *store, struct arena *mem, int64_t max, struct err *err)
{
    if (!store->blobs[0]) {
        store_fail(err, FAIL_NO_BLOBS, NULL);
        return NULL;
    }
    if (!file_make_folder(store->blobs, err))
        return NULL;
    struct blob_writer *writer = ARENA_NEW(mem, struct blob_writer);
    writer->store = store;
    writer->file = -1;
    writer->max = max;
    uint64_t chance;
    random_bytes(&chance, sizeof chance);
    snprintf(writer->path, sizeof writer->path, "%s/%016" PRIx64 ".part", store->blobs, chance);
    arena_defer(mem, throw_away, writer);
    writer->file = open(writer->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (writer->file < 0) {
        fail_file(err, writer->path);
        return NULL;
    }
    hash_begin(&writer->hash);
    return writer;
}

bool blob_add(struct blob_writer *writer, const void *bytes, size_t length, struct err *err)
{
    if ((int64_t)length > writer->max - writer->size)
        return store_fail(err, FAIL_BLOB_LARGE, NULL);
    hash_add(&writer->hash, bytes, length);
    writer->size += (int64_t)length;
    const char *at = bytes;
    while (length > 0) {
        ssize_t put = write(writer->file, at, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return fail_file(err, writer->path);
        at += put;
        length -= (size_t)put;
    }
    return true;
}

/* FOLDER is blobs/ab, PATH the blob's place in it. */
static void set_place(const struct store *store, const char *hash, char folder[BLOB_PATH_BYTES],
                      char path[BLOB_PATH_BYTES])
{
    snprintf(folder, BLOB_PATH_BYTES, "%s/%.2s", store->blobs, hash);
    snprintf(path, BLOB_PATH_BYTES, "%s/%.2s/%s", store->blobs, hash, hash + 2);
}

static bool make_folder(const struct store *store, const char *folder, struct err *err)
{
    if (mkdir(folder, 0750) == 0)
        return sync_folder(store->blobs, err);
    return errno == EEXIST || fail_file(err, folder);
}

/* The same bytes may be there already: the new file takes the place, which also mends a damaged one. */
bool blob_finish(struct blob_writer *writer, char hash[HASH_HEX_SIZE], int64_t *size, struct err *err)
{
    uint8_t digest[HASH_SIZE];
    char name[HASH_HEX_SIZE], folder[BLOB_PATH_BYTES], path[BLOB_PATH_BYTES];
    hash_end(&writer->hash, digest);
    hash_hex(digest, name);
    set_place(writer->store, name, folder, path);
    if (!sync_file(writer->file, writer->path, err) || !make_folder(writer->store, folder, err))
        return false;
    if (rename(writer->path, path) < 0)
        return fail_file(err, path);
    close(writer->file);
    writer->file = -1;
    if (!sync_folder(folder, err))
        return false;
    memcpy(hash, name, sizeof name);
    *size = writer->size;
    return true;
}

bool blob_keep(struct change *change, const char *hash, int64_t size, struct err *err)
{
    return change_run(
        change, SQL("insert into blob (hash, size, created_at) values ($1, $2, $3) on conflict (hash) do nothing"),
        DB(db_text(hash), db_int(size), db_int(change_time(change))), err);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void close_reader(void *arg)
{
    struct blob_reader *reader = arg;
    if (reader->file >= 0)
        close(reader->file);
    reader->file = -1;
}

static bool is_hash(const char *hash)
{
    return strlen(hash) == HASH_LETTERS && strspn(hash, "0123456789abcdef") == HASH_LETTERS;
}

struct blob_reader *blob_open(struct store *store, struct arena *mem, const char *hash, struct err *err)
{
    char folder[BLOB_PATH_BYTES], path[BLOB_PATH_BYTES];
    if (!is_hash(hash) || !store->blobs[0]) {
        store_fail(err, FAIL_BLOB_MISSING, NULL);
        return NULL;
    }
    set_place(store, hash, folder, path);
    struct blob_reader *reader = ARENA_NEW(mem, struct blob_reader);
    reader->file = -1;
    memcpy(reader->name, hash, sizeof reader->name);
    arena_defer(mem, close_reader, reader);
    reader->file = open(path, O_RDONLY | O_CLOEXEC);
    if (reader->file < 0) {
        if (errno == ENOENT)
            store_fail(err, FAIL_BLOB_MISSING, hash);
        else
            fail_file(err, path);
        return NULL;
    }
    hash_begin(&reader->hash);
    return reader;
}

static bool prove(struct blob_reader *reader, struct err *err)
{
    uint8_t digest[HASH_SIZE];
    char name[HASH_HEX_SIZE];
    if (reader->proved)
        return true;
    hash_end(&reader->hash, digest);
    reader->proved = true;
    hash_hex(digest, name);
    return strcmp(name, reader->name) == 0 || store_fail(err, FAIL_BLOB_DAMAGED, reader->name);
}

bool blob_read(struct blob_reader *reader, void *bytes, size_t room, size_t *got, struct err *err)
{
    ssize_t length;
    do
        length = read(reader->file, bytes, room);
    while (length < 0 && errno == EINTR);
    if (length < 0)
        return fail_file(err, reader->name);
    if (length == 0 && room > 0 && !prove(reader, err))
        return false;
    if (length > 0 && !reader->proved)
        hash_add(&reader->hash, bytes, (size_t)length);
    *got = (size_t)length;
    return true;
}

int blob_open_proved(struct store *store, struct arena *mem, const char *hash, struct err *err)
{
    struct blob_reader *reader = blob_open(store, mem, hash, err);
    size_t got = 1;
    char *bytes = reader ? arena_alloc(mem, PROVED_AT_ONCE) : NULL;
    while (reader && got > 0)
        if (!blob_read(reader, bytes, PROVED_AT_ONCE, &got, err))
            return -1;
    if (!reader)
        return -1;
    if (lseek(reader->file, 0, SEEK_SET) < 0) {
        fail_file(err, hash);
        return -1;
    }
    return reader->file;
}

const char *blob_path_proved(struct store *store, struct arena *mem, const char *hash, struct err *err)
{
    char folder[BLOB_PATH_BYTES], path[BLOB_PATH_BYTES];
    struct blob_reader *reader = blob_open(store, mem, hash, err);
    size_t got = 1;
    char *bytes = reader ? arena_alloc(mem, PROVED_AT_ONCE) : NULL;
    bool proved = reader != NULL;
    while (proved && got > 0)
        proved = blob_read(reader, bytes, PROVED_AT_ONCE, &got, err);
    if (reader)
        close_reader(reader); /* many of them are named one after the other */
    set_place(store, hash, folder, path);
    return proved ? arena_strdup(mem, path) : NULL;
}

char *blob_load(struct store *store, struct arena *mem, const char *hash, size_t max, size_t *length, struct err *err)
{
    struct blob_reader *reader = blob_open(store, mem, hash, err);
    struct stat about;
    if (!reader)
        return NULL;
    if (fstat(reader->file, &about) < 0) {
        fail_file(err, hash);
        return NULL;
    }
    if ((uint64_t)about.st_size > max) {
        store_fail(err, FAIL_BLOB_LARGE, NULL);
        return NULL;
    }
    size_t size = (size_t)about.st_size, used = 0, got = 1;
    char *bytes = arena_alloc(mem, size + 1);
    while (got > 0) {
        char past_end;
        bool full = used == size;
        if (!blob_read(reader, full ? &past_end : bytes + used, full ? 1 : size - used, &got, err))
            return NULL;
        used += full ? 0 : got;
    }
    bytes[used] = '\0';
    *length = used;
    return bytes;
}
