/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic instant_t latest;
static _Atomic instant_t shift; /* added to the system's time */
static _Atomic instant_t fixed; /* where it stands, while is_fixed */
static atomic_bool is_fixed;
static atomic_bool set;

static instant_t system_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (instant_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

instant_t clock_now(void)
{
    if (atomic_load(&is_fixed))
        return atomic_load(&fixed);
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

static void run_clock(instant_t new_shift, bool is_set)
{
    atomic_store(&latest, INT64_MIN);
    atomic_store(&shift, new_shift);
    atomic_store(&is_fixed, false);
    atomic_store(&set, is_set);
}

void clock_start(instant_t at)
{
    run_clock(at - system_now(), true);
}

void clock_fix(instant_t at)
{
    atomic_store(&fixed, at);
    atomic_store(&is_fixed, true);
    atomic_store(&set, true);
}

void clock_reset(void)
{
    run_clock(0, false);
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
