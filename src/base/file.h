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

/* A file for reading without holding it in memory: what was read may go again. Valid until MEM is reset; who shortens
 * the file meanwhile ends the process. "" for an empty one; the second is of an open file, which may be closed then. */
const char *file_map_path(struct arena *mem, const char *path, size_t *length, struct err *err) MUST_CHECK;
const char *file_map(struct arena *mem, int file, size_t *length, struct err *err) MUST_CHECK;

/* Writes beside PATH, fsyncs, renames over it, fsyncs the folder. One writer of a PATH at a time in a process. */
bool file_write(const char *path, const void *bytes, size_t length, int mode, struct err *err) MUST_CHECK;

/* Makes a folder and its parents. */
bool file_make_folder(const char *path, struct err *err) MUST_CHECK;

/* The paths of the plain files in FOLDER whose names end in SUFFIX, in byte order; live in MEM. Names that
 * begin with a dot are left out. A folder that is not there has none. */
bool file_list(struct arena *mem, const char *folder, const char *suffix, char ***paths, size_t *count,
               struct err *err) MUST_CHECK;

bool file_exists(const char *path);
