/* SPDX-License-Identifier: Apache-2.0 */
#include "store/testing.h"

#include <dirent.h>
#include <sys/stat.h>

#include "store/blob.h"

enum { BLOB_MAX = 1 << 20 };

struct made {
    char hash[HASH_HEX_SIZE];
    int64_t size;
};

static struct made write_blob(struct testing *t, const char *bytes, size_t length)
{
    struct err err = { 0 };
    struct made made = { 0 };
    struct blob_writer *writer = blob_begin(t->store, t->mem, BLOB_MAX, &err);
    assert_true(testing_ok(writer, &err));
    for (size_t at = 0; at < length; at += 7000) {
        size_t part = length - at < 7000 ? length - at : 7000;
        assert_true(testing_ok(blob_add(writer, bytes + at, part, &err), &err));
    }
    assert_true(testing_ok(blob_finish(writer, made.hash, &made.size, &err), &err));
    return made;
}

static bool apply_row(struct change *change, void *arg, struct err *err)
{
    const struct made *made = arg;
    return blob_keep(change, made->hash, made->size, err);
}

/* The files under blobs/ that are not in their place. */
static int parts_left(struct testing *t)
{
    int parts = 0;
    DIR *folder = opendir(arena_printf(t->mem, "%s/blobs", t->folder));
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        parts += strstr(entry->d_name, ".part") != NULL;
    closedir(folder);
    return parts;
}

static void test_bytes_come_back_by_their_hash_after_opening_again(struct testing *t)
{
    struct err err = { 0 };
    size_t length, size = 100003;
    char *bytes = arena_alloc(t->mem, size);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 31 + i / 256);
    struct made made = write_blob(t, bytes, size), empty = write_blob(t, "", 0);
    assert_int_equal(made.size, size);
    assert_string_equal(empty.hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_row, &made, &err), &err));
    testing_reopen(t, STORE_READ);
    char *back = blob_load(t->store, t->mem, made.hash, BLOB_MAX, &length, &err);
    assert_true(testing_ok(back, &err));
    assert_int_equal(length, size);
    assert_memory_equal(back, bytes, size);
    assert_non_null(blob_load(t->store, t->mem, empty.hash, BLOB_MAX, &length, &err));
    assert_int_equal(length, 0);
}

static void test_the_same_bytes_are_kept_once(struct testing *t)
{
    struct err err = { 0 };
    struct made one = write_blob(t, "giống nhau", 11), two = write_blob(t, "giống nhau", 11);
    assert_string_equal(one.hash, two.hash);
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_row, &one, &err), &err));
    assert_true(testing_ok(store_change(t->store, t->mem, NULL, apply_row, &two, &err), &err));
    int64_t rows;
    assert_true(db_one_int(db_for_read(t->store, &err), SQL("select count(*) from blob"), DB_NONE, -1, &rows, &err));
    assert_int_equal(rows, 1);
    assert_int_equal(parts_left(t), 0);
}

static void test_what_was_not_finished_is_thrown_away(struct testing *t)
{
    struct err err = { 0 };
    struct arena *mem = arena_new(ARENA_REQUEST_MAX);
    struct blob_writer *writer = blob_begin(t->store, mem, BLOB_MAX, &err);
    assert_true(blob_add(writer, "x", 1, &err));
    assert_int_equal(parts_left(t), 1);
    arena_free(mem);
    assert_int_equal(parts_left(t), 0);
}

static void test_too_many_bytes_are_refused(struct testing *t)
{
    struct err err = { 0 };
    size_t length;
    struct blob_writer *writer = blob_begin(t->store, t->mem, 10, &err);
    assert_true(blob_add(writer, "0123456789", 10, &err));
    assert_false(blob_add(writer, "a", 1, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_string_equal(err.subject, "size");
    struct made made = write_blob(t, "0123456789", 10);
    assert_null(blob_load(t->store, t->mem, made.hash, 9, &length, &err));
    assert_string_equal(err.subject, "size");
}

static void test_a_damaged_blob_is_found_out_and_mended_by_writing_it_again(struct testing *t)
{
    struct err err = { 0 };
    size_t length;
    struct made made = write_blob(t, "nguyên vẹn", 13);
    const char *path = arena_printf(t->mem, "%s/blobs/%.2s/%s", t->folder, made.hash, made.hash + 2);
    FILE *file = fopen(path, "r+");
    assert_non_null(file);
    fputc('N', file);
    fclose(file);
    assert_null(blob_load(t->store, t->mem, made.hash, BLOB_MAX, &length, &err));
    assert_int_equal(err.kind, ERR_INTERNAL);
    assert_string_equal(err.subject, "blob");
    (void)write_blob(t, "nguyên vẹn", 13);
    assert_true(testing_ok(blob_load(t->store, t->mem, made.hash, BLOB_MAX, &length, &err), &err));
}

static void test_a_blob_that_is_not_there_is_not_found(struct testing *t)
{
    struct err err = { 0 };
    const char *const names[] = { "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "",
                                  "../congvu.db", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855" };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_null(blob_open(t->store, t->mem, names[i], &err));
        assert_int_equal(err.kind, ERR_NOT_FOUND);
    }
}

static void test_a_blob_is_not_readable_by_others(struct testing *t)
{
    struct stat about;
    struct made made = write_blob(t, "mật", 5);
    assert_int_equal(stat(arena_printf(t->mem, "%s/blobs/%.2s/%s", t->folder, made.hash, made.hash + 2), &about), 0);
    assert_int_equal(about.st_mode & 0077, 0);
}

ON_BOTH(test_bytes_come_back_by_their_hash_after_opening_again)
ON_BOTH(test_the_same_bytes_are_kept_once)
ON_BOTH(test_what_was_not_finished_is_thrown_away)
ON_BOTH(test_too_many_bytes_are_refused)
ON_BOTH(test_a_damaged_blob_is_found_out_and_mended_by_writing_it_again)
ON_BOTH(test_a_blob_that_is_not_there_is_not_found)
ON_BOTH(test_a_blob_is_not_readable_by_others)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_bytes_come_back_by_their_hash_after_opening_again),
        BOTH(test_the_same_bytes_are_kept_once),
        BOTH(test_what_was_not_finished_is_thrown_away),
        BOTH(test_too_many_bytes_are_refused),
        BOTH(test_a_damaged_blob_is_found_out_and_mended_by_writing_it_again),
        BOTH(test_a_blob_that_is_not_there_is_not_found),
        BOTH(test_a_blob_is_not_readable_by_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
