/* bench/many.h
 * Many clients at once, each with a connection that it keeps: how much a server does in a second, and how long each
 * waited. One thread with epoll, so that the clients need little of the machine.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>

#include "base/arena.h"

struct crowd {
    int port;
    size_t connections;
    size_t requests_max; /* ends with these … */
    double seconds_max;  /* … or then, at the next answers */
    int status;          /* what every answer must have */
    /* The Nth request; lives until the crowd is done. */
    const char *(*request)(void *arg, size_t n);
    void *arg;
};

struct crowd_result {
    size_t answers;
    double seconds;
    double per_second;
    double p50_ms, p99_ms; /* from sending to the whole answer */
};

struct crowd_result crowd_run(struct arena *mem, const struct crowd *crowd);
