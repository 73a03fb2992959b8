/* src/http/multipart_internal.h
 * Reads a multipart/form-data body piece by piece: fields into the request's form, files into temporary files.
 *
 * libmicrohttpd has a reader of its own; it cuts long names, takes what is not UTF-8 and cannot be tried without a
 * connection, so this one stands in its place. Inside the room only (and its fuzz target).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/refusal_internal.h"
#include "http/request.h"

enum { MULTIPART_BOUNDARY_MAX = 70, MULTIPART_HEAD_MAX = 8 << 10 };

struct multipart_limits {
    size_t fields;      /* pairs of the form */
    size_t field_bytes; /* names and values of all of them */
    size_t files;       /* 0: a file is refused with REFUSED_NO_FILE */
    int64_t file_bytes; /* of one */
};

struct multipart;

/* For a body of CONTENT_TYPE; NULL where that names no boundary that can be. Lives in the request's memory. */
struct multipart *multipart_new(struct request *request, const char *content_type,
                                const struct multipart_limits *limits);

/* The next LENGTH bytes. After a refusal nothing more may be added. */
enum refusal multipart_add(struct multipart *multipart, const char *bytes, size_t length);

/* After the last bytes: REFUSED_FORM where the end is missing. */
enum refusal multipart_end(struct multipart *multipart);
