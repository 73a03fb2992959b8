/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

/* The kind of an errno, and a text that names the path. */
static bool fail(struct err *err, const char *doing, const char *path)
{
    int number = errno;
    if (number == ENOENT)
        return err_set(err, ERR_NOT_FOUND, "file", NULL, "Không có tệp “%s”", path);
    if (number == EACCES || number == EPERM || number == EROFS)
        return err_set(err, ERR_FORBIDDEN, "file", NULL, "Không có quyền %s “%s”", doing, path);
    if (number == ENOSPC || number == EDQUOT)
        return err_set(err, ERR_FULL, "disk", NULL, "Hết chỗ trên đĩa khi %s “%s”", doing, path);
    return err_set(err, ERR_INTERNAL, "file", NULL, "Không %s được “%s”: %s", doing, path, strerror(number));
}

/* Fills BYTES from the beginning of FILE; the bytes read, or −1. */
static ssize_t read_all(int file, char *bytes, size_t size)
{
    size_t used = 0;
    while (used < size) {
        ssize_t got = pread(file, bytes + used, size - used, (off_t)used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        used += (size_t)got;
    }
    return (ssize_t)used;
}

struct mapping {
    char *bytes;
    size_t length;
    struct mapping *next;
};

/* All there are, so that bytes of another origin are told apart. */
static struct mapping *mappings;
static pthread_mutex_t mappings_lock = PTHREAD_MUTEX_INITIALIZER;

static void unmap(void *arg)
{
    struct mapping *mapping = arg;
    pthread_mutex_lock(&mappings_lock);
    for (struct mapping **at = &mappings; *at; at = &(*at)->next)
        if (*at == mapping) {
            *at = mapping->next;
            break;
        }
    pthread_mutex_unlock(&mappings_lock);
    munmap(mapping->bytes, mapping->length);
}

static void keep_in_mind(struct mapping *mapping)
{
    pthread_mutex_lock(&mappings_lock);
    mapping->next = mappings;
    mappings = mapping;
    pthread_mutex_unlock(&mappings_lock);
}

void file_let_go(const char *bytes)
{
    uintptr_t at = (uintptr_t)bytes;
    pthread_mutex_lock(&mappings_lock);
    for (const struct mapping *mapping = mappings; mapping; mapping = mapping->next) {
        uintptr_t begin = (uintptr_t)mapping->bytes;
        if (at < begin || at - begin > mapping->length)
            continue;
        size_t page = (size_t)sysconf(_SC_PAGESIZE);
        (void)madvise(mapping->bytes, (at - begin) / page * page, MADV_DONTNEED);
    }
    pthread_mutex_unlock(&mappings_lock);
}

static const char *map(struct arena *mem, int file, size_t *length, struct err *err)
{
    struct stat about;
    struct mapping *mapping = ARENA_NEW(mem, struct mapping);
    if (fstat(file, &about) < 0 || !S_ISREG(about.st_mode)) {
        err_set(err, ERR_INVALID, "file", NULL, "Không đọc được tệp: không phải là một tệp thường");
        return NULL;
    }
    *length = mapping->length = (size_t)about.st_size;
    if (about.st_size == 0)
        return "";
    void *bytes = mmap(NULL, mapping->length, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED) {
        err_set(err, ERR_INTERNAL, "file", NULL, "Không đọc được tệp: mmap: errno %d", errno);
        return NULL;
    }
    mapping->bytes = bytes;
    (void)madvise(bytes, mapping->length, MADV_SEQUENTIAL);
    arena_defer(mem, unmap, mapping);
    keep_in_mind(mapping);
    return mapping->bytes;
}

const char *file_map_path(struct arena *mem, const char *path, size_t *length, struct err *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        fail(err, "đọc", path);
        return NULL;
    }
    const char *bytes = map(mem, file, length, err);
    close(file);
    return bytes;
}

static bool check_size(const struct stat *about, const char *path, size_t max, struct err *err)
{
    if (!S_ISREG(about->st_mode))
        return err_set(err, ERR_INVALID, "file", NULL, "“%s” không phải là một tệp", path);
    return (size_t)about->st_size <= max ||
           err_set(err, ERR_INVALID, "size", NULL, "Tệp “%s” lớn hơn %zu KB cho phép", path, max >> 10);
}

char *file_read_open(struct arena *mem, int file, const char *name, size_t max, size_t *length, struct err *err)
{
    struct stat about;
    if (fstat(file, &about) < 0) {
        fail(err, "đọc", name);
        return NULL;
    }
    if (!check_size(&about, name, max, err))
        return NULL;
    char *bytes = arena_alloc(mem, (size_t)about.st_size + 1);
    ssize_t used = read_all(file, bytes, (size_t)about.st_size);
    if (used < 0) {
        fail(err, "đọc", name);
        return NULL;
    }
    bytes[used] = '\0';
    if (length)
        *length = (size_t)used;
    return bytes;
}

char *file_read(struct arena *mem, const char *path, size_t max, size_t *length, struct err *err)
{
    struct stat about;
    if (stat(path, &about) < 0) {
        fail(err, "đọc", path);
        return NULL;
    }
    if (!check_size(&about, path, max, err))
        return NULL;
    char *bytes = arena_alloc(mem, (size_t)about.st_size + 1);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t used = file < 0 ? -1 : read_all(file, bytes, (size_t)about.st_size);
    if (used < 0)
        fail(err, "đọc", path);
    if (file >= 0)
        close(file);
    if (used < 0)
        return NULL;
    bytes[used] = '\0';
    if (length)
        *length = (size_t)used;
    return bytes;
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(file, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

/* fsyncs the folder that holds PATH, so that a rename in it is on disk. */
static bool sync_folder(const char *path)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + (slash == path) : 1, slash ? path : ".");
    int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return false;
    bool done = fsync(directory) == 0;
    close(directory);
    return done;
}

bool file_write(const char *path, const void *bytes, size_t length, int mode, struct err *err)
{
    char beside[4096];
    if ((size_t)snprintf(beside, sizeof beside, "%s.%ld.part", path, (long)getpid()) >= sizeof beside)
        return err_set(err, ERR_INVALID, "path", NULL, "Đường dẫn quá dài: %.80s…", path);
    bool done = false;
    int file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (file < 0)
        return fail(err, "ghi", path);
    if (!write_all(file, bytes, length) || fsync(file) < 0)
        fail(err, "ghi", path);
    else if (rename(beside, path) < 0 || !sync_folder(path))
        fail(err, "ghi", path);
    else
        done = true;
    close(file);
    if (!done)
        unlink(beside);
    return done;
}

bool file_make_folder(const char *path, struct err *err)
{
    char part[4096];
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof part)
        return err_set(err, ERR_INVALID, "path", NULL, "Đường dẫn thư mục trống hoặc quá dài");
    for (size_t i = 1; i <= length; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0750) < 0 && errno != EEXIST)
            return fail(err, "tạo thư mục", part);
    }
    struct stat about;
    if (stat(path, &about) < 0 || !S_ISDIR(about.st_mode))
        return err_set(err, ERR_INVALID, "path", NULL, "“%s” không phải là thư mục", path);
    return true;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void close_folder(void *directory)
{
    closedir(directory);
}

bool file_list(struct arena *mem, const char *folder, const char *suffix, char ***paths, size_t *count, struct err *err)
{
    struct {
        ARRAY(char *) list;
    } found = { 0 };
    DIR *directory = opendir(folder);
    if (!directory && errno != ENOENT)
        return fail(err, "đọc", folder);
    if (directory)
        arena_defer(mem, close_folder, directory);
    struct dirent *entry;
    while (directory && (entry = readdir(directory))) {
        if (entry->d_name[0] == '.' || !text_ends(entry->d_name, suffix))
            continue;
        char *path = arena_printf(mem, "%s/%s", folder, entry->d_name);
        struct stat about;
        if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
            *ARRAY_ADD(mem, &found.list) = path;
    }
    if (found.list.count)
        qsort(found.list.items, found.list.count, sizeof(char *), compare_paths);
    *paths = found.list.items;
    *count = found.list.count;
    return true;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}
