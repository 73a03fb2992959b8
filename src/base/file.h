/* src/base/file.h
 * Whole small files: read with a limit, written so that a crash leaves the old one or the new one.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

/* Reads PATH, at most MAX bytes; the bytes live in MEM and are followed by a NUL. LENGTH may be NULL. */
char *file_read(struct arena *mem, const char *path, size_t max, size_t *length, struct err *err) MUST_CHECK;

/* All of an open FILE named NAME, from its beginning, its place left alone; as file_read. */
char *file_read_open(struct arena *mem, int file, const char *name, size_t max, size_t *length,
                     struct err *err) MUST_CHECK;

/* A file for reading without holding it in memory: what was read may go again. Valid until MEM is reset; who shortens
 * the file meanwhile, or a disk that does not give it, ends the process: for commands, not for a server. "" for an
 * empty one. */
const char *file_map_path(struct arena *mem, const char *path, size_t *length, struct err *err) MUST_CHECK;

/* BYTES, up to which a mapped file was read: what lies before them may leave the memory of the process, and is read
 * from the disk again by whoever looks at it again. Bytes that file_map_path did not give stay where they are. From any
 * thread. */
void file_let_go(const char *bytes);

/* Writes beside PATH, fsyncs, renames over it, fsyncs the folder. One writer of a PATH at a time in a process. */
bool file_write(const char *path, const void *bytes, size_t length, int mode, struct err *err) MUST_CHECK;

/* Makes a folder and its parents. */
bool file_make_folder(const char *path, struct err *err) MUST_CHECK;

/* The paths of the plain files in FOLDER whose names end in SUFFIX, in byte order; live in MEM. Names that
 * begin with a dot are left out. A folder that is not there has none. */
bool file_list(struct arena *mem, const char *folder, const char *suffix, char ***paths, size_t *count,
               struct err *err) MUST_CHECK;

bool file_exists(const char *path);
