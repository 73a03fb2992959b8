/* src/exchange/testing_smtp.h
 * A real mail server for a test (tests/smtp-server.py), and what it took. For *_test.c of this room and those above.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"

struct smtp {
    pid_t process;
    int port;
    char folder[64], mails[96], certificate[96], key[96];
};

/* In the child: becomes the server, its stdout is OUT. */
static inline void smtp_become(const struct smtp *smtp, int out, bool tls)
{
    dup2(out, STDOUT_FILENO);
    if (tls)
        execl("/usr/bin/python3", "python3", SOURCE_FOLDER "/tests/smtp-server.py", smtp->mails, smtp->certificate,
              smtp->key, NULL);
    else
        execl("/usr/bin/python3", "python3", SOURCE_FOLDER "/tests/smtp-server.py", smtp->mails, NULL);
    _exit(1);
}

static inline void smtp_make_certificate(const struct smtp *smtp)
{
    pid_t child = fork();
    int status = 1;
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO); /* it draws while it thinks */
        execlp("openssl", "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
               "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
               smtp->key, "-out", smtp->certificate, "-batch", NULL);
        _exit(1);
    }
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
}

static inline void smtp_start(struct smtp *smtp, bool tls)
{
    int ends[2];
    char line[64] = "";
    snprintf(smtp->folder, sizeof smtp->folder, "/tmp/congvu-smtp-XXXXXX");
    assert_non_null(mkdtemp(smtp->folder));
    snprintf(smtp->mails, sizeof smtp->mails, "%s/mails", smtp->folder);
    snprintf(smtp->certificate, sizeof smtp->certificate, "%s/certificate", smtp->folder);
    snprintf(smtp->key, sizeof smtp->key, "%s/key", smtp->folder);
    if (tls)
        smtp_make_certificate(smtp);
    assert_int_equal(pipe(ends), 0);
    smtp->process = fork();
    if (smtp->process == 0)
        smtp_become(smtp, ends[1], tls);
    close(ends[1]);
    assert_true(read(ends[0], line, sizeof line - 1) > 0);
    close(ends[0]);
    assert_int_equal(sscanf(line, "{\"port\": %d}", &smtp->port), 1);
}

static inline void smtp_stop(struct smtp *smtp)
{
    kill(smtp->process, SIGTERM);
    waitpid(smtp->process, NULL, 0);
    unlink(smtp->mails);
    unlink(smtp->certificate);
    unlink(smtp->key);
    rmdir(smtp->folder);
}

/* What it took, a line of JSON a mail; "" where nothing. Lives in MEM. */
static inline const char *smtp_taken(const struct smtp *smtp, struct arena *mem)
{
    struct err err = { 0 };
    if (access(smtp->mails, R_OK) != 0)
        return "";
    const char *text = file_read(mem, smtp->mails, 1 << 20, NULL, &err);
    assert_non_null(text);
    return text;
}
