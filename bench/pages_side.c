/* SPDX-License-Identifier: Apache-2.0 */
#include "pages.h"

#include <string.h>

#include "base/text.h"
#include "measure.h"

enum { RUNS_MAX = 256, LEAST_RUNS = 2, SLOW_SECONDS = 3, BACKENDS_MAX = 64, ID_LETTERS = 13, ID_BITS = 5, MS = 1000 };

#define BENCH_LOGIN    "quan-tri-bench"
#define BENCH_PASSWORD "do-luong-bench-mot-hai-ba"
#define EVERY_ROLE                                                                                                     \
    "roles=clerk,specialist,unit_head,leader,desk,operator,reception,inspector,editor,reporter,accountant,"            \
    "administrator"

/* The role of administrators alone reads no register: the administrator here has every role, the widest view. */
const char *const role_names[ROLES] = { "clerk", "specialist", "leader", "administrator" };
static const char *const logins[ROLES] = { "van-thu", "chuyen-vien", "lanh-dao", BENCH_LOGIN };

const struct page pages[PAGES] = {
    { "văn bản đến", "/van-ban/den", GOAL_LIST, "incoming", "", "happened_on desc, id desc", "happened_on" },
    { "dossiers", "/mot-cua/ho-so", GOAL_LIST, "dossier", "", "due, id", "due" },
    { "open tab", "/van-ban/den?group=open", GOAL_LIST, "incoming", " and state_group = 'open'",
      "happened_on desc, id desc", "state_group, happened_on" },
    { "by due date", "/van-ban/den?sort=due_on", GOAL_LIST, "incoming", "", "due, id", "due" },
    { "by title", "/van-ban/den?sort=title", GOAL_LIST, "incoming", "", "title, id", "title" },
    [DASHBOARD] = { "dashboard", "/dieu-hanh?period=2021-07", GOAL_DASHBOARD },
    { "inbox", "/viec-cua-toi", GOAL_INBOX },
    [SEARCH] = { "search “bao cao”", "/tim-kiem?q=bao%20cao", GOAL_SEARCH },
};

/* --- who reads ---------------------------------------------------------------------------------------------------- */

static const char *administrator_password(const struct measured_office *office, struct database *database)
{
    bool known = database_int(database, "select count(*) from account where login = '" BENCH_LOGIN "'") > 0;
    if (known)
        return office_made(office, (const char *const[]){ "user", "password", BENCH_LOGIN, "--json", NULL },
                           "password");
    return office_made(
        office,
        (const char *const[]){ "user", "add", BENCH_LOGIN, "name=Đo Lường", "unit=vp", EVERY_ROLE, "--json", NULL },
        "password");
}

void side_open(struct side *side, struct arena *mem, struct measured_office *office)
{
    *side = (struct side){ .office = office, .database = database_open(mem, office->kind, office->where) };
    const char *first = administrator_password(office, side->database);
    side->server = office_serve(office);
    for (int role = 0; role < ROLES; role++) {
        bool made = text_equal(logins[role], BENCH_LOGIN);
        side->visitors[role] =
            visitor_sign_in(mem, side->server->port, logins[role], made ? first : office_password(office, logins[role]),
                            made ? BENCH_PASSWORD : NULL);
    }
}

/* --- what it costs ------------------------------------------------------------------------------------------------ */

struct backends {
    pid_t list[BACKENDS_MAX];
    size_t count;
};

static void find_backends(const struct side *side, struct backends *backends)
{
    backends->count =
        side->office->kind == POSTGRES ? database_backends(side->database, backends->list, BACKENDS_MAX) : 0;
}

static double cpu_with(const struct side *side, const struct backends *backends)
{
    double cpu = cpu_of(side->server->process);
    for (size_t i = 0; i < backends->count; i++)
        cpu += cpu_of(backends->list[i]);
    return cpu;
}

double side_cpu(const struct side *side)
{
    struct backends backends;
    find_backends(side, &backends);
    return cpu_with(side, &backends);
}

/* -1 where the letters are no id. */
static int64_t id_of(const char *letters)
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    uint64_t value = 0;
    for (int i = 0; i < ID_LETTERS; i++) {
        const char *at = letters[i] ? strchr(alphabet, letters[i]) : NULL;
        if (!at)
            return -1;
        value = value << ID_BITS | (uint64_t)(at - alphabet);
    }
    return (int64_t)value;
}

static bool has_id(const struct cost *cost, int64_t id)
{
    for (size_t i = 0; i < cost->id_count; i++)
        if (cost->ids[i] == id)
            return true;
    return false;
}

/* The records that the page links to: …/ID" */
static void find_ids(const struct answer *answer, struct cost *cost)
{
    cost->id_count = 0;
    for (const char *at = answer->body; (at = strchr(at, '/')) && cost->id_count < IDS_MAX;) {
        at++;
        int64_t id = id_of(at);
        if (id >= 0 && at[ID_LETTERS] == '"' && !has_id(cost, id))
            cost->ids[cost->id_count++] = id;
    }
}

void side_cost(const struct side *side, struct client *client, const char *request, int runs, double seconds,
               struct cost *cost)
{
    double cpu[RUNS_MAX], wall[RUNS_MAX];
    struct backends backends;
    int done = 0;
    find_backends(side, &backends);
    double before = cpu_with(side, &backends), began = seconds_now();
    struct answer answer = client_ask(client, request);
    find_backends(side, &backends); /* some may be new */
    cost->first_ms = (cpu_with(side, &backends) - before) * MS;
    cost->status = answer.status;
    if (answer.status != 200)
        return;
    find_ids(&answer, cost);
    /* where a request takes seconds, one more says enough */
    bool slow = seconds_now() - began > SLOW_SECONDS;
    double until = seconds_now() + (slow ? 0 : seconds);
    while (done < runs && done < RUNS_MAX && (done < (slow ? 1 : LEAST_RUNS) || seconds_now() < until)) {
        before = cpu_with(side, &backends);
        double from = seconds_now();
        client_ask(client, request);
        wall[done] = (seconds_now() - from) * MS;
        find_backends(side, &backends);
        cpu[done++] = (cpu_with(side, &backends) - before) * MS;
    }
    cost->cpu_ms = median(cpu, (size_t)done);
    cost->wall_ms = median(wall, (size_t)done);
}
