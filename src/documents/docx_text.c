/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/docx_text.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/text.h"

#define PART   "word/document.xml"
#define WORD   "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define STRICT "http://purl.oclc.org/ooxml/wordprocessingml/main" /* saved as “Strict Open XML” */
#define OTHER  "http://schemas.openxmlformats.org/markup-compatibility/2006"

/* --- the part ----------------------------------------------------------------------------------------------------- */

/* What the libraries hold; closed with the arena it hangs on. */
struct opened {
    zip_t *archive;
    zip_file_t *entry;
    char *xml;
    size_t length;
    xmlTextReader *reader;
};

static void close_opened(void *of)
{
    struct opened *opened = of;
    if (opened->reader)
        xmlFreeTextReader(opened->reader);
    free(opened->xml);
    if (opened->entry)
        zip_fclose(opened->entry);
    if (opened->archive)
        zip_discard(opened->archive);
}

/* Reads to its end, or to one byte more than may be: what the archive says of the size is not believed. */
static bool read_entry(struct opened *opened)
{
    size_t room = 64 << 10;
    zip_int64_t got = 0;
    opened->xml = malloc(room);
    while (opened->xml && opened->length <= DOCX_PART_MAX &&
           (got = zip_fread(opened->entry, opened->xml + opened->length, room - opened->length)) > 0) {
        opened->length += (size_t)got;
        if (opened->length < room)
            continue;
        char *more = realloc(opened->xml, room *= 2);
        if (!more)
            return false;
        opened->xml = more;
    }
    return opened->xml && got == 0 && opened->length <= DOCX_PART_MAX;
}

static bool open_part(struct opened *opened, const void *bytes, size_t length)
{
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, NULL);
    opened->archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (source && !opened->archive)
        zip_source_free(source);
    opened->entry = opened->archive ? zip_fopen(opened->archive, PART, 0) : NULL;
    if (!opened->entry || !read_entry(opened))
        return false;
    opened->reader = xmlReaderForMemory(opened->xml, (int)opened->length, PART, NULL, XML_PARSE_NONET);
    return opened->reader != NULL;
}

/* --- its words ---------------------------------------------------------------------------------------------------- */

struct gathering {
    struct text *out;
    xmlTextReader *reader;
    bool in_text; /* w:t */
    int left_out; /* within what was moved away, and what older programs show instead */
    int cells;    /* of tables, within one another: a paragraph there ends no line */
};

static bool is_word(const struct gathering *gathering, const char *name)
{
    const char *space = (const char *)xmlTextReaderConstNamespaceUri(gathering->reader);
    return text_equal((const char *)xmlTextReaderConstLocalName(gathering->reader), name) &&
           (text_equal(space, WORD) || text_equal(space, STRICT));
}

static bool is_left_out(const struct gathering *gathering)
{
    return is_word(gathering, "moveFrom") ||
           (text_equal((const char *)xmlTextReaderConstLocalName(gathering->reader), "Fallback") &&
            text_equal((const char *)xmlTextReaderConstNamespaceUri(gathering->reader), OTHER));
}

static void begin_element(struct gathering *gathering)
{
    bool empty = xmlTextReaderIsEmptyElement(gathering->reader);
    gathering->left_out += !empty && is_left_out(gathering);
    if (gathering->left_out)
        return;
    if (is_word(gathering, "t"))
        gathering->in_text = !empty;
    else if (is_word(gathering, "tab"))
        text_char(gathering->out, '\t');
    else if (is_word(gathering, "br") || is_word(gathering, "cr"))
        text_char(gathering->out, gathering->cells ? ' ' : '\n');
    else if (is_word(gathering, "noBreakHyphen"))
        text_char(gathering->out, '-');
    else if (is_word(gathering, "tc") && !empty)
        gathering->cells++;
    else if (is_word(gathering, "p") && empty && !gathering->cells)
        text_char(gathering->out, '\n');
}

static void end_element(struct gathering *gathering)
{
    if (gathering->left_out) {
        gathering->left_out -= is_left_out(gathering);
        return;
    }
    if (is_word(gathering, "t"))
        gathering->in_text = false;
    else if (is_word(gathering, "p"))
        text_char(gathering->out, gathering->cells ? ' ' : '\n');
    else if (is_word(gathering, "tc")) {
        gathering->cells--;
        text_char(gathering->out, gathering->cells ? ' ' : '\t');
    } else if (is_word(gathering, "tr"))
        text_char(gathering->out, gathering->cells ? ' ' : '\n');
}

static bool gather(struct gathering *gathering)
{
    int got;
    while ((got = xmlTextReaderRead(gathering->reader)) == 1) {
        int type = xmlTextReaderNodeType(gathering->reader);
        if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE)
            return false; /* Word writes none */
        if (type == XML_READER_TYPE_ELEMENT && xmlTextReaderDepth(gathering->reader) == 0 &&
            !is_word(gathering, "document"))
            return false; /* words of which nothing is known are not no words */
        if (type == XML_READER_TYPE_ELEMENT)
            begin_element(gathering);
        else if (type == XML_READER_TYPE_END_ELEMENT)
            end_element(gathering);
        else if (gathering->in_text &&
                 (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE ||
                  type == XML_READER_TYPE_WHITESPACE || type == XML_READER_TYPE_CDATA))
            text_add(gathering->out, (const char *)xmlTextReaderConstValue(gathering->reader));
        if (text_is_full(gathering->out))
            return false;
    }
    return got == 0;
}

static void ignore_error(void *arg, xmlError *error)
{
    (void)arg;
    (void)error;
}

char *docx_text(struct arena *mem, const void *bytes, size_t length, size_t max)
{
    struct arena *scratch CLEANUP(arena_cleanup) = arena_part(mem, ARENA_REQUEST_MAX);
    struct opened *opened = ARENA_NEW(scratch, struct opened);
    struct text out;
    text_init(&out, mem, max);
    arena_defer(scratch, close_opened, opened);
    if (!open_part(opened, bytes, length))
        return NULL;
    xmlTextReaderSetStructuredErrorHandler(opened->reader, ignore_error, NULL);
    struct gathering gathering = { .out = &out, .reader = opened->reader };
    return gather(&gathering) ? out.data : NULL;
}
