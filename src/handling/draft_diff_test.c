/* SPDX-License-Identifier: Apache-2.0 */
/* Versions of a draft beside one another.
 *
 * Planted and seen red, each alone: a version that was taken out of sight compared; the newest version taken for the
 * older one; what is no text compared byte by byte. */
#include "handling/draft_diff.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "documents/zip_write.h"
#include "records/testing_office.h"

static int64_t make(struct testing *t, struct testing_office *o)
{
    testing_enter_folder(t, o, SOURCE_FOLDER "/office");
    struct draft *draft = draft_new(t->mem, definitions_register(o->office.definitions, "outgoing"));
    draft_set(t->mem, draft, "summary", "Về việc báo cáo tháng 7");
    draft_set(t->mem, draft, "type", "cv");
    return testing_create(t, o, draft);
}

static void give(struct testing *t, struct testing_office *o, int64_t record, const char *name, const char *bytes,
                 struct attachment *added)
{
    struct err err = { 0 };
    const char *path = arena_printf(t->mem, "%s/du-thao", t->folder);
    assert_true(testing_ok(file_write(path, bytes, strlen(bytes), 0600, &err), &err));
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    assert_true(
        testing_ok(attachment_add_draft(&o->office, t->mem, record, 0, name, fileno(stream), "", added, &err), &err));
    fclose(stream);
}

static bool compare(struct testing *t, int64_t record, int64_t old, int64_t new, struct draft_diff *diff,
                    struct err *err)
{
    *err = (struct err){ 0 };
    return draft_diff_read(t->store, db_for_read(t->store, err), t->mem, record, old, new, diff, err);
}

static void test_the_newest_is_held_against_the_one_before(struct testing *t)
{
    struct testing_office o;
    struct attachment added;
    struct draft_diff diff;
    struct err err;
    int64_t id = make(t, &o);
    assert_false(compare(t, id, 0, 0, &diff, &err));
    assert_string_equal(err.subject, "draft");
    give(t, &o, id, "du-thao.txt", "Hạn nộp: ngày 14/8.\n", &added);
    assert_false(compare(t, id, 0, 0, &diff, &err));
    give(t, &o, id, "du-thao.txt", "Hạn nộp: ngày 15/8.\n", &added);
    give(t, &o, id, "du-thao.txt", "Hạn nộp: ngày 16/8.\n", &added);
    assert_true(testing_ok(compare(t, id, 0, 0, &diff, &err), &err));
    assert_true(diff.compared);
    assert_int_equal(diff.old->draft, 2);
    assert_int_equal(diff.new->draft, 3);
    assert_int_equal(diff.words.count, 4);
    assert_string_equal(diff.words.runs[1].text, "15/8.");
    assert_string_equal(diff.words.runs[2].text, "16/8.");
    assert_true(testing_ok(compare(t, id, 1, 3, &diff, &err), &err));
    assert_string_equal(diff.words.runs[1].text, "14/8.");
    assert_false(compare(t, id, 2, 2, &diff, &err));
    assert_int_equal(err.kind, ERR_INVALID);
    assert_false(compare(t, id, 1, 9, &diff, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void test_what_is_no_text_and_what_was_withdrawn_is_not_compared(struct testing *t)
{
    struct testing_office o;
    struct attachment first, added;
    struct draft_diff diff;
    struct err err;
    int64_t id = make(t, &o);
    give(t, &o, id, "du-thao.txt", "Hạn nộp: ngày 14/8.\n", &first);
    give(t, &o, id, "du-thao.pdf", "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n", &added);
    assert_true(testing_ok(compare(t, id, 0, 0, &diff, &err), &err));
    assert_false(diff.compared);
    assert_string_equal(diff.new->name, "du-thao.pdf");
    assert_true(testing_ok(attachment_withdraw(&o.office, t->mem, first.id, "Nhầm", &err), &err));
    assert_false(compare(t, id, 1, 2, &diff, &err));
    assert_int_equal(err.kind, ERR_FORBIDDEN);
    assert_string_equal(err.subject, "withdrawn");
}

static struct attachment give_docx(struct testing *t, struct testing_office *o, int64_t record, const char *words)
{
    struct err err = { 0 };
    struct attachment added;
    const char *bytes, *path = arena_printf(t->mem, "%s/du-thao", t->folder);
    size_t length;
    const char *types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                        "Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
                        "wordprocessingml.document.main+xml\"/></Types>";
    const char *xml = arena_printf(t->mem,
                                   "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                                   "\"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>",
                                   words);
    const struct zip_part parts[] = { { "[Content_Types].xml", types, strlen(types) },
                                      { "_rels/.rels", "<r/>", 4 },
                                      { "word/document.xml", xml, strlen(xml) } };
    assert_true(testing_ok(zip_write(t->mem, parts, COUNT_OF(parts), &bytes, &length, &err), &err));
    assert_true(testing_ok(file_write(path, bytes, length, 0600, &err), &err));
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    assert_true(testing_ok(
        attachment_add_draft(&o->office, t->mem, record, 0, "du-thao.docx", fileno(stream), "", &added, &err), &err));
    fclose(stream);
    return added;
}

static void test_the_words_of_two_word_files_are_compared(struct testing *t)
{
    struct testing_office o;
    struct draft_diff diff;
    struct attachment added;
    struct err err;
    int64_t id = make(t, &o);
    give_docx(t, &o, id, "Hạn nộp: ngày 14/8.");
    give_docx(t, &o, id, "Hạn nộp: ngày 15/8.");
    assert_true(testing_ok(compare(t, id, 0, 0, &diff, &err), &err));
    assert_true(diff.compared);
    assert_string_equal(diff.words.runs[1].text, "14/8.");
    assert_string_equal(diff.words.runs[2].text, "15/8.");
    give(t, &o, id, "du-thao.txt", "Hạn nộp: ngày 16/8.\n", &added); /* Word and plain text are compared, too */
    assert_true(testing_ok(compare(t, id, 0, 0, &diff, &err), &err));
    assert_true(diff.compared);
    give_docx(t, &o, id, "hỏng <");
    assert_true(testing_ok(compare(t, id, 0, 0, &diff, &err), &err));
    assert_false(diff.compared);
}

ON_BOTH(test_the_words_of_two_word_files_are_compared)
ON_BOTH(test_the_newest_is_held_against_the_one_before)
ON_BOTH(test_what_is_no_text_and_what_was_withdrawn_is_not_compared)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(test_the_words_of_two_word_files_are_compared),
        BOTH(test_the_newest_is_held_against_the_one_before),
        BOTH(test_what_is_no_text_and_what_was_withdrawn_is_not_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
