/* src/people/session_internal.h
 * Between signing in and the sessions it begins.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "people/account_internal.h"
#include "people/session.h"

/* A new token and the id of its session. */
void session_new_token(char token[TOKEN_SIZE], char id[HASH_HEX_SIZE]);

bool session_insert(struct change *change, const struct session *session, int64_t account, struct err *err) MUST_CHECK;

/* What the act that began it leaves (left.h): its line says so to account_note(). */
const char *session_left(struct arena *mem, const struct session *session, int64_t account);
