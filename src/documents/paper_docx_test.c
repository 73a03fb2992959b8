/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper_docx.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <zip.h>

#include "base/clock.h"
#include "base/text.h"
#include "documents/paper_docx_internal.h"
#include "documents/paper_example.h"

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

/* --- a .docx taken apart ----------------------------------------------------------------------------------------- */

static void close_archive(void *archive)
{
    zip_discard(archive);
}

static void free_document(void *document)
{
    xmlFreeDoc(document);
}

static zip_t *packed(const struct paper *paper)
{
    const char *bytes;
    size_t length;
    struct err err;
    assert_true(paper_docx(mem, paper, &bytes, &length, &err));
    zip_t *archive = zip_open_from_source(zip_source_buffer_create(bytes, length, 0, NULL), ZIP_RDONLY, NULL);
    assert_non_null(archive);
    arena_defer(mem, close_archive, archive);
    return archive;
}

/* The text of a part, NULL where there is none. */
static const char *part(zip_t *archive, const char *name)
{
    zip_stat_t stat;
    if (zip_stat(archive, name, 0, &stat) != 0)
        return NULL;
    char *text = arena_alloc(mem, stat.size + 1);
    zip_file_t *file = zip_fopen(archive, name, 0);
    assert_non_null(file);
    assert_int_equal(zip_fread(file, text, stat.size), stat.size);
    zip_fclose(file);
    return text;
}

static xmlDoc *tree(zip_t *archive, const char *name)
{
    const char *text = part(archive, name);
    assert_non_null(text);
    xmlDoc *document = xmlReadMemory(text, (int)strlen(text), name, NULL, XML_PARSE_NONET);
    assert_non_null(document);
    arena_defer(mem, free_document, document);
    return document;
}

static const struct {
    const char *prefix, *address;
} names[] = {
    { "w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main" },
    { "r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships" },
    { "p", "http://schemas.openxmlformats.org/package/2006/relationships" },
    { "c", "http://schemas.openxmlformats.org/package/2006/content-types" },
    { "f", "urn:congvu:figures:1" },
    { "d", "http://purl.org/dc/elements/1.1/" },
    { "t", "http://purl.org/dc/terms/" },
};

/* The string value of an XPath expression. */
static const char *find(xmlDoc *document, const char *path)
{
    xmlXPathContext *context = xmlXPathNewContext(document);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        xmlXPathRegisterNs(context, (const xmlChar *)names[i].prefix, (const xmlChar *)names[i].address);
    xmlXPathObject *result = xmlXPathEvalExpression((const xmlChar *)path, context);
    assert_non_null(result);
    xmlChar *value = xmlXPathCastToString(result);
    char *copy = arena_strdup(mem, (const char *)value);
    xmlFree(value);
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
    return copy;
}

static int number(const char *digits)
{
    int64_t value;
    assert_true(text_to_int(digits, INT32_MIN, INT32_MAX, &value));
    return (int)value;
}

static int count(xmlDoc *document, const char *path)
{
    return number(find(document, arena_printf(mem, "count(%s)", path)));
}

/* --- the promises ------------------------------------------------------------------------------------------------ */

static void keep_quiet(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

/* What is wrong is printed, unless it is EXPECTED to be wrong. */
static bool is_valid(xmlDoc *document, bool expected)
{
    xmlSchemaParserCtxt *parser = xmlSchemaNewParserCtxt("src/documents/schema/word.xsd");
    xmlSchema *schema = xmlSchemaParse(parser);
    assert_non_null(schema);
    xmlSchemaValidCtxt *context = xmlSchemaNewValidCtxt(schema);
    if (!expected)
        xmlSchemaSetValidErrors(context, keep_quiet, keep_quiet, NULL);
    int errors = xmlSchemaValidateDoc(context, document);
    xmlSchemaFreeValidCtxt(context);
    xmlSchemaFree(schema);
    xmlSchemaFreeParserCtxt(parser);
    return errors == 0;
}

static void test_every_word_part_is_valid_against_the_schema(void **state)
{
    (void)state;
    static const char *const parts[] = { "word/document.xml", "word/styles.xml",    "word/numbering.xml",
                                         "word/settings.xml", "word/fontTable.xml", "word/header1.xml" };
    const struct paper *papers[] = { example_paper(mem), paper_new(mem) };
    for (size_t i = 0; i < COUNT_OF(papers); i++) {
        zip_t *archive = packed(papers[i]);
        for (size_t k = 0; k < COUNT_OF(parts); k++)
            assert_true(is_valid(tree(archive, parts[k]), true));
    }
}

/* The schema itself is of use: an element out of order, one too many, a value that is not there. */
static void test_the_schema_refuses_what_word_would(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "<w:p><w:pPr><w:jc w:val=\"left\"/><w:keepNext/></w:pPr></w:p>",
        "<w:p><w:pPr/><w:pPr/></w:p>",
        "<w:p><w:pPr><w:jc w:val=\"middle\"/></w:pPr></w:p>",
        "<w:p><w:r><w:rPr><w:i/><w:b/></w:rPr><w:t>x</w:t></w:r></w:p>",
        "<w:p><w:sdt><w:sdtPr><w:tag w:val=\"x\"/><w:alias w:val=\"x\"/><w:id w:val=\"1\"/></w:sdtPr></w:sdt></w:p>",
        "<w:p><w:other/></w:p>",
    };
    for (size_t i = 0; i < COUNT_OF(bodies) + 1; i++) {
        const char *body = i < COUNT_OF(bodies) ? bodies[i] : "<w:p/>";
        const char *text = arena_printf(
            mem,
            "<w:document xmlns:w=\"%s\" xmlns:r=\"%s\"><w:body>%s<w:sectPr><w:headerReference w:type=\"default\" "
            "r:id=\"a\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"1\" w:h=\"1\"/><w:pgMar w:top=\"1\" w:right=\"1\" "
            "w:bottom=\"1\" w:left=\"1\" w:header=\"1\" w:footer=\"1\" "
            "w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
            names[0].address, names[1].address, body);
        xmlDoc *document = xmlReadMemory(text, (int)strlen(text), "x", NULL, XML_PARSE_NONET);
        arena_defer(mem, free_document, document);
        assert_int_equal(is_valid(document, i == COUNT_OF(bodies)), i == COUNT_OF(bodies));
    }
}

static void test_the_same_paper_gives_the_same_bytes(void **state)
{
    (void)state;
    const char *first, *second;
    size_t first_length, second_length;
    struct err err;
    assert_true(paper_docx(mem, example_paper(mem), &first, &first_length, &err));
    setenv("TZ", "America/St_Johns", 1);
    setenv("LC_ALL", "vi_VN.UTF-8", 1);
    tzset();
    clock_fix(instant_from_local(day_from_civil(2030, 1, 1), 0));
    struct arena *other = arena_new(ARENA_JOB_MAX);
    bool written = paper_docx(other, example_paper(other), &second, &second_length, &err);
    clock_reset();
    unsetenv("TZ");
    unsetenv("LC_ALL");
    tzset();
    assert_true(written);
    assert_int_equal(first_length, second_length);
    assert_memory_equal(first, second, first_length);
    arena_free(other);
}

static void test_figures_are_content_controls_with_tag_and_alias(void **state)
{
    (void)state;
    xmlDoc *document = tree(packed(example_paper(mem)), "word/document.xml");
    assert_int_equal(count(document, "//w:sdt"), 63);
    assert_string_equal(find(document, "//w:sdt[w:sdtPr/w:tag/@w:val='reception_regular']/w:sdtContent"), "23");
    assert_string_equal(find(document, "//w:sdtPr[w:tag/@w:val='reception_regular']/w:alias/@w:val"),
                        "Lượt tiếp dân <thường xuyên> & \"khác\"");
    assert_int_equal(count(document, "//w:sdt[w:sdtPr/w:tag/@w:val='reception_regular']//w:b"), 1);
    assert_string_equal(find(document, "//w:sdtPr[w:tag/@w:val='crowds']/w:alias/@w:val"), "crowds");
    assert_int_equal(count(document, "//w:sdtPr/w:id[@w:val = preceding::w:sdtPr/w:id/@w:val]"), 0);
}

static void test_long_labels_are_cut_to_what_word_accepts(void **state)
{
    (void)state;
    struct text label;
    text_init(&label, mem, TEXT_MAX_LINE);
    for (int i = 0; i < 70; i++)
        text_add(&label, "ữ");
    struct paper *paper = paper_new(mem);
    paper_run_figure(paper_paragraph(paper), &(struct paper_figure){ .id = "x", .label = label.data, .text = "1" },
                     PAPER_PLAIN);
    xmlDoc *document = tree(packed(paper), "word/document.xml");
    assert_string_equal(find(document, "string-length(//w:alias/@w:val)"), "64");
}

static void test_absolute_links_work_from_the_file_and_no_others_do(void **state)
{
    (void)state;
    zip_t *archive = packed(example_paper(mem));
    xmlDoc *document = tree(archive, "word/document.xml");
    assert_int_equal(count(document, "//w:hyperlink"), 1);
    assert_string_equal(find(document, "//w:sdt//w:hyperlink/@r:id"), "rIdLink1");
    assert_string_equal(find(tree(archive, "word/_rels/document.xml.rels"),
                             "//p:Relationship[@Id='rIdLink1'][@TargetMode='External']/@Target"),
                        "https://congvu.example/don-thu?source=buu-dien&received_on=2021-07");
}

static void test_the_figures_are_a_custom_xml_part(void **state)
{
    (void)state;
    zip_t *archive = packed(example_paper(mem));
    assert_string_equal(find(tree(archive, "customXml/item1.xml"), "/f:figures[@type='application/json']"),
                        "{\"figures\":[{\"id\":\"petitions_by_post\",\"value\":62,\"label\":\"a<b>&\"}]}");
    assert_non_null(strstr(part(archive, "customXml/itemProps1.xml"), "ds:itemID=\"{"));
    archive = packed(paper_new(mem));
    assert_null(part(archive, "customXml/item1.xml"));
    assert_null(strstr(part(archive, "[Content_Types].xml"), "customXml"));
}

/* Content types, relationships, styles and lists: nothing is named that is not there. */
static void test_whatever_a_part_names_is_there(void **state)
{
    (void)state;
    zip_t *archive = packed(example_paper(mem));
    xmlDoc *types = tree(archive, "[Content_Types].xml");
    for (int i = 1; i <= count(types, "//c:Override"); i++) {
        const char *name = find(types, arena_printf(mem, "//c:Override[%d]/@PartName", i));
        assert_non_null(part(archive, name + 1));
    }
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); i++) {
        const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
        tree(archive, name);
        if (text_starts(name, "word/") && !text_ends(name, ".rels"))
            assert_int_equal(count(types, arena_printf(mem, "//c:Override[@PartName='/%s']", name)), 1);
    }
    xmlDoc *links = tree(archive, "word/_rels/document.xml.rels");
    for (int i = 1; i <= count(links, "//p:Relationship[not(@TargetMode)]"); i++) {
        const char *target = find(links, arena_printf(mem, "//p:Relationship[not(@TargetMode)][%d]/@Target", i));
        assert_non_null(part(archive, text_starts(target, "../") ? target + 3 : arena_printf(mem, "word/%s", target)));
    }
    xmlDoc *document = tree(archive, "word/document.xml");
    xmlDoc *styles = tree(archive, "word/styles.xml"), *numbering = tree(archive, "word/numbering.xml");
    for (int i = 1; i <= count(document, "//*[@r:id]"); i++) {
        const char *id = find(document, arena_printf(mem, "(//*[@r:id])[%d]/@r:id", i));
        assert_int_equal(count(links, arena_printf(mem, "//p:Relationship[@Id='%s']", id)), 1);
    }
    for (int i = 1; i <= count(document, "//w:pStyle"); i++) {
        const char *id = find(document, arena_printf(mem, "(//w:pStyle)[%d]/@w:val", i));
        assert_int_equal(count(styles, arena_printf(mem, "//w:style[@w:styleId='%s']", id)), 1);
    }
    for (int i = 1; i <= count(document, "//w:numId"); i++) {
        const char *id = find(document, arena_printf(mem, "(//w:numId)[%d]/@w:val", i));
        assert_int_equal(count(numbering, arena_printf(mem, "//w:num[@w:numId='%s']", id)), 1);
    }
    assert_int_equal(count(styles, "//w:basedOn[not(@w:val = //w:style/@w:styleId)]"), 0);
    assert_int_equal(count(styles, "//w:next[not(@w:val = //w:style/@w:styleId)]"), 0);
    assert_int_equal(count(styles, "//w:style[@w:styleId = preceding::w:style/@w:styleId]"), 0);
}

static void test_headings_are_real_headings_in_one_multilevel_list(void **state)
{
    (void)state;
    zip_t *archive = packed(example_paper(mem));
    xmlDoc *document = tree(archive, "word/document.xml"), *numbering = tree(archive, "word/numbering.xml");
    xmlDoc *styles = tree(archive, "word/styles.xml");
    static const char *const shown[] = { "%1.", "%2.", "%2.%3.", "%4)" };
    for (int level = 0; level < 4; level++) {
        const char *style = arena_printf(mem, "Heading%d", level + 1);
        assert_int_equal(
            count(document,
                  arena_printf(mem, "//w:p[w:pPr[w:pStyle/@w:val='%s'][w:numPr[w:ilvl/@w:val=%d]]]", style, level)),
            count(document, arena_printf(mem, "//w:p[w:pPr/w:pStyle/@w:val='%s']", style)));
        assert_string_equal(find(numbering, arena_printf(mem,
                                                         "//w:abstractNum[@w:abstractNumId=0]/w:lvl[@w:ilvl=%d]"
                                                         "[w:pStyle/@w:val='%s']/w:lvlText/@w:val",
                                                         level, style)),
                            shown[level]);
        assert_string_equal(find(styles, arena_printf(mem, "//w:style[@w:styleId='%s']//w:outlineLvl/@w:val", style)),
                            arena_printf(mem, "%d", level));
        assert_string_equal(find(styles, arena_printf(mem, "//w:style[@w:styleId='%s']/w:name/@w:val", style)),
                            arena_printf(mem, "heading %d", level + 1));
    }
    assert_int_equal(count(document, "//w:p[contains(., 'TÌNH HÌNH')][contains(., 'I.')]"), 0);
}

static void test_letters_that_word_cannot_count_bring_their_own_text(void **state)
{
    (void)state;
    zip_t *archive = packed(example_paper(mem));
    xmlDoc *document = tree(archive, "word/document.xml"), *numbering = tree(archive, "word/numbering.xml");
    static const char *const items[][2] = {
        { "Rà soát", "%4)" }, { "Tập huấn", "%4)" }, { "Kiểm tra", "đ)" }, { "Tổng kết", "e)" }
    };
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        const char *list = find(document, arena_printf(mem, "//w:p[.='%s']//w:numId/@w:val", items[i][0]));
        const char *own = find(numbering, arena_printf(mem, "//w:num[@w:numId='%s']//w:lvl/w:lvlText/@w:val", list));
        assert_string_equal(own[0] ? own : "%4)", items[i][1]);
    }
}

static void test_an_annex_begins_its_numbers_again(void **state)
{
    (void)state;
    zip_t *archive = packed(example_paper(mem));
    const char *list = find(tree(archive, "word/document.xml"), "//w:p[.='Số liệu đã tính']//w:numId/@w:val");
    assert_string_equal(list, "2");
    assert_int_equal(
        count(tree(archive, "word/numbering.xml"), "//w:num[@w:numId=2]/w:lvlOverride/w:startOverride[@w:val=1]"), 4);
}

/* NĐ 30/2020, Phụ lục I: A4; top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm. */
static void test_the_page_is_that_of_the_decree(void **state)
{
    (void)state;
    xmlDoc *document = tree(packed(example_paper(mem)), "word/document.xml");
    assert_int_equal(count(document, "//w:sectPr"), 2);
    assert_int_equal(count(document, "//w:sectPr[1]/w:pgSz[@w:w=11906][@w:h=16838]"), 1);
    assert_int_equal(count(document, "//w:body/w:sectPr/w:pgSz[@w:w=16838][@w:h=11906][@w:orient='landscape']"), 1);
    static const struct {
        const char *side;
        int least, most; /* tenths of a millimetre */
    } margins[] = { { "top", 200, 250 }, { "bottom", 200, 250 }, { "left", 300, 350 }, { "right", 149, 200 } };
    for (size_t i = 0; i < COUNT_OF(margins); i++) {
        int twips = number(find(document, arena_printf(mem, "(//w:pgMar)[1]/@w:%s", margins[i].side)));
        assert_in_range(twips * 254 / 1440, margins[i].least, margins[i].most);
    }
}

static void test_page_numbers_begin_on_page_two_in_the_top_margin(void **state)
{
    (void)state;
    zip_t *archive = packed(example_paper(mem));
    xmlDoc *document = tree(archive, "word/document.xml"), *header = tree(archive, "word/header1.xml");
    assert_int_equal(count(document, "//w:p//w:sectPr/w:titlePg"), 1);
    assert_int_equal(count(document, "//w:body/w:sectPr/w:titlePg"), 0);
    assert_int_equal(count(document, "//w:sectPr/w:headerReference[@w:type='default']"), 2);
    assert_string_equal(find(header, "normalize-space(//w:instrText)"), "PAGE");
    assert_string_equal(find(tree(archive, "word/styles.xml"), "//w:style[@w:styleId='Header']//w:jc/@w:val"),
                        "center");
}

static void test_the_body_text_is_that_of_the_decree(void **state)
{
    (void)state;
    xmlDoc *styles = tree(packed(example_paper(mem)), "word/styles.xml");
    assert_string_equal(find(styles, "//w:docDefaults//w:rFonts/@w:ascii"), "Times New Roman");
    assert_string_equal(find(styles, "//w:docDefaults//w:sz/@w:val"), "28");
    assert_string_equal(find(styles, "//w:style[@w:styleId='Normal']//w:ind/@w:firstLine"), "720");
    assert_string_equal(find(styles, "//w:style[@w:styleId='Normal']//w:jc/@w:val"), "both");
    assert_string_equal(find(styles, "//w:style[@w:styleId='Normal']//w:spacing/@w:after"), "120");
}

static void test_the_head_row_of_a_table_is_repeated(void **state)
{
    (void)state;
    xmlDoc *document = tree(packed(example_paper(mem)), "word/document.xml");
    assert_int_equal(count(document, "//w:tbl[w:tblPr/w:tblStyle]/w:tr"), 61);
    assert_int_equal(count(document, "//w:tbl[w:tblPr/w:tblStyle]/w:tr[1]/w:trPr/w:tblHeader"), 1);
    assert_int_equal(count(document, "//w:tblHeader"), 1);
    assert_string_equal(find(document, "sum(//w:tbl[w:tblPr/w:tblStyle]/w:tblGrid/w:gridCol/@w:w)"), "14287");
}

static void test_text_is_written_as_it_is(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    paper_run(paper_paragraph(paper), " <a> & \"b\" \x01 ", PAPER_PLAIN);
    zip_t *archive = packed(paper);
    assert_string_equal(find(tree(archive, "word/document.xml"), "//w:t"), " <a> & \"b\"  ");
    assert_non_null(strstr(part(archive, "word/document.xml"), "<w:t xml:space=\"preserve\"> "));
}

static void test_the_file_says_when_it_was_made_and_what_it_is(void **state)
{
    (void)state;
    xmlDoc *core = tree(packed(example_paper(mem)), "docProps/core.xml");
    assert_string_equal(find(core, "//t:created"), "2021-07-30T09:45:00Z");
    assert_string_equal(find(core, "//t:modified"), "2021-07-30T09:45:00Z");
    assert_string_equal(find(core, "//d:title"),
                        "BÁO CÁO Kết quả hoạt động tháng 7 năm 2021 và phương hướng, nhiệm vụ tháng 8 năm 2021");
    assert_string_equal(find(core, "//d:creator"), "VĂN PHÒNG");
    assert_int_equal(count(tree(packed(paper_new(mem)), "docProps/core.xml"), "//t:created"), 0);
}

static void test_a_part_too_large_is_refused(void **state)
{
    (void)state;
    zip_t *archive = packed(example_paper(mem));
    size_t largest = strlen(part(archive, "word/document.xml"));
    for (size_t less = 0; less < 2; less++) {
        const char *bytes = NULL;
        size_t length;
        struct err err;
        assert_int_equal(docx_write(mem, example_paper(mem), largest - less, &bytes, &length, &err), less == 0);
        if (less == 0)
            continue;
        assert_int_equal(err.kind, ERR_INVALID);
        assert_string_equal(err.subject, "paper-size");
        assert_null(bytes);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_word_part_is_valid_against_the_schema),
        TEST(test_the_schema_refuses_what_word_would),
        TEST(test_the_same_paper_gives_the_same_bytes),
        TEST(test_figures_are_content_controls_with_tag_and_alias),
        TEST(test_long_labels_are_cut_to_what_word_accepts),
        TEST(test_absolute_links_work_from_the_file_and_no_others_do),
        TEST(test_the_figures_are_a_custom_xml_part),
        TEST(test_whatever_a_part_names_is_there),
        TEST(test_headings_are_real_headings_in_one_multilevel_list),
        TEST(test_letters_that_word_cannot_count_bring_their_own_text),
        TEST(test_an_annex_begins_its_numbers_again),
        TEST(test_the_page_is_that_of_the_decree),
        TEST(test_page_numbers_begin_on_page_two_in_the_top_margin),
        TEST(test_the_body_text_is_that_of_the_decree),
        TEST(test_the_head_row_of_a_table_is_repeated),
        TEST(test_text_is_written_as_it_is),
        TEST(test_the_file_says_when_it_was_made_and_what_it_is),
        TEST(test_a_part_too_large_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
