/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"

static struct arena *mem;
static char folder[] = "/tmp/congvu-file-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_all(const char *path)
{
    struct err err;
    char **paths;
    size_t count;
    if (!file_list(mem, path, "", &paths, &count, &err))
        return -1;
    for (size_t i = 0; i < count; i++)
        unlink(paths[i]);
    return rmdir(path);
}

static int tear_down(void **state)
{
    (void)state;
    rmdir(arena_printf(mem, "%s/x.yaml", folder));
    rmdir(arena_printf(mem, "%s/a/b", folder));
    rmdir(arena_printf(mem, "%s/a", folder));
    unlink(arena_printf(mem, "%s/.hidden.yaml", folder));
    int removed = remove_all(folder);
    arena_free(mem);
    return removed;
}

static const char *in_folder(const char *name)
{
    return arena_printf(mem, "%s/%s", folder, name);
}

static void must_write(const char *name, const char *text)
{
    struct err err;
    assert_true(file_write(in_folder(name), text, strlen(text), 0640, &err));
}

static void test_what_was_written_is_read(void **state)
{
    (void)state;
    struct err err;
    assert_true(file_write(in_folder("a"), "một\0hai", 9, 0640, &err));
    size_t length = 0;
    char *bytes = file_read(mem, in_folder("a"), 100, &length, &err);
    assert_non_null(bytes);
    assert_int_equal(length, 9);
    assert_memory_equal(bytes, "một\0hai", 10); /* and the end */
    struct stat about;
    assert_int_equal(stat(in_folder("a"), &about), 0);
    assert_int_equal(about.st_mode & 0777 & ~0640, 0);
}

static void test_length_may_be_null_and_a_file_empty(void **state)
{
    (void)state;
    struct err err;
    must_write("a", "");
    char *bytes = file_read(mem, in_folder("a"), 0, NULL, &err);
    assert_non_null(bytes);
    assert_string_equal(bytes, "");
}

static void test_a_file_larger_than_the_limit_is_refused(void **state)
{
    (void)state;
    struct err err;
    must_write("a", "12345");
    assert_non_null(file_read(mem, in_folder("a"), 5, NULL, &err));
    assert_null(file_read(mem, in_folder("a"), 4, NULL, &err));
    assert_int_equal(err.kind, ERR_INVALID);
}

static void test_a_missing_file_is_not_found_and_a_folder_is_no_file(void **state)
{
    (void)state;
    struct err err;
    assert_null(file_read(mem, in_folder("không-có"), 100, NULL, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "không-có"));
    assert_null(file_read(mem, folder, 100, NULL, &err));
    assert_int_equal(err.kind, ERR_INVALID);
}

static void test_writing_replaces_the_old_file(void **state)
{
    (void)state;
    struct err err;
    must_write("a", "dài hơn cái mới");
    must_write("a", "mới");
    assert_string_equal(file_read(mem, in_folder("a"), 100, NULL, &err), "mới");
    char **paths;
    size_t count;
    assert_true(file_list(mem, folder, "", &paths, &count, &err));
    assert_int_equal(count, 1); /* nothing is left beside it */
}

static void test_a_failed_write_leaves_the_old_file(void **state)
{
    (void)state;
    struct err err;
    struct err_case {
        const char *path;
    } cases[] = { { in_folder("thư-mục-không-có/a") }, { folder } }; /* no folder; a folder in its place */
    must_write("a", "cũ");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        err = (struct err){ 0 };
        assert_false(file_write(cases[i].path, "mới", 4, 0640, &err));
        assert_int_not_equal(err.kind, ERR_NONE);
    }
    assert_string_equal(file_read(mem, in_folder("a"), 100, NULL, &err), "cũ");
    char **paths;
    size_t count;
    assert_true(file_list(mem, folder, "", &paths, &count, &err));
    assert_int_equal(count, 1);
}

/* /dev/full takes no byte: the write fails when the new file cannot hold what is written. */
static void test_a_full_disk_is_full_and_leaves_the_old_file(void **state)
{
    (void)state;
    struct err err = { 0 };
    must_write("a", "cũ");
    char *part = arena_printf(mem, "%s.%ld.part", in_folder("a"), (long)getpid());
    assert_int_equal(symlink("/dev/full", part), 0);
    assert_false(file_write(in_folder("a"), "mới", 4, 0640, &err));
    assert_int_equal(err.kind, ERR_FULL);
    assert_string_equal(file_read(mem, in_folder("a"), 100, NULL, &err), "cũ");
}

static void test_a_path_too_long_is_refused(void **state)
{
    (void)state;
    struct err err = { 0 };
    char path[5000];
    memset(path, 'x', sizeof path);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    assert_false(file_write(path, "", 0, 0640, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_false(file_make_folder(path, &err));
    assert_int_equal(err.kind, ERR_INVALID);
}

static void test_a_folder_is_made_with_its_parents(void **state)
{
    (void)state;
    struct err err;
    assert_true(file_make_folder(in_folder("a/b"), &err));
    assert_true(file_make_folder(in_folder("a/b"), &err)); /* again */
    assert_true(file_make_folder(in_folder("a/b/"), &err));
    assert_true(file_exists(in_folder("a/b")));
}

static void test_no_folder_is_made_below_a_file(void **state)
{
    (void)state;
    struct err err = { 0 };
    must_write("t", "");
    assert_false(file_make_folder(in_folder("t"), &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_false(file_make_folder(in_folder("t/b"), &err));
    assert_int_not_equal(err.kind, ERR_NONE);
    assert_false(file_make_folder("", &err));
}

static void test_a_list_has_the_plain_files_of_the_suffix_in_byte_order(void **state)
{
    (void)state;
    struct err err;
    must_write("b.yaml", "");
    must_write("a.yaml", "");
    must_write("B.yaml", "");
    must_write("c.yml", "");
    must_write(".hidden.yaml", "");
    assert_int_equal(mkdir(in_folder("x.yaml"), 0750), 0);
    char **paths;
    size_t count;
    assert_true(file_list(mem, folder, ".yaml", &paths, &count, &err));
    assert_int_equal(count, 3);
    assert_string_equal(paths[0], in_folder("B.yaml"));
    assert_string_equal(paths[1], in_folder("a.yaml"));
    assert_string_equal(paths[2], in_folder("b.yaml"));
}

static void test_a_folder_that_is_not_there_has_none(void **state)
{
    (void)state;
    struct err err;
    char **paths;
    size_t count = 7;
    assert_true(file_list(mem, in_folder("không-có"), "", &paths, &count, &err));
    assert_int_equal(count, 0);
    must_write("t", "");
    assert_false(file_list(mem, in_folder("t"), "", &paths, &count, &err));
}

static void test_exists_says_what_is_there(void **state)
{
    (void)state;
    must_write("a", "");
    assert_true(file_exists(in_folder("a")));
    assert_true(file_exists(folder));
    assert_false(file_exists(in_folder("b")));
}

/* The bytes from BYTES on, LENGTH of them, that stand in pages of this process. */
static size_t resident(const char *bytes, size_t length)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), count = 0;
    FILE *map = fopen("/proc/self/pagemap", "re");
    assert_non_null(map);
    for (size_t at = 0; at < length; at += page) {
        uint64_t entry;
        assert_int_equal(fseeko(map, (off_t)(((uintptr_t)bytes + at) / page * sizeof entry), SEEK_SET), 0);
        assert_int_equal(fread(&entry, sizeof entry, 1, map), 1);
        count += entry >> 63 ? page : 0;
    }
    fclose(map);
    return count;
}

/* Planted and seen red: nothing let go; pages let go wherever the bytes come from. */
static void test_what_was_read_of_a_mapped_file_goes_and_comes_again(void **state)
{
    enum { LENGTH = 1 << 20 };
    (void)state;
    struct err err;
    size_t length;
    char *text = arena_alloc(mem, LENGTH + 1), *heap = arena_alloc(mem, LENGTH);
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = heap[i] = (char)('a' + i % 23);
    must_write("large", text);
    const char *bytes = file_map_path(mem, in_folder("large"), &length, &err);
    const char *other = file_map_path(mem, in_folder("large"), &length, &err);
    assert_true(bytes && other && length == LENGTH);
    assert_memory_equal(bytes, text, LENGTH);
    assert_memory_equal(other, text, LENGTH);
    assert_int_equal(resident(bytes, LENGTH), LENGTH);
    file_let_go(bytes + LENGTH / 2 + 5);
    assert_int_equal(resident(bytes, LENGTH), LENGTH / 2);
    file_let_go(bytes + LENGTH);
    assert_int_equal(resident(bytes, LENGTH), 0);
    assert_int_equal(resident(other, LENGTH), LENGTH);
    assert_memory_equal(bytes, text, LENGTH);
    file_let_go(heap + LENGTH);
    file_let_go("");
    assert_memory_equal(heap, text, LENGTH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_was_written_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_length_may_be_null_and_a_file_empty, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_larger_than_the_limit_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_missing_file_is_not_found_and_a_folder_is_no_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_writing_replaces_the_old_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_failed_write_leaves_the_old_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_full_disk_is_full_and_leaves_the_old_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_path_too_long_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_folder_is_made_with_its_parents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_folder_is_made_below_a_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_list_has_the_plain_files_of_the_suffix_in_byte_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_folder_that_is_not_there_has_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_exists_says_what_is_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_was_read_of_a_mapped_file_goes_and_comes_again, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
