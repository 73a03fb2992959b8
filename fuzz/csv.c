/* fuzz/csv.c
 * Reads any bytes as CSV; what is read is written and must be read back as it was.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "documents/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check(bool fine)
{
    if (!fine)
        abort();
}

/* Every row of BYTES is written to OUT; false where reading fails, which must name the reason. */
static bool rewrite(struct arena *mem, const char *bytes, size_t length, struct text *out)
{
    struct err err = { 0 };
    struct csv_reader *reader = csv_read(mem, bytes, length, &err);
    struct csv_writer writer;
    csv_writer_init(&writer, out, false);
    const struct csv_row *row = NULL;
    while (reader && csv_next(reader, &row, &err) && row) {
        for (size_t i = 0; i < row->count; i++)
            check(utf8_is_valid(row->fields[i], strlen(row->fields[i])));
        csv_write_row(&writer, row->fields, row->count);
    }
    check(err.kind == ERR_NONE ||
          (err.kind == ERR_INVALID && err.text[0] && utf8_is_valid(err.text, strlen(err.text))));
    return err.kind == ERR_NONE;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *mem = arena_new(ARENA_JOB_MAX);
    struct text once, twice;
    text_init(&once, mem, TEXT_MAX_DOCUMENT);
    text_init(&twice, mem, TEXT_MAX_DOCUMENT);
    if (rewrite(mem, (const char *)bytes, size, &once)) {
        check(rewrite(mem, once.data, once.length, &twice));
        check(strcmp(once.data, twice.data) == 0);
    }
    arena_free(mem);
    return 0;
}
