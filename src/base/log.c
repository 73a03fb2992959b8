/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/json.h"

enum { LOG_LINE_MAX = 2048 };

struct line {
    const char *level, *room, *message;
};

static bool write_line(struct arena *mem, void *arg, struct err *err)
{
    const struct line *said = arg;
    char at[INSTANT_SIZE];
    struct text line;
    struct json json;
    (void)err;
    instant_print(clock_now(), at);
    text_init(&line, mem, LOG_LINE_MAX * 4);
    json_init(&json, &line, false);
    json_object(&json);
    json_put_text(&json, "t", at);
    json_put_text(&json, "level", said->level);
    json_put_text(&json, "room", said->room);
    json_put_text(&json, "msg", said->message);
    json_object_end(&json);
    text_char(&line, '\n');
    if (write(STDERR_FILENO, line.data, line.length) < 0) {
        /* nowhere left to say it */
    }
    return true;
}

void log_line(enum log_level level, const char *room, const char *format, ...)
{
    static const char *const names[] = { "debug", "info", "warning", "error" };
    if (level < LOG_INFO)
        return;
    char message[LOG_LINE_MAX / 2];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    message[utf8_cut(message, sizeof message - 8)] = '\0';
    struct err err;
    struct line line = { names[level], room, message };
    if (!arena_run(LOG_LINE_MAX * 16, write_line, &line, &err))
        dprintf(STDERR_FILENO, "%s\n", message); /* without memory: the words alone */
}
