/* src/definitions/test_internal.h
 * What the tests of this room share: an arena, and a copy of testdata/office/ in which a text can be changed.
 */
/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "definitions/definitions.h"

#define OFFICE SOURCE_FOLDER "/src/definitions/testdata/office"

static struct arena *mem;
static char folder[64]; /* a temporary one for each test; removed after it */

static const char *const folders[] = { "registers", "lists", "law", "areas", "calendars", "reports" };

static inline void remove_files(const char *path)
{
    char **paths;
    size_t count;
    struct err err;
    if (file_list(mem, path, "", &paths, &count, &err))
        for (size_t i = 0; i < count; i++)
            unlink(paths[i]);
    rmdir(path);
}

static inline void remove_office(const char *path)
{
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        remove_files(arena_printf(mem, "%s/%s", path, folders[i]));
    remove_files(path);
}

static inline int open_office(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    memcpy(folder, "/tmp/definitions-XXXXXX", sizeof "/tmp/definitions-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static inline int close_office(void **state)
{
    (void)state;
    remove_office(arena_printf(mem, "%s/office", folder));
    remove_office(arena_printf(mem, "%s/overlay", folder));
    rmdir(folder);
    arena_free(mem);
    return 0;
}

static inline void write_file(const char *name, const char *bytes, size_t length)
{
    struct err err = { 0 };
    const char *path = arena_printf(mem, "%s/%s", folder, name);
    const char *slash = strrchr(path, '/');
    assert_true(file_make_folder(arena_strndup(mem, path, (size_t)(slash - path)), &err));
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static inline void write_text(const char *name, const char *text)
{
    write_file(name, text, strlen(text));
}

static inline void copy_folder(const char *from, const char *name)
{
    char **paths;
    size_t count, length;
    struct err err = { 0 };
    assert_true(file_list(mem, from, ".yaml", &paths, &count, &err));
    for (size_t i = 0; i < count; i++) {
        const char *bytes = file_read(mem, paths[i], 1 << 20, &length, &err);
        assert_non_null(bytes);
        write_file(arena_printf(mem, "%s%s", name, strrchr(paths[i], '/')), bytes, length);
    }
}

/* FOLDER/office is testdata/office. */
static inline void copy_office(void)
{
    copy_folder(OFFICE, "office");
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        copy_folder(arena_printf(mem, OFFICE "/%s", folders[i]), arena_printf(mem, "office/%s", folders[i]));
}

/* Puts NEW in the place of OLD, which must be there once, in a file of FOLDER/office. */
static inline void change_file(const char *name, const char *old, const char *new)
{
    size_t length;
    struct err err = { 0 };
    const char *path = arena_printf(mem, "office/%s", name);
    const char *bytes = file_read(mem, arena_printf(mem, "%s/%s", folder, path), 1 << 20, &length, &err);
    assert_non_null(bytes);
    const char *at = strstr(bytes, old);
    assert_non_null(at);
    assert_null(strstr(at + 1, old));
    write_text(path, arena_printf(mem, "%.*s%s%s", (int)(at - bytes), bytes, new, at + strlen(old)));
}

static inline const struct definitions *load_office(const char *overlay, struct faults *faults)
{
    struct err err = { 0 };
    return definitions_load(mem, arena_printf(mem, "%s/office", folder),
                            overlay ? arena_printf(mem, "%s/%s", folder, overlay) : NULL, faults, &err);
}

/* "registers/note.yaml:7:29: không có …" without the temporary folder. */
static inline const char *print_fault(const struct fault *fault)
{
    const char *file = fault->place.file;
    if (text_starts(file, folder))
        file += strlen(folder) + 1;
    if (text_starts(file, "office/"))
        file += strlen("office/");
    const char *text = fault->text;
    const char *inner = strstr(text, folder);
    if (inner)
        text = arena_printf(mem, "%.*s%s", (int)(inner - text), text, inner + strlen(folder) + strlen("/office/"));
    return arena_printf(mem, "%s:%d:%d: %s%s", file, fault->place.line, fault->place.column,
                        fault->warning ? "(cảnh báo) " : "", text);
}

/* The unchanged office; it has no faults. */
static inline const struct definitions *load_unchanged(void)
{
    struct faults faults = { 0 };
    copy_office();
    const struct definitions *set = load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        print_message("%s\n", print_fault(&faults.list.items[i]));
    assert_non_null(set);
    assert_int_equal(faults.list.count, 0);
    return set;
}

/* One text changed in one file gives exactly these faults, at these lines and columns. */
struct refused {
    const char *file;
    const char *old, *new;
    const char *faults; /* one a line */
};

static inline void check_refused(const struct refused *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct faults faults = { 0 };
        struct text all;
        copy_office();
        change_file(cases[i].file, cases[i].old, cases[i].new);
        assert_null(load_office(NULL, &faults));
        text_init(&all, mem, TEXT_MAX_PAGE);
        for (size_t j = 0; j < faults.list.count; j++)
            text_printf(&all, "%s%s", j == 0 ? "" : "\n", print_fault(&faults.list.items[j]));
        assert_string_equal(all.data, cases[i].faults);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)

/* What check says of the test's office with notes into which PARTS are put, each before the text beside it (NULL ends
 * them), and then FROM changed TO; "" where it is right. */
struct note_part {
    const char *before, *text;
};

static inline const char *faults_of_notes(const struct note_part *parts, const char *from, const char *to)
{
    struct faults faults = { 0 };
    struct text all;
    text_init(&all, mem, TEXT_MAX_PAGE);
    copy_office();
    for (; parts->before; parts++)
        change_file("registers/note.yaml", parts->before, arena_printf(mem, "%s%s", parts->text, parts->before));
    if (from)
        change_file("registers/note.yaml", from, to);
    (void)load_office(NULL, &faults);
    for (size_t i = 0; i < faults.list.count; i++)
        text_printf(&all, "%s%s", i ? "\n" : "", print_fault(&faults.list.items[i]));
    return all.data;
}

/* Rows of FROM, TO and what some fault says then. */
static inline void expect_refusals(const struct note_part *parts, const char *const rows[][3], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *faults = faults_of_notes(parts, rows[i][0], rows[i][1]);
        if (!strstr(faults, rows[i][2]))
            fail_msg("“%s” is answered by “%s”", rows[i][1], faults);
    }
}
