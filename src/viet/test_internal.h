/* src/viet/test_internal.h
 * What the tests of this room share: an arena, and texts compared through it.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/text.h"

static struct arena *mem;

static inline int open_arena(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    return 0;
}

static inline int close_arena(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}
