/* src/deadlines/test_internal.h
 * What the tests of this room share: an arena, and the office's own calendar. The YAML is read line by line, in the one
 * form in which it is written; the room `definitions` reads it properly.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "deadlines/deadline.h"

static struct arena *mem;
static struct err err;

static inline int open_arena(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    err = (struct err){ 0 };
    return 0;
}

static inline int close_arena(void **state)
{
    (void)state;
    arena_free(mem);
    mem = NULL;
    return 0;
}

#define RUN(test) cmocka_unit_test_setup_teardown(test, open_arena, close_arena)

static inline day_t day_of(const char *text)
{
    day_t day;
    assert_true(day_parse(text, &day));
    return day;
}

static inline struct length length_of(const char *text)
{
    struct length length;
    if (!length_parse(mem, text, &length, &err))
        fail_msg("%s", err.text);
    return length;
}

/* What stands in LINE between BEFORE and AFTER. */
static inline const char *between(const char *line, const char *before, const char *after)
{
    const char *from = strstr(line, before);
    assert_non_null(from);
    from += strlen(before);
    const char *to = strstr(from, after);
    assert_non_null(to);
    return arena_strndup(mem, from, (size_t)(to - from));
}

static inline enum calendar_mark mark_of(const char *text)
{
    if (strcmp(text, "verified") == 0)
        return CALENDAR_VERIFIED;
    if (strcmp(text, "from-memory") == 0)
        return CALENDAR_FROM_MEMORY;
    assert_string_equal(text, "unsure");
    return CALENDAR_UNSURE;
}

static inline const struct calendar *office_calendar(void)
{
    char *text = file_read(mem, SOURCE_FOLDER "/office/calendars/vietnam.yaml", 1 << 20, NULL, &err);
    assert_non_null(text);
    day_t from = day_of(between(text, "\nfrom: ", "\n")), until = day_of(between(text, "\nuntil: ", "\n"));
    struct {
        ARRAY(struct calendar_row) list;
    } rows = { 0 };
    size_t count;
    char **lines = text_split(mem, text, '\n', &count);
    for (size_t i = 0; i < count; i++) {
        if (!text_starts(lines[i], "  - {"))
            continue;
        const char *kind = between(lines[i], "kind: ", ",");
        assert_true(strcmp(kind, "off") == 0 || strcmp(kind, "work") == 0);
        *ARRAY_ADD(mem, &rows.list) = (struct calendar_row){
            .day = day_of(between(lines[i], "date: ", ",")),
            .kind = *kind == 'w' ? CALENDAR_WORK : CALENDAR_OFF,
            .reason = between(lines[i], "reason: \"", "\""),
            .decision = between(lines[i], "decision: \"", "\""),
            .mark = mark_of(between(lines[i], "mark: ", " }")),
        };
    }
    const struct calendar *calendar =
        calendar_new(mem, between(text, "\nlabel: ", "\n"), from, until, rows.list.items, rows.list.count, &err);
    if (calendar == NULL)
        fail_msg("%s", err.text);
    return calendar;
}

/* 07:00-11:30, 13:30-17:00 */
static inline const struct office_hours *usual_hours(void)
{
    struct office_hours_row row = { .from = day_of("2015-01-01") };
    assert_true(office_hours_parse("07:00-11:30", "13:30-17:00", &row, &err));
    const struct office_hours *hours = office_hours_new(mem, &row, 1, &err);
    assert_non_null(hours);
    return hours;
}

static inline struct deadline_rules office_rules(void)
{
    return (struct deadline_rules){ .calendar = office_calendar(), .hours = usual_hours() };
}

static inline struct deadline_moment moment_of(const char *text)
{
    struct deadline_moment moment;
    if (!deadline_moment_parse(text, &moment, &err))
        fail_msg("%s", err.text);
    return moment;
}
