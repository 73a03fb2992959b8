/* SPDX-License-Identifier: Apache-2.0 */
#include "viet/word_diff.h"

#include <string.h>

#include "base/text.h"
#include "viet/fold.h"

struct word {
    const char *at;
    size_t length;
};

struct words {
    struct word *items;
    size_t count;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t length_of(const char *text)
{
    size_t length = 1;
    while (text[length] && is_blank(text[length]) == is_blank(*text))
        length++;
    return length;
}

/* Words and what stands between them, in turn. */
static struct words split(struct arena *mem, const char *text)
{
    size_t count = 0;
    for (const char *at = text; *at; at += length_of(at))
        count++;
    struct words words = { ARENA_ARRAY(mem, struct word, count + 1), 0 };
    for (const char *at = text; *at; at += length_of(at))
        words.items[words.count++] = (struct word){ at, length_of(at) };
    return words;
}

static bool is_same(const struct word *a, const struct word *b)
{
    return a->length == b->length && memcmp(a->at, b->at, a->length) == 0;
}

/* --- telling ------------------------------------------------------------------------------------------------------ */

/* A run before it is told: bytes of one of the texts. */
struct span {
    enum word_change change;
    const char *from, *end;
};

struct telling {
    struct arena *mem;
    ARRAY(struct span) spans;
};

/* Words of one text that stand one behind another are one run. */
static void tell(struct telling *telling, enum word_change change, const struct word *words, size_t count)
{
    if (count == 0)
        return;
    const char *from = words[0].at, *end = words[count - 1].at + words[count - 1].length;
    struct span *last = telling->spans.count ? &telling->spans.items[telling->spans.count - 1] : NULL;
    if (last && last->change == change && last->end == from)
        last->end = end;
    else
        *ARRAY_ADD(telling->mem, &telling->spans) = (struct span){ change, from, end };
}

static struct word_run run_of(struct arena *mem, const struct span *span)
{
    return (struct word_run){ span->change, arena_strndup(mem, span->from, (size_t)(span->end - span->from)) };
}

/* --- the shortest way --------------------------------------------------------------------------------------------- */

/* One step of the way, from the end to the beginning. */
struct edit {
    enum word_change change;
    size_t old, new; /* the word it is about */
};

struct way {
    const struct words *old, *new;
    int *trace[WORD_EDITS_MAX + 1]; /* the farthest x on each diagonal after so many changes */
    int edits;                      /* -1: more than WORD_EDITS_MAX */
};

/* Is DIAGONAL reached with the CHANGES-th change by adding a word (down), or by removing one? BEFORE is what was
 * reached with one change less. */
static bool comes_down(const int *before, int changes, int diagonal)
{
    return diagonal == -changes ||
           (diagonal != changes && before[diagonal - 1 + changes - 1] < before[diagonal + 1 + changes - 1]);
}

static int farthest(const int *before, int changes, int diagonal)
{
    if (changes == 0)
        return 0;
    return comes_down(before, changes, diagonal) ? before[diagonal + 1 + changes - 1]
                                                 : before[diagonal - 1 + changes - 1] + 1;
}

static void find_way(struct arena *mem, struct way *way)
{
    int n = (int)way->old->count, m = (int)way->new->count;
    way->edits = -1;
    for (int changes = 0; changes <= WORD_EDITS_MAX; changes++) {
        int *reach = way->trace[changes] = ARENA_ARRAY(mem, int, 2 * (size_t)changes + 1);
        for (int diagonal = -changes; diagonal <= changes; diagonal += 2) {
            int x = farthest(changes ? way->trace[changes - 1] : NULL, changes, diagonal), y = x - diagonal;
            while (x < n && y < m && y >= 0 && x >= 0 && is_same(&way->old->items[x], &way->new->items[y])) {
                x++;
                y++;
            }
            reach[diagonal + changes] = x;
            if (x >= n && y >= m) {
                way->edits = changes;
                return;
            }
        }
    }
}

/* From the end to the beginning; how many there are. */
static size_t walk_back(const struct way *way, struct edit *edits)
{
    size_t count = 0;
    int x = (int)way->old->count, y = (int)way->new->count;
    for (int changes = way->edits; changes > 0; changes--) {
        const int *before = way->trace[changes - 1];
        int diagonal = x - y;
        bool down = comes_down(before, changes, diagonal);
        int from = down ? diagonal + 1 : diagonal - 1, start = before[from + changes - 1];
        while (x > (down ? start : start + 1)) {
            x--;
            y--;
            edits[count++] = (struct edit){ WORD_SAME, (size_t)x, (size_t)y };
        }
        if (down)
            edits[count++] = (struct edit){ WORD_ADDED, 0, (size_t)--y };
        else
            edits[count++] = (struct edit){ WORD_REMOVED, (size_t)--x, 0 };
    }
    while (x-- > 0)
        edits[count++] = (struct edit){ WORD_SAME, (size_t)x, 0 };
    return count;
}

/* Within one place what was removed comes first. */
static void tell_way(struct telling *telling, const struct way *way)
{
    struct edit *edits = ARENA_ARRAY(telling->mem, struct edit, way->old->count + way->new->count + 1);
    size_t count = walk_back(way, edits);
    while (count > 0) {
        size_t at = count;
        if (edits[count - 1].change == WORD_SAME) {
            tell(telling, WORD_SAME, &way->old->items[edits[--count].old], 1);
            continue;
        }
        for (; at > 0 && edits[at - 1].change != WORD_SAME; at--)
            if (edits[at - 1].change == WORD_REMOVED)
                tell(telling, WORD_REMOVED, &way->old->items[edits[at - 1].old], 1);
        for (size_t i = count; i > at; i--)
            if (edits[i - 1].change == WORD_ADDED)
                tell(telling, WORD_ADDED, &way->new->items[edits[i - 1].new], 1);
        count = at;
    }
}

void word_diff(struct arena *mem, const char *old, const char *new, struct word_diff *diff)
{
    struct words a = split(mem, viet_nfc(mem, old)), b = split(mem, viet_nfc(mem, new));
    struct telling telling = { .mem = mem };
    size_t head = 0, tail = 0;
    while (head < a.count && head < b.count && is_same(&a.items[head], &b.items[head]))
        head++;
    while (tail < a.count - head && tail < b.count - head &&
           is_same(&a.items[a.count - 1 - tail], &b.items[b.count - 1 - tail]))
        tail++;
    struct words old_middle = { a.items + head, a.count - head - tail };
    struct words new_middle = { b.items + head, b.count - head - tail };
    struct way way = { .old = &old_middle, .new = &new_middle };
    find_way(mem, &way);
    tell(&telling, WORD_SAME, a.items, head);
    if (way.edits >= 0) {
        tell_way(&telling, &way);
    } else {
        tell(&telling, WORD_REMOVED, old_middle.items, old_middle.count);
        tell(&telling, WORD_ADDED, new_middle.items, new_middle.count);
    }
    tell(&telling, WORD_SAME, a.items + a.count - tail, tail);
    *diff = (struct word_diff){ ARENA_ARRAY(mem, struct word_run, telling.spans.count + 1), telling.spans.count,
                                way.edits < 0 };
    for (size_t i = 0; i < telling.spans.count; i++)
        diff->runs[i] = run_of(mem, &telling.spans.items[i]);
}
