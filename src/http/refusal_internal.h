/* src/http/refusal_internal.h
 * What the server refuses by itself, and with which words. Inside the room only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "http/server.h"

enum refusal {
    REFUSED_NOT,
    REFUSED_REQUEST,
    REFUSED_HOST,
    REFUSED_LENGTH,
    REFUSED_VERSION,
    REFUSED_HEAD,
    REFUSED_PATH,
    REFUSED_QUERY,
    REFUSED_EXPECT,
    REFUSED_CODING,
    REFUSED_BODY,
    REFUSED_FIELDS,
    REFUSED_FORM,
    REFUSED_FILE,
    REFUSED_FILES,
    REFUSED_NO_FILE,
    REFUSED_DISK,
    REFUSED_BUSY,
    REFUSED_MEMORY,
    REFUSED_WRITTEN,
    REFUSED_STOPPED,
    REFUSED_DEFECT,
    REFUSED_COUNT,
};

extern const struct server_refusal refusals[REFUSED_COUNT];
