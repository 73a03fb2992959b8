/* src/handling/attachment_internal.h
 * What a file may be and be called, and what the history says of it. Inside the room only.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "handling/attachment.h"
#include "records/approvals.h"
#include "records/writing.h"

/* The name as it is kept: the last part of a path, NFC, without blanks and dots at its ends. Refused: no name, more
 * than ATTACHMENT_NAME_MAX characters or 255 bytes, control characters, marks that turn the direction of writing,
 * what no folder of Windows may hold. Lives in MEM. */
bool attachment_name_clean(struct arena *mem, const char *given, const char **name, struct err *err) MUST_CHECK;

/* Does the name carry a mark of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT? Not “bảo mật”, “mật độ”, “mặt bằng”. */
bool attachment_name_is_secret(struct arena *mem, const char *name);

/* The kind of FILE by its bytes, which must be one that the ending of NAME says; a name without an ending is given one.
 * Clean text that is called .txt is text, whatever language libmagic takes it for. FILE stands at its beginning
 * afterwards. */
bool attachment_kind(struct arena *mem, int file, const char **name, const struct attachment_type **type,
                     struct err *err) MUST_CHECK;

/* --- files that the program makes, of a record that is planned anew ------------------------------------------------
 */

/* The BYTES as a blob; INTO gets its hash, size and media type, of ENDING (".docx"). */
bool attachment_keep_bytes(struct office *office, struct arena *mem, const char *bytes, size_t length,
                           const char *ending, struct attachment *into, struct err *err) MUST_CHECK;

/* After write_plan_new, with the id of the record: its first file, which is the first version of its draft where it has
 * drafts. Asks may(ACT_ATTACH). */
bool attachment_plan_made(struct write *write, struct db *db, struct attachment *file,
                          struct approval_changes *approvals, struct err *err) MUST_CHECK;
bool attachment_insert(struct change *change, const struct write *write, struct attachment *file,
                       const struct approval_changes *approvals, struct err *err) MUST_CHECK;
