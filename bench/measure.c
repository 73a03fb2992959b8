/* SPDX-License-Identifier: Apache-2.0 */
#include "measure.h"

#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "people/scope.h"

extern char **environ;

enum { STATUS_NOT_MEASURED = 3, NAME_WIDTH = 10, WHAT_WIDTH = 70, VALUE_WIDTH = 16, RATIO_WIDTH = 9, GOAL_WIDTH = 24 };

/* --- failing ------------------------------------------------------------------------------------------------------ */

_Noreturn void give_up(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("congvu-bench: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(STATUS_NOT_MEASURED);
}

void must(bool ok, const struct err *err)
{
    if (!ok)
        give_up("%s", err->text);
}

/* --- time --------------------------------------------------------------------------------------------------------- */

double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double median(double *values, size_t count)
{
    if (count == 0)
        give_up("no values");
    qsort(values, count, sizeof *values, compare);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

/* --- offices ------------------------------------------------------------------------------------------------------ */

void bench_open(const struct bench *bench, const char *folder, enum store_mode mode, struct opened *opened)
{
    struct err err = { 0 };
    struct store_place place = { .folder = folder };
    opened->mem = arena_new(ARENA_JOB_MAX);
    struct store *store = store_open(&place, mode, &err);
    must(store, &err);
    office_init(&opened->office, opened->mem, store, bench->definitions,
                scope_local_administrator(opened->mem, bench->definitions));
}

void bench_close(struct opened *opened)
{
    store_close(opened->office.store);
    arena_free(opened->mem);
}

const char *bench_path(const struct bench *bench, const char *name)
{
    return arena_printf(bench->mem, "%s/%s", bench->folder, name);
}

const char *bench_empty(const struct bench *bench, const char *name)
{
    const char *folder = bench_path(bench, name);
    bench_run((const char *const[]){ bench->program, "--data", folder, "init", NULL });
    return folder;
}

void bench_remove(const char *folder)
{
    DIR *open = opendir(folder);
    struct dirent *entry;
    while (open && (entry = readdir(open))) {
        char path[4096];
        struct stat status;
        if (text_equal(entry->d_name, ".") || text_equal(entry->d_name, ".."))
            continue;
        int length = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (length < 0 || (size_t)length >= sizeof path || lstat(path, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode))
            bench_remove(path);
        else
            unlink(path);
    }
    if (open)
        closedir(open);
    rmdir(folder);
}

/* --- programs ----------------------------------------------------------------------------------------------------- */

double bench_run(const char *const *arguments)
{
    posix_spawn_file_actions_t actions;
    pid_t process;
    int status;
    int said = memfd_create("said", MFD_CLOEXEC); /* shown only when the program fails */
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, said, STDERR_FILENO);
    double from = seconds_now();
    int failed = posix_spawnp(&process, arguments[0], &actions, NULL, (char *const *)arguments, environ);
    if (failed || waitpid(process, &status, 0) != process)
        give_up("%s: %s", arguments[0], strerror(failed));
    double taken = seconds_now() - from;
    posix_spawn_file_actions_destroy(&actions);
    char text[1024];
    ssize_t length = pread(said, text, sizeof text - 1, 0);
    text[length > 0 ? length : 0] = '\0';
    close(said);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        give_up("%s failed: %s", arguments[0], text);
    return taken;
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

/* TEXT and blanks up to WIDTH characters. */
static void put(const char *text, int width)
{
    int shown = 0;
    for (const char *c = text; *c; c++)
        shown += (*c & 0xc0) != 0x80;
    printf("%s%*s", text, width > shown ? width - shown : 0, "");
}

/* Three digits that matter, or all before the point. */
static void print_value(char out[VALUE_WIDTH + 1], double value, const char *unit)
{
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    snprintf(out, VALUE_WIDTH, "%.*f%s", digits, value, unit);
}

static void print_goal(char out[64], const struct row *row)
{
    const char *sign = row->goal == GOAL_AT_MOST ? "≤" : "≥";
    char value[VALUE_WIDTH + 1] = "";
    if (row->target > 0)
        print_value(value, row->target, row->unit);
    bool both = row->target > 0 && row->target_ratio > 0;
    if (row->goal == GOAL_NONE)
        snprintf(out, 64, "–");
    else if (row->target_ratio > 0)
        snprintf(out, 64, "%s%s%s%s%s %.2f ×", both ? sign : "", both ? " " : "", value, both ? ", " : "", sign,
                 row->target_ratio);
    else
        snprintf(out, 64, "%s %s", sign, value);
}

static bool is_met(const struct row *row)
{
    bool most = row->goal == GOAL_AT_MOST;
    double ratio = row->limit > 0 ? row->measured / row->limit : 0;
    bool value = row->target <= 0 || (most ? row->measured <= row->target : row->measured >= row->target);
    bool held = row->target_ratio <= 0 || (most ? ratio <= row->target_ratio : ratio >= row->target_ratio);
    return value && held;
}

void bench_header(void)
{
    put("name", NAME_WIDTH);
    put("what", WHAT_WIDTH);
    put("measured", VALUE_WIDTH);
    put("limit", VALUE_WIDTH);
    put("ratio", RATIO_WIDTH);
    put("target", GOAL_WIDTH);
    puts("met");
}

void bench_row(const struct row *row)
{
    char value[VALUE_WIDTH + 1], goal[64];
    put(row->name, NAME_WIDTH);
    put(row->what, WHAT_WIDTH - 1);
    put("", 1);
    print_value(value, row->measured, row->unit);
    put(value, VALUE_WIDTH);
    if (row->limit > 0) {
        print_value(value, row->limit, row->unit);
        put(value, VALUE_WIDTH);
        snprintf(value, sizeof value, "%.2f ×", row->measured / row->limit);
        put(value, RATIO_WIDTH);
    } else {
        put("–", VALUE_WIDTH);
        put("–", RATIO_WIDTH);
    }
    print_goal(goal, row);
    put(goal, GOAL_WIDTH);
    puts(row->goal == GOAL_NONE ? "–" : is_met(row) ? "yes" : "no");
    fflush(stdout);
}
