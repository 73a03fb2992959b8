/* src/handling/testing_files.h
 * A file and letters to lie in it, for tests.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/testing_office.h"

static inline int64_t a_file(struct testing *t, struct testing_office *o, const char *summary)
{
    struct draft *draft = draft_new(t->mem, o->case_work);
    draft_set(t->mem, draft, "received_on", "2021-07-05T08:00");
    draft_set(t->mem, draft, "summary", summary);
    return testing_create(t, o, draft);
}

static inline int64_t a_letter(struct testing *t, struct testing_office *o, const char *summary, const char *issued_on,
                               const char *secrecy)
{
    struct draft *draft = testing_letter(t, o, summary, "cv");
    draft_set(t->mem, draft, "place", "Sở Y tế");
    if (secrecy)
        draft_set(t->mem, draft, "secrecy", secrecy);
    draft_add_step(t->mem, draft, "number", issued_on);
    draft_step_set(t->mem, draft_add_step(t->mem, draft, "issue", issued_on), "issued_on", issued_on);
    return testing_create(t, o, draft);
}

static inline void set_secrecy(struct testing *t, struct testing_office *o, int64_t id, const char *secrecy)
{
    struct err err = { 0 };
    const struct draft_value value = { .name = "secrecy", .text = secrecy };
    assert_true(testing_ok(record_set(&o->office, t->mem, id, 0, &value, 1, &err), &err));
}
