/* SPDX-License-Identifier: Apache-2.0 */
#include "measure.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STATUS_NOT_MEASURED = 3 };

static jmp_buf *way_out;

static double seconds_of(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now) != 0)
        return 0;
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double seconds_now(void)
{
    return seconds_of(CLOCK_MONOTONIC);
}

double cpu_of(pid_t process)
{
    clockid_t clock;
    return clock_getcpuclockid(process, &clock) == 0 ? seconds_of(clock) : 0;
}

double cpu_of_thread(void)
{
    return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double median(double *values, size_t count)
{
    if (count == 0)
        give_up("no values");
    qsort(values, count, sizeof *values, compare);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

double share_below(const double *sorted, size_t count, double share)
{
    size_t at = (size_t)((double)count * share);
    return sorted[at < count ? at : count - 1];
}

void give_up_to(jmp_buf *frame)
{
    way_out = frame;
}

_Noreturn void give_up(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("congvu-bench: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    if (way_out)
        longjmp(*way_out, 1);
    exit(STATUS_NOT_MEASURED);
}

void progress(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("… ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}
