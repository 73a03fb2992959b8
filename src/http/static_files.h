/* src/http/static_files.h
 * The files that never change while the program runs: style sheet, script, signs, fonts.
 *
 * All live under one address, /static/<12 hex digits of the SHA-256 of the whole set>/<name>, so that a style sheet may
 * name its fonts relatively, and may be kept by browsers for ever: what changes has another address. Texts are
 * compressed once, at start.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/embedded.h"
#include "http/request.h"
#include "http/response.h"

struct static_files;

/* FILES are "static/NAME"; they outlive the set. FOLDER, may be NULL: the files are read from there at each request,
 * for whoever is writing them. Lives in MEM. */
struct static_files *static_files_new(struct arena *mem, const struct embedded_file *files, size_t count,
                                      const char *folder);

/* "/static/<hash>/congvu.css" of "congvu.css"; "" where there is no such file. Lives in MEM. */
const char *static_url(const struct static_files *files, struct arena *mem, const char *name);

/* Answers what lies under /static/, also that there is no such file; false for every other path. */
bool static_answer(const struct static_files *files, const struct request *request, struct response *response);
