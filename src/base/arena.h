/* src/base/arena.h
 * Memory that belongs to one piece of work and goes all at once.
 *
 * A request, a command or a batch has one arena. What it allocates is zeroed, never freed alone, and gone at
 * arena_reset or arena_free. Things that need more than memory (files, statements, results) hang on it by arena_defer
 * and are released in reverse order. When the limit is reached or the system has no more, arena_alloc does not
 * return: it jumps to the frame set with arena_catch, or ends the process where there is none. So callers need
 * not check; but no arena call may be made while a mutex is held, inside a callback of a library, or between taking a
 * resource and its arena_defer. What fills and empties its memory many times within a piece of work takes a part of it
 * (arena_part), never an arena of its own: that would have no frame, and a jump over it would lose its memory. A build
 * with ARENA_DEBUG makes every allocation its own malloc, so that the sanitizers see each use after a reset.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

struct arena;

enum {
    ARENA_REQUEST_MAX = 16 << 20, /* a web request or a small command */
    ARENA_JOB_MAX = 256 << 20,    /* a report, an import */
};

/* Ends the process when there is no memory at all: it is called at start-up. */
struct arena *arena_new(size_t limit);

/* NULL when there is no memory: for work that begins while others go on. */
struct arena *arena_begin(size_t limit);

/* An arena for a part of the work of MEM, with a limit of its own: it jumps to the frame of MEM where it has none, and
 * goes with MEM unless it was freed before. */
struct arena *arena_part(struct arena *mem, size_t limit) __attribute__((returns_nonnull));

/* Runs WORK in an arena that is gone when it returns; busy.memory where that has no more. */
struct err;
bool arena_run(size_t limit, bool (*work)(struct arena *mem, void *arg, struct err *err), void *arg,
               struct err *err) MUST_CHECK;

/* Releases what was deferred, then forgets every allocation; the arena can be used again. */
void arena_reset(struct arena *mem);

/* Releases what was deferred and keeps the memory: where a jump has landed, in the thread that took the things. */
void arena_release(struct arena *mem);

/* Accepts NULL. */
void arena_free(struct arena *mem);

/* For CLEANUP(arena_cleanup). */
void arena_cleanup(struct arena **mem);

/* Zeroed, aligned for any type, lives in MEM. */
void *arena_alloc(struct arena *mem, size_t size) __attribute__((malloc, returns_nonnull));

/* COUNT items of SIZE, with the multiplication checked. */
void *arena_array(struct arena *mem, size_t count, size_t size) __attribute__((returns_nonnull));

#define ARENA_NEW(mem, type)          ((type *)arena_alloc((mem), sizeof(type)))
#define ARENA_ARRAY(mem, type, count) ((type *)arena_array((mem), (size_t)(count), sizeof(type)))

char *arena_strdup(struct arena *mem, const char *text) __attribute__((returns_nonnull));
char *arena_strndup(struct arena *mem, const char *text, size_t length) __attribute__((returns_nonnull));
void *arena_copy(struct arena *mem, const void *bytes, size_t size) __attribute__((returns_nonnull));
char *arena_printf(struct arena *mem, const char *format, ...) PRINTF_LIKE(2, 3) __attribute__((returns_nonnull));
char *arena_vprintf(struct arena *mem, const char *format, va_list args) PRINTF_LIKE(2, 0)
    __attribute__((returns_nonnull));

/* Calls RELEASE(THING) at the next reset or free, last deferred first. */
void arena_defer(struct arena *mem, void (*release)(void *), void *thing);

/* Where a failed allocation jumps to; NULL takes the frame away. Returns the frame set before. */
jmp_buf *arena_catch(struct arena *mem, jmp_buf *frame);

/* Jumps as a failed allocation does: a library has found no memory. */
NORETURN void arena_give_up(struct arena *mem);

/* Whether the last jump was for the limit of MEM, so that smaller work would do, and not for the system's memory. */
bool arena_is_full(const struct arena *mem);

/* Bytes handed out since the last reset. */
size_t arena_used(const struct arena *mem);

/* --- growing arrays ---------------------------------------------------------------------------------------------
 * struct names { ARRAY(const char *) list; };   *ARRAY_ADD(mem, &names.list) = "x";   names.list.items[0]
 */
#define ARRAY(type)                                                                                                    \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        size_t count;                                                                                                  \
        size_t room;                                                                                                   \
    }

/* Adds one zeroed item and gives its address, valid until the next add. */
#define ARRAY_ADD(mem, array)                                                                                          \
    (((array)->count == (array)->room ? (void)((array)->items = arena_grow((mem), (array)->items, (array)->count,      \
                                                                           &(array)->room, sizeof *(array)->items))    \
                                      : (void)0),                                                                      \
     &(array)->items[(array)->count++])

/* Doubles the room of an array; for ARRAY_ADD. */
void *arena_grow(struct arena *mem, const void *items, size_t count, size_t *room, size_t size);
