/* fuzz/replay.c
 * Runs a fuzz target over each file of its corpus, in the order of their names: `replay_NAME FOLDER`.
 *
 * It speaks TAP, a test a file. A target that finds a fault ends the process. An empty corpus is a failure.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"

enum { INPUT_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static bool replay(const char *folder, struct arena *mem, struct err *err)
{
    char **paths;
    size_t count;
    if (!file_list(mem, folder, "", &paths, &count, err))
        return false;
    if (count == 0)
        return err_set(err, ERR_NOT_FOUND, "corpus", NULL, "Không có mẫu thử trong “%s”", folder);
    for (size_t i = 0; i < count; i++) {
        size_t length;
        const char *bytes = file_read(mem, paths[i], INPUT_MAX, &length, err);
        if (!bytes)
            return false;
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, length);
        printf("ok %zu - %s\n", i + 1, paths[i]);
        fflush(stdout);
    }
    printf("1..%zu\n", count);
    return true;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: replay_NAME FOLDER\n", stderr);
        return 2;
    }
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct err err = { 0 };
    bool done = replay(argv[1], mem, &err);
    if (!done)
        printf("not ok 1 - %s\n", err.text);
    arena_free(mem);
    return done ? 0 : 1;
}
