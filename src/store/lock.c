/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/store_internal.h"

enum { LOCK_LOOK_AGAIN_MS = 25 };

static void pause_ms(int ms)
{
    struct timespec wait = { .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };
    nanosleep(&wait, NULL);
}

/* Who holds it is written in the file, for people. */
static void sign(int lock)
{
    char line[32];
    int length = snprintf(line, sizeof line, "%ld\n", (long)getpid());
    if (ftruncate(lock, 0) < 0 || pwrite(lock, line, (size_t)length, 0) < 0)
        return; /* only a hint: the lock itself is held */
}

int lock_take(const char *folder, int wait_ms, struct err *err)
{
    char path[PATH_BYTES + 8];
    snprintf(path, sizeof path, "%s/lock", folder);
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) {
        store_fail(err, errno == ENOSPC ? FAIL_FULL : FAIL_FILE, path);
        return -1;
    }
    int64_t until = clock_monotonic() + wait_ms;
    while (flock(lock, LOCK_EX | LOCK_NB) < 0) {
        bool taken = errno == EWOULDBLOCK || errno == EINTR;
        if (taken && clock_monotonic() < until) {
            pause_ms(LOCK_LOOK_AGAIN_MS);
            continue;
        }
        store_fail(err, taken ? FAIL_BUSY_OFFICE : FAIL_FILE, taken ? NULL : strerror(errno));
        close(lock);
        return -1;
    }
    sign(lock);
    return lock;
}

void lock_release(int lock)
{
    if (lock >= 0)
        close(lock);
}
