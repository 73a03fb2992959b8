/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

static struct arena *mem;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_JOB_MAX);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

/* Reads everything; prints each row as "line:field|field" and a line end, or "!text" for the failure. */
static const char *read_bytes(const char *bytes, size_t length)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_DOCUMENT);
    struct err err = { 0 };
    struct csv_reader *reader = csv_read(mem, bytes, length, &err);
    const struct csv_row *row = NULL;
    while (reader && csv_next(reader, &row, &err) && row) {
        text_printf(&out, "%zu:", row->line);
        for (size_t i = 0; i < row->count; i++) {
            text_add(&out, i ? "|" : "");
            text_add(&out, row->fields[i]);
        }
        text_raw(&out, "\n");
    }
    if (err.kind != ERR_NONE) {
        assert_int_equal(err.kind, ERR_INVALID);
        text_printf(&out, "!%s", err.text);
    }
    return out.data;
}

static const char *read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static bool refused(const char *text, const char *with)
{
    const char *read = read_text(text);
    const char *message = strchr(read, '!');
    return message && strstr(message, with);
}

static const char *written(bool bom, const char *const *fields, size_t count)
{
    struct text out;
    text_init(&out, mem, TEXT_MAX_PAGE);
    struct csv_writer writer;
    csv_writer_init(&writer, &out, bom);
    csv_write_row(&writer, fields, count);
    return out.data;
}

static void test_rows_give_their_line_and_fields(void **state)
{
    (void)state;
    assert_string_equal(read_text("số,tên\n1,An\n2,Bình\n"), "1:số|tên\n2:1|An\n3:2|Bình\n");
}

static void test_a_byte_order_mark_is_not_part_of_the_first_field(void **state)
{
    (void)state;
    assert_string_equal(read_text("\xEF\xBB\xBFsố,tên\n"), "1:số|tên\n");
}

static void test_the_separator_is_what_the_first_row_has_more_of(void **state)
{
    (void)state;
    assert_string_equal(read_text("a;b,c;d\n1;2,5;3\n"), "1:a|b,c|d\n2:1|2,5|3\n");
    assert_string_equal(read_text("a,\";;;\"\n1,2\n"), "1:a|;;;\n2:1|2\n");
    struct err err;
    assert_int_equal(csv_separator(csv_read(mem, "a;b", 3, &err)), ';');
    assert_int_equal(csv_separator(csv_read(mem, "a", 1, &err)), ',');
}

static void test_quoted_fields_hold_separators_line_breaks_and_quotes(void **state)
{
    (void)state;
    assert_string_equal(read_text("a,b\r\n\"x,\"\"y\"\"\",\"1\r\n2\n3\"\r\nz,w\r\n"),
                        "1:a|b\n2:x,\"y\"|1\r\n2\n3\n5:z|w\n");
}

static void test_lines_end_with_crlf_lf_or_cr(void **state)
{
    (void)state;
    assert_string_equal(read_text("a\r\nb\nc\rd"), "1:a\n2:b\n3:c\n4:d\n");
}

static void test_blank_lines_are_skipped_but_an_empty_quoted_field_is_a_row(void **state)
{
    (void)state;
    assert_string_equal(read_text("\n\na\n\n\"\"\n\r\nb\n"), "3:a\n5:\n7:b\n");
}

static void test_empty_fields_at_the_end_are_fields(void **state)
{
    (void)state;
    assert_string_equal(read_text("a,b,c\n,,\n1,,"), "1:a|b|c\n2:||\n3:1||\n");
}

static void test_a_row_of_another_width_is_refused_with_its_line(void **state)
{
    (void)state;
    assert_true(refused("a,b\n1,2\n\"x\ny\",2,3\n", "Dòng 3: có 3 cột, dòng tiêu đề có 2 cột"));
    assert_true(refused("a,b\n1\n", "Dòng 2: có 1 cột"));
}

static void test_stray_quotes_are_refused_with_line_and_column(void **state)
{
    (void)state;
    assert_true(refused("a,b\n1,x\"y\n", "Dòng 2, cột 2: dấu nháy kép đứng giữa ô"));
    assert_true(refused("a,b\n\"1\"x,2\n", "Dòng 2, cột 1: có chữ đứng sau"));
    assert_true(refused("a,b\n1,\"mở\nra\n\n", "Dòng 2, cột 2: ô mở bằng dấu nháy kép"));
}

static void test_nul_and_ill_formed_utf8_are_refused_with_line_and_column(void **state)
{
    (void)state;
    assert_non_null(strstr(read_bytes("a,b\n1,\0\n", 8), "!Dòng 2, cột 2: có ký tự NUL"));
    assert_true(refused("a,b\n1,2\nx\xC3,3\n", "Dòng 3, cột 1: chữ không phải UTF-8"));
    assert_true(refused("a\n\xC0\xAF\n", "Dòng 2, cột 1: chữ không phải UTF-8"));
    assert_true(refused("\xFF\xFE"
                        "a",
                        "UTF-16"));
}

static void test_a_file_without_rows_is_refused(void **state)
{
    (void)state;
    assert_true(refused("", "không có dòng nào"));
    assert_true(refused("\xEF\xBB\xBF\r\n\n", "không có dòng nào"));
}

static void test_limits_are_kept_to_the_byte(void **state)
{
    (void)state;
    char *field = arena_alloc(mem, CSV_FIELD_MAX + 4);
    memset(field, 'x', CSV_FIELD_MAX + 1);
    assert_true(refused(field, "Dòng 1, cột 1: ô dài hơn 64 KB"));
    field[CSV_FIELD_MAX] = '\0';
    assert_int_equal(strlen(read_text(field)), CSV_FIELD_MAX + 3);
    const char *quoted = arena_printf(mem, "\"%s\"\"\"", field);
    assert_true(refused(quoted, "ô dài hơn 64 KB"));

    field[0] = '=';
    const char *formula = written(false, (const char *const[]){ field }, 1);
    assert_int_equal(strlen(read_text(formula)), CSV_FIELD_MAX + 3);
    assert_true(refused(arena_printf(mem, "'=%s", field), "ô dài hơn 64 KB"));

    struct text row;
    text_init(&row, mem, TEXT_MAX_LINE);
    for (int i = 1; i < CSV_COLUMNS_MAX; i++)
        text_raw(&row, ",");
    assert_null(strchr(read_text(row.data), '!'));
    text_raw(&row, ",");
    assert_true(refused(row.data, "hơn 512 cột"));

    char *large = arena_alloc(mem, CSV_BYTES_MAX + 1);
    memset(large, '\n', CSV_BYTES_MAX + 1);
    large[0] = 'a';
    assert_non_null(strstr(read_bytes(large, CSV_BYTES_MAX + 1), "Tệp dài hơn 128 MB"));
    assert_string_equal(read_bytes(large, CSV_BYTES_MAX), "1:a\n");
}

static void test_after_a_failure_every_call_fails(void **state)
{
    (void)state;
    struct err err, again;
    const struct csv_row *row = NULL;
    const char *text = "a,b\n1\n2,3\n";
    struct csv_reader *reader = csv_read(mem, text, strlen(text), &err);
    assert_true(csv_next(reader, &row, &err));
    assert_false(csv_next(reader, &row, &err));
    assert_false(csv_next(reader, &row, &again));
    assert_string_equal(err.text, again.text);
    assert_string_equal(again.subject, "csv-width");
}

static void test_rows_are_written_with_comma_and_crlf(void **state)
{
    (void)state;
    const char *const fields[] = { "a", NULL, "x,\"y\"", "hai\ndòng" };
    assert_string_equal(written(false, fields, 4), "a,,\"x,\"\"y\"\"\",\"hai\ndòng\"\r\n");
    assert_string_equal(written(true, fields, 1), "\xEF\xBB\xBF"
                                                  "a\r\n");
    const char *const empty[] = { "" };
    assert_string_equal(written(false, empty, 1), "\"\"\r\n");
}

static void test_cells_that_a_spreadsheet_would_run_get_an_apostrophe(void **state)
{
    (void)state;
    const char *const fields[] = { "=1+1", "+84", "-x", "@a", "'=1", "-5", "-1.234,5", "-1+2", "'a", "a=1" };
    assert_string_equal(written(false, fields, 10), "'=1+1,'+84,'-x,'@a,''=1,-5,\"-1.234,5\",'-1+2,'a,a=1\r\n");
    const char *const blanks[] = { "\t=1", "\r=1" };
    assert_string_equal(written(false, blanks, 2), "\"'\t=1\",\"'\r=1\"\r\n");
}

static void test_each_value_written_is_read_back_as_it_was(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "'", "=", "-", "5", "\t", "\r", "\n", "\"", ",", ";", " ", "ữ", "+", "@", ""
    };
    const size_t n = COUNT_OF(pieces);
    struct err err;
    for (size_t i = 0; i < n * n * n * n; i++) {
        const char *value = arena_printf(mem, "%s%s%s%s", pieces[i % n], pieces[i / n % n], pieces[i / n / n % n],
                                         pieces[i / n / n / n]);
        const char *const fields[] = { value, "x" };
        struct text out;
        text_init(&out, mem, TEXT_MAX_LINE);
        struct csv_writer writer;
        csv_writer_init(&writer, &out, i % 2);
        const char *const header[] = { "a", "b" };
        csv_write_row(&writer, i % 3 ? header : fields, 2);
        csv_write_row(&writer, fields, 2);
        const struct csv_row *row = NULL;
        struct csv_reader *reader = csv_read(mem, out.data, out.length, &err);
        assert_non_null(reader);
        assert_true(csv_next(reader, &row, &err));
        assert_string_equal(row->fields[0], i % 3 ? "a" : value);
        assert_true(csv_next(reader, &row, &err));
        assert_string_equal(row->fields[0], value);
        if (i % 64 == 0)
            arena_reset(mem);
    }
}

/* Is the page of BYTES in the memory of this process? */
static bool is_resident(const char *bytes)
{
    uint64_t entry;
    FILE *map = fopen("/proc/self/pagemap", "re");
    assert_non_null(map);
    off_t place = (off_t)((uintptr_t)bytes / (size_t)sysconf(_SC_PAGESIZE) * sizeof entry);
    assert_int_equal(fseeko(map, place, SEEK_SET), 0);
    assert_int_equal(fread(&entry, sizeof entry, 1, map), 1);
    fclose(map);
    return entry >> 63;
}

/* Planted and seen red: csv_next that lets nothing go. */
static void test_of_a_mapped_file_what_was_read_does_not_stay_in_memory(void **state)
{
    enum { ROWS = 300000 };
    (void)state;
    char folder[] = "/tmp/congvu-csv-XXXXXX";
    struct err err = { 0 };
    struct text out;
    size_t length, rows = 0;
    const struct csv_row *row = NULL;
    assert_non_null(mkdtemp(folder));
    const char *path = arena_printf(mem, "%s/large.csv", folder);
    text_init(&out, mem, TEXT_MAX_DOCUMENT);
    for (int i = 0; i < ROWS; i++)
        text_add(&out, "một,hai\n");
    assert_true(file_write(path, out.data, out.length, 0600, &err));
    const char *bytes = file_map_path(mem, path, &length, &err);
    unlink(path);
    rmdir(folder);
    assert_non_null(bytes);
    for (int read = 0; read < 2; read++) { /* and it can be read again */
        struct csv_reader *reader = csv_read(mem, bytes, length, &err);
        while (csv_next(reader, &row, &err) && row)
            rows += row->count == 2;
        assert_false(is_resident(bytes));
        assert_true(is_resident(bytes + length - 1));
    }
    assert_int_equal(rows, 2 * ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_rows_give_their_line_and_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_byte_order_mark_is_not_part_of_the_first_field, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_separator_is_what_the_first_row_has_more_of, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_quoted_fields_hold_separators_line_breaks_and_quotes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_end_with_crlf_lf_or_cr, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_blank_lines_are_skipped_but_an_empty_quoted_field_is_a_row, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_empty_fields_at_the_end_are_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_row_of_another_width_is_refused_with_its_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stray_quotes_are_refused_with_line_and_column, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nul_and_ill_formed_utf8_are_refused_with_line_and_column, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_without_rows_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_limits_are_kept_to_the_byte, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_after_a_failure_every_call_fails, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rows_are_written_with_comma_and_crlf, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cells_that_a_spreadsheet_would_run_get_an_apostrophe, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_value_written_is_read_back_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_of_a_mapped_file_what_was_read_does_not_stay_in_memory, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
