/* SPDX-License-Identifier: Apache-2.0 */
#include "definitions/loader_internal.h"

#include <string.h>
#include <sys/stat.h>

#include "base/embedded.h"
#include "base/file.h"
#include "base/text.h"
#include "definitions/texts.h"

/* office/ as it was when the program was built (meson.build). */
extern const struct embedded_file office_files[];
extern const size_t office_files_count;

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
    { .file = "approval-routes.yaml", .kind = KIND_ROUTES },
    { .file = "roles.yaml", .kind = KIND_ROLES },
    { .file = "settings.yaml", .kind = KIND_SETTINGS },
    { .file = "dashboard.yaml", .kind = KIND_DASHBOARD },
};

/* What is larger than NODE_FILE_MAX is a fault of that file; what is larger than this is not read at all. */
enum { SOURCE_MAX = 16 << 20 };

static bool add_file(struct arena *mem, struct sources *sources, const char *path, const char *name, bool overlay,
                     enum file_kind kind, struct err *err)
{
    size_t length;
    const char *bytes = file_read(mem, path, SOURCE_MAX, &length, err);
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

/* NAME is the file or stands directly in the folder of a place. */
static bool belongs(const char *name, size_t place)
{
    if (places[place].file)
        return text_equal(name, places[place].file);
    size_t length = strlen(places[place].folder);
    return strncmp(name, places[place].folder, length) == 0 && name[length] == '/' && !strchr(name + length + 1, '/');
}

static void add_embedded(struct arena *mem, struct sources *sources)
{
    for (size_t i = 0; i < COUNT_OF(places); i++)
        for (size_t j = 0; j < office_files_count; j++) {
            const struct embedded_file *file = &office_files[j];
            const char *name = file->path + strlen("office/");
            if (belongs(name, i))
                *ARRAY_ADD(mem, &sources->list) =
                    (struct source){ name, file->path, (const char *)file->bytes, file->length, false, places[i].kind };
        }
}

bool sources_add(struct arena *mem, struct sources *sources, const char *folder, bool overlay, struct faults *faults,
                 struct err *err)
{
    if (!folder) {
        add_embedded(mem, sources);
        return true;
    }
    if (!is_folder(folder))
        return err_set(err, ERR_NOT_FOUND, "office", NULL, TEXT_NO_FOLDER, folder);
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        const char *path = places[i].file ? arena_printf(mem, "%s/%s", folder, places[i].file) : NULL;
        bool added =
            path ? !file_exists(path) || add_file(mem, sources, path, places[i].file, overlay, places[i].kind, err)
                 : add_folder(mem, sources, folder, places[i].folder, overlay, places[i].kind, err);
        if (!added)
            return false;
    }
    return refuse_others(mem, folder, faults, err);
}

void sources_hash(const struct sources *sources, bool overlay_alone, char out[HASH_HEX_SIZE])
{
    uint8_t bytes[HASH_SIZE];
    struct hash hash;
    hash_begin(&hash);
    for (size_t i = 0; i < sources->list.count; i++) {
        const struct source *source = &sources->list.items[i];
        if (overlay_alone && !source->overlay)
            continue;
        hash_add_int(&hash, source->overlay);
        hash_add_text(&hash, source->name);
        hash_add_int(&hash, (int64_t)source->length);
        hash_add(&hash, source->bytes, source->length);
    }
    hash_end(&hash, bytes);
    hash_hex(bytes, out);
}
