/* src/base/clock.h
 * Says now. Tests and the sample office set it; nothing else in the program asks the system for the wall time.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"

/* Now, never earlier than an instant given before. Safe from every thread. */
instant_t clock_now(void);

/* Today, local. */
day_t clock_today(void);

/* Starts the clock at AT and lets it run; clock_fix stops it there. clock_reset goes back to the system's. */
void clock_start(instant_t at);
void clock_fix(instant_t at);
void clock_reset(void);

/* True when the clock was set: a banner says so. */
bool clock_is_set(void);

/* Milliseconds of a clock that never goes back, for measuring. */
int64_t clock_monotonic(void);
