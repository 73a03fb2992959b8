/* The tag of a deadline: text, shape and colour (design-language §4.4), never colour alone.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "records/record_deadline.h"
#include "web/page_internal.h"
#include "web/texts.h"

enum { SOON_DAYS = 3, FAR_DAYS = 366 };

static bool is_open_end(const char *day)
{
    return !day || strncmp(day, "9999", 4) == 0;
}

static day_t day_of(struct arena *mem, const char *text)
{
    day_t day = 0;
    return day_parse(arena_strndup(mem, text, DATE_SIZE - 1), &day) ? day : 0;
}

struct page_due page_due_of(struct arena *mem, const struct definitions *definitions, const struct record *record)
{
    return (struct page_due){ .due = record->due,
                              .finished_on = record->finished_on,
                              .cancelled = record->cancelled,
                              .working = record_counts_working_days(mem, definitions, record) };
}

/* "2021-08-02T17:00" is not before "2021-08-02", and before the day after. */
bool page_is_overdue(const struct page_due *due)
{
    char today[DATE_SIZE];
    day_print(clock_today(), today);
    return !due->cancelled && !is_open_end(due->due) && is_open_end(due->finished_on) && strcmp(due->due, today) < 0;
}

/* Days after FROM up to and with TO; working days where WORKING, but beyond a year it is only “many”. */
static int days_between(const struct definitions *definitions, bool working, day_t from, day_t to)
{
    int count = 0;
    if (!working || !definitions->calendar || to - from > FAR_DAYS)
        return (int)(to - from);
    for (day_t day = from + 1; day <= to; day++)
        count += calendar_is_working_day(definitions->calendar, day);
    return count;
}

/* BASE, and by how many days; alone where no working day lies between: over a weekend it is late all the same. */
static const char *late_words(struct arena *mem, const struct definitions *definitions, const struct page_due *due,
                              day_t until, const char *base)
{
    int late = days_between(definitions, due->working, day_of(mem, due->due), until);
    if (late == 0)
        return base;
    if (!due->working)
        return arena_printf(mem, SAY_LATE_BY, base, late);
    if (!due->brief)
        return arena_printf(mem, SAY_LATE_BY_WORKING, base, late);
    return is_open_end(due->finished_on) ? arena_printf(mem, SAY_OVERDUE_BRIEF, late)
                                         : arena_printf(mem, SAY_DONE_LATE_BRIEF, late);
}

static struct due_tag open_tag(struct arena *mem, const struct definitions *definitions, const struct page_due *due)
{
    day_t today = clock_today(), last = day_of(mem, due->due);
    if (page_is_overdue(due))
        return (struct due_tag){ "overdue", late_words(mem, definitions, due, today, SAY_OVERDUE) };
    if (last == today)
        return (struct due_tag){ "soon", SAY_DUE_TODAY };
    int left = days_between(definitions, due->working, today, last);
    bool working = due->working && left > 0; /* an hour of a rest day */
    left = working ? left : (int)(last - today);
    const char *text = !working     ? arena_printf(mem, SAY_DUE_IN, left)
                       : due->brief ? arena_printf(mem, SAY_DUE_IN_BRIEF, left)
                                    : arena_printf(mem, SAY_DUE_IN_WORKING, left);
    return (struct due_tag){ left <= SOON_DAYS ? "soon" : "in-time", text };
}

static struct due_tag done_tag(struct arena *mem, const struct definitions *definitions, const struct page_due *due)
{
    bool late = !is_open_end(due->due) && strcmp(due->due, due->finished_on) < 0;
    return (struct due_tag){ "done",
                             late ? late_words(mem, definitions, due, day_of(mem, due->finished_on), SAY_DONE_LATE)
                                  : SAY_DONE };
}

struct due_tag page_due_tag(struct arena *mem, const struct definitions *definitions, const struct page_due *due)
{
    if (due->cancelled)
        return (struct due_tag){ "none", SAY_CANCELLED_TAG };
    if (!is_open_end(due->finished_on))
        return done_tag(mem, definitions, due);
    if (text_equal(due->due, DUE_PAUSED))
        return (struct due_tag){ "paused", SAY_PAUSED };
    return is_open_end(due->due) ? (struct due_tag){ "none", SAY_NO_DEADLINE } : open_tag(mem, definitions, due);
}

struct template_value *page_tag(struct arena *mem, const struct definitions *definitions, const struct page_due *due)
{
    struct due_tag tag = page_due_tag(mem, definitions, due);
    struct template_value *value = template_object(mem);
    template_put_text(value, "kind", tag.kind);
    template_put_text(value, "text", tag.text);
    template_put_bool(value, "sign", !text_equal(tag.kind, "none"));
    return value;
}
