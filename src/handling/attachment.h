/* src/handling/attachment.h
 * Files of a record: kept whole, every version, told apart by content.
 *
 * The type comes from the bytes (libmagic), never from the name or the browser; only the kinds in attachment_types are
 * taken. A file of the same name is the next version of it. A withdrawn file keeps its line, hash and reason; its bytes
 * are no longer given out. An upload whose name carries a mark (MẬT, TỐI MẬT, TUYỆT MẬT) is refused where the record is
 * not secret; what its pages say is not read. Each act is a change of the record with a history line:
 * attach, draft-version, withdraw-file.
 *
 * Where the register has drafts, a file may be a version of the record's draft: versions are numbered 1, 2, … whatever
 * their names; each stays, and each has its round of approvals (records/approvals.h).
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/json.h"
#include "records/office.h"

enum {
    ATTACHMENT_BYTES_MAX = 20 << 20,
    ATTACHMENT_NAME_MAX = 200, /* characters */
    ATTACHMENTS_MAX = 200,     /* of a record */
    DRAFT_NOTE_MAX = 500,      /* characters */
};

struct attachment {
    int64_t id, record;
    const char *name;       /* without folders, NFC, no control characters */
    const char *media_type; /* from the content */
    const char *blob;       /* SHA-256 */
    int64_t size, version;  /* version 1 … of this name */
    instant_t created_at;
    const char *created_by;
    bool withdrawn;
    int64_t draft;     /* version … of the record's draft; 0: a file beside it */
    const char *note;  /* what was said of the version; "" */
    struct record *of; /* by attachment_find: its record; NULL otherwise */
};

/* What may be uploaded, for the form's hint and `accept`: media type, ending, label. */
struct attachment_type {
    const char *media_type, *ending, *label;
};
extern const struct attachment_type attachment_types[];
extern const size_t attachment_type_count;

/* Keeps the bytes of FILE (an open descriptor of a file, read from its beginning, its place left alone) under NAME, of
 * which the ending must be one of the content's kind (none: it gets one); asks may(ACT_ATTACH). invalid.file for a kind
 * that is not taken or an empty file, invalid.name, invalid.size, invalid.secret, invalid.count. ADDED is the file as
 * it was stored (without `of`): who answers need not read it again, and so has an answer whenever the file is stored.
 */
bool attachment_add(struct office *office, struct arena *mem, int64_t record, int64_t version, const char *name,
                    int file, struct attachment *added, struct err *err) MUST_CHECK;

/* The same as the next version of the draft, with a NOTE of what changed ("" for none). conflict.state where the record
 * is in none of the states of `drafts`, conflict.same where the newest version has the same bytes and goes the route
 * still, invalid.drafts for a register without drafts, invalid.note, invalid.route where it names a position that is
 * not there. What waited of the version before waits no more. */
bool attachment_add_draft(struct office *office, struct arena *mem, int64_t record, int64_t version, const char *name,
                          int file, const char *note, struct attachment *added, struct err *err) MUST_CHECK;

bool attachment_withdraw(struct office *office, struct arena *mem, int64_t id, const char *reason,
                         struct err *err) MUST_CHECK;

/* All of a record: by name, newest version first. The caller read the record. */
bool attachment_list(struct db *db, struct arena *mem, int64_t record, struct attachment **list, size_t *count,
                     struct err *err) MUST_CHECK;

/* Its members, in an open object. */
void attachment_json(struct json *json, const struct attachment *file);

/* One, if the scope may see its record; not-found.attachment otherwise, forbidden.withdrawn for a withdrawn one. */
struct attachment *attachment_find(struct db *db, struct arena *mem, const struct definitions *definitions,
                                   const struct scope *scope, int64_t id, struct err *err) MUST_CHECK;

/* Its bytes as an open file, proved by the hash; closed by MEM. -1 with an err. */
int attachment_open(struct store *store, struct arena *mem, const struct attachment *attachment,
                    struct err *err) MUST_CHECK;

/* FILE of RECORD is given out whole to SCOPE: where the record holds personal data, whatever of it SCOPE reads beside
 * the file, that is a reading (query/reading.h), and its line is on disk before. What cannot be noted is not given out.
 * The line says the file's id, not its name, in which people write names. */
bool attachment_note_given(struct store *store, struct arena *mem, const struct scope *scope,
                           const struct record *record, const struct attachment *file, struct err *err) MUST_CHECK;

/* attachment_open of one that attachment_find found, noted as above. */
int attachment_open_noted(struct store *store, struct arena *mem, const struct scope *scope,
                          const struct attachment *attachment, struct err *err) MUST_CHECK;
