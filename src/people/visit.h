/* src/people/visit.h
 * One request of somebody: who asks, what for, and whether they may. Between http and the rooms that answer.
 *
 * The service is made once a process; dispatch turns each request into a visit, checks it as the route says
 * (people/route.h) and calls the handler; an err becomes a page or a problem document by the route's kind. Headers that
 * every answer carries (CSP, nosniff, Referrer-Policy, no-store …) are set here.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/response.h"
#include "http/router.h"
#include "http/server.h"
#include "people/route.h"
#include "people/session.h"

struct service;
struct visit_value;

struct visit {
    struct arena *mem;
    struct request *request;
    struct response *response;
    struct service *service;
    const struct route *route;
    const struct register_definition *reg; /* of a {register} path; otherwise NULL */
    struct store *store;
    const struct definitions *definitions;
    struct scope scope;      /* user "" where nobody is signed in */
    struct account *account; /* NULL likewise, and for the local administrator on the socket */
    struct session session;
    const char *token;                /* of the session, for csrf_token; NULL where none */
    ARRAY(struct visit_value) values; /* the checked inputs: ask visit_text and its like */
    const void *faults;      /* all that a refused write was to blame for, of the room that wrote; NULL: none */
    void *picked;            /* what was typed into controls that choose, and what it named, likewise; NULL: nothing */
    uint64_t written_before; /* store_written() when the request began */
    void *opened;            /* what the route has read to work on, for the page that is shown again; NULL: nothing */
};

struct visit_value {
    const char *name;
    const char *text;
    int64_t integer;
};

/* Writes the page or document for an err that a handler (or dispatch) ended with, and for unknown paths. The status is
 * set already (visit_status); `route` and `account` may be NULL. */
typedef void visit_refuse(struct visit *visit, const struct err *err);

/* The HTTP status of an err: that of its kind, but sign-in 401, method 405, size 413, type 415, rate 429. */
int visit_status(const struct err *err);

/* A write to a page whose session has ended: what was typed is kept and shown again after sign-in. */
typedef void visit_ask_sign_in(struct visit *visit);

struct service_options {
    struct store *store;
    const struct definitions *definitions;
    const char *public_url; /* "https://vanphong.example.vn"; NULL: what Host says, on loopback only */
    const struct route_table *tables;
    size_t table_count;
    visit_refuse *refuse[2]; /* by enum route_kind */
    visit_ask_sign_in *ask_sign_in;
    void *arg[2]; /* by enum route_kind: what visit_arg gives to the handlers of that kind */
    /* asked first, before any route: /static/…; true when it answered. ARG is that of pages. May be NULL. */
    bool (*static_answer)(const struct request *request, struct response *response, void *arg);
    bool counts_statements; /* every answer says in STATEMENTS_HEADER how many SQL statements its reading took */
};
#define STATEMENTS_HEADER "Congvu-Statements"

/* Lives in MEM. Refuses a table with a route that lacks `.may` or `.csrf` (internal.route). */
struct service *service_new(struct arena *mem, const struct service_options *options, struct err *err) MUST_CHECK;

/* For server_options.look and .answer, with ARG the service. */
void service_look(const struct request *head, struct server_look *look, void *service);
void service_answer(struct request *request, struct response *response, void *service);

/* For server_options.refuse: what the server refuses by itself, as a page or a problem document. Asks no database. */
void service_refuse(const struct request *request, const struct server_refusal *why, struct response *response,
                    void *service);

void *visit_arg(const struct visit *visit); /* of the kind of this visit's route or path */
struct db *visit_db(struct visit *visit, struct err *err) MUST_CHECK;

/* A checked input of the route; NULL (0) where it was not given. The text of a date is YYYY-MM-DD. */
const char *visit_text(const struct visit *visit, const char *name);
struct text_list visit_texts(const struct visit *visit, const char *name); /* of a repeated one */
int64_t visit_integer(const struct visit *visit, const char *name);
bool visit_has(const struct visit *visit, const char *name);
int64_t visit_id(const struct visit *visit, const char *segment); /* {id} of the path; 0 where it is none */

/* The CSRF value of this visit's forms; lives in MEM. */
const char *visit_csrf(struct visit *visit);

/* may() for this visit's scope. */
bool visit_may(struct visit *visit, enum act act, const struct may_what *what, struct err *err);

/* Is the connection (at the client's end) https? Cookies are Secure then. */
bool visit_is_secure(const struct visit *visit);
const char *visit_cookie_name(const struct visit *visit); /* "__Host-congvu", or "congvu" on loopback */
