/* src/web/list_url.h
 * The state of a list as its URL says it: the URL's query is the query language (records/query.h), and each state of a
 * list has one URL that can be kept and sent.
 *
 * What a form sends is folded into it: blank inputs go, `from.FIELD` and `to.FIELD` become FIELD=a..b, a day as people
 * write it becomes YYYY-MM-DD. `density`, `columns` and `print` are the page's own and no part of the query.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/visit.h"

struct list_pair {
    const char *name;
    const char *value; /* as the query language writes it; NULL in a change: without it */
};

struct list_url {
    struct arena *mem;
    const char *path; /* "/van-ban/den" */
    ARRAY(struct list_pair) pairs;
    bool folded;         /* it came from a form: it is to be asked for again by list_url_href */
    const char *density; /* "compact", "normal"; NULL where not given */
    const char *columns; /* names joined by "."; "" the usual ones; NULL where not given */
    bool print;
};

void list_url_read(struct list_url *url, const struct visit *visit, const char *path);

/* URL with the pairs of a query text (of a quick tab), without the rest. */
struct list_url list_url_of(struct arena *mem, const char *path, const char *text);

/* NULL where it is not there. */
const char *list_url_get(const struct list_url *url, const char *name);

/* The register's address alone: the page that opens first. */
bool list_url_is_bare(const struct list_url *url);

/* Is it no condition: sort, after, before, page_size …? */
bool list_url_is_control(const char *name);

/* The query language's text: all of it, or the conditions alone. Lives in the url's memory. */
const char *list_url_text(const struct list_url *url);
const char *list_url_conditions(const struct list_url *url);

/* The address with CHANGES; without `after` and `before` unless a change sets them. SUFFIX: ".csv", "". */
const char *list_url_href(const struct list_url *url, const char *suffix, const struct list_pair *changes,
                          size_t count);

/* One condition of several words quoted where the language asks for it. Lives in MEM. */
const char *list_url_quoted(struct arena *mem, const char *value);
