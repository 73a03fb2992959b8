/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "sample/sample_internal.h"

struct item *item_add(struct sample *sample, struct random_sequence *random, enum item_kind kind, instant_t at)
{
    struct item *item = ARRAY_ADD(sample->mem, &sample->items);
    item->kind = (uint8_t)kind;
    item->at = at;
    item->seed = (uint32_t)random_next(random);
    return item;
}

static bool is_taken(instant_t at, const instant_t *taken, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (taken[i] == at)
            return true;
    return false;
}

void items_part(struct item *items, size_t count, const instant_t *taken, size_t taken_count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && items[i].at <= items[i - 1].at)
            items[i].at = items[i - 1].at + 1;
        while (is_taken(items[i].at, taken, taken_count))
            items[i].at++;
    }
}

size_t work_index(const struct sample *sample, day_t day)
{
    size_t low = 0, high = sample->work_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sample->work[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

day_t work_after(const struct sample *sample, day_t day, int count)
{
    size_t at = work_index(sample, day);
    if (count > 0 && at < sample->work_count && sample->work[at] != day)
        count--; /* the next working day is the first */
    at += (size_t)count;
    return sample->work[at < sample->work_count ? at : sample->work_count - 1];
}

day_t work_after_until(const struct sample *sample, day_t day, int count, day_t until)
{
    day_t later = work_after(sample, day, count);
    return later < until ? later : until;
}

day_t work_any(const struct sample *sample, const struct month *month, struct random_sequence *random)
{
    return sample->work[month->first_work + random_below(random, (uint32_t)month->work_count)];
}

instant_t office_time(struct random_sequence *random, day_t day)
{
    int minute = (int)random_below(random, OPEN_MINUTES + AFTERNOON_MINUTES);
    minute += minute < OPEN_MINUTES ? 7 * 60 : 13 * 60 + 30 - OPEN_MINUTES;
    return instant_from_local(day, minute) + random_below(random, 60) * 1000;
}

bool chance(struct random_sequence *random, int percent)
{
    return (int)random_below(random, 100) < percent;
}

size_t weighted(struct random_sequence *random, const int *weights, size_t count)
{
    int total = 0;
    for (size_t i = 0; i < count; i++)
        total += weights[i];
    int left = (int)random_below(random, (uint32_t)total);
    size_t at = 0;
    while (left >= weights[at])
        left -= weights[at++];
    return at;
}

/* --- what the named rows give ------------------------------------------------------------------------------------- */

const char *named_value(const struct draft *draft, const char *field)
{
    for (size_t i = 0; i < draft->values.count; i++)
        if (text_equal(draft->values.items[i].name, field))
            return draft->values.items[i].text;
    for (size_t i = 0; i < draft->steps.count; i++)
        for (size_t j = 0; j < draft->steps.items[i].values.count; j++)
            if (text_equal(draft->steps.items[i].values.items[j].name, field))
                return draft->steps.items[i].values.items[j].text;
    return NULL;
}

const char *named_step(const struct draft *draft, const char *step)
{
    for (size_t i = 0; i < draft->steps.count; i++)
        if (text_equal(draft->steps.items[i].name, step))
            return draft->steps.items[i].on;
    return NULL;
}

bool day_in(const char *text, const struct month *month)
{
    day_t day;
    return text && day_parse_people(text, &day) && day >= month->from && day <= month->until;
}
