/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper_html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>

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

static const char *page(const struct paper *paper)
{
    struct text out;
    struct err err;
    text_init(&out, mem, TEXT_MAX_PAGE);
    assert_true(paper_html(&out, paper, &err));
    return out.data;
}

static void free_document(void *document)
{
    xmlFreeDoc(document);
}

/* The sheet as a tree: HTML's void elements are closed first, everything else must be balanced as it stands. */
static xmlDoc *sheet(const struct paper *paper)
{
    struct text out, closed;
    struct err err;
    text_init(&out, mem, TEXT_MAX_PAGE);
    text_init(&closed, mem, TEXT_MAX_PAGE);
    assert_true(paper_html_sheet(&out, paper, &err));
    for (const char *at = out.data; *at; at++) {
        text_char(&closed, *at);
        if (text_starts(at, "<br>") || text_starts(at, "<hr ")) {
            const char *end = strchr(at, '>');
            text_add_bytes(&closed, at + 1, (size_t)(end - at - 1));
            text_raw(&closed, "/>");
            at = end;
        }
    }
    xmlDoc *document = xmlReadMemory(closed.data, (int)closed.length, "sheet", NULL, XML_PARSE_NONET);
    assert_non_null(document);
    arena_defer(mem, free_document, document);
    return document;
}

static double count(xmlDoc *document, const char *path)
{
    xmlXPathContext *context = xmlXPathNewContext(document);
    xmlXPathObject *result = xmlXPathEvalExpression((const xmlChar *)arena_printf(mem, "count(%s)", path), context);
    assert_non_null(result);
    double value = result->floatval;
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
    return value;
}

static void test_the_sheet_is_balanced_and_its_headings_are_headings(void **state)
{
    (void)state;
    xmlDoc *document = sheet(example_paper(mem));
    assert_true(count(document, "/article[@class='paper'][@lang='vi']") == 1);
    assert_true(count(document, "//h1") == 1);
    assert_true(count(document, "//h2[@class='heading']") == 3);
    assert_true(count(document, "//h3[@class='heading']") == 1);
    assert_true(count(document, "//h4[@class='heading']") == 2);
    assert_true(count(document, "//h5[@class='heading']") == 6);
    assert_true(count(document, "//h5[span='đ)'][contains(., 'Kiểm tra')]") == 1);
    assert_true(count(document, "//*[@id][@id = preceding::*/@id]") == 0);
}

static void test_figures_lead_to_their_records(void **state)
{
    (void)state;
    xmlDoc *document = sheet(example_paper(mem));
    assert_true(count(document, "//li//a[@class='figure'][@data-figure='reception_regular'][.='23']"
                                "[@href='/tiep-dan?kind=thuong-xuyen&received_on=2021-07']") == 1);
    assert_true(count(document, "//strong/a[@data-figure='reception_regular']") == 1);
    assert_true(count(document, "//li/a[@data-figure='petitions_by_post'][@title='Đơn gửi qua bưu điện']") == 1);
}

static void test_a_figure_that_leads_nowhere_safe_is_a_span(void **state)
{
    (void)state;
    xmlDoc *document = sheet(example_paper(mem));
    assert_true(count(document, "//span[@class='figure'][@data-figure='crowds'][.='02']") == 1);
    assert_null(strstr(page(example_paper(mem)), "javascript:"));
}

static void test_text_is_escaped(void **state)
{
    (void)state;
    const char *html = page(example_paper(mem));
    assert_non_null(strstr(html, " &lt;chưa &amp; đã giải quyết&gt;."));
    assert_non_null(strstr(html, "title=\"Lượt tiếp dân &lt;thường xuyên&gt; &amp; &quot;khác&quot;\""));
}

static void test_dashes_are_nested_lists(void **state)
{
    (void)state;
    xmlDoc *document = sheet(example_paper(mem));
    assert_true(count(document, "//ul[@class='dash']") == 1);
    assert_true(count(document, "//ul[@class='dash']/li") == 2);
    assert_true(count(document, "//ul[@class='dash']/li[1]/ul[@class='plus']/li") == 1);
    struct paper *paper = paper_new(mem);
    paper_run(paper_dash(paper, 2), "a", PAPER_PLAIN);
    paper_run(paper_dash(paper, 1), "b", PAPER_PLAIN);
    paper_run(paper_dash(paper, 2), "c", PAPER_PLAIN);
    document = sheet(paper);
    assert_true(count(document, "/article/ul[1][@class='plus']/li[normalize-space(.)='a']") == 1);
    assert_true(count(document, "/article/ul[2][@class='dash']/li/ul/li") == 1);
}

static void test_table_head_cells_have_a_scope(void **state)
{
    (void)state;
    xmlDoc *document = sheet(example_paper(mem));
    assert_true(count(document, "//section[@class='annex landscape']/table/thead/tr/th[@scope='col']") == 6);
    assert_true(count(document, "//tbody/tr") == 60);
    assert_true(count(document, "//tbody/tr[count(td) != 6]") == 0);
    assert_true(count(document, "//td[@class='right']/a[@data-figure='petitions_by_post']") == 60);
}

static void test_the_figures_cannot_leave_their_data_block(void **state)
{
    (void)state;
    struct paper *paper = paper_new(mem);
    paper_figures(paper, "{\"a\":\"</script><script>alert(1)<!--\"}");
    const char *html = page(paper);
    const char *block = strstr(html, "<script type=\"application/json\" id=\"figures\">");
    assert_non_null(block);
    assert_non_null(strstr(block, ">{\"a\":\"\\u003c/script>\\u003cscript>alert(1)\\u003c!--\"}</script>\n"));
}

static void test_the_page_needs_no_other_file(void **state)
{
    (void)state;
    const char *html = page(example_paper(mem));
    assert_true(text_starts(html, "<!DOCTYPE html>\n<html lang=\"vi\">\n"));
    assert_null(strstr(html, " src="));
    assert_null(strstr(html, "<link"));
    assert_null(strstr(html, "url("));
    assert_null(strstr(html, "@import"));
    assert_non_null(strstr(html, "<title>BÁO CÁO Kết quả hoạt động tháng 7 năm 2021 và phương hướng"));
}

static void test_a_page_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    struct text out;
    struct err err;
    text_init(&out, mem, 5000);
    assert_false(paper_html(&out, example_paper(mem), &err));
    assert_string_equal(err.subject, "paper-size");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_sheet_is_balanced_and_its_headings_are_headings),
        TEST(test_figures_lead_to_their_records),
        TEST(test_a_figure_that_leads_nowhere_safe_is_a_span),
        TEST(test_text_is_escaped),
        TEST(test_dashes_are_nested_lists),
        TEST(test_table_head_cells_have_a_scope),
        TEST(test_the_figures_cannot_leave_their_data_block),
        TEST(test_the_page_needs_no_other_file),
        TEST(test_a_page_that_does_not_fit_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
