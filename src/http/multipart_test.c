/* SPDX-License-Identifier: Apache-2.0 */
#include "http/multipart_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"

static struct arena *mem;
static struct request *request;
static struct multipart_limits limits;

static int set_up(void **state)
{
    (void)state;
    mem = arena_new(ARENA_REQUEST_MAX);
    limits = (struct multipart_limits){ .fields = 4, .field_bytes = 1000, .files = 2, .file_bytes = 100 };
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(mem);
    return 0;
}

/* Reads a body in pieces of PIECE bytes. */
static enum refusal read_bytes(const char *body, size_t length, size_t piece)
{
    request = request_new(mem, HTTP_POST, "/");
    struct multipart *multipart = multipart_new(request, "multipart/form-data; boundary=\"b-1\"", &limits);
    assert_non_null(multipart);
    for (size_t i = 0; i < length; i += piece) {
        enum refusal refused = multipart_add(multipart, body + i, length - i < piece ? length - i : piece);
        if (refused)
            return refused;
    }
    return multipart_end(multipart);
}

static enum refusal read_body(const char *body)
{
    return read_bytes(body, strlen(body), strlen(body));
}

/* What the file of FIELD holds. */
static const char *content(const char *field)
{
    const struct upload *upload = request_upload(request, field);
    assert_non_null(upload);
    char *bytes = arena_alloc(mem, (size_t)upload->size + 1);
    assert_int_equal(read(upload->file, bytes, (size_t)upload->size + 1), upload->size);
    return bytes;
}

#define PART(rest) "--b-1\r\nContent-Disposition: form-data; " rest "\r\n\r\n"
#define END        "--b-1--\r\n"

static void test_a_body_reads_the_same_in_pieces_of_any_size(void **state)
{
    (void)state;
    const char *body = "before\r\n" PART("name=\"a\"") "một\r\n\r\n--b-\r\n--b\r\r\n" PART(
        "name=\"tep\"; filename=\"x.bin\"") "\r\n\r\r\n--b-2\r\n-\r\n" PART("name=b") "\r\n" END "after";
    for (size_t piece = 1; piece <= strlen(body); piece++) {
        assert_int_equal(read_bytes(body, strlen(body), piece), REFUSED_NOT);
        assert_string_equal(request_form(request, "a"), "một\r\n\r\n--b-\r\n--b\r");
        assert_string_equal(request_form(request, "b"), "");
        assert_string_equal(content("tep"), "\r\n\r\r\n--b-2\r\n-");
    }
}

static void test_names_are_read_as_browsers_write_them(void **state)
{
    (void)state;
    assert_int_equal(
        read_body(PART("name=\"a%22b\"") "1\r\n" PART("name=\"c\\\"d\"") "2\r\n" PART("name=e%41; x=y") "3\r\n" PART(
            "filename=\"../a%22b\\\\c%0d%0a.txt\"; name=\"tên tệp\"") "\r\n" END),
        REFUSED_NOT);
    assert_string_equal(request_form(request, "a\"b"), "1");
    assert_string_equal(request_form(request, "c\"d"), "2");
    assert_string_equal(request_form(request, "e%41"), "3");
    assert_string_equal(request_upload(request, "tên tệp")->name, "c.txt");
}

static void test_headers_of_a_part_stand_in_any_order_and_case(void **state)
{
    (void)state;
    assert_int_equal(
        read_body("--b-1 \t\r\nX-Other: y\r\ncontent-TYPE: image/png\r\nCONTENT-disposition:form-data;NAME=\"a\";"
                  "filename=p.png\r\n\r\nx\r\n" END),
        REFUSED_NOT);
    assert_string_equal(request_upload(request, "a")->declared_type, "image/png");
    assert_string_equal(content("a"), "x");
}

static void test_a_file_input_without_a_choice_is_no_file(void **state)
{
    (void)state;
    limits.files = 0;
    assert_int_equal(read_body(PART("name=\"a\"; filename=\"\"") "\r\n" END), REFUSED_NOT);
    assert_null(request_upload(request, "a"));
    assert_null(request_form(request, "a"));
    limits.files = 1;
    assert_int_equal(read_body(PART("name=\"a\"; filename=\"\"") "x\r\n" END), REFUSED_NOT);
    assert_string_equal(request_upload(request, "a")->name, "");
    assert_int_equal(request_upload(request, "a")->size, 1);
}

static void test_a_body_that_is_broken_or_cut_is_refused(void **state)
{
    (void)state;
    const char *wrong[] = {
        "",
        "nothing",
        "--b-1",
        "--b-1\r\n",
        "--b-1x\r\n",
        PART("name=\"a\"") "x",
        PART("name=\"a\"") "x\r\n--b-1",
        PART("name=\"a\"") "x\r\n--b-1-",
        PART("name=\"a\"") "x\n--b-1--",
        PART("nam=\"a\"") "x\r\n" END,
        "--b-1\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n" END,
        "--b-1\r\nContent-Disposition: form-data;\r\n name=\"a\"\r\n\r\nx\r\n" END,
        "--b-1\r\nContent-Type: text/plain\r\n\r\nx\r\n" END,
        "--b-1\r\n\r\nx\r\n" END,
        PART("name=\"\xff\"") "x\r\n" END,
        PART("name=\"a\"") "\xff\r\n" END,
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        if (read_body(wrong[i]) != REFUSED_FORM)
            fail_msg("%zu was taken", i);
    static const char nul[] = PART("name=\"a\"") "x\0y\r\n" END;
    assert_int_equal(read_bytes(nul, sizeof nul - 1, 7), REFUSED_FORM);
}

static void test_boundaries_that_cannot_be_are_refused(void **state)
{
    (void)state;
    const char *wrong[] = { "multipart/form-data",
                            "multipart/form-data; boundary=",
                            "multipart/form-data; boundary=\"\"",
                            "multipart/form-data; boundary=\"a \"",
                            "multipart/form-data; boundary=\xc3\xa1",
                            ("multipart/form-data; boundary="
                             "01234567890123456789012345678901234567890123456789012345678901234567890") };
    request = request_new(mem, HTTP_POST, "/");
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_null(multipart_new(request, wrong[i], &limits));
    assert_non_null(multipart_new(request, "multipart/form-data;charset=utf-8; BOUNDARY=x", &limits));
}

static void test_each_limit_has_its_own_refusal(void **state)
{
    (void)state;
    const char *hundred =
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789";
    const char *head = PART("name=\"a\"; filename=\"f\"");
    assert_int_equal(read_body(arena_printf(mem, "%s%s\r\n" END, head, hundred)), REFUSED_NOT);
    assert_int_equal(read_body(arena_printf(mem, "%s%sx\r\n" END, head, hundred)), REFUSED_FILE);
    assert_int_equal(read_body(arena_printf(mem, "%s\r\n%s\r\n%s\r\n" END, head, head, head)), REFUSED_FILES);
    const char *field = PART("name=\"a\"") "1\r\n";
    assert_int_equal(read_body(arena_printf(mem, "%s%s%s%s%s" END, field, field, field, field, field)), REFUSED_FIELDS);
    struct text many;
    text_init(&many, mem, TEXT_MAX_LINE);
    for (int i = 0; i < 7; i++)
        text_raw(&many, PART("name=\"a\"; filename=\"\"") "\r\n");
    assert_int_equal(read_body(arena_printf(mem, "%s" END, many.data)), REFUSED_FIELDS);
    limits.field_bytes = 100;
    assert_int_equal(read_body(arena_printf(mem, PART("name=\"a\"") "%s\r\n" END, hundred)), REFUSED_BODY);
    limits.files = 0;
    assert_int_equal(read_body(arena_printf(mem, "%s\r\n" END, head)), REFUSED_NO_FILE);
    char long_head[MULTIPART_HEAD_MAX];
    memset(long_head, 'x', sizeof long_head);
    assert_int_equal(read_body(arena_printf(mem, "--b-1\r\nX: %.*s\r\n\r\n", (int)sizeof long_head, long_head)),
                     REFUSED_FORM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_body_reads_the_same_in_pieces_of_any_size, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_names_are_read_as_browsers_write_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_headers_of_a_part_stand_in_any_order_and_case, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_file_input_without_a_choice_is_no_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_body_that_is_broken_or_cut_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_boundaries_that_cannot_be_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_limit_has_its_own_refusal, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
