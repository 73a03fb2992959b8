/* SPDX-License-Identifier: Apache-2.0 */
/* The contents of attached files: each is read through and must be what its hash says, and as long. */
#include "proof/verify_internal.h"

#include "store/blob.h"

enum { FILE_BYTES_AT_ONCE = 64 << 10 };

/* False where the file is not there, damaged or of another size; then WHAT says so. */
static bool is_whole(struct verification *verification, struct arena *mem, const char *hash, int64_t size,
                     const char **what)
{
    struct err err = { 0 };
    char *bytes = arena_alloc(mem, FILE_BYTES_AT_ONCE);
    size_t got = 1;
    int64_t read = 0;
    struct blob_reader *reader = blob_open(verification->office->store, mem, hash, &err);
    bool fine = reader != NULL;
    while (fine && got > 0) {
        fine = blob_read(reader, bytes, FILE_BYTES_AT_ONCE, &got, &err);
        read += fine ? (int64_t)got : 0;
    }
    *what = fine ? "Kích thước tệp khác với kích thước đã ghi" : arena_strdup(verification->mem, err.text);
    return fine && read == size;
}

bool verification_check_files(struct verification *verification, struct err *err)
{
    struct arena *mem CLEANUP(arena_cleanup) = arena_new(ARENA_JOB_MAX);
    struct rows *rows =
        db_rows(verification->db, verification->mem,
                SQL("select b.hash, b.size, (select min(t.record) from attachment t where t.blob = b.hash) from blob b "
                    "order by b.hash"),
                DB_NONE, err);
    while (rows && rows_next(rows)) {
        const char *what;
        if (!is_whole(verification, mem, rows_text(rows, 0), rows_int(rows, 1), &what))
            verification_fault(verification, rows_int(rows, 2), 0,
                               arena_printf(verification->mem, "%s (%s)", what, rows_text(rows, 0)));
        verification->report->files++;
        arena_reset(mem);
    }
    return rows && rows_end(rows, err);
}
