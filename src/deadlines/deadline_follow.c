/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a clock: its events in the order of time, and the due date that they leave. */
#include "deadlines/deadline_internal.h"

#include <limits.h>

#include "base/text.h"
#include "deadlines/texts.h"

/* What the events so far have left, since the clock was started or restarted last. */
struct life {
    struct arena *mem;
    const struct deadline_rules *rules;
    struct deadline_event limit;  /* what a restart counts again */
    struct deadline_event start;  /* the same, or the extension that set another day */
    enum length_unit unit;        /* in which its pauses count */
    int more;                     /* days that extensions have added */
    struct deadline_moment begun; /* no pause takes anything before it */
    struct deadline_moment due;   /* of a limit in hours: as it was moved so far */
    ARRAY(struct still) stills;
    struct deadline_moment paused_at;
    const char *paused_for; /* the words of the pause */
    enum deadline_state state;
    ARRAY(struct deadline_line) told;     /* what happened to it */
    ARRAY(struct deadline_line) chapters; /* of what was before: the account of a limit that counts no more */
    bool provisional;
};

/* Which events a state allows. */
static const bool MAY_FOLLOW[][DEADLINE_STOP + 1] = {
    [DEADLINE_RUNNING] = { [DEADLINE_PAUSE] = true,
                           [DEADLINE_RESTART] = true,
                           [DEADLINE_EXTEND] = true,
                           [DEADLINE_STOP] = true },
    [DEADLINE_PAUSED] = { [DEADLINE_RESUME] = true,
                          [DEADLINE_RESTART] = true,
                          [DEADLINE_EXTEND] = true,
                          [DEADLINE_STOP] = true },
    [DEADLINE_STOPPED] = { [DEADLINE_RESTART] = true },
};

static const char *const STATE_TEXTS[] = {
    [DEADLINE_RUNNING] = TEXT_IS_RUNNING,
    [DEADLINE_PAUSED] = TEXT_IS_PAUSED,
    [DEADLINE_STOPPED] = TEXT_IS_STOPPED,
};

static bool counts_hours(const struct life *life)
{
    return life->unit == LENGTH_HOURS || life->unit == LENGTH_WORKING_HOURS;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* WHAT happened on DAY; the words of EVENT say why and by which document. */
static void tell(struct life *life, day_t day, day_t until, const char *what, const struct deadline_event *event)
{
    const char *why = text_is_empty(event->words) ? what : arena_printf(life->mem, "%s. %s", what, event->words);
    *ARRAY_ADD(life->mem, &life->told) = (struct deadline_line){ .day = day, .until = until, .why = why };
}

static const char *day_people(struct arena *mem, day_t day)
{
    char printed[DATE_SIZE];
    day_print_people(day, printed);
    return arena_strdup(mem, printed);
}

/* --- counting ----------------------------------------------------------------------------------------------------- */

/* Counts the limit with its pauses so far; UNTIL: lines of an earlier day only. */
static void count_life(const struct life *life, struct counter *counter, day_t until, bool silent)
{
    const struct length *length = &life->start.length;
    bool set = life->start.is_set;
    counter_init(counter, life->mem, life->rules, silent || set ? 0 : (size_t)length->count + (size_t)life->more);
    counter->silent = silent;
    counter->until = until;
    counter->told = life->told.items;
    counter->told_count = life->told.count;
    if (!counts_hours(life)) {
        counter->stills = life->stills.items;
        counter->still_count = life->stills.count;
    }
    if (set)
        counter_set(counter, life->begun.day, life->start.to, life->more, life->unit);
    else
        counter_count(counter, life->start.at, length, life->more, true);
    if (!counts_hours(life) || (life->due.day == counter->due.day && life->due.minute == counter->due.minute))
        return;
    counter->due = life->due;
    counter->last = life->due.day;
    counter_tell(counter, life->due.day);
    counter_note(counter, life->due.day, false, 0,
                 arena_printf(life->mem, TEXT_NEW_DUE, counter_why(counter, life->due.day)));
}

/* Where it stands: the due moment as the events so far leave it, without lines. */
static void stand(const struct life *life, struct counter *counter)
{
    count_life(life, counter, 0, true);
}

static void keep_lines(struct life *life, const struct counter *counter)
{
    for (size_t i = 0; i < counter->account.count; i++)
        *ARRAY_ADD(life->mem, &life->chapters) = counter->account.items[i];
    life->provisional |= counter->provisional;
}

/* The limit as it was counted so far ends before the day UNTIL: another one, or another day, takes its place. */
static void close_chapter(struct life *life, day_t until)
{
    struct counter counter;
    if (life->start.length.count == 0 && !life->start.is_set)
        return;
    count_life(life, &counter, until, false);
    counter_tell(&counter, INT_MAX);
    keep_lines(life, &counter);
    life->told.count = 0;
}

/* --- events ------------------------------------------------------------------------------------------------------- */

/* The line of the pause that is not over. */
static struct deadline_line *open_pause(struct life *life)
{
    struct deadline_line *line = &life->told.items[life->told.count - 1];
    while (line->until >= line->day)
        line--;
    return line;
}

static void end_pause_line(struct life *life, day_t day)
{
    struct deadline_line *line = open_pause(life);
    line->until = day > line->day ? day - 1 : line->day;
}

static void begin(struct life *life, const struct deadline_event *event, struct deadline_moment at)
{
    struct counter counter;
    struct deadline_event start = *event;
    if (event->length.count == 0 && !event->is_set) { /* a restart of the limit it had */
        start.length = life->limit.length;
        start.is_set = life->limit.is_set;
        start.to = life->limit.to;
    }
    if (life->state == DEADLINE_PAUSED)
        end_pause_line(life, at.day);
    close_chapter(life, at.day);
    life->start = life->limit = start;
    life->unit = start.length.count > 0 ? start.length.unit : LENGTH_DAYS;
    life->more = 0;
    life->begun = at;
    life->stills.count = 0;
    life->state = DEADLINE_RUNNING;
    if (event->kind == DEADLINE_RESTART)
        tell(life, at.day, at.day, TEXT_RESTARTED, event);
    if (start.is_set)
        tell(life, at.day, at.day, arena_printf(life->mem, TEXT_SET_TO, day_people(life->mem, start.to.day)), event);
    else if (event->kind == DEADLINE_START && !text_is_empty(event->words))
        tell(life, at.day, at.day, TEXT_STARTED, event);
    if (counts_hours(life)) {
        counter_init(&counter, life->mem, life->rules, 0);
        counter.silent = true;
        counter_count(&counter, event->at, &life->start.length, 0, true);
        life->due = counter.due;
    }
}

/* The minutes of office time from FROM on and before TO. */
static int64_t office_minutes(const struct life *life, struct deadline_moment from, struct deadline_moment to)
{
    int64_t minutes = 0;
    for (day_t day = from.day; day <= to.day; day++) {
        const struct office_hours_row *hours = office_hours_on(life->rules->hours, day);
        int first = day == from.day ? from.minute : 0, last = day == to.day ? to.minute : MINUTES_A_DAY;
        const int open[] = { hours->morning_open, hours->afternoon_open };
        const int close[] = { hours->morning_close, hours->afternoon_close };
        for (int half = 0; half < 2 && calendar_is_working_day(life->rules->calendar, day); half++) {
            int begins = first > open[half] ? first : open[half], ends = last < close[half] ? last : close[half];
            minutes += ends > begins ? ends - begins : 0;
        }
    }
    return minutes;
}

/* Days of the pause that the limit would have counted. */
static int still_days(const struct life *life, const struct still *still)
{
    int days = 0;
    for (day_t day = still->from.day; day < still->to.day; day++)
        days += unit_is_calendar(life->unit) || calendar_is_working_day(life->rules->calendar, day);
    return days;
}

/* How long STILL was, in the unit of the limit. */
static const char *still_words(const struct life *life, const struct still *still, int64_t minutes)
{
    if (life->unit == LENGTH_HOURS)
        return arena_printf(life->mem, TEXT_STILL_HOURS, (int)(minutes / MINUTES_A_DAY),
                            (int)(minutes % MINUTES_A_DAY / 60), (int)(minutes % 60));
    if (life->unit == LENGTH_WORKING_HOURS)
        return arena_printf(life->mem, TEXT_STILL_OFFICE, (int)(minutes / 60), (int)(minutes % 60));
    return arena_printf(life->mem, unit_is_calendar(life->unit) ? TEXT_STILL_DAYS : TEXT_STILL_WORKING,
                        still_days(life, still));
}

/* A limit in hours is moved at once, where it had not run out; in days the pause is one of those not counted. */
static void move_hours(struct life *life, struct deadline_moment from, int64_t minutes)
{
    struct counter counter;
    if (moment_between(from, life->due) < 0)
        return;
    if (life->unit == LENGTH_HOURS) {
        life->due = moment_add(life->due, minutes);
        return;
    }
    counter_init(&counter, life->mem, life->rules, 0);
    counter.silent = true;
    counter.due = life->due;
    counter_shift_office(&counter, minutes);
    life->due = counter.due;
    life->provisional |= counter.provisional;
}

static void resume(struct life *life, const struct deadline_event *event, struct deadline_moment at)
{
    struct still still = { life->paused_at, at };
    struct deadline_line *line = open_pause(life);
    int64_t minutes = 0;
    if (counts_hours(life)) {
        minutes = life->unit == LENGTH_HOURS ? moment_between(still.from, at) : office_minutes(life, still.from, at);
        move_hours(life, still.from, minutes);
    }
    *ARRAY_ADD(life->mem, &life->stills) = still;
    end_pause_line(life, at.day);
    line->why = arena_printf(life->mem, "%s (%s)", line->why, still_words(life, &still, minutes));
    tell(life, at.day, at.day, TEXT_RESUMED, event);
    life->state = DEADLINE_RUNNING;
}

static void stop_still(struct life *life, const struct deadline_event *event, struct deadline_moment at)
{
    tell(life, at.day, at.day - 1, TEXT_PAUSED, event);
    life->paused_at = at;
    life->paused_for = event->words;
    life->state = DEADLINE_PAUSED;
}

/* To a moment that somebody set: nothing that was counted before matters any more. */
static void set_anew(struct life *life, struct deadline_moment to, struct deadline_moment at)
{
    bool paused = life->state == DEADLINE_PAUSED;
    if (paused)
        end_pause_line(life, at.day);
    close_chapter(life, at.day + 1);
    life->start.is_set = true;
    life->start.to = to;
    life->begun = at;
    life->more = 0;
    life->stills.count = 0;
    life->due = to;
    if (paused)
        stop_still(life, &(struct deadline_event){ .words = life->paused_for }, at);
}

/* By a length, counted on from the last counted day. */
static void extend_by(struct life *life, const struct length *length)
{
    struct counter counter;
    stand(life, &counter);
    if (length->unit == LENGTH_HOURS) {
        life->due = moment_add(life->due, (int64_t)length->count * 60);
    } else if (length->unit == LENGTH_WORKING_HOURS) {
        counter_shift_office(&counter, (int64_t)length->count * 60);
        life->due = counter.due;
    } else if (length->unit == LENGTH_MONTHS) {
        life->more += day_add_months(counter.last, length->count) - counter.last;
    } else {
        life->more += length->count;
    }
}

static void extend(struct life *life, const struct deadline_event *event, struct deadline_moment at)
{
    char text[LENGTH_SIZE];
    if (event->is_set) {
        set_anew(life, event->to, at);
        tell(life, at.day, at.day, arena_printf(life->mem, TEXT_EXTENDED_TO, day_people(life->mem, event->to.day)),
             event);
        return;
    }
    length_print(&event->length, text);
    extend_by(life, &event->length);
    tell(life, at.day, at.day, arena_printf(life->mem, TEXT_EXTENDED, text), event);
}

static void apply_event(struct life *life, const struct deadline_event *event, struct deadline_moment at)
{
    switch (event->kind) {
    case DEADLINE_START:
    case DEADLINE_RESTART:
        begin(life, event, at);
        break;
    case DEADLINE_PAUSE:
        stop_still(life, event, at);
        break;
    case DEADLINE_RESUME:
        resume(life, event, at);
        break;
    case DEADLINE_EXTEND:
        extend(life, event, at);
        break;
    case DEADLINE_STOP:
        if (life->state == DEADLINE_PAUSED)
            resume(life, &(struct deadline_event){ .kind = DEADLINE_RESUME }, at);
        tell(life, at.day, at.day, TEXT_STOPPED, event);
        life->state = DEADLINE_STOPPED;
        break;
    }
}

/* --- the whole life ----------------------------------------------------------------------------------------------- */

/* An extension is in the unit of the limit, and does not take away what was promised. */
static bool check_extension(const struct life *life, const struct deadline_event *event, size_t index, struct err *err)
{
    struct counter counter;
    enum length_unit unit = event->length.unit;
    char due[DATE_SIZE], to[DATE_SIZE];
    if (!event->is_set) {
        bool same = unit == life->unit || (unit_is_calendar(unit) && unit_is_calendar(life->unit));
        return same || err_set(err, ERR_INVALID, "event", "length", TEXT_EVENT_UNIT, index + 1);
    }
    stand(life, &counter);
    if (event->to.day >= counter.due.day)
        return true;
    day_print_people(event->to.day, to);
    day_print_people(counter.due.day, due);
    return err_set(err, ERR_INVALID, "event", "to", TEXT_EXTEND_BACK, to, due);
}

static bool check_event(const struct life *life, const struct deadline_event *event, size_t index, struct err *err)
{
    bool is_first = index == 0, limits = event->kind == DEADLINE_START || event->kind == DEADLINE_EXTEND;
    if (is_first != (event->kind == DEADLINE_START))
        return is_first ? err_set(err, ERR_INVALID, "event", NULL, TEXT_FIRST_EVENT)
                        : err_set(err, ERR_INVALID, "event", NULL, TEXT_EVENT_TWICE, index + 1);
    if (!is_first && ((unsigned)event->kind > DEADLINE_STOP || !MAY_FOLLOW[life->state][event->kind]))
        return err_set(err, ERR_INVALID, "event", NULL, TEXT_EVENT_STATE, index + 1, STATE_TEXTS[life->state]);
    if (!deadline_moment_check(event->at, err))
        return false;
    if (event->is_set)
        return deadline_moment_check(event->to, err) &&
               (event->kind != DEADLINE_EXTEND || check_extension(life, event, index, err));
    if (!limits && (event->kind != DEADLINE_RESTART || event->length.count == 0))
        return true;
    return length_check(&event->length, err) &&
           (event->kind != DEADLINE_EXTEND || check_extension(life, event, index, err));
}

/* A date alone means opening time, or the moment of the event BEFORE it on that day. */
static bool moment_of(const struct life *life, struct deadline_event *event, const struct deadline_moment *before,
                      size_t index, struct deadline_moment *at, struct err *err)
{
    *at = event->at;
    if (at->minute < 0)
        at->minute = office_hours_on(life->rules->hours, at->day)->morning_open;
    if (event->is_set && event->to.minute < 0)
        event->to.minute = office_hours_closing(life->rules->hours, event->to.day);
    if (before && event->at.minute < 0 && at->day == before->day && at->minute < before->minute)
        at->minute = before->minute;
    return !before || moment_between(*before, *at) >= 0 ||
           err_set(err, ERR_INVALID, "event", NULL, TEXT_EVENT_BACK, index + 1);
}

static void conclude(struct life *life, struct deadline *result)
{
    struct counter counter;
    bool paused = life->state == DEADLINE_PAUSED;
    count_life(life, &counter, paused ? life->paused_at.day : INT_MAX, false);
    counter_tell(&counter, INT_MAX);
    keep_lines(life, &counter);
    result->state = life->state;
    result->paused_on = paused ? life->paused_at.day : 0;
    counter_finish(&counter, result);
    result->provisional = life->provisional;
    result->account = life->chapters.items;
    result->account_count = life->chapters.count;
}

bool deadline_follow(struct arena *mem, const struct deadline_rules *rules, const struct deadline_event *events,
                     size_t count, struct deadline *result, struct err *err)
{
    if (count < 1 || count > DEADLINE_EVENTS_MAX)
        return err_set(err, ERR_INVALID, "event", NULL, TEXT_NO_EVENTS, DEADLINE_EVENTS_MAX);
    struct life life = { .mem = mem, .rules = rules, .state = DEADLINE_RUNNING };
    struct deadline made = { .state = DEADLINE_RUNNING };
    struct deadline_moment before = { 0 }, at;
    for (size_t i = 0; i < count; i++) {
        struct deadline_event event = events[i];
        struct counter counter;
        if (!moment_of(&life, &event, i ? &before : NULL, i, &at, err) || !check_event(&life, &event, i, err))
            return false;
        apply_event(&life, &event, at);
        before = at;
        if (i > 0)
            continue;
        stand(&life, &counter);
        minute_print(counter.due.day, counter.due.minute, made.original_due_text);
    }
    conclude(&life, &made);
    *result = made;
    return true;
}
