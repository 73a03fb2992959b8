/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "http/server_internal.h"
#include "http/texts.h"

enum { BACKLOG = 4096, /* a flood fills it before we have looked */ FIRST_INHERITED = 3 };

bool address_normal(const char *text, char out[ADDRESS_MAX])
{
    struct in_addr v4;
    struct in6_addr v6;
    if (inet_pton(AF_INET, text, &v4) == 1)
        return inet_ntop(AF_INET, &v4, out, ADDRESS_MAX);
    if (inet_pton(AF_INET6, text, &v6) != 1)
        return false;
    if (!IN6_IS_ADDR_V4MAPPED(&v6))
        return inet_ntop(AF_INET6, &v6, out, ADDRESS_MAX);
    memcpy(&v4, v6.s6_addr + 12, sizeof v4);
    return inet_ntop(AF_INET, &v4, out, ADDRESS_MAX);
}

/* --- the network -------------------------------------------------------------------------------------------------- */

/* "127.0.0.1:8080", "[::1]:8080"; gives the size of ADDRESS, 0 where TEXT is none. */
static socklen_t read_address(const char *text, struct sockaddr_storage *address)
{
    char host[ADDRESS_MAX + 2];
    const char *colon = strrchr(text, ':');
    int64_t port;
    if (!colon || (size_t)(colon - text) >= sizeof host || !text_to_int(colon + 1, 0, 65535, &port))
        return 0;
    size_t length = (size_t)(colon - text);
    memcpy(host, text, length);
    host[length] = '\0';
    struct sockaddr_in *v4 = (struct sockaddr_in *)address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;
    if (inet_pton(AF_INET, host, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons((uint16_t)port);
        return sizeof *v4;
    }
    if (length < 2 || host[0] != '[' || host[length - 1] != ']')
        return 0;
    host[length - 1] = '\0';
    if (inet_pton(AF_INET6, host + 1, &v6->sin6_addr) != 1)
        return 0;
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons((uint16_t)port);
    return sizeof *v6;
}

static bool refuse_address(const char *text, int why, struct err *err)
{
    if (why == EADDRINUSE)
        return err_set(err, ERR_BUSY, "address", "listen", TEXT_ADDRESS_TAKEN, text);
    if (why == EACCES)
        return err_set(err, ERR_FORBIDDEN, "address", "listen", TEXT_ADDRESS_DENIED, text);
    return err_set(err, ERR_INVALID, "address", "listen", TEXT_ADDRESS_OTHER, text, strerror(why));
}

static bool open_network(struct server *server, const char *text, struct err *err)
{
    struct sockaddr_storage address = { 0 };
    socklen_t size = read_address(text, &address);
    if (size == 0)
        return err_set(err, ERR_INVALID, "address", "listen", TEXT_ADDRESS, text);
    server->listening = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int on = 1;
    bool open =
        server->listening >= 0 && setsockopt(server->listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
        bind(server->listening, (struct sockaddr *)&address, size) == 0 && listen(server->listening, BACKLOG) == 0;
    return open ? true : refuse_address(text, errno, err);
}

static int port_of(int listening)
{
    struct sockaddr_storage address = { 0 };
    socklen_t size = sizeof address;
    if (getsockname(listening, (struct sockaddr *)&address, &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(((struct sockaddr_in *)&address)->sin_port);
    return address.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)&address)->sin6_port) : 0;
}

int server_inherited_socket(void)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    int64_t value;
    if (!pid || !count || !text_to_int(pid, 1, INT64_MAX, &value) || value != getpid() ||
        !text_to_int(count, 1, 1000, &value))
        return -1;
    return fcntl(FIRST_INHERITED, F_SETFD, FD_CLOEXEC) == 0 ? FIRST_INHERITED : -1;
}

/* --- the unix socket ---------------------------------------------------------------------------------------------- */

/* What is there at the path of a socket: does anybody answer? */
static bool is_answered(const struct sockaddr_un *address)
{
    int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (file < 0)
        return true;
    bool answered = connect(file, (const struct sockaddr *)address, sizeof *address) == 0 || errno == EAGAIN;
    close(file);
    return answered;
}

/* Takes away what an ended server left. */
static bool remove_stale(const struct sockaddr_un *address, struct err *err)
{
    struct stat there;
    if (lstat(address->sun_path, &there) != 0)
        return true;
    if (!S_ISSOCK(there.st_mode))
        return err_set(err, ERR_INVALID, "address", "socket", TEXT_SOCKET_FILE, address->sun_path);
    if (is_answered(address))
        return err_set(err, ERR_BUSY, "address", "socket", TEXT_SOCKET_TAKEN, address->sun_path);
    if (unlink(address->sun_path) != 0 && errno != ENOENT)
        return err_set(err, ERR_INVALID, "address", "socket", TEXT_SOCKET_OTHER, address->sun_path, strerror(errno));
    return true;
}

static bool open_local(struct server *server, const char *path, struct err *err)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof address.sun_path)
        return err_set(err, ERR_INVALID, "address", "socket", TEXT_SOCKET_LONG, path, sizeof address.sun_path - 1);
    memcpy(address.sun_path, path, strlen(path) + 1);
    if (!remove_stale(&address, err))
        return false;
    struct stat made;
    server->local = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool open = server->local >= 0 && fchmod(server->local, 0600) == 0 && /* before it has a name */
                bind(server->local, (struct sockaddr *)&address, sizeof address) == 0 && chmod(path, 0600) == 0 &&
                lstat(path, &made) == 0 && listen(server->local, BACKLOG) == 0;
    if (!open)
        return err_set(err, ERR_INVALID, "address", "socket", TEXT_SOCKET_OTHER, path, strerror(errno));
    memcpy(server->socket_path, address.sun_path, sizeof server->socket_path);
    server->socket_device = made.st_dev;
    server->socket_inode = made.st_ino;
    return true;
}

bool listen_open(struct server *server, struct err *err)
{
    const struct server_options *options = &server->options;
    if (options->proxy && !address_normal(options->proxy, server->proxy))
        return err_set(err, ERR_INVALID, "address", "proxy", TEXT_ADDRESS_PROXY, options->proxy);
    if (options->inherited > 0) {
        server->listening = options->inherited;
        fcntl(server->listening, F_SETFL, fcntl(server->listening, F_GETFL) | O_NONBLOCK);
    } else if (options->listen && !open_network(server, options->listen, err)) {
        return false;
    }
    if (server->listening >= 0)
        server->port = port_of(server->listening);
    return !options->socket || open_local(server, options->socket, err);
}

void listen_close(struct server *server)
{
    struct stat there;
    if (server->listening >= 0)
        close(server->listening);
    if (server->local >= 0)
        close(server->local);
    if (server->socket_path[0] && lstat(server->socket_path, &there) == 0 && there.st_dev == server->socket_device &&
        there.st_ino == server->socket_inode)
        unlink(server->socket_path);
}
