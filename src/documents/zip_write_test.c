/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/zip_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <zip.h>

#include "base/text.h"

static struct arena *mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

static const char *pack(const struct zip_part *parts, size_t count, size_t *length)
{
    const char *bytes = NULL;
    struct err err = { 0 };
    assert_true(zip_write(mem, parts, count, &bytes, length, &err));
    return bytes;
}

static void close_archive(void *archive)
{
    zip_discard(archive);
}

static zip_t *open_archive(const char *bytes, size_t length)
{
    zip_t *archive = zip_open_from_source(zip_source_buffer_create(bytes, length, 0, NULL), ZIP_RDONLY, NULL);
    assert_non_null(archive);
    arena_defer(mem, close_archive, archive);
    return archive;
}

static struct zip_part part(const char *name, const char *text)
{
    return (struct zip_part){ name, text, strlen(text) };
}

static void test_parts_are_read_back_in_the_order_given(void **state)
{
    (void)state;
    char *large = arena_alloc(mem, 100001);
    memset(large, 'x', 100000);
    struct zip_part parts[] = { part("[Content_Types].xml", "<a/>"), part("b/large", large), part("a", "") };
    size_t length;
    const char *bytes = pack(parts, 3, &length);
    assert_in_range(length, 100, 1500);
    zip_t *archive = open_archive(bytes, length);
    assert_int_equal(zip_get_num_entries(archive, 0), 3);
    for (zip_uint64_t i = 0; i < 3; i++) {
        assert_string_equal(zip_get_name(archive, i, 0), parts[i].name);
        zip_file_t *file = zip_fopen_index(archive, i, 0);
        char *read = arena_alloc(mem, parts[i].length + 1);
        assert_int_equal(zip_fread(file, read, parts[i].length + 1), parts[i].length);
        assert_memory_equal(read, parts[i].bytes, parts[i].length);
        zip_fclose(file);
    }
}

static void test_the_same_parts_give_the_same_bytes_whatever_the_time_zone(void **state)
{
    (void)state;
    static const char *const zones[] = { "UTC", "Asia/Ho_Chi_Minh", "America/St_Johns", "Pacific/Apia", "<x>+13:45" };
    struct zip_part parts[] = { part("a", "một"), part("b", "hai") };
    const char *first = NULL;
    size_t first_length = 0;
    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        setenv("TZ", zones[i], 1);
        tzset();
        size_t length;
        const char *bytes = pack(parts, 2, &length);
        if (first) {
            assert_int_equal(length, first_length);
            assert_memory_equal(bytes, first, length);
        }
        first = bytes;
        first_length = length;
    }
    unsetenv("TZ");
    tzset();
    static const unsigned char date[] = { 0x00, 0x60, 0x21, 0x00 }; /* 12:00, 1980-01-01 */
    assert_memory_equal(first + 10, date, sizeof date);
}

static void test_two_parts_of_one_name_are_refused(void **state)
{
    (void)state;
    struct zip_part parts[] = { part("a", "1"), part("a", "2") };
    const char *bytes = NULL;
    size_t length;
    struct err err;
    assert_false(zip_write(mem, parts, 2, &bytes, &length, &err));
    assert_int_equal(err.kind, ERR_INTERNAL);
    assert_null(bytes);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_parts_are_read_back_in_the_order_given),
        TEST(test_the_same_parts_give_the_same_bytes_whatever_the_time_zone),
        TEST(test_two_parts_of_one_name_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
