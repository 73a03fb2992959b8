/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api/routes.h"
#include "base/text.h"
#include "http/server.h"
#include "jobs/jobs.h"
#include "main/acts.h"
#include "main/run.h"
#include "main/texts.h"
#include "people/visit.h"
#include "web/page.h"
#include "web/routes.h"

enum {
    PORT_FIRST = 8080,
    PORT_LAST = 8099,
    TABLES = 2,
    LOOK_FOR_DATABASE_MS = 250,
    STATEMENT_MS = 60 * 1000, /* a page that takes longer is no page */
};
#define WAITING_RETRY_SECONDS "2"

static bool is_loopback(const char *listen)
{
    return text_starts(listen, "127.") || text_starts(listen, "[::1]") || text_starts(listen, "localhost:");
}

/* Beyond this machine the clock is the real one, and browsers must know us by a name. */
static bool check_options(const struct options *options, struct err *err)
{
    if (options->public_url && !text_starts(options->public_url, "https://") &&
        !text_starts(options->public_url, "http://"))
        return err_set(err, ERR_INVALID, "public-url", "--public-url", SAY_BAD_PUBLIC_URL);
    if (!options->listen || is_loopback(options->listen))
        return true;
    if (options->now)
        return err_set(err, ERR_INVALID, "now", "--now", SAY_NOW_ON_LOOPBACK);
    return options->public_url || err_set(err, ERR_INVALID, "public-url", "--public-url", SAY_NEEDS_PUBLIC_URL);
}

/* Everything the server answers with, and the server. */
struct serving {
    struct run *run;
    struct web *web;
    struct api *api;
    _Atomic(struct service *) service; /* NULL while the database has never answered: then */
    struct service *waiting;           /* this one writes the refusals */
    struct web *waiting_web;
    struct jobs *jobs;
    struct server *server;
    const char *socket;
};

/* --- before the database is there --------------------------------------------------------------------------------- */

static void look(const struct request *head, struct server_look *look, void *arg)
{
    struct serving *serving = arg;
    struct service *service = atomic_load(&serving->service);
    if (service)
        service_look(head, look, service);
    else
        *look = (struct server_look){ .work = SERVER_INLINE,
                                      .refused = head->method != HTTP_GET && head->method != HTTP_HEAD };
}

static void answer(struct request *request, struct response *response, void *arg)
{
    static const struct server_refusal away = { 503, "busy.connection", SAY_NO_DATABASE_YET };
    struct serving *serving = arg;
    struct service *service = atomic_load(&serving->service);
    if (service) {
        service_answer(request, response, service);
    } else if (!web_static_answer(request, response, serving->waiting_web)) {
        response_header(response, "Retry-After", WAITING_RETRY_SECONDS);
        service_refuse(request, &away, response, serving->waiting);
        response->status = away.status;
    }
}

static void refuse(const struct request *request, const struct server_refusal *why, struct response *response,
                   void *arg)
{
    struct serving *serving = arg;
    struct service *service = atomic_load(&serving->service);
    service_refuse(request, why, response, service ? service : serving->waiting);
}

/* For the tests of what a page may ask of the database (docs/architecture.md). */
static bool counts_statements(void)
{
    const char *value = getenv("CONGVU_COUNT_STATEMENTS");
    return value && text_equal(value, "1");
}

/* Of the store as it is: NULL before the database is there, then only for refusals. */
static struct service *make_service(struct serving *serving, struct err *err)
{
    struct run *run = serving->run;
    struct route_table *tables = ARENA_ARRAY(run->mem, struct route_table, TABLES);
    tables[0] = (struct route_table){ web_routes, web_route_count };
    tables[1] = (struct route_table){ api_routes, api_route_count };
    serving->web = web_new(run->mem, run->store, run->definitions, run->options->static_folder, err);
    if (!serving->web)
        return NULL;
    serving->api = api_new(run->mem, run->store, run->definitions, CONGVU_VERSION);
    struct service_options options = {
        .store = run->store,
        .definitions = run->definitions,
        .public_url = run->options->public_url,
        .tables = tables,
        .table_count = TABLES,
        .refuse = { [ROUTE_PAGE] = web_refuse, [ROUTE_API] = api_refuse },
        .ask_sign_in = web_ask_sign_in,
        .arg = { [ROUTE_PAGE] = serving->web, [ROUTE_API] = serving->api },
        .static_answer = web_static_answer,
        .counts_statements = counts_statements(),
    };
    return service_new(run->mem, &options, err);
}

/* Where --listen was not given, the next free port is as good. */
static bool listen(struct serving *serving, struct err *err)
{
    const struct options *given = serving->run->options;
    struct server_options options = {
        .listen = given->listen,
        .inherited = server_inherited_socket(),
        .socket = serving->socket,
        .proxy = given->proxy,
        .limits = server_limits,
        .look = look,
        .answer = answer,
        .written = store_written,
        .refuse = refuse,
        .arg = serving,
    };
    if (options.listen || options.inherited > 0)
        return (serving->server = server_start(&options, err)) != NULL;
    for (int port = PORT_FIRST; port <= PORT_LAST; port++) {
        options.listen = arena_printf(serving->run->mem, "127.0.0.1:%d", port);
        serving->server = server_start(&options, err);
        if (serving->server || err->kind != ERR_BUSY)
            break;
    }
    if (serving->server && server_port(serving->server) != PORT_FIRST)
        run_say(SAY_PORT_TAKEN, PORT_FIRST, server_port(serving->server));
    return serving->server != NULL;
}

static void say_where(struct serving *serving)
{
    struct run *run = serving->run;
    const char *listen = run->options->listen ? run->options->listen : "127.0.0.1:";
    const char *colon = strrchr(listen, ':');
    const char *host = colon ? arena_strndup(run->mem, listen, (size_t)(colon - listen)) : listen;
    const char *url = run->options->public_url
                          ? run->options->public_url
                          : arena_printf(run->mem, "http://%s:%d", host, server_port(serving->server));
    if (run_wants_json(run)) {
        struct json json;
        run_json_begin(run, &json);
        json_object(&json);
        json_put_text(&json, "url", url);
        json_put_int(&json, "port", server_port(serving->server));
        json_put_text(&json, "socket", serving->socket);
        json_object_end(&json);
        run_json_end(run);
    } else {
        text_printf(&run->out, SAY_SERVING "\n", url);
    }
    run_flush(run);
    fflush(stdout);
}

static void wait_for_end(const sigset_t *ends)
{
    int signal_number;
    while (sigwait(ends, &signal_number) != 0)
        continue;
}

/* True when the end was asked for. */
static bool wait_a_little(const sigset_t *ends)
{
    return sigtimedwait(ends, NULL, &(struct timespec){ .tv_nsec = LOOK_FOR_DATABASE_MS * 1000000L }) > 0;
}

/* Answers 503 until the office can be opened. False at the end of the command, with its STATUS. */
static bool wait_for_database(struct serving *serving, const sigset_t *ends, int *status)
{
    struct err err = { 0 };
    struct run *run = serving->run;
    struct store_place place = run_place(run);
    serving->waiting = make_service(serving, &err);
    serving->waiting_web = serving->web;
    if (!serving->waiting || !listen(serving, &err)) {
        *status = run_refuse(&err);
        return false;
    }
    run_say(SAY_WAITS_FOR_DATABASE);
    say_where(serving);
    while (!run->store) {
        *status = EXIT_DONE;
        if (wait_a_little(ends) || (!store_is_away(&place) && !run_prepare(run, status)))
            return false;
    }
    run_say(SAY_DATABASE_IS_THERE);
    return true;
}

/* With the office open. */
static bool start(struct serving *serving, struct err *err)
{
    bool listens = serving->server != NULL;
    store_limit_statements(serving->run->store, STATEMENT_MS);
    struct service *service = make_service(serving, err);
    if (!service || !(serving->jobs = jobs_start(&serving->run->office, serving->run->options->public_url, err)))
        return false;
    atomic_store(&serving->service, service);
    if (!listens && !listen(serving, err))
        return false;
    api_watch(serving->api, serving->server);
    if (!listens)
        say_where(serving);
    return true;
}

int act_serve(struct run *run)
{
    struct err err = { 0 };
    struct serving serving = { .run = run };
    struct store_place place = run_place(run);
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before any thread: all of them inherit it */
    signal(SIGPIPE, SIG_IGN);
    if (place.folder)
        serving.socket = arena_printf(run->mem, "%s/congvu.sock", place.folder);
    if (!check_options(run->options, &err))
        return run_misused(&err);
    int status = EXIT_DONE;
    if (run->store || wait_for_database(&serving, &ends, &status)) {
        if (start(&serving, &err))
            wait_for_end(&ends);
        else
            status = run_refuse(&err);
    }
    server_stop(serving.server);
    jobs_stop(serving.jobs);
    return status;
}
