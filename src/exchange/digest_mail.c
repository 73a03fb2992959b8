/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/digest_mail.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "exchange/texts.h"

/* --- heads -------------------------------------------------------------------------------------------------------- */

enum { WORD_BYTES = 45 /* of an encoded word: 60 letters of base 64 and 12 around them */ };

static void put_base64(struct text *out, const char *bytes, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        uint32_t three = 0;
        for (size_t j = 0; j < 3; j++)
            three = three << 8 | (i + j < length ? (unsigned char)bytes[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            text_char(out, i + j <= length ? letters[three >> (18 - 6 * j) & 63] : '=');
    }
}

const char *mail_head_text(struct arena *mem, const char *text)
{
    struct text out;
    size_t plain = 0;
    while (text[plain] >= ' ' && text[plain] <= '~')
        plain++;
    if (text[plain] == '\0' && plain <= WORD_BYTES)
        return text;
    text_init(&out, mem, TEXT_MAX_LINE);
    while (*text) {
        size_t length = utf8_cut(text, WORD_BYTES);
        text_add(&out, out.length ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
        put_base64(&out, text, length);
        text_add(&out, "?=");
        text += length;
    }
    return out.data;
}

const char *mail_head_date(struct arena *mem, instant_t at)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    day_t day = instant_local_day(at);
    struct civil civil = civil_from_day(day);
    int minute = instant_local_minute(at);
    return arena_printf(mem, "%s, %02d %s %04d %02d:%02d:%02d +0700", days[day_weekday(day)], civil.day,
                        months[civil.month - 1], civil.year, minute / 60, minute % 60, (int)(at / 1000 % 60));
}

/* --- the words ---------------------------------------------------------------------------------------------------- */

struct writing_mail {
    struct arena *mem;
    const char *public_url;
    struct text plain, html;
};

static const char *people_day(struct arena *mem, const char *day)
{
    char people[DATE_SIZE] = "";
    day_t parsed;
    if (day_parse(day, &parsed))
        day_print_people(parsed, people);
    return arena_strdup(mem, people);
}

static void put_heading(struct writing_mail *to, const char *title)
{
    text_printf(&to->plain, "\r\n%s\r\n", title);
    text_raw(&to->html, "<h2 style=\"font-size:1.1em\">");
    text_html(&to->html, title);
    text_raw(&to->html, "</h2>\r\n<ul>\r\n");
}

static void put_link(struct writing_mail *to, const char *words, const char *path)
{
    text_printf(&to->plain, "- %s", words);
    if (to->public_url) {
        text_raw(&to->html, "<li><a href=\"");
        text_attr(&to->html, to->public_url);
        text_attr(&to->html, path);
        text_raw(&to->html, "\">");
        text_html(&to->html, words);
        text_raw(&to->html, "</a>");
    } else {
        text_raw(&to->html, "<li>");
        text_html(&to->html, words);
    }
}

static void end_link(struct writing_mail *to, const char *rest, const char *path)
{
    if (*rest) {
        text_printf(&to->plain, " – %s", rest);
        text_raw(&to->html, " – ");
        text_html(&to->html, rest);
    }
    text_raw(&to->plain, "\r\n");
    text_raw(&to->html, "</li>\r\n");
    if (to->public_url)
        text_printf(&to->plain, "  %s%s\r\n", to->public_url, path);
}

static void put_part(struct writing_mail *to, const struct digest *digest, enum digest_part part)
{
    if (digest->totals[part] == 0)
        return;
    put_heading(to, arena_printf(to->mem, "%s (%lld)", digest_part_title(part), (long long)digest->totals[part]));
    for (size_t i = 0; i < digest->count; i++) {
        const struct digest_line *line = &digest->lines[i];
        if (line->part != part)
            continue;
        const char *path = digest_line_path(to->mem, line);
        put_link(to, digest_line_words(to->mem, line, true), path);
        end_link(to, digest_line_when(to->mem, line), path);
    }
    if (digest->more[part]) {
        put_link(to, SAY_MAIL_MORE, "/viec-cua-toi");
        end_link(to, "", "/viec-cua-toi");
    }
    text_raw(&to->html, "</ul>\r\n");
}

static void put_queues(struct writing_mail *to, const struct digest *digest)
{
    bool begun = false;
    for (size_t i = 0; i < digest->queue_count; i++) {
        const struct work_queue *queue = &digest->queues[i];
        long long total = queue->total.count;
        if (total == 0)
            continue;
        if (!begun)
            put_heading(to, SAY_MAIL_QUEUES);
        begun = true;
        const char *count = arena_printf(to->mem, queue->total.at_least ? SAY_MAIL_AT_LEAST : "%lld", total);
        const char *path =
            arena_printf(to->mem, "/viec-cua-toi?register=%s&step=%s", queue->reg->name, queue->step->name);
        put_link(to, arena_printf(to->mem, SAY_MAIL_QUEUE, queue->step->label, queue->reg->label, count), path);
        end_link(to, "", path);
    }
    if (begun)
        text_raw(&to->html, "</ul>\r\n");
}

static void put_paragraph(struct writing_mail *to, const char *words)
{
    text_printf(&to->plain, "%s\r\n", words);
    text_raw(&to->html, "<p>");
    text_html(&to->html, words);
    text_raw(&to->html, "</p>\r\n");
}

/* "Bản tin 02/08/2021: 3 quá hạn, 1 đến hạn hôm nay". */
static const char *subject_of(struct arena *mem, const struct digest *digest)
{
    struct text out;
    int64_t waiting = 0;
    for (size_t i = 0; i < digest->queue_count; i++)
        waiting += digest->queues[i].total.count;
    const struct {
        int64_t count;
        const char *words;
    } parts[] = { { digest->totals[DIGEST_OVERDUE], SAY_MAIL_LATE },
                  { digest->totals[DIGEST_TODAY], SAY_MAIL_TODAY },
                  { digest->totals[DIGEST_COMING], SAY_MAIL_COMING },
                  { waiting, SAY_MAIL_WAITING } };
    const char *between = ":";
    text_init(&out, mem, TEXT_MAX_LINE);
    text_printf(&out, SAY_MAIL_SUBJECT, people_day(mem, digest->day));
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i].count == 0)
            continue;
        text_printf(&out, SAY_MAIL_SUBJECT_PART, between, (long long)parts[i].count, parts[i].words);
        between = ",";
    }
    return out.data;
}

struct mail_message digest_mail(struct arena *mem, const struct digest *digest, const char *name,
                                const char *public_url)
{
    struct writing_mail to = { .mem = mem, .public_url = public_url };
    text_init(&to.plain, mem, TEXT_MAX_PAGE);
    text_init(&to.html, mem, TEXT_MAX_PAGE);
    text_raw(&to.html, "<!DOCTYPE html>\r\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title></title></head>"
                       "<body>\r\n");
    put_paragraph(&to, arena_printf(mem, SAY_MAIL_GREETING, name));
    put_paragraph(&to, arena_printf(mem, SAY_MAIL_LEAD, people_day(mem, digest->day)));
    for (int part = 0; part < DIGEST_PARTS; part++) {
        if (part == DIGEST_OF_UNIT)
            put_queues(&to, digest); /* what is mine to do stands before what is late elsewhere */
        put_part(&to, digest, (enum digest_part)part);
    }
    text_raw(&to.plain, "\r\n");
    if (digest->informs > 0)
        put_paragraph(&to, arena_printf(mem, SAY_MAIL_INFORMS, (long long)digest->informs));
    put_paragraph(&to, SAY_MAIL_END);
    put_paragraph(&to, public_url ? arena_printf(mem, SAY_MAIL_OFF, arena_printf(mem, "%s/tai-khoan", public_url))
                                  : SAY_MAIL_OFF_NO_LINK);
    text_raw(&to.html, "</body></html>\r\n");
    return (struct mail_message){ subject_of(mem, digest), to.plain.data, to.html.data };
}
