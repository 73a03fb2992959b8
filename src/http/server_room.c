/* SPDX-License-Identifier: Apache-2.0 */
#include <linux/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "http/server_internal.h"

enum {
    GRACE_MS = 500,     /* so long nobody is slow: a request follows its connection by a round trip */
    PART_OF_TABLE = 32, /* so many go at once that a flood does not make us look at all for each */
};

/* In the order in which they have to go, the last ones first. */
enum rank { RANK_STAYS, RANK_FRESH, RANK_KEPT, RANK_SILENT, RANK_SLOW };

struct place {
    struct peer *peer;
    enum rank rank;
    int64_t slowness; /* milliseconds a byte, in thousandths; of the fresh, milliseconds */
};

uint64_t peer_received(const struct peer *peer)
{
    struct tcp_info info = { 0 };
    socklen_t size = sizeof info;
    bool told = !peer->is_local && getsockopt(peer->file, IPPROTO_TCP, TCP_INFO, &info, &size) == 0;
    return told ? info.tcpi_bytes_received : 0;
}

bool has_room(const struct server *server)
{
    return server->peer_count - server->put_out_count < server->limits.connections;
}

static void put_out(struct server *server, struct peer *peer)
{
    peer->put_out = true;
    peer->deadline = 0;
    server->put_out_count++;
    shutdown(peer->file, SHUT_RDWR); /* libmicrohttpd sees it and closes */
}

/* Bytes of the present phase; notes when the first of a head was seen. */
static uint64_t look_at(struct peer *peer, int64_t now)
{
    uint64_t got = peer_received(peer) - peer->bytes_before;
    if (got > 0 && !peer->begun)
        peer->begun = now;
    return got;
}

static struct place place_of(const struct server *server, struct peer *peer, int64_t now)
{
    struct place place = { .peer = peer };
    if (peer->phase == PEER_ANSWER || peer->is_local || peer->put_out)
        return place;
    uint64_t got = look_at(peer, now);
    int64_t age = now - peer->since;
    place.slowness = age * 1000 / (int64_t)(1 + got);
    if (peer->phase == PEER_BODY)
        place.rank = age > GRACE_MS && (int64_t)got * 1000 < age * server->limits.bytes_second ? RANK_SLOW : RANK_STAYS;
    else if (got > 0)
        place.rank = now - peer->begun > GRACE_MS ? RANK_SLOW : RANK_FRESH;
    else
        place.rank = age <= GRACE_MS ? RANK_FRESH : peer->has_asked ? RANK_KEPT : RANK_SILENT;
    if (place.rank == RANK_FRESH)
        place.slowness = age; /* who came last is about to speak */
    return place;
}

static int compare_places(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? 1 : -1;
    return (x->slowness < y->slowness) - (x->slowness > y->slowness);
}

bool make_room(struct server *server, const char *address)
{
    int64_t now = clock_monotonic();
    size_t count = 0, most = 1 + server->limits.connections / PART_OF_TABLE, gone = 0;
    struct place *places = calloc(server->peer_count + 1, sizeof *places);
    for (struct peer *peer = server->peers; peer && places; peer = peer->next)
        if (!address || strcmp(peer->address, address) == 0)
            places[count++] = place_of(server, peer, now);
    if (count > 0)
        qsort(places, count, sizeof *places, compare_places);
    for (; gone < count && gone < most && places[gone].rank != RANK_STAYS; gone++) {
        if (gone > 0 && places[gone].rank == RANK_KEPT)
            break; /* they did nothing wrong: one for one */
        put_out(server, places[gone].peer);
    }
    free(places);
    return gone > 0;
}

void end_slow_heads(struct server *server, int64_t now)
{
    const struct server_limits *limits = &server->limits;
    for (struct peer *peer = server->peers; peer; peer = peer->next) {
        if (peer->phase != PEER_HEAD || peer->is_local || peer->put_out)
            continue;
        int64_t got = (int64_t)look_at(peer, now);
        int64_t due = (int64_t)limits->head_begun_seconds * 1000 + got * 1000 / limits->bytes_second;
        if (got > 0 && now - peer->begun >= due)
            put_out(server, peer);
    }
}
