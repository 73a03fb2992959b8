/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <time.h>

#include "store/store_internal.h"

void queue_init(struct queue *queue)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    queue->first = queue->last = NULL;
    queue->count = 0;
    queue->stopping = queue->woken = false;
}

void queue_clear(struct queue *queue)
{
    pthread_cond_destroy(&queue->changed);
    pthread_mutex_destroy(&queue->lock);
}

bool queue_put(struct queue *queue, struct change *change, struct err *err)
{
    pthread_mutex_lock(&queue->lock);
    bool stopping = queue->stopping, full = queue->count >= QUEUE_MAX;
    if (!stopping && !full) {
        change->next = NULL;
        if (queue->last)
            queue->last->next = change;
        else
            queue->first = change;
        queue->last = change;
        queue->count++;
        pthread_cond_signal(&queue->changed);
    }
    pthread_mutex_unlock(&queue->lock);
    if (stopping)
        return store_fail(err, FAIL_BUSY_CLOSING, NULL);
    return !full || store_fail(err, FAIL_BUSY_QUEUE, NULL);
}

size_t queue_take(struct queue *queue, struct change **changes, size_t max, int wait_ms, bool *open)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += wait_ms / 1000;
    size_t taken = 0;
    pthread_mutex_lock(&queue->lock);
    while (!queue->first && !queue->stopping && !queue->woken) {
        if (wait_ms == 0)
            pthread_cond_wait(&queue->changed, &queue->lock);
        else if (pthread_cond_timedwait(&queue->changed, &queue->lock, &until) == ETIMEDOUT)
            break;
    }
    queue->woken = false;
    while (queue->first && taken < max) {
        changes[taken++] = queue->first;
        queue->first = queue->first->next;
        queue->count--;
    }
    if (!queue->first)
        queue->last = NULL;
    *open = !queue->stopping || taken > 0;
    pthread_mutex_unlock(&queue->lock);
    return taken;
}

void queue_stop(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->stopping = true;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

void queue_wake(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->woken = true;
    pthread_cond_signal(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}
