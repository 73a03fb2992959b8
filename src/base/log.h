/* src/base/log.h
 * One JSON line an event on stderr: t, level, room, msg and what is given. No personal data.
 *
 * Library rooms do not log errors, they return them; web, api, jobs and main log.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/attributes.h"

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

void log_line(enum log_level level, const char *room, const char *format, ...) PRINTF_LIKE(3, 4);
