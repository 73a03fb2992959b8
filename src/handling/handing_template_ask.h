/* src/handling/handing_template_ask.h
 * To whom an act hands work, where that is not said line by line: by a template, or as the last time.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/handing_template.h"

struct handing_ask {
    const char *template;     /* number or name; NULL or "": none */
    bool same;                /* as the last time, with a record that is like LIKE */
    const char *due;          /* of lead and support; may be NULL */
    const char *opinion;      /* NULL: that of the template, or of the last time */
    const struct handed *own; /* what was said line by line: takes the place of the lines of its role */
    size_t own_count;
};

/* The lines of the act, and who is left out because they are there no more. Without a template and `same` they are the
 * own ones as they are. not-found.template, invalid.template (both asked for; nobody of it is there), not-found.same
 * (nothing is like it). */
bool handing_ask_lines(struct db *db, struct arena *mem, const struct definitions *definitions,
                       const struct scope *scope, const struct record *like, const struct handing_ask *ask,
                       struct handing_fill *fill, struct err *err) MUST_CHECK;
