/* src/main/office_acts.h
 * Making an office, for `init` and `sample`.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "main/run.h"

/* Makes the office where the options say and brings it to the definitions; run->office is open for writing. One that is
 * there already is opened where OR_OPEN, refused otherwise. False with the status; the message was printed. */
bool office_make(struct run *run, bool or_open, struct text_list *changes, int *status) MUST_CHECK;
