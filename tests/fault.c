/* SPDX-License-Identifier: Apache-2.0 */
/* tests/fault.c
 * A library that is loaded before the program (LD_PRELOAD) and makes the N-th call of a kind fail, as a machine does that
 * has no memory, no room on its disk, or a broken one. tests/faulty.mjs builds it and says what fails.
 *
 * The file named by CONGVU_FAULT is a struct order, mapped by both sides: whoever writes `left` there says how many calls
 * of `kind` are let through before one fails; it counts down, and `calls` counts them whether one fails or not. A `kind`
 * of 0: nothing fails. `lasting`: so many fail in a row, one where it is 0. `failed` counts those that did. What the
 * kernel answers is in `error`. Only files on a disk are made to fail, never sockets or pipes; the program's own sockets are
 * the tests' business. With `shows` the stack of each failure goes to stderr.
 *
 * Memory is asked of whoever comes next (the C library, or a sanitizer), so that a sanitized program can be tried too.
 */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { NOTHING, MEMORY, WRITES, SYNCS, READS, OPENS, RENAMES };

struct order {
    _Atomic int32_t kind, error, lasting, shows;
    _Atomic int64_t left, calls, failed;
};

static struct order *_Atomic order; /* NULL: nothing fails */

enum { BEGIN_BYTES = 4 << 20, ALIGNED = 16, FRAMES_MAX = 40 };
#define FAR (INT64_C(1) << 40) /* counted only */

/* What is asked for before this library is ready: a sanitizer does so while the libraries are still being bound, when
 * none of our calls leads anywhere yet. */
static unsigned char begin[BEGIN_BYTES] __attribute__((aligned(ALIGNED)));
static size_t begun;

static void *(*next_malloc)(size_t);
static void *(*next_calloc)(size_t, size_t);
static void *(*next_realloc)(void *, size_t);
static int (*next_posix_memalign)(void **, size_t, size_t);
static void (*next_free)(void *);
static _Thread_local int looking __attribute__((tls_model("initial-exec")));

static void look_up(void)
{
    looking++;
    next_calloc = dlsym(RTLD_NEXT, "calloc");
    next_realloc = dlsym(RTLD_NEXT, "realloc");
    next_posix_memalign = dlsym(RTLD_NEXT, "posix_memalign");
    next_free = dlsym(RTLD_NEXT, "free");
    next_malloc = dlsym(RTLD_NEXT, "malloc"); /* the last one: from now on it is asked */
    looking--;
}

static void *from_begin(size_t size)
{
    size_t rounded = (size + ALIGNED - 1) / ALIGNED * ALIGNED;
    if (rounded > BEGIN_BYTES - begun)
        return NULL;
    void *bytes = begin + begun;
    begun += rounded;
    return bytes;
}

static int is_of_begin(const void *bytes)
{
    return (const unsigned char *)bytes >= begin && (const unsigned char *)bytes < begin + BEGIN_BYTES;
}

/* --- whether this call fails -------------------------------------------------------------------------------------- */

static void show(void)
{
    void *frames[FRAMES_MAX];
    static const char line[] = "--- fault\n";
    looking++;
    int count = backtrace(frames, FRAMES_MAX);
    if (write(STDERR_FILENO, line, sizeof line - 1) > 0)
        backtrace_symbols_fd(frames, count, STDERR_FILENO);
    looking--;
}

static int fails(enum kind kind)
{
    struct order *now = atomic_load(&order);
    if (!now || looking || atomic_load(&now->kind) != (int32_t)kind)
        return 0;
    atomic_fetch_add(&now->calls, 1);
    int64_t left = atomic_fetch_sub(&now->left, 1);
    int64_t lasting = atomic_load(&now->lasting);
    if (left > 1 || left <= 1 - (lasting ? lasting : 1) || atomic_load(&now->left) < -FAR)
        return 0;
    atomic_fetch_add(&now->failed, 1);
    if (atomic_load(&now->shows))
        show();
    errno = atomic_load(&now->error);
    return 1;
}

static int is_file(int file)
{
    struct stat about;
    int before = errno;
    int answer = fstat(file, &about) == 0 && S_ISREG(about.st_mode);
    errno = before;
    return answer;
}

__attribute__((constructor)) static void start(void)
{
    void *frames[2];
    look_up();
    const char *path = getenv("CONGVU_FAULT");
    backtrace(frames, 2); /* loads what it needs while that may be loaded */
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0)
        return;
    void *map = mmap(NULL, sizeof(struct order), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (map != MAP_FAILED)
        atomic_store(&order, map);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

void *malloc(size_t size)
{
    if (fails(MEMORY))
        return NULL;
    return next_malloc ? next_malloc(size) : from_begin(size);
}

void *calloc(size_t count, size_t size)
{
    size_t total;
    if (fails(MEMORY))
        return NULL;
    if (next_malloc)
        return next_calloc(count, size);
    return __builtin_mul_overflow(count, size, &total) ? NULL : from_begin(total);
}

void *realloc(void *bytes, size_t size)
{
    if (fails(MEMORY))
        return NULL;
    if (next_malloc && !is_of_begin(bytes))
        return next_realloc(bytes, size);
    void *moved = next_malloc ? next_malloc(size) : from_begin(size);
    size_t most = bytes ? (size_t)(begin + BEGIN_BYTES - (unsigned char *)bytes) : 0;
    if (moved && bytes)
        memcpy(moved, bytes, size < most ? size : most);
    return moved;
}

int posix_memalign(void **bytes, size_t alignment, size_t size)
{
    if (fails(MEMORY))
        return ENOMEM;
    return next_malloc ? next_posix_memalign(bytes, alignment, size) : ENOMEM;
}

void free(void *bytes)
{
    if (bytes && !is_of_begin(bytes) && next_free)
        next_free(bytes);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

#define NEXT(name)                                                                                                     \
    ({                                                                                                                 \
        static __typeof__(name) *found;                                                                                \
        if (!found)                                                                                                    \
            found = dlsym(RTLD_NEXT, #name);                                                                           \
        found;                                                                                                         \
    })

ssize_t write(int file, const void *bytes, size_t length)
{
    return file > STDERR_FILENO && is_file(file) && fails(WRITES) ? -1 : NEXT(write)(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at)
{
    return is_file(file) && fails(WRITES) ? -1 : NEXT(pwrite)(file, bytes, length, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at)
{
    return is_file(file) && fails(WRITES) ? -1 : NEXT(pwrite64)(file, bytes, length, at);
}

ssize_t read(int file, void *bytes, size_t length)
{
    return is_file(file) && fails(READS) ? -1 : NEXT(read)(file, bytes, length);
}

ssize_t pread(int file, void *bytes, size_t length, off_t at)
{
    return is_file(file) && fails(READS) ? -1 : NEXT(pread)(file, bytes, length, at);
}

ssize_t pread64(int file, void *bytes, size_t length, off64_t at)
{
    return is_file(file) && fails(READS) ? -1 : NEXT(pread64)(file, bytes, length, at);
}

int fsync(int file)
{
    return fails(SYNCS) ? -1 : NEXT(fsync)(file);
}

int fdatasync(int file)
{
    return fails(SYNCS) ? -1 : NEXT(fdatasync)(file);
}

int rename(const char *from, const char *to)
{
    return fails(RENAMES) ? -1 : NEXT(rename)(from, to);
}

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & (O_CREAT | __O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails(OPENS) ? -1 : NEXT(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails(OPENS) ? -1 : NEXT(open64)(path, flags, mode);
}
