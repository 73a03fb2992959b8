/* bench/measure.h
 * What every measurement needs: the clocks, medians, and a way out when something cannot be measured.
 *
 * A measurement holds its subject against a limit taken in the same run on the same machine: the least that the
 * database or a library needs for the same work. Goals are printed beside, never enforced. CPU time is what counts
 * where other programs share the machine: wall time is given beside it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"

/* --- time --------------------------------------------------------------------------------------------------------- */

/* Seconds of a clock that never goes back. */
double seconds_now(void);

/* Seconds of CPU that a process has used with all its threads, to the nanosecond; 0 when it is gone. */
double cpu_of(pid_t process);

/* Likewise of the thread that asks. */
double cpu_of_thread(void);

/* Sorts VALUES. */
double median(double *values, size_t count);

/* The value below which SHARE (0.99) of the sorted VALUES lie. */
double share_below(const double *sorted, size_t count, double share);

/* --- failing ------------------------------------------------------------------------------------------------------ */

/* Says why something cannot be measured, and goes back to where give_up_to pointed, or ends the program with status 3.
 */
_Noreturn void give_up(const char *format, ...) PRINTF_LIKE(1, 2);
void give_up_to(jmp_buf *frame);

/* One line on stderr about what happens now. */
void progress(const char *format, ...) PRINTF_LIKE(1, 2);
