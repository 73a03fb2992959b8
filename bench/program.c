/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "measure.h"

enum { OUTPUT_MAX = 16 << 10, SERVERS_MAX = 8, START_SECONDS = 120, STOP_SECONDS = 30, LOOK_MS = 5, NO_PROGRAM = 127 };

static struct server *servers[SERVERS_MAX];

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* Starts ARGUMENTS with these two outputs; it ends with the bench. */
static pid_t start(const char *const *arguments, int output, int errors)
{
    pid_t process = fork();
    if (process < 0)
        give_up("fork: %s", strerror(errno));
    if (process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        int nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, STDIN_FILENO);
        dup2(output, STDOUT_FILENO);
        dup2(errors, STDERR_FILENO);
        execvp(arguments[0], (char *const *)arguments);
        _exit(NO_PROGRAM);
    }
    return process;
}

static const char *read_all(struct arena *mem, int file)
{
    char *text = arena_alloc(mem, OUTPUT_MAX + 1);
    ssize_t length = pread(file, text, OUTPUT_MAX, 0);
    text[length > 0 ? length : 0] = '\0';
    return text;
}

/* The line "NAME: 123 kB" of /proc/PID/status; 0 when the process is gone. */
static double status_mb(pid_t process, const char *name)
{
    char path[64], text[4096];
    snprintf(path, sizeof path, "/proc/%d/status", (int)process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? -1 : read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = '\0';
    const char *line = strstr(text, name);
    return line ? strtod(line + strlen(name), NULL) / 1024 : 0;
}

/* Waits for the end and looks now and then how much memory there was: what the system says afterwards counts the memory
 * of this program, too, from which the other one was started. */
static double peak_until_end(pid_t process)
{
    double peak = 0;
    struct pollfd end = { .fd = pidfd_open(process, 0), .events = POLLIN };
    if (end.fd < 0)
        give_up("process %d: %s", (int)process, strerror(errno));
    while (poll(&end, 1, LOOK_MS) == 0) {
        double now = status_mb(process, "VmHWM:");
        peak = now > peak ? now : peak;
    }
    close(end.fd);
    return peak;
}

struct outcome program_try(struct arena *mem, const char *const *arguments, const char *into)
{
    struct outcome outcome = { 0 };
    struct rusage used;
    int status;
    int output =
        into ? open(into, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600) : memfd_create("output", MFD_CLOEXEC);
    int errors = memfd_create("errors", MFD_CLOEXEC);
    if (output < 0 || errors < 0)
        give_up("%s: %s", into ? into : "memory", strerror(errno));
    double from = seconds_now();
    pid_t process = start(arguments, output, errors);
    outcome.peak_mb = peak_until_end(process);
    outcome.seconds = seconds_now() - from;
    while (wait4(process, &status, 0, &used) < 0)
        if (errno != EINTR)
            give_up("%s: %s", arguments[0], strerror(errno));
    outcome.cpu = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    outcome.output = into ? "" : read_all(mem, output);
    const char *said = read_all(mem, errors);
    close(output);
    close(errors);
    outcome.failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    if (outcome.failed)
        progress("%s %s failed: %s%s", arguments[0], arguments[1], outcome.output, said);
    return outcome;
}

struct outcome program_run(struct arena *mem, const char *const *arguments, const char *into)
{
    struct outcome outcome = program_try(mem, arguments, into);
    if (outcome.failed)
        give_up("%s failed", arguments[0]);
    return outcome;
}

/* --- servers ------------------------------------------------------------------------------------------------------ */

/* The port in the JSON that a server prints when it listens; 0 when it ended or is late. */
static int read_port(int output)
{
    char text[4096];
    size_t length = 0;
    double until = seconds_now() + START_SECONDS;
    struct pollfd wait = { .fd = output, .events = POLLIN };
    while (length < sizeof text - 1 && seconds_now() < until && poll(&wait, 1, 1000) >= 0) {
        if (!(wait.revents & (POLLIN | POLLHUP)))
            continue;
        ssize_t got = read(output, text + length, sizeof text - 1 - length);
        if (got <= 0)
            return 0;
        length += (size_t)got;
        text[length] = '\0';
        const char *port = strstr(text, "\"port\": ");
        if (port && strchr(port, '\n'))
            return (int)strtol(port + strlen("\"port\": "), NULL, 10);
    }
    return 0;
}

static void remember(struct server *server)
{
    for (size_t i = 0; i < SERVERS_MAX; i++)
        if (!servers[i]) {
            servers[i] = server;
            return;
        }
    give_up("more than %d servers", SERVERS_MAX);
}

struct server *server_start(struct arena *mem, const char *program, const char *const *place)
{
    const char *arguments[ARGUMENTS_MAX] = { program, "serve", "--listen", "127.0.0.1:0", "--json" };
    size_t count = 5;
    int ends[2];
    for (; *place && count < ARGUMENTS_MAX - 1; place++)
        arguments[count++] = *place;
    struct server *server = malloc(sizeof *server); /* outlives the measurement's arena when that is given up */
    int errors = memfd_create("errors", MFD_CLOEXEC);
    if (!server || errors < 0 || pipe2(ends, O_CLOEXEC) != 0)
        give_up("no server: %s", strerror(errno));
    double from = seconds_now();
    *server = (struct server){ .process = start(arguments, ends[1], errors) };
    close(ends[1]);
    remember(server);
    server->port = read_port(ends[0]);
    server->start_seconds = seconds_now() - from;
    close(ends[0]);
    if (!server->port)
        give_up("%s serve does not start: %s", program, read_all(mem, errors));
    close(errors);
    return server;
}

void server_stop(struct server *server)
{
    size_t at = 0;
    while (at < SERVERS_MAX && servers[at] != server)
        at++;
    if (!server || at == SERVERS_MAX)
        return;
    servers[at] = NULL;
    double until = seconds_now() + STOP_SECONDS;
    kill(server->process, SIGTERM);
    while (waitpid(server->process, NULL, WNOHANG) == 0) {
        if (seconds_now() > until)
            kill(server->process, SIGKILL);
        usleep(10000);
    }
    free(server);
}

void servers_stop_all(void)
{
    for (size_t i = 0; i < SERVERS_MAX; i++)
        server_stop(servers[i]);
}

void server_memory(const struct server *server, double *resident_mb, double *peak_mb)
{
    *resident_mb = status_mb(server->process, "VmRSS:");
    *peak_mb = status_mb(server->process, "VmHWM:");
}
