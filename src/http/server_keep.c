/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/server_internal.h"
#include "http/texts.h"

enum {
    TICK = 250,  /* milliseconds between two looks at the deadlines */
    LOOK = 1000, /* and at who has gone */
    ACCEPTED_AT_ONCE = 32,
    READ_AT_ONCE = 64 << 10,
};

#define BUSY_ANSWER                                                                                                    \
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\n"       \
    "Retry-After: 2\r\nConnection: close\r\n\r\n" TEXT_REFUSED_BUSY ".\n"

/* --- peers -------------------------------------------------------------------------------------------------------- */

static void wake(struct server *server)
{
    uint64_t one = 1;
    ssize_t written = write(server->wake, &one, sizeof one);
    (void)written; /* a full counter wakes as well */
}

static void unlink_peer(struct server *server, struct peer *peer)
{
    if (peer->before)
        peer->before->next = peer->next;
    else
        server->peers = peer->next;
    if (peer->next)
        peer->next->before = peer->before;
    server->peer_count--;
    server->put_out_count -= peer->put_out;
}

struct peer *peer_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

void peer_expect(struct peer *peer, struct server *server, int64_t milliseconds, enum peer_phase phase)
{
    int64_t now = clock_monotonic();
    bool is_new = peer->phase != phase; /* which only this thread changes */
    uint64_t received = is_new ? peer_received(peer) : 0;
    pthread_mutex_lock(&server->peers_lock);
    peer->deadline = milliseconds ? now + milliseconds : 0;
    peer->ended = 0;
    if (is_new) {
        peer->phase = phase;
        peer->since = now;
        peer->begun = 0;
        peer->bytes_before = received;
        peer->has_asked |= phase == PEER_HEAD;
    }
    pthread_mutex_unlock(&server->peers_lock);
}

void peer_linger(struct peer *peer, struct server *server)
{
    pthread_mutex_lock(&server->peers_lock);
    peer->lingers = true;
    pthread_mutex_unlock(&server->peers_lock);
}

static void linger(struct server *server, int file)
{
    server->lingering[server->lingering_count].file = file;
    server->lingering[server->lingering_count].until = clock_monotonic() + LINGER_SECONDS * 1000;
    server->lingering_count++;
}

/* libmicrohttpd took a connection or is about to close one. A second descriptor of a socket that lingers keeps the
 * kernel from answering what still comes with a reset. */
void peer_notify(void *arg, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code)
{
    struct server *server = arg;
    int file = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    pthread_mutex_lock(&server->peers_lock);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        struct peer *peer = server->peers;
        while (peer && peer->file != file)
            peer = peer->next;
        *context = peer;
        if (peer) {
            peer->since = clock_monotonic();
            peer->deadline = peer->since + (int64_t)server->limits.head_seconds * 1000;
        }
    } else if (*context) {
        struct peer *peer = *context;
        *context = NULL;
        int second = peer->lingers && server->lingering_count < LINGERING_MAX ? fcntl(file, F_DUPFD_CLOEXEC, 0) : -1;
        if (second >= 0)
            linger(server, second);
        unlink_peer(server, peer);
        free(peer);
    }
    pthread_mutex_unlock(&server->peers_lock);
    wake(server);
}

/* --- connections come in ------------------------------------------------------------------------------------------ */

static void set_address(struct peer *peer, const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET) {
        inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, peer->address, ADDRESS_MAX);
    } else if (address->ss_family == AF_INET6) {
        char text[ADDRESS_MAX];
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)address)->sin6_addr, text, sizeof text);
        address_normal(text, peer->address);
    } else {
        struct ucred who = { .uid = (uid_t)-1 };
        socklen_t size = sizeof who;
        peer->is_local = true;
        if (getsockopt(peer->file, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0)
            peer->uid = who.uid;
    }
}

/* Puts PEER among the others, in the place of the slowest of its address where that has too many; false where none of
 * them can go. */
static bool add_peer(struct server *server, struct peer *peer)
{
    size_t same = 0;
    pthread_mutex_lock(&server->peers_lock);
    for (struct peer *other = server->peers, *next; other; other = next) {
        next = other->next;
        if (other->file == peer->file) { /* libmicrohttpd gave it up without a word */
            unlink_peer(server, other);
            free(other);
        } else {
            same += !other->put_out && strcmp(other->address, peer->address) == 0;
        }
    }
    bool fine = peer->is_local || peer->is_proxy || same < server->limits.connections_address ||
                make_room(server, peer->address);
    if (fine) {
        peer->next = server->peers;
        if (peer->next)
            peer->next->before = peer;
        server->peers = peer;
        server->peer_count++;
    }
    pthread_mutex_unlock(&server->peers_lock);
    return fine;
}

static void turn_away(struct server *server, int file)
{
    ssize_t sent = send(file, BUSY_ANSWER, sizeof BUSY_ANSWER - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void)sent;
    shutdown(file, SHUT_WR);
    pthread_mutex_lock(&server->peers_lock);
    bool lingers = server->lingering_count < LINGERING_MAX;
    if (lingers)
        linger(server, file);
    pthread_mutex_unlock(&server->peers_lock);
    if (!lingers)
        close(file);
}

static void take_in(struct server *server, int file, const struct sockaddr_storage *address, socklen_t size)
{
    struct peer *peer = calloc(1, sizeof *peer);
    if (!peer) {
        turn_away(server, file);
        return;
    }
    peer->file = file;
    peer->uid = -1;
    peer->since = clock_monotonic();
    set_address(peer, address);
    peer->is_proxy = server->proxy[0] && strcmp(peer->address, server->proxy) == 0;
    if (!add_peer(server, peer)) {
        free(peer);
        turn_away(server, file);
        return;
    }
    static atomic_uint turn;
    unsigned daemon = atomic_fetch_add(&turn, 1) % (unsigned)server->daemon_count;
    if (MHD_add_connection(server->daemons[daemon], file, (const struct sockaddr *)address, size) == MHD_YES)
        return;
    pthread_mutex_lock(&server->peers_lock); /* it has closed the socket */
    struct peer *other = server->peers;
    while (other && other != peer)
        other = other->next;
    if (other) {
        unlink_peer(server, peer);
        free(peer);
    }
    pthread_mutex_unlock(&server->peers_lock);
}

/* Whether somebody waits to be taken in: nobody loses a place for nothing. */
static bool is_awaited(int listening)
{
    struct pollfd polled = { .fd = listening, .events = POLLIN };
    return poll(&polled, 1, 0) > 0;
}

static bool find_room(struct server *server, int listening)
{
    pthread_mutex_lock(&server->peers_lock);
    bool found = has_room(server) || (is_awaited(listening) && make_room(server, NULL));
    pthread_mutex_unlock(&server->peers_lock);
    return found;
}

/* Descriptors have ended before the places did. */
static void lose_one(struct server *server)
{
    pthread_mutex_lock(&server->peers_lock);
    (void)make_room(server, NULL);
    pthread_mutex_unlock(&server->peers_lock);
}

/* False where no more places or descriptors are to be had for now. */
static bool take_all_in(struct server *server, int listening)
{
    bool fine = true;
    pthread_mutex_lock(&server->accept_lock);
    for (int i = 0; i < ACCEPTED_AT_ONCE && atomic_load(&server->accepting); i++) {
        if (!find_room(server, listening)) {
            fine = !is_awaited(listening);
            break;
        }
        struct sockaddr_storage address = { 0 };
        socklen_t size = sizeof address;
        int file = accept4(listening, (struct sockaddr *)&address, &size, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (file < 0) {
            fine = errno == EAGAIN || errno == EINTR || errno == ECONNABORTED;
            if (errno == EMFILE || errno == ENFILE)
                lose_one(server);
            break;
        }
        take_in(server, file, &address, size);
    }
    pthread_mutex_unlock(&server->accept_lock);
    return fine;
}

/* --- the keeper's thread ------------------------------------------------------------------------------------------ */

/* Ends the connections whose time is over; libmicrohttpd sees it and closes them. */
static void end_overdue(struct server *server, int64_t now)
{
    pthread_mutex_lock(&server->peers_lock);
    for (struct peer *peer = server->peers; peer; peer = peer->next)
        if (peer->deadline && peer->deadline <= now) {
            shutdown(peer->file, SHUT_RDWR);
            peer->deadline = 0;
        }
    pthread_mutex_unlock(&server->peers_lock);
}

/* libmicrohttpd 0.9.75 does not notice an end that comes together with the last bytes. Seen twice, nothing is read any
 * more and nothing will come. */
static void end_ended(struct server *server)
{
    char c;
    pthread_mutex_lock(&server->peers_lock);
    for (struct peer *peer = server->peers; peer; peer = peer->next) {
        bool ended = peer->phase != PEER_ANSWER && recv(peer->file, &c, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
        peer->ended = ended ? peer->ended + 1 : 0;
        if (peer->ended == 2)
            shutdown(peer->file, SHUT_RDWR);
    }
    pthread_mutex_unlock(&server->peers_lock);
}

/* Reads what lingering clients send, and lets go of those that are done or have had their time. */
static void read_lingering(struct server *server, int64_t now, char *buffer)
{
    pthread_mutex_lock(&server->peers_lock);
    for (int i = 0; i < server->lingering_count;) {
        int file = server->lingering[i].file;
        ssize_t got = recv(file, buffer, READ_AT_ONCE, MSG_DONTWAIT);
        bool goes_on = got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
        if (goes_on && now < server->lingering[i].until) {
            i++;
            continue;
        }
        close(file);
        server->lingering[i] = server->lingering[--server->lingering_count];
    }
    pthread_mutex_unlock(&server->peers_lock);
}

/* What to poll; gives the number. LISTENING is where the listening sockets stand, -1 where they are not asked. */
static nfds_t gather(struct server *server, struct pollfd *polled, bool listens)
{
    nfds_t count = 0;
    polled[count++] = (struct pollfd){ .fd = server->wake, .events = POLLIN };
    pthread_mutex_lock(&server->peers_lock);
    listens = listens && atomic_load(&server->accepting);
    polled[count++] = (struct pollfd){ .fd = listens ? server->listening : -1, .events = POLLIN };
    polled[count++] = (struct pollfd){ .fd = listens ? server->local : -1, .events = POLLIN };
    for (int i = 0; i < server->lingering_count; i++)
        polled[count++] = (struct pollfd){ .fd = server->lingering[i].file, .events = POLLIN };
    pthread_mutex_unlock(&server->peers_lock);
    return count;
}

static void *keep(void *arg)
{
    struct server *server = arg;
    struct pollfd polled[3 + LINGERING_MAX];
    static const size_t room = READ_AT_ONCE;
    char *buffer = malloc(room);
    bool listens = true;
    int64_t looked = clock_monotonic();
    while (buffer && atomic_load(&server->keeping)) {
        nfds_t count = gather(server, polled, listens);
        poll(polled, count, TICK);
        int64_t now = clock_monotonic();
        listens = true;
        if (polled[0].revents) {
            uint64_t woken;
            ssize_t got = read(server->wake, &woken, sizeof woken);
            (void)got;
        }
        for (int i = 1; i <= 2; i++)
            if (polled[i].revents && !take_all_in(server, polled[i].fd))
                listens = false; /* for one tick */
        read_lingering(server, now, buffer);
        end_overdue(server, now);
        if (now - looked >= LOOK) {
            end_ended(server);
            pthread_mutex_lock(&server->peers_lock);
            end_slow_heads(server, now);
            pthread_mutex_unlock(&server->peers_lock);
            looked = now;
        }
    }
    free(buffer);
    return NULL;
}

bool keeper_start(struct server *server, struct err *err)
{
    server->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    atomic_store(&server->accepting, true);
    atomic_store(&server->keeping, true);
    int failed = server->wake < 0 ? errno : pthread_create(&server->keeper, NULL, keep, server);
    if (failed)
        return err_set(err, ERR_INTERNAL, "threads", NULL, TEXT_NO_THREADS, strerror(failed));
    server->has_keeper = true;
    return true;
}

void keeper_stop_accepting(struct server *server)
{
    pthread_mutex_lock(&server->accept_lock);
    atomic_store(&server->accepting, false);
    pthread_mutex_unlock(&server->accept_lock);
    if (server->has_keeper)
        wake(server);
}

void keeper_stop(struct server *server)
{
    atomic_store(&server->keeping, false);
    if (server->has_keeper) {
        wake(server);
        pthread_join(server->keeper, NULL);
    }
    for (int i = 0; i < server->lingering_count; i++)
        close(server->lingering[i].file);
    for (struct peer *peer = server->peers, *next; peer; peer = next) {
        next = peer->next;
        free(peer);
    }
    if (server->wake >= 0)
        close(server->wake);
}
