/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/mail_send.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "exchange/texts.h"

enum { ANSWER_SIZE = 200, CONNECT_SECONDS = 10 };

struct mail_sender {
    struct arena *mem;
    const struct mail_settings *settings;
    const atomic_bool *stopping;
    CURL *curl;
    char answer[ANSWER_SIZE]; /* the server's last refusal; filled by curl, so not of the arena */
    char trouble[CURL_ERROR_SIZE];
};

/* --- what curl calls: no arena in here ---------------------------------------------------------------------------- */

static size_t hear(char *bytes, size_t size, size_t count, void *arg)
{
    struct mail_sender *sender = arg;
    size_t length = size * count, kept = 0;
    if (length == 0 || (bytes[0] != '4' && bytes[0] != '5'))
        return length;
    for (size_t i = 0; i < length && kept + 1 < ANSWER_SIZE; i++)
        if (bytes[i] >= ' ' && bytes[i] <= '~')
            sender->answer[kept++] = bytes[i];
    sender->answer[kept] = '\0';
    return length;
}

static size_t discard(char *bytes, size_t size, size_t count, void *arg)
{
    (void)bytes;
    (void)arg;
    return size * count;
}

static int look_up(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct mail_sender *sender = arg;
    (void)a, (void)b, (void)c, (void)d;
    return sender->stopping && atomic_load(sender->stopping);
}

/* --- a sender ----------------------------------------------------------------------------------------------------- */

static void end_sender(void *arg)
{
    struct mail_sender *sender = arg;
    curl_easy_cleanup(sender->curl);
}

/* The server is greeted with the host of the sender's address, not with this machine's name. */
static void set_server(struct mail_sender *sender)
{
    const struct mail_settings *settings = sender->settings;
    CURL *curl = sender->curl;
    const char *host = strchr(settings->from, '@');
    curl_easy_setopt(curl, CURLOPT_URL,
                     arena_printf(sender->mem, "%s/%s", settings->server, host ? host + 1 : "localhost"));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     settings->tls == MAIL_TLS_REQUIRED  ? (long)CURLUSESSL_ALL
                     : settings->tls == MAIL_TLS_OFFERED ? (long)CURLUSESSL_TRY
                                                         : (long)CURLUSESSL_NONE);
    if (settings->ca)
        curl_easy_setopt(curl, CURLOPT_CAINFO, settings->ca);
    if (settings->user && settings->password) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, settings->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, settings->password);
    }
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)settings->timeout);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
                     (long)(settings->timeout < CONNECT_SECONDS ? settings->timeout : CONNECT_SECONDS));
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, sender->trouble);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, sender);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_up);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, sender);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
}

struct mail_sender *mail_sender_new(struct arena *mem, const struct mail_settings *settings,
                                    const atomic_bool *stopping, struct err *err)
{
    struct mail_sender *sender = ARENA_NEW(mem, struct mail_sender);
    *sender = (struct mail_sender){ .mem = mem, .settings = settings, .stopping = stopping, .curl = curl_easy_init() };
    if (!sender->curl) {
        err_set(err, ERR_BUSY, "memory", NULL, SAY_MAIL_NO_MEMORY);
        return NULL;
    }
    arena_defer(mem, end_sender, sender);
    set_server(sender);
    return sender;
}

/* --- one mail ----------------------------------------------------------------------------------------------------- */

/* What curl takes over or has to be given back. */
struct parcel {
    struct curl_slist *heads, *to;
    curl_mime *mime;
};

static bool add(struct curl_slist **list, const char *line)
{
    struct curl_slist *longer = curl_slist_append(*list, line);
    if (longer)
        *list = longer;
    return longer != NULL;
}

static bool add_heads(struct mail_sender *sender, const struct mail_envelope *envelope, const char *subject,
                      struct parcel *parcel)
{
    struct arena *mem = sender->mem;
    const char *const lines[] = {
        arena_printf(mem, "Date: %s", mail_head_date(mem, envelope->at)),
        arena_printf(mem, "From: <%s>", sender->settings->from),
        arena_printf(mem, "To: <%s>", envelope->to),
        arena_printf(mem, "Subject: %s", mail_head_text(mem, subject)),
        arena_printf(mem, "Message-ID: %s", envelope->message_id),
        "Auto-Submitted: auto-generated",
        "Content-Type: multipart/alternative",
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        if (!add(&parcel->heads, lines[i]))
            return false;
    return add(&parcel->to, arena_printf(mem, "<%s>", envelope->to));
}

static bool add_part(curl_mime *mime, const char *text, const char *type)
{
    curl_mimepart *part = curl_mime_addpart(mime);
    return part && curl_mime_data(part, text, CURL_ZERO_TERMINATED) == CURLE_OK &&
           curl_mime_type(part, type) == CURLE_OK && curl_mime_encoder(part, "base64") == CURLE_OK;
}

static bool pack(struct mail_sender *sender, const struct mail_envelope *envelope, const struct mail_message *message,
                 struct parcel *parcel)
{
    parcel->mime = curl_mime_init(sender->curl);
    return parcel->mime && add_heads(sender, envelope, message->subject, parcel) &&
           add_part(parcel->mime, message->plain, "text/plain; charset=utf-8") &&
           add_part(parcel->mime, message->html, "text/html; charset=utf-8");
}

/* Nothing reached the server, or it cannot be talked to as asked: the next mail would fare the same. */
static bool is_away(CURLcode done)
{
    switch (done) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_LOGIN_DENIED:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_ABORTED_BY_CALLBACK:
        return true;
    default:
        return false;
    }
}

/* The server's own words where it refused; otherwise curl's. */
static struct mail_result result_of(struct mail_sender *sender, CURLcode done)
{
    long code = 0;
    struct mail_result result = { .outcome = MAIL_LATER, .words = "" };
    curl_easy_getinfo(sender->curl, CURLINFO_RESPONSE_CODE, &code);
    result.code = (int)code;
    if (done == CURLE_OK) {
        result.outcome = MAIL_SENT;
        return result;
    }
    bool refused = code >= 400 && code < 600;
    const char *words = refused && sender->answer[0] ? sender->answer
                        : sender->trouble[0]         ? sender->trouble
                                                     : curl_easy_strerror(done);
    result.words = done == CURLE_ABORTED_BY_CALLBACK ? SAY_MAIL_STOPPED : arena_strdup(sender->mem, words);
    if (is_away(done))
        result.outcome = MAIL_AWAY;
    else if (code >= 500 && code < 600)
        result.outcome = MAIL_REFUSED;
    return result;
}

struct mail_result mail_send(struct mail_sender *sender, const struct mail_envelope *envelope,
                             const struct mail_message *message)
{
    struct parcel parcel = { 0 };
    struct mail_result result = { .outcome = MAIL_AWAY, .words = SAY_MAIL_NO_MEMORY };
    const char *from = arena_printf(sender->mem, "<%s>", sender->settings->from);
    sender->answer[0] = sender->trouble[0] = '\0';
    if (pack(sender, envelope, message, &parcel)) {
        curl_easy_setopt(sender->curl, CURLOPT_MAIL_FROM, from);
        curl_easy_setopt(sender->curl, CURLOPT_MAIL_RCPT, parcel.to);
        curl_easy_setopt(sender->curl, CURLOPT_HTTPHEADER, parcel.heads);
        curl_easy_setopt(sender->curl, CURLOPT_MIMEPOST, parcel.mime);
        result = result_of(sender, curl_easy_perform(sender->curl));
        curl_easy_setopt(sender->curl, CURLOPT_MIMEPOST, NULL);
        curl_easy_setopt(sender->curl, CURLOPT_HTTPHEADER, NULL);
        curl_easy_setopt(sender->curl, CURLOPT_MAIL_RCPT, NULL);
    }
    curl_mime_free(parcel.mime);
    curl_slist_free_all(parcel.heads);
    curl_slist_free_all(parcel.to);
    return result;
}
