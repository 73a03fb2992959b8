/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/attachment_box.h"

#include <errno.h>
#include <magic.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BOX_SOCKET = 3, ASKED_SECONDS = BOX_SECONDS + 5 /* the box answers for a child that did not */ };

struct answer {
    enum box_answer answer;
    char type[BOX_TYPE_MAX];
};

/* --- the child: one file ------------------------------------------------------------------------------------------ */

/* Bytes read into BEGINNING; -1 where it cannot be read. */
static ssize_t read_beginning(int file, char beginning[BOX_LOOKED_AT])
{
    ssize_t length = 0, got = 1;
    while (got != 0 && length < BOX_LOOKED_AT) {
        got = pread(file, beginning + length, (size_t)(BOX_LOOKED_AT - length), length);
        if (got < 0 && errno != EINTR)
            return -1;
        length += got > 0 ? got : 0;
    }
    return length;
}

static struct answer look_at(magic_t tables, int file)
{
    static char beginning[BOX_LOOKED_AT];
    struct answer answer = { .answer = BOX_FOUND };
    ssize_t length = read_beginning(file, beginning);
    const char *found = tables && length > 0 ? magic_buffer(tables, beginning, (size_t)length) : NULL;
    if (length <= 0)
        answer.answer = length < 0 ? BOX_UNREADABLE : BOX_EMPTY;
    else if (!found)
        answer.answer = tables ? BOX_FAILED : BOX_NO_TABLES;
    else
        snprintf(answer.type, sizeof answer.type, "%s", found);
    return answer;
}

static void limit(int what, rlim_t most)
{
    (void)setrlimit(what, &(struct rlimit){ most, most });
}

static _Noreturn void be_child(magic_t tables, int file)
{
    limit(RLIMIT_CPU, BOX_CPU_SECONDS);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    alarm(BOX_SECONDS);
    struct answer answer = look_at(tables, file);
    _exit(send(BOX_SOCKET, &answer, sizeof answer, MSG_NOSIGNAL) == sizeof answer ? 0 : 1);
}

/* --- the box ------------------------------------------------------------------------------------------------------ */

/* libmagic compiles its expressions when they are first asked and keeps them: a text that is nothing asks most of them
 * here, once, instead of in every child. */
static magic_t read_tables(void)
{
    static const char nothing[] = "không\n";
    magic_t tables = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR);
    if (tables && magic_load(tables, NULL) != 0) {
        magic_close(tables);
        tables = NULL;
    }
    if (tables)
        (void)magic_buffer(tables, nothing, strlen(nothing));
    return tables;
}

/* The file that was asked about; -1 at the end of the process that asks. */
static int receive(void)
{
    char byte;
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr aligned;
    } control;
    struct iovec bytes = { &byte, 1 };
    struct msghdr message = {
        .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room
    };
    ssize_t got;
    do
        got = recvmsg(BOX_SOCKET, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    const struct cmsghdr *head = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    int file = -1;
    if (head && head->cmsg_type == SCM_RIGHTS)
        memcpy(&file, CMSG_DATA(head), sizeof file);
    return file;
}

static void answer_file(magic_t tables, int file)
{
    int status = 1;
    pid_t child = fork();
    if (child == 0)
        be_child(tables, file);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    close(file);
    struct answer failed = { .answer = BOX_FAILED };
    if (child < 0 || status != 0)
        (void)!send(BOX_SOCKET, &failed, sizeof failed, MSG_NOSIGNAL);
}

/* Of the process it was forked from it keeps nothing open; what ends that one ends its socket. */
static _Noreturn void be_box(int socket)
{
    dup2(socket, BOX_SOCKET);
    close_range(BOX_SOCKET + 1, ~0u, 0);
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    signal(SIGALRM, SIG_DFL);
    prctl(PR_SET_NAME, "congvu-box");
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    magic_t tables = read_tables();
    for (int file = receive(); file >= 0; file = receive()) {
        if (!tables)
            tables = read_tables(); /* memory may have been short */
        answer_file(tables, file);
    }
    _exit(0);
}

/* --- who asks ----------------------------------------------------------------------------------------------------- */

static struct {
    pthread_mutex_t lock;
    int socket; /* -1: there is no box */
    pid_t process;
} box = { .lock = PTHREAD_MUTEX_INITIALIZER, .socket = -1 };

static void put_away(void)
{
    close(box.socket);
    box.socket = -1;
    kill(box.process, SIGKILL);
    while (waitpid(box.process, NULL, 0) < 0 && errno == EINTR)
        continue;
}

static void make(void)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    struct timeval patience = { .tv_sec = ASKED_SECONDS };
    (void)setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    box.process = fork();
    if (box.process == 0)
        be_box(ends[1]);
    close(ends[1]);
    if (box.process > 0)
        box.socket = ends[0];
    else
        close(ends[0]);
}

static bool send_file(int file)
{
    char byte = 0;
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr aligned;
    } control = { .room = { 0 } };
    struct iovec bytes = { &byte, 1 };
    struct msghdr message = {
        .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room
    };
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof file);
    memcpy(CMSG_DATA(head), &file, sizeof file);
    return sendmsg(box.socket, &message, MSG_NOSIGNAL) == 1;
}

void attachment_box_open(void)
{
    pthread_mutex_lock(&box.lock);
    if (box.socket < 0)
        make();
    pthread_mutex_unlock(&box.lock);
}

/* False where the box is gone: nothing that a file does ends it, so another one may know. */
static bool ask_once(int file, struct answer *answer)
{
    if (box.socket < 0)
        make();
    if (box.socket < 0)
        return false;
    ssize_t got = -1;
    if (send_file(file))
        do
            got = recv(box.socket, answer, sizeof *answer, 0);
        while (got < 0 && errno == EINTR);
    if (got == sizeof *answer)
        return true;
    put_away();
    return false;
}

enum box_answer attachment_box_ask(int file, char type[BOX_TYPE_MAX])
{
    struct answer answer = { .answer = BOX_FAILED };
    pthread_mutex_lock(&box.lock);
    if (!ask_once(file, &answer) && !ask_once(file, &answer))
        answer = (struct answer){ .answer = BOX_FAILED };
    pthread_mutex_unlock(&box.lock);
    memcpy(type, answer.type, BOX_TYPE_MAX);
    return answer.answer;
}
