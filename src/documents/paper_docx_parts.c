/* SPDX-License-Identifier: Apache-2.0 */
#include "documents/paper_docx_internal.h"

#include <string.h>

#include "base/hash.h"

#define PROLOGUE "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD     "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE  "http://schemas.openxmlformats.org/package/2006"
#define OFFICE   "application/vnd.openxmlformats-officedocument"
#define FIGURES  "urn:congvu:figures:1"

/* --- styles ------------------------------------------------------------------------------------------------------ */

struct style {
    const char *id, *name, *based, *next; /* NULL next: the style itself */
    const char *paragraph, *run;          /* properties in the order of the schema */
};

/* Spacing in twentieths of a point, sizes in half points. */
#define SPACING(before, after) "<w:spacing w:before=\"" before "\" w:after=\"" after "\"/>"
#define SINGLE(before, after)                                                                                          \
    "<w:spacing w:before=\"" before "\" w:after=\"" after "\" w:line=\"240\" w:lineRule=\"auto\"/>"
#define NO_INDENT         "<w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/>"
#define FIRST_LINE        "<w:ind w:left=\"0\" w:firstLine=\"720\"/>"
#define CENTRED           "<w:jc w:val=\"center\"/>"
#define LEFT              "<w:jc w:val=\"left\"/>"
#define BOLD              "<w:b/><w:bCs/>"
#define ITALIC            "<w:i/><w:iCs/>"
#define SIZE(half_points) "<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"
#define HEADING(level)                                                                                                 \
    "<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val=\"" level                                                       \
    "\"/><w:numId w:val=\"1\"/></w:numPr>" SPACING("120", "120") FIRST_LINE "<w:outlineLvl w:val=\"" level "\"/>"
#define STAYS "<w:keepNext/>"

static const struct style styles[] = {
    { "Heading1", "heading 1", "Normal", "Normal", HEADING("0"), BOLD },
    { "Heading2", "heading 2", "Normal", "Normal", HEADING("1"), BOLD },
    { "Heading3", "heading 3", "Normal", "Normal", HEADING("2"), BOLD },
    { "Heading4", "heading 4", "Normal", "Normal", HEADING("3"), BOLD },
    { "Title", "Title", "Normal", "Subtitle", STAYS SINGLE("240", "0") NO_INDENT CENTRED, BOLD },
    { "Subtitle", "Subtitle", "Normal", "Normal", STAYS SINGLE("0", "0") NO_INDENT CENTRED, BOLD },
    { "ListNumber", "List Number", "Normal", NULL, "", "" },
    { "ListBullet", "List Bullet", "Normal", NULL, "", "" },
    { "ListBullet2", "List Bullet 2", "Normal", NULL, "", "" },
    { "Header", "header", "Normal", NULL, SINGLE("0", "0") NO_INDENT CENTRED, "" },
    /* The boxes of NĐ 30/2020, Phụ lục I; the comments give their numbers. */
    { "Nation", "Quốc hiệu", "Normal", NULL, SINGLE("0", "0") NO_INDENT CENTRED, BOLD SIZE("26") },          /* 1 */
    { "Motto", "Tiêu ngữ", "Normal", NULL, SINGLE("0", "20") NO_INDENT CENTRED, BOLD SIZE("28") },           /* 1 */
    { "Governing", "Cơ quan chủ quản", "Normal", NULL, SINGLE("0", "0") NO_INDENT CENTRED, SIZE("26") },     /* 2 */
    { "Issuing", "Cơ quan ban hành", "Normal", NULL, SINGLE("0", "20") NO_INDENT CENTRED, BOLD SIZE("26") }, /* 2 */
    { "Number", "Số ký hiệu", "Normal", NULL, SINGLE("80", "0") NO_INDENT CENTRED, SIZE("26") },             /* 3 */
    { "PlaceDate", "Địa danh và thời gian", "Normal", NULL, SINGLE("80", "0") NO_INDENT CENTRED,
      ITALIC SIZE("28") }, /* 4 */
    { "Period", "Kỳ số liệu", "Normal", NULL, STAYS SINGLE("60", "120") NO_INDENT CENTRED, ITALIC },
    { "Authority", "Quyền hạn và chức vụ", "Normal", NULL, STAYS SINGLE("0", "0") NO_INDENT CENTRED, BOLD }, /* 7a */
    { "Signer", "Họ tên người ký", "Normal", NULL, SINGLE("1500", "0") NO_INDENT CENTRED, BOLD },            /* 7b */
    { "RecipientsHead", "Nơi nhận", "Normal", NULL, STAYS SINGLE("0", "0") NO_INDENT LEFT,
      BOLD ITALIC SIZE("24") },                                                                               /* 9b */
    { "Recipient", "Nơi nhận từng dòng", "Normal", NULL, STAYS SINGLE("0", "0") NO_INDENT LEFT, SIZE("22") }, /* 9b */
    { "AnnexName", "Phụ lục", "Normal", "AnnexTitle",
      STAYS SINGLE("0", "0") NO_INDENT CENTRED "<w:outlineLvl w:val=\"0\"/>", BOLD },
    { "AnnexTitle", "Tên phụ lục", "Normal", "Normal", STAYS SINGLE("0", "200") NO_INDENT CENTRED, BOLD },
    { "TableHead", "Đầu bảng", "Normal", NULL, STAYS SINGLE("40", "40") NO_INDENT CENTRED, BOLD SIZE("24") },
    { "TableText", "Chữ trong bảng", "Normal", NULL, SINGLE("40", "40") NO_INDENT LEFT, SIZE("24") },
    { "Rule", "Đường kẻ", "Normal", NULL,
      "<w:spacing w:before=\"80\" w:after=\"0\" w:line=\"60\" w:lineRule=\"exact\"/>" NO_INDENT LEFT, SIZE("4") },
};

static void add_style(struct text *out, const struct style *style)
{
    text_printf(out, "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"%s\"/>",
                style->id, style->name, style->based);
    if (style->next)
        text_printf(out, "<w:next w:val=\"%s\"/>", style->next);
    text_raw(out, "<w:qFormat/>");
    if (style->paragraph[0])
        text_printf(out, "<w:pPr>%s</w:pPr>", style->paragraph);
    if (style->run[0])
        text_printf(out, "<w:rPr>%s</w:rPr>", style->run);
    text_raw(out, "</w:style>");
}

void docx_styles(struct text *out)
{
    text_raw(
        out, PROLOGUE
        "<w:styles " WORD "><w:docDefaults><w:rPrDefault><w:rPr>"
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\""
        " w:cs=\"Times New Roman\"/>" SIZE(
            "28") "<w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/>"
                  "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
                  "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
                  "w:val=\"Normal\"/><w:qFormat/>"
                  "<w:pPr><w:widowControl/><w:spacing w:before=\"0\" w:after=\"120\" w:line=\"264\" "
                  "w:lineRule=\"auto\"/>" FIRST_LINE "<w:jc w:val=\"both\"/></w:pPr></w:style>"
                  "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
                  "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>"
                  "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
                  "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" "
                  "w:type=\"dxa\"/><w:tblCellMar>"
                  "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" "
                  "w:type=\"dxa\"/>"
                  "<w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
                  "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/>"
                  "<w:uiPriority w:val=\"99\"/><w:semiHidden/></w:style>");
    for (size_t i = 0; i < COUNT_OF(styles); i++)
        add_style(out, &styles[i]);
    text_raw(out, "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>"
                  "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>");
    static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
    for (size_t i = 0; i < COUNT_OF(sides); i++)
        text_printf(out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", sides[i]);
    text_raw(out, "</w:tblBorders></w:tblPr></w:style></w:styles>\n");
}

/* --- numbering --------------------------------------------------------------------------------------------------- */

static void add_level(struct text *out, int level, const char *format, const char *style, const char *shown)
{
    text_printf(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>", level, format);
    if (style)
        text_printf(out, "<w:pStyle w:val=\"%s\"/>", style);
    text_printf(out,
                "<w:suff w:val=\"space\"/><w:lvlText w:val=\"%s\"/><w:lvlJc w:val=\"left\"/><w:pPr>" FIRST_LINE
                "</w:pPr></w:lvl>",
                shown);
}

void docx_numbering(struct text *out, int parts, uint32_t letters)
{
    text_raw(out, PROLOGUE "<w:numbering " WORD ">"
                           "<w:abstractNum w:abstractNumId=\"0\"><w:nsid w:val=\"2B1E0030\"/>"
                           "<w:multiLevelType w:val=\"multilevel\"/><w:tmpl w:val=\"2B1E0031\"/>");
    add_level(out, 0, "upperRoman", "Heading1", "%1.");
    add_level(out, 1, "decimal", "Heading2", "%2.");
    add_level(out, 2, "decimal", "Heading3", "%2.%3.");
    add_level(out, 3, "lowerLetter", "Heading4", "%4)");
    text_raw(out, "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:nsid w:val=\"2B1E0032\"/>"
                  "<w:multiLevelType w:val=\"multilevel\"/><w:tmpl w:val=\"2B1E0033\"/>");
    add_level(out, 0, "bullet", NULL, "-");
    add_level(out, 1, "bullet", NULL, "+");
    text_raw(out, "</w:abstractNum>");
    for (int part = 0; part <= parts; part++) {
        text_printf(out, "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"0\"/>", DOCX_LIST_HEADINGS + part);
        for (int level = 0; part > 0 && level < PAPER_LEVEL_MAX; level++)
            text_printf(out, "<w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"1\"/></w:lvlOverride>", level);
        text_raw(out, "</w:num>");
    }
    text_printf(out, "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"1\"/></w:num>", DOCX_LIST_DASHES);
    for (int ordinal = 1; ordinal <= PAPER_LETTERS_MAX; ordinal++) {
        if (!(letters & 1u << ordinal))
            continue;
        char shown[8] = "";
        strncat(shown, paper_letter(ordinal), sizeof shown - 3);
        shown[strlen(shown)] = ')';
        text_printf(out, "<w:num w:numId=\"%d\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"3\">",
                    DOCX_LIST_LETTERS + ordinal);
        add_level(out, 3, "lowerLetter", NULL, shown);
        text_raw(out, "</w:lvlOverride></w:num>");
    }
    text_raw(out, "</w:numbering>\n");
}

/* --- small parts ------------------------------------------------------------------------------------------------- */

void docx_settings(struct text *out)
{
    text_raw(out, PROLOGUE
             "<w:settings " WORD "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>"
             "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
             "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
             "w:val=\"15\"/>"
             "</w:compat><w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/>"
             "</w:settings>\n");
}

void docx_fonts(struct text *out)
{
    text_raw(out, PROLOGUE
             "<w:fonts " WORD "><w:font w:name=\"Times New Roman\"><w:panose1 w:val=\"02020603050405020304\"/>"
             "<w:charset w:val=\"00\"/><w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>\n");
}

void docx_header(struct text *out)
{
    text_raw(out, PROLOGUE "<w:hdr " WORD "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>"
                           "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> "
                           "PAGE </w:instrText></w:r>"
                           "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r>"
                           "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>\n");
}

void docx_core(struct text *out, const struct paper *paper)
{
    text_raw(out, PROLOGUE "<cp:coreProperties xmlns:cp=\"" PACKAGE "/metadata/core-properties\""
                           " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
                           " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    text_xml(out, paper_title(out->mem, paper));
    text_raw(out, "</dc:title><dc:creator>");
    text_xml(out, paper_author(out->mem, paper));
    text_raw(out, "</dc:creator><dc:language>vi-VN</dc:language>");
    if (paper->has_about) {
        instant_t utc = paper->about.made - LOCAL_OFFSET_MS;
        char day[DATE_SIZE];
        day_print(instant_local_day(utc), day);
        int minute = instant_local_minute(utc);
        for (int i = 0; i < 2; i++) {
            const char *name = i == 0 ? "created" : "modified";
            text_printf(out, "<dcterms:%s xsi:type=\"dcterms:W3CDTF\">%sT%02d:%02d:00Z</dcterms:%s>", name, day,
                        minute / 60, minute % 60, name);
        }
    }
    text_raw(out, "</cp:coreProperties>\n");
}

void docx_app(struct text *out)
{
    text_raw(out,
             PROLOGUE "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
                      "<Application>Cong vu</Application></Properties>\n");
}

void docx_figures(struct text *out, const char *json)
{
    text_raw(out, PROLOGUE "<figures xmlns=\"" FIGURES "\" type=\"application/json\">");
    text_xml(out, json);
    text_raw(out, "</figures>\n");
}

/* The part needs a GUID; made of what it holds, so that the same figures have the same one. */
void docx_figures_properties(struct text *out, const char *json)
{
    uint8_t hash[HASH_SIZE];
    hash_bytes(json, strlen(json), hash);
    text_raw(out,
             PROLOGUE "<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\""
                      " ds:itemID=\"{");
    for (int i = 0; i < 16; i++)
        text_printf(out, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02X" : "%02X", hash[i]);
    text_raw(out, "}\"><ds:schemaRefs><ds:schemaRef ds:uri=\"" FIGURES "\"/></ds:schemaRefs></ds:datastoreItem>\n");
}

/* --- the package ------------------------------------------------------------------------------------------------- */

static void open_relations(struct text *out)
{
    text_raw(out, PROLOGUE "<Relationships xmlns=\"" PACKAGE "/relationships\">");
}

static void add_relation(struct text *out, const char *id, const char *type, const char *target)
{
    text_printf(out, "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"/>", id, type, target);
}

void docx_package_relations(struct text *out)
{
    open_relations(out);
    add_relation(out, "rIdDocument", RELATION "/officeDocument", "word/document.xml");
    add_relation(out, "rIdCore", PACKAGE "/relationships/metadata/core-properties", "docProps/core.xml");
    add_relation(out, "rIdApp", RELATION "/extended-properties", "docProps/app.xml");
    text_raw(out, "</Relationships>\n");
}

void docx_relations(struct text *out, const char *links, bool has_figures)
{
    open_relations(out);
    add_relation(out, "rIdStyles", RELATION "/styles", "styles.xml");
    add_relation(out, "rIdNumbering", RELATION "/numbering", "numbering.xml");
    add_relation(out, "rIdSettings", RELATION "/settings", "settings.xml");
    add_relation(out, "rIdFonts", RELATION "/fontTable", "fontTable.xml");
    add_relation(out, "rIdHeader", RELATION "/header", "header1.xml");
    if (has_figures)
        add_relation(out, "rIdFigures", RELATION "/customXml", "../customXml/item1.xml");
    text_add(out, links);
    text_raw(out, "</Relationships>\n");
}

void docx_figures_relations(struct text *out)
{
    open_relations(out);
    add_relation(out, "rIdProperties", RELATION "/customXmlProps", "itemProps1.xml");
    text_raw(out, "</Relationships>\n");
}

void docx_content_types(struct text *out, bool has_figures)
{
    static const struct {
        const char *part, *type;
    } types[] = {
        { "/word/document.xml", OFFICE ".wordprocessingml.document.main+xml" },
        { "/word/styles.xml", OFFICE ".wordprocessingml.styles+xml" },
        { "/word/numbering.xml", OFFICE ".wordprocessingml.numbering+xml" },
        { "/word/settings.xml", OFFICE ".wordprocessingml.settings+xml" },
        { "/word/fontTable.xml", OFFICE ".wordprocessingml.fontTable+xml" },
        { "/word/header1.xml", OFFICE ".wordprocessingml.header+xml" },
        { "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml" },
        { "/docProps/app.xml", OFFICE ".extended-properties+xml" },
        { "/customXml/itemProps1.xml", OFFICE ".customXmlProperties+xml" }, /* last: only with figures */
    };
    text_raw(out, PROLOGUE
             "<Types xmlns=\"" PACKAGE "/content-types\">"
             "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
             "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (size_t i = 0; i < COUNT_OF(types) - !has_figures; i++)
        text_printf(out, "<Override PartName=\"%s\" ContentType=\"%s\"/>", types[i].part, types[i].type);
    text_raw(out, "</Types>\n");
}
