/* src/base/waiting.h
 * A thread that is about to wait for the work of another thread says so, and whoever runs it may let another thread
 * have its place meanwhile.
 *
 * The one who runs threads (the workers of http) sets a watch in each; the one who waits (a change, for the writer)
 * calls waiting_begin and waiting_end around its wait. Neither knows of the other. A thread without a watch waits as
 * ever. What a thread borrowed is given back before it waits: the watch says whether that is worth while.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>

struct waiting_watch {
    void (*begin)(void *arg); /* the place is free from here on */
    void (*end)(void *arg);   /* may itself wait until there is a place again */
    void *arg;
};

/* Of the calling thread; borrowed while it is set. NULL takes it away. */
void waiting_set_watch(const struct waiting_watch *watch);

bool waiting_is_watched(void);

/* Around a wait; not one within another. Without a watch they do nothing. No mutex is held. */
void waiting_begin(void);
void waiting_end(void);
