/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic instant_t latest;
static _Atomic instant_t shift; /* added to the system's time */
static _Atomic instant_t fixed; /* 0: the clock runs */
static atomic_bool set;

static instant_t system_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (instant_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

instant_t clock_now(void)
{
    instant_t stopped = atomic_load(&fixed);
    if (stopped)
        return stopped;
    instant_t now = system_now() + atomic_load(&shift);
    instant_t before = atomic_load(&latest);
    while (now > before && !atomic_compare_exchange_weak(&latest, &before, now))
        ;
    return now > before ? now : before;
}

day_t clock_today(void)
{
    return instant_local_day(clock_now());
}

static void change_clock(instant_t new_shift, instant_t new_fixed, bool is_set)
{
    atomic_store(&latest, 0);
    atomic_store(&shift, new_shift);
    atomic_store(&fixed, new_fixed);
    atomic_store(&set, is_set);
}

void clock_start(instant_t at)
{
    change_clock(at - system_now(), 0, true);
}

void clock_fix(instant_t at)
{
    change_clock(0, at, true);
}

void clock_reset(void)
{
    change_clock(0, 0, false);
}

bool clock_is_set(void)
{
    return atomic_load(&set);
}

int64_t clock_monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
