/* The tag of a deadline: text, shape and colour (design-language §4.4), never colour alone.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/text.h"
#include "deadlines/calendar.h"
#include "web/page_internal.h"
#include "web/texts.h"

enum { SOON_DAYS = 3, FAR_DAYS = 366 };

static bool is_open_end(const char *day)
{
    return !day || strncmp(day, "9999", 4) == 0;
}

static void now_minute(char out[MINUTE_SIZE])
{
    instant_t at = clock_now();
    minute_print(instant_local_day(at), instant_local_minute(at), out);
}

bool page_is_overdue(const struct page_due *due)
{
    char now[MINUTE_SIZE];
    now_minute(now);
    return !due->cancelled && !is_open_end(due->due) && is_open_end(due->finished_on) && strcmp(due->due, now) < 0;
}

static day_t day_of(struct arena *mem, const char *text)
{
    day_t day = 0;
    return day_parse(arena_strndup(mem, text, DATE_SIZE - 1), &day) ? day : 0;
}

/* Working days after FROM up to and with TO; beyond a year it is only “many”. */
static int working_days(const struct definitions *definitions, day_t from, day_t to)
{
    int count = 0;
    if (to - from > FAR_DAYS)
        return (int)(to - from);
    for (day_t day = from + 1; day <= to; day++)
        count += definitions->calendar ? calendar_is_working_day(definitions->calendar, day) : 1;
    return count;
}

static struct template_value *tag(struct arena *mem, const char *kind, const char *text)
{
    struct template_value *value = template_object(mem);
    template_put_text(value, "kind", kind);
    template_put_text(value, "text", text);
    template_put_bool(value, "sign", !text_equal(kind, "none"));
    return value;
}

static struct template_value *open_tag(struct arena *mem, const struct definitions *definitions,
                                       const struct page_due *due)
{
    day_t today = clock_today(), last = day_of(mem, due->due);
    if (page_is_overdue(due)) {
        int late = working_days(definitions, last, today);
        return tag(mem, "overdue", late > 0 ? arena_printf(mem, SAY_OVERDUE_DAYS, late) : SAY_OVERDUE_TODAY);
    }
    int left = working_days(definitions, today, last);
    if (left == 0)
        return tag(mem, "soon", SAY_DUE_TODAY);
    return tag(mem, left <= SOON_DAYS ? "soon" : "in-time", arena_printf(mem, SAY_DUE_IN, left));
}

struct template_value *page_tag(struct arena *mem, const struct definitions *definitions, const struct page_due *due)
{
    if (due->cancelled)
        return tag(mem, "none", SAY_CANCELLED_TAG);
    if (!is_open_end(due->finished_on)) {
        int late =
            is_open_end(due->due) ? 0 : working_days(definitions, day_of(mem, due->due), day_of(mem, due->finished_on));
        return tag(mem, "done", late > 0 ? arena_printf(mem, SAY_DONE_LATE, late) : SAY_DONE);
    }
    if (due->paused)
        return tag(mem, "paused", SAY_WAITING);
    return is_open_end(due->due) ? tag(mem, "none", SAY_NO_DEADLINE) : open_tag(mem, definitions, due);
}
