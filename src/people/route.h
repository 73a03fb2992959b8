/* src/people/route.h
 * A route: a path, who may use it, what it takes, and the function that answers. Tables of these are the web and the
 * API; `congvu routes` prints them and a test walks them.
 *
 * {register} at the beginning of a path stands for the slug (web) or the name (API) of every register: the route is
 * entered once for each, and the visit knows which. `.may` is mandatory, and so is `.csrf` where the method writes:
 * dispatch refuses to start with a table that lacks them. A handler runs only when the session was found, the register
 * or the office may be used by `.may` in general, the CSRF checks passed and every input was of its type; what it does
 * to a record asks may() again with the record.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/request.h"
#include "http/server.h"
#include "people/may.h"

struct visit;

enum route_kind { ROUTE_PAGE, ROUTE_API };

enum route_csrf {
    CSRF_UNSET,
    CSRF_NONE,  /* it writes nothing (GET) */
    CSRF_FORM,  /* Sec-Fetch-Site, Origin and the token `_csrf` */
    CSRF_TOKEN, /* the API: only an Authorization header or the unix socket prove who asks, no cookie is looked at */
};

enum input_type { INPUT_TEXT, INPUT_INTEGER, INPUT_DATE, INPUT_ID, INPUT_YES_NO, INPUT_FILE };

/* One value of the query (GET) or the form (POST). Texts come trimmed and in NFC. */
struct input {
    const char *name;
    enum input_type type;
    bool required;
    bool repeated;     /* may stand several times: visit_texts */
    int64_t max;       /* characters of a text, the largest integer; 0: 1.000 and no limit */
    const char *label; /* in messages: "Mật khẩu" */
};

/* Before the name of a control: the button that only asks what its words may mean. It sends a form that is half filled
 * in: nothing is required then, and the handler writes nothing. */
#define INPUT_FIND_PREFIX "_find."

enum { ROUTE_INPUTS_MAX = 16 };

struct route {
    enum http_method method;
    const char *path;
    enum route_kind kind;
    enum server_work work;
    enum act may;
    enum route_csrf csrf;
    bool open_inputs; /* further names are allowed: a register's fields, the query language; the handler checks them */
    bool files;       /* takes uploads */
    size_t most_body; /* bytes of the body, 0: the server's limit for forms */
    struct input inputs[ROUTE_INPUTS_MAX]; /* ends with a NULL name */
    bool (*handle)(struct visit *visit, struct err *err);
    /* Shows the form again with what was typed (request->form) and what is wrong: called with the PROBLEM when an input
     * or the act was refused, the form's token was old, or the office is busy. The status is set. NULL: an error page.
     */
    bool (*again)(struct visit *visit, const struct err *problem, struct err *err);
    const char *help; /* what it does, in Vietnamese: `congvu routes`, openapi.json */
};

struct route_table {
    const struct route *routes;
    size_t count;
};
