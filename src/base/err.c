/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

static const struct {
    const char *name;
    int http_status;
    int exit_status;
} kinds[] = {
    [ERR_NONE] = { "none", 200, 0 },           [ERR_INVALID] = { "invalid", 422, 1 },
    [ERR_NOT_FOUND] = { "not-found", 404, 1 }, [ERR_FORBIDDEN] = { "forbidden", 403, 1 },
    [ERR_CONFLICT] = { "conflict", 409, 1 },   [ERR_BUSY] = { "busy", 503, 3 },
    [ERR_FULL] = { "full", 507, 3 },           [ERR_INTERNAL] = { "internal", 500, 3 },
};

static void copy_cut(char *out, size_t max, const char *string)
{
    size_t length = utf8_cut(string, max);
    memmove(out, string, length); /* STRING may be a part of the err that is filled */
    out[length] = '\0';
}

bool err_set(struct err *err, enum err_kind kind, const char *subject, const char *field, const char *format, ...)
{
    char full[4 * ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(full, sizeof full, format, args);
    va_end(args);
    err->kind = kind;
    err->seconds = 0;
    copy_cut(err->subject, ERR_SUBJECT_MAX, subject);
    copy_cut(err->field, ERR_FIELD_MAX, field ? field : "");
    copy_cut(err->text, ERR_TEXT_MAX, full);
    return false;
}

bool err_prefix(struct err *err, const char *format, ...)
{
    char full[4 * ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    int used = vsnprintf(full, sizeof full / 2, format, args);
    va_end(args);
    size_t start = used < 0 ? 0 : (size_t)used < sizeof full / 2 ? (size_t)used : sizeof full / 2 - 1;
    snprintf(full + start, sizeof full - start, ": %s", err->text);
    copy_cut(err->text, ERR_TEXT_MAX, full);
    return false;
}

bool err_no_memory(struct err *err)
{
    return err_set(err, ERR_BUSY, "memory", NULL,
                   "Không đủ bộ nhớ cho việc này: hãy thu hẹp phạm vi hoặc thử lại sau ít giây");
}

bool err_is_refusal(const struct err *err)
{
    return err->kind != ERR_BUSY && err->kind != ERR_FULL && err->kind != ERR_INTERNAL;
}

const char *err_kind_name(enum err_kind kind)
{
    return kinds[kind].name;
}

int err_http_status(enum err_kind kind)
{
    return kinds[kind].http_status;
}

int err_exit_status(enum err_kind kind)
{
    return kinds[kind].exit_status;
}
