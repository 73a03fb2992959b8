/* src/http/request_internal.h
 * The parts a request is read from. Inside the room only (and its fuzz target).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/text.h"
#include "http/request.h"

enum { FILE_NAME_MAX = 180 }; /* bytes, the ending included: leaves room for what a file system adds */

/* Decodes the path of a request line. Fails with invalid.path where it does not begin with "/", has a broken %, a
 * control character, a backslash, an escaped "/", an empty, "." or ".." segment, or is not UTF-8. "/" is fine; one "/"
 * at the end of another path is taken off, and SLASH says so. Lives in MEM. */
const char *path_decode(struct arena *mem, const char *raw, bool *slash, struct err *err) MUST_CHECK;

/* The path as it stands in a URL: what is not unreserved, "/" or a sub-delimiter becomes %XX. Lives in MEM. */
const char *path_encode(struct arena *mem, const char *path);

/* Adds what a Cookie header says; what is no "name=value" is left out. */
void cookies_parse(struct arena *mem, struct http_pairs *cookies, const char *header);

/* A file name from outside without folders, control and direction characters, blanks at its ends, and at most
 * FILE_NAME_MAX bytes with its ending kept; "" where nothing is left. Any bytes are taken. Lives in MEM. */
const char *file_name_clean(struct arena *mem, const char *name, size_t length);

bool is_token(const char *text);                          /* one or more tchar of RFC 9110 */
bool is_media_type(const char *type, const char *wanted); /* "text/html; charset=utf-8" is "text/html" */
