/* SPDX-License-Identifier: Apache-2.0 */
#include "handling/package.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "documents/csv.h"
#include "documents/zip_write.h"
#include "handling/attachment.h"
#include "handling/texts.h"
#include "store/blob.h"
#include "store/id.h"

enum { INDEX_BYTES_MAX = 8 << 20, INDEX_COLUMNS = 8, FILES_COLUMNS = 5 };

struct package {
    struct store *store;
    struct arena *mem;
    struct db *db;
    const struct scope *scope;
    ARRAY(struct zip_part) parts;
    int64_t bytes;
    struct text index, files;
    struct csv_writer index_rows, files_rows;
    const char *path; /* where the archive is made; NULL as soon as it is unlinked */
    int file;
};

static void throw_away(void *thing)
{
    struct package *package = thing;
    if (package->path)
        unlink(package->path);
    if (package->file >= 0)
        close(package->file);
    package->path = NULL;
    package->file = -1;
}

static bool fail(struct err *err)
{
    return err_set(err, errno == ENOSPC ? ERR_FULL : ERR_INTERNAL, "package", NULL, SAY_PACKAGE_NO_FILE,
                   strerror(errno));
}

/* --- the index ---------------------------------------------------------------------------------------------------- */

static void begin_index(struct package *package)
{
    static const char *const heads[INDEX_COLUMNS] = { "STT",     "Số, ký hiệu", "Ngày tháng", "Trích yếu nội dung",
                                                      "Tác giả", "Sổ",          "Trạng thái", "Mã hồ sơ" };
    static const char *const files[FILES_COLUMNS] = { "STT", "Tệp", "Loại", "Số byte", "SHA-256" };
    text_init(&package->index, package->mem, INDEX_BYTES_MAX);
    text_init(&package->files, package->mem, INDEX_BYTES_MAX);
    csv_writer_init(&package->index_rows, &package->index, true);
    csv_writer_init(&package->files_rows, &package->files, true);
    csv_write_row(&package->index_rows, heads, INDEX_COLUMNS);
    csv_write_row(&package->files_rows, files, FILES_COLUMNS);
}

static void add_index_row(struct package *package, const struct held *held, size_t order)
{
    char id[ID_SIZE];
    const struct record *record = held->record;
    const struct state *state = register_state(record->reg, record->state);
    id_print(record->id, id);
    const char *row[INDEX_COLUMNS] = { arena_printf(package->mem, "%zu", order),
                                       held->number,
                                       held->day,
                                       record->title,
                                       held->author,
                                       record->reg->label,
                                       record->cancelled ? SAY_PACKAGE_CANCELLED
                                       : state           ? state->label
                                                         : record->state,
                                       id };
    csv_write_row(&package->index_rows, row, INDEX_COLUMNS);
}

/* --- the files ---------------------------------------------------------------------------------------------------- */

static bool add_file(struct package *package, const struct held *held, size_t order, const struct attachment *file,
                     struct err *err)
{
    struct arena *mem = package->mem;
    package->bytes += file->size;
    if (package->bytes > PACKAGE_BYTES_MAX || package->parts.count >= PACKAGE_FILES_MAX)
        return err_set(err, ERR_INVALID, "package", NULL, SAY_PACKAGE_LARGE, (int)PACKAGE_FILES_MAX,
                       (int)(PACKAGE_BYTES_MAX >> 20));
    const char *path = blob_path_proved(package->store, mem, file->blob, err);
    if (!path || !attachment_note_given(package->store, mem, package->scope, held->record, file, err))
        return false;
    const char *name = arena_printf(mem, "%03zu/%s", order, file->name);
    const char *row[FILES_COLUMNS] = { arena_printf(mem, "%zu", order), name, file->media_type,
                                       arena_printf(mem, "%lld", (long long)file->size), file->blob };
    *ARRAY_ADD(mem, &package->parts) = (struct zip_part){ .name = name, .path = path };
    csv_write_row(&package->files_rows, row, FILES_COLUMNS);
    return true;
}

/* Of each name the newest version; where that one was withdrawn, none of them. */
static bool add_files(struct package *package, const struct held *held, size_t order, struct err *err)
{
    struct attachment *list;
    size_t count;
    if (!attachment_list(package->db, package->mem, held->record->id, &list, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!list[i].withdrawn && (i == 0 || !text_equal(list[i - 1].name, list[i].name)) &&
            !add_file(package, held, order, &list[i], err))
            return false;
    return true;
}

/* --- the archive -------------------------------------------------------------------------------------------------- */

static bool reserve_path(struct package *package, struct err *err)
{
    const char *folder = getenv("TMPDIR");
    char *path = arena_printf(package->mem, "%s/congvu-package-XXXXXX", folder && *folder ? folder : "/tmp");
    int made = mkstemp(path);
    if (made < 0)
        return fail(err);
    close(made);
    package->path = path;
    return true;
}

static int finish(struct package *package, int64_t *length, struct err *err)
{
    struct stat about;
    const struct text *index = &package->index, *files = &package->files;
    *ARRAY_ADD(package->mem, &package->parts) =
        (struct zip_part){ .name = "muc-luc.csv", .bytes = index->data, .length = index->length };
    *ARRAY_ADD(package->mem, &package->parts) =
        (struct zip_part){ .name = "muc-luc-tep.csv", .bytes = files->data, .length = files->length };
    if (!reserve_path(package, err) ||
        !zip_write_file(package->mem, package->parts.items, package->parts.count, package->path, err))
        return -1;
    package->file = open(package->path, O_RDONLY | O_CLOEXEC);
    if (package->file < 0 || unlink(package->path) < 0 || fstat(package->file, &about) < 0) {
        fail(err);
        return -1;
    }
    int file = package->file;
    package->path = NULL;
    package->file = -1; /* the caller's */
    *length = about.st_size;
    return file;
}

int package_make(struct store *store, struct arena *mem, const struct definitions *definitions,
                 const struct scope *scope, const struct record *file, int64_t *length, struct err *err)
{
    struct held_list list;
    struct package *package = ARENA_NEW(mem, struct package);
    *package = (struct package){ .store = store, .mem = mem, .scope = scope, .file = -1 };
    arena_defer(mem, throw_away, package);
    package->db = db_for_read(store, err);
    if (!package->db || !held_read(package->db, mem, definitions, scope, file, &list, err))
        return -1;
    begin_index(package);
    for (size_t i = 0; i < list.count; i++) {
        add_index_row(package, &list.items[i], i + 1);
        if (!add_files(package, &list.items[i], i + 1, err))
            return -1;
    }
    return finish(package, length, err);
}

const char *package_name(struct arena *mem, const struct record *file)
{
    return arena_printf(mem, SAY_PACKAGE_NAME, file->number ? file->number : file->title);
}
