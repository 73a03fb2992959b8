/* SPDX-License-Identifier: Apache-2.0 */
#include "http/refusal_internal.h"

#include "http/server.h"
#include "http/texts.h"

const struct server_refusal refusals[REFUSED_COUNT] = {
    [REFUSED_REQUEST] = { 400, "invalid.request", TEXT_REFUSED_REQUEST },
    [REFUSED_HOST] = { 400, "invalid.host", TEXT_REFUSED_HOST },
    [REFUSED_LENGTH] = { 400, "invalid.length", TEXT_REFUSED_LENGTH },
    [REFUSED_VERSION] = { 505, "invalid.version", TEXT_REFUSED_VERSION },
    [REFUSED_HEAD] = { 431, "invalid.head", TEXT_REFUSED_HEAD },
    [REFUSED_PATH] = { 400, "invalid.path", TEXT_PATH },
    [REFUSED_QUERY] = { 400, "invalid.query", TEXT_REFUSED_QUERY },
    [REFUSED_EXPECT] = { 417, "invalid.expect", TEXT_REFUSED_EXPECT },
    [REFUSED_CODING] = { 415, "invalid.coding", TEXT_REFUSED_CODING },
    [REFUSED_BODY] = { 413, "invalid.size", TEXT_REFUSED_BODY },
    [REFUSED_FIELDS] = { 413, "invalid.fields", TEXT_REFUSED_FIELDS },
    [REFUSED_FORM] = { 400, "invalid.form", TEXT_REFUSED_FORM },
    [REFUSED_FILE] = { 413, "invalid.file-size", TEXT_REFUSED_FILE },
    [REFUSED_FILES] = { 413, "invalid.files", TEXT_REFUSED_FILES },
    [REFUSED_NO_FILE] = { 413, "invalid.file", TEXT_REFUSED_NO_FILE },
    [REFUSED_DISK] = { 507, "full.disk", TEXT_REFUSED_DISK },
    [REFUSED_BUSY] = { 503, "busy.server", TEXT_REFUSED_BUSY },
    [REFUSED_MEMORY] = { 503, "busy.memory", TEXT_REFUSED_MEMORY },
    [REFUSED_WRITTEN] = { 503, "busy.answer", TEXT_REFUSED_WRITTEN },
    [REFUSED_STOPPED] = { 503, "busy.stopping", TEXT_REFUSED_STOPPED },
    [REFUSED_DEFECT] = { 500, "internal.answer", TEXT_REFUSED_DEFECT },
};
