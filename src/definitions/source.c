/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "definitions/texts.h"

static const struct {
    const char *folder; /* every .yaml in it */
    const char *file;   /* or this one */
    enum file_kind kind;
} places[] = {
    { .folder = "registers", .kind = KIND_REGISTER },
    { .folder = "reports", .kind = KIND_REPORT },
    { .folder = "calendars", .kind = KIND_CALENDAR },
    { .folder = "law", .kind = KIND_LAW },
    { .folder = "areas", .kind = KIND_AREAS },
    { .folder = "lists", .kind = KIND_LIST },
    { .file = "document-types.yaml", .kind = KIND_LIST },
    { .file = "sectors.yaml", .kind = KIND_LIST },
    { .file = "topics.yaml", .kind = KIND_LIST },
    { .file = "units.yaml", .kind = KIND_UNITS },
    { .file = "books.yaml", .kind = KIND_BOOKS },
    { .file = "roles.yaml", .kind = KIND_ROLES },
    { .file = "settings.yaml", .kind = KIND_SETTINGS },
};

static bool add_file(struct arena *mem, struct sources *sources, const char *path, const char *name, bool overlay,
                     enum file_kind kind, struct err *err)
{
    size_t length;
    const char *bytes = file_read(mem, path, NODE_FILE_MAX, &length, err);
    if (!bytes)
        return false;
    *ARRAY_ADD(mem, &sources->list) = (struct source){ name, path, bytes, length, overlay, kind };
    return true;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool add_folder(struct arena *mem, struct sources *sources, const char *root, const char *folder, bool overlay,
                       enum file_kind kind, struct err *err)
{
    char **paths;
    size_t count;
    if (!file_list(mem, arena_printf(mem, "%s/%s", root, folder), ".yaml", &paths, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!add_file(mem, sources, paths[i], arena_printf(mem, "%s/%s", folder, base_name(paths[i])), overlay, kind,
                      err))
            return false;
    return true;
}

/* A file beside the known ones is a misspelt name more often than a note. */
static bool refuse_others(struct arena *mem, const char *root, struct faults *faults, struct err *err)
{
    char **paths;
    size_t count;
    if (!file_list(mem, root, ".yaml", &paths, &count, err))
        return false;
    const char *names[COUNT_OF(places)];
    size_t known = 0;
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (places[i].file)
            names[known++] = places[i].file;
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t j = 0; j < known; j++)
            found |= text_equal(base_name(paths[i]), names[j]);
        if (!found)
            faults_add(mem, faults, (struct place){ paths[i], 1, 1 }, false, TEXT_FILE_UNKNOWN,
                       join_words(mem, names, known));
    }
    return true;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool sources_add(struct arena *mem, struct sources *sources, const char *folder, bool overlay, struct faults *faults,
                 struct err *err)
{
    const char *root = folder ? folder : "office";
    if (!is_folder(root))
        return err_set(err, ERR_NOT_FOUND, "office", NULL, TEXT_NO_FOLDER, root);
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        const char *path = places[i].file ? arena_printf(mem, "%s/%s", root, places[i].file) : NULL;
        bool added =
            path ? !file_exists(path) || add_file(mem, sources, path, places[i].file, overlay, places[i].kind, err)
                 : add_folder(mem, sources, root, places[i].folder, overlay, places[i].kind, err);
        if (!added)
            return false;
    }
    return refuse_others(mem, root, faults, err);
}

void sources_hash(const struct sources *sources, char out[HASH_HEX_SIZE])
{
    uint8_t bytes[HASH_SIZE];
    struct hash *hash = hash_begin();
    for (size_t i = 0; i < sources->list.count; i++) {
        const struct source *source = &sources->list.items[i];
        hash_add_int(hash, source->overlay);
        hash_add_text(hash, source->name);
        hash_add_int(hash, (int64_t)source->length);
        hash_add(hash, source->bytes, source->length);
    }
    hash_end(hash, bytes);
    hash_hex(bytes, out);
}
