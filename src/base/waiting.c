/* SPDX-License-Identifier: Apache-2.0 */
#include "base/waiting.h"

#include <stddef.h>

static _Thread_local const struct waiting_watch *own;

void waiting_set_watch(const struct waiting_watch *watch)
{
    own = watch;
}

bool waiting_is_watched(void)
{
    return own != NULL;
}

void waiting_begin(void)
{
    if (own)
        own->begin(own->arg);
}

void waiting_end(void)
{
    if (own)
        own->end(own->arg);
}
