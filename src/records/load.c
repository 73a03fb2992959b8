/* SPDX-License-Identifier: Apache-2.0 */
#include "records/write.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fields/tally.h"
#include "records/catalogue.h"
#include "records/numbers.h"
#include "records/old_numbers.h"
#include "records/texts.h"
#include "records/writing.h"
#include "store/id.h"

enum { SERIES_SLOTS = 1024, LOAD_NODE = 0, CHUNKS_IN_FLIGHT = 2, ROWS_AT_ONCE = 1024 /* records */, WHOLE_CHUNK = 256 };

/* The numbers that are drawn of a series. */
struct series_want {
    const struct book *book;
    const char *series;
    int64_t count;
};

/* A line each series, found by a small hash. */
struct load_numbers {
    struct arena *mem; /* keeps the names of the series */
    struct series_want series[SERIES_SLOTS];
};

/* Some drafts that are written in one change. Two are under way at once: one is planned while the other is written. */
struct chunk {
    struct load *load;
    struct arena *mem;
    struct draft *const *drafts;
    size_t count;
    struct write **writes;
    struct tally *tally;
    struct load_numbers *numbers;
    bool busy, failed;
    struct err err;
};

struct load {
    struct office *office;
    int64_t last_id; /* ids made of the drafts' own times only grow */
    bool ordered;    /* the records stand in the order of their books' days */
    pthread_mutex_t lock;
    pthread_cond_t done;
    struct chunk chunks[CHUNKS_IN_FLIGHT];
};

/* --- planning ----------------------------------------------------------------------------------------------------- */

static int64_t next_id(struct load *load, const struct draft *draft)
{
    if (!draft->at || draft->fresh_id)
        return id_next();
    int64_t id = id_at(draft->at, LOAD_NODE, 0);
    load->last_id = id > load->last_id ? id : load->last_id + 1;
    return load->last_id;
}

struct load_numbers *load_numbers_new(struct arena *mem)
{
    struct load_numbers *numbers = ARENA_NEW(mem, struct load_numbers);
    numbers->mem = mem;
    return numbers;
}

bool load_numbers_add(struct load_numbers *numbers, struct write *write, struct err *err)
{
    if (!write->book || write->reserved || write->old)
        return true;
    uint32_t hash = 2166136261u;
    for (const char *at = write->series; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    hash ^= (uint32_t)(uintptr_t)write->book >> 4;
    for (uint32_t tried = 0; tried < SERIES_SLOTS; tried++) {
        struct series_want *want = &numbers->series[(hash + tried) % SERIES_SLOTS];
        if (!want->book)
            *want = (struct series_want){ .book = write->book, .series = arena_strdup(numbers->mem, write->series) };
        if (want->book == write->book && text_equal(want->series, write->series)) {
            write->offset = want->count++;
            write->slot = (int)(want - numbers->series);
            return true;
        }
    }
    return err_set(err, ERR_INTERNAL, "load", NULL, "Quá nhiều sổ số trong một đợt nạp");
}

static bool refuse_memory(const struct chunk *chunk, struct err *err)
{
    return arena_is_full(chunk->mem) ? err_set(err, ERR_INVALID, "size", NULL, SAY_TOO_MUCH_AT_ONCE)
                                     : err_no_memory(err);
}

/* DB NULL: its links were looked at before. */
static bool plan_one(struct chunk *chunk, struct db *db, size_t at, struct err *err)
{
    const struct draft *draft = chunk->drafts[at];
    struct write *write = write_plan_new(chunk->load->office, chunk->mem, draft, err);
    if (!write)
        return draft->line ? err_prefix(err, "Dòng %d", draft->line) : false;
    write->after.id = next_id(chunk->load, draft);
    if ((db && (!write_check_links(write, db, err) || !write_is_blameless(write, err))) ||
        !write_plan_personal(write, err))
        return draft->line ? err_prefix(err, "Dòng %d", draft->line) : false;
    chunk->writes[at] = write;
    struct counted_record counted = write_counted(write);
    tally_move(chunk->tally, NULL, &counted);
    if (!load_numbers_add(chunk->numbers, write, err))
        return false;
    if (chunk->load->ordered && write->book && !write->reserved && !write->old && write->offset == 0)
        write_keep_order(write); /* those behind it stand in the order of the file */
    return true;
}

/* Plans every draft; what does not fit into the chunk's memory is an error, not the end of the process. */
static bool plan_all(struct chunk *chunk, struct db *db, struct err *err)
{
    jmp_buf frame;
    jmp_buf *before = arena_catch(chunk->mem, &frame);
    bool done = true;
    if (setjmp(frame) != 0) {
        arena_catch(chunk->mem, before);
        return refuse_memory(chunk, err);
    }
    chunk->writes = ARENA_ARRAY(chunk->mem, struct write *, chunk->count);
    for (size_t i = 0; done && i < chunk->count; i++)
        done = plan_one(chunk, db, i, err);
    arena_catch(chunk->mem, before);
    return done;
}

static void want_numbers(const struct load_numbers *numbers, struct change *change, int slots[SERIES_SLOTS])
{
    for (int i = 0; i < SERIES_SLOTS; i++) {
        const struct series_want *want = &numbers->series[i];
        if (want->book)
            slots[i] = change_want_numbers(change, want->book->name, want->series,
                                           number_start(want->book, want->series, NULL), want->count);
    }
}

static bool prepare_chunk(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct chunk *chunk = arg;
    if (!plan_all(chunk, db, err))
        return false;
    int slots[SERIES_SLOTS] = { 0 };
    want_numbers(chunk->numbers, change, slots);
    for (size_t i = 0; i < chunk->count; i++)
        if (chunk->writes[i]->book)
            chunk->writes[i]->slot = slots[chunk->writes[i]->slot];
    return true;
}

static bool apply_rows(struct change *change, struct chunk *chunk, struct err *err)
{
    struct write_rows *rows = write_rows_new(chunk->mem);
    for (size_t i = 0; i < chunk->count; i++) {
        if (!write_apply(change, chunk->writes[i], rows, err))
            return chunk->drafts[i]->line ? err_prefix(err, "Dòng %d", chunk->drafts[i]->line) : false;
        if ((i + 1) % ROWS_AT_ONCE == 0 && !write_rows_run(change, rows, err))
            return false;
    }
    return write_rows_run(change, rows, err);
}

static bool apply_chunk(struct change *change, void *arg, struct err *err)
{
    struct chunk *chunk = arg;
    return apply_rows(change, chunk, err) &&
           tally_apply(change, store_kind(chunk->load->office->store), chunk->tally, err);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static void chunk_done(void *arg, const struct err *failure)
{
    struct chunk *chunk = arg;
    pthread_mutex_lock(&chunk->load->lock);
    chunk->busy = false;
    if (failure) {
        chunk->failed = true;
        chunk->err = *failure;
    }
    pthread_cond_broadcast(&chunk->load->done);
    pthread_mutex_unlock(&chunk->load->lock);
}

/* Waits until CHUNK is written; false with what went wrong. */
static bool wait_for(struct chunk *chunk, struct err *err)
{
    pthread_mutex_lock(&chunk->load->lock);
    while (chunk->busy)
        pthread_cond_wait(&chunk->load->done, &chunk->load->lock);
    bool failed = chunk->failed;
    if (failed)
        *err = chunk->err;
    pthread_mutex_unlock(&chunk->load->lock);
    return !failed;
}

static bool submit(struct chunk *chunk, struct draft *const *drafts, size_t count, struct err *err)
{
    arena_reset(chunk->mem);
    chunk->numbers = load_numbers_new(chunk->mem);
    chunk->tally = tally_new(chunk->mem);
    chunk->drafts = drafts;
    chunk->count = count;
    chunk->busy = true;
    if (store_submit(chunk->load->office->store, chunk->mem, prepare_chunk, apply_chunk, chunk, chunk_done, err))
        return true;
    chunk->busy = false;
    return false;
}

static bool load_chunks(struct load *load, struct draft *const *drafts, size_t count, size_t size,
                        void (*progress)(size_t done, size_t of, void *arg), void *arg, struct err *err)
{
    size_t turn = 0;
    for (size_t at = 0; at < count; turn++) {
        struct chunk *chunk = &load->chunks[turn % CHUNKS_IN_FLIGHT];
        size_t now = count - at < size ? count - at : size;
        if (!wait_for(chunk, err) || !submit(chunk, drafts + at, now, err))
            return false;
        at += now;
        if (progress)
            progress(at, count, arg);
    }
    return true;
}

/* Where each chunk wrote counts of its own. They are true all the same: what fails here is done by the jobs. */
static void fold_tally(struct office *office, struct arena *mem)
{
    struct err err = { 0 };
    bool folded = store_kind(office->store) == STORE_SQLITE || tally_fold(office->store, mem, &err);
    (void)folded;
}

bool record_load(struct office *office, struct arena *mem, struct draft *const *drafts, size_t count,
                 bool all_or_nothing, void (*progress)(size_t done, size_t of, void *arg), void *arg, struct err *err)
{
    struct load *load = ARENA_NEW(mem, struct load);
    load->office = office;
    struct catalogue *before = office->catalogue;
    if (!before)
        office->catalogue = catalogue_new(mem, office->store, office->definitions, &office->scope);
    pthread_mutex_init(&load->lock, NULL);
    pthread_cond_init(&load->done, NULL);
    for (int i = 0; i < CHUNKS_IN_FLIGHT; i++) {
        load->chunks[i].load = load;
        load->chunks[i].mem = arena_part(mem, all_or_nothing ? LOAD_MEMORY_MAX : ARENA_JOB_MAX);
    }
    size_t size = all_or_nothing && count > 0 ? count : LOAD_CHUNK;
    bool done = load_chunks(load, drafts, count, size, progress, arg, err);
    struct err later = { 0 };
    for (int i = 0; i < CHUNKS_IN_FLIGHT; i++) {
        if (!wait_for(&load->chunks[i], &later) && done) {
            *err = later;
            done = false;
        }
        arena_free(load->chunks[i].mem);
    }
    office->catalogue = before;
    pthread_cond_destroy(&load->done);
    pthread_mutex_destroy(&load->lock);
    fold_tally(office, mem);
    return done;
}

/* --- as many as come, in one transaction -------------------------------------------------------------------------- */

/* All drafts of a source in one change, WHOLE_CHUNK of them in memory at a time. What they draw was counted when they
 * were tried; they are planned once more in the open transaction, to be written. */
struct whole {
    struct chunk chunk; /* what is planned of it now */
    struct draft_source *source;
    struct change *change;
    int slots[SERIES_SLOTS];
    size_t done;
    void (*progress)(size_t done, size_t of, void *arg);
    void *arg;
};

static bool read_chunk(struct whole *whole, struct draft **drafts, struct err *err)
{
    struct chunk *chunk = &whole->chunk;
    chunk->drafts = drafts;
    chunk->tally = tally_new(chunk->mem);
    for (chunk->count = 0; chunk->count < WHOLE_CHUNK; chunk->count++) {
        if (!whole->source->next(whole->source, chunk->mem, &drafts[chunk->count], err))
            return false;
        if (!drafts[chunk->count])
            break;
    }
    chunk->writes = ARENA_ARRAY(chunk->mem, struct write *, chunk->count + 1);
    for (size_t i = 0; i < chunk->count; i++)
        if (!plan_one(chunk, NULL, i, err))
            return false;
    return true;
}

/* The memory of a chunk goes before the change ends: what it adds up is written at once. */
static bool write_chunk(struct whole *whole, struct err *err)
{
    struct chunk *chunk = &whole->chunk;
    for (size_t i = 0; i < chunk->count; i++)
        if (chunk->writes[i]->book && !chunk->writes[i]->old)
            chunk->writes[i]->slot = whole->slots[chunk->writes[i]->slot];
    return apply_rows(whole->change, chunk, err) &&
           tally_apply(whole->change, store_kind(chunk->load->office->store), chunk->tally, err) &&
           change_settle(whole->change, err);
}

/* Plans and writes the next chunk; none is left when its count is 0. */
static bool next_chunk(struct whole *whole, struct err *err)
{
    struct chunk *chunk = &whole->chunk;
    jmp_buf frame;
    arena_reset(chunk->mem);
    jmp_buf *before = arena_catch(chunk->mem, &frame);
    bool done;
    if (setjmp(frame) != 0) {
        arena_catch(chunk->mem, before);
        return refuse_memory(chunk, err);
    }
    done = read_chunk(whole, ARENA_ARRAY(chunk->mem, struct draft *, WHOLE_CHUNK), err) && write_chunk(whole, err);
    arena_catch(chunk->mem, before);
    return done;
}

static bool each_chunk(struct whole *whole, struct err *err)
{
    struct chunk *chunk = &whole->chunk;
    for (int i = 0; i < SERIES_SLOTS; i++)
        chunk->numbers->series[i].count = 0;
    whole->done = 0;
    if (!whole->source->begin(whole->source, err))
        return false;
    do {
        if (!next_chunk(whole, err))
            return false;
        whole->done += chunk->count;
        if (whole->progress)
            whole->progress(whole->done, whole->source->count, whole->arg);
    } while (chunk->count > 0);
    return true;
}

static bool prepare_whole(struct change *change, struct db *db, void *arg, struct err *err)
{
    struct whole *whole = arg;
    (void)db, (void)err;
    want_numbers(whole->chunk.numbers, change, whole->slots);
    return true;
}

/* The tables whose indexes are in no order that the rows come in. */
static bool apply_whole(struct change *change, void *arg, struct err *err)
{
    struct whole *whole = arg;
    const struct office *office = whole->chunk.load->office;
    const struct draft_source *source = whole->source;
    const char *const tables[] = { "record", "record_span", source->reg->name };
    whole->change = change;
    return change_indexes_defer(change, tables, COUNT_OF(tables), source->count, err) &&
           old_numbers_apply(source->old, change, office->scope.user, err) && each_chunk(whole, err) &&
           change_indexes_restore(change, err);
}

bool record_load_whole(struct office *office, struct arena *mem, struct draft_source *source,
                       void (*progress)(size_t done, size_t of, void *arg), void *arg, struct err *err)
{
    struct arena *planned CLEANUP(arena_cleanup) = arena_part(mem, ARENA_JOB_MAX);
    struct load *load = ARENA_NEW(mem, struct load);
    struct whole *whole = ARENA_NEW(mem, struct whole);
    load->office = office;
    load->ordered = true;
    whole->chunk.load = load;
    whole->chunk.mem = planned;
    whole->chunk.numbers = source->numbers;
    whole->source = source;
    whole->progress = progress;
    whole->arg = arg;
    bool done = store_change(office->store, mem, prepare_whole, apply_whole, whole, err);
    if (done)
        fold_tally(office, mem);
    return done;
}
