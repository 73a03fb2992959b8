/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

enum {
    BLOCK_SIZE = 64 << 10,
    SHARE_MAX = 1 << 20,
    KEPT_MAX = 1 << 20, /* what a reset keeps for the next work */
};

struct block {
    struct block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct deferred {
    struct deferred *next;
    void (*release)(void *);
    void *thing;
};

struct arena {
    struct block *blocks; /* the newest first */
    struct deferred *deferred;
    jmp_buf *frame;
    size_t limit;
    size_t used;
    bool is_full;
    struct arena *whole; /* of which this is a part, and in which it stands; NULL */
};

struct arena *arena_begin(size_t limit)
{
    struct arena *mem = calloc(1, sizeof *mem);
    if (mem)
        mem->limit = limit;
    return mem;
}

struct arena *arena_new(size_t limit)
{
    struct arena *mem = arena_begin(limit);
    if (!mem) {
        fputs("congvu: hết bộ nhớ\n", stderr);
        abort();
    }
    return mem;
}

/* Zeroed; NULL where the system has no more. */
static struct block *make_block(size_t size)
{
    struct block *block = calloc(1, sizeof *block + size);
    if (block)
        block->size = size;
    return block;
}

static void run_deferred(struct arena *mem)
{
    while (mem->deferred) {
        struct deferred *first = mem->deferred;
        mem->deferred = first->next;
        first->release(first->thing);
    }
}

static void free_blocks(struct block *block)
{
    while (block) {
        struct block *next = block->next;
        free(block);
        block = next;
    }
}

#ifndef ARENA_DEBUG
/* One block in place of BLOCKS, large enough for the same work again; NULL where that is too much to keep. */
static struct block *join_blocks(struct block *blocks)
{
    size_t used = 0;
    for (struct block *block = blocks; block; block = block->next)
        used += block->used;
    if (!blocks || used > KEPT_MAX)
        return NULL;
    return blocks->next ? make_block((used / BLOCK_SIZE + 1) * BLOCK_SIZE) : blocks;
}
#endif

void arena_release(struct arena *mem)
{
    run_deferred(mem);
}

void arena_reset(struct arena *mem)
{
    run_deferred(mem);
    mem->used = 0;
    struct block *kept = NULL;
#ifndef ARENA_DEBUG
    kept = join_blocks(mem->blocks);
#endif
    if (kept && kept == mem->blocks) {
        memset(kept->bytes, 0, kept->used);
        kept->used = 0;
    } else {
        free_blocks(mem->blocks);
    }
    mem->blocks = kept;
}

/* What stands outside of a part's struct. */
static void empty(void *arg)
{
    struct arena *mem = arg;
    run_deferred(mem);
    free_blocks(mem->blocks);
    mem->blocks = NULL;
}

void arena_free(struct arena *mem)
{
    if (!mem)
        return;
    empty(mem);
    if (!mem->whole)
        free(mem);
}

void arena_cleanup(struct arena **mem)
{
    arena_free(*mem);
    *mem = NULL;
}

void arena_give_up(struct arena *mem)
{
    for (struct arena *at = mem; at; at = at->whole)
        if (at->frame)
            longjmp(*at->frame, 1);
    fprintf(stderr, "congvu: việc này cần quá %zu MB bộ nhớ\n", mem->limit >> 20);
    abort();
}

static struct block *new_block(struct arena *mem, size_t size)
{
    size_t room = size;
#ifndef ARENA_DEBUG
    size_t share = mem->used / 4 < SHARE_MAX ? mem->used / 4 : SHARE_MAX; /* blocks grow with the arena */
    if (room < share)
        room = share;
    if (room < BLOCK_SIZE)
        room = BLOCK_SIZE;
#endif
    struct block *block = make_block(room);
    if (!block)
        arena_give_up(mem);
    block->next = mem->blocks;
    mem->blocks = block;
    return block;
}

void *arena_alloc(struct arena *mem, size_t size)
{
    mem->is_full = size > mem->limit || mem->used > mem->limit - size;
    if (mem->is_full)
        arena_give_up(mem);
    size_t step = alignof(max_align_t);
    size_t rounded = size == 0 ? step : (size + step - 1) / step * step;
#ifdef ARENA_DEBUG
    struct block *block = new_block(mem, size ? size : 1);
#else
    struct block *block = mem->blocks;
    if (!block || block->size - block->used < rounded)
        block = new_block(mem, rounded);
#endif
    void *bytes = block->bytes + block->used;
    block->used += rounded;
    mem->used += rounded;
    return bytes;
}

void *arena_array(struct arena *mem, size_t count, size_t size)
{
    size_t total;
    mem->is_full = __builtin_mul_overflow(count, size, &total);
    if (mem->is_full)
        arena_give_up(mem);
    return arena_alloc(mem, total);
}

char *arena_strdup(struct arena *mem, const char *text)
{
    return arena_strndup(mem, text, strlen(text));
}

char *arena_strndup(struct arena *mem, const char *text, size_t length)
{
    char *copy = arena_alloc(mem, length + 1);
    memcpy(copy, text, length);
    return copy;
}

void *arena_copy(struct arena *mem, const void *bytes, size_t size)
{
    void *copy = arena_alloc(mem, size);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

char *arena_vprintf(struct arena *mem, const char *format, va_list args)
{
    char small[256];
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(small, sizeof small, format, args);
    assert(length >= 0);
    char *text = arena_alloc(mem, (size_t)length + 1);
    if ((size_t)length < sizeof small)
        memcpy(text, small, (size_t)length);
    else
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *mem, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(mem, format, args);
    va_end(args);
    return text;
}

void arena_defer(struct arena *mem, void (*release)(void *), void *thing)
{
    struct deferred *deferred = arena_alloc(mem, sizeof *deferred);
    deferred->release = release;
    deferred->thing = thing;
    deferred->next = mem->deferred;
    mem->deferred = deferred;
}

struct arena *arena_part(struct arena *mem, size_t limit)
{
    struct arena *part = ARENA_NEW(mem, struct arena);
    part->limit = limit;
    part->whole = mem;
    arena_defer(mem, empty, part);
    return part;
}

jmp_buf *arena_catch(struct arena *mem, jmp_buf *frame)
{
    jmp_buf *before = mem->frame;
    mem->frame = frame;
    return before;
}

bool arena_is_full(const struct arena *mem)
{
    return mem->is_full;
}

size_t arena_used(const struct arena *mem)
{
    return mem->used;
}

void *arena_grow(struct arena *mem, const void *items, size_t count, size_t *room, size_t size)
{
    size_t wanted = *room ? *room * 2 : 8;
    void *grown = arena_array(mem, wanted, size);
    if (count)
        memcpy(grown, items, count * size);
    *room = wanted;
    return grown;
}

bool arena_run(size_t limit, bool (*work)(struct arena *mem, void *arg, struct err *err), void *arg, struct err *err)
{
    jmp_buf frame;
    bool volatile done = false;
    struct arena *mem = arena_begin(limit);
    if (mem && setjmp(frame) == 0) {
        arena_catch(mem, &frame);
        done = work(mem, arg, err);
    } else {
        (void)err_no_memory(err);
    }
    arena_free(mem);
    return done;
}
