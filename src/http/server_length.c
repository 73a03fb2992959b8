/* SPDX-License-Identifier: Apache-2.0 */
/* A Content-Length that is no number, or too great a one.
 *
 * libmicrohttpd refuses it by itself before we hear of the request, and writes the head of its answer twice (0.9.75).
 * All it lets us know is a line of its log, in the network thread, at the moment it finds it. So the heads that this
 * thread is reading are listed; of that line the one is found whose length is wrong, it is answered here, and nothing
 * that libmicrohttpd writes afterwards leaves the machine. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "http/server_internal.h"

enum { ANSWER_MAX = 1024 };

static _Thread_local struct exchange *heads; /* that this thread is reading */

void head_begins(struct exchange *exchange)
{
    exchange->next = heads;
    exchange->before = NULL;
    if (heads)
        heads->before = exchange;
    heads = exchange;
    exchange->reads_head = true;
}

void head_ends(struct exchange *exchange)
{
    if (!exchange->reads_head)
        return;
    if (exchange->before)
        exchange->before->next = exchange->next;
    else
        heads = exchange->next;
    if (exchange->next)
        exchange->next->before = exchange->before;
    exchange->next = exchange->before = NULL;
    exchange->reads_head = false;
}

/* How libmicrohttpd reads a length: digits to the end, within 64 bits. */
static enum refusal judge_length(const char *text)
{
    uint64_t length = 0;
    bool great = false;
    for (const char *at = text; *at; at++) {
        if (!isdigit((unsigned char)*at))
            return REFUSED_LENGTH;
        great |= __builtin_mul_overflow(length, 10, &length) ||
                 __builtin_add_overflow(length, (uint64_t)(*at - '0'), &length);
    }
    return !*text ? REFUSED_LENGTH : great ? REFUSED_BODY : REFUSED_NOT;
}

static void answer(const struct exchange *exchange, const struct server_refusal *why)
{
    char text[ANSWER_MAX];
    int length =
        snprintf(text, sizeof text,
                 "HTTP/1.1 %d %s\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"
                 "X-Content-Type-Options: nosniff\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n%s.\n",
                 why->status, MHD_get_reason_phrase_for((unsigned)why->status), strlen(why->text) + 2, why->text);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (!info || length <= 0 || length >= ANSWER_MAX)
        return;
    (void)!send(info->connect_fd, text, (size_t)length, MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(info->connect_fd, SHUT_WR);
}

void length_refused(void)
{
    for (struct exchange *exchange = heads; exchange; exchange = exchange->next) {
        const char *text = NULL;
        if (MHD_lookup_connection_value_n(exchange->connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH,
                                          strlen(MHD_HTTP_HEADER_CONTENT_LENGTH), &text, NULL) == MHD_NO)
            continue;
        enum refusal why = judge_length(text ? text : "");
        if (!why)
            continue;
        answer(exchange, &refusals[why]);
        head_ends(exchange);
        return;
    }
}
