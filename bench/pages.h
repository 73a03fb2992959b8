/* bench/pages.h
 * Pages that are measured, the people who read them, and a server with these people signed in.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdint.h>

#include "http.h"
#include "offices.h"

enum role { CLERK, SPECIALIST, LEADER, ADMINISTRATOR, ROLES };

extern const char *const role_names[ROLES];

enum page_goal { GOAL_LIST, GOAL_DASHBOARD, GOAL_SEARCH, GOAL_INBOX };

struct page {
    const char *name, *path;
    enum page_goal goal;
    /* a list: its register, and the record's columns that its index has between `cancelled` and `id` */
    const char *reg, *where, *order, *index;
};

enum { PAGES = 8, IDS_MAX = 64, DASHBOARD = 5, SEARCH = 7 };

extern const struct page pages[PAGES];

/* A server, and who has signed in. */
struct side {
    struct measured_office *office;
    struct server *server;
    struct database *database;
    struct visitor *visitors[ROLES];
};

/* What a request costs. STATUS other than 200: nothing else is set. */
struct cost {
    int status;
    double cpu_ms; /* of the server and, with PostgreSQL, of its connections (but for parallel workers): the median of
                    * requests after the first */
    double wall_ms;
    double first_ms; /* CPU of the first */
    int64_t ids[IDS_MAX];
    size_t id_count; /* records on the page */
};

void side_open(struct side *side, struct arena *mem, struct measured_office *office);

/* CPU seconds that the server and its connections to the database have used. */
double side_cpu(const struct side *side);

/* The cost of REQUEST, sent at most RUNS times for at most SECONDS. */
void side_cost(const struct side *side, struct client *client, const char *request, int runs, double seconds,
               struct cost *cost);

/* The milliseconds that a page's keys need of the database alone, and those of its 50 rows. */
double bare_keys(struct database *database, const struct page *page);
/* Likewise of the newest records with both of these words, by the better of two plans. */
double bare_search(struct database *database, const char *a, const char *b, int newest);
double bare_rows(struct database *database, const struct page *page, const struct cost *cost);
