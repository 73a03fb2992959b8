/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"

enum { LOG_LINE_MAX = 2048 };

static _Atomic int lowest = LOG_INFO;

void log_set_level(enum log_level level)
{
    atomic_store(&lowest, (int)level);
}

void log_line(enum log_level level, const char *room, const char *format, ...)
{
    static const char *const names[] = { "debug", "info", "warning", "error" };
    if ((int)level < atomic_load(&lowest))
        return;
    char message[LOG_LINE_MAX / 2];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    message[utf8_cut(message, sizeof message - 8)] = '\0';
    char at[INSTANT_SIZE];
    instant_print(clock_now(), at);
    struct arena *mem = arena_new(LOG_LINE_MAX * 16);
    struct text line;
    struct json json;
    text_init(&line, mem, LOG_LINE_MAX * 4);
    json_init(&json, &line, false);
    json_object(&json);
    json_put_text(&json, "t", at);
    json_put_text(&json, "level", names[level]);
    json_put_text(&json, "room", room);
    json_put_text(&json, "msg", message);
    json_object_end(&json);
    text_char(&line, '\n');
    if (write(STDERR_FILENO, line.data, line.length) < 0) {
        /* nowhere left to say it */
    }
    arena_free(mem);
}
