/* src/main/remote.h
 * The server that runs on this office, asked over DIR/congvu.sock: it holds the lock, so commands write through it.
 *
 * The request is the API's, with the same permissions: who is at the machine is the local administrator, --as goes
 * along as the header Congvu-As. A problem document becomes an err again, with its kind and words.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/err.h"
#include "base/json_read.h"
#include "base/text.h"

struct remote;

/* NULL where no server answers there. AS may be NULL. Lives in MEM. */
struct remote *remote_find(struct arena *mem, const char *folder, const char *as);

/* POST or PATCH of a JSON BODY to PATH ("/records/…", after /api/v1). The answer goes with the remote's memory; of a
 * problem too, where ANSWER says more than ERR. NULL: only ERR. */
bool remote_send(struct remote *remote, const char *method, const char *path, const char *body, const json_t **answer,
                 struct err *err) MUST_CHECK;

/* GET of PATH with its query. */
bool remote_get(struct remote *remote, const char *path, const json_t **answer, struct err *err) MUST_CHECK;

/* POST of one file as the control `file` of a form. */
bool remote_send_file(struct remote *remote, const char *path, const char *name, const char *bytes, size_t length,
                      const json_t **answer, struct err *err) MUST_CHECK;

/* PART as one segment of a path. Lives in MEM. */
const char *remote_segment(struct arena *mem, const char *part);
