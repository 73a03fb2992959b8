/* bench/program.h
 * Programs that are run and measured from outside: a command to its end, a server while it serves.
 *
 * What a program prints is shown only when it fails, which gives the measurement up. Servers end when the bench ends,
 * however it ends.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"

enum { ARGUMENTS_MAX = 24 };

/* The whole process. */
struct outcome {
    double seconds, cpu; /* from its start to its end */
    double peak_mb;      /* the most memory that was resident */
    const char *output;  /* what it printed, at most some KiB; lives in MEM */
    bool failed;
};

/* Runs ARGUMENTS; the first is the program, NULL ends them. OUTPUT goes to the file INTO where one is named. */
struct outcome program_run(struct arena *mem, const char *const *arguments, const char *into);

/* Likewise; a failure is said on stderr and in the outcome. */
struct outcome program_try(struct arena *mem, const char *const *arguments, const char *into);

/* Programs of the bench that end with it. */
struct server {
    pid_t process;
    int port;
    double start_seconds; /* from its start to the line that says where it listens */
};

/* Runs `PROGRAM serve PLACE…` on a free port of this machine. */
struct server *server_start(struct arena *mem, const char *program, const char *const *place);
void server_stop(struct server *server); /* twice is once */
void servers_stop_all(void);

/* Resident memory now, and the most there was (VmRSS, VmHWM), in MB. */
void server_memory(const struct server *server, double *resident_mb, double *peak_mb);
