/* src/people/mail_box.h
 * Where a person's mail goes, and whether the person wants any.
 *
 * An address is personal data: it is shown to its person and to the administration only, and never written into the
 * history, which says that it changed. A closed account is sent nothing, whatever stands here.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/mail_address.h"
#include "store/store.h"

struct mail_box {
    const char *address; /* "" where none is known */
    bool wanted;
};

/* Where nothing is kept: no address, wanted. Lives in MEM. */
bool mail_box_read(struct db *db, struct arena *mem, const char *login, struct mail_box *box,
                   struct err *err) MUST_CHECK;

/* Of an account that is there; by BY. invalid.address; "" takes the address away. */
bool mail_box_keep(struct store *store, struct arena *mem, const char *login, const struct mail_box *box,
                   const char *by, struct err *err) MUST_CHECK;
