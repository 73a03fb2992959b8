/* SPDX-License-Identifier: Apache-2.0 */
/* The words of a .docx.
 *
 * Planted and seen red, each alone: the strict form taken for no words; what was moved, and a text box, told twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "documents/docx_text.h"
#include "documents/zip_write.h"

#define HEAD                                                                                                           \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/"               \
    "wordprocessingml/2006/main\"><w:body>"
#define TAIL "</w:body></w:document>"

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

static const char *text_of(const char *name, const char *xml, size_t length, size_t max)
{
    struct err err = { 0 };
    const char *bytes;
    size_t size;
    assert_true(zip_write(mem, &(struct zip_part){ name, xml, length }, 1, &bytes, &size, &err));
    return docx_text(mem, bytes, size, max);
}

static const char *words_of(const char *xml)
{
    return text_of("word/document.xml", xml, strlen(xml), 1000);
}

/* Two files whose words are not read would be alike. */
static void test_the_strict_form_is_read_and_what_is_no_document_is_not(void **state)
{
    (void)state;
    assert_string_equal(
        words_of("<d:document xmlns:d=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><d:body><d:p>"
                 "<d:r><d:t>Điều 1</d:t></d:r></d:p></d:body></d:document>"),
        "Điều 1\n");
    assert_null(words_of("<document><body><p>Điều 1</p></body></document>"));
}

static void test_what_was_moved_and_a_text_box_stand_once(void **state)
{
    (void)state;
    assert_string_equal(words_of(HEAD "<w:p><w:moveFrom w:id=\"1\"><w:r><w:t>Điều 2</w:t><w:tab/></w:r></w:moveFrom>"
                                      "<w:r><w:t>Điều 1. </w:t></w:r><w:moveTo w:id=\"2\"><w:r><w:t>Điều 2</w:t></w:r>"
                                      "</w:moveTo></w:p><w:p><w:r><mc:AlternateContent xmlns:mc=\"http://schemas."
                                      "openxmlformats.org/markup-compatibility/2006\"><mc:Choice><w:t>Khung</w:t>"
                                      "</mc:Choice><mc:Fallback><w:t>Khung</w:t></mc:Fallback></mc:AlternateContent>"
                                      "</w:r></w:p>" TAIL),
                        "Điều 1. Điều 2\nKhung\n");
}

static void test_a_paragraph_is_a_line_and_a_row_has_tabs(void **state)
{
    (void)state;
    assert_string_equal(words_of(HEAD "<w:p><w:r><w:t xml:space=\"preserve\">Hạn nộp </w:t></w:r><w:r><w:t>15/8</w:t>"
                                      "<w:tab/><w:t>A&amp;B</w:t></w:r></w:p><w:p/>"
                                      "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Sở Y tế</w:t></w:r></w:p></w:tc><w:tc><w:p>"
                                      "<w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" TAIL),
                        "Hạn nộp 15/8\tA&B\n\nSở Y tế \t3 \t\n");
}

static void test_what_was_deleted_is_not_told_and_what_was_inserted_is(void **state)
{
    (void)state;
    assert_string_equal(words_of(HEAD "<w:p><w:del><w:r><w:delText>ngày 14</w:delText></w:r></w:del><w:ins><w:r><w:t>"
                                      "ngày 15</w:t></w:r></w:ins></w:p>" TAIL),
                        "ngày 15\n");
}

static void test_what_is_no_such_file_has_no_words(void **state)
{
    (void)state;
    assert_null(docx_text(mem, "PK\003\004 no", 8, 1000));
    assert_null(docx_text(mem, "", 0, 1000));
    assert_null(words_of(HEAD "<w:p>"));
    assert_null(text_of("word/other.xml", HEAD TAIL, strlen(HEAD TAIL), 1000));
    assert_null(words_of("<!DOCTYPE d [<!ENTITY e \"lớn\">]>" HEAD "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>" TAIL));
}

/* Sixteen megabytes of nothing lie packed in a few kilobytes. */
static void test_a_part_or_a_text_that_is_too_large_is_given_up(void **state)
{
    (void)state;
    size_t length = 16 << 20;
    char *large = malloc(length);
    memset(large, ' ', length);
    assert_null(text_of("word/document.xml", large, length, 1000));
    free(large);
    struct text xml;
    text_init(&xml, mem, 64 << 10);
    text_add(&xml, HEAD);
    for (int i = 0; i < 200; i++)
        text_add(&xml, "<w:p><w:r><w:t>văn bản</w:t></w:r></w:p>");
    text_add(&xml, TAIL);
    assert_null(text_of("word/document.xml", xml.data, xml.length, 1000));
    assert_non_null(text_of("word/document.xml", xml.data, xml.length, 4000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_strict_form_is_read_and_what_is_no_document_is_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_was_moved_and_a_text_box_stand_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_paragraph_is_a_line_and_a_row_has_tabs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_was_deleted_is_not_told_and_what_was_inserted_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_such_file_has_no_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_part_or_a_text_that_is_too_large_is_given_up, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
